//! From files to a document: every construct, every problem of a text.

use std::path::Path;

use chapbook::diagnostics::{Diagnostics, MemoryFolder, Severity, Sources};
use chapbook::document::{BlockKind, Cover, Document, ImageFormat, ImagePath, Inline, Place, Visitor, plain_text, walk};
use chapbook::source::{Entry, read};

use crate::outline::shown;

const FRONT_MATTER: &str = "---\ntitle: Charter\nlanguage: en\npublished: 2024-05-01\n---\n";
const STATEMENT: &str = "title: Charter\nlanguage: en\npublished: 2024-05-01\ntexts:\n";

/// The document of one Markdown text, or the codes of its problems.
fn document(text: &str) -> Result<Document, Vec<&'static str>> {
    read_files(&[("a.md", &format!("{FRONT_MATTER}{text}"))], &Entry::File("a.md".into()))
}

/// The document of Markdown files in a folder, listed in this order.
fn folder(files: &[(&str, &str)]) -> Result<Document, Vec<&'static str>> {
    let listed: String = files.iter().map(|(path, _)| format!("  - {path}\n")).collect();
    let statement = format!("{STATEMENT}{listed}");
    let files: Vec<_> = [("statement.yaml", statement.as_str())].iter().chain(files).copied().collect();
    read_files(&files, &Entry::Folder)
}

fn read_files(files: &[(&str, &str)], entry: &Entry) -> Result<Document, Vec<&'static str>> {
    let mut diagnostics = Diagnostics::new();
    let folder = MemoryFolder::new(files.iter().map(|(path, text)| (*path, text.as_bytes())));
    let document = read(&folder, entry, &mut Sources::new(), &mut diagnostics);
    let codes: Vec<_> = diagnostics.iter().map(|problem| problem.code).collect();
    assert_eq!(document.is_none(), diagnostics.has_errors());
    document.filter(|_| codes.is_empty()).ok_or(codes)
}

fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        match document(text) {
            Ok(document) => assert_eq!(shown(&document).trim_end(), *expected, "\n{text}"),
            Err(codes) => panic!("{codes:?} for\n{text}"),
        }
    }
}

#[test]
fn inlines() {
    check(&[
        ("We *say* **what** ~~not~~ `we \"mean\"`.", "opening.1 We <em say> <strong what> <s not> <code we \"mean\">."),
        ("\"*Yes*,\" she\nsaid -- \"it's so.\"", "opening.1 “<em Yes>,” she said – “it’s so.”"),
        ("a  \nb<br>c \\\nd", "opening.1 a<br>b<br>c<br>d"),
        (
            "CO<sub>2</sub> m<sup>2</sup> <kbd>Ctrl</kbd> <cite>Emma</cite> <bdi>x</bdi>",
            "opening.1 CO<sub 2> m<sup 2> <kbd Ctrl> <cite Emma> <bdi x>",
        ),
        ("Say <span lang=\"ar\" dir=\"rtl\">سلام</span>!", "opening.1 Say <ar سلام>!"),
        ("<span lang=\"fr\">Il dit \"oui\" ?</span>", "opening.1 [fr] Il dit «\u{202f}oui\u{202f}»\u{202f}?"),
        ("\\\"as it is\\\" &amp; &copy; \\[^x]", "opening.1 \"as it is\" & © [^x]"),
        (
            "<https://example.org/a--b> and [x](<https://example.org/ä b>)",
            "opening.1 <to https://example.org/a--b https://example.org/a--b> and <to https://example.org/%C3%A4%20b x>",
        ),
        ("<ada@example.org> [call](tel:+123)", "opening.1 <to mailto:ada@example.org ada@example.org> <to tel:+123 call>"),
        ("$x$ [[wiki]] :smile: ==a== ++b++ ^c^ ||d||", "opening.1 $x$ [[wiki]] :smile: ==a== ++b++ ^c^ ||d||"),
        ("Seen<!-- translators: short --> here", "opening.1 Seen here"),
    ]);
}

