//! Images of the text: found in the folder, read, and looked at before any
//! renderer gets them.

use std::collections::BTreeMap;
use std::io::Cursor;

use image::{ImageReader, Limits};

use super::{files, paths, svg};
use crate::diagnostics::{Diagnostics, Folder, ReadError, Span, nearest};
use crate::document::{Image, ImageFormat, ImagePath};

const FILE_BYTES_MAX: usize = 32 * 1024 * 1024;
const SIDE_PIXELS_MAX: u32 = 12_000;
const PIXELS_MAX: u64 = 50_000_000;
const DECODED_BYTES_MAX: u64 = 512 * 1024 * 1024;

pub(super) struct Images<'a> {
    folder: &'a dyn Folder,
    /// Nothing for one that was reported.
    images: BTreeMap<ImagePath, Option<Image>>,
}

/// Why an image cannot be shown.
pub(super) enum Unfit {
    /// Completes "it …".
    Unreadable(String),
    TooLarge {
        width: u32,
        height: u32,
    },
    /// Names what is unsafe.
    Unsafe(String),
}

impl<'a> Images<'a> {
    pub fn new(folder: &'a dyn Folder) -> Self {
        Self { folder, images: BTreeMap::new() }
    }

    /// The path of the image that the file at `from` calls `written`. Its
    /// problems are reported at `span`.
    pub fn load(&mut self, from: &str, written: &str, span: Span, diagnostics: &mut Diagnostics) -> ImagePath {
        if paths::scheme(written).is_some() || written.starts_with("//") {
            diagnostics.remote_image(span, written.get(..80).unwrap_or(written));
            return ImagePath(written.to_string());
        }
        let Some(path) = paths::resolve(from, written) else {
            diagnostics.outside_source_folder(Some(span), written);
            return ImagePath(written.to_string());
        };
        let path = ImagePath(path);
        match self.images.get(&path) {
            Some(_) => {}
            None => {
                let image = self.read(&path, span, diagnostics);
                self.images.insert(path.clone(), image);
            }
        }
        path
    }

    pub fn into_map(self) -> BTreeMap<ImagePath, Image> {
        self.images.into_iter().filter_map(|(path, image)| Some((path, image?))).collect()
    }

    fn read(&self, path: &ImagePath, span: Span, diagnostics: &mut Diagnostics) -> Option<Image> {
        let bytes = match self.folder.read(&path.0) {
            Ok(bytes) => bytes,
            Err(ReadError::NotFound) => {
                let files = self.folder.list("");
                let images = files.iter().map(String::as_str).filter(|file| is_image(file));
                diagnostics.image_not_found(span, &path.0, nearest(&path.0, images));
                return None;
            }
            Err(error) => {
                files::unreadable(error, &path.0, Some(span), FILE_BYTES_MAX, diagnostics);
                return None;
            }
        };
        if bytes.len() > FILE_BYTES_MAX {
            diagnostics.file_too_large(Some(span), &path.0, bytes.len() as u64, FILE_BYTES_MAX);
            return None;
        }
        match check(&path.0, &bytes) {
            Ok((format, width, height)) => Some(Image { bytes: bytes.into(), format, width, height }),
            Err(Unfit::Unreadable(why)) => {
                diagnostics.image_unreadable(span, &path.0, &why);
                None
            }
            Err(Unfit::TooLarge { width, height }) => {
                diagnostics.image_too_large(span, &path.0, width, height);
                None
            }
            Err(Unfit::Unsafe(what)) => {
                diagnostics.image_unsafe(span, &path.0, &what);
                None
            }
        }
    }
}

/// The format and size of an image that can be decoded. The content decides, not the name.
fn check(path: &str, bytes: &[u8]) -> Result<(ImageFormat, u32, u32), Unfit> {
    if path.to_ascii_lowercase().ends_with(".svg") {
        return svg::check(bytes).map(|(width, height)| (ImageFormat::Svg, width, height));
    }
    let open = || {
        let mut reader = ImageReader::new(Cursor::new(bytes));
        let mut limits = Limits::default();
        limits.max_alloc = Some(DECODED_BYTES_MAX);
        reader.limits(limits);
        reader.with_guessed_format().map_err(|error| Unfit::Unreadable(format!("cannot be read ({error})")))
    };
    let reader = open()?;
    let format = match reader.format() {
        Some(image::ImageFormat::Png) => ImageFormat::Png,
        Some(image::ImageFormat::Jpeg) => ImageFormat::Jpeg,
        Some(image::ImageFormat::Gif) => ImageFormat::Gif,
        Some(image::ImageFormat::WebP) => ImageFormat::Webp,
        _ => return Err(Unfit::Unreadable("is not a PNG, JPEG, GIF, WebP or SVG image".into())),
    };
    let damaged = |error: image::ImageError| Unfit::Unreadable(format!("is damaged ({error})"));
    let (width, height) = reader.into_dimensions().map_err(damaged)?;
    if width > SIDE_PIXELS_MAX || height > SIDE_PIXELS_MAX || u64::from(width) * u64::from(height) > PIXELS_MAX {
        return Err(Unfit::TooLarge { width, height });
    }
    open()?.decode().map_err(damaged)?;
    Ok((format, width, height))
}

/// The format of the image `bytes`, which the editions of a statement can show.
/// An error goes on after "it", and says why they cannot.
pub fn image_format(bytes: &[u8]) -> Result<ImageFormat, String> {
    if bytes.len() > FILE_BYTES_MAX {
        return Err(format!("is larger than {} MiB", FILE_BYTES_MAX / (1024 * 1024)));
    }
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).into_owned();
    let name = if start.trim_start_matches('\u{feff}').trim_start().starts_with('<') { "image.svg" } else { "image" };
    match check(name, bytes) {
        Ok((format, _, _)) => Ok(format),
        Err(Unfit::Unreadable(why)) => Err(why),
        Err(Unfit::TooLarge { width, height }) => Err(format!("is too large ({width} × {height} pixels)")),
        Err(Unfit::Unsafe(what)) => Err(format!("contains {what}")),
    }
}

fn is_image(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    [".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"].iter().any(|extension| path.ends_with(extension))
}
