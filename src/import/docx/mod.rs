//! Word documents (ISO/IEC 29500-1, WordprocessingML) → manuscripts.

mod body;
mod numbering;
mod pictures;
mod runs;
mod shape;
mod signs;
mod styles;
mod tables;

use std::collections::BTreeMap;

use self::body::Reader;
use self::numbering::Numbering;
use self::styles::Styles;
use super::gathering::Gathering;
use super::manuscript::{About, BlockKind, Manuscript, Note, plain, words};
use super::package;
use crate::archive::Archive;
use crate::elements::{Element, xml};
use crate::markdown::{Piece, Quotes};

/// The manuscript that the document `bytes` is. An error goes on after the name of the file.
pub(super) fn read(bytes: &[u8]) -> Result<Manuscript, String> {
    let archive = package::open(bytes)?;
    let path = main_part(&archive)?;
    let sources = Sources::open(&archive, &path)?;
    let document = part(&archive, &path)?.ok_or_else(|| format!("is no Word document: `{path}` is not in it"))?;
    let body = document.find("w:body").ok_or("is no Word document: it has no text")?;
    let mut gathering = Gathering::default();
    let mut about = about(&archive)?;
    about.language =
        about.language.filter(|tag| crate::document::Language::parse(tag).is_ok()).or_else(|| sources.styles.language(body));
    let mut reader = Reader::new(&mut gathering, &sources, &archive, about.language.as_deref());
    let mut blocks = reader.blocks(body);
    let mut notes = reader.notes()?;
    let found = reader.about();
    about.title = found.title.or_else(|| title(&mut blocks, &mut gathering)).or(about.title);
    about.subtitle = found.subtitle;
    if !found.authors.is_empty() {
        about.authors = found.authors;
    }
    about.published = found.published.or(about.published);
    list_left_out(&archive, &path, &mut gathering)?;
    gathering.settle_links(&mut blocks, &mut notes);
    let Gathering { losses, images, .. } = gathering;
    Ok(Manuscript { about, blocks, notes, images, losses, quotes: Quotes::ToSet, origin: "said by the document" })
}

/// The parts beside the text that it refers to.
struct Sources {
    pub styles: Styles,
    pub numbering: Numbering,
    pub footnotes: BTreeMap<String, Element>,
    pub endnotes: BTreeMap<String, Element>,
    /// Of the text, of the footnotes and of the endnotes: target and whether it is outside, by id.
    pub links: [BTreeMap<String, (String, bool)>; 3],
    pub folder: String,
}

impl Sources {
    fn open(archive: &Archive, path: &str) -> Result<Self, String> {
        let folder = path.rsplit_once('/').map(|(folder, _)| folder.to_string()).unwrap_or_default();
        let beside = |name: &str| part(archive, &format!("{folder}/{name}.xml"));
        let notes = |name: &str, element: &str| -> Result<BTreeMap<String, Element>, String> {
            let Some(root) = beside(name)? else { return Ok(BTreeMap::new()) };
            let is_text =
                |note: &&Element| note.name == element && note.attribute("w:type").is_none_or(|kind| kind == "normal");
            let note = |note: &Element| Some((note.attribute("w:id")?.to_string(), note.clone()));
            Ok(root.elements().filter(is_text).filter_map(note).collect())
        };
        let file = path.rsplit('/').next().unwrap_or_default();
        let links = |file: &str| -> Result<BTreeMap<String, (String, bool)>, String> {
            let Some(root) = part(archive, &format!("{folder}/_rels/{file}.rels"))? else { return Ok(BTreeMap::new()) };
            let link = |link: &Element| {
                let is_outside = link.attribute("TargetMode") == Some("External");
                Some((link.attribute("Id")?.to_string(), (link.attribute("Target")?.to_string(), is_outside)))
            };
            Ok(root.elements().filter_map(link).collect())
        };
        // One after the other: a part may be as large as can be read.
        let styles = Styles::read(beside("styles")?.as_ref());
        let numbering = Numbering::read(beside("numbering")?.as_ref());
        Ok(Self {
            styles,
            numbering,
            footnotes: notes("footnotes", "w:footnote")?,
            endnotes: notes("endnotes", "w:endnote")?,
            links: [links(file)?, links("footnotes.xml")?, links("endnotes.xml")?],
            folder,
        })
    }
}

