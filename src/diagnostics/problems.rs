//! One method per problem. The code is the method's name in kebab case.

use super::{Diagnostic, Diagnostics, Label, Severity, Span};

impl Diagnostics {
    /// How many of the problems are errors.
    pub fn errors(&self) -> usize {
        self.iter().filter(|problem| problem.severity == Severity::Error).count()
    }
}

/// Themes.
impl Diagnostics {
    /// `place`: where the statement names the theme.
    pub fn theme_not_found(&mut self, place: Option<Span>, name: &str, known: &[String]) {
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        self.push(Diagnostic {
            code: "theme-not-found",
            severity: Severity::Error,
            message: format!("there is no theme `{name}`"),
            labels: place.map(|span| Label { span, text: "named here".into() }).into_iter().collect(),
            help: Some(format!(
                "{}a theme is a folder `themes/{name}` with the file `tokens.yaml`",
                nearest_or_list(name, &known)
            )),
        });
    }

    pub fn theme_not_readable(&mut self, place: Option<Span>, path: &str, reason: &str) {
        self.push(Diagnostic {
            code: "theme-not-readable",
            severity: Severity::Error,
            message: format!("`{path}` cannot be read: {reason}"),
            labels: place.map(|span| Label { span, text: "named here".into() }).into_iter().collect(),
            help: Some("save the file as UTF-8 text inside the folder of the theme".into()),
        });
    }

    pub fn bad_token_name(&mut self, span: Span, name: &str) {
        self.push(Diagnostic {
            code: "bad-token-name",
            severity: Severity::Error,
            message: format!("`{name}` cannot be the name of a token"),
            labels: vec![Label { span, text: "this name".into() }],
            help: Some("use lower-case letters, digits and hyphens".into()),
        });
    }

    pub fn unknown_palette_name(&mut self, span: Span, name: &str, known: &[&str]) {
        self.push(Diagnostic {
            code: "unknown-palette-name",
            severity: Severity::Error,
            message: format!("the palette has no `{name}`"),
            labels: vec![Label { span, text: "used here".into() }],
            help: Some(format!("{}add it under `palette:`, or use a name from there", nearest(name, known))),
        });
    }

    pub fn bad_color(&mut self, span: Span, name: &str) {
        self.push(Diagnostic {
            code: "bad-color",
            severity: Severity::Error,
            message: format!("`{name}` is used as a colour and is none"),
            labels: vec![Label { span, text: "not of the form \"#rrggbb\"".into() }],
            help: Some("write it as \"#\" and six hexadecimal digits, with the quotation marks: \"#9b3a1e\"".into()),
        });
    }

    pub fn bad_value(&mut self, span: Span, name: &str, form: &str) {
        self.push(Diagnostic {
            code: "bad-value",
            severity: Severity::Error,
            message: format!("this is no value for `{name}`"),
            labels: vec![Label { span, text: format!("expected {form}") }],
            help: Some(format!("write {form}")),
        });
    }

    pub fn color_without_use(&mut self, span: Span, name: &str) {
        self.push(Diagnostic {
            code: "color-without-use",
            severity: Severity::Error,
            message: format!("`{name}` does not say what it is for"),
            labels: vec![Label { span, text: "neither `on:` nor `is:`".into() }],
            help: Some(
                "for text, name the backgrounds it stands on: `on: [background]`; otherwise say `is: background` or `is: decoration`".into(),
            ),
        });
    }

    pub fn unknown_background(&mut self, span: Span, name: &str, known: &[&str]) {
        self.push(Diagnostic {
            code: "unknown-background",
            severity: Severity::Error,
            message: format!("no colour `{name}` is a background"),
            labels: vec![Label { span, text: "named here".into() }],
            help: Some(format!("{}a background is a colour with `is: background`", nearest_or_list(name, known))),
        });
    }

    /// `roles` and `colours`: of the text, then of what it stands on.
    pub fn contrast_too_low(&mut self, span: Span, roles: [&str; 2], mode: &str, ratio: f64, colours: [(String, Span); 2]) {
        let [text, background] = roles;
        let written = (ratio * 100.0).floor() / 100.0;
        let mut labels = vec![Label { span, text: format!("{written:.2} : 1 on `{background}`") }];
        labels.extend(colours.map(|(colour, span)| Label { span, text: format!("{mode}: {colour}") }));
        // Where only the palette is the theme's own, that is where to mend it.
        let own = labels.iter().map(|label| label.span.source).min();
        labels.sort_by_key(|label| Some(label.span.source) != own);
        self.push(Diagnostic {
            code: "contrast-too-low",
            severity: Severity::Error,
            message: format!("`{text}` on `{background}` has a contrast of {written:.2} : 1 in the {mode} mode"),
            labels,
            help: Some("text needs at least 4.5 : 1 (WCAG 2.2, 1.4.3): set the two colours further apart".into()),
        });
    }

