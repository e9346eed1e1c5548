// What a page shows, held against what a release proves: the words of text
// editions and the files that pages load. No part of it touches the network.
"use strict";

const aktaWords = (() => {
  // Elements before and after which a word ends.
  const blocks = new Set("ADDRESS BLOCKQUOTE BR DD DIV DL DT FIGCAPTION FIGURE H1 H2 H3 H4 H5 H6 HR LI OL P PRE SECTION TABLE TBODY TD TFOOT TH THEAD TR UL".split(" "));

  // pieces turns an element into runs of words and gaps, as the release has
  // them: {text} or {ground}. A redaction is its ground, whatever its label says:
  // it links to an entry of the page's list of grounds, which has the code.
  // The number of a paragraph, a link to the paragraph itself, is no word of it.
  function pieces(node, grounds, out = []) {
    for (const child of node.childNodes) {
      if (child.nodeType === 3) {
        out.push({ text: child.data });
      } else if (child.nodeType === 1) {
        if (child.classList.contains("redaction")) {
          out.push({ ground: grounds.get(child.getAttribute("href")) || "" });
        } else if (!isNumber(child)) {
          const block = blocks.has(child.tagName);
          if (block) out.push({ text: "\n" });
          pieces(child, grounds, out);
          if (block) out.push({ text: "\n" });
        }
      }
    }
    return out;
  }

  function isNumber(element) {
    return element.tagName === "A" && element.classList.contains("n") && element.getAttribute("href") === "#p-" + element.textContent && /^[0-9]{1,7}$/.test(element.textContent);
  }

  // tokens are the words and gaps in their order: a gap is a line feed and its
  // ground, which no word can be. Neighbouring gaps on one ground are one, as on
  // the pages. White space counts as one space.
  function tokens(list) {
    const out = [];
    let run = "";
    const flush = () => {
      for (const word of run.split(/[\s\p{Cc}]+/u)) if (word) out.push(word);
      run = "";
    };
    for (const p of list) {
      if (p.ground === undefined) {
        run += p.text;
        continue;
      }
      flush();
      const gap = "\n" + p.ground;
      if (out[out.length - 1] !== gap) out.push(gap);
    }
    flush();
    return out;
  }

  // difference tells where two lists of tokens part: null, or the place and
  // some words from there on in each.
  function difference(shown, proven) {
    let i = 0;
    while (i < shown.length && shown[i] === proven[i]) i++;
    if (i === shown.length && i === proven.length) return null;
    const some = (list) => list.slice(Math.max(0, i - 2), i + 4).map((t) => (t[0] === "\n" ? "[" + t.slice(1) + "]" : t)).join(" ");
    return { at: i, shown: some(shown), proven: some(proven) };
  }

  // part orders the pages of a document: "d1/" before "d1/2/" before "d1/10/".
  function part(address) {
    const m = /\/([0-9]+)\/(?:index\.html)?$/.exec(address.split(/[?#]/)[0]);
    return m ? Number(m[1]) : 1;
  }

  // collect takes from a page (a document and its address) what is compared.
  function collect(page, address, into) {
    const grounds = new Map();
    for (const e of page.querySelectorAll("[id][data-ground]")) grounds.set("#" + e.getAttribute("id"), e.getAttribute("data-ground"));
    for (const text of page.querySelectorAll(".text[data-document]")) {
      const id = text.getAttribute("data-document");
      (into.texts[id] = into.texts[id] || []).push({ part: part(address), pieces: pieces(text, grounds) });
    }
    for (const e of page.querySelectorAll("img[src], a[download][href]")) {
      const url = new URL(e.getAttribute("src") || e.getAttribute("href"), address);
      if (/\/files\/[^/]+\/[^/]+\/[^/]+$/.test(url.pathname)) into.files.add(url.href);
    }
    into.pages++;
    return into;
  }

  // compareTexts holds the texts of the pages against the documents of a release:
  // lists of ids that are equal, that are missing, and differences.
  function compareTexts(texts, documents) {
    const result = { equal: [], missing: [], different: [] };
    const known = new Set();
    for (const d of documents) {
      known.add(d.id);
      const parts = texts[d.id];
      if (!d.text && !parts) continue;
      if (!parts) {
        result.missing.push(d.id);
        continue;
      }
      parts.sort((a, b) => a.part - b.part);
      const gap = [{ text: "\n" }];
      const at = difference(tokens(parts.flatMap((p) => [...p.pieces, ...gap])), tokens(d.text || []));
      if (at) result.different.push({ id: d.id, ...at });
      else result.equal.push(d.id);
    }
    for (const id of Object.keys(texts)) {
      if (!known.has(id)) result.different.push({ id, at: 0, shown: "", proven: "" });
    }
    return result;
  }

  // provenFiles are the digests of what a release's pages may load: of each page
  // image by its name, of other files by their digest alone.
  function provenFiles(documents) {
    const images = new Map();
    const others = new Set();
    for (const d of documents) {
      for (const i of d.images || []) images.set(d.id + "-" + String(i.page).padStart(3, "0") + ".png", i.sha256);
      for (const digest of [d.facsimile, d.whole]) if (digest) others.add(digest);
    }
    return { images, others };
  }

  // fileHolds tells whether a file with this address and digest is a proven one.
  function fileHolds(proven, address, digest) {
    const name = new URL(address).pathname.split("/").pop();
    return proven.images.has(name) ? proven.images.get(name) === digest : proven.others.has(digest);
  }

  return { collect, compareTexts, difference, fileHolds, part, pieces, provenFiles, tokens };
})();

if (typeof module === "object") module.exports = aktaWords;
