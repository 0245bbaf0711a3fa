//! Tests of what a reader or an editor sees, a module per area.

// A test that fails by `unwrap` fails well enough.
#![allow(clippy::unwrap_used)]

mod architecture;
mod bad_editions;
mod bad_input;
mod cases;
mod catalog_laws;
mod catalog_updates;
mod catalogs;
mod changes;
mod commonmark;
mod damage;
mod epub;
mod epub_samples;
mod explanations;
mod faults;
mod findings;
mod finished;
mod font_list;
mod gettext;
mod golden;
mod html;
mod importing;
mod judged;
mod languages;
mod languages_command;
mod links_online;
mod many_languages;
mod notes_on_paper;
mod official;
mod outline;
mod pages;
mod pdf;
mod pdf_damage;
mod problems;
mod program;
mod promises;
mod reading;
mod reading_back;
mod reading_order;
mod reports;
mod sarif_schema;
mod statements;
mod theme;
mod torture;
mod translated;
mod translations;
mod typography;
mod verify_bad_books;
mod verify_books;
mod verify_damage;
mod verify_pdf;
mod whole;
mod wording;
