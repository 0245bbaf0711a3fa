//! Importing files that other programs wrote: web pages, Word documents, books.
//! What comes out of each in `tests/import/documents` is beside it, its losses first.

use std::path::Path;

use chapbook::diagnostics::{Colour, Diagnostics, MemoryFolder, Sources, text};
use chapbook::document::Date;
use chapbook::import::{self, Imported};
use chapbook::source::{self, Entry};

use crate::golden;
use crate::program::repository;
use crate::statements::collect;

const FOLDER: &str = "tests/import/documents";

fn imported(name: &str) -> Imported {
    let mut files = Vec::new();
    collect(&repository(FOLDER), "", &mut files);
    let bytes = std::fs::read(Path::new(FOLDER).join(name)).expect("the file is there");
    let today = Date::parse("2024-02-29").expect("a day");
    let made = import::read(name, &bytes, &MemoryFolder::new(files), today);
    made.unwrap_or_else(|problems| panic!("{name}: {}", text(&problems, &Sources::new(), Colour::Never)))
}

/// The files to be imported, by name.
fn names() -> Vec<String> {
    let is_imported = |name: &String| [".html", ".htm", ".mhtml", ".docx", ".epub"].iter().any(|ending| name.ends_with(ending));
    let files = std::fs::read_dir(FOLDER).expect("the folder is there").flatten();
    let mut names: Vec<String> = files.filter_map(|file| file.file_name().into_string().ok()).filter(is_imported).collect();
    names.sort();
    assert!(names.len() >= 13, "the documents are missing: {names:?}");
    names
}

