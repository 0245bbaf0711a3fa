//! XML files out of the element tree.

use crate::render::markup::Node;

