// What the full-text search asks Pagefind, and what it believes of the answers. A
// classic script without a page, so that it can be tested by itself.
(() => {
  "use strict";
  const fold = (s) => s.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase();
  const bare = (s) => fold(s).replace(/[^\p{L}\p{N}\s]/gu, "");
  const quoted = (q) => /^\s*".+"\s*$/.test(q);

  // term is the query with each longer word cut before a vowel at its end, where
  // Czech words differ most: Pagefind finds the words that begin so.
  function term(q) {
    if (quoted(q)) return q;
    return q.trim().split(/\s+/).map((w) => w.replace(/^(\p{L}{4,})[aeiouyáéíóúýůěöőüű]$/iu, "$1")).join(" ");
  }

  // Where no word begins as one of the query, Pagefind takes the longest word with
  // which that one begins, "o" for "osobní". It does so for a whole index or not
  // at all: one text tells whether its year has all words.
  function holds(text, words) {
    const all = bare(text.content + " " + (text.meta.title || ""));
    return words.every((w) => all.includes(w));
  }

  // ask searches the index of each year: q may be empty, by are the wanted values by
  // facet. It returns the results of all, the best first.
  async function ask(search, q, by, years) {
    const words = bare(term(q)).split(/\s+/).filter((w) => w);
    if (q && !words.length) return [];
    const wanted = by.year ? years.filter((y) => by.year.any.includes(y)) : years;
    const lists = await Promise.all(wanted.map(async (year) => {
      const { results } = await search.search(q ? term(q) : null, { filters: { ...by, year: { any: [year] } } });
      return !results.length || !words.length || holds(await results[0].data(), words) ? results : [];
    }));
    return lists.flat().sort((a, b) => b.score - a.score);
  }

  globalThis.aktaSearch = { fold, ask };
})();
