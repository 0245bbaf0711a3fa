//! Problems of links and of the anchors that they lead to.

use crate::diagnostics::{Diagnostic, Diagnostics, Span};

impl Diagnostics {
    pub fn duplicate_anchor(&mut self, span: Span, first: Span, anchor: &str) {
        let problem =
            Diagnostic::error("duplicate-anchor", format!("two headings have the anchor (the name for links) `{anchor}`"));
        self.push(
            problem
                .at(span, "again here")
                .at(first, "first here")
                .help("write another name in the braces of one of them, and in the links that lead to it"),
        );
    }

    pub fn bad_anchor(&mut self, span: Span, anchor: &str, likely: &str) {
        let problem =
            Diagnostic::error("bad-anchor", format!("`{anchor}` cannot be an anchor, the name by which links find a heading"));
        let problem = problem.at(span, "begins with a letter; then letters, digits, `-` and `_`, no spaces");
        self.push(problem.help(format!("write for example `{{#{likely}}}`")));
    }

    pub fn reserved_anchor(&mut self, span: Span, anchor: &str) {
        let problem = Diagnostic::error(
            "reserved-anchor",
            format!("the anchor (the name for links) `{anchor}` is taken: the program needs it for a part of its own"),
        );
        self.push(problem.at(span, "used here").help(format!("write for example `{{#section-{anchor}}}`")));
    }

    pub fn unknown_anchor(&mut self, span: Span, anchor: &str, nearest: Option<&str>) {
        let problem =
            Diagnostic::error("unknown-anchor", format!("the link leads to `#{anchor}`, and no heading has that name"));
        let help = match nearest {
            Some(nearest) => format!("did you mean `#{nearest}`?"),
            None => format!("write `{{#{anchor}}}` after the heading that is meant, or change the link"),
        };
        self.push(problem.at(span, "links here").help(help));
    }

    pub fn scheme_not_allowed(&mut self, span: Span, scheme: &str) {
        let problem = Diagnostic::error("scheme-not-allowed", format!("a link cannot begin with `{scheme}:`"));
        self.push(
            problem
                .at(span, "links there")
                .help("begin it with `https://`, `mailto:` or `tel:`, or lead to a heading: `#its-anchor`"),
        );
    }

    pub fn bad_address(&mut self, span: Span, address: &str) {
        let problem = Diagnostic::error("bad-address", format!("`{address}` is not a complete address"));
        self.push(problem.at(span, "links there").help("write the whole of it, beginning with `https://`, without spaces"));
    }

    pub fn relative_link(&mut self, span: Span, destination: &str, nearest: Option<&str>) {
        let problem = Diagnostic::error(
            "relative-link",
            format!("the link to `{destination}` would lead nowhere for readers: it needs a file of yours"),
        );
        let help = match nearest {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => {
                "write the whole address, beginning with `https://`; or, for a heading of this statement, `#its-anchor`; or \
                     say with `canonical` in `statement.yaml` where the statement is published, and the file beside it"
                    .into()
            }
        };
        self.push(problem.at(span, "links there").help(help));
    }

    pub fn empty_link_text(&mut self, span: Span, destination: &str) {
        let problem = Diagnostic::error("empty-link-text", format!("the link to `{destination}` has no text"));
        self.push(
            problem
                .at(span, "nothing to read or to press")
                .help("write in the square brackets what it leads to: `[our values](…)`"),
        );
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
