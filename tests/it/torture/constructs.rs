//! The constructs of a statement, each as a writer of Markdown. `№` stands for
//! the number of the pair.

/// A name, and the Markdown of the construct around what it is given.
pub struct Construct {
    pub name: &'static str,
    pub write: fn(&str) -> String,
}

impl Construct {
    fn around(&self, inner: &str) -> Inner {
        Inner { name: self.name, markdown: (self.write)(inner) }
    }
}

/// A construct as it is put into others.
pub struct Inner {
    pub name: &'static str,
    pub markdown: String,
}

fn construct(name: &'static str, write: fn(&str) -> String) -> Construct {
    Construct { name, write }
}

/// What holds blocks.
pub fn containers() -> Vec<Construct> {
    vec![
        construct("section", |inner| inner.to_string()),
        construct("tight bullet list", |inner| format!("{}\n- Last of №.", hung("- ", inner))),
        construct("loose bullet list", |inner| format!("{}\n\n- Last of №.", hung("- ", &between(inner)))),
        construct("tight numbered list", |inner| format!("{}\n2. Last of №.", hung("1. ", inner))),
        construct("loose numbered list", |inner| format!("{}\n\n10. Last of №.", hung("9. ", &between(inner)))),
        construct("tight task list", |inner| format!("{}\n- [x] Last of №.", hung("- ", &task(inner)))),
        construct("loose task list", |inner| format!("{}\n\n- [x] Last of №.", hung("- ", &format!("[ ] {}", between(inner))))),
        construct("quotation", quoted),
        construct("quotation with attribution", |inner| quoted(&format!("{inner}\n\n— Somebody of №"))),
        construct("note callout", |inner| quoted(&format!("[!NOTE]\n{inner}"))),
        construct("tip callout", |inner| quoted(&format!("[!TIP] A title of №\n{inner}"))),
        construct("important callout", |inner| quoted(&format!("[!IMPORTANT]\n{}", between(inner)))),
        construct("warning callout", |inner| quoted(&format!("[!WARNING] A title of №\n{inner}"))),
        construct("caution callout", |inner| quoted(&format!("[!CAUTION]\n{inner}"))),
        construct("description list", |inner| format!("Term of №\n{}", hung(": ", inner))),
        construct("note", |inner| format!("Words of № have a note. [^outer-№]\n\n{}", hung_by("[^outer-№]: ", 4, inner))),
        construct("key sentence", |inner| quoted(&format!("[!KEY]\n{inner}"))),
    ]
}

/// What stands among blocks: the containers too, around a paragraph.
pub fn blocks() -> Vec<Inner> {
    let leaf = |name, markdown: &str| Inner { name, markdown: markdown.to_string() };
    let mut out = vec![
        leaf("paragraph", "Here are words of №."),
        leaf("paragraph with a note", "Here are words of №, [^mark-№] and more."),
        leaf("paragraph in Hebrew", "<span lang=\"he\">שלום</span>"),
        leaf("table", "| Head | of № |\n|---|--:|\n| cell | of № |"),
        leaf("code", "```text\ncode\n  of №\n```"),
        leaf("figure", "![A square](square.png)"),
        leaf("figure with caption", "![A square](square.png \"A caption of №\")"),
        leaf("divider", "***"),
    ];
    let nested = containers().into_iter().filter(|container| !matches!(container.name, "section" | "note"));
    out.extend(nested.map(|container| container.around("Deeper words of №.")));
    out
}

/// What holds inlines.
pub fn places() -> Vec<Construct> {
    vec![
        construct("paragraph", |inner| format!("Before №, {inner} after №.")),
        construct("title", |inner| format!("## Title №, {inner} ends")),
        construct("key sentence", |inner| quoted(&format!("[!KEY]\nKey №, {inner} ends."))),
        construct("tight item", |inner| format!("- Item №, {inner} ends\n- Last of №")),
        construct("tight task", |inner| format!("- [ ] Task №, {inner} ends\n- [x] Last of №")),
        construct("attribution", |inner| quoted(&format!("Words of №.\n\n— Somebody №, {inner} ends"))),
        construct("callout title", |inner| quoted(&format!("[!NOTE] Title №, {inner} ends\nWords of №."))),
        construct("header cell", |inner| format!("| Head №, {inner} ends | B |\n|---|---|\n| cell № | b |")),
        construct("cell", |inner| format!("| A | Head № |\n|---|---|\n| a | cell №, {inner} ends |")),
        construct("term", |inner| format!("Term №, {inner} ends\n: Details of №.")),
        construct("note", |inner| format!("Words of № have a note. [^place-№]\n\n[^place-№]: Note №, {inner} ends.")),
        construct("paragraph in Hebrew", |inner| format!("<span lang=\"he\">שלום {inner} עולם</span>")),
    ]
}

