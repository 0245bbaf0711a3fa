//! From the files on a desk to pages, which can then be put right before they are
//! written.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use comemo::{Track as _, Tracked};
use typst::World;
use typst::diag::{SourceDiagnostic, SourceResult, Warned};
use typst::ecow::EcoVec;
use typst::engine::{Engine, Route, Sink, Traced};
use typst::foundations::{Content, Output, StyleChain, Target, TargetElem};
use typst::introspection::Introspector;
use typst::utils::Protected;
use typst_layout::{PagedDocument, PagedIntrospector};

use super::ahead;
use super::world::Desk;

/// The pages, or what is wrong, with warnings.
pub type Compiled = Warned<Result<PagedDocument, EcoVec<SourceDiagnostic>>>;

/// What Typst found on pages: where titles and notes are, and their numbers.
pub type Found = Arc<PagedIntrospector>;

/// The pages of what lies on `desk`, set on two threads if there are two.
pub fn compile(desk: &Desk) -> Compiled {
    let content = evaluated(desk, &mut Sink::new());
    let is_set = AtomicBool::new(false);
    let set = || {
        let compiled = typst::compile(desk);
        is_set.store(true, Ordering::Relaxed);
        compiled
    };
    let help = || match &content {
        // A thread that comes when all is done has nothing to help with.
        Some(content) if !is_set.load(Ordering::Relaxed) => ahead::set_later_half(desk, content),
        Some(_) | None => {}
    };
    rayon::join(set, help).0
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
    let content = evaluated(desk, sink)?;
    let mut found: Found = found.clone();
    for _ in 0..ATTEMPTS {
        let constraint = comemo::Constraint::new();
        let introspector: &dyn Introspector = found.as_ref();
        let mut own = Sink::new();
        let pages = lay_out(desk, &content, introspector.track_with(&constraint), &mut own).ok()?;
        if constraint.validate(Output::introspector(&pages)) {
            sink.extend_from_sink(own);
            let has_errors = !sink.delayed().is_empty();
            return (!has_errors).then_some(pages);
        }
        found = pages.introspector().clone();
    }
    None
}

/// What the main file says, before it is laid out; nothing if it has errors.
pub fn evaluated(desk: &Desk, sink: &mut Sink) -> Option<Content> {
    let world: &dyn World = desk;
    let main = world.source(world.main()).ok()?;
    let (traced, route) = (Traced::default(), Route::default());
    let module =
        typst_eval::eval(world.track(), world.library(), traced.track(), sink.track_mut(), route.track(), &main).ok()?;
    Some(module.content())
}

/// `content` on pages, when `introspector` knows what was on them before.
pub fn lay_out(
    desk: &Desk,
    content: &Content,
    introspector: Tracked<dyn Introspector + '_>,
    sink: &mut Sink,
) -> SourceResult<PagedDocument> {
    let world: &dyn World = desk;
    let traced = Traced::default();
    let mut engine = Engine {
        world: world.track(),
        library: world.library(),
        introspector: Protected::new(introspector),
        traced: traced.track(),
        sink: sink.track_mut(),
        route: Route::default(),
    };
    let base = StyleChain::new(&world.library().styles);
    let target = TargetElem::target.set(Target::Paged).wrap();
    typst_layout::layout_document(&mut engine, content, base.chain(&target))
}
