//! At which line a link arrives, and what the lines are called.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::content::Spot;
use super::draft::{Draft, DraftPiece};
use super::places::{Places, Target};
use crate::verify::{LINE_LINK, Line, Piece};

/// The base lines on each page, from top to bottom, with the index of their line.
pub struct Landing(BTreeMap<usize, Vec<(f64, usize)>>);

impl Landing {
    pub fn of(lines: &[Draft]) -> Self {
        let mut pages: BTreeMap<usize, Vec<(f64, usize)>> = BTreeMap::new();
        for (index, line) in lines.iter().enumerate() {
            if let Some(Spot { page, y, .. }) = line.start {
                pages.entry(page).or_default().push((y, index));
            }
        }
        // Of two on one line, the first in the structure comes first.
        pages.values_mut().for_each(|lines| lines.sort_by(|one, other| other.0.total_cmp(&one.0)));
        Self(pages)
    }

    /// The line that begins right under `spot`, or else on the next page.
    pub fn line(&self, spot: Spot) -> Option<usize> {
        let here = self.0.get(&spot.page);
        // The edge of a picture is the very place.
        let below = here.and_then(|lines| lines.iter().find(|(y, _)| *y < spot.y + 1.0));
        let next = || self.0.range(spot.page + 1..).next().and_then(|(_, lines)| lines.first());
        below.or_else(next).map(|(_, index)| *index)
    }

    /// The lines that begin under `spot` and above the height `lower`, in points.
    pub fn between(&self, spot: Spot, lower: f64) -> impl Iterator<Item = usize> {
        let here = self.0.get(&spot.page).map_or(&[][..], Vec::as_slice);
        here.iter().filter(move |(y, _)| *y < spot.y + 1.0 && *y > lower).map(|(_, index)| *index)
    }
}

/// The finished lines, each called by the name that leads to it.
pub fn finish(drafts: Vec<Draft>, landing: &Landing, places: &Places) -> Vec<Line> {
    let mut names: BTreeMap<usize, &str> = BTreeMap::new();
    for (name, spot) in &places.names {
        if let Some(line) = landing.line(*spot) {
            names.entry(line).or_insert(name);
        }
    }
    let finish = |(index, draft): (usize, Draft)| {
        let mut line = Line::new(draft.role);
        line.id = names.get(&index).map(|name| name.to_string());
        line.within = draft.within;
        for DraftPiece { kind, text, language, link } in draft.pieces {
            let target = link.and_then(|object| places.annotations.get(&object)?.target.as_ref());
            let link = target.and_then(|target| address(target, landing, &names));
            line.push(Piece { kind, text, language: language.to_string(), link });
        }
        for piece in &mut line.pieces {
            piece.text = piece.text.nfc().collect();
        }
        line
    };
    drafts.into_iter().enumerate().map(finish).collect()
}

/// A target as the transcript writes it: an address, `#name`, or the line itself.
fn address(target: &Target, landing: &Landing, names: &BTreeMap<usize, &str>) -> Option<String> {
    match target {
        Target::Address(address) => Some(address.clone()),
        Target::Name(name, _) => Some(format!("#{name}")),
        Target::Spot(spot) => {
            let line = landing.line(*spot)?;
            Some(names.get(&line).map_or_else(|| format!("{LINE_LINK}{line}"), |name| format!("#{name}")))
        }
    }
}
