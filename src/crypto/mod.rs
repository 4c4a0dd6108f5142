//! Keys, signatures, proofs, sealing and randomness: all of it on OpenSSL, none of it knows a database.

pub mod cavage;
pub mod http_signature;
pub mod integrity_proof;
pub mod key_succession;
pub mod keyring;
pub mod keys;
pub mod multibase;
pub mod random;
pub mod rfc9421;
pub mod seal;
pub mod threads;
