use super::*;

#[test]
fn a_bound_is_full_when_it_is_reached_and_no_sooner() {
    let bound = Bound { per_hour: 2, per_day: 3 };
    assert_eq!(bound.full_for_hours(1, 2), None);
    assert_eq!(bound.full_for_hours(2, 2), Some(1));
    assert_eq!(bound.full_for_hours(0, 3), Some(24));
}

#[test]
fn a_day_has_room_for_more_than_an_hour_and_a_host_for_more_than_one() {
    for doing in Doing::ALL {
        let bound = doing.bound();
        assert!(bound.per_day > bound.per_hour, "{doing:?}");
        assert!(bound.of_host().per_hour > bound.per_day, "{doing:?}");
    }
}

#[test]
fn an_account_fills_its_own_bound_and_an_hour_later_has_room() {
    let now = "2026-11-27T10:10:00Z".parse().unwrap();
    let bound = Bound { per_hour: 2, per_day: 3 };
    let mut doings = Doings::default();
    let full = |doings: &Doings, who: &str, now| doings.full_for_hours((who, bound), "a.example", Doing::Post, now);
    for _ in 0..2 {
        assert_eq!(full(&doings, "eve", now), None);
        doings.count("eve", "a.example", Doing::Post, now);
    }
    assert_eq!(full(&doings, "eve", now), Some(1));
    assert_eq!(full(&doings, "ann", now), None);
    let later = now + TimeDelta::hours(1);
    assert_eq!(full(&doings, "eve", later), None);
    doings.count("eve", "a.example", Doing::Post, later);
    assert_eq!(full(&doings, "eve", later), Some(24));
    assert_eq!(full(&doings, "eve", now + TimeDelta::hours(25)), None);
}

#[test]
fn a_home_has_us_fetch_in_vain_so_often_in_a_day() {
    let now = "2026-11-27T10:10:00Z".parse().unwrap();
    let (board, home) = ("https://a.example/boards/1", "https://a.example");
    let (mut doings, small) = (Doings::default(), Told { complaints: 0, bytes: 1 });
    for _ in 0..TOLD_COMPLAINTS_PER_DAY_MAX {
        assert!(doings.has_room_to_fetch(board, home, now));
        doings.count_in_vain(board, home, small, now);
    }
    assert!(!doings.has_room_to_fetch(board, home, now), "that is enough");
    assert!(
        doings.has_room_to_tell(board, home, small, false, now),
        "what is told without being fetched is not counted"
    );
    assert!(doings.has_room_to_fetch("https://b.example/boards/1", "https://b.example", now));
    assert!(doings.has_room_to_fetch(board, home, now + TimeDelta::hours(DAY_HOURS + 1)));
    doings.count_in_vain(board, home, Told { bytes: TOLD_BYTES_PER_DAY_MAX, ..small }, now);
    assert!(!doings.has_room_to_fetch("https://a.example/boards/2", home, now), "bytes are the whole home's");
}

#[test]
fn what_is_remembered_has_an_end() {
    let now = "2026-11-27T10:10:00Z".parse().unwrap();
    let mut doings = Doings::default();
    for number in 0..REMEMBERED_MAX + 10 {
        doings.count(&format!("account-{number}"), "a.example", Doing::React, now);
    }
    assert!(doings.accounts.len() <= REMEMBERED_MAX);
    assert_eq!(doings.hosts.len(), 1, "their host keeps its count");
}