    pub fn unknown_token(&mut self, span: Span, name: &str, known: &[&str]) {
        self.push(Diagnostic {
            code: "unknown-token",
            severity: Severity::Error,
            message: format!("there is no token `{name}`"),
            labels: vec![Label { span, text: "used here".into() }],
            help: Some(format!("{}add it to `tokens.yaml` under `roles:`", nearest(name, known))),
        });
    }
}

/// `did you mean …? ` if something known is near, else nothing.
fn nearest(name: &str, known: &[&str]) -> String {
    let near = known.iter().map(|known| (strsim::jaro_winkler(name, known), known)).filter(|(likeness, _)| *likeness > 0.8);
    near.max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, known)| format!("did you mean `{known}`? "))
        .unwrap_or_default()
}

/// As [`nearest`], but if nothing is near and there are few, all of them.
fn nearest_or_list(name: &str, known: &[&str]) -> String {
    let near = nearest(name, known);
    if !near.is_empty() || known.is_empty() || known.len() > 12 {
        return near;
    }
    format!("there is {}; ", known.iter().map(|known| format!("`{known}`")).collect::<Vec<_>>().join(", "))
}

/// YAML files, those of a statement and those of a theme.
impl Diagnostics {
    pub fn bad_yaml(&mut self, span: Span, reason: &str) {
        self.push(Diagnostic {
            code: "bad-yaml",
            severity: Severity::Error,
            message: format!("this is not YAML: {reason}"),
            labels: vec![Label { span, text: "read up to here".into() }],
            help: Some("check the indentation (spaces, never tabs), the quotation marks and that no key is there twice".into()),
        });
    }

    pub fn wrong_type(&mut self, span: Span, expected: &str) {
        self.push(Diagnostic {
            code: "wrong-type",
            severity: Severity::Error,
            message: format!("expected {expected}"),
            labels: vec![Label { span, text: "something else is here".into() }],
            help: Some(format!("write {expected}")),
        });
    }

    pub fn unknown_key(&mut self, span: Span, key: &str, known: &[&str]) {
        self.push(Diagnostic {
            code: "unknown-key",
            severity: Severity::Error,
            message: format!("there is no key `{key}` here"),
            labels: vec![Label { span, text: "this key".into() }],
            help: Some(format!(
                "{}the keys are {}",
                nearest(key, known),
                known.iter().map(|known| format!("`{known}`")).collect::<Vec<_>>().join(", ")
            )),
        });
    }

    pub fn missing_key(&mut self, span: Span, key: &str) {
        self.push(Diagnostic {
            code: "missing-key",
            severity: Severity::Error,
            message: format!("the key `{key}` is missing"),
            labels: vec![Label { span, text: "here".into() }],
            help: Some(format!("add `{key}:`")),
        });
    }
}

impl Diagnostics {
    /// Typst could not set the text; `places` begin with where, in the Markdown
    /// or in the theme.
    pub fn typst_error(&mut self, places: &[Span], said: &str, help: Option<String>) {
        self.push(Diagnostic {
            code: "typst-error",
            severity: Severity::Error,
            message: format!("the PDF cannot be set: {said}"),
            labels: typst_labels(places),
            help,
        });
    }
}

impl Diagnostics {
    /// Typst set the text but doubts something.
    pub fn typst_warning(&mut self, places: &[Span], said: &str, help: Option<String>) {
        self.push(Diagnostic {
            code: "typst-warning",
            severity: Severity::Warning,
            message: format!("the PDF may not look right: {said}"),
            labels: typst_labels(places),
            help,
        });
    }
}

fn typst_labels(places: &[Span]) -> Vec<Label> {
    let texts = std::iter::once("here").chain(std::iter::repeat("used for this"));
    places.iter().zip(texts).map(|(&span, text)| Label { span, text: text.to_string() }).collect()
}
