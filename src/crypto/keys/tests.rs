use openssl::bn::BigNum;

use super::*;

/// From FEP-521a (CC0).
const ED25519_HEX: &str = "2e6fcce36701dc791488e0d0b1745cc1e33a4c1c9fcc41c63bd343dbbe0970e6";
const ED25519_MULTIKEY: &str = "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";
const RSA_HEX: &str = "3082010a0282010100b1b5fcd8d4d5e88ca5c4287b31f578865caf6a78826a3b8ff7b1b23aa4af4e6a0474139f945bd9d3a911ffd0fa72db78e4593a86c91f9da836186ebd3402d51f6a3844247ab5088b46929c311b43604fed84499f06f0f39bf55590e2187f1bbe229ba8f49fd2e570cd0e3733c76bfede80e1e7e0881e4538ea1bc5782be9512f8bf132526e05f4923564fe6e1e21bf7087adebb660fa533fca06d0a8e66991e1312d70b64a61da8ca77c028cdf939601e2cffe2855759b1d479f0847bcac59d7d62427a431d4e3dfd2697428b9dd6309a7b1167db99fe01af1ff1b739566fb949e47089d1dae84aef1214ef7f5773e86a0d3e9da246f9bec09d60c705891183d0203010001";
const RSA_MULTIKEY: &str = "z4MXj1wBzi9jUstyPMS4jQqB6KdJaiatPkAtVtGc6bQEQEEsKTic4G7Rou3iBf9vPmT5dbkm9qsZsuVNjq8HCuW1w24nhBFGkRE4cd2Uf2tfrB3N7h4mnyPp1BF3ZttHTYv3DLUPi1zMdkULiow3M1GfXkoC6DoxDUm1jmN6GBj22SjVsr6dxezRVQc7aj9TxE7JLbMH1wh5X3kA58H3DFW8rnYMakFGbca5CB2Jf6CnGQZmL7o5uJAdTwXfy2iiiyPxXEGerMhHwhjTA1mKYobyk2CpeEcmvynADfNZ5MBvcCS7m3XkFCMNUYBS9NQ3fze6vMSUPsNa6GVYmKx2x6JrdEjCk3qRMMmyjnjCMfR4pXbRMZa3i";

#[test]
fn the_published_multikeys_are_read_and_written() {
    let ed25519 = PublicKey::from_multikey(ED25519_MULTIKEY).unwrap();
    assert_eq!(ed25519.kind(), KeyKind::Ed25519);
    assert_eq!(hex::encode(ed25519.key.raw_public_key().unwrap()), ED25519_HEX);
    assert_eq!(ed25519.to_multikey().unwrap(), ED25519_MULTIKEY);

    let rsa = PublicKey::from_multikey(RSA_MULTIKEY).unwrap();
    assert_eq!(rsa.kind(), KeyKind::Rsa);
    assert_eq!(hex::encode(rsa.key.rsa().unwrap().public_key_to_der_pkcs1().unwrap()), RSA_HEX);
    assert_eq!(rsa.to_multikey().unwrap(), RSA_MULTIKEY);
}

#[test]
fn both_kinds_sign_and_survive_storage() {
    for secret in [SecretKey::generate_rsa().unwrap(), SecretKey::generate_ed25519().unwrap()] {
        let again = SecretKey::from_pkcs8(&secret.to_pkcs8().unwrap()).unwrap();
        let signature = again.sign(b"a true word").unwrap();
        let public = secret.public().unwrap();
        assert_eq!(public.kind(), secret.kind());
        assert!(public.verify(b"a true word", &signature));
        assert!(!public.verify(b"a false word", &signature));
        assert!(!public.verify(b"a true word", &signature[1..]));
        assert!(!public.verify(b"a true word", b""));
        let from_pem = PublicKey::from_pem(&public.to_pem().unwrap()).unwrap();
        assert!(from_pem.verify(b"a true word", &signature));
    }
}

#[test]
fn the_old_form_of_pem_is_read_too() {
    let rsa = Rsa::generate(RSA_BITS).unwrap();
    let pem = String::from_utf8(rsa.public_key_to_pem_pkcs1().unwrap()).unwrap();
    assert!(pem.contains("BEGIN RSA PUBLIC KEY"));
    assert_eq!(PublicKey::from_pem(&pem).unwrap().kind(), KeyKind::Rsa);
    let folded = pem.replace('\n', " ");
    assert_eq!(PublicKey::from_pem(&folded).unwrap().kind(), KeyKind::Rsa);
}

#[test]
fn weak_and_strange_keys_are_refused() {
    let pem = |key: PKey<Public>| String::from_utf8(key.public_key_to_pem().unwrap()).unwrap();
    let rsa = |bits: u32| {
        let made = Rsa::generate(bits).unwrap();
        Rsa::from_public_components(made.n().to_owned().unwrap(), made.e().to_owned().unwrap()).unwrap()
    };
    for bits in [512, 1_024] {
        let read = PublicKey::from_pem(&pem(PKey::from_rsa(rsa(bits)).unwrap()));
        assert_eq!(read.err(), Some(KeyError::TooFewBits(bits)));
    }
    let modulus = || rsa(RSA_BITS).n().to_owned().unwrap();
    let mut long = BigNum::new().unwrap();
    long.set_bit(40).unwrap();
    long.set_bit(0).unwrap();
    for exponent in [BigNum::from_u32(1).unwrap(), BigNum::from_u32(4).unwrap(), long] {
        let weak = Rsa::from_public_components(modulus(), exponent).unwrap();
        assert_eq!(PublicKey::from_pem(&pem(PKey::from_rsa(weak).unwrap())).err(), Some(KeyError::Exponent));
    }
    let group = openssl::ec::EcGroup::from_curve_name(openssl::nid::Nid::X9_62_PRIME256V1).unwrap();
    let curve = openssl::ec::EcKey::generate(&group).unwrap();
    let curve = openssl::ec::EcKey::from_public_key(&group, curve.public_key()).unwrap();
    let read = PublicKey::from_pem(&pem(PKey::from_ec_key(curve).unwrap()));
    assert_eq!(read.err(), Some(KeyError::UnknownKind));
    for text in ["", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", &"x".repeat(10_000)] {
        assert_eq!(PublicKey::from_pem(text).err(), Some(KeyError::Unreadable));
    }
}

#[test]
fn nothing_prints_a_secret() {
    assert_eq!(format!("{:?}", SecretKey::generate_ed25519().unwrap()), "SecretKey(Ed25519)");
}
