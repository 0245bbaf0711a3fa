//! What a live preview keeps in memory: it shows what a build writes, before and
//! after changes.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read as _};
use std::path::Path;

use chapbook::document::Language;
use chapbook::editions::Cache;
use chapbook::editions::studio::{Book, Look, PageSet, Studio};

use crate::program::{copy, repository, run, stderr, write};
use crate::translated::{path, small};

const TAGS: [&str; 4] = ["en", "es", "he", "ht"];

/// A studio of the statement in `place` that has read it.
fn studio(place: &Path) -> Studio {
    let cache = Cache::in_folder(&Path::new(env!("CARGO_TARGET_TMPDIR")).join("cache/chapbook"));
    let mut studio = Studio::open(&place.join("source"), cache).expect("there is a source");
    let look = studio.read().expect("it can be read");
    assert!(!look.is_broken, "{:?}", look.problems);
    studio
}

fn language(tag: &str) -> Language {
    Language::parse(tag).expect("a tag")
}

/// Writes `new` in place of `old`, which is there, in a file of the source.
fn edit(file: &Path, old: &str, new: &str) {
    let text = fs::read_to_string(file).expect("there");
    assert!(text.contains(old), "{} has no `{old}`", file.display());
    fs::write(file, text.replace(old, new)).expect("written");
}

fn text(place: &Path) -> std::path::PathBuf {
    place.join("source/text.md")
}

fn html(studio: &mut Studio, tag: &str) -> String {
    String::from_utf8(studio.html(&language(tag)).content.expect("it is made")).expect("UTF-8")
}

fn codes(look: &Look) -> Vec<&str> {
    look.problems.iter().map(|problem| problem.code).collect()
}

/// The files of an archive but for those that are the same in every book.
fn unpacked(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut files = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).expect("an entry");
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).expect("it can be unpacked");
        files.insert(file.name().expect("a name").to_string(), bytes);
    }
    files.retain(|name, _| name != "mimetype" && !name.starts_with("META-INF/"));
    files
}

fn files(book: &Book) -> BTreeMap<String, Vec<u8>> {
    book.files.iter().map(|file| (file.path.clone(), file.bytes.clone())).collect()
}

/// The editions of a new build of the statement in `place`, by the endings of their names.
fn built(place: &Path) -> BTreeMap<String, Vec<u8>> {
    let output = place.join("output");
    let _ = fs::remove_dir_all(&output);
    let made = run(place, &["build", "--no-compare", "-q"]);
    assert!(output.exists(), "{}", stderr(&made));
    let entries = fs::read_dir(output).expect("listed").flatten();
    let ending = |name: &str| name.split_once('.').map(|(_, ending)| ending.to_string());
    entries.filter_map(|entry| Some((ending(entry.file_name().to_str()?)?, fs::read(entry.path()).expect("read")))).collect()
}

/// Asserts that the studio shows what a build writes, in these languages.
fn check(studio: &mut Studio, place: &Path, tags: &[&str]) {
    let built = built(place);
    for tag in tags {
        let language = language(tag);
        let pdf = studio.pdf(&language);
        assert!(pdf.is_current && pdf.problems.is_empty(), "{tag}: {:?}", pdf.problems);
        assert_eq!(pdf.content.as_ref(), built.get(&format!("{tag}.pdf")), "the PDF in {tag}");
        assert_eq!(studio.html(&language).content.as_ref(), built.get(&format!("{tag}.html")), "the HTML in {tag}");
        let book = studio.epub(&language).content.expect("a book");
        assert_eq!(files(&book), unpacked(&built[&format!("{tag}.epub")]), "the EPUB in {tag}");
    }
}

#[test]
fn a_studio_can_be_handed_to_a_thread() {
    fn is_send<T: Send>() {}
    is_send::<Studio>();
}

#[test]
fn what_is_shown_is_what_a_build_writes_before_and_after_changes() {
    let place = small();
    let mut studio = studio(place.path());
    check(&mut studio, place.path(), &TAGS);
    for (tag, old, new) in [("es", "breve", "brevísima"), ("he", "ראשון", "ראשון (1) ושני"), ("he", "אמון", "אמון Trust רב")]
    {
        edit(&path(place.path(), tag), old, new);
        studio.read().expect("read");
        studio.pages(&language(tag));
    }
    check(&mut studio, place.path(), &TAGS);
    // The translations lack it now, and are no more among the editions.
    edit(&text(place.path()), "- second", "- second\n- third, and [first](#trust) again");
    let look = studio.read().expect("read");
    assert!(look.languages.iter().skip(1).all(|seen| seen.has_errors), "{:?}", look.languages);
    studio.pages(&language("en"));
    check(&mut studio, place.path(), &["en"]);
}

