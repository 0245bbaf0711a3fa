//! Importing Word documents: fields.

use std::io::Write;

use chapbook::diagnostics::MemoryFolder;
use chapbook::document::Date;
use chapbook::import;
use zip::write::SimpleFileOptions;

const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

/// The text that the document `body` becomes, and what is said to be lost.
fn imported_with(body: &str, more: &[(&str, &str)]) -> (String, Vec<String>) {
    let document = format!("<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>");
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in [("word/document.xml", document.as_str())].iter().chain(more) {
        writer.start_file(*name, SimpleFileOptions::default()).expect("a name");
        writer.write_all(text.as_bytes()).expect("memory");
    }
    let bytes = writer.finish().expect("an archive").into_inner();
    let today = Date::parse("2024-02-29").expect("a day");
    let imported = import::read("gates.docx", &bytes, &MemoryFolder::default(), today).expect("a document");
    let messages = imported.problems.iter().map(|problem| problem.message.clone()).collect();
    (String::from_utf8_lossy(&imported.files[1].1).into_owned(), messages)
}

fn check(body: &str, text: &str, losses: &[&str]) {
    let (made, messages) = imported_with(body, &[]);
    assert_eq!((made.as_str(), messages.iter().map(String::as_str).collect::<Vec<_>>()), (text, losses.to_vec()), "{body}");
}

fn paragraph(runs: &str) -> String {
    format!("<w:p>{runs}</w:p>")
}

fn run(text: &str) -> String {
    format!("<w:r>{}</w:r>", words(text))
}

fn words(text: &str) -> String {
    format!("<w:t>{text}</w:t>")
}

fn field(kind: &str) -> String {
    format!("<w:fldChar w:fldCharType=\"{kind}\"/>")
}

fn instruction(text: &str) -> String {
    format!("<w:instrText>{text}</w:instrText>")
}

#[test]
fn words_before_a_field_in_its_run_are_kept_as_they_look() {
    let strong = "<w:rPr><w:b/></w:rPr>";
    let link = [
        words("Before "),
        field("begin"),
        instruction("HYPERLINK \"https://example.org/\""),
        words("unseen"),
        field("separate"),
        words("the link"),
        field("end"),
        words(" after"),
    ];
    let body = paragraph(&format!("<w:r>{strong}{}</w:r>", link.concat()));
    check(&body, "**Before** [**the link**](https://example.org/) **after**\n", &[]);
    let page = field("begin") + &instruction("PAGE") + &field("separate") + &words("3") + &field("end");
    let hidden = format!("<w:r><w:rPr><w:vanish/></w:rPr>{}{page}</w:r>", words("Draft"));
    let lost = [
        "hidden words were left out: before the first paragraph: “Draft”",
        "hidden words were left out: before the first paragraph: “3”",
    ];
    check(&paragraph(&(hidden + &run("On."))), "On.\n", &lost);
}

#[test]
fn a_field_that_does_not_end_hides_no_more_than_its_paragraph() {
    let open = |more: &str| paragraph(&format!("{}<w:r>{}{}</w:r>{more}", run("First."), field("begin"), instruction("REF x")));
    check(&(open("") + &paragraph(&run("Second."))), "First.\n\nSecond.\n", &[]);
    let lost = "words in a field that does not end were left out: before the first paragraph: “Unseen.”";
    check(&(open(&run("Unseen.")) + &paragraph(&run("Second."))), "First.\n\nSecond.\n", &[lost]);
}

/// The value by which a field chooses is no part of the text.
#[test]
fn a_field_in_the_instruction_of_a_field_is_not_shown() {
    let inner = field("begin") + &instruction("MERGEFIELD x") + &field("separate") + &words("value") + &field("end");
    let outer = field("begin") + &instruction("IF ") + &inner + &field("separate") + &words("Shown.") + &field("end");
    check(&paragraph(&format!("<w:r>{outer}</w:r>")), "Shown.\n", &[]);
}
