//! `redress-lab demo --check`: the main job, done by itself over HTTP, each step with its time.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};

use crate::demo::cast::{Brand, KESTREL, LUMENFOLD};
use crate::demo::instance::{Instance, Place};
use crate::demo::member::{Grievance, Member, Standing};
use crate::demo::sites;
use redress::commands::say;

const AGREE_WITHIN: Duration = Duration::from_secs(15);
const LOOK_EVERY: Duration = Duration::from_millis(10);

/// Prints what was done and how long it took.
struct Steps {
    began: Instant,
    last: Instant,
}

impl Steps {
    fn new() -> Steps {
        let now = Instant::now();
        Steps { began: now, last: now }
    }

    fn done(&mut self, what: &str) {
        say(format!("{:>8.1} ms  {what}", self.last.elapsed().as_secs_f64() * 1_000.0));
        self.last = Instant::now();
    }
}

/// One complaint and the three who look at it: its author, the brand, and a reader on the other server.
struct Case<'a> {
    author: &'a mut Member,
    voice: &'a mut Member,
    reader: &'a mut Member,
    brand: &'a Brand,
    thread: String,
}

pub(super) async fn main_job(north: Place, south: Place, dir: &Path) -> anyhow::Result<()> {
    let mut steps = Steps::new();
    let (north, south) = tokio::try_join!(Instance::start(north), Instance::start(south))?;
    steps.done("two instances answer");
    let result = both_ways(&mut steps, &north.place, &south.place, dir).await;
    tokio::try_join!(north.stop(), south.stop())?;
    result?;
    say(format!("Both servers agree on everything. {:.1} s in all.", steps.began.elapsed().as_secs_f64()));
    Ok(())
}

async fn both_ways(steps: &mut Steps, north: &Place, south: &Place, dir: &Path) -> anyhow::Result<()> {
    let people = async |place: &Place, name: &str, brand: &Brand| -> anyhow::Result<(Member, Member, String)> {
        let member = Member::register(&place.base, name).await?;
        let (voice, actor) = voice(place, brand).await?;
        Ok((member, voice, actor))
    };
    let ((mut author, mut noor, kestrel), (mut reader, mut joost, lumenfold)) =
        tokio::try_join!(people(north, "mira", &KESTREL), people(south, "tobias", &LUMENFOLD))?;
    steps.done("four people have accounts, two brands have boards and voices");
    let follow = async |place: &Place, brand: &Brand, home: &Place| {
        place.run(&["follow-board", &format!("{}@{}", brand.domain, home.authority())]).await
    };
    tokio::try_join!(follow(south, &KESTREL, north), follow(north, &LUMENFOLD, south))?;
    steps.done("each server follows the board of the other");
    let prove = async |brand: &Brand, actor: &str| -> anyhow::Result<()> {
        sites::name_voice(dir, brand, actor)?;
        let verify = ["brand", "verify", brand.domain, actor];
        tokio::try_join!(north.run(&verify), south.run(&verify))?;
        Ok(())
    };
    tokio::try_join!(prove(&KESTREL, &kestrel), prove(&LUMENFOLD, &lumenfold))?;
    steps.done("the brands' own sites prove their voices, as each server has seen itself");

    let what = Grievance {
        brand: KESTREL.domain,
        home: &north.authority(),
        title: "Parcel left in the rain",
        text: "The parcel stood on the pavement in the rain for a day. The books in it are pulp.",
        want: "refund",
    };
    let thread = author.file(what).await?;
    steps.done("north: a complaint is filed by page");
    let mut case = Case { author: &mut author, voice: &mut noor, reader: &mut reader, brand: &KESTREL, thread };
    case.agree(steps, "open", "south").await?;
    case.answered_declined_and_confirmed(steps, "north", "south").await?;

    let what = Grievance {
        brand: LUMENFOLD.domain,
        home: &south.authority(),
        title: "Billed for a phone that was returned",
        text: "The phone went back in May, the receipt is here. The instalments go on.",
        want: "refund",
    };
    author.file(what).await?;
    let thread = listed(&mut joost, what.title).await?;
    steps.done("south: a complaint from north went where the brand reads and stands in its desk");
    let mut case = Case { author: &mut author, voice: &mut joost, reader: &mut reader, brand: &LUMENFOLD, thread };
    case.answered_declined_and_confirmed(steps, "south", "north").await
}

