//! What is gathered while a text is read, whatever its format: losses with
//! their places, images, and the places to which links lead.

use std::collections::{BTreeMap, BTreeSet};

use sha2::{Digest, Sha256};

use super::manuscript::{Block, BlockKind, Description, Item, Loss, Note, plain, words};
use crate::document::ImageFormat;
use crate::markdown::Piece;
use crate::source::{self, slug};

/// Where the reader of a text is, and what it has found.
#[derive(Default)]
pub(super) struct Gathering {
    pub losses: Vec<Loss>,
    pub images: Vec<(String, Vec<u8>)>,
    /// Images that were met before, by what the text calls them.
    known_images: BTreeMap<String, Option<String>>,
    /// From the SHA-256 of an image to its path.
    image_paths: BTreeMap<[u8; 32], String>,
    image_names: BTreeSet<String>,
    /// The number that comes next for a name.
    image_numbers: BTreeMap<String, usize>,
    /// From the name of a place to the heading it is at: the number of the
    /// heading, and whether it is that heading itself.
    places: BTreeMap<String, Option<(usize, bool)>>,
    headings: usize,
    heading: String,
    paragraphs: usize,
}

impl Gathering {
    /// Notes that `what` is lost here, where the text says `words`.
    pub fn lose(&mut self, what: impl Into<String>, words: &str, help: &'static str) {
        let paragraph = match self.paragraphs {
            0 => "before the first paragraph".to_string(),
            number => format!("paragraph {number}"),
        };
        let under = if self.heading.is_empty() { String::new() } else { format!(", under “{}”", excerpt(&self.heading)) };
        let said = if words.trim().is_empty() { String::new() } else { format!(": “{}”", excerpt(words)) };
        self.losses.push(Loss { what: what.into(), place: format!("{paragraph}{under}{said}"), help });
    }

    /// A loss that has a place of its own.
    pub fn lose_at(&mut self, what: impl Into<String>, place: impl Into<String>, help: &'static str) {
        self.losses.push(Loss { what: what.into(), place: place.into(), help });
    }

    /// Whether nothing of the text was met yet.
    pub fn is_at_start(&self) -> bool {
        self.paragraphs == 0 && self.headings == 0
    }

    pub fn enter_paragraph(&mut self) {
        self.paragraphs += 1;
    }

    /// A heading begins, which says `title`; `names` lead to it.
    pub fn enter_heading(&mut self, title: &str, names: &[String]) {
        self.headings += 1;
        self.heading = title.to_string();
        for name in names {
            let known = self.places.entry(name.clone()).or_insert(None);
            if !known.is_some_and(|(_, is_itself)| is_itself) {
                *known = Some((self.headings, true));
            }
        }
    }

    /// `name` is a place under the last heading.
    pub fn enter_place(&mut self, name: String) {
        let here = (self.headings > 0).then_some((self.headings, false));
        self.places.entry(name).or_insert(here);
    }

    /// The path in the source folder of the image that the text calls `name`,
    /// whose bytes `read` gives; nothing if it cannot be shown, which is a loss.
    pub fn image(&mut self, name: &str, read: impl FnOnce() -> Result<Vec<u8>, String>) -> Option<String> {
        if let Some(known) = self.known_images.get(name) {
            return known.clone();
        }
        let path = read().and_then(|bytes| {
            let format = source::image_format(&bytes)?;
            Ok((bytes, format))
        });
        let path = match path {
            Ok((bytes, format)) => {
                let sum: [u8; 32] = Sha256::digest(&bytes).into();
                let same = self.image_paths.get(&sum).cloned();
                let path = same.unwrap_or_else(|| self.keep(name, bytes, format));
                self.image_paths.insert(sum, path.clone());
                Some(path)
            }
            Err(why) => {
                let shown = if name.starts_with("data:") { "an image inside the page" } else { name };
                self.lose(format!("an image was left out, because it {why}"), shown, IMAGE_HELP);
                None
            }
        };
        self.known_images.insert(name.to_string(), path.clone());
        path
    }

    fn keep(&mut self, name: &str, bytes: Vec<u8>, format: ImageFormat) -> String {
        let file = name.split(['?', '#']).next().unwrap_or_default().rsplit(['/', '\\']).next().unwrap_or_default();
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let stem: String = if name.starts_with("data:") { String::new() } else { slug(stem).chars().take(40).collect() };
        let is_fit = !stem.is_empty() && stem.is_ascii();
        let stem = if is_fit { stem } else { "image".to_string() };
        // The numbers of names go on from where they were.
        let next = self.image_numbers.entry(format!("{stem}.{}", format.extension())).or_insert(1);
        let path = loop {
            let path = match (*next, stem.as_str()) {
                (1, stem) if stem != "image" => format!("images/{stem}.{}", format.extension()),
                (number, stem) => format!("images/{stem}-{number}.{}", format.extension()),
            };
            *next += 1;
            if self.image_names.insert(path.clone()) {
                break path;
            }
        };
        self.images.push((path.clone(), bytes));
        path
    }

