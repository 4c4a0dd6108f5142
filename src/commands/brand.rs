//! `redress brand`: what an administrator says about brands.

use std::collections::BTreeSet;

use anyhow::Context;
use url::Url;

use crate::app::App;
use crate::catalogue::{Language, Words};
use crate::commands::{build, say};
use crate::config::Config;
use crate::domain::brand::BrandDomain;
use crate::domain::proving::{SUBDOMAINS_MAX, Why, is_subdomain};
use crate::domain::refusal::Code;
use crate::federation::outgoing::NotSaid;
use crate::federation::{self, prove_brand};
use crate::services::ServiceError;
use crate::services::claim_brand::{OF_DOMAIN_MAX, voice_here};
use crate::services::merge_brand::{MergeError, merge_brand};
use crate::services::name_brand::{self, Naming};
use crate::services::name_official::{self, NewRepresentative};
use crate::services::people;
use crate::services::rule_mark;
use crate::services::verify_brand::{Checked, Shortfall, acting_owners};
use crate::storage::brands::{Official, Proof};
use crate::storage::claims::Claim;
use crate::storage::{StorageError, View, accounts, actors, brands, claims, marks};

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    deed: Deed,
}

#[derive(clap::Subcommand)]
enum Deed {
    /// Open a board for a brand; one that is there already is called by this name from now on.
    Add {
        /// The brand's own domain, such as acme.com.
        domain: String,
        /// What people call it.
        name: String,
    },
    /// Name an actor that speaks for a brand on this instance; pages say that an administrator named it.
    Voice {
        domain: String,
        /// A name for its actor here, or the address of an actor on another server.
        actor: String,
        /// The member of this instance who speaks through it first.
        #[arg(long, requires = "name")]
        account: Option<String>,
        /// How that person signs.
        #[arg(long, requires = "account")]
        name: Option<String>,
        #[arg(long, default_value = "", requires = "account")]
        role: String,
    },
    /// Look now whether a domain names an actor as its voice: in the DNS, by WebFinger, in its own file, by a link.
    Verify {
        /// The brand's own domain, such as acme.com.
        domain: String,
        /// A handle or an address; everybody who speaks for the brand or wants to, when absent.
        actor: Option<String>,
    },
    /// Say that an actor speaks for a brand no more: at once, and whatever the domain says, until you undo it with `return`.
    Withdraw {
        domain: String,
        /// A handle or an address.
        actor: String,
        /// Why; it stands on the page of the brand's claims, and the actor is told.
        #[arg(long, default_value = "")]
        reason: String,
    },
    /// List who speaks for a brand through its voices here.
    People { domain: String },
    /// Remove somebody who speaks for a brand through its voices here; its last owner stays.
    Remove {
        domain: String,
        /// The member's name.
        account: String,
    },
    /// Undo a withdrawal: the domain is asked again whether it names the actor.
    Return {
        domain: String,
        /// A handle or an address.
        actor: String,
    },
    /// Name a subdomain as the brand's own, so that it may prove who speaks for it; lists them when no host is given.
    Subdomain {
        /// The brand's own domain, such as acme.com.
        domain: String,
        /// Such as help.acme.com.
        host: Option<String>,
        /// It is not the brand's own any more.
        #[arg(long, requires = "host")]
        remove: bool,
    },
    /// Call a brand otherwise; its followers on other servers hear of it.
    Rename { domain: String, name: String },
    /// Say that another domain is the same brand's: it leads to the same board. Lists them when no domain is given.
    Alias {
        domain: String,
        /// Such as acme.de for acme.com.
        alias: Option<String>,
        /// It is not the brand's any more.
        #[arg(long, requires = "alias")]
        remove: bool,
    },
    /// Say which domain a provisional brand is, or that two domains are one brand. Every id stays as it is.
    Merge {
        /// The company's name as the open data spells it, or the domain of the brand that becomes part of the other.
        name: String,
        /// Its domain, such as example.com.
        domain: String,
    },
}

