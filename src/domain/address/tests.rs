use super::*;

fn north() -> Address {
    Address::new(&"http://north.localhost:8080".parse().unwrap()).unwrap()
}

#[test]
fn every_address_leads_back_to_its_place() {
    let id = uuid::Uuid::from_u128(7);
    let north = north();
    assert_eq!(north.place(&north.actor(ActorId(id))), Some(Place::Actor(ActorId(id))));
    assert_eq!(north.place(&north.complaint(ComplaintId(id))), Some(Place::Complaint(ComplaintId(id))));
    assert_eq!(north.place(&north.post(PostId(id))), Some(Place::Post(PostId(id))));
    assert_eq!(north.place(&north.activity(ActivityId(id))), Some(Place::Activity(ActivityId(id))));
    assert_eq!(north.place(&north.inbox(ActorId(id))), None);
    assert_eq!(north.place("http://south.localhost:8081/actors/00000000-0000-0000-0000-000000000007"), None);
}

#[test]
fn our_host_is_known_in_every_spelling() {
    let ours = Address::new(&"https://north.example".parse().unwrap()).unwrap();
    for spelling in
        ["https://NORTH.example/x", "https://north.example:443/x", "https://north.example./x", "https://north.example/"]
    {
        assert!(ours.is_ours(&spelling.parse().unwrap()), "{spelling}");
    }
    for other in ["https://north.example.evil/x", "https://evil/north.example", "https://north.example:8443/x"] {
        assert!(!ours.is_ours(&other.parse().unwrap()), "{other}");
    }
}

#[test]
fn a_base_url_is_an_origin_with_a_host() {
    for wrong in
        ["https://north.example/sub", "https://u@north.example", "ftp://north.example", "https://north.example/?q"]
    {
        assert_eq!(Address::new(&wrong.parse().unwrap()), Err(AddressError::NotAnOrigin), "{wrong}");
    }
    assert_eq!(Address::new(&"file:///x".parse().unwrap()), Err(AddressError::NoHost));
}
