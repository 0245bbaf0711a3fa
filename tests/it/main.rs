//! Tests of what a reader or an editor sees, a module per area.

mod epub;
mod epub_samples;
