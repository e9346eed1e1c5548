// A second implementation of the redaction trees, as README.md describes them.
// It shares nothing with the first, reads the vectors and judges every one.
//
//   node check.js [--all] [FILE ...]     without files: all beside this script
//
// Exit code 0: every vector is as it says. 1: the first that is not, by name;
// with --all it goes on, and prints a line a file.
"use strict";
const { createHash, createHmac } = require("node:crypto");
const { readFileSync, readdirSync } = require("node:fs");
const path = require("node:path");

const ALGORITHM = "akta-ggm-sha256/v1";
const FORMAT = "https://github.com/akta-foi/akta/";
const STEPS = ["json", "commitment", "header", "ranges", "content", "items", "root"];

// Refused is a release that does not hold, and at which step.
class Refused extends Error {
  constructor(step, message) { super(message); this.step = step; }
}
const hold = (step, ok, message) => { if (!ok) throw new Refused(step, message); };

// JSON with one spelling. A schema takes a value, and gives it back or throws.
const is = (test, what) => (v) => { hold("json", test(v), `${JSON.stringify(v)} is not ${what}`); return v; };
const str = is((v) => typeof v === "string" && v.isWellFormed(), "text");
const int = is(Number.isSafeInteger, "a whole number");
const hex = is((v) => /^[0-9a-f]{64}$/.test(v), "a digest");
const b64 = is((v) => typeof v === "string" && Buffer.from(v, "base64").toString("base64") === v, "base64");
const arr = (of) => (v) => is(Array.isArray, "a list")(v).map(of);
const orNull = (of) => (v) => (v === null ? null : of(v));
const range = (v) => is((r) => r.length === 2, "a range")(arr(int)(v));
const maybe = (of) => Object.assign((v) => of(v), { optional: true, empty: true }); // left out where there is none
const opt = (of) => Object.assign((v) => of(v), { optional: true }); // left out where it is empty
const obj = (fields) => (v) => {
  is((o) => o !== null && typeof o === "object" && !Array.isArray(o), "an object")(v);
  const out = {}; // without unknown fields, so that it is written otherwise
  for (const [k, of] of Object.entries(fields)) {
    if (of.optional && v[k] === undefined) continue;
    out[k] = of(v[k]);
    hold("json", !of.optional || of.empty || ![0, "", null].includes(out[k]) && out[k].length !== 0, `optional field ${k} is empty`);
  }
  return out;
};
const write = (v, indent) => JSON.stringify(v, null, indent).replace(/\u2028/g, "\\u2028").replace(/\u2029/g, "\\u2029") + "\n";
const parse = (text, schema, indent) => {
  let v;
  try { v = JSON.parse(text); } catch (e) { throw new Refused("json", e.message); }
  v = schema(v);
  hold("json", write(v, indent) === text, "not in canonical form");
  return v;
};

const viewHeader = obj({ view: str, leaves: int, width: opt(int), height: opt(int), channels: opt(int), dpi: opt(int), root: hex });
const header = obj({ format: str, case: str, seal: str, document: str, views: arr(viewHeader) });
const commitment = obj({ format: str, algorithm: str, authority: str, case: str, seal: str, created: str,
  documents: arr(obj({ id: str, root: hex, replaces: opt(str) })), bag: hex });
const proof = obj({ format: str, seals: arr(obj({ seal: str, documents: arr(obj({ id: str, salt: hex, header,
  views: arr(obj({ view: str, hidden: orNull(arr(range)), items: b64 })) })) })) });
const leaves = arr(orNull(str));
const judged = { name: str, expect: is((v) => v === "holds" || v === "refused", "a verdict"), step: opt(is((v) => STEPS.includes(v), "a step")), why: opt(str) };
const viewVector = obj({ vector: str, name: str, view: viewHeader,
  sealed: opt(obj({ label: str, document_seed: hex, view_seed: hex, content: arr(str), samples: opt(b64),
    salts: arr(obj({ leaf: int, salt: hex })), leaf_hashes: arr(hex) })),
  releases: arr(obj({ ...judged, hidden: arr(range), items: b64,
    parts: opt(arr(obj({ first: int, count: int, is: str, value: hex }))), shown: opt(leaves), samples: opt(b64) })) });
