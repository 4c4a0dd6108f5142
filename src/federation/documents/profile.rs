//! What an actor of ours says of itself: a board is never taken for its brand, and a brand's voice shows its proof.

use crate::catalogue::Words;
use crate::domain::Timestamp;
use crate::domain::brand::BrandDomain;
use crate::domain::proving::Way;
use crate::federation::documents::note::escaped;
use crate::http::emblems::Emblem;
use crate::services::site::Site;
use crate::storage::actors::{Actor, ActorKind, Field};
use crate::storage::brands::{self, Brand, Official, Proof};
use crate::storage::{StorageError, View};

/// Brands whose proof one voice shows.
const BRANDS_MAX: usize = 10;

/// In the words of the instance, so that it changes with them and with the brand's name.
pub(super) struct Profile {
    pub(super) name: String,
    pub(super) summary: String,
    pub(super) fields: Vec<Field>,
    pub(super) emblem: Option<Emblem>,
}

pub(super) fn of(
    view: &mut View<'_>,
    actor: &Actor,
    brand: Option<&Brand>,
    now: Timestamp,
) -> Result<Profile, StorageError> {
    let words = Words::of(Site::read(view, &actor.host)?.language);
    match actor.kind {
        ActorKind::Board => Ok(board(words, actor, brand)),
        ActorKind::Official => voice(view, words, actor, now),
        ActorKind::Person
        | ActorKind::Instance
        | ActorKind::Group
        | ActorKind::Organization
        | ActorKind::Service
        | ActorKind::Application => Ok(own(actor, None)),
    }
}

/// What the actor says itself.
fn own(actor: &Actor, emblem: Option<Emblem>) -> Profile {
    Profile {
        name: actor.shown_name().to_string(),
        summary: actor.summary_html.clone(),
        fields: actor.fields.clone(),
        emblem,
    }
}

fn board(words: Words, actor: &Actor, brand: Option<&Brand>) -> Profile {
    let name = brand.map_or(actor.shown_name(), |it| it.name.as_str());
    let about = |key: &str| words.with(key, &[("brand", name.into()), ("host", actor.host.as_str().into())]);
    let mut fields = Vec::new();
    if let Some(domain) = brand.and_then(|it| it.domain.as_ref()) {
        // No link: a board speaks for nobody, and its profile must not look as if it did.
        fields.push(Field { name: words.say("profile-domain").into(), value: escaped(domain.as_str()) });
    }
    if let Some(page) = &actor.url {
        let address = escaped(page);
        let value = format!("<a href=\"{address}\" rel=\"nofollow noopener\">{address}</a>");
        fields.push(Field { name: words.say("profile-board-page").into(), value });
    }
    Profile {
        name: about("profile-board-name"),
        summary: format!("<p>{}</p>", escaped(&about("profile-board-summary"))),
        fields,
        emblem: Some(Emblem::Board),
    }
}

fn voice(view: &mut View<'_>, words: Words, actor: &Actor, now: Timestamp) -> Result<Profile, StorageError> {
    let mut profile = own(actor, Some(Emblem::Voice));
    let (mut shown, mut names) = (Vec::new(), Vec::new());
    for official in brands::spoken_for_by(view, actor.id)?.into_iter().take(BRANDS_MAX) {
        let Some(brand) = brands::find(view, official.brand)? else { continue };
        let Some(domain) = brand.domain.filter(|_| official.speaks(now)) else { continue };
        // The link is what the domain is asked about, so it stands once, with its proof.
        profile.fields.retain(|it| !it.value.contains(&format!("href=\"https://{domain}/\"")));
        shown.push(Field { name: words.say("profile-domain").into(), value: domain_of(&domain, &official) });
        shown.push(Field { name: words.say("profile-proof").into(), value: proof_of(words, actor, &official) });
        names.push(brand.name);
    }
    shown.append(&mut profile.fields);
    profile.fields = shown;
    if let Some(name) = names.first().filter(|_| profile.summary.is_empty()) {
        let summary = words.with("profile-voice-summary", &[("brand", name.as_str().into())]);
        profile.summary = format!("<p>{}</p>", escaped(&summary));
    }
    Ok(profile)
}

fn domain_of(domain: &BrandDomain, official: &Official) -> String {
    match official.proof {
        Proof::Domain(_) => format!("<a href=\"https://{domain}/\" rel=\"me nofollow noopener\">{domain}</a>"),
        // Nobody's domain says so: no link that others could take for a proof.
        Proof::Administrator => escaped(domain.as_str()),
    }
}

fn proof_of(words: Words, actor: &Actor, official: &Official) -> String {
    let Proof::Domain(way) = official.proof else {
        return escaped(&words.with("profile-proof-administrator", &[("host", actor.host.as_str().into())]));
    };
    let how = words.say(match way {
        Way::Dns => "proof-dns",
        Way::WebFinger => "proof-webfinger",
        Way::WellKnown => "proof-well-known",
        Way::Link => "proof-link",
    });
    let since = official.verified_at.unwrap_or(official.checked_at).format("%Y-%m-%d").to_string();
    escaped(&words.with("profile-proof-domain", &[("how", how.into()), ("since", since.into())]))
}
