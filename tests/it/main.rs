//! Tests of what a reader or an editor sees, a module per area.

mod pdf;
mod theme;
mod explanations;
mod golden;
mod importing;
mod reading;
mod statements;
mod wording;
mod epub;
mod epub_samples;
