//! Documents made by hand for the tests of the book: one with every construct,
//! one from right to left, one without sections, one with images.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use chapbook::diagnostics::{Diagnostics, MemoryFolder, Sources, Span};
use chapbook::document::*;
use chapbook::fonts::{self, ScreenFace};
use chapbook::theme::{self, Theme};

pub fn theme() -> Theme {
    theme::load("default", &[], &mut Sources::new(), &mut Diagnostics::new()).unwrap()
}

pub fn faces(document: &Document, theme: &Theme) -> Vec<ScreenFace> {
    let library = fonts::library(theme);
    let plans = fonts::plan_screen_faces(document, &Words::english(), theme, &library);
    plans.iter().map(|plan| plan.make().unwrap()).collect()
}

/// The files of a folder on the disk.
pub fn folder(path: &Path) -> MemoryFolder {
    fn gather(folder: &Path, prefix: &str, files: &mut Vec<(String, Vec<u8>)>) {
        for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap()) {
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            match entry.path().is_dir() {
                true => gather(&entry.path(), &format!("{name}/"), files),
                false => files.push((name, std::fs::read(entry.path()).unwrap())),
            }
        }
    }
    let mut files = Vec::new();
    gather(path, "", &mut files);
    MemoryFolder::new(files)
}

pub fn all() -> Vec<(&'static str, Document)> {
    vec![("everything", everything()), ("hebrew", hebrew()), ("opening-only", opening_only()), ("images", images())]
}

/// Every kind of block and inline, notes marked twice and from within notes,
/// three levels of sections, hostile texts.
pub fn everything() -> Document {
    let one = Section {
        anchor: Anchor::new("trust"),
        title: vec![text("Trust & "), Inline::Emphasis(vec![text("respect")]), mark(0, 1)],
        blocks: every_block("trust"),
        sections: vec![section(
            "deeper",
            "What it asks",
            vec![paragraph("deeper.1", "A paragraph under a deeper heading.")],
            vec![section("deepest", "In practice", vec![paragraph("deepest.1", "And one deeper still.")], vec![])],
        )],
        span: span(),
        comment: None,
    };
    let two = section(
        "honesty",
        HOSTILE,
        vec![
            block("honesty.1", BlockKind::KeySentence(vec![text("We say what we mean, and we mean what we say.")])),
            block("honesty.2", BlockKind::Paragraph(vec![text("The same note"), mark(0, 2), text(" again. "), text(HOSTILE)])),
            paragraph(
                "honesty.3",
                "A second paragraph follows the first one, and it is long enough to need more than one line on a page of the size that most readers have in their hands.",
            ),
        ],
        vec![],
    );
    Document {
        metadata: Metadata {
            title: "The Values & the People".into(),
            subtitle: Some("A sample <of> everything".into()),
            authors: vec!["Ada Example".into(), "Ben “Sample” Ng".into()],
            publisher: Some("The Society & Sons".into()),
            rights: Some("© 2020 The Society. All rights reserved.".into()),
            licence: Some(Licence {
                name: "CC BY 4.0".into(),
                url: Some("https://creativecommons.org/licenses/by/4.0/?a=1&b=2".into()),
            }),
            description: Some("Everything a statement can hold.".into()),
            subjects: vec!["Values".into(), "Ethics".into()],
            canonical: Some("https://example.org/values/?lang=en&x=1".into()),
            note: Some("This text was written for a test.".into()),
            evaluation: None,
            ..metadata("en")
        },
        opening: vec![
            paragraph("opening.1", "Before the first heading stands a paragraph."),
            block("opening.2", BlockKind::Paragraph(vec![link_to("honesty.1", "Onward to honesty"), text(".")])),
        ],
        sections: vec![one, two],
        notes: vec![
            Note {
                name: "n".into(),
                id: NoteId(0),
                anchor: Anchor::new("note-1"),
                blocks: vec![paragraph("note-1.1", "A note marked twice."), paragraph("note-1.2", "With two paragraphs.")],
                marks: 2,
                span: span(),
            },
            Note {
                name: "n".into(),
                id: NoteId(1),
                anchor: Anchor::new("note-2"),
                blocks: vec![block(
                    "note-2.1",
                    BlockKind::Paragraph(vec![text("A note that links "), link_to("trust", "back"), text(".")]),
                )],
                marks: 1,
                span: span(),
            },
        ],
        images: BTreeMap::from([(ImagePath("images/dot.png".into()), image())]),
    }
}

