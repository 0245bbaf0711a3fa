//! Importing Word documents: fields, and what stands in drawings.

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

#[test]
fn contents_that_do_not_end_hide_no_more_than_what_stands_before_a_heading() {
    let open = format!("<w:r>{}{}{}</w:r>", field("begin"), instruction("TOC \\o"), field("separate"));
    let heading = format!("<w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr>{}", run("Gates"));
    let paragraphs = [run("Before."), open + &run("Gates 1"), heading, run("We open.")];
    let body: String = paragraphs.iter().map(|inside| paragraph(inside)).collect();
    check(&body, "Before.\n\n# Gates\n\nWe open.\n", &["the table of contents was left out: “Gates 1”"]);
}

/// The value by which a field chooses is no part of the text.
#[test]
fn a_field_in_the_instruction_of_a_field_is_not_shown() {
    let inner = field("begin") + &instruction("MERGEFIELD x") + &field("separate") + &words("value") + &field("end");
    let outer = field("begin") + &instruction("IF ") + &inner + &field("separate") + &words("Shown.") + &field("end");
    check(&paragraph(&format!("<w:r>{outer}</w:r>")), "Shown.\n", &[]);
}

fn drawing(inside: &str) -> String {
    format!("<w:r><w:drawing>{inside}</w:drawing></w:r>")
}

fn text_box(inside: &str) -> String {
    format!("<w:txbxContent>{inside}</w:txbxContent>")
}

#[test]
fn boxes_of_text_come_out_in_their_order_and_all() {
    let count = 150;
    let boxes: String = (1..=count).map(|number| text_box(&paragraph(&run(&format!("Box {number}."))))).collect();
    let expected: String = (1..=count).map(|number| format!("\n\nBox {number}.")).collect();
    let body = paragraph(&(run("Here.") + &drawing(&boxes))) + &paragraph(&run("There."));
    check(&body, &format!("Here.{expected}\n\nThere.\n"), &[]);
}

#[test]
fn a_box_in_a_field_leaves_the_field_as_it_is() {
    let link =
        format!("<w:r>{}{}{}</w:r>", field("begin"), instruction("HYPERLINK \"https://example.org/\""), field("separate"));
    let inside = drawing(&text_box(&paragraph(&run("Box."))));
    let end = format!("<w:r>{}</w:r>", field("end"));
    let body = paragraph(&[run("Here "), link, run("leads"), inside, run(" it."), end].concat());
    check(&body, "Here [leads it.](https://example.org/)\n\nBox.\n", &[]);
}

/// Each of these once took longer than anybody waits.
#[test]
fn drawings_whose_parts_are_many_are_read_in_bounded_time() {
    let count = 30_000;
    let boxes = text_box(&paragraph(&run("Box."))).repeat(count);
    let images = "<a:blip r:embed=\"none\"/>".repeat(count);
    let (text, _) = imported_with(&paragraph(&drawing(&(boxes + &images))), &[]);
    assert_eq!(text.matches("Box.").count(), count);
    let links = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
                 <Relationship Id=\"chart\" Type=\"chart\" Target=\"chart.xml\"/></Relationships>";
    let chart = format!("<c:chartSpace {NAMESPACES}><!--{}--><a:t>Boats a day</a:t></c:chartSpace>", "x".repeat(40_000_000));
    let one = "<c:chart r:id=\"chart\"/>".repeat(3);
    let parts = [("word/_rels/document.xml.rels", links), ("word/chart.xml", chart.as_str())];
    let (_, messages) = imported_with(&(paragraph(&run("Words.")) + &paragraph(&drawing(&one)).repeat(500)), &parts);
    assert!(messages[0].ends_with("a drawing was left out: paragraph 1: “Boats a day”"), "{}", messages[0]);
}
