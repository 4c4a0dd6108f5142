// The demo in a real Chromium: pages opened wide and narrow, light and dark, checked by axe, and a picture of each.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const pictures = process.env.SCREENSHOTS ?? join(tmpdir(), "redress-screenshots");
const START_MS_MAX = 240_000;
const SIZES = { wide: { width: 1280, height: 900 }, narrow: { width: 320, height: 640 } };
const FIRST_PAGE_BYTES_MAX = 60 * 1024;
const DIRECTIONS = { en: "ltr", de: "ltr", ar: "rtl" };

/** Starts `redress-lab demo` with its threads; answers its accounts and how to stop it. */
export async function startDemo() {
  const dir = await mkdtemp(join(tmpdir(), "redress-browser-"));
  const [north, south, sites] = [await freePort(), await freePort(), await freePort()];
  const child = spawn(
    named("LABORATORY"),
    ["demo", "--dir", dir, "--north-port", String(north), "--south-port", String(south), "--sites-port", String(sites)],
    { stdio: ["ignore", "pipe", "pipe"], env: environment() },
  );
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
  const ended = new Promise((done) => child.on("exit", done));
  const until = Date.now() + START_MS_MAX;
  while (!said.includes("Ctrl-C")) {
    if (child.exitCode !== null || Date.now() > until) throw new Error(`the demo did not start:\n${said}`);
    await new Promise((later) => setTimeout(later, 100));
  }
  const told = JSON.parse(await readFile(join(dir, "demo.json"), "utf8"));
  return {
    north: `http://north.localhost:${north}`,
    south: `http://south.localhost:${south}`,
    /** A board of a real company with open data about it, and a thread of south's complainant that waits for an answer. */
    dir,
    recorded: told.recorded,
    offered: told.offered,
    account(role, instance, brand = "") {
      const found = told.accounts.find((it) => it.role.includes(role) && it.role.toLowerCase().includes(brand) && it.instance === instance);
      assert.ok(found, `the demo has no ${role} at ${instance}`);
      return found;
    },
    async stop() {
      child.kill("SIGINT");
      await ended;
      await rm(dir, { recursive: true, force: true });
    },
  };
}

export async function startChromium() {
  return await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: [
      ...(process.getuid() === 0 ? ["--no-sandbox"] : []),
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A page that refuses to talk to anybody but the demo and remembers what went wrong in it. */
export async function open(browser, { size = "wide", scheme = "light", scripts = true, session, locale = "en-GB" } = {}) {
  const context = await browser.newContext({
    viewport: SIZES[size],
    colorScheme: scheme,
    javaScriptEnabled: scripts,
    storageState: session,
    locale,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.problems = [];
  page.bytes = 0;
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) page.problems.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => page.problems.push(`${page.url()}: ${error}`));
  page.on("request", (request) => {
    const { hostname, protocol } = new URL(request.url());
    if (protocol !== "data:" && !hostname.endsWith(".localhost")) page.problems.push(`asked ${request.url()}`);
  });
  page.on("response", async (response) => {
    page.bytes += (await response.body().catch(() => Buffer.alloc(0))).length;
  });
  return page;
}

/**
 * Looks at one address in every way people do: four pictures, no violation, nothing wider than the window.
 * In another language each width and each scheme once: what is too wide is so in any light, and colours are in no language.
 */
export async function inspect(browser, address, name, session, locale) {
  const look = async (size, scheme) => {
    const page = await open(browser, { size, scheme, session, locale });
    await page.goto(address);
    if (locale) assert.deepEqual(await said(page), [locale, DIRECTIONS[locale]], `${address} in another language`);
    await check(page, `${name}-${size}-${scheme}`);
    assert.ok(page.bytes < FIRST_PAGE_BYTES_MAX, `${address} weighs ${page.bytes} bytes`);
    await page.context().close();
  };
  // Two at a time: a picture waits for the graphics, axe for the processor.
  await Promise.all([look("wide", "light"), look("narrow", "dark")]);
  if (!locale) await Promise.all([look("wide", "dark"), look("narrow", "light")]);
}

/** The language that the page says it is in, and which way its lines run. */
async function said(page) {
  return [await page.getAttribute("html", "lang"), await page.getAttribute("html", "dir")];
}

/** The page as it stands now, in every way people look at it. */
export async function checkEveryWay(page, name) {
  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const colorScheme of ["light", "dark"]) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await check(page, `${name}-${size}-${colorScheme}`);
    }
  }
  await page.setViewportSize(SIZES.wide);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
}

/** The page as it stands now: axe, width, console, picture. */
export async function check(page, name) {
  await mkdir(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
  await page.evaluate(axe);
  const found = await page.evaluate(async () => await globalThis.axe.run());
  const violations = found.violations.map(
    (it) => `${it.id}: ${it.help}\n    ${it.nodes.map((node) => `${node.html}\n    ${node.failureSummary}`).join("\n    ")}`,
  );
  assert.deepEqual(violations, [], `${name}: axe`);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(overflow <= 0, `${name} is ${overflow} px wider than the window`);
  assert.deepEqual(page.problems, [], name);
}

/** The program that this variable of the environment names. */
function named(name) {
  assert.ok(process.env[name], `${name} is not set; it names a program under test (tests/run sets it)`);
  return process.env[name];
}

/** Our environment without what would configure an instance. */
export function environment() {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith("REDRESS_") && name !== "DATABASE_URL"),
  );
}

export async function freePort() {
  const server = createServer();
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}
