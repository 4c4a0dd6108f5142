//! The figures of a brand: functions of what became of its complaints and of the moment asked for, and of nothing else.
//! Every page that shows one calls these, on the same population.

use std::collections::HashMap;

use chrono::TimeDelta;

use crate::domain::Timestamp;
use crate::domain::complaint::{Complaint, Outcome, ProofTier, SolvedBy, State};
use crate::domain::ids::{ActorId, ComplaintId};

/// Below so many complaints a figure says too little: the bare count stands in its place.
pub const SAMPLE_MIN: usize = 10;
/// One person counts once per brand in so many days.
pub const ONE_PERSON_DAYS: i64 = 30;
/// Days before a window in which it is looked for those who complained already; whoever did so every month for longer than
/// that is counted once more.
pub const LOOK_BACK_DAYS: i64 = 365;
/// A complaint without an answer of substance is late after this.
pub const ANSWER_HOURS: i64 = 48;

/// What became of a complaint, as the figures ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fate {
    /// Nothing yet.
    Pending,
    SolvedByBrand,
    /// The complainant calls it resolved, and it was not the brand.
    SolvedOtherwise,
    /// The complainant calls it resolved and did not say who did it: neither for the brand nor against it.
    SolvedUntold,
    Unresolved,
    Unanswered,
    /// Taken back after the brand acted, and not said to be settled.
    WithdrawnUnsettled,
    /// Taken back after the brand acted: settled, says the complainant.
    WithdrawnSettled,
    /// Taken back before the brand did anything.
    Withdrawn,
    /// Nobody answered an offer that was declined before, or that refused.
    LapsedAgainst,
    Lapsed,
    /// Dismissed or retracted: never counted.
    Uncounted,
}

impl Fate {
    pub const ALL: [Fate; 12] = [
        Fate::Pending,
        Fate::SolvedByBrand,
        Fate::SolvedOtherwise,
        Fate::SolvedUntold,
        Fate::Unresolved,
        Fate::Unanswered,
        Fate::WithdrawnUnsettled,
        Fate::WithdrawnSettled,
        Fate::Withdrawn,
        Fate::LapsedAgainst,
        Fate::Lapsed,
        Fate::Uncounted,
    ];

    /// What was closed because no answer came stays that, whatever the brand offers afterwards and nobody takes: only whoever
    /// filed says that it went otherwise.
    pub fn of(complaint: &Complaint) -> Fate {
        match Fate::of_state(complaint) {
            Fate::Pending | Fate::Lapsed | Fate::Withdrawn if complaint.ever_unanswered => Fate::Unanswered,
            fate => fate,
        }
    }

    fn of_state(complaint: &Complaint) -> Fate {
        match complaint.state() {
            State::Open | State::Acknowledged | State::Offered { .. } => Fate::Pending,
            State::Resolved { .. } => match complaint.solver() {
                Some(SolvedBy::Brand) => Fate::SolvedByBrand,
                Some(SolvedBy::Myself | SolvedBy::SomebodyElse) => Fate::SolvedOtherwise,
                None => Fate::SolvedUntold,
            },
            State::Unresolved { .. } => Fate::Unresolved,
            State::Unanswered { .. } => Fate::Unanswered,
            State::Withdrawn if !complaint.brand_acted => Fate::Withdrawn,
            State::Withdrawn if complaint.withdrawal.is_some_and(|it| it.settled == Some(true)) => {
                Fate::WithdrawnSettled
            }
            State::Withdrawn => Fate::WithdrawnUnsettled,
            State::Lapsed { .. } => {
                let refused = complaint.standing_offer().is_some_and(|it| it.outcome == Outcome::Declined);
                if complaint.declined_ever || refused { Fate::LapsedAgainst } else { Fate::Lapsed }
            }
            State::Retracted | State::Dismissed { .. } => Fate::Uncounted,
        }
    }

