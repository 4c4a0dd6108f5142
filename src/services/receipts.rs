//! A complainant shows the brand a receipt: for its people alone, sealed on disk, never told to another server, gone with
//! what is erased. Whoever reads it is noted, and the complainant sees that.

use std::io::Cursor;

use chrono::TimeDelta;
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder as _, ImageReader, Limits};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::app::App;
use crate::crypto::random;
use crate::crypto::seal::SealingKey;
use crate::domain::Timestamp;
use crate::domain::complaint::{Command, ProofTier, State};
use crate::domain::doings::Doing;
use crate::domain::ids::{ActorId, ComplaintId};
use crate::domain::party::Party;
use crate::domain::refusal::{Code, Refusal};
use crate::markup;
use crate::services::ServiceError;
use crate::services::claim_brand::{Reader, reader_of};
use crate::services::doings;
use crate::services::own_words::at_home;
use crate::services::pictures::{self, DECODED_BYTES_MAX};
use crate::services::scene::Scene;
use crate::storage::brands::{self, Representative};
use crate::storage::complaints::{self, Attested, Held};
use crate::storage::receipts::{self, Reading, Receipt};
use crate::storage::{Cause, Once, StorageError, Tx, View, erasures, posts};

/// Bytes of a file.
pub const FILE_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Receipts of one complaint.
pub const RECEIPTS_MAX: usize = 5;
/// Characters of an order number, a day, an amount.
pub const FACT_CHARS_MAX: usize = 80;
/// Pixels of a side that we decode: a photo of a phone.
const SIDE_PIXELS_MAX: u32 = 8_192;
/// Pixels of the longer side of what we draw: a receipt is read, not printed.
const DRAWN_PIXELS_MAX: u32 = 2_400;
const JPEG_QUALITY: u8 = 85;
/// Whoever looks again within this time reads it still.
const READING_MINUTES: i64 = 10;
/// What a PDF begins with.
const PDF: &[u8] = b"%PDF-";
pub const PDF_MEDIA: &str = "application/pdf";
pub const PICTURE_MEDIA: &str = "image/jpeg";

/// What is said of a purchase, for the brand alone.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    pub order: String,
    pub bought: String,
    pub amount: String,
}

impl Facts {
    fn tidy(&self) -> Facts {
        let tidy = |it: &str| markup::one_line(it, FACT_CHARS_MAX);
        Facts { order: tidy(&self.order), bought: tidy(&self.bought), amount: tidy(&self.amount) }
    }

    fn is_empty(&self) -> bool {
        self.order.is_empty() && self.bought.is_empty() && self.amount.is_empty()
    }
}

#[derive(Debug, Clone)]
pub struct NewReceipt {
    pub complaint: ComplaintId,
    /// Whoever filed it, under the name they filed it with.
    pub by: ActorId,
    pub facts: Facts,
    pub file: Option<Vec<u8>>,
}

/// A file as it is kept.
struct Kept {
    media: &'static str,
    bytes: Vec<u8>,
}

