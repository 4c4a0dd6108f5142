//! RSA and Ed25519 keys: made, read, written, used. A weak key cannot be read at all.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use openssl::bn::BigNum;
use openssl::error::ErrorStack;
use openssl::hash::MessageDigest;
use openssl::pkey::{Id, PKey, Private, Public};
use openssl::rsa::Rsa;
use openssl::sign::{Signer, Verifier};

use crate::crypto::multibase;

pub const RSA_BITS: u32 = 2_048;
/// More bits only make us slow at a stranger's wish.
const RSA_BITS_MAX: u32 = 8_192;
/// 65537 is what everybody uses; a long exponent makes verification slow.
const RSA_EXPONENT_BITS_MAX: i32 = 33;
const PEM_CHARS_MAX: usize = 4_096;
const ED25519_BYTES: usize = 32;

/// Multicodec prefixes (unsigned varints) of the keys that FEP-521a names.
const CODEC_ED25519_PUBLIC: [u8; 2] = [0xed, 0x01];
const CODEC_ED25519_SECRET: [u8; 2] = [0x80, 0x26];
const CODEC_RSA_PUBLIC: [u8; 2] = [0x85, 0x24];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    Rsa,
    Ed25519,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    #[error("not a key that we can read")]
    Unreadable,
    #[error("a kind of key that we do not use")]
    UnknownKind,
    #[error("an RSA key of {0} bits is too weak")]
    TooFewBits(u32),
    #[error("an RSA key of {0} bits is too large")]
    TooManyBits(u32),
    #[error("the RSA exponent is weak or absurd")]
    Exponent,
    #[error("the key cannot sign or be written")]
    Unusable,
}

impl From<ErrorStack> for KeyError {
    fn from(_: ErrorStack) -> KeyError {
        KeyError::Unusable
    }
}

/// Somebody's public key, parsed and found strong enough. Cloning is cheap.
#[derive(Clone)]
pub struct PublicKey {
    kind: KeyKind,
    key: PKey<Public>,
}

/// A secret key of one of our actors. Cloning is cheap; nothing prints it.
#[derive(Clone)]
pub struct SecretKey {
    kind: KeyKind,
    key: PKey<Private>,
}

impl PublicKey {
    /// Reads PEM: `PUBLIC KEY` (SPKI) or `RSA PUBLIC KEY` (PKCS#1).
    pub fn from_pem(pem: &str) -> Result<PublicKey, KeyError> {
        if pem.len() > PEM_CHARS_MAX {
            return Err(KeyError::Unreadable);
        }
        let (label, der) = read_pem(pem).ok_or(KeyError::Unreadable)?;
        let key = match label {
            "RSA PUBLIC KEY" => Rsa::public_key_from_der_pkcs1(&der).and_then(PKey::from_rsa),
            "PUBLIC KEY" => PKey::public_key_from_der(&der),
            _ => return Err(KeyError::UnknownKind),
        };
        PublicKey::checked(key.map_err(|_| KeyError::Unreadable)?)
    }

    /// Reads a `publicKeyMultibase` (FEP-521a).
    pub fn from_multikey(text: &str) -> Result<PublicKey, KeyError> {
        let data = multibase::decode(text).map_err(|_| KeyError::Unreadable)?;
        let (codec, bytes) = data.split_at_checked(2).ok_or(KeyError::Unreadable)?;
        let key = if codec == CODEC_ED25519_PUBLIC {
            PKey::public_key_from_raw_bytes(bytes, Id::ED25519)
        } else if codec == CODEC_RSA_PUBLIC {
            Rsa::public_key_from_der_pkcs1(bytes).and_then(PKey::from_rsa)
        } else {
            return Err(KeyError::UnknownKind);
        };
        PublicKey::checked(key.map_err(|_| KeyError::Unreadable)?)
    }

    fn checked(key: PKey<Public>) -> Result<PublicKey, KeyError> {
        let kind = match key.id() {
            Id::RSA => {
                check_rsa(&*key.rsa()?)?;
                KeyKind::Rsa
            }
            Id::ED25519 => KeyKind::Ed25519,
            _ => return Err(KeyError::UnknownKind),
        };
        Ok(PublicKey { kind, key })
    }

    pub fn kind(&self) -> KeyKind {
        self.kind
    }

    pub fn to_pem(&self) -> Result<String, KeyError> {
        String::from_utf8(self.key.public_key_to_pem()?).map_err(|_| KeyError::Unusable)
    }

    pub fn to_multikey(&self) -> Result<String, KeyError> {
        let (codec, bytes) = match self.kind {
            KeyKind::Rsa => (CODEC_RSA_PUBLIC, self.key.rsa()?.public_key_to_der_pkcs1()?),
            KeyKind::Ed25519 => (CODEC_ED25519_PUBLIC, self.key.raw_public_key()?),
        };
        Ok(multibase::encode(&[&codec[..], &bytes].concat()))
    }