    /// The word that storage keeps.
    pub fn word(self) -> &'static str {
        match self {
            Fate::Pending => "pending",
            Fate::SolvedByBrand => "solved-by-brand",
            Fate::SolvedOtherwise => "solved-otherwise",
            Fate::SolvedUntold => "solved-untold",
            Fate::Unresolved => "unresolved",
            Fate::Unanswered => "unanswered",
            Fate::WithdrawnUnsettled => "withdrawn-unsettled",
            Fate::WithdrawnSettled => "withdrawn-settled",
            Fate::Withdrawn => "withdrawn",
            Fate::LapsedAgainst => "lapsed-against",
            Fate::Lapsed => "lapsed",
            Fate::Uncounted => "uncounted",
        }
    }

    pub fn from_word(word: &str) -> Option<Fate> {
        Fate::ALL.into_iter().find(|it| it.word() == word)
    }

    /// Those that a list is asked for by a word: one of them, or several that a page speaks of as one.
    pub fn group(word: &str) -> Vec<Fate> {
        match word {
            "closed" => Fate::ALL.into_iter().filter(|it| it.is_decided()).collect(),
            "withdrawn-after" => vec![Fate::WithdrawnUnsettled, Fate::WithdrawnSettled],
            word => Fate::from_word(word).filter(|it| *it != Fate::Uncounted).into_iter().collect(),
        }
    }

    /// Whether the resolution rate has it below the line.
    pub fn is_decided(self) -> bool {
        match self {
            Fate::SolvedByBrand
            | Fate::SolvedOtherwise
            | Fate::Unresolved
            | Fate::Unanswered
            | Fate::WithdrawnUnsettled
            | Fate::LapsedAgainst => true,
            Fate::Pending
            | Fate::SolvedUntold
            | Fate::WithdrawnSettled
            | Fate::Withdrawn
            | Fate::Lapsed
            | Fate::Uncounted => false,
        }
    }
}

/// One complaint as the figures see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Case {
    pub id: ComplaintId,
    /// Who complained, under whatever name; `None` where nobody knows.
    pub person: Option<ActorId>,
    pub name: Name,
    pub proof: ProofTier,
    pub filed_at: Timestamp,
    /// When the brand was told; what it was never told of is in no rate.
    pub told_at: Option<Timestamp>,
    /// The first answer of substance.
    pub human_at: Option<Timestamp>,
    pub fate: Fate,
    pub rating: Option<u8>,
    /// The brand did not keep a promise by its day, or the person says that it was not kept.
    pub broken: bool,
    /// Counted, and in no list: it was hidden here by a decision.
    pub hidden: bool,
}

/// Under what name somebody complained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Name {
    Own,
    /// One that was made for this complaint here. Nobody may learn whose it is, from no count either.
    Pseudonym,
}

/// How many come with a proof of purchase, of those that a figure is made from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Proven {
    pub told: usize,
    pub answered: usize,
    pub decided: usize,
    pub rated: usize,
}

/// A part of a whole, both counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Part {
    pub part: usize,
    pub whole: usize,
}

impl Part {
    /// Whole per cents, a half rounded up; `None` where the whole is too small to say.
    pub fn percent(self) -> Option<usize> {
        (self.whole >= SAMPLE_MIN).then(|| (self.part * 200 + self.whole) / (self.whole * 2))
    }
}

/// How long people wait, with those who still do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wait {
    TooFew,
    /// So many have their answer within this time.
    Within(TimeDelta),
    /// Not even that many have an answer: nobody knows how long it takes.
    Longer(TimeDelta),
}

/// The figures of one population at one moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// Complaints that count.
    pub counted: usize,
    /// Of somebody who had one in the thirty days before: beside the figures.
    pub repeated: usize,
    /// Under a name made for the complaint, where so few others complained that counting it could tell whose it is.
    pub veiled: usize,
    /// Nobody told the brand of these: in no rate.
    pub untold: usize,
    pub proven: Proven,
    /// With an answer of substance, of those and those that are late without one.
    pub answered: Part,
    pub median: Wait,
    pub ninetieth: Wait,
    pub solved: Part,
    /// How many there are of each fate, those that the resolution rate has below the line among them.
    pub fates: HashMap<Fate, usize>,
    /// With a promise that was not kept.
    pub broken: usize,
    /// Sum and number of ratings, one for each complaint.
    pub ratings: (u64, usize),
}

