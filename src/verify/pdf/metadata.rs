//! What the file says of itself: catalogue, Info and XMP (ISO 32000-1 §14.3,
//! ISO 14289-1 §7.1 and §7.2, ISO 19005-2 §6.6).

use std::collections::BTreeMap;

use super::faults::Faults;
use super::file::File;
use super::syntax::{Dictionary, Value};
use crate::document::{Direction, Language};
use crate::verify::Fault;

/// The program's name, as Info and XMP give it.
const MAKER: &str = "Chapbook";
/// Ours has five thousand bytes.
const XMP_BYTES: usize = 1 << 20;

pub struct Metadata<'a> {
    /// As Info gives it, or else XMP.
    pub title: String,
    /// As the catalogue gives it.
    pub language: String,
    info: Dictionary<'a>,
    xmp: Xmp,
}

/// The values of each property, by its namespace and its name.
#[derive(Default)]
struct Xmp {
    values: BTreeMap<String, Vec<String>>,
    /// What stands beside the default of a property with several languages, with
    /// its tag (ISO 16684-1 §8.2.2.4).
    in_languages: BTreeMap<String, Vec<(String, String)>>,
}

const DUBLIN_CORE: &str = "http://purl.org/dc/elements/1.1/";
const XMP_BASIC: &str = "http://ns.adobe.com/xap/1.0/";
const ADOBE_PDF: &str = "http://ns.adobe.com/pdf/1.3/";
const PDF_UA: &str = "http://www.aiim.org/pdfua/ns/id/";
const PDF_A: &str = "http://www.aiim.org/pdfa/ns/id/";
const XML: &str = "http://www.w3.org/XML/1998/namespace";
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

pub fn read<'a>(file: &File<'a>, catalog: &Dictionary<'a>) -> Result<Metadata<'a>, Fault> {
    let info = file.dictionary(&file.trailer, "Info");
    let xmp = match catalog.reference("Metadata") {
        Some(object) => Xmp::parse(&file.stream(object)?)?,
        None => Xmp::default(),
    };
    let title = file.get(&info, "Title").text().unwrap_or_else(|| xmp.get(DUBLIN_CORE, "title"));
    let language = file.get(catalog, "Lang").text().unwrap_or_default();
    Ok(Metadata { title, language, info, xmp })
}

impl Metadata<'_> {
    /// The language of the title: the file's unless XMP says otherwise.
    pub fn title_language(&self) -> String {
        self.xmp.language_of(DUBLIN_CORE, "title").unwrap_or(&self.language).to_string()
    }

    /// A fault if another program made the file.
    pub fn check_maker(&self) -> Result<(), Fault> {
        let named = self.info.get("Creator").text().unwrap_or_else(|| self.xmp.get(XMP_BASIC, "CreatorTool"));
        if named == MAKER || self.xmp.get(XMP_BASIC, "CreatorTool") == MAKER {
            return Ok(());
        }
        let maker = if named.trim().is_empty() { "another program".to_string() } else { format!("`{}`", named.trim()) };
        Err(Fault::foreign(format!("it was made by {maker}")))
    }

    pub fn check<'a>(&self, file: &File<'a>, catalog: &Dictionary<'a>, faults: &mut Faults) {
        if self.title.trim().is_empty() {
            faults.add("the title is missing");
        }
        if self.language.is_empty() {
            faults.add("the language is not declared");
        }
        let preferences = file.dictionary(catalog, "ViewerPreferences");
        if file.get(&preferences, "DisplayDocTitle").as_ref() != &Value::Boolean(true) {
            faults.add("the window shows the name of the file instead of the title");
        }
        self.check_direction(preferences.get("Direction"), faults);
        let mark_info = file.dictionary(catalog, "MarkInfo");
        if mark_info.get("Marked") != &Value::Boolean(true) || mark_info.get("Suspects") == &Value::Boolean(true) {
            faults.add("the tags are not declared, so that screen readers do not use them");
        }
        self.check_standards(faults);
        self.check_agreement(faults);
        for name in ["title", "description"] {
            let (default, others) = (self.xmp.get(DUBLIN_CORE, name), self.xmp.others(DUBLIN_CORE, name));
            if let Some((tag, other)) = others.iter().find(|(_, other)| *other != default) {
                faults.add(format!("the {name} is given in two ways: `{default}` and, in `{tag}`, `{other}`"));
            }
        }
    }

    /// Whether pages that lie side by side are in the order of the language
    /// (ISO 32000-1 §12.2): from left to right where nothing is said.
    fn check_direction(&self, said: &Value, faults: &mut Faults) {
        let is_turned = said.name() == Some("R2L");
        let Ok(language) = Language::parse(&self.language) else { return };
        if is_turned != (language.direction() == Direction::RightToLeft) {
            let way = if is_turned { "right to left" } else { "left to right" };
            faults.add(format!("the pages are in the direction from {way}, and `{}` is read the other way", self.language));
        }
    }

    fn check_standards(&self, faults: &mut Faults) {
        if self.xmp.get(PDF_UA, "part") != "1" {
            faults.add("PDF/UA-1, the standard for accessible PDFs, is not declared");
        }
        if self.xmp.get(PDF_A, "part") != "2" || self.xmp.get(PDF_A, "conformance") != "A" {
            faults.add("PDF/A-2a, the standard for PDFs that last, is not declared");
        }
    }

    /// What is said in two places is the same.
    fn check_agreement(&self, faults: &mut Faults) {
        let info = |key: &str| self.info.get(key).text().unwrap_or_default();
        let digits = |text: String| text.chars().filter(char::is_ascii_digit).take(14).collect::<String>();
        let pairs = [
            ("title", info("Title"), self.xmp.get(DUBLIN_CORE, "title")),
            ("list of authors", info("Author"), self.xmp.get(DUBLIN_CORE, "creator")),
            ("description", info("Subject"), self.xmp.get(DUBLIN_CORE, "description")),
            ("list of keywords", info("Keywords"), self.xmp.get(ADOBE_PDF, "Keywords")),
            ("date of creation", digits(info("CreationDate")), digits(self.xmp.get(XMP_BASIC, "CreateDate"))),
            ("date of change", digits(info("ModDate")), digits(self.xmp.get(XMP_BASIC, "ModifyDate"))),
            ("language", self.language.clone(), self.xmp.get(DUBLIN_CORE, "language")),
        ];
        for (what, one, other) in pairs {
            if one != other {
                faults.add(format!("the {what} is given in two ways: `{one}` and `{other}`"));
            }
        }
    }
}

