//! Writes histories as a home may that wants more than its own: every kind of event, with every text that may stand beside it,
//! pointing at every kind of thing that is somebody else's.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::TimeDelta;
use redress::crypto::integrity_proof;
use redress::crypto::keys::SecretKey;
use redress::domain::Timestamp;
use redress::domain::complaint::{
    Amount, CommentGround, Complaint, DeclineReason, Door, Effort, Event, Filed, FollowerBand, Ground, Happening,
    Label, Notice, OWN_MARK, Opening, Outcome, ProofTier, RULES, Side, Step, Target, Want,
};
use redress::domain::ids::ComplaintId;
use redress::domain::log::{Hash, commitment, wire_time};
use redress::domain::party::Party;
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// What a history may reach for, by what it is.
#[derive(Debug, Clone, Default)]
pub struct Foreign {
    /// People, voices, boards, servers: of ours, of others, and of nobody.
    pub actors: Vec<String>,
    /// Posts: shown, hidden, retracted, for the brand alone, of other threads and of other hosts, and none at all.
    pub posts: Vec<String>,
    /// Threads, activities and requests.
    pub things: Vec<String>,
    /// Posts with who really wrote them.
    pub written: Vec<Word>,
    pub words: Vec<String>,
    pub salts: Vec<String>,
    pub handles: Vec<String>,
    /// What people of ours really signed, elsewhere.
    pub statements: Vec<Value>,
    pub ids: Vec<ComplaintId>,
}

/// Who tells.
#[derive(Clone)]
pub struct Home {
    pub origin: String,
    pub board: String,
    pub brand: String,
    pub key: SecretKey,
    pub method: String,
    pub now: Timestamp,
}

/// A history as it is told.
#[derive(Clone)]
pub struct Forged {
    pub id: ComplaintId,
    pub uri: String,
    pub sequence: i64,
    pub head: String,
    pub lines: Vec<Value>,
    /// The state of the complaint, with the board's proof, and the newest lines.
    pub document: Value,
}

/// A small generator, so that a history can be had again by its number.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn of<'v, T>(&mut self, values: &'v [T]) -> &'v T {
        &values[self.below(values.len())]
    }

    fn hex(&mut self, bytes: usize) -> String {
        hex::encode((0..bytes).map(|_| u8::try_from(self.below(256)).unwrap()).collect::<Vec<_>>())
    }

    fn uuid(&mut self) -> Uuid {
        let mut bytes = [0; 16];
        for byte in &mut bytes {
            *byte = u8::try_from(self.below(256)).unwrap();
        }
        uuid::Builder::from_random_bytes(bytes).into_uuid()
    }
}

/// An event, and its texts by name.
pub type Told<'t> = (Party, Happening, Vec<(&'t str, String)>);
/// An event, its texts with name, value and salt, and what stands beside the line.
pub type Written = (Event, Vec<(String, String, String)>, Option<Value>);

pub struct Forger {
    dice: Dice,
    foreign: Arc<Foreign>,
    home: Home,
}

/// A post with who wrote it, and the request that it came with.
#[derive(Debug, Clone)]
pub struct Word {
    pub author: String,
    pub post: String,
    pub request: String,
}

/// What somebody here really asked the home for, with their signed word for it.
#[derive(Debug, Clone)]
pub struct Asked {
    pub author: String,
    pub request: String,
    pub by: Party,
    pub happening: Happening,
    pub beside: Value,
}

/// A thread that people here take part in, as its home told it until now.
pub struct Shared {
    pub id: ComplaintId,
    pub uri: String,
    pub lines: Vec<Written>,
    /// What people here really said in it, and what they never did.
    pub words: Vec<Word>,
    /// What stands beside a line as their signed word, each once really said.
    pub signed: Vec<Value>,
    /// What they asked for, which the home never records in their words.
    pub asked: Vec<Asked>,
}

