//! What pages list: a few columns of many complaints, each list one indexed query.

use std::collections::HashMap;

use diesel::expression::SqlLiteral;
use diesel::prelude::*;
use diesel::sql_types::Bool;

use crate::domain::Timestamp;
use crate::domain::complaint::Step;
use crate::domain::figures::Fate;
use crate::domain::handle;
use crate::domain::ids::{ActorId, BrandId, ComplaintId};
use crate::storage::complaints::Facts;
use crate::storage::engine::columns;
use crate::storage::schema::{brands, complaints, fates};
use crate::storage::visibility::{listed as listed_now, listed_by_name, listed_in, open};
use crate::storage::voices::Voices;
use crate::storage::{StorageError, View, fates as kept_fates, moment};

/// A complaint as lists show it.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    pub id: ComplaintId,
    pub title: String,
    pub state: String,
    /// `brand`, `complainant` or `nobody`.
    pub waiting_on: String,
    /// The brand sees it first, and nobody else does so far.
    pub is_private: bool,
    pub waiting_since: Timestamp,
    pub filed_at: Timestamp,
    /// When the brand was told.
    pub told_at: Option<Timestamp>,
    pub first_human_at: Option<Timestamp>,
    /// That a person answered is said by its home alone, elsewhere.
    pub answer_is_claim: bool,
    pub resolved_at: Option<Timestamp>,
    pub outcome: Option<String>,
    pub rating: Option<i32>,
    /// The rating before, where that is the second.
    pub first_rating: Option<i32>,
    /// The ground on which the brand contests it, as long as nobody decided that.
    pub contested: Option<String>,
    pub supporters: i64,
    pub complainant: Option<ActorId>,
    pub complainant_handle: String,
    /// The domain of a brand that whoever filed it sounds like, and does not speak for.
    pub imitates: Option<String>,
    /// It counts for nothing in the figures: the same person had another one shortly before.
    pub is_repeat: bool,
    pub facts: Facts,
    /// How far it was taken.
    pub step: Option<String>,
    /// How it ended, as the figures ask.
    pub fate: Option<Fate>,
    /// Where it is decided, if not here.
    pub home: Option<String>,
    pub brand_domain: Option<String>,
    pub brand_name: String,
}

impl Listed {
    /// The brand's turn, and nobody told it.
    pub fn is_untold(&self) -> bool {
        self.waiting_on == "brand" && self.told_at.is_none() && self.first_human_at.is_none() && self.state == "open"
    }
}

/// Whether a brand whose turn it is knows of it: it is not silent about what nobody told it of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Knowing {
    Told,
    Untold,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = complaints)]
struct Row {
    id: Vec<u8>,
    title: String,
    state: String,
    visibility: String,
    waiting_on: String,
    waiting_since: i64,
    filed_at: i64,
    first_human_at: Option<i64>,
    resolved_at: Option<i64>,
    outcome: Option<String>,
    rating: Option<i32>,
    supporters: i64,
    complainant: Option<Vec<u8>>,
    complainant_handle: String,
    facts: String,
    brand: Vec<u8>,
    at_home: bool,
    home: String,
}

/// What stands beside it: when the brand was told, how far it was taken, what is contested, the first of two ratings, and
/// whether its home alone says that a person answered, and how it ended.
type Beside = (Option<i64>, Option<String>, Option<String>, Option<i32>, bool, Option<String>);

/// A copy in which nobody who answered for the brand stands behind that themselves.
fn answer_is_claim() -> SqlLiteral<Bool> {
    diesel::dsl::sql(
        "(complaints.first_human_at IS NOT NULL AND NOT complaints.at_home AND NOT EXISTS \
         (SELECT 1 FROM posts WHERE posts.complaint = complaints.id AND posts.kind = 'response' \
         AND posts.representative IS NOT NULL AND posts.said_by IS NULL))",
    )
}

/// With its brand's domain and name.
type WithBrand = (Row, Option<String>, String, Beside);

