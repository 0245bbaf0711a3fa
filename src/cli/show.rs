//! What people see on a terminal: progress, problems, the table at the end.

use std::io::Write;
use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;

use anyhow::Result;
use indicatif::{MultiProgress, ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::ReportFormat;
use crate::diagnostics::{self, Colour, Diagnostics, Severity, Sources};
use crate::document::{Language, OutsideAddress};
use crate::editions::{CheckedEdition, Edition, Failed, Format, Left, Links, Progress};
use crate::verify::{Container, Line, Piece, PieceKind, Transcript};

/// A line for all editions, and one for each that is being made; on a terminal only.
pub struct Bars {
    all: MultiProgress,
    whole: ProgressBar,
    bars: Mutex<Vec<((Language, Format), ProgressBar)>>,
}

impl Bars {
    pub fn new(is_quiet: bool) -> Self {
        let target = if is_quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let all = MultiProgress::with_draw_target(target);
        let style = ProgressStyle::with_template("{pos} of {len} editions").expect("the template is sound");
        let whole = all.add(ProgressBar::no_length().with_style(style));
        Self { all, whole, bars: Mutex::new(Vec::new()) }
    }

    pub fn clear(&self) {
        // A terminal that cannot be cleared is no reason to fail.
        let _ = self.all.clear();
    }

    fn bars(&self) -> std::sync::MutexGuard<'_, Vec<((Language, Format), ProgressBar)>> {
        self.bars.lock().expect("no thread panics while it draws")
    }
}

impl Progress for Bars {
    fn begins(&self, editions: usize) {
        self.whole.reset();
        self.whole.set_length(editions as u64);
    }

    fn started(&self, language: &Language, format: Format) {
        let style = ProgressStyle::with_template("{spinner} {prefix} {msg}").expect("the template is sound");
        let bar = self.all.add(ProgressBar::new_spinner().with_style(style));
        bar.set_prefix(format!("{:<5}{language}", format.name()));
        bar.set_message("is being made");
        bar.tick();
        self.bars().push(((language.clone(), format), bar));
    }

    fn finished(&self, language: &Language, format: Format) {
        let mut bars = self.bars();
        if let Some(at) = bars.iter().position(|((of, what), _)| of == language && *what == format) {
            let (_, bar) = bars.swap_remove(at);
            bar.finish_and_clear();
            self.all.remove(&bar);
        }
        self.whole.inc(1);
    }
}

/// The report for people, on the error stream; in colour on a terminal unless
/// `NO_COLOR` is set.
pub fn problems(diagnostics: &Diagnostics, sources: &Sources) -> Result<()> {
    if !diagnostics.is_empty() {
        let mut stream = anstream::stderr();
        write!(stream, "{}", diagnostics::text(diagnostics, sources, Colour::Always))?;
    }
    Ok(())
}

/// A problem of the world: what we tried, then why it failed.
pub fn error(error: &anyhow::Error) {
    let mut stream = anstream::stderr();
    // If even the error stream is gone, the exit code still tells.
    let _ = writeln!(stream, "\u{1b}[1;31merror\u{1b}[0m: {error}");
    for cause in error.chain().skip(1) {
        let cause = cause.to_string();
        // The number says nothing that the words before it do not.
        let said = cause.split(" (os error ").next().unwrap_or(&cause);
        let _ = writeln!(stream, "  because: {said}");
    }
}

/// The editions, one a line: file, language, pages, size, time.
pub fn table(editions: &[Edition]) -> String {
    let rows: Vec<[String; 5]> = editions
        .iter()
        .map(|edition| {
            [
                shown(&edition.path),
                edition.language.to_string(),
                edition.pages.map_or("–".into(), |pages| pages.to_string()),
                size(edition.bytes),
                time(edition.time),
            ]
        })
        .collect();
    columns(&["edition", "language", "pages", "size", "time"].map(String::from), rows)
}

