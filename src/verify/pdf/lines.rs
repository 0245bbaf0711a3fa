//! The structure tree as lines: what stands as a block.
//!
//! Which tag becomes which role is written down in the head of the module.

use std::collections::HashSet;
use std::rc::Rc;

use super::content::{Run, Shown, Spot};
use super::draft::{Draft, DraftPiece, stands_in_line};
use super::encoding::shown_number;
use super::notes::NoteNumber;
use super::tags::Kind;
use super::tree::{Child, Element, Tree};
use crate::verify::{Container, PieceKind, Role};

/// The lines of a file, in the order of its structure, and the numbers of its notes.
pub fn read(tree: &Tree, shown: &[Shown], labels: &HashSet<&str>) -> (Vec<Draft>, Vec<NoteNumber>) {
    let mut reader = Reader {
        tree,
        shown,
        labels,
        lines: Vec::new(),
        open: None,
        notes: Vec::new(),
        own_labels: HashSet::new(),
        numbers: Vec::new(),
    };
    let context = Context { within: Vec::new(), role: Role::Paragraph, language: Rc::from("") };
    reader.children(&tree.roots, &context);
    reader.close();
    (reader.lines, reader.numbers)
}

pub(super) struct Reader<'t> {
    pub tree: &'t Tree,
    shown: &'t [Shown],
    /// The labels of all pages.
    labels: &'t HashSet<&'t str>,
    lines: Vec<Draft>,
    pub open: Option<Draft>,
    /// Notes of the open line, and what it stands in: their lines follow it.
    pub notes: Vec<(usize, Vec<Container>)>,
    /// The labels of notes, which are in their containers.
    pub own_labels: HashSet<usize>,
    numbers: Vec<NoteNumber>,
}

/// What is known of the place at which an element stands.
#[derive(Clone)]
struct Context {
    within: Vec<Container>,
    /// What text that stands here is.
    role: Role,
    language: Rc<str>,
}

impl Context {
    fn inside(&self, container: Container) -> Self {
        let mut inner = self.clone();
        inner.within.push(container);
        inner
    }

    fn with_role(&self, role: Role) -> Self {
        Self { role, ..self.clone() }
    }
}

impl<'t> Reader<'t> {
    fn children(&mut self, children: &[Child], context: &Context) {
        for (index, child) in children.iter().enumerate() {
            match *child {
                Child::Annotation(_) => {}
                Child::Content { .. } => {
                    self.start(context);
                    self.inline(*child, &context.language.clone(), None);
                }
                Child::Element(element) => self.element(element, &children[index + 1..], context),
            }
        }
    }

    /// `next` are the children behind it.
    fn element(&mut self, index: usize, next: &[Child], context: &Context) {
        let element = self.tree.element(index);
        let context = &Context { language: element.language.clone(), ..context.clone() };
        let child = Child::Element(index);
        // Whether a picture stands in the line before it is not known yet.
        if self.is_block(child) && element.kind != Kind::Figure {
            self.close();
        }
        match element.kind {
            Kind::Group | Kind::Contents | Kind::Row | Kind::Item | Kind::ItemBody => self.group(element, context),
            Kind::Title => self.block(child, Role::Title, context),
            Kind::Heading(level) => self.block(child, Role::Heading { level }, context),
            Kind::Paragraph => self.block(child, context.role.clone(), context),
            Kind::HeaderCell | Kind::DataCell => self.group(element, context),
            Kind::List => self.list(element, context),
            Kind::Quotation => self.group(element, &context.inside(Container::Quotation)),
            Kind::Table => self.table(element, context),
            Kind::Figure => self.figure(index, next, context),
            Kind::Caption => self.group(element, &context.with_role(Role::Caption)),
            Kind::Code if is_code_block(element, self.tree) => self.code(element, context),
            Kind::Note if self.open.is_some() => self.notes.push((index, context.within.clone())),
            Kind::Note => self.note(index, context.within.clone()),
            Kind::ContentsItem => self.entry(element, context),
            Kind::Link | Kind::Inline | Kind::Label | Kind::Code => {
                if element.is_block {
                    self.close();
                }
                self.start(context);
                self.inline(child, &context.language.clone(), None);
            }
        }
    }

    fn group(&mut self, element: &Element, context: &Context) {
        self.children(&element.children, context);
        self.close();
    }

