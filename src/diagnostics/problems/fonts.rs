//! Problems of fonts.

use crate::diagnostics::{Diagnostic, Diagnostics, Span};

impl Diagnostics {
    /// `place`: where the theme names it.
    pub fn font_not_found(&mut self, place: Span, family: &str) {
        let problem = Diagnostic::error("font-not-found", format!("the font family `{family}` is nowhere to be found"));
        let help = "put its files into the folder `fonts` of the theme, install it, or name another family";
        self.push(problem.at(place, "named here").help(help));
    }

    /// A fault of a font file of `family`, which the theme names at `place`: its
    /// subset for the screen could not be made.
    pub fn font_not_usable(&mut self, place: Option<Span>, family: &str, reason: &str) {
        let message = format!("a font of `{family}` cannot be put into the EPUB and HTML editions: {reason}");
        let problem = Diagnostic::error("font-not-usable", message);
        let problem = problem.at_some(place, "named here");
        self.push(problem.help("put another file of this typeface into the folder `fonts` of the theme, or name another"));
    }

    /// `characters` with the first place of each; those that stand in no file
    /// of the statement (the program's own words) without one.
    pub fn glyph_missing(&mut self, stack: &str, characters: &[(char, Option<Span>)]) {
        let named: Vec<String> = characters.iter().map(|(character, _)| shown(*character)).collect();
        let message = format!("no font of `{stack}` has {}", named.join(", "));
        let mut problem = Diagnostic::error("glyph-missing", message);
        for (character, span) in characters {
            if let Some(span) = span {
                problem = problem.at(*span, shown(*character));
            }
        }
        self.push(
            problem.help(format!("write it in other characters, or name a font that has them in `{stack}` of the theme")),
        );
    }
}

/// `U+0416 Ж`; a mark that would join what stands before it gets a circle.
fn shown(character: char) -> String {
    let code = u32::from(character);
    if character.is_control() || character.is_whitespace() {
        return format!("U+{code:04X}");
    }
    let circle = if unicode_normalization::char::is_combining_mark(character) { "\u{25CC}" } else { "" };
    format!("U+{code:04X} `{circle}{character}`")
}
