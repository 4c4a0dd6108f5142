//! Becoming a member, proving to be one, and changing the password.

use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use chrono::TimeDelta;
use tokio::sync::Semaphore;

use crate::app::App;
use crate::crypto::random;
use crate::domain::Timestamp;
use crate::domain::brand::BrandDomain;
use crate::domain::ids::{AccountId, ActorId};
use crate::services::restrict::suspension;
use crate::services::verify_brand::imitated_by;
use crate::storage::accounts::{Account, Role};
use crate::storage::actors::{self, Actor, ActorKind};
use crate::storage::restrictions::Restriction;
use crate::storage::{StorageError, Tx, View, accounts, sessions};

/// Whoever registers again within this, by the same name and password, sent one form twice.
const SAME_FORM_MINUTES: i64 = 10;
pub const NAME_CHARS_MIN: usize = 2;
pub const NAME_CHARS_MAX: usize = 30;
pub const PASSWORD_CHARS_MIN: usize = 10;
/// Longer ones cost work and protect nothing more.
pub const PASSWORD_BYTES_MAX: usize = 512;
/// Names that would look like the instance speaking.
const NAMES_RESERVED: &[&str] = &[
    "admin",
    "administrator",
    "moderator",
    "redress",
    "instance",
    "root",
    "support",
    "help",
    "security",
    "official",
    "system",
    "abuse",
    "postmaster",
    "webmaster",
    "actor",
    "relay",
];
/// Names of those who run an instance: none that reads like one of them, but for who is one.
const NAMES_OF_STAFF: &[&str] = &[
    "admin",
    "administrator",
    "administration",
    "moderator",
    "moderation",
    "mediator",
    "mediation",
    "operator",
    "staff",
    "support",
    "security",
    "official",
];

/// Argon2id as OWASP recommends it: 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
const SALT_BYTES: usize = 16;
/// Hashes at the same time: each holds its 19 MiB, and more would starve everything else.
const HASHES_MAX: usize = 2;

/// Hashes that wait for their turn. More are refused at once, before anybody waits for seconds.
const HASHES_WAITING_MAX: usize = 30;
/// When whoever was refused may try again.
pub const BUSY_SECONDS: u64 = 5;

static HASHING: Semaphore = Semaphore::const_new(HASHES_MAX);
static ADMITTED: Semaphore = Semaphore::const_new(HASHES_MAX + HASHES_WAITING_MAX);

/// Why somebody did not become a member, or did not get another password.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    #[error("a name has 2 to 30 letters a to z, digits and underscores")]
    NameForm,
    #[error("the name is reserved, as are {}; take another", NAMES_RESERVED.join(", "))]
    NameReserved,
    #[error("the name is taken")]
    NameTaken,
    #[error("the name sounds like the voice of {0}")]
    NameImitates(String),
    #[error("the password is too short")]
    PasswordShort,
    #[error("the password is too long")]
    PasswordLong,
    #[error("registrations are closed")]
    Closed,
    #[error("no such account")]
    Unknown,
    #[error("the old password is wrong")]
    WrongPassword,
    #[error(
        "this is the last administrator here; make somebody else one first (redress account role NAME administrator)"
    )]
    LastAdministrator,
    #[error("this is the last owner of the voice of {0}")]
    LastOwner(String),
    #[error("too many passwords are being looked at; try again in {BUSY_SECONDS} seconds")]
    Busy,
    #[error("a password cannot be hashed: {0}")]
    Hashing(String),
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl AccountError {
    /// The message of the catalogue that says it, where a person can do something about it.
    pub fn message(&self) -> Option<&'static str> {
        match self {
            AccountError::NameForm => Some("account-name-form"),
            AccountError::NameReserved => Some("account-name-reserved"),
            AccountError::NameTaken => Some("account-name-taken"),
            AccountError::NameImitates(_) => Some("account-name-imitates"),
            AccountError::PasswordShort => Some("account-password-short"),
            AccountError::PasswordLong => Some("account-password-long"),
            AccountError::Closed => Some("register-closed"),
            AccountError::Unknown | AccountError::WrongPassword => Some("account-wrong-password"),
            AccountError::LastAdministrator => Some("account-last-administrator"),
            AccountError::LastOwner(_) => Some("account-last-owner"),
            AccountError::Busy | AccountError::Hashing(_) | AccountError::Storage(_) => None,
        }
    }
}

