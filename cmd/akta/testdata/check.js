// Runs the published verifier (folder "check" of a website) and the script that
// compares pages, for tests. Standard input is
//
//	{"public": DIR, "verify": [{"zip": FILE, "folder": DIR, "trust": FILE}], "pages": [{"zip": FILE, "pages": [PAGE]}]}
//
// with one of zip and folder, trust empty for none, and PAGE = {"address", "root"},
// root being an element as {"tag", "attributes", "children"} or {"text"}. It prints
// {"verify": [VERDICT or {"error"}], "pages": [RESULT of compareTexts]}.
"use strict";
const fs = require("fs");
const path = require("path");
const zlib = require("zlib");

const input = JSON.parse(fs.readFileSync(0, "utf8"));
const at = (name) => path.resolve(input.public, name);
require(at("check/wasm_exec.js"));
const words = require(at("checkwords.js"));

// element gives checkwords.js what it uses of the DOM.
function element(n) {
  if (n.text !== undefined) return { nodeType: 3, data: n.text };
  const childNodes = (n.children || []).map(element);
  const attributes = n.attributes || {};
  const all = (list) => list.flatMap((c) => (c.nodeType === 1 ? [c, ...all(c.childNodes)] : []));
  const text = (c) => (c.nodeType === 3 ? c.data : c.childNodes.map(text).join(""));
  const has = (c, name) => c.getAttribute(name) !== null;
  const is = {
    ".text[data-document]": (c) => c.classList.contains("text") && has(c, "data-document"),
    "[id][data-ground]": (c) => has(c, "id") && has(c, "data-ground"),
    "img[src], a[download][href]": (c) => (c.tagName === "IMG" && has(c, "src")) || (c.tagName === "A" && has(c, "download") && has(c, "href")),
  };
  return {
    nodeType: 1, tagName: n.tag.toUpperCase(), childNodes,
    classList: { contains: (name) => (attributes.class || "").split(/\s+/).includes(name) },
    getAttribute: (name) => (name in attributes ? attributes[name] : null),
    get textContent() { return childNodes.map(text).join(""); },
    querySelectorAll: (selector) => all(childNodes).filter(is[selector]),
  };
}

function release(job) {
  if (job.zip) return new Uint8Array(fs.readFileSync(job.zip));
  const files = {};
  for (const e of fs.readdirSync(job.folder, { recursive: true, withFileTypes: true })) {
    if (!e.isFile()) continue;
    const full = path.join(e.parentPath || e.path, e.name);
    files[path.relative(job.folder, full).split(path.sep).join("/")] = new Uint8Array(fs.readFileSync(full));
  }
  return files;
}

(async () => {
  const go = new Go();
  const { instance } = await WebAssembly.instantiate(zlib.gunzipSync(fs.readFileSync(at("check/akta.wasm.gz"))), go.importObject);
  go.run(instance);
  const out = { verify: [], pages: [] };
  for (const job of input.verify || []) {
    try {
      out.verify.push(JSON.parse(await aktaVerify(release(job), job.trust ? new Uint8Array(fs.readFileSync(job.trust)) : null)));
    } catch (e) {
      out.verify.push({ error: e.message });
    }
  }
  for (const job of input.pages || []) {
    const documents = JSON.parse(await aktaShown(release(job)));
    const found = { texts: {}, files: new Set(), pages: 0 };
    for (const p of job.pages) words.collect(element(p.root), p.address, found);
    const proven = words.provenFiles(documents);
    const files = { equal: 0, different: [] };
    for (const url of found.files) {
      const file = at(decodeURIComponent(new URL(url).pathname).slice(1));
      const digest = await aktaDigest(new Uint8Array(fs.readFileSync(file)));
      if (words.fileHolds(proven, url, digest)) files.equal++;
      else files.different.push(url);
    }
    out.pages.push({ ...words.compareTexts(found.texts, documents), files });
  }
  fs.writeFileSync(1, JSON.stringify(out));
  process.exit(0);
})();
