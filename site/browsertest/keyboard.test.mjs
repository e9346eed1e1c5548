// The keyboard alone: WCAG 2.1.1, 2.1.2, 2.4.1, 2.4.7, 2.4.11.
import assert from "node:assert/strict";
import { test } from "node:test";
import { address, each, kinds, office, ownLanguage, released, visit, withBrowser } from "./browser.mjs";

withBrowser();
const subjects = kinds(office, ownLanguage(office));

// focused tells of the element that has the focus: null when it is the page's own.
const focused = (page) => page.evaluate(() => {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  const style = getComputedStyle(e);
  const r = e.getClientRects()[0] ?? e.getBoundingClientRect();
  const x = (Math.max(r.left, 0) + Math.min(r.right, innerWidth)) / 2, y = (Math.max(r.top, 0) + Math.min(r.bottom, innerHeight)) / 2;
  const top = document.elementFromPoint(x, y);
  e.dataset.stop ??= String(document.querySelectorAll("[data-stop]").length);
  return {
    stop: e.dataset.stop,
    name: `${e.tagName.toLowerCase()} ${e.id || e.getAttribute("href") || e.textContent.trim().slice(0, 40)}`,
    href: e.getAttribute("href"), id: e.id, class: e.className,
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    seen: r.width > 0 && r.height > 0 && r.bottom > 0 && r.top < innerHeight && !!top && (e.contains(top) || top.contains(e)),
  };
});

// tab presses Tab until wanted holds, holding each stop to what every stop needs.
async function tab(page, wanted, key = "Tab") {
  const stops = new Map();
  for (let n = 0; n < 1000; n++) {
    await page.keyboard.press(key);
    const at = await focused(page);
    if (!at || stops.has(at.stop)) return { stops: [...stops.values()] };
    stops.set(at.stop, at);
    assert.ok(at.outlined, `no visible focus: ${at.name}`);
    assert.ok(at.seen, `the focus is out of sight or covered: ${at.name}`);
    if (wanted?.(at)) return { stops: [...stops.values()], at };
  }
  throw new Error("Tab does not come to an end");
}

async function follow(page, what, wanted, key) {
  const { at } = await tab(page, wanted, key);
  assert.ok(at, `${page.url()}: Tab does not reach ${what}`);
  const before = page.url();
  await Promise.all([page.waitForURL((u) => u.href !== before), page.keyboard.press("Enter")]);
  await page.waitForLoadState();
}

test("from the home page to a document and its check", () => visit({}, async (page) => {
  const c = released(office);
  await page.goto(office.url);
  await follow(page, "the register", (at) => at.href?.endsWith("cases/index.html"));
  await follow(page, "a case", (at) => at.href?.endsWith(c.file));
  const [d] = c.documents;
  await follow(page, "a document", (at) => at.href?.endsWith(d.file));
  assert.equal(await page.getAttribute("body", "data-layout"), "document");

  const { at } = await tab(page, (a) => a.class === "redaction");
  assert.ok(at, "Tab does not reach a redaction");
  const why = await page.evaluate(() => {
    const e = document.activeElement.querySelector(".why");
    const r = e.getBoundingClientRect();
    return { text: e.textContent.trim(), width: r.width, height: r.height, inside: r.left >= 0 && r.right <= innerWidth && r.bottom <= innerHeight, clipped: getComputedStyle(e).clipPath };
  });
  assert.ok(why.text && why.width > 20 && why.height > 15 && why.inside && why.clipped === "none", `the ground does not show on focus: ${JSON.stringify(why)}`);
  await page.keyboard.press("Enter");
  assert.match(page.url(), /#ground-\d+$/, "a redaction leads to its ground");
  await follow(page, "the evidence, back from there", (a) => a.href?.includes("#evidence"), "Shift+Tab");
  await follow(page, "the page about verifying", (a) => a.href?.endsWith("verify/index.html"));
  assert.equal(await page.getAttribute("body", "data-layout"), "verify");
}));

test("the skip link comes first and leads to the content", () => visit({}, (page) => each(subjects, (p) => p.file, async (p) => {
  await page.goto(address(office, p));
  await page.keyboard.press("Tab");
  const at = await focused(page);
  assert.equal(at?.class, "skip");
  assert.ok(at.seen && at.outlined, "the skip link is not seen");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  await page.keyboard.press("Tab");
  const next = await page.evaluate(() => document.activeElement.closest("main, footer")?.tagName);
  assert.ok(next, "after the skip link, Tab goes on from the content");
})));

test("every stop is reached, shows its focus and can be left", () => visit({ viewport: { width: 1280, height: 900 } }, (page) => each(subjects, (p) => p.file, async (p) => {
  await page.goto(address(office, p));
  const expected = await page.evaluate(() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
    .filter((e) => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true })).length);
  const { stops } = await tab(page);
  assert.ok(stops.length >= expected, `${stops.length} stops for ${expected} elements that take the focus`);
  const { stops: back } = await tab(page, undefined, "Shift+Tab");
  assert.ok(back.length >= expected - 1, `${back.length} stops backwards`);
})));
