//! The words of finished editions, read back from their bytes with other
//! libraries than those that wrote them, and in another way than `verify` reads
//! them: a witness beside it.

use std::collections::HashMap;
use std::io::Read;

use hayro_cmap::{BfString, CMap};
use hayro_syntax::Pdf;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Dict, Name, Object, ObjectIdentifier, Stream, String as PdfString};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// Runs of letters and digits, in order; invisible characters do not count.
pub fn words(text: &str) -> Vec<String> {
    let visible: String = text.chars().filter(|c| !matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}')).collect();
    visible.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_string).collect()
}

/// The first of `wanted` that does not come in its place in `found`, with its index.
pub fn first_lost<'a>(wanted: &'a [String], found: &[String]) -> Option<(usize, &'a str)> {
    let mut rest = found.iter();
    wanted.iter().enumerate().find(|(_, word)| !rest.any(|other| other == *word)).map(|(index, word)| (index, word.as_str()))
}

/// The text of a tagged PDF in the order of its structure tree (ISO 32000-1
/// §14.7): what a screen reader would read. Blocks are parted by line ends.
pub fn pdf_text(bytes: &[u8]) -> String {
    let pdf = Pdf::new(bytes.to_vec()).expect("a PDF");
    let pages: HashMap<ObjectIdentifier, HashMap<i64, String>> =
        pdf.pages().iter().map(|page| (page.raw().obj_id().expect("a page is an object"), marked_contents(page))).collect();
    let root: Dict = pdf.xref().get(pdf.xref().root_id()).expect("a catalogue");
    let tree: Dict = root.get("StructTreeRoot").expect("a structure tree");
    let mut out = String::new();
    element(&tree, None, &pages, &mut out);
    out
}

/// All that is written on each page of a PDF, part after part as they are painted.
pub fn pdf_page_contents(bytes: &[u8]) -> Vec<String> {
    let pdf = Pdf::new(bytes.to_vec()).expect("a PDF");
    let parts = |page| marked_contents(page).into_iter().collect::<std::collections::BTreeMap<i64, String>>();
    pdf.pages().iter().map(|page| parts(page).into_values().collect()).collect()
}

/// The running text of each page of a tagged PDF, in reading order: what stands
/// in its structure without notes, labels, contents and what is no word of the text.
pub fn pdf_pages(bytes: &[u8]) -> Vec<String> {
    let pdf = Pdf::new(bytes.to_vec()).expect("a PDF");
    let order: Vec<ObjectIdentifier> =
        pdf.pages().iter().map(|page| page.raw().obj_id().expect("a page is an object")).collect();
    let pages: Pages = order.iter().copied().zip(pdf.pages().iter().map(marked_contents)).collect();
    let root: Dict = pdf.xref().get(pdf.xref().root_id()).expect("a catalogue");
    let mut out = HashMap::new();
    running(&root.get("StructTreeRoot").expect("a structure tree"), None, &pages, &mut out);
    order.iter().map(|page| out.remove(page).unwrap_or_default()).collect()
}

fn running(dict: &Dict, page: Option<ObjectIdentifier>, pages: &Pages, out: &mut HashMap<ObjectIdentifier, String>) {
    let kind = dict.get::<Name>("S").map(|name| name.as_str().to_string()).unwrap_or_default();
    if matches!(kind.as_str(), "Note" | "Lbl" | "TOC") {
        return;
    }
    let page = dict.get_ref("Pg").map(ObjectIdentifier::from).or(page);
    let mut kids: Vec<Object> = Vec::new();
    match dict.get::<Object>("K") {
        Some(Object::Array(list)) => kids.extend(list.iter::<Object>()),
        Some(kid) => kids.push(kid),
        None => {}
    }
    let is_inline = matches!(kind.as_str(), "Span" | "Em" | "Strong" | "Link" | "Code" | "Quote" | "Sub");
    if !is_inline {
        out.values_mut().for_each(|text| text.push('\n'));
    }
    for kid in &kids {
        let content = match kid {
            Object::Number(id) => page.map(|page| (page, id.as_i64())),
            Object::Dict(kid) if kid.get::<Name>("Type").is_some_and(|name| name.as_str() == "MCR") => {
                let page = kid.get_ref("Pg").map(ObjectIdentifier::from).or(page);
                page.zip(kid.get::<hayro_syntax::object::Number>("MCID").map(|id| id.as_i64()))
            }
            Object::Dict(kid) if kid.get::<Name>("Type").is_some_and(|name| name.as_str() == "OBJR") => None,
            Object::Dict(kid) => {
                running(kid, page, pages, out);
                None
            }
            _ => None,
        };
        if let Some((page, id)) = content
            && let Some(text) = pages.get(&page).and_then(|contents| contents.get(&id))
        {
            out.entry(page).or_default().push_str(text);
        }
    }
    if !is_inline {
        out.values_mut().for_each(|text| text.push('\n'));
    }
}

