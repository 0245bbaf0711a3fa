//! Small copies of faces for screens, as WOFF2.
//!
//! skera keeps the layout tables (kerning, ligatures, marks), which Typst's
//! subsetter drops, but loses CFF outlines, which Typst's keeps. So for faces
//! with CFF outlines each does its part and the two are put together; both are
//! told the same order of glyphs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use sha2::{Digest, Sha256};
use skera::{DEFAULT_LAYOUT_FEATURES, Plan, SubsetFlags, subset_font};
use write_fonts::FontBuilder;
use write_fonts::read::collections::IntSet;
use write_fonts::read::types::{GlyphId, NameId, Tag};
use write_fonts::read::{FontRef, TableProvider};

use super::closure::closure;
use super::{Face, Origin, Style, ideographs, inspect};

/// Counts up when the same plan would give other bytes.
const RECIPE: &str = "screen face 2";

/// A face, and what of it is needed.
#[derive(Clone, Debug)]
pub struct SubsetPlan {
    face: Face,
    /// What the text has.
    wanted: BTreeSet<char>,
    /// And what shaping may make of it.
    characters: BTreeSet<char>,
    /// OpenType features beside those that are on by themselves.
    features: BTreeSet<[u8; 4]>,
    /// The tags of the languages in which the face is used.
    languages: BTreeSet<String>,
}

/// A face as a screen edition carries it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScreenFace {
    pub family: String,
    pub weight: u16,
    pub style: Style,
    pub woff2: Arc<[u8]>,
    /// Copyright and licence, in full, as plain text.
    pub licence: String,
    /// `libertinus-serif-400.woff2`, `libertinus-serif-400-italic.woff2`.
    pub file_name: String,
}

/// Why a face cannot be made small.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SubsetError {
    /// The file is no font, or a broken one.
    Unreadable(String),
    /// Outlines of a kind that gets lost: CFF2, bitmaps.
    Outlines(&'static str),
    /// One of the subsetters gave up.
    Subsetter(String),
    /// The two subsetters number the glyphs differently.
    GlyphOrder,
}

impl std::fmt::Display for SubsetError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unreadable(reason) => write!(f, "the font cannot be read: {reason}"),
            Self::Outlines(kind) => write!(f, "the font has {kind} outlines, of which no subset can be made"),
            Self::Subsetter(reason) => write!(f, "no subset could be made: {reason}"),
            Self::GlyphOrder => f.write_str("no subset could be made: the order of glyphs is lost"),
        }
    }
}

impl std::error::Error for SubsetError {}

impl SubsetPlan {
    /// The family of the face.
    pub fn family(&self) -> &str {
        &self.face.family
    }

    /// `characters` get what shaping may make of them added.
    pub fn new(face: Face, characters: impl IntoIterator<Item = char>, features: BTreeSet<[u8; 4]>) -> Self {
        let wanted: BTreeSet<char> = characters.into_iter().collect();
        Self { face, characters: closure(wanted.iter().copied()), wanted, features, languages: BTreeSet::new() }
    }

    /// For text in `languages`: of ideographs, only the forms that these use.
    pub fn for_languages(self, languages: BTreeSet<String>) -> Self {
        Self { languages, ..self }
    }

    /// The characters that the text has of the face.
    pub fn wanted(&self) -> &BTreeSet<char> {
        &self.wanted
    }

    pub fn face(&self) -> &Face {
        &self.face
    }

