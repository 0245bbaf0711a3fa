//! Runs of characters, links and fields → pieces.

use super::body::{NoteKind, Reader, choice, in_language};
use super::signs;
use super::styles::{Marks, Role, marks};
use crate::document::Language;
use crate::elements::Element;
use crate::import::formula;
use crate::import::manuscript::plain;
use crate::markdown::{Mark, Piece};

/// A paragraph: its pieces as they stand, and the names by which links lead to it.
#[derive(Default)]
pub(super) struct Run {
    pub pieces: Vec<Piece>,
    pub places: Vec<String>,
}

/// How the characters of one run look.
struct Looks<'a> {
    set: Marks,
    style: Option<&'a str>,
    is_code: bool,
}

/// A field that has begun (§17.16.18).
pub(super) struct Field {
    instruction: String,
    is_result: bool,
    /// Where its result begins among the pieces of the paragraph.
    start: usize,
    /// The words that stood before its result, which nobody is shown.
    unseen: String,
}

impl Field {
    fn is_contents(&self) -> bool {
        self.instruction.trim_start().starts_with("TOC")
    }
}

impl Reader<'_> {
    pub(super) fn run(&mut self, paragraph: &Element, role: Role) -> Run {
        let mut run = Run::default();
        // A field that goes on from the paragraph before begins where this one does.
        self.fields.iter_mut().for_each(|field| field.start = 0);
        self.inside(paragraph, role, &mut run);
        self.drop_unanswered();
        run
    }

    /// Ends the fields whose results have not begun, which would hide all that follows.
    fn drop_unanswered(&mut self) {
        let is_kept = |field: &Field| field.is_result || field.is_contents();
        let (kept, dropped) = std::mem::take(&mut self.fields).into_iter().partition(is_kept);
        self.fields = kept;
        let dropped: Vec<Field> = dropped;
        for Field { unseen, .. } in dropped.into_iter().filter(|field| !field.unseen.trim().is_empty()) {
            self.gathering.lose(
                "words in a field that does not end were left out",
                &unseen,
                "write them into the text if they belong to it",
            );
        }
    }

    /// Whether the table of contents is being read, which is a field.
    pub(super) fn is_in_contents(&self) -> bool {
        self.fields.iter().any(Field::is_contents)
    }

    /// A heading of the text stands after the contents, even if their field does not end.
    pub(super) fn end_contents(&mut self) {
        self.fields.retain(|field| !field.is_contents());
    }

    fn inside(&mut self, parent: &Element, role: Role, run: &mut Run) {
        for element in parent.elements() {
            match element.name.as_str() {
                "w:r" => self.characters(element, role, run),
                "w:hyperlink" => {
                    let start = run.pieces.len();
                    self.inside(element, role, run);
                    let inside = run.pieces.split_off(start);
                    let link = self.link(element, inside);
                    run.pieces.extend(link);
                }
                "w:fldSimple" => {
                    let start = run.pieces.len();
                    self.inside(element, role, run);
                    let inside = run.pieces.split_off(start);
                    let link = self.field_link(element.attribute("w:instr").unwrap_or_default(), inside);
                    run.pieces.extend(link);
                }
                "w:bookmarkStart" => run.places.extend(element.attribute("w:name").map(|name| format!("#{name}"))),
                "w:ins" | "w:moveTo" | "w:smartTag" | "w:sdt" | "w:sdtContent" | "w:customXml" | "w:dir" | "w:bdo" => {
                    self.inside(element, role, run)
                }
                "w:del" | "w:moveFrom" => self.lose_deleted(element),
                "m:oMath" | "m:oMathPara" => self.formula(element, run),
                "mc:AlternateContent" => choice(element).into_iter().for_each(|choice| self.inside(choice, role, run)),
                "w:pPr" => {}
                _ => self.lose_unknown(element),
            }
        }
    }

    fn formula(&mut self, element: &Element, run: &mut Run) {
        let said = formula::in_line(element);
        self.gathering.lose(
            "a formula is its signs in one line now",
            &said,
            "write it in words, or put a picture of it into `images`",
        );
        run.pieces.push(Piece::Text(said));
    }

    fn characters(&mut self, element: &Element, role: Role, run: &mut Run) {
        let properties = element.elements().find(|inner| inner.name == "w:rPr");
        let style = properties
            .and_then(|list| list.elements().find(|inner| inner.name == "w:rStyle"))
            .and_then(|style| style.attribute("w:val"));
        let set = properties.map(marks).unwrap_or_default();
        let set = style.map(|style| self.sources.styles.marks(style)).map_or(set.clone(), |below| set.over(&below));
        let is_code = style.is_some_and(|style| self.sources.styles.is_code(style)) && role != Role::Code;
        let looks = Looks { set, style, is_code };
        let mut pieces = Vec::new();
        for inner in chosen(element) {
            if inner.name == "w:fldChar" {
                // What stands before it belongs to what is open there.
                self.enter(std::mem::take(&mut pieces), &looks, role, run);
                self.field(inner, run);
            } else {
                self.character(inner, &mut pieces);
            }
        }
        self.enter(pieces, &looks, role, run);
    }

    /// Puts `pieces`, which look alike, into `run`, unless nobody is shown them.
    fn enter(&mut self, pieces: Vec<Piece>, looks: &Looks, role: Role, run: &mut Run) {
        let Looks { set, style, is_code } = looks;
        if pieces.is_empty() {
            return;
        }
        if let Some(field) = self.fields.iter_mut().find(|field| !field.is_result) {
            return field.unseen.push_str(&plain(&pieces));
        }
        if set.hidden == Some(true) {
            return self.gathering.lose(
                "hidden words were left out",
                &plain(&pieces),
                "write them into the text if they belong to it",
            );
        }
        self.lose_looks(set, *style, &pieces);
        let pieces = if *is_code && pieces.iter().all(|piece| matches!(piece, Piece::Text(_))) {
            vec![Piece::Code(plain(&pieces))]
        } else {
            pieces
        };
        let tag = set.language_of(&plain(&pieces)).or_else(|| self.sources.styles.usual_language().map(str::to_string));
        let language = tag.and_then(|tag| Language::parse(&tag).ok()).filter(Language::is_registered);
        let pieces = if plain(&pieces).chars().any(char::is_alphabetic) {
            in_language(language, self.language.as_ref(), pieces)
        } else {
            pieces
        };
        run.pieces.extend(marked(pieces, set, role));
    }

    fn lose_looks(&mut self, set: &Marks, style: Option<&str>, pieces: &[Piece]) {
        let said = plain(pieces);
        let is_link = style.is_some_and(|style| style.to_lowercase().contains("link")) || !self.fields.is_empty();
        if set.underlined == Some(true) && !is_link && !said.trim().is_empty() {
            self.gathering.lose(
                "words are not underlined any more",
                &said,
                "use `*emphasis*` or `**strong**` where it matters",
            );
        }
        if set.highlighted == Some(true) && !said.trim().is_empty() {
            self.gathering.lose("words are not highlighted any more", &said, "use `**strong**` where it matters");
        }
    }

    fn character(&mut self, element: &Element, pieces: &mut Vec<Piece>) {
        let text = |text: &str| Piece::Text(text.to_string());
        match element.name.as_str() {
            "w:t" => pieces.push(Piece::Text(text_of(element))),
            "w:tab" | "w:ptab" => pieces.push(text(" ")),
            "w:br" if element.attribute("w:type").is_some_and(|kind| kind != "textWrapping") => pieces.push(text(" ")),
            "w:br" | "w:cr" => pieces.push(Piece::LineBreak),
            "w:noBreakHyphen" => pieces.push(text("\u{2011}")),
            "w:softHyphen" => pieces.push(text("\u{ad}")),
            "w:sym" => self.sign(element, pieces),
            "w:ruby" => self.ruby(element, pieces),
            "w:footnoteReference" => self.note_mark(NoteKind::Foot, element, pieces),
            "w:endnoteReference" => self.note_mark(NoteKind::End, element, pieces),
            "w:instrText" => {
                if let Some(field) = self.fields.last_mut() {
                    field.instruction.push_str(&text_of(element));
                }
            }
            "w:drawing" | "w:pict" | "w:object" => self.drawing(element, pieces),
            "w:rPr" => {}
            _ => self.lose_unknown(element),
        }
    }

    /// A sign of a typeface in which signs stand in the places of letters (§17.3.3.30).
    fn sign(&mut self, element: &Element, pieces: &mut Vec<Piece>) {
        let font = element.attribute("w:font").unwrap_or_default();
        let code = element.attribute("w:char").and_then(|code| u32::from_str_radix(code, 16).ok());
        match code.and_then(|code| signs::character(font, code)) {
            Some(character) => pieces.push(Piece::Text(character.to_string())),
            None => self.gathering.lose(
                "a sign of a typeface of signs was left out",
                &format!("{font} {}", element.attribute("w:char").unwrap_or_default()),
                "write the sign, or its name, into the text",
            ),
        }
    }

    /// Characters with their reading above them (§17.3.3.25).
    fn ruby(&mut self, element: &Element, pieces: &mut Vec<Piece>) {
        let start = pieces.len();
        for name in ["w:rubyBase", "w:rt"] {
            let part = element.elements().find(|inner| inner.name == name);
            let reading = part.filter(|_| name == "w:rt").map(Element::words).filter(|words| !words.is_empty());
            if let Some(reading) = reading {
                pieces.push(Piece::Text(format!(" ({reading})")));
            } else if name == "w:rubyBase" {
                let runs = part.into_iter().flat_map(Element::elements).filter(|inner| inner.name == "w:r");
                runs.flat_map(chosen).for_each(|inner| self.character(inner, pieces));
            }
        }
        self.gathering.lose(
            "a reading above characters stands in brackets after them",
            &plain(&pieces[start..]),
            "look whether it reads well",
        );
    }

    fn note_mark(&mut self, kind: NoteKind, element: &Element, pieces: &mut Vec<Piece>) {
        let id = element.attribute("w:id").unwrap_or_default().to_string();
        if self.is_in_note {
            return self.gathering.lose(
                "the mark of a note in a note was left out",
                &id,
                "write the words of the one into the other",
            );
        }
        let known = self.marked.iter().position(|(other, known)| *other == kind && *known == id);
        let at = known.unwrap_or_else(|| {
            self.marked.push((kind, id));
            self.marked.len() - 1
        });
        pieces.push(Piece::NoteMark((at + 1).to_string()));
    }

    fn field(&mut self, element: &Element, run: &mut Run) {
        match element.attribute("w:fldCharType") {
            Some("begin") => {
                let (instruction, unseen) = (String::new(), String::new());
                self.fields.push(Field { instruction, is_result: false, start: run.pieces.len(), unseen });
            }
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    (field.is_result, field.start) = (true, run.pieces.len());
                }
            }
            Some("end") => {
                if let Some(field) = self.fields.pop().filter(|field| field.is_result && field.start <= run.pieces.len()) {
                    let inside = run.pieces.split_off(field.start);
                    let link = self.field_link(&field.instruction, inside);
                    run.pieces.extend(link);
                }
            }
            _ => {}
        }
    }

    /// `HYPERLINK "https://…"`, `HYPERLINK \l "place"` (§17.16.5.25).
    fn field_link(&mut self, instruction: &str, inside: Vec<Piece>) -> Vec<Piece> {
        let Some(rest) = instruction.trim_start().strip_prefix("HYPERLINK") else { return inside };
        let (is_place, rest) = match rest.trim_start().strip_prefix("\\l") {
            Some(rest) => (true, rest),
            None => (false, rest),
        };
        let target = rest.trim_start().trim_start_matches('"').split('"').next().unwrap_or_default().trim();
        self.linked(&if is_place { format!("##{target}") } else { target.to_string() }, inside)
    }

    fn link(&mut self, element: &Element, inside: Vec<Piece>) -> Vec<Piece> {
        let place = element.attribute("w:anchor").map(|name| format!("##{name}"));
        let outside =
            element.attribute("r:id").and_then(|id| self.sources.links[self.links].get(id)).map(|(target, _)| target.clone());
        match (outside, place) {
            (Some(target), _) => self.linked(&target, inside),
            (None, Some(place)) => self.linked(&place, inside),
            (None, None) => inside,
        }
    }

    /// `inside` as a link to `target`, which begins with `##` if it is a place in this document.
    fn linked(&mut self, target: &str, inside: Vec<Piece>) -> Vec<Piece> {
        if target.starts_with("##") {
            return vec![Piece::Link { destination: target.to_string(), pieces: inside }];
        }
        if let Some(place) = target.strip_prefix('#') {
            return vec![Piece::Link { destination: format!("##{place}"), pieces: inside }];
        }
        match url::Url::parse(target).ok().filter(|url| matches!(url.scheme(), "http" | "https" | "mailto" | "tel")) {
            Some(url) => vec![Piece::Link { destination: url.to_string(), pieces: inside }],
            None => {
                self.gathering.lose(
                    format!("a link to `{target}` was left out, and its words were kept"),
                    &plain(&inside),
                    "write `[words](https://…)` with the whole address",
                );
                inside
            }
        }
    }
}

