//! The string literals of the generated file that are running text: every glyph
//! of the layout knows the literal that it comes from, and the writer of the
//! file knows which run of the document that was.

use std::collections::HashMap;

use typst::syntax::{Source, Span, SyntaxKind, SyntaxNode};

use crate::document::Anchor;

/// A string literal of the generated file that is part of the running text.
#[derive(Debug)]
pub struct Literal<'a> {
    /// Where in the file it begins.
    pub at: usize,
    pub run: &'a Anchor,
    /// The bytes of the run before it.
    pub offset: usize,
    pub text: &'a str,
}

/// The literals of a file, and which of its spans they are.
pub struct Literals<'a> {
    pub list: &'a [Literal<'a>],
    places: HashMap<Span, usize>,
}

impl<'a> Literals<'a> {
    /// `list` is in the order of the file `source`.
    pub fn of_file(source: &Source, list: &'a [Literal<'a>]) -> Self {
        Self { list, places: places(source, list) }
    }

    /// The number of the literal at `span`.
    pub fn of(&self, span: Span) -> Option<usize> {
        self.places.get(&span).copied()
    }
}

/// Which literal a span of `source` is.
fn places(source: &Source, literals: &[Literal]) -> HashMap<Span, usize> {
    fn visit(node: &SyntaxNode, at: &mut usize, next: &mut usize, literals: &[Literal], places: &mut HashMap<Span, usize>) {
        if node.kind() == SyntaxKind::Str && literals.get(*next).is_some_and(|literal| literal.at == *at) {
            places.insert(node.span(), *next);
            *next += 1;
        }
        let children = node.children();
        if children.len() == 0 {
            *at += node.len();
        }
        children.for_each(|child| visit(child, at, next, literals, places));
    }
    let mut places = HashMap::with_capacity(literals.len());
    visit(source.root(), &mut 0, &mut 0, literals, &mut places);
    places
}