impl Case<'_> {
    async fn answered_declined_and_confirmed(
        &mut self,
        steps: &mut Steps,
        home: &str,
        other: &str,
    ) -> anyhow::Result<()> {
        self.answer("I have found it and I am on it.", None).await?;
        steps.done(&format!("{home}: the brand answers, signed by name"));
        self.agree(steps, "acknowledged", other).await?;
        self.answer("Half of it is on its way back to you.", Some("refund")).await?;
        steps.done(&format!("{home}: the brand offers a resolution"));
        self.agree(steps, "offered", other).await?;
        self.author.act(&self.thread, "decline", &[("text", "I paid for all of it.")]).await?;
        steps.done("north: the complainant declines");
        self.agree(steps, "acknowledged", other).await?;
        self.answer("You are right. Here is the rest, with my apology.", Some("refund")).await?;
        steps.done(&format!("{home}: the brand offers again"));
        self.agree(steps, "offered", other).await?;
        self.author.act(&self.thread, "confirm", &[("rating", "9"), ("would_return", "yes")]).await?;
        steps.done("north: the complainant confirms");
        let end = self.agree(steps, "resolved", other).await?;
        say(format!("             {}: state {}, sequence {}, head {}", self.thread, end.state, end.sequence, end.head));
        Ok(())
    }

    async fn answer(&mut self, text: &str, offer: Option<&str>) -> anyhow::Result<()> {
        let mut fields = vec![("text", text), ("name", self.brand.representative), ("role", self.brand.role)];
        match offer {
            Some(outcome) => fields.extend([("and", "offer"), ("outcome", outcome)]),
            None => fields.push(("and", "answer")),
        }
        self.voice.act(&self.thread, "respond", &fields).await?;
        Ok(())
    }

    /// Waits until every server shows this state, with the same sequence and the same head.
    async fn agree(&mut self, steps: &mut Steps, state: &str, other: &str) -> anyhow::Result<Standing> {
        let since = Instant::now();
        loop {
            let (voice, author, reader) = tokio::join!(
                self.voice.standing(&self.thread),
                self.author.standing(&self.thread),
                self.reader.standing(&self.thread),
            );
            let seen = [voice.ok(), author.ok(), reader.ok()];
            match &seen {
                [Some(one), Some(two), Some(three)] if one.state == state && one == two && one == three => {
                    steps.done(&format!("{other}: same state, sequence and head ({state}, {})", one.sequence));
                    return Ok(one.clone());
                }
                _ => {}
            }
            ensure!(since.elapsed() < AGREE_WITHIN, "{} is not {state} everywhere: {seen:?}", self.thread);
            tokio::time::sleep(LOOK_EVERY).await;
        }
    }
}

/// An account, and with it the voice of a brand on this instance, named by its administrator.
async fn voice(place: &Place, brand: &Brand) -> anyhow::Result<(Member, String)> {
    let member = Member::register(&place.base, brand.account).await?;
    place.run(&["brand", "add", brand.domain, brand.name]).await?;
    let person = ["--account", brand.account, "--name", brand.representative, "--role", brand.role];
    let said = place.run(&[&["brand", "voice", brand.domain, brand.voice][..], &person[..]].concat()).await?;
    let actor = said.split(['(', ')']).nth(1).context("the voice has no address")?;
    Ok((member, actor.to_owned()))
}

/// Waits until a thread of this title stands in somebody's desk.
async fn listed(member: &mut Member, title: &str) -> anyhow::Result<String> {
    let since = Instant::now();
    loop {
        match member.thread_called(title, "/desk").await {
            Err(_) if since.elapsed() < AGREE_WITHIN => tokio::time::sleep(LOOK_EVERY).await,
            found => return found,
        }
    }
}
