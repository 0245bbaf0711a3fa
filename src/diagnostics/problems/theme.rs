//! Problems of a theme's tokens and of their uses.

use super::{did_you_mean, nearest_or_list};
use crate::diagnostics::{Diagnostic, Diagnostics, Span};

impl Diagnostics {
    /// `place`: where the statement names the theme.
    pub fn theme_not_found(&mut self, place: Option<Span>, name: &str, known: &[&str]) {
        let problem = Diagnostic::error("theme-not-found", format!("there is no theme `{name}`")).at_some(place, "named here");
        let help = format!("{}a theme is a folder `themes/{name}` with a file `tokens.yaml`", nearest_or_list(name, known));
        self.push(problem.help(help));
    }

    /// `place`: where the statement names the theme.
    pub fn theme_not_readable(&mut self, place: Option<Span>, path: &str, reason: &str) {
        let problem =
            Diagnostic::error("theme-not-readable", format!("`{path}` cannot be read: {reason}")).at_some(place, "named here");
        self.push(problem.help("save the file as UTF-8 text in the folder of the theme"));
    }

    pub fn not_a_theme(&mut self, span: Span) {
        let problem = Diagnostic::error("not-a-theme", "the file is not written in lines such as `extends: default`");
        self.push(problem.at(span, "no `key: value`").help("write `extends: default`, or `palette:` and `roles:`"));
    }

    pub fn bad_token_name(&mut self, span: Span, name: &str) {
        let problem =
            Diagnostic::error("bad-token-name", format!("`{name}` cannot be the name of a token (a value of the theme)"));
        self.push(problem.at(span, "this name").help("use small letters, digits and hyphens"));
    }

    pub fn unknown_palette_name(&mut self, span: Span, name: &str, known: &[&str]) {
        let problem = Diagnostic::error("unknown-palette-name", format!("the palette has no `{name}`"));
        let help = format!("{}use a name that stands under `palette:`", did_you_mean(name, known));
        self.push(problem.at(span, "used here").help(help));
    }

    /// `name`: the palette's name for it.
    pub fn bad_color(&mut self, span: Span, name: &str) {
        let problem =
            Diagnostic::error("bad-color", format!("`{name}` is used as a color, and its value cannot be read as one"));
        let help = "write `#` and six hexadecimal digits in quotation marks, for example \"#9b3a1e\"";
        self.push(problem.at(span, "not of the form \"#rrggbb\"").help(help));
    }

    /// `form`: what values of this token look like.
    pub fn bad_token_value(&mut self, span: Span, token: &str, form: &str) {
        let problem = Diagnostic::error("bad-token-value", format!("this cannot be the value of `{token}`"));
        self.push(problem.at(span, format!("not {form}")).help(format!("write {form}")));
    }

    pub fn color_without_use(&mut self, span: Span, token: &str) {
        let problem = Diagnostic::error("color-without-use", format!("`{token}` does not say what it is for"));
        let help = "for text, name the backgrounds that it stands on: `on: [background]`; \
                    else write `is: background` or `is: decoration`";
        self.push(problem.at(span, "neither `on:` nor `is:`").help(help));
    }

    pub fn unknown_background(&mut self, span: Span, name: &str, known: &[&str]) {
        let problem = Diagnostic::error("unknown-background", format!("no background color is called `{name}`"));
        let help = format!("{}a background is a color with `is: background`", nearest_or_list(name, known));
        self.push(problem.at(span, "named here").help(help));
    }

    /// `roles` and `colours`: of the text, then of what it stands on.
    pub fn contrast_too_low(&mut self, span: Span, roles: [&str; 2], mode: &str, ratio: f64, colours: [(String, Span); 2]) {
        let [text, background] = roles;
        // Rounded down: 4.499 is not 4.50.
        let ratio = format!("{:.2} : 1", (ratio * 100.0).floor() / 100.0);
        let message = format!("`{text}` on `{background}` has a contrast of {ratio} in the {mode} mode");
        let mut problem = Diagnostic::error("contrast-too-low", message).at(span, format!("{ratio} on `{background}`"));
        for (colour, span) in colours {
            problem = problem.at(span, colour);
        }
        // Where a theme changes the palette alone, the place to mend is there.
        let own = problem.labels.iter().map(|label| label.span.source).min();
        problem.labels.sort_by_key(|label| Some(label.span.source) != own);
        self.push(problem.help("text needs at least 4.5 : 1 (WCAG 2.2, 1.4.3): make one of the two colors darker or lighter"));
    }

    pub fn bad_script_code(&mut self, span: Span, code: &str) {
        let problem =
            Diagnostic::error("bad-script-code", format!("`{code}` cannot be the code of a script (a kind of writing)"));
        let help = "write the four letters of its code (ISO 15924), the first a capital: `Arab`, `Deva`, `Hans`";
        self.push(problem.at(span, "this code").help(help));
    }

    /// A token for one script that there is not for all text.
    pub fn unknown_script_token(&mut self, span: Span, name: &str, script: &str, known: &[&str]) {
        let message = format!("`{name}` has a value for `{script}` and none for other text");
        let help = format!("{}add it under `roles:` in `tokens.yaml` too, or take it out here", did_you_mean(name, known));
        self.push(Diagnostic::error("unknown-script-token", message).at(span, "named here").help(help));
    }

    pub fn unknown_token(&mut self, span: Span, name: &str, known: &[&str]) {
        let problem = Diagnostic::error("unknown-token", format!("there is no token (value of the theme) called `{name}`"));
        let help = format!("{}add it under `roles:` in `tokens.yaml`", did_you_mean(name, known));
        self.push(problem.at(span, "used here").help(help));
    }
}
