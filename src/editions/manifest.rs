//! `manifest.json`: what was made, from what, and what the next build compares with.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::document::{Anchor, Document, Inline, Place, Section, Visitor, plain_text, walk};
use crate::fonts::{Face, Facts, Origin};

/// The version of this form; it grows when a reader of the old form would err.
pub const FORM: u32 = 2;

/// The form before there were several languages; what it says is still so.
const FORM_OF_ONE_LANGUAGE: u32 = 1;

/// Everything about one build. Keys are in the order in which they are written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Manifest {
    pub form: u32,
    /// `chapbook 0.1.0`
    pub program: String,
    pub identifier: String,
    pub title: String,
    pub version: String,
    pub published: String,
    pub modified: String,
    /// SHA-256 of all that was read: texts, metadata, images and theme.
    pub source_hash: String,
    /// SHA-256 of the words of the statement in its original language.
    pub text_hash: String,
    /// Those in which there are editions, the original first.
    #[serde(default)]
    pub languages: Vec<LanguageEntry>,
    pub editions: Vec<Entry>,
    /// Other files that were made: the index page, pictures, Typst files.
    pub files: Vec<OtherFile>,
    /// The font files whose glyphs are in the editions.
    pub faces: Vec<FaceEntry>,
    /// The sections in reading order.
    pub sections: Vec<SectionEntry>,
    /// The id of every block, item, cell and term, with the beginning of the
    /// SHA-256 of its text.
    pub anchors: BTreeMap<String, String>,
}

/// The statement in one language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LanguageEntry {
    pub tag: String,
    pub endonym: String,
    pub title: String,
    /// The tag of another language in which the title is, for want of a translation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title_language: Option<String>,
    /// `original`, `draft` or `reviewed`.
    pub state: String,
    /// `complete` or `partial`.
    pub completeness: String,
    /// SHA-256 of the words in this language.
    pub text_hash: String,
    /// Whether all of its editions are.
    pub is_current: bool,
}

/// One edition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    pub file: String,
    pub language: String,
    pub format: String,
    pub title: String,
    /// As that of the language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title_language: Option<String>,
    pub version: String,
    pub modified: String,
    pub bytes: u64,
    pub sha256: String,
    /// Of the PDF.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<usize>,
    /// The text from which it was made; another than the manifest's for an
    /// edition that could not be renewed.
    pub text_hash: String,
    pub is_current: bool,
    /// The formats that were made in the same build: the colophon names them.
    #[serde(default)]
    pub together: Vec<String>,
    /// The tags of the languages to which it leads, with spaces between them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub languages: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OtherFile {
    pub file: String,
    pub sha256: String,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FaceEntry {
    pub family: String,
    pub weight: u16,
    pub style: String,
    /// `embedded`, or a path.
    pub origin: String,
    /// As the file states it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    pub sha256: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SectionEntry {
    pub anchor: String,
    pub title: String,
    /// Of the section's own blocks, without the title and deeper sections.
    pub hash: String,
}

impl FaceEntry {
    pub fn of(face: &Face) -> Self {
        let origin = match &face.origin {
            Origin::Embedded => "embedded".into(),
            Origin::Theme(path) => path.clone(),
            Origin::System(path) => path.display().to_string(),
        };
        let version = Facts::of(face).version;
        let (family, style) = (face.family.clone(), face.style.css().into());
        Self { family, weight: face.weight, style, origin, version, sha256: hex(face.sha256()) }
    }
}

impl SectionEntry {
    /// Whether the section has no text of its own.
    pub fn is_empty(&self) -> bool {
        self.hash == short("")
    }
}

impl Manifest {
    /// The manifest in `bytes`, or nothing if it has another form.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok().filter(|manifest: &Self| [FORM, FORM_OF_ONE_LANGUAGE].contains(&manifest.form))
    }

    /// JSON with a last line end.
    pub fn bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).expect("a manifest has only strings for keys");
        bytes.push(b'\n');
        bytes
    }

    /// The SHA-256 with which `file` was written by an earlier run.
    pub fn sha256_of(&self, file: &str) -> Option<&str> {
        let editions = self.editions.iter().map(|entry| (entry.file.as_str(), entry.sha256.as_str()));
        let others = self.files.iter().map(|other| (other.file.as_str(), other.sha256.as_str()));
        editions.chain(others).find(|(name, _)| *name == file).map(|(_, sum)| sum)
    }
}

/// Lower-case hexadecimal SHA-256.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        let _ = write!(out, "{byte:02x}");
        out
    })
}

/// What a document says, as hashes.
#[derive(Clone, Debug)]
pub struct Fingerprint {
    pub text_hash: String,
    pub sections: Vec<SectionEntry>,
    pub anchors: BTreeMap<String, String>,
}

/// The hashes of the words of `document`; of the metadata, only what readers see as text.
pub fn fingerprint(document: &Document) -> Fingerprint {
    let mut texts = Texts::default();
    walk(document, &mut texts);
    let metadata = &document.metadata;
    let mut all = Sha256::new();
    for text in [Some(&metadata.title), metadata.subtitle.as_ref(), metadata.description.as_ref(), metadata.rights.as_ref()] {
        all.update(text.map_or("", |text| &text.content));
        all.update([0]);
    }
    for (anchor, text) in &texts.list {
        all.update(anchor);
        all.update([0]);
        all.update(text);
        all.update([0]);
    }
    let mut sections = Vec::new();
    let by_anchor = texts.by_anchor();
    list_sections(&document.sections, &by_anchor, &mut sections);
    let anchors = by_anchor.iter().map(|(anchor, text)| (anchor.to_string(), short(text))).collect();
    Fingerprint { text_hash: hex(&all.finalize()), sections, anchors }
}

fn list_sections(list: &[Section], texts: &BTreeMap<&str, String>, out: &mut Vec<SectionEntry>) {
    for section in list {
        let anchor = section.anchor.as_str();
        let stem = format!("{anchor}.");
        let own: String = texts
            .range(stem.as_str()..)
            .take_while(|(id, _)| id.starts_with(&stem))
            .map(|(_, text)| format!("{text}\n"))
            .collect();
        out.push(SectionEntry { anchor: anchor.to_string(), title: plain_text(&section.title), hash: short(&own) });
        list_sections(&section.sections, texts, out);
    }
}

/// Sixteen digits are enough to tell a block from its earlier self.
fn short(text: &str) -> String {
    sha256(text.as_bytes())[..16].to_string()
}

#[derive(Default)]
struct Texts {
    list: Vec<(String, String)>,
}

impl Texts {
    fn by_anchor(&self) -> BTreeMap<&str, String> {
        let mut out: BTreeMap<&str, String> = BTreeMap::new();
        for (anchor, text) in &self.list {
            let entry = out.entry(anchor).or_default();
            entry.push_str(text);
            entry.push('\n');
        }
        out
    }
}

impl Visitor for Texts {
    fn run(&mut self, _place: Place, anchor: &Anchor, inlines: &[Inline], _span: crate::diagnostics::Span) {
        self.list.push((anchor.to_string(), plain_text(inlines)));
    }

    fn text(&mut self, _place: Place, anchor: &Anchor, text: &str, _span: crate::diagnostics::Span) {
        self.list.push((anchor.to_string(), text.to_string()));
    }
}
