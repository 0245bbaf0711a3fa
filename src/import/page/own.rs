//! Editions of this program: what its own pages say, by the names that it gives.

use super::{Here, Reader, about};
use crate::document::{CalloutKind, Words};
use crate::elements::{Element, Node};
use crate::import::gathering::Gathering;
use crate::import::manuscript::{About, Block, BlockKind, plain, words};
use crate::import::tidy;
use crate::source::title_anchor;

/// Whether the page says that it was made with this program.
pub(in crate::import) fn is_made_here(root: &Element) -> bool {
    let generator = root.descendants().find(|meta| meta.name == "meta" && meta.attribute("name") == Some("generator"));
    generator.and_then(|meta| meta.attribute("content")).is_some_and(|maker| maker.starts_with("Chapbook "))
}

/// The element that holds the text, without cover, contents and colophon.
pub(super) fn text(body: &Element) -> &Element {
    body.find("main").unwrap_or(body)
}

/// Adds to `about` what only the cover and the colophon of an edition say.
pub(super) fn complete(
    about: &mut About,
    name: &str,
    body: &Element,
    gathering: &mut Gathering,
    files: &dyn Fn(&str) -> Result<Vec<u8>, String>,
) {
    let tag = about.language.as_deref().unwrap_or_default();
    about.slug = name
        .rsplit_once('.')
        .and_then(|(stem, _)| stem.strip_suffix(&format!(".{tag}")))
        .filter(|slug| crate::source::slug(slug) == *slug)
        .map(str::to_string);
    let cover = body.descendants().find(|element| element.name == "header" && element.has_class("cover"));
    if let Some(image) = cover.and_then(|cover| cover.find("img")) {
        about.cover = about::cover(image, gathering, files);
    }
    if body.descendants().any(|element| element.name == "nav" && element.has_class("languages")) {
        let help = "import them by themselves, or take the catalogs from where the edition comes from";
        gathering.lose_at("the other languages of the statement are not in this edition", "its list of languages", help);
    }
    if let Some(colophon) = body.descendants().find(|element| element.name == "footer" && element.has_class("colophon")) {
        super::list_people(colophon, about.language.as_deref(), gathering);
        facts(about, colophon);
    }
}

/// Adds to `about` what only the colophon says: the note on the text, which
/// stands before the version, and the name of the licence.
pub(in crate::import) fn facts(about: &mut About, colophon: &Element) {
    if let Some(first) = colophon.find("dd").filter(|first| first.find("bdi").is_none()) {
        about.note = Some(first.words());
    }
    if let Some((name, Some(url))) = &mut about.licence
        && let Some(link) = colophon.all("a").find(|link| link.attribute("href") == Some(url.as_str()))
    {
        *name = link.words();
    }
}

/// Leaves the pins of headings only where the title alone gives another anchor.
pub(in crate::import) fn pin(blocks: &mut [Block]) {
    let mut number = 0;
    for block in blocks {
        if let BlockKind::Heading { pinned, title, .. } = &mut block.kind {
            number += 1;
            if pinned.as_deref() == Some(title_anchor(&plain(title), number).as_str()) {
                *pinned = None;
            }
        }
    }
}

impl Reader<'_> {
    pub(super) fn callout(&mut self, element: &Element, here: &Here) -> Option<BlockKind> {
        let kinds = [
            ("note", CalloutKind::Note),
            ("tip", CalloutKind::Tip),
            ("important", CalloutKind::Important),
            ("warning", CalloutKind::Warning),
            ("caution", CalloutKind::Caution),
        ];
        let (_, kind) = kinds.into_iter().find(|(class, _)| element.has_class(class))?;
        let here = Here { depth: here.depth + 1, ..here.clone() };
        let label = element.elements().find(|inner| inner.has_class("label"));
        let title = label.map(|label| tidy::run(self.pieces(&label.nodes, &here)));
        let program = self.language.as_ref().map_or_else(Words::english, Words::of);
        // Without a title of its own, it has the program's word.
        let title = title.filter(|title| {
            let title = words(&plain(title));
            title != program.callout(kind).content && title != Words::english().callout(kind).content
        });
        let is_text = |node: &&Node| !matches!(node, Node::Element(inner) if inner.has_class("label"));
        let blocks = self.flow(element.nodes.iter().filter(is_text), &here);
        Some(BlockKind::Callout { kind, title, blocks })
    }
}
