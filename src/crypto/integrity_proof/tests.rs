use chrono::DateTime;

use super::*;

/// The document, keys and proof of FEP-8b32's own vectors (CC0).
fn document() -> Value {
    json!({
        "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/data-integrity/v2"],
        "id": "https://server.example/activities/1",
        "type": "Create",
        "actor": "https://server.example/users/alice",
        "object": {
            "id": "https://server.example/objects/1",
            "type": "Note",
            "attributedTo": "https://server.example/users/alice",
            "content": "Hello world",
            "location": {"type": "Place", "longitude": -71.184_902, "latitude": 25.273_962}
        }
    })
}

const METHOD: &str = "https://server.example/users/alice#ed25519-key";
const SECRET: &str = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq";
const PUBLIC: &str = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
const VALUE: &str = "z42ffGu6AUKPCFcFPiabmUvnGLPJzC7e4DGWC52NUasSSH37UMa9c58tdgVszUcZfytxa4fQ5TYHaJENCxUDe9SdL";

/// Years after the vectors.
fn now() -> Timestamp {
    "2026-02-01T12:00:00Z".parse().unwrap()
}

fn signed() -> Value {
    let key = SecretKey::from_multikey(SECRET).unwrap();
    let created = DateTime::parse_from_rfc3339("2023-02-24T23:36:38Z").unwrap().to_utc();
    sign(&document(), &key, METHOD, created).unwrap()
}

#[test]
fn the_published_document_is_signed_as_published() {
    let mut expected = document();
    expected["proof"] = json!({
        "@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/data-integrity/v2"],
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-jcs-2022",
        "verificationMethod": METHOD,
        "proofPurpose": "assertionMethod",
        "proofValue": VALUE,
        "created": "2023-02-24T23:36:38Z"
    });
    assert_eq!(signed(), expected);
}

#[test]
fn the_published_proof_is_verified() {
    let key = PublicKey::from_multikey(PUBLIC).unwrap();
    assert_eq!(verification_method(&signed()), Ok(METHOD));
    assert_eq!(verify(&signed(), &key, now()), Ok(()));
    let mut among_others = signed();
    among_others["proof"] = json!([{"type": "Other"}, among_others["proof"]]);
    assert_eq!(verify(&among_others, &key, now()), Ok(()));
    let mut signed_after = signed();
    signed_after["signature"] = json!({"type": "RsaSignature2017", "creator": METHOD, "signatureValue": "AAAA"});
    assert_eq!(
        verify(&signed_after, &key, now()),
        Ok(()),
        "servers that make both make the linked data signature last"
    );
}