    /// A line that is all of `child`.
    fn block(&mut self, child: Child, role: Role, context: &Context) {
        self.open = Some(Draft::new(role, context.within.clone()));
        self.inline(child, &context.language.clone(), None);
        self.close();
    }

    /// Opens a line for text that stands in no block of its own.
    fn start(&mut self, context: &Context) {
        self.open.get_or_insert_with(|| Draft::new(context.role.clone(), context.within.clone()));
    }

    /// Ends the open line; its notes follow it.
    fn close(&mut self) {
        if let Some(mut line) = self.open.take() {
            line.trim();
            self.lines.extend((!line.pieces.is_empty()).then_some(line));
        }
        for (note, within) in std::mem::take(&mut self.notes) {
            self.note(note, within);
        }
    }

    /// A list within a list belongs to the item before it.
    fn list(&mut self, list: &Element, context: &Context) {
        let items = || list.children.iter().filter_map(|child| self.part(*child, Kind::Item));
        let has_terms = list.numbering == "None" && items().any(|item| !self.label(item).is_empty());
        let (mut ordinal, mut inner) = (0, context.clone());
        for child in &list.children {
            if let Some(item) = self.part(*child, Kind::Item) {
                ordinal += 1;
                inner = if has_terms {
                    context.inside(Container::Details)
                } else {
                    context.inside(Container::Item { ordinal, number: shown_number(&self.label(item)) })
                };
                self.item(item, has_terms, context, &inner);
            } else {
                self.children(
                    std::slice::from_ref(child),
                    if self.part(*child, Kind::List).is_some() { &inner } else { context },
                );
            }
        }
        self.close();
    }

    fn item(&mut self, item: &Element, has_terms: bool, outer: &Context, inner: &Context) {
        for child in &item.children {
            match self.part(*child, Kind::Label) {
                Some(label) if has_terms => {
                    self.open = Some(Draft::new(Role::Term, outer.within.clone()));
                    label.children.iter().for_each(|child| self.inline(*child, &label.language, None));
                    self.close();
                }
                Some(_) => {}
                None => self.children(std::slice::from_ref(child), inner),
            }
        }
        self.close();
    }

    /// The text of the label of an item.
    fn label(&self, item: &Element) -> String {
        let label = item.children.iter().find(|child| self.part(**child, Kind::Label).is_some());
        label.map_or(String::new(), |label| self.text(*label))
    }

    fn is_block(&self, child: Child) -> bool {
        let Child::Element(index) = child else { return false };
        let element = self.tree.element(index);
        !element.kind.stands_in_line() || is_code_block(element, self.tree)
    }

    fn table(&mut self, table: &Element, context: &Context) {
        let mut rows = Vec::new();
        for child in &table.children {
            self.tree.rows(*child, &mut rows);
        }
        // How many rows more each column is taken by a cell from above.
        let mut taken: Vec<usize> = Vec::new();
        for child in &table.children {
            if self.part(*child, Kind::Caption).is_some() {
                self.children(std::slice::from_ref(child), context);
            }
        }
        for (row, element) in rows.into_iter().enumerate() {
            let mut column = 0;
            for child in &self.tree.element(element).children {
                let Child::Element(cell) = *child else { continue };
                while taken.get(column).is_some_and(|rows| *rows > 0) {
                    column += 1;
                }
                let cell = self.tree.element(cell);
                let role = Role::Cell { row, column, is_header: cell.kind == Kind::HeaderCell };
                self.element_of(*child, &context.with_role(role));
                let end = column + cell.column_span;
                taken.resize(taken.len().max(end), 0);
                taken[column..end].fill(cell.row_span);
                column = end;
            }
            taken.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        }
    }

    fn element_of(&mut self, child: Child, context: &Context) {
        self.children(std::slice::from_ref(&child), context);
        self.close();
    }

