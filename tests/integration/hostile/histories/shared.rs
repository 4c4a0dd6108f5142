//! Threads of the hostile home that people here really take part in: their words there are theirs, whatever their home tells on.

use std::collections::BTreeMap;

use redress::catalogue::{Language, Words};
use redress::domain::asking::Asking;
use redress::domain::complaint::{Ground, Happening, Opening, Step};
use redress::domain::ids::{ActivityId, ComplaintId, PostId};
use redress::domain::party::Party;
use redress::services::ask_home::ask_home;
use redress::services::file_complaint::{Draft, Filer};
use redress::services::write_elsewhere::file_elsewhere;
use redress::storage::actors::{self, Actor};
use redress::storage::{complaints, posts, requests};
use serde_json::{Value, json};

use crate::hostile::histories::forge::{Asked, Forger, Shared, Word, honest};
use crate::hostile::histories::world::{World, member};
use crate::support::acts::wished;

/// Where their ids begin, apart from those of other threads.
const FIRST: usize = 1_000;

impl World {
    /// Mia files on the hostile board, somebody comments there, and a voice of ours answers; its home records all of that as
    /// it is.
    pub async fn share(&mut self, forger: &mut Forger, count: usize) -> Vec<Shared> {
        let app = self.rig.test.app.clone();
        let (board, bea) = (self.evil_board().await, member(&self.rig.test, "bea").await);
        let voice = self.foreign.actors[1].clone();
        let voice = self.rig.read(move |view| actors::find_by_uri(view, &voice)).await.unwrap();
        let mia = self.mia.clone();
        let mut all = Vec::new();
        for number in 0..count {
            let cause = self.cause(&format!("shared {number}"));
            let kettle =
                Draft { title: "A kettle".into(), text: "It leaks at night. #file".into(), ..Draft::default() };
            let (filer, words) = (Filer { actor: mia.id, account: None }, Words::of(Language::English));
            let filed = file_elsewhere(&app, cause, filer, board, kettle, words).await;
            let mut shared = Shared {
                id: honest(FIRST + number),
                uri: format!("{}/complaints/{}", self.home().origin, honest(FIRST + number)),
                lines: Vec::new(),
                words: Vec::new(),
                signed: Vec::new(),
                asked: Vec::new(),
            };
            let filing = forger.filing(Opening::Public);
            self.recorded(forger, &mut shared, &mia, filed.unwrap().into_inner(), None, (Party::Complainant, filing))
                .await;
            all.push(shared);
        }
        self.told(forger, &all).await;
        for shared in &mut all {
            let id = self.key_of(&shared.uri).await;
            let asking = Asking { command: "comment".into(), ..Asking::default() };
            let (request, post) = self.asks(id, &bea, asking, "Mine leaks at night, too.").await;
            let event = (Party::Commenter(1), Happening::Commented { answers: None });
            self.recorded(forger, shared, &bea, post.unwrap(), Some(request), event).await;
            let asking = Asking { command: "respond".into(), name: "Jo Ott".into(), ..Asking::default() };
            let (request, post) = self.asks(id, &voice, asking, "We send you a new one.").await;
            let event = (Party::Brand, Happening::Responded { response: 1, named: true, automated: false });
            self.recorded(forger, shared, &voice, post.unwrap(), Some(request), event).await;
            // This one waits for its answer.
            let asking = Asking { command: "thank".into(), response: Some(1), ..Asking::default() };
            let waiting = app.address.activity(self.asks(id, &mia, asking, "").await.0);
            let invented = |(number, who): (usize, &Actor)| Word {
                author: who.uri.clone(),
                post: format!("{}/posts/0198f3a0-0000-7000-8000-00000000c{number:03}", app.address.origin()),
                request: shared.words[number].request.clone(),
            };
            let mut never: Vec<Word> = [&mia, &bea, &voice].into_iter().enumerate().map(invented).collect();
            never[0].request.clone_from(&waiting);
            shared.words[0].request = waiting;
            shared.words.append(&mut never);
            self.ask_for_more(shared, id, &mia, &voice).await;
        }
        self.told(forger, &all).await;
        let signed = self.signed_words();
        for shared in &mut all {
            for asked in &mut shared.asked {
                asked.beside = json!({"rd:statement": signed[&asked.request]});
            }
        }
        self.shared = all.iter().map(|it| it.uri.clone()).collect();
        for shared in &mut all {
            let words = shared.words.iter().filter(|it| !it.request.is_empty());
            shared.signed = words.filter_map(|it| self.signed(&it.request)).collect();
        }
        let posts: Vec<&String> = all.iter().flat_map(|it| &it.words[..3]).map(|it| &it.post).collect();
        let origin = app.address.origin();
        // Their own pages show these threads as they stand, and that is their home's to say.
        self.paths.retain(|it| it != "/@mia" && it != "/@acme");
        self.moving = posts.iter().filter_map(|it| it.strip_prefix(origin).map(String::from)).collect();
        self.paths.extend(self.moving.iter().cloned());
        all
    }

