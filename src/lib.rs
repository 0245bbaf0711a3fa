//! Chapbook compiles one YAML-plus-Markdown source of a public statement into
//! PDF, EPUB and HTML editions with one look.
//!
//! # The way of a statement
//!
//! ```text
//! source/*.yaml,*.md ──► Document ──► bytes of an edition ──► output/
//!   source, markdown     document     render                  editions
//! ```
//!
//! 1. [`source`] reads `statement.yaml` and the Markdown files and makes one
//!    typed [`document::Document`] in which every part knows where it was written.
//! 2. [`theme`] reads one file of tokens; its CSS writer and its Typst writer
//!    walk the same list.
//! 3. [`render`] turns a document and a theme into the bytes of an edition:
//!    one renderer each for PDF, EPUB and HTML.
//! 4. [`verify`] reads the bytes back, with other libraries than those that
//!    wrote them, and compares them with the document.
//! 5. [`editions`] knows all stages and does the reading and writing.
//!
//! # Who may import whom
//!
//! `diagnostics` knows nobody; `document` and [`yaml`] know `diagnostics`; `markdown`,
//! `theme` and `fonts` know `document` as well; `source` and `theme` read their
//! files with `yaml`; `source` knows `markdown`, too;
//! `render` knows `theme` and `fonts`; `verify` knows `diagnostics` and `document`, never `render`; `editions` knows all of them; `cli`
//! stands on top. A test reads the `use` lines and holds the code to it.

pub mod cli;
pub mod diagnostics;
pub mod document;
pub mod editions;
pub mod fonts;
pub mod import;
pub mod markdown;
pub mod render;
pub mod source;
pub mod theme;
pub mod verify;
pub mod yaml;