const documentVector = obj({ vector: str, name: str,
  sealed: opt(obj({ label: str, document_seed: hex, header_salt: hex, header: str, root: hex, bag_key: hex, manifest: str, bag: hex,
    views: arr(obj({ view: str, view_seed: hex, content: opt(arr(str)), samples: opt(b64) })) })),
  releases: arr(obj({ ...judged, document: str, commitment: str, proof: str, file: maybe(b64),
    meta: opt(str), text: opt(str), pages: opt(arr(obj({ page: int, samples: b64 }))) })) });

// The trees.
const sha256 = (...parts) => parts.reduce((h, p) => h.update(p), createHash("sha256")).digest();
const hmac = (key, message) => createHmac("sha256", key).update(message).digest();
const child = (seed, b) => hmac(seed, Buffer.from([b]));
const unhex = (s) => Buffer.from(s, "hex");
const node = (l, r) => sha256(Buffer.from([1]), l, r);
const split = (n) => { let k = 1; while (2 * k < n) k *= 2; return k; };
const leafHash = (i, salt, content) => {
  const index = Buffer.alloc(8);
  index.writeBigUInt64BE(BigInt(i));
  return sha256(Buffer.from("\0akta-leaf/v1\0"), index, salt, content);
};
// each calls f(i, leaf seed) for the leaves of a subtree, and gives its hash.
const subtree = (lo, n, seed, f) => (n === 0 ? sha256() : n === 1 ? f(lo, seed)
  : node(subtree(lo, split(n), child(seed, 0), f), subtree(lo + split(n), n - split(n), child(seed, 1), f)));
const rootOf = (n, seed, content) => subtree(0, n, seed, (i, s) => leafHash(i, child(s, 2), content(i)));

const checkRanges = (ranges, n) => {
  hold("ranges", ranges !== null, "no list of ranges");
  let end = -1;
  for (const [first, count] of ranges) {
    hold("ranges", first >= 0 && count >= 1 && first + count <= n, `${first}+${count}: outside the ${n} leaves, or empty`);
    hold("ranges", first > end, `${first}+${count}: out of order, or touching`);
    end = first + count;
  }
};
const hiddenSet = (ranges, n) => {
  const set = new Array(n).fill(false);
  for (const [first, count] of ranges) set.fill(true, first, first + count);
  return set;
};
// parts are the largest subtrees shown whole or hidden whole, depth first.
const parts = (hidden, lo = 0, n = hidden.length) => {
  if (n === 0) return [];
  const some = hidden.slice(lo, lo + n);
  if (!some.includes(true)) return [{ first: lo, count: n, is: "seed" }];
  if (!some.includes(false)) return [{ first: lo, count: n, is: "hash" }];
  return [...parts(hidden, lo, split(n)), ...parts(hidden, lo + split(n), n - split(n))];
};
const rebuild = (h, ranges, items, content) => {
  const want = parts(hiddenSet(ranges, h.leaves));
  hold("items", items.length === 32 * want.length, `${items.length} bytes of items, want ${want.length} items`);
  const next = (lo, n) => {
    const p = want[0];
    if (p.first === lo && p.count === n) {
      const item = items.subarray(0, 32);
      want.shift(); items = items.subarray(32);
      return p.is === "hash" ? item : subtree(lo, n, item, (i, s) => leafHash(i, child(s, 2), content(i)));
    }
    return node(next(lo, split(n)), next(lo + split(n), n - split(n)));
  };
  const root = h.leaves === 0 ? sha256() : next(0, h.leaves);
  hold("root", root.toString("hex") === h.root, `view ${h.view}: another root`);
};

// Content. A tile is 16 x 16 pixels; beyond the page's edge samples are 255.
const grid = (h) => [Math.ceil(h.width / 16), Math.ceil(h.height / 16)];
const tile = (h, samples, i) => {
  const out = Buffer.alloc(256 * h.channels, 255), x = 16 * (i % grid(h)[0]), y = 16 * Math.floor(i / grid(h)[0]);
  const width = Math.min(16, h.width - x) * h.channels;
  for (let r = 0; r < 16 && y + r < h.height; r++) {
    const at = ((y + r) * h.width + x) * h.channels;
    samples.copy(out, r * 16 * h.channels, at, at + width);
  }
  return out;
};
const contentOf = (h, content, samples) => (h.channels ? (i) => tile(h, samples, i)
  : (i) => Buffer.from(content[i], h.view === "file" ? "base64" : "utf8"));