#[derive(Debug, Clone)]
pub struct Registration {
    pub name: String,
    pub password: String,
    pub language: Option<String>,
    pub role: Role,
}

/// Everything that is wrong with a name and a password that somebody wants, as far as that is seen without taking them.
pub async fn mistakes(app: &App, name: &str, password: &str) -> Result<Vec<AccountError>, StorageError> {
    let name = name.trim().to_lowercase();
    let named = if !is_name(&name) {
        Some(AccountError::NameForm)
    } else if NAMES_RESERVED.contains(&name.as_str()) || is_of_staff(&name) {
        Some(AccountError::NameReserved)
    } else {
        let wrong = move |view: &mut View<'_>| -> Result<Option<AccountError>, StorageError> {
            if let Some(domain) = board_handle(&name) {
                return Ok(Some(AccountError::NameImitates(domain.to_string())));
            }
            Ok(match imitated_by(view, &name)? {
                Some(brand) => Some(AccountError::NameImitates(brand.name)),
                None => accounts::is_name_taken(view, &name)?.then_some(AccountError::NameTaken),
            })
        };
        app.db.read(wrong).await?
    };
    Ok(named.into_iter().chain(check_password(password).err()).collect())
}

/// Makes a member: an account and the person that acts for it.
pub async fn register(app: &App, registration: Registration) -> Result<Account, AccountError> {
    let name = registration.name.trim().to_lowercase();
    if !is_name(&name) {
        return Err(AccountError::NameForm);
    }
    let for_staff = registration.role == Role::Member && is_of_staff(&name);
    if NAMES_RESERVED.contains(&name.as_str()) || for_staff {
        return Err(AccountError::NameReserved);
    }
    check_password(&registration.password)?;
    if let Some(domain) = board_handle(&name) {
        return Err(AccountError::NameImitates(domain.to_string()));
    }
    let typed = registration.password.clone();
    let password = hash(app, registration.password).await?;
    let now = app.clock.now();
    let account = Account {
        id: AccountId(random::new_v4(app.random.as_ref())),
        actor: random::new_actor_id(app.random.as_ref()),
        name,
        password,
        role: registration.role,
        language: registration.language,
        created_at: now,
    };
    let wanted = account.name.clone();
    if let Some(brand) = app.db.read(move |view| imitated_by(view, &wanted)).await? {
        return Err(AccountError::NameImitates(brand.name));
    }
    let (person, kept) = (person(app, account.actor, &account.name, now), account.clone());
    let inserted = app.db.write(move |tx| insert(tx, &person, &kept)).await;
    let taken = match inserted {
        Ok(inserted) => !inserted,
        // Two people wanted the name at the same time.
        Err(error) if error.is_duplicate() => true,
        Err(error) => return Err(error.into()),
    };
    if !taken {
        return Ok(account);
    }
    let wanted = account.name.clone();
    if !app.db.read(move |view| may_be_sent_twice(view, &wanted, now)).await? {
        return Err(AccountError::NameTaken);
    }
    match log_in(app, &account.name, &typed).await? {
        LoggedIn::Member(known) if is_same_form(&account, &known) => Ok(known),
        _ => Err(AccountError::NameTaken),
    }
}

/// A form that was sent twice, or again because no answer came, made its account the first time: nobody is told that their
/// own name is taken by somebody else.
fn is_same_form(wanted: &Account, known: &Account) -> bool {
    wanted.role == Role::Member
        && known.role == Role::Member
        && wanted.created_at - known.created_at <= TimeDelta::minutes(SAME_FORM_MINUTES)
}

