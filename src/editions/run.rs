//! All languages of a statement: made in parallel, put aside on the disk as
//! they are finished, and then brought to their places.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Result;

use super::collection::{Collection, InLanguage, Statement};
use super::make::{self, Made, Prepared};
use super::named::Named;
use super::output::{Output, Renewed, Staging};
use super::records::Plan;
use super::{Edition, Failed, Left, Progress, Request, is_stopped, parallel};
use crate::diagnostics::{Diagnostics, Sources};
use crate::document::Language;
use crate::render::pdf;

pub struct Run<'a> {
    pub request: &'a Request,
    pub progress: &'a dyn Progress,
    pub sources: &'a Sources,
    pub output: &'a Output,
    pub collection: &'a Collection,
}

/// What became of it.
#[derive(Default)]
pub struct Done {
    pub problems: Diagnostics,
    pub editions: Vec<Edition>,
    /// What was written and is no edition.
    pub files: Vec<std::path::PathBuf>,
    pub failed: Vec<Failed>,
}

/// What became of one language.
struct Attempt {
    problems: Diagnostics,
    /// Nothing where problems stopped it.
    renewed: Option<Renewed>,
}

impl<'a> Run<'a> {
    /// Makes and writes the languages that are wanted. A language with errors
    /// stops for itself; the original, which the others are led back to, stops all.
    pub fn all(&self) -> Result<Done> {
        let mut problems: BTreeMap<&Language, Diagnostics> = BTreeMap::new();
        let mut failed: BTreeSet<&Language> = BTreeSet::new();
        for language in self.wanted() {
            if language.ready().is_none() || is_stopped(&language.problems, self.request.warnings) {
                failed.insert(language.language());
            }
        }
        let staging = self.output.staging();
        loop {
            let named = Named::of(self.collection, |language| self.is_there(language, &failed));
            let (mut renewed, mut newly_failed) = (Vec::new(), Vec::new());
            for (language, attempt) in self.attempt(&named, &staging, &failed)? {
                problems.insert(language, attempt.problems);
                match attempt.renewed {
                    Some(made) => renewed.push(made),
                    None => newly_failed.push(language),
                }
            }
            failed.extend(&newly_failed);
            let is_original_lost = failed.contains(self.collection.original().language());
            // Others lead to what is not there now, and are made again without it.
            let is_missed = newly_failed.iter().any(|language| !self.is_there_by_tag(language, &failed));
            if is_missed && !is_original_lost {
                continue;
            }
            let mut done = Done { problems: self.problems(problems), failed: self.failed(&failed), ..Done::default() };
            if !is_original_lost && !renewed.is_empty() {
                self.write(&staging, renewed, &mut done)?;
            }
            return Ok(done);
        }
    }

    fn wanted(&self) -> impl Iterator<Item = &'a InLanguage> {
        let asked: &[Language] = &self.request.languages;
        self.collection.languages.iter().filter(move |language| asked.is_empty() || asked.contains(language.language()))
    }

    /// Whether readers will find the formats in `language`, made now or left by
    /// an earlier run.
    fn is_there(&self, language: &InLanguage, failed: &BTreeSet<&Language>) -> bool {
        let is_made =
            self.wanted().any(|wanted| wanted.language() == language.language()) && !failed.contains(language.language());
        is_made || self.output.has_last(language.language(), &self.request.formats)
    }

    fn is_there_by_tag(&self, language: &Language, failed: &BTreeSet<&Language>) -> bool {
        self.collection.of(language).is_some_and(|language| self.is_there(language, failed))
    }

    /// Makes all that has not failed.
    fn attempt(&self, named: &Named, staging: &Staging, failed: &BTreeSet<&Language>) -> Result<Vec<(&'a Language, Attempt)>> {
        let going: Vec<&Statement> = self
            .wanted()
            .filter(|language| !failed.contains(language.language()))
            .filter_map(|language| language.ready())
            .collect();
        self.progress.begins(going.len() * self.request.formats.len());
        // What the languages are made of that are being made at the same time is kept.
        let recent = rayon::current_num_threads().max(2);
        let attempts = parallel::each(&going, |statement| {
            let attempt = self.one(statement, named, staging);
            pdf::forget(recent);
            attempt
        });
        going.into_iter().zip(attempts).map(|(statement, attempt)| Ok((statement.language(), attempt?))).collect()
    }

    fn one(&self, statement: &Statement, named: &Named, staging: &Staging) -> Result<Attempt> {
        let mut problems = Diagnostics::new();
        let made = make::make(statement, named, self.request, self.progress, self.sources, &mut problems);
        let renewed = match made {
            Some(made) if !is_stopped(&problems, self.request.warnings) => Some(self.stage(statement, named, made, staging)?),
            Some(_) | None => None,
        };
        Ok(Attempt { problems, renewed })
    }

    /// The files aside, and of the rest only what is needed at the end.
    fn stage(&self, statement: &Statement, named: &Named, made: Made, staging: &Staging) -> Result<Renewed> {
        let is_original = statement.translation.is_none();
        let mut renewed = staging.stage(statement, named, &made)?;
        let Made { list: _, faces, face_entries, pictures, typst_files: _ } = made;
        renewed.prepared = is_original.then_some(Prepared { faces, face_entries, pictures });
        Ok(renewed)
    }

    fn write(&self, staging: &Staging, mut renewed: Vec<Renewed>, done: &mut Done) -> Result<()> {
        let prepared = match renewed.iter_mut().find_map(|language| language.prepared.take()) {
            Some(prepared) => Some(prepared),
            None => make::prepare(self.collection.original(), self.request, self.progress, &mut done.problems),
        };
        if let Some(prepared) = prepared {
            done.editions = renewed.iter_mut().flat_map(|language| std::mem::take(&mut language.editions)).collect();
            let wanted = self.wanted().map(InLanguage::language).collect();
            let plan = Plan { collection: self.collection, wanted };
            done.files = self.output.write(staging, &plan, renewed, &prepared)?;
        }
        Ok(())
    }

    /// The problems of the languages that are wanted, in their order; what
    /// several have in common (of the theme, say) once.
    fn problems(&self, mut made: BTreeMap<&Language, Diagnostics>) -> Diagnostics {
        let mut all = Diagnostics::new();
        for language in self.wanted() {
            let mut own = language.problems.clone();
            own.append(made.remove(language.language()).unwrap_or_default());
            all.append_new(own);
        }
        all
    }

    fn failed(&self, failed: &BTreeSet<&Language>) -> Vec<Failed> {
        // Of a statement in one language its problems say all there is to say.
        if self.collection.languages.len() < 2 {
            return Vec::new();
        }
        let languages = self.wanted().map(InLanguage::language).filter(|language| failed.contains(language));
        let left = |language: &Language| if self.output.has_last(language, &[]) { Left::Older } else { Left::Nothing };
        languages.map(|language| Failed { language: language.clone(), left: left(language) }).collect()
    }
}
