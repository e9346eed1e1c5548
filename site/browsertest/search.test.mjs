// The search, in three languages, with and without diacritics.
import assert from "node:assert/strict";
import { test } from "node:test";
import { languages, notBuilt, office, ownLanguage, pagesOf, released, visit, withBrowser } from "./browser.mjs";

withBrowser();

const plain = (s) => s.normalize("NFD").replace(/\p{M}/gu, "");
const pageIn = (language) => pagesOf(office).find((p) => p.layout === "search" && p.language === language && p.text.includes('id="search-input"'));

// ask types a query and returns the addresses and the count that are shown.
async function ask(page, query) {
  await page.fill("#search-input", "");
  await page.fill("#search-input", query);
  await page.press("#search-input", "Enter");
  const settled = () => page.waitForFunction(() => {
    const count = document.getElementById("search-count").textContent;
    return count && count !== document.querySelector("#search-texts [data-t=working]")?.textContent;
  }, undefined, { timeout: 30_000 });
  await settled();
  await page.waitForTimeout(700); // more than the pause in typing after which it searches
  await settled();
  return {
    links: await page.locator("#search-results a").evaluateAll((list) => list.map((a) => a.href)),
    count: await page.locator("#search-count").innerText(),
  };
}

for (const language of languages) {
  test(`in ${language}: with and without diacritics the same answers`, (t) => {
    const p = pageIn(language);
    if (!p) return notBuilt(t, "the full-text search");
    return visit({}, async (page) => {
      await page.goto(office.url + p.file);
      // A word of a title with a diacritic, in the office's language.
      const word = released(office).text.match(/<h1[^>]*>([^<]+)</)[1].split(/\s+/).find((w) => w.length > 4 && plain(w) !== w && /^\p{L}+$/u.test(w));
      assert.ok(word, "a word with a diacritic to look for");
      const found = await ask(page, word);
      assert.ok(found.links.length > 0, `nothing for ${word}`);
      assert.match(found.count, /\d/);
      assert.deepEqual((await ask(page, plain(word).toLowerCase())).links, found.links, `${plain(word)} for ${word}`);
      // The links lead to pages of this website that are there.
      await page.goto(found.links[0]);
      assert.ok(["case", "document", "grounds", "verify", "about"].includes(await page.getAttribute("body", "data-layout")));
      await page.goto(office.url + p.file);
      assert.equal((await ask(page, "qqxxzzwwvv")).links.length, 0, "nothing is found where nothing is");
    });
  });
}

test("without scripts the page leads to the register", (t) => {
  const p = pageIn(ownLanguage(office));
  if (!p) return notBuilt(t, "the full-text search");
  return visit({ javaScriptEnabled: false }, async (page) => {
    await page.goto(office.url + p.file);
    assert.ok(await page.locator('main a[href$="cases/index.html"]').first().isVisible());
  });
});
