//! Notices when something changes on the disk.
//!
//! The system tells of most changes at once (`notify`). A sweep over the files
//! finds the rest: a folder that was deleted and is there again, a disk of which
//! the system tells nothing, a symbolic link that leads elsewhere.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use notify::event::{AccessKind, AccessMode};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::sweep::{Facts, sweep};

/// Watches until the program ends.
#[derive(Debug)]
pub struct Watcher {
    notices: Sender<Notice>,
}

#[derive(Debug)]
enum Notice {
    /// From now on these are watched.
    Paths(Vec<PathBuf>),
    /// The system tells of a change.
    Change,
}

/// So long after the last word of the system the files are looked through.
const PAUSE: Duration = Duration::from_millis(600);
/// So often they are where the system tells nothing.
const PAUSE_ALONE: Duration = Duration::from_millis(250);
/// For so many sweeps after a change, a file may have changed once more and show
/// the same time: some disks count it in steps of two seconds.
const SWEEPS_UNSURE: u32 = 9;

impl Watcher {
    /// Calls `changed` whenever something may have changed in one of the paths
    /// it is told of: folders with all below them, and single files.
    pub fn new(changed: impl Fn() + Send + 'static) -> Self {
        let (notices, received) = mpsc::channel();
        let mut watch =
            Watch { notices: notices.clone(), paths: Vec::new(), system: None, seen: Facts::new(), is_told: false, unsure: 0 };
        thread::spawn(move || watch.run(&received, &changed));
        Self { notices }
    }

    /// Watches `paths` and nothing else.
    pub fn look_at(&self, paths: Vec<PathBuf>) {
        self.notices.send(Notice::Paths(paths)).expect("the thread ends with the program");
    }
}

struct Watch {
    notices: Sender<Notice>,
    paths: Vec<PathBuf>,
    /// Nothing where the system cannot tell.
    system: Option<RecommendedWatcher>,
    /// What the last sweep found.
    seen: Facts,
    /// Whether the system told of something since.
    is_told: bool,
    unsure: u32,
}

