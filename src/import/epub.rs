//! Books (EPUB 2 and 3) → manuscripts.

use std::collections::BTreeMap;

use super::gathering::Gathering;
use super::manuscript::{About, Manuscript, words};
use super::package::{self, Part};
use super::page::{Looks, Page, Reader, Sheets, facts, find_notes, is_made_here, list_people, pin};
use crate::archive::Archive;
use crate::diagnostics::inside;
use crate::elements::{Element, NODE_LIMIT, Node, html, tags, xml};
use crate::markdown::Quotes;

/// The manuscript that the book `bytes` is. An error goes on after the name of the file.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Manuscript, String> {
    let archive = package::open(bytes)?;
    refuse_encrypted(&archive)?;
    let book = Book::open(&archive)?;
    let mut gathering = Gathering::default();
    let is_own = is_made_here(&book.root);
    let mut about = book.about(name, is_own);
    let parts = book.pages(&archive, &mut gathering)?;
    let files = |path: &str| archive.part(path)?.ok_or_else(|| "is not in the book".to_string());
    let pages: Vec<Page> =
        parts.iter().map(|(path, root)| Page { file: path, root: body(root), base: None, is_in_book: true }).collect();
    let notes = find_notes(&pages);
    let (looks, missing) = book.looks(&pages, &parts, &files, is_own);
    if let Some(path) = book.cover.as_ref().filter(|path| !is_own || !path.ends_with("images/cover.png")) {
        about.cover = cover(path, &pages, &about, &mut gathering, &files);
    }
    let mut reader = Reader::new(&mut gathering, &notes, &looks, &files, about.language.as_deref(), is_own);
    reader.title = about.title.clone().filter(|_| !is_own);
    reader.sheets_missing = missing;
    let (mut blocks, mut colophon) = (Vec::new(), None);
    for page in &pages {
        match matter(page, &book) {
            Matter::Text => blocks.extend(reader.page(page, page.root)),
            Matter::Colophon if is_own => {
                colophon = Some(page.root);
                facts(&mut about, page.root);
            }
            Matter::Colophon => blocks.extend(reader.page(page, page.root)),
            Matter::Cover | Matter::Contents if is_own => {}
            Matter::TitlePage if is_own => {}
            Matter::Cover | Matter::Contents | Matter::TitlePage => reader.leave_out(page),
        }
    }
    let mut notes = reader.notes();
    if let Some(colophon) = colophon {
        list_people(colophon, about.language.as_deref(), &mut gathering);
    }
    if is_own {
        pin(&mut blocks);
    } else {
        gathering.settle_links(&mut blocks, &mut notes);
    }
    let quotes = if is_own { Quotes::AsWritten } else { Quotes::ToSet };
    let Gathering { losses, images, .. } = gathering;
    Ok(Manuscript { about, blocks, notes, images, losses, quotes, origin: "said by the book" })
}

/// Fonts may be obfuscated (EPUB 3.3 §4.4); a text that is encrypted is locked
/// for readers without the key.
fn refuse_encrypted(archive: &Archive) -> Result<(), String> {
    let Some(bytes) = archive.part("META-INF/encryption.xml")? else { return Ok(()) };
    let root = xml::parse(&bytes, xml::CONTAINER).map_err(|why| format!("cannot be read: `META-INF/encryption.xml`: {why}"))?;
    let methods = root.descendants().filter_map(|element| element.attribute("Algorithm"));
    let is_font = |method: &str| method.ends_with("/2008/embedding") || method.contains("ns.adobe.com/pdf/enc");
    match methods.filter(|method| !is_font(method)).count() {
        0 => Ok(()),
        _ => Err("is encrypted: only programs that have its key can read it".into()),
    }
}

/// Nobody offers more of them.
const FALLBACKS_MAX: usize = 10;

/// What the package document says.
struct Book {
    root: Element,
    /// Path, media type and properties, by id.
    items: BTreeMap<String, Part>,
    /// From the id of an item to that of the one that may be read for it.
    fallbacks: BTreeMap<String, String>,
    cover: Option<String>,
}

impl Book {
    fn open(archive: &Archive) -> Result<Self, String> {
        let container = archive.part("META-INF/container.xml")?.ok_or("is no book: it has no `META-INF/container.xml`")?;
        let broken = |part: &str, why: String| format!("cannot be read: `{part}`: {why}");
        let container = xml::parse(&container, xml::CONTAINER).map_err(|why| broken("META-INF/container.xml", why))?;
        let path =
            container.find("rootfile").and_then(|file| file.attribute("full-path")).ok_or("is no book: it names no package")?;
        let bytes = archive.part(path)?.ok_or_else(|| format!("is no book: `{path}` is not in it"))?;
        let root = xml::parse(&bytes, xml::PACKAGE).map_err(|why| broken(path, why))?;
        let folder = path.rsplit_once('/').map(|(folder, _)| format!("{folder}/")).unwrap_or_default();
        let mut items = BTreeMap::new();
        let mut fallbacks = BTreeMap::new();
        for item in root.all("item") {
            let (Some(id), Some(href)) = (item.attribute("id"), item.attribute("href")) else { continue };
            let href = percent_encoding::percent_decode_str(href).decode_utf8_lossy().into_owned();
            let Some(path) = inside(&format!("{folder}{href}")) else { continue };
            let said = |name| item.attribute(name).unwrap_or_default().to_string();
            fallbacks.extend(item.attribute("fallback").map(|other| (id.to_string(), other.to_string())));
            items.insert(id.to_string(), Part { path, kind: said("media-type"), properties: said("properties") });
        }
        let named =
            root.all("meta").find(|meta| meta.attribute("name") == Some("cover")).and_then(|meta| meta.attribute("content"));
        let cover = items.values().find(|part| part.properties.split(' ').any(|word| word == "cover-image"));
        let cover = cover
            .or_else(|| named.and_then(|id| items.get(id)))
            .filter(|part| part.kind.starts_with("image/"))
            .map(|part| part.path.clone());
        Ok(Self { root, items, fallbacks, cover })
    }