/// What stands among inlines.
pub fn inlines() -> Vec<Inner> {
    let leaf = |name, markdown: &str| Inner { name, markdown: markdown.to_string() };
    let mut out = vec![
        leaf("text", "words"),
        leaf("code", "`code of №`"),
        leaf("image", "![A square](square.png)"),
        leaf("note mark", "marked, [^mark-№]"),
        leaf("line break", "<br>"),
    ];
    out.extend(spans().into_iter().map(|span| span.around("words")));
    out
}

/// Inlines that hold inlines.
pub fn spans() -> Vec<Construct> {
    vec![
        construct("emphasis", |inner| format!("*emphasis {inner} ends*")),
        construct("strong", |inner| format!("**strong {inner} ends**")),
        construct("strikethrough", |inner| format!("~~struck {inner} ends~~")),
        construct("internal link", |inner| format!("[link {inner} ends](#place)")),
        construct("outside link", |inner| format!("[outside {inner} ends](https://example.org/№)")),
        construct("superscript", |inner| format!("<sup>raised {inner} ends</sup>")),
        construct("subscript", |inner| format!("<sub>lowered {inner} ends</sub>")),
        construct("isolate", |inner| format!("<bdi>apart {inner} ends</bdi>")),
        construct("keyboard", |inner| format!("<kbd>keys {inner} end</kbd>")),
        construct("citation", |inner| format!("<cite>work {inner} ends</cite>")),
        construct("span in French", |inner| format!("<span lang=\"fr\">mots {inner} finis</span>")),
        construct("span in Hebrew", |inner| format!("<span lang=\"he\" dir=\"rtl\">שלום {inner} עולם</span>")),
    ]
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Blocks,
    Inlines,
}

/// A construct that can stand in itself.
pub struct Chain {
    pub name: &'static str,
    pub kind: Kind,
    write: fn(&str) -> String,
}

impl Chain {
    /// Nested so that the words at the heart of it are at `depth`.
    pub fn of(&self, depth: usize) -> String {
        let mut text = match self.kind {
            Kind::Blocks => format!("The heart of {}.", self.name),
            Kind::Inlines => format!("the heart of {}", self.name),
        };
        for _ in 1..depth {
            text = (self.write)(&text);
        }
        let text = if self.kind == Kind::Inlines { format!("Around it: {text}.") } else { text };
        text.replace('№', "the chain")
    }
}

pub fn chains() -> Vec<Chain> {
    let blocks = containers().into_iter().filter(|block| !matches!(block.name, "section" | "note" | "key sentence"));
    // A link holds no link.
    let inlines = spans().into_iter().filter(|span| !span.name.ends_with("link"));
    let chain = |kind| move |Construct { name, write }| Chain { name, kind, write };
    blocks.map(chain(Kind::Blocks)).chain(inlines.map(chain(Kind::Inlines))).collect()
}

/// `inner` after `mark`, its other lines as far in.
fn hung(mark: &str, inner: &str) -> String {
    hung_by(mark, mark.chars().count(), inner)
}

fn hung_by(mark: &str, indent: usize, inner: &str) -> String {
    format!("{mark}{}", prefixed(&" ".repeat(indent), inner).trim_start())
}

fn quoted(inner: &str) -> String {
    prefixed("> ", inner)
}

/// Each line of `text` after `prefix`.
fn prefixed(prefix: &str, text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| format!("{prefix}{line}").trim_end().to_string()).collect();
    lines.join("\n")
}

fn between(inner: &str) -> String {
    format!("Before № it is so.\n\n{inner}\n\nAfter № it is so.")
}

/// A task begins with words, or with an image alone.
fn task(inner: &str) -> String {
    let begins_with_words = inner.starts_with(|c: char| c.is_alphabetic() || matches!(c, '!' | '<'));
    if begins_with_words { format!("[ ] {inner}") } else { format!("[ ] Task of №.\n{inner}") }
}
