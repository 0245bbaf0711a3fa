//! The content streams of a page: what is shown in each marked content, and where
//! (ISO 32000-1 §8.4, §9.4 and §14.6).
//!
//! Only the place of the base line matters here: it tells where a line of the
//! layout ends. What is an artifact (running heads, rules) is no text.

use std::collections::HashMap;
use std::rc::Rc;

use super::file::File;
use super::fonts::{Font, Fonts};
use super::marks::{Mark, Marks};
use super::matrix::Matrix;
use super::pages::Page;
use super::syntax::{Dictionary, Lexer, Value, is_space};
use crate::verify::Fault;

/// How many forms nest in a page, and how many states of the page are kept.
const FORMS: usize = 8;
const STATES: usize = 256;

/// A stretch of text on one line of the layout.
#[derive(Clone, Debug)]
pub struct Run {
    pub text: String,
    pub spot: Spot,
    /// Of the font, in points.
    pub size: f64,
    /// What the marked content itself says.
    pub language: Option<Rc<str>>,
}

/// A place in the file, in points from the bottom left of a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spot {
    /// From 0.
    pub page: usize,
    pub x: f64,
    pub y: f64,
}

/// What a page shows.
#[derive(Default)]
pub struct Shown {
    /// By the number of the marked content (MCID).
    pub marked: HashMap<u32, Vec<Run>>,
    /// Text that is neither marked nor an artifact.
    pub stray: String,
    /// How many shown codes have no Unicode value.
    pub unknown: usize,
}

pub fn read<'a>(file: &File<'a>, fonts: &mut Fonts, page: &Page<'a>, index: usize) -> Result<Shown, Fault> {
    let mut bytes = Vec::new();
    for part in file.list(&page.dictionary, "Contents") {
        let object = part.reference().ok_or_else(|| damaged(index))?;
        bytes.extend_from_slice(&file.stream(object)?);
        bytes.push(b'\n');
    }
    let mut reader = Reader {
        file,
        fonts,
        page: index,
        shown: Shown::default(),
        marks: Marks::default(),
        text: Text::default(),
        named: HashMap::new(),
    };
    reader.run(&bytes, &page.resources, Matrix::IDENTITY, 0)?;
    Ok(reader.shown)
}

fn damaged(page: usize) -> Fault {
    Fault::unreadable(format!("page {} is damaged", page + 1))
}

struct Reader<'f, 'a> {
    file: &'f File<'a>,
    fonts: &'f mut Fonts,
    page: usize,
    shown: Shown,
    marks: Marks,
    text: Text,
    /// The fonts of the stream that is being read.
    named: HashMap<String, Option<Rc<Font>>>,
}

#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    leading: f64,
    rise: f64,
}

/// The text object that is open, and what it has shown in one marked content.
#[derive(Default)]
struct Text {
    matrix: Matrix,
    line: Matrix,
    strings: Vec<Run>,
    is_reversed: bool,
}

