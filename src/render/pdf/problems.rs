//! What Typst reports, at the places that people know.

use typst::diag::{Severity, SourceDiagnostic};
use typst::syntax::{DiagSpan, FileId};
use typst::{World, WorldExt};

use super::places::Places;
use super::world::{Desk, file_id};
use crate::diagnostics::{Diagnostics, Sources, Span};
use crate::theme::{Theme, script_of};

pub struct Reporter<'a> {
    pub desk: &'a Desk,
    pub places: &'a Places,
    pub theme: &'a Theme,
    pub sources: &'a Sources,
    pub diagnostics: &'a mut Diagnostics,
}

impl Reporter<'_> {
    pub fn errors(&mut self, errors: &[SourceDiagnostic]) {
        for error in errors {
            self.report(error);
        }
    }

    /// A family that is not there makes the text vanish: that is an error.
    pub fn warnings(&mut self, warnings: &[SourceDiagnostic]) {
        for warning in warnings {
            self.report(warning);
        }
    }

    fn report(&mut self, problem: &SourceDiagnostic) {
        let spans = std::iter::once(problem.span).chain(problem.trace.iter().map(|point| point.span.into()));
        let mut places: Vec<Span> = spans.filter_map(|span| self.place(span)).collect();
        places.dedup();
        if self.is_in_default_theme(problem.span) {
            // Nobody is asked to mend the program's own theme.
            places.sort_by_key(|place| self.sources.name(place.source).ends_with(".typ"));
        }
        if let Some((letters, font)) = missing_glyphs(&problem.message) {
            let missing: Vec<(char, Option<Span>)> = letters.map(|letter| (letter, places.first().copied())).collect();
            let script = self.theme.language.as_ref().map_or("Latn", script_of);
            self.diagnostics.glyph_missing(font, script, &missing);
            return;
        }
        let message = self.located(problem, places.is_empty());
        let hints: Vec<&str> = problem.hints.iter().map(|hint| hint.v.as_str()).collect();
        let help = (!hints.is_empty()).then(|| hints.join("; "));
        let is_fatal = problem.severity == Severity::Error || problem.message.starts_with("unknown font family");
        if is_fatal {
            self.diagnostics.typst_error(&places, &message, help);
        } else {
            self.diagnostics.typst_warning(&places, &message, help);
        }
    }

    /// The message, with the theme's file and line where `Sources` does not have it.
    fn located(&self, problem: &SourceDiagnostic, is_lost: bool) -> String {
        let file = problem.span.id().filter(|_| is_lost).and_then(|id| self.theme_file(id));
        let line = file.zip(self.desk.range(problem.span)).map(|((path, text), range)| {
            let line = text.get(..range.start).map_or(1, |before| before.matches('\n').count() + 1);
            format!("{} ({path}, line {line})", problem.message)
        });
        line.unwrap_or_else(|| problem.message.to_string())
    }

    /// In the Markdown for what is in the generated file, in the theme's file for what is there.
    fn place(&self, span: DiagSpan) -> Option<Span> {
        let id = span.id()?;
        let range = self.desk.range(span)?;
        if Some(id) == file_id(super::MAIN) {
            return self.places.find(range.start);
        }
        if let Some(at) = self.use_of_image(id) {
            return self.places.find(at);
        }
        let (path, text) = self.theme_file(id)?;
        let name = path.rsplit('/').next().unwrap_or(path);
        let source = self.sources.ids().find(|&id| self.sources.name(id).ends_with(name) && self.sources.text(id) == text)?;
        Some(Span::new(source, range.start, range.end))
    }

    /// Where the generated file first names the image `id`.
    fn use_of_image(&self, id: FileId) -> Option<usize> {
        let path = id.vpath().get_with_slash();
        let main = self.desk.source(self.desk.main()).ok().filter(|_| path.starts_with("/images/"))?;
        main.text().find(&format!("\"{path}\""))
    }

    fn is_in_default_theme(&self, span: DiagSpan) -> bool {
        let path = span.id().and_then(|id| self.theme_file(id)).map(|(path, _)| path);
        path.is_some_and(|path| self.theme.name == "default" || path.starts_with("default/"))
    }

    fn theme_file(&self, id: FileId) -> Option<(&str, &str)> {
        self.theme.print.iter().find(|(path, _)| file_id(path) == Some(id)).map(|(path, text)| (path.as_str(), text.as_str()))
    }
}

/// The letters and the font in ``… the text `"x"` could not be displayed with Libertinus Serif``.
fn missing_glyphs(message: &str) -> Option<(impl Iterator<Item = char>, &str)> {
    let (before, font) = message.split_once("\"` could not be displayed with ")?;
    let (_, letters) = before.split_once("the text `\"")?;
    Some((letters.chars(), font))
}