pub(super) fn run(config: Config, arguments: Arguments) -> anyhow::Result<()> {
    let app = build(config)?;
    let runtime = tokio::runtime::Runtime::new().context("no threads to work with")?;
    match arguments.deed {
        Deed::Add { domain, name } => {
            let (brand, board, naming) = runtime.block_on(name_brand::name_brand(&app, parse(&domain)?, &name))?;
            let at = board.url.unwrap_or(board.uri);
            match naming {
                Naming::Opened => say(format_args!("{} has its board at {at}", brand.name)),
                Naming::Same => say(format_args!("{} has its board already, at {at}; nothing was changed", brand.name)),
                Naming::Renamed { before } => {
                    say(format_args!(
                        "the board at {at} was there already, called {before}; it is called {} now",
                        brand.name
                    ));
                }
            }
        }
        Deed::Rename { domain, name } => {
            let before = runtime.block_on(name_brand::rename_brand(&app, parse(&domain)?, &name))?;
            say(format_args!("{before} is called {name} now"));
        }
        Deed::Alias { domain, alias, remove } => {
            let domain = parse(&domain)?;
            let alias = alias.map(|it| parse(&it)).transpose()?;
            runtime.block_on(other_domain(&app, domain, alias, remove))?;
        }
        Deed::Voice { domain, actor, account, name, role } => {
            let domain = parse(&domain)?;
            match Url::parse(&actor) {
                Ok(address) => runtime.block_on(remote_voice(&app, domain, &address))?,
                Err(_) => runtime.block_on(local_voice(&app, domain, actor, account.zip(name), role))?,
            }
        }
        Deed::Verify { domain, actor } => runtime.block_on(verify(&app, parse(&domain)?, actor))?,
        Deed::Withdraw { domain, actor, reason } => {
            let domain = parse(&domain)?;
            let found = runtime.block_on(prove_brand::find_named(&app, &actor))?;
            let handle = found.handle();
            let spoke = runtime.block_on(rule_mark::withdraw(&app, domain.clone(), found, reason))?;
            let how = if spoke { "speaks no more" } else { "did not speak, and will not" };
            say(format_args!("@{handle} {how} for {domain} here"));
            say(format_args!("No proof changes that. To undo it: redress brand return {domain} @{handle}"));
        }
        Deed::People { domain } => runtime.block_on(list_people(&app, parse(&domain)?))?,
        Deed::Remove { domain, account } => runtime.block_on(remove_person(&app, parse(&domain)?, &account))?,
        Deed::Return { domain, actor } => {
            let domain = parse(&domain)?;
            let found = runtime.block_on(prove_brand::find_named(&app, &actor))?;
            let handle = found.handle();
            let returned = runtime.block_on(rule_mark::give_back(&app, domain.clone(), found))?;
            anyhow::ensure!(returned, "nothing was withdrawn from @{handle} for {domain} with this command");
            say(format_args!("{domain} is asked again whether @{handle} is its voice"));
            say(format_args!("An actor that its domain does not name is named anew with: redress brand voice"));
        }
        Deed::Subdomain { domain, host, remove } => {
            runtime.block_on(subdomain(&app, parse(&domain)?, host, remove))?;
        }
        Deed::Merge { name, domain } => {
            let domain = parse(&domain)?;
            let by_name = runtime.block_on(merge_brand(&app, &name, domain.clone()));
            let merged = match (by_name, BrandDomain::parse(&name)) {
                // Some companies are called by a domain, so the name comes first.
                (Err(MergeError::UnknownName(_) | MergeError::NotProvisional { .. }), Ok(from)) => {
                    runtime.block_on(name_brand::merge_boards(&app, from, domain.clone()))?
                }
                (merged, _) => merged?,
            };
            let how = if merged.into_another { "is part of" } else { "is now" };
            say(format_args!("{name} {how} {domain} ({})", merged.brand));
        }
    }
    Ok(())
}

