// The website from a folder on a disk and below a path: it is read as from the
// root of a server, and what a browser allows no page on a disk says so.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { each, kinds, languages, notBuilt, office, pagesOf, released, setting, visit, withBrowser } from "./browser.mjs";

withBrowser();
const disk = pathToFileURL(office.public).href + "/";
const places = [["from a disk", disk], ["below a path", office.suburl]];

for (const [name, base] of places) {
  test(`${name}: from the home page to a document, all links relative`, () => visit({}, async (page) => {
    const c = released(office);
    const go = async (href) => {
      await Promise.all([page.waitForURL(base + href), page.locator(`a[href$="${href}"]`).first().click()]);
    };
    await page.goto(base + "index.html");
    await go("cases/index.html");
    await go(c.file);
    await go(c.documents.find((d) => d.text.includes("<figure"))?.file ?? c.documents[0].file);
    await page.locator("main img").first().scrollIntoViewIfNeeded();
    await page.waitForFunction(() => document.querySelector("main img").naturalWidth > 0);
    // In another language and back home.
    await page.locator(".languages a").first().click();
    assert.ok(page.url().startsWith(base));
    await page.locator(".brand a").click();
    assert.equal(await page.getAttribute("body", "data-layout"), "front");
  }));

  test(`${name}: every kind of page is styled and has its images`, () => visit({}, (page) => each(kinds(office, ...(setting.all ? languages : ["en"])).filter((p) => p.layout !== "notfound"), (p) => p.file, async (p) => {
    await page.goto(base + p.file);
    const bad = await page.evaluate(async () => {
      const sheets = [...document.querySelectorAll("link[rel=stylesheet]")];
      if (sheets.some((l) => !l.sheet)) return "a style sheet does not load";
      const images = [...document.images];
      for (const i of images) i.loading = "eager";
      await Promise.all(images.map((i) => i.decode().catch(() => {})));
      return images.filter((i) => !i.naturalWidth).map((i) => i.src).join(" ");
    });
    assert.equal(bad, "");
    const outside = await page.locator("a[href]").evaluateAll((list, b) => list.map((a) => a.href).filter((h) => !h.startsWith(b) && !/^(https|mailto|tel):/.test(h)), base);
    assert.deepEqual(outside, []);
  })));
}

test("from a disk: the check on a case says that it cannot be done there", () => visit({}, async (page) => {
  const c = released(office);
  await page.goto(disk + c.file);
  await page.click("#check-run");
  const wanted = await page.evaluate(() => document.querySelector("#check-texts [data-t=disk]").textContent);
  await page.waitForFunction((w) => document.getElementById("check-status").textContent === w, wanted);
}));

test("from a disk: a file is checked with the verifier from the same disk", () => visit({}, async (page) => {
  await page.goto(disk + "verify/index.html");
  assert.ok(await page.locator("#check-disk").isVisible(), "what is needed is said");
  await page.setInputFiles("#check-wasm", join(office.public, "check", "akta.wasm.gz"));
  await page.setInputFiles("#check-trust", join(office.public, "trust.json"));
  for (const [bag, holds] of [["good.zip", true], ["proof.zip", false]]) {
    await page.setInputFiles("#check-file", join(setting.bags, bag));
    await page.click("#check-run");
    await page.waitForFunction(() => document.getElementById("check-run").getAttribute("aria-disabled") !== "true" && !document.getElementById("check-result").hidden, undefined, { timeout: 60_000 });
    const answers = await page.locator("#check-result .answers dt strong").evaluateAll((list) => list.map((e) => e.className));
    assert.equal(answers.every((a) => a === "answer-holds"), holds, `${bag}: ${answers}`);
  }
}));

test("from a disk: the search says what it needs", (t) => {
  const p = pagesOf(office).find((f) => f.layout === "search" && f.text.includes('id="search-input"'));
  if (!p) return notBuilt(t, "the full-text search");
  return visit({}, async (page) => {
    await page.goto(disk + p.file);
    await page.fill("#search-input", "obec");
    await page.press("#search-input", "Enter");
    const wanted = await page.evaluate(() => document.querySelector("#search-texts [data-t=disk]").textContent);
    await page.waitForFunction((w) => document.getElementById("search-count").textContent === w, wanted);
  });
});
