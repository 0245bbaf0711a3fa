//! The key `evaluation`: who evaluated the editions, when, and what was found.

use super::fields::Fields;
use super::keys;
use super::metadata::Reader;
use crate::document::{Conformance, Date, Evaluation};
use crate::yaml::Value;

impl Reader<'_> {
    /// Of the version of the day `version`: an earlier evaluation is reported
    /// and left out, as it was another text that was evaluated.
    pub fn evaluation(&mut self, fields: &Fields, version: Option<Date>, say: &impl Fn(&str) -> String) -> Option<Evaluation> {
        let Value::Mapping(entries) = &fields.value("evaluation")?.value else { return None };
        let parts = self.parts(entries, keys::EVALUATION, "evaluation", fields);
        let date = self.date(&parts, "date");
        let report = self.url(&parts, "report", "report");
        let conformance = match parts.text("conforms-to") {
            Some((written, span)) => {
                let conformance = Conformance::parse(written);
                if conformance.is_none() {
                    self.diagnostics.unknown_conformance(
                        span,
                        written.trim(),
                        &Conformance::ALL.map(|known| known.to_string()),
                    );
                }
                conformance
            }
            None => Some(Conformance::USUAL),
        };
        let by = parts.text("by").map(|(by, _)| say(by));
        if let (Some(date), Some(version), Some((_, span))) = (date, version, parts.text("date"))
            && date < version
        {
            let place = fields.text("modified").or(fields.text("published")).map_or(span, |(_, span)| span);
            self.diagnostics.evaluation_outdated(span, place, date, version);
            return None;
        }
        Some(Evaluation { by: by?, date: date?, report: report?, conformance: conformance? })
    }
}