impl Figures {
    /// `cases` in any order, those of [`LOOK_BACK_DAYS`] before the window among them: whether somebody complained before does
    /// not begin with it. Counted are those that were filed `since`. `now`: the moment asked for.
    pub fn of(cases: &[Case], since: Timestamp, now: Timestamp) -> Figures {
        let all: Vec<Case> = cases.iter().copied().filter(|it| it.fate != Fate::Uncounted).collect();
        let Once { counted, repeated, veiled } = Once::of(all, since);
        let told: Vec<&Case> = counted.iter().filter(|it| it.told_at.is_some()).collect();
        let waits: Vec<(TimeDelta, bool)> = told.iter().filter_map(|it| it.wait(now)).collect();
        let mut fates: HashMap<Fate, usize> = HashMap::new();
        for case in &told {
            *fates.entry(case.fate).or_default() += 1;
        }
        let answered = told.iter().filter(|it| it.human_at.is_some()).count();
        // However it ended: what nobody answered was not answered.
        let late =
            |it: &&&Case| it.wait(now).is_some_and(|(wait, came)| !came && wait > TimeDelta::hours(ANSWER_HOURS));
        let decided = told.iter().filter(|it| it.fate.is_decided()).count();
        let rated: Vec<u64> = told.iter().filter_map(|it| it.rating).map(u64::from).collect();
        let proven = |of: &dyn Fn(&&&Case) -> bool| {
            told.iter().filter(|it| it.proof != ProofTier::None).filter(|it| of(it)).count()
        };
        Figures {
            counted: counted.len(),
            repeated,
            veiled,
            untold: counted.len() - told.len(),
            answered: Part { part: answered, whole: answered + told.iter().filter(late).count() },
            median: within(&waits, 50),
            ninetieth: within(&waits, 90),
            solved: Part { part: fates.get(&Fate::SolvedByBrand).copied().unwrap_or(0), whole: decided },
            fates,
            broken: told.iter().filter(|it| it.broken).count(),
            proven: Proven {
                told: proven(&|_| true),
                answered: proven(&|it| it.human_at.is_some() || late(it)),
                decided: proven(&|it| it.fate.is_decided()),
                rated: proven(&|it| it.rating.is_some()),
            },
            ratings: (rated.iter().sum(), rated.len()),
        }
    }

    /// The complaints that a count of these figures is made from and that lists show, the newest first. Which of those under a
    /// name made for them are counted is told by no list: they are all among them.
    pub fn behind(cases: &[Case], since: Timestamp, is_it: impl Fn(&Case) -> bool) -> Vec<Case> {
        let all: Vec<Case> = cases.iter().copied().filter(|it| it.fate != Fate::Uncounted).collect();
        let veiled: Vec<Case> =
            all.iter().copied().filter(|it| it.name == Name::Pseudonym && it.filed_at >= since).collect();
        let counted = Once::of(all, since).counted.into_iter().filter(|it| it.name == Name::Own);
        let mut found: Vec<Case> =
            counted.chain(veiled).filter(|it| it.told_at.is_some() && !it.hidden && is_it(it)).collect();
        found.sort_by_key(|it| std::cmp::Reverse((it.filed_at, it.id)));
        found
    }

    /// How many ended in one of these ways.
    pub fn ended(&self, fates: &[Fate]) -> usize {
        fates.iter().map(|it| self.fates.get(it).copied().unwrap_or(0)).sum()
    }

    /// Tenths of the mean rating, a half rounded up; `None` where too few rated.
    pub fn mean_tenths(&self) -> Option<u64> {
        let (sum, number) = self.ratings;
        let number_of = u64::try_from(number).unwrap_or(u64::MAX);
        (number >= SAMPLE_MIN).then(|| (sum * 20 + number_of) / (number_of * 2))
    }
}

impl Case {
    /// How long it waited for a human, from when the brand was told, and whether one came.
    ///
    /// A wait ends with an answer and with nothing else. Whoever was left in silence until it was closed, gave up, went to
    /// somebody else or took it back got none: if that ended the wait, those few that were answered would stand for all.
    fn wait(&self, now: Timestamp) -> Option<(TimeDelta, bool)> {
        let until = self.human_at.unwrap_or(now);
        Some(((until - self.told_at?).max(TimeDelta::zero()), self.human_at.is_some()))
    }
}

/// Those that count for nothing, of what one person complained of about one brand under one name, in order: the same person
/// had one that counts shortly before. Whose a name is that was made for one complaint, nobody may learn.
pub fn repeats(filed: impl IntoIterator<Item = (ComplaintId, Timestamp)>) -> Vec<ComplaintId> {
    let mut counted: Option<Timestamp> = None;
    let mut found = Vec::new();
    for (id, at) in filed {
        match counted {
            Some(before) if is_recent(before, at) => found.push(id),
            _ => counted = Some(at),
        }
    }
    found
}

