//! Pictures of actors elsewhere: fetched when somebody is shown, drawn again by us, and given out from our own address only.

use std::io::Cursor;
use std::time::Duration;

use image::codecs::webp::WebPEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, ExtendedColorType, ImageFormat, ImageReader, Limits};
use tokio::sync::{Semaphore, SemaphorePermit};
use url::Url;

use crate::app::App;
use crate::crypto::http_signature::Manner;
use crate::domain::ids::ActorId;
use crate::egress::EgressError;
use crate::services::policy;
use crate::services::signing::{self, SigningError};
use crate::storage::{StorageError, profiles};

/// Pixels of the side of what we draw: beside a post, and at the head of a profile.
pub const SIZES: [u32; 2] = [64, 160];
/// Pixels of a side that we decode. What a header declares is checked before anything is decoded.
pub(in crate::services) const SIDE_PIXELS_MAX: u32 = 4_096;
/// Pixels of a whole picture that we decode, whatever its sides.
pub(in crate::services) const PIXELS_MAX: u64 = 25_000_000;
/// Bytes that decoding may take: those pixels with four bytes each.
pub(in crate::services) const DECODED_BYTES_MAX: u64 = PIXELS_MAX * 4;
/// Pictures that are decoded at a time, of all people and all servers: what they take together is bounded.
const DECODED_AT_ONCE_MAX: usize = 2;
/// Pictures that wait for their turn. More are refused at once.
const WAITING_MAX: usize = 8;
/// How long one waits for its turn.
const TURN_PATIENCE: Duration = Duration::from_secs(10);

static DECODING: Semaphore = Semaphore::const_new(DECODED_AT_ONCE_MAX);
static ADMITTED: Semaphore = Semaphore::const_new(DECODED_AT_ONCE_MAX + WAITING_MAX);

