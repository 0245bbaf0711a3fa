//! Pictures of the cover: for the EPUB, and for sharing. The theme's `cover` and
//! `sharing-picture` compose them.

use std::collections::BTreeMap;
use std::sync::Arc;

use typst_layout::Page;
use typst_render::RenderOptions;

use super::about;
use super::compile::compile;
use super::compress;
use super::locales::Locales;
use super::problems::Reporter;
use super::remembered;
use super::world::{Desk, Faces};
use super::{MAIN, images, texts};
use crate::diagnostics::{Diagnostics, Sources};
use crate::document::{Cover, Document, Words};
use crate::fonts::Library;
use crate::theme::Theme;

/// All that a picture depends on. Making it takes a while, so that it is worth
/// keeping under [`PicturePlan::key`].
pub struct PicturePlan {
    theme: Theme,
    texts: BTreeMap<String, String>,
    images: BTreeMap<String, Arc<[u8]>>,
    faces: Faces,
    width_px: u32,
}

/// The cover of the EPUB: a page, 1600 pixels wide.
pub fn plan_cover(document: &Document, words: &Words, theme: &Theme, library: &Library) -> PicturePlan {
    let call = match document.metadata.cover {
        Cover::Typeset => "#cover(about)\n",
        Cover::Image { .. } => "#cover-picture(about)\n",
    };
    plan(call, 1600, document, words, theme, library)
}

/// The picture that goes with a link to the statement: 1200 by 630 pixels.
pub fn plan_sharing_picture(document: &Document, words: &Words, theme: &Theme, library: &Library) -> PicturePlan {
    plan("#sharing-picture(about)\n", 1200, document, words, theme, library)
}

fn plan(call: &str, width_px: u32, document: &Document, words: &Words, theme: &Theme, library: &Library) -> PicturePlan {
    let main = about::definitions(document, words, &Locales::of(document, words)) + call;
    let images = match document.metadata.cover {
        Cover::Typeset => BTreeMap::new(),
        Cover::Image { .. } => images(document),
    };
    PicturePlan { theme: theme.clone(), texts: texts(main, theme), images, faces: Faces::of(library), width_px }
}

impl PicturePlan {
    /// SHA-256 of everything that the picture depends on, in hexadecimal.
    pub fn key(&self) -> String {
        remembered::key(&format!("picture, {} pixels wide", self.width_px), &self.texts, &self.images, &self.faces)
    }

    /// The picture as PNG.
    pub fn make(&self) -> Result<Vec<u8>, Diagnostics> {
        let desk = Desk::new(MAIN, self.texts.clone(), self.images.clone(), self.faces.clone());
        let warned = compile(&desk);
        let mut diagnostics = Diagnostics::new();
        let mut reporter = Reporter {
            desk: &desk,
            places: &Default::default(),
            theme: &self.theme,
            sources: &Sources::new(),
            diagnostics: &mut diagnostics,
        };
        reporter.warnings(&warned.warnings);
        let pages = match warned.output {
            Ok(pages) => pages,
            Err(errors) => {
                reporter.errors(&errors);
                return Err(diagnostics);
            }
        };
        match pages.pages().first() {
            Some(page) if !diagnostics.has_errors() => Ok(png(page, self.width_px)),
            _ => Err(diagnostics),
        }
    }
}

fn png(page: &Page, width_px: u32) -> Vec<u8> {
    let pixel_per_pt = f64::from(width_px) / page.frame.width().to_pt();
    let picture = typst_render::render(page, &RenderOptions { pixel_per_pt: pixel_per_pt.into(), render_bleed: false });
    // Pages have a fill: nothing shows through.
    compress::png(picture.width(), picture.height(), picture.data())
}