const checkView = (h, ranges, items, shown, samples) => {
  checkRanges(ranges, h.leaves);
  const hidden = hiddenSet(ranges, h.leaves);
  if (!hidden.includes(false)) {
    hold("content", shown === undefined && samples === undefined, "content, though nothing is shown");
  } else if (h.channels) {
    hold("content", samples && samples.length === h.width * h.height * h.channels, "samples do not fit the page");
    const black = Buffer.alloc(samples.length);
    hidden.forEach((is, i) => hold("content", !is || tile(h, samples, i).equals(tile(h, black, i)), `hidden tile ${i} is not black`));
  } else {
    hold("content", shown && shown.length === h.leaves, "another number of leaves");
    hidden.forEach((is, i) => hold("content", is === (shown[i] === null), `leaf ${i}: content for a hidden leaf, or none for a shown one`));
  }
  rebuild(h, ranges, Buffer.from(items, "base64"), contentOf(h, shown, samples));
};

const checkHeader = (h, c, id) => {
  hold("header", h.format === FORMAT + "header/v1" && h.case === c.case && h.seal === c.seal && h.document === id, "header of something else");
  hold("header", h.views.length >= 3, "views are missing");
  h.views.forEach((v, i) => {
    hold("header", v.view === (["file", "meta", "text"][i] ?? `page/${i - 2}`), `view ${v.view} at place ${i + 1}`);
    hold("header", v.leaves >= 0 && (i !== 0 || v.leaves === 1) && (i !== 1 || v.leaves <= 256), `view ${v.view} of ${v.leaves} leaves`);
    if (i < 3) hold("header", !v.width && !v.height && !v.channels && !v.dpi, `view ${v.view} has a geometry`);
    else hold("header", v.width > 0 && v.height > 0 && [1, 3].includes(v.channels) && v.leaves === grid(v)[0] * grid(v)[1], `geometry of ${v.view}`);
  });
};
const headerRoot = (salt, text) => sha256(Buffer.from("\0akta-header/v1\0"), salt, text).toString("hex");

const checkDocument = (r) => {
  const c = parse(r.commitment, commitment), p = parse(r.proof, proof);
  hold("commitment", c.format === FORMAT + "commitment/v1" && c.algorithm === ALGORITHM && p.format === FORMAT + "proof/v1", "another format or algorithm");
  const d = p.seals.find((s) => s.seal === c.seal)?.documents.find((x) => x.id === r.document);
  const root = c.documents.find((x) => x.id === r.document)?.root;
  hold("header", d && root, "not proven, or not committed to");
  checkHeader(d.header, c, d.id);
  hold("header", headerRoot(unhex(d.salt), write(d.header)) === root, "the header does not open the root");
  hold("header", d.views.length === d.header.views.length && d.views.every((v, i) => v.view === d.header.views[i].view), "other views than the header's");
  d.views.forEach((v, i) => checkRanges(v.hidden, d.header.views[i].leaves));
  d.views.forEach((v, i) => {
    const h = d.header.views[i], page = r.pages?.find((x) => "page/" + x.page === h.view);
    const json = { meta: r.meta, text: r.text }[h.view];
    const shown = h.view === "file" && r.file !== undefined ? [r.file] : json && parse(json, leaves);
    checkView(h, v.hidden, v.items, shown, page && Buffer.from(page.samples, "base64"));
  });
};

// Vectors: the sealed half is recomputed, every release is judged.
const same = (what, got, want) => { if (JSON.stringify(got) !== JSON.stringify(want)) throw new Error(`${what}: ${JSON.stringify(got)}, want ${JSON.stringify(want)}`); };
const hexOf = (b) => b.toString("hex");
const viewSeed = (k, view) => hmac(k, "akta-view/v1\0" + view);
const keyOf = (s) => { same("document seed", s.document_seed, hexOf(sha256(s.label))); return unhex(s.document_seed); };

