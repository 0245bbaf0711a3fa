//! What a font file says of itself.

use write_fonts::read::types::NameId;
use write_fonts::read::{FontRef, TableProvider};

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
