// Sizes and colours: WCAG 1.4.10 (reflow), 1.4.12 (text spacing), dark, forced
// colours, reduced motion.
import assert from "node:assert/strict";
import { test } from "node:test";
import { address, each, kinds, languages, office, ownLanguage, setting, visit, withBrowser } from "./browser.mjs";

withBrowser();

const widths = [320, 390, 768, 1280, 1920];

// cut lists what does not fit: the page itself, boxes that reach over its edge,
// text that its box cuts, text of a chart that reaches over the chart.
const cut = (page) => page.evaluate(() => {
  const found = [];
  const root = document.documentElement;
  const name = (e) => `${e.tagName.toLowerCase()}${e.id ? "#" + e.id : ""}${e.getAttribute("class") ? "." + e.getAttribute("class") : ""} "${e.textContent.trim().slice(0, 30)}"`;
  if (root.scrollWidth > root.clientWidth) found.push(`the page scrolls: ${root.scrollWidth} > ${root.clientWidth}`);
  const scrolls = (e) => e && (/auto|scroll/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
  for (const e of document.querySelectorAll("body *")) {
    if (!e.checkVisibility() || e.closest(".hidden, .why, .skip, thead")) continue;
    const r = e.getBoundingClientRect();
    if (e.ownerSVGElement) {
      const s = e.ownerSVGElement.getBoundingClientRect();
      if (e.tagName === "text" && (r.left < s.left - 1 || r.right > s.right + 1)) found.push(`over the chart's edge: ${name(e)}`);
      continue;
    }
    if (r.width && (r.right > root.clientWidth + 1 || r.left < -1) && !scrolls(e.parentElement)) found.push(`over the edge: ${name(e)}`);
    if (/hidden|clip/.test(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth + 1) found.push(`cut: ${name(e)}`);
  }
  return found.slice(0, 5);
});

const wanted = setting.all ? languages : [ownLanguage(office)];
const offices = setting.all ? setting.offices : [office];
const subjects = offices.flatMap((o) => kinds(o, ...wanted).map((p) => ({ url: address(o, p), ...p })));

test("nothing is cut and no page scrolls sideways", () => visit({}, (page) => each(subjects, (p) => p.url, async (p) => {
  await page.goto(p.url);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    const found = await cut(page);
    assert.deepEqual(found, [], `at ${width} px`);
  }
})));

test("text can be spaced as WCAG 1.4.12 has it, and set twice as large", () => visit({ viewport: { width: 640, height: 900 }, bypassCSP: true }, (page) => each(subjects, (p) => p.url, async (p) => {
  await page.goto(p.url);
  await page.addStyleTag({ content: "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }" });
  assert.deepEqual((await cut(page)).filter((f) => !f.includes("chart")), [], "spaced");
  await page.reload();
  await page.addStyleTag({ content: "html { font-size: 200% }" });
  assert.deepEqual((await cut(page)).filter((f) => !f.includes("chart")), [], "twice as large");
})));

test("dark colours, where the reader wants them", () => visit({ colorScheme: "dark" }, (page) => each(subjects, (p) => p.url, async (p) => {
  await page.goto(p.url);
  const light = await page.evaluate(() => {
    const sum = (c) => c.match(/[\d.]+/g).slice(0, 3).reduce((n, v) => n + Number(v), 0);
    const style = getComputedStyle(document.body);
    return { paper: sum(style.backgroundColor), ink: sum(style.color) };
  });
  assert.ok(light.paper < 150 && light.ink > 550, `not dark: ${JSON.stringify(light)}`);
})));

test("forced colours: redactions, states and buttons keep an edge", () => visit({ forcedColors: "active" }, (page) => each(subjects, (p) => p.url, async (p) => {
  await page.goto(p.url);
  const bare = await page.evaluate(() => [...document.querySelectorAll(".redaction, .state, button:not(.sort), .open, .cards > li")].filter((e) => {
    if (!e.checkVisibility()) return false;
    const s = getComputedStyle(e);
    return s.borderTopStyle === "none" || parseFloat(s.borderTopWidth) < 1 || s.borderTopColor === s.backgroundColor;
  }).map((e) => e.outerHTML.slice(0, 80)));
  assert.deepEqual(bare.slice(0, 3), []);
})));

test("nothing moves, where the reader wants that", () => visit({ reducedMotion: "reduce" }, (page) => each(subjects, (p) => p.url, async (p) => {
  await page.goto(p.url);
  const moving = await page.evaluate(() => [...document.querySelectorAll("*")].filter((e) => {
    const s = getComputedStyle(e);
    return s.animationName !== "none" || s.transitionDuration.split(",").some((d) => parseFloat(d) > 0) || s.scrollBehavior === "smooth";
  }).map((e) => e.outerHTML.slice(0, 80)));
  assert.deepEqual(moving.slice(0, 3), []);
  assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
})));
