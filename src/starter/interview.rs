//! Four questions, one after the other, in plain lines that a screen reader
//! reads as they come: no cursor is moved and no line is drawn anew.

use std::io::{BufRead, Write};

use super::answers::{AnswerError, address, line};
use super::{Answers, files};
use crate::document::Language;
use crate::source;

/// The answers of whoever writes to `input`, asked on `output`. What is left
/// empty is as in `defaults`; what cannot be taken is said and asked again. An
/// error if the input ends before the last answer.
pub fn interview(defaults: Answers, input: &mut dyn BufRead, output: &mut dyn Write) -> std::io::Result<Answers> {
    let mut conversation = Conversation { input, output };
    let Answers { title, language, authors, canonical, published } = defaults;
    conversation.say("Four questions. Press Enter to take the answer in brackets.\n")?;

    let title = conversation.ask("1 of 4: What is the title?", &title, line)?;
    let language = conversation.ask("2 of 4: In which language is it written?", &language, language_called)?;
    let author = authors.join(", ");
    let author = conversation
        .ask("3 of 4: Who are its authors?", &Shown(author, authors), |answer| Ok(Shown(answer.to_string(), list(answer)?)))?;
    let none = canonical.clone().unwrap_or_else(|| "not known yet".into());
    let canonical =
        conversation.ask("4 of 4: At which web address will it be published?", &Shown(none, canonical), |answer| {
            let address = address(answer)?;
            Ok(Shown(address.clone(), Some(address)))
        })?;
    conversation.say("")?;
    Ok(Answers { title, language, authors: author.1, canonical: canonical.1, published })
}

/// An answer and how it is shown in brackets.
#[derive(Clone)]
struct Shown<T>(String, T);

impl<T> std::fmt::Display for Shown<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.0.is_empty() { "none" } else { &self.0 })
    }
}

struct Conversation<'a> {
    input: &'a mut dyn BufRead,
    output: &'a mut dyn Write,
}

impl Conversation<'_> {
    fn say(&mut self, text: &str) -> std::io::Result<()> {
        writeln!(self.output, "{text}")
    }

    fn ask<T: Clone + std::fmt::Display>(
        &mut self,
        question: &str,
        default: &T,
        read: impl Fn(&str) -> Result<T, AnswerError>,
    ) -> std::io::Result<T> {
        loop {
            write!(self.output, "{question} [{default}] ")?;
            self.output.flush()?;
            let mut answer = Vec::new();
            if self.input.read_until(b'\n', &mut answer)? == 0 {
                self.say("")?;
                return Err(std::io::Error::new(std::io::ErrorKind::UnexpectedEof, "the questions were not answered"));
            }
            let answer = String::from_utf8_lossy(&answer);
            if answer.trim().is_empty() {
                return Ok(default.clone());
            }
            match read(answer.trim()) {
                Ok(value) => return Ok(value),
                Err(error) => self.say(&format!("   This cannot be taken: {error}."))?,
            }
        }
    }
}

/// Authors with commas between them.
fn list(answer: &str) -> Result<Vec<String>, AnswerError> {
    answer.split([',', '،', '、']).map(str::trim).filter(|author| !author.is_empty()).map(line).collect()
}

/// The language that `answer` is the tag or the English name of.
pub fn language_called(answer: &str) -> Result<Language, AnswerError> {
    let tag = source::likely_tag(answer);
    let language = tag.and_then(|tag| Language::parse(&tag).ok()).filter(Language::is_registered);
    language
        .ok_or_else(|| AnswerError(format!("`{answer}` is not the code of a language, such as `en`, `es`, `ar` or `zh-Hans`")))
}

/// What is said after the files of `answers` were made in `folder`.
pub fn report(folder: &str, answers: &Answers) -> String {
    let starter = files(answers);
    let mut out = format!("These files are now in `{folder}`:\n");
    let names: Vec<&str> = starter.files[..starter.written].iter().map(|(name, _)| name.as_str()).collect();
    let width = names.iter().map(|name| name.len()).max().unwrap_or(0);
    for (index, name) in names.into_iter().enumerate() {
        let what = if index == 0 { "title, authors, date; the list of the texts" } else { "a text, to be replaced by yours" };
        out.push_str(&format!("  {name:width$}  {what}\n"));
    }
    if starter.example.primary() != answers.language.primary() {
        out.push_str(&format!("There is no example in `{}` yet: these texts are in English.\n", answers.language));
    }
    let source = if folder == DEFAULT_FOLDER { String::new() } else { format!(" {}", shell_word(folder)) };
    out.push_str(&format!("\nSee in the browser what becomes of them while you write:\n  chapbook serve{source}\n"));
    out.push_str(&format!("Make the editions, PDF, EPUB and HTML, in the folder `output`:\n  chapbook build{source}\n"));
    out
}

/// Where commands look for a source if none is named.
const DEFAULT_FOLDER: &str = "source";

/// `text` as it is written on a command line.
fn shell_word(text: &str) -> String {
    let is_plain = !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || "-_./\\:~".contains(c));
    if is_plain { text.to_string() } else { format!("\"{text}\"") }
}