fn listed(
    (row, brand_domain, brand_name, (told_at, step, contested, first_rating, answer_is_claim, fate)): WithBrand,
) -> Result<Listed, StorageError> {
    let wrong = |why: &dyn std::fmt::Display| StorageError::inconsistent("complaints", why);
    let at = |micros| moment("complaints", micros);
    let complainant = row.complainant.map(|it| ActorId::from_bytes(&it)).transpose().map_err(|why| wrong(&why))?;
    Ok(Listed {
        id: ComplaintId::from_bytes(&row.id).map_err(|why| wrong(&why))?,
        waiting_since: at(row.waiting_since)?,
        filed_at: at(row.filed_at)?,
        told_at: told_at.map(at).transpose()?,
        first_human_at: row.first_human_at.map(at).transpose()?,
        answer_is_claim,
        resolved_at: row.resolved_at.map(at).transpose()?,
        facts: serde_json::from_str(&row.facts).map_err(|why| wrong(&why))?,
        home: (!row.at_home).then_some(row.home),
        title: row.title,
        state: row.state,
        waiting_on: row.waiting_on,
        is_private: row.visibility == "embargoed",
        outcome: row.outcome,
        rating: row.rating,
        first_rating,
        contested,
        step,
        fate: fate.as_deref().and_then(Fate::from_word),
        supporters: row.supporters,
        complainant,
        complainant_handle: handle::handle(row.complainant_handle, complainant),
        imitates: None,
        is_repeat: false,
        brand_domain,
        brand_name,
    })
}

macro_rules! those {
    () => {
        complaints::table
            .inner_join(brands::table.on(brands::id.eq(complaints::brand)))
            .left_join(fates::table.on(fates::complaint.eq(complaints::id)))
            .select((
                columns::<Row>(),
                brands::domain,
                brands::name,
                (
                    fates::told_at.nullable(),
                    fates::step.nullable(),
                    fates::contested.nullable(),
                    fates::first_rating.nullable(),
                    answer_is_claim(),
                    fates::word.nullable(),
                ),
            ))
    };
}

fn all(view: &mut View<'_>, rows: Vec<WithBrand>) -> Result<Vec<Listed>, StorageError> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let voices = Voices::heard(view, rows.iter().map(|it| (it.0.complainant_handle.as_str(), "")))?;
    let filed = rows.iter().filter(|it| it.0.at_home);
    let repeats = kept_fates::repeats(view, filed.filter_map(|it| Some((&it.0.brand, it.0.complainant.as_ref()?))))?;
    let heard = |it: WithBrand| {
        let mut it = listed(it)?;
        it.imitates = voices.imitated(it.complainant, &it.complainant_handle, "").map(str::to_string);
        // What was erased leads to nobody, also not as somebody's second one.
        it.is_repeat = repeats.contains(&it.id) && !it.title.is_empty() && !it.complainant_handle.is_empty();
        Ok(it)
    };
    rows.into_iter().map(heard).collect()
}

/// Where a page of a list ended: the time that the list is in order of, and which of those with that very time it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    pub at: Timestamp,
    pub id: ComplaintId,
}

/// What follows a cursor in a list that goes forward in time, or backward.
fn forward(after: Option<Cursor>) -> (i64, Vec<u8>) {
    after.map_or((i64::MIN, Vec::new()), |it| (it.at.timestamp_micros(), it.id.bytes().to_vec()))
}

fn backward(before: Option<Cursor>) -> (i64, Vec<u8>) {
    before.map_or((i64::MAX, Vec::new()), |it| (it.at.timestamp_micros(), it.id.bytes().to_vec()))
}

/// Whether the brand of a complaint whose turn it is was told of it; what it has taken up it knows.
macro_rules! is_told {
    () => {
        fates::told_at
            .nullable()
            .is_not_null()
            .or(complaints::state.ne("open"))
            .or(complaints::first_human_at.is_not_null())
    };
}

/// What was erased is at its own address, and in no list of what there is to read.
macro_rules! has_words {
    () => {
        complaints::title.ne("")
    };
}