impl Watch {
    fn run(&mut self, received: &Receiver<Notice>, changed: &dyn Fn()) {
        loop {
            let pause = if self.system.is_some() { PAUSE } else { PAUSE_ALONE };
            match received.recv_timeout(pause) {
                Ok(Notice::Change) => {
                    self.is_told = true;
                    changed();
                }
                Ok(Notice::Paths(paths)) if paths == self.paths => {}
                Ok(Notice::Paths(paths)) => {
                    self.paths = paths;
                    self.begin();
                    self.seen = sweep(&self.paths);
                    // What changed between the reading of these paths and now.
                    changed();
                }
                Err(RecvTimeoutError::Timeout) => self.sweep(changed),
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn sweep(&mut self, changed: &dyn Fn()) {
        let now = sweep(&self.paths);
        if now != self.seen {
            self.seen = now;
            self.unsure = SWEEPS_UNSURE;
            if !self.is_told {
                // The system looks where the files are no more, or cannot look at all.
                self.begin();
            }
            changed();
        } else if self.system.is_none() && self.unsure > 0 {
            self.unsure -= 1;
            changed();
        }
        self.is_told = false;
    }

    /// Has the system tell of the paths as they are now; of none if it cannot
    /// tell of one, since sweeps are then frequent enough for all.
    fn begin(&mut self) {
        let notices = self.notices.clone();
        let tell = move |event: notify::Result<notify::Event>| {
            if event.map_or(true, |event| may_matter(&event)) {
                // Nobody listens any more: the program ends.
                let _ = notices.send(Notice::Change);
            }
        };
        self.system = notify::recommended_watcher(tell).ok().and_then(|mut system| {
            let watched = self.paths.iter().try_for_each(|path| watch(&mut system, path));
            watched.ok().map(|()| system)
        });
    }
}

/// A file is watched in its folder: who saves by renaming puts another one in
/// its place. What is not there is left to the sweeps.
fn watch(system: &mut RecommendedWatcher, path: &Path) -> notify::Result<()> {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if path.is_dir() {
        system.watch(path, RecursiveMode::Recursive)
    } else if parent.is_dir() {
        system.watch(parent, RecursiveMode::NonRecursive)
    } else {
        Ok(())
    }
}

/// Whether a file may be another one. We read files ourselves, and what editors
/// keep beside them is hidden.
fn may_matter(event: &notify::Event) -> bool {
    let is_change = match event.kind {
        EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
        EventKind::Any | EventKind::Create(_) | EventKind::Modify(_) | EventKind::Remove(_) | EventKind::Other => true,
    };
    let is_hidden = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
    is_change && (event.paths.is_empty() || !event.paths.iter().all(is_hidden))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    struct Watched {
        folder: tempfile::TempDir,
        _watcher: Watcher,
        told: Arc<AtomicUsize>,
    }

    impl Watched {
        /// A folder with the file `source/text.md`, of which `path` is watched.
        fn new(path: &str) -> Self {
            let folder = tempfile::tempdir().expect("a temporary folder");
            fs::create_dir(folder.path().join("source")).expect("made");
            fs::write(folder.path().join("source/text.md"), "one").expect("written");
            let told = Arc::new(AtomicUsize::new(0));
            let count = Arc::clone(&told);
            let watcher = Watcher::new(move || {
                count.fetch_add(1, Ordering::SeqCst);
            });
            watcher.look_at(vec![folder.path().join(path)]);
            let watched = Self { folder, _watcher: watcher, told };
            watched.is_told();
            watched
        }

        fn path(&self, path: &str) -> PathBuf {
            self.folder.path().join(path)
        }

        /// Whether a change is told of within a time in which there are several sweeps.
        fn is_told(&self) -> bool {
            for _ in 0..300 {
                if self.told.swap(0, Ordering::SeqCst) > 0 {
                    // What else is told of the same change.
                    thread::sleep(PAUSE * 2);
                    self.told.store(0, Ordering::SeqCst);
                    return true;
                }
                thread::sleep(Duration::from_millis(10));
            }
            false
        }
    }

    #[test]
    fn a_change_is_told_of_and_a_look_is_not() {
        let watched = Watched::new("source");
        fs::write(watched.path("source/text.md"), "two").unwrap();
        assert!(watched.is_told());
        assert_eq!(fs::read_to_string(watched.path("source/text.md")).unwrap(), "two");
        assert!(!watched.is_told());
    }

    #[test]
    fn a_file_that_is_replaced_is_still_watched() {
        let watched = Watched::new("source/text.md");
        for words in ["two", "three"] {
            fs::write(watched.path("source/new"), words).unwrap();
            fs::rename(watched.path("source/new"), watched.path("source/text.md")).unwrap();
            assert!(watched.is_told(), "{words}");
        }
    }

    #[test]
    fn a_folder_that_was_deleted_is_watched_when_it_is_there_again() {
        let watched = Watched::new("source");
        fs::remove_dir_all(watched.path("source")).unwrap();
        assert!(watched.is_told());
        fs::create_dir(watched.path("source")).unwrap();
        assert!(watched.is_told());
        fs::write(watched.path("source/text.md"), "two").unwrap();
        assert!(watched.is_told());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_elsewhere_is_followed() {
        let watched = Watched::new("current");
        fs::create_dir(watched.path("other")).unwrap();
        fs::write(watched.path("other/text.md"), "other").unwrap();
        std::os::unix::fs::symlink(watched.path("source"), watched.path("current")).unwrap();
        assert!(watched.is_told());
        std::os::unix::fs::symlink(watched.path("other"), watched.path("next")).unwrap();
        fs::rename(watched.path("next"), watched.path("current")).unwrap();
        assert!(watched.is_told());
        fs::write(watched.path("other/text.md"), "changed").unwrap();
        assert!(watched.is_told());
    }
}
