// The check of a release in the reader's browser: what it says of the office's
// own pages, of pages that were changed on the way, of releases that were
// changed, and without a connection.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { notBuilt, office, released, setting, visit, withBrowser } from "./browser.mjs";

withBrowser();
const patience = { timeout: 60_000 };

// answer runs the check of a page and returns what it says: the status of each of
// the five answers, of the words, and the texts.
async function answer(page) {
  await page.click("#check-run");
  await page.waitForFunction(() => {
    const e = document.getElementById("check-run");
    return e.getAttribute("aria-disabled") !== "true" && document.getElementById("check-status").textContent;
  }, undefined, patience);
  return page.evaluate(() => {
    const shown = (e) => (e && e.checkVisibility() ? e.innerText : "");
    const result = document.getElementById("check-result");
    return {
      status: shown(document.getElementById("check-status")),
      verdict: result.hidden ? "" : shown(document.getElementById("check-verdict")),
      answers: result.hidden ? [] : [...result.querySelectorAll(".answers dt strong")].map((e) => e.className.replace("answer-", "")),
      words: result.dataset.words ?? "",
      lines: [...document.querySelectorAll("#check-words li")].map((e) => e.innerText),
      busy: !document.getElementById("check-progress").hidden,
      focus: document.activeElement.id,
    };
  });
}

// texts of a page's check, by their names.
const texts = (page) => page.evaluate(() => Object.fromEntries([...document.querySelectorAll("#check-texts [data-t]")].map((e) => [e.dataset.t, e.textContent])));

const hasCheck = (t) => released(office).text.includes('id="check-run"') || notBuilt(t, "the check in the browser");
const all = Array(5).fill("holds");

for (const o of setting.offices) {
  test(`${o.slug}: a release and the pages that show it hold`, (t) => hasCheck(t) && visit({}, async (page) => {
    const c = released(o);
    await page.goto(o.url + c.file);
    const got = await answer(page);
    assert.deepEqual(got.answers, all, JSON.stringify(got));
    assert.equal(got.words, "holds", got.lines.join("\n"));
    assert.ok(got.lines.length >= 1 && !got.busy);
    assert.equal(got.focus, "check-verdict", "the focus goes to the verdict");
  }));
}

test("below a path it says the same", (t) => hasCheck(t) && visit({}, async (page) => {
  await page.goto(office.suburl + released(office).file);
  const got = await answer(page);
  assert.deepEqual([got.answers, got.words], [all, "holds"], JSON.stringify(got));
}));

// A word of the page is another on its way to the reader: of the document's own
// page, and of the page of the case itself.
for (const [name, pick, pattern] of [
  ["a document's page", (c) => c.documents[0].file, /(<div class="text"[^>]*data-document[^>]*>\s*<[a-z0-9]+ id="p-1">\s*)([^\s<&]+)/],
]) {
  test(`one word of ${name} is another: it says so`, (t) => hasCheck(t) && visit({}, async (page) => {
    const c = released(office);
    const file = pick(c);
    let changed = 0;
    await page.route(office.url + file, async (route) => {
      const response = await route.fetch();
      const body = (await response.text()).replace(pattern, (_, before, word) => { changed++; return before + (word === "Jinak" ? "Takto" : "Jinak"); });
      await route.fulfill({ response, body });
    });
    await page.goto(office.url + c.file);
    const got = await answer(page);
    assert.equal(changed, 1, "a word was changed");
    assert.deepEqual(got.answers, all, "the release itself holds");
    assert.equal(got.words, "false");
    assert.ok(got.lines.some((l) => l.includes("Jinak") || l.includes("Takto")), got.lines.join("\n"));
    assert.equal(got.verdict, (await texts(page)).all_pages);
  }));
}

test("an image of a page is another: it says so", (t) => hasCheck(t) && visit({}, async (page) => {
  const c = released(office);
  let changed = 0;
  await page.route("**/files/**/*.png", async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    if (!changed++) body[body.length >> 1] ^= 1;
    await route.fulfill({ response, body });
  });
  await page.goto(office.url + c.file);
  const got = await answer(page);
  assert.ok(changed > 0, "an image was changed");
  assert.deepEqual([got.answers, got.words], [all, "false"], JSON.stringify(got));
}));

test("another release in the place of this one: it says so", (t) => hasCheck(t) && visit({}, async (page) => {
  const c = released(office);
  await page.route("**/releases/*.zip", (route) => route.fulfill({ path: join(setting.bags, "image.zip"), contentType: "application/zip" }));
  await page.goto(office.url + c.file);
  const got = await answer(page);
  assert.ok(got.answers.includes("false") || !got.verdict, JSON.stringify(got));
  assert.notEqual(got.words, "holds");
}));

const chosen = (page, name) => page.setInputFiles("#check-file", join(setting.bags, name));

test("a file of the reader's own", (t) => hasCheck(t) && visit({}, async (page) => {
  await page.goto(office.url + "verify/index.html");
  const none = await answer(page);
  assert.equal(none.status, (await texts(page)).nothing, "without a file it asks for one");
  await chosen(page, "good.zip");
  const good = await answer(page);
  assert.deepEqual(good.answers, all, JSON.stringify(good));
  assert.equal(good.verdict, (await texts(page)).all_holds);

  for (const [name, wanted] of [["image.zip", "false"], ["text.zip", "false"], ["removed.zip", "false"], ["proof.zip", "false"], ["truncated.zip", ""]]) {
    await chosen(page, name);
    const got = await answer(page);
    assert.notEqual(got.verdict, good.verdict, name);
    if (wanted) assert.ok(got.answers.includes(wanted), `${name}: ${JSON.stringify(got)}`);
    // What cannot be read at all has no verdict, and the reason is told.
    else assert.ok(!got.verdict && got.status.startsWith((await texts(page)).unusable), `${name}: ${JSON.stringify(got)}`);
  }
  await chosen(page, "good.zip");
  assert.deepEqual((await answer(page)).answers, all, "a good one after the others");
}));

test("without a connection, once it has run", (t) => hasCheck(t) && visit({}, async (page, context) => {
  await page.goto(office.url + "verify/index.html");
  await page.setInputFiles("#check-trust", join(office.public, "trust.json"));
  await chosen(page, "good.zip");
  assert.deepEqual((await answer(page)).answers, all);
  await context.setOffline(true);
  await chosen(page, "proof.zip");
  const bad = await answer(page);
  assert.ok(bad.answers.includes("false"), JSON.stringify(bad));
  await chosen(page, "good.zip");
  assert.deepEqual((await answer(page)).answers, all);
}));

test("without a connection, before it ran: it says what is missing", (t) => hasCheck(t) && visit({ }, async (page, context, problems) => {
  await page.goto(office.url + released(office).file);
  await context.setOffline(true);
  const got = await answer(page);
  assert.equal(got.verdict, "");
  assert.ok(got.status.includes("akta.wasm.gz"), got.status);
  // The browser complains of what it could not load, rightly.
  assert.ok(problems.length > 0);
  problems.length = 0;
}));
