"""Signatures and proofs against implementations that are not ours, with the real program on loopback.

apsig signs what it sends us and verifies what we send it: draft-cavage, integrity proofs (FEP-8b32), RFC 9421 on the
way in. fediverse-pasture's verify_actor looks at our actors the way it looks at everybody's.
"""
import asyncio
import copy
import json
import logging
import os
import re
import sys
import tempfile

import aiohttp
import uvicorn
from aiohttp import web
from apsig.draft.sign import Signer
from apsig.draft.verify import Verifier
from apsig.proof.sign import ProofSigner
from apsig.proof.verify import ProofVerifier
from apsig.rfc9421 import RFC9421Signer
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from multiformats import multibase, multicodec

from redress import Redress, free_port

ACTIVITY_JSON = "application/activity+json"
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
HEAR_SECONDS_MAX = 30
checks = 0


def check(good, what):
    global checks
    assert good, what
    checks += 1


class Peer:
    """A small server: actors with both kinds of keys, everything it is sent kept in memory."""

    def __init__(self, host):
        self.port = free_port()
        self.authority = f"{host}:{self.port}"
        self.base = f"http://{self.authority}"
        self.actors = {}
        self.heard = []
        self.runner = None

    def actor(self, name, kind="Person"):
        uri = f"{self.base}/users/{name}"
        actor = Actor(uri, rsa.generate_private_key(65537, 2048), ed25519.Ed25519PrivateKey.generate())
        pem = actor.rsa.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
        raw = actor.ed25519.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        actor.document = {
            "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"],
            "id": uri, "type": kind, "preferredUsername": name, "inbox": f"{self.base}/inbox",
            "outbox": f"{uri}/outbox",
            "publicKey": {"id": f"{uri}#main-key", "owner": uri, "publicKeyPem": pem},
            "assertionMethod": [{
                "id": f"{uri}#ed25519-key", "type": "Multikey", "controller": uri,
                "publicKeyMultibase": multibase.encode(multicodec.wrap("ed25519-pub", raw), "base58btc"),
            }],
        }
        self.actors[name] = actor
        return actor

    async def __aenter__(self):
        app = web.Application()
        app.router.add_get("/users/{name}", self.show)
        app.router.add_post("/inbox", self.receive)
        self.runner = web.AppRunner(app)
        await self.runner.setup()
        await web.TCPSite(self.runner, "127.0.0.1", self.port).start()
        return self

    async def __aexit__(self, *rest):
        await self.runner.cleanup()

    async def show(self, request):
        actor = self.actors.get(request.match_info["name"])
        if actor is None:
            return web.Response(status=404)
        return web.Response(text=json.dumps(actor.document), content_type=ACTIVITY_JSON)

    async def receive(self, request):
        self.heard.append((str(request.url), dict(request.headers), await request.read()))
        return web.Response(status=202)

    async def hears(self, what, wanted):
        for _ in range(HEAR_SECONDS_MAX * 20):
            for heard in self.heard:
                if wanted(json.loads(heard[2])):
                    return heard
            await asyncio.sleep(0.05)
        raise AssertionError(f"never heard {what}; heard {[json.loads(it[2])['type'] for it in self.heard]}")


class Actor:
    def __init__(self, uri, rsa_key, ed25519_key):
        self.uri, self.rsa, self.ed25519 = uri, rsa_key, ed25519_key

    @property
    def key_id(self):
        return f"{self.uri}#main-key"

    def cavage(self, url, body):
        headers = {"Content-Type": ACTIVITY_JSON}
        return Signer(headers=headers, private_key=self.rsa, method="POST", url=url, key_id=self.key_id, body=body).sign()

    def message(self, url, body):
        host, path = url.removeprefix("http://").split("/", 1)
        signer = RFC9421Signer(self.rsa, self.key_id)
        signer.sign_headers = ["@method", "@path", "@authority", "content-digest", "content-type"]
        digest = content_digest(body)
        headers = {"content-type": ACTIVITY_JSON, "content-digest": digest}
        signed = signer.sign("POST", f"/{path}", host, headers, body)
        # apsig writes a digest of the old kind into the field of the new one.
        signed["content-digest"] = digest
        return signed

    def proven(self, document):
        options = {
            "type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022", "proofPurpose": "assertionMethod",
            "verificationMethod": f"{self.uri}#ed25519-key", "created": "2026-02-01T12:00:00Z",
        }
        return ProofSigner(self.ed25519).sign(document, options)


