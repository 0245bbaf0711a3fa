//! Problems of fonts.

use crate::diagnostics::{Diagnostic, Diagnostics, Span};

/// A character and its first place; none for one that the program adds.
type PlacedCharacter = (char, Option<Span>);

impl Diagnostics {
    /// `place`: where the theme names it. `characters` wait for it, as in
    /// [`glyph_missing`](Self::glyph_missing): with them, it is the text that is
    /// shown. `installation`: how it is installed, if that is known.
    pub fn font_not_found(&mut self, place: Span, family: &str, characters: &[PlacedCharacter], installation: Option<&str>) {
        let needed =
            if characters.is_empty() { String::new() } else { format!(", which is needed for {},", shown_all(characters)) };
        let problem = Diagnostic::error("font-not-found", format!("the typeface `{family}`{needed} is nowhere to be found"));
        let problem = match characters.iter().find_map(|(_, span)| *span) {
            Some(first) => problem.at(first, "needs it"),
            None => problem.at(place, "named here"),
        };
        let help = "install it, copy its files into the folder `fonts` of the theme, or name another there";
        self.push(problem.help(installation.unwrap_or(help)));
    }

    /// The file of `face` that is used now is not that of the last build; each
    /// with the version it states.
    pub fn font_changed(&mut self, face: &str, [before, now]: [&str; 2]) {
        let message = format!("the file of `{face}` is not that of the last build: it was {before} and is {now}");
        let problem = Diagnostic::warning("font-changed", message);
        let help = "look at the editions: lines and pages may break elsewhere. To keep a typeface as it is, put its files \
                    into the folder `fonts` of the theme";
        self.push(problem.help(help));
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
    /// of the statement (the program's own words) without one. `script`: of the
    /// text in which they stand (ISO 15924).
    pub fn glyph_missing(&mut self, stack: &str, script: &str, characters: &[PlacedCharacter]) {
        let message = format!("`{stack}` has no sign for {}", shown_all(characters));
        let mut problem = Diagnostic::error("glyph-missing", message);
        let mut places: Vec<(Span, Vec<PlacedCharacter>)> = Vec::new();
        for &(character, span) in characters {
            let Some(place) = span else { continue };
            match places.iter_mut().find(|(known, _)| *known == place) {
                Some((_, there)) => there.push((character, span)),
                None => places.push((place, vec![(character, span)])),
            }
        }
        for (span, there) in places.iter().take(PLACES_MAX) {
            problem = problem.at(*span, shown_all(there));
        }
        let help = if characters.iter().all(|(character, _)| is_private(*character)) {
            "what a private-use character means is agreed nowhere: write it in other characters, or show it as an image"
                .to_string()
        } else {
            format!(
                "write it in other characters, or let the theme name a typeface that has them: \
                 for text in this script under `scripts:`, `{script}:`, `font:`"
            )
        };
        self.push(problem.help(help));
    }
}

/// More than a reader would go through.
const CHARACTERS_MAX: usize = 20;
const PLACES_MAX: usize = 20;

fn shown_all(characters: &[PlacedCharacter]) -> String {
    let named: Vec<String> = characters.iter().take(CHARACTERS_MAX).map(|(character, _)| shown(*character)).collect();
    match characters.len().saturating_sub(CHARACTERS_MAX) {
        0 => named.join(", "),
        others => format!("{} and {others} more", named.join(", ")),
    }
}

/// Unicode 17 §23.5.
fn is_private(character: char) -> bool {
    matches!(u32::from(character), 0xE000..=0xF8FF | 0xF_0000..=0xF_FFFD | 0x10_0000..=0x10_FFFD)
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
