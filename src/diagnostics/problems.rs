//! One method per problem. The code is the method's name in kebab case.

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
