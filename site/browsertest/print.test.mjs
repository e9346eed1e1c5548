// Printed, a case and a document keep their text, labels and images.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { notBuilt, office, released, visit, withBrowser } from "./browser.mjs";

withBrowser();
const dir = mkdtempSync(join(tmpdir(), "akta-print-"));
after(() => rmSync(dir, { recursive: true }));

function pdftotext() {
  try {
    execFileSync("pdftotext", ["-v"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const words = (text) => text.normalize("NFC").replace(/\u00ad/g, "").split(/\s+/).filter(Boolean);

async function printed(file) {
  return visit({}, async (page) => {
    await page.goto(office.url + file);
    const shown = await page.evaluate(() => {
      const text = (e) => e.innerText;
      return {
        title: text(document.querySelector("h1")),
        label: document.querySelector(".redaction") && [...document.querySelector(".redaction").childNodes].find((n) => n.nodeType === 3).data,
        labels: [...document.querySelectorAll("main .redaction")].filter((e) => e.checkVisibility()).length,
        paragraphs: [...document.querySelectorAll(".prose p, .text > p")].map((p) => p.cloneNode(true)).map((p) => {
          for (const e of p.querySelectorAll(".hidden, .why, .n")) e.remove();
          for (const e of p.querySelectorAll("br")) e.replaceWith(" ");
          return p.textContent;
        }),
        images: document.querySelectorAll("main img").length,
      };
    });
    // Asked to print, a browser first loads the images not scrolled to yet; asked
    // over its protocol for a PDF, it starts to load them and does not wait.
    await page.evaluate(() => Promise.all([...document.images].map((i) => {
      i.loading = "eager";
      return i.decode();
    })));
    const name = join(dir, file.replaceAll("/", "-") + ".pdf");
    writeFileSync(name, await page.pdf({ format: "A4" }));
    return { shown, name, text: execFileSync("pdftotext", ["-raw", name, "-"], { encoding: "utf8" }) };
  });
}

function holds({ shown, text }) {
  const all = words(text).join(" ");
  assert.ok(all.includes(words(shown.title).join(" ")), `no title: ${shown.title}`);
  const there = new Set(words(text));
  const lost = shown.paragraphs.flatMap(words).filter((w) => !there.has(w));
  // A word can be broken at the end of a line.
  assert.ok(lost.length <= shown.paragraphs.flatMap(words).length / 50, `words that are not printed: ${lost.slice(0, 10).join(" ")}`);
  if (shown.label) assert.ok(all.split(words(shown.label).join(" ")).length > 1, `no label: ${shown.label}`);
  assert.ok((text.match(/\[[^\]]+\]/g) ?? []).length >= shown.labels, `fewer labels than the page's ${shown.labels}`);
}

for (const kind of ["case", "document"]) {
  test(`a ${kind}`, async (t) => {
    if (!pdftotext()) return notBuilt(t, "pdftotext, of poppler-utils");
    const c = released(office);
    const d = c.documents.find((p) => p.text.includes("<figure")) ?? c.documents[0];
    const out = await printed(kind === "case" ? c.file : d.file);
    assert.ok(out.shown.labels > 0, "a page without redactions shows nothing here");
    holds(out);
    const images = execFileSync("pdfimages", ["-list", out.name], { encoding: "utf8" }).trim().split("\n").length - 2;
    assert.ok(images >= out.shown.images, `${images} of ${out.shown.images} images are printed`);
  });
}

test("the tables of the statistics", async (t) => {
  if (!pdftotext()) return notBuilt(t, "pdftotext, of poppler-utils");
  const tables = await visit({}, async (page) => {
    await page.goto(office.url + "statistics/index.html");
    return page.locator("main section.table tbody th").allInnerTexts();
  });
  const out = await printed("statistics/index.html");
  assert.ok(tables.length > 0);
  for (const year of tables) assert.match(out.text, new RegExp(`^${year} `, "m"), "a row of the table is not printed");
});
