//! One method per problem. The code is the method's name in kebab case.

use super::{Diagnostic, Diagnostics, Severity, Span};

impl Diagnostics {
    /// A key that is in no table. `inside` is the key whose value it is part of.
    pub fn unknown_key(&mut self, span: Span, key: &str, inside: Option<&str>, nearest: Option<&str>, known: &[&str]) {
        let message = match inside {
            Some(inside) => format!("`{inside}` has no key `{key}`"),
            None => format!("there is no key `{key}`"),
        };
        let help = match nearest {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => format!("the keys are {}", known.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")),
        };
        self.push(Diagnostic::error("unknown-key", message).at(span, "not known").help(help));
    }
}

impl Diagnostics {
    /// A key that must be there and is not, or has no value.
    pub fn missing_key(&mut self, span: Span, key: &str, inside: Option<&str>, example: &str) {
        let message = match inside {
            Some(inside) => format!("`{inside}` has no `{key}`"),
            None => format!("`{key}` is missing"),
        };
        let problem = Diagnostic::error("missing-key", message).at(span, format!("no `{key}` here"));
        self.push(problem.help(format!("write for example `{example}`")));
    }
}

impl Diagnostics {
    pub fn duplicate_key(&mut self, span: Span, first: Span, key: &str) {
        let problem = Diagnostic::error("duplicate-key", format!("`{key}` is written twice"));
        self.push(problem.at(span, "again here").at(first, "first here").help("keep one of the two"));
    }
}

impl Diagnostics {
    /// `what` names the place in backticks, `expected` and `found` the kinds of value.
    pub fn wrong_type(&mut self, span: Span, what: &str, expected: &str, found: &str, help: Option<String>) {
        let problem = Diagnostic::error("wrong-type", format!("{what} is {expected}, not {found}"));
        self.push(Diagnostic { help, ..problem.at(span, found) });
    }
}

impl Diagnostics {
    pub fn bad_date(&mut self, span: Span, written: &str, likely: Option<&str>) {
        let help = match likely {
            Some(likely) => format!("did you mean `{likely}`?"),
            None => "write year, month and day as YYYY-MM-DD, for example `2024-05-01`".into(),
        };
        self.push(Diagnostic::error("bad-date", format!("`{written}` is not a day")).at(span, "not a day").help(help));
    }
}

impl Diagnostics {
    pub fn modified_before_published(
        &mut self,
        modified_span: Span,
        published_span: Span,
        modified: impl std::fmt::Display,
        published: impl std::fmt::Display,
    ) {
        let problem = Diagnostic::error("modified-before-published", "`modified` is earlier than `published`");
        let problem = problem.at(modified_span, modified.to_string()).at(published_span, published.to_string());
        self.push(problem.help("put right the one that is wrong, or leave out `modified`"));
    }
}

impl Diagnostics {
    pub fn bad_language_tag(&mut self, span: Span, tag: &str, likely: Option<&str>) {
        let help = match likely {
            Some(likely) => format!("did you mean `{likely}`?"),
            None => "write a BCP 47 tag such as `en`, `pt-BR` or `zh-Hans`".into(),
        };
        let problem = Diagnostic::error("bad-language-tag", format!("`{tag}` is not a language tag"));
        self.push(problem.at(span, "names no language").help(help));
    }
}

impl Diagnostics {
    pub fn bad_url(&mut self, span: Span, url: &str, key: &str) {
        let problem = Diagnostic::error("bad-url", format!("`{url}` is not an absolute web address"));
        self.push(problem.at(span, format!("the value of `{key}`")).help("write the whole of it, beginning with `https://`"));
    }
}

impl Diagnostics {
    pub fn bad_identifier(&mut self, span: Span, identifier: &str) {
        let problem = Diagnostic::error("bad-identifier", format!("`{identifier}` is not a URI"));
        let help = "write `urn:isbn:…`, `urn:uuid:…` or an `https://` address, or leave the key out to get one made";
        self.push(problem.at(span, "has no scheme, or characters that a URI cannot have").help(help));
    }
}

impl Diagnostics {
    pub fn bad_slug(&mut self, span: Span, slug: &str, likely: &str) {
        let problem = Diagnostic::error("bad-slug", format!("`{slug}` cannot begin the name of a file everywhere"));
        let label = "only lower-case Latin letters, digits and single hyphens";
        self.push(problem.at(span, label).help(format!("write for example `{likely}`")));
    }
}

impl Diagnostics {
    pub fn not_a_mapping(&mut self, span: Span) {
        let problem = Diagnostic::error("not-a-mapping", "the metadata is not made of keys and values");
        self.push(
            problem.at(span, "no `key: value`").help("write one `key: value` on each line, for example `title: Our Charter`"),
        );
    }
}

impl Diagnostics {
    pub fn empty_metadata(&mut self, span: Span) {
        let problem = Diagnostic::error("empty-metadata", "there is no metadata");
        self.push(problem.at(span, "nothing here").help("write at least `title`, `language` and `published`"));
    }
}

impl Diagnostics {
    pub fn yaml_syntax(&mut self, span: Span, said: &str) {
        let problem = Diagnostic::error("yaml-syntax", format!("this is not YAML: {said}"));
        let help = "a text with `: `, `#` or a quotation mark at its start has to stand in quotation marks; \
                    what belongs together begins at the same column";
        self.push(problem.at(span, "cannot be read from here on").help(help));
    }
}

impl Diagnostics {
    pub fn tab_in_yaml(&mut self, span: Span) {
        let problem = Diagnostic::error("tab-in-yaml", "the line begins with a tab, which YAML does not allow");
        self.push(problem.at(span, "a tab").help("indent with spaces"));
    }
}

impl Diagnostics {
    pub fn yaml_alias(&mut self, span: Span) {
        let problem = Diagnostic::error("yaml-alias", "anchors and aliases of YAML are not used here");
        self.push(
            problem
                .at(span, "an anchor or alias")
                .help("write the value itself, in quotation marks if it begins with `&` or `*`"),
        );
    }
}

impl Diagnostics {
    pub fn yaml_too_large(&mut self, span: Span) {
        let problem =
            Diagnostic::error("yaml-too-large", "there is more, or more deeply nested, metadata than a statement can have");
        self.push(problem.at(span, "too much from here on").help("keep the text of the statement in the Markdown files"));
    }
}

impl Diagnostics {
    pub fn control_character(&mut self, span: Span, character: char) {
        let name = format!("U+{:04X}", u32::from(character));
        let problem = Diagnostic::error("control-character", format!("a control character ({name}) that no edition can show"));
        self.push(problem.at(span, format!("contains {name}")).help("remove it; it was most likely copied along unseen"));
    }
}

impl Diagnostics {
    pub fn missing_front_matter(&mut self, span: Span) {
        let problem = Diagnostic::error("missing-front-matter", "the file does not begin with its metadata");
        let help = "begin it with a line `---`, then `title: …`, `language: …`, `published: …`, then a line `---`";
        self.push(problem.at(span, "expected `---`").help(help));
    }
}

impl Diagnostics {
    pub fn unclosed_front_matter(&mut self, span: Span) {
        let problem = Diagnostic::error("unclosed-front-matter", "the metadata at the start of the file never ends");
        self.push(problem.at(span, "opened here").help("write a line `---` after the last key"));
    }
}

impl Diagnostics {
    pub fn texts_in_single_file(&mut self, span: Span) {
        let problem = Diagnostic::error("texts-in-single-file", "a file with front matter is its own text");
        let help = "leave `texts` out, or put the metadata into a `statement.yaml` and build its folder";
        self.push(problem.at(span, "not for a single file").help(help));
    }
}

impl Diagnostics {
    pub fn listed_twice(&mut self, span: Span, first: Span, path: &str) {
        let problem = Diagnostic::error("listed-twice", format!("`{path}` is listed twice"));
        self.push(problem.at(span, "again here").at(first, "first here").help("keep one of the two"));
    }
}

impl Diagnostics {
    /// How many of the problems are errors.
    pub fn errors(&self) -> usize {
        self.iter().filter(|problem| problem.severity == Severity::Error).count()
    }
}

impl Diagnostics {
    /// `place`: where the statement names the theme.
    pub fn theme_not_found(&mut self, place: Option<Span>, name: &str, known: &[&str]) {
        let mut problem = Diagnostic::error("theme-not-found", format!("there is no theme `{name}`"));
        if let Some(span) = place {
            problem = problem.at(span, "named here");
        }
        let help = format!("{}a theme is a folder `themes/{name}` with a file `tokens.yaml`", nearest_or_list(name, known));
        self.push(problem.help(help));
    }
}

impl Diagnostics {
    /// `place`: where the statement names the theme.
    pub fn theme_not_readable(&mut self, place: Option<Span>, path: &str, reason: &str) {
        let mut problem = Diagnostic::error("theme-not-readable", format!("`{path}` cannot be read: {reason}"));
        if let Some(span) = place {
            problem = problem.at(span, "named here");
        }
        self.push(problem.help("save the file as UTF-8 text in the folder of the theme"));
    }
}

impl Diagnostics {
    pub fn not_a_theme(&mut self, span: Span) {
        let problem = Diagnostic::error("not-a-theme", "the tokens are not made of keys and values");
        self.push(problem.at(span, "no `key: value`").help("write `extends: default`, or `palette:` and `roles:`"));
    }
}

impl Diagnostics {
    pub fn bad_token_name(&mut self, span: Span, name: &str) {
        let problem = Diagnostic::error("bad-token-name", format!("`{name}` cannot be the name of a token"));
        self.push(problem.at(span, "this name").help("use lower-case letters, digits and hyphens"));
    }
}

impl Diagnostics {
    pub fn unknown_palette_name(&mut self, span: Span, name: &str, known: &[&str]) {
        let problem = Diagnostic::error("unknown-palette-name", format!("the palette has no `{name}`"));
        let help = format!("{}use a name that stands under `palette:`", did_you_mean(name, known));
        self.push(problem.at(span, "used here").help(help));
    }
}

impl Diagnostics {
    /// `name`: the palette's name for it.
    pub fn bad_color(&mut self, span: Span, name: &str) {
        let problem = Diagnostic::error("bad-color", format!("`{name}` is used as a colour and is none"));
        let help = "write `#` and six hexadecimal digits in quotation marks, for example \"#9b3a1e\"";
        self.push(problem.at(span, "not of the form \"#rrggbb\"").help(help));
    }
}

impl Diagnostics {
    /// `form`: what values of this token look like.
    pub fn bad_token_value(&mut self, span: Span, token: &str, form: &str) {
        let problem = Diagnostic::error("bad-token-value", format!("this cannot be the value of `{token}`"));
        self.push(problem.at(span, format!("not {form}")).help(format!("write {form}")));
    }
}

impl Diagnostics {
    pub fn color_without_use(&mut self, span: Span, token: &str) {
        let problem = Diagnostic::error("color-without-use", format!("`{token}` does not say what it is for"));
        let help = "for text, name the backgrounds that it stands on: `on: [background]`; \
                    else write `is: background` or `is: decoration`";
        self.push(problem.at(span, "neither `on:` nor `is:`").help(help));
    }
}

impl Diagnostics {
    pub fn unknown_background(&mut self, span: Span, name: &str, known: &[&str]) {
        let problem = Diagnostic::error("unknown-background", format!("no background colour is called `{name}`"));
        let help = format!("{}a background is a colour with `is: background`", nearest_or_list(name, known));
        self.push(problem.at(span, "named here").help(help));
    }
}

impl Diagnostics {
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
        self.push(problem.help("text needs at least 4.5 : 1 (WCAG 2.2, 1.4.3): set the two colours further apart"));
    }
}

