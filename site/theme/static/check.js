// The check of a release in the reader's browser: on the page of a case of what
// is published there, on the page "How to verify" of files of the reader's own.
// It loads the verifier and the release on use only, from this website only.
"use strict";

(() => {
  const box = document.getElementById("check");
  if (!box || typeof WebAssembly !== "object" || typeof DecompressionStream !== "function") return;
  const LIMIT = 1 << 30; // bytes of a release, as in the verifier
  const PROGRAM_LIMIT = 64 << 20; // bytes of the verifier, unpacked
  const TRUST_LIMIT = 1 << 20;
  const FILES_LIMIT = 20000;
  const PAGES_LIMIT = 2000;
  const disk = location.protocol === "file:";
  const at = (id) => document.getElementById(id);
  const address = (name) => new URL(box.dataset[name], location.href).href;

  // Texts of the page's language. {name} is replaced.
  const texts = {};
  for (const e of at("check-texts").children) texts[e.dataset.t] = e.textContent;
  const say = (key, values = {}) => (texts[key] || key).replace(/\{(\w+)\}/g, (_, n) => (n in values ? values[n] : ""));
  class Plain extends Error {} // its message is in the page's language
  const fail = (key, values) => { throw new Plain(say(key, values)); };

  function make(tag, attributes = {}, ...content) {
    const e = document.createElement(tag);
    for (const [k, v] of Object.entries(attributes)) e.setAttribute(k, v);
    e.append(...content);
    return e;
  }
  function size(n) {
    const unit = n < 1e6 ? ["kilobyte", n / 1e3] : ["megabyte", n / 1e6];
    return new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit: unit[0], maximumFractionDigits: 1 }).format(unit[1]);
  }

  const bar = at("check-progress");
  function progress(text, done, total) {
    at("check-status").textContent = text;
    bar.hidden = false;
    if (total > 0) {
      bar.max = total;
      bar.value = Math.min(done, total);
    } else {
      bar.removeAttribute("value");
    }
  }

  // readAll reads a stream of at most limit bytes.
  async function readAll(stream, limit, tell) {
    const parts = [];
    let n = 0;
    for (const reader = stream.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) break;
      n += value.length;
      if (n > limit) {
        await reader.cancel();
        fail("large", { limit: size(limit) });
      }
      parts.push(value);
      if (tell) tell(n);
    }
    const out = new Uint8Array(n);
    n = 0;
    for (const p of parts) {
      out.set(p, n);
      n += p.length;
    }
    return out;
  }
  async function download(url, what, limit, expected) {
    let response;
    try {
      response = await fetch(url, { credentials: "omit", cache: "no-cache" });
    } catch {
      fail("unreachable", { file: what });
    }
    if (!response.ok) fail("unreachable", { file: what + " (" + response.status + ")" });
    const total = expected || Number(response.headers.get("Content-Length")) || 0;
    return readAll(response.body, limit, (n) => progress(say("loading", { file: what, done: size(n), total: total ? size(Math.max(total, n)) : "?" }), n, total));
  }
  async function readFile(file, limit) {
    if (file.size > limit) fail("large", { limit: size(limit) });
    return new Uint8Array(await file.arrayBuffer());
  }

  // The verifier: in a thread of its own, or, where a page may not have one (from
  // a disk), in the page's.
  let verifier = null;
  async function load(chosen) {
    if (verifier) return verifier;
    let bytes = chosen ? await readFile(chosen, PROGRAM_LIMIT) : await download(address("wasm"), "akta.wasm.gz", PROGRAM_LIMIT, Number(box.dataset.wasmsize));
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
      bytes = await readAll(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")), PROGRAM_LIMIT);
    }
    if (bytes[0] !== 0 || bytes[1] !== 0x61) fail("notprogram");
    verifier = disk ? await inPage(bytes) : await inWorker(bytes);
    return verifier;
  }
  async function inWorker(bytes) {
    const worker = new Worker(address("worker"));
    const waiting = new Map();
    let next = 0;
    worker.onmessage = ({ data }) => {
      const w = waiting.get(data.id);
      waiting.delete(data.id);
      if ("error" in data) w.reject(new Error(data.error));
      else w.resolve(data.value);
    };
    worker.onerror = (e) => {
      for (const w of waiting.values()) w.reject(new Error(e.message || "worker"));
      waiting.clear();
      verifier = null;
    };
    const call = (name, ...args) => new Promise((resolve, reject) => {
      waiting.set(++next, { resolve, reject });
      worker.postMessage({ id: next, call: name, args });
    });
    await call("load", bytes);
    return call;
  }
  async function inPage(bytes) {
    await new Promise((resolve, reject) => {
      const s = make("script", { src: address("runtime") });
      s.onload = resolve;
      s.onerror = () => reject(new Plain(say("unreachable", { file: "wasm_exec.js" })));
      document.head.append(s);
    });
    const go = new window.Go();
    const { instance } = await WebAssembly.instantiate(bytes, go.importObject);
    go.run(instance);
    return (name, ...args) => window[name](...args);
  }

  // answers are the verdict for people: five answers, kept apart.
  const marks = { holds: "✓", false: "✗", unconfirmed: "?" };
  const level = Number(box.dataset.level);
  const heading = (n, text, id) => make("h" + (level + n), id ? { id, tabindex: "-1" } : {}, text);
  const mark = (status) => make("strong", { class: "answer-" + status }, marks[status] + " " + say("is_" + status));
  // counted is what the verdict says of how much is hidden, in its own English.
  function counted(facts) {
    const number = (pattern) => { const m = facts.map((f) => pattern.exec(f)).find(Boolean); return m ? m[1] : "0"; };
    if (!facts.some((f) => / gaps? in the text/.test(f))) return "";
    return " " + say("counted", { documents: number(/^([0-9]+) documents? proven/), gaps: number(/ ([0-9]+) gaps? in the text/), boxes: number(/ ([0-9]+) box(?:es)? on pages/), withheld: number(/^([0-9]+) documents? withheld/) });
  }
  function answers(v) {
    const list = make("dl", { class: "answers" });
    for (const name of ["integrity", "signer", "time", "log", "completeness"]) {
      const a = v[name];
      const facts = make("ul", { lang: "en" }, ...a.facts.map((f) => make("li", {}, f)));
      const own = name === "time" && a.status === "holds" && a.facts.some((f) => f.includes("publisher's own clock"));
      list.append(
        make("dt", {}, say("name_" + name), " ", mark(a.status)),
        make("dd", {}, say(name + "_" + a.status) + (name === "completeness" ? counted(a.facts) : "") + (own ? " " + say("ownclock") : ""), make("details", {}, make("summary", {}, say("facts") + ": " + say("name_" + name)), facts)),
      );
    }
    return list;
  }
  const overall = { 0: "holds", 1: "false", 3: "unconfirmed" };
  function show(v, raw, trust) {
    const keys = trust ? trust.keys.filter((k) => k.roles.includes("release")).map((k) => make("li", {}, make("code", { class: "digest" }, k.keyid))) : [];
    const blob = URL.createObjectURL(new Blob([raw + "\n"], { type: "application/json" }));
    const name = "akta-" + [v.case, v.name].filter(Boolean).join("-").replace(/[^a-zA-Z0-9-]/g, "_") + "-verdict.json";
    const result = at("check-result");
    result.replaceChildren(
      heading(1, say("all_" + overall[v.code]), "check-verdict"),
      make("p", { class: "meta" }, [v.authority, v.case, v.name].filter(Boolean).join(", ")),
      answers(v),
    );
    if (keys.length) result.append(heading(2, say("keys")), make("ul", { class: "plain" }, ...keys), make("p", {}, say("compare")));
    result.append(
      make("p", {}, say("stated")),
      make("details", {}, make("summary", {}, say("raw")), make("pre", { tabindex: "0", role: "region", "aria-label": say("raw") }, make("code", { lang: "en" }, JSON.stringify(JSON.parse(raw), null, 2))),
        make("p", {}, make("a", { href: blob, download: name }, say("save") + " " + name))),
    );
    result.hidden = false;
    return result;
  }

  // pagesOf loads the pages of this case, this one and those linked from them.
  async function pagesOf() {
    const base = new URL(".", location.href);
    const found = aktaWords.collect(document, location.href, { texts: {}, files: new Set(), pages: 0 });
    const seen = new Set([base.pathname, base.pathname + "index.html"]);
    const queue = [];
    const links = (page, from) => {
      for (const a of page.querySelectorAll("a[href]")) {
        const url = new URL(a.getAttribute("href"), from);
        url.hash = url.search = "";
        const path = url.pathname.replace(/index\.html$/, "");
        if (url.origin !== location.origin || !path.startsWith(base.pathname) || !path.endsWith("/") || seen.has(path)) continue;
        seen.add(path);
        queue.push(url.href);
      }
    };
    links(document, location.href);
    for (let url; (url = queue.shift());) {
      if (found.pages >= PAGES_LIMIT) fail("large", { limit: PAGES_LIMIT });
      const bytes = await download(url, say("page", { n: found.pages + 1 }), TRUST_LIMIT);
      const page = new DOMParser().parseFromString(new TextDecoder().decode(bytes), "text/html");
      aktaWords.collect(page, url, found);
      links(page, url);
    }
    return found;
  }
  async function comparePages(call, bag, v) {
    const result = at("check-result");
    const lines = [];
    const line = (status, text) => lines.push(make("li", {}, mark(status), " ", text));
    if (v.integrity.status === "false" || v.completeness.status !== "holds") {
      line("unconfirmed", say("words_unproven"));
    } else {
      progress(say("comparing"));
      const documents = JSON.parse(await call("aktaShown", bag));
      const found = await pagesOf();
      const t = aktaWords.compareTexts(found.texts, documents);
      if (t.equal.length) line("holds", say("words_equal", { documents: t.equal.length, pages: found.pages }));
      for (const d of t.different) line("false", say("words_differ", { document: d.id, shown: d.shown, proven: d.proven }));
      for (const id of t.missing) line("unconfirmed", say("words_missing", { document: id }));
      const proven = aktaWords.provenFiles(documents);
      let same = 0;
      for (const url of found.files) {
        const name = decodeURIComponent(new URL(url).pathname.split("/").pop());
        const digest = await call("aktaDigest", await download(url, name, LIMIT));
        if (aktaWords.fileHolds(proven, url, digest)) same++;
        else line("false", say("file_differs", { file: name }));
      }
      if (same) line("holds", say("files_equal", { files: same }));
      const missing = proven.images.size - [...found.files].filter((u) => proven.images.has(new URL(u).pathname.split("/").pop())).length;
      if (missing > 0) line("unconfirmed", say("files_missing", { files: missing }));
    }
    at("check-verdict").nextElementSibling.after(heading(2, say("words")), make("ul", { class: "plain", id: "check-words" }, ...lines));
    result.dataset.words = lines.some((l) => l.querySelector(".answer-false")) ? "false" : lines.some((l) => l.querySelector(".answer-unconfirmed")) ? "unconfirmed" : "holds";
    if (result.dataset.words === "false") at("check-verdict").textContent = say("all_pages");
  }

  // What is to be checked: {bag, trust}.
  async function published() {
    const name = box.dataset.bag.split("/").pop();
    const trust = await download(address("trust"), "trust.json", TRUST_LIMIT);
    const bag = await download(address("bag"), name, LIMIT, Number(box.dataset.size));
    return { bag, trust };
  }
  let dropped = null; // what was dropped: a File, or an array of [name, File]
  async function chosen() {
    const file = at("check-file").files[0];
    const folder = [...at("check-folder").files].map((f) => [f.webkitRelativePath, f]);
    const source = dropped || file || (folder.length ? folder : null);
    if (!source) fail("nothing");
    const own = at("check-trust").files[0];
    let trust = null;
    if (own) trust = await readFile(own, TRUST_LIMIT);
    else if (!disk && box.dataset.trust) trust = await download(address("trust"), "trust.json", TRUST_LIMIT);
    if (source instanceof File) return { bag: await readFile(source, LIMIT), trust };
    if (source.length > FILES_LIMIT) fail("many", { limit: FILES_LIMIT });
    if (source.reduce((n, [, f]) => n + f.size, 0) > LIMIT) fail("large", { limit: size(LIMIT) });
    const bag = Object.create(null);
    for (const [path, f] of source) bag[path.slice(path.indexOf("/") + 1)] = await readFile(f, LIMIT);
    return { bag, trust };
  }

  async function check() {
    const call = await load(disk && at("check-wasm") && at("check-wasm").files[0]);
    const { bag, trust } = box.dataset.bag ? await published() : await chosen();
    progress(say("working"));
    const raw = await call("aktaVerify", bag, trust);
    const v = JSON.parse(raw);
    if (box.dataset.case && (v.case !== box.dataset.case || v.name !== box.dataset.name)) fail("other", { found: v.case + " " + v.name });
    show(v, raw, trust && JSON.parse(new TextDecoder().decode(trust)));
    if (box.dataset.bag) await comparePages(call, bag, v);
  }
  async function run() {
    const button = at("check-run");
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true"); // keeps the focus
    at("check-result").hidden = true;
    try {
      if (disk && box.dataset.bag) fail("disk");
      if (disk && !at("check-wasm").files[0]) throw new Plain(at("check-disk").firstElementChild.textContent);
      await check();
      at("check-status").textContent = say("done");
      at("check-verdict").focus();
    } catch (e) {
      at("check-status").textContent = (e instanceof Plain ? e.message : say("unusable") + " " + e.message);
    }
    bar.hidden = true;
    button.removeAttribute("aria-disabled");
  }

  // Dropping is an extra: all can be chosen with the keyboard.
  async function entries(entry, path, out) {
    if (out.length > FILES_LIMIT) fail("many", { limit: FILES_LIMIT });
    const name = path ? path + "/" + entry.name : entry.name;
    if (entry.isFile) {
      out.push([name, await new Promise((ok, no) => entry.file(ok, no))]);
      return out;
    }
    const reader = entry.createReader();
    for (let list; (list = await new Promise((ok, no) => reader.readEntries(ok, no))).length;) {
      for (const e of list) await entries(e, name, out);
    }
    return out;
  }
  function droppable(zone) {
    for (const kind of ["dragenter", "dragover"]) {
      zone.addEventListener(kind, (e) => {
        e.preventDefault();
        zone.classList.add("over");
      });
    }
    zone.addEventListener("dragleave", () => zone.classList.remove("over"));
    zone.addEventListener("drop", async (e) => {
      e.preventDefault();
      zone.classList.remove("over");
      const item = e.dataTransfer.items[0];
      const entry = item && item.webkitGetAsEntry && item.webkitGetAsEntry();
      try {
        if (!entry) fail("nothing");
        dropped = entry.isFile ? e.dataTransfer.files[0] : await entries(entry, "", []);
        at("check-status").textContent = say("taken", { name: entry.name });
        await run();
      } catch (err) {
        at("check-status").textContent = err.message;
      }
    });
    for (const id of ["check-file", "check-folder"]) {
      at(id).addEventListener("change", () => {
        dropped = null;
        at(id === "check-file" ? "check-folder" : "check-file").value = "";
      });
    }
  }

  box.hidden = false;
  at("check-run").addEventListener("click", run);
  if (!box.dataset.bag) {
    droppable(box);
    at("check-disk").hidden = !disk;
  }
})();
