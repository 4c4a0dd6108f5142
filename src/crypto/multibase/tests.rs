use super::*;

#[test]
fn what_goes_in_comes_out() {
    for data in [&b""[..], b"\0", b"\0\0a", b"Hello World!", &[0xff; 64], &[0; 5]] {
        assert_eq!(decode(&encode(data)).unwrap(), data);
    }
    assert_eq!(encode(b"Hello World!"), "z2NEpo7TZRRrLZSi2U");
}

#[test]
fn other_bases_letters_and_lengths_are_refused() {
    for text in ["", "2NEpo7TZRRrLZSi2U", "uAAAA", "z0", "zOIl", &format!("z{}", "2".repeat(5_000))] {
        assert_eq!(decode(text), Err(NotMultibase), "{text}");
    }
}
