//! Chapbook compiles one YAML-plus-Markdown source of a public statement into
//! PDF, EPUB and HTML editions with one look, and proves that all of them say
//! the same words.
//!
//! # The way of a statement
//!
//! ```text
//! source/*.yaml,*.md ──► Document ──► bytes of an edition ──► output/
//!   source, markdown     document     render        │         editions
//!                           │                       ▼
//!                       expected lines ◄─compare─► found lines
//!                                      verify
//! ```
//!
//! 1. [`source`] reads `statement.yaml` and the Markdown files and makes one
//!    typed [`document::Document`] in which every part knows where it was written.
//!    [`translation`] turns it, with a gettext catalog, into the same document in
//!    another language.
//! 2. [`theme`] reads one file of tokens; its CSS writer and its Typst writer
//!    walk the same list.
//! 3. [`render`] turns a document and a theme into the bytes of an edition:
//!    one renderer each for PDF, EPUB and HTML.
//! 4. [`verify`] reads the bytes back, with other libraries than those that
//!    wrote them, and compares them with the document.
//!    [`changes`] compares two documents and makes one that shows what differs.
//! 5. [`editions`] knows all stages and does the reading and writing. What
//!    [`verify`] finds wrong is never written.
//! 6. [`preview`] shows the editions in the browser while somebody writes, and
//!    writes nothing.
//!
//! # Who may import whom
//!
//! | module | knows |
//! | --- | --- |
//! | `diagnostics` | nobody |
//! | `archive`, `elements` | nobody: zip archives, HTML and XML, read in bounded time and memory |
//! | `document`, `yaml` | `diagnostics` |
//! | `markdown` | `diagnostics`, `document` |
//! | `theme` | `diagnostics`, `document`, `yaml` |
//! | `fonts` | `diagnostics`, `document`, `theme` |
//! | `source` | `diagnostics`, `document`, `markdown`, `yaml` |
//! | `translation` | `diagnostics`, `document`, `markdown` |
//! | `import` | `diagnostics`, `document`, `source`, `yaml`, `archive`, `elements`, `markdown` |
//! | `changes` | `diagnostics`, `document` |
//! | `readability` | `diagnostics`, `document` |
//! | `starter` | `document`, `source`, `theme` |
//! | `render` | `diagnostics`, `document`, `theme`, `fonts` |
//! | `verify` | `diagnostics`, `document`, `archive`, `elements`, and never `render` |
//! | `editions` | all of these |
//! | `preview` | `diagnostics`, `document`, `editions` |
//! | `cli` | stands on top |
//!
//! A test reads the `use` lines and holds the code to it.
//!
//! # Words
//!
//! | word | means |
//! | --- | --- |
//! | statement | what is published, whatever the language and the format |
//! | edition | a statement in one language and one format: a finished file |
//! | original | the language in which a statement is written; every other one is a translation |
//! | collection | a statement in all its languages, as it was read |
//! | shelf | what the index page shows: a row for each language |
//! | studio | what a live preview keeps in memory: a statement and its editions |
//! | look | what there is to see in a studio, and what is wrong, after a reading |
//! | view | an edition as a studio shows it: the last good one |
//! | press | what Typst was given and found when it last set a text |
//! | manuscript | all that pages are set from |
//! | sheets | the pages of a text, laid out and not yet written |
//! | anchor | the id of a section, block, item, cell or term, the same in every edition |
//! | run | text with what is marked in it, without a break: a paragraph, a title, a cell |
//! | token | a named value of a theme |
//! | script | how a language is written (ISO 15924): its tokens may have values of their own |
//! | stack | families in the order in which they are asked for a character |
//! | imprint | what is said of an edition and does not follow from its document alone |
//! | fact | a line of the colophon: a word of the program and what is said to it |
//! | transcript | what an edition says, line by line, in the order of reading |
//! | piece | a stretch of a line in one language and under one link |
//! | catalog | the messages of a statement with their translations into one language |
//! | message | one unit of translation: a run, a text of the metadata, a word of the program |
//! | stale | translated from an earlier wording of the original |
//! | template | a catalog without translations, from which tools start a language |
//! | version | a statement as it was at one time: a revision, a folder, an edition |
//! | edit | one difference between two versions, as a person would tell it |
//! | redline | an edition that shows both versions, with marks of what was inserted and deleted |
//! | way | a link in a redline from a change to the one before or after it |
//! | origin | where a passage stood that was moved |
//! | endonym | how a language is called in itself |
//! | text | words outside of the running text, with their language where it is not the document's |
//! | phrase | texts that are read as one, such as the names of a list |
//! | problem | something wrong with a text or an edition, reported with its place |
//! | fault | something wrong with an edition that has no place in the text |
//! | fair copy | a text with each construct written in the one usual way, saying the same |
//! | reading age | the age at which a formula expects a text to be read with ease |
//! | starter | a small, complete source folder to begin with |

pub mod archive;
pub mod changes;
pub mod cli;
pub mod diagnostics;
pub mod document;
pub mod editions;
pub mod elements;
pub mod fonts;
pub mod import;
pub mod markdown;
pub mod preview;
pub mod readability;
pub mod render;
pub mod source;
pub mod starter;
pub mod theme;
pub mod translation;
pub mod verify;
pub mod yaml;