    /// A picture by itself, unless it stands in the line before it, or in that of the
    /// words after it, which other pictures may part from it.
    fn figure(&mut self, index: usize, next: &[Child], context: &Context) {
        let figure = self.tree.element(index);
        let child = Child::Element(index);
        let page = self.tree.contents(child).first().map(|(page, _)| *page);
        let spot = page.zip(figure.edges).map(|(page, (_, upper))| Spot { page, x: 0.0, y: upper });
        let in_line = page.zip(figure.edges).is_some_and(|(page, edges)| {
            let in_open = self.open.as_ref().is_some_and(|line| line.is_beside(page, edges));
            let is_in_line = |run: &Run| run.spot.page == page && stands_in_line(run.spot.y, run.size, edges);
            let words = next.iter().find(|child| self.part(**child, Kind::Figure).is_none());
            in_open
                || words
                    .filter(|words| !self.is_block(**words))
                    .and_then(|words| self.first_run(*words))
                    .is_some_and(is_in_line)
        });
        if in_line {
            self.start(context);
            self.inline(child, &context.language.clone(), None);
            return;
        }
        self.close();
        let mut line = Draft::new(Role::Picture, context.within.clone());
        line.start = spot;
        line.add(picture(figure, None));
        self.lines.push(line);
    }

    /// One paragraph for each line of code.
    fn code(&mut self, code: &Element, context: &Context) {
        let mut line = Draft::new(Role::Code, context.within.clone());
        for (index, child) in code.children.iter().enumerate() {
            if index > 0 {
                line.break_line();
            }
            self.open = Some(line);
            self.inline(*child, &code.language.clone(), None);
            line = self.open.take().unwrap_or_else(|| Draft::new(Role::Code, context.within.clone()));
        }
        self.open = Some(line);
        self.close();
    }

    /// A note stands in what the line with its mark stands in.
    fn note(&mut self, index: usize, mut within: Vec<Container>) {
        let note = self.tree.element(index);
        let label = self.tree.own_label(index);
        self.own_labels.extend(label);
        let number = label.map_or(String::new(), |label| self.text(Child::Element(label)));
        let spot = label.and_then(|label| self.first_run(Child::Element(label))).map(|run| run.spot);
        self.numbers.extend(spot.map(|spot| NoteNumber { number: number.clone(), spot }));
        within.push(Container::Note { number });
        let context = Context { within, role: Role::Paragraph, language: note.language.clone() };
        self.children(&note.children, &context);
        self.close();
    }

    /// The last thing in a line of the contents is the number of a page.
    fn entry(&mut self, item: &Element, context: &Context) {
        let last = item.children.iter().flat_map(|child| self.tree.contents(*child)).next_back();
        let number = last.map(|(page, id)| self.text(Child::Content { page, id }));
        let number = number.filter(|number| self.labels.contains(number.as_str()));
        let mut line = Draft::new(Role::Entry, context.within.clone());
        line.printed_page = number.clone();
        self.open = Some(line);
        for child in &item.children {
            if self.part(*child, Kind::Contents).is_some() {
                self.close();
                self.children(std::slice::from_ref(child), context);
            } else {
                self.inline(*child, &item.language.clone(), None);
            }
        }
        if let (Some(number), Some(line)) = (number, &mut self.open) {
            line.take_off(&number);
        }
        self.close();
    }

    /// The element that `child` is, if it is of `kind`.
    fn part(&self, child: Child, kind: Kind) -> Option<&'t Element> {
        let Child::Element(index) = child else { return None };
        Some(self.tree.element(index)).filter(|element| element.kind == kind)
    }

    pub fn runs(&self, page: usize, id: u32) -> &[Run] {
        self.shown.get(page).and_then(|shown| shown.marked.get(&id)).map_or(&[], Vec::as_slice)
    }

    pub fn first_run(&self, child: Child) -> Option<&Run> {
        self.tree.contents(child).into_iter().find_map(|(page, id)| self.runs(page, id).first())
    }

    /// The characters of `child` alone.
    pub fn text(&self, child: Child) -> String {
        let contents = self.tree.contents(child);
        let runs = contents.iter().flat_map(|(page, id)| self.runs(*page, *id));
        runs.map(|run| run.text.as_str()).collect::<String>().trim().to_string()
    }
}

fn is_code_block(element: &Element, tree: &Tree) -> bool {
    let has_paragraph = |child: &Child| matches!(child, Child::Element(index) if tree.element(*index).kind == Kind::Paragraph);
    element.kind == Kind::Code && (element.is_block || element.children.iter().any(has_paragraph))
}

/// The alternative of a picture, or nothing.
pub(super) fn picture(figure: &Element, link: Option<u32>) -> DraftPiece {
    DraftPiece {
        kind: PieceKind::Image,
        text: figure.replacement.clone().unwrap_or_default(),
        language: figure.language.clone(),
        link,
    }
}
