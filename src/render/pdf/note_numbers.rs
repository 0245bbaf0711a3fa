//! Notes whose numbers stand in the text, shown without being counted.
//!
//! Typst numbers notes with a counter, also where a theme says what each number is. A
//! counter is known when all pages are set: so every paragraph with a note, and the
//! note, would be set twice.

use comemo::Track as _;
use typst::World;
use typst::diag::SourceResult;
use typst::engine::Engine;
use typst::foundations::{Content, Context, Func, NativeElement as _, NativeRuleMap, ShowFn, StyleChain, Target};
use typst::introspection::Location;
use typst::layout::{Em, HElem};
use typst::model::{DirectLinkElem, FootnoteElem, FootnoteEntry, Numbering};
use typst::pdf::PdfMarkerTag;
use typst::syntax::Span;
use typst::syntax::ast::{Param, Params, Pattern};
use typst::text::SuperElem;

/// How far a note stands from the number before it, as Typst has it.
const GAP: Em = Em::new(0.05);

/// Has notes on paper shown by the rules of this file. They look the same.
pub fn replace_rules(rules: &mut NativeRuleMap) {
    rules.replace(Target::Paged, MARK);
    rules.replace(Target::Paged, ENTRY);
}

/// The mark of a note in the text: its number, which leads to the note.
const MARK: ShowFn<FootnoteElem> = |note, engine, styles| {
    // A note that is marked again has the number that stands at its first mark.
    let location = note.location().filter(|_| !note.is_ref());
    let link = match own_number(note.numbering.get_ref(styles), location, engine, styles, note.span())? {
        Some((location, number)) => {
            let alternative = FootnoteElem::alt_text(styles, &number.plain_text());
            DirectLinkElem::new(location.variant(1), number, Some(alternative)).pack().spanned(note.span())
        }
        None => note.realize(engine, styles)?,
    };
    let raised = SuperElem::new(link).pack().spanned(note.span());
    Ok(HElem::hole().clone() + PdfMarkerTag::Label(raised))
};

/// A note at the foot of a page, after its number, which leads to its mark.
const ENTRY: ShowFn<FootnoteEntry> = |entry, engine, styles| {
    let numbering = entry.note.numbering.get_ref(StyleChain::default());
    let own = own_number(numbering, entry.note.location(), engine, styles, entry.span())?;
    let (raised, body) = match own.zip(entry.note.body_content()) {
        Some(((location, number), body)) => {
            let alternative = number.plain_text();
            let link = DirectLinkElem::new(location, number, Some(alternative)).pack().spanned(entry.span());
            (SuperElem::new(link).pack().spanned(entry.span()), body.clone())
        }
        None => entry.realize(engine, styles)?,
    };
    let indent = HElem::new(entry.indent.get(styles).into()).pack();
    let gap = HElem::new(GAP.into()).with_weak(true).pack();
    Ok(Content::sequence([indent, PdfMarkerTag::Label(raised), gap, body]))
};

/// The number of the note at `location`, if it is the same whatever is counted.
fn own_number(
    numbering: &Numbering,
    location: Option<Location>,
    engine: &mut Engine,
    styles: StyleChain,
    span: Span,
) -> SourceResult<Option<(Location, Content)>> {
    match (numbering, location) {
        (Numbering::Func(function), Some(location)) if ignores_number(function, engine) => {
            let context = Context::new(Some(location), Some(styles));
            let number = numbering.apply(engine, context.track(), span, &[0])?;
            Ok(Some((location, number.display())))
        }
        _ => Ok(None),
    }
}

/// Whether it is written `_ => ...`: then it cannot know what is counted.
fn ignores_number(function: &Func, engine: &Engine) -> bool {
    // Typst tells the name of a parameter only, and none of `_` and `(number)` has one.
    let span = function.span();
    let Some(source) = span.id().and_then(|id| engine.world.source(id).ok()) else { return false };
    let node = source.find(span);
    let parameters: Vec<_> =
        node.as_ref().and_then(|node| node.cast::<Params>()).into_iter().flat_map(|all| all.children()).collect();
    matches!(&parameters[..], [Param::Pos(Pattern::Placeholder(_))])
}

