use super::*;

#[test]
fn the_schedule_is_the_one_that_is_promised() {
    let plain: Vec<i64> = (1..=9).map(|attempts| delay_after(attempts, None, 0).num_seconds()).collect();
    assert_eq!(plain, [15, 60, 300, 1_800, 7_200, 21_600, 86_400, 86_400, 86_400]);
}

#[test]
fn chance_adds_at_most_a_tenth() {
    for chance in [1, 7, 1_000_003, u64::MAX] {
        let delay = delay_after(3, None, chance).num_seconds();
        assert!((300..=330).contains(&delay), "{delay}");
    }
}

#[test]
fn a_wish_to_be_asked_later_is_granted_up_to_a_day() {
    let delay = |seconds| delay_after(1, Some(Duration::from_secs(seconds)), 0).num_seconds();
    assert_eq!(delay(3), 15, "never earlier than the schedule");
    assert_eq!(delay(90), 90);
    assert_eq!(delay(1_000_000), 86_400);
}
