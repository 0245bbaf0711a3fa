//! The printed edition: its generated file, its claims, and where its problems point.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chapbook::diagnostics::{Diagnostics, Folder, MemoryFolder, Sources, Span};
use chapbook::document::*;
use chapbook::fonts;
use chapbook::render::pdf::{self, Pdf};
use chapbook::theme::{self, Theme};

/// Builds a document by hand: the reader is tested elsewhere.
struct Draft {
    sources: Sources,
    span: Span,
}

impl Draft {
    fn new(markdown: &str) -> Self {
        let mut sources = Sources::new();
        let id = sources.add("values.md", markdown);
        Self { sources, span: Span::new(id, 0, markdown.len()) }
    }

    fn text(&self, text: &str) -> Inline {
        Inline::Text { text: text.to_string(), span: self.span }
    }

    fn block(&self, id: &str, kind: BlockKind) -> Block {
        Block { id: Anchor::new(id), kind, span: self.span, language: None, comment: None }
    }

    fn paragraph(&self, id: &str, inlines: Vec<Inline>) -> Block {
        self.block(id, BlockKind::Paragraph(inlines))
    }

    fn item(&self, id: &str, task: Option<Task>, blocks: Vec<Block>) -> Item {
        Item { id: Anchor::new(id), task, blocks, span: self.span }
    }

    fn cell(&self, id: &str, text: &str) -> Cell {
        Cell { id: Anchor::new(id), inlines: vec![self.text(text)], span: self.span }
    }

    fn section(&self, anchor: &str, title: &str, blocks: Vec<Block>, sections: Vec<Section>) -> Section {
        Section { anchor: Anchor::new(anchor), title: vec![self.text(title)], blocks, sections, span: self.span, comment: None }
    }

    fn note(&self, number: usize, marks: usize, blocks: Vec<Block>) -> Note {
        Note {
            id: NoteId(number - 1),
            name: number.to_string(),
            anchor: Anchor::new(format!("note-{number}")),
            blocks,
            marks,
            span: self.span,
        }
    }

    fn mark(&self, number: usize, occurrence: usize) -> Inline {
        Inline::NoteMark(NoteMark { note: NoteId(number - 1), occurrence, span: self.span })
    }
}

fn metadata() -> Metadata {
    Metadata {
        translations: Default::default(),
        identifier: "urn:uuid:7d444840-9dc0-11d1-b245-5ffdce74fad2".into(),
        slug: "our-promises".into(),
        title: "Our Core Values".into(),
        subtitle: Some("What we promise each other, in plain words".into()),
        authors: vec!["The Neighbours’ Assembly".into()],
        publisher: Some("Neighbours’ Press".into()),
        language: Language::parse("en").unwrap(),
        published: Date::parse("2020-06-01").unwrap(),
        modified: Date::parse("2024-03-03").unwrap(),
        version: "1.2.0".into(),
        version_span: None,
        rights: Some("© 2020 The Neighbours’ Assembly".into()),
        licence: Some(Licence { name: "CC BY 4.0".into(), url: Some("https://creativecommons.org/licenses/by/4.0/".into()) }),
        description: Some("What we promise each other.".into()),
        subjects: vec!["values".into(), "neighbours".into()],
        canonical: Some("https://example.org/values".into()),
        theme: "default".into(),
        cover: Cover::Typeset,
        note: Some("This text was written for a test.".into()),
        evaluation: None,
    }
}

fn document(opening: Vec<Block>, sections: Vec<Section>, notes: Vec<Note>) -> Document {
    let drawing = "<svg xmlns='http://www.w3.org/2000/svg' width='640' height='320'><rect width='640' height='320' fill='#d9cfc2'/>\
        <circle cx='320' cy='160' r='100' fill='#9a2c1b'/></svg>";
    let image = Image { bytes: drawing.as_bytes().into(), format: ImageFormat::Svg, width: 640, height: 320 };
    let images = BTreeMap::from([(ImagePath("images/sun.svg".into()), image)]);
    Document { metadata: metadata(), opening, sections, notes, images }
}

