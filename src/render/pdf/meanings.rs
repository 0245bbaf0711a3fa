//! What each glyph of a face stands for in the finished file.

use std::collections::HashMap;

use typst::text::{FontInstance, TextItem};

use super::pieces::cluster;

/// The Unicode map of a font in a PDF has one entry per glyph: what it stood for
/// first. Where it stands for something else the export writes that beside it
/// (`ActualText`), and parts the item there.
#[derive(Default)]
pub struct Meanings {
    fonts: HashMap<FontInstance, HashMap<u16, String>>,
}

impl Meanings {
    /// Remembers what the glyphs of `text` stand for, which is written next.
    pub fn learn(&mut self, text: &TextItem) {
        if !self.fonts.contains_key(&text.font) {
            self.fonts.insert(text.font.clone(), HashMap::new());
        }
        let Some(glyphs) = self.fonts.get_mut(&text.font) else { return };
        for glyph in &text.glyphs {
            glyphs.entry(glyph.id).or_insert_with(|| cluster(text, glyph).to_string());
        }
    }

    /// Whether the glyph `id` is known to stand for something else.
    pub fn contradict(&self, font: &FontInstance, id: u16, characters: &str) -> bool {
        self.fonts.get(font).and_then(|glyphs| glyphs.get(&id)).is_some_and(|known| known != characters)
    }
}
