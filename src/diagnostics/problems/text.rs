//! Problems of the blocks of a text.

use crate::diagnostics::{Diagnostic, Diagnostics, Span, nearest};

impl Diagnostics {
    pub fn html_not_allowed(&mut self, span: Span) {
        let problem = Diagnostic::error("html-not-allowed", "this is HTML, which cannot be part of a statement");
        let help = "write `**bold**`, `*italic*` and `[words](address)` instead; only `<span lang=\"…\">`, `<bdi>`, `<sup>`, `<sub>`, `<br>`, `<kbd>`, `<cite>` inside \
                    a line, and `<!-- translators: … -->`, are read; to show the sign `<` itself, write `&lt;`";
        self.push(problem.at(span, "HTML").help(help));
    }

    pub fn html_not_closed(&mut self, span: Span, name: &str) {
        let problem = Diagnostic::error("html-not-closed", format!("`<{name}>` is not closed where it was opened"));
        let help =
            format!("write `</{name}>` in the same paragraph; if it begins inside `**…**`, `*…*` or `[…]`, it ends there too");
        self.push(problem.at(span, "opened here").help(help));
    }

    pub fn html_not_opened(&mut self, span: Span, name: &str) {
        let problem = Diagnostic::error("html-not-opened", format!("`</{name}>` closes nothing"));
        let help = format!(
            "remove it, or write `<{name}>` before it in the same paragraph, on the same side of `**`, `*`, `[` and `]`"
        );
        self.push(problem.at(span, "closed here").help(help));
    }

    pub fn other_direction(&mut self, span: Span, written: &str, language: &str, right: &str) {
        let message = format!("text in the language `{language}` does not run in the direction `{written}`");
        let problem = Diagnostic::error("other-direction", message).at(span, "would be shown backwards");
        self.push(problem.help(format!("write `dir=\"{right}\"`, or leave `dir` out")));
    }

    pub fn nested_too_deeply(&mut self, span: Span) {
        let problem = Diagnostic::error("nested-too-deeply", "this is a list or quotation inside others, more than 16 deep");
        self.push(
            problem
                .at(span, "too deep from here on")
                .help("take some of the signs at the start of the line away, or begin a new section"),
        );
    }

    pub fn unknown_callout(&mut self, span: Span, name: &str) {
        let known = ["KEY", "NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];
        let problem = Diagnostic::error("unknown-callout", format!("there is no callout (box of text) called `{name}`"));
        let help = match nearest(&name.to_uppercase(), known) {
            Some(nearest) => format!("did you mean `> [!{nearest}]`?"),
            None => "write `> [!KEY]`, `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` or `[!CAUTION]`".into(),
        };
        self.push(problem.at(span, "not known").help(help));
    }

    pub fn folded_callout(&mut self, span: Span) {
        let problem =
            Diagnostic::error("folded-callout", "a callout (box of text) cannot be folded up, since paper cannot either");
        self.push(
            problem.at(span, "folded").help("write the name alone in the brackets and nothing right after them: `> [!NOTE]`"),
        );
    }

    pub fn empty_callout(&mut self, span: Span) {
        let problem = Diagnostic::error("empty-callout", "the callout (box of text) is empty");
        self.push(problem.at(span, "nothing after it").help("write its text on the next line, after `>`"));
    }

    pub fn callout_title_not_text(&mut self, span: Span) {
        let problem = Diagnostic::error(
            "callout-title-not-text",
            "the title of a callout (box of text) has to be words, and not a list or a heading",
        );
        self.push(problem.at(span, "not a line of text").help("write it on the next line, after `>`"));
    }

    pub fn key_sentence_not_one_paragraph(&mut self, span: Span) {
        let problem = Diagnostic::error("key-sentence-not-one-paragraph", "a key sentence is one paragraph");
        self.push(problem.at(span, "not one paragraph").help("write `> [!KEY]`, then one paragraph after `>`"));
    }

    pub fn key_sentence_inside_block(&mut self, span: Span) {
        let problem = Diagnostic::error("key-sentence-inside-block", "a key sentence stands by itself in a section");
        self.push(problem.at(span, "inside another block").help("take it out of the list, quotation, callout or note"));
    }

    pub fn two_key_sentences(&mut self, span: Span, first: Span) {
        let problem = Diagnostic::error("two-key-sentences", "the section has two key sentences");
        let problem = problem.at(span, "the second one").at(first, "the first one");
        self.push(problem.help("keep the one that carries the section, or begin a new section"));
    }

    pub fn heading_inside_block(&mut self, span: Span) {
        let problem =
            Diagnostic::error("heading-inside-block", "a heading cannot stand inside a list, quotation, callout or note");
        self.push(
            problem
                .at(span, "a heading")
                .help("remove what stands before the `#`; for a line that stands out write `**words**`"),
        );
    }

    pub fn empty_heading(&mut self, span: Span) {
        let problem = Diagnostic::error("empty-heading", "the heading has no text");
        self.push(problem.at(span, "nothing to show").help("write the title after `#`, or remove the line"));
    }

    pub fn heading_level_skipped(&mut self, span: Span, level: usize, level_max: usize) {
        let message = format!("this heading has {level} signs `#`, and here it can have {level_max} at most");
        let problem = Diagnostic::error("heading-level-skipped", message).at(span, "skips a level");
        self.push(problem.help(format!("begin it with `{0}`, or write a heading with `{0}` before it", "#".repeat(level_max))));
    }

    pub fn attribute_not_allowed(&mut self, span: Span) {
        let problem =
            Diagnostic::error("attribute-not-allowed", "braces `{…}` can only give a heading its anchor, the name for links");
        let help =
            "write `{#name}` after a heading, with nothing else in the braces, or remove them; to show a brace, write `\\{`";
        self.push(problem.at(span, "something else in braces").help(help));
    }

    pub fn table_without_header(&mut self, span: Span) {
        let problem = Diagnostic::error("table-without-header", "the table has no headings above its columns");
        self.push(problem.at(span, "every cell is empty").help("write in the first row what each column is about"));
    }

    /// `cells` in a row of a table of `columns`.
    pub fn too_many_cells(&mut self, span: Span, cells: usize, columns: usize) {
        let message = format!("the row has {cells} cells, but the first row of the table has {columns}");
        let problem = Diagnostic::error("too-many-cells", message);
        let help = "give the first row as many cells as the longest, or write `\\|` where `|` is meant as a character";
        self.push(problem.at(span, "has no column").help(help));
    }

    /// `right` is the number that would be shown.
    pub fn number_out_of_order(&mut self, span: Span, number: usize, right: usize) {
        let message = format!("the item has the number {number} and would be shown as {right}");
        let problem = Diagnostic::error("number-out-of-order", message).at(span, "does not follow");
        let help = format!("write `{right}.`; to begin at {number}, put a paragraph before it, so that a new list begins");
        self.push(problem.help(help));
    }

    pub fn code_info_not_read(&mut self, span: Span, info: &str) {
        let problem = Diagnostic::warning("code-info-not-read", format!("`{info}` is not the name of a programming language"));
        self.push(
            problem
                .at(span, "only one word can stand here")
                .help("write one word after the three backquotes, such as `python`, or nothing"),
        );
    }

    pub fn empty_description(&mut self, span: Span) {
        let problem = Diagnostic::error("empty-description", "the term has no description");
        self.push(problem.at(span, "nothing after `:`").help("write the description after `: `"));
    }
}
