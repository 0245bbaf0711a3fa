//! The default theme, which needs no file beside the program.

use std::sync::OnceLock;

use crate::diagnostics::{Folder, MemoryFolder};

pub const NAME: &str = "default";

pub const TOKENS: &str = include_str!("../../themes/default/tokens.yaml");

/// The embedded themes, as a folder of themes.
pub fn folder() -> &'static dyn Folder {
    static FOLDER: OnceLock<MemoryFolder> = OnceLock::new();
    FOLDER.get_or_init(|| {
        MemoryFolder::new([
            ("default/tokens.yaml", TOKENS),
            ("default/book.css", include_str!("../../themes/default/book.css")),
            ("default/screen.css", include_str!("../../themes/default/screen.css")),
            ("default/print.typ", include_str!("../../themes/default/print.typ")),
            ("default/measures.typ", include_str!("../../themes/default/measures.typ")),
            ("default/title.typ", include_str!("../../themes/default/title.typ")),
            ("default/matter.typ", include_str!("../../themes/default/matter.typ")),
            ("default/blocks.typ", include_str!("../../themes/default/blocks.typ")),
            ("default/inlines.typ", include_str!("../../themes/default/inlines.typ")),
        ])
    })
}
