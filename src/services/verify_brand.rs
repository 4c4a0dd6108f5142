//! Whether a brand's own domain names an actor as its voice: `https://domain/.well-known/redress.json`, and the actor names the domain.

use chrono::TimeDelta;
use serde::Deserialize;
use url::Url;

use crate::app::App;
use crate::domain::brand::BrandDomain;
use crate::domain::ids::{ActorId, BrandId};
use crate::egress::Wanted;
use crate::services::ServiceError;
use crate::services::scene::Scene;
use crate::storage::actors::{self, Actor};
use crate::storage::brands::{self, Official, Proof};

/// Actors that one domain may name.
const ACTORS_MAX: usize = 50;
/// A proof is looked at again after this long.
pub const CHECK_HOURS: i64 = 24;
/// Proofs that one turn looks at.
const BATCH_CHECKS: i64 = 20;

/// The file on the brand's own domain.
#[derive(Debug, Deserialize)]
struct WellKnown {
    actors: Vec<String>,
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Checked {
    Verified,
    /// In words for the log and the evidence; pages have their own.
    Failed(String),
}

/// Fetches the domain's file and writes down what it says of this actor.
pub async fn verify_brand(app: &App, domain: BrandDomain, actor: ActorId) -> Result<Checked, ServiceError> {
    let key = domain.clone();
    let (brand, found) = app
        .db
        .read(move |view| {
            let brand = brands::find_by_domain(view, &key)?.ok_or(ServiceError::NotFound("brand"))?;
            let found = actors::find(view, actor)?.ok_or(ServiceError::NotFound("actor"))?;
            Ok::<_, ServiceError>((brand, found))
        })
        .await?;
    let url = well_known(app, &domain);
    let checked = match fetch(app, &url, &found.uri).await {
        Ok(()) if names_domain(&found, &domain) || found.local => Checked::Verified,
        Ok(()) => Checked::Failed(format!("the actor does not name {domain}")),
        Err(why) => Checked::Failed(why),
    };
    write(app, brand.id, &found, &url, &checked).await?;
    Ok(checked)
}

/// Looks again at proofs that are a day old; says at how many.
pub async fn check_again(app: &App) -> Result<usize, ServiceError> {
    let before = app.clock.now() - TimeDelta::hours(CHECK_HOURS);
    let due = app.db.read(move |view| brands::officials_to_check(view, before, BATCH_CHECKS)).await?;
    let count = due.len();
    for official in due {
        let brand = app.db.read(move |view| brands::find(view, official.brand)).await?;
        if let Some(domain) = brand.and_then(|it| it.domain) {
            verify_brand(app, domain, official.actor).await?;
        }
    }
    Ok(count)
}

fn well_known(app: &App, domain: &BrandDomain) -> String {
    // In development the brand's site is a peer on this machine, reached as the peers' list says.
    let listed = app.config.development_peers.iter().find(|it| it.split(':').next() == Some(domain.as_str()));
    match listed {
        Some(peer) => format!("http://{peer}/.well-known/redress.json"),
        None => format!("https://{domain}/.well-known/redress.json"),
    }
}

async fn fetch(app: &App, url: &str, actor: &str) -> Result<(), String> {
    let parsed = Url::parse(url).map_err(|why| why.to_string())?;
    let fetched = app.egress.get_json(&parsed, Wanted::Json, None).await.map_err(|why| why.to_string())?;
    let file: WellKnown =
        serde_json::from_slice(&fetched.body).map_err(|_| format!("{url} is not {{\"actors\": [...]}}"))?;
    if file.actors.iter().take(ACTORS_MAX).any(|it| it == actor) {
        Ok(())
    } else {
        Err(format!("{url} does not name {actor}"))
    }
}

/// A profile field whose value links to the domain, as plain Mastodon has it.
fn names_domain(actor: &Actor, domain: &BrandDomain) -> bool {
    let page = format!("https://{domain}");
    let links = |value: &str| value.split(['"', '\'', '<', '>', ' ']).any(|it| it.trim_end_matches('/') == page);
    actor.host == domain.as_str() || actor.fields.iter().any(|it| links(&it.value))
}

async fn write(app: &App, brand: BrandId, actor: &Actor, url: &str, checked: &Checked) -> Result<(), ServiceError> {
    let scene = Scene::of(app);
    let (actor, url, checked) = (actor.id, url.to_string(), checked.clone());
    app.db
        .write(move |tx| {
            let known = brands::official_for(&mut tx.view(), brand, actor)?;
            let official = match (known, checked) {
                (known, Checked::Verified) => Official {
                    brand,
                    actor,
                    proof: Proof::WellKnown,
                    evidence: url,
                    verified_at: known.and_then(|it| it.verified_at).or(Some(scene.now)),
                    checked_at: scene.now,
                    failing_since: None,
                },
                (Some(known), Checked::Failed(_)) => {
                    let failing_since =
                        known.failing_since.or(Some(scene.now)).filter(|_| known.proof == Proof::WellKnown);
                    Official { checked_at: scene.now, failing_since, ..known }
                }
                // Nobody becomes official by failing.
                (None, Checked::Failed(_)) => return Ok(()),
            };
            Ok(brands::save_official(tx, &official)?)
        })
        .await
}