/// The elements of a run, of several ways of writing the same those of the one that is read.
fn chosen(run: &Element) -> Vec<&Element> {
    let inside = |inner| match choice(inner) {
        Some(way) => chosen(way),
        None => Vec::new(),
    };
    run.elements().flat_map(|inner| if inner.name == "mc:AlternateContent" { inside(inner) } else { vec![inner] }).collect()
}

/// The characters directly in `element`.
pub(super) fn text_of(element: &Element) -> String {
    element.nodes.iter().filter_map(crate::elements::Node::text).collect()
}

fn marked(pieces: Vec<Piece>, set: &Marks, role: Role) -> Vec<Piece> {
    if role == Role::Code || pieces.iter().all(|piece| matches!(piece, Piece::NoteMark(_))) {
        return pieces;
    }
    // How all of a heading looks says nothing of its words.
    let is_heading = matches!(role, Role::Heading(_) | Role::Title | Role::Subtitle | Role::Term);
    let is_slanted = matches!(role, Role::Quotation | Role::Caption | Role::Subtitle);
    let position = set.position.as_deref();
    let marks = [
        (Mark::Superscript, position == Some("superscript")),
        (Mark::Subscript, position == Some("subscript")),
        (Mark::Strikethrough, set.strike == Some(true)),
        (Mark::Emphasis, set.italic == Some(true) && !is_slanted),
        (Mark::Strong, set.bold == Some(true) && !is_heading),
    ];
    let wrap = |pieces, (mark, _)| vec![Piece::Marked { mark, pieces }];
    marks.into_iter().filter(|(_, is_set)| *is_set).fold(pieces, wrap)
}
