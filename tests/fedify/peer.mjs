// A small server built on Fedify: two accounts, and everything it is sent kept in memory.
import dns from "node:dns";
import { createServer } from "node:http";
import { Temporal } from "@js-temporal/polyfill";
import { createFederation, generateCryptoKeyPair, MemoryKvStore } from "@fedify/fedify";
import { Activity, Create, Endpoints, Follow, Mention, Note, Person, PUBLIC_COLLECTION } from "@fedify/vocab";

const WAIT_MS_MAX = 30_000;
const LOOK_EVERY_MS = 25;

// Names below .localhost are this machine (RFC 6761); the C library does not know that everywhere.
const systemLookup = dns.lookup;
dns.lookup = (name, options, done) => {
  if (!name.endsWith(".localhost")) return systemLookup(name, options, done);
  if (typeof options === "function") [options, done] = [{}, options];
  const found = { address: "127.0.0.1", family: 4 };
  process.nextTick(() => (options.all ? done(null, [found]) : done(null, found.address, found.family)));
};

/** Starts a server with these accounts (name to display name). */
export async function startPeer(accounts) {
  const received = [];
  const notes = new Map();
  const keys = new Map();
  for (const name of Object.keys(accounts)) {
    keys.set(name, [await generateCryptoKeyPair("RSASSA-PKCS1-v1_5"), await generateCryptoKeyPair("Ed25519")]);
  }

  const federation = createFederation({ kv: new MemoryKvStore(), allowPrivateAddress: true });
  federation
    .setActorDispatcher("/users/{identifier}", async (ctx, name) => {
      if (!(name in accounts)) return null;
      const pairs = await ctx.getActorKeyPairs(name);
      return new Person({
        id: ctx.getActorUri(name),
        preferredUsername: name,
        name: accounts[name],
        url: ctx.getActorUri(name),
        inbox: ctx.getInboxUri(name),
        followers: ctx.getFollowersUri(name),
        endpoints: new Endpoints({ sharedInbox: ctx.getInboxUri() }),
        publicKey: pairs[0].cryptographicKey,
        assertionMethods: pairs.map((pair) => pair.multikey),
      });
    })
    .setKeyPairsDispatcher((_, name) => keys.get(name) ?? []);
  federation.setFollowersDispatcher("/users/{identifier}/followers", () => ({ items: [] }));
  federation.setObjectDispatcher(Note, "/notes/{id}", (ctx, { id }) => notes.get(ctx.getObjectUri(Note, { id }).href));
  federation
    .setInboxListeners("/users/{identifier}/inbox", "/inbox")
    .on(Activity, (_, activity) => {
      received.push(activity);
    });

  const server = createServer((request, response) => answer(federation, request, response));
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const host = `fedify.localhost:${server.address().port}`;
  const ctx = federation.createContext(new URL(`http://${host}`), undefined);
  const world = { server, host, ctx, received, notes, sent: 0 };
  return {
    host,
    accounts: Object.fromEntries(Object.keys(accounts).map((name) => [name, new Account(world, name)])),
    async stop() {
      server.closeAllConnections();
      await new Promise((stopped) => server.close(stopped));
    },
  };
}

class Account {
  constructor(world, name) {
    this.world = world;
    this.name = name;
  }

  get id() {
    return this.world.ctx.getActorUri(this.name);
  }

  /** An actor of another server, found as a person finds it: by the address of its page. */
  async find(page) {
    const description = await this.world.ctx.lookupWebFinger(new URL(page), { allowPrivateAddress: true });
    const self = description?.links?.find((link) => link.rel === "self");
    if (!self) throw new Error(`WebFinger for ${page} names no actor`);
    return await this.world.ctx.lookupObject(self.href, { documentLoader: await this.loader() });
  }

  /** A document as this account's server gets it, with a signed request. */
  async fetch(address) {
    const load = await this.loader();
    return (await load(String(address))).document;
  }

  async loader() {
    return await this.world.ctx.getDocumentLoader({ identifier: this.name });
  }

  async follow(actor) {
    const id = new URL(`http://${this.world.host}/follows/${++this.world.sent}`);
    await this.send(actor, new Follow({ id, actor: this.id, object: actor.id }));
  }

  /** A public post, delivered to the actors that it mentions. */
  async post(html, { mentions, inReplyTo = null }) {
    const { ctx, notes } = this.world;
    const ccs = [ctx.getFollowersUri(this.name), ...mentions.map((actor) => actor.id)];
    const note = new Note({
      id: ctx.getObjectUri(Note, { id: String(++this.world.sent) }),
      attribution: this.id,
      content: html,
      replyTarget: inReplyTo,
      to: PUBLIC_COLLECTION,
      ccs,
      tags: mentions.map((actor) => new Mention({ href: actor.id, name: `@${actor.preferredUsername}@${actor.id.host}` })),
      published: Temporal.Now.instant(),
    });
    notes.set(note.id.href, note);
    const id = new URL(`${note.id.href}#create`);
    const create = new Create({ id, actor: this.id, object: note, to: PUBLIC_COLLECTION, ccs });
    for (const actor of mentions) await this.send(actor, create);
    return note;
  }

  async send(actor, activity) {
    await this.world.ctx.sendActivity({ identifier: this.name }, actor, activity, { immediate: true });
  }

  /** What `wanted` picks out of the first activity it wants, among all that came and will come. */
  async hears(what, wanted) {
    const { received } = this.world;
    const until = Date.now() + WAIT_MS_MAX;
    for (let seen = 0; ; ) {
      while (seen < received.length) {
        const found = await wanted(received[seen++]);
        if (found) return found;
      }
      if (Date.now() > until) {
        const heard = received.map((activity) => `${activity.constructor.name} ${activity.id?.href}`);
        throw new Error(`never heard ${what}; heard:\n  ${heard.join("\n  ")}`);
      }
      await new Promise((later) => setTimeout(later, LOOK_EVERY_MS));
    }
  }

  /** The first note sent to us whose text `wanted` accepts. */
  async hearsNote(what, wanted) {
    const documentLoader = await this.loader();
    return await this.hears(what, async (activity) => {
      if (!(activity instanceof Create)) return null;
      const note = await activity.getObject({ documentLoader });
      return note instanceof Note && wanted(String(note.content), note) ? note : null;
    });
  }
}

async function answer(federation, request, response) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const hasBody = !["GET", "HEAD"].includes(request.method);
  const asked = new Request(`http://${request.headers.host}${request.url}`, {
    method: request.method,
    headers: new Headers(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
    body: hasBody ? Buffer.concat(chunks) : undefined,
  });
  const answered = await federation.fetch(asked, { contextData: undefined });
  response.writeHead(answered.status, Object.fromEntries(answered.headers));
  response.end(Buffer.from(await answered.arrayBuffer()));
}
