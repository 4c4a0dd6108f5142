//! Input 46: histories of another home that reach for what is not theirs. A generator writes them, the server takes them in
//! through its doors, and every row, every page and everything that is sent which is not of that home stays as it was.

mod forge;
mod shared;
mod stories;
mod world;

use serde_json::json;

use crate::hostile::histories::forge::{Forged, Forger, Telling, honest};
use crate::hostile::histories::world::World;
use crate::hostile::ledger::Tally;
use crate::support::Engine;

/// Histories on one engine while nobody here follows the board that tells them, and while somebody does.
const UNFOLLOWED: usize = 3_600;
const FOLLOWED: usize = 5_000;
/// Those that are told by pages, as what somebody asks for.
const PULLED: usize = 600;
/// Those that a carrier shows at once as copies, each once as another board's and once as ours, and how often it does.
const COPIED: usize = 40;
const COPYINGS: usize = 2;
/// Threads that people here take part in, and the lines that their home tells on of each.
const SHARED: usize = 48;
const TOLD_ON: usize = 12;
/// Lines more in which its home decides, too: it erases, dismisses and takes out.
const DECIDED: usize = 8;
/// Lines more between two looks at everything.
const LOOKED_AT: usize = 4;
/// Heads of one page of those without an end, and how many pages of them are read at most.
const ENDLESS_PAGE: usize = 400;
const ENDLESS_PAGES_MAX: usize = 5;
/// Histories between two looks at everything.
const BATCH: usize = 1_000;
/// Letters on their way at one moment.
const AT_ONCE: usize = 16;
/// What is tried can be had again by it; `HISTORIES_SEED` tries something else.
const SEED: u64 = 20_261_127;

fn seed() -> u64 {
    std::env::var("HISTORIES_SEED").ok().and_then(|it| it.parse().ok()).unwrap_or(SEED)
}

/// `HISTORIES` tries fewer on each way in, for a first look.
fn at_most(count: usize) -> usize {
    std::env::var("HISTORIES").ok().and_then(|it| it.parse().ok()).unwrap_or(count).min(count)
}

async fn a_history_that_nobody_follows_comes_to_nothing(engine: Engine) -> Tally {
    Box::pin(through_the_inbox(engine, false, at_most(UNFOLLOWED))).await
}

async fn a_history_changes_nothing_but_itself(engine: Engine) -> Tally {
    Box::pin(through_the_inbox(engine, true, at_most(FOLLOWED))).await
}

async fn through_the_inbox(engine: Engine, followed: bool, count: usize) -> Tally {
    let mut tally = Tally::default();
    let world = World::start(engine, followed).await;
    let mut forger = Forger::new(seed() ^ u64::from(followed), world.foreign.clone(), world.home());
    let histories: Vec<Forged> = (0..count).map(|number| forger.forge(number)).collect();
    let (at_first, mut before) = (world.taken(), world.digest().await);
    for (number, batch) in histories.chunks(BATCH).enumerate() {
        // So many are told as on days that have no bound.
        *world.rig.test.app.doings.lock().unwrap() = redress::domain::doings::Doings::default();
        for some in batch.chunks(AT_ONCE) {
            let sent = futures_util::future::join_all(some.iter().map(|history| world.tell(history))).await;
            for status in sent {
                // What no text may hold is refused at the door; the rest is taken in and looked at.
                tally.row(matches!(status, 202 | 400), format_args!("an answer of {status}"));
                tally.histories += 1;
            }
            world.rig.test.drain().await;
        }
        let after = world.digest().await;
        if let Some(change) = before.difference(&after) {
            let first = number * BATCH;
            tally.row(false, format_args!("seed {}, one of {} from {first} on: {change}", seed(), batch.len()));
            tally.row(false, culprit(engine, followed, batch).await);
            return tally;
        }
        before = after;
    }
    let taken = world.taken() - at_first;
    let right = if followed { taken > i64::try_from(count / 3).unwrap() } else { taken == 0 };
    tally.row(right, format_args!("{taken} of {count} histories were taken in"));
    tally
}

/// Which of these it was: told alone, in halves, each half to a server of its own.
async fn culprit(engine: Engine, followed: bool, batch: &[Forged]) -> String {
    let mut suspects = batch;
    let mut last = String::new();
    while suspects.len() > 1 {
        let (first, second) = suspects.split_at(suspects.len() / 2);
        suspects = match told(engine, followed, first).await {
            Some(change) => {
                last = change;
                first
            }
            None => second,
        };
    }
    format!("perhaps: {last}\n{}", suspects[0].document)
}

async fn told(engine: Engine, followed: bool, histories: &[Forged]) -> Option<String> {
    let world = World::start(engine, followed).await;
    let before = world.digest().await;
    for history in histories {
        world.tell(history).await;
    }
    world.rig.test.drain().await;
    before.difference(&world.digest().await)
}