#[test]
fn blocks() {
    check(&[
        (
            "- a\n- b\n  - c\n",
            "opening.1 bullets, tight\n  opening.1.1\n    opening.1.1.p1 a\n  opening.1.2\n    opening.1.2.p1 b\n    opening.1.2.p2 bullets, tight\n      opening.1.2.p2.1\n        opening.1.2.p2.1.p1 c",
        ),
        (
            "3. a\n\n4. b\n",
            "opening.1 numbers from 3, loose\n  opening.1.1\n    opening.1.1.p1 a\n  opening.1.2\n    opening.1.2.p1 b",
        ),
        (
            "- [ ] a\n- [x] b\n",
            "opening.1 bullets, tight\n  opening.1.1 open\n    opening.1.1.p1 a\n  opening.1.2 done\n    opening.1.2.p1 b",
        ),
        ("> We said so.\n> — Ada *L.*\n", "opening.1 quotation by Ada <em L.>\n  opening.1.1 We said so."),
        ("> One.\n>\n> Two.\n>\n> -- Ada\n", "opening.1 quotation by Ada\n  opening.1.1 One.\n  opening.1.2 Two."),
        ("> [!KEY]\n> We keep\n> our word.\n", "opening.1 key: We keep our word."),
        ("> [!KEY] We keep our word.\n", "opening.1 key: We keep our word."),
        ("> [!note] *Mind*\n> a\n>\n> b\n", "opening.1 Note <em Mind>\n  opening.1.1 a\n  opening.1.2 b"),
        ("> [!TIP] Only *this*\n", "opening.1 Tip\n  opening.1.1 Only <em this>"),
        ("> — Ada\n", "opening.1 quotation\n  opening.1.1 — Ada"),
        ("a<br>\n", "opening.1 a"),
        ("> [!WARNING]\n> a\n", "opening.1 Warning\n  opening.1.1 a"),
        (
            "| A | *B* |\n|:-:|--:|\n| 1 |\n| 2 | 3 |\n",
            "opening.1 table [Centre, End]\n  opening.1.r0c1 A | opening.1.r0c2 <em B>\n  opening.1.r1c1 1 | opening.1.r1c2 \n  opening.1.r2c1 2 | opening.1.r2c2 3",
        ),
        ("```rust\nlet \"a\";\n\n  b--\n```\n", "opening.1 code Some(\"rust\") \"let \\\"a\\\";\\n\\n  b--\""),
        ("    indented\n", "opening.1 code None \"indented\""),
        (
            "Trust\n: We do.\n\nHope\n: We may.\n: We will.\n",
            "opening.1 descriptions\n  opening.1.t1 Trust\n    opening.1.d1.1 We do.\n  opening.1.t2 Hope\n    opening.1.d2.1 We may.\n    opening.1.d2.2 We will.",
        ),
        (
            "Trust\nFaith\n: We do.\n",
            "opening.1 descriptions\n  opening.1.t1 Trust, opening.1.t2 Faith\n    opening.1.d1.1 We do.",
        ),
        ("a\n\n---\n\nb\n", "opening.1 a\nopening.2 divider\nopening.3 b"),
        ("<!-- translators: be short -->\n\na\n", "opening.1 a"),
    ]);
}