fn theme_named(name: &str, folder: &dyn Folder, sources: &mut Sources) -> Theme {
    let mut diagnostics = Diagnostics::new();
    let theme = theme::load(name, &[folder], sources, &mut diagnostics);
    assert_eq!(diagnostics, Diagnostics::new());
    theme.unwrap()
}

fn render(document: &Document, sources: &mut Sources) -> Result<Pdf, Diagnostics> {
    let theme = theme_named("default", &MemoryFolder::default(), sources);
    let result = pdf::render(document, &Words::english(), &theme, &fonts::library(&theme), &Imprint::default(), sources);
    if let (Ok(pdf), Some(name)) = (&result, std::thread::current().name()) {
        keep(name.rsplit(':').next().unwrap(), pdf);
    }
    result
}

/// For the judges, and for looking at.
fn keep(name: &str, pdf: &Pdf) {
    crate::judged::keep(&pdf.bytes, "pdf");
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pdf");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(format!("{name}.pdf")), &pdf.bytes).unwrap();
    std::fs::write(folder.join(format!("{name}.typ")), &pdf.typst).unwrap();
}

/// The generated file of `blocks` after its head, equal to a golden file.
fn check_written(name: &str, document: &Document) {
    let mut sources = Sources::new();
    let theme = theme_named("default", &MemoryFolder::default(), &mut sources);
    let files = pdf::typst_files(document, &theme, pdf::book(document, &Words::english(), &Imprint::default()).text);
    let main = String::from_utf8(files["main.typ"].clone()).unwrap();
    let start = main.find("#contents(about)\n").map(|at| at + "#contents(about)\n".len());
    let start = start.or(main.find("#title-page(about)\n").map(|at| at + "#title-page(about)\n".len())).unwrap();
    let end = main.find("#colophon(about, (").unwrap();
    let written = main[start..end].trim().to_string() + "\n";
    check_golden(name, &written);
}

fn check_golden(name: &str, written: &str) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/it/pdf").join(format!("{name}.typ"));
    let golden = std::fs::read_to_string(&path).map(|text| text.replace('\r', ""));
    if std::env::var_os("UPDATE").is_some() || golden.is_err() {
        std::fs::write(&path, written).unwrap();
    }
    assert_eq!(golden.unwrap_or_default(), written, "{name}: run with UPDATE=1 and look at the difference");
}

