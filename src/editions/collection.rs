//! A statement in all its languages, read and ready to be rendered.

use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::manifest::Fingerprint;
use super::place::Source;
use super::{Cache, manifest};
use crate::diagnostics::{Diagnostics, Folder, Sources};
use crate::document::{self, Document, Endonym, Format, Language, Translation, Words, address_beside, languages_within};
use crate::fonts::{self, Libraries, SystemFonts};
use crate::source::{self, Entry};
use crate::theme::{self, Theme};
use crate::translation::po::Catalog;
use crate::translation::{self, CatalogFile, Translated};

/// A statement in its languages.
pub struct Collection {
    /// The original first, then by tag. The original has a statement.
    pub languages: Vec<InLanguage>,
    /// Of catalogs that are in no language of the statement.
    pub problems: Diagnostics,
    /// SHA-256 of all that was read.
    pub source_hash: String,
}

/// What became of the statement in one language.
pub struct InLanguage {
    pub endonym: Endonym,
    /// Nothing where there is no translation that can be used.
    pub statement: Option<Statement>,
    pub problems: Diagnostics,
}

/// A statement in one language, with all that it is rendered with.
pub struct Statement {
    pub document: Document,
    pub words: Words,
    pub theme: Theme,
    pub library: Arc<fonts::Library>,
    /// What is said of the translation; nothing of the original.
    pub translation: Option<Translation>,
    /// Made when it is asked for.
    fingerprint: OnceLock<Fingerprint>,
}

impl Collection {
    pub fn original(&self) -> &Statement {
        self.languages.first().and_then(|first| first.statement.as_ref()).expect("the original is read first")
    }

    pub fn of(&self, language: &Language) -> Option<&InLanguage> {
        self.languages.iter().find(|known| known.language() == language)
    }

    pub fn statements_mut(&mut self) -> impl Iterator<Item = &mut Statement> {
        self.languages.iter_mut().filter_map(|language| language.statement.as_mut())
    }
}

impl InLanguage {
    pub fn language(&self) -> &Language {
        &self.endonym.language
    }

    /// The statement, if nothing forbids to make editions of it.
    pub fn ready(&self) -> Option<&Statement> {
        self.statement.as_ref().filter(|_| !self.problems.has_errors())
    }
}

impl Statement {
    /// What the document says, as hashes.
    pub fn fingerprint(&self) -> &Fingerprint {
        self.fingerprint.get_or_init(|| manifest::fingerprint(&self.document))
    }

    pub fn language(&self) -> &Language {
        &self.document.metadata.language
    }

    pub fn file_name(&self, format: Format) -> String {
        self.document.metadata.file_name(self.language(), format)
    }
}

/// What is kept between two readings, so that the second is quick.
pub struct Memory {
    cache: Cache,
    texts: source::Memory,
    libraries: Libraries,
}

impl Memory {
    pub fn new(cache: &Cache) -> Self {
        Self { cache: cache.clone(), texts: source::Memory::default(), libraries: Libraries::default() }
    }
}

