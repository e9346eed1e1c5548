// Lighthouse: performance, accessibility, best practices and SEO at 100, on a
// phone and on a desktop. Only with AKTA_BROWSER=all: it measures, so it needs
// the machine for itself.
import assert from "node:assert/strict";
import { createServer } from "node:net";
import { test } from "node:test";
import { launch, office, ownLanguage, kinds, setting } from "./browser.mjs";

const freePort = () => new Promise((resolve, reject) => {
  const s = createServer().once("error", reject);
  s.listen(0, "127.0.0.1", () => { const { port } = s.address(); s.close(() => resolve(port)); });
});

// A measurement on a busy machine is too low, never too high: the best of three.
const tries = 3;

for (const device of ["mobile", "desktop"]) {
  for (const layout of ["front", "register", "case"]) {
    test(`${layout}, ${device}`, { timeout: 300_000 }, async (t) => {
      if (!setting.all) return t.skip("only with AKTA_BROWSER=all");
      const { default: lighthouse, desktopConfig } = await import("lighthouse");
      const page = kinds(office, ownLanguage(office)).find((p) => p.layout === layout);
      const url = office.url + (layout === "register" ? "cases/index.html" : page.file);
      let best = {}, failed = [];
      for (let n = 0; n < tries; n++) {
        const port = await freePort();
        const browser = await launch([`--remote-debugging-port=${port}`]);
        try {
          const { lhr } = await lighthouse(url, { port, logLevel: "silent", output: "json" }, device === "desktop" ? desktopConfig : undefined);
          assert.equal(lhr.runtimeError, undefined);
          const scores = Object.fromEntries(Object.values(lhr.categories).map((c) => [c.id, Math.round(c.score * 100)]));
          const sum = (s) => Object.values(s).reduce((a, b) => a + b, 0);
          if (!(sum(best) > sum(scores))) {
            best = scores;
            failed = Object.values(lhr.categories).flatMap((c) => c.auditRefs.filter((r) => r.weight > 0 && lhr.audits[r.id].score !== null && lhr.audits[r.id].score < 1).map((r) => `${c.id}: ${r.id}: ${lhr.audits[r.id].title} ${lhr.audits[r.id].displayValue ?? ""}`));
          }
        } finally {
          await browser.close();
        }
        if (Object.values(best).every((s) => s === 100)) break;
      }
      console.log(`lighthouse ${layout} ${device}: ${Object.entries(best).map(([k, v]) => `${k} ${v}`).join(", ")}`);
      assert.deepEqual(best, { performance: 100, accessibility: 100, "best-practices": 100, seo: 100 }, failed.join("\n"));
    });
  }
}
