use chrono::{TimeZone, Utc};

use super::*;

#[test]
fn a_seed_repeats_itself_and_another_does_not() {
    let draw = |seed| {
        let random = SeededRandomness::new(seed);
        (bytes::<40>(&random), bytes::<40>(&random))
    };
    assert_eq!(draw(1), draw(1));
    assert_ne!(draw(1), draw(2));
    assert_ne!(draw(1).0, draw(1).1);
}

#[test]
fn ids_carry_their_version_and_sort_by_time() {
    let random = SystemRandomness;
    let early = new_v7(&random, Utc.timestamp_millis_opt(1_000_000).unwrap());
    let late = new_v7(&random, Utc.timestamp_millis_opt(1_000_001).unwrap());
    assert_eq!(early.get_version_num(), 7);
    assert!(early < late);
    assert_eq!(new_v4(&random).get_version_num(), 4);
    assert_ne!(new_actor_id(&random), new_actor_id(&random));
}
