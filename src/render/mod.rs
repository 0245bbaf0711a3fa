//! Documents as the bytes of editions.

pub mod body;
pub mod epub;
pub mod html;
pub mod index;
pub mod markup;
mod page;
pub mod pdf;
mod sibling;

pub use sibling::Sibling;
