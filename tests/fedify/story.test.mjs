// The main job with an independent implementation on the other side: all that somebody on another server may do,
// once with each kind of signature first.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Accept, Announce, Create, Mention, QuoteAuthorization, Update } from "@fedify/vocab";
import { startPeer } from "./peer.mjs";
import { startRedress } from "./redress.mjs";

const ACCOUNTS = { robin: "Robin of another server", robin2: "Robin, moved", kim: "Kim", acme: "Acme" };

for (const scheme of ["draft-cavage-http-signatures-12", "rfc9421"]) {
  test(`somebody on another server files by mention, is answered, and sees it resolved (${scheme} first)`, async (story) => {
    const peer = await startPeer(ACCOUNTS, scheme);
    story.after(() => peer.stop());
    const redress = await startRedress([peer.host]);
    story.after(() => redress.stop());
    const { robin, robin2, kim, acme } = peer.accounts;
    await redress.run("brand", "add", "acme.test", "Acme");
    await redress.run("brand", "voice", "acme.test", acme.id.href);

    const board = await robin.find(`${redress.base}/boards/acme.test`);
    assert.equal(board.preferredUsername, "acme.test");
    await robin.follow(board);
    await robin.hears("Accept", (activity) => activity instanceof Accept);

    const { complaint, receipt, address } = await file(story, redress, robin, board);
    const page = async () => await redress.page(new URL(address).pathname);

    // An edit corrects, a reply of somebody else stands in the thread and is passed on whole, with its author's proof.
    await robin.edit(complaint, "<p>My kettle caught fire on the third day. Please take it back.</p>", board);
    await eventually("the edited words", async () => (await page()).includes("on the third day"));
    const reply = await kim.post("<p>Mine smokes, too.</p>", { mentions: [board], inReplyTo: complaint.id });
    const passedOn = await robin.hears("the reply, passed on", async (activity) => {
      if (!(activity instanceof Announce) || activity.actorId?.href !== board.id.href) return null;
      const inside = await objectOf(activity);
      return inside instanceof Create && inside.actorId?.href === kim.id.href ? activity : null;
    });
    const proven = await robin.provenInside(passedOn);
    assert.ok(proven instanceof Create, "what was passed on is what Kim sent");
    assert.equal(proven.actorId.href, kim.id.href);
    assert.match(await page(), /Mine smokes, too/);

    // Small signs.
    for (const sign of [await kim.boost(complaint.id, board), await kim.like(complaint.id, board)]) {
      assert.equal(await redress.outcome(sign), "understood");
      assert.equal(await redress.outcome(await kim.undo(sign, board)), "understood");
    }
    assert.equal(await redress.outcome(await kim.report([robin.id, complaint.id], "Is this real?", board)), "understood");

    // A note of the board may be quoted, and the leave can be checked.
    const quoting = await kim.post("<p>Look at this</p>", { mentions: [board], inReplyTo: complaint.id, quotes: receipt.id });
    await acme.post("<p>That must not happen. The money is on its way. #resolved refund</p><p>— Noor, customer care</p>", {
      mentions: [board],
      inReplyTo: complaint.id,
    });
    const asked = await robin.hearsNote("what to answer", (text) => text.includes("confirmed"));
    assert.ok(await mentions(asked, robin.id), "the note asks the author");
    assert.equal((await robin.fetch(collectionOf(address)))["rd:state"], "offered");
    const request = await kim.askToQuote(asked.id, quoting, board);
    const leave = await kim.hears("leave to quote", async (activity) =>
      activity instanceof Accept && activity.objectId?.href === request.id.href && activity);
    const authorization = await kim.fetched(leave.resultId);
    assert.ok(authorization instanceof QuoteAuthorization);
    assert.equal(authorization.interactingObjectId.href, quoting.id.href);
    assert.equal(authorization.interactionTargetId.href, asked.id.href);

    await robin.post("<p>#confirmed 9/10, thank you</p>", { mentions: [board], inReplyTo: asked.id });
    await robin.hearsNote("that it is resolved", (text, note) => note.id.href !== asked.id.href && /resolved/i.test(text) && !text.includes("#confirmed"));
    await robin.hears("an update or boost of the board", (activity) =>
      activity.actorId?.href === board.id.href && (activity instanceof Update || activity instanceof Announce));
    const settled = await robin.fetch(collectionOf(address));
    assert.equal(settled["rd:state"], "resolved");
    assert.equal(settled["rd:outcome"], "refund");
    assert.match(await page(), /Noor/);

    // Robin moves, and it is Robin's complaint still.
    assert.equal(await redress.outcome(await robin.moveTo(robin2, board)), "understood");
    await robin2.post("<p>#reopen It smokes again.</p>", { mentions: [board], inReplyTo: complaint.id });
    await eventually("the new account's say", async () => (await robin2.fetch(collectionOf(address)))["rd:state"] === "acknowledged");

    // What is deleted is gone.
    await kim.remove(reply, board);
    await eventually("the deletion", async () => !(await page()).includes("Mine smokes"));
    assert.deepEqual(redress.refusals(), [], "each kind of signature is taken at the first knock");
  });
}

/** The thread as a collection; its page leads programs to the complaint's post. */
const collectionOf = (page) => page.replace("/complaints/", "/threads/");

/** Files a complaint with a picture and a warning before it; what the board answered, and where the complaint is. */
async function file(story, redress, robin, board) {
  const filedAt = Date.now();
  const complaint = await robin.post(
    `<p><a class="mention" href="${board.id}">@acme.test</a> My kettle caught fire on the second day. Please take it back.</p>`,
    { mentions: [board], warning: "Fire", pictures: [{ url: "https://pictures.example/kettle.png", says: "A kettle in flames" }] },
  );
  const receipt = await robin.hearsNote("the note with the link", (text) => text.includes(`${redress.base}/complaints/`));
  story.diagnostic(`the note with the link came after ${Date.now() - filedAt} ms`);
  const [address] = String(receipt.content).match(/http:\/\/[^"<\s]+\/complaints\/[0-9a-f-]+/);
  assert.equal(receipt.replyTargetId?.href, complaint.id.href);
  assert.ok(await mentions(receipt, robin.id), "the note mentions the author");
  const filed = await robin.fetch(collectionOf(address));
  assert.equal(filed["rd:state"], "open");
  assert.equal(filed.name, "Complaint with a content warning", "the warning is no title");
  const page = await redress.page(new URL(address).pathname);
  assert.match(page, /My kettle caught fire/);
  assert.match(page, /A kettle in flames/);
  await robin.post("<p>#file</p>", { mentions: [board], inReplyTo: complaint.id });
  return { complaint, receipt, address };
}

/** What stands inside, as it stands there: whether it may be believed is asked apart. */
async function objectOf(activity) {
  return await activity.getObject({ suppressError: true, crossOrigin: "trust" });
}

async function eventually(what, holds) {
  for (let tries = 0; tries < 400; tries++) {
    if (await holds()) return;
    await new Promise((later) => setTimeout(later, 50));
  }
  assert.fail(`never saw ${what}`);
}

async function mentions(note, actor) {
  for await (const tag of note.getTags()) {
    if (tag instanceof Mention && tag.href?.href === actor.href) return true;
  }
  return false;
}