#[test]
fn what_other_programs_wrote_becomes_a_source_folder_and_a_list_of_losses() {
    let mut failures = Vec::new();
    for name in names() {
        let Imported { files, report, problems, unsaid: _ } = imported(&name);
        let mut out = text(&problems, &Sources::new(), Colour::Never) + "\n" + &report;
        for (path, bytes) in files {
            match String::from_utf8(bytes) {
                Ok(words) => out.push_str(&format!("\n== {path}\n{words}")),
                Err(error) => out.push_str(&format!("\n== {path}\n({} bytes)\n", error.as_bytes().len())),
            }
        }
        let check = || golden::check(&format!("{FOLDER}/{name}.imported"), &out);
        if let Err(panic) = std::panic::catch_unwind(check) {
            failures.push(panic.downcast_ref::<String>().cloned().unwrap_or_default());
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn what_was_imported_is_read_without_a_problem() {
    for name in names() {
        let folder = MemoryFolder::new(imported(&name).files);
        let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
        let document = source::read(&folder, &Entry::Folder, &mut sources, &mut diagnostics);
        assert_eq!(text(&diagnostics, &sources, Colour::Never), "", "{name}");
        assert!(document.is_some(), "{name}");
    }
}

/// Each word of the article stands in the source once, or is named as lost.
#[test]
fn no_word_of_a_web_page_vanishes_in_silence() {
    let Imported { files, report, problems, unsaid: _ } = imported("ferry.html");
    let lost: String = problems.iter().map(|problem| problem.message.clone() + " ").collect();
    let kept: String = files.iter().filter_map(|(_, bytes)| String::from_utf8(bytes.clone()).ok()).collect();
    let all = (lost + &kept + &report).replace(['\\', '*', '`', '"', '…'], "").to_lowercase();
    let page = std::fs::read_to_string(Path::new(FOLDER).join("ferry.html")).expect("the page is there");
    let body = page.split_once("<body>").expect("a body").1.split_once("<script>").expect("a script").0;
    let mut shown = String::new();
    let mut is_tag = false;
    for character in body.chars() {
        match character {
            '<' => is_tag = true,
            '>' => (is_tag, shown) = (false, shown + " "),
            other if !is_tag => shown.push(other),
            _ => {}
        }
    }
    let words = shown.replace("&amp;", " ").replace("&lt;", " ").replace("&gt;", " ").to_lowercase();
    let missing: Vec<&str> = words
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().any(char::is_alphabetic) && !all.contains(word))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// What Word documents hold that no edition has, each named with its words.
#[test]
fn comments_deletions_and_running_heads_are_named() {
    let namespace = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let body = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr>{}</w:p><w:p>{}<w:del><w:r><w:delText>struck</w:delText></w:r></w:del>\
         <w:ins>{}</w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r><w:r><w:endnoteReference w:id=\"2\"/></w:r></w:p>\
         <w:p>{}</w:p>",
        run("Gates"),
        run("We open "),
        run("gates"),
        run("And shut them."),
    );
    let part = |name: &str, inner: &str| format!("<w:{name} {namespace}>{inner}</w:{name}>");
    let parts = [
        ("word/document.xml", part("document", &format!("<w:body>{body}</w:body>"))),
        ("word/endnotes.xml", part("endnotes", &format!("<w:endnote w:id=\"2\"><w:p>{}</w:p></w:endnote>", run("At dawn.")))),
        ("word/header1.xml", part("hdr", &format!("<w:p>{}</w:p>", run("Draft of May")))),
        (
            "word/comments.xml",
            part("comments", &format!("<w:comment w:author=\"Ada\"><w:p>{}</w:p></w:comment>", run("Really?"))),
        ),
    ];
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in &parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a name");
        std::io::Write::write_all(&mut writer, text.as_bytes()).expect("memory");
    }
    let bytes = writer.finish().expect("an archive").into_inner();
    let today = Date::parse("2024-02-29").expect("a day");
    let imported = import::read("gates.docx", &bytes, &MemoryFolder::default(), today).expect("a document");
    assert_eq!(String::from_utf8_lossy(&imported.files[1].1), "We open gates[^1]\n\nAnd shut them.\n\n[^1]: At dawn.\n");
    let messages: Vec<String> = imported.problems.iter().map(|problem| problem.message.clone()).collect();
    for lost in ["“struck”", "“unseen”", "“Draft of May”", "by Ada: “Really?”"] {
        assert!(messages.iter().any(|message| message.contains(lost)), "{lost} is not in {messages:?}");
    }
    assert_eq!(messages.len(), 4, "{messages:?}");
}

/// A page that shows the cover over its text is a page of the text.
#[test]
fn only_a_page_with_next_to_no_words_is_a_cover() {
    let container = "<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles>\
                     <rootfile full-path=\"a.opf\"/></rootfiles></container>";
    let package = "<package xmlns=\"http://www.idpf.org/2007/opf\"><manifest>\
                   <item id=\"c\" href=\"c.png\" media-type=\"image/png\" properties=\"cover-image\"/>\
                   <item id=\"a\" href=\"a.xhtml\" media-type=\"application/xhtml+xml\"/>\
                   <item id=\"b\" href=\"b.xhtml\" media-type=\"application/xhtml+xml\"/>\
                   </manifest><spine><itemref idref=\"a\"/><itemref idref=\"b\"/></spine></package>";
    let page = |words: &str| {
        format!(
            "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>A</title></head><body>{words}\
             <p><img src=\"c.png\" alt=\"A lamp on a long table\"/></p></body></html>"
        )
    };
    let picture = std::fs::read(Path::new(FOLDER).join("lamp.png")).expect("a picture");
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let (bare, full) = (page("<p>Cover</p>"), page("<p>All the words are here.</p>"));
    for (name, bytes) in [
        ("META-INF/container.xml", container.as_bytes()),
        ("a.opf", package.as_bytes()),
        ("a.xhtml", bare.as_bytes()),
        ("b.xhtml", full.as_bytes()),
        ("c.png", &picture),
    ] {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("a name");
        std::io::Write::write_all(&mut writer, bytes).expect("memory");
    }
    let bytes = writer.finish().expect("an archive").into_inner();
    let today = Date::parse("2024-02-29").expect("a day");
    let imported = import::read("lamp.epub", &bytes, &MemoryFolder::default(), today).expect("a book");
    let text = String::from_utf8_lossy(&imported.files[1].1);
    assert_eq!(text, "All the words are here.\n\n![A lamp on a long table](images/c.png)\n");
    let messages: Vec<String> = imported.problems.iter().map(|problem| problem.message.clone()).collect();
    assert!(messages.len() == 1 && messages[0].contains("`a.xhtml`"), "{messages:?}");
}