async fn local_voice(
    app: &App,
    domain: BrandDomain,
    handle: String,
    person: Option<(String, String)>,
    role: String,
) -> anyhow::Result<()> {
    let first = match person {
        None => None,
        Some((account, name)) => {
            let wanted = account.to_lowercase();
            let found = app.db.read(move |view| accounts::find_by_name(view, &wanted)).await?;
            let account = found.with_context(|| format!("nobody here is called {account}"))?.id;
            Some(NewRepresentative { account, name, role, owner: true })
        }
    };
    let shown = domain.to_string();
    let (asked, now) = (domain.clone(), app.clock.now());
    let owned = move |view: &mut View<'_>| match voice_here(view, &asked)? {
        Some(voice) => Ok(!acting_owners(view, voice.id, now)?.is_empty()),
        None => Ok(false),
    };
    let owned = app.db.read::<_, StorageError, _>(owned).await?;
    anyhow::ensure!(!(owned && first.is_some()), "{shown} has owners here; they invite people at /desk/people");
    let actor = name_official::name_official(app, domain, handle, first).await?;
    say(format_args!("@{} speaks for {shown} here ({})", actor.handle(), actor.uri));
    Ok(())
}

/// The voices of a brand that are hosted here.
async fn voices_here(app: &App, domain: &BrandDomain) -> anyhow::Result<Vec<actors::Actor>> {
    let asked = domain.clone();
    let read = move |view: &mut View<'_>| -> Result<Vec<actors::Actor>, StorageError> {
        let Some(brand) = brands::find_by_domain(view, &asked)? else { return Ok(Vec::new()) };
        let ids: Vec<_> = brands::officials_of(view, brand.id)?.into_iter().map(|it| it.actor).collect();
        Ok(actors::find_many(view, &ids)?.into_iter().filter(|it| it.local).collect())
    };
    let voices = app.db.read(read).await?;
    anyhow::ensure!(!voices.is_empty(), "nobody speaks for {domain} through an actor of this instance");
    Ok(voices)
}

async fn list_people(app: &App, domain: BrandDomain) -> anyhow::Result<()> {
    for voice in voices_here(app, &domain).await? {
        say(format_args!("@{}", voice.handle()));
        let read = move |view: &mut View<'_>| -> Result<Vec<(brands::Representative, String)>, StorageError> {
            let mut people = Vec::new();
            for it in brands::representatives_of(view, voice.id)? {
                let name = accounts::find(view, it.account)?.map(|account| account.name).unwrap_or_default();
                people.push((it, name));
            }
            Ok(people)
        };
        for (person, name) in app.db.read(read).await? {
            let since = person.since.format("%Y-%m-%d");
            let (signs, role, standing) = (&person.name, &person.role, person.standing.word());
            say(format_args!("  {name:<20} {standing:<10} since {since}  {signs}, {role}"));
        }
    }
    Ok(())
}

async fn remove_person(app: &App, domain: BrandDomain, account: &str) -> anyhow::Result<()> {
    let wanted = account.trim_start_matches('@').to_lowercase();
    let found = app.db.read(move |view| accounts::find_by_name(view, &wanted)).await?;
    let found = found.with_context(|| format!("nobody here is called {account}"))?;
    let words = Words::of(Language::English);
    let mut removed = false;
    for voice in voices_here(app, &domain).await? {
        match people::remove_as_operator(app, voice.id, found.id).await {
            Ok(()) => removed = true,
            Err(ServiceError::Refused(refusal)) if refusal.code() == Code::NoSuchPerson => {}
            Err(ServiceError::Refused(refusal)) => anyhow::bail!("{}", words.refusal(&refusal)),
            Err(error) => return Err(error.into()),
        }
    }
    anyhow::ensure!(removed, "{account} does not speak for {domain}");
    say(format_args!("{account} speaks for {domain} no more"));
    Ok(())
}