    /// The SHA-256 of all that the result depends on, in hexadecimal digits.
    pub fn key(&self) -> String {
        let mut hash = Sha256::new();
        let mut add = |bytes: &[u8]| {
            hash.update((bytes.len() as u64).to_le_bytes());
            hash.update(bytes);
        };
        add(RECIPE.as_bytes());
        add(env!("CARGO_PKG_VERSION").as_bytes());
        add(identity(&self.face));
        add(&self.face.index.to_le_bytes());
        add(self.characters.iter().collect::<String>().as_bytes());
        self.features.iter().for_each(|feature| add(feature));
        self.languages.iter().for_each(|language| add(language.as_bytes()));
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The face with these characters and features alone.
    pub fn make(&self) -> Result<ScreenFace, SubsetError> {
        let sfnt = self.subset()?;
        let woff2 = ttf2woff2::encode(&sfnt, ttf2woff2::BrotliQuality::from(11));
        Ok(self.restore(woff2.map_err(|error| SubsetError::Subsetter(error.to_string()))?))
    }

    /// What [`make`](Self::make) gave when it gave `woff2`.
    pub fn restore(&self, woff2: Vec<u8>) -> ScreenFace {
        let Face { family, weight, style, bytes, index, origin: _, digest: _, coverage: _ } = &self.face;
        let slanted = match style {
            Style::Upright => "",
            Style::Italic => "-italic",
        };
        let file_name =
            format!("{}-{weight}{slanted}.woff2", family.to_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "-"));
        let licence = FontRef::from_index(bytes.as_slice(), *index).map(|font| licence(&font)).unwrap_or_default();
        ScreenFace { family: family.clone(), weight: *weight, style: *style, woff2: woff2.into(), licence, file_name }
    }

    /// The subset before it is compressed.
    pub(super) fn subset(&self) -> Result<Vec<u8>, SubsetError> {
        let font = FontRef::from_index(self.face.bytes.as_slice(), self.face.index)
            .map_err(|error| SubsetError::Unreadable(error.to_string()))?;
        match self.reduced(&font) {
            Some(small) => Ok(small),
            None => self.finished(&font, &self.plan(&font, &self.characters, &IntSet::empty(), FLAGS)),
        }
    }

    /// The subset with no more forms of ideographs than the languages use;
    /// nothing where there are few ideographs, or if it would show them otherwise.
    fn reduced(&self, font: &FontRef) -> Option<Vec<u8>> {
        let (whole, index) = (self.face.bytes.as_slice(), self.face.index);
        let (large, rest): (BTreeSet<char>, BTreeSet<char>) =
            self.characters.iter().partition(|character| ideographs::is_ideograph(**character));
        if large.len() < ideographs::ENOUGH || self.languages.is_empty() {
            return None;
        }
        let shown = ideographs::glyphs(whole, index, &self.languages, &large)?;
        let others = self.plan(font, &rest, &IntSet::empty(), FLAGS);
        let glyphs: IntSet<GlyphId> =
            shown.into_iter().map(GlyphId::new).chain(others.old_to_new_glyph_mapping().map(|(old, _)| old)).collect();
        let plan = self.plan(font, &self.characters, &glyphs, FLAGS | SubsetFlags::SUBSET_FLAGS_NO_LAYOUT_CLOSURE);
        let small = self.finished(font, &plan).ok()?;
        let renumbered = plan.old_to_new_glyph_mapping().map(|(old, new)| (old.to_u32(), new.to_u32())).collect();
        ideographs::are_shown_alike((whole, index), &small, &renumbered, &self.languages, &large).then_some(small)
    }

    /// The font that `plan` describes, with its outlines.
    fn finished(&self, font: &FontRef, plan: &Plan) -> Result<Vec<u8>, SubsetError> {
        let has = |tag: &[u8; 4]| font.data_for_tag(Tag::new(tag)).is_some();
        let layout = subset_font(font, plan).map_err(|error| SubsetError::Subsetter(error.to_string()))?;
        let sfnt = match (has(b"glyf"), has(b"CFF "), has(b"CFF2")) {
            (true, false, false) => layout,
            (false, true, false) => splice(&layout, cff_outlines(self.face.bytes.as_slice(), self.face.index, plan)?)?,
            (_, _, true) => return Err(SubsetError::Outlines("CFF2")),
            (true, true, false) => return Err(SubsetError::Outlines("two kinds of")),
            (false, false, false) => return Err(SubsetError::Outlines("no")),
        };
        check_outlines(&sfnt)?;
        Ok(sfnt)
    }

