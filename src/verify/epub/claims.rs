//! Whether what the book says of its accessibility is so (EPUB Accessibility
//! 1.1 §2; the property values of schema.org).

use super::book::Pages;
use super::navigation::Navigation;
use super::package::Package;
use crate::elements::Element;
use crate::verify::elements::heading_level;
use crate::verify::{Fault, FaultKind};

/// What the pages have.
pub struct Evidence {
    /// Images of the text; a cover shows what the title page says in words.
    has_images: bool,
    is_every_image_described: bool,
    has_page_breaks: bool,
    has_headings: bool,
}

impl Evidence {
    pub fn of(pages: &Pages) -> Self {
        let all = || pages.list.iter().flat_map(|page| page.root.descendants());
        let described = |image: &Element| image.attribute("alt").is_some_and(|words| !words.trim().is_empty());
        Self {
            has_images: all().any(|element| element.name == "img" && !element.has_role("doc-cover")),
            is_every_image_described: all().filter(|element| element.name == "img").all(described),
            has_page_breaks: all().any(|element| element.has_role("doc-pagebreak")),
            has_headings: all().any(|element| heading_level(element).is_some()),
        }
    }
}

/// Adds the claims that are not borne out.
pub fn check(package: &Package, evidence: &Evidence, navigation: &Navigation, faults: &mut Vec<Fault>) {
    let Navigation { has_contents, has_page_list } = *navigation;
    let mut say = |message: String| faults.push(Fault { kind: FaultKind::Claim, message, id: None });
    for property in
        ["accessMode", "accessModeSufficient", "accessibilityFeature", "accessibilityHazard", "accessibilitySummary"]
    {
        if package.property(&format!("schema:{property}")).iter().all(String::is_empty) {
            say(format!("the book does not say `{property}`"));
        }
    }
    let has_visual = |value: &String| value.split(',').any(|mode| mode.trim() == "visual");
    for property in ["schema:accessMode", "schema:accessModeSufficient"] {
        if package.property(property).iter().any(has_visual) && !evidence.has_images {
            say(format!("the book says that it speaks to the eye (`{property}`), and has no image"));
        }
    }
    for feature in package.property("schema:accessibilityFeature") {
        let missing = match feature.as_str() {
            "alternativeText" if !evidence.has_images => Some("has no image"),
            "alternativeText" if !evidence.is_every_image_described => Some("not every image is described in words"),
            "tableOfContents" if !has_contents => Some("has no contents"),
            "structuralNavigation" if !evidence.has_headings => Some("has no headings"),
            "printPageNumbers" | "pageNavigation" if !has_page_list => Some("has no list of pages"),
            "pageBreakMarkers" if !has_page_list || !evidence.has_page_breaks => Some("does not mark its pages"),
            _ => None,
        };
        if let Some(missing) = missing {
            say(format!("the book says that it has `{feature}`, and {missing}"));
        }
    }
    let has_source = ["pageBreakSource", "schema:pageBreakSource"].iter().any(|name| !package.property(name).is_empty());
    if has_source && !has_page_list {
        say("the book names the source of its page numbers, and has no list of pages".to_string());
    }
    check_conformance(package, &mut say);
}

/// Who claims conformance says who looked (EPUB Accessibility 1.1 §3.5).
fn check_conformance(package: &Package, say: &mut dyn FnMut(String)) {
    let is_claimed = !package.property("dcterms:conformsTo").is_empty();
    let is_certified =
        |element: &Element| element.attribute("property") == Some("a11y:certifiedBy") && !element.words().is_empty();
    if is_claimed && !package.metadata().any(is_certified) {
        say("the book says that it conforms to a standard, and not who found so (`a11y:certifiedBy`)".to_string());
    }
}