/// Prints what was seen at every place; an error when nobody was found to speak for the domain.
async fn verify(app: &App, domain: BrandDomain, named: Option<String>) -> anyhow::Result<()> {
    let asked = domain.clone();
    let own = app.db.read(move |view| claims_here(view, &asked)).await?;
    let is_meant = |it: &Claim| {
        let named = named.as_deref().map(|it| it.trim_start_matches('@'));
        named.is_none_or(|named| named == it.handle || it.uri.as_deref() == Some(named))
    };
    let own: Vec<Claim> = own.into_iter().filter(is_meant).collect();
    let actors: Vec<String> = match named {
        // Nobody is found by the name of an actor that is made when it is proven.
        Some(_) if !own.is_empty() => Vec::new(),
        Some(named) => vec![prove_brand::find_named(app, &named).await?.uri],
        None => {
            let asked = domain.clone();
            app.db.read(move |view| voices(view, &asked)).await?
        }
    };
    anyhow::ensure!(
        !(actors.is_empty() && own.is_empty()),
        "nobody speaks for {domain} here, and nobody wants to; name an actor"
    );
    let mut proven = false;
    let words = Words::of(Language::English);
    for claim in own {
        proven |= verify_claim(app, words, &claim).await?;
    }
    for uri in actors {
        let checked = prove_brand::check_voice(app, &domain, &uri).await?;
        let verdict = match &checked {
            Checked::Official(way) => format!("speaks for {domain}, proven by {}", way.word()),
            Checked::Linked => format!("and {domain} link to each other; that makes nobody official"),
            Checked::Failed(why) => match still_speaks(app, &domain, &uri).await? {
                None => format!("does not speak for {domain}: {}", missing(why)),
                Some(until) => format!("still speaks for {domain}, {until}, but at present {}", missing(why)),
            },
        };
        say(format_args!("{uri} {verdict}"));
        say_findings(app, words, &domain, uri).await?;
        proven |= matches!(checked, Checked::Official(_));
    }
    anyhow::ensure!(proven, "{domain} names none of them as its voice at present");
    Ok(())
}

/// Until when a voice speaks although its domain did not name it just now: a proof that is not found is waited for, and what an
/// administrator said needs none.
async fn still_speaks(app: &App, domain: &BrandDomain, uri: &str) -> Result<Option<String>, StorageError> {
    let (domain, uri, now) = (domain.clone(), uri.to_string(), app.clock.now());
    let find = move |view: &mut View<'_>| -> Result<Option<Official>, StorageError> {
        let (brand, actor) = (brands::find_by_domain(view, &domain)?, actors::find_by_uri(view, &uri)?);
        let Some((brand, actor)) = brand.zip(actor) else { return Ok(None) };
        Ok(brands::official_for(view, brand.id, actor.id)?.filter(|it| it.speaks(now)))
    };
    Ok(app.db.read(find).await?.map(|it| match it.fails_at() {
        Some(until) if it.proof != Proof::Administrator => {
            format!("until {} if its domain does not name it again by then", until.format("%Y-%m-%d %H:%M UTC"))
        }
        _ => "as an administrator here says".to_string(),
    }))
}

/// A member here asked to speak through an actor that is made once the domain names it: looked at as their button does it.
async fn verify_claim(app: &App, words: Words, claim: &Claim) -> anyhow::Result<bool> {
    let looked = Box::pin(prove_brand::check_claim(app, claim.id)).await;
    if let Err(NotSaid::Later(why) | NotSaid::Never(why)) = looked {
        anyhow::bail!("the claim of @{} cannot be looked at: {why}", claim.handle);
    }
    let id = claim.id;
    let after = app.db.read::<_, StorageError, _>(move |view| claims::find(view, id)).await?;
    let proven = after.is_some_and(|it| it.proven_at.is_some());
    let how = if proven { "speaks for" } else { "wants to speak here, and is not named by" };
    say(format_args!("@{} {how} {}", claim.handle, claim.domain));
    if let Some(uri) = &claim.uri {
        say_findings(app, words, &claim.domain, uri.clone()).await?;
    }
    Ok(proven)
}

/// What was seen at every place.
async fn say_findings(app: &App, words: Words, domain: &BrandDomain, uri: String) -> anyhow::Result<()> {
    let asked = domain.clone();
    for finding in app.db.read(move |view| claims::findings(view, &asked, &uri)).await? {
        let saw = match Why::read(&finding.look.saw) {
            Some((word, detail)) => words.with(&format!("look-{word}"), &[("detail", detail.into())]),
            None => finding.look.saw.clone(),
        };
        say(format_args!("  {:<12} {:<12} {saw}", finding.way, finding.look.verdict.word()));
    }
    Ok(())
}

