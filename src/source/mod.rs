//! Reads the source of a statement into a document.

mod fields;
mod front_matter;
mod identity;
mod keys;
mod metadata;
mod schema;
mod yaml;

pub use schema::schema;