/// What a home tells on in a thread that people here take part in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Telling {
    /// What somebody did, whoever that was.
    Deeds,
    /// Also what it decided itself: it erases, dismisses and takes out.
    Decisions,
}

/// Every text that any event has.
const TEXTS: [&str; 16] = [
    "author",
    "handle",
    "name",
    "post",
    "content",
    "title",
    "url",
    "published",
    "in-reply-to",
    "representative",
    "representative-role",
    "reason",
    "product",
    "contacts",
    "handed-to",
    "request",
];

/// An id that somebody may give.
pub fn honest(number: usize) -> ComplaintId {
    format!("0198f3a0-0000-7000-8000-{number:012}").parse().unwrap()
}

impl Forger {
    pub fn new(seed: u64, foreign: Foreign, home: Home) -> Forger {
        Forger { dice: Dice(seed), foreign: Arc::new(foreign), home }
    }

    pub fn forge(&mut self, number: usize) -> Forged {
        let id = if self.dice.one_in(20) {
            *self.dice.of(&Arc::clone(&self.foreign).ids)
        } else {
            ComplaintId(self.dice.uuid())
        };
        let count = 1 + self.dice.below(7);
        let rules = if self.dice.one_in(4) { 1 } else { RULES };
        let mut events = vec![self.filed(rules)];
        while events.len() < count {
            let (by, happening) = self.happening(i64::try_from(events.len()).unwrap());
            let mut longer = events.clone();
            let last = longer.last().map_or(self.home.now, |it| it.at);
            let sequence = i64::try_from(longer.len()).unwrap() + 1;
            longer.push(Event { sequence, rules, by, at: last, happening });
            // What the rules forbid is told now and then, too.
            if Complaint::replay(id, &longer).is_ok() || self.dice.one_in(200) {
                events = longer;
            } else if self.dice.one_in(4) {
                break;
            }
        }
        self.written(id, number, &events)
    }