/// The languages of which nothing was made, one a line.
pub fn failed(list: &[Failed]) -> String {
    let line = |Failed { language, left }: &Failed| {
        let left = match left {
            Left::Older => "its last good editions stay as they are, and are listed as older",
            Left::Nothing => "there are no editions in it",
        };
        format!("not made: {language}; {left}\n")
    };
    list.iter().map(line).collect()
}

/// Aligned columns: the first to the left, the others to the right.
pub fn columns<const N: usize>(head: &[String; N], rows: Vec<[String; N]>) -> String {
    let width = |column: usize| rows.iter().chain([head]).map(|row| row[column].chars().count()).max().unwrap_or(0);
    let mut out = String::new();
    for row in [head].into_iter().chain(&rows) {
        for (column, cell) in row.iter().enumerate() {
            let width = width(column);
            out.push_str(&if column == 0 { format!("{cell:<width$}") } else { format!("  {cell:>width$}") });
        }
        out.push('\n');
    }
    out
}

/// As [`columns`], with words in all of them.
pub fn left_columns<const N: usize>(head: &[String; N], rows: Vec<[String; N]>) -> String {
    let width = |column: usize| rows.iter().chain([head]).map(|row| row[column].chars().count()).max().unwrap_or(0);
    let line = |row: &[String; N]| {
        let cells = row.iter().enumerate().map(|(column, cell)| format!("{cell:<width$}", width = width(column)));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_string() + "\n"
    };
    [head].into_iter().chain(&rows).map(line).collect()
}

/// What was found, and the editions in which it was looked for.
pub struct Report<'a> {
    pub diagnostics: &'a Diagnostics,
    pub sources: &'a Sources,
    /// The editions that were made or checked: the file, and what JSON says of it.
    pub editions: Vec<(String, serde_json::Value)>,
    /// The languages of which nothing was made.
    pub failed: &'a [Failed],
    /// The addresses outside to which the statement leads, where they were looked for.
    pub links: &'a [OutsideAddress],
    /// A problem of this weight makes the run fail.
    pub failing: Severity,
}

impl Report<'_> {
    /// For people on the error stream, for programs on the other one.
    pub fn show(&self, format: ReportFormat) -> Result<()> {
        let Report { diagnostics, sources, editions, failed: _, links: _, failing } = self;
        let mut stream = std::io::stdout();
        match format {
            ReportFormat::Text => problems(diagnostics, sources)?,
            ReportFormat::Json => writeln!(stream, "{}", json(self))?,
            ReportFormat::Sarif => writeln!(stream, "{:#}", diagnostics::sarif(diagnostics, sources))?,
            ReportFormat::Github => write!(stream, "{}", diagnostics::github(diagnostics, sources))?,
            ReportFormat::Junit => {
                let editions: Vec<String> = editions.iter().map(|(file, _)| file.clone()).collect();
                write!(stream, "{}", diagnostics::junit(diagnostics, sources, &editions, *failing))?;
            }
        }
        Ok(())
    }
}

/// The report as JSON, with `editions`, and with `failed` (a list of languages)
/// and `links` (a list of addresses) if there are any.
fn json(report: &Report) -> String {
    let mut json = diagnostics::json(report.diagnostics, report.sources);
    json["editions"] = report.editions.iter().map(|(_, said)| said.clone()).collect();
    if !report.failed.is_empty() {
        json["failed"] = report.failed.iter().map(|failed| failed.language.tag()).collect();
    }
    if !report.links.is_empty() {
        json["links"] = report.links.iter().map(|address| address.url.as_str()).collect();
    }
    serde_json::to_string_pretty(&json).expect("a report has only strings for keys")
}

/// What a report says of editions that were made.
pub fn made_entries(editions: &[Edition]) -> Vec<(String, serde_json::Value)> {
    let entry = |edition: &Edition| {
        let file = shown(&edition.path);
        let said = serde_json::json!({
            "file": file,
            "language": edition.language.tag(),
            "format": edition.format.extension(),
            "bytes": edition.bytes,
            "pages": edition.pages,
        });
        (file, said)
    };
    editions.iter().map(entry).collect()
}