    /// The page that is read for the item `id`: itself, or what it may be replaced
    /// with (EPUB 3.3 §3.5), as far as that does not go round in a circle.
    fn page_of(&self, id: &str) -> Option<&Part> {
        let mut at = id;
        for _ in 0..FALLBACKS_MAX {
            let part = self.items.get(at)?;
            if part.kind.contains("html") {
                return Some(part);
            }
            at = self.fallbacks.get(at)?;
        }
        None
    }

    /// The pages in the order of reading, each once.
    fn pages(&self, archive: &Archive, gathering: &mut Gathering) -> Result<Vec<(String, Element)>, String> {
        let mut pages: Vec<(String, Element)> = Vec::new();
        let mut nodes = 0;
        for id in self.root.all("itemref").filter_map(|item| item.attribute("idref")) {
            let Some(part) = self.page_of(id) else {
                let place = self.items.get(id).map_or(id, |part| &part.path);
                let help = "say in words what it says, or put a picture of it into `images`";
                gathering.lose_at("a page of the book that is no text was left out", format!("`{place}`"), help);
                continue;
            };
            if pages.iter().any(|(known, _)| *known == part.path) {
                continue;
            }
            let bytes = archive.part(&part.path)?.ok_or_else(|| format!("is damaged: `{}` is not in it", part.path))?;
            let root = page(&bytes).map_err(|why| format!("cannot be read: `{}`: {why}", part.path))?;
            nodes += root.descendants().count();
            if nodes > NODE_LIMIT {
                return Err(format!("has more than {NODE_LIMIT} elements"));
            }
            pages.push((part.path.clone(), root));
        }
        if pages.is_empty() { Err("is no book: it has no pages".into()) } else { Ok(pages) }
    }

    /// How the words of the pages look, and how many style sheets are not there.
    fn looks<'p>(
        &self,
        pages: &[Page],
        parts: &'p [(String, Element)],
        files: &dyn Fn(&str) -> Result<Vec<u8>, String>,
        is_own: bool,
    ) -> (Looks, usize) {
        let (mut missing, mut known) = (0, Sheets::new(files));
        let sheets = |(page, (_, root)): (&Page, &'p (String, Element))| {
            let (texts, absent) = known.of_page(root, &|href| page.beside(href));
            missing += absent;
            (root, texts)
        };
        // Editions of this program say by their elements what they mean.
        let looks = Looks::of(pages.iter().zip(parts).filter(|_| !is_own).map(sheets));
        (looks, missing)
    }

    fn about(&self, name: &str, is_own: bool) -> About {
        let all = |name: &str| -> Vec<String> {
            self.root.all(name).map(|element| words(&element.words())).filter(|words| !words.is_empty()).collect()
        };
        let first = |name: &str| all(name).into_iter().next();
        let refined = |element: &Element, property: &str| {
            let id = format!("#{}", element.id()?);
            let is_it =
                |meta: &&Element| meta.attribute("refines") == Some(&id) && meta.attribute("property") == Some(property);
            self.root.all("meta").find(is_it).map(Element::words)
        };
        let title = |kind: &str| {
            self.root.all("dc:title").find(|title| refined(title, "title-type").as_deref() == Some(kind)).map(Element::words)
        };
        let property =
            |name: &str| self.root.all("meta").find(|meta| meta.attribute("property") == Some(name)).map(Element::words);
        let own = |value: Option<String>| value.filter(|_| is_own);
        let identifier = self.root.all("dc:identifier").find(|element| element.id() == Some("statement-identifier"));
        let language = first("dc:language");
        let tag = language.as_deref().unwrap_or_default();
        let slug = name.rsplit_once('.').and_then(|(stem, _)| stem.strip_suffix(&format!(".{tag}")));
        let is_address = |licence: &String| url::Url::parse(licence).is_ok();
        About {
            identifier: own(identifier.map(Element::words)),
            slug: own(slug.filter(|slug| crate::source::slug(slug) == *slug).map(str::to_string)),
            title: title("main").or_else(|| first("dc:title")),
            subtitle: title("subtitle"),
            authors: all("dc:creator"),
            publisher: first("dc:publisher"),
            published: first("dc:date"),
            modified: own(property("dcterms:modified")),
            version: own(property("schema:version")),
            rights: first("dc:rights"),
            licence: own(property("dcterms:license")).map(|licence| (licence.clone(), Some(licence).filter(is_address))),
            description: first("dc:description").map(|text| without_tags(&text)),
            subjects: all("dc:subject"),
            canonical: own(first("dc:source")),
            address: None,
            language,
            cover: None,
            note: None,
        }
    }
}