/// Every construct once, in one statement.
fn everything(draft: &Draft) -> Document {
    let d = draft;
    let t = |text: &str| vec![d.text(text)];
    let p = |id: &str, text: &str| d.paragraph(id, t(text));
    let opening = vec![
        p(
            "p1",
            "We are people who came here and people who were born here. We walked a long way together to find out what we dream of, and we learned that the dream is only where the road starts. In 2020 we wrote down how we want to treat each other on the way.",
        ),
        d.paragraph(
            "p2",
            vec![
                d.text("Living by it is not something that happens by itself."),
                d.mark(1, 1),
                d.text(" We have to want it, practise it, look back at what we did, and be brave; see "),
                Inline::Link(Link {
                    target: Target::Anchor(Anchor::new("trust.2")),
                    inlines: t("what we say of trust"),
                    span: d.span,
                }),
                d.text(" and "),
                Inline::Link(Link { target: Target::Anchor(Anchor::new("love")), inlines: t("of love"), span: d.span }),
                d.text("."),
            ],
        ),
    ];
    let love = d.section("love", "Love and justice", vec![
        d.block("love.1", BlockKind::KeySentence(t("We let love for people, and not anger, be the reason why we stand up for what is fair."))),
        d.paragraph("love.2", vec![
            d.text("We say "),
            Inline::Emphasis(t("what")),
            d.text(" we mean. We want a fairer society for everyone, and that includes people who do not agree with us. We turn away from hatred and violence, wherever they come from, and we look after our own wounds so that we can be whole in our families and in our organisations."),
        ]),
        p("love.3", "We promise three things to each other, and we will ask each other about them every year, at the meeting in which we also choose those who speak for us:"),
        d.block("love.4", BlockKind::List(List {
            kind: ListKind::Bullet,
            is_tight: true,
            items: vec![
                d.item("love.4.1", None, vec![p("love.4.1.p1", "to heal, each of us, from what has hurt us;")]),
                d.item("love.4.2", None, vec![p("love.4.2.p1", "to grow, so that we do not hand our hurt on to others who have had no part in it at all;"), d.block("love.4.2.1", BlockKind::List(List {
                    kind: ListKind::Bullet, is_tight: true, items: vec![
                        d.item("love.4.2.1.1", None, vec![p("x", "by ourselves, and")]),
                        d.item("love.4.2.1.2", None, vec![p("y", "with others;")]),
                    ]}))]),
                d.item("love.4.3", None, vec![p("love.4.3.p1", "to stay.")]),
            ],
        })),
        p("love.5", "Nobody has to do this alone. Those who have walked the road before us are ready to talk, and the 12 groups that met between 1998 and 2020 keep notes that anyone may read."),
    ], vec![d.section("begin", "How we begin", vec![p("begin.1", "We begin where we are: with the next person we meet, in the words that she knows. What we cannot do today, we write down for tomorrow.")], vec![])]);
    let trust = d.section("trust", "Trust, and respect for those with whom we disagree", vec![
        d.block("trust.1", BlockKind::KeySentence(t("We treat each other with dignity, most of all when it is hard."))),
        d.paragraph("trust.2", vec![
            d.text("Our dream has people at its centre, so the ties between us have to be at the centre too."),
            d.mark(2, 1),
            d.text(" We speak to each other directly, and soon, above all when there is tension. We learn how to do that well."),
            d.mark(1, 2),
            d.text(" We welcome differences that are spoken with respect, and we look for what all of us can agree to."),
        ]),
        d.block("trust.3", BlockKind::Quotation(Quotation { blocks: vec![p("trust.3.1", "Nobody will set us against each other. We take the time to talk, to plan, and to agree on where we are going.")], attribution: Some(t("From a meeting in Oakland")) })),
        d.block("trust.4", BlockKind::Callout(Callout { kind: CalloutKind::Note, title: None, blocks: vec![p("trust.4.1", "Meetings are open. Whoever comes late gets the notes and a chair.")] })),
        d.block("trust.5", BlockKind::Callout(Callout { kind: CalloutKind::Warning, title: Some(t("Mind the stairs")), blocks: vec![p("trust.5.1", "The lift is out of order.")] })),
        d.block("trust.6", BlockKind::Table(Table {
            alignments: vec![Alignment::Start, Alignment::Centre, Alignment::End],
            header: vec![d.cell("trust.6.r0c1", "Year"), d.cell("trust.6.r0c2", "Place"), d.cell("trust.6.r0c3", "People")],
            rows: vec![
                vec![d.cell("trust.6.r1c1", "1998"), d.cell("trust.6.r1c2", "Oakland"), d.cell("trust.6.r1c3", "120")],
                vec![d.cell("trust.6.r2c1", "2020"), d.cell("trust.6.r2c2", "New York, and many smaller places"), d.cell("trust.6.r2c3", "1,420")],
            ],
        })),
    ], vec![]);
    let rest = d.section(
        "rest",
        "Everything else",
        vec![
            d.block(
                "rest.1",
                BlockKind::List(List {
                    kind: ListKind::Numbered { start: 9 },
                    is_tight: false,
                    items: vec![
                        d.item(
                            "rest.1.1",
                            None,
                            vec![
                                p("a", "A loose list has space between its items, and this one runs over the line."),
                                p("b", "And it has a second paragraph."),
                            ],
                        ),
                        d.item("rest.1.2", None, vec![p("c", "It counts from nine.")]),
                    ],
                }),
            ),
            d.block(
                "rest.2",
                BlockKind::List(List {
                    kind: ListKind::Bullet,
                    is_tight: true,
                    items: vec![
                        d.item(
                            "rest.2.1",
                            Some(Task::Open),
                            vec![p("e", "A thing to do, which is long enough to need a second line of its own.")],
                        ),
                        d.item("rest.2.2", Some(Task::Done), vec![p("f", "A thing that is done.")]),
                    ],
                }),
            ),
            d.block(
                "rest.3",
                BlockKind::Code(Code {
                    syntax: Some("rust".into()),
                    text: "fn main() {\n\tprintln!(\"We \\\\ are\");\n}".into(),
                }),
            ),
            d.block(
                "rest.4",
                BlockKind::Figure(Figure {
                    image: ImagePath("images/sun.svg".into()),
                    alternative: "A red sun".into(),
                    caption: Some(t("The sun, as we drew it.")),
                }),
            ),
            d.block(
                "rest.5",
                BlockKind::Descriptions(vec![
                    Description {
                        terms: vec![
                            Term { id: Anchor::new("rest.5.t1"), inlines: t("Equity"), span: d.span },
                            Term { id: Anchor::new("rest.5.t2"), inlines: t("Fairness"), span: d.span },
                        ],
                        details: vec![p("rest.5.1", "Each has what they need, and not the same as everyone.")],
                    },
                    Description {
                        terms: vec![Term { id: Anchor::new("rest.5.t3"), inlines: t("Alliance"), span: d.span }],
                        details: vec![p("rest.5.2", "Together.")],
                    },
                ]),
            ),
            d.block("rest.6", BlockKind::Divider),
            d.paragraph(
                "rest.7",
                vec![
                    Inline::Strong(t("Strong")),
                    d.text(", "),
                    Inline::Strikethrough(t("struck")),
                    d.text(", x"),
                    Inline::Superscript(t("2")),
                    d.text(", H"),
                    Inline::Subscript(t("2")),
                    d.text("O, "),
                    Inline::Code { text: "let \"x\" = \\1;".into(), span: d.span },
                    d.text(", "),
                    Inline::Keyboard(t("Ctrl")),
                    d.text(", "),
                    Inline::Citation(t("A Book")),
                    d.text(", "),
                    Inline::Link(Link {
                        target: Target::Url("https://example.org/?a=%22b%22".into()),
                        inlines: t("a link"),
                        span: d.span,
                    }),
                    d.text(","),
                    Inline::LineBreak,
                    Inline::Foreign { language: Language::parse("es").unwrap(), inlines: t("sí, se puede") },
                    d.text(", "),
                    Inline::Foreign { language: Language::parse("he").unwrap(), inlines: t("שלום לכולם") },
                    d.text(", "),
                    Inline::Isolate(t("שלום")),
                    d.text(" and "),
                    Inline::Image { image: ImagePath("images/sun.svg".into()), alternative: "sun".into(), span: d.span },
                    d.text("."),
                ],
            ),
            Block {
                language: Some(Language::parse("he").unwrap()),
                ..p("rest.8", "כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם.")
            },
            Block {
                language: Some(Language::parse("pt-BR").unwrap()),
                ..p("rest.9", "Todos os seres humanos nascem livres e iguais em dignidade e em direitos.")
            },
            d.block(
                "rest.10",
                BlockKind::ChangedCode(vec![
                    Inline::Code { text: "fn main() {".into(), span: d.span },
                    Inline::LineBreak,
                    Inline::Changed(Changed {
                        change: Some(Change::Inserted),
                        inlines: vec![Inline::Code { text: "\tprintln!(\"We\");".into(), span: d.span }],
                        id: None,
                        ways: Ways::default(),
                    }),
                ]),
            ),
        ],
        vec![],
    );
    let notes = vec![
        d.note(1, 2, vec![p("note-1.1", "Everything worth doing takes practice, and this note is long enough to take two lines at the foot of the page.")]),
        d.note(2, 1, vec![p("note-2.1", "A note may have more than one paragraph."), p("note-2.2", "This is the second one.")]),
    ];
    document(opening, vec![love, trust, rest], notes)
}