#[test]
fn without_pages_the_same_is_shown_without_marks_of_pages() {
    let place = small();
    let mut studio = studio(place.path());
    let shown = html(&mut studio, "en");
    let built = String::from_utf8(built(place.path()).remove("en.html").expect("made")).expect("UTF-8");
    let (mut unmarked, mut marks) = (String::new(), 0);
    let mut parts = built.split("<span class=\"page\"");
    unmarked.push_str(parts.next().expect("a beginning"));
    for part in parts {
        unmarked.push_str(part.split_once("</span>").expect("a mark ends").1);
        marks += 1;
    }
    let (before, list) = unmarked.split_once("<nav class=\"pages\"").expect("pages are listed");
    let (_, after) = list.split_once("</nav>\n").expect("the list ends");
    assert!(marks > 0);
    assert!(shown == format!("{before}{after}"), "something else is other, too");
}

#[test]
fn a_changed_word_is_seen_and_what_did_not_change_is_no_news() {
    let place = small();
    let mut studio = studio(place.path());
    let first = studio.read().expect("read");
    assert_eq!((first.revision, first.title.as_str()), (1, "A Small Statement"));
    assert_eq!(first.languages.iter().map(|seen| seen.language.tag()).collect::<Vec<_>>(), TAGS);
    edit(&text(place.path()), "We keep our word.", "We keep our promise.");
    let second = studio.read().expect("read");
    assert_eq!(second.revision, 2);
    assert!(html(&mut studio, "en").contains("We keep our promise."));
    let book = studio.epub(&language("en")).content.expect("a book");
    let shows = |file: &Vec<u8>| String::from_utf8_lossy(file).contains("We keep our promise.");
    assert!(files(&book).values().any(shows));
    assert!(book.spine.iter().all(|item| book.files.iter().any(|file| file.path == item.path)));
}

#[test]
fn a_broken_source_keeps_the_last_good_one_for_looking_at() {
    let place = small();
    let mut studio = studio(place.path());
    let good = html(&mut studio, "en");
    edit(&text(place.path()), "what we say.[^word]", "what we [say](#nowhere).[^word]");
    let look = studio.read().expect("read");
    assert!(look.is_broken);
    assert_eq!(codes(&look), ["unknown-anchor"]);
    let problem = &look.problems[0];
    assert!(problem.excerpt.contains("[say](#nowhere)") && problem.explanation.starts_with("unknown-anchor"), "{problem:?}");
    assert_eq!(problem.place.as_ref().map(|place| (place.line, place.column)), Some((6, 40)));
    let view = studio.html(&language("en"));
    assert_eq!(view.content.map(String::from_utf8), Some(Ok(good.clone())));
    assert!(!view.is_current);
    // A format that nobody had looked at is made of the last good source.
    assert!(studio.pages(&language("en")).content.is_some_and(|set| !set.pages.is_empty()));
    edit(&text(place.path()), "what we [say](#nowhere).[^word]", "what we say.[^word]");
    assert!(!studio.read().expect("read").is_broken);
    assert!(studio.html(&language("en")).is_current);
}

#[test]
fn a_changed_catalog_shows_in_its_language_only() {
    let place = small();
    let mut studio = studio(place.path());
    let before: Vec<String> = TAGS.iter().map(|tag| html(&mut studio, tag)).collect();
    edit(&path(place.path(), "ht"), "premye", "premye bagay");
    studio.read().expect("read");
    for (tag, before) in TAGS.iter().zip(before) {
        assert_eq!(html(&mut studio, tag) == before, *tag != "ht", "{tag}");
    }
    // Of a catalog with errors the last good translation stays.
    edit(&path(place.path(), "ht"), "msgstr \"premye bagay\"", "msgstr \"\"");
    let look = studio.read().expect("read");
    let wrong: Vec<&str> = look.languages.iter().filter(|seen| seen.has_errors).map(|seen| seen.language.tag()).collect();
    assert_eq!((wrong, look.is_broken), (vec!["ht"], false));
    let view = studio.html(&language("ht"));
    assert!(!view.is_current && String::from_utf8_lossy(&view.content.expect("kept")).contains("premye bagay"));
    assert!(studio.html(&language("es")).is_current);
}

