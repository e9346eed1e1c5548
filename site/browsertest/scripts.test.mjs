// Without scripts everything is there; with scripts no page complains.
import assert from "node:assert/strict";
import { test } from "node:test";
import { address, each, kinds, languages, office, ownLanguage, pagesOf, setting, visit, withBrowser } from "./browser.mjs";

withBrowser();

test("without scripts every kind of page shows its content", () => visit({ javaScriptEnabled: false }, (page) => each(kinds(office, ownLanguage(office)), (p) => p.file, async (p) => {
  await page.goto(address(office, p));
  assert.equal(await page.locator("main h1").count(), 1, "one heading of the first level");
  assert.ok((await page.locator("main h1").innerText()).trim());
  // Of what the page says, the reader sees nearly all: what is hidden is for scripts.
  const text = (await page.locator("main").innerText()).replace(/\s+/g, " ");
  assert.ok(text.length > (p.layout === "notfound" ? 20 : 100), `little is shown: ${text}`);
  for (const [kind, what] of [["case", ".document"], ["document", ".text, .withheld, img, .fields"], ["register", "table.register tbody tr"], ["statistics", ".chart svg"], ["statistics", ".table tbody tr"], ["search", "main a[href]"]]) {
    if (p.layout === kind) assert.ok(await page.locator(what).first().isVisible(), `${what} is not shown`);
  }
})));

test("without scripts the register is narrowed by links", () => visit({ javaScriptEnabled: false }, async (page) => {
  await page.goto(office.url + "cases/index.html");
  const all = await page.locator("table.register tbody tr").count();
  const facets = await page.locator('main a[href*="register/"]').evaluateAll((list) => list.map((a) => a.href).filter((h) => /register\/(state|year|topic|ground|kind)-/.test(h)));
  assert.ok(facets.length >= 5, `${facets.length} links that narrow the register`);
  await each([...new Set(facets)], (f) => f, async (f) => {
    await page.goto(f);
    const rows = await page.locator("table.register tbody tr").count();
    assert.ok(rows >= 1 && rows <= all, `${rows} of ${all} cases`);
  });
}));

// Every kind of page in every language, and all pages where all is asked for.
const subjects = setting.offices.flatMap((o) => (setting.all ? pagesOf(o) : kinds(o, ...(o === office ? languages : [ownLanguage(o)]))).map((p) => address(o, p)));

test("with scripts no page has an error, a warning or a request to elsewhere", () => visit({}, (page) => each(subjects, (url) => url, (url) => page.goto(url, { waitUntil: "load" }))));

test("with scripts a list is sorted by the keyboard", () => visit({}, async (page) => {
  await page.goto(office.url + "cases/index.html");
  const titles = () => page.locator("td.title").allInnerTexts();
  const head = page.locator("th", { hasText: /\S/ }).nth(1);
  await head.locator("button").press("Enter");
  assert.equal(await head.getAttribute("aria-sort"), "ascending");
  const sorted = await titles();
  assert.deepEqual(sorted, [...sorted].sort(new Intl.Collator(ownLanguage(office), { numeric: true, sensitivity: "base" }).compare));
}));