/// Public complaints that wait for a brand, the longest first; `after` is where the page before ended.
pub fn waiting_longest(
    view: &mut View<'_>,
    knowing: Knowing,
    after: Option<Cursor>,
    limit: i64,
) -> Result<Vec<Listed>, StorageError> {
    let (after, id) = forward(after);
    let query = those!()
        .filter(listed_now())
        .filter(has_words!())
        .filter(complaints::listed.eq(true))
        .filter(complaints::waiting_on.eq("brand"))
        .filter(complaints::waiting_since.ge(after))
        .filter(complaints::waiting_since.gt(after).or(complaints::id.gt(id)))
        .order((complaints::waiting_since, complaints::id))
        .limit(limit);
    let rows = match knowing {
        Knowing::Told => query.filter(is_told!()).load(view.conn())?,
        Knowing::Untold => query.filter(diesel::dsl::not(is_told!())).load(view.conn())?,
    };
    all(view, rows)
}

/// Public complaints that their people call resolved, the latest first.
pub fn resolved_lately(view: &mut View<'_>, before: Option<Cursor>, limit: i64) -> Result<Vec<Listed>, StorageError> {
    let (before, id) = backward(before);
    let rows: Vec<WithBrand> = those!()
        .filter(complaints::listed.eq(true))
        .filter(complaints::resolved_at.le(before))
        .filter(complaints::resolved_at.lt(before).or(complaints::id.lt(id)))
        .filter(listed_now())
        .filter(has_words!())
        .order((complaints::resolved_at.desc(), complaints::id.desc()))
        .limit(limit)
        .load(view.conn())?;
    all(view, rows)
}

/// Which complaints of a brand a list shows; every field narrows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BrandFilter {
    pub state: Option<String>,
    /// A named person of the brand answered it.
    pub answered: bool,
    /// Its complainant rated how it ended.
    pub rated: bool,
}

impl BrandFilter {
    /// A figure leads to everything that it counts, also where the words are gone.
    fn is_of_a_figure(&self) -> bool {
        self.answered || self.rated || self.state.as_deref() == Some("resolved")
    }
}

/// How many public copies there are of complaints of one brand of which their homes alone say that a person answered.
pub fn count_claimed_answers(view: &mut View<'_>, brand: BrandId) -> Result<i64, StorageError> {
    let copies = complaints::table
        .filter(complaints::brand.eq(brand.bytes()))
        .filter(complaints::at_home.eq(false))
        .filter(listed_now())
        .filter(answer_is_claim());
    Ok(copies.count().get_result(view.conn())?)
}

/// The public complaints of one brand that the filter leaves, the newest first.
pub fn of_brand(
    view: &mut View<'_>,
    brand: BrandId,
    filter: &BrandFilter,
    before: Option<Cursor>,
    limit: i64,
) -> Result<Vec<Listed>, StorageError> {
    let (before, id) = backward(before);
    let mut query = those!()
        .filter(complaints::brand.eq(brand.bytes()))
        .filter(complaints::listed.eq(true))
        .filter(complaints::filed_at.le(before))
        .filter(complaints::filed_at.lt(before).or(complaints::id.lt(id)))
        .filter(listed_now())
        .order((complaints::filed_at.desc(), complaints::id.desc()))
        .limit(limit)
        .into_boxed();
    if let Some(state) = &filter.state {
        query = query.filter(complaints::state.eq(state));
    }
    if !filter.is_of_a_figure() {
        query = query.filter(has_words!());
    }
    if filter.answered {
        query = query.filter(complaints::first_human_at.is_not_null()).filter(diesel::dsl::not(answer_is_claim()));
    }
    if filter.rated {
        query = query.filter(complaints::rating.is_not_null());
    }
    let rows = query.load(view.conn())?;
    all(view, rows)
}

/// The public complaints of one brand that wait for it, the longest first.
pub fn of_brand_waiting(
    view: &mut View<'_>,
    brand: BrandId,
    knowing: Knowing,
    after: Option<Cursor>,
    limit: i64,
) -> Result<Vec<Listed>, StorageError> {
    let (after, id) = forward(after);
    let query = those!()
        .filter(complaints::brand.eq(brand.bytes()))
        .filter(complaints::waiting_on.eq("brand"))
        .filter(complaints::waiting_since.ge(after))
        .filter(complaints::waiting_since.gt(after).or(complaints::id.gt(id)))
        .filter(complaints::listed.eq(true))
        .filter(listed_now())
        .filter(has_words!())
        .order((complaints::waiting_since, complaints::id))
        .limit(limit);
    let rows = match knowing {
        Knowing::Told => query.filter(is_told!()).load(view.conn())?,
        Knowing::Untold => query.filter(diesel::dsl::not(is_told!())).load(view.conn())?,
    };
    all(view, rows)
}

