//! Words of pages that stand where no rule of HTML has them: each is kept, or named as lost.

use chapbook::diagnostics::MemoryFolder;
use chapbook::document::Date;
use chapbook::import;

const FIRST: &str = "This is a paragraph with enough words in it to be the text of the page.";

/// What becomes of `body`, behind a first paragraph, and what it loses.
fn imported(body: &str) -> (String, Vec<String>) {
    let page = format!("<html lang=en><title>T</title><body><h1>T</h1><p>{FIRST}</p>{body}");
    let today = Date::parse("2024-02-29").expect("a day");
    let imported = import::read("a.html", page.as_bytes(), &MemoryFolder::default(), today).expect("a page");
    let text = String::from_utf8(imported.files[1].1.clone()).expect("text");
    let rest = text.trim_end().strip_prefix(FIRST).expect("the first paragraph").trim_start().to_string();
    (rest, imported.problems.iter().map(|problem| problem.message.clone()).collect())
}

#[test]
fn words_beside_what_holds_them_are_kept() {
    let cases = [
        ("<table><caption>The caption</caption><tr><td>only cell</td></tr></table>", "The caption\n\nonly cell"),
        (
            "<table role=presentation><caption>The caption</caption><tr><td>a</td><td>b</td></tr></table>",
            "The caption\n\na\n\nb",
        ),
        ("<dl><p>Before</p><dt>Term</dt><dd>Detail</dd></dl>", "Before\n\nTerm\n: Detail"),
        ("<dl>Before<div><dt>Term</dt><dd>Detail</dd>and <b>more</b></div></dl>", "Before\n\nTerm\n: Detail\n\n  and **more**"),
        ("<dl><dt>Term</dt><dd>Detail</dd><ul><li>Listed</li></ul></dl>", "Term\n: Detail\n\n  - Listed"),
        ("<ul>Loose <b>words</b><li>one</li><li>two</li></ul>", "Loose **words**\n\n- one\n- two"),
        ("<ol><li>one</li>and <i>more</i><li>two</li></ol>", "1. one\n\n   and *more*\n\n2. two"),
        ("<ul><ul><li>one</li></ul><li>two</li></ul>", "- - one\n- two"),
        (
            "<blockquote><p>Said.</p><footer>First</footer><footer>Second</footer></blockquote>",
            "> Said.\n>\n> Second\n>\n> — First",
        ),
        ("<blockquote><footer>Alone</footer></blockquote>", "> Alone"),
        (
            "<figure><blockquote><p>Said.</p><footer>A</footer></blockquote><figcaption>B</figcaption></figure>",
            "> Said.\n>\n> — A\n\nB",
        ),
        ("<figure><p>Words</p><figcaption>B</figcaption><figcaption>C</figcaption></figure>", "Words\n\nB\n\nC"),
        ("<div class=footnotes><hr><h2>Notes</h2>Loose words</div>", "Loose words"),
        ("<p class=MsoListParagraph><span class=GramE>No.</span> We never do that.", "No. We never do that."),
    ];
    for (body, expected) in cases {
        let (text, lost) = imported(body);
        assert_eq!((text.as_str(), lost.as_slice()), (expected, [].as_slice()), "{body}");
    }
}

#[test]
fn words_beside_the_article_are_named() {
    let today = Date::parse("2024-02-29").expect("a day");
    let page = format!("<body>Loose before. | <a href=x>Link</a> | <article><p>{}</p></article>Loose behind.", FIRST.repeat(9));
    let imported = import::read("a.html", page.as_bytes(), &MemoryFolder::default(), today).expect("a page");
    let lost: Vec<&str> = imported.problems.iter().map(|problem| problem.message.as_str()).collect();
    let words = "words of the page beside the article were left out";
    let before = format!("{words}: “Loose before. |”");
    let behind = format!("{words}: “Loose behind.”");
    let link = "a part of the page beside the article (`a`) was left out: “Link”";
    assert_eq!(lost, [before.as_str(), link, behind.as_str()]);
}
