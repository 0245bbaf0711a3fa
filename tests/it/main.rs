//! Tests of what a reader or an editor sees, a module per area.

mod epub;
mod epub_samples;
mod explanations;
mod golden;
mod importing;
mod pdf;
mod reading;
mod statements;
mod theme;
mod wording;
