//! One method per problem. The code is the method's name in kebab case.

use super::{Diagnostic, Diagnostics, Severity, Span, nearest};

impl Diagnostics {
    /// A key that is in no table. `inside` is the key whose value it is part of.
    pub fn unknown_key(&mut self, span: Span, key: &str, inside: Option<&str>, nearest: Option<&str>, known: &[&str]) {
        let message = match inside {
            Some(inside) => format!("`{inside}` has no key `{key}`"),
            None => format!("there is no key `{key}`"),
        };
        let help = match nearest {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => format!("the keys are {}", known.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")),
        };
        self.push(Diagnostic::error("unknown-key", message).at(span, "not known").help(help));
    }
}

impl Diagnostics {
    /// A key that must be there and is not, or has no value.
    pub fn missing_key(&mut self, span: Span, key: &str, inside: Option<&str>, example: &str) {
        let message = match inside {
            Some(inside) => format!("`{inside}` has no `{key}`"),
            None => format!("`{key}` is missing"),
        };
        let problem = Diagnostic::error("missing-key", message).at(span, format!("no `{key}` here"));
        self.push(problem.help(format!("write for example `{example}`")));
    }
}

impl Diagnostics {
    pub fn duplicate_key(&mut self, span: Span, first: Span, key: &str) {
        let problem = Diagnostic::error("duplicate-key", format!("`{key}` is written twice"));
        self.push(problem.at(span, "again here").at(first, "first here").help("keep one of the two"));
    }
}

impl Diagnostics {
    /// `what` names the place in backticks, `expected` and `found` the kinds of value.
    pub fn wrong_type(&mut self, span: Span, what: &str, expected: &str, found: &str, help: Option<String>) {
        let problem = Diagnostic::error("wrong-type", format!("{what} is {expected}, not {found}"));
        self.push(Diagnostic { help, ..problem.at(span, found) });
    }
}

impl Diagnostics {
    pub fn bad_date(&mut self, span: Span, written: &str, likely: Option<&str>) {
        let help = match likely {
            Some(likely) => format!("did you mean `{likely}`?"),
            None => "write year, month and day as YYYY-MM-DD, for example `2024-05-01`".into(),
        };
        self.push(Diagnostic::error("bad-date", format!("`{written}` is not a day")).at(span, "not a day").help(help));
    }
}

impl Diagnostics {
    pub fn modified_before_published(
        &mut self,
        modified_span: Span,
        published_span: Span,
        modified: impl std::fmt::Display,
        published: impl std::fmt::Display,
    ) {
        let problem = Diagnostic::error("modified-before-published", "`modified` is earlier than `published`");
        let problem = problem.at(modified_span, modified.to_string()).at(published_span, published.to_string());
        self.push(problem.help("put right the one that is wrong, or leave out `modified`"));
    }
}

impl Diagnostics {
    pub fn bad_language_tag(&mut self, span: Span, tag: &str, likely: Option<&str>) {
        let help = match likely {
            Some(likely) => format!("did you mean `{likely}`?"),
            None => "write a BCP 47 tag such as `en`, `pt-BR` or `zh-Hans`".into(),
        };
        let problem = Diagnostic::error("bad-language-tag", format!("`{tag}` is not a language tag"));
        self.push(problem.at(span, "names no language").help(help));
    }
}

impl Diagnostics {
    pub fn bad_url(&mut self, span: Span, url: &str, key: &str) {
        let problem = Diagnostic::error("bad-url", format!("`{url}` is not an absolute web address"));
        self.push(problem.at(span, format!("the value of `{key}`")).help("write the whole of it, beginning with `https://`"));
    }
}

impl Diagnostics {
    pub fn bad_identifier(&mut self, span: Span, identifier: &str) {
        let problem = Diagnostic::error("bad-identifier", format!("`{identifier}` is not a URI"));
        let help = "write `urn:isbn:…`, `urn:uuid:…` or an `https://` address, or leave the key out to get one made";
        self.push(problem.at(span, "has no scheme, or characters that a URI cannot have").help(help));
    }
}

impl Diagnostics {
    pub fn bad_slug(&mut self, span: Span, slug: &str, likely: &str) {
        let problem = Diagnostic::error("bad-slug", format!("`{slug}` cannot begin the name of a file everywhere"));
        let label = "only lower-case Latin letters, digits and single hyphens";
        self.push(problem.at(span, label).help(format!("write for example `{likely}`")));
    }
}

impl Diagnostics {
    pub fn not_a_mapping(&mut self, span: Span) {
        let problem = Diagnostic::error("not-a-mapping", "the metadata is not made of keys and values");
        self.push(
            problem.at(span, "no `key: value`").help("write one `key: value` on each line, for example `title: Our Charter`"),
        );
    }
}

impl Diagnostics {
    pub fn empty_metadata(&mut self, span: Span) {
        let problem = Diagnostic::error("empty-metadata", "there is no metadata");
        self.push(problem.at(span, "nothing here").help("write at least `title`, `language` and `published`"));
    }
}

impl Diagnostics {
    pub fn yaml_syntax(&mut self, span: Span, said: &str) {
        let problem = Diagnostic::error("yaml-syntax", format!("this is not YAML: {said}"));
        let help = "a text with `: `, `#` or a quotation mark at its start has to stand in quotation marks; \
                    what belongs together begins at the same column";
        self.push(problem.at(span, "cannot be read from here on").help(help));
    }
}

impl Diagnostics {
    pub fn tab_in_yaml(&mut self, span: Span) {
        let problem = Diagnostic::error("tab-in-yaml", "the line begins with a tab, which YAML does not allow");
        self.push(problem.at(span, "a tab").help("indent with spaces"));
    }
}

impl Diagnostics {
    pub fn yaml_alias(&mut self, span: Span) {
        let problem = Diagnostic::error("yaml-alias", "anchors and aliases of YAML are not used here");
        self.push(
            problem
                .at(span, "an anchor or alias")
                .help("write the value itself, in quotation marks if it begins with `&` or `*`"),
        );
    }
}

impl Diagnostics {
    pub fn yaml_too_large(&mut self, span: Span) {
        let problem = Diagnostic::error(
            "yaml-too-large",
            "there is more here, or more deeply nested, than a statement or a theme can say",
        );
        self.push(problem.at(span, "too much from here on").help("keep the text of the statement in the Markdown files"));
    }
}

impl Diagnostics {
    pub fn control_character(&mut self, span: Span, character: char) {
        let name = format!("U+{:04X}", u32::from(character));
        let problem = Diagnostic::error("control-character", format!("a control character ({name}) that no edition can show"));
        self.push(problem.at(span, format!("contains {name}")).help("remove it; it was most likely copied along unseen"));
    }
}

impl Diagnostics {
    pub fn missing_front_matter(&mut self, span: Span) {
        let problem = Diagnostic::error("missing-front-matter", "the file does not begin with its metadata");
        let help = "begin it with a line `---`, then `title: …`, `language: …`, `published: …`, then a line `---`";
        self.push(problem.at(span, "expected `---`").help(help));
    }
}

impl Diagnostics {
    pub fn unclosed_front_matter(&mut self, span: Span) {
        let problem = Diagnostic::error("unclosed-front-matter", "the metadata at the start of the file never ends");
        self.push(problem.at(span, "opened here").help("write a line `---` after the last key"));
    }
}

impl Diagnostics {
    pub fn texts_in_single_file(&mut self, span: Span) {
        let problem = Diagnostic::error("texts-in-single-file", "a file with front matter is its own text");
        let help = "leave `texts` out, or put the metadata into a `statement.yaml` and build its folder";
        self.push(problem.at(span, "not for a single file").help(help));
    }
}

impl Diagnostics {
    pub fn listed_twice(&mut self, span: Span, first: Span, path: &str) {
        let problem = Diagnostic::error("listed-twice", format!("`{path}` is listed twice"));
        self.push(problem.at(span, "again here").at(first, "first here").help("keep one of the two"));
    }
}

impl Diagnostics {
    /// `place` is where the file is named, if it is.
    pub fn file_not_found(&mut self, place: Option<Span>, path: &str, nearest: Option<&str>) {
        let problem = Diagnostic::error("file-not-found", format!("there is no file `{path}`"));
        let problem = match place {
            Some(span) => problem.at(span, "named here"),
            None => problem,
        };
        let help = match nearest {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => "write the path as it is, seen from the folder of the statement, with `/` between its parts".into(),
        };
        self.push(problem.help(help));
    }
}

impl Diagnostics {
    pub fn outside_source_folder(&mut self, place: Option<Span>, path: &str) {
        let problem = Diagnostic::error("outside-source-folder", format!("`{path}` is outside the folder of the statement"));
        let problem = match place {
            Some(span) => problem.at(span, "leads out of the folder"),
            None => problem,
        };
        self.push(problem.help("put the file into the folder of the statement and name it there"));
    }
}

impl Diagnostics {
    pub fn file_name_case(&mut self, place: Option<Span>, path: &str, actual: &str) {
        let message = format!("`{path}` is there only as `{actual}`, which is another file on some platforms");
        let problem = Diagnostic::error("file-name-case", message);
        let problem = match place {
            Some(span) => problem.at(span, "other capital letters"),
            None => problem,
        };
        self.push(problem.help(format!("write `{actual}`")));
    }
}

impl Diagnostics {
    /// `why` is what the operating system said.
    pub fn cannot_read_file(&mut self, place: Option<Span>, path: &str, why: &str) {
        let problem = Diagnostic::error("cannot-read-file", format!("`{path}` cannot be read: {why}"));
        let problem = match place {
            Some(span) => problem.at(span, "named here"),
            None => problem,
        };
        self.push(problem.help("see that it is a file, that it is not locked, and that you may read it"));
    }
}

impl Diagnostics {
    pub fn file_too_large(&mut self, place: Option<Span>, path: &str, bytes: u64, bytes_max: usize) {
        let mib = |bytes: u64| bytes.div_ceil(1024 * 1024);
        let message = format!("`{path}` has {} MiB; {} MiB is the most", mib(bytes), mib(bytes_max as u64));
        let problem = Diagnostic::error("file-too-large", message);
        let problem = match place {
            Some(span) => problem.at(span, "named here"),
            None => problem,
        };
        self.push(problem.help("split a text into several files, or make an image smaller"));
    }
}

impl Diagnostics {
    pub fn not_utf8(&mut self, span: Span) {
        let problem = Diagnostic::error("not-utf8", "the file is not in UTF-8");
        self.push(problem.at(span, "cannot be read here").help("save it as UTF-8 in your editor"));
    }
}

impl Diagnostics {
    pub fn nul_byte(&mut self, span: Span) {
        let problem = Diagnostic::error("nul-byte", "the file has a NUL byte, so it is not plain text");
        self.push(problem.at(span, "NUL byte").help("save it as plain text in UTF-8, or remove the byte"));
    }
}

impl Diagnostics {
    pub fn empty_text(&mut self, span: Span, name: &str) {
        let problem = Diagnostic::error("empty-text", format!("`{name}` has no text"));
        self.push(problem.at(span, "nothing to set").help("write at least one paragraph"));
    }
}

impl Diagnostics {
    pub fn file_not_listed(&mut self, texts: Span, path: &str) {
        let problem = Diagnostic::warning("file-not-listed", format!("`{path}` is in the folder but not in `texts`"));
        self.push(problem.at(texts, "not listed here").help("add it to `texts`, or move it out of the folder"));
    }
}

impl Diagnostics {
    pub fn html_not_allowed(&mut self, span: Span) {
        let problem = Diagnostic::error("html-not-allowed", "this HTML cannot be part of a statement");
        let help = "write it in Markdown; only `<span lang=\"…\">`, `<bdi>`, `<sup>`, `<sub>`, `<br>`, `<kbd>`, `<cite>` inside \
                    a line, and `<!-- translators: … -->`, are read; for the characters themselves write `&lt;`";
        self.push(problem.at(span, "HTML").help(help));
    }
}

impl Diagnostics {
    pub fn html_not_closed(&mut self, span: Span, name: &str) {
        let problem = Diagnostic::error("html-not-closed", format!("`<{name}>` is not closed where it was opened"));
        let help = format!("write `</{name}>` in the same paragraph, at the same depth of emphasis and links");
        self.push(problem.at(span, "opened here").help(help));
    }
}

impl Diagnostics {
    pub fn html_not_opened(&mut self, span: Span, name: &str) {
        let problem = Diagnostic::error("html-not-opened", format!("`</{name}>` closes nothing"));
        let help = format!("write `<{name}>` before it, at the same depth of emphasis and links, or remove it");
        self.push(problem.at(span, "closed here").help(help));
    }
}

impl Diagnostics {
    pub fn other_direction(&mut self, span: Span, written: &str, language: &str, right: &str) {
        let message = format!("`{language}` is not written in the direction `{written}`");
        let problem = Diagnostic::error("other-direction", message).at(span, "another direction");
        self.push(problem.help(format!("write `dir=\"{right}\"`, or leave `dir` out")));
    }
}

impl Diagnostics {
    pub fn nested_too_deeply(&mut self, span: Span) {
        let problem = Diagnostic::error("nested-too-deeply", "this is nested more than 16 deep");
        self.push(problem.at(span, "too deep from here on").help("say it with fewer levels"));
    }
}

impl Diagnostics {
    pub fn unknown_callout(&mut self, span: Span, name: &str) {
        let known = ["KEY", "NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];
        let problem = Diagnostic::error("unknown-callout", format!("there is no callout `{name}`"));
        let help = match nearest(&name.to_uppercase(), known) {
            Some(nearest) => format!("did you mean `> [!{nearest}]`?"),
            None => "write `> [!KEY]`, `[!NOTE]`, `[!TIP]`, `[!IMPORTANT]`, `[!WARNING]` or `[!CAUTION]`".into(),
        };
        self.push(problem.at(span, "not known").help(help));
    }
}

impl Diagnostics {
    pub fn folded_callout(&mut self, span: Span) {
        let problem = Diagnostic::error("folded-callout", "a callout cannot be folded, because paper cannot");
        self.push(problem.at(span, "folded").help("write the name of the callout alone in the brackets, as in `> [!NOTE]`"));
    }
}

impl Diagnostics {
    pub fn empty_callout(&mut self, span: Span) {
        let problem = Diagnostic::error("empty-callout", "the callout has no text");
        self.push(problem.at(span, "nothing after it").help("write its text on the next line, after `>`"));
    }
}

impl Diagnostics {
    pub fn callout_title_not_text(&mut self, span: Span) {
        let problem = Diagnostic::error("callout-title-not-text", "the title of a callout is one line of text");
        self.push(problem.at(span, "not a line of text").help("write it on the next line, after `>`"));
    }
}

impl Diagnostics {
    pub fn key_sentence_not_one_paragraph(&mut self, span: Span) {
        let problem = Diagnostic::error("key-sentence-not-one-paragraph", "a key sentence is one paragraph");
        self.push(problem.at(span, "not one paragraph").help("write `> [!KEY]`, then one paragraph after `>`"));
    }
}

impl Diagnostics {
    pub fn key_sentence_inside_block(&mut self, span: Span) {
        let problem = Diagnostic::error("key-sentence-inside-block", "a key sentence stands by itself in a section");
        self.push(problem.at(span, "inside another block").help("take it out of the list, quotation, callout or note"));
    }
}

impl Diagnostics {
    pub fn two_key_sentences(&mut self, span: Span, first: Span) {
        let problem = Diagnostic::error("two-key-sentences", "the section has two key sentences");
        let problem = problem.at(span, "the second one").at(first, "the first one");
        self.push(problem.help("keep the one that carries the section, or begin a new section"));
    }
}

impl Diagnostics {
    pub fn heading_inside_block(&mut self, span: Span) {
        let problem = Diagnostic::error("heading-inside-block", "a heading cannot stand inside another block");
        self.push(
            problem.at(span, "a heading").help("take it out of the list, quotation, callout or note, or write it `**bold**`"),
        );
    }
}

impl Diagnostics {
    pub fn empty_heading(&mut self, span: Span) {
        let problem = Diagnostic::error("empty-heading", "the heading has no text");
        self.push(problem.at(span, "nothing to show").help("write the title after `#`, or remove the line"));
    }
}

impl Diagnostics {
    pub fn heading_level_skipped(&mut self, span: Span, level: usize, level_max: usize) {
        let message = format!("a heading of level {level} where level {level_max} is the deepest that can come");
        let problem = Diagnostic::error("heading-level-skipped", message).at(span, "skips a level");
        self.push(problem.help(format!("write `{}`", "#".repeat(level_max))));
    }
}

impl Diagnostics {
    pub fn attribute_not_allowed(&mut self, span: Span) {
        let problem = Diagnostic::error("attribute-not-allowed", "attributes in `{…}` are read for anchors of headings only");
        let help = "write `{#anchor}` after a heading and nothing else; for the character itself write `\\{`";
        self.push(problem.at(span, "has other attributes").help(help));
    }
}

impl Diagnostics {
    pub fn duplicate_anchor(&mut self, span: Span, first: Span, anchor: &str) {
        let problem = Diagnostic::error("duplicate-anchor", format!("two headings have the anchor `{anchor}`"));
        self.push(problem.at(span, "again here").at(first, "first here").help("give one of them another anchor"));
    }
}

impl Diagnostics {
    pub fn bad_anchor(&mut self, span: Span, anchor: &str, likely: &str) {
        let problem = Diagnostic::error("bad-anchor", format!("`{anchor}` cannot be an anchor"));
        let problem = problem.at(span, "begins with a letter; letters, digits, `-` and `_` follow");
        self.push(problem.help(format!("write for example `{{#{likely}}}`")));
    }
}

impl Diagnostics {
    pub fn reserved_anchor(&mut self, span: Span, anchor: &str) {
        let problem = Diagnostic::error("reserved-anchor", format!("the program uses the anchor `{anchor}` itself"));
        self.push(problem.at(span, "pinned here").help(format!("write for example `{{#section-{anchor}}}`")));
    }
}

impl Diagnostics {
    pub fn unknown_anchor(&mut self, span: Span, anchor: &str, nearest: Option<&str>) {
        let problem = Diagnostic::error("unknown-anchor", format!("no section has the anchor `{anchor}`"));
        let help = match nearest {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => "pin the anchor with `{#…}` after the heading that is meant".into(),
        };
        self.push(problem.at(span, "links here").help(help));
    }
}

impl Diagnostics {
    pub fn scheme_not_allowed(&mut self, span: Span, scheme: &str) {
        let problem = Diagnostic::error("scheme-not-allowed", format!("a link cannot begin with `{scheme}:`"));
        self.push(problem.at(span, "links there").help("link to `https:`, `http:`, `mailto:`, `tel:`, or `#anchor`"));
    }
}

impl Diagnostics {
    pub fn bad_address(&mut self, span: Span, address: &str) {
        let problem = Diagnostic::error("bad-address", format!("`{address}` is not an address"));
        self.push(problem.at(span, "links there").help("write the whole of it, beginning with `https://`, without spaces"));
    }
}

impl Diagnostics {
    pub fn relative_link(&mut self, span: Span, destination: &str, nearest: Option<&str>) {
        let problem = Diagnostic::error("relative-link", format!("`{destination}` leads nowhere outside this folder"));
        let help = match nearest {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => "link to a file in `texts`, to `#anchor`, or to a whole address; other files are found only if \
                     `canonical` says where the statement is published"
                .into(),
        };
        self.push(problem.at(span, "links there").help(help));
    }
}

impl Diagnostics {
    pub fn empty_link_text(&mut self, span: Span, destination: &str) {
        let problem = Diagnostic::error("empty-link-text", format!("the link to `{destination}` has no text"));
        self.push(problem.at(span, "nothing to read or to press").help("write what it leads to: `[our values](…)`"));
    }
}

impl Diagnostics {
    pub fn link_title(&mut self, span: Span, title: &str) {
        let problem = Diagnostic::error("link-title", format!("the link has a title, `{title}`, that no edition would show"));
        self.push(
            problem
                .at(span, "has a title")
                .help("say it in the text, and leave out what is in quotation marks after the address"),
        );
    }
}

impl Diagnostics {
    pub fn unused_link_definition(&mut self, span: Span) {
        let message = "this line gives an address a name that no link uses, so it would not be shown";
        let problem = Diagnostic::error("unused-link-definition", message);
        let help = "write `[the words of the link][name]` where it belongs, or remove the line; if it is text, write `\\[`";
        self.push(problem.at(span, "not used").help(help));
    }
}

impl Diagnostics {
    pub fn undefined_note(&mut self, span: Span, name: &str) {
        let problem = Diagnostic::error("undefined-note", format!("there is no note `{name}`"));
        let help = format!("write `[^{name}]: …` on a line of its own in the same file, or `\\[` for a bracket");
        self.push(problem.at(span, "marked here").help(help));
    }
}

impl Diagnostics {
    pub fn unused_note(&mut self, span: Span, name: &str) {
        let problem = Diagnostic::error("unused-note", format!("nothing refers to the note `{name}`"));
        self.push(problem.at(span, "written here").help(format!("write `[^{name}]` where it belongs, or remove the note")));
    }
}

impl Diagnostics {
    pub fn duplicate_note(&mut self, span: Span, first: Span, name: &str) {
        let problem = Diagnostic::error("duplicate-note", format!("two notes are called `{name}`"));
        self.push(problem.at(span, "again here").at(first, "first here").help("give one of them another name"));
    }
}

impl Diagnostics {
    pub fn empty_note(&mut self, span: Span, name: &str) {
        let problem = Diagnostic::error("empty-note", format!("the note `{name}` has no text"));
        self.push(problem.at(span, "nothing after it").help("write its text after the colon"));
    }
}

impl Diagnostics {
    pub fn note_in_note(&mut self, span: Span) {
        let problem = Diagnostic::error("note-in-note", "a note cannot have a note");
        self.push(problem.at(span, "marked here").help("write what it says into the note itself"));
    }
}

impl Diagnostics {
    pub fn note_in_title(&mut self, span: Span) {
        let problem = Diagnostic::error("note-in-title", "a title cannot have a note, because it is repeated in the contents");
        self.push(problem.at(span, "marked here").help("mark the note in the first paragraph of the section"));
    }
}

impl Diagnostics {
    pub fn note_in_link(&mut self, span: Span) {
        let problem = Diagnostic::error("note-in-link", "a link cannot hold the mark of a note, which is a link itself");
        self.push(problem.at(span, "marked here").help("write the mark after the link"));
    }
}

impl Diagnostics {
    pub fn table_without_header(&mut self, span: Span) {
        let problem = Diagnostic::error("table-without-header", "the table has no header");
        self.push(problem.at(span, "every cell is empty").help("write in the first row what each column is about"));
    }
}

impl Diagnostics {
    /// `cells` in a row of a table of `columns`.
    pub fn too_many_cells(&mut self, span: Span, cells: usize, columns: usize) {
        let message = format!("the row has {cells} cells, but the first row of the table has {columns}");
        let problem = Diagnostic::error("too-many-cells", message);
        let help = "give the first row as many cells as the longest, or write `\\|` where `|` is meant as a character";
        self.push(problem.at(span, "has no column").help(help));
    }
}

impl Diagnostics {
    /// `right` is the number that would be shown.
    pub fn number_out_of_order(&mut self, span: Span, number: usize, right: usize) {
        let message = format!("the item has the number {number} and would be shown as {right}");
        let problem = Diagnostic::error("number-out-of-order", message).at(span, "does not follow");
        let help = format!("write `{right}.`; to begin at {number}, put a paragraph before it, so that a new list begins");
        self.push(problem.help(help));
    }
}

impl Diagnostics {
    pub fn code_info_not_read(&mut self, span: Span, info: &str) {
        let problem = Diagnostic::error("code-info-not-read", format!("`{info}` is not the name of a programming language"));
        self.push(
            problem.at(span, "one word is read here").help("write one word, such as `python`, or nothing after the mark"),
        );
    }
}

impl Diagnostics {
    pub fn image_not_found(&mut self, span: Span, path: &str, nearest: Option<&str>) {
        let problem = Diagnostic::error("image-not-found", format!("there is no image `{path}`"));
        let help = match nearest {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => "put it into the folder of the statement and write its path, seen from this file".into(),
        };
        self.push(problem.at(span, "shown here").help(help));
    }
}

impl Diagnostics {
    pub fn missing_alternative_text(&mut self, span: Span, path: &str) {
        let problem = Diagnostic::error("missing-alternative-text", format!("the image `{path}` has no alternative text"));
        let help = "write between the brackets what somebody who cannot see it should know: `![A bridge at dawn](…)`";
        self.push(problem.at(span, "nothing between the brackets").help(help));
    }
}

impl Diagnostics {
    /// `what` is in the alternative text: "a link".
    pub fn alternative_not_text(&mut self, span: Span, what: &str) {
        let problem =
            Diagnostic::error("alternative-not-text", format!("an alternative text is words alone; it cannot hold {what}"));
        self.push(problem.at(span, what).help("write between the brackets only what the image shows"));
    }
}

impl Diagnostics {
    pub fn remote_image(&mut self, span: Span, address: &str) {
        let problem = Diagnostic::error("remote-image", format!("the image `{address}` is not in the folder of the statement"));
        self.push(problem.at(span, "nothing is fetched").help("save it into the folder and write its path"));
    }
}

impl Diagnostics {
    /// `why` completes "it …".
    pub fn image_unreadable(&mut self, span: Span, path: &str, why: &str) {
        let problem = Diagnostic::error("image-unreadable", format!("`{path}` cannot be shown: it {why}"));
        self.push(problem.at(span, "shown here").help("save it again as PNG, JPEG, GIF, WebP or SVG"));
    }
}

impl Diagnostics {
    pub fn image_too_large(&mut self, span: Span, path: &str, width: u32, height: u32) {
        let problem = Diagnostic::error("image-too-large", format!("`{path}` has {width} × {height} pixels"));
        self.push(
            problem.at(span, "shown here").help("make it smaller: 12,000 pixels a side and 50 million in all are the most"),
        );
    }
}

impl Diagnostics {
    /// `what` names the unsafe part.
    pub fn image_unsafe(&mut self, span: Span, path: &str, what: &str) {
        let problem = Diagnostic::error("image-unsafe", format!("`{path}` has {what}"));
        let help = "save it as plain SVG: shapes only, without scripts, animation or anything from other files";
        self.push(problem.at(span, "shown here").help(help));
    }
}

impl Diagnostics {
    pub fn caption_in_line(&mut self, span: Span) {
        let problem = Diagnostic::error("caption-in-line", "an image in a line of text cannot have a caption");
        self.push(problem.at(span, "has a caption").help("put it into a paragraph of its own, or remove the caption"));
    }
}

impl Diagnostics {
    pub fn empty_description(&mut self, span: Span) {
        let problem = Diagnostic::error("empty-description", "the term has no description");
        self.push(problem.at(span, "nothing after `:`").help("write the description after `: `"));
    }
}

impl Diagnostics {
    /// `why` goes on after the name of the file.
    pub fn cannot_import(&mut self, name: &str, why: &str) {
        let problem = Diagnostic::error("cannot-import", format!("`{name}` {why}"));
        self.push(problem.help("save it as plain text or Markdown in UTF-8"));
    }
}

impl Diagnostics {
    /// How many of the problems are errors.
    pub fn errors(&self) -> usize {
        self.iter().filter(|problem| problem.severity == Severity::Error).count()
    }
}

impl Diagnostics {
    /// `place`: where the statement names the theme.
    pub fn theme_not_found(&mut self, place: Option<Span>, name: &str, known: &[&str]) {
        let mut problem = Diagnostic::error("theme-not-found", format!("there is no theme `{name}`"));
        if let Some(span) = place {
            problem = problem.at(span, "named here");
        }
        let help = format!("{}a theme is a folder `themes/{name}` with a file `tokens.yaml`", nearest_or_list(name, known));
        self.push(problem.help(help));
    }
}

impl Diagnostics {
    /// `place`: where the statement names the theme.
    pub fn theme_not_readable(&mut self, place: Option<Span>, path: &str, reason: &str) {
        let mut problem = Diagnostic::error("theme-not-readable", format!("`{path}` cannot be read: {reason}"));
        if let Some(span) = place {
            problem = problem.at(span, "named here");
        }
        self.push(problem.help("save the file as UTF-8 text in the folder of the theme"));
    }
}

impl Diagnostics {
    pub fn not_a_theme(&mut self, span: Span) {
        let problem = Diagnostic::error("not-a-theme", "the tokens are not made of keys and values");
        self.push(problem.at(span, "no `key: value`").help("write `extends: default`, or `palette:` and `roles:`"));
    }
}

impl Diagnostics {
    pub fn bad_token_name(&mut self, span: Span, name: &str) {
        let problem = Diagnostic::error("bad-token-name", format!("`{name}` cannot be the name of a token"));
        self.push(problem.at(span, "this name").help("use lower-case letters, digits and hyphens"));
    }
}

impl Diagnostics {
    pub fn unknown_palette_name(&mut self, span: Span, name: &str, known: &[&str]) {
        let problem = Diagnostic::error("unknown-palette-name", format!("the palette has no `{name}`"));
        let help = format!("{}use a name that stands under `palette:`", did_you_mean(name, known));
        self.push(problem.at(span, "used here").help(help));
    }
}

impl Diagnostics {
    /// `name`: the palette's name for it.
    pub fn bad_color(&mut self, span: Span, name: &str) {
        let problem = Diagnostic::error("bad-color", format!("`{name}` is used as a colour and is none"));
        let help = "write `#` and six hexadecimal digits in quotation marks, for example \"#9b3a1e\"";
        self.push(problem.at(span, "not of the form \"#rrggbb\"").help(help));
    }
}

impl Diagnostics {
    /// `form`: what values of this token look like.
    pub fn bad_token_value(&mut self, span: Span, token: &str, form: &str) {
        let problem = Diagnostic::error("bad-token-value", format!("this cannot be the value of `{token}`"));
        self.push(problem.at(span, format!("not {form}")).help(format!("write {form}")));
    }
}

impl Diagnostics {
    pub fn color_without_use(&mut self, span: Span, token: &str) {
        let problem = Diagnostic::error("color-without-use", format!("`{token}` does not say what it is for"));
        let help = "for text, name the backgrounds that it stands on: `on: [background]`; \
                    else write `is: background` or `is: decoration`";
        self.push(problem.at(span, "neither `on:` nor `is:`").help(help));
    }
}

impl Diagnostics {
    pub fn unknown_background(&mut self, span: Span, name: &str, known: &[&str]) {
        let problem = Diagnostic::error("unknown-background", format!("no background colour is called `{name}`"));
        let help = format!("{}a background is a colour with `is: background`", nearest_or_list(name, known));
        self.push(problem.at(span, "named here").help(help));
    }
}

impl Diagnostics {
    /// `roles` and `colours`: of the text, then of what it stands on.
    pub fn contrast_too_low(&mut self, span: Span, roles: [&str; 2], mode: &str, ratio: f64, colours: [(String, Span); 2]) {
        let [text, background] = roles;
        // Rounded down: 4.499 is not 4.50.
        let ratio = format!("{:.2} : 1", (ratio * 100.0).floor() / 100.0);
        let message = format!("`{text}` on `{background}` has a contrast of {ratio} in the {mode} mode");
        let mut problem = Diagnostic::error("contrast-too-low", message).at(span, format!("{ratio} on `{background}`"));
        for (colour, span) in colours {
            problem = problem.at(span, colour);
        }
        // Where a theme changes the palette alone, the place to mend is there.
        let own = problem.labels.iter().map(|label| label.span.source).min();
        problem.labels.sort_by_key(|label| Some(label.span.source) != own);
        self.push(problem.help("text needs at least 4.5 : 1 (WCAG 2.2, 1.4.3): set the two colours further apart"));
    }
}

impl Diagnostics {
    pub fn unknown_token(&mut self, span: Span, name: &str, known: &[&str]) {
        let problem = Diagnostic::error("unknown-token", format!("there is no token `{name}`"));
        let help = format!("{}add it under `roles:` in `tokens.yaml`", did_you_mean(name, known));
        self.push(problem.at(span, "used here").help(help));
    }
}

impl Diagnostics {
    /// `place`: where the theme names it.
    pub fn font_not_found(&mut self, place: Span, family: &str) {
        let problem = Diagnostic::error("font-not-found", format!("the font family `{family}` is nowhere to be found"));
        let help = "put its files into the folder `fonts` of the theme, install it, or name another family";
        self.push(problem.at(place, "named here").help(help));
    }
}

impl Diagnostics {
    /// `characters` with the first place of each; those that stand in no file
    /// of the statement (the program's own words) without one.
    pub fn glyph_missing(&mut self, stack: &str, characters: &[(char, Option<Span>)]) {
        let named: Vec<String> = characters.iter().map(|(character, _)| shown(*character)).collect();
        let message = format!("no font of `{stack}` has {}", named.join(", "));
        let mut problem = Diagnostic::error("glyph-missing", message);
        for (character, span) in characters {
            if let Some(span) = span {
                problem = problem.at(*span, shown(*character));
            }
        }
        self.push(
            problem.help(format!("write it in other characters, or name a font that has them in `{stack}` of the theme")),
        );
    }
}

/// `U+0416 Ж`; a mark that would join what stands before it gets a circle.
fn shown(character: char) -> String {
    let code = u32::from(character);
    if character.is_control() || character.is_whitespace() {
        return format!("U+{code:04X}");
    }
    let circle = if unicode_normalization::char::is_combining_mark(character) { "\u{25CC}" } else { "" };
    format!("U+{code:04X} `{circle}{character}`")
}

fn did_you_mean(name: &str, known: &[&str]) -> String {
    nearest(name, known.iter().copied()).map(|known| format!("did you mean `{known}`? ")).unwrap_or_default()
}

/// As [`did_you_mean`], but if nothing is near and there are few, all of them.
fn nearest_or_list(name: &str, known: &[&str]) -> String {
    let near = did_you_mean(name, known);
    if !near.is_empty() || known.is_empty() || known.len() > 12 {
        return near;
    }
    format!("there is {}; ", known.iter().map(|known| format!("`{known}`")).collect::<Vec<_>>().join(", "))
}

impl Diagnostics {
    /// Typst could not set the text; `places` begin with where, in the Markdown
    /// or in the theme.
    pub fn typst_error(&mut self, places: &[Span], said: &str, help: Option<String>) {
        let problem = Diagnostic::error("typst-error", format!("the PDF cannot be set: {said}"));
        self.push(Diagnostic { help, ..at_places(problem, places) });
    }
}

impl Diagnostics {
    /// Typst set the text but doubts something.
    pub fn typst_warning(&mut self, places: &[Span], said: &str, help: Option<String>) {
        let problem = Diagnostic::warning("typst-warning", format!("the PDF may not look right: {said}"));
        self.push(Diagnostic { help, ..at_places(problem, places) });
    }
}

fn at_places(problem: Diagnostic, places: &[Span]) -> Diagnostic {
    let texts = std::iter::once("here").chain(std::iter::repeat("used for this"));
    places.iter().zip(texts).fold(problem, |problem, (&span, text)| problem.at(span, text))
}

impl Diagnostics {
    pub fn anchor_changed(&mut self, span: Span, before: &str, now: &str) {
        let message = format!("the anchor of this section was `{before}` in the last build and is `{now}` now");
        let problem = Diagnostic::warning("anchor-changed", message).at(span, "links to the old address no longer lead here");
        self.push(problem.help(format!("write `{{#{before}}}` after the title to keep old links alive")));
    }

    pub fn version_not_changed(&mut self, span: Option<Span>, version: &str, modified: &str) {
        let message = format!("the text differs from the last build's, but it still says version `{version}` of {modified}");
        let problem = Diagnostic::warning("version-not-changed", message);
        let problem = match span {
            Some(span) => problem.at(span, "the same as before"),
            None => problem,
        };
        self.push(problem.help("give `version` a new value and set `modified` to the day of the change"));
    }

    /// A fault of a font file of `family`, which the theme names at `place`: its
    /// subset for the screen could not be made.
    pub fn font_not_usable(&mut self, place: Option<Span>, family: &str, reason: &str) {
        let message = format!("a font of `{family}` cannot be put into the EPUB and HTML editions: {reason}");
        let problem = Diagnostic::error("font-not-usable", message);
        let problem = match place {
            Some(span) => problem.at(span, "named here"),
            None => problem,
        };
        self.push(problem.help("put another file of this typeface into the folder `fonts` of the theme, or name another"));
    }
}
