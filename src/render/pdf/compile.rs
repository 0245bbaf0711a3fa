//! From the files on a desk to pages, which can then be put right before they are
//! written.

use std::sync::Arc;

use comemo::Track as _;
use typst::World;
use typst::diag::{SourceDiagnostic, SourceResult, Warned};
use typst::ecow::EcoVec;
use typst::engine::{Engine, Route, Sink, Traced};
use typst::foundations::{Content, Output, StyleChain, Target, TargetElem};
use typst::introspection::Introspector;
use typst::utils::Protected;
use typst_layout::{PagedDocument, PagedIntrospector};

use super::world::Desk;

/// The pages, or what is wrong, with warnings.
pub type Compiled = Warned<Result<PagedDocument, EcoVec<SourceDiagnostic>>>;

/// What Typst found on pages: where titles and notes are, and their numbers.
pub type Found = Arc<PagedIntrospector>;

/// The pages of what lies on `desk`.
pub fn compile(desk: &Desk) -> Compiled {
    typst::compile::<PagedDocument>(desk)
}

/// As [`compile`], of a text that was set before with other words, when `found`
/// was found on its pages.
///
/// Typst begins with pages of whose numbers nothing is known, and sets them anew
/// until what it was told is what it finds. Beginning with what was there before
/// is right at once where no number changed. A text that has more than one
/// arrangement that agrees with itself may come out in another one.
pub fn compile_again(desk: &Desk, found: &Found) -> Compiled {
    let mut sink = Sink::new();
    match settled(desk, found, &mut sink) {
        Some(pages) => Warned { output: Ok(pages), warnings: sink.warnings() },
        None => compile(desk),
    }
}

/// How often pages are set before they are given up, to begin from nothing.
const ATTEMPTS: usize = 2;

/// The pages that agree with what was found on them; nothing where Typst has
/// something to say against the text, or after too many attempts.
fn settled(desk: &Desk, found: &Found, sink: &mut Sink) -> Option<PagedDocument> {
    let world: &dyn World = desk;
    let main = world.source(world.main()).ok()?;
    let (traced, route) = (Traced::default(), Route::default());
    let module =
        typst_eval::eval(world.track(), world.library(), traced.track(), sink.track_mut(), route.track(), &main).ok()?;
    let content = module.content();
    let mut found: Found = found.clone();
    for _ in 0..ATTEMPTS {
        let constraint = comemo::Constraint::new();
        let introspector: &dyn Introspector = found.as_ref();
        let mut own = Sink::new();
        let mut engine = Engine {
            world: world.track(),
            library: world.library(),
            introspector: Protected::new(introspector.track_with(&constraint)),
            traced: traced.track(),
            sink: own.track_mut(),
            route: Route::default(),
        };
        let pages = lay_out(&mut engine, &content, world).ok()?;
        if constraint.validate(Output::introspector(&pages)) {
            sink.extend_from_sink(own);
            let has_errors = !sink.delayed().is_empty();
            return (!has_errors).then_some(pages);
        }
        found = pages.introspector().clone();
    }
    None
}

fn lay_out(engine: &mut Engine, content: &Content, world: &dyn World) -> SourceResult<PagedDocument> {
    let base = StyleChain::new(&world.library().styles);
    let target = TargetElem::target.set(Target::Paged).wrap();
    typst_layout::layout_document(engine, content, base.chain(&target))
}
