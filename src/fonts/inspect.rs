//! What a font file says of itself.

use write_fonts::read::types::NameId;
use write_fonts::read::{FontRef, TableProvider};

use super::Face;

/// The family (name ID 1) of the first face in a font file.
pub fn family_name(data: &[u8]) -> Option<String> {
    name(&FontRef::from_index(data, 0).ok()?, NameId::FAMILY_NAME)
}

/// The first entry of the `name` table with this id that can be read.
pub fn name(font: &FontRef, id: NameId) -> Option<String> {
    let table = font.name().ok()?;
    let mut records = table.name_record().iter().filter(|record| record.name_id() == id && record.is_unicode());
    records.find_map(|record| Some(record.string(table.string_data()).ok()?.chars().collect()))
}

/// The weight of the face `index` of a font file, where its style says more of
/// it than its class of weight: some bold faces are said to be of 400.
pub fn weight_by_style(data: &[u8], index: u32) -> Option<u16> {
    use write_fonts::read::tables::os2::SelectionFlags;
    let os2 = FontRef::from_index(data, index).ok()?.os2().ok()?;
    let is_bold = os2.fs_selection().contains(SelectionFlags::BOLD);
    (is_bold && os2.us_weight_class() < 600).then_some(700)
}

/// What a font file says of its version and of its rights, where it does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// `Version 2.001` (name ID 5).
    pub version: Option<String>,
    /// Name ID 13, in full.
    pub licence: Option<String>,
    /// Name ID 14.
    pub licence_url: Option<String>,
}

impl Facts {
    /// What the file of `face` says.
    pub fn of(face: &Face) -> Self {
        let Ok(font) = FontRef::from_index(face.bytes.as_slice(), face.index) else { return Self::default() };
        let said = |id: NameId| name(&font, id).map(|text| text.trim().to_string()).filter(|text| !text.is_empty());
        Self {
            version: said(NameId::VERSION_STRING),
            licence: said(NameId::LICENSE_DESCRIPTION),
            licence_url: said(NameId::LICENSE_URL),
        }
    }

    /// The version without what font tools add to it: `2.001`.
    pub fn version_number(&self) -> Option<String> {
        let version = self.version.as_deref()?.split(';').next()?.trim();
        Some(version.strip_prefix("Version ").unwrap_or(version).to_string())
    }

    /// The licence in a few words, or its address.
    pub fn licence_name(&self) -> Option<String> {
        let licence = self.licence.as_deref().unwrap_or_default();
        if licence.contains("SIL Open Font License") {
            return Some("SIL OFL 1.1".to_string());
        }
        let first_sentence = licence.split(['.', '\n']).next().filter(|sentence| !sentence.trim().is_empty());
        let short =
            first_sentence.filter(|sentence| sentence.chars().count() <= 60).map(|sentence| sentence.trim().to_string());
        short
            .or_else(|| self.licence_url.clone())
            .or_else(|| first_sentence.map(|sentence| sentence.chars().take(60).collect()))
    }
}
