//! What is in the database before anything is measured: threads, filed and answered through the same deeds as real ones.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use futures_util::{StreamExt, TryStreamExt, stream};

use crate::bench::peer::Peer;
use redress::app::App;
use redress::crypto::random;
use redress::domain::action::{Action, Body};
use redress::domain::brand::BrandDomain;
use redress::domain::ids::{ActorId, BrandId, ComplaintId};
use redress::domain::record::COLUMNS;
use redress::services::act::{Acting, act_here};
use redress::services::file_complaint::{Again, Draft, Filer, file_complaint};
use redress::services::open_board::open_board;
use redress::services::scene::Scene;
use redress::storage::actors::{self, Actor, ActorKind};
use redress::storage::brands::{self, Brand, Official, Proof};
use redress::storage::follows::{self, Follow};
use redress::storage::{Cause, Door, StorageError};

pub(super) const BRAND: &str = "parcels.example";
/// Replies under the thread that is asked for.
pub(super) const REPLIES: usize = 24;
/// Posts of every other complaint, its own included.
pub(super) const POSTS: usize = 10;
/// Followers of the board, one inbox each.
pub(super) const FOLLOWERS: usize = 2_000;
/// Other brands that somebody speaks for: names on pages are compared with theirs.
const VOICED: usize = 3_000;
/// Deeds at a time: the database writes them in groups.
const AT_ONCE: usize = 64;
/// Deeds of one transaction that are none of people's.
const FOLLOWERS_PER_TURN: usize = 500;

const TEXT: &str = "The parcel was promised for Tuesday, then for Friday, and then nobody could say where it was. I have called four \
times, each time somebody new asked me for the same numbers, and each time I was told to wait for an answer that did not come.";

/// What was made.
#[derive(Clone)]
pub(super) struct Seeded {
    pub(super) board: Actor,
    /// The complaint with [`REPLIES`] replies.
    pub(super) thread: ComplaintId,
    pub(super) complaints: u64,
    /// Bytes that people wrote.
    pub(super) text_bytes: usize,
}

pub(super) async fn seed(app: &App, complaints: u64) -> anyhow::Result<Seeded> {
    let scene = Scene::of(app);
    let (brand, board) = open_board(app, BrandDomain::kept(BRAND), Some("Parcels".into())).await?;
    add_voices(app).await?;
    let people: Vec<Actor> =
        (0..20).map(|number| scene.new_actor(ActorKind::Person, &format!("reader{number}"), "A reader")).collect();
    let ids: Arc<Vec<ActorId>> = Arc::new(people.iter().map(|it| it.id).collect());
    app.db
        .write::<_, StorageError, _>(move |tx| people.iter().try_for_each(|person| actors::insert_local(tx, person)))
        .await?;
    let thread = file(app, &ids, brand.id, 0, REPLIES).await?;
    stream::iter(1..complaints)
        .map(|number| file(app, &ids, brand.id, number, POSTS - 1))
        .buffer_unordered(AT_ONCE)
        .try_for_each(|_| async { Ok(()) })
        .await?;
    let posts = usize::try_from(complaints - 1)? * POSTS + REPLIES + 1;
    Ok(Seeded { board, thread, complaints, text_bytes: posts * TEXT.len() })
}

/// Brands with a voice each, as an administrator names them.
async fn add_voices(app: &App) -> anyhow::Result<()> {
    let scene = Scene::of(app);
    for turn in (0..VOICED).collect::<Vec<_>>().chunks(FOLLOWERS_PER_TURN) {
        let named: Vec<(Brand, Actor)> = turn.iter().map(|number| voiced(&scene, *number)).collect();
        let at = scene.now;
        app.db
            .write_bulk::<_, StorageError, _>(move |tx| {
                for (brand, voice) in named {
                    brands::insert(tx, &brand)?;
                    actors::insert_local(tx, &voice)?;
                    let official = Official {
                        brand: brand.id,
                        actor: voice.id,
                        proof: Proof::Administrator,
                        evidence: String::new(),
                        verified_at: Some(at),
                        checked_at: at,
                        failing_since: None,
                        proven_at: None,
                    };
                    brands::save_official(tx, &official)?;
                }
                Ok(())
            })
            .await?;
    }
    Ok(())
}

fn voiced(scene: &Scene, number: usize) -> (Brand, Actor) {
    let domain = BrandDomain::kept(format!("company{number}.example"));
    let brand = Brand {
        id: BrandId(random::new_v4(scene.random.as_ref())),
        domain: Some(domain),
        name: format!("Company {number} Limited"),
        merged_into: None,
        created_at: scene.now,
    };
    (brand, scene.new_actor(ActorKind::Official, &format!("company{number}_care"), "Company"))
}

