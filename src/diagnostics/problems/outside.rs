//! Problems that are found outside: by judges of finished editions, and by
//! asking the servers to which links lead.

use crate::diagnostics::{Diagnostic, Diagnostics, Severity, Span};

impl Diagnostics {
    /// What an outside judge `said` of the edition `file`. `span` is the block in which it was found, `place` says
    /// where in the edition it is.
    pub fn judge_finding(&mut self, span: Option<Span>, severity: Severity, said: &str, file: &str, place: &str) {
        let problem = Diagnostic { severity, ..Diagnostic::error("judge-finding", said) };
        let problem = match span {
            Some(span) => problem.at(span, "found in the edition of this").help(format!("look at {place}")),
            None => problem.help(format!("look at {place}; it belongs to no block of the text")),
        };
        self.push(problem.in_edition(file));
    }

    /// `why` is part of a sentence; no `spans` for an address of the metadata.
    pub fn link_broken(&mut self, spans: &[Span], url: &str, why: &str) {
        let problem = Diagnostic::warning("link-broken", format!("the link to `{url}` leads nowhere: {why}"));
        let help = "open it in a browser; put the address right, or take the link out";
        self.push(spans.iter().fold(problem, |problem, span| problem.at(*span, "links there")).help(help));
    }

    /// `spans` and `url` are those of the first of `count` links.
    pub fn link_not_tried(&mut self, spans: &[Span], url: &str, count: usize, seconds: u64) {
        let others = if count > 1 { format!(" and {} others", count - 1) } else { String::new() };
        let message = format!("the link to `{url}`{others} could not be tried within {seconds} seconds");
        let problem = Diagnostic::warning("link-not-tried", message);
        let help = "run it again: what worked is remembered for a day";
        self.push(spans.iter().fold(problem, |problem, span| problem.at(*span, "not tried")).help(help));
    }
}
