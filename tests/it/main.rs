//! Tests of what a reader or an editor sees, a module per area.

mod explanations;
mod golden;
mod importing;
mod pdf;
mod reading;
mod theme;
