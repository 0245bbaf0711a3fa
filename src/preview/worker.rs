//! The one thread that reads the source and makes editions.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::Duration;

use anyhow::Result;

use super::bulletin::Bulletin;
use super::shelf::Shelf;
use super::watcher::Watcher;
use super::{Request, state};
use crate::document::Language;
use crate::editions::Cache;
use crate::editions::studio::{Book, Look, PageSet, Studio, View};

/// Takes orders, one after the other. A look at the source goes before all else.
#[derive(Clone, Debug)]
pub struct Worker {
    orders: Sender<Order>,
}

enum Order {
    /// Something may have changed on the disk.
    Look,
    Make(Job),
}

/// Uses the studio and tells whoever waits.
type Job = Box<dyn FnOnce(&mut Studio) + Send>;

/// Between the word of a change and the look at it: an editor saves several
/// files at once, or empties one before it writes it.
const SAVING: Duration = Duration::from_millis(12);
/// If what was read has errors, it may have been half of a file.
const SAVING_STILL: Duration = Duration::from_millis(60);

impl Worker {
    /// Looks at the source, and again whenever it changes; posts each look. An
    /// error if there is no source.
    pub fn start(request: &Request, bulletin: Arc<Bulletin>, shelf: Arc<Shelf>) -> Result<Self> {
        let (orders, received) = mpsc::channel();
        let (begun, begins) = mpsc::channel();
        let look = orders.clone();
        // The receiver is gone only when the program ends.
        let watcher = Watcher::new(move || drop(look.send(Order::Look)));
        let Request { source, cache, port: _ } = request.clone();
        let desk = Desk { source, cache, bulletin, shelf, watcher, queue: VecDeque::new(), received, is_looking: false };
        thread::spawn(move || desk.work(&begun));
        begins.recv()??;
        Ok(Self { orders })
    }

    pub fn html(&self, language: &Language) -> Option<View<Vec<u8>>> {
        let language = language.clone();
        self.ask(move |studio| studio.html(&language))
    }

    pub fn epub(&self, language: &Language) -> Option<View<Book>> {
        let language = language.clone();
        self.ask(move |studio| studio.epub(&language))
    }

    pub fn pages(&self, language: &Language) -> Option<View<PageSet>> {
        let language = language.clone();
        self.ask(move |studio| studio.pages(&language))
    }

    /// The picture (PNG) of a page, from 1; nothing if there is no such page.
    pub fn page_picture(&self, language: &Language, page: usize, pixels_per_point: f32) -> Option<Vec<u8>> {
        let language = language.clone();
        self.ask(move |studio| studio.page_picture(&language, page, pixels_per_point)).flatten()
    }

    pub fn pdf(&self, language: &Language) -> Option<View<Vec<u8>>> {
        let language = language.clone();
        self.ask(move |studio| studio.pdf(&language))
    }

    /// What `job` makes; nothing if it fails by a mistake of ours.
    fn ask<T: Send + 'static>(&self, job: impl FnOnce(&mut Studio) -> T + Send + 'static) -> Option<T> {
        let (answer, answered) = mpsc::channel();
        let job: Job = Box::new(move |studio| drop(answer.send(job(studio))));
        self.orders.send(Order::Make(job)).ok()?;
        answered.recv().ok()
    }
}

struct Desk {
    source: PathBuf,
    cache: Cache,
    bulletin: Arc<Bulletin>,
    shelf: Arc<Shelf>,
    watcher: Watcher,
    /// What waits while the source is looked at.
    queue: VecDeque<Job>,
    received: Receiver<Order>,
    /// Whether the source is being looked at.
    is_looking: bool,
}

enum Begins {
    Looking,
    Waiting,
}

impl Desk {
    /// Works without end. A mistake of ours costs what was kept in memory, and the
    /// answer to one order.
    fn work(mut self, begun: &Sender<Result<()>>) {
        loop {
            match Studio::open(&self.source, self.cache.clone()) {
                Ok(mut studio) => {
                    // Somebody waits to hear of it at the beginning only.
                    let _ = begun.send(Ok(()));
                    // What the look failed at waits until it changes.
                    let begins = if std::mem::take(&mut self.is_looking) { Begins::Waiting } else { Begins::Looking };
                    if catch_unwind(AssertUnwindSafe(|| self.serve(&mut studio, begins))).is_ok() {
                        return;
                    }
                }
                Err(error) => {
                    if begun.send(Err(error)).is_ok() || self.received.recv().is_err() {
                        return;
                    }
                }
            }
        }
    }

    /// Until there are no more orders.
    fn serve(&mut self, studio: &mut Studio, begins: Begins) {
        match begins {
            Begins::Looking => self.look(studio),
            Begins::Waiting => {}
        }
        loop {
            let order = match self.queue.pop_front() {
                Some(job) if !self.has_changed() => Order::Make(job),
                Some(job) => {
                    self.queue.push_front(job);
                    Order::Look
                }
                None => match self.received.recv() {
                    Ok(order) => order,
                    Err(mpsc::RecvError) => return,
                },
            };
            match order {
                Order::Make(job) => job(studio),
                Order::Look => self.look(studio),
            }
        }
    }

    /// Takes in all orders that wait, and says whether there is a look among them:
    /// of ten thousand changes the last one is looked at.
    fn has_changed(&mut self) -> bool {
        let mut has_changed = false;
        while let Ok(order) = self.received.try_recv() {
            match order {
                Order::Look => has_changed = true,
                Order::Make(job) => self.queue.push_back(job),
            }
        }
        has_changed
    }

    fn look(&mut self, studio: &mut Studio) {
        self.is_looking = true;
        let mut look = self.read(studio);
        if look.as_ref().is_ok_and(|look| look.is_broken) {
            thread::sleep(SAVING_STILL);
            if self.has_changed() {
                look = self.read(studio);
            }
        }
        self.watcher.look_at(studio.watched());
        // What cannot be read is a problem that the look tells of; an error leaves all as it was.
        if let Ok(look) = look {
            let languages: Vec<Language> = look.languages.iter().map(|seen| seen.language.clone()).collect();
            self.shelf.keep(&languages);
            self.bulletin.post(state::state(&look, &self.source).to_string());
        }
        self.is_looking = false;
    }

    fn read(&mut self, studio: &mut Studio) -> Result<Look> {
        thread::sleep(SAVING);
        self.has_changed();
        studio.read()
    }
}
