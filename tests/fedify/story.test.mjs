// The main job with an independent implementation on the other side: follow, file by mention, answer, confirm.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Accept, Announce, Mention, Update } from "@fedify/vocab";
import { startPeer } from "./peer.mjs";
import { startRedress } from "./redress.mjs";

test("somebody on another server files by mention, is answered, confirms, and sees it resolved", async (story) => {
  const peer = await startPeer({ robin: "Robin of another server", acme: "Acme" });
  story.after(() => peer.stop());
  const redress = await startRedress([peer.host]);
  story.after(() => redress.stop());
  const { robin, acme } = peer.accounts;

  await redress.run("brand", "add", "acme.test", "Acme");
  await redress.run("brand", "voice", "acme.test", acme.id.href);

  const board = await robin.find(`${redress.base}/boards/acme.test`);
  assert.equal(board.preferredUsername, "acme.test");
  await robin.follow(board);
  await robin.hears("Accept", (activity) => activity instanceof Accept);

  const filedAt = Date.now();
  const complaint = await robin.post(
    `<p><a class="mention" href="${board.id}">@acme.test</a> My kettle caught fire on the second day. Please take it back.</p>`,
    { mentions: [board] },
  );
  const receipt = await robin.hearsNote("the note with the link", (text) => text.includes(`${redress.base}/complaints/`));
  story.diagnostic(`the note with the link came after ${Date.now() - filedAt} ms`);
  const [address] = String(receipt.content).match(/http:\/\/[^"<\s]+\/complaints\/[0-9a-f-]+/);
  assert.equal(receipt.replyTargetId?.href, complaint.id.href);
  assert.ok(await mentions(receipt, robin.id), "the note mentions the author");
  assert.equal((await robin.fetch(address))["rd:state"], "open");

  await acme.post("<p>That must not happen. The money is on its way. #resolved refund</p><p>— Noor, customer care</p>", {
    mentions: [board],
    inReplyTo: complaint.id,
  });
  const asked = await robin.hearsNote("what to answer", (text) => text.includes("confirmed"));
  assert.ok(await mentions(asked, robin.id), "the note asks the author");
  assert.equal((await robin.fetch(address))["rd:state"], "offered");

  await robin.post("<p>#confirmed 9/10, thank you</p>", { mentions: [board], inReplyTo: asked.id });
  await robin.hearsNote("that it is resolved", (text, note) => note.id.href !== asked.id.href && /resolved/i.test(text) && !text.includes("#confirmed"));
  await robin.hears("an update or boost of the board", (activity) =>
    activity.actorId?.href === board.id.href && (activity instanceof Update || activity instanceof Announce));

  const settled = await robin.fetch(address);
  assert.equal(settled["rd:state"], "resolved");
  assert.equal(settled["rd:outcome"], "refund");
  const page = await redress.page(new URL(address).pathname);
  assert.match(page, /My kettle caught fire/);
  assert.match(page, /Noor/);
});

async function mentions(note, actor) {
  for await (const tag of note.getTags()) {
    if (tag instanceof Mention && tag.href?.href === actor.href) return true;
  }
  return false;
}