    /// A history that tells nothing but itself, with this many words of its own people.
    pub fn plain(&mut self, id: ComplaintId, words: &[(&'static str, String)]) -> Forged {
        let happening = self.filing(Opening::Public);
        let filed = Event { sequence: 1, rules: RULES, by: Party::Complainant, at: self.home.now, happening };
        let author = format!("{}/users/1", self.home.origin);
        let mut texts: BTreeMap<&str, String> = BTreeMap::from([
            ("author", author),
            ("handle", format!("u1@{}", self.home.origin.rsplit("//").next().unwrap())),
            ("post", format!("{}/notes/{id}", self.home.origin)),
            ("content", "<p>It leaks.</p>".to_string()),
            ("title", "It leaks".to_string()),
        ]);
        texts.extend(words.iter().cloned());
        let texts = texts.into_iter().map(|(name, value)| (name.to_string(), value, self.dice.hex(32))).collect();
        self.sealed(id, &[(filed, texts, None)])
    }

    /// The same with events after the filing, each with its texts.
    pub fn told(&mut self, id: ComplaintId, events: Vec<Told<'_>>) -> Forged {
        let mut lines = Vec::new();
        for told in events {
            self.add(&mut lines, told);
        }
        self.sealed(id, &lines)
    }

    pub fn add(&mut self, lines: &mut Vec<Written>, (by, happening, texts): Told<'_>) {
        let sequence = i64::try_from(lines.len()).unwrap() + 1;
        let event = Event { sequence, rules: RULES, by, at: self.home.now, happening };
        let texts = texts.into_iter().map(|(name, value)| (name.to_string(), value, self.dice.hex(32))).collect();
        lines.push((event, texts, None));
    }

    /// One line more of a thread that people here take part in.
    pub fn tell_on(&mut self, shared: &mut Shared, number: usize, telling: Telling) -> Option<Forged> {
        const TRIES: usize = 60;
        let mut events: Vec<Event> = shared.lines.iter().map(|it| it.0.clone()).collect();
        let sequence = i64::try_from(events.len()).unwrap() + 1;
        for _ in 0..TRIES {
            // A true request, and not a word of it.
            let asked = if shared.asked.is_empty() || !self.dice.one_in(3) {
                None
            } else {
                Some(self.dice.of(&shared.asked).clone())
            };
            let (by, happening) = match &asked {
                Some(asked) => (asked.by, asked.happening.clone()),
                None => self.happening(sequence - 1),
            };
            let is_decision = matches!(
                happening,
                Happening::Erased { .. }
                    | Happening::Retracted {}
                    | Happening::Dismissed { .. }
                    | Happening::Reinstated {}
                    | Happening::ContestDecided { .. }
                    | Happening::ComplainantGone {}
                    | Happening::CommentHidden { .. }
            );
            if is_decision && telling == Telling::Deeds {
                continue;
            }
            events.push(Event { sequence, rules: RULES, by, at: self.home.now, happening });
            if Complaint::replay(shared.id, &events).is_ok() {
                let mut texts = self.texts(number, events.len(), &shared.words, 2);
                // What they signed once is shown again beside anything.
                let mut beside = self.dice.one_in(3).then(|| shared.signed.get(number % 3).cloned()).flatten();
                if let Some(asked) = asked {
                    texts.retain(|(name, ..)| !matches!(name.as_str(), "author" | "handle" | "request" | "reason"));
                    let reason = self.dice.of(&Arc::clone(&self.foreign).words).clone();
                    for (name, value) in [("author", asked.author), ("request", asked.request), ("reason", reason)] {
                        texts.push((name.to_string(), value, self.dice.hex(32)));
                    }
                    beside = Some(asked.beside);
                }
                shared.lines.push((events.pop().unwrap(), texts, beside));
                return Some(self.sealed(shared.id, &shared.lines));
            }
            events.pop();
        }
        None
    }

    pub fn filing(&self, opening: Opening) -> Happening {
        Happening::Filed(Box::new(Filed {
            brand: self.home.brand.clone(),
            door: Door::Page,
            followers: FollowerBand::Unknown,
            proof: ProofTier::None,
            opening,
            wants: vec![Want::Refund],
            effort: Effort::default(),
            amount: None,
            language: None,
            pseudonym: false,
        }))
    }

    fn filed(&mut self, rules: u32) -> Event {
        let until = self.home.now + TimeDelta::minutes(10);
        let opening = match self.dice.below(6) {
            0 => Opening::Provisional { until },
            1 => Opening::Embargoed { until: self.home.now + TimeDelta::hours(2) },
            _ => Opening::Public,
        };
        let mut happening = self.filing(opening);
        if let Happening::Filed(filed) = &mut happening {
            if self.dice.one_in(25) {
                let others =
                    ["acme.com", "globex.com", "unknown.com", "provisional:0198f3a0-0000-7000-8000-000000000000"];
                filed.brand = (*self.dice.of(&others)).to_string();
            }
            if self.dice.one_in(5) {
                filed.amount = Some(Amount { minor: i64::MAX, currency: "EUR".into() });
            }
        }
        let at = match self.dice.below(30) {
            0 => "1970-01-01T00:00:00Z".parse().unwrap(),
            1 => "2099-01-01T00:00:00Z".parse().unwrap(),
            2 => self.home.now - TimeDelta::days(400),
            _ => self.home.now,
        };
        Event { sequence: 1, rules, by: Party::Complainant, at, happening }
    }

    fn party(&mut self) -> Party {
        match self.dice.below(9) {
            0..3 => Party::Complainant,
            3..6 => Party::Brand,
            6 => Party::Commenter(1 + u32::try_from(self.dice.below(2)).unwrap()),
            7 => Party::Moderator(1),
            _ => Party::Home,
        }
    }

    /// Any event there is, by whoever may do it most of the time.
    fn happening(&mut self, before: i64) -> (Party, Happening) {
        let number = 1 + u32::try_from(self.dice.below(2)).unwrap();
        let due = self.home.now + TimeDelta::days(10);
        let at = 1 + i64::try_from(self.dice.below(usize::try_from(before).unwrap() + 1)).unwrap();
        let targets = TEXTS.iter().map(|name| Target { sequence: at, name: (*name).to_string() }).collect();
        let ground = *self.dice.of(Ground::ALL);
        let named = !self.dice.one_in(4);
        let (by, happening) = match self.dice.below(46) {
            0 => (Party::Complainant, Happening::Retracted {}),
            1 => (Party::Home, Happening::Published {}),
            2 => (Party::Home, Happening::BrandNotified { how: Notice::Desk }),
            3 => (Party::Brand, Happening::Acknowledged {}),
            4..8 => (Party::Brand, Happening::Responded { response: number, named, automated: false }),
            8 | 9 => (Party::Brand, Happening::ResponseEdited { response: number }),
            10 => (Party::Brand, Happening::ResponseDeleted { response: number }),
            11 if named => {
                (Party::Home, Happening::Labelled { response: number, labels: vec![Label::Canned], signal_rules: 1 })
            }
            // As whoever filed marks an answer that sends them elsewhere.
            11 => (
                Party::Complainant,
                Happening::Labelled { response: number, labels: vec![Label::Deflected], signal_rules: OWN_MARK },
            ),
            12 => (Party::Brand, Happening::LabelDisputed { response: number, label: Label::Canned }),
            13 => {
                (Party::Moderator(1), Happening::LabelDecided { response: number, label: Label::Canned, upheld: true })
            }
            14 => (Party::Brand, Happening::Asked {}),
            15 => (Party::Complainant, Happening::Answered {}),
            16..20 => (Party::Commenter(1), Happening::Commented { answers: None }),
            20 => (Party::Complainant, Happening::Commented { answers: None }),
            21 => (Party::Brand, Happening::HandedOff {}),
            22 => (Party::Brand, Happening::Promised { promise: number, due }),
            23 => (Party::Brand, Happening::PromiseKept { promise: number, late: false }),
            24 => (Party::Complainant, Happening::PromiseRefuted { promise: number }),
            25 => (Party::Complainant, Happening::PromiseConfirmed { promise: number }),
            26 => (Party::Home, Happening::PromiseBroken { promise: number }),
            27 => {
                let reason = self.dice.one_in(3).then_some(DeclineReason::Policy);
                let outcome = if reason.is_some() { Outcome::Declined } else { Outcome::Refund };
                (Party::Brand, Happening::ResolutionOffered { offer: 1, response: number, outcome, reason })
            }
            28 => {
                let rating = Some(u8::try_from(self.dice.below(11)).unwrap());
                (
                    Party::Complainant,
                    Happening::ResolutionConfirmed {
                        offer: None,
                        rating,
                        would_return: Some(false),
                        solved_by: None,
                        got: None,
                    },
                )
            }
            29 => (Party::Complainant, Happening::ResolutionDeclined { offer: 1 }),
            30 => (Party::Complainant, Happening::GivenUp { rating: Some(1), would_return: None }),
            31 => (Party::Complainant, Happening::Reopened {}),
            32 => (Party::Complainant, Happening::Withdrawn { settled: None, condition: None }),
            33 => (Party::Brand, Happening::Contested { ground }),
            34 => (Party::Moderator(1), Happening::Dismissed { ground }),
            35 => (Party::Complainant, Happening::Appealed { side: Side::Complainant }),
            36 => (Party::Complainant, Happening::Escalated { step: Step::Mediator }),
            37 => (Party::Complainant, Happening::Corrected {}),
            38..41 => (Party::Complainant, Happening::Erased { targets }),
            41 => {
                let to = (*self.dice.of(&["acme.com", "globex.com", "unknown.com"])).to_string();
                (Party::Moderator(1), Happening::BrandReassigned { from: self.home.brand.clone(), to })
            }
            42 => (Party::Commenter(1), Happening::Supported {}),
            43 | 44 => self.about_comment(at),
            _ => match self.dice.below(17) {
                7 => (Party::Commenter(1), Happening::SupportWithdrawn {}),
                8 => (Party::Moderator(1), Happening::Reinstated {}),
                9 => (Party::Home, Happening::StepWorked { step: Step::Mediator }),
                10 => (Party::Home, Happening::ClosedUnanswered {}),
                11 => (Party::Complainant, Happening::AskedAgain {}),
                0 => (Party::Complainant, Happening::Kudos { response: number }),
                12 => (Party::Commenter(1), Happening::Kudos { response: number }),
                13 => (
                    Party::Home,
                    Happening::Labelled { response: number, labels: vec![Label::Automated], signal_rules: 1 },
                ),
                14 => (Party::Brand, Happening::LabelDisputed { response: number, label: Label::Deflected }),
                15 => (
                    Party::Moderator(1),
                    Happening::LabelDecided { response: number, label: Label::Deflected, upheld: false },
                ),
                1 => (Party::Home, Happening::ProofTierSet { tier: ProofTier::Receipt }),
                2 => (Party::Home, Happening::Reminded { day: 3, whom: None }),
                3 => (Party::Home, Happening::Lapsed {}),
                4 => (Party::Home, Happening::ComplainantGone {}),
                5 => (Party::Home, Happening::LinkedToProblem { problem: self.dice.uuid() }),
                6 => (Party::Moderator(1), Happening::ContestDecided { ground, upheld: true }),
                _ => (Party::Home, Happening::Newer { kind: "Exploded".into(), fields: Map::new() }),
            },
        };
        if self.dice.one_in(12) { (self.party(), happening) } else { (by, happening) }
    }

    fn about_comment(&mut self, comment: i64) -> (Party, Happening) {
        let ground = *self.dice.of(CommentGround::ALL);
        match self.dice.below(4) {
            0 => (Party::Commenter(1), Happening::CommentEdited { comment }),
            1 => (Party::Commenter(1), Happening::CommentDeleted { comment }),
            2 => (Party::Moderator(1), Happening::CommentHidden { comment, ground }),
            _ => (Party::Moderator(1), Happening::CommentShown { comment }),
        }
    }

    fn value(&mut self, name: &str, number: usize, sequence: usize) -> String {
        let foreign = Arc::clone(&self.foreign);
        let origin = self.home.origin.clone();
        let mine = self.dice.one_in(3);
        match name {
            "author" if mine => format!("{origin}/users/{}", self.dice.below(3)),
            "author" => self.dice.of(&foreign.actors).clone(),
            "post" | "in-reply-to" if mine => format!("{origin}/notes/{number}-{sequence}"),
            "post" | "in-reply-to" if self.dice.one_in(8) => self.dice.of(&foreign.things).clone(),
            "url" if mine => format!("{origin}/@u/{number}"),
            "post" | "in-reply-to" | "url" => self.dice.of(&foreign.posts).clone(),
            "request" => self.dice.of(&foreign.things).clone(),
            "handle" => self.dice.of(&foreign.handles).clone(),
            "published" => wire_time(self.home.now),
            _ if self.dice.one_in(10) => "e".to_string(),
            _ => self.dice.of(&foreign.words).clone(),
        }
    }

    /// The texts of a line. One time in `often` or more it names what somebody said with its real author, as if that had been
    /// written for this.
    fn texts(&mut self, number: usize, place: usize, words: &[Word], often: usize) -> Vec<(String, String, String)> {
        let foreign = Arc::clone(&self.foreign);
        let named: Vec<&str> = TEXTS.iter().copied().filter(|_| !self.dice.one_in(4)).collect();
        let theirs = self.dice.one_in(often).then(|| self.dice.of(words).clone());
        let mut texts = Vec::new();
        for name in named {
            let value = match (&theirs, name) {
                (Some(word), "author") => word.author.clone(),
                (Some(word), "post") => word.post.clone(),
                (Some(word), "request") if !word.request.is_empty() => word.request.clone(),
                _ => self.value(name, number, place),
            };
            let salt = if self.dice.one_in(6) { self.dice.of(&foreign.salts).clone() } else { self.dice.hex(32) };
            texts.push((name.to_string(), value, salt));
        }
        texts
    }

    fn written(&mut self, id: ComplaintId, number: usize, events: &[Event]) -> Forged {
        let spoilt = self.dice.one_in(12);
        let mut lines = Vec::new();
        for (place, event) in events.iter().enumerate() {
            let words = Arc::clone(&self.foreign);
            let mut texts = self.texts(number, place, &words.written, 3);
            if spoilt && !texts.is_empty() {
                let at = self.dice.below(texts.len());
                let prefix = texts[at].2[..8].to_string();
                match self.dice.below(7) {
                    0 => texts[at].2 = String::new(),
                    1 => texts[at].2 = prefix,
                    2 => texts[at].1 = "a\0b".to_string(),
                    3 => texts[at].0 = "Content".to_string(),
                    4 => texts.push(texts[at].clone()),
                    5 => texts[at].2 = "zz".repeat(32),
                    _ => texts[at].2.push_str("00"),
                }
            }
            let beside = match self.dice.below(6) {
                0 => Some(json!({"rd:statement": self.dice.of(&words.statements)})),
                1 => Some(json!({"rd:attestedBy": self.dice.of(&words.posts)})),
                _ => None,
            };
            lines.push((event.clone(), texts, beside));
        }
        self.sealed(id, &lines)
    }

    /// Chains, hashes and proves: nothing is wrong with it but what it says.
    pub fn sealed(&self, id: ComplaintId, events: &[Written]) -> Forged {
        let mut previous: Option<Hash> = None;
        let mut lines = Vec::new();
        for (event, texts, beside) in events {
            let mut commitments = BTreeMap::new();
            for (name, value, salt) in texts {
                commitments.insert(name.clone(), commitment(&hex::decode(salt).unwrap_or_default(), value));
            }
            let (kind, fields) = event.happening.parts();
            let core = json!({
                "at": wire_time(event.at), "commitments": commitments, "complaint": id, "fields": fields,
                "home": self.home.origin, "party": {"id": event.by, "role": event.by.role()},
                "previous": previous.map(|it| it.to_string()), "rules": event.rules, "sequence": event.sequence, "type": kind
            });
            let core = serde_json_canonicalizer::to_vec(&core).unwrap();
            let hash = Hash::of(&core);
            previous = Some(hash);
            let disclosures: Vec<Value> =
                texts.iter().map(|(name, value, salt)| json!({"name": name, "value": value, "salt": salt})).collect();
            let mut line = json!({
                "type": "rd:Event", "rd:core": String::from_utf8(core).unwrap(), "rd:hash": hash.to_string(),
                "rd:disclosures": disclosures
            });
            if let Some(beside) = beside.as_ref().and_then(Value::as_object) {
                line.as_object_mut().unwrap().extend(beside.clone());
            }
            lines.push(line);
        }
        let uri = format!("{}/complaints/{id}", self.home.origin);
        let head = previous.unwrap().to_string();
        let sequence = i64::try_from(events.len()).unwrap();
        let named = events[0].1.iter().find(|(name, ..)| name == "post").map(|(_, value, _)| value.clone());
        let mut document = json!({
            "type": "OrderedCollection", "id": uri, "attributedTo": self.home.board, "history": format!("{uri}/history"),
            "rd:brand": self.home.brand, "rd:sequence": sequence, "rd:head": head, "rd:events": lines
        });
        if let Some(post) = named.filter(|it| !it.is_empty()) {
            document["rd:post"] = json!(post);
        }
        let document = integrity_proof::sign(&document, &self.home.key, &self.home.method, self.home.now).unwrap();
        Forged { id, uri, sequence, head, lines, document }
    }
}
