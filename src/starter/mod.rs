//! A small, complete source folder to start from: every sentence of it is an
//! example of how statements are written, and says so.

mod answers;
mod interview;
mod texts;

use uuid::Uuid;

pub use answers::{AnswerError, address, language_of_locale, line};
pub use interview::{interview, language_called, report};

use crate::document::{Date, Language};
use crate::{source, theme};
use texts::Texts;

/// What is said of the new statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    /// One line, as [`line`] gives it.
    pub title: String,
    pub language: Language,
    /// May be none; each is one line.
    pub authors: Vec<String>,
    /// Where the HTML edition will be, as [`address`] gives it.
    pub canonical: Option<String>,
    pub published: Date,
}

/// The files of a source folder, and the language of the example in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Starter {
    /// By path below the folder, with `/`: `statement.yaml`, then the texts in
    /// their order, then what only programs read.
    pub files: Vec<(String, Vec<u8>)>,
    /// How many of them people write in.
    pub written: usize,
    /// The statement's own, or English where there is no example in that.
    pub example: Language,
}

/// The source folder of a new statement. It is read without a problem, and its
/// files refer to the schemas of this version of the program, which lie in it.
pub fn files(answers: &Answers) -> Starter {
    let texts = texts::of(&answers.language);
    let example = texts.language();
    let mut files = vec![("statement.yaml".to_string(), statement(answers, texts, &example).into_bytes())];
    files.extend(texts.files.iter().map(|(name, text)| (name.to_string(), text.as_bytes().to_vec())));
    let written = files.len();
    files.push((STATEMENT_SCHEMA.into(), pretty(&source::schema())));
    files.push((TOKENS_SCHEMA.into(), pretty(&theme::schema())));
    files.push((".vscode/settings.json".into(), pretty(&settings())));
    files.push((".vscode/extensions.json".into(), pretty(&extensions())));
    Starter { files, written, example }
}

/// `statement.yaml` names it in its first line.
const STATEMENT_SCHEMA: &str = ".chapbook/statement.schema.json";
const TOKENS_SCHEMA: &str = ".chapbook/tokens.schema.json";

fn statement(answers: &Answers, texts: &Texts, example: &Language) -> String {
    let Answers { title, language, authors, canonical, published } = answers;
    let remark = match example.primary() == language.primary() {
        true => String::new(),
        false => format!("\n# The example is in another language, since there is none in `{language}`: replace it."),
    };
    let authors = match authors.as_slice() {
        [] => format!("# authors:\n#   - {}", texts.author),
        authors => authors.iter().fold("authors:".to_string(), |yaml, author| format!("{yaml}\n  - {}", quoted(author))),
    };
    let canonical = match canonical {
        Some(address) => format!("canonical: {}", quoted(address)),
        None => "# canonical: https://example.org/statement.html".into(),
    };
    let filled = texts.statement.replace("{remark}", &remark);
    let (head, tail) = filled.split_once("{title}").expect("each example has a place for the title");
    let tail = tail
        .replace("{language}", language.tag())
        .replace("{published}", &published.to_string())
        .replace("{identifier}", &identifier(answers))
        .replace("{canonical}", &canonical);
    let (middle, end) = tail.split_once("{authors}").expect("each example has a place for the authors");
    format!("{head}{}{middle}{authors}{end}", quoted(title))
}

/// A name that two statements do not share, and one keeps when it gets another title.
fn identifier(answers: &Answers) -> String {
    let Answers { title, language, authors, canonical, published } = answers;
    let name = format!("chapbook:new\n{title}\n{language}\n{}\n{canonical:?}\n{published}", authors.join("\n"));
    Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes()).urn().to_string()
}

/// `text` in quotation marks, in the way of JSON, which YAML 1.2 takes.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// The modeline of `statement.yaml` suffices for it; a theme beside it has none.
fn settings() -> serde_json::Value {
    serde_json::json!({
        "yaml.schemas": {
            (format!("./{STATEMENT_SCHEMA}")): "statement.yaml",
            (format!("./{TOKENS_SCHEMA}")): "themes/*/tokens.yaml",
        },
    })
}

/// What teaches VS Code YAML.
fn extensions() -> serde_json::Value {
    serde_json::json!({ "recommendations": ["redhat.vscode-yaml"] })
}

fn pretty(value: &serde_json::Value) -> Vec<u8> {
    format!("{value:#}\n").into_bytes()
}