#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    #[error(transparent)]
    Storage(#[from] StorageError),
    #[error(transparent)]
    Signing(#[from] SigningError),
    #[error(transparent)]
    Egress(#[from] EgressError),
    #[error("the picture has no address on the web")]
    NoAddress,
    #[error(transparent)]
    Undrawable(#[from] Undrawable),
    #[error("the thread that draws was stopped")]
    Stopped,
    #[error("too many pictures are drawn at once")]
    Busy,
}

impl PictureError {
    /// Whether asking again later may help.
    pub fn is_passing(&self) -> bool {
        match self {
            PictureError::Storage(_) | PictureError::Signing(_) | PictureError::Stopped | PictureError::Busy => true,
            PictureError::Egress(error) => error.is_passing(),
            PictureError::NoAddress | PictureError::Undrawable(_) => false,
        }
    }
}

/// Why bytes are no picture that we draw.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Undrawable {
    #[error("the picture is of a kind that we do not draw")]
    Kind,
    #[error("the picture is {0} by {1} pixels, which is too large")]
    TooLarge(u32, u32),
    #[error("the picture cannot be decoded: {0}")]
    Broken(String),
}

/// Somebody looks at an actor whose picture we do not have: it is fetched, once in a while and not while they wait.
pub async fn ask_for_picture(app: &App, actor: ActorId) -> Result<(), StorageError> {
    let now = app.clock.now();
    app.db.write(move |tx| profiles::ask_for_picture(tx, actor, now)).await
}

/// Fetches the picture that an actor shows now and keeps it in our sizes.
pub async fn fetch_picture(app: &App, actor: ActorId) -> Result<(), PictureError> {
    let find = move |view: &mut crate::storage::View<'_>| profiles::icon_of(view, actor);
    let Some(icon) = app.db.read::<_, StorageError, _>(find).await? else { return Ok(()) };
    let url = Url::parse(&icon).map_err(|_| PictureError::NoAddress)?;
    let decided = policy::current(app).await?;
    if url.host_str().and_then(|host| decided.of(host)).is_some_and(|it| it.reject_media) {
        return Ok(());
    }
    let instance = signing::instance_actor(app).await?;
    let signer = signing::signer(app, instance.id, Manner::Cavage, None).await?;
    let fetched = app.egress.get_picture(&url, Some(&signer)).await?;
    let turn = turn().await.ok_or(PictureError::Busy)?;
    let drawn = tokio::task::spawn_blocking(move || (draw(&fetched.body), turn).0);
    let drawn = drawn.await.map_err(|_| PictureError::Stopped)??;
    Ok(app.db.write(move |tx| profiles::keep_picture(tx, actor, &icon, &drawn)).await?)
}

/// The right to decode one picture, held as long as it is decoded, even where nobody waits for it any more; `None`: too many
/// others are decoded or wait.
pub(in crate::services) struct Turn {
    _admitted: SemaphorePermit<'static>,
    _turn: SemaphorePermit<'static>,
}

pub(in crate::services) async fn turn() -> Option<Turn> {
    let admitted = ADMITTED.try_acquire().ok()?;
    let turn = tokio::time::timeout(TURN_PATIENCE, DECODING.acquire()).await.ok()?.ok()?;
    Some(Turn { _admitted: admitted, _turn: turn })
}

/// Whether a picture of these sides is decoded. Asked of what its header declares, before anything is decoded.
pub(in crate::services) fn fits((width, height): (u32, u32), side_max: u32) -> bool {
    let pixels = u64::from(width) * u64::from(height);
    width > 0 && height > 0 && width.max(height) <= side_max && pixels <= PIXELS_MAX
}

/// Draws a picture again in our sizes, as WebP: nothing of the file that came is left in them. Of moving pictures the first.
pub fn draw(bytes: &[u8]) -> Result<Vec<(u32, Vec<u8>)>, Undrawable> {
    let picture = decode(bytes)?;
    let side = picture.width().min(picture.height());
    let (left, top) = ((picture.width() - side) / 2, (picture.height() - side) / 2);
    let square = picture.crop_imm(left, top, side, side);
    SIZES.iter().map(|size| Ok((*size, encode(&square, *size)?))).collect()
}

/// Kinds of files that we decode.
pub(in crate::services) fn is_drawn(format: ImageFormat) -> bool {
    matches!(format, ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::Gif | ImageFormat::WebP)
}

fn decode(bytes: &[u8]) -> Result<DynamicImage, Undrawable> {
    let broken = |error: &dyn std::fmt::Display| Undrawable::Broken(error.to_string());
    let reader = || ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|error| broken(&error));
    let sized = reader()?;
    if !sized.format().is_some_and(is_drawn) {
        return Err(Undrawable::Kind);
    }
    let (width, height) = sized.into_dimensions().map_err(|error| broken(&error))?;
    if !fits((width, height), SIDE_PIXELS_MAX) {
        return Err(Undrawable::TooLarge(width, height));
    }
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(SIDE_PIXELS_MAX);
    limits.max_image_height = Some(SIDE_PIXELS_MAX);
    limits.max_alloc = Some(DECODED_BYTES_MAX);
    let mut reader = reader()?;
    reader.limits(limits);
    reader.decode().map_err(|error| broken(&error))
}

fn encode(square: &DynamicImage, size: u32) -> Result<Vec<u8>, Undrawable> {
    let small = square.resize_exact(size, size, FilterType::Triangle).into_rgba8();
    let mut bytes = Vec::new();
    WebPEncoder::new_lossless(&mut bytes)
        .encode(small.as_raw(), size, size, ExtendedColorType::Rgba8)
        .map_err(|error| Undrawable::Broken(error.to_string()))?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use image::RgbaImage;

    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        let picture =
            RgbaImage::from_fn(width, height, |x, _| image::Rgba([u8::try_from(x % 256).unwrap(), 80, 120, 255]));
        DynamicImage::ImageRgba8(picture).write_to(&mut bytes, ImageFormat::Png).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn a_picture_is_drawn_again_square_in_both_sizes() {
        let mut original = png(300, 120);
        original.extend_from_slice(b"<script>alert(1)</script>");
        let drawn = draw(&original).unwrap();
        assert_eq!(drawn.iter().map(|it| it.0).collect::<Vec<_>>(), SIZES);
        for (size, bytes) in drawn {
            assert!(!bytes.windows(7).any(|it| it == b"<script"));
            let again = image::load_from_memory_with_format(&bytes, ImageFormat::WebP).unwrap();
            assert_eq!((again.width(), again.height()), (size, size));
        }
        draw(&png(1, 1)).unwrap();
    }

    #[test]
    fn what_a_header_declares_is_refused_before_it_is_decoded() {
        let mut huge = png(2, 2);
        // Width and height stand in the header chunk; its checksum is made right again, so that only the size is wrong.
        huge[16..20].copy_from_slice(&50_000_u32.to_be_bytes());
        huge[20..24].copy_from_slice(&50_000_u32.to_be_bytes());
        let checksum = crc32(&huge[12..29]);
        huge[29..33].copy_from_slice(&checksum.to_be_bytes());
        assert_eq!(draw(&huge), Err(Undrawable::TooLarge(50_000, 50_000)));
        // A GIF says its size in its first bytes, whatever little picture follows.
        let one_pixel = [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3b];
        let side = 50_000_u16.to_le_bytes();
        let gif = [b"GIF89a".as_slice(), &side, &side, &[0, 0, 0], &one_pixel].concat();
        assert_eq!(draw(&gif), Err(Undrawable::TooLarge(50_000, 50_000)));
        assert!(matches!(draw(&png(5_000, 3)), Err(Undrawable::TooLarge(5_000, 3))));
    }

    #[test]
    fn a_picture_is_bounded_by_all_its_pixels() {
        assert!(fits((5_000, 5_000), 8_192) && fits((8_192, 3_000), 8_192));
        for bomb in [(8_192, 8_192), (0, 5), (5, 0), (8_193, 1), (5_001, 5_000), (u32::MAX, u32::MAX)] {
            assert!(!fits(bomb, 8_192), "{bomb:?}");
        }
    }

    #[test]
    fn other_kinds_and_broken_files_are_refused() {
        let mut cut = png(100, 100);
        cut.truncate(cut.len() / 2);
        assert!(matches!(draw(&cut), Err(Undrawable::Broken(_))));
        for other in [
            b"<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>".as_slice(),
            b"BM6\x00\x00\x00\x00\x00",
            b"II*\x00\x08\x00\x00\x00",
            b"%PDF-1.7",
            b"",
            b"\x00\x00\x00\x20ftypavif",
        ] {
            assert!(draw(other).is_err(), "{other:?}");
        }
    }

    #[test]
    fn of_a_moving_picture_the_first_one_is_drawn() {
        let mut bytes = Vec::new();
        {
            let mut encoder = image::codecs::gif::GifEncoder::new(&mut bytes);
            for shade in [0_u8, 255] {
                let frame = image::Frame::new(RgbaImage::from_pixel(8, 8, image::Rgba([shade, shade, shade, 255])));
                encoder.encode_frame(frame).unwrap();
            }
        }
        let drawn = draw(&bytes).unwrap();
        let first = image::load_from_memory(&drawn[0].1).unwrap().into_rgba8();
        assert!(first.get_pixel(5, 5).0[0] < 20);
    }

    /// The checksum of PNG chunks.
    fn crc32(bytes: &[u8]) -> u32 {
        let mut sum = u32::MAX;
        for byte in bytes {
            sum ^= u32::from(*byte);
            for _ in 0..8 {
                sum = if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
            }
        }
        !sum
    }
}