fn is_recent(before: Timestamp, at: Timestamp) -> bool {
    at - before < TimeDelta::days(ONE_PERSON_DAYS)
}

/// The complaints of which each counts for a person of its own, and how many stand beside them.
struct Once {
    counted: Vec<Case>,
    repeated: usize,
    veiled: usize,
}

impl Once {
    /// The first of each person in thirty days; where nobody knows who it is, each is one.
    ///
    /// A name that was made for one complaint belongs to somebody, and counts as them. But whether it counts must not tell
    /// who that is: it is asked only where at least ten people complained in those days under their own names, and with fewer
    /// it stands beside the figures, whosever it is. What somebody filed under their own name never gives way to it.
    fn of(mut cases: Vec<Case>, since: Timestamp) -> Once {
        cases.sort_by_key(|it| it.filed_at);
        let mut once = Once { counted: Vec::new(), repeated: 0, veiled: 0 };
        let mut named: HashMap<ActorId, Timestamp> = HashMap::new();
        let mut veiled: HashMap<ActorId, Timestamp> = HashMap::new();
        for case in cases {
            let in_window = usize::from(case.filed_at >= since);
            let Some(who) = case.person else {
                once.counted.extend((in_window > 0).then_some(case));
                continue;
            };
            let counted =
                |of: &HashMap<ActorId, Timestamp>| of.get(&who).is_some_and(|at| is_recent(*at, case.filed_at));
            let again = match case.name {
                Name::Own => counted(&named),
                Name::Pseudonym if named.values().filter(|at| is_recent(**at, case.filed_at)).count() < SAMPLE_MIN => {
                    once.veiled += in_window;
                    continue;
                }
                Name::Pseudonym => counted(&named) || counted(&veiled),
            };
            if again {
                once.repeated += in_window;
                continue;
            }
            let of = match case.name {
                Name::Own => &mut named,
                Name::Pseudonym => &mut veiled,
            };
            of.insert(who, case.filed_at);
            once.counted.extend((in_window > 0).then_some(case));
        }
        once
    }
}