/// From right to left, with a passage that is not.
pub fn hebrew() -> Document {
    let english = Language::parse("en").unwrap();
    Document {
        metadata: Metadata {
            title: "הערכים שלנו".into(),
            subtitle: Some("הצהרה פומבית".into()),
            authors: vec!["האגודה".into()],
            ..metadata("he")
        },
        opening: vec![paragraph("opening.1", "לפני הכותרת הראשונה.")],
        sections: vec![section(
            "trust",
            "אמון וכבוד",
            vec![
                block("trust.1", BlockKind::KeySentence(vec![text("אנו אומרים את מה שאנו מתכוונים.")])),
                block(
                    "trust.2",
                    BlockKind::Paragraph(vec![
                        text("המילה "),
                        Inline::Foreign { language: english.clone(), inlines: vec![text("trust")] },
                        text(" פירושה אמון"),
                        mark(0, 1),
                        text("."),
                    ]),
                ),
                Block { language: Some(english), ..paragraph("trust.3", "A whole paragraph in English.") },
                block(
                    "trust.4",
                    BlockKind::List(List {
                        kind: ListKind::Numbered { start: 3 },
                        is_tight: true,
                        items: vec![item("trust.4", 1, None, "ראשון"), item("trust.4", 2, None, "שני")],
                    }),
                ),
            ],
            vec![],
        )],
        notes: vec![Note {
            name: "n".into(),
            id: NoteId(0),
            anchor: Anchor::new("note-1"),
            blocks: vec![paragraph("note-1.1", "הערה.")],
            marks: 1,
            span: span(),
        }],
        images: BTreeMap::new(),
    }
}

/// Nothing but what stands before the first heading.
pub fn opening_only() -> Document {
    Document {
        metadata: Metadata { title: "A word".into(), ..metadata("en-GB") },
        opening: vec![paragraph("opening.1", "One paragraph is a statement too.")],
        sections: vec![],
        notes: vec![],
        images: BTreeMap::new(),
    }
}

/// Figures, an image in a line, and an image as the cover.
pub fn images() -> Document {
    let dot = ImagePath("images/dot.png".into());
    let drawing = ImagePath("images/Zeichnung ä.svg".into());
    let svg = br##"<svg xmlns="http://www.w3.org/2000/svg" width="120" height="60" viewBox="0 0 120 60"><rect width="120" height="60" fill="#864"/></svg>"##;
    let svg = Image { bytes: Arc::from(&svg[..]), format: ImageFormat::Svg, width: 120, height: 60 };
    Document {
        metadata: Metadata {
            title: "Pictures".into(),
            cover: Cover::Image { image: dot.clone(), alternative: "A dot on a field".into() },
            ..metadata("en")
        },
        opening: vec![],
        sections: vec![section(
            "pictures",
            "Pictures",
            vec![
                figure("pictures.1", &drawing, Some("A field.")),
                figure("pictures.2", &dot, None),
                block(
                    "pictures.3",
                    BlockKind::Paragraph(vec![
                        text("An image "),
                        Inline::Image { image: drawing.clone(), alternative: "brown".into(), span: span() },
                        text(" in a line."),
                    ]),
                ),
            ],
            vec![],
        )],
        notes: vec![],
        images: BTreeMap::from([(dot, image()), (drawing, svg)]),
    }
}

pub const HOSTILE: &str = "]]> </style><script>alert(1)</script> ]{ & &amp; #set page(1) \"'";

