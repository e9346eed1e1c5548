// The verifier off the page's own thread. It answers each message
// {id, call, args} by {id, value} or {id, error}. call is "load", with the bytes
// of the WebAssembly module, or one of the functions that the module gives.
"use strict";

importScripts("wasm_exec.js");

const calls = {
  async load(module) {
    const go = new Go();
    const { instance } = await WebAssembly.instantiate(module, go.importObject);
    go.run(instance);
    return "";
  },
  aktaVerify: (release, trust) => self.aktaVerify(release, trust),
  aktaShown: (release) => self.aktaShown(release),
  aktaDigest: (bytes) => self.aktaDigest(bytes),
};

self.onmessage = async ({ data }) => {
  try {
    self.postMessage({ id: data.id, value: await calls[data.call](...data.args) });
  } catch (e) {
    self.postMessage({ id: data.id, error: e.message || String(e) });
  }
};