    fn plan(&self, font: &FontRef, characters: &BTreeSet<char>, glyphs: &IntSet<GlyphId>, flags: SubsetFlags) -> Plan {
        let characters: IntSet<u32> = characters.iter().map(|&character| u32::from(character)).collect();
        let own = self.features.iter().map(Tag::new);
        let features: IntSet<Tag> = DEFAULT_LAYOUT_FEATURES.iter().copied().chain(own).collect();
        let names: IntSet<NameId> = KEPT_NAMES.iter().map(|&id| NameId::new(id)).collect();
        let american_english: IntSet<u16> = [0x409].into_iter().collect();
        let dropped: IntSet<Tag> = [Tag::new(b"DSIG")].into_iter().collect();
        Plan::new(glyphs, &characters, font, flags, &dropped, &IntSet::all(), &features, &names, &american_english)
    }
}

const FLAGS: SubsetFlags = SubsetFlags::SUBSET_FLAGS_NOTDEF_OUTLINE;

/// Copyright, family and style, version, PostScript name; licence and its address.
const KEPT_NAMES: [u16; 10] = [0, 1, 2, 3, 4, 5, 6, 13, 14, 16];

/// The table `CFF ` of the plan's glyphs, in the plan's order.
fn cff_outlines(data: &[u8], index: u32, plan: &Plan) -> Result<Vec<u8>, SubsetError> {
    let by_new: BTreeMap<u32, u32> = plan.old_to_new_glyph_mapping().map(|(old, new)| (new.to_u32(), old.to_u32())).collect();
    let has_no_gap = by_new.keys().copied().eq(0..by_new.len() as u32);
    let old: Option<Vec<u16>> = by_new.values().map(|&glyph| u16::try_from(glyph).ok()).collect();
    let old = old.filter(|_| has_no_gap).ok_or(SubsetError::GlyphOrder)?;
    let remapper = subsetter::GlyphRemapper::new_from_glyphs(&old);
    if old.iter().enumerate().any(|(new, &old)| remapper.get(old).map(usize::from) != Some(new)) {
        return Err(SubsetError::GlyphOrder);
    }
    let outlines = subsetter::subset(data, index, &remapper).map_err(|error| SubsetError::Subsetter(error.to_string()))?;
    let outlines = FontRef::new(&outlines).map_err(|error| SubsetError::Subsetter(error.to_string()))?;
    let table = outlines.data_for_tag(Tag::new(b"CFF ")).ok_or(SubsetError::Outlines("no"))?;
    Ok(table.as_bytes().to_vec())
}

fn splice(layout: &[u8], outlines: Vec<u8>) -> Result<Vec<u8>, SubsetError> {
    let layout = FontRef::new(layout).map_err(|error| SubsetError::Subsetter(error.to_string()))?;
    let mut builder = FontBuilder::new();
    builder.add_raw(Tag::new(b"CFF "), outlines);
    builder.copy_missing_tables(layout);
    Ok(builder.build())
}

/// A subset whose outlines got lost is a font of blanks.
fn check_outlines(sfnt: &[u8]) -> Result<(), SubsetError> {
    let font = FontRef::new(sfnt).map_err(|error| SubsetError::Subsetter(error.to_string()))?;
    let outlines = [b"glyf", b"CFF "].into_iter().filter_map(|tag| font.data_for_tag(Tag::new(tag)));
    match outlines.map(|table| table.len()).max() {
        Some(bytes) if bytes > 0 => Ok(()),
        _ => Err(SubsetError::Outlines("no")),
    }
}

/// Copyright notice, licence and its address; of the SIL Open Font License,
/// which fonts only name, the whole text.
fn licence(font: &FontRef) -> String {
    let parts = [NameId::COPYRIGHT_NOTICE, NameId::LICENSE_DESCRIPTION, NameId::LICENSE_URL];
    let parts = parts.into_iter().filter_map(|id| inspect::name(font, id)).map(|part| part.trim().replace('\r', ""));
    let mut licence = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n");
    if licence.contains("SIL Open Font License, Version 1.1") {
        licence = format!("{licence}\n\n{}", include_str!("OFL-1.1.txt").trim_end());
    }
    licence
}

/// What tells the face's file from any other. An embedded file carries right
/// checksums of its tables in its first bytes, which saves hashing all of it.
fn identity(face: &Face) -> &[u8] {
    let bytes = face.bytes.as_slice();
    match face.origin {
        Origin::Embedded => &bytes[..bytes.len().min(12 + 16 * 32)],
        Origin::Theme(_) | Origin::System(_) => face.sha256(),
    }
}