/// What comrak would leave out without a word.
#[test]
fn nothing_that_is_written_is_lost() {
    let cases: [(&str, &[&str]); 18] = [
        ("[a](#opening.1 \"t\")", &["link-title"]),
        ("[a][b] and <https://c.example>\n\n[b]: #opening.1 (t)", &["link-title"]),
        ("# [a](#a 't')", &["link-title"]),
        ("[Ed.]: unclear", &["unused-link-definition", "empty-text"]),
        ("a\n\n> [b]: c\n\n- [d]:\n  e 'f'\n", &["unused-link-definition", "unused-link-definition"]),
        ("[a]: #opening.1\n[A]: #opening.2\n[a]\n\nb", &["unused-link-definition"]),
        ("a\n[b]: c\n\n`[d]: e`\n\n    [f]: g", &[]),
        ("[a][b]\n\n[b]:\n  #opening.1\n", &[]),
        ("| a | b |\n|---|---|\n| c | d | e\n", &["too-many-cells"]),
        ("| a | b |\n|---|---|\n| c \\| d | e |\nf\n|g|h|  \n", &[]),
        ("> | a |\n> |---|\n> b | c\n", &["too-many-cells"]),
        ("3. a\n3. b\n\n> 1. c\n> 3. d\n", &["number-out-of-order"]),
        ("0) [ ] a\n1) [x] b\n3) [x] c\n", &["number-out-of-order"]),
        ("9. a\n10. b\n\n11. c\n", &[]),
        ("```c++ {.x}\n```\n\n~~~ a,b\n~~~", &["code-info-not-read", "code-info-not-read"]),
        ("```\n```\n\n``` c++ \n```", &[]),
        ("a\n\n: b ![c <sup>d</sup>](e.png)", &["alternative-not-text", "alternative-not-text", "image-not-found"]),
        ("a ![b](c.png 'd')\n: e", &["caption-in-line", "image-not-found"]),
    ];
    for (text, expected) in cases {
        assert_eq!(document(text).err().unwrap_or_default(), expected, "\n{text}");
    }
}

/// Every place where words are shown, each with marks that typography changes.
#[test]
fn typography_reaches_every_place() {
    let text = "\"a\"--b... `\"code\"`\n\n# \"a\"--b... [\"a\"--b...](#x) {#x}\n\n> [!KEY]\n> \"a\"--b...\n\n> [!NOTE] \"a\"--b...\n> \"a\"--b...\n\n\
                > \"a\"--b...\n>\n> -- \"a\"--b...\n\n- [ ] \"a\"--b...[^n]\n\n1. \"a\"--b...\n\n| \"a\"--b... |\n|---|\n| \"a\"--b... |\n\n\
                \"a\"--b...\n: \"a\"--b...\n\n![\"a\"--b...](dove.png '\"a\"--b...')\n\n\
                <kbd>\"a\"</kbd> ![*\"a\"*--b... `--c` \\\"](dove.png) <span lang=de>![\"a\"](dove.png)</span>\n\n[^n]: \"a\"--b...\n";
    let statement = "title: '\"a\"--b...'\nsubtitle: '\"a\"--b...'\nauthors: ['\"a\"--b...']\npublisher: '\"a\"--b...'\nlanguage: en\npublished: 2024-05-01\n\
                     rights: '\"a\"--b...'\nlicence: { name: '\"a\"--b...' }\ndescription: '\"a\"--b...'\nsubjects: ['\"a\"--b...']\n\
                     cover: { image: dove.png, alternative: '\"a\"--b...' }\nnote: '\"a\"--b...'\ntexts: [a.md]\n";
    let dove = include_bytes!("../problems/caption-in-line/input/images/dove.png").as_slice();
    let mut diagnostics = Diagnostics::new();
    let folder = MemoryFolder::new([("statement.yaml", statement.as_bytes()), ("a.md", text.as_bytes()), ("dove.png", dove)]);
    let document =
        read(&folder, &Entry::Folder, &mut Sources::new(), &mut diagnostics).unwrap_or_else(|| panic!("{diagnostics:?}"));
    let metadata = format!("{:?}", document.metadata).replace("\\\"", "STRAIGHT");
    assert!(!metadata.contains("STRAIGHT") && !metadata.contains("--") && !metadata.contains("..."), "{metadata}");
    assert_eq!(metadata.matches("“a”–b…").count(), 10, "{metadata}");
    let shown = shown(&document);
    assert_eq!(shown.matches("“a”–b…").count(), 18, "{shown}");
    assert!(shown.contains("<image dove.png “a”–b… --c \"> <de <image dove.png „a“>>"), "{shown}");
}

