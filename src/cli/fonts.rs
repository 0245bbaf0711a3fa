//! `chapbook fonts`

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};

use super::{SOURCE, show, source};
use crate::editions::{self, Cache, Faces, FacesRequest, LanguageFaces, UsedFace};
use crate::fonts::{Origin, Style};

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  chapbook fonts\n  chapbook fonts source --format json\n  chapbook fonts --missing-packages"
)]
pub struct Arguments {
    /// A folder with `statement.yaml`, or one Markdown file
    #[arg(default_value = SOURCE, value_parser = source())]
    source: PathBuf,
    /// As a table, or as JSON
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
    /// Print only the packages of Debian and Ubuntu that hold what is missing, one a line
    #[arg(long, conflicts_with = "format")]
    missing_packages: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    Text,
    Json,
}

pub fn run(arguments: &Arguments) -> Result<ExitCode> {
    let request = FacesRequest { source: arguments.source.clone(), cache: Cache::of_the_platform() };
    let found = editions::faces(&request)?;
    if arguments.missing_packages {
        for package in found.missing_packages() {
            writeln!(std::io::stdout(), "{package}")?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    match arguments.format {
        Form::Text => {
            show::problems(&found.diagnostics, &found.sources)?;
            write!(anstream::stdout(), "{}", table(&found))?;
        }
        Form::Json => writeln!(std::io::stdout(), "{}", json(&found))?,
    }
    Ok(if found.diagnostics.has_errors() { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// One face a line; then, for each language, what it lacks.
fn table(found: &Faces) -> String {
    let mut rows = Vec::new();
    let mut lacks = String::new();
    for LanguageFaces { language, faces, missing, uncovered } in &found.languages {
        for used in faces {
            let UsedFace { face, facts, characters } = used;
            rows.push([
                language.tag().to_string(),
                name(used),
                characters.to_string(),
                origin(&face.origin),
                facts.version_number().unwrap_or_else(|| NOT_SAID.to_string()),
                facts.licence_name().unwrap_or_else(|| NOT_SAID.to_string()),
            ]);
        }
        if !missing.is_empty() {
            lacks.push_str(&format!("{language}: not found: {}\n", missing.join(", ")));
        }
        if !uncovered.is_empty() {
            lacks.push_str(&format!("{language}: in no typeface: {} characters\n", uncovered.len()));
        }
    }
    let head = ["language", "typeface", "characters", "from", "version", "licence"].map(String::from);
    if rows.is_empty() { lacks } else { show::left_columns(&head, rows) + &lacks }
}

/// The file does not state it.
const NOT_SAID: &str = "–";

fn name(UsedFace { face, .. }: &UsedFace) -> String {
    match face.style {
        Style::Upright => format!("{} {}", face.family, face.weight),
        Style::Italic => format!("{} {} italic", face.family, face.weight),
    }
}

fn origin(origin: &Origin) -> String {
    match origin {
        Origin::Embedded => "the program".to_string(),
        Origin::Theme(path) => format!("themes/{path}"),
        Origin::System(path) => path.display().to_string(),
    }
}

fn json(found: &Faces) -> String {
    let face = |used: &UsedFace| {
        let UsedFace { face, facts, characters } = used;
        let kind = match &face.origin {
            Origin::Embedded => "embedded",
            Origin::Theme(_) => "theme",
            Origin::System(_) => "system",
        };
        let path = match &face.origin {
            Origin::Embedded => None,
            Origin::Theme(_) | Origin::System(_) => Some(origin(&face.origin)),
        };
        serde_json::json!({
            "family": face.family,
            "weight": face.weight,
            "style": face.style.css(),
            "origin": kind,
            "path": path,
            "version": facts.version,
            "licence": facts.licence,
            "licenceUrl": facts.licence_url,
            "characters": characters,
        })
    };
    let language = |LanguageFaces { language, faces, missing, uncovered }: &LanguageFaces| {
        let uncovered: Vec<String> = uncovered.iter().map(|character| format!("U+{:04X}", u32::from(*character))).collect();
        serde_json::json!({
            "language": language.tag(),
            "faces": faces.iter().map(face).collect::<Vec<_>>(),
            "missing": missing,
            "uncovered": uncovered,
        })
    };
    let mut json = crate::diagnostics::json(&found.diagnostics, &found.sources);
    json["languages"] = found.languages.iter().map(language).collect();
    json["missingPackages"] = found.missing_packages().into_iter().collect();
    serde_json::to_string_pretty(&json).expect("a report has only strings for keys")
}
