//! `chapbook explain`

use std::io::Write;
use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use crate::diagnostics::{Explanation, explanations};

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  chapbook explain unknown-anchor")]
pub struct Arguments {
    /// The code in the brackets of a problem; without it, all codes are listed
    code: Option<String>,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    let mut stream = std::io::stdout().lock();
    let Some(code) = &arguments.code else {
        let width = explanations().iter().map(|explanation| explanation.code.len()).max().unwrap_or(0);
        for explanation in explanations() {
            writeln!(stream, "{:<width$}  {}", explanation.code, first_sentence(explanation.meaning))?;
        }
        return Ok(ExitCode::SUCCESS);
    };
    match explanations().iter().find(|explanation| explanation.code == code) {
        Some(explanation) => {
            write!(stream, "{}", page(explanation))?;
            Ok(ExitCode::SUCCESS)
        }
        None => {
            let nearest =
                explanations().iter().map(|explanation| explanation.code).min_by_key(|known| strsim::levenshtein(known, code));
            let hint = nearest.map(|nearest| format!("; did you mean `{nearest}`?")).unwrap_or_default();
            anyhow::bail!("no problem has the code `{code}`{hint}")
        }
    }
}

fn first_sentence(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.split_once(". ").map_or(line.clone(), |(first, _)| format!("{first}."))
}

fn page(explanation: &Explanation) -> String {
    let mut out = format!("{}\n\n{}\n", explanation.code, explanation.meaning);
    for (title, example) in [("Wrong", &explanation.wrong), ("Right", &explanation.right)] {
        for file in example.iter() {
            out.push_str(&format!("\n{title}, in {}:\n\n", file.path));
            for line in String::from_utf8_lossy(&file.bytes).lines() {
                out.push_str(if line.is_empty() { "" } else { "    " });
                out.push_str(line);
                out.push('\n');
            }
        }
    }
    out
}
