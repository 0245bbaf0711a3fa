//! Documents as the bytes of editions.

pub mod pdf;