type Change = (&'static str, fn(&mut Value));

#[test]
fn nothing_in_it_may_change() {
    let key = PublicKey::from_multikey(PUBLIC).unwrap();
    let changes: [Change; 7] = [
        ("text", |it| it["object"]["content"] = json!("Hello")),
        ("member", |it| it["extra"] = json!(1)),
        ("created", |it| it["proof"]["created"] = json!("2023-02-24T23:36:39Z")),
        ("method", |it| it["proof"]["verificationMethod"] = json!("https://evil.example/#k")),
        ("purpose", |it| it["proof"]["proofPurpose"] = json!("authentication")),
        ("context", |it| it["proof"]["@context"] = json!(["https://evil.example/ns"])),
        ("value", |it| it["proof"]["proofValue"] = json!("zzz")),
    ];
    for (what, change) in changes {
        let mut document = signed();
        change(&mut document);
        assert!(verify(&document, &key, now()).is_err(), "{what}");
    }
    let stranger = SecretKey::generate_ed25519().unwrap().public().unwrap();
    assert_eq!(verify(&signed(), &stranger, now()), Err(ProofError::Wrong));
    assert_eq!(verify(&document(), &key, now()), Err(ProofError::Missing));
}

/// Proofs with times of their own, signed as they stand.
fn signed_at(created: Value, expires: Option<Value>) -> Value {
    let key = SecretKey::from_multikey(SECRET).unwrap();
    let mut proof = signed()["proof"].as_object().cloned().unwrap();
    proof.remove("proofValue");
    proof.insert("created".into(), created);
    if let Some(expires) = expires {
        proof.insert("expires".into(), expires);
    }
    let unsecured = document().as_object().cloned().unwrap();
    let signature = key.sign(&hash_data(&proof, &unsecured).unwrap()).unwrap();
    proof.insert("proofValue".into(), json!(multibase::encode(&signature)));
    let mut out = unsecured;
    out.insert("proof".into(), Value::Object(proof));
    Value::Object(out)
}

#[test]
fn a_proof_holds_for_as_long_as_its_signer_says_and_is_not_from_the_future() {
    let key = PublicKey::from_multikey(PUBLIC).unwrap();
    let held = |created: &str, expires: Option<&str>| {
        verify(&signed_at(json!(created), expires.map(|it| json!(it))), &key, now())
    };
    for (created, expires) in [
        ("1999-01-01T00:00:00Z", None),
        ("2026-02-01T12:59:00Z", None),
        ("2026-02-01T13:59:00+01:00", None),
        ("2026-01-01T00:00:00Z", Some("2026-02-01T12:00:01Z")),
        ("2026-01-01T00:00:00Z", Some("2099-01-01T00:00:00Z")),
    ] {
        assert_eq!(held(created, expires), Ok(()), "{created} {expires:?}");
    }
    for (created, expires) in [
        ("2099-01-01T00:00:00Z", None),
        ("2026-02-01T13:00:01Z", None),
        ("2026-01-01T00:00:00Z", Some("2026-02-01T11:59:59Z")),
        ("2026-01-01T00:00:00Z", Some("1970-01-01T00:00:00Z")),
        ("2026-02-01T12:30:00Z", Some("2026-02-01T12:15:00Z")),
    ] {
        assert_eq!(held(created, expires), Err(ProofError::TimeOutside), "{created} {expires:?}");
    }
    for odd in [json!("soon"), json!(1), json!(null), json!(["2026-01-01T00:00:00Z"]), json!("2026-01-01")] {
        assert_eq!(verify(&signed_at(odd.clone(), None), &key, now()), Err(ProofError::Malformed), "{odd}");
        let with_end = signed_at(json!("2026-01-01T00:00:00Z"), Some(odd.clone()));
        assert_eq!(verify(&with_end, &key, now()), Err(ProofError::Malformed), "{odd}");
    }
}

#[test]
fn only_ed25519_makes_proofs() {
    let rsa = SecretKey::generate_rsa().unwrap();
    assert_eq!(sign(&document(), &rsa, METHOD, chrono::DateTime::UNIX_EPOCH), Err(ProofError::WrongKind));
    assert_eq!(verify(&signed(), &rsa.public().unwrap(), now()), Err(ProofError::WrongKind));
}

/// FEP-c390's own vectors (CC0): a document without a context, by a key that is its own name.
#[test]
fn the_published_identity_proof_is_made_and_verified() {
    let claim = json!({
        "type": "VerifiableIdentityStatement",
        "subject": format!("did:key:{PUBLIC}"),
        "alsoKnownAs": "https://server.example/users/alice"
    });
    let key = SecretKey::from_multikey(SECRET).unwrap();
    let created = DateTime::parse_from_rfc3339("2023-02-24T23:36:38Z").unwrap().to_utc();
    let signed = sign(&claim, &key, &format!("did:key:{PUBLIC}"), created).unwrap();
    let value = "z26W7TfJYD9DrGqnem245zNbeCbTwjb8avpduzi1JPhFrwML99CpP6gGXSKSXAcQdpGFBXF4kx7VwtXKhu7VDZJ54";
    assert_eq!(signed["proof"]["proofValue"], json!(value));
    assert_eq!(verify(&signed, &PublicKey::from_multikey(PUBLIC).unwrap(), now()), Ok(()));
    let mut changed = signed;
    changed["alsoKnownAs"] = json!("https://server.example/users/mallory");
    assert_eq!(verify(&changed, &PublicKey::from_multikey(PUBLIC).unwrap(), now()), Err(ProofError::Wrong));
}
