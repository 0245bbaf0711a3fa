//! Good editions, damaged in one place: what is wrong is named, and nothing else.

use chapbook::verify::{self, FaultKind};

use crate::verify_books::{Part, every_construct, hebrew, messages, pack, parts};

/// `text` with the first `from` replaced, which must be there.
fn replaced(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "{from} is not in the edition");
    text.replacen(from, to, 1)
}

#[test]
fn damage_to_a_page_is_named() {
    let whole = String::from_utf8(every_construct().html.clone()).unwrap();
    assert_eq!(messages(&verify::html::read(whole.as_bytes()).unwrap().faults), [""; 0]);
    let cases: &[(&str, &str, &[&str])] = &[
        (
            "<!DOCTYPE html>\n",
            "",
            &["the page does not begin with `<!DOCTYPE html>`", "the page is not well-formed HTML: Unexpected token"],
        ),
        ("<meta charset=\"utf-8\">\n", "", &["the page does not say that its text is in UTF-8"]),
        ("<title>What We Owe Each Other on Lantern Row</title>", "<title></title>", &["the page has no title"]),
        ("<html lang=\"en\"", "<html", &["the text does not say in which language it is"]),
        ("<html lang=\"en\"", "<html lang=\"english-language\"", &["`english-language` is no language tag"]),
        (
            "<html lang=\"en\" dir=\"ltr\"",
            "<html lang=\"en\" dir=\"rtl\"",
            &["`en` is read `ltr`, and its words are marked `rtl`"],
        ),
        ("<span lang=\"he\" dir=\"rtl\"", "<span lang=\"he\"", &["`he` is read `rtl`, and its words are marked `nothing`"]),
        ("default-src 'none'; ", "", &["the page does not forbid itself to fetch anything (`default-src 'none'`)"]),
        ("img-src data:", "img-src data: https:", &["the page lets itself fetch or run what is not in it: `img-src https:`"]),
        (
            "http-equiv=\"Content-Security-Policy\"",
            "name=\"policy\"",
            &["the page does not forbid itself to fetch anything (`Content-Security-Policy`)"],
        ),
        (
            "<h2 id=\"our-promises\">Our promises</h2>",
            "<h1 id=\"our-promises\">Our promises</h1>",
            &[
                "the page has 2 times a heading of the first level, the title",
                "a heading of level 3 follows one of level 1 [what-we-share]",
            ],
        ),
        (
            "<h3 id=\"customs\">Customs</h3>",
            "<h4 id=\"customs\">Customs</h4>",
            &["a heading of level 4 follows one of level 2 [customs]"],
        ),
        ("<h3 id=\"customs\">Customs</h3>", "<h3 id=\"customs\"></h3>", &["a heading has no words [customs]"]),
        (
            "<main id=\"_text\" tabindex=\"-1\">",
            "<div id=\"_text\">",
            &[
                "the page is not well-formed HTML: Unexpected token",
                "the page lacks a part that is the text (`main`)",
                "the first link of the page does not lead to the text, past the contents",
            ],
        ),
        (
            "<a class=\"skip\" href=\"#_text\">Skip to the text</a>",
            "",
            &["the first link of the page does not lead to the text, past the contents"],
        ),
        (
            "<nav class=\"contents\" aria-label=\"Contents\"",
            "<nav class=\"contents\"",
            &["a list of links has no name that a screen reader could say"],
        ),
        (
            "<nav class=\"contents\" aria-label=\"Contents\"",
            "<nav class=\"contents\" aria-label=\"Index\"",
            &["a list of links is shown as “Contents” and said to be another"],
        ),
        (
            "aria-labelledby=\"_notes\"",
            "aria-labelledby=\"_remarks\"",
            &["`aria-labelledby` names `_remarks`, which is not there"],
        ),
        (
            "<p id=\"opening.3\">",
            "<p id=\"opening.1\">",
            &[
                "the id `opening.1` stands at two places [opening.1]",
                "a link leads to `#opening.3`, which is not there",
                "the link of a block to itself leads to `#opening.3` [opening.1]",
            ],
        ),
        (
            "<a href=\"#changes\">how we change",
            "<a href=\"#change\">how we change",
            &["a link leads to `#change`, which is not there"],
        ),
        (
            "<a href=\"#changes\">how we change this charter</a>",
            "<a href=\"#changes\"></a>",
            &["a link to `#changes` has neither words nor a name"],
        ),
        (
            "<li><a href=\"#our-promises\">",
            "<li><a href=\"#changes\">",
            &["in the contents, `#what-we-share` stands after what comes after it [what-we-share]"],
        ),
        ("alt=\"a lamp\"", "alt=\" \"", &["the alternative text of an image is empty"]),
        (" alt=\"a lamp\"", "", &["an image has no alternative text"]),
        (
            "<th id=\"what-it-costs.2.r0c1\" scope=\"col\">",
            "<th id=\"what-it-costs.2.r0c1\">",
            &["a header cell does not say for which cells it is (`scope`) [what-it-costs.2.r0c1]"],
        ),
        (
            "aria-label=\"Table: Who, ",
            "aria-label=\"Table: Whom, ",
            &["the region in which a table scrolls is not named for its columns"],
        ),
        (
            "aria-label=\"Link to this place: Customs\"",
            "aria-label=\"Link to this place: Costumes\"",
            &["the link of a heading to itself is not named for it [customs]"],
        ),
        (
            "<a class=\"place\" href=\"#opening.3\"",
            "<a class=\"place\" href=\"#opening.1\"",
            &["the link of a block to itself leads to `#opening.1` [opening.3]"],
        ),
        (" aria-label=\"Back to the text 1\"", "", &["the way back from a note has no name that a screen reader could say"]),
        ("href=\"#mark-1\" role", "href=\"#mark-2\" role", &["note `note-1` does not lead back to this mark of it [mark-1]"]),
        ("href=\"#note-3\"", "href=\"#note-2\"", &["note `note-2` does not lead back to this mark of it [mark-3]"]),
        (
            "<main id",
            "<script>alert(1)</script><main id",
            &["the page has 2 blocks of data for machines instead of one", "a script stands here; editions have none"],
        ),
        (
            "<hr id=\"opening.4\">",
            "<hr id=\"opening.4\" onclick=\"x()\">",
            &["`onclick` runs a script; editions have none [opening.4]"],
        ),
        (
            "<hr id=\"opening.4\">",
            "<img id=\"opening.4\" src=\"https://example.org/x.png\" alt=\"x\">",
            &["`src` fetches `https://example.org/x.png`, which is not in the edition [opening.4]"],
        ),
        (
            "<hr id=\"opening.4\">",
            "<iframe id=\"opening.4\"></iframe>",
            &["a `iframe` element stands here, which can fetch or run something [opening.4]"],
        ),
        (
            "<link rel=\"canonical\"",
            "<link rel=\"stylesheet\"",
            &["`href` fetches `https://lantern-row.example/charter?part=1&edition=2`, which is not in the edition"],
        ),
        ("<style>", "<style>@import \"more.css\";", &["the style sheet imports another one"]),
        (
            "<style>",
            "<style>p { background: url(//example.org/a.png) }",
            &["the style sheet fetches `//example.org/a.png`, which is not in the edition"],
        ),
    ];
    let mut wrong = Vec::new();
    for (from, to, expected) in cases {
        let damaged = replaced(&whole, from, to);
        let found = verify::html::read(damaged.as_bytes()).unwrap_or_else(|fault| panic!("{from}: {fault:?}"));
        let said = messages(&found.faults);
        if said != *expected || found.faults.iter().any(|fault| fault.kind != FaultKind::Structure) {
            wrong.push(format!("{from} -> {to}\n{said:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The text of `part` of a book with one place changed.
struct Damage {
    part: &'static str,
    from: &'static str,
    to: &'static str,
    found: &'static [&'static str],
}

const fn damage(part: &'static str, from: &'static str, to: &'static str, found: &'static [&'static str]) -> Damage {
    Damage { part, from, to, found }
}

const PACKAGE: &str = "EPUB/package.opf";
const CONTENTS: &str = "EPUB/contents.xhtml";
const NCX: &str = "EPUB/toc.ncx";
const TWO: &str = "EPUB/section-2.xhtml";

const DAMAGES: &[Damage] = &[
    damage(
        "mimetype",
        "application/epub+zip",
        "application/epub",
        &["the part `mimetype` does not say `application/epub+zip`"],
    ),
    damage(PACKAGE, "version=\"3.0\"", "version=\"2.0\"", &["the package does not say that it is of EPUB 3"]),
    damage(
        PACKAGE,
        "unique-identifier=\"edition-identifier\"",
        "unique-identifier=\"other\"",
        &[
            "the book has no identifier that its package names (`unique-identifier`)",
            "the contents for old readers are those of another book (`dtb:uid`)",
        ],
    ),
    damage(
        PACKAGE,
        "<dc:title id=\"title\">What We Owe Each Other on Lantern Row<",
        "<dc:title id=\"title\"><",
        &["the book has no title"],
    ),
    damage(
        PACKAGE,
        "<dc:language>en<",
        "<dc:language>en_GB<",
        &["`en_GB` is no language tag", "the package is in `en`, the book in `en_GB`"],
    ),
    damage(PACKAGE, "<dc:language>en</dc:language>", "", &["the book does not say in which language it is"]),
    damage(
        PACKAGE,
        " xml:lang=\"en\" dir=\"ltr\">\n<metadata",
        " dir=\"ltr\">\n<metadata",
        &["the package is in `nothing`, the book in `en`"],
    ),
    damage(PACKAGE, "T00:00:00Z<", "<", &["`2025-01-31` is no moment at which the book can have been changed"]),
    damage(
        PACKAGE,
        "<dc:date>2024-03-09<",
        "<dc:date>2024-13-09<",
        &["`2024-13-09` is no day on which the book can have been published"],
    ),
    damage(
        PACKAGE,
        "page-progression-direction=\"ltr\"",
        "page-progression-direction=\"rtl\"",
        &["the pages are turned `rtl`, and `en` is read `ltr`"],
    ),
    damage(
        PACKAGE,
        "<item id=\"licence-1\" href=\"fonts/licence-1.txt\" media-type=\"text/plain\"></item>\n",
        "",
        &["`EPUB/fonts/licence-1.txt` is in the archive and not in the manifest"],
    ),
    damage(
        PACKAGE,
        "href=\"images/image-3.png\"",
        "href=\"images/image-9.png\"",
        &[
            "the manifest names `EPUB/images/image-9.png`, which is not in the archive",
            "`EPUB/images/image-3.png` is in the archive and not in the manifest",
            "`EPUB/section-2.xhtml`: `src` fetches `images/image-3.png`, which is not in the edition",
        ],
    ),
    damage(
        PACKAGE,
        "href=\"images/image-3.png\"",
        "href=\"../../image-3.png\"",
        &[
            "the manifest names `../../image-3.png`, which is outside the book",
            "`EPUB/images/image-3.png` is in the archive and not in the manifest",
            "`EPUB/section-2.xhtml`: `src` fetches `images/image-3.png`, which is not in the edition",
        ],
    ),
    damage(
        PACKAGE,
        "media-type=\"image/jpeg\"",
        "media-type=\"image/png\"",
        &["`EPUB/images/image-1.jpg` is not what the manifest says, `image/png`"],
    ),
    damage(
        PACKAGE,
        "media-type=\"image/svg+xml\"",
        "media-type=\"application/pdf\"",
        &["`EPUB/images/image-4.svg` is not what the manifest says, `application/pdf`"],
    ),
    damage(
        PACKAGE,
        " properties=\"cover-image\"",
        "",
        &[
            "the manifest names 0 files as the picture of the cover (`cover-image`) instead of one",
            "the cover for old readers is not the picture of the cover",
        ],
    ),
    damage(
        PACKAGE,
        "<itemref idref=\"section-2\"></itemref>\n",
        "<itemref idref=\"section-2\"></itemref><itemref idref=\"section-2\"></itemref>",
        &["the spine names `section-2` twice"],
    ),
    damage(
        PACKAGE,
        "<itemref idref=\"cover\"></itemref>\n",
        "",
        &[
            "the page `cover.xhtml` is not in the spine, so nobody reads it",
            "`EPUB/contents.xhtml`: a link leads to `cover.xhtml`, which is not there",
            "a line of the landmarks leads to `cover.xhtml`, which is not there",
        ],
    ),
    damage(
        PACKAGE,
        "<itemref idref=\"cover\">",
        "<itemref idref=\"cover-image\">",
        &[
            "the spine names `images/image-6.png`, which is no page of XHTML",
            "the page `cover.xhtml` is not in the spine, so nobody reads it",
            "`EPUB/images/image-6.png` cannot be read: it is not text in UTF-8",
            "`EPUB/contents.xhtml`: a link leads to `cover.xhtml`, which is not there",
            "a line of the landmarks leads to `cover.xhtml`, which is not there",
        ],
    ),
    damage(
        PACKAGE,
        "<itemref idref=\"section-2\"></itemref>\n<itemref idref=\"section-3\"></itemref>",
        "<itemref idref=\"section-3\"></itemref>\n<itemref idref=\"section-2\"></itemref>",
        &["in the contents, `section-3.xhtml` stands after what comes after it"],
    ),
    damage(PACKAGE, "spine toc=\"ncx\"", "spine", &["the spine does not name the contents for old readers (NCX)"]),
    damage(
        PACKAGE,
        "<meta property=\"schema:accessibilityHazard\">unknown</meta>",
        "",
        &["the book does not say `accessibilityHazard`"],
    ),
    damage(
        PACKAGE,
        "tableOfContents",
        "printPageNumbers",
        &["the book says that it has `printPageNumbers`, and has no list of pages"],
    ),
    damage(
        PACKAGE,
        "tableOfContents",
        "pageBreakMarkers",
        &["the book says that it has `pageBreakMarkers`, and does not mark its pages"],
    ),
    damage(
        PACKAGE,
        "<meta property=\"schema:accessMode\">",
        "<meta property=\"pageBreakSource\">x</meta><meta property=\"schema:accessMode\">",
        &["the book names the source of its page numbers, and has no list of pages"],
    ),
    damage(
        PACKAGE,
        "<meta property=\"schema:accessMode\">",
        "<meta property=\"dcterms:conformsTo\">EPUB Accessibility 1.1</meta><meta property=\"schema:accessMode\">",
        &["the book says that it conforms to a standard, and not who found so (`a11y:certifiedBy`)"],
    ),
    damage(
        TWO,
        "alt=\"a lamp\"",
        "alt=\"\"",
        &[
            "`EPUB/section-2.xhtml`: the alternative text of an image is empty",
            "the book says that it has `alternativeText`, and not every image is described in words",
        ],
    ),
    damage(
        TWO,
        "lang=\"en\" xml:lang=\"en\" dir",
        "lang=\"fr\" xml:lang=\"fr\" dir",
        &["`EPUB/section-2.xhtml`: it is in another language than the book"],
    ),
    damage(
        TWO,
        "lang=\"en\" xml:lang=\"en\" dir",
        "dir",
        &["`EPUB/section-2.xhtml`: the text does not say in which language it is"],
    ),
    damage(
        TWO,
        "<span lang=\"he\" xml:lang=\"he\"",
        "<span lang=\"he\" xml:lang=\"ar\"",
        &["`EPUB/section-2.xhtml`: one language is said in two ways, `he` and `ar`"],
    ),
    damage(TWO, "<title>How we live by them<", "<title><", &["`EPUB/section-2.xhtml`: it has no title"]),
    damage(
        TWO,
        "href=\"section-1.xhtml#what-we-share.1\"",
        "href=\"section-1.xhtml#what-we-shared\"",
        &["`EPUB/section-2.xhtml`: a link leads to `section-1.xhtml#what-we-shared`, which is not there"],
    ),
    damage(
        TWO,
        "href=\"section-1.xhtml#what-we-share.1\"",
        "href=\"section-2.xhtml#what-we-share.1\"",
        &["`EPUB/section-2.xhtml`: a link leads to `section-2.xhtml#what-we-share.1`, which is not there"],
    ),
    damage(
        TWO,
        "<h2 id=\"customs\">Customs</h2>",
        "<h3 id=\"customs\">Customs</h3>",
        &["`EPUB/section-2.xhtml`: a heading of level 3 follows one of level 1 [customs]"],
    ),
    damage(
        TWO,
        "href=\"notes.xhtml#note-4\"",
        "href=\"notes.xhtml#note-1\"",
        &["`EPUB/section-2.xhtml`: note `note-1` does not lead back to this mark of it [mark-4]"],
    ),
    damage(
        TWO,
        "src=\"images/image-3.png\"",
        "src=\"https://example.org/lamp.png\"",
        &["`EPUB/section-2.xhtml`: `src` fetches `https://example.org/lamp.png`, which is not in the edition"],
    ),
    damage(
        TWO,
        "</body>",
        "<script>x()</script></body>",
        &["`EPUB/section-2.xhtml`: a script stands here; editions have none"],
    ),
    damage(
        "EPUB/book.css",
        "@font-face",
        "@import url(https://example.org/a.css);\n@font-face",
        &[
            "`EPUB/book.css`: the style sheet imports another one",
            "`EPUB/book.css`: the style sheet fetches `https://example.org/a.css`, which is not in the edition",
        ],
    ),
    damage(
        "EPUB/images/image-4.svg",
        "</svg>",
        "<script>x()</script></svg>",
        &["the drawing `EPUB/images/image-4.svg` fetches or runs something"],
    ),
    damage(
        CONTENTS,
        "<a href=\"section-1.xhtml#what-it-costs\">",
        "<a href=\"section-1.xhtml#what-it-cost\">",
        &[
            "`EPUB/contents.xhtml`: a link leads to `section-1.xhtml#what-it-cost`, which is not there",
            "a line of the contents leads to `section-1.xhtml#what-it-cost`, which is not there",
            "the contents say `What it costs`, and those for old readers `What it costs`",
        ],
    ),
    damage(
        CONTENTS,
        "epub:type=\"landmarks\"",
        "epub:type=\"list\"",
        &["the book has no list of its parts for reading systems (`landmarks`)"],
    ),
    damage(
        CONTENTS,
        "<nav epub:type=\"toc\"",
        "<nav epub:type=\"lot\"",
        &[
            "the book has no contents (`toc`)",
            "the contents have 0 lines, and those for old readers 13",
            "the book says that it has `tableOfContents`, and has no contents",
        ],
    ),
    damage(
        NCX,
        "<text>What it costs</text>",
        "<text>What it cost</text>",
        &["the contents say `What it costs`, and those for old readers `What it cost`"],
    ),
    damage(
        NCX,
        "name=\"dtb:depth\" content=\"4\"",
        "name=\"dtb:depth\" content=\"3\"",
        &["the contents for old readers are not as deep as they say (`dtb:depth`)"],
    ),
    damage(
        NCX,
        "content=\"urn:uuid:",
        "content=\"urn:isbn:",
        &["the contents for old readers are those of another book (`dtb:uid`)"],
    ),
];

#[test]
fn damage_to_a_book_is_named() {
    let whole = parts(&every_construct().epub);
    assert_eq!(messages(&verify::epub::read(&pack(&whole)).unwrap().faults), [""; 0], "packed again, it is whole");
    let mut wrong = Vec::new();
    for Damage { part, from, to, found } in DAMAGES {
        let mut parts = whole.clone();
        let bytes = &mut parts.iter_mut().find(|(path, _)| path == part).unwrap().1;
        *bytes = replaced(std::str::from_utf8(bytes).unwrap(), from, to).into_bytes();
        let read = verify::epub::read(&pack(&parts)).unwrap_or_else(|fault| panic!("{from}: {fault:?}"));
        let said = messages(&read.faults);
        if said != *found {
            wrong.push(format!("{part}: {from} -> {to}\n{said:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_a_book_claims_and_does_not_have_is_a_claim() {
    let mut parts = parts(&every_construct().epub);
    let package = &mut parts.iter_mut().find(|(path, _)| path == PACKAGE).unwrap().1;
    *package = replaced(std::str::from_utf8(package).unwrap(), "tableOfContents", "printPageNumbers").into_bytes();
    let faults = verify::epub::read(&pack(&parts)).unwrap().faults;
    assert_eq!(faults.iter().map(|fault| fault.kind).collect::<Vec<_>>(), [FaultKind::Claim]);
}

#[test]
fn images_are_claimed_only_where_there_are_some() {
    let mut parts = parts(&hebrew().epub);
    let package = &mut parts.iter_mut().find(|(path, _)| path == PACKAGE).unwrap().1;
    let claims = "<meta property=\"schema:accessMode\">visual</meta><meta property=\"schema:accessibilityFeature\">alternativeText</meta>\
        <meta property=\"schema:accessMode\">";
    *package = replaced(std::str::from_utf8(package).unwrap(), "<meta property=\"schema:accessMode\">", claims).into_bytes();
    assert_eq!(
        messages(&verify::epub::read(&pack(&parts)).unwrap().faults),
        [
            "the book says that it speaks to the eye (`schema:accessMode`), and has no image",
            "the book says that it has `alternativeText`, and has no image",
        ]
    );
}

#[test]
fn a_book_from_right_to_left_is_turned_that_way() {
    let mut parts = parts(&hebrew().epub);
    let package = &mut parts.iter_mut().find(|(path, _)| path == PACKAGE).unwrap().1;
    let turned = "page-progression-direction=\"ltr\"";
    *package = replaced(std::str::from_utf8(package).unwrap(), "page-progression-direction=\"rtl\"", turned).into_bytes();
    let faults = verify::epub::read(&pack(&parts)).unwrap().faults;
    assert_eq!(messages(&faults), ["the pages are turned `ltr`, and `he` is read `rtl`"]);
}

/// A book whose pages are marked, with a list of them in `list`.
fn with_pages(list: &str) -> Vec<String> {
    let mut parts = parts(&every_construct().epub);
    let mut change = |part: &str, from: &str, to: &str| {
        let bytes = &mut parts.iter_mut().find(|(path, _)| path == part).unwrap().1;
        *bytes = replaced(std::str::from_utf8(bytes).unwrap(), from, to).into_bytes();
    };
    let mark = |number: u32| {
        format!("<span id=\"_page-{number}\" epub:type=\"pagebreak\" role=\"doc-pagebreak\" aria-label=\"{number}\"/>")
    };
    change("EPUB/opening.xhtml", "<p id=\"opening.3\">", &format!("{}<p id=\"opening.3\">", mark(4)));
    change(TWO, "<p id=\"customs", &format!("{}<p id=\"customs", mark(5)));
    let nav = format!("<nav epub:type=\"page-list\" aria-label=\"Pages\" hidden=\"hidden\"><ol>{list}</ol></nav></body>");
    change(CONTENTS, "</body>", if list.is_empty() { "</body>" } else { &nav });
    messages(&verify::epub::read(&pack(&parts)).unwrap().faults)
}

#[test]
fn the_list_of_pages_and_the_marks_agree() {
    let four = "<li><a href=\"opening.xhtml#_page-4\">4</a></li>";
    let five = "<li><a href=\"section-2.xhtml#_page-5\">5</a></li>";
    assert_eq!(with_pages(&[four, five].concat()), [""; 0]);
    assert_eq!(with_pages(""), ["page `4` is marked in the text and not in the list of pages"]);
    assert_eq!(with_pages(four), ["page `5` is marked in the text and not in the list of pages"]);
    assert_eq!(
        with_pages(&[five, four].concat()),
        [
            "in the list of pages, `opening.xhtml#_page-4` stands after what comes after it",
            "where page `4` is marked, the list of pages has page `5`",
        ]
    );
    let six = "<li><a href=\"section-2.xhtml#_page-6\">6</a></li>";
    assert_eq!(
        with_pages(&[four, five, six].concat()),
        [
            "`EPUB/contents.xhtml`: a link leads to `section-2.xhtml#_page-6`, which is not there",
            "a line of the list of pages leads to `section-2.xhtml#_page-6`, which is not there",
            "page `6` is in the list of pages and not marked in the text",
        ]
    );
}

#[test]
fn what_is_packed_wrongly_is_named() {
    let whole = parts(&every_construct().epub);
    let first = whole[0].clone();
    let cases: Vec<(Vec<Part>, &[&str])> = vec![
        (whole[1..].to_vec(), &["the archive does not begin with the part `mimetype`"]),
        ([&whole[1..], &[first]].concat(), &["the archive does not begin with the part `mimetype`"]),
        (
            [&whole[..], &[("../evil.txt".to_string(), b"x".to_vec())]].concat(),
            &[
                "the archive names a file outside of it, `../evil.txt`",
                "`../evil.txt` is in the archive and not in the manifest",
            ],
        ),
        (
            [&whole[..], &[("EPUB/BOOK.css".to_string(), b"".to_vec())]].concat(),
            &[
                "the name `EPUB/BOOK.css` stands in the archive twice",
                "`EPUB/BOOK.css` is in the archive and not in the manifest",
            ],
        ),
        (
            [&whole[..], &[("META-INF/encryption.xml".to_string(), b"<a/>".to_vec())]].concat(),
            &["parts of the book are encrypted"],
        ),
    ];
    for (parts, expected) in cases {
        assert_eq!(messages(&verify::epub::read(&pack(&parts)).unwrap().faults), expected);
    }
}
