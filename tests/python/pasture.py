#!/usr/bin/env python3
"""Every object of PyPI's fediverse-pasture-inputs, sent to a running server by a peer that signs, and what we make of each.

    pasture.py                  on SQLite, and on PostgreSQL where TEST_DATABASE_URL names one
    pasture.py --learn          writes pasture.tsv anew, to be looked at before it is kept

BINARY names the program under test. The objects come from the package; pasture.tsv holds only what we expect of each.
"""
import argparse
import base64
import hashlib
import http.server
import json
import os
import pathlib
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
import uuid
from email.utils import formatdate

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from fediverse_pasture_inputs import available

TABLE = pathlib.Path(__file__).with_suffix(".tsv")
PUBLIC = "https://www.w3.org/ns/activitystreams#Public"
JSON = "application/activity+json"
WAIT_SECONDS_MAX = 120
START_SECONDS_MAX = 60
# These say themselves what they answer or whom they mention; all others are replies in a thread of ours.
NO_REPLIES = {"mentions", "in_reply_to"}
TAGS = {"p", "br", "a", "em", "strong", "b", "i", "u", "del", "s", "code", "pre", "blockquote", "ul", "ol", "li", "span", "hr", "sub", "sup",
        "details", "summary"}
ATTRIBUTES = {"href", "class", "rel"}


def inputs():
    """Name and number of every object, in a stable order, with what it adds to a note."""
    for name in sorted(available):
        for number, example in enumerate(available[name].examples):
            yield name, number, example


class Peer:
    """A server with one actor, who signs what it sends as draft-cavage-12 says."""

    def __init__(self):
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.documents = {}
        peer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                document = peer.documents.get(self.path)
                body = json.dumps(document or {}).encode()
                self.send_response(200 if document else 404)
                self.send_header("content-type", JSON)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def do_POST(self):
                self.rfile.read(int(self.headers.get("content-length", 0)))
                self.send_response(202)
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.host = f"pasture.localhost:{self.server.server_address[1]}"
        self.base = f"http://{self.host}"
        self.actor = f"{self.base}/actor"
        pem = self.key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        self.documents["/actor"] = {
            "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1"],
            "id": self.actor, "type": "Person", "preferredUsername": "cow", "name": "A cow on the pasture",
            "inbox": f"{self.base}/inbox",
            "publicKey": {"id": f"{self.actor}#main-key", "owner": self.actor, "publicKeyPem": pem.decode()},
        }
        self.documents["/note2"] = {
            "id": f"{self.base}/note2", "type": "Note", "attributedTo": self.actor, "to": [PUBLIC], "content": "Two",
        }

    def send(self, port, host, activity):
        body = json.dumps(activity).encode()
        digest = "SHA-256=" + base64.b64encode(hashlib.sha256(body).digest()).decode()
        date = formatdate(usegmt=True)
        text = f"(request-target): post /inbox\nhost: {host}\ndate: {date}\ndigest: {digest}"
        signature = self.key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())
        headers = {
            "Host": host, "Date": date, "Digest": digest, "Content-Type": JSON,
            "Signature": f'keyId="{self.actor}#main-key",algorithm="rsa-sha256",headers="(request-target) host date digest",'
            f'signature="{base64.b64encode(signature).decode()}"',
        }
        request = urllib.request.Request(f"http://127.0.0.1:{port}/inbox", body, headers, method="POST")
        try:
            return urllib.request.urlopen(request, timeout=30).status
        except urllib.error.HTTPError as error:
            return error.code