fn missing(why: &Shortfall) -> String {
    match why {
        Shortfall::NotNamed => "the domain names it nowhere".into(),
        Shortfall::NotNamedBack => "the domain names it, and it does not name the domain".into(),
        Shortfall::LooksAlike(other) => format!("the domain looks like {other}, whose brand is proven"),
        Shortfall::MixesScripts => "the letters of the domain are of several scripts".into(),
        Shortfall::Suspended => "whoever claims it may not act here at present".into(),
        Shortfall::NoVoice => "it is a group or a server, no voice".into(),
        Shortfall::Withheld => "the moderators decided that it gets no mark".into(),
        Shortfall::Withdrawn => "its mark was withdrawn here; `redress brand return` undoes that".into(),
    }
}

/// The addresses of all who speak for a domain here, or want to and are known by an address.
fn voices(view: &mut View<'_>, domain: &BrandDomain) -> Result<Vec<String>, StorageError> {
    let mut uris = BTreeSet::new();
    if let Some(brand) = brands::find_by_domain(view, domain)? {
        let ids: Vec<_> = brands::officials_of(view, brand.id)?.into_iter().map(|it| it.actor).collect();
        uris.extend(actors::find_many(view, &ids)?.into_iter().map(|it| it.uri));
    }
    // The actor of a claim here is made when it is proven: those are looked at as claims.
    let claims = claims::of_domain(view, domain, OF_DOMAIN_MAX)?;
    uris.extend(claims.into_iter().filter(|it| !it.local).filter_map(|it| it.uri));
    Ok(uris.into_iter().collect())
}

/// What members here claim and nothing has proven so far.
fn claims_here(view: &mut View<'_>, domain: &BrandDomain) -> Result<Vec<Claim>, StorageError> {
    let claims = claims::of_domain(view, domain, OF_DOMAIN_MAX)?;
    Ok(claims.into_iter().filter(|it| it.local && it.proven_at.is_none()).collect())
}

async fn subdomain(app: &App, domain: BrandDomain, host: Option<String>, remove: bool) -> anyhow::Result<()> {
    if let Some(host) = host {
        let host = host.to_lowercase();
        anyhow::ensure!(is_subdomain(&host, domain.as_str()), "{host} is no subdomain of {domain}");
        let of = domain.clone();
        app.db
            .write(move |tx| -> Result<(), StorageError> {
                if remove { marks::remove_subdomain(tx, &host).map(drop) } else { marks::add_subdomain(tx, &of, &host) }
            })
            .await?;
    }
    let of = domain.clone();
    let hosts = app.db.read::<_, StorageError, _>(move |view| marks::subdomains_of(view, &of)).await?;
    let named = if hosts.is_empty() { "none".to_string() } else { hosts.join(" ") };
    say(format_args!("subdomains of {domain} that may prove who speaks for it: {named}"));
    if hosts.len() > SUBDOMAINS_MAX {
        say(format_args!("only the first {SUBDOMAINS_MAX} are looked at"));
    }
    Ok(())
}

async fn other_domain(app: &App, domain: BrandDomain, alias: Option<BrandDomain>, remove: bool) -> anyhow::Result<()> {
    if let Some(alias) = alias {
        if remove {
            let was = name_brand::remove_alias(app, domain.clone(), alias.clone()).await?;
            anyhow::ensure!(was, "{alias} does not lead to {domain}");
        } else {
            name_brand::alias_brand(app, domain.clone(), alias).await?;
        }
    }
    let of = domain.clone();
    let found = move |view: &mut View<'_>| -> Result<Vec<String>, StorageError> {
        let Some(brand) = brands::find_by_domain(view, &of)? else { return Ok(Vec::new()) };
        brands::aliases(view, brand.id, i64::from(u8::MAX))
    };
    let others = app.db.read(found).await?;
    let named = if others.is_empty() { "none".to_string() } else { others.join(" ") };
    say(format_args!("other domains that lead to {domain}: {named}"));
    Ok(())
}

async fn remote_voice(app: &App, domain: BrandDomain, address: &Url) -> anyhow::Result<()> {
    let actor = federation::actor::known_or_fetched(app, address.as_str()).await?;
    let shown = domain.to_string();
    name_official::name_remote_official(app, domain, actor.id).await?;
    say(format_args!("@{} speaks for {shown} here", actor.handle()));
    Ok(())
}

fn parse(domain: &str) -> anyhow::Result<BrandDomain> {
    BrandDomain::parse(domain).map_err(|refusal| anyhow::anyhow!("{domain} is no domain of a brand ({refusal})"))
}
