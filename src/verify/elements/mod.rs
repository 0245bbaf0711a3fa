//! The elements of an edition, walked and checked once for HTML and XHTML both.

mod checks;
mod counting;
mod language;
mod lines;
mod outside;
mod run;

pub use checks::{check, heading_level};
pub use language::{Languages, check_language};
pub use lines::{lines, page_label};
pub use outside::{check_nothing_from_outside, check_style, is_remote};

use crate::elements::{Element, NODE_LIMIT};

/// Searches that can be made again and again, and together end.
pub struct Searches {
    left: usize,
}

impl Default for Searches {
    fn default() -> Self {
        Self { left: 10 * NODE_LIMIT }
    }
}

impl Searches {
    /// Whether an element, itself or inside `root`, is what is looked for. When
    /// all searches have gone on for too long, nothing is found any more.
    pub fn find(&mut self, root: &Element, is_it: impl Fn(&Element) -> bool) -> bool {
        for element in root.descendants() {
            self.left = self.left.saturating_sub(1 + element.nodes.len());
            if self.left == 0 {
                return false;
            }
            if is_it(element) {
                return true;
            }
        }
        false
    }
}