impl Xmp {
    fn parse(bytes: &[u8]) -> Result<Self, Fault> {
        let broken = || Fault::unreadable("its metadata (XMP) cannot be read");
        let text = std::str::from_utf8(bytes).ok().filter(|text| text.len() <= XMP_BYTES).ok_or_else(broken)?;
        // What stands between the two `<?xpacket?>` marks.
        let start = text.find("<x:xmpmeta").or_else(|| text.find("<rdf:RDF")).ok_or_else(broken)?;
        let end = text.rfind("<?xpacket").filter(|end| *end > start).unwrap_or(text.len());
        let document = roxmltree::Document::parse(&text[start..end]).map_err(|_| broken())?;
        let mut xmp = Self::default();
        let values = &mut xmp.values;
        for description in document.descendants().filter(|node| node.has_tag_name((RDF, "Description"))) {
            for attribute in description.attributes() {
                let key = format!("{}{}", attribute.namespace().unwrap_or_default(), attribute.name());
                values.entry(key).or_default().push(attribute.value().to_string());
            }
            for property in description.children().filter(roxmltree::Node::is_element) {
                let key = format!("{}{}", property.tag_name().namespace().unwrap_or_default(), property.tag_name().name());
                let items: Vec<_> = property.descendants().filter(|node| node.has_tag_name((RDF, "li"))).collect();
                let tag = |node: &roxmltree::Node| {
                    node.attribute((XML, "lang")).filter(|tag| *tag != "x-default").map(str::to_string)
                };
                let text = |node: &roxmltree::Node| node.text().unwrap_or_default().to_string();
                let named = items.iter().filter_map(|node| Some((tag(node)?, text(node))));
                xmp.in_languages.entry(key.clone()).or_default().extend(named);
                let items: Vec<_> = items.into_iter().filter(|node| tag(node).is_none()).collect();
                let nodes = if items.is_empty() { vec![property] } else { items };
                let texts = nodes.iter().map(|node| node.text().unwrap_or_default().to_string());
                values.entry(key).or_default().extend(texts);
            }
        }
        Ok(xmp)
    }

    /// The values of a property, joined; empty if there are none.
    fn get(&self, namespace: &str, name: &str) -> String {
        self.values.get(&format!("{namespace}{name}")).map_or(String::new(), |values| values.join(", "))
    }

    fn others(&self, namespace: &str, name: &str) -> &[(String, String)] {
        self.in_languages.get(&format!("{namespace}{name}")).map_or(&[], Vec::as_slice)
    }

    /// The language of a property that says one.
    fn language_of(&self, namespace: &str, name: &str) -> Option<&str> {
        self.others(namespace, name).first().map(|(tag, _)| tag.as_str())
    }
}