#[test]
fn a_folder_that_is_gone_is_a_problem_until_it_is_back() {
    let place = small();
    let mut studio = studio(place.path());
    let good = html(&mut studio, "en");
    fs::rename(place.path().join("source"), place.path().join("elsewhere")).expect("moved");
    let look = studio.read().expect("no error of the world");
    assert!(look.is_broken);
    assert_eq!(codes(&look), ["cannot-read-file"]);
    assert_eq!((html(&mut studio, "en"), look.languages.len()), (good.clone(), 4));
    assert_eq!(studio.read().expect("read").revision, look.revision);
    fs::rename(place.path().join("elsewhere"), place.path().join("source")).expect("moved back");
    let look = studio.read().expect("read");
    assert_eq!((look.is_broken, look.problems), (false, Vec::new()));
    let view = studio.html(&language("en"));
    assert!(view.is_current);
    assert_eq!(view.content.map(String::from_utf8), Some(Ok(good)));
}

#[test]
fn a_changed_theme_is_seen() {
    let place = small();
    let tokens = place.path().join("themes/own/tokens.yaml");
    edit(&place.path().join("source/statement.yaml"), "language: en", "language: en\ntheme: own");
    write(&tokens, b"extends: default\npalette:\n  ink: '#102030'\n");
    let mut studio = studio(place.path());
    assert!(studio.watched().iter().any(|path| path.join("own/tokens.yaml").is_file()));
    let (before, looks) = (html(&mut studio, "en"), set(&mut studio).pages);
    edit(&tokens, "#102030", "#203010");
    assert_eq!(studio.read().expect("read").problems, Vec::new());
    assert!(html(&mut studio, "en").contains("#203010") && !before.contains("#203010"));
    assert_ne!(set(&mut studio).pages, looks);
    check(&mut studio, place.path(), &["en"]);
}

fn set(studio: &mut Studio) -> PageSet {
    let view = studio.pages(&language("en"));
    assert!(view.is_current && view.problems.is_empty(), "{:?}", view.problems);
    view.content.expect("pages")
}

#[test]
fn pages_that_stay_look_the_same_and_come_out_as_if_nothing_was_known() {
    let place = tempfile::tempdir().expect("a temporary folder");
    copy(&repository("tests/editions/long-sections"), &place.path().join("source"));
    let mut open = studio(place.path());
    let mut before = set(&mut open);
    let river = place.path().join("source/on-the-river.md");
    let long = "The river rose in the night, and nobody crossed it before the morning.\n\n".repeat(40);
    let whole = fs::read_to_string(&river).expect("there");
    let changes = [
        whole.replace("river", "stream"),
        format!("{}\n{long}", whole.trim_end()),
        format!("{}\n{long}# Afterwards\n\n{long}", whole.trim_end()),
        whole.clone(),
    ];
    for text in changes {
        fs::write(&river, text).expect("written");
        assert!(!open.read().expect("read").is_broken);
        let after = set(&mut open);
        // The title page stays as it is; the contents may not.
        assert_eq!(after.pages[0], before.pages[0]);
        assert_ne!(after.pages, before.pages);
        assert_eq!(after, set(&mut studio(place.path())));
        before = after;
    }
    let first = |id: &str| before.places.iter().find(|place| place.id.as_str() == id).map(|place| place.page);
    let pages: Vec<Option<usize>> = ["on-the-landing", "on-the-water", "on-the-river-itself"].map(first).to_vec();
    assert!(pages.is_sorted() && pages.iter().all(Option::is_some), "{pages:?}");
    let picture = open.page_picture(&language("en"), 1, 1.0).expect("there is a first page");
    assert!(picture.starts_with(b"\x89PNG") && open.page_picture(&language("en"), 0, 1.0).is_none());
    assert_eq!(open.page_picture(&language("en"), before.pages.len() + 1, 1.0), None);
}
