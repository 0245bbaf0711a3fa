//! Problems that are found outside: by judges of finished editions, and by
//! asking the servers to which links lead.

use super::{Diagnostic, Diagnostics, Severity, Span};

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
}