fn every_block(anchor: &str) -> Vec<Block> {
    let id = |number: usize| format!("{anchor}.{number}");
    let inlines = vec![
        text("Plain, "),
        Inline::Emphasis(vec![text("emphasis")]),
        text(", "),
        Inline::Strong(vec![text("strong")]),
        text(", "),
        Inline::Strikethrough(vec![text("struck")]),
        text(", "),
        Inline::Code { text: "a < b && c".into(), span: span() },
        text(", "),
        Inline::Link(Link {
            target: Target::Url("https://example.org/?a=1&b=2".into()),
            inlines: vec![text("a link")],
            span: span(),
        }),
        text(", "),
        link_to("deepest.1", "a link inside"),
        text(", "),
        Inline::Image { image: ImagePath("images/dot.png".into()), alternative: "a dot".into(), span: span() },
        text(", a note"),
        mark(1, 1),
        Inline::LineBreak,
        text("E = mc"),
        Inline::Superscript(vec![text("2")]),
        text(", H"),
        Inline::Subscript(vec![text("2")]),
        text("O, "),
        Inline::Isolate(vec![text("שם")]),
        text(", "),
        Inline::Keyboard(vec![text("Ctrl")]),
        text(", "),
        Inline::Citation(vec![text("The Work")]),
        text(", "),
        Inline::Foreign { language: Language::parse("ar").unwrap(), inlines: vec![text("سلام")] },
        text("."),
    ];
    let cell = |row: usize, column: usize, words: &str| Cell {
        id: Anchor::new(format!("{}.r{row}c{column}", id(8))),
        inlines: vec![text(words)],
        span: span(),
    };
    let term = Term { id: Anchor::new(format!("{}.t1", id(11))), inlines: vec![text("Trust")], span: span() };
    let callout = |kind, title: Option<&str>, number: usize| {
        let blocks = vec![paragraph(&format!("{}.1", id(number)), "Something to keep in mind.")];
        block(&id(number), BlockKind::Callout(Callout { kind, title: title.map(|title| vec![text(title)]), blocks }))
    };
    let list = |number: usize, kind, is_tight, task: [Option<Task>; 2]| {
        let items = vec![item(&id(number), 1, task[0], "First thing"), item(&id(number), 2, task[1], "Second thing")];
        block(&id(number), BlockKind::List(List { kind, is_tight, items }))
    };
    vec![
        block(
            &id(1),
            BlockKind::KeySentence(vec![text("We keep the promises that we make, and make none that we cannot keep.")]),
        ),
        block(&id(2), BlockKind::Paragraph(inlines)),
        list(3, ListKind::Bullet, true, [None, None]),
        list(4, ListKind::Numbered { start: 4 }, false, [None, None]),
        list(5, ListKind::Bullet, true, [Some(Task::Done), Some(Task::Open)]),
        block(
            &id(6),
            BlockKind::Quotation(Quotation {
                blocks: vec![paragraph(&format!("{}.1", id(6)), "To be, or not to be.")],
                attribution: Some(vec![text("William Shakespeare")]),
            }),
        ),
        callout(CalloutKind::Note, None, 7),
        block(
            &id(8),
            BlockKind::Table(Table {
                alignments: vec![Alignment::Start, Alignment::Centre, Alignment::End],
                header: vec![cell(0, 1, "Value"), cell(0, 2, "Kept"), cell(0, 3, "Number")],
                rows: vec![
                    vec![cell(1, 1, "Trust"), cell(1, 2, "yes"), cell(1, 3, "12")],
                    vec![cell(2, 1, "Honesty"), cell(2, 2, ""), cell(2, 3, "7")],
                ],
            }),
        ),
        block(
            &id(9),
            BlockKind::Code(Code { syntax: Some("rust".into()), text: "fn main() {\n    println!(\"<&>\");\n}".into() }),
        ),
        figure(&id(10), &ImagePath("images/dot.png".into()), Some("A dot, enlarged.")),
        block(
            &id(11),
            BlockKind::Descriptions(vec![Description {
                terms: vec![term],
                details: vec![paragraph(&format!("{}.d1", id(11)), "What remains when nobody looks.")],
            }]),
        ),
        block(&id(12), BlockKind::Divider),
        callout(CalloutKind::Warning, Some("Take care"), 13),
        Block { language: Some(Language::parse("ar").unwrap()), ..paragraph(&id(14), "فقرة كاملة بالعربية.") },
    ]
}

fn metadata(language: &str) -> Metadata {
    Metadata {
        translations: Default::default(),
        identifier: "urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8".into(),
        slug: "sample".into(),
        title: "Sample".into(),
        subtitle: None,
        authors: vec![],
        publisher: None,
        language: Language::parse(language).unwrap(),
        published: Date::parse("2020-02-29").unwrap(),
        modified: Date::parse("2021-03-01").unwrap(),
        version: "1.2".into(),
        version_span: None,
        rights: None,
        licence: None,
        description: None,
        subjects: vec![],
        canonical: None,
        theme: "default".into(),
        cover: Cover::Typeset,
        note: None,
        evaluation: None,
    }
}

/// A small picture of one colour.
pub fn png() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture = image::RgbImage::from_pixel(60, 90, image::Rgb([122, 46, 34]));
    picture.write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

fn image() -> Image {
    Image { bytes: png().into(), format: ImageFormat::Png, width: 60, height: 90 }
}

fn section(anchor: &str, title: &str, blocks: Vec<Block>, sections: Vec<Section>) -> Section {
    Section { anchor: Anchor::new(anchor), title: vec![text(title)], blocks, sections, span: span(), comment: None }
}

fn figure(id: &str, path: &ImagePath, caption: Option<&str>) -> Block {
    let caption = caption.map(|caption| vec![text(caption)]);
    block(id, BlockKind::Figure(Figure { image: path.clone(), alternative: "A coloured field".into(), caption }))
}

fn item(list: &str, number: usize, task: Option<Task>, words: &str) -> Item {
    let id = format!("{list}.{number}");
    Item { blocks: vec![paragraph(&format!("{id}.p1"), words)], id: Anchor::new(id), task, span: span() }
}

fn paragraph(id: &str, words: &str) -> Block {
    block(id, BlockKind::Paragraph(vec![text(words)]))
}

fn block(id: &str, kind: BlockKind) -> Block {
    Block { id: Anchor::new(id), kind, span: span(), language: None, comment: None }
}

fn link_to(anchor: &str, words: &str) -> Inline {
    Inline::Link(Link { target: Target::Anchor(Anchor::new(anchor)), inlines: vec![text(words)], span: span() })
}

fn mark(note: usize, occurrence: usize) -> Inline {
    Inline::NoteMark(NoteMark { note: NoteId(note), occurrence, span: span() })
}

fn text(words: &str) -> Inline {
    Inline::Text { text: words.into(), span: span() }
}

fn span() -> Span {
    let mut sources = Sources::default();
    Span::new(sources.add("sample.md".to_string(), String::new()), 0, 0)
}