/// The statement at `place`. Nothing if what concerns all languages has errors:
/// the original's text, the theme. Problems of one translation are with it.
pub fn read(place: &Source, cache: &Cache, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<Collection> {
    read_again(place, &mut Memory::new(cache), sources, diagnostics)
}

/// As [`read`]; what is as `memory` knows it is not made anew.
pub fn read_again(
    place: &Source,
    memory: &mut Memory,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Collection> {
    read_telling(place, memory, &|_| {}, sources, diagnostics)
}

/// What is told of a theme in the language of the original.
pub type OnTheme<'a> = &'a (dyn Fn(&Theme) + Sync);

/// As [`read_again`]; `on_theme` is told of the original's theme while the rest is read.
pub fn read_telling(
    place: &Source,
    memory: &mut Memory,
    on_theme: OnTheme,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Collection> {
    let collection = read_parts(place, memory, on_theme, sources, diagnostics);
    place.locate(sources);
    memory.libraries.end();
    collection
}

fn read_parts(
    place: &Source,
    memory: &mut Memory,
    on_theme: OnTheme,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Collection> {
    let opened = source::open(&place.folder, &place.entry, sources);
    let themes = place.theme_folders();
    let folders: Vec<&dyn Folder> = themes.iter().map(|folder| folder as &dyn Folder).collect();
    let mut of_theme = Diagnostics::new();
    let theme = opened.theme().map(str::to_string).and_then(|name| theme::open(&name, &folders, sources, &mut of_theme));
    let (document, draft) = rayon::join(
        || opened.document(&place.folder, &mut memory.texts, sources, diagnostics),
        || theme.as_ref().and_then(|theme| theme.draft(sources, &mut of_theme)),
    );
    diagnostics.append(of_theme);
    let theme = theme?.theme(draft?, sources, diagnostics)?;
    let document = document?;
    let words = Words::of(&document.metadata.language);
    let system = SystemFonts::new(memory.cache.clone());
    let workshop = Workshop { theme: &theme, system: &system, libraries: &memory.libraries, on_theme };
    let original = workshop.statement(document, words, None, diagnostics);
    let (mut languages, problems) = workshop.translations(&original, place, sources);
    let source_hash = source_hash(sources, &original.document, &theme);
    let endonym = known_endonym(original.language());
    languages.insert(0, InLanguage { endonym, statement: Some(original), problems: Diagnostics::new() });
    Some(Collection { languages, problems, source_hash })
}

/// `document` with all that it is rendered with, in the look of the theme that it
/// names; nothing if that cannot be read.
pub fn single(
    document: Document,
    words: Words,
    translation: Option<Translation>,
    themes: &[&dyn Folder],
    cache: &Cache,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Statement> {
    let theme = theme::load(&document.metadata.theme, themes, sources, diagnostics)?;
    let system = SystemFonts::new(cache.clone());
    let libraries = Libraries::default();
    Some(Workshop { theme: &theme, system: &system, libraries: &libraries, on_theme: &|_| {} }.statement(
        document,
        words,
        translation,
        diagnostics,
    ))
}

/// What every language is read with.
struct Workshop<'a> {
    theme: &'a Theme,
    system: &'a SystemFonts,
    libraries: &'a Libraries,
    on_theme: OnTheme<'a>,
}

impl Workshop<'_> {
    /// The translations by their tags, and the problems of catalogs that are of
    /// no language of the statement.
    fn translations(&self, original: &Statement, place: &Source, sources: &mut Sources) -> (Vec<InLanguage>, Diagnostics) {
        let mut problems = Diagnostics::new();
        if let Entry::File(_) = place.entry {
            return (Vec::new(), problems);
        }
        let mut found = Diagnostics::new();
        let catalogs = translation::catalogs(&place.folder, &original.document, sources, &mut found);
        let with_problems = |file: CatalogFile| {
            let own = take(&mut found, |of| of == file.path, sources);
            (file, own)
        };
        let files: Vec<(CatalogFile, Diagnostics)> = catalogs.into_iter().map(with_problems).collect();
        let sources: &Sources = sources;
        let translated = files.into_par_iter().map(|(file, own)| {
            let CatalogFile { language, path: _, source: _, catalog } = file;
            self.translated(original, language, &catalog, own, sources)
        });
        let mut languages: Vec<InLanguage> = translated.collect();
        // What is left is of catalogs with errors.
        for path in place.folder.list(translation::FOLDER) {
            let own = take(&mut found, |of| of == path, sources);
            let tag = path.rsplit('/').next().and_then(|name| name.strip_suffix(".po")).unwrap_or_default();
            let is_known = |language: &Language| {
                language.is_same_as(original.language()) || languages.iter().any(|known| known.language().is_same_as(language))
            };
            match Language::parse(tag).ok().filter(|language| own.has_errors() && !is_known(language)) {
                Some(language) => {
                    languages.push(InLanguage { endonym: known_endonym(&language), statement: None, problems: own });
                }
                None => problems.append(own),
            }
        }
        problems.append(found);
        languages.sort_by(|a, b| a.language().cmp(b.language()));
        (languages, problems)
    }

    fn translated(
        &self,
        original: &Statement,
        language: Language,
        catalog: &Catalog,
        mut problems: Diagnostics,
        sources: &Sources,
    ) -> InLanguage {
        let found = in_language(&original.document, &language, catalog, sources, &mut problems);
        let Some((Translated { document, words, endonym }, said)) = found else {
            return InLanguage { endonym: known_endonym(&language), statement: None, problems };
        };
        let statement = self.statement(document, words, Some(said), &mut problems);
        InLanguage { endonym, statement: Some(statement), problems }
    }

    fn statement(
        &self,
        document: Document,
        words: Words,
        translation: Option<Translation>,
        diagnostics: &mut Diagnostics,
    ) -> Statement {
        let others: Vec<Language> = languages_within(&document).into_iter().chain(words.languages()).collect();
        let theme = self.theme.in_language(&document.metadata.language, &others);
        if translation.is_none() {
            (self.on_theme)(&theme);
        }
        let library = self.libraries.library(&theme, self.system);
        fonts::check_coverage(&document, &words, &theme, &library, diagnostics);
        Statement { document, words, theme, library, translation, fingerprint: OnceLock::new() }
    }
}

/// `original` in `language` at its own address, and what is said of the translation;
/// nothing if an error was reported.
pub fn in_language(
    original: &Document,
    language: &Language,
    catalog: &Catalog,
    sources: &Sources,
    problems: &mut Diagnostics,
) -> Option<(Translated, Translation)> {
    let mut translated = translation::translate(original, catalog, language, sources, problems)?;
    let metadata = &mut translated.document.metadata;
    let own = metadata.file_name(language, Format::Html);
    metadata.canonical = metadata.canonical.as_deref().map(|canonical| address_beside(&own, canonical));
    let said = metadata.translations.get(language).cloned().unwrap_or_default();
    Some((translated, said))
}

/// How the language is called where no catalog says it; the tag if nobody knows.
fn known_endonym(language: &Language) -> Endonym {
    let name = document::endonym(language).unwrap_or(language.tag());
    Endonym { language: language.clone(), name: name.to_string() }
}

/// Takes those of `problems` that are first of all in a file for which `is_it` holds.
pub fn take(problems: &mut Diagnostics, is_it: impl Fn(&str) -> bool, sources: &Sources) -> Diagnostics {
    let (mut taken, mut left) = (Diagnostics::new(), Diagnostics::new());
    for problem in problems.iter() {
        let is_there = problem.labels.first().is_some_and(|label| is_it(sources.name(label.span.source)));
        if is_there { taken.push(problem.clone()) } else { left.push(problem.clone()) }
    }
    *problems = left;
    taken
}

/// Line ends and byte-order marks do not count: they change no edition.
fn source_hash(sources: &Sources, document: &Document, theme: &Theme) -> String {
    use sha2::{Digest, Sha256};
    let mut hash = Sha256::new();
    let mut add = |name: &str, bytes: &[u8]| {
        hash.update((name.len() as u64).to_le_bytes());
        hash.update(name);
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    };
    for id in sources.ids() {
        let text = sources.text(id).trim_start_matches('\u{feff}').replace("\r\n", "\n");
        add(sources.name(id), text.as_bytes());
    }
    for (path, image) in &document.images {
        add(&path.0, &image.bytes);
    }
    add("screen.css", theme.screen_css.as_bytes());
    for (path, text) in &theme.print {
        add(path, text.as_bytes());
    }
    for font in &theme.font_files {
        add(&font.path, &font.bytes);
    }
    manifest::hex(&hash.finalize())
}