/// What a report says of editions that were checked.
pub fn checked_entries(editions: &[CheckedEdition]) -> Vec<(String, serde_json::Value)> {
    let entry = |edition: &CheckedEdition| {
        let file = shown(&edition.path);
        let lines = edition.transcript.lines.len();
        let said = serde_json::json!({ "file": file, "language": edition.language.tag(), "format": edition.format.extension(), "lines": lines });
        (file, said)
    };
    editions.iter().map(entry).collect()
}

/// What was checked, one edition a line: file, lines, words.
pub fn checked(editions: &[CheckedEdition]) -> String {
    let words = |transcript: &Transcript| transcript.lines.iter().map(|line| line.text().split_whitespace().count()).sum();
    let row = |edition: &CheckedEdition| {
        let words: usize = words(&edition.transcript);
        [shown(&edition.path), edition.transcript.lines.len().to_string(), words.to_string()]
    };
    let mut out = columns(&["edition", "lines", "words"].map(String::from), editions.iter().map(row).collect());
    out.push_str("Every line of the source is in each of them, in its order, and nothing else.\n");
    out
}

/// Where the statement leads outside of itself, one address a line.
pub fn links(addresses: &[OutsideAddress], links: Links) -> String {
    if addresses.is_empty() {
        return String::new();
    }
    let mut out = String::from(match links {
        Links::List => "\nIt leads outside to these addresses; `--online` tries them:\n",
        Links::Try => "\nIt leads outside to these addresses, which were tried:\n",
    });
    addresses.iter().for_each(|address| out.push_str(&format!("  {}\n", address.url)));
    out
}

/// A transcript as JSON, one object a line of text.
pub fn transcript_json(transcript: &Transcript) -> String {
    let Transcript { format, title, title_language, language, lines } = transcript;
    let piece = |piece: &Piece| {
        let kind = match piece.kind {
            PieceKind::Text => "text",
            PieceKind::Image => "image",
            PieceKind::NoteMark => "note-mark",
            PieceKind::PageBreak => "page-break",
        };
        serde_json::json!({ "kind": kind, "text": piece.text, "language": piece.language, "link": piece.link })
    };
    let line = |line: &Line| {
        serde_json::json!({
            "id": line.id,
            "role": line.role.described(),
            "within": line.within.iter().map(Container::described).collect::<Vec<_>>(),
            "text": line.text(),
            "pieces": line.pieces.iter().map(piece).collect::<Vec<_>>(),
        })
    };
    let whole = serde_json::json!({
        "version": 1,
        "format": format.extension(),
        "title": title,
        "titleLanguage": title_language,
        "language": language,
        "lines": lines.iter().map(line).collect::<Vec<_>>(),
    });
    serde_json::to_string_pretty(&whole).expect("a transcript has only strings for keys") + "\n"
}

/// Without `./`, which says nothing.
fn shown(path: &Path) -> String {
    path.strip_prefix(".").unwrap_or(path).display().to_string()
}

fn size(bytes: usize) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.0} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

fn time(time: Duration) -> String {
    match time.as_secs_f64() {
        short if short < 1.0 => format!("{:.0} ms", short * 1e3),
        long => format!("{long:.1} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_aligned() {
        let edition = |name: &str, pages, bytes, ms| Edition {
            path: name.into(),
            language: Language::english(),
            format: Format::Pdf,
            bytes,
            pages,
            time: Duration::from_millis(ms),
        };
        let table = table(&[edition("a.en.pdf", Some(12), 104_499, 48), edition("a.en.html", None, 999, 1_900)]);
        let expected = "\
edition    language  pages    size   time
a.en.pdf         en     12  104 kB  48 ms
a.en.html        en      –   999 B  1.9 s
";
        assert_eq!(table, expected);
    }
}