#[test]
fn headings_become_a_tree_of_sections() {
    check(&[
        (
            "a\n\n## B\n\nb\n\n### *C*'s {#c}\n\nc\n\n## B\n\nd\n",
            "opening.1 a\n# b: B\nb.1 b\n## c: <em C>’s\nc.1 c\n# b-2: B\nb-2.1 d",
        ),
        ("Trust\n=====\n\n🎉\n--\n\n# Contents\n", "# trust: Trust\n## section-2: 🎉\n# section-contents: Contents"),
        (
            "# A\n\nSee [it](#a-b.1), [b](#a-b).\n\n# A b\n\nx\n",
            "# a: A\na.1 See <to #a-b.1 it>, <to #a-b b>.\n# a-b: A b\na-b.1 x",
        ),
    ]);
}

#[test]
fn notes_are_numbered_by_their_first_marks() {
    check(&[(
        "# A\n\nx[^b] y[^a] z[^b]\n\n[^a]: First *written*.\n[^b]: Second.\n\n    More.\n",
        "# a: A\na.1 x<mark-1> y<mark-2> z<mark-1-2>\nnote-1 ×2\n  note-1.1 Second.\n  note-1.2 More.\nnote-2 ×1\n  note-2.1 First <em written>.",
    )]);
}

#[test]
fn of_two_spaces_around_a_note_mark_the_second_is_kept() {
    check(&[("a [^n] b[^n] c [^n]d\n\n[^n]: e\n", "opening.1 a<mark-1> b<mark-1-2> c <mark-1-3>d\nnote-1 ×3\n  note-1.1 e")]);
}

#[test]
fn files_are_one_text() {
    let files = [
        ("a.md", "## A\n\nTo [b](texts/b.md), [c](texts/b.md#c), [top](#a).\n"),
        ("texts/b.md", "more\n\n### C\n\n[A](../a.md)\n\n## A\n\n[^n]\n\n[^n]: x\n"),
    ];
    let document = folder(&files).unwrap();
    let expected = "# a: A\na.1 To <to #a.2 b>, <to #c c>, <to #a top>.\na.2 more\n## c: C\nc.1 <to #a A>\n# a-2: A\na-2.1 <mark-1>\nnote-1 ×1\n  note-1.1 x\n";
    assert_eq!(shown(&document), expected);
}

#[test]
fn relative_links_are_seen_from_the_canonical_address() {
    let text = "---\ntitle: A\nlanguage: en\npublished: 2024-05-01\ncanonical: https://example.org/a/\n---\n[b](../b.html#c)\n";
    let document = read_files(&[("a.md", text)], &Entry::File("a.md".into())).unwrap();
    assert_eq!(shown(&document), "opening.1 <to https://example.org/b.html#c b>\n");
}

#[test]
fn line_ends_and_byte_order_marks_make_no_difference() {
    let text = format!("{FRONT_MATTER}# A\n\nb\nc  \nd[^1]\n\n```\ncode\nmore\n```\n\n- x\n\n  y\n\n[^1]: n\n");
    let plain = shown(&read_files(&[("a.md", &text)], &Entry::File("a.md".into())).unwrap());
    for variant in [text.replace('\n', "\r\n"), format!("\u{feff}{text}"), format!("\u{feff}{}", text.replace('\n', "\r\n"))] {
        assert_eq!(shown(&read_files(&[("a.md", &variant)], &Entry::File("a.md".into())).unwrap()), plain);
        let body = variant.split("---").nth(2).unwrap().trim_start_matches(['\r', '\n']);
        let marked = format!("\u{feff}{body}");
        assert_eq!(shown(&folder(&[("a.md", &marked)]).unwrap()), plain);
    }
}

/// Checks that each text of plain words is written at its span.
struct Spans<'a> {
    sources: &'a Sources,
    seen: usize,
}

