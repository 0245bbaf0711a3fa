//! A document and a theme become the bytes of an edition: one renderer per
//! format. HTML and EPUB share the element tree (`markup`) and the text (`body`).

pub mod body;
pub mod epub;
pub mod html;
pub mod index;
pub mod markup;
mod page;
pub mod pages;
pub mod pdf;
mod phrases;
mod sibling;

pub use pages::PageStart;
pub use sibling::Sibling;
