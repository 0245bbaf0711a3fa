//! The look of all editions: one file of tokens, a style sheet that uses them
//! on screens, and a Typst file that uses them on paper.
//!
//! `tokens.yaml` is the only place with a colour, a font name or a size. It has
//! two tiers: a palette (names for values) and roles (names for uses). Both
//! writers, [`css()`] and [`typst()`], walk [`Tokens::entries`], so that no token
//! exists in one output alone.

mod colours;
mod contrast;
mod css;
mod embedded;
mod print;
mod read;
mod schema;
mod scripts;
#[cfg(test)]
mod tests;
mod tokens;
mod uses;
mod value;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostics::{Diagnostics, Folder, ReadError, SourceId, Sources, Span};
use crate::document::Language;
use read::Draft;

pub use contrast::ratio;
pub use css::{css, css_of_languages, css_value, css_value_dark, selector};
pub use print::{typst, typst_of_languages};
pub use schema::schema;
pub use scripts::script_of;
pub use tokens::{Colour, LATIN_LETTERS, Length, Token, Tokens, Unit, Value};

/// A theme, ready for the renderers.
#[derive(Clone, Debug)]
pub struct Theme {
    pub name: String,
    pub tokens: Tokens,
    /// By script (ISO 15924), the tokens that have another value in its text.
    pub scripts: BTreeMap<String, Tokens>,
    /// What [`Theme::in_language`] was asked for; nothing for a theme as it was loaded.
    pub language: Option<Language>,
    /// The tokens for words in other scripts than that of `language`.
    pub inner: Vec<InnerLanguages>,
    /// The style sheet as it was written, that of the base theme first. It uses
    /// `var(--…)` only.
    pub screen_css: String,
    /// The style sheet of the EPUB, in the same manner.
    pub book_css: String,
    /// The Typst files by their path: `print.typ`, `default/print.typ`.
    pub print: BTreeMap<String, String>,
    /// The files of the theme's `fonts/` folder.
    pub font_files: Vec<FontFile>,
}

/// Languages that are written in one script, among text in another.
#[derive(Clone, Debug, PartialEq)]
pub struct InnerLanguages {
    /// As [`script_of`] gives it.
    pub script: String,
    pub languages: Vec<Language>,
    pub tokens: Tokens,
}

/// A font that a theme brings along.
#[derive(Clone, Debug)]
pub struct FontFile {
    pub path: String,
    pub bytes: Arc<[u8]>,
}

/// The theme called `name`, from the first of `folders` that has a folder of
/// that name with `tokens.yaml` in it, or the embedded one. Nothing if errors
/// were reported.
pub fn load(name: &str, folders: &[&dyn Folder], sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<Theme> {
    let opened = open(name, folders, sources, diagnostics)?;
    let draft = opened.draft(sources, diagnostics);
    opened.theme(draft?, sources, diagnostics)
}

/// A theme whose folder was found.
pub struct Opened<'a> {
    files: Files<'a>,
    tokens: SourceId,
}

/// As [`load`], with its `tokens.yaml` put into `sources`, and not read yet.
pub fn open<'a>(
    name: &str,
    folders: &[&'a dyn Folder],
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Opened<'a>> {
    let Some(files) = find(name, folders) else {
        let known = known_names(folders);
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        diagnostics.theme_not_found(place_of_name(name, sources), name, &known);
        return None;
    };
    let text = files.folder.read(&format!("{}/{TOKENS}", files.name)).map_err(|error| error.to_string());
    let text = text.and_then(|bytes| String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_string()));
    match text {
        Ok(text) => {
            let tokens = sources.add(files.shown(TOKENS), text);
            Some(Opened { files, tokens })
        }
        Err(why) => {
            diagnostics.theme_not_readable(place_of_name(&files.name, sources), &files.shown(TOKENS), &why);
            None
        }
    }
}

/// The tokens of a theme as they are written.
pub struct Drafted {
    draft: Draft,
    has_errors: bool,
}

impl Opened<'_> {
    /// What `tokens.yaml` says; nothing if that cannot be read, which is reported.
    pub fn draft(&self, sources: &Sources, diagnostics: &mut Diagnostics) -> Option<Drafted> {
        let before = diagnostics.errors();
        let draft = read::draft(self.tokens, sources, diagnostics)?;
        Some(Drafted { draft, has_errors: diagnostics.errors() > before })
    }

    /// The theme whose tokens are written in `drafted`; nothing if errors were reported.
    pub fn theme(self, drafted: Drafted, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<Theme> {
        let Self { files, tokens: _ } = self;
        let Drafted { draft, has_errors } = drafted;
        let before = diagnostics.errors();
        let (tokens, scripts, has_base) = read_tokens(draft, sources, diagnostics)?;
        let tokens = scripts::with_machine_stack(tokens);
        if has_errors || diagnostics.errors() > before {
            // A token that is left out is no reason to call its uses wrong.
            return None;
        }
        let base = has_base.then(|| find(embedded::NAME, &[]).expect("the default theme is embedded"));
        let screen_css = style_sheet("screen.css", &files, base.as_ref(), &tokens, sources, diagnostics);
        let book_css = style_sheet("book.css", &files, base.as_ref(), &tokens, sources, diagnostics);
        let print = print_files(&files, base.as_ref(), &tokens, sources, diagnostics);
        let font_files = files.fonts();
        if diagnostics.errors() > before {
            return None;
        }
        let (name, inner) = (files.name, Vec::new());
        Some(Theme { name, tokens, scripts, language: None, inner, screen_css, book_css, print, font_files })
    }
}