/// Kaplan–Meier: the time within which so many per cent have their answer. Those who wait count as waiting.
fn within(waits: &[(TimeDelta, bool)], percent: u32) -> Wait {
    /// Products of shares are not exact.
    const EXACT: f64 = 1e-9;
    if waits.len() < SAMPLE_MIN {
        return Wait::TooFew;
    }
    let mut sorted = waits.to_vec();
    // An answer at the very moment at which another stops waiting came first.
    sorted.sort_by_key(|(wait, came)| (*wait, !*came));
    let left = 1.0 - f64::from(percent) / 100.0;
    let mut at_risk = sorted.len();
    let mut surviving = 1.0;
    for (wait, came) in &sorted {
        if *came {
            surviving *= 1.0 - 1.0 / f64::from(u32::try_from(at_risk).unwrap_or(u32::MAX));
            if surviving <= left + EXACT {
                return Wait::Within(*wait);
            }
        }
        at_risk -= 1;
    }
    Wait::Longer(sorted.last().map_or(TimeDelta::zero(), |(wait, _)| *wait))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64) -> Timestamp {
        Timestamp::from_timestamp_millis(1_790_000_000_000).unwrap() + TimeDelta::hours(hours)
    }

    fn of(cases: &[Case], now: Timestamp) -> Figures {
        Figures::of(cases, Timestamp::MIN_UTC, now)
    }

    fn case(told: i64, human: Option<i64>, fate: Fate) -> Case {
        Case {
            id: ComplaintId(uuid::Uuid::from_u128(1)),
            person: None,
            name: Name::Own,
            proof: ProofTier::None,
            filed_at: at(0),
            told_at: Some(at(told)),
            human_at: human.map(at),
            fate,
            rating: None,
            broken: false,
            hidden: false,
        }
    }

    #[test]
    fn those_who_wait_count_and_silence_improves_nothing() {
        let answered = |hours| case(0, Some(hours), Fate::Pending);
        let mut cases: Vec<Case> = (1..=6).map(answered).collect();
        cases.extend((0..4).map(|_| case(0, None, Fate::Pending)));
        let figures = of(&cases, at(100));
        assert_eq!(figures.median, Wait::Within(TimeDelta::hours(5)));
        assert_eq!(figures.ninetieth, Wait::Longer(TimeDelta::hours(100)));
        assert_eq!(figures.answered, Part { part: 6, whole: 10 });
        // Six more who wait: now half of them have none.
        cases.extend((0..6).map(|_| case(0, None, Fate::Unanswered)));
        assert_eq!(of(&cases, at(100)).median, Wait::Longer(TimeDelta::hours(100)));
    }

    #[test]
    fn who_gives_up_in_silence_still_waits() {
        let mut cases: Vec<Case> = (0..5).map(|_| case(0, Some(1), Fate::SolvedByBrand)).collect();
        cases.extend((0..5).map(|_| case(0, None, Fate::Unresolved)));
        let figures = of(&cases, at(100));
        assert_eq!(figures.ninetieth, Wait::Longer(TimeDelta::hours(100)));
        assert_eq!(figures.answered, Part { part: 5, whole: 10 });
    }

    /// Whatever becomes of a complaint that nobody answered, no figure of answers looks better than if it still waited.
    #[test]
    fn no_ending_without_an_answer_improves_a_figure() {
        let answered = |hours| case(0, Some(hours), Fate::SolvedByBrand);
        let with = |fate| {
            let mut cases: Vec<Case> = (0..13).map(|it| answered(60 + it)).collect();
            cases.extend((0..7).map(|_| case(0, None, fate)));
            of(&cases, at(1_000))
        };
        let waiting = with(Fate::Pending);
        assert_eq!(waiting.answered.percent(), Some(65));
        assert_eq!(waiting.ninetieth, Wait::Longer(TimeDelta::hours(1_000)));
        for fate in Fate::ALL.into_iter().filter(|it| *it != Fate::Uncounted) {
            let ended = with(fate);
            let figures = (ended.answered, ended.median, ended.ninetieth);
            assert_eq!(figures, (waiting.answered, waiting.median, waiting.ninetieth), "{fate:?}");
        }
    }

    #[test]
    fn whoever_complained_just_before_the_window_does_not_count_as_somebody_new() {
        let who = Some(ActorId(uuid::Uuid::from_u128(7)));
        let filed = |days: i64| Case { person: who, filed_at: at(days * 24), ..case(0, None, Fate::Pending) };
        let figures = Figures::of(&[filed(0), filed(20), filed(40)], at(10 * 24), at(10_000));
        assert_eq!((figures.counted, figures.repeated), (1, 1));
    }

    #[test]
    fn ratings_of_what_the_brand_was_never_told_of_are_in_no_mean() {
        let rated = |told_at, rating| Case { told_at, rating: Some(rating), ..case(0, Some(1), Fate::SolvedByBrand) };
        let mut cases: Vec<Case> = (0..10).map(|_| rated(Some(at(0)), 8)).collect();
        cases.extend((0..10).map(|_| rated(None, 0)));
        assert_eq!(of(&cases, at(100)).mean_tenths(), Some(80));
    }

    #[test]
    fn under_ten_there_is_a_count_and_no_figure() {
        let cases: Vec<Case> = (1..=9).map(|hours| case(0, Some(hours), Fate::SolvedByBrand)).collect();
        let figures = of(&cases, at(100));
        assert_eq!((figures.median, figures.solved.percent(), figures.mean_tenths()), (Wait::TooFew, None, None));
        assert_eq!(figures.counted, 9);
    }

    #[test]
    fn what_the_brand_was_never_told_of_stands_apart() {
        let mut cases: Vec<Case> = (1..=10).map(|hours| case(0, Some(hours), Fate::SolvedByBrand)).collect();
        cases.push(Case { told_at: None, ..case(0, None, Fate::Pending) });
        let figures = of(&cases, at(1_000));
        assert_eq!((figures.untold, figures.answered, figures.counted), (1, Part { part: 10, whole: 10 }, 11));
    }

    #[test]
    fn time_runs_from_when_the_brand_was_told() {
        let cases: Vec<Case> = (0..10).map(|_| case(48, Some(50), Fate::Pending)).collect();
        assert_eq!(of(&cases, at(100)).median, Wait::Within(TimeDelta::hours(2)));
    }

    #[test]
    fn the_resolution_rate_has_below_the_line_what_was_given_up_in_every_way() {
        let ended = |fate| case(0, Some(1), fate);
        let cases: Vec<Case> = Fate::ALL.into_iter().map(ended).collect();
        let figures = of(&cases, at(100));
        assert_eq!(figures.solved, Part { part: 1, whole: 6 });
        let ended = |word| figures.ended(&Fate::group(word));
        assert_eq!((ended("withdrawn-after"), ended("unanswered"), figures.counted), (2, 1, 11));
        let parts: usize = Fate::group("closed").into_iter().map(|it| figures.ended(&[it])).sum();
        assert_eq!(parts, figures.solved.whole, "the parts that a page names are the whole");
        assert_eq!(ended("solved-untold"), 1, "neither for the brand nor against it");
    }

    #[test]
    fn one_person_counts_once_in_thirty_days() {
        let who = Some(ActorId(uuid::Uuid::from_u128(7)));
        let id = |days: i64| ComplaintId(uuid::Uuid::from_u128(u128::from(days.unsigned_abs())));
        let filed =
            |days: i64| Case { id: id(days), person: who, filed_at: at(days * 24), ..case(0, None, Fate::Pending) };
        let all = [filed(0), filed(5), filed(29), filed(31), filed(60)];
        let figures = of(&all, at(10_000));
        assert_eq!((figures.counted, figures.repeated), (2, 3));
        assert_eq!(repeats(all.map(|it| (it.id, it.filed_at))), [id(5), id(29), id(60)]);
    }

    #[test]
    fn a_name_made_for_one_complaint_counts_where_nobody_can_tell_whose_it_is() {
        let named = |who: u128, days: i64| Case {
            person: Some(ActorId(uuid::Uuid::from_u128(who))),
            filed_at: at(days * 24),
            ..case(0, None, Fate::Pending)
        };
        let veiled = |who, days| Case { name: Name::Pseudonym, ..named(who, days) };
        // Ten names of one person buy no sample; and with few others, who it is makes no difference.
        let few: Vec<Case> = (0..5).map(|it| named(it, 0)).collect();
        let of_all = |cases: &[Case], more: &[Case]| {
            let figures = of(&[cases, more].concat(), at(10_000));
            (figures.counted, figures.repeated, figures.veiled)
        };
        let (own, foreign): (Vec<_>, Vec<_>) =
            (0..10_u32).map(|it| (veiled(0, it.into()), veiled(u128::from(it) + 20, it.into()))).unzip();
        assert_eq!(of_all(&few, &own), (5, 0, 10));
        assert_eq!(of_all(&few, &foreign), (5, 0, 10));
        // Among many it is asked who it is: one person counts once, under whatever names.
        let many: Vec<Case> = (0..10).map(|it| named(it, 0)).collect();
        assert_eq!(of_all(&many, &own), (10, 10, 0));
        assert_eq!(of_all(&many, &[veiled(77, 1), veiled(77, 2), veiled(77, 3)]), (11, 2, 0));
        // What is filed under one's own name is not pushed out by what was filed under another.
        assert_eq!(of_all(&many, &[veiled(77, 1), named(77, 2)]), (12, 0, 0));
    }

    #[test]
    fn a_proof_of_purchase_stands_beside_each_sample() {
        let proven = |proof, fate, human| Case { proof, rating: human, ..case(0, human.map(i64::from), fate) };
        let cases = [
            proven(ProofTier::OrderConfirmed, Fate::SolvedByBrand, Some(9)),
            proven(ProofTier::Receipt, Fate::Pending, None),
            proven(ProofTier::None, Fate::SolvedByBrand, Some(3)),
        ];
        let proven = of(&cases, at(1)).proven;
        assert_eq!(proven, Proven { told: 2, answered: 1, decided: 1, rated: 1 });
    }

    #[test]
    fn ratings_are_one_for_each_complaint_and_rounded_once() {
        let rated = |rating| Case { rating: Some(rating), ..case(0, Some(1), Fate::SolvedByBrand) };
        let mut cases: Vec<Case> = (0..9).map(|_| rated(8)).collect();
        cases.push(rated(3));
        assert_eq!(of(&cases, at(100)).mean_tenths(), Some(75));
    }

    #[test]
    fn every_fate_has_a_word_of_its_own() {
        for fate in Fate::ALL {
            assert_eq!(Fate::from_word(fate.word()), Some(fate));
        }
    }
}
