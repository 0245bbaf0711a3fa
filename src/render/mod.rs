//! Documents as the bytes of editions.

pub mod body;
pub mod epub;
pub mod markup;