impl Spans<'_> {
    fn check(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text { text, span } | Inline::Code { text, span } => {
                    self.seen += 1;
                    let written = self.sources.slice(*span);
                    let written = written.replace("\\|", "|").replace("&amp;", "&");
                    assert!(written.contains(text.trim()), "{text:?} is not at {span:?}, {written:?}");
                    assert!(written.trim().len() <= text.trim().len() + 6, "{text:?} at {written:?}");
                }
                Inline::Emphasis(inner)
                | Inline::Strong(inner)
                | Inline::Strikethrough(inner)
                | Inline::Superscript(inner)
                | Inline::Subscript(inner)
                | Inline::Isolate(inner)
                | Inline::Keyboard(inner)
                | Inline::Citation(inner)
                | Inline::Foreign { inlines: inner, .. } => self.check(inner),
                Inline::Link(link) => {
                    assert!(self.sources.slice(link.span).starts_with('['));
                    self.check(&link.inlines);
                }
                Inline::NoteMark(mark) => assert!(self.sources.slice(mark.span).starts_with("[^")),
                Inline::Image { .. } | Inline::LineBreak => {}
                Inline::Changed(_) => panic!("a source has no marks of changes"),
            }
        }
    }
}

impl Visitor for Spans<'_> {
    fn run(&mut self, _: Place, _: &chapbook::document::Anchor, inlines: &[Inline], _: chapbook::diagnostics::Span) {
        self.check(inlines);
    }
    fn text(&mut self, _: Place, _: &chapbook::document::Anchor, _: &str, _: chapbook::diagnostics::Span) {}
}

#[test]
fn texts_know_where_they_were_written() {
    let text = "# Ünï *héading* words {#pin}\n\nSètext *one*\n---\n\nplain wörds\n  indented  \nbroken *emphasis\nover* lines\\\nhard [lïnk *in* it](#pin) mark[^n] `cöde`\n\n\
                - item one\n  lazy\ncontinued\n\n  1. inner `x` **bold\n     bolder**\n- [ ] täsk text\n-\ttabbed\n\n\
                > quoted\nlazy\n> > twïce *deep*\n> — Näme *Surname*\n\n> [!KEY]\n> kéy *sentence*\n\n> [!NOTE] tïtle *here*\n> body\n\n\
                | ä | *b* |\n|---|---|\n| c \\| d | e é |\n| `f` | g **h** |\n\nTérm *one*\nTwo\n: détails *here*\n\n  more\n\n\
                x <span lang=\"fr\">oui *non*</span> y<br>z &amp; w\n\n[^n]: nöte text\n\n    second *par*\n";
    let plain = format!("{FRONT_MATTER}{text}");
    for variant in [plain.clone(), plain.replace('\n', "\r\n"), format!("\u{feff}{plain}")] {
        let mut sources = Sources::new();
        let mut diagnostics = Diagnostics::new();
        let folder = MemoryFolder::new([("a.md", variant.as_bytes())]);
        let document = read(&folder, &Entry::File("a.md".into()), &mut sources, &mut diagnostics);
        let codes: Vec<_> = diagnostics.iter().map(|problem| problem.code).collect();
        let document = document.unwrap_or_else(|| panic!("{codes:?}"));
        let mut spans = Spans { sources: &sources, seen: 0 };
        walk(&document, &mut spans);
        assert!(spans.seen > 50, "{} texts", spans.seen);
    }
}

/// The codes that reading a text reports; each has a folder in `tests/problems`.
const CODES: [&str; 52] = [
    "alternative-not-text",
    "attribute-not-allowed",
    "bad-address",
    "bad-anchor",
    "callout-title-not-text",
    "caption-in-line",
    "code-info-not-read",
    "duplicate-anchor",
    "duplicate-note",
    "empty-callout",
    "empty-description",
    "empty-heading",
    "empty-link-text",
    "empty-note",
    "empty-text",
    "file-not-found",
    "file-not-listed",
    "folded-callout",
    "heading-inside-block",
    "heading-level-skipped",
    "html-not-allowed",
    "html-not-closed",
    "html-not-opened",
    "image-not-found",
    "image-too-large",
    "image-unreadable",
    "image-unsafe",
    "key-sentence-inside-block",
    "key-sentence-not-one-paragraph",
    "link-title",
    "missing-alternative-text",
    "nested-too-deeply",
    "not-utf8",
    "note-in-link",
    "note-in-note",
    "note-in-title",
    "nul-byte",
    "number-out-of-order",
    "other-direction",
    "outside-source-folder",
    "relative-link",
    "remote-image",
    "reserved-anchor",
    "scheme-not-allowed",
    "table-without-header",
    "too-many-cells",
    "two-key-sentences",
    "undefined-note",
    "unknown-anchor",
    "unknown-callout",
    "unused-link-definition",
    "unused-note",
];

