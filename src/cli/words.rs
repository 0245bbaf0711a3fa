//! `chapbook words`

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use super::{SOURCE, language, show, source};
use crate::diagnostics::{self, Sources};
use crate::document::Language;
use crate::editions::words::{Measured, words};
use crate::readability::{Limits, LongSentence, Measure, Measures, Part, Unit};

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  chapbook words\n  chapbook words source --language es --long 20\n  chapbook words --format json"
)]
pub struct Arguments {
    /// A folder with `statement.yaml`, or one Markdown file
    #[arg(default_value = SOURCE, value_parser = source())]
    source: PathBuf,
    /// Measure this language only, and others for which it is given again
    #[arg(long, value_parser = language, value_name = "TAG")]
    language: Vec<Language>,
    /// How many words a sentence may have before it is listed as long
    #[arg(long, value_name = "WORDS", default_value_t = Limits::default().words_max)]
    long: usize,
    /// The same in languages that are measured in characters
    #[arg(long, value_name = "CHARACTERS", default_value_t = Limits::default().characters_max)]
    long_characters: usize,
    /// For people or for programs
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    Text,
    Json,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    let limits = Limits { words_max: arguments.long, characters_max: arguments.long_characters };
    let measured = words(&arguments.source, &arguments.language, limits)?;
    let Measured { sources, diagnostics, of } = &measured;
    match arguments.format {
        Form::Text => {
            show::problems(diagnostics, sources)?;
            let parts: Vec<String> = of.iter().map(|measures| text(measures, sources)).collect();
            write!(std::io::stdout(), "{}", parts.join("\n"))?;
        }
        Form::Json => {
            let mut report = diagnostics::json(diagnostics, sources);
            report["languages"] = of.iter().map(|measures| json(measures, sources)).collect();
            writeln!(std::io::stdout(), "{report:#}")?;
        }
    }
    Ok(if diagnostics.has_errors() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn text(measures: &Measures, sources: &Sources) -> String {
    let Measures { language, unit, formula, parts, whole, long } = measures;
    let head = ["section", unit_name(*unit), "sentences", "minutes aloud", "reading age"].map(String::from);
    let rows = parts.iter().chain([whole]).map(row).collect();
    let by = match formula {
        Some(formula) if formula.gives_ages() => format!("reading age by {}", formula.name()),
        Some(formula) => format!("ease of reading by {}, whose authors name no age", formula.name()),
        None => "no formula for a reading age is accepted for this language".into(),
    };
    let mut out = format!("{language}: {by}\n{}", show::columns(&head, rows));
    for LongSentence { text, length, span } in long {
        let place = sources.position(span.source, span.start);
        out.push_str(&format!(
            "{}:{}: {length} {}: {}\n",
            sources.path(span.source),
            place.line,
            unit_name(*unit),
            shortened(text)
        ));
    }
    out
}

fn row(Measure { part, length, sentences, minutes, reading }: &Measure) -> [String; 5] {
    let age = reading.map(|reading| match reading.age {
        Some(age) => format!("{age} years"),
        None => format!("score {:.0}", reading.value),
    });
    let none = || "–".to_string();
    [
        part_name(part).to_string(),
        length.to_string(),
        sentences.map_or_else(none, |count| count.to_string()),
        format!("{minutes:.1}"),
        age.unwrap_or_else(none),
    ]
}

fn part_name(part: &Part) -> &str {
    match part {
        Part::Whole => "(all)",
        Part::Opening => "(opening)",
        Part::Notes => "(notes)",
        Part::Section(anchor) => anchor.as_str(),
    }
}

fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Words => "words",
        Unit::Characters => "characters",
    }
}

/// The start of a sentence, by which it is recognised.
fn shortened(text: &str) -> String {
    let start: String = text.chars().take(40).collect();
    if start.len() < text.len() { format!("{}…", start.trim_end()) } else { start }
}

/// Nothing that was not measured has a key of its own: it is `null`. `length` is in
/// `unit`, `minutes` are those of reading aloud, `score` is in the scale of `formula`.
fn json(measures: &Measures, sources: &Sources) -> Value {
    let Measures { language, unit, formula, parts, whole, long } = measures;
    let long = long.iter().map(|LongSentence { text, length, span }| {
        let place = sources.position(span.source, span.start);
        json!({ "file": sources.path(span.source), "line": place.line, "length": length, "text": text })
    });
    json!({
        "language": language.tag(),
        "unit": unit_name(*unit),
        "formula": formula.map(|formula| formula.name()),
        "whole": measure_json(whole),
        "parts": parts.iter().map(measure_json).collect::<Vec<_>>(),
        "long_sentences": long.collect::<Vec<_>>(),
    })
}

fn measure_json(Measure { part, length, sentences, minutes, reading }: &Measure) -> Value {
    let (kind, section) = match part {
        Part::Whole => ("whole", None),
        Part::Opening => ("opening", None),
        Part::Notes => ("notes", None),
        Part::Section(anchor) => ("section", Some(anchor.as_str())),
    };
    let rounded = |number: f64| (number * 10.0).round() / 10.0;
    json!({
        "kind": kind,
        "section": section,
        "length": length,
        "sentences": sentences,
        "minutes": rounded(*minutes),
        "score": reading.map(|reading| rounded(reading.value)),
        "age": reading.and_then(|reading| reading.age),
    })
}
