use super::*;

/// Seeds that the tests run; `tests/run simulate` runs a thousand.
const SEEDS: u64 = 40;
/// A fault must show within so many seeds.
const SEEDS_TO_FIND_A_FAULT: u64 = 1_000;
const SEEDS_AT_ONCE: u64 = 40;

fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

fn with(faults: Faults) -> Options {
    Options { faults, trace: false }
}

/// The first seed at which a left out check is noticed, and what was noticed.
fn found(faults: Faults) -> Outcome {
    let mut first = 0;
    while first < SEEDS_TO_FIND_A_FAULT {
        let outcomes = run_many(first, SEEDS_AT_ONCE, threads(), with(faults));
        if let Some(outcome) = outcomes.into_iter().find(|it| !it.failures.is_empty()) {
            return outcome;
        }
        first += SEEDS_AT_ONCE;
    }
    panic!("not noticed in {SEEDS_TO_FIND_A_FAULT} seeds: {faults:?}");
}

#[test]
fn every_seed_ends_equal_everywhere() {
    let outcomes = run_many(0, SEEDS, threads(), Options::default());
    for outcome in &outcomes {
        assert!(outcome.failures.is_empty(), "seed {}: {:?}", outcome.seed, outcome.failures);
        assert!(outcome.commands >= 200 && outcome.crashes >= 3 && outcome.partitions == 1, "{outcome:?}");
        assert_eq!(outcome.restores, u64::from(outcome.seed.is_multiple_of(10)), "seed {}", outcome.seed);
        assert_eq!(
            (outcome.lies, outcome.absences),
            (u64::from(outcome.seed % 10 == 5), u64::from(outcome.seed % 10 == 7))
        );
        assert!(outcome.dropped > 0 && outcome.doubled > 0 && outcome.complaints > 2, "{outcome:?}");
    }
}

#[test]
fn one_seed_is_one_run_step_by_step() {
    for seed in [0, 1] {
        let options = Options { trace: true, ..Options::default() };
        let (first, second) = (run(seed, options), run(seed, options));
        assert!(first.trace == second.trace, "seed {seed} took other steps the second time");
        assert_eq!(first, second);
        assert_eq!(run(seed, Options::default()).trace_number, first.trace_number, "writing it down changed it");
    }
    assert_ne!(run(0, Options::default()).trace_number, run(1, Options::default()).trace_number);
}

#[test]
fn threads_change_nothing() {
    let number =
        |threads| run_many(3, 4, threads, Options::default()).iter().map(|it| it.trace_number).collect::<Vec<_>>();
    assert_eq!(number(1), number(3));
}

#[test]
fn a_home_that_forgets_causes_is_found() {
    let outcome = found(Faults { home_forgets_causes: true, ..Faults::default() });
    assert!(outcome.failures.iter().any(|it| it.contains("twice")), "{:?}", outcome.failures);
}

#[test]
fn an_adoption_that_does_not_wait_is_found() {
    let outcome = found(Faults { adoption_does_not_wait: true, ..Faults::default() });
    assert_eq!(outcome.restores, 1, "{outcome:?}");
}

#[test]
fn a_follower_that_accepts_gaps_is_found() {
    found(Faults { follower_accepts_gaps: true, ..Faults::default() });
}

#[test]
fn a_follower_that_keeps_erased_texts_is_found() {
    let outcome = found(Faults { follower_keeps_erased_texts: true, ..Faults::default() });
    let shown = |it: &String| it.contains("erased") || it.contains("texts") || it.contains("not settled");
    assert!(outcome.failures.iter().any(shown), "{:?}", outcome.failures);
}