#[test]
fn each_problem_is_reported_and_no_other() {
    for code in CODES {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems").join(code).join("input");
        let files = files(&path, "");
        let is_folder = files.iter().any(|(name, _)| name == "statement.yaml");
        let entry = if is_folder { Entry::Folder } else { Entry::File("text.md".into()) };
        let mut diagnostics = Diagnostics::new();
        let document = read(&MemoryFolder::new(files), &entry, &mut Sources::new(), &mut diagnostics);
        let codes: Vec<_> = diagnostics.iter().map(|problem| problem.code).collect();
        assert!(!codes.is_empty() && codes.iter().all(|found| *found == code), "{code}: {codes:?}");
        let is_warning = diagnostics.iter().all(|problem| problem.severity == Severity::Warning);
        assert_eq!(document.is_some(), is_warning, "{code}");
    }
}

fn files(folder: &Path, prefix: &str) -> Vec<(String, Vec<u8>)> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let entry = entry.unwrap();
        let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
        if entry.path().is_dir() {
            out.extend(files(&entry.path(), &format!("{name}/")));
        } else {
            out.push((name, std::fs::read(entry.path()).unwrap()));
        }
    }
    out
}

#[test]
fn hostile_text_ends_in_a_problem_or_a_document() {
    let codes = |text: &str| document(text).err().unwrap_or_default();
    let many = 100_000;
    assert_eq!(codes(&format!("{}x\n", "> ".repeat(many))), ["nested-too-deeply"]);
    assert_eq!(codes(&format!("{}x\n", "- ".repeat(many))), ["nested-too-deeply"]);
    assert_eq!(codes(&format!("{}x\n", "*a **b ".repeat(many))), [""; 0]);
    assert_eq!(codes(&format!("{}x{}\n", "<sup>".repeat(many), "</sup>".repeat(many))), ["nested-too-deeply"]);
    assert_eq!(codes(&format!("{}x\n", "[".repeat(many))), [""; 0]);
    assert_eq!(codes(&format!("{}x{}\n", "*".repeat(many), "*".repeat(many))), ["nested-too-deeply"]);
    assert_eq!(codes(&"a \"b\" ".repeat(3_000_000)), ["file-too-large"]);
    assert_eq!(codes(&"\"a 'b' -- ".repeat(30_000)), [""; 0]);
    assert_eq!(codes(&"#set page(...) </style\\><script\\> ]]\\> ]{ #[x]\n".repeat(2)), [""; 0]);
    assert_eq!(codes("&#1;"), ["control-character"]);
    assert_eq!(codes("a\u{7}b"), ["control-character"]);
    assert_eq!(codes(""), ["empty-text"]);
    let long = document(&"word ".repeat(100_000)).unwrap();
    let BlockKind::Paragraph(inlines) = &long.opening[0].kind else { panic!("no paragraph") };
    assert!(inlines.len() > 30 && plain_text(inlines).len() == 499_999);
}