    /// Whether `signature` is this key's over `data`: RSA with SHA-256 (PKCS#1 v1.5), or Ed25519.
    /// The key decides the algorithm, never whoever asks.
    pub fn verify(&self, data: &[u8], signature: &[u8]) -> bool {
        let verified = match self.kind {
            KeyKind::Rsa => Verifier::new(MessageDigest::sha256(), &self.key),
            KeyKind::Ed25519 => Verifier::new_without_digest(&self.key),
        }
        .and_then(|mut verifier| verifier.verify_oneshot(signature, data));
        verified.unwrap_or(false)
    }
}

impl SecretKey {
    /// A new RSA key of 2048 bits, what every other server understands. Slow (tens of milliseconds): never on an async thread.
    pub fn generate_rsa() -> Result<SecretKey, KeyError> {
        Ok(SecretKey { kind: KeyKind::Rsa, key: PKey::from_rsa(Rsa::generate(RSA_BITS)?)? })
    }

    pub fn generate_ed25519() -> Result<SecretKey, KeyError> {
        Ok(SecretKey { kind: KeyKind::Ed25519, key: PKey::generate_ed25519()? })
    }

    /// Reads PKCS#8, the form in which keys are sealed and stored.
    pub fn from_pkcs8(der: &[u8]) -> Result<SecretKey, KeyError> {
        let key = PKey::private_key_from_pkcs8(der).map_err(|_| KeyError::Unreadable)?;
        let kind = match key.id() {
            Id::RSA => KeyKind::Rsa,
            Id::ED25519 => KeyKind::Ed25519,
            _ => return Err(KeyError::UnknownKind),
        };
        Ok(SecretKey { kind, key })
    }

    pub fn to_pkcs8(&self) -> Result<Vec<u8>, KeyError> {
        Ok(self.key.private_key_to_pkcs8()?)
    }

    /// Reads an Ed25519 secret key in Multikey form, as test vectors give it.
    pub fn from_multikey(text: &str) -> Result<SecretKey, KeyError> {
        let data = multibase::decode(text).map_err(|_| KeyError::Unreadable)?;
        match data.split_at_checked(2) {
            Some((codec, bytes)) if codec == CODEC_ED25519_SECRET && bytes.len() == ED25519_BYTES => {
                let key = PKey::private_key_from_raw_bytes(bytes, Id::ED25519).map_err(|_| KeyError::Unreadable)?;
                Ok(SecretKey { kind: KeyKind::Ed25519, key })
            }
            _ => Err(KeyError::UnknownKind),
        }
    }

    pub fn kind(&self) -> KeyKind {
        self.kind
    }

    pub fn public(&self) -> Result<PublicKey, KeyError> {
        let key = match self.kind {
            KeyKind::Rsa => {
                let rsa = self.key.rsa()?;
                PKey::from_rsa(Rsa::from_public_components(rsa.n().to_owned()?, rsa.e().to_owned()?)?)?
            }
            KeyKind::Ed25519 => PKey::public_key_from_raw_bytes(&self.key.raw_public_key()?, Id::ED25519)?,
        };
        Ok(PublicKey { kind: self.kind, key })
    }

    /// A quarter of a millisecond with RSA: never on an async thread.
    pub fn sign(&self, data: &[u8]) -> Result<Vec<u8>, KeyError> {
        let mut signer = match self.kind {
            KeyKind::Rsa => Signer::new(MessageDigest::sha256(), &self.key)?,
            KeyKind::Ed25519 => Signer::new_without_digest(&self.key)?,
        };
        Ok(signer.sign_oneshot_to_vec(data)?)
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({:?})", self.kind)
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SecretKey({:?})", self.kind)
    }
}

/// Label and content. Some servers fold the lines into one, so blanks count for nothing.
fn read_pem(pem: &str) -> Option<(&str, Vec<u8>)> {
    let (_, rest) = pem.split_once("-----BEGIN ")?;
    let (label, rest) = rest.split_once("-----")?;
    let (body, _) = rest.split_once("-----END ")?;
    let body: String = body.split_whitespace().collect();
    Some((label, STANDARD.decode(body).ok()?))
}

fn check_rsa(rsa: &openssl::rsa::RsaRef<Public>) -> Result<(), KeyError> {
    let bits = rsa.n().num_bits().cast_unsigned();
    if bits < RSA_BITS {
        return Err(KeyError::TooFewBits(bits));
    }
    if bits > RSA_BITS_MAX {
        return Err(KeyError::TooManyBits(bits));
    }
    let three = BigNum::from_u32(3)?;
    let exponent = rsa.e();
    let sound = *exponent >= *three && exponent.is_bit_set(0) && exponent.num_bits() <= RSA_EXPONENT_BITS_MAX;
    if sound { Ok(()) } else { Err(KeyError::Exponent) }
}

#[cfg(test)]
mod tests;