/// Whether a complaint of another home concerns its brand here: it stands on a board of that very brand, which somebody here
/// really follows, or a voice of the brand that is here takes part in it. A home says as it likes what a complaint is about.
fn concerns_brand_here() -> SqlLiteral<Bool> {
    diesel::dsl::sql(
        "(EXISTS (SELECT 1 FROM actors b WHERE b.uri = complaints.board_uri AND b.kind = 'board' \
         AND b.username = brands.domain AND EXISTS (SELECT 1 FROM follows f JOIN actors w ON w.id = f.follower \
         WHERE f.followed = b.id AND f.accepted AND w.local)) \
         OR EXISTS (SELECT 1 FROM officials o JOIN actors v ON v.id = o.actor \
         WHERE o.brand = complaints.brand AND v.local \
         AND (EXISTS (SELECT 1 FROM posts p WHERE p.complaint = complaints.id AND p.author = v.id) \
         OR EXISTS (SELECT 1 FROM requests q WHERE q.complaint = complaints.id AND q.actor = v.id))))",
    )
}

/// Complaints about a brand that wait for it on other servers, as far as their copies came here, the longest first; `after` is
/// where the page before ended. The brand is a side of each: its voice reads them here, listed or not.
pub fn waiting_elsewhere(
    view: &mut View<'_>,
    brand: BrandId,
    of: DeskOf,
    after: Option<Cursor>,
    limit: i64,
) -> Result<Vec<Listed>, StorageError> {
    let (after, id) = forward(after);
    let query = those!()
        .filter(complaints::brand.eq(brand.bytes()))
        .filter(complaints::waiting_on.eq("brand"))
        .filter(complaints::at_home.eq(false))
        .filter(complaints::hidden_at.is_null())
        .filter(concerns_brand_here())
        .filter(complaints::waiting_since.ge(after))
        .filter(complaints::waiting_since.gt(after).or(complaints::id.gt(id)))
        .order((complaints::waiting_since, complaints::id))
        .limit(limit);
    let rows = match of {
        DeskOf::Voice => query.load(view.conn())?,
        DeskOf::Anybody => query.filter(complaints::listed.eq(true)).filter(listed_now()).load(view.conn())?,
    };
    all(view, rows)
}

/// Whose desk it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeskOf {
    /// Somebody who speaks for the brand now: also what is not public yet.
    Voice,
    /// Somebody who did once: what anybody reads.
    Anybody,
}

/// How many complaints at home here wait for a brand, however many of them its desk has room for.
pub fn count_on_desk(view: &mut View<'_>, brand: BrandId, of: DeskOf) -> Result<i64, StorageError> {
    let query = complaints::table
        .filter(complaints::brand.eq(brand.bytes()))
        .filter(complaints::waiting_on.eq("brand"))
        .filter(complaints::at_home.eq(true))
        .count();
    Ok(match of {
        DeskOf::Voice => query.get_result(view.conn())?,
        DeskOf::Anybody => query.filter(listed_now()).get_result(view.conn())?,
    })
}

/// What a representative has before them, by waiting time.
pub fn desk(
    view: &mut View<'_>,
    brand: BrandId,
    of: DeskOf,
    waiting_on: &str,
    limit: i64,
) -> Result<Vec<Listed>, StorageError> {
    let query = those!()
        .filter(complaints::brand.eq(brand.bytes()))
        .filter(complaints::waiting_on.eq(waiting_on))
        .filter(complaints::at_home.eq(true))
        .order((complaints::waiting_since, complaints::id))
        .limit(limit);
    let rows = match of {
        DeskOf::Voice => query.load(view.conn())?,
        DeskOf::Anybody => query.filter(listed_now()).load(view.conn())?,
    };
    all(view, rows)
}

/// States in which somebody higher may still help.
const NOT_OVER: [&str; 5] = ["open", "acknowledged", "offered", "unresolved", "unanswered"];