def content_digest(body):
    import base64
    import hashlib

    return f"sha-256=:{base64.b64encode(hashlib.sha256(body).digest()).decode()}:"


async def post(session, url, headers, body):
    headers = {name: value for name, value in headers.items() if name.lower() != "content-length"}
    async with session.post(url, data=body, headers=headers) as answer:
        return answer.status


async def get(session, url):
    async with session.get(url, headers={"accept": ACTIVITY_JSON}) as answer:
        assert answer.status == 200, (url, answer.status)
        return json.loads(await answer.text())


async def apsig_story(redress, session, peer, relay_peer):
    alice, relay = peer.actor("alice"), relay_peer.actor("relay", "Application")
    jrd = await (await session.get(f"{redress.base}/.well-known/webfinger?resource={redress.base}/boards/acme.test")).json(content_type=None)
    board = next(link["href"] for link in jrd["links"] if link["rel"] == "self")
    inbox = f"{redress.base}/inbox"

    def activity(number, kind, **members):
        return {
            "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/data-integrity/v2"],
            "id": f"{peer.base}/{kind.lower()}s/{number}", "type": kind, "actor": alice.uri, **members,
        }

    # draft-cavage, both ways.
    body = json.dumps(activity(1, "Follow", object=board)).encode()
    check(await post(session, inbox, alice.cavage(inbox, body), body) == 202, "a follow signed by apsig")
    spoilt = body.replace(b"follows/1", b"follows/2")
    check(await post(session, inbox, alice.cavage(inbox, body), spoilt) == 401, "the same with another body")
    url, headers, answer = await peer.hears("the answer to the follow", lambda it: it["type"] == "Accept")
    document = await get(session, board)
    pem = document["publicKey"]["publicKeyPem"]
    verified = Verifier(pem, "POST", url, headers, answer).verify(raise_on_fail=True)
    check(verified == document["publicKey"]["id"], "our answer, verified by apsig")
    check(headers.get("User-Agent", "").startswith("Redress/"), "our name on every request")

    # RFC 9421 in.
    body = json.dumps(activity(1, "Like", object=board)).encode()
    check(await post(session, inbox, alice.message(inbox, body), body) == 202, "a like signed as RFC 9421 says")
    spoilt = body.replace(b"likes/1", b"likes/2")
    check(await post(session, inbox, alice.message(inbox, body), spoilt) == 401, "the same with another body")

    # Proofs in: by their actor, from their actor and passed on by somebody else; and a changed one.
    note = {
        "id": f"{peer.base}/notes/1", "type": "Note", "attributedTo": alice.uri, "to": [PUBLIC, board],
        "content": "<p>@acme.test The kettle leaks. I called twice, nobody came, and it is three weeks now.</p>",
        "tag": [{"type": "Mention", "href": board, "name": "@acme.test"}], "published": "2026-02-01T12:00:00Z",
    }
    proven = alice.proven(activity(1, "Create", object=note, to=[PUBLIC, board]))
    changed = copy.deepcopy(proven)
    changed["object"]["content"] = "<p>@acme.test All is well.</p>"
    for signer, what in ((alice, "from herself"), (relay, "passed on")):
        body = json.dumps(changed).encode()
        check(await post(session, inbox, signer.cavage(inbox, body), body) == 401, f"a changed proof, {what}")
    body = json.dumps(proven).encode()
    check(await post(session, inbox, relay.cavage(inbox, body), body) == 202, "a proof passed on by another server")
    check(await post(session, inbox, alice.cavage(inbox, body), body) == 202, "the same from herself")
    _, _, receipt = await peer.hears("the receipt", lambda it: it["type"] == "Create" and "/complaints/" in it["object"]["content"])
    check(sum(b"/complaints/" in heard[2] for heard in peer.heard) == 1, "it was filed once")

    # Proofs out: the complaint's document, by the board.
    page = re.search(r"http://[^\"<\s]+/complaints/[0-9a-f-]+", receipt.decode())[0]
    complaint = await get(session, page.replace("/complaints/", "/threads/"))
    key = document["assertionMethod"][0]
    verified = ProofVerifier(key["publicKeyMultibase"]).verify(copy.deepcopy(complaint), raise_on_fail=True)
    check(verified == key["id"], "the complaint's proof, verified by apsig")
    complaint["rd:state"] = "resolved"
    check(ProofVerifier(key["publicKeyMultibase"]).verify(complaint) is None, "a changed complaint")

    # New keys: told by an update that the new key signs, and the old key for proofs says which one follows it.
    redress.run("actor", "rotate-keys", "acme.test")
    is_update = lambda it: it["type"] == "Update" and it["actor"] == board and it["object"].get("id") == board
    url, headers, answer = await peer.hears("the update of the board", is_update)
    now = await get(session, board)
    check(now["publicKey"]["id"] != document["publicKey"]["id"], "a new key has a new name")
    verified = Verifier(now["publicKey"]["publicKeyPem"], "POST", url, headers, answer).verify(raise_on_fail=True)
    check(verified == now["publicKey"]["id"], "the update, signed with the new key")
    said = now["rd:successions"][0]
    check(said["rd:nextKey"] == now["assertionMethod"][0]["publicKeyMultibase"], "the key that follows")
    verified = ProofVerifier(key["publicKeyMultibase"]).verify(copy.deepcopy(said), raise_on_fail=True)
    check(verified == key["id"], "what the old key said of the new one, verified by apsig")
    return board