impl Diagnostics {
    pub fn unknown_token(&mut self, span: Span, name: &str, known: &[&str]) {
        let problem = Diagnostic::error("unknown-token", format!("there is no token `{name}`"));
        let help = format!("{}add it under `roles:` in `tokens.yaml`", did_you_mean(name, known));
        self.push(problem.at(span, "used here").help(help));
    }
}

impl Diagnostics {
    /// `place`: where the theme names it.
    pub fn font_not_found(&mut self, place: Span, family: &str) {
        let problem = Diagnostic::error("font-not-found", format!("the font family `{family}` is nowhere to be found"));
        let help = "put its files into the folder `fonts` of the theme, install it, or name another family";
        self.push(problem.at(place, "named here").help(help));
    }
}

impl Diagnostics {
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

/// The one of `known` that `name` was most likely meant to be.
pub fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let near = known.iter().map(|known| (strsim::jaro_winkler(name, known), *known)).filter(|(likeness, _)| *likeness > 0.8);
    near.max_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, known)| known)
}

fn did_you_mean(name: &str, known: &[&str]) -> String {
    nearest(name, known).map(|known| format!("did you mean `{known}`? ")).unwrap_or_default()
}

/// As [`did_you_mean`], but if nothing is near and there are few, all of them.
fn nearest_or_list(name: &str, known: &[&str]) -> String {
    let near = did_you_mean(name, known);
    if !near.is_empty() || known.is_empty() || known.len() > 12 {
        return near;
    }
    format!("there is {}; ", known.iter().map(|known| format!("`{known}`")).collect::<Vec<_>>().join(", "))
}
