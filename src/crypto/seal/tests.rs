use super::*;
use crate::crypto::random::SystemRandomness;

#[test]
fn it_opens_only_where_it_belongs() {
    let key = SealingKey::generate(&SystemRandomness);
    let sealed = key.seal(&SystemRandomness, "actor_keys/1", b"secret").unwrap();
    assert_eq!(key.open("actor_keys/1", &sealed).unwrap(), b"secret");
    assert_eq!(key.open("actor_keys/2", &sealed), Err(SealError::Closed));
    assert_eq!(SealingKey::generate(&SystemRandomness).open("actor_keys/1", &sealed), Err(SealError::Closed));
    assert_ne!(key.seal(&SystemRandomness, "actor_keys/1", b"secret").unwrap(), sealed);
}

#[test]
fn no_byte_of_it_may_change() {
    let key = SealingKey::generate(&SystemRandomness);
    let sealed = key.seal(&SystemRandomness, "x", b"secret").unwrap();
    for at in 0..sealed.len() {
        let mut damaged = sealed.clone();
        damaged[at] ^= 1;
        assert_eq!(key.open("x", &damaged), Err(SealError::Closed), "byte {at}");
        assert_eq!(key.open("x", &sealed[..at]), Err(SealError::Closed), "cut at {at}");
    }
}

#[test]
fn a_key_is_read_in_both_spellings() {
    let key = SealingKey::generate(&SystemRandomness);
    let sealed = key.seal(&SystemRandomness, "x", b"secret").unwrap();
    for text in [format!(" {}\n", key.to_base64()), hex::encode(key.0)] {
        assert_eq!(SealingKey::parse(&text).unwrap().open("x", &sealed).unwrap(), b"secret");
    }
    for text in ["", "short", &"00".repeat(31), &"00".repeat(33)] {
        assert_eq!(SealingKey::parse(text).err(), Some(SealError::NotAKey));
    }
    assert_eq!(format!("{key:?}"), "SealingKey");
}
