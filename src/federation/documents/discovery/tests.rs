use super::*;

fn named_here(resource: &str) -> Option<Named> {
    named(&Address::new(&"https://north.example".parse().unwrap()).unwrap(), resource)
}

#[test]
fn every_form_of_a_handle_is_read() {
    let acme = Some(Named::Username("acme.com".into()));
    for resource in [
        "acct:acme.com@north.example",
        "acme.com@north.example",
        "acct:@acme.com@NORTH.example",
        "https://north.example/boards/acme.com",
        "https://north.example/@acme.com",
    ] {
        assert_eq!(named_here(resource), acme, "{resource}");
    }
}

#[test]
fn addresses_of_ours_are_read() {
    let id = "7f3c9d2e-4a68-4c7e-9d57-0d3b9c6f1a22";
    assert_eq!(named_here(&format!("https://north.example/actors/{id}")), Some(Named::Actor(id.parse().unwrap())));
    assert_eq!(named_here("https://north.example/"), Some(Named::Instance));
    assert_eq!(named_here("https://north.example"), Some(Named::Instance));
}

#[test]
fn strangers_are_not_ours() {
    for resource in
        ["acct:acme.com@south.example", "https://south.example/@a", "nobody", "acct:", "https://north.example/x"]
    {
        assert_eq!(named_here(resource), None, "{resource}");
    }
    assert_eq!(named_here(&format!("acct:{}@north.example", "a".repeat(3_000))), None);
}