/// One theme's folder inside the folder of themes.
struct Files<'a> {
    folder: &'a dyn Folder,
    name: String,
}

impl Files<'_> {
    /// The file's text; nothing if there is none. A byte-order mark and what is
    /// not UTF-8 are taken out.
    fn text(&self, file: &str) -> Option<String> {
        let bytes = self.folder.read(&format!("{}/{file}", self.name)).ok()?;
        Some(String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').replace('\r', ""))
    }

    /// How problems name a file of this theme.
    fn shown(&self, file: &str) -> String {
        format!("themes/{}/{file}", self.name)
    }

    fn fonts(&self) -> Vec<FontFile> {
        let is_font = |path: &String| {
            let path = path.to_ascii_lowercase();
            [".otf", ".ttf", ".ttc"].iter().any(|ending| path.ends_with(ending))
        };
        let paths = self.folder.list(&format!("{}/fonts", self.name)).into_iter().filter(is_font);
        paths.filter_map(|path| self.folder.read(&path).ok().map(|bytes| FontFile { path, bytes: bytes.into() })).collect()
    }

    fn typst_files(&self) -> Vec<String> {
        let prefix = format!("{}/", self.name);
        let paths = self.folder.list(&self.name).into_iter();
        paths.filter_map(|path| Some(path.strip_prefix(&prefix)?.to_string())).filter(|path| path.ends_with(".typ")).collect()
    }
}

fn find<'a>(name: &str, folders: &[&'a dyn Folder]) -> Option<Files<'a>> {
    if name.is_empty() || name.contains(['/', '\\']) || name.starts_with('.') {
        return None;
    }
    let embedded: &'a dyn Folder = embedded::folder();
    let has_it = |folder: &&'a dyn Folder| !matches!(folder.read(&format!("{name}/{TOKENS}")), Err(ReadError::NotFound));
    let folder = folders.iter().copied().chain([embedded]).find(has_it)?;
    Some(Files { folder, name: name.to_string() })
}

const TOKENS: &str = "tokens.yaml";

fn known_names(folders: &[&dyn Folder]) -> Vec<String> {
    let embedded: &dyn Folder = embedded::folder();
    let paths = folders.iter().copied().chain([embedded]).flat_map(|folder| folder.list(""));
    let mut names: Vec<String> = paths
        .filter_map(|path| path.strip_suffix(&format!("/{TOKENS}")).map(str::to_string))
        .filter(|name| !name.contains('/'))
        .collect();
    names.sort();
    names.dedup();
    names
}

/// Where the statement says `theme: name`; the metadata keeps the name alone.
fn place_of_name(name: &str, sources: &Sources) -> Option<Span> {
    sources.ids().find_map(|id| {
        let text = sources.text(id);
        let line_start = text.match_indices("theme:").map(|(at, _)| at).find(|&at| at == 0 || text[..at].ends_with('\n'))?;
        let line = text[line_start..].lines().next()?;
        let at = line_start + line.find(name).filter(|&at| at >= "theme:".len())?;
        Some(Span::new(id, at, at + name.len()))
    })
}

/// The tokens, those that differ by script, and whether the theme extends another.
type Read = (Tokens, BTreeMap<String, Tokens>, bool);

fn read_tokens(mut draft: Draft, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<Read> {
    let has_base = draft.extends_default;
    if has_base {
        let base = sources.add(format!("themes/{}/{TOKENS}", embedded::NAME), embedded::TOKENS);
        draft = read::draft(base, sources, diagnostics)?.overridden_by(draft);
    }
    let before = diagnostics.errors();
    let tokens = read::tokens(&draft, diagnostics);
    // What is wrong for all text is not said again for each script.
    let is_right = diagnostics.errors() == before;
    let scripts = if is_right { read::script_tokens(&draft, diagnostics) } else { BTreeMap::new() };
    Some((tokens, scripts, has_base))
}

fn style_sheet(
    file: &str,
    files: &Files,
    base: Option<&Files>,
    tokens: &Tokens,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> String {
    let mut sheets = Vec::new();
    for files in base.into_iter().chain([files]) {
        if let Some(text) = files.text(file) {
            uses::check_css(&files.shown(file), &text, tokens, sources, diagnostics);
            sheets.push(text);
        }
    }
    sheets.join("\n")
}

fn print_files(
    files: &Files,
    base: Option<&Files>,
    tokens: &Tokens,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<String, String> {
    let mut print = BTreeMap::new();
    for (files, prefix) in base.map(|base| (base, "default/")).into_iter().chain([(files, "")]) {
        for path in files.typst_files() {
            if let Some(text) = files.text(&path) {
                uses::check_typst(&files.shown(&path), &text, tokens, sources, diagnostics);
                print.insert(format!("{prefix}{path}"), text);
            }
        }
    }
    if base.is_some() && !print.contains_key("print.typ") {
        print.insert("print.typ".to_string(), "#import \"default/print.typ\": *\n".to_string());
    }
    print
}
