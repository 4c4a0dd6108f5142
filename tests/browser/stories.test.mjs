// What people come to do, done with a browser; the first story without scripts at all.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { check, open, startChromium, startDemo } from "./browser.mjs";

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

async function file(page, text) {
  await page.goto(`${demo.north}/file?board=${BOARD}`);
  if (!(await page.$("[name=board]:checked"))) {
    await page.fill("[name=brand]", BOARD);
    await page.click("button[name=step][value=find]");
    if (!(await page.$("[name=board]:checked"))) await page.check("[name=board] >> nth=0");
  }
  await page.fill("[name=text]", text);
  await page.click("form.steps button[name=step][value=preview]:not([aria-hidden])");
  assert.match(await page.textContent(".preview"), new RegExp(text.slice(0, 20)));
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
    const thread = await file(complainant, `My parcel came back to me, ${how}, twice. Nobody rang.`);
    assert.equal(await state(complainant), "open");

    await signIn(representative, demo.account("representative", demo.north, "kestrel"));
    await representative.goto(`${demo.north}/desk`);
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
    await send(complainant, "decline", (form) => form.locator("[name=text]").fill("Only half of it came."));
    assert.equal(await state(complainant), "acknowledged");
    await answer("Here is the other half, with my apology.");
    await complainant.goto(thread);
    await send(complainant, "confirm", async (form) => {
      await form.locator("[name=rating][value='9']").check();
      await form.locator("[name=would_return][value=yes]").check();
    });
    assert.equal(await state(complainant), "resolved");
    if (scripts) await check(complainant, "story-resolved");
    for (const page of [complainant, representative]) await page.context().close();
  });
}

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
  const report = moderator.locator("form[action*='/moderation/reports/']").last();
  await report.locator("[name=deed]").selectOption("hide");
  await report.locator("[name=reason]").fill("Advertising, no complaint.");
  await report.locator("button").click();

  const visitor = await open(browser);
  await visitor.goto(`${demo.north}/moderation/log`);
  assert.match(await visitor.textContent("main"), /Advertising, no complaint\./);
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

test("the keyboard alone reaches the content and files", async () => {
  const page = await open(browser);
  await page.goto(`${demo.north}/`);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), "#main");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Kestrel");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/file/);
  await page.context().close();
});
