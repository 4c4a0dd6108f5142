// What people come to do, done with a browser; the first story without scripts at all.
import assert from "node:assert/strict";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, before, test } from "node:test";
import { check, checkEveryWay, open, startChromium, startDemo } from "./browser.mjs";

const BOARD = "kestrelparcel.example";
const PASSWORD = "a long enough password";

let demo;
let browser;

before(async () => {
  demo = await startDemo();
  browser = await startChromium();
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

async function signIn(page, { name, password, instance }) {
  await page.goto(`${instance}/login`);
  await page.fill('form[action="/login"] [name=name]', name);
  await page.fill('form[action="/login"] [name=password]', password);
  await page.click('form[action="/login"] button');
  assert.ok(!new URL(page.url()).pathname.startsWith("/login"), `${name} cannot sign in`);
}

/** Opens the folded deed that holds a form, if it is folded, and sends the form filled in. */
async function send(page, action, fill) {
  const form = page.locator(`form[action$="/${action}"]`).first();
  // The page that holds it may be on its way still, and nothing is folded on the one before.
  await form.waitFor({ state: "attached" });
  const folded = page.locator("details:not([open])", { has: form });
  for (let depth = await folded.count(); depth > 0; depth--) await folded.first().locator("> summary").click();
  await fill?.(form);
  await form.locator("button").last().click();
}

async function register(page, name) {
  await page.goto(`${demo.north}/register`);
  await page.fill("[name=name]", name);
  await page.fill("[name=password]", PASSWORD);
  await page.click('form[action="/register"] button');
  assert.ok(!new URL(page.url()).pathname.startsWith("/register"), await page.textContent("main"));
}

async function file(page, text, picture) {
  await page.goto(`${demo.north}/file?board=${BOARD}`);
  if (!(await page.$("[name=board]:checked"))) {
    await page.fill("[name=brand]", BOARD);
    await page.click("button[name=step][value=find]");
    if (!(await page.$("[name=board]:checked"))) await page.check("[name=board] >> nth=0");
  }
  await page.fill("[name=text]", text);
  await page.click("form.steps button[name=step][value=preview]:not([aria-hidden])");
  assert.match(await page.textContent(".preview"), new RegExp(text.slice(0, 20)));
  if (picture) await check(page, picture);
  await page.click("form.steps button[name=step][value=file]");
  assert.match(new URL(page.url()).pathname, /^\/complaints\//);
  return page.url().split("?")[0];
}

const state = (page) => page.getAttribute("[data-state]", "data-state");

for (const scripts of [false, true]) {
  const how = scripts ? "with scripts" : "without scripts";
  test(`somebody files, is answered, declines, is asked again and confirms, ${how}`, async () => {
    const complainant = await open(browser, { scripts });
    const representative = await open(browser, { scripts });
    await register(complainant, scripts ? "wanda" : "walter");
    const thread = await file(complainant, `My parcel came back to me, ${how}, twice. Nobody rang.`, scripts && "story-preview");
    assert.equal(await state(complainant), "open");

    await signIn(representative, demo.account("representative", demo.north, "kestrel"));
    await representative.goto(`${demo.north}/desk`);
    await representative.click(".queue a >> nth=0");
    if (scripts) await check(representative, "story-desk-open");
    const answer = async (text) => {
      await representative.goto(thread);
      await send(representative, "respond", async (form) => {
        await form.locator("[name=text]").fill(text);
        await form.locator("[name=name]").fill("Noor");
        await form.locator("[name=and][value=offer]").check();
        await form.locator("[name=outcome]").selectOption("refund");
      });
      assert.equal(await state(representative), "offered");
    };
    await answer("The depot had the wrong door. Your postage is refunded.");
    await complainant.goto(thread);
    assert.match(await complainant.textContent("main"), /Noor/);
    if (scripts) await check(complainant, "story-offered");
    await send(complainant, "decline", (form) => form.locator("[name=text]").fill("Only half of it came."));
    assert.equal(await state(complainant), "acknowledged");
    await answer("Here is the other half, with my apology.");
    await complainant.goto(thread);
    await send(complainant, "confirm", async (form) => {
      await form.locator("[name=rating][value='9']").check();
      await form.locator("[name=would_return][value=yes]").check();
      await form.locator("[name=solved_by][value=brand]").check();
      await form.locator("[name=got]").selectOption("refund");
    });
    assert.equal(await state(complainant), "resolved");
    if (scripts) await check(complainant, "story-resolved");
    for (const page of [complainant, representative]) await page.context().close();
  });
}

test("a brand changes its answer and takes it back, and the complainant takes it further", async () => {
  const complainant = await open(browser);
  const representative = await open(browser);
  await register(complainant, "wilhelm");
  const thread = await file(complainant, "The parcel says delivered. It is not here, and no neighbour has it.");
  await signIn(representative, demo.account("representative", demo.north, "kestrel"));
  await representative.goto(thread);
  await send(representative, "respond", async (form) => {
    await form.locator("[name=text]").fill("It was left at number 12. We have the photograph.");
    await form.locator("[name=name]").fill("Noor");
  });
  await send(representative, "edit-response", async (form) => {
    await checkEveryWay(representative, "story-edit-response");
    await form.locator("[name=text]").fill("It was left at number 21, not 12. We have the photograph.");
  });
  await complainant.goto(thread);
  assert.match(await complainant.textContent(".posts"), /number 21, not 12/);
  assert.match(await complainant.textContent("main"), /left at number 12\. We/, "what stood there first stays readable");
  await send(complainant, "escalate", () => checkEveryWay(complainant, "story-escalate"));
  await checkEveryWay(complainant, "story-escalated");

  await representative.goto(`${demo.north}/desk`);
  await checkEveryWay(representative, "story-desk-escalated");
  await representative.goto(thread);
  await representative.goto(`${thread}/delete-response?response=1`);
  await checkEveryWay(representative, "story-delete-response");
  await send(representative, "delete-response");
  await checkEveryWay(representative, "story-deleted-response");
  for (const page of [complainant, representative]) await page.context().close();
});

test("a form that is wrong comes back filled in, with the error beside the field", async () => {
  const page = await open(browser);
  await register(page, "wilma");
  await page.goto(`${demo.north}/file?board=${BOARD}`);
  await page.fill("[name=title]", "A title and no text");
  await page.click("form.steps button[name=step][value=file]");
  assert.equal(await page.inputValue("[name=title]"), "A title and no text");
  assert.ok(await page.$("#text-wrong"), "the error stands beside the text");
  page.problems = page.problems.filter((line) => !/status of 4\d\d/.test(line));
  await check(page, "story-form-wrong");
  await page.context().close();
});

test("a report leads to hiding here, with a reason in the public log", async () => {
  const member = await open(browser);
  await register(member, "wendel");
  const thread = await file(member, "Buy my lamps, they are the best lamps in the whole town.");
  const reporter = await open(browser);
  await register(reporter, "winnie");
  await reporter.goto(thread);
  await send(reporter, "report", async (form) => {
    await form.locator("[name=reason]").first().check();
    await form.locator("[name=note]").fill("This sells lamps.");
  });

  const moderator = await open(browser);
  await signIn(moderator, demo.account("operator", demo.north));
  await moderator.goto(`${demo.north}/moderation`);
  await check(moderator, "story-moderation");
  const report = moderator.locator("form[action*='/moderation/cases/']").last();
  await report.locator("[name=deed][value=hide]").check();
  await report.locator("[name=reason]").fill("Advertising, no complaint.");
  await report.locator("button").click();

  const visitor = await open(browser);
  await visitor.goto(`${demo.north}/moderation/log`);
  assert.match(await visitor.textContent("main"), /Advertising, no complaint\./);
  await check(visitor, "story-moderation-log");
  await visitor.goto(thread);
  assert.doesNotMatch(await visitor.textContent("main"), /best lamps in the whole town/);
  for (const page of [member, reporter, moderator, visitor]) await page.context().close();
});

test("an administrator changes the instance while it runs", async () => {
  const page = await open(browser);
  await signIn(page, demo.account("operator", demo.north));
  await page.goto(`${demo.north}/admin`);
  await page.fill("[name=name]", "North of everything");
  await page.click('form[action="/admin"] button');
  await page.goto(`${demo.north}/about`);
  assert.match(await page.title(), /North of everything/);
  await page.context().close();
});

/** Presses Tab until the element with focus fits, as somebody without a mouse does. */
async function tabTo(page, selector) {
  for (let presses = 0; presses < 150; presses++) {
    if (await page.evaluate((it) => document.activeElement?.matches(it) ?? false, selector)) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`the keyboard never reaches ${selector} on ${page.url()}`);
}

test("the keyboard alone reaches the content and files", async () => {
  const page = await open(browser);
  await register(page, "wolke");
  await page.goto(`${demo.north}/`);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), "#main");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Kestrel");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/file/);
  if (!(await page.$("[name=board]:checked"))) {
    await tabTo(page, "[name=board]");
    await page.keyboard.press("Space");
  }
  await tabTo(page, "[name=text]");
  await page.keyboard.type("Everything here was typed, nothing was clicked.");
  await tabTo(page, "form.steps button[name=step][value=preview]");
  await page.keyboard.press("Enter");
  await page.waitForSelector(".preview");
  await tabTo(page, "form.steps button[name=step][value=file]");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/complaints\//);
  assert.match(await page.textContent(".posts"), /nothing was clicked/);
  // What has the focus is seen to have it.
  await tabTo(page, "summary");
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.notEqual(outline, "none");
  await page.keyboard.press("Enter");
  assert.ok(await page.evaluate(() => document.activeElement.parentElement.open), "a folded deed opens with Enter");
  await page.context().close();
});

test("somebody from another server signs in with the link that was sent to them, and files", async () => {
  const guest = await open(browser);
  const { name } = demo.account("complainant", demo.south);
  const handle = `@${name}@${new URL(demo.south).host}`;
  await guest.goto(`${demo.north}/login`);
  await guest.fill('form[action="/login/guest"] [name=handle]', handle);
  await guest.click('form[action="/login/guest"] button');
  assert.match(await guest.textContent("main"), new RegExp(name));
  await guest.goto(await sentLink());
  await guest.click("main form button");
  assert.match(await guest.textContent("main"), /signed in/);
  const thread = await file(guest, "Written at north by somebody whose account is at south.");
  assert.match(await guest.textContent(".posts"), new RegExp(name));
  await guest.goto(`${thread}/proof`);
  await check(guest, "story-guest-proof");
  await guest.context().close();
});

/** What their own server would show them: the link in the message that north sent. */
async function sentLink() {
  const database = new DatabaseSync(join(demo.dir, "north", "redress.sqlite"), { readOnly: true });
  try {
    for (let tries = 0; tries < 100; tries++) {
      const rows = database.prepare("SELECT body FROM activities WHERE body LIKE '%/login/link/%'").all();
      const found = rows.map((row) => String(row.body).match(/\/login\/link\/[0-9a-f-]+\/[0-9a-f]+/)?.[0]).filter(Boolean);
      if (found.length > 0) return demo.north + found.at(-1);
      await new Promise((later) => setTimeout(later, 100));
    }
  } finally {
    database.close();
  }
  return assert.fail("no sign-in link was sent");
}

test("a visitor follows a board from their own server", async () => {
  const page = await open(browser);
  const member = demo.account("complainant", demo.south);
  const south = new URL(demo.south).host;
  await page.goto(`${demo.north}/boards/${BOARD}`);
  await page.click('main a[href^="/follow?board="]');
  await page.fill("[name=account]", `@${member.name}@${south}`);
  await page.click('form[action="/follow"] button');
  await check(page, "story-follow-ways");
  await page.click(".ways a");
  await page.waitForURL((url) => url.host === south);
  // Not signed in there yet: they do that first, and come back to what they wanted.
  await page.fill('form[action="/login"] [name=name]', member.name);
  await page.fill('form[action="/login"] [name=password]', member.password);
  await page.click('form[action="/login"] button');
  if (await page.$('form[action="/search/ask"]')) await page.click('form[action="/search/ask"] button');
  assert.match(new URL(page.url()).pathname, /^\/intents\/follow/);
  await page.click('form[action="/intents/follow"] button');
  await page.goto(`${demo.south}/settings`);
  assert.match(await page.textContent("#following ~ *"), new RegExp(BOARD));
  await check(page, "story-following");
  await page.context().close();
});

test("a member asks for somebody of another server, and everybody finds them then", async () => {
  const page = await open(browser);
  await register(page, "wasja");
  const { name } = demo.account("operator", demo.south);
  const handle = `@${name}@${new URL(demo.south).host}`;
  await page.goto(`${demo.north}/search`);
  await page.fill("main [name=q]", handle);
  await page.click("main form[role=search] button");
  await check(page, "story-search-unknown");
  await page.click('form[action="/search/ask"] button');
  assert.match(decodeURIComponent(new URL(page.url()).pathname), new RegExp(`^/${handle}$`));
  const visitor = await open(browser);
  await visitor.goto(`${demo.north}/search?q=${encodeURIComponent(handle)}`);
  assert.equal(decodeURIComponent(await visitor.getAttribute("#exact ~ p a", "href")), `/${handle}`);
  for (const it of [page, visitor]) await it.context().close();
});

test("words lead to complaints, and figures to what they count", async () => {
  const page = await open(browser, { scripts: false });
  await page.goto(`${demo.north}/`);
  await page.click('nav a[href="/search"]');
  await page.fill("main [name=q]", "parcel");
  await page.click("main form[role=search] button");
  assert.ok((await page.$$('main a[href^="/complaints/"]')).length > 0, "the search finds complaints");
  await page.goto(`${demo.north}/boards/${BOARD}`);
  await page.click(".figures a >> nth=0");
  assert.match(page.url(), /answered=yes/);
  assert.ok(await page.$('.filters [aria-current="true"]'));

  await page.goto(`${demo.north}/boards/${demo.recorded}`);
  const month = page.locator(".plot a").last();
  const said = await month.getAttribute("aria-label");
  await month.click();
  assert.match(page.url(), /\/records\?month=/);
  assert.ok(said.includes((await page.textContent("#rows")).match(/[\d.,]+/)[0]), `${said}: ${await page.textContent("#rows")}`);
  await page.goBack();
  await page.click(".table a >> nth=0");
  assert.match(page.url(), /\/records\?topic=/);
  await page.context().close();
});

test("a member changes their language and their password", async () => {
  const page = await open(browser);
  await register(page, "wim");
  await page.goto(`${demo.north}/settings`);
  await page.selectOption("[name=language]", "de");
  await page.click('form[action="/settings/language"] button');
  assert.equal(await page.getAttribute("html", "lang"), "de");
  await check(page, "story-settings-german");
  await page.fill("[name=old]", PASSWORD);
  await page.fill("[name=new]", "another long password");
  await page.click('form[action="/settings/password"] button');
  const again = await open(browser);
  await signIn(again, { name: "wim", password: "another long password", instance: demo.north });
  for (const it of [page, again]) await it.context().close();
});