type Pages = HashMap<ObjectIdentifier, HashMap<i64, String>>;

fn element(dict: &Dict, page: Option<ObjectIdentifier>, pages: &Pages, out: &mut String) {
    let page = dict.get_ref("Pg").map(ObjectIdentifier::from).or(page);
    let kind = dict.get::<Name>("S").map(|name| name.as_str().to_string()).unwrap_or_default();
    let is_block = !matches!(kind.as_str(), "Span" | "Em" | "Strong" | "Link" | "Code" | "Reference" | "Quote" | "Sub");
    if is_block {
        out.push('\n');
    }
    if let Some(actual) = dict.get::<PdfString>("ActualText") {
        out.push_str(&text_string(actual.as_bytes()));
    } else {
        match dict.get::<Object>("K") {
            Some(Object::Array(kids)) => kids.iter::<Object>().for_each(|kid| child(&kid, page, pages, out)),
            Some(kid) => child(&kid, page, pages, out),
            None => {}
        }
    }
    if is_block {
        out.push('\n');
    }
}

fn child(kid: &Object, page: Option<ObjectIdentifier>, pages: &Pages, out: &mut String) {
    match kid {
        Object::Number(id) => push_content(id.as_i64(), page, pages, out),
        Object::Dict(dict) => match dict.get::<Name>("Type").map(|name| name.as_str().to_string()).as_deref() {
            Some("OBJR") => {}
            Some("MCR") => {
                let page = dict.get_ref("Pg").map(ObjectIdentifier::from).or(page);
                let id = dict.get::<hayro_syntax::object::Number>("MCID").expect("marked content has an id");
                push_content(id.as_i64(), page, pages, out);
            }
            _ => element(dict, page, pages, out),
        },
        _ => {}
    }
}

fn push_content(id: i64, page: Option<ObjectIdentifier>, pages: &Pages, out: &mut String) {
    let text = page.and_then(|page| pages.get(&page)?.get(&id));
    out.push_str(text.map_or("", String::as_str));
}

/// The text of each marked content of a page, by its MCID. What is marked as
/// `ReversedChars` is turned round, character code by character code.
fn marked_contents(page: &hayro_syntax::page::Page) -> HashMap<i64, String> {
    let mut out: HashMap<i64, String> = HashMap::new();
    let mut fonts: HashMap<String, Option<CMap>> = HashMap::new();
    let mut font = String::new();
    let mut open: Vec<Mark> = Vec::new();
    let mut operations = page.typed_operations();
    while let Some(operation) = operations.next() {
        match operation {
            TypedInstruction::TextFont(name) => {
                font = name.0.as_str().to_string();
                fonts.entry(font.clone()).or_insert_with(|| {
                    let stream = page.resources().get_font(name.0)?.get::<Stream>("ToUnicode")?;
                    CMap::parse(&stream.decoded().ok()?, |_| None)
                });
            }
            TypedInstruction::BeginMarkedContent(content) => {
                let reversed = (content.0.as_str() == "ReversedChars").then(Vec::new);
                open.push(Mark { reversed, ..Mark::default() });
            }
            TypedInstruction::BeginMarkedContentWithProperties(content) => {
                let mut mark = Mark::default();
                let mut actual = None;
                if let Object::Dict(properties) = content.1 {
                    mark.id = properties.get::<hayro_syntax::object::Number>("MCID").map(|number| number.as_i64());
                    actual = properties.get::<PdfString>("ActualText").map(|actual| text_string(actual.as_bytes()));
                }
                open.push(mark);
                if let Some(actual) = actual {
                    push(&mut out, &mut open, actual);
                    open.last_mut().expect("just opened").is_replaced = true;
                }
            }
            TypedInstruction::EndMarkedContent(_) => {
                let parts = open.pop().and_then(|mark| mark.reversed).unwrap_or_default();
                parts.into_iter().rev().for_each(|part| push(&mut out, &mut open, part));
            }
            TypedInstruction::ShowText(text) => {
                show(text.0.as_bytes(), fonts.get(&font), &mut open, &mut out);
            }
            TypedInstruction::ShowTexts(texts) => {
                for part in texts.0.iter::<Object>() {
                    if let Object::String(text) = part {
                        show(text.as_bytes(), fonts.get(&font), &mut open, &mut out);
                    }
                }
            }
            _ => {}
        }
    }
    out
}

