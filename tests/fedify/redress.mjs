// A Redress instance in development mode on a folder and a port of its own.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const START_MS_MAX = 30_000;

export async function startRedress(peers) {
  assert.ok(process.env.BINARY, "BINARY is not set; it names the redress program under test (tests/run sets it)");
  const dir = await mkdtemp(join(tmpdir(), "redress-fedify-"));
  const port = await freePort();
  const base = `http://redress.localhost:${port}`;
  const env = {
    PATH: process.env.PATH,
    REDRESS_BASE_URL: base,
    REDRESS_LISTEN: `127.0.0.1:${port}`,
    REDRESS_DATA_DIR: dir,
    REDRESS_DEVELOPMENT: "true",
    REDRESS_DEVELOPMENT_PEERS: peers.join(","),
    REDRESS_LOG: "info,redress=debug",
  };
  const child = spawn(process.env.BINARY, ["serve"], { env, stdio: ["ignore", "pipe", "pipe"] });
  let log = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (log += text));
  const ended = new Promise((done) => child.on("exit", done));
  const until = Date.now() + START_MS_MAX;
  while (!(await fetch(`${base}/health`).then((it) => it.ok, () => false))) {
    if (child.exitCode !== null || Date.now() > until) throw new Error(`redress did not start:\n${log}`);
    await new Promise((later) => setTimeout(later, 50));
  }
  return {
    base,
    /** One command beside the running instance; what it printed. */
    async run(...words) {
      const command = spawn(process.env.BINARY, words, { env, stdio: ["ignore", "pipe", "pipe"] });
      let said = "";
      for (const stream of [command.stdout, command.stderr]) stream.on("data", (text) => (said += text));
      const code = await new Promise((done) => command.on("close", done));
      assert.equal(code, 0, `redress ${words.join(" ")}: ${said}`);
      return said;
    },
    /** What became of an activity that was sent, by the log. */
    async outcome(activity) {
      const until = Date.now() + START_MS_MAX;
      while (Date.now() < until) {
        const line = log.split("\n").find((it) => it.includes("inbox: handled") && it.includes(activity.id.href));
        if (line) return plain(line).match(/outcome="?([^"]*?)"?$/)?.[1] ?? line;
        await new Promise((later) => setTimeout(later, 25));
      }
      throw new Error(`nothing became of ${activity.id.href}:\n${log}`);
    },
    /** Requests that were refused at the inbox, whatever for. */
    refusals() {
      return log.split("\n").filter((it) => it.includes("inbox: refused")).map(plain);
    },
    async page(path) {
      const answer = await fetch(base + path, { headers: { accept: "text/html" } });
      assert.equal(answer.status, 200, path);
      return await answer.text();
    },
    async stop() {
      child.kill("SIGTERM");
      await ended;
      if (process.env.KEEP_LOG) console.error(log);
      await rm(dir, { recursive: true, force: true });
    },
  };
}

// Without the colours of a terminal.
function plain(line) {
  return line.replaceAll(/\u001b\[[0-9;]*m/g, "").trim();
}

async function freePort() {
  const server = createServer();
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}
