// Every page as visitors, complainants, representatives, moderators and administrators see it.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { checkEveryWay, inspect, open, startChromium, startDemo } from "./browser.mjs";

let demo;
let browser;
const sessions = {};

before(async () => {
  demo = await startDemo();
  browser = await startChromium();
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** The cookies of somebody who is signed in. */
async function session(role, home) {
  return (sessions[role + home] ??= await signIn(demo.account(role, home)));
}

async function signIn({ name, password, instance }) {
  const page = await open(browser);
  await page.goto(`${instance}/login`);
  await page.fill('form[action="/login"] [name=name]', name);
  await page.fill('form[action="/login"] [name=password]', password);
  await page.click('form[action="/login"] button');
  assert.ok(!new URL(page.url()).pathname.startsWith("/login"), `${name} cannot sign in`);
  const state = await page.context().storageState();
  await page.context().close();
  return state;
}

/** The addresses of the threads that a list links to. */
async function threads(address) {
  const page = await open(browser);
  await page.goto(address);
  const found = await page.$$eval('main a[href*="/complaints/"]', (links) => links.map((link) => link.href.split("#")[0]));
  await page.context().close();
  return [...new Set(found)];
}

for (const path of [
  "/",
  "/boards",
  "/waiting",
  "/resolved",
  "/search",
  "/search?q=parcel",
  "/search?q=parcel&in=complaints&state=open",
  "/file",
  "/login",
  "/register",
  "/about",
  "/moderation/log",
  "/boards/kestrelparcel.example",
  "/boards/kestrelparcel.example?state=waiting",
  "/follow?board=kestrelparcel.example",
]) {
  test(`a visitor reads ${path}`, async () => {
    await inspect(browser, demo.north + path, `visitor${path.replaceAll(/[^a-z]+/g, "-").replace(/^-$/, "-front")}`);
  });
}

test("a visitor reads the thread that waits longest, and its proof", async () => {
  const [thread] = await threads(`${demo.north}/waiting`);
  assert.ok(thread, "nothing waits");
  await inspect(browser, thread, "visitor-thread-waiting");
  await inspect(browser, `${thread}/proof`, "visitor-proof");
});

test("a visitor reads what was resolved", async () => {
  const [thread] = await threads(`${demo.north}/resolved`);
  assert.ok(thread, "nothing is resolved");
  await inspect(browser, thread, "visitor-thread-resolved");
});

test("a visitor reads what a regulator recorded about a real brand", async () => {
  await inspect(browser, `${demo.north}/boards/${demo.recorded}`, "visitor-board-recorded");
  await inspect(browser, `${demo.north}/boards/${demo.recorded}/records?timely=yes`, "visitor-records");
});

test("a visitor reads about somebody from another server", async () => {
  const { name } = demo.account("complainant", demo.south);
  const address = `${demo.north}/@${name}@${new URL(demo.south).host}`;
  await inspect(browser, address, "visitor-person-elsewhere");
});

test("a member's own pages", async () => {
  const state = await session("complainant", demo.north);
  const { name } = demo.account("complainant", demo.north);
  await inspect(browser, `${demo.north}/@${name}`, "member-profile", state);
  await inspect(browser, `${demo.north}/settings`, "member-settings", state);
  await inspect(browser, `${demo.north}/notifications`, "member-notifications", state);
  await inspect(browser, `${demo.north}/settings/quotes`, "member-quotes", state);
  await inspect(browser, `${demo.north}/file`, "member-file", state);
});

test("the complainant is asked, in the thread, whether it is resolved", async () => {
  const state = await session("complainant", demo.south);
  const page = await open(browser, { session: state });
  await page.goto(demo.south + demo.offered);
  assert.ok(await page.$('form[action$="/confirm"]'), "the complainant can confirm");
  await page.context().close();
  await inspect(browser, demo.south + demo.offered, "complainant-thread-offered", state);
});

test("the representative's desk", async () => {
  const state = await session("representative", demo.north);
  await inspect(browser, `${demo.north}/desk`, "representative-desk", state);
});

test("what another site sends a member for", async () => {
  const state = await session("complainant", demo.south);
  const board = encodeURIComponent(`acct:kestrelparcel.example@${new URL(demo.north).host}`);
  await inspect(browser, `${demo.south}/intents/follow?object=${board}`, "member-intent-follow", state);
});

test("the moderator's and the administrator's pages", async () => {
  const state = await session("operator", demo.north);
  await inspect(browser, `${demo.north}/moderation`, "operator-moderation", state);
  await inspect(browser, `${demo.north}/admin`, "operator-admin", state);
  await inspect(browser, `${demo.north}/admin/deliveries`, "operator-deliveries", state);
  await inspect(browser, `${demo.north}/admin/policy`, "operator-policy", state);
});

test("one long word makes no page wider than the screen", async () => {
  const long = "W".repeat(80);
  const state = await session("complainant", demo.north);
  const { name } = demo.account("complainant", demo.north);
  const person = await open(browser, { session: state });
  await person.goto(`${demo.north}/file?board=kestrelparcel.example`);
  if (!(await person.$("[name=board]:checked"))) await person.check("[name=board] >> nth=0");
  await person.fill("[name=title]", long);
  await person.fill("[name=text]", `It says ${long} on the parcel.`);
  await person.click("form.steps button[name=step][value=preview]:not([aria-hidden])");
  await person.click("form.steps button[name=step][value=file]");
  const thread = person.url().split("?")[0];
  await person.context().close();
  const speaks = await session("representative", demo.north);
  const brand = await open(browser, { session: speaks });
  await brand.goto(`${thread}/contest`);
  await brand.locator("[name=ground]").first().check();
  await brand.fill("[name=text]", `We never sent ${long}.`);
  await brand.click("main form button");
  await brand.context().close();
  for (const path of ["/", "/waiting", "/boards/kestrelparcel.example", `/search?q=${long}`]) {
    await inspect(browser, demo.north + path, `long-word${path.replaceAll(/[^a-z]+/g, "-")}`);
  }
  for (const [address, as] of [[thread, state], [`${demo.north}/@${name}`, state], [`${demo.north}/settings`, state]]) {
    await inspect(browser, address, `long-word-${address.split("/").pop()}`, as);
  }
  await inspect(browser, `${demo.north}/desk`, "long-word-desk", speaks);
  await inspect(browser, thread.replace("/complaints/", "/desk/"), "long-word-desk-open", speaks);
  await inspect(browser, `${demo.north}/moderation`, "long-word-moderation", await session("operator", demo.north));
});

test("a page that does not exist says so", async () => {
  const page = await open(browser);
  const answer = await page.goto(`${demo.north}/complaints/00000000-0000-7000-8000-000000000000`);
  assert.equal(answer.status(), 404);
  assert.ok(await page.textContent("h1"));
  await page.context().close();
});

/** A page without its query, as part of a picture's name. */
const named = (path) => path.split("?")[0].replaceAll(/[^a-z]+/g, "-").replace(/^-$/, "-front");

// In German words are long; in Arabic everything runs the other way.
for (const locale of ["de", "ar"]) {
  const look = (path, session) => inspect(browser, demo.north + path, `${locale}${named(path)}`, session, locale);
  // Accounts of the demo have a language of their own; the page's address says another one.
  const lookAs = async (role, path) => await look(`${path}?language=${locale}`, await session(role, demo.north));

  test(`a visitor's pages in ${locale}`, async () => {
    for (const path of [
      "/",
      "/boards",
      "/waiting",
      "/search?q=parcel",
      "/file?brand=kestrelparcel.example",
      "/login",
      "/register",
      "/about",
      "/moderation/log",
      "/boards/kestrelparcel.example",
      `/boards/${demo.recorded}`,
      "/follow?board=kestrelparcel.example",
    ]) {
      await look(path);
    }
    // Nobody's first page, and a long one.
    const page = await open(browser, { locale });
    await page.goto(`${demo.north}/boards/${demo.recorded}/records`);
    await checkEveryWay(page, `${locale}-records`);
    await page.context().close();
  });

  test(`threads and their proofs in ${locale}`, async () => {
    for (const list of ["waiting", "resolved"]) {
      const [thread] = await threads(`${demo.north}/${list}`);
      assert.ok(thread, `nothing is ${list}`);
      await inspect(browser, thread, `${locale}-thread-${list}`, undefined, locale);
      await inspect(browser, `${thread}/proof`, `${locale}-proof-${list}`, undefined, locale);
    }
  });

  test(`the pages of people who are signed in, in ${locale}`, async () => {
    await lookAs("complainant", "/settings");
    await lookAs("representative", "/desk");
    for (const path of ["/moderation", "/admin", "/admin/deliveries", "/admin/policy"]) {
      await lookAs("operator", path);
    }
  });
}