/// Shows the brand a receipt; that one was shown stands in the history, and nothing of what it says.
pub async fn show(app: &App, cause: Cause, new: NewReceipt) -> Result<Once<()>, ServiceError> {
    let facts = new.facts.tidy();
    let who = cause.caller.clone();
    let room = doings::refuse_full(app, &who, Doing::Receipt);
    // Whoever may not show one, or may show no more, has nothing decoded. Asked again where it is written.
    let (complaint, by, now) = (new.complaint, new.by, app.clock.now());
    let asked = app.db.read::<_, ServiceError, _>(move |view| refuse(view, complaint, by, now, room)).await;
    if let Err(refused) = asked {
        // What was done before under this cause is done still.
        return app.db.write_once(cause, move |_| Err(refused)).await;
    }
    let file = match new.file.filter(|it| !it.is_empty()) {
        Some(bytes) => Some(checked(bytes).await?),
        None => None,
    };
    if facts.is_empty() && file.is_none() {
        return Err(Code::ReceiptEmpty.into());
    }
    let scene = Scene::of(app);
    let id = random::new_v4(app.random.as_ref());
    let facts = serde_json::to_vec(&facts).map_err(|why| StorageError::inconsistent("receipts", why))?;
    let facts = seal(app, id, Part::Facts, &facts)?;
    let media = file.as_ref().map_or("", |it| it.media).to_string();
    let file = match file {
        Some(it) => Some(seal(app, id, Part::File, &it.bytes)?),
        None => None,
    };
    let shown = app
        .db
        .write_once(cause, move |tx| {
            let held = at_home(tx, new.complaint)?;
            let side = scene.side_of(tx, &held, new.by)?;
            refuse(&mut tx.view(), held.id, new.by, scene.now, Ok(()))?;
            // It is sealed here and sent to nobody: where nobody could open it, it is not taken.
            if let Some(brand) = brands::find(&mut tx.view(), held.brand)?
                && is_read_elsewhere(&reader_of(&mut tx.view(), &brand, scene.now)?)
            {
                return Err(Code::ReceiptElsewhere.into());
            }
            let (complaint, brand, shown_at) = (held.id, held.brand, scene.now);
            receipts::insert(tx, &Receipt { id, complaint, brand, media, shown_at }, &facts, file.as_deref())?;
            // What the brand confirmed says more.
            if held.complaint.proof == ProofTier::None {
                let command = Command::Prove { tier: ProofTier::Receipt };
                scene.act(tx, &held, &side, command, Vec::new(), &Attested::default())?;
            }
            Ok::<_, ServiceError>(())
        })
        .await?;
    if matches!(shown, Once::Done(())) {
        doings::count(app, &who, Doing::Receipt);
    }
    Ok(shown)
}

/// Whoever filed a complaint here shows receipts of it, so many and no more.
fn refuse(
    view: &mut View<'_>,
    complaint: ComplaintId,
    by: ActorId,
    now: Timestamp,
    room: Result<(), Refusal>,
) -> Result<(), ServiceError> {
    let held = complaints::find(view, complaint)?.ok_or(ServiceError::NotFound("complaint"))?;
    if !held.at_home {
        return Err(Refusal::from(Code::NotHere).with("home", &held.home).into());
    }
    if held.complainant != Some(by) {
        return Err(Code::OnlyComplainant.into());
    }
    let erased = posts::of_event(view, held.id, 1)?.is_none_or(|it| it.deleted_at.is_some());
    if erased || !is_read(&held, now) {
        let state = held.complaint.state().name();
        return Err(Refusal::from(Code::WrongState).with("state", state).with("deed", "receipt").into());
    }
    if receipts::of_complaint(view, held.id)?.len() >= RECEIPTS_MAX {
        return Err(Refusal::from(Code::TooManyReceipts).with("max", RECEIPTS_MAX).into());
    }
    Ok(room?)
}

/// Whether whoever speaks for the brand reads on another server alone.
pub fn is_read_elsewhere(reader: &Reader) -> bool {
    match reader {
        Reader::Here | Reader::NobodyNow | Reader::Nobody => false,
        Reader::Board(_) | Reader::Mentioned(_) => true,
    }
}

/// Whether the brand still has a reason to look at a receipt: the complaint goes on, or can be opened again.
pub fn is_read(held: &Held, now: Timestamp) -> bool {
    let complaint = &held.complaint;
    let open = match complaint.state() {
        State::Open | State::Acknowledged | State::Offered { .. } => true,
        State::Resolved { .. } | State::Unresolved { .. } | State::Lapsed { .. } | State::Unanswered { .. } => {
            complaint.decide(Command::Reopen, Party::Complainant, now).is_ok()
        }
        State::Withdrawn | State::Retracted | State::Dismissed { .. } => false,
    };
    open && !complaint.is_complainant_gone()
}