class Server:
    """The program under test on a database of its own, read from the side: its tables say what became of everything."""

    def __init__(self, engine, peer):
        self.engine = engine
        self.folder = tempfile.TemporaryDirectory(prefix="redress-pasture-")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.host = f"home.localhost:{self.port}"
        if engine == "sqlite":
            self.url = f"sqlite:{self.folder.name}/redress.sqlite"
        else:
            self.name = f"pasture_{uuid.uuid4().hex}"
            self.admin = os.environ["TEST_DATABASE_URL"]
            self.psql(self.admin, f'CREATE DATABASE "{self.name}"')
            self.url = self.admin.rsplit("/", 1)[0] + "/" + self.name
        self.environment = {
            "PATH": os.environ["PATH"],
            "REDRESS_BASE_URL": f"http://{self.host}",
            "REDRESS_LISTEN": f"127.0.0.1:{self.port}",
            "REDRESS_DATA_DIR": self.folder.name,
            "REDRESS_DATABASE_URL": self.url,
            "REDRESS_DEVELOPMENT": "true",
            "REDRESS_DEVELOPMENT_PEERS": peer.host,
            "REDRESS_LOG": "warn",
        }
        self.run("brand", "add", "acme.test", "Acme")
        self.log = open(f"{self.folder.name}/log", "w+")
        self.child = subprocess.Popen([os.environ["BINARY"], "serve"], env=self.environment, stdout=self.log, stderr=self.log)
        until = time.monotonic() + START_SECONDS_MAX
        while not self.answers():
            if self.child.poll() is not None or time.monotonic() > until:
                self.log.seek(0)
                sys.exit(f"the server did not start:\n{self.log.read()}")
            time.sleep(0.05)

    def answers(self):
        try:
            return urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health", timeout=5).status == 200
        except OSError:
            return False

    def run(self, *words):
        subprocess.run([os.environ["BINARY"], *words], env=self.environment, check=True, stdout=subprocess.DEVNULL)

    def psql(self, url, sql):
        done = subprocess.run(["psql", "-X", "-q", "-At", "-v", "ON_ERROR_STOP=1", url], input=sql, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(done.stderr)
        return done.stdout

    def rows(self, sql):
        """What the tables say, as dictionaries."""
        if self.engine == "sqlite":
            with sqlite3.connect(f"file:{self.folder.name}/redress.sqlite?mode=ro", uri=True, timeout=30) as connection:
                connection.row_factory = sqlite3.Row
                return [dict(row) for row in connection.execute(sql)]
        return json.loads(self.psql(self.url, f"SELECT coalesce(json_agg(it), '[]')::text FROM ({sql}) it"))

    def hexed(self, column):
        return f"lower(hex({column}))" if self.engine == "sqlite" else f"encode({column}, 'hex')"

    def board(self):
        question = f"http://127.0.0.1:{self.port}/.well-known/webfinger?resource=acct:acme.test@{self.host}"
        answer = json.load(urllib.request.urlopen(question, timeout=10))
        return next(link["href"] for link in answer["links"] if link["rel"] == "self")

    def stop(self):
        self.child.send_signal(signal.SIGTERM)
        code = self.child.wait(timeout=60)
        self.log.close()
        if self.engine != "sqlite":
            self.psql(self.admin, f'DROP DATABASE "{self.name}"')
        self.folder.cleanup()
        return code


def rehosted(value, peer, board, thread):
    """The package's addresses become ours: its other server is the one under test, its actor's notes are in our thread."""
    if isinstance(value, str):
        return (
            value.replace("http://pasture-one-actor/assets/note1.jsonap", thread)
            .replace("http://pasture-one-actor/assets/note2.jsonap", f"{peer.base}/note2")
            .replace("http://pasture-one-actor/actor", board)
        )
    if isinstance(value, list):
        return [rehosted(item, peer, board, thread) for item in value]
    if isinstance(value, dict):
        return {name: rehosted(item, peer, board, thread) for name, item in value.items()}
    return value


def activity(peer, board, thread, name, number, example):
    note = {
        "@context": ["https://www.w3.org/ns/activitystreams", {"Hashtag": "as:Hashtag", "sensitive": "as:sensitive"}],
        "id": f"{peer.base}/{name}/{number}", "type": "Note", "attributedTo": peer.actor, "to": [PUBLIC],
        "published": "2026-01-31T12:00:00Z",
    }
    if name not in NO_REPLIES:
        note["inReplyTo"] = thread
    # Who writes it is our peer in every case; everybody else is the server under test.
    owner = peer.actor if name == "attributed_to" else board
    note.update(rehosted(example, peer, owner, thread))
    note = {member: value for member, value in note.items() if value is not None}
    context = note.pop("@context", None)
    create = {
        "id": f"{peer.base}/creates/{name}/{number}", "type": "Create", "actor": peer.actor, "to": [PUBLIC, board],
        "object": note,
    }
    return create if context is None else {"@context": context, **create}


def key_of(actor, activity):
    return hashlib.sha256(len(actor).to_bytes(8, "big") + actor.encode() + activity.encode()).hexdigest()


def outcomes(server, count):
    """What became of everything, once nothing waits any more."""
    until = time.monotonic() + WAIT_SECONDS_MAX
    while True:
        rows = server.rows(f"SELECT {server.hexed('key')} AS key, outcome FROM inbox WHERE handled_at IS NOT NULL")
        if len(rows) >= count or time.monotonic() > until:
            return {row["key"]: row["outcome"] for row in rows}
        time.sleep(0.1)


def is_safe(html):
    for tag in re.findall(r"<(/?[^>]*)>", html):
        name, *_ = tag.lstrip("/").split()
        if name.rstrip("/").lower() not in TAGS:
            return False
        if any(found.lower() not in ATTRIBUTES for found in re.findall(r'\s([\w:-]+)=', re.sub(r'"[^"]*"', '""', tag))):
            return False
    return not re.search(r'href="(?!https?:)', html)


def effect(post, thread):
    """What an understood object came to: its place, its language, whether words and links are there."""
    if post is None:
        return "nothing"
    place = "filed" if post["kind"] == "complaint" else "commented" if post["complaint"] == thread else "elsewhere"
    words = [place]
    if post["language"]:
        words.append(f"in {post['language']}")
    if "<a " in post["html"]:
        words.append("with a link")
    if not post["html"]:
        words.append("without words")
    return " ".join(words)


def play(engine, peer):
    server = Server(engine, peer)
    found, wrong = {}, []
    try:
        board = server.board()
        thread = f"{peer.base}/thread"
        filing = {
            "id": f"{peer.base}/creates/thread", "type": "Create", "actor": peer.actor, "object": {
                "id": thread, "type": "Note", "attributedTo": peer.actor, "to": [PUBLIC], "content": "The gate is broken. #file",
                "tag": [{"type": "Mention", "href": board}],
            },
        }
        peer.documents["/thread"] = filing["object"]
        statuses = {("thread", 0): peer.send(server.port, server.host, filing)}
        outcomes(server, 1)
        for name, number, example in inputs():
            create = activity(peer, board, thread, name, number, example)
            statuses[name, number] = peer.send(server.port, server.host, create)
        taken = sum(status == 202 for status in statuses.values())
        known = outcomes(server, taken)
        sql = f"SELECT uri, kind, {server.hexed('complaint')} AS complaint, html, language FROM posts"
        posts = {row["uri"]: row for row in server.rows(sql)}
        thread_id = posts[thread]["complaint"]
        for name, number, _ in inputs():
            status = statuses[name, number]
            if status >= 500:
                wrong.append(f"{name} {number}: answered {status}")
            outcome = known.get(key_of(peer.actor, f"{peer.base}/creates/{name}/{number}")) or f"refused: {status}"
            verdict, _, why = outcome.partition(": ")
            post = posts.get(f"{peer.base}/{name}/{number}")
            if verdict == "understood":
                why = effect(post, thread_id)
            if post and not is_safe(post["html"]):
                wrong.append(f"{name} {number}: unsafe: {post['html']}")
            found[name, number] = (verdict, why)
        dead = server.rows("SELECT kind, reason FROM jobs WHERE dead")
        if dead:
            wrong.append(f"jobs were given up: {dead}")
        if server.child.poll() is not None:
            wrong.append(f"the server ended with {server.child.returncode}")
    finally:
        code = server.stop()
    if code != 0:
        wrong.append(f"the server ended with {code}")
    return found, wrong


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--learn", action="store_true")
    learn = words.parse_args().learn
    peer = Peer()
    engines = ["sqlite"] + (["postgres"] if os.environ.get("TEST_DATABASE_URL") and not learn else [])
    failed = False
    for engine in engines:
        found, wrong = play(engine, peer)
        if learn:
            lines = [f"{name}\t{number}\t{verdict}\t{why}" for (name, number), (verdict, why) in found.items()]
            head = "# Objects of fediverse-pasture-inputs (name, number), and what we make of each: verdict, effect or reason."
            TABLE.write_text("\n".join([head, *lines]) + "\n")
        rows = [line.split("\t") for line in TABLE.read_text().splitlines() if not line.startswith("#")]
        expected = {(name, int(number)): (verdict, why) for name, number, verdict, why in rows}
        for place in sorted(expected.keys() | found.keys()):
            if expected.get(place) != found.get(place):
                wrong.append(f"{place[0]} {place[1]}: {found.get(place)}, not {expected.get(place)}")
        for line in wrong:
            print(f"{engine}: {line}")
        failed = failed or bool(wrong)
        print(f"pasture inputs on {engine}: {len(found)}, of which {len(wrong)} not as the table says")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