async def pasture_story(session, board, port):
    """verify_actor, served on loopback: who may read our actor and write to its inbox."""
    from fediverse_pasture.verify_actor import build_app

    app = build_app(False, f"pasture.localhost:{port}", False, 20)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning"))
    serving = asyncio.create_task(server.serve())
    while not server.started:
        await asyncio.sleep(0.05)
    url = f"http://pasture.localhost:{port}/"
    async with session.post(url, data={"actor_uri": board}, headers={"accept": "application/json"}) as answer:
        found = await answer.json()
    server.should_exit = True
    await serving
    result = found["result"]
    unsigned = {"get_actor": True, "post_inbox": False}
    signed = {"get_actor": True, "post_inbox": True}
    expected = {"alice": unsigned, "bob": signed, "claire": signed, "dean": unsigned, "emily": signed, "frank": signed}
    for name, wanted in expected.items():
        check(result[name] == wanted, f"verify_actor, {name}: {result[name]}\n{found['messages']}")
    check(result["webfinger"] is True, f"verify_actor, WebFinger\n{found['messages']}")


async def main():
    # What the libraries say on the way is for those who write them.
    logging.disable(logging.WARNING)
    os.chdir(tempfile.mkdtemp(prefix="redress-pasture-"))
    peer, relay = Peer("apsig.localhost"), Peer("relay.localhost")
    pasture = free_port()
    redress = Redress([peer.authority, relay.authority, f"pasture.localhost:{pasture}"])
    redress.run("brand", "add", "acme.test", "Acme")
    async with peer, relay, redress, aiohttp.ClientSession() as session:
        board = await apsig_story(redress, session, peer, relay)
        await pasture_story(session, board, pasture)
    print(f"{checks} checks passed")


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
