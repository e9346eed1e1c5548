// Searches a website as static/search.js does, without a browser:
// node search.mjs <pagefind.js as .mjs> <searchwords.js> <address of pagefind/> <years> <queries as JSON>
// prints, for each query {"q": ..., "filters": ...}, the addresses it finds.
const [script, words, base, years, queries] = process.argv.slice(2);
await import(words);
const { createInstance } = await import(script);
const search = createInstance({ basePath: base });
await search.init();
for (const year of years.split(" ")) await search.mergeIndex(base + year + "/", { language: "unknown" });
const all = [];
for (const { q, filters } of JSON.parse(queries)) {
  const found = [];
  for (const r of await aktaSearch.ask(search, q || "", filters || {}, years.split(" "))) {
    const data = await r.data();
    found.push({ url: data.raw_url, title: data.meta.title || "", excerpt: data.excerpt, filters: data.filters });
  }
  all.push(found);
}
console.log(JSON.stringify(all));
process.exit(0);
