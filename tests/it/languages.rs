//! What the finished PDF says about languages: whole tags, and the direction of
//! the script.

use std::collections::BTreeSet;

use chapbook::diagnostics::{Diagnostics, MemoryFolder, Sources};
use chapbook::document::{Imprint, Words};
use chapbook::fonts;
use chapbook::render::pdf;
use chapbook::source::{self, Entry};
use chapbook::theme;
use hayro_syntax::Pdf;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Dict, Name, Object, Stream, String as PdfString};

/// A PDF of `text` in `language`.
fn pdf_of(language: &str, text: &str) -> Vec<u8> {
    let source = format!("---\ntitle: A\nlanguage: {language}\npublished: 2024-05-01\n---\n{text}\n");
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let folder = MemoryFolder::new([("a.md", source)]);
    let document = source::read(&folder, &Entry::File("a.md".into()), &mut sources, &mut diagnostics).unwrap();
    let theme = theme::load("default", &[], &mut sources, &mut diagnostics).unwrap();
    pdf::render(
        &document,
        &Words::english_in(&document.metadata.language),
        &theme,
        &fonts::library(&theme),
        &Imprint::default(),
        &sources,
    )
    .unwrap()
    .bytes
}

/// What a file says.
#[derive(Debug, PartialEq)]
struct Said {
    catalogue: String,
    xmp: String,
    direction: String,
    /// In structure elements and marked contents.
    elsewhere: BTreeSet<String>,
}

fn said(bytes: &[u8]) -> Said {
    let pdf = Pdf::new(bytes.to_vec()).expect("a PDF");
    let root: Dict = pdf.xref().get(pdf.xref().root_id()).unwrap();
    let mut elsewhere = BTreeSet::new();
    structure(&root.get::<Dict>("StructTreeRoot").unwrap(), &mut elsewhere);
    for page in pdf.pages().iter() {
        let mut operations = page.typed_operations();
        while let Some(operation) = operations.next() {
            if let TypedInstruction::BeginMarkedContentWithProperties(content) = operation
                && let Object::Dict(properties) = content.1
            {
                elsewhere.extend(language(properties));
            }
        }
    }
    let metadata = root.get::<Stream>("Metadata").unwrap().decoded().unwrap();
    let xmp = String::from_utf8(metadata.to_vec()).unwrap();
    let xmp = xmp.split("<dc:language><rdf:Bag><rdf:li>").nth(1).unwrap().split('<').next().unwrap().to_string();
    let direction = root.get::<Dict>("ViewerPreferences").unwrap().get::<Name>("Direction").unwrap().as_str().to_string();
    Said { catalogue: language(&root).unwrap(), xmp, direction, elsewhere }
}

fn language(dict: &Dict) -> Option<String> {
    dict.get::<PdfString>("Lang").map(|tag| String::from_utf8(tag.as_bytes().to_vec()).unwrap())
}

fn structure(element: &Dict, found: &mut BTreeSet<String>) {
    found.extend(language(element));
    match element.get::<Object>("K") {
        Some(Object::Array(kids)) => kids.iter::<Object>().for_each(|kid| {
            if let Object::Dict(kid) = kid {
                structure(&kid, found);
            }
        }),
        Some(Object::Dict(kid)) => structure(&kid, found),
        _ => {}
    }
}

fn check(bytes: &[u8], language: &str, direction: &str, elsewhere: &[&str]) {
    let said = said(bytes);
    assert_eq!((said.catalogue.as_str(), said.xmp.as_str(), said.direction.as_str()), (language, language, direction));
    for tag in elsewhere {
        assert!(said.elsewhere.contains(*tag), "{tag}: {said:?}");
    }
    assert!(said.elsewhere.iter().all(|tag| !tag.contains("-X")), "a tag that only Typst was told is left: {said:?}");
    let text = String::from_utf8_lossy(bytes);
    let start: usize = text.rsplit("startxref\n").next().unwrap().lines().next().unwrap().parse().unwrap();
    assert!(bytes[start..].starts_with(b"xref\n0 "), "the table of objects is where the file says");
}

#[test]
fn whole_tags_are_in_catalogue_structure_content_and_metadata() {
    let text = "One <span lang=\"sr-Cyrl\">реч</span> and <span lang=\"sr\">реч</span>, <span lang=\"es-419\">palabra</span>.\n\n\
        <span lang=\"uz-Latn\">Har bir harf.</span>\n\n<span lang=\"de-CH\">Ein Wort.</span>";
    check(&pdf_of("sr-Latn", text), "sr-Latn", "L2R", &["sr-Cyrl", "sr", "es-419", "uz-Latn", "de-CH"]);
}

#[test]
fn what_looks_like_a_tag_in_the_text_is_left() {
    let text = "# A (/Lang(sr-XA)) title\n\nText, /Lang(sr-XA), with [a link](https://a.example/Lang(sr-XA)).";
    let bytes = pdf_of("sr-Latn", text);
    check(&bytes, "sr-Latn", "L2R", &[]);
    assert!(String::from_utf8_lossy(&bytes).contains("sr-XA"), "the title among the bookmarks");
}

#[test]
fn the_direction_is_the_scripts() {
    check(&pdf_of("he", "שלום"), "he", "R2L", &[]);
    check(&pdf_of("jpr", "שלום לכולם"), "jpr", "R2L", &[]);
    check(&pdf_of("lad-Hebr", "אלף"), "lad-Hebr", "R2L", &[]);
    check(&pdf_of("pa-Latn", "Satsriakal"), "pa-Latn", "L2R", &[]);
    check(&pdf_of("en", "Hello"), "en", "L2R", &[]);
}