#[test]
fn every_construct_becomes_a_call() {
    check_written("every-construct", &everything(&Draft::new("text")));
}

#[test]
fn every_construct_is_set() {
    let mut draft = Draft::new("text");
    let document = everything(&draft);
    let pdf = render(&document, &mut draft.sources).unwrap();
    assert_eq!(pdf.diagnostics, Diagnostics::new());
    assert!(pdf.pages >= 6, "title page, contents, text, colophon: {} pages", pdf.pages);
}

#[test]
fn text_cannot_become_code() {
    let hostile = [
        "#set page(width: 1pt)",
        "]{",
        "\\",
        "\"",
        "\" #panic() \"",
        "\\\"]#panic()[",
        "*a* _b_ `c` $d$ <e> @f = g - h + i / j",
        "//",
        "/* */",
        "~",
        "--",
        "...",
        "'",
        "\\u{41}",
        "${x}",
        "</style><script>",
        "]]>",
        "https://example.org",
    ];
    let mut draft = Draft::new("text");
    let d = &draft;
    let inlines: Vec<Inline> = hostile.iter().map(|text| d.text(text)).collect();
    let mut document =
        document(vec![d.paragraph("p1", inlines.clone())], vec![d.section("s", "\"]#panic()[\\", vec![], vec![])], vec![]);
    document.opening.push(d.block("p2", BlockKind::Code(Code { syntax: Some("\"]".into()), text: hostile.join("\n") })));
    document.opening.push(d.paragraph("p3", vec![Inline::Code { text: hostile.concat(), span: d.span }]));
    document.metadata.title = hostile.join(" ").into();
    document.metadata.subtitle = Some("\\".into());
    document.metadata.authors = vec!["\"), panic(), (\"".into()];
    document.metadata.note = Some("#panic()".into());
    check_written("text-cannot-become-code", &document);
    render(&document, &mut draft.sources).unwrap();
}

