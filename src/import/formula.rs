//! Formulas as text in a line, in which nothing changes its value: `1/2` stays a half.
//!
//! Read are those of Word (Office Math, ECMA-376 part 1 §22.1) and of web pages
//! (MathML Core).

use crate::elements::{Element, Node};

/// What a formula says, with fractions as `(a + b)/c`, powers as `a^2`, indices as
/// `a_1` and roots as `√(a)`.
pub fn in_line(formula: &Element) -> String {
    let mut out = String::new();
    for node in &formula.nodes {
        match node {
            Node::Text(text) if is_said(name(formula)) => out.push_str(text.trim()),
            Node::Text(_) => {}
            Node::Element(element) => out.push_str(&part(element)),
        }
    }
    out
}

/// Elements of which the text is shown.
fn is_said(name: &str) -> bool {
    matches!(name, "t" | "mi" | "mn" | "mo" | "mtext" | "ms")
}

/// The name without the prefix of its vocabulary.
fn name(element: &Element) -> &str {
    element.name.rsplit(':').next().unwrap_or_default()
}

fn part(element: &Element) -> String {
    let children: Vec<&Element> = element.elements().collect();
    let named =
        |wanted: &str| children.iter().find(|child| name(child) == wanted).map(|child| in_line(child)).unwrap_or_default();
    let at = |index: usize| children.get(index).map(|child| part(child)).unwrap_or_default();
    match name(element) {
        "f" => fraction(&named("num"), &named("den")),
        "mfrac" => fraction(&at(0), &at(1)),
        "sSup" => power(&named("e"), "", &named("sup")),
        "sSub" => power(&named("e"), &named("sub"), ""),
        "sSubSup" => power(&named("e"), &named("sub"), &named("sup")),
        "sPre" => power("", &named("sub"), &named("sup")) + &named("e"),
        "msup" | "mover" => power(&at(0), "", &at(1)),
        "msub" | "munder" => power(&at(0), &at(1), ""),
        "msubsup" | "munderover" => power(&at(0), &at(1), &at(2)),
        "limLow" => power(&named("e"), &named("lim"), ""),
        "limUpp" => power(&named("e"), "", &named("lim")),
        "rad" => root(&named("deg"), &named("e")),
        "msqrt" => root("", &in_line(element)),
        "mroot" => root(&at(1), &at(0)),
        "nary" => {
            let sign = value_of(element, "naryPr", "chr").unwrap_or("∫");
            format!("{} {}", power(sign, &named("sub"), &named("sup")), named("e"))
        }
        "d" => {
            let sign = |wanted, usual| value_of(element, "dPr", wanted).unwrap_or(usual);
            let parts: Vec<String> = children.iter().filter(|child| name(child) == "e").map(|child| in_line(child)).collect();
            format!("{}{}{}", sign("begChr", "("), parts.join(sign("sepChr", "|")), sign("endChr", ")"))
        }
        "func" => format!("{} {}", named("fName"), named("e")),
        "m" | "mtable" => rows(&children),
        "mspace" => " ".into(),
        "annotation" | "annotation-xml" => String::new(),
        properties if properties.ends_with("Pr") => String::new(),
        _ => in_line(element),
    }
}

/// What `wanted` in the properties of an Office Math object is set to.
fn value_of<'a>(element: &'a Element, properties: &str, wanted: &str) -> Option<&'a str> {
    let properties = element.elements().find(|child| name(child) == properties)?;
    properties.elements().find(|child| name(child) == wanted)?.attribute("m:val")
}

fn fraction(above: &str, below: &str) -> String {
    format!("{}/{}", grouped(above), grouped(below))
}

fn power(base: &str, below: &str, above: &str) -> String {
    let mark = |sign: &str, text: &str| if text.is_empty() { String::new() } else { format!("{sign}{}", grouped(text)) };
    let base = if base.chars().count() > 1 && base.contains(['+', '−', '-', '/']) { grouped(base) } else { base.to_string() };
    base + &mark("_", below) + &mark("^", above)
}

fn root(degree: &str, of: &str) -> String {
    let degree = if degree.is_empty() { String::new() } else { format!("{}-", grouped(degree)) };
    format!("{degree}√{}", grouped(of))
}

fn rows(children: &[&Element]) -> String {
    let cells =
        |row: &Element| row.elements().filter(|cell| !name(cell).ends_with("Pr")).map(in_line).collect::<Vec<_>>().join(", ");
    let rows = children.iter().filter(|row| !name(row).ends_with("Pr")).map(|row| cells(row)).collect::<Vec<_>>();
    format!("({})", rows.join("; "))
}

/// In brackets what is more than one number or letter.
fn grouped(text: &str) -> String {
    let is_number = text.chars().all(|character| character.is_ascii_digit() || matches!(character, '.' | ','));
    if is_number || text.chars().count() < 2 { text.to_string() } else { format!("({text})") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::elements::html;

    fn said(formula: &str) -> String {
        let page = html::parse(&format!("<!doctype html><title>t</title><p>{formula}</p>")).expect("a page");
        in_line(page.root.find("math").expect("a formula"))
    }

    #[test]
    fn a_formula_keeps_its_value_in_a_line() {
        for (formula, expected) in [
            ("<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", "1/2"),
            ("<math><mfrac><mrow><mn>3</mn><mo>+</mo><mn>1</mn></mrow><mn>4</mn></mfrac></math>", "(3+1)/4"),
            ("<math><msup><mn>10</mn><mn>6</mn></msup></math>", "10^6"),
            ("<math><msubsup><mi>x</mi><mn>1</mn><mn>2</mn></msubsup></math>", "x_1^2"),
            ("<math><msqrt><mn>9</mn></msqrt></math>", "√9"),
            ("<math><semantics><mroot><mi>a</mi><mn>3</mn></mroot><annotation>no</annotation></semantics></math>", "3-√a"),
        ] {
            assert_eq!(said(formula), expected, "{formula}");
        }
    }
}