/// The same, told by pages: the board's digest, its collections, and the pages of their histories.
async fn a_history_that_is_asked_for_changes_nothing_but_itself(engine: Engine) -> Tally {
    let mut tally = Tally::default();
    let world = World::start(engine, true).await;
    let mut forger = Forger::new(seed() ^ 2, world.foreign.clone(), world.home());
    world.compare(&[]).await;
    let (at_first, before) = (world.taken(), world.digest().await);
    let mut items = Vec::new();
    for number in 0..PULLED {
        let history = forger.forge(number);
        world.serve(&history);
        items.push(json!({"id": history.uri, "rd:sequence": history.sequence, "rd:head": history.head}));
    }
    world.compare(&items).await;
    let change = before.difference(&world.digest().await);
    tally.row(change.is_none(), format_args!("seed {}: {change:?}", seed()));
    let taken = world.taken() - at_first;
    tally.row(taken > i64::try_from(PULLED / 4).unwrap(), format_args!("{taken} of {PULLED} histories were taken in"));
    tally.tried += PULLED - 1;
    tally.histories = PULLED;
    tally
}

/// People here take part in threads of the hostile home. It tells them on, line by line, as if it were them: what they said
/// stays as they said it, and nothing is said or asked for in their name.
async fn a_thread_that_people_here_take_part_in_is_told_on(engine: Engine) -> Tally {
    let mut tally = Tally::default();
    let mut world = World::start(engine, true).await;
    let mut forger = Forger::new(seed() ^ 4, world.foreign.clone(), world.home());
    let mut threads = world.share(&mut forger, at_most(SHARED)).await;
    tally.same(world.takes_part(&threads).await, threads.len(), "threads with the words of people here");
    let (at_first, mut before) = (world.followed(&threads).await, world.digest().await);
    for round in 0..TOLD_ON + DECIDED {
        let telling = if round < TOLD_ON { Telling::Deeds } else { Telling::Decisions };
        if round == TOLD_ON {
            world.looks_past_their_posts();
            before = world.digest().await;
        }
        for some in threads.chunks_mut(AT_ONCE) {
            let told: Vec<Forged> = some.iter_mut().filter_map(|it| forger.tell_on(it, round, telling)).collect();
            for status in futures_util::future::join_all(told.iter().map(|it| world.tell(it))).await {
                tally.same(status, 202, "a line more");
                tally.histories += 1;
            }
            world.rig.test.drain().await;
        }
        if round % LOOKED_AT == LOOKED_AT - 1
            && let Some(change) = before.difference(&world.digest().await)
        {
            tally.row(false, format_args!("seed {}, line {round} more: {change}", seed()));
            return tally;
        }
    }
    let taken = world.followed(&threads).await - at_first;
    let told = tally.histories;
    tally.row(taken > told / 2, format_args!("{taken} of {told} lines were taken in"));
    tally
}

/// A carrier shows copies of a board that is not its own, and of ours after a restore: nobody's proof stands under them.
async fn a_copy_of_a_hostile_carrier_changes_nothing(engine: Engine) -> Tally {
    let mut tally = Tally::default();
    let world = World::start(engine, true).await;
    let mut forger = Forger::new(seed() ^ 3, world.foreign.clone(), world.home());
    world.compare_honest().await;
    world.recover().await;
    let before = world.digest().await;
    for number in 0..COPYINGS {
        let histories: Vec<Forged> = (0..COPIED).map(|it| forger.forge(number * COPIED + it)).collect();
        let (board, uri) = world.honest_uris();
        world.serve_copies(&histories, (&board, &uri), None);
        world.compare_honest().await;
        let change = before.difference(&world.digest().await);
        tally.row(change.is_none(), format_args!("a copy {number}: {change:?}"));
        let (board, uri) = world.own_uris().await;
        world.serve_copies(&histories, (&board, &uri), Some(world.rig.test.app.address.origin()));
        world.recover().await;
        let change = before.difference(&world.digest().await);
        tally.row(change.is_none(), format_args!("an offer {number} after a restore: {change:?}"));
    }
    // Each of them was looked at.
    tally.histories = world.asked_as_a_carrier().min(COPIED * COPYINGS * 2);
    tally.row(
        world.asked_as_a_carrier() >= COPIED * COPYINGS,
        format_args!("asked {} times", world.asked_as_a_carrier()),
    );
    tally
}

