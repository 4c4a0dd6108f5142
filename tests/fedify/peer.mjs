// A small server built on Fedify: two accounts, and everything it is sent kept in memory.
import dns from "node:dns";
import { createServer } from "node:http";
import { Temporal } from "@js-temporal/polyfill";
import { createFederation, generateCryptoKeyPair, MemoryKvStore, verifyObject } from "@fedify/fedify";
import {
  Activity, Announce, Create, Delete, Document, Endpoints, Flag, Follow, Like, Mention, Move, Note, Person, PUBLIC_COLLECTION,
  QuoteRequest, Tombstone, Undo, Update,
} from "@fedify/vocab";

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

/**
 * Starts a server with these accounts (name to display name), which signs first in this way ("rfc9421" or
 * "draft-cavage-http-signatures-12") and, where that is refused, in the other.
 */
export async function startPeer(accounts, firstKnock) {
  const received = [];
  const notes = new Map();
  const keys = new Map();
  const aliases = new Map();
  const bodies = [];
  for (const name of Object.keys(accounts)) {
    keys.set(name, [await generateCryptoKeyPair("RSASSA-PKCS1-v1_5"), await generateCryptoKeyPair("Ed25519")]);
  }

  const federation = createFederation({ kv: new MemoryKvStore(), allowPrivateAddress: true, firstKnock });
  federation
    .setActorDispatcher("/users/{identifier}", async (ctx, name) => {
      if (!(name in accounts)) return null;
      const pairs = await ctx.getActorKeyPairs(name);
      return new Person({
        id: ctx.getActorUri(name),
        preferredUsername: name,
        name: accounts[name],
        url: ctx.getActorUri(name),
        aliases: aliases.get(name) ?? [],
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

  const server = createServer((request, response) => answer(federation, bodies, request, response));
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const host = `fedify.localhost:${server.address().port}`;
  const ctx = federation.createContext(new URL(`http://${host}`), undefined);
  const world = { server, host, ctx, received, bodies, notes, aliases, sent: 0 };
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

  /** An object of another server, as Fedify reads it. */
  async fetched(address) {
    const documentLoader = await this.loader();
    return await this.world.ctx.lookupObject(address, { documentLoader });
  }

  async loader() {
    return await this.world.ctx.getDocumentLoader({ identifier: this.name });
  }

  async follow(actor) {
    const id = new URL(`http://${this.world.host}/follows/${++this.world.sent}`);
    await this.send(actor, new Follow({ id, actor: this.id, object: actor.id }));
  }

  /** A public post, delivered to the actors that it mentions: perhaps with pictures, and a warning before it. */
  async post(html, { mentions, inReplyTo = null, pictures = [], warning = null, quotes = null }) {
    const { ctx, notes } = this.world;
    const ccs = [ctx.getFollowersUri(this.name), ...mentions.map((actor) => actor.id)];
    const note = new Note({
      id: ctx.getObjectUri(Note, { id: String(++this.world.sent) }),
      attribution: this.id,
      content: html,
      summary: warning,
      sensitive: warning !== null,
      attachments: pictures.map(({ url, says }) => new Document({ mediaType: "image/png", url: new URL(url), name: says })),
      quoteUrl: quotes,
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

  /** The same post with other words. */
  async edit(note, html, actor) {
    const newer = note.clone({ content: html, updated: Temporal.Now.instant() });
    this.world.notes.set(note.id.href, newer);
    await this.send(actor, new Update({ id: this.next("updates"), actor: this.id, object: newer, to: PUBLIC_COLLECTION }));
    return newer;
  }

  async remove(note, actor) {
    this.world.notes.delete(note.id.href);
    const object = new Tombstone({ id: note.id });
    await this.send(actor, new Delete({ id: this.next("deletes"), actor: this.id, object, to: PUBLIC_COLLECTION }));
  }

  async boost(object, actor) {
    const announce = new Announce({ id: this.next("boosts"), actor: this.id, object, to: PUBLIC_COLLECTION });
    await this.send(actor, announce);
    return announce;
  }

  async like(object, actor) {
    const like = new Like({ id: this.next("likes"), actor: this.id, object });
    await this.send(actor, like);
    return like;
  }

  async undo(activity, actor) {
    const undo = new Undo({ id: this.next("undos"), actor: this.id, object: activity });
    await this.send(actor, undo);
    return undo;
  }

  async report(objects, words, actor) {
    const flag = new Flag({ id: this.next("flags"), actor: this.id, objects, content: words });
    await this.send(actor, flag);
    return flag;
  }

  /** Asks for leave to quote, as FEP-044f says. */
  async askToQuote(object, note, actor) {
    const request = new QuoteRequest({ id: this.next("quotes"), actor: this.id, object, instrument: note });
    await this.send(actor, request);
    return request;
  }

  /** This account is that one from now on; the new one says so, too. */
  async moveTo(account, actor) {
    this.world.aliases.set(account.name, [this.id]);
    const move = new Move({ id: this.next("moves"), actor: this.id, object: this.id, target: account.id });
    await this.send(actor, move);
    return move;
  }

  next(kind) {
    return new URL(`http://${this.world.host}/${kind}/${++this.world.sent}`);
  }

  /** What a group passed on whole, if the proof of its author still holds (FEP-8b32): it must be what was sent, byte for byte. */
  async provenInside(activity) {
    const documentLoader = await this.loader();
    const body = this.world.bodies.map((text) => JSON.parse(text)).find((it) => it.id === activity.id.href);
    // A Linked Data Signature is added after the proof, and is no part of what is proven.
    const { signature: _, ...proven } = body.object;
    return await verifyObject(Create, proven, { documentLoader });
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

async function answer(federation, bodies, request, response) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  if (request.method === "POST") bodies.push(Buffer.concat(chunks).toString());
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