/// Whether a name that is taken is so new that its own form may have come twice. Only then is the password of another form
/// compared with its own, which is a guess at it. The name as [`name_from_text`] gives it.
pub fn may_be_sent_twice(view: &mut View<'_>, name: &str, now: Timestamp) -> Result<bool, StorageError> {
    let known = accounts::find_by_name(view, name)?;
    Ok(known.is_some_and(|it| now - it.created_at <= TimeDelta::minutes(SAME_FORM_MINUTES)))
}

fn insert(tx: &mut Tx<'_>, person: &Actor, account: &Account) -> Result<bool, StorageError> {
    if accounts::is_name_taken(&mut tx.view(), &account.name)? {
        return Ok(false);
    }
    actors::insert_local(tx, person)?;
    accounts::insert(tx, account)?;
    Ok(true)
}

/// A person of ours as the world sees them; the keys come when they are first needed.
pub fn person(app: &App, id: ActorId, username: &str, now: Timestamp) -> Actor {
    Actor {
        id,
        uri: app.address.actor(id),
        kind: ActorKind::Person,
        local: true,
        username: username.to_string(),
        host: app.address.authority().to_string(),
        name: String::new(),
        summary_html: String::new(),
        url: Some(app.address.profile_page(username)),
        inbox: app.address.inbox(id),
        shared_inbox: Some(app.address.shared_inbox()),
        followers_uri: Some(app.address.followers(id)),
        key_id: Some(app.address.actor_key(id, 1)),
        public_key_pem: None,
        ed25519_key: None,
        fields: Vec::new(),
        language: None,
        speaks_rd: true,
        moved_to: None,
        deleted_at: None,
        fetched_at: now,
        created_at: now,
    }
}

/// What became of somebody who wanted to sign in.
#[derive(Debug, Clone)]
pub enum LoggedIn {
    Member(Account),
    /// The password is right, and the moderators suspended the account.
    Suspended(Account, Restriction),
    /// No such member, or a wrong password, all answered after the same work.
    Nobody,
}

/// The name of an account as people write it, with an `@` or without: one account, one name.
pub fn name_from_text(app: &App, text: &str) -> String {
    let name = text.trim().trim_start_matches('@').to_lowercase();
    // The whole handle, as it stands on their pages.
    let ours = name.split_once('@').filter(|(_, host)| host.eq_ignore_ascii_case(app.address.authority()));
    ours.map_or(name.as_str(), |(name, _)| name).to_string()
}

pub async fn log_in(app: &App, name: &str, password: &str) -> Result<LoggedIn, AccountError> {
    let name = name_from_text(app, name);
    let account = app.db.read(move |view| accounts::find_by_name(view, &name)).await?;
    let known = account.as_ref().map_or_else(|| NOBODY.to_string(), |it| it.password.clone());
    let fits = password.len() <= PASSWORD_BYTES_MAX && verify(known, password.to_string()).await?;
    let Some(account) = account.filter(|_| fits) else { return Ok(LoggedIn::Nobody) };
    let (actor, now) = (account.actor, app.clock.now());
    // Only who knows the password learns of it.
    Ok(match app.db.read::<_, StorageError, _>(move |view| suspension(view, actor, now)).await? {
        Some(restriction) => LoggedIn::Suspended(account, restriction),
        None => LoggedIn::Member(account),
    })
}

/// Sets a new password for somebody who knows the old one, and signs them out everywhere.
pub async fn change_password(app: &App, id: AccountId, old: &str, new: String) -> Result<Account, AccountError> {
    check_password(&new)?;
    let account = app.db.read(move |view| accounts::find(view, id)).await?.ok_or(AccountError::Unknown)?;
    if !verify(account.password.clone(), old.to_string()).await? {
        return Err(AccountError::WrongPassword);
    }
    set_password(app, account, new).await
}

