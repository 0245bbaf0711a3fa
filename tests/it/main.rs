//! Tests of what a reader or an editor sees, a module per area.

mod pdf;
mod theme;
mod explanations;
mod golden;
mod html;
mod importing;
mod reading;
mod statements;
mod wording;
