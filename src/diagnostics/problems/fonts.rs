//! Problems of fonts.

use crate::diagnostics::{Diagnostic, Diagnostics, Span};

impl Diagnostics {
    /// `place`: where the theme names it.
    pub fn font_not_found(&mut self, place: Span, family: &str) {
        let problem = Diagnostic::error("font-not-found", format!("the typeface `{family}` is nowhere to be found"));
        let help = "put its files into the folder `fonts` of the theme, install it, or name another";
        self.push(problem.at(place, "named here").help(help));
    }

    /// A fault of a font file of `family`, which the theme names at `place`: its
    /// subset for the screen could not be made.
    pub fn font_not_usable(&mut self, place: Option<Span>, family: &str, reason: &str) {
        let message = format!("a file of the typeface `{family}` cannot be put into the EPUB and HTML editions: {reason}");
        let problem = Diagnostic::error("font-not-usable", message);
        let problem = problem.at_some(place, "named here");
        self.push(problem.help("put another file of this typeface into the folder `fonts` of the theme, or name another"));
    }

    /// `characters` with the first place of each; those that stand in no file
    /// of the statement (the program's own words) without one.
    pub fn glyph_missing(&mut self, stack: &str, characters: &[(char, Option<Span>)]) {
        let named: Vec<String> = characters.iter().map(|(character, _)| shown(*character)).collect();
        let message = format!("`{stack}` has no sign for {}", named.join(", "));
        let mut problem = Diagnostic::error("glyph-missing", message);
        let mut places: Vec<(Span, Vec<String>)> = Vec::new();
        for (character, span) in characters {
            let Some(span) = span else { continue };
            match places.iter_mut().find(|(place, _)| place == span) {
                Some((_, there)) => there.push(shown(*character)),
                None => places.push((*span, vec![shown(*character)])),
            }
        }
        for (span, there) in places {
            problem = problem.at(span, there.join(", "));
        }
        self.push(problem.help("write it in other characters, or let the theme name a typeface that has them"));
    }
}

/// `Ж` (U+0416); a mark that would join what stands before it gets a circle.
fn shown(character: char) -> String {
    let code = u32::from(character);
    if character.is_control() || character.is_whitespace() {
        return format!("U+{code:04X}");
    }
    let circle = if unicode_normalization::char::is_combining_mark(character) { "\u{25CC}" } else { "" };
    format!("`{circle}{character}` (U+{code:04X})")
}
