//! Problems of links and of the anchors that they lead to.

use crate::diagnostics::{Diagnostic, Diagnostics, Span};

impl Diagnostics {
    pub fn duplicate_anchor(&mut self, span: Span, first: Span, anchor: &str) {
        let problem = Diagnostic::error("duplicate-anchor", format!("two headings have the anchor `{anchor}`"));
        self.push(problem.at(span, "again here").at(first, "first here").help("give one of them another anchor"));
    }

    pub fn bad_anchor(&mut self, span: Span, anchor: &str, likely: &str) {
        let problem =
            Diagnostic::error("bad-anchor", format!("`{anchor}` cannot be an anchor, the name by which links find a place"));
        let problem = problem.at(span, "has to begin with a letter and go on with letters, digits, `-` and `_`");
        self.push(problem.help(format!("write for example `{{#{likely}}}`")));
    }

    pub fn reserved_anchor(&mut self, span: Span, anchor: &str) {
        let problem = Diagnostic::error("reserved-anchor", format!("the program uses the anchor `{anchor}` itself"));
        self.push(problem.at(span, "pinned here").help(format!("write for example `{{#section-{anchor}}}`")));
    }

    pub fn unknown_anchor(&mut self, span: Span, anchor: &str, nearest: Option<&str>) {
        let problem = Diagnostic::error("unknown-anchor", format!("no section has the anchor `{anchor}`"));
        let help = match nearest {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => "pin the anchor with `{#…}` after the heading that is meant".into(),
        };
        self.push(problem.at(span, "links here").help(help));
    }

    pub fn scheme_not_allowed(&mut self, span: Span, scheme: &str) {
        let problem = Diagnostic::error("scheme-not-allowed", format!("a link cannot begin with `{scheme}:`"));
        self.push(problem.at(span, "links there").help("link to `https:`, `http:`, `mailto:`, `tel:`, or `#anchor`"));
    }

    pub fn bad_address(&mut self, span: Span, address: &str) {
        let problem = Diagnostic::error("bad-address", format!("`{address}` is not a complete address"));
        self.push(problem.at(span, "links there").help("write the whole of it, beginning with `https://`, without spaces"));
    }

    pub fn relative_link(&mut self, span: Span, destination: &str, nearest: Option<&str>) {
        let problem =
            Diagnostic::error("relative-link", format!("no reader of an edition can follow a link to `{destination}`"));
        let help = match nearest {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => "link to a file in `texts`, to `#anchor`, or to a whole address; other files are found only if \
                     `canonical` says where the statement is published"
                .into(),
        };
        self.push(problem.at(span, "links there").help(help));
    }

    pub fn empty_link_text(&mut self, span: Span, destination: &str) {
        let problem = Diagnostic::error("empty-link-text", format!("the link to `{destination}` has no text"));
        self.push(problem.at(span, "nothing to read or to press").help("write what it leads to: `[our values](…)`"));
    }

    pub fn link_title(&mut self, span: Span, title: &str) {
        let problem = Diagnostic::warning("link-title", format!("the link has a title, `{title}`, that no edition would show"));
        self.push(
            problem
                .at(span, "has a title")
                .help("say it in the text, and leave out what is in quotation marks after the address"),
        );
    }

    pub fn unused_link_definition(&mut self, span: Span) {
        let message = "this line gives an address a name that no link uses, so it would not be shown";
        let problem = Diagnostic::warning("unused-link-definition", message);
        let help = "write `[the words of the link][name]` where it belongs, or remove the line; if it is text, write `\\[`";
        self.push(problem.at(span, "not used").help(help));
    }
}
