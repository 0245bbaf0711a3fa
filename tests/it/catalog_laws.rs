//! What must hold of every catalog, tried on catalogs made from seeds.

use chapbook::translation::po::{self, Catalog, Entry};

use crate::catalogs::{read, without_places};
use crate::gettext;

/// Numbers that look like chance, the same for the same seed (xorshift64*).
struct Chance(u64);

impl Chance {
    fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % limit
    }

    fn text(&mut self, pieces: &[&str]) -> String {
        (0..self.below(8)).map(|_| pieces[self.below(pieces.len())]).collect()
    }

    fn some(&mut self, pieces: &[&str]) -> Option<String> {
        (self.below(3) == 0).then(|| self.text(pieces))
    }

    fn lines(&mut self, pieces: &[&str]) -> Vec<String> {
        (0..self.below(3)).map(|_| self.text(pieces)).collect()
    }
}

/// What texts are made of: `every` is all that can be said, `plain` what the
/// tools of gettext write as we do.
struct Pieces<'a> {
    text: &'a [&'a str],
    comment: &'a [&'a str],
    references: &'a [&'a str],
    flags: &'a [&'a str],
}

const EVERY: Pieces = Pieces {
    text: &[
        "word",
        " ",
        "\n",
        "\\",
        "\"",
        "#~ ",
        "\u{1}",
        "7",
        "\r",
        "\t",
        "\u{7}",
        "é",
        "‏عربي",
        "漢字",
        "𐍈",
        "\u{7f}",
        "\u{feff}",
        "\u{2028}",
        "msgid \"\"",
        "\\n",
    ],
    comment: &["word", " ", "#", "~", "|", ",", ":", ".", "\t", "\"", "é", "msgid \"a\""],
    references: &["values.md", "\u{2068}with space.md\u{2069}", "a.md:12", "é.md"],
    flags: &["markdown-text", "no-wrap", "range: 0..9"],
};

const PLAIN: Pieces = Pieces {
    text: &[
        "word",
        " ",
        "\n",
        "\\",
        "\"",
        "#~ ",
        "7",
        "\t",
        "é",
        "‏عربي",
        "漢字",
        "𐍈",
        "\\n",
        "a long stretch of words, so that it would be wrapped ",
    ],
    comment: &["word", "two words", "é", "a \"b\""],
    references: &["values.md"],
    flags: &["no-wrap"],
};

fn catalog(chance: &mut Chance, pieces: &Pieces, obsolete: impl Fn(&mut Chance, usize) -> bool) -> Catalog {
    let field = |(name, value): (&str, String)| (name.to_string(), value);
    let header = [
        ("Project-Id-Version", chance.text(&["word", " x", "\"", "\\", "é", ":"]).trim().to_string()),
        ("PO-Revision-Date", String::new()),
        ("Last-Translator", String::new()),
        ("Language-Team", String::new()),
        ("Language", "zh_Hans".to_string()),
        ("MIME-Version", "1.0".to_string()),
        ("Content-Type", "text/plain; charset=UTF-8".to_string()),
        ("Content-Transfer-Encoding", "8bit".to_string()),
    ];
    let entries = (0..chance.below(12)).map(|number| {
        let is_obsolete = obsolete(chance, number);
        let previous = chance.some(pieces.text);
        Entry {
            comments: chance.lines(pieces.comment),
            extracted: chance.lines(pieces.comment),
            references: (0..chance.below(2))
                .map(|_| pieces.references[chance.below(pieces.references.len())].to_string())
                .collect(),
            flags: (0..chance.below(2)).map(|_| pieces.flags[chance.below(pieces.flags.len())].to_string()).collect(),
            is_fuzzy: previous.is_some(),
            previous_context: previous.as_ref().and_then(|_| chance.some(&["values", ".", "2"])),
            previous,
            context: Some(format!("values.{number}")),
            original: chance.text(pieces.text),
            translation: chance.text(pieces.text),
            is_obsolete,
            original_span: None,
            translation_span: None,
        }
    });
    let entries = entries.collect();
    Catalog { comments: chance.lines(pieces.comment), header: header.map(field).to_vec(), header_span: None, entries }
}

#[test]
fn what_is_written_is_read_again() {
    for seed in 0..2_000 {
        let mut chance = Chance::new(seed);
        let made = catalog(&mut chance, &EVERY, |chance, _| chance.below(4) == 0);
        let written = po::write(&made);
        assert_eq!(read(&written).map(without_places), Ok(made), "seed {seed}:\n{written}");
    }
}

/// Obsolete messages are last in this test, and everything is translated: `msgcat`
/// moves them there, drops those without a translation, and calls none fuzzy
/// that has no translation.
#[test]
fn msgcat_writes_what_we_write() {
    for seed in 0..100 {
        let mut made = catalog(&mut Chance::new(seed), &PLAIN, |_, number| number > 5);
        made.entries.iter_mut().for_each(|entry| entry.translation.push('x'));
        let written = po::write(&made);
        let Some(said) = gettext::run("msgcat", &["--no-wrap", "--force-po", "-"], &written) else { return };
        assert_eq!(said.as_deref(), Ok(written.as_str()), "seed {seed}");
    }
}

/// Translations end and begin as their originals do, which `msgfmt` wants.
#[test]
fn msgfmt_takes_what_we_write() {
    for seed in 0..100 {
        let mut made = catalog(&mut Chance::new(seed), &EVERY, |chance, _| chance.below(4) == 0);
        for entry in &mut made.entries {
            entry.translation = format!("{}x", entry.original);
            entry.original.push('x');
            entry.flags.retain(|flag| !flag.starts_with("range"));
        }
        let Some(said) = gettext::run("msgfmt", &["--check", "-o", "/dev/null", "-"], &po::write(&made)) else { return };
        assert_eq!(said, Ok(String::new()), "seed {seed}:\n{}", po::write(&made));
    }
}