/// One complaint and the replies to it.
async fn file(
    app: &App,
    people: &[ActorId],
    brand: BrandId,
    number: u64,
    replies: usize,
) -> anyhow::Result<ComplaintId> {
    let cause = |what: String| Cause::new(Door::Import, "bench", what, app.clock.now());
    let first = usize::try_from(number)?;
    let filer = Filer { actor: people[first % people.len()], account: None };
    let title = format!("Parcel {number}: promised twice, and nobody knows where it is");
    let draft = Draft { title, text: TEXT.into(), language: Some("en".into()), ..Draft::default() };
    let filed = file_complaint(app, cause(format!("file {number}")), filer, brand, draft).await?.into_inner();
    for reply in 0..replies {
        let by = people[(first + reply + 1) % people.len()];
        let cause = cause(format!("reply {number} {reply}"));
        let act = Action::Comment { body: Body::written(TEXT)?, answers: None }.into();
        act_here(app, cause, Acting { complaint: filed.id, by, seen: None, again: Again::Meant, act }).await?;
    }
    Ok(filed.id)
}

/// Gives the board followers on the peer's hosts.
pub(super) async fn add_followers(app: &App, peer: &Peer, board: &Actor) -> anyhow::Result<()> {
    let scene = Scene::of(app);
    for turn in (0..FOLLOWERS).collect::<Vec<_>>().chunks(FOLLOWERS_PER_TURN) {
        let followers: Vec<Actor> = turn.iter().map(|number| follower(&scene, peer, *number)).collect();
        let (followed, at) = (board.id, scene.now);
        app.db
            .write_bulk::<_, StorageError, _>(move |tx| {
                for actor in followers {
                    let follower = actors::upsert_remote(tx, &actor)?;
                    let uri = format!("{}/follows/1", actor.uri);
                    follows::save(tx, &Follow { follower, followed, uri, accepted: true, at })?;
                }
                Ok(())
            })
            .await?;
    }
    Ok(())
}

fn follower(scene: &Scene, peer: &Peer, number: usize) -> Actor {
    let uri = peer.actor(number);
    Actor {
        uri: uri.clone(),
        local: false,
        host: peer.host(number),
        url: None,
        inbox: format!("{uri}/inbox"),
        shared_inbox: None,
        followers_uri: Some(format!("{uri}/followers")),
        key_id: Some(format!("{uri}#main-key")),
        speaks_rd: false,
        ..scene.new_actor(ActorKind::Person, &format!("reader{number}"), "A reader")
    }
}

/// A file as the Bureau publishes it, of so many rows. About as varied as the real one: many rows a company, few topics.
pub(super) fn write_records(path: &Path, rows: u64) -> anyhow::Result<()> {
    const TOPICS: [&str; 4] = [
        "\"Credit reporting, credit repair services, or other personal consumer reports\"",
        "Mortgage",
        "Debt collection",
        "Credit card",
    ];
    const ISSUES: [&str; 6] = [
        "Incorrect information on your report",
        "Trouble during payment process",
        "Attempts to collect debt not owed",
        "Improper use of your report",
        "Problem with a purchase shown on your statement",
        "Problem with a credit reporting company's investigation into an existing problem",
    ];
    const RESPONSES: [&str; 4] =
        ["Closed with explanation", "Closed with non-monetary relief", "Closed with monetary relief", "In progress"];
    let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
    writeln!(file, "{}", COLUMNS.join(","))?;
    for row in 0..rows {
        // Multiplying by a large odd number scatters the choices without repeating them in step.
        let draw = |count: u64, salt: u32| (row + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(salt) % count;
        let company = draw(100, 7).min(draw(100, 19)) * draw(4, 29).max(1) / 2;
        let (year, month, day) = (2015 + draw(9, 11), draw(12, 23) + 1, draw(28, 31) + 1);
        let index = |count: usize, salt: u32| usize::try_from(draw(count as u64, salt)).unwrap_or(0);
        writeln!(
            file,
            "{year}-{month:02}-{day:02},{},,{},,,,\"COMPANY {company}, INC.\",CA,,,,Web,{year}-{month:02}-{day:02},{},{},N/A,{}",
            TOPICS[index(TOPICS.len(), 3)],
            ISSUES[index(ISSUES.len(), 37)],
            RESPONSES[index(RESPONSES.len(), 41)],
            if draw(50, 43) == 0 { "No" } else { "Yes" },
            1_000_000 + row
        )?;
    }
    file.flush()?;
    Ok(())
}