    /// The first heading became the title: no link leads to it any more.
    pub fn drop_first_heading(&mut self) {
        for place in self.places.values_mut() {
            *place = place.and_then(|(number, is_itself)| Some((number.checked_sub(1).filter(|left| *left > 0)?, is_itself)));
        }
    }

    /// Has the links of a text lead to its headings, which are pinned where
    /// one does. Links name their place after `#`. What leads nowhere is
    /// words, and a loss.
    pub fn settle_links(&mut self, blocks: &mut Vec<Block>, notes: &mut [Note]) {
        let mut settling = Settling { places: &self.places, pins: BTreeMap::new(), taken: BTreeSet::new(), losses: Vec::new() };
        settling.blocks(blocks);
        notes.iter_mut().for_each(|note| settling.blocks(&mut note.blocks));
        let Settling { pins, losses, .. } = settling;
        self.losses.extend(losses);
        let mut number = 0;
        for block in blocks {
            if let BlockKind::Heading { pinned, .. } = &mut block.kind {
                number += 1;
                if let Some(pin) = pins.get(&number) {
                    *pinned = Some(pin.clone());
                }
            }
        }
    }
}

pub(super) const IMAGE_HELP: &str =
    "put it into `images` as PNG, JPEG, GIF, WebP or SVG, and write `![what it shows](images/name.png)`";

/// The start of what is said somewhere.
pub(super) fn excerpt(text: &str) -> String {
    super::statement::shortened(&words(text))
}

struct Settling<'a> {
    places: &'a BTreeMap<String, Option<(usize, bool)>>,
    pins: BTreeMap<usize, String>,
    taken: BTreeSet<String>,
    losses: Vec<Loss>,
}

impl Settling<'_> {
    fn blocks(&mut self, blocks: &mut [Block]) {
        for block in blocks {
            match &mut block.kind {
                BlockKind::Heading { title: pieces, .. } | BlockKind::Paragraph(pieces) | BlockKind::KeySentence(pieces) => {
                    self.run(pieces);
                }
                BlockKind::List { items, .. } => items.iter_mut().for_each(|Item { task: _, blocks }| self.blocks(blocks)),
                BlockKind::Quotation { blocks, attribution: title } | BlockKind::Callout { kind: _, title, blocks } => {
                    self.blocks(blocks);
                    title.iter_mut().for_each(|pieces| self.run(pieces));
                }
                BlockKind::Table { alignments: _, header, rows } => {
                    header.iter_mut().chain(rows.iter_mut().flatten()).for_each(|cell| self.run(cell));
                }
                BlockKind::Descriptions(list) => {
                    for Description { terms, details } in list {
                        terms.iter_mut().for_each(|term| self.run(term));
                        self.blocks(details);
                    }
                }
                BlockKind::Code(_) | BlockKind::Figure { .. } | BlockKind::Divider => {}
            }
        }
    }

    fn run(&mut self, pieces: &mut Vec<Piece>) {
        *pieces = super::tidy::run(std::mem::take(pieces).into_iter().flat_map(|piece| self.piece(piece)).collect());
    }

    fn piece(&mut self, piece: Piece) -> Vec<Piece> {
        match piece {
            Piece::Link { destination, pieces } => match destination.strip_prefix('#') {
                Some(name) => match self.places.get(name).copied().flatten() {
                    Some((heading, is_itself)) => {
                        let pin = self.pin(heading, name);
                        if !is_itself {
                            self.lose("a link leads to the section now, not to the place in it", &pieces);
                        }
                        vec![Piece::Link { destination: format!("#{pin}"), pieces }]
                    }
                    None => {
                        self.lose("a link leads to no section, so that only its words were kept", &pieces);
                        pieces
                    }
                },
                None => vec![Piece::Link { destination, pieces }],
            },
            Piece::Marked { mark, pieces } => {
                let pieces = pieces.into_iter().flat_map(|piece| self.piece(piece)).collect();
                vec![Piece::Marked { mark, pieces }]
            }
            other => vec![other],
        }
    }

    fn pin(&mut self, heading: usize, name: &str) -> String {
        if let Some(pin) = self.pins.get(&heading) {
            return pin.clone();
        }
        let name = name.rsplit('#').next().unwrap_or_default().trim_start_matches('_');
        let stem: String = slug(name).chars().take(60).collect();
        let is_fit = stem.starts_with(|c: char| c.is_ascii_lowercase()) && stem.is_ascii();
        let stem = if is_fit { stem } else { format!("section-{heading}") };
        let pin = (1..)
            .map(|number| if number == 1 { stem.clone() } else { format!("{stem}-{number}") })
            .find(|pin| !self.taken.contains(pin) && !source::is_reserved(pin))
            .expect("numbers do not end");
        self.taken.insert(pin.clone());
        self.pins.insert(heading, pin.clone());
        pin
    }

    fn lose(&mut self, what: &str, pieces: &[Piece]) {
        let place = format!("the link “{}”", excerpt(&plain(pieces)));
        self.losses.push(Loss {
            what: what.into(),
            place,
            help: "write `[words](#anchor)` with the anchor of a section, or `[words](https://…)`",
        });
    }
}