#[cfg(test)]
mod tests {
    use typst::engine::Sink;
    use typst::foundations::{Bytes, Datetime, Duration, Output};
    use typst::introspection::{EmptyIntrospector, Introspector};
    use typst::syntax::{FileId, Source};
    use typst::text::{Font, FontBook};
    use typst::utils::LazyHash;
    use typst::{Library, LibraryExt as _};
    use typst_layout::PagedDocument;
    use typst_pdf::PdfOptions;

    use super::*;
    use crate::render::pdf::compile::{evaluated, lay_out};
    use crate::render::pdf::world::Desk;
    use crate::render::pdf::world::tests::desk;

    /// A desk with the rules that Typst has of its own.
    struct Plain {
        desk: Desk,
        library: LazyHash<Library>,
    }

    impl World for Plain {
        fn library(&self) -> &LazyHash<Library> {
            &self.library
        }

        fn book(&self) -> &LazyHash<FontBook> {
            self.desk.book()
        }

        fn main(&self) -> FileId {
            self.desk.main()
        }

        fn source(&self, id: FileId) -> typst::diag::FileResult<Source> {
            self.desk.source(id)
        }

        fn file(&self, id: FileId) -> typst::diag::FileResult<Bytes> {
            self.desk.file(id)
        }

        fn font(&self, index: usize) -> Option<Font> {
            self.desk.font(index)
        }

        fn today(&self, offset: Option<Duration>) -> Option<Datetime> {
            self.desk.today(offset)
        }
    }

    const NOTES: &str = "#set document(date: none)\n#show footnote.entry: set text(6pt)\n#set footnote.entry(indent: 2pt)\n\
        One#footnote(numbering: _ => [a#emph[b]])[First _note_.] two#footnote(numbering: \"*\")[Second.]<two> three#footnote(<two>) \
        four#footnote(numbering: n => str(n + 1))[Third.] five#footnote(numbering: (..) => \"x\")[Fourth.] \
        six#footnote(numbering: ((n)) => str(n))[Fifth.] seven#footnote(numbering: (_) => \"y\")[Sixth.] \
        #let named = footnote.with(numbering: _ => \"8\"); eight#named[Seventh.]";

    #[test]
    fn notes_look_as_typst_shows_them() {
        let desk = desk(NOTES);
        let pdf = |world: &dyn World| {
            let pages = typst::compile::<PagedDocument>(world).output.expect("no errors");
            typst_pdf::pdf(&pages, &PdfOptions::default()).expect("a PDF")
        };
        let ours = pdf(&desk);
        let plain = Plain { desk, library: LazyHash::new(Library::default()) };
        assert!(ours == pdf(&plain));
    }

    /// Whether pages are right that were set before anything was known of them.
    fn is_settled_at_once(text: &str) -> bool {
        let desk = desk(text);
        let content = evaluated(&desk, &mut Sink::new()).expect("no errors");
        let constraint = comemo::Constraint::new();
        let introspector: &dyn Introspector = &EmptyIntrospector;
        let pages = lay_out(&desk, &content, introspector.track_with(&constraint), &mut Sink::new()).expect("no errors");
        constraint.validate(Output::introspector(&pages))
    }

    #[test]
    fn a_note_whose_number_is_said_is_set_once() {
        assert!(is_settled_at_once("One#footnote(numbering: _ => \"7\")[Note.]"));
        assert!(is_settled_at_once(
            "#let note(number, body) = footnote(numbering: (_) => number, body)\nOne#note(\"7\")[Note.]"
        ));
        assert!(!is_settled_at_once("One#footnote[Note.]"));
        assert!(!is_settled_at_once("One#footnote(numbering: number => str(number))[Note.]"));
    }
}
