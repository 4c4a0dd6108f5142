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
        assert!(bound.per_day > bound.per_hour, "{}", doing.word());
        assert!(bound.of_host().per_hour > bound.per_day, "{}", doing.word());
    }
}