impl<'a> Reader<'_, 'a> {
    fn run(&mut self, bytes: &[u8], resources: &Dictionary<'a>, matrix: Matrix, depth: usize) -> Result<(), Fault> {
        let mut lexer = Lexer::of_content(bytes);
        let mut state = State { matrix, font: None, size: 0.0, leading: 0.0, rise: 0.0 };
        let mut kept = Vec::new();
        let mut operands: Vec<Value> = Vec::new();
        while !lexer.is_at_end() {
            match lexer.value().ok_or_else(|| damaged(self.page))? {
                Value::Operator(b"q") if kept.len() < STATES => kept.push(state.clone()),
                Value::Operator(b"Q") => state = kept.pop().unwrap_or(state),
                Value::Operator(b"ID") => skip_image(&mut lexer),
                Value::Operator(b"Do") => {
                    if let [Value::Name(name)] = operands.as_slice() {
                        self.form(&String::from_utf8_lossy(name), resources, &state, depth)?;
                    }
                }
                Value::Operator(operator) => self.operation(operator, &operands, resources, &mut state)?,
                operand => {
                    // The longest list of operands that there is has six (§8.3.4).
                    if operands.len() < 64 {
                        operands.push(operand);
                    }
                    continue;
                }
            }
            operands.clear();
        }
        self.end_text();
        Ok(())
    }

    fn operation(
        &mut self,
        operator: &[u8],
        operands: &[Value],
        resources: &Dictionary<'a>,
        state: &mut State,
    ) -> Result<(), Fault> {
        let number = |index: usize| operands.get(index).and_then(Value::number).unwrap_or_default();
        match operator {
            b"cm" => state.matrix = Matrix::of(&number).then(&state.matrix),
            b"BT" => {
                self.end_text();
                self.text.matrix = Matrix::IDENTITY;
                self.text.line = Matrix::IDENTITY;
            }
            b"ET" => self.end_text(),
            b"Tf" => {
                if let Some(name) = operands.first().and_then(Value::name) {
                    state.font = self.font(resources, name)?;
                }
                state.size = number(1);
            }
            b"TL" => state.leading = number(0),
            b"Ts" => state.rise = number(0),
            b"Tm" => self.move_to(Matrix::of(&number)),
            b"Td" => self.move_by(number(0), number(1)),
            b"TD" => {
                state.leading = -number(1);
                self.move_by(number(0), number(1));
            }
            b"T*" => self.move_by(0.0, -state.leading),
            b"Tj" => self.show(operands.first(), state)?,
            b"TJ" => self.show_all(operands.first().and_then(Value::array).unwrap_or_default(), state)?,
            b"'" | b"\"" => {
                self.move_by(0.0, -state.leading);
                self.show(operands.last(), state)?;
            }
            b"BMC" | b"BDC" => self.begin(operands, resources)?,
            b"EMC" => self.end(state),
            _ => {}
        }
        Ok(())
    }

    fn font(&mut self, resources: &Dictionary<'a>, name: &str) -> Result<Option<Rc<Font>>, Fault> {
        if let Some(font) = self.named.get(name) {
            return Ok(font.clone());
        }
        let font = self.fonts.font(self.file, resources, name)?;
        self.named.insert(name.to_string(), font.clone());
        Ok(font)
    }

    fn move_to(&mut self, matrix: Matrix) {
        self.text.line = matrix;
        self.text.matrix = matrix;
    }

    fn move_by(&mut self, x: f64, y: f64) {
        self.move_to(Matrix::moved(x, y).then(&self.text.line));
    }

    fn begin(&mut self, operands: &[Value], resources: &Dictionary<'a>) -> Result<(), Fault> {
        let tag = operands.first().and_then(Value::name).unwrap_or_default();
        let named = operands.get(1).and_then(Value::name).map(|name| {
            let lists = self.file.dictionary(resources, "Properties");
            self.file.dictionary(&lists, name)
        });
        let properties = named.as_ref().or_else(|| operands.get(1)?.dictionary());
        let empty = Dictionary::default();
        let mark = Mark::new(tag, properties.unwrap_or(&empty));
        if mark.content.is_some() {
            self.end_text();
        }
        if self.marks.push(mark) { Ok(()) } else { Err(damaged(self.page)) }
    }

    fn end(&mut self, state: &State) {
        let Some(mark) = self.marks.pop() else { return };
        // An alternative for nothing that is shown is still text.
        if let Some(text) = mark.actual_text
            && !self.marks.is_replaced()
            && !mark.was_shown
        {
            self.add(&text, state, mark.content.or(self.marks.content()));
        }
        if mark.content.is_some() {
            self.flush(mark.content, mark.language.or_else(|| self.marks.language()));
        }
    }

    fn show(&mut self, shown: Option<&Value>, state: &State) -> Result<(), Fault> {
        shown.map_or(Ok(()), |shown| self.show_all(std::slice::from_ref(shown), state))
    }

    /// The strings of one operator stand on one line, and are reversed together.
    fn show_all(&mut self, strings: &[Value], state: &State) -> Result<(), Fault> {
        if self.marks.is_artifact() {
            return Ok(());
        }
        if let Some(replacement) = self.marks.replacement() {
            if let Some(text) = replacement {
                self.add(&text, state, self.marks.content());
            }
            return Ok(());
        }
        let Some(font) = &state.font else { return Ok(()) };
        let codes: Vec<_> = strings.iter().filter_map(Value::bytes).flat_map(|string| font.texts(string)).collect();
        self.shown.unknown += codes.iter().filter(|text| text.is_none()).count();
        self.text.is_reversed |= self.marks.is_reversed();
        let text: String = match self.marks.is_reversed() {
            true => codes.iter().rev().flatten().map(|text| &**text).collect(),
            false => codes.iter().flatten().map(|text| &**text).collect(),
        };
        self.file.spend(text.len())?;
        self.add(&text, state, self.marks.content());
        Ok(())
    }

    fn add(&mut self, text: &str, state: &State, content: Option<u32>) {
        if content.is_none() {
            self.shown.stray.push_str(text);
            return;
        }
        let place = Matrix::moved(0.0, state.rise).then(&self.text.matrix).then(&state.matrix);
        let spot = Spot { page: self.page, x: place.x(), y: place.y() };
        self.text.strings.push(Run { text: text.to_string(), spot, size: state.size.abs() * place.scale(), language: None });
    }

    fn end_text(&mut self) {
        self.flush(self.marks.content(), self.marks.language());
    }

    /// Hands what was shown over to the marked content in which it stands.
    fn flush(&mut self, content: Option<u32>, language: Option<Rc<str>>) {
        let mut strings = std::mem::take(&mut self.text.strings);
        let is_reversed = std::mem::take(&mut self.text.is_reversed);
        let Some(content) = content else { return };
        if is_reversed {
            into_reading_order(&mut strings);
        }
        let runs = self.shown.marked.entry(content).or_default();
        for string in strings {
            match runs.last_mut() {
                Some(last) if last.language == language && last.is_beside(&string) => last.text.push_str(&string.text),
                _ => runs.push(Run { language: language.clone(), ..string }),
            }
        }
    }

    fn form(&mut self, name: &str, resources: &Dictionary<'a>, state: &State, depth: usize) -> Result<(), Fault> {
        let Some(object) = self.file.dictionary(resources, "XObject").reference(name) else { return Ok(()) };
        let value = self.file.object(object);
        let Some(dictionary) = value.dictionary().filter(|form| form.get("Subtype").name() == Some("Form")) else {
            return Ok(());
        };
        // In a picture, nothing can be text for a reader.
        if depth >= FORMS {
            return Err(damaged(self.page));
        }
        let bytes = self.file.stream(object)?;
        let own = if dictionary.has("Resources") { self.file.dictionary(dictionary, "Resources") } else { resources.clone() };
        let entries = self.file.list(dictionary, "Matrix");
        let matrix = match entries.len() {
            6 => Matrix::of(&|index: usize| entries[index].number().unwrap_or_default()),
            _ => Matrix::IDENTITY,
        };
        let outer = std::mem::take(&mut self.named);
        self.run(&bytes, &own, matrix.then(&state.matrix), depth + 1)?;
        self.named = outer;
        Ok(())
    }
}

impl Run {
    /// Whether `other` stands on the same line, so that both are one run.
    fn is_beside(&self, other: &Self) -> bool {
        self.spot.page == other.spot.page && (self.spot.y - other.spot.y).abs() < 0.05 && (self.size - other.size).abs() < 0.05
    }
}

/// Strings of a right-to-left text object are written one for each word, the last
/// word first where they are placed from left to right (§14.8.2.3.3 asks for the
/// other order; a reader goes by the place).
fn into_reading_order(strings: &mut [Run]) {
    if strings.windows(2).all(|pair| pair[0].spot.x <= pair[1].spot.x) {
        strings.reverse();
    }
}

/// The data of an image in the line (§8.9.7) is no text.
fn skip_image(lexer: &mut Lexer) {
    let end = lexer.rest().windows(4).position(|bytes| is_space(bytes[0]) && &bytes[1..3] == b"EI" && is_space(bytes[3]));
    lexer.position += end.map_or(lexer.rest().len(), |end| end + 3);
}