/// The complainant takes a receipt back; with the last one goes what it proved.
pub async fn take_back(
    app: &App,
    cause: Cause,
    complaint: ComplaintId,
    by: ActorId,
    id: Uuid,
) -> Result<Once<()>, ServiceError> {
    let scene = Scene::of(app);
    app.db
        .write_once(cause, move |tx| {
            let held = at_home(tx, complaint)?;
            let side = scene.side_taken(tx, &held, by)?;
            let receipt = receipts::find(&mut tx.view(), id)?.filter(|it| it.complaint == held.id);
            if receipt.is_none() || held.complainant != Some(by) {
                return Err(Code::NoSuchReceipt.into());
            }
            receipts::remove(tx, id)?;
            erasures::schedule_scrub(tx, scene.now)?;
            let left = receipts::of_complaint(&mut tx.view(), held.id)?;
            if left.is_empty() && held.complaint.proof == ProofTier::Receipt {
                let command = Command::Prove { tier: ProofTier::None };
                scene.act(tx, &held, &side, command, Vec::new(), &Attested::default())?;
            }
            Ok(())
        })
        .await
}

/// Whoever erases what they filed takes their receipts with it.
pub(in crate::services) fn forget(tx: &mut Tx<'_>, scene: &Scene, held: &Held) -> Result<(), StorageError> {
    if receipts::remove_of_complaint(tx, held.id)? {
        erasures::schedule_scrub(tx, scene.now)?;
    }
    Ok(())
}

/// The receipts of a complaint that this brand may read. What was shown to a brand that it was moved away from stays with
/// that one, and is read by nobody.
pub fn for_brand(view: &mut View<'_>, held: &Held) -> Result<Vec<Receipt>, StorageError> {
    let Some(now) = brands::find(view, held.brand)? else { return Ok(Vec::new()) };
    let mut readable = Vec::new();
    for it in receipts::of_complaint(view, held.id)? {
        if brands::find(view, it.brand)?.is_some_and(|then| then.id == now.id) {
            readable.push(it);
        }
    }
    Ok(readable)
}

/// What stands in a receipt, opened.
pub async fn facts(app: &App, id: Uuid) -> Result<Option<Facts>, ServiceError> {
    let Some(sealed) = app.db.read::<_, StorageError, _>(move |view| receipts::facts_of(view, id)).await? else {
        return Ok(None);
    };
    let plain = open(app, id, Part::Facts, &sealed)?;
    Ok(Some(serde_json::from_slice(&plain).map_err(|why| StorageError::inconsistent("receipts", why))?))
}

pub async fn file(app: &App, id: Uuid) -> Result<Option<Vec<u8>>, ServiceError> {
    match app.db.read::<_, StorageError, _>(move |view| receipts::file_of(view, id)).await? {
        Some(sealed) => Ok(Some(open(app, id, Part::File, &sealed)?)),
        None => Ok(None),
    }
}

/// Somebody of the brand opened it. Noted before they see anything.
pub async fn note_reading(app: &App, id: Uuid, by: &Representative) -> Result<(), StorageError> {
    let now = app.clock.now();
    let reading = Reading { receipt: id, reader: by.account, name: by.name.clone(), at: now };
    app.db.write(move |tx| receipts::read(tx, &reading, now - TimeDelta::minutes(READING_MINUTES))).await
}

#[derive(Clone, Copy)]
enum Part {
    Facts,
    File,
}

fn place(id: Uuid, part: Part) -> String {
    match part {
        Part::Facts => format!("receipts/{id}/facts"),
        Part::File => format!("receipts/{id}/file"),
    }
}

fn key(app: &App) -> Result<SealingKey, StorageError> {
    let wrong = |why: &dyn std::fmt::Display| StorageError::inconsistent("receipts", why);
    let key = app.keys.derive("receipts").map_err(|why| wrong(&why))?;
    SealingKey::parse(&hex::encode(key)).map_err(|why| wrong(&why))
}

