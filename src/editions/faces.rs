//! Which faces the languages of a statement are set in, and what is missing.

use std::path::PathBuf;

use anyhow::Result;

use super::Cache;
use super::collection::{self, Statement};
use super::place::Source;
use crate::diagnostics::{Diagnostics, Sources};
use crate::document::Language;
use crate::fonts::{self, Face, Facts, SubsetPlan};

/// Whose faces are asked for.
#[derive(Clone, Debug)]
pub struct FacesRequest {
    /// A folder with `statement.yaml`, or one Markdown file with front matter.
    pub source: PathBuf,
    pub cache: Cache,
}

/// The answer. Typefaces and characters that are missing are among the
/// `diagnostics` too, with their places.
#[derive(Debug)]
pub struct Faces {
    pub sources: Sources,
    pub diagnostics: Diagnostics,
    pub languages: Vec<LanguageFaces>,
}

/// The faces of one language.
#[derive(Debug)]
pub struct LanguageFaces {
    pub language: Language,
    pub faces: Vec<UsedFace>,
    /// Families that are nowhere to be found.
    pub missing: Vec<String>,
    /// Characters of the text that no face has.
    pub uncovered: Vec<char>,
}

/// A face that shows characters of the text.
#[derive(Debug)]
pub struct UsedFace {
    pub face: Face,
    pub facts: Facts,
    /// How many characters of the text it shows.
    pub characters: usize,
}

impl Faces {
    /// The packages of Debian that hold the families that are missing.
    pub fn missing_packages(&self) -> Vec<&'static str> {
        let families = self.languages.iter().flat_map(|language| &language.missing);
        let mut packages: Vec<&str> = families.filter_map(|family| fonts::debian_package(family)).collect();
        packages.sort_unstable();
        packages.dedup();
        packages
    }
}

/// The faces of the statement in each of its languages.
pub fn faces(request: &FacesRequest) -> Result<Faces> {
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let place = Source::open(&request.source)?;
    let collection = collection::read(&place, &request.cache, &mut sources, &mut diagnostics);
    let mut languages = Vec::new();
    if let Some(collection) = &collection {
        diagnostics.append(collection.problems.clone());
        for language in &collection.languages {
            diagnostics.append_new(language.problems.clone());
            languages.extend(language.statement.as_ref().map(of_language));
        }
    }
    Ok(Faces { sources, diagnostics, languages })
}

fn of_language(statement: &Statement) -> LanguageFaces {
    let Statement { document, words, theme, library, .. } = statement;
    let plans = fonts::plan_screen_faces(document, words, theme, library);
    let used = |plan: &SubsetPlan| UsedFace {
        face: plan.face().clone(),
        facts: Facts::of(plan.face()),
        characters: plan.wanted().len(),
    };
    LanguageFaces {
        language: document.metadata.language.clone(),
        faces: plans.iter().map(used).collect(),
        missing: fonts::missing_families(theme, library),
        uncovered: fonts::uncovered(document, words, theme, library),
    }
}
