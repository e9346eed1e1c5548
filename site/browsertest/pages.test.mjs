// All pages as machines read them: axe-core, in both colour schemes, and
// html-validate.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { HtmlValidate } from "html-validate";
import { address, each, kinds, languages, office, ownLanguage, pagesOf, setting, visit, withBrowser } from "./browser.mjs";
import rules from "./htmlvalidate.mjs";

withBrowser();
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// Every kind of page in the office's language. Where all is asked for: all pages
// on a desktop, and every kind in all languages on a phone.
const [desktop, phone] = [1280, 390];
const subjects = (width) => {
  if (!setting.all) return kinds(office, ownLanguage(office)).map((p) => ({ o: office, p }));
  return setting.offices.flatMap((o) => (width === desktop ? pagesOf(o) : kinds(o, ...languages)).map((p) => ({ o, p })));
};

// violations runs axe-core, as a person finds the page and with all of it opened.
async function violations(page, options) {
  await page.evaluate(() => {
    for (const d of document.querySelectorAll("details")) d.open = true;
  });
  const list = await page.evaluate(async (o) => {
    const { violations, incomplete } = await globalThis.axe.run(document, { resultTypes: ["violations"], ...o });
    // What axe cannot decide about contrast is no pass: it is told too, but of text
    // of one sign, text in a chart (it does not look for what is behind), and cells
    // that are half scrolled out of a wide table.
    const known = ["shortTextContent", "imgNode", "elmPartiallyObscured"];
    const undecided = incomplete.filter((i) => i.id === "color-contrast").map((i) => ({ ...i, nodes: i.nodes.filter((n) => !n.any.every((c) => known.includes(c.data?.messageKey))) }));
    return [...violations, ...undecided.filter((i) => i.nodes.length)].map((v) => `${v.id}: ${v.help}: ${v.nodes.map((n) => n.target.join(" ") + " " + n.html.slice(0, 120) + " " + n.failureSummary).slice(0, 3).join(" | ")}`);
  }, options);
  return list;
}

for (const width of setting.all ? [phone, desktop] : [desktop]) {
  test(`axe-core at ${width} px: no violation, light and dark`, { timeout: 1_800_000 }, () => visit({ bypassCSP: true, viewport: { width, height: 900 } }, async (page, context) => {
    await context.addInitScript(axe);
    await each(subjects(width), ({ o, p }) => `${o.slug}/${p.file}`, async ({ o, p }) => {
      await page.emulateMedia({ colorScheme: "light" });
      await page.goto(address(o, p));
      assert.deepEqual(await violations(page, { runOnly: { type: "tag", values: tags } }), []);
      await page.emulateMedia({ colorScheme: "dark" });
      assert.deepEqual(await violations(page, { runOnly: { type: "rule", values: ["color-contrast"] } }), [], "dark");
    });
  }));
}

test("axe-core after a check: its result has no violation either", () => visit({ bypassCSP: true }, async (page, context) => {
  const p = kinds(office, ownLanguage(office)).find((f) => f.layout === "case");
  await context.addInitScript(axe);
  await page.goto(office.url + p.file);
  await page.click("#check-run");
  await page.waitForSelector("#check-words", { timeout: 60_000 });
  assert.deepEqual(await violations(page, { runOnly: { type: "tag", values: tags } }), []);
}));

test("html-validate: no error on any page", () => {
  const validator = new HtmlValidate(rules);
  const all = setting.all ? setting.offices.flatMap((o) => pagesOf(o)) : setting.offices.flatMap((o) => kinds(o, ...languages));
  return each(all, (p) => p.file, async (p) => {
    const report = await validator.validateString(p.text, p.file);
    assert.deepEqual(report.results.flatMap((r) => r.messages.map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`)).slice(0, 5), []);
  });
});
