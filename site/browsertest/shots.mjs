// Screenshots of every kind of page, in both colour schemes, on a phone and on a
// desktop, into the folder AKTA_SHOTS; with AKTA_SHOTS_README those of the README
// alone, small and of fixed sizes.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { address, kinds, launch, office, pagesOf, released, setting } from "./browser.mjs";

const out = process.env.AKTA_SHOTS;
mkdirSync(out, { recursive: true });
const browser = await launch();

async function open(options, use) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  try {
    await use(await context.newPage());
  } finally {
    await context.close();
  }
}

async function settled(page) {
  await page.evaluate(async () => {
    for (const i of document.images) i.loading = "eager";
    await Promise.all([...document.images].map((i) => i.decode().catch(() => {})));
  });
}

async function readme() {
  const phone = { viewport: { width: 390, height: 720 } };
  const hungarian = setting.offices[1];
  const c = released(office);
  // The document with the most hidden parts, its text beside its pages.
  const hidden = (d) => d.text.split('class="redaction"').length;
  const [facsimile] = pagesOf(office).filter((d) => d.layout === "document" && d.language === "en" && d.text.includes("<figure")).sort((a, b) => hidden(b) - hidden(a));
  await open({ viewport: { width: 1360, height: 860 } }, async (page) => {
    await page.goto(office.url + facsimile.file);
    await settled(page);
    await page.screenshot({ path: join(out, "document.png") });
  });
  await open(phone, async (page) => {
    await page.goto(office.url + "en/" + c.file);
    await page.click("#check-run");
    await page.waitForSelector("#check-words", { timeout: 60_000 });
    await page.evaluate(() => document.getElementById("check-verdict").scrollIntoView());
    await page.screenshot({ path: join(out, "check.png") });
  });
  if (hungarian) {
    await open({ ...phone, colorScheme: "dark" }, async (page) => {
      await page.goto(hungarian.url + "index.html");
      await page.screenshot({ path: join(out, "home-dark.png") });
    });
  }
}

async function all() {
  for (const o of setting.offices) {
    for (const p of kinds(o)) {
      for (const width of [390, 1280]) {
        for (const colorScheme of ["light", "dark"]) {
          await open({ viewport: { width, height: 900 }, colorScheme }, async (page) => {
            // The page for what is not found has no local address of its own.
            await page.goto(p.layout === "notfound" ? o.url + p.file : address(o, p));
            await settled(page);
            await page.screenshot({ path: join(out, `${o.slug}-${p.layout}-${p.language}-${width}-${colorScheme}.png`), fullPage: true });
          });
        }
      }
    }
  }
}

try {
  await (process.env.AKTA_SHOTS_README ? readme() : all());
} finally {
  await browser.close();
}