/// A page as XML; one that is none, or names characters that only HTML knows, as HTML.
fn page(bytes: &[u8]) -> Result<Element, String> {
    let error = match xml::parse(bytes, xml::XHTML) {
        Ok(root) => return Ok(root),
        Err(error) => error,
    };
    let text = String::from_utf8_lossy(bytes);
    if text.contains("<!ENTITY") || tags::are_overlong(&text) {
        return Err(error);
    }
    html::parse(&with_end_tags(&text)).map(|page| page.root)
}

/// `<a id="x"/>` is an element without an end to HTML: `<a id="x"></a>`.
fn with_end_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(end) = rest.find("/>") {
        let (before, after) = (&rest[..end], &rest[end + 2..]);
        let tag = before.rfind('<').map(|start| &before[start + 1..]);
        let name: String = tag.unwrap_or_default().chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
        let is_empty_anyway =
            matches!(name.as_str(), "" | "br" | "hr" | "img" | "meta" | "link" | "input" | "col" | "wbr" | "base" | "area");
        out.push_str(before);
        out.push_str(&if is_empty_anyway { "/>".to_string() } else { format!("></{name}>") });
        rest = after;
    }
    out + rest
}

fn body(root: &Element) -> &Element {
    root.elements().find(|element| element.name == "body").unwrap_or(root)
}

fn without_tags(text: &str) -> String {
    if !text.contains('<') {
        return text.to_string();
    }
    html::parse(text).map(|page| page.root.words()).unwrap_or_default()
}

/// What a page of a book is.
enum Matter {
    Text,
    Cover,
    TitlePage,
    Contents,
    Colophon,
}

/// How many letters may stand beside the picture of a cover: those of “Cover” in most languages, and no sentence.
const COVER_LETTERS_MAX: usize = 12;

fn matter(page: &Page, book: &Book) -> Matter {
    let is_nav = book.items.values().any(|part| part.path == page.file && part.properties.split(' ').any(|word| word == "nav"));
    let mut first = page.root;
    while let Some(inner) = first.elements().next().filter(|_| first.elements().count() == 1 && first.name != "p") {
        if kind(first).is_some() {
            break;
        }
        first = inner;
    }
    let has_words = !page.root.words().is_empty();
    let is_picture =
        page.root.descendants().filter(|element| matches!(element.name.as_str(), "img" | "svg:image")).count() == 1;
    let letters = page.root.descendants().flat_map(|element| &element.nodes).filter_map(Node::text).flat_map(str::chars);
    let is_bare = letters.filter(|letter| letter.is_alphanumeric()).nth(COVER_LETTERS_MAX).is_none();
    let shows_cover = is_picture
        && is_bare
        && page
            .root
            .descendants()
            .filter_map(|image| image.attribute("src").or(image.attribute("xlink:href")))
            .any(|source| page.beside(source) == book.cover);
    match kind(first) {
        _ if is_nav => Matter::Contents,
        Some(matter) => matter,
        None if shows_cover || (!has_words && is_picture && page.file.contains("cover")) => Matter::Cover,
        None => Matter::Text,
    }
}

fn kind(element: &Element) -> Option<Matter> {
    let is = |word: &str| element.has_word("epub:type", word);
    if is("cover") || element.has_role("doc-cover") || element.has_class("cover") {
        Some(Matter::Cover)
    } else if is("titlepage") || element.has_class("titlepage") {
        Some(Matter::TitlePage)
    } else if is("toc") || is("landmarks") {
        Some(Matter::Contents)
    } else if is("colophon") {
        Some(Matter::Colophon)
    } else {
        None
    }
}

/// The cover, with what it shows as the book says, or else its title.
fn cover(
    path: &str,
    pages: &[Page],
    about: &About,
    gathering: &mut Gathering,
    files: &dyn Fn(&str) -> Result<Vec<u8>, String>,
) -> Option<(String, String)> {
    let path_kept = gathering.image(path, || files(path))?;
    let images = pages.iter().flat_map(|page| page.root.all("img").map(move |image| (page, image)));
    let mut said =
        images.filter(|(page, image)| image.attribute("src").and_then(|source| page.beside(source)).as_deref() == Some(path));
    let alternative = said.find_map(|(_, image)| image.attribute("alt").map(words).filter(|words| words.chars().count() > 12));
    if alternative.is_none() {
        gathering.lose_at(
            "the cover has no alternative text",
            path,
            "write what it shows after `alternative:` in `statement.yaml`",
        );
    }
    Some((path_kept, alternative.or_else(|| about.title.clone()).unwrap_or_else(|| "Cover".into())))
}