/// Whether somebody who is signed in is the one: before what cannot be undone.
pub async fn check_own_password(app: &App, id: AccountId, password: &str) -> Result<(), AccountError> {
    let account = app.db.read(move |view| accounts::find(view, id)).await?.ok_or(AccountError::Unknown)?;
    if password.len() > PASSWORD_BYTES_MAX || !verify(account.password, password.to_string()).await? {
        return Err(AccountError::WrongPassword);
    }
    Ok(())
}

/// Sets a new password for somebody who forgot the old one. For the command line only.
pub async fn reset_password(app: &App, name: &str, new: String) -> Result<Account, AccountError> {
    check_password(&new)?;
    let name = name_from_text(app, name);
    let account = app.db.read(move |view| accounts::find_by_name(view, &name)).await?.ok_or(AccountError::Unknown)?;
    set_password(app, account, new).await
}

async fn set_password(app: &App, account: Account, new: String) -> Result<Account, AccountError> {
    let password = hash(app, new).await?;
    let (id, actor) = (account.id, account.actor);
    app.db
        .write(move |tx| -> Result<(), StorageError> {
            accounts::set_password(tx, id, &password)?;
            sessions::delete_of_actor(tx, actor)
        })
        .await?;
    Ok(account)
}

/// Makes somebody mediator, moderator or administrator, or a member again. For the command line only.
pub async fn set_role(app: &App, name: &str, role: Role) -> Result<Account, AccountError> {
    let name = name_from_text(app, name);
    let account = app.db.read(move |view| accounts::find_by_name(view, &name)).await?.ok_or(AccountError::Unknown)?;
    let (id, now) = (account.id, app.clock.now());
    app.db
        .write(move |tx| -> Result<(), AccountError> {
            if role != Role::Administrator {
                refuse_last_administrator(&mut tx.view(), id, now)?;
            }
            Ok(accounts::set_role(tx, id, role)?)
        })
        .await?;
    Ok(Account { role, ..account })
}

/// An instance that has an administrator keeps one who can act.
pub fn refuse_last_administrator(view: &mut View<'_>, id: AccountId, now: Timestamp) -> Result<(), AccountError> {
    if accounts::find(view, id)?.is_none_or(|it| it.role != Role::Administrator) {
        return Ok(());
    }
    for other in accounts::administrators(view)? {
        if other.id != id && suspension(view, other.actor, now)?.is_none() {
            return Ok(());
        }
    }
    Err(AccountError::LastAdministrator)
}

pub async fn set_language(app: &App, id: AccountId, language: Option<&'static str>) -> Result<(), StorageError> {
    app.db.write(move |tx| accounts::set_language(tx, id, language)).await
}

fn is_name(name: &str) -> bool {
    (NAME_CHARS_MIN..=NAME_CHARS_MAX).contains(&name.chars().count())
        && name.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'_')
}

/// Whether a name reads like somebody who runs an instance: also with a number, as several, or with digits for letters.
fn is_of_staff(name: &str) -> bool {
    let read = |text: &str| -> String {
        let letter = |it: char| match it {
            '0' => 'o',
            '1' | 'l' => 'i',
            '3' => 'e',
            '4' => 'a',
            '5' => 's',
            '7' => 't',
            other => other,
        };
        text.chars().filter(|it| *it != '_').map(letter).collect()
    };
    let unnumbered = name.trim_end_matches(|it: char| it.is_ascii_digit() || it == '_');
    let forms = [read(name), read(unnumbered)];
    forms.iter().any(|form| {
        let one = form.strip_suffix('s').unwrap_or(form);
        NAMES_OF_STAFF.iter().map(|it| read(it)).any(|it| it == *form || it == one)
    })
}

/// Endings under which nearly every brand has its domain: of countries, and the oldest ones. Names end in words such as
/// `help` and `works` too, which are domains of few.
const BOARD_ENDINGS: [&str; 9] = ["com", "net", "org", "info", "biz", "edu", "gov", "test", "example"];