#[test]
fn a_text_longer_than_a_literal_is_kept_whole() {
    let mut draft = Draft::new("text");
    let text = "Wörter und \"Zeichen\" ".repeat(8_000);
    let document = document(vec![draft.paragraph("p1", vec![draft.text(text.trim_end())])], vec![], vec![]);
    let pdf = render(&document, &mut draft.sources).unwrap();
    let literals: Vec<&str> =
        pdf.typst.split("#paragraph[#\"").nth(1).unwrap().split("\"]\n").next().unwrap().split("\"#\"").collect();
    assert!(literals.len() > 1 && literals.iter().all(|literal| literal.len() <= 65_535));
    assert_eq!(literals.concat().replace("\\\"", "\""), text.trim_end());
}

#[test]
fn both_standards_are_claimed_and_the_metadata_is_there() {
    let mut draft = Draft::new("text");
    let document = document(vec![draft.paragraph("p1", vec![draft.text("Text.")])], vec![], vec![]);
    let pdf = render(&document, &mut draft.sources).unwrap();
    let claims = String::from_utf8_lossy(&pdf.bytes);
    for claim in [
        "<pdfuaid:part>1</pdfuaid:part>",
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "Our Core Values",
        "2024-03-03",
        "values, neighbours",
        "/Lang(en)",
        "/Marked true",
    ] {
        assert!(claims.contains(claim), "{claim}");
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let make = || {
        let mut draft = Draft::new("text");
        let document = everything(&draft);
        render(&document, &mut draft.sources).unwrap().bytes
    };
    let first = make();
    assert_eq!(first, std::thread::spawn(make).join().unwrap());
}

#[test]
fn a_problem_of_the_text_is_shown_in_the_markdown() {
    let mut draft = Draft::new("# Title\n\nA \u{1F600} smile.\n");
    let span = Span { start: 9, end: 22, ..draft.span };
    let paragraph = Block { span, ..draft.paragraph("p1", vec![Inline::Text { text: "A \u{1F600} smile.".into(), span }]) };
    let document = document(vec![paragraph], vec![], vec![]);
    let problems = render(&document, &mut draft.sources).unwrap_err();
    let problem = problems.iter().next().unwrap();
    assert_eq!(draft.sources.position(problem.labels[0].span.source, problem.labels[0].span.start).line, 3);
    assert_eq!(draft.sources.name(problem.labels[0].span.source), "values.md");
}

#[test]
fn a_problem_of_the_theme_is_shown_in_the_theme() {
    let mut draft = Draft::new("# Title\n\nText.\n");
    let folder = MemoryFolder::new([
        ("own/tokens.yaml", "extends: default\n"),
        ("own/print.typ", "#import \"default/print.typ\": *\n#let paragraph(body) = calc.max()\n"),
    ]);
    let theme = theme_named("own", &folder, &mut draft.sources);
    let document = document(vec![draft.paragraph("p1", vec![draft.text("Text.")])], vec![], vec![]);
    let problems =
        pdf::render(&document, &Words::english(), &theme, &fonts::library(&theme), &Imprint::default(), &draft.sources)
            .unwrap_err();
    let problem = problems.iter().next().unwrap();
    assert_eq!(problem.code, "typst-error");
    let names: Vec<&str> = problem.labels.iter().map(|label| draft.sources.name(label.span.source)).collect();
    assert_eq!(names, ["themes/own/print.typ", "values.md"]);
}

#[test]
fn lists_and_quotations_nest_sixteen_deep() {
    let mut draft = Draft::new("text");
    let d = &draft;
    let mut inner = d.paragraph("deep", vec![d.text("Deep down.")]);
    for level in 0..15 {
        let kind = match level % 2 {
            0 => BlockKind::Quotation(Quotation { blocks: vec![inner], attribution: None }),
            _ => BlockKind::List(List {
                kind: ListKind::Bullet,
                is_tight: level % 4 == 1,
                items: vec![d.item("i", None, vec![inner])],
            }),
        };
        inner = d.block(&format!("level-{level}"), kind);
    }
    let mut words = vec![d.text("Deep inside.")];
    for level in 0..16 {
        words = vec![if level % 2 == 0 { Inline::Emphasis(words) } else { Inline::Strong(words) }];
    }
    let document = document(vec![inner, d.paragraph("inline", words)], vec![], vec![]);
    render(&document, &mut draft.sources).unwrap();
}

#[test]
fn a_long_table_repeats_its_header() {
    let mut draft = Draft::new("text");
    let d = &draft;
    let rows = (1..=60).map(|row| {
        vec![d.cell(&format!("t.r{row}c1"), &row.to_string()), d.cell(&format!("t.r{row}c2"), "A row of the table.")]
    });
    let table = Table {
        alignments: vec![Alignment::End, Alignment::Start],
        header: vec![d.cell("t.r0c1", "Number"), d.cell("t.r0c2", "Text")],
        rows: rows.collect(),
    };
    let document = document(vec![d.block("t", BlockKind::Table(table))], vec![], vec![]);
    assert!(render(&document, &mut draft.sources).unwrap().pages > 3);
}

#[test]
fn right_to_left_books_are_set_from_the_right() {
    let mut draft = Draft::new("text");
    let d = &draft;
    let t = |text: &str| vec![d.text(text)];
    let section = d.section(
        "s",
        "כבוד ואמון",
        vec![
            d.block("s.1", BlockKind::KeySentence(t("כל בני האדם נולדו בני חורין ושווים בערכם."))),
            d.paragraph("s.2", t("כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם. כולם חוננו בתבונה ובמצפון.")),
        ],
        vec![],
    );
    let mut document = document(vec![], vec![section], vec![]);
    document.metadata.language = Language::parse("he").unwrap();
    document.metadata.title = "הערכים שלנו".into();
    document.metadata.subtitle = None;
    render(&document, &mut draft.sources).unwrap();
}

#[test]
fn pictures_of_the_cover_have_their_size() {
    let draft = Draft::new("text");
    let document = everything(&draft);
    let mut sources = Sources::new();
    let theme = theme_named("default", &MemoryFolder::default(), &mut sources);
    let (words, library) = (Words::english(), fonts::library(&theme));
    let cover = pdf::plan_cover(&document, &words, &theme, &library);
    let sharing = pdf::plan_sharing_picture(&document, &words, &theme, &library);
    assert_ne!(cover.key(), sharing.key());
    for (name, plan, width, height, most) in [("cover", cover, 1600, 2473, 60_000), ("sharing", sharing, 1200, 630, 40_000)] {
        let png = plan.make().unwrap();
        let header: Vec<u32> = png[16..24].chunks(4).map(|bytes| u32::from_be_bytes(bytes.try_into().unwrap())).collect();
        assert_eq!((header[0], header[1]), (width, height), "{name}");
        assert!(png.len() < most, "{name}: {} bytes", png.len());
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pdf");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format!("{name}.png")), png).unwrap();
    }
}

/// The files below `path` of the repository.
fn repository_folder(path: &str) -> MemoryFolder {
    fn collect(folder: &std::path::Path, prefix: &str, files: &mut Vec<(String, Vec<u8>)>) {
        for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let name = format!("{prefix}{}", entry.file_name().to_str().unwrap());
            if entry.file_type().unwrap().is_dir() {
                collect(&entry.path(), &format!("{name}/"), files);
            } else {
                files.push((name, std::fs::read(entry.path()).unwrap()));
            }
        }
    }
    let mut files = Vec::new();
    collect(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path), "", &mut files);
    MemoryFolder::new(files)
}

