//! The text itself: the opening, the sections of the highest level with all
//! that stands under them, and the notes.

use super::outline::Label;
use super::pages::{NOTES, OPENING, Page, section_id};
use super::voice::Voice;
use super::{image_path, xml};
use crate::document::{Note, Section, plain_text};
use crate::render::body;
use crate::render::markup::Node;