/// The brand whose board software without dots in names would look for by this name, made already or not.
fn board_handle(name: &str) -> Option<BrandDomain> {
    let (_, ending) = name.rsplit_once('_')?;
    let of_country = ending.len() == 2 && ending.bytes().all(|it| it.is_ascii_lowercase());
    if !of_country && !BOARD_ENDINGS.contains(&ending) {
        return None;
    }
    let dotted = name.replace('_', ".");
    BrandDomain::parse(&dotted).ok().filter(|it| it.as_str() == dotted)
}

fn check_password(password: &str) -> Result<(), AccountError> {
    if password.chars().count() < PASSWORD_CHARS_MIN {
        return Err(AccountError::PasswordShort);
    }
    if password.len() > PASSWORD_BYTES_MAX {
        return Err(AccountError::PasswordLong);
    }
    Ok(())
}

/// The hash of a password that nobody has, with the parameters of all others: an unknown name costs the same work.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$c29tZSByYW5kb20gc2FsdA$9PPJ3NQj4aVZ2bCzEp9nN0bWyXI9hI4yVhQ2xYxPp6M";

fn argon2() -> Result<Argon2<'static>, AccountError> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|it| AccountError::Hashing(it.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

async fn hash(app: &App, password: String) -> Result<String, AccountError> {
    let salt: [u8; SALT_BYTES] = random::bytes(app.random.as_ref());
    off_the_async_threads(move || {
        let wrong = |it: argon2::password_hash::Error| AccountError::Hashing(it.to_string());
        let salt = SaltString::encode_b64(&salt).map_err(wrong)?;
        Ok(argon2()?.hash_password(password.as_bytes(), &salt).map_err(wrong)?.to_string())
    })
    .await
}

async fn verify(known: String, password: String) -> Result<bool, AccountError> {
    off_the_async_threads(move || {
        let known = PasswordHash::new(&known).map_err(|it| AccountError::Hashing(it.to_string()))?;
        Ok(argon2()?.verify_password(password.as_bytes(), &known).is_ok())
    })
    .await
}

async fn off_the_async_threads<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, AccountError> + Send + 'static,
) -> Result<T, AccountError> {
    let stopped = |why: &dyn std::fmt::Display| AccountError::Hashing(why.to_string());
    let _admitted = ADMITTED.try_acquire().map_err(|_| AccountError::Busy)?;
    let _turn = HASHING.acquire().await.map_err(|why| stopped(&why))?;
    tokio::task::spawn_blocking(work).await.map_err(|why| stopped(&why))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_has_a_hash_that_costs_what_others_cost() {
        let nobody = PasswordHash::new(NOBODY).unwrap();
        assert_eq!(Params::try_from(&nobody).unwrap().m_cost(), MEMORY_KIB);
        assert_eq!(Params::try_from(&nobody).unwrap().t_cost(), PASSES);
        assert!(argon2().unwrap().verify_password(b"anything at all", &nobody).is_err());
    }

    #[test]
    fn nobody_is_called_like_who_runs_the_server() {
        for name in
            ["moderators", "moderator2", "moderation", "mediator", "adm1n", "operator2", "m0derat0r", "ad_min_1"]
        {
            assert!(is_of_staff(name), "{name}");
        }
        for name in ["mod", "mia", "madison", "moderato", "cooperator", "minister"] {
            assert!(!is_of_staff(name), "{name}");
        }
    }

    #[test]
    fn names_look_like_names() {
        for good in ["ab", "c7", "mia_lang", "a2345678901234567890123456789z"] {
            assert!(is_name(good), "{good}");
        }
        for bad in ["", "a", "Mia", "mia lang", "mia.lang", "mía", "a23456789012345678901234567890z"] {
            assert!(!is_name(bad), "{bad}");
        }
    }
}