#[test]
fn the_statement_is_small_in_each_theme() {
    for name in ["default", "broadside"] {
        let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
        let folder = repository_folder("source");
        let document =
            chapbook::source::read(&folder, &chapbook::source::Entry::Folder, &mut sources, &mut diagnostics).unwrap();
        let theme = theme_named(name, &repository_folder("themes"), &mut sources);
        let pdf =
            pdf::render(&document, &Words::english(), &theme, &fonts::library(&theme), &Imprint::default(), &sources).unwrap();
        assert_eq!(pdf.diagnostics, Diagnostics::new(), "{name}");
        keep(&format!("statement-{name}"), &pdf);
        assert!(name != "default" || pdf.bytes.len() <= 150_000, "{name}: {} bytes", pdf.bytes.len());
    }
}

#[test]
fn a_cover_that_is_an_image_has_its_page_and_its_picture() {
    let mut draft = Draft::new("text");
    let mut document = document(vec![draft.paragraph("p1", vec![draft.text("Text.")])], vec![], vec![]);
    let typeset = render(&document, &mut draft.sources).unwrap().pages;
    let image = ImagePath("images/sun.svg".into());
    document.metadata.cover = Cover::Image { image, alternative: "A red sun".into() };
    assert_eq!(render(&document, &mut draft.sources).unwrap().pages, typeset + 1);
    let theme = theme_named("default", &MemoryFolder::default(), &mut Sources::new());
    assert!(pdf::plan_cover(&document, &Words::english(), &theme, &fonts::library(&theme)).make().is_ok());
}

#[test]
fn an_image_that_cannot_be_drawn_is_shown_in_the_markdown() {
    let mut draft = Draft::new("# Title\n\n![A sun](images/sun.svg)\n");
    let figure = Figure { image: ImagePath("images/sun.svg".into()), alternative: "A sun".into(), caption: None };
    let span = Span { start: 9, ..draft.span };
    let mut document = document(vec![Block { span, ..draft.block("f", BlockKind::Figure(figure)) }], vec![], vec![]);
    let image = document.images.values_mut().next().unwrap();
    image.bytes = b"<svg".as_slice().into();
    let problems = render(&document, &mut draft.sources).unwrap_err();
    let problem = problems.iter().next().unwrap();
    let place = &problem.labels[0].span;
    assert_eq!((problem.code, draft.sources.name(place.source)), ("typst-error", "values.md"));
    assert_eq!(draft.sources.position(place.source, place.start).line, 3);
}