fn seal(app: &App, id: Uuid, part: Part, plain: &[u8]) -> Result<Vec<u8>, StorageError> {
    let sealed = key(app)?.seal(app.random.as_ref(), &place(id, part), plain);
    sealed.map_err(|why| StorageError::inconsistent("receipts", why))
}

fn open(app: &App, id: Uuid, part: Part, sealed: &[u8]) -> Result<Vec<u8>, StorageError> {
    key(app)?.open(&place(id, part), sealed).map_err(|why| StorageError::inconsistent("receipts", why))
}

async fn checked(bytes: Vec<u8>) -> Result<Kept, ServiceError> {
    if bytes.len() > FILE_BYTES_MAX {
        return Err(too_large().into());
    }
    if bytes.starts_with(PDF) {
        return Ok(Kept { media: PDF_MEDIA, bytes });
    }
    let turn = pictures::turn().await.ok_or(Code::PicturesBusy)?;
    let drawn = tokio::task::spawn_blocking(move || (drawn(&bytes), turn).0).await;
    let drawn = drawn.map_err(|why| StorageError::inconsistent("receipts", why))?;
    Ok(Kept { media: PICTURE_MEDIA, bytes: drawn.ok_or(Code::ReceiptFile)? })
}

/// What is said of a larger file.
pub fn too_large() -> Refusal {
    Refusal::from(Code::ReceiptTooLarge).with("megabytes", FILE_BYTES_MAX / 1024 / 1024)
}

/// The picture drawn again, upright: where and with what it was taken is not in it any more.
fn drawn(bytes: &[u8]) -> Option<Vec<u8>> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    if !pictures::is_drawn(reader.format()?) {
        return None;
    }
    let mut reader = reader;
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(SIDE_PIXELS_MAX);
    limits.max_image_height = Some(SIDE_PIXELS_MAX);
    limits.max_alloc = Some(DECODED_BYTES_MAX);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    // The limits alone do not bound what is made of a file that keeps to them.
    if !pictures::fits(decoder.dimensions(), SIDE_PIXELS_MAX) || decoder.total_bytes() > DECODED_BYTES_MAX {
        return None;
    }
    let orientation = decoder.orientation().ok()?;
    let mut picture = DynamicImage::from_decoder(decoder).ok()?;
    // Made small first, without a copy of its own size: what comes after takes little.
    if picture.width().max(picture.height()) > DRAWN_PIXELS_MAX {
        picture = picture.thumbnail(DRAWN_PIXELS_MAX, DRAWN_PIXELS_MAX);
    }
    picture.apply_orientation(orientation);
    let mut out = Vec::new();
    JpegEncoder::new_with_quality(&mut out, JPEG_QUALITY).encode_image(&picture.to_rgb8()).ok()?;
    Some(out)
}

#[cfg(test)]
mod tests {
    use image::{ImageFormat, RgbImage};

    use super::*;

    #[test]
    fn a_picture_is_drawn_again_without_what_came_with_it() {
        let mut png = Cursor::new(Vec::new());
        let picture = RgbImage::from_pixel(3_000, 20, image::Rgb([10, 200, 30]));
        DynamicImage::ImageRgb8(picture).write_to(&mut png, ImageFormat::Png).unwrap();
        let mut bytes = png.into_inner();
        bytes.extend_from_slice(b"GPS 52.5200 13.4050");
        let again = drawn(&bytes).unwrap();
        assert!(!again.windows(3).any(|it| it == b"GPS"));
        let picture = image::load_from_memory_with_format(&again, ImageFormat::Jpeg).unwrap();
        assert_eq!(picture.width(), DRAWN_PIXELS_MAX);
        for other in [b"<svg/>".as_slice(), b"BM6", b"", b"GIF89a"] {
            assert!(drawn(other).is_none());
        }
    }
}
