//! What a catalog makes of a document.

use chapbook::document::{
    BlockKind, Document, FactName, Format, Imprint, Inline, Language, NoteId, Text, Translation, colophon, languages_within,
    plain_text, title_remark,
};
use chapbook::source::Entry as Source;
use chapbook::translation::po::Catalog;
use chapbook::translation::{Message, MessageKind, Translated};

use super::Original;
use crate::outline::shown;

/// Messages as `context: original`.
fn list(original: &Original) -> Vec<String> {
    let text = |message: &Message| message.kind == MessageKind::Run || message.kind == MessageKind::Plain;
    original.messages().iter().filter(|message| text(message)).map(|m| format!("{}: {}", m.context, m.original)).collect()
}

const RULES: &str = "Words before.

# Who may read {#who}

> [!KEY]
> Every person may read.

<!-- translators: a list of habits -->
- Wash *both* hands.[^soap]
- 120

> A book never grows tired.
>
> — The *first* librarian

> [!NOTE] Water
> Mind the well.

| Shelf | Books |
| --- | --- |
| Maps | 35 |

![A plan](square.png \"The room\")

Lending
: Ask, and see [who may read](#who), or ![a lamp](square.png).

`code` 12

[^soap]: The soap is *there*.
";

#[test]
fn messages_are_runs_with_their_ids_in_the_order_of_reading() {
    let expected = [
        "statement:title: A house rule",
        "opening.1: Words before.",
        "who: Who may read",
        "who.1: Every person may read.",
        "who.2.1.p1: Wash *both* hands.[^soap]",
        "who.3.1: A book never grows tired.",
        "who.3.attribution: The *first* librarian",
        "who.4.title: Water",
        "who.4.1: Mind the well.",
        "who.5.r0c1: Shelf",
        "who.5.r0c2: Books",
        "who.5.r1c1: Maps",
        "who.6.alternative: A plan",
        "who.6.caption: The room",
        "who.7.t1: Lending",
        "who.7.d1.1: Ask, and see [who may read](#who), or ![a lamp](square.png).",
        "note:soap.1: The soap is *there*.",
    ];
    assert_eq!(list(&Original::of(RULES)), expected);
}

#[test]
fn a_message_says_what_stands_there_and_what_the_author_adds() {
    let messages = Original::of(RULES).messages();
    let of = |context: &str| messages.iter().find(|message| message.context == context).expect(context);
    let item = of("who.2.1.p1");
    assert!(item.comments[0].starts_with("Item of a list"), "{:?}", item.comments);
    assert_eq!(item.comments[1], "a list of habits");
    assert_eq!(item.file.as_deref(), Some("rules.md"));
    assert_eq!(of("who.3.1").comments.len(), 1, "the comment is of the list alone");
    assert_eq!(of("program:month_5").original, "May");
    assert_eq!((of("program:month_5").file.as_deref(), of("language:name").kind), (None, MessageKind::Endonym));
}

#[test]
fn notes_of_one_name_in_two_files_have_contexts_of_their_own() {
    let yaml = "title: A\nlanguage: en\npublished: 2024-05-01\ntexts: [a.md, b/c.md]\n";
    let files = [
        ("statement.yaml", yaml),
        ("a.md", "# A\n\nOne.[^n] Two.[^m]\n\n[^n]: The first.\n\n[^m]: Alone.\n"),
        ("b/c.md", "# B\n\nThree.[^N]\n\n[^n]: The second.\n"),
    ];
    let files = files.map(|(name, text)| (name.to_string(), text.as_bytes().to_vec())).to_vec();
    let original = Original::try_read(files, &Source::Folder).expect("a document");
    let notes: Vec<String> = list(&original).into_iter().filter(|line| line.starts_with("note:")).collect();
    assert_eq!(notes, ["note:a/n.1: The first.", "note:m.1: Alone.", "note:b/c/n.1: The second."]);
}

/// Upper case for what is text, so that nothing equals its original.
fn shouted(message: &Message) -> String {
    match message.kind {
        MessageKind::Program => message.original.clone(),
        MessageKind::Run | MessageKind::Plain | MessageKind::Endonym => message.original.replace("ea", "eé"),
    }
}

/// The document of `markdown` with a translation that may lack parts.
fn partial(markdown: &str) -> Original {
    let yaml = "title: A house rule\nlanguage: en\npublished: 2024-05-01\ntexts: [rules.md]\nlanguages: { en-GB: { partial: true } }\n";
    let square = include_bytes!("../../cases/square.png").as_slice();
    let files = [("statement.yaml", yaml.as_bytes()), ("rules.md", markdown.as_bytes()), ("square.png", square)];
    let files = files.map(|(name, bytes)| (name.to_string(), bytes.to_vec())).to_vec();
    Original::try_read(files, &Source::Folder).unwrap_or_else(|report| panic!("{report}"))
}

fn without(mut catalog: Catalog, contexts: &[&str]) -> Catalog {
    for entry in &mut catalog.entries {
        if contexts.contains(&entry.context.as_deref().unwrap_or_default()) {
            entry.translation.clear();
        }
    }
    catalog
}

fn fuzzy(mut catalog: Catalog, context: &str) -> Catalog {
    let entry = catalog.entries.iter_mut().find(|entry| entry.context.as_deref() == Some(context)).expect(context);
    entry.is_fuzzy = true;
    catalog
}

#[test]
fn a_complete_translation_may_lack_nothing() {
    let mut original = Original::of(RULES);
    let whole = original.catalog(shouted);
    assert_eq!(original.translated(&whole, "en-GB").1, [""; 0]);
    let lacking = without(whole.clone(), &["who", "who.1", "who.4.1", "who.6.caption", "statement:title"]);
    assert_eq!(original.translated(&lacking, "en-GB").1, ["translation-missing"], "one problem for all");
    assert_eq!(original.translated(&fuzzy(whole.clone(), "who.1"), "en-GB").1, ["translation-stale"]);
    let mut behind = whole.clone();
    behind.entries.retain(|entry| entry.context.as_deref() != Some("who.1"));
    assert_eq!(original.translated(&behind, "en-GB").1, ["catalog-behind"]);
    let mut other = whole;
    other.entries[3].original.push('!');
    assert_eq!(original.translated(&other, "en-GB").1, ["catalog-behind"], "the text has to be the same");
}

#[test]
fn what_a_partial_translation_lacks_is_marked_as_being_in_the_original_language() {
    let mut original = partial(RULES);
    let whole = original.catalog(shouted);
    let lacking = without(whole, &["who", "who.1", "who.2.1.p1", "who.5.r1c1", "who.6.caption", "program:contents"]);
    let (translated, codes) = original.translated(&lacking, "en-GB");
    assert_eq!(codes, [""; 0]);
    let translated = translated.expect("partial");
    assert_eq!(translated.words.contents, "Contents".into(), "the program speaks the language");
    let document = translated.document;
    let outline = shown(&document);
    for line in [
        "# who: <en Who may read>",
        "who.1 [en] key: Every person may read.",
        "who.2.1.p1 [en] Wash <em both> hands.<mark-1>",
        "who.3.1 A book never grows tired.",
        "<en Maps>",
        "<en The room>",
    ] {
        assert!(outline.contains(line), "{line} is not in\n{outline}");
    }
    assert_eq!(document.metadata.language.tag(), "en-GB");
}

#[test]
fn what_is_said_of_a_statement_stays_in_the_original_language_if_it_is_missing() {
    let mut original = partial(RULES);
    let whole = original.catalog(shouted);
    let lacking = without(whole, &["statement:title", "who.6.alternative", "language:name"]);
    let (translated, codes) = original.translated(&lacking, "en-GB");
    assert_eq!(codes, [""; 0]);
    let Translated { document, words: _, endonym } = translated.expect("partial");
    assert_eq!(document.metadata.title, Text::from("A house rule").in_language(&Language::english()));
    let outline = shown(&document);
    assert!(outline.contains("figure square.png <en> \"A plan\""), "{outline}");
    assert_eq!(endonym.name, "British English", "of CLDR");
    assert!(languages_within(&document).contains(&Language::english()));
}

#[test]
fn what_is_said_of_a_statement_is_kept_and_marked_if_it_is_stale() {
    let mut original = partial(RULES);
    let catalog = fuzzy(fuzzy(original.catalog(shouted), "statement:title"), "who.6.alternative");
    let (translated, codes) = original.translated(&catalog, "en-GB");
    assert_eq!(codes, [""; 0]);
    let Translated { document, words, endonym: _ } = translated.expect("partial");
    let title = &document.metadata.title;
    assert_eq!((title.content.as_str(), title.is_outdated), ("A house rule", true));
    let remark = title_remark(&document.metadata, &words).expect("the title page says it");
    assert_eq!(remark.content, "[the original has changed here]");
    let imprint = Imprint { translation: Some(Translation::default()), ..Imprint::default() };
    let facts = colophon(&document, &words, &imprint, Format::Html);
    let said = facts.iter().find(|fact| fact.name == FactName::Translation).map(|fact| format!("{:?}", fact.value));
    let expected = format!("{} [the original has changed here]", title.content);
    assert!(said.as_ref().is_some_and(|said| said.contains(&expected)), "{said:?}");
    let outline = shown(&document);
    assert!(outline.contains("[the original has changed here]\""), "{outline}");
}

#[test]
fn a_catalog_that_is_behind_is_no_error_in_a_partial_translation() {
    let mut original = partial(RULES);
    let mut behind = original.catalog(shouted);
    behind.entries.retain(|entry| entry.context.as_deref() != Some("who.1"));
    let (translated, codes) = original.translated(&behind, "en-GB");
    assert_eq!((translated.is_some(), codes.as_slice()), (true, ["catalog-behind"].as_slice()), "a warning");
}

/// The words of the program stand each for itself.
#[test]
fn a_word_that_is_missing_is_the_programs_own_or_in_another_language() {
    let cases = [
        // The program speaks Spanish; and no Welsh: then English, which is the original's language.
        ("en", "es", "Índice", None),
        ("en", "cy", "Contents", Some("en")),
        ("es", "cy", "Índice", Some("es")),
        // It speaks neither.
        ("de", "cy", "Contents", Some("en")),
    ];
    for (original, language, contents, spoken) in cases {
        let yaml = format!("title: A\nlanguage: {original}\npublished: 2024-05-01\ntexts: [a.md]\n");
        let yaml = yaml + &format!("languages: {{ {language}: {{ partial: true }} }}\n");
        let files = [("statement.yaml", yaml), ("a.md", "# A {#a}\n\nWords.\n".to_string())];
        let files = files.map(|(name, text)| (name.to_string(), text.into_bytes())).to_vec();
        let mut original = Original::try_read(files, &Source::Folder).unwrap_or_else(|report| panic!("{report}"));
        let catalog = original.catalog(|message| match message.context.as_str() {
            "program:notes" => "Nodiadau".into(),
            _ => String::new(),
        });
        let (translated, codes) = original.translated(&catalog, language);
        assert_eq!(codes, [""; 0], "{language}");
        let words = translated.expect("partial").words;
        let told = words.contents.language.as_ref().map(Language::tag);
        assert_eq!((words.contents.content.as_str(), told), (contents, spoken), "{language}");
        assert_eq!(words.notes, "Nodiadau".into());
        assert_eq!(words.language.tag(), language);
    }
}

/// What the program says by itself needs no catalog.
#[test]
fn a_complete_translation_may_lack_words_that_the_program_knows() {
    let mut original = Original::of(RULES);
    let lacking = |original: &mut Original| without(original.catalog(shouted), &["program:contents"]);
    let (known, unknown) = (lacking(&mut original), lacking(&mut original));
    assert!(!original.translated(&known, "es").1.contains(&"translation-missing"));
    assert!(original.translated(&unknown, "cy").1.contains(&"translation-missing"));
}

#[test]
fn what_is_stale_in_a_partial_translation_says_so() {
    let mut original = partial(RULES);
    let catalog = fuzzy(original.catalog(shouted), "who.1");
    let (translated, _) = original.translated(&catalog, "en-GB");
    let outline = shown(&translated.expect("partial").document);
    assert!(outline.contains("who.1 key: Every person may reéd. [the original has changed here]"), "{outline}");
}

#[test]
fn notes_are_numbered_by_their_first_marks_in_the_translation() {
    let mut original = Original::of(
        "# A {#a}\n\nFirst[^x] second[^y] first again[^x]. See [it](#note-2.1).\n\n[^x]: The x.\n\n[^y]: The y.\n\n    - in it\n",
    );
    let catalog = original.catalog(|message| match message.context.as_str() {
        "a.1" => "Second[^y] first[^x] again[^X]. See [it](#note-2.1).".into(),
        _ => message.original.clone(),
    });
    let (translated, codes) = original.translated(&catalog, "en-GB");
    assert_eq!(codes, [""; 0]);
    let document = translated.expect("translated").document;
    let names: Vec<(NoteId, &str, &str)> =
        document.notes.iter().map(|note| (note.id, note.name.as_str(), note.anchor.as_str())).collect();
    assert_eq!(names, [(NoteId(0), "y", "note-1"), (NoteId(1), "x", "note-2")]);
    let outline = shown(&document);
    assert!(outline.contains("Second<mark-1> first<mark-2> again<mark-2-2>"), "{outline}");
    assert!(outline.contains("note-1.1 The y."), "{outline}");
    assert!(outline.contains("note-1.2.1.p1 in it"), "{outline}");
    assert!(outline.contains("<to #note-1.1 it>"), "the link follows: {outline}");
}

#[test]
fn a_block_in_the_language_of_the_translation_is_not_foreign_there() {
    let mut original = Original::of("# A\n\n<span lang=\"es\">Sin palabras</span>\n\nB <span lang=\"es\">dos</span> c\n");
    let catalog = original.catalog(|message| match message.context.as_str() {
        "a.2" => "Be dos ce".into(),
        _ => message.original.replace('A', "Á"),
    });
    let (translated, codes) = original.translated(&catalog, "es");
    assert!(codes.iter().all(|code| *code == "translation-equals-original"), "{codes:?}");
    let blocks = &translated.expect("translated").document.sections[0].blocks;
    assert_eq!(blocks[0].language, None);
    assert_eq!(words(&blocks[1].kind), "Be dos ce", "its span may be left out");
}

fn words(kind: &BlockKind) -> String {
    match kind {
        BlockKind::Paragraph(inlines) => plain_text(inlines),
        other => panic!("{other:?}"),
    }
}

/// Typst would run `#{…}` as code; a translation is text, whatever it says.
#[test]
fn code_of_typst_in_a_translation_is_text() {
    let hostile = "#{panic(\"x\")} $x$ #set page(fill: red) \\#x `#{1}`";
    let mut original = Original::of("# A {#a}\n\nWords with `code`.\n");
    let catalog = original.catalog(|message| match message.context.as_str() {
        "a.1" => hostile.into(),
        _ => message.original.clone(),
    });
    let (translated, codes) = original.translated(&catalog, "en-GB");
    assert_eq!(codes, [""; 0]);
    let document: Document = translated.expect("translated").document;
    assert_eq!(words(&document.sections[0].blocks[0].kind), "#{panic(\"x\")} $x$ #set page(fill: red) #x #{1}");
    let (mut sources, mut diagnostics) = (original.sources, chapbook::diagnostics::Diagnostics::new());
    let theme = chapbook::theme::load("default", &[], &mut sources, &mut diagnostics).expect("the default theme");
    let library = chapbook::fonts::library(&theme);
    let imprint = chapbook::document::Imprint::default();
    let pdf =
        chapbook::render::pdf::render(&document, &chapbook::document::Words::english(), &theme, &library, &imprint, &sources);
    let typst = pdf.map(|pdf| pdf.typst).unwrap_or_else(|found| panic!("{found:?}"));
    assert!(typst.contains("#\"#{panic(\\\"x\\\")} $x$ #set page(fill: red) "), "it stands in a literal:\n{typst}");
}

/// Quotation marks and dashes are the translator's.
#[test]
fn the_typography_of_a_translation_is_as_it_is_written() {
    let mut original = Original::of("# A {#a}\n\nShe said \"yes\" -- twice...\n");
    let messages = original.messages();
    assert!(messages.iter().any(|message| message.original == "She said “yes” – twice…"), "the original is set");
    let catalog = original.catalog(|message| match message.context.as_str() {
        "a.1" => "Elle \"dit\"  oui ! -- deux fois...\nEt « non ».".into(),
        _ => message.original.replace('A', "À"),
    });
    let (translated, codes) = original.translated(&catalog, "fr");
    assert_eq!(codes, ["translation-several-lines", "translation-equals-original"]);
    let document = translated.expect("translated").document;
    assert_eq!(words(&document.sections[0].blocks[0].kind), "Elle \"dit\" oui ! -- deux fois... Et « non ».");
    assert!(
        matches!(&document.sections[0].blocks[0].kind, BlockKind::Paragraph(inlines) if matches!(inlines[..], [Inline::Text { .. }, ..]))
    );
}
