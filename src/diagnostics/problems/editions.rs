//! Problems that come to light when an edition is made, or compared with the last one.

use crate::diagnostics::{Diagnostic, Diagnostics, Span};

impl Diagnostics {
    /// Typst could not set the text; `places` begin with where, in the Markdown
    /// or in the theme.
    pub fn typst_error(&mut self, places: &[Span], said: &str, help: Option<String>) {
        let problem = Diagnostic::error("typst-error", format!("the theme stopped while the PDF was made: {said}"));
        let help = help.unwrap_or_else(|| {
            "show this to whoever made the theme; `chapbook build --keep-typst` keeps the pages as they were written for it"
                .into()
        });
        self.push(at_places(problem, places).help(help));
    }

    /// Typst set the text but doubts something.
    pub fn typst_warning(&mut self, places: &[Span], said: &str, help: Option<String>) {
        let problem = Diagnostic::warning("typst-warning", format!("the PDF may not look right: {said}"));
        self.push(Diagnostic { help, ..at_places(problem, places) });
    }

    pub fn anchor_changed(&mut self, span: Span, before: &str, now: &str) {
        let message =
            format!("the anchor of this section, its name for links, was `{before}` in the last editions and is `{now}` now");
        let problem = Diagnostic::warning("anchor-changed", message).at(span, "links to the old address no longer lead here");
        self.push(problem.help(format!("write `{{#{before}}}` after the title to keep old links alive")));
    }

    pub fn version_not_changed(&mut self, span: Option<Span>, version: &str, modified: &str) {
        let message = format!("the text differs from the last build's, but it still says version `{version}` of {modified}");
        let problem = Diagnostic::warning("version-not-changed", message);
        let problem = problem.at_some(span, "the same as before");
        self.push(problem.help("give `version` a new value and set `modified` to the day of the change"));
    }
}

fn at_places(problem: Diagnostic, places: &[Span]) -> Diagnostic {
    let texts = std::iter::once("here").chain(std::iter::repeat("used for this"));
    places.iter().zip(texts).fold(problem, |problem, (&span, text)| problem.at(span, text))
}
