//! Writes a catalog, the same bytes for the same catalog.
//!
//! The form is that of `msgcat --no-wrap`, but for this: obsolete messages stand
//! where they stand in the catalog, translated or not; all references of a message
//! are on one line, all of its flags are kept, also those that gettext does not
//! know; and control characters are written as escapes.

use super::{Catalog, Entry, escapes};

/// The file of `catalog`: with LF at the ends of lines, and no line broken but
/// where the text has a line end.
pub fn write(catalog: &Catalog) -> String {
    let mut out = String::new();
    comments("#", &catalog.comments, &mut out);
    let header: String = catalog.header.iter().map(|(name, value)| format!("{name}: {value}\n")).collect();
    text("", "msgid", "", &mut out);
    text("", "msgstr", &header, &mut out);
    for entry in &catalog.entries {
        out.push('\n');
        message(entry, &mut out);
    }
    out
}

fn message(entry: &Entry, out: &mut String) {
    comments("#", &entry.comments, out);
    comments("#.", &entry.extracted, out);
    if !entry.references.is_empty() {
        out.push_str(&format!("#: {}\n", entry.references.join(" ")));
    }
    let fuzzy = entry.is_fuzzy.then_some("fuzzy");
    let flags: Vec<&str> = fuzzy.into_iter().chain(entry.flags.iter().map(String::as_str)).collect();
    if !flags.is_empty() {
        out.push_str(&format!("#, {}\n", flags.join(", ")));
    }
    let (previous, own) = if entry.is_obsolete { ("#~| ", "#~ ") } else { ("#| ", "") };
    let parts = [
        (previous, "msgctxt", entry.previous_context.as_deref()),
        (previous, "msgid", entry.previous.as_deref()),
        (own, "msgctxt", entry.context.as_deref()),
        (own, "msgid", Some(entry.original.as_str())),
        (own, "msgstr", Some(entry.translation.as_str())),
    ];
    for (prefix, keyword, said) in parts {
        if let Some(said) = said {
            text(prefix, keyword, said, out);
        }
    }
}

fn comments(mark: &str, lines: &[String], out: &mut String) {
    for line in lines.iter().flat_map(|comment| comment.split('\n')) {
        let space = if line.is_empty() { "" } else { " " };
        out.push_str(&format!("{mark}{space}{line}\n"));
    }
}

/// On one line, or, where a line end is followed by something, one line for each.
fn text(prefix: &str, keyword: &str, said: &str, out: &mut String) {
    if said.strip_suffix('\n').unwrap_or(said).contains('\n') {
        out.push_str(&format!("{prefix}{keyword} \"\"\n"));
        for line in said.split_inclusive('\n') {
            out.push_str(&format!("{prefix}\"{}\"\n", escapes::encoded(line)));
        }
    } else {
        out.push_str(&format!("{prefix}{keyword} \"{}\"\n", escapes::encoded(said)));
    }
}
