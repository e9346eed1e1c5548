// What the tests share: the browser, the pages of the websites, and what must
// not happen on any of them.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before } from "node:test";
import { chromium } from "playwright-core";

export const setting = JSON.parse(process.env.AKTA_BROWSERTEST ?? "null");
if (!setting) throw new Error("AKTA_BROWSERTEST is not set: run `go test ./site/browsertest`");
export const [office] = setting.offices;
export const languages = ["cs", "hu", "en"];

export const flags = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

let browser;
export const launch = (more = []) => chromium.launch({ executablePath: setting.chromium, args: [...flags, ...more] });

// withBrowser starts a browser before the tests of a file and ends it after them.
export function withBrowser() {
  before(async () => { browser = await launch(); });
  after(async () => { await browser?.close(); });
}

// visit calls use with a new page of a browser that remembers nothing. It fails
// on what may happen on no page: an error or a warning in the console, which is
// where violations of the policy are told, and a request to another origin.
export async function visit(options, use) {
  const context = await browser.newContext({ locale: "en", ...options });
  const problems = [];
  const page = await context.newPage();
  watch(page, problems, options?.allowed ?? []);
  await pretend(context);
  try {
    const out = await use(page, context, problems);
    if (problems.length) throw new Error("on the pages:\n" + problems.join("\n"));
    return out;
  } finally {
    await context.close();
  }
}

// address is where a page is opened: on a local server. The page for what is not
// found stands at any depth, so its links begin with the website's own address,
// and it is opened there: pretend answers for that address.
export const address = (o, p) => (p.layout === "notfound" ? baseOf(o) : o.url) + p.file;

const baseOf = (o) => /<link rel="canonical" href="([^"]+)">/.exec(readFileSync(join(o.public, "index.html"), "utf8"))?.[1] ?? o.url;

async function pretend(context) {
  for (const o of setting.offices) {
    const base = baseOf(o);
    await context.route(base + "**", async (route) => {
      const response = await fetch(o.url + route.request().url().slice(base.length));
      await route.fulfill({ status: response.status, headers: Object.fromEntries(response.headers), body: Buffer.from(await response.arrayBuffer()) });
    });
  }
}

const ours = (url) => /^(data|blob|file|about):/.test(url) || setting.offices.some((o) => [o.url, o.suburl, baseOf(o)].some((u) => url.startsWith(u)));

function watch(page, problems, allowed) {
  const tell = (text) => {
    if (!allowed.some((a) => text.includes(a))) problems.push(`${page.url()}: ${text}`);
  };
  page.on("console", (m) => { if (["error", "warning"].includes(m.type())) tell(`console ${m.type()}: ${m.text()}`); });
  page.on("pageerror", (e) => tell(`script: ${e.message}`));
  page.on("request", (r) => { if (!ours(r.url())) tell(`a request to another origin: ${r.url()}`); });
  page.on("response", (r) => { if (r.status() >= 400) tell(`${r.status()}: ${r.url()}`); });
  page.on("requestfailed", (r) => { if (!/ERR_ABORTED/.test(r.failure()?.errorText ?? "")) tell(`request failed: ${r.url()}: ${r.failure()?.errorText}`); });
}

// pagesOf lists the pages of a website: {file, layout, language, size}, file
// below its folder, by name.
export function pagesOf(o) {
  return readdirSync(o.public, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && e.name.endsWith(".html"))
    .map((e) => join(e.parentPath, e.name))
    .sort()
    .map((path) => {
      const text = readFileSync(path, "utf8");
      const layout = /<body data-layout="([a-z]+)">/.exec(text);
      if (!layout) throw new Error(`${path}: a page that does not say its layout`);
      return {
        file: path.slice(o.public.length + 1).replaceAll("\\", "/"),
        layout: layout[1], language: /<html lang="([a-z]+)"/.exec(text)[1], size: text.length, text,
      };
    });
}

// kinds are, of each kind of page in each of the languages, the largest: the one
// that shows the most of what its kind can.
export function kinds(o, ...wanted) {
  const largest = new Map();
  for (const p of pagesOf(o)) {
    const key = p.layout + " " + p.language;
    if (wanted.length && !wanted.includes(p.language)) continue;
    if (!(largest.get(key)?.size >= p.size)) largest.set(key, p);
  }
  return [...largest.values()];
}

// released is a case with a release and with documents of which parts are hidden:
// {file, documents}, in the website's first language.
export function released(o) {
  const own = ownLanguage(o);
  const all = pagesOf(o).filter((p) => p.language === own);
  const found = all.filter((p) => p.layout === "case" && p.text.includes("data-bag=")).map((p) => {
    const folder = p.file.replace("index.html", "");
    return { ...p, folder, documents: all.filter((d) => d.layout === "document" && d.file.startsWith(folder) && d.text.includes('class="redaction"')) };
  });
  found.sort((a, b) => b.documents.length - a.documents.length);
  if (!found[0]?.documents.length) throw new Error(`${o.slug}: no released case with hidden parts`);
  return found[0];
}

export const ownLanguage = (o) => /<html lang="([a-z]+)"/.exec(readFileSync(join(o.public, "index.html"), "utf8"))[1];

// notBuilt skips a test of what a website does not have. Where CI=true it fails:
// there all of it is built.
export function notBuilt(t, what) {
  if (process.env.CI === "true") throw new Error(`not built: ${what}`);
  t.skip(`not built: ${what}`);
}

// each calls use for each item and throws what it threw, all together, with names.
export async function each(list, name, use) {
  const failed = [];
  if (!list.length) throw new Error("nothing to look at");
  for (const item of list) {
    try {
      await use(item);
    } catch (e) {
      failed.push(`${name(item)}: ${e.message}`);
    }
  }
  if (failed.length) throw new Error(failed.join("\n"));
}