const checkSealedView = (v) => {
  const s = v.sealed, h = v.view, seed = viewSeed(keyOf(s), h.view), content = contentOf(h, s.content, s.samples && Buffer.from(s.samples, "base64"));
  same("view seed", s.view_seed, hexOf(seed));
  same("number of leaves", [s.content.length, s.leaf_hashes.length], [h.leaves, h.leaves]);
  const salts = new Map(s.salts.map((x) => [x.leaf, x.salt])), hash = (i, leaf) => leafHash(i, child(leaf, 2), content(i));
  same("root", h.root, hexOf(subtree(0, h.leaves, seed, (i, leaf) => {
    same(`leaf ${i}`, s.content[i], content(i).toString(h.channels || h.view === "file" ? "base64" : "utf8"));
    same(`hash of leaf ${i}`, s.leaf_hashes[i], hexOf(hash(i, leaf)));
    if (salts.has(i)) same(`salt of leaf ${i}`, salts.get(i), hexOf(child(leaf, 2)));
    salts.delete(i);
    return hash(i, leaf);
  })));
  same("salts of no leaf", salts.size, 0);
  for (const r of v.releases.filter((x) => x.expect === "holds")) {
    const pruned = [], walk = (lo, n, at) => {
      const p = r.parts[pruned.length];
      if (p && p.first === lo && p.count === n) return pruned.push(hexOf(p.is === "seed" ? at : subtree(lo, n, at, hash)));
      if (n > 1) { walk(lo, split(n), child(at, 0)); walk(lo + split(n), n - split(n), child(at, 1)); }
    };
    r.parts ??= [];
    checkRanges(r.hidden, h.leaves);
    same("parts", r.parts.map(({ value, ...p }) => p), parts(hiddenSet(r.hidden, h.leaves)));
    walk(0, h.leaves, seed);
    same("values of the parts", r.parts.map((p) => p.value), pruned);
    same("items", hexOf(Buffer.from(r.items, "base64")), pruned.join(""));
  }
};
const checkSealedDocument = ({ sealed: s, releases }) => {
  const k = keyOf(s), h = parse(s.header, header);
  same("header's salt", s.header_salt, hexOf(hmac(k, "akta-header-salt/v1")));
  same("document's root", s.root, headerRoot(unhex(s.header_salt), s.header));
  same("bag key", s.bag_key, hexOf(sha256(s.label + " bag")));
  same("blinded bag", s.bag, hexOf(hmac(unhex(s.bag_key), "akta-bag/v1\0" + s.manifest)));
  for (const r of releases) {
    same("commitment", r.commitment, releases[0].commitment); // all are of one seal
    same("commitment's bag", parse(r.commitment, commitment).bag, s.bag);
  }
  same("views", s.views.map((v) => v.view), h.views.map((v) => v.view));
  s.views.forEach((v, i) => {
    same("view seed", v.view_seed, hexOf(viewSeed(k, v.view)));
    const content = contentOf(h.views[i], v.content, v.samples && Buffer.from(v.samples, "base64"));
    same(`root of ${v.view}`, h.views[i].root, hexOf(rootOf(h.views[i].leaves, unhex(v.view_seed), content)));
  });
};

// checkFile judges a vector file, and says how many releases held and how many
// were refused.
const checkFile = (file) => {
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
  const isView = JSON.parse(text).view !== undefined;
  const v = parse(text, isView ? viewVector : documentVector, 1);
  same("algorithm", v.vector, ALGORITHM);
  same("name", v.name + ".json", path.basename(file));
  if (v.sealed) (isView ? checkSealedView : checkSealedDocument)(v);
  const count = { holds: 0, refused: 0 };
  for (const r of v.releases) {
    let got = { expect: "holds" }, why = "";
    try {
      if (isView) checkView(v.view, r.hidden, r.items, r.shown, r.samples && Buffer.from(r.samples, "base64"));
      else checkDocument(r);
    } catch (e) {
      if (!(e instanceof Refused)) throw e;
      got = { expect: "refused", step: e.step };
      why = e.message;
    }
    same(`release "${r.name}" (${why})`, got, { expect: r.expect, step: r.step });
    count[r.expect]++;
  }
  if (v.releases.length === 0) throw new Error("no release");
  return count;
};

const args = process.argv.slice(2), all = args[0] === "--all";
let files = all ? args.slice(1) : args;
if (files.length === 0) files = readdirSync(__dirname).filter((n) => n.endsWith(".json")).sort().map((n) => path.join(__dirname, n));
const total = { files: 0, holds: 0, refused: 0, failed: 0 };
for (const file of files) {
  try {
    const count = checkFile(file);
    total.files++; total.holds += count.holds; total.refused += count.refused;
    if (all) console.log(`ok   ${file}`);
  } catch (e) {
    total.failed++;
    console.log(`FAIL ${file}: ${e.message}`);
    if (!all) break;
  }
}
if (total.files === 0 && total.failed === 0) { console.log("no vectors"); total.failed++; }
if (total.failed === 0) console.log(`${total.files} vectors, ${total.holds} releases hold, ${total.refused} are refused as they must be`);
process.exitCode = total.failed === 0 ? 0 : 1;
