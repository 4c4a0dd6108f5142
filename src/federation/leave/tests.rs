use serde_json::json;

use super::{Deed, Leave, leave, policy_in};

const PUBLIC: &str = "https://www.w3.org/ns/activitystreams#Public";
const BEA: &str = "https://gts.test/users/bea";
const BOARD: &str = "https://home.test/actors/board";

fn asked(rule: serde_json::Value) -> Leave {
    match policy_in(&json!({"interactionPolicy": {"canReply": rule}})) {
        Some(policy) => leave(&policy, BEA, Deed::Reply, BOARD),
        None => Leave::Given,
    }
}

#[test]
fn the_more_specific_entry_counts() {
    let followers = format!("{BEA}/followers");
    let cases = [
        (json!({}), Leave::Given),
        (json!({"automaticApproval": PUBLIC}), Leave::Given),
        (json!({"automaticApproval": [BEA, BOARD], "manualApproval": [PUBLIC]}), Leave::Given),
        (json!({"automaticApproval": [PUBLIC], "manualApproval": BOARD}), Leave::ToBeAsked),
        (json!({"automaticApproval": [BEA], "manualApproval": [PUBLIC]}), Leave::ToBeAsked),
        (json!({"automaticApproval": [BEA, followers]}), Leave::ToBeAsked),
        (json!({"automaticApproval": [BEA], "manualApproval": []}), Leave::Refused),
        (json!({"always": [BEA], "approvalRequired": [PUBLIC]}), Leave::ToBeAsked),
    ];
    for (rule, right) in cases {
        assert_eq!(asked(rule.clone()), right, "{rule}");
    }
}

#[test]
fn only_what_keeps_somebody_from_something_is_kept() {
    assert_eq!(policy_in(&json!({"interactionPolicy": null})), None);
    assert_eq!(policy_in(&json!({"interactionPolicy": {"canLike": {"automaticApproval": [PUBLIC]}}})), None);
    assert_eq!(policy_in(&json!({"interactionPolicy": "nonsense"})), None);
    let kept = policy_in(&json!({"interactionPolicy": {"canLike": {}, "canAnnounce": {"automaticApproval": [BEA]}}}));
    assert!(kept.is_some_and(|it| it.contains("canAnnounce") && !it.contains("canLike")));
}