    /// What they wait for in vain: each with words that the home is going to replace.
    async fn ask_for_more(&self, shared: &mut Shared, id: ComplaintId, mia: &Actor, voice: &Actor) {
        let asking =
            |command: &str, text: &str| Asking { command: command.into(), text: text.into(), ..Asking::default() };
        let (ground, step) = (Ground::Settled, Step::Representative);
        let more = [
            (voice, Party::Brand, asking("acknowledge", "Jo Ott"), Happening::Acknowledged {}),
            (voice, Party::Brand, asking("hand-off", "The kettle team"), Happening::HandedOff {}),
            (
                voice,
                Party::Brand,
                Asking { ground: Some(ground), ..asking("contest", "We settled it in May.") },
                Happening::Contested { ground },
            ),
            (
                mia,
                Party::Complainant,
                Asking { title: "A kettle, still".into(), ..asking("correct", "") },
                Happening::Corrected {},
            ),
            (
                mia,
                Party::Complainant,
                Asking { step: Some(step), ..asking("escalate", "Nobody answers.") },
                Happening::Escalated { step },
            ),
        ];
        for (who, by, asking, happening) in more {
            let text = if asking.command == "correct" { "It leaks by day." } else { "" };
            let request = self.rig.test.app.address.activity(self.asks(id, who, asking, text).await.0);
            shared.asked.push(Asked { author: who.uri.clone(), request, by, happening, beside: Value::Null });
        }
    }

    /// What people here signed, by its address.
    fn signed_words(&self) -> BTreeMap<String, Value> {
        let sql = "SELECT body AS name, CAST(0 AS BIGINT) AS number FROM activities";
        let bodies = self.rig.test.db.counted(sql).into_iter();
        let all = bodies.filter_map(|(body, _)| serde_json::from_str::<Value>(&body).ok());
        let signed = all.filter(|it| it.get("proof").is_some());
        signed.filter_map(|it| Some((it["id"].as_str()?.to_string(), it))).collect()
    }

    pub async fn key_of(&self, uri: &str) -> ComplaintId {
        let uri = uri.to_string();
        self.rig.read(move |view| complaints::find_by_uri(view, &uri)).await.unwrap().id
    }

    pub async fn asks(
        &self,
        complaint: ComplaintId,
        by: &Actor,
        asking: Asking,
        text: &str,
    ) -> (ActivityId, Option<PostId>) {
        let cause = self.cause(&format!("{} {} {complaint} {text}", by.username, asking.command));
        let new = wished(complaint, by.id, &asking, text);
        let id = ask_home(&self.rig.test.app, cause, new).await.unwrap().into_inner();
        let post = self.rig.read(move |view| requests::find(view, id)).await.unwrap().post;
        (id, post)
    }

    /// The line that a post of ours really is.
    async fn recorded(
        &self,
        forger: &mut Forger,
        shared: &mut Shared,
        who: &Actor,
        post: PostId,
        request: Option<ActivityId>,
        (by, happening): (Party, Happening),
    ) {
        let post = self.rig.read(move |view| posts::find(view, post)).await.unwrap();
        let request = request.map(|it| self.rig.test.app.address.activity(it)).unwrap_or_default();
        let mut texts = vec![
            ("author", who.uri.clone()),
            ("handle", who.handle()),
            ("post", post.uri.clone()),
            ("content", post.html.clone()),
            ("title", post.title.clone().unwrap_or_default()),
            ("representative", post.representative.clone().unwrap_or_default()),
            ("request", request.clone()),
        ];
        texts.retain(|(_, value)| !value.is_empty());
        forger.add(&mut shared.lines, (by, happening, texts));
        shared.words.push(Word { author: who.uri.clone(), post: post.uri, request });
    }

    async fn told(&self, forger: &Forger, all: &[Shared]) {
        self.rig.test.drain().await;
        for shared in all {
            assert_eq!(self.tell(&forger.sealed(shared.id, &shared.lines)).await, 202);
        }
        self.rig.test.drain().await;
    }

    /// Those of these threads that have everything that people here really said in them.
    pub async fn takes_part(&self, all: &[Shared]) -> usize {
        let mut whole = 0;
        for shared in all {
            let id = self.key_of(&shared.uri).await;
            let words: Vec<String> = shared.words[..3].iter().map(|it| it.post.clone()).collect();
            let read = move |view: &mut redress::storage::View<'_>| {
                let mut own = 0;
                for uri in &words {
                    own += usize::from(posts::find_by_uri(view, uri)?.is_some_and(|it| it.complaint == Some(id)));
                }
                Ok(own)
            };
            whole += usize::from(self.rig.read(read).await == 3);
        }
        whole
    }

    /// How many lines of these threads were taken in.
    pub async fn followed(&self, all: &[Shared]) -> usize {
        let mut lines = 0;
        for shared in all {
            let uri = shared.uri.clone();
            let held = self.rig.read(move |view| complaints::find_by_uri(view, &uri)).await.unwrap();
            lines += usize::try_from(held.complaint.sequence).unwrap();
        }
        lines
    }
}