/// Heads without an end are read until there are more than anybody can hold of that board, and then no more.
async fn a_carrier_of_endless_heads_is_heard_for_a_while(engine: Engine) -> Tally {
    let mut tally = Tally::default();
    let world = World::start(engine, true).await;
    world.compare_honest().await;
    let before = (world.digest().await, world.asked_for_heads());
    world.serve_endless_heads(ENDLESS_PAGE);
    world.compare_honest().await;
    let asked = world.asked_for_heads() - before.1;
    tally.row((1..=ENDLESS_PAGES_MAX).contains(&asked), format_args!("{asked} pages of heads were read"));
    let change = before.0.difference(&world.digest().await);
    tally.row(change.is_none(), format_args!("{change:?}"));
    tally
}

/// Somebody's id is used before they use it themselves, and a local one, too: everybody keeps what is theirs.
async fn nobody_uses_up_an_id(engine: Engine) -> Tally {
    let mut tally = Tally::default();
    let world = World::start(engine, true).await;
    let mut forger = Forger::new(1, world.foreign.clone(), world.home());
    let first = forger.plain(honest(8), &[("post", world.honest_post(honest(8)))]);
    tally.same(world.tell(&first).await, 202, "whoever comes first");
    world.rig.test.drain().await;
    tally.row(world.holds(&first.uri).await, "whoever comes first is kept");
    let (real, status) = world.tell_honest(honest(8)).await;
    tally.same(status, 202, "the real one");
    tally.row(world.holds(&real).await, "the real one is refused");
    tally.row(world.honest_words(&real).await, "the real one has its own post");
    let local = forger.plain(world.local_thread(), &[]);
    let before = world.digest().await;
    tally.same(world.tell(&local).await, 202, "an id of ours");
    world.rig.test.drain().await;
    let change = before.difference(&world.digest().await);
    tally.row(change.is_none(), format_args!("a local thread changed: {change:?}"));
    tally.row(world.holds(&local.uri).await, "an id of ours is another one at another home");
    tally
}

/// What a home says of somebody here, of a voice, and of a brand, each seen by whoever reads it.
async fn what_a_home_says_of_others_is_its_claim(engine: Engine) -> Tally {
    world::claims(engine).await
}

/// A2, A3 and A4 of the reports.
async fn a_post_in_another_thread_is_out_of_reach(engine: Engine) -> Tally {
    stories::in_another_thread(engine).await
}

async fn what_was_said_once_is_told_once(engine: Engine) -> Tally {
    stories::once(engine).await
}

async fn a_home_puts_no_words_under_somebodys_request(engine: Engine) -> Tally {
    stories::other_words(engine).await
}

async fn what_people_here_filed_is_called_as_they_called_it(engine: Engine) -> Tally {
    Box::pin(stories::other_title(engine)).await
}

async fn a_signed_reply_stays_in_its_own_thread(engine: Engine) -> Tally {
    stories::a_reply_moved(engine).await
}

async fn a_history_asks_about_few_strangers(engine: Engine) -> Tally {
    stories::few_strangers(engine).await
}

async fn a_promise_that_a_home_alone_tells_of_is_said_by_it(engine: Engine) -> Tally {
    stories::promised_by_hearsay(engine).await
}

async fn a_home_erases_in_its_thread_and_nobodys_own_words(engine: Engine) -> Tally {
    stories::erased_by_home(engine).await
}

async fn an_erasure_reaches_copies_that_nobody_follows(engine: Engine) -> Tally {
    stories::erased_unfollowed(engine).await
}

async fn a_comment_is_nobodys_official_answer(engine: Engine) -> Tally {
    stories::nobodys_voice(engine).await
}

async fn a_board_that_calls_itself_something_else_keeps_its_key(engine: Engine) -> Tally {
    stories::another_kind(engine).await
}

hostile! { "histories":
    46 a_history_that_nobody_follows_comes_to_nothing,
    46 a_history_changes_nothing_but_itself,
    46 a_history_that_is_asked_for_changes_nothing_but_itself,
    46 a_thread_that_people_here_take_part_in_is_told_on,
    46 a_copy_of_a_hostile_carrier_changes_nothing,
    46 a_carrier_of_endless_heads_is_heard_for_a_while,
    46 nobody_uses_up_an_id,
    46 what_a_home_says_of_others_is_its_claim,
    46 a_post_in_another_thread_is_out_of_reach,
    46 what_was_said_once_is_told_once,
    46 a_home_puts_no_words_under_somebodys_request,
    46 what_people_here_filed_is_called_as_they_called_it,
    46 a_signed_reply_stays_in_its_own_thread,
    46 a_history_asks_about_few_strangers,
    46 a_promise_that_a_home_alone_tells_of_is_said_by_it,
    46 a_home_erases_in_its_thread_and_nobodys_own_words,
    46 a_comment_is_nobodys_official_answer,
    46 a_board_that_calls_itself_something_else_keeps_its_key,
    46 an_erasure_reaches_copies_that_nobody_follows,
}