#[test]
fn images_are_read_once_and_known_by_their_paths() {
    let dove =
        std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems/image-not-found/input/images/dove.png"));
    let statement = format!("{STATEMENT}  - texts/a.md\ncover:\n  image: ./images/dove.png\n  alternative: A dove\n");
    let text = "![\"A\" *dove*](../images/dove.png \"It's free\")\n\nHere ![it](../images/dove.png) is.\n";
    let files = [("statement.yaml", statement.into_bytes()), ("texts/a.md", text.into()), ("images/dove.png", dove.unwrap())];
    let mut diagnostics = Diagnostics::new();
    let document = read(&MemoryFolder::new(files), &Entry::Folder, &mut Sources::new(), &mut diagnostics);
    let document = document.unwrap_or_else(|| panic!("{:?}", diagnostics));
    let expected = "opening.1 figure images/dove.png \"“A” dove\": It’s free\nopening.2 Here <image images/dove.png it> is.\n";
    assert_eq!(shown(&document), expected);
    assert_eq!(document.images.len(), 1);
    let path = ImagePath("images/dove.png".into());
    assert_eq!((document.images[&path].width, document.images[&path].format), (1, ImageFormat::Png));
    assert!(matches!(&document.metadata.cover, Cover::Image { image, .. } if *image == path));
}

#[test]
fn paths_do_not_leave_the_folder() {
    for path in ["../../etc/passwd", "/etc/passwd", "C:\\secret.png", "..%2f..%2fetc/passwd", "\\\\server\\share.png"] {
        assert_eq!(document(&format!("![a](<{path}>)\n")).unwrap_err(), ["outside-source-folder"], "{path}");
    }
}

/// Any mixture of what means something in Markdown is read, or refused, and every span can be sliced.
#[test]
fn random_text_is_read_or_refused() {
    let tokens = [
        "a",
        "é",
        "字",
        " ",
        "  ",
        "\n",
        "\n\n",
        "\r\n",
        "\t",
        "*",
        "**",
        "_",
        "~~",
        "`",
        "```",
        "[",
        "](",
        "]",
        ")",
        "(#a)",
        "![",
        "<sup>",
        "</sup>",
        "<span lang=fr>",
        "</span>",
        "<br>",
        "<!-- translators: x -->",
        "> ",
        "- ",
        "- [ ] ",
        "1. ",
        "3. ",
        "[a]: b ",
        "[a]",
        "(b \"t\")",
        "```a b\n",
        "# ",
        "## ",
        "{#a}",
        "{",
        "}",
        "|",
        "|-|-|\n",
        "\\|",
        "\\",
        "&amp;",
        "&",
        "[^n]",
        "[^n]: ",
        ": ",
        "> [!NOTE] ",
        "> [!KEY]",
        "—",
        "--",
        "\"",
        "'",
        "...",
        "<",
        ">",
        "https://a.b",
        "<https://a.b>",
        "---\n",
        "===\n",
        "    ",
        "🎉",
        "\u{301}",
        "!",
        "\u{feff}",
    ];
    let mut state = 1_u64;
    let mut next = |bound: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % bound
    };
    for _ in 0..4_000 {
        let text: String = (0..next(60)).map(|_| tokens[next(tokens.len())]).collect();
        let mut sources = Sources::new();
        let mut diagnostics = Diagnostics::new();
        let folder = MemoryFolder::new([("a.md", format!("{FRONT_MATTER}{text}").into_bytes())]);
        let document = read(&folder, &Entry::File("a.md".into()), &mut sources, &mut diagnostics);
        for problem in diagnostics.iter() {
            problem.labels.iter().for_each(|label| assert!(sources.slice(label.span).len() <= text.len()));
        }
        if let Some(document) = document {
            walk(&document, &mut Slices { sources: &sources });
        }
    }
}

struct Slices<'a> {
    sources: &'a Sources,
}

impl Visitor for Slices<'_> {
    fn run(&mut self, _: Place, _: &chapbook::document::Anchor, inlines: &[Inline], span: chapbook::diagnostics::Span) {
        self.sources.slice(span);
        for inline in inlines {
            if let Inline::Text { text, span } = inline {
                self.sources.slice(*span);
                assert!(!text.is_empty() && !text.contains("  ") && !text.contains('\n'), "{text:?}");
            }
        }
    }
    fn text(&mut self, _: Place, _: &chapbook::document::Anchor, _: &str, span: chapbook::diagnostics::Span) {
        self.sources.slice(span);
    }
}