/// Complaints of this brand at home here that were taken as far as this and are not over, the longest without a change
/// first.
pub fn taken_to(
    view: &mut View<'_>,
    step: Step,
    brand: BrandId,
    of: DeskOf,
    limit: i64,
) -> Result<Vec<Listed>, StorageError> {
    let query = those!()
        .filter(fates::step.eq(step.word()))
        .filter(complaints::brand.eq(brand.bytes()))
        .filter(complaints::at_home.eq(true))
        .filter(complaints::state.eq_any(NOT_OVER))
        .order((complaints::updated_at, complaints::id))
        .limit(limit);
    let rows = match of {
        DeskOf::Voice => query.load(view.conn())?,
        DeskOf::Anybody => query.filter(listed_now()).load(view.conn())?,
    };
    all(view, rows)
}

/// Public complaints at home here that were taken to the mediators and are not over, the longest without a change first.
pub fn in_mediation(view: &mut View<'_>, limit: i64) -> Result<Vec<Listed>, StorageError> {
    let query = those!()
        .filter(fates::step.eq(Step::Mediator.word()))
        .filter(complaints::at_home.eq(true))
        .filter(listed_by_name())
        .filter(complaints::state.eq_any(NOT_OVER))
        .order((complaints::updated_at, complaints::id))
        .limit(limit);
    let rows = query.load(view.conn())?;
    all(view, rows)
}

/// Where a page of what somebody filed ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastFiled {
    pub at: Timestamp,
    pub id: ComplaintId,
}

/// What these actors filed, the newest first. With `everything` also what is not public, or does not name them any more: for
/// their own eyes.
pub fn of_complainants(
    view: &mut View<'_>,
    actors: &[ActorId],
    everything: bool,
    before: Option<LastFiled>,
    limit: i64,
) -> Result<Vec<Listed>, StorageError> {
    let ids: Vec<&[u8]> = actors.iter().map(ActorId::bytes).collect();
    let (at, id) = before.map_or((i64::MAX, Vec::new()), |it| (it.at.timestamp_micros(), it.id.bytes().to_vec()));
    let query = those!()
        .filter(complaints::complainant.eq_any(ids))
        .filter(complaints::filed_at.le(at))
        .filter(complaints::filed_at.lt(at).or(complaints::id.lt(id)))
        .order((complaints::filed_at.desc(), complaints::id.desc()))
        .limit(limit);
    let rows: Vec<WithBrand> = if everything {
        query.load(view.conn())?
    } else {
        query.filter(listed_by_name()).filter(complaints::complainant_handle.ne("")).load(view.conn())?
    };
    all(view, rows)
}

/// Complaints by id, for lists that come from another table.
pub fn by_ids(view: &mut View<'_>, ids: &[ComplaintId]) -> Result<HashMap<ComplaintId, Listed>, StorageError> {
    let ids: Vec<&[u8]> = ids.iter().map(ComplaintId::bytes).collect();
    let rows: Vec<WithBrand> = those!().filter(complaints::id.eq_any(ids)).load(view.conn())?;
    Ok(all(view, rows)?.into_iter().map(|it| (it.id, it)).collect())
}

/// Those of these complaints that everybody may read at their own address, whether a list shows them or not.
pub fn open_by_ids(view: &mut View<'_>, ids: &[ComplaintId]) -> Result<HashMap<ComplaintId, Listed>, StorageError> {
    let ids: Vec<&[u8]> = ids.iter().map(ComplaintId::bytes).collect();
    let rows: Vec<WithBrand> = those!().filter(complaints::id.eq_any(ids)).filter(open()).load(view.conn())?;
    Ok(all(view, rows)?.into_iter().map(|it| (it.id, it)).collect())
}

/// Those of these complaints that lists of a person's words may show to everybody.
pub fn public_by_ids(view: &mut View<'_>, ids: &[ComplaintId]) -> Result<HashMap<ComplaintId, Listed>, StorageError> {
    let ids: Vec<&[u8]> = ids.iter().map(ComplaintId::bytes).collect();
    let rows: Vec<WithBrand> =
        those!().filter(complaints::id.eq_any(ids)).filter(listed_by_name()).load(view.conn())?;
    Ok(all(view, rows)?.into_iter().map(|it| (it.id, it)).collect())
}

/// The public complaints of one brand that are at home here: those that its list shows, and those that count beside them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub listed: i64,
    /// Their words are gone: the lists behind the figures alone show them.
    pub erased: i64,
    /// Hidden here, or kept off lists with their server: no list shows them.
    pub off_lists: i64,
}