/// Where the text is, which the package says (ISO/IEC 29500-2 §9.3).
fn main_part(archive: &Archive) -> Result<String, String> {
    let root = part(archive, "_rels/.rels")?;
    let target = root.as_ref().and_then(|root| {
        let is_main = |link: &&Element| link.attribute("Type").is_some_and(|kind| kind.ends_with("/officeDocument"));
        root.elements().find(is_main)?.attribute("Target")
    });
    Ok(target.unwrap_or("word/document.xml").trim_start_matches('/').to_string())
}

/// The root of the XML part at `path`; nothing if there is none.
fn part(archive: &Archive, path: &str) -> Result<Option<Element>, String> {
    let Some(bytes) = archive.part(path).map_err(|why| format!("cannot be read: {why}"))? else { return Ok(None) };
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    xml::parse(bytes, xml::ANY).map(Some).map_err(|why| format!("cannot be read: `{path}`: {why}"))
}

fn about(archive: &Archive) -> Result<About, String> {
    let Some(root) = part(archive, "docProps/core.xml")? else { return Ok(About::default()) };
    let said = |name: &str| root.find(name).map(|element| words(&element.words())).filter(|words| !words.is_empty());
    let list = |name: &str, marks: &[char]| -> Vec<String> {
        let text = said(name).unwrap_or_default();
        text.split(marks).map(words).filter(|words| !words.is_empty()).collect()
    };
    Ok(About {
        title: said("dc:title"),
        authors: list("dc:creator", &[';']),
        language: said("dc:language"),
        published: said("dcterms:created").filter(|day| !day.starts_with("1970")),
        modified: said("dcterms:modified"),
        description: said("dc:description"),
        subjects: list("other:keywords", &[',', ';']),
        ..About::default()
    })
}

/// The only heading of level 1 is the title where nothing stands before it.
fn title(blocks: &mut Vec<super::manuscript::Block>, gathering: &mut Gathering) -> Option<String> {
    let top = blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading { level: 1, .. })).count();
    match blocks.first().map(|block| &block.kind) {
        Some(BlockKind::Heading { level: 1, title, .. }) if top == 1 && blocks.len() > 1 => {
            let title = words(&plain(title));
            blocks.remove(0);
            gathering.drop_first_heading();
            Some(title)
        }
        _ => None,
    }
}

/// Running heads, comments and the like, which no edition has.
fn list_left_out(archive: &Archive, path: &str, gathering: &mut Gathering) -> Result<(), String> {
    let folder = path.rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default();
    for entry in &archive.entries {
        let Some(file) = entry.name.strip_prefix(&folder).filter(|file| file.ends_with(".xml")) else { continue };
        let help = "write it into the text, or into `statement.yaml`, if readers need it";
        if file.starts_with("header") || file.starts_with("footer") {
            let Some(root) = part(archive, &entry.name)? else { continue };
            let said = shown(&root);
            if said.chars().any(char::is_alphabetic) {
                gathering.lose_at(
                    "a running head or foot was left out",
                    format!("`{file}`: “{}”", super::gathering::excerpt(&said)),
                    help,
                );
            }
        } else if file == "comments.xml" {
            let Some(root) = part(archive, &entry.name)? else { continue };
            for comment in root.all("w:comment") {
                let by = comment.attribute("w:author").unwrap_or("somebody");
                let said = super::gathering::excerpt(&shown(comment));
                gathering.lose_at("a comment was left out", format!("by {by}: “{said}”"), help);
            }
        }
    }
    Ok(())
}

/// The words of a part.
fn shown(root: &Element) -> String {
    let texts = root.descendants().filter(|element| matches!(element.name.as_str(), "w:t" | "w:p" | "w:tab"));
    words(&texts.map(|text| if text.name == "w:t" { runs::text_of(text) } else { " ".into() }).collect::<String>())
}

impl Reader<'_> {
    /// What the notes say that were marked, in the order of their marks.
    fn notes(&mut self) -> Result<Vec<Note>, String> {
        let mut out = Vec::new();
        let mut at = 0;
        while let Some((kind, id)) = self.marked.get(at).cloned() {
            at += 1;
            let mut blocks = self.note(kind, &id);
            if blocks.is_empty() {
                blocks.push(BlockKind::Paragraph(vec![Piece::Text("—".into())]).into());
            }
            out.push(Note { name: at.to_string(), blocks });
        }
        Ok(out)
    }
}
