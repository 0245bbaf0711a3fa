//! What an edition that is read back does not tell of its pictures: how their files are
//! called in the source, and in which language their captions and descriptions are where
//! a translation lacks them.

use std::collections::BTreeMap;

use crate::changes::each_run;
use crate::document::{Anchor, Block, BlockKind, Cover, Document, Figure, ImagePath, Inline, Section, plain_text};

/// Calls the pictures of `document` as `other` does those that show the same, and gives
/// what is said of them the languages that it has there, where both say the same.
pub fn settle(document: &mut Document, other: &Document) {
    let names = names(document, other);
    let renamed = |path: &ImagePath| names.get(path).unwrap_or(path).clone();
    document.images = std::mem::take(&mut document.images).into_iter().map(|(path, image)| (renamed(&path), image)).collect();
    match &mut document.metadata.cover {
        Cover::Typeset => {}
        Cover::Image { image, alternative: _ } => *image = renamed(image),
    }
    each_run(document, &mut |run| rename(run, &renamed));
    let mut known = BTreeMap::new();
    gather(&other.opening, &mut known);
    gather_sections(&other.sections, &mut known);
    other.notes.iter().for_each(|note| gather(&note.blocks, &mut known));
    let mut settle = |id: &Anchor, figure: &mut Figure| {
        figure.image = renamed(&figure.image);
        known.get(id).into_iter().for_each(|known| take_languages(figure, known));
    };
    each_figure(&mut document.opening, &mut settle);
    each_figure_in(&mut document.sections, &mut settle);
    document.notes.iter_mut().for_each(|note| each_figure(&mut note.blocks, &mut settle));
}

/// The images that `other` has under another name, and that name; none that would take
/// the name of another picture.
fn names(document: &Document, other: &Document) -> BTreeMap<ImagePath, ImagePath> {
    let mut names = BTreeMap::new();
    for (path, image) in &document.images {
        let is_same = |known: &&ImagePath| other.images.get(known).is_some_and(|known| known.bytes == image.bytes);
        if is_same(&path) {
            continue;
        }
        let is_free = |known: &&ImagePath| !document.images.contains_key(known);
        if let Some(name) = other.images.keys().filter(is_same).find(is_free) {
            names.insert(path.clone(), name.clone());
        }
    }
    names
}

fn rename(run: &mut [Inline], renamed: &dyn Fn(&ImagePath) -> ImagePath) {
    for inline in run {
        if let Inline::Image { image, alternative: _, span: _ } = inline {
            *image = renamed(image);
        }
        rename(inline.inner_mut(), renamed);
    }
}

fn take_languages(figure: &mut Figure, known: &Figure) {
    if figure.alternative.content == known.alternative.content {
        figure.alternative.clone_from(&known.alternative);
    }
    if let (Some(caption), Some(known)) = (&mut figure.caption, &known.caption)
        && plain_text(caption) == plain_text(known)
    {
        caption.clone_from(known);
    }
}

type Known<'a> = BTreeMap<&'a Anchor, &'a Figure>;

fn gather_sections<'a>(sections: &'a [Section], known: &mut Known<'a>) {
    for section in sections {
        gather(&section.blocks, known);
        gather_sections(&section.sections, known);
    }
}

fn gather<'a>(blocks: &'a [Block], known: &mut Known<'a>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Figure(figure) => {
                known.insert(&block.id, figure);
            }
            BlockKind::List(list) => list.items.iter().for_each(|item| gather(&item.blocks, known)),
            BlockKind::Quotation(quotation) => gather(&quotation.blocks, known),
            BlockKind::Callout(callout) => gather(&callout.blocks, known),
            BlockKind::Descriptions(list) => list.iter().for_each(|description| gather(&description.details, known)),
            BlockKind::Paragraph(_)
            | BlockKind::KeySentence(_)
            | BlockKind::Table(_)
            | BlockKind::Code(_)
            | BlockKind::ChangedCode(_)
            | BlockKind::Divider => {}
        }
    }
}

type Visit<'v> = dyn FnMut(&Anchor, &mut Figure) + 'v;

fn each_figure_in(sections: &mut [Section], visit: &mut Visit) {
    for section in sections {
        each_figure(&mut section.blocks, visit);
        each_figure_in(&mut section.sections, visit);
    }
}

fn each_figure(blocks: &mut [Block], visit: &mut Visit) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Figure(figure) => visit(&block.id, figure),
            BlockKind::List(list) => list.items.iter_mut().for_each(|item| each_figure(&mut item.blocks, visit)),
            BlockKind::Quotation(quotation) => each_figure(&mut quotation.blocks, visit),
            BlockKind::Callout(callout) => each_figure(&mut callout.blocks, visit),
            BlockKind::Descriptions(list) => {
                list.iter_mut().for_each(|description| each_figure(&mut description.details, visit));
            }
            BlockKind::Paragraph(_)
            | BlockKind::KeySentence(_)
            | BlockKind::Table(_)
            | BlockKind::Code(_)
            | BlockKind::ChangedCode(_)
            | BlockKind::Divider => {}
        }
    }
}