/// How many public complaints of one brand its list shows, and how many count beside them.
pub fn counts_of_brand(view: &mut View<'_>, brand: BrandId) -> Result<Counts, StorageError> {
    let shown = listed_in("complaints");
    let count =
        |which: &str| diesel::dsl::sql::<diesel::sql_types::BigInt>(&format!("COUNT(CASE WHEN {which} THEN 1 END)"));
    let (listed, erased, off_lists) = complaints::table
        .filter(complaints::brand.eq(brand.bytes()))
        .filter(complaints::at_home.eq(true))
        .filter(complaints::listed.eq(true))
        .select((
            count(&format!("complaints.title <> '' AND {shown}")),
            count(&format!("complaints.title = '' AND {shown}")),
            count(&format!("NOT {shown}")),
        ))
        .get_result::<(i64, i64, i64)>(view.conn())?;
    Ok(Counts { listed, erased, off_lists })
}

/// Whether there is any complaint about a brand, public or not.
pub fn has_any(view: &mut View<'_>, brand: BrandId) -> Result<bool, StorageError> {
    let any = complaints::table.filter(complaints::brand.eq(brand.bytes())).limit(1).select(complaints::id);
    Ok(any.get_result::<Vec<u8>>(view.conn()).optional()?.is_some())
}

/// How many public copies there are of complaints of one brand whose home is elsewhere.
pub fn count_elsewhere(view: &mut View<'_>, brand: BrandId) -> Result<i64, StorageError> {
    let copies = complaints::table
        .filter(complaints::brand.eq(brand.bytes()))
        .filter(complaints::at_home.eq(false))
        .filter(listed_now())
        .filter(has_words!());
    Ok(copies.count().get_result(view.conn())?)
}

/// How many public complaints at home here wait for a brand. What other servers say is in no list of boards: a home that
/// somebody here follows could put any number there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Waits {
    /// It was told of them.
    pub told: i64,
    /// Nobody told it.
    pub untold: i64,
}

/// How many public complaints of each of these brands wait for it: those that its list of them shows.
pub fn waiting_of_brands(view: &mut View<'_>, ids: &[BrandId]) -> Result<HashMap<BrandId, Waits>, StorageError> {
    let ids: Vec<&[u8]> = ids.iter().map(BrandId::bytes).collect();
    macro_rules! waiting {
        () => {
            complaints::table
                .left_join(fates::table.on(fates::complaint.eq(complaints::id)))
                .filter(complaints::brand.eq_any(&ids))
                .filter(complaints::waiting_on.eq("brand"))
                .filter(listed_now())
                .filter(has_words!())
                .group_by(complaints::brand)
                .select((complaints::brand, diesel::dsl::count_star()))
        };
    }
    let told: Vec<(Vec<u8>, i64)> =
        waiting!().filter(complaints::at_home.eq(true)).filter(is_told!()).load(view.conn())?;
    let home: Vec<(Vec<u8>, i64)> = waiting!().filter(complaints::at_home.eq(true)).load(view.conn())?;
    let mut found: HashMap<BrandId, Waits> = HashMap::new();
    let mut add = |rows: Vec<(Vec<u8>, i64)>, put: fn(&mut Waits, i64)| -> Result<(), StorageError> {
        for (id, count) in rows {
            let id = BrandId::from_bytes(&id).map_err(|why| StorageError::inconsistent("complaints", why))?;
            put(found.entry(id).or_default(), count);
        }
        Ok(())
    };
    add(home, |it, count| it.untold = count)?;
    add(told, |it, count| (it.told, it.untold) = (count, it.untold - count))?;
    Ok(found)
}

/// How many public complaints at home here were taken to the mediators and are not over.
pub fn count_in_mediation(view: &mut View<'_>) -> Result<i64, StorageError> {
    let those = complaints::table
        .inner_join(fates::table.on(fates::complaint.eq(complaints::id)))
        .filter(fates::step.eq(Step::Mediator.word()))
        .filter(complaints::at_home.eq(true))
        .filter(listed_by_name())
        .filter(complaints::state.eq_any(NOT_OVER));
    Ok(those.count().get_result(view.conn())?)
}