/// A marked content that is open.
#[derive(Default)]
struct Mark {
    id: Option<i64>,
    /// Whether what it shows has been replaced by an ActualText.
    is_replaced: bool,
    /// What has been shown, if it is to be turned round.
    reversed: Option<Vec<String>>,
}

fn push(out: &mut HashMap<i64, String>, open: &mut [Mark], text: String) {
    if open.iter().any(|mark| mark.is_replaced) {
    } else if let Some(parts) = open.iter_mut().rev().find_map(|mark| mark.reversed.as_mut()) {
        parts.push(text);
    } else if let Some(id) = open.iter().rev().find_map(|mark| mark.id) {
        out.entry(id).or_default().push_str(&text);
    }
}

fn show(codes: &[u8], font: Option<&Option<CMap>>, open: &mut [Mark], out: &mut HashMap<i64, String>) {
    let Some(Some(map)) = font else { return };
    for code in codes.chunks_exact(2) {
        match map.lookup_bf_string(u32::from(u16::from_be_bytes([code[0], code[1]]))) {
            Some(BfString::Char(c)) => push(out, open, c.to_string()),
            Some(BfString::String(text)) => push(out, open, text),
            None => {}
        }
    }
}

/// A text string (ISO 32000-1 §7.9.2.2): UTF-16BE with a mark, or one byte a character.
fn text_string(bytes: &[u8]) -> String {
    match bytes.strip_prefix(&[0xfe, 0xff]) {
        Some(rest) => {
            let units: Vec<u16> = rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        None => bytes.iter().map(|&byte| char::from(byte)).collect(),
    }
}

/// The text of an EPUB in the order of its spine.
pub fn epub_text(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip archive");
    let mut file = |name: &str| {
        let mut text = String::new();
        archive.by_name(name).unwrap_or_else(|_| panic!("{name} in the EPUB")).read_to_string(&mut text).expect("UTF-8");
        text
    };
    let container = file("META-INF/container.xml");
    let container = roxmltree::Document::parse(&container).expect("XML");
    let path = container.descendants().find_map(|node| node.attribute("full-path")).expect("a package").to_string();
    let package = file(&path);
    let package = roxmltree::Document::parse(&package).expect("XML");
    let folder = path.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let mut out = String::new();
    for reference in package.descendants().filter(|node| node.has_tag_name(("http://www.idpf.org/2007/opf", "itemref"))) {
        let id = reference.attribute("idref").expect("an idref");
        let item = package.descendants().find(|node| node.attribute("id") == Some(id)).expect("an item");
        out.push_str(&html_text(&file(&format!("{folder}{}", item.attribute("href").expect("an href")))));
    }
    out
}

/// The text of an HTML (or XHTML) page, without head, script and style.
pub fn html_text(html: &str) -> String {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let tokenizer = Tokenizer::new(Collector::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.text.take()
}

#[derive(Default)]
struct Collector {
    text: std::cell::RefCell<String>,
    hidden: std::cell::Cell<usize>,
}

impl TokenSink for Collector {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        const INLINE: [&str; 16] =
            ["a", "b", "bdi", "cite", "code", "del", "em", "i", "kbd", "q", "s", "span", "strong", "sub", "sup", "wbr"];
        match token {
            Token::CharacterTokens(text) if self.hidden.get() == 0 => self.text.borrow_mut().push_str(&text),
            Token::TagToken(tag) => {
                if matches!(&*tag.name, "head" | "style" | "script") {
                    let depth = self.hidden.get();
                    self.hidden.set(if tag.kind == TagKind::StartTag { depth + 1 } else { depth.saturating_sub(1) });
                }
                if !INLINE.contains(&&*tag.name) {
                    self.text.borrow_mut().push('\n');
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}
