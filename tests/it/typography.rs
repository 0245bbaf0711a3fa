//! Each language in the manner of its printers: what a reader sees of it, in all
//! formats alike.

use chapbook::diagnostics::{Diagnostics, MemoryFolder, Sources};
use chapbook::document::{Document, Format, Imprint, Language, Words};
use chapbook::render::pages::PageStart;
use chapbook::render::{epub, html, pdf};
use chapbook::source::{Entry, read};
use chapbook::theme::{self, Theme, Value};
use chapbook::verify::{self, Original};

/// A list that begins with 12, a note that is marked twice, a task, a table.
const TEXT: &str =
    "One.[^n]\n\n12. First\n13. Second[^n]\n\n- [x] Third\n\n| A | B |\n| --- | --- |\n| C | D |\n\n[^n]: Fourth.\n";

fn document(language: &str, text: &str) -> Document {
    let source = format!("---\ntitle: T\nlanguage: {language}\npublished: 2024-05-01\nauthors: [E, F]\n---\n{text}");
    let folder = MemoryFolder::new([("a.md", source)]);
    let mut diagnostics = Diagnostics::new();
    let document = read(&folder, &Entry::File("a.md".into()), &mut Sources::new(), &mut diagnostics);
    document.unwrap_or_else(|| panic!("{diagnostics:?}"))
}

fn words(language: &str) -> Words {
    Words::of(&Language::parse(language).unwrap())
}

fn theme(language: &str) -> Theme {
    let theme = theme::load("default", &[], &mut Sources::new(), &mut Diagnostics::new()).unwrap();
    theme.in_language(&Language::parse(language).unwrap(), &[])
}

fn page(language: &str, text: &str) -> String {
    let (document, words) = (document(language, text), words(language));
    let bytes = html::render(&document, &words, &theme(language), &[], &Imprint::default(), &[], &[]);
    String::from_utf8(bytes).unwrap()
}

/// The generated file from which a PDF is set.
fn printed(language: &str, text: &str) -> String {
    pdf::book(&document(language, text), &words(language), &Imprint::default()).text
}

/// What is wrong with `page` as an edition of `text`.
fn problems(language: &str, text: &str, page: &str) -> Vec<String> {
    let (document, words, imprint) = (document(language, text), words(language), Imprint::default());
    let original = Original { document: &document, words: &words, imprint: &imprint };
    let mut diagnostics = Diagnostics::new();
    verify::verify(&original, Format::Html, page.as_bytes(), &mut diagnostics);
    diagnostics.iter().map(|problem| format!("{}: {}", problem.code, problem.message)).collect()
}

fn assert_has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "`{part}` is not in\n{text}");
    }
}

#[test]
fn numbers_are_in_the_numerals_of_the_language() {
    let page = page("fa", TEXT);
    assert_has(&page, &["style=\"list-style-type: persian\"", ">۱</a></sup>", "aria-label=\"یادداشت ۱\"", ">۲۰۲۴</p>"]);
    assert_has(&printed("fa", TEXT), &["#note(\"۱\")", "numerals: \"۰۱۲۳۴۵۶۷۸۹\"", "year: \"۲۰۲۴\""]);
    assert_eq!(problems("fa", TEXT, &page), Vec::<String>::new());
    let plain = page.replace(" style=\"list-style-type: persian\"", "");
    assert!(problems("fa", TEXT, &plain)[0].contains("numbered 12"), "{:?}", problems("fa", TEXT, &plain));
    for decimal in ["en", "ar", "hi"] {
        assert!(!self::page(decimal, TEXT).contains("list-style-type: decimal"), "{decimal}");
        assert_has(&self::page(decimal, TEXT), &[">1</a></sup>", ">2024</p>"]);
    }
}

#[test]
fn identifiers_are_in_the_typeface_of_the_theme_in_every_script() {
    let page = page("ur", TEXT);
    assert_has(&page, &["<bdi class=\"machine\">urn:uuid:", ".machine { font-family: var(--font-machine);"]);
    assert_has(&page, &["--font-machine: \"Libertinus Serif\", \"Noto Nastaliq Urdu\", serif;"]);
    let book = epub::render(&document("ur", TEXT), &words("ur"), &theme("ur"), &[], &Imprint::default(), &[], &[]);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    let mut file = |name: &str| std::io::read_to_string(archive.by_name(name).unwrap()).unwrap();
    assert_has(&file("EPUB/colophon.xhtml"), &["<bdi class=\"machine\">urn:uuid:"]);
    assert_has(&file("EPUB/book.css"), &[".machine { font-family: \"Libertinus Serif\", \"Noto Nastaliq Urdu\", serif;"]);
}

#[test]
fn pages_are_named_in_the_numerals_of_the_language() {
    let (document, words) = (document("bn", "# One\n\nTwo.\n"), words("bn"));
    let run = document.sections[0].anchor.clone();
    let start = PageStart { number: 12, label: words.language.number(12), run, offset: 0 };
    let book = epub::render(&document, &words, &theme("bn"), &[], &Imprint::default(), &[], &[start]);
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(book)).unwrap();
    let mut file = |name: &str| std::io::read_to_string(archive.by_name(name).unwrap()).unwrap();
    assert_has(&file("EPUB/contents.xhtml"), &[">১২</a>"]);
    assert_has(&file("EPUB/toc.ncx"), &["value=\"12\"", "<text>১২</text>", "name=\"dtb:maxPageNumber\" content=\"12\""]);
}

