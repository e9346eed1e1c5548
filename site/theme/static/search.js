// The full-text search. It loads Pagefind, a WebAssembly program and the index of
// this website, on use only. A classic script, so that it can say from file://
// why there is no search there.
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const form = byId("search");
  if (!form) return;
  const input = byId("search-input"), filters = byId("search-filters"), count = byId("search-count");
  const found = byId("search-found"), list = byId("search-results"), more = byId("search-more");
  const lang = document.documentElement.lang;
  const step = 10; // results shown at a time
  const patience = 30000; // ms for the index to load
  const texts = {};
  for (const t of byId("search-texts").children) texts[t.dataset.t] = t.textContent;
  const say = (name, values) => texts[name].replace(/\{(\w+)\}/g, (_, k) => values[k]);
  const years = form.dataset.years.split(" ").filter((y) => y);
  const local = location.protocol === "file:";

  let engine, results = [], shown = 0, run = 0;

  // load begins with an index of no pages and adds that of each year: after a new
  // answer only one of them is another.
  async function load() {
    const at = new URL(form.dataset.index, location.href);
    const pagefind = await import(new URL("pagefind.js", at).href);
    const search = pagefind.createInstance({ basePath: at.href, excerptLength: 36 });
    await search.init();
    await Promise.all(years.map((y) => search.mergeIndex(new URL(y + "/", at).href, { language: "unknown", excerptLength: 36 })));
    return search;
  }

  function within(promise, ms) {
    return Promise.race([promise, new Promise((_, no) => setTimeout(() => no(new Error("took too long")), ms))]);
  }

  const boxes = () => Array.from(filters.querySelectorAll("input"));

  // wanted is the search as the form has it: any of the values of each facet.
  function wanted() {
    const query = new URLSearchParams(), by = {};
    const q = input.value.trim();
    if (q) query.set("q", q);
    for (const box of boxes()) {
      if (!box.checked) continue;
      query.append(box.name, box.value);
      (by[box.name] ||= { any: [] }).any.push(box.value);
    }
    return { q, by, query: query.toString() };
  }

  function fill() {
    const query = new URLSearchParams(location.search);
    input.value = query.get("q") || "";
    for (const box of boxes()) {
      box.checked = query.getAll(box.name).includes(box.value);
      if (box.checked) box.closest("details").open = true;
    }
  }

  async function search() {
    const w = wanted(), mine = ++run;
    results = [];
    if (!w.query) {
      count.textContent = "";
      found.hidden = true;
      return;
    }
    if (local) {
      count.textContent = texts.disk;
      return;
    }
    count.textContent = texts.working;
    try {
      engine ||= load();
      const answer = await within(engine.then((e) => aktaSearch.ask(e, w.q, w.by, years)), patience);
      if (mine !== run) return;
      results = answer;
      list.textContent = "";
      shown = 0;
      await show(mine);
      if (mine === run) tell();
    } catch (e) {
      if (mine !== run) return;
      console.error(e);
      engine = undefined;
      count.textContent = texts.failed;
      found.hidden = true;
    }
  }

  function tell() {
    const n = results.length;
    if (n === 0) {
      count.textContent = texts.none;
      return;
    }
    const form = new Intl.PluralRules(lang).select(n);
    let text = say("found_" + (texts["found_" + form] ? form : "other"), { n: n.toLocaleString(lang) });
    if (shown < n) text += " " + say("shown", { shown, n: n.toLocaleString(lang) });
    count.textContent = text;
  }

  // show adds the next results, and returns the first of them.
  async function show(mine) {
    const next = await within(Promise.all(results.slice(shown, shown + step).map((r) => r.data())), patience);
    if (mine !== run) return null;
    const items = next.map(item);
    list.append(...items);
    shown += items.length;
    found.hidden = results.length === 0;
    more.hidden = shown >= results.length;
    return items[0];
  }

  // labelOf is the name of a facet's value in the reader's language.
  function labelOf(facet, value) {
    const box = boxes().find((b) => b.name === facet && b.value === value);
    return box ? box.nextElementSibling.textContent : "";
  }

  function element(name, text, attributes) {
    const e = document.createElement(name);
    for (const [k, v] of Object.entries(attributes || {})) e.setAttribute(k, v);
    if (text) e.textContent = text;
    return e;
  }

  const foreign = (code) => (code && code !== lang ? { lang: code } : {});

  function item(data) {
    const of = (name) => (data.filters[name] || [""])[0];
    const li = document.createElement("li"), h = document.createElement("h3"), meta = element("p", "", { class: "meta" });
    const own = data.meta.title || of("name");
    const link = element("a", own || labelOf("kind", of("kind")) || texts.document, own ? foreign(of("lang")) : {});
    link.href = new URL(form.dataset.root + data.raw_url.replace(/^\/+/, ""), location.href).href;
    h.append(link);
    if (of("part")) h.append(", " + say("part", { n: of("part") }));
    const state = labelOf("state", of("state"));
    if (state) meta.append(element("span", state, { class: "state state-" + of("state") }), " ");
    if (of("date")) {
      const day = new Date(of("date") + "T00:00:00Z").toLocaleDateString(lang, { dateStyle: "long", timeZone: "UTC" });
      meta.append(texts.received + " ", element("time", day, { datetime: of("date") }));
    }
    if (of("case")) meta.append(" · " + texts.case + " ", element("span", of("case"), foreign(of("caselang"))));
    li.append(h, meta, excerpt(data.excerpt, of("lang")));
    return li;
  }

  // excerpt builds text and marks; nothing of a document becomes an element.
  function excerpt(markup, language) {
    const p = element("p", "", foreign(language));
    markup.split(/(<mark>.*?<\/mark>)/s).forEach((piece) => {
      const marked = piece.startsWith("<mark>");
      const text = piece.replace(/<\/?mark>/g, "").replace(/&lt;/g, "<").replace(/&gt;/g, ">");
      p.append(marked ? element("mark", text) : text);
    });
    return p;
  }

  function again() {
    const { query } = wanted();
    if (!local) history.pushState(null, "", query ? "?" + query : location.pathname);
    search();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    again();
  });
  filters.addEventListener("change", again);
  more.addEventListener("click", async () => {
    const mine = run;
    try {
      const first = await show(mine);
      if (!first) return;
      tell();
      first.querySelector("a").focus();
    } catch (e) {
      console.error(e);
      count.textContent = texts.failed;
    }
  });
  addEventListener("popstate", () => {
    fill();
    search();
  });
  filters.hidden = local;
  fill();
  search();
})();
