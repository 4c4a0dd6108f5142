//! What signatures and proofs cost: read, verified, made. Run by hand: `cargo bench --bench signatures`.

#![expect(clippy::expect_used, reason = "a bench that cannot be set up has nothing to say")]

use std::collections::HashMap;
use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use redress::crypto::http_signature::{self, Manner, Outgoing, Signature, SignedRequest};
use redress::crypto::keys::SecretKey;
use redress::crypto::{cavage, integrity_proof, rfc9421};
use redress::domain::Timestamp;
use serde_json::{Value, json};
use url::Url;

const KEY_ID: &str = "https://north.example/actors/1#main-key";

fn activity() -> Value {
    json!({
        "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/data-integrity/v2"],
        "id": "https://north.example/activities/1",
        "type": "Create",
        "actor": "https://north.example/actors/1",
        "object": {
            "id": "https://north.example/posts/1",
            "type": "Note",
            "content": "<p>The kettle leaks, and nobody answers the telephone.</p>".repeat(20)
        }
    })
}

fn parse(headers: &HashMap<&'static str, String>) -> Signature {
    let signature = headers["signature"].as_str();
    match headers.get("signature-input") {
        Some(input) => Signature::Message(rfc9421::Signature::parse_all(input, signature).expect("readable").remove(0)),
        None => Signature::Cavage(cavage::Signature::parse(signature).expect("readable")),
    }
}

fn requests(criterion: &mut Criterion) {
    let at: Timestamp = chrono::DateTime::UNIX_EPOCH;
    let url = Url::parse("https://south.example/inbox").expect("an address");
    let body = activity().to_string();
    let rows = [
        ("cavage/rsa", Manner::Cavage, SecretKey::generate_rsa().expect("a key")),
        ("rfc9421/rsa", Manner::Message, SecretKey::generate_rsa().expect("a key")),
        ("rfc9421/ed25519", Manner::MessageEd25519, SecretKey::generate_ed25519().expect("a key")),
    ];
    for (name, manner, key) in rows {
        let public = key.public().expect("a public half");
        let outgoing = Outgoing { method: "POST", url: &url, body: Some(body.as_bytes()), at };
        let sign = || http_signature::sign(&outgoing, KEY_ID, &key, manner, None).expect("signed");
        let mut headers: HashMap<&'static str, String> = sign().into_iter().collect();
        headers.insert("host", "south.example".to_string());
        let header = |name: &str| headers.get(name).map(String::as_str);
        let request =
            SignedRequest { method: "POST", origin: "https://south.example", target: "/inbox", header: &header };
        let signature = parse(&headers);
        signature.verify(&request, &public).expect("a good signature");
        criterion.bench_function(&format!("sign/{name}"), |bench| bench.iter(|| black_box(sign())));
        criterion.bench_function(&format!("parse/{name}"), |bench| bench.iter(|| black_box(parse(&headers))));
        criterion.bench_function(&format!("verify/{name}"), |bench| {
            bench.iter(|| black_box(signature.verify(&request, &public)));
        });
    }
}

fn proofs(criterion: &mut Criterion) {
    let key = SecretKey::generate_ed25519().expect("a key");
    let public = key.public().expect("a public half");
    let document = activity();
    let at = chrono::DateTime::UNIX_EPOCH;
    let sign = || integrity_proof::sign(&document, &key, KEY_ID, at).expect("signed");
    let signed = sign();
    criterion.bench_function("sign/eddsa-jcs-2022", |bench| bench.iter(|| black_box(sign())));
    criterion.bench_function("verify/eddsa-jcs-2022", |bench| {
        bench.iter(|| black_box(integrity_proof::verify(&signed, &public, at)));
    });
}

criterion_group!(benches, requests, proofs);
criterion_main!(benches);