#[test]
fn what_the_program_puts_together_has_the_marks_of_the_language() {
    let cases =
        [("zh-Hans", "已完成：", "E、F"), ("am", "ተሠርቷል፦ ", "E፣ F"), ("en", "done: ", "E, F"), ("ar", "منجزة: ", "E، F")];
    for (language, task, authors) in cases {
        let page = page(language, TEXT);
        assert_has(&page, &[task, authors]);
        assert_eq!(problems(language, TEXT, &page), Vec::<String>::new(), "{language}");
    }
}

#[test]
fn korean_words_are_kept_whole_with_what_belongs_to_them() {
    let text = "우리는 *사랑*을 배웁니다.[^n] Chapbook 하나.\n\n[^n]: 주석.\n";
    let printed = printed("ko", text);
    let kept = "#box[#\"우리는\"]#\" \"#emphasis[#box[#\"사랑\"]]#sym.wj#box[#\"을\"]#\" \"#box[#\"배웁니다.\"]#sym.wj#note(";
    assert_has(&printed, &[kept, "#\" Chapbook \"#box[#\"하나.\"]"]);
    assert!(!self::printed("en", "We *love*d it.").contains("#sym.wj"));
}

#[test]
fn large_lines_end_between_phrases_where_no_spaces_part_words() {
    let text = "# 至关重要的是彼此尊重\n\n> [!KEY]\n> 我们要*彼此*尊重，珍视彼此的尊严。\n\n我们要彼此尊重。\n";
    let key = "#key-sentence[#box[#\"我们\"]#box[#\"要\"]#emphasis[#box[#\"彼此\"]]#box[#\"尊重\"]#\"，\"";
    assert_has(&printed("zh-Hans", text), &["[#box[#\"至关\"]#box[#\"重要的是\"]", key, "#paragraph[#\"我们要彼此尊重。\"]"]);
    let page = page("zh-Hans", text);
    assert_has(&page, &[">至关<wbr>重要的是<wbr>", "<em>彼此</em>尊重，<wbr>珍视", "我们要彼此尊重。</p>"]);
    assert_eq!(problems("zh-Hans", text, &page), Vec::<String>::new());
    assert_has(&printed("th", "# ช้า ๆ ได้\n"), &["#box[#\"ช้า ๆ\"]#\" \"#box[#\"ได้\"]"]);
    // Browsers know the words of Thai.
    assert!(!self::page("th", "# ช้า ๆ ได้\n").contains("<wbr>"));
    assert!(!self::page("en", "# Plain words\n").contains("<wbr>"));
}

#[test]
fn units_stand_under_units_in_every_direction() {
    let text = "| أ | ب | ج |\n| --- | --: | --: |\n| د | 120 | ه |\n| و | 35 | ز |\n";
    assert_has(&printed("ar", text), &["columns: (start,start,end,)"]);
    let page = page("ar", text);
    assert_eq!(page.matches("class=\"end\"").count(), 3, "{page}");
    assert_has(&printed("he", "| א |\n| --: |\n"), &["columns: (end,)"]);
    assert_has(&printed("en", text), &["columns: (start,end,end,)"]);
}

#[test]
fn no_line_begins_with_a_mark_of_a_note_or_of_repetition() {
    assert_has(&printed("zh-Hans", "我们承诺[^n]。\n\n[^n]: 好。\n"), &["#\"我们承诺\"#sym.wj#note("]);
    assert_has(&printed("th", "ช้า ๆ ได้"), &["#\"ช้า \"#sym.wj#\"ๆ ได้\""]);
    assert_has(&printed("km", "ផ្សេងៗ"), &["#\"ផ្សេង\"#sym.wj#\"ៗ\""]);
}

#[test]
fn a_script_has_what_its_letters_allow() {
    let word = |language: &str, name: &str| match theme(language).tokens.get(name) {
        Some(Value::Word(word)) => word.clone(),
        other => panic!("{name}: {other:?}"),
    };
    for (language, emphasis, minor, caps, numbers, grid) in [
        ("en", "italic", "italic", "all-small-caps", "oldstyle-nums", "free"),
        ("vi", "italic", "italic", "normal", "oldstyle-nums", "free"),
        ("ar", "bold", "normal", "normal", "lining-nums", "free"),
        ("he", "bold", "normal", "normal", "lining-nums", "free"),
        ("zh-Hans", "dot", "normal", "normal", "lining-nums", "letters"),
        ("ko", "bold", "normal", "normal", "lining-nums", "free"),
    ] {
        let found = ["word-emphasis", "word-minor", "word-caps", "word-numbers", "word-grid"].map(|name| word(language, name));
        assert_eq!(found, [emphasis, minor, caps, numbers, grid], "{language}");
        let spaced = theme(language).tokens.get("tracking-caps") != Some(&Value::Em(0.0));
        assert_eq!(spaced, caps != "normal", "{language}: only letters that may stand apart do");
    }
}

#[test]
fn lines_are_even_only_where_the_language_bears_it() {
    for (language, is_justified) in
        [("en", true), ("zh-Hans", true), ("ar", false), ("ko", false), ("vi", false), ("th", false)]
    {
        assert_eq!(page(language, TEXT).contains("class=\"justified\""), is_justified, "{language}");
        assert_has(&printed(language, TEXT), &[&format!("is-justified: {is_justified},")]);
    }
}

#[test]
fn emphasis_is_one_word_in_both_style_sheets() {
    let (screen, book) = (theme("ar").screen_css, theme("ar").book_css);
    for sheet in [screen, book] {
        assert_has(&sheet, &["font-style: var(--word-emphasis)", "font-weight: var(--word-emphasis)", "font-synthesis: none"]);
    }
}
