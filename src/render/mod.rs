//! Documents as the bytes of editions.

pub mod body;
pub mod html;
pub mod index;
pub mod markup;
mod page;
mod sibling;

pub use sibling::Sibling;
