//! What all who look on are told: the newest state, and nothing of those before.

use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::Duration;

/// The newest state as JSON. Whoever is slow misses what was in between.
#[derive(Debug, Default)]
pub struct Bulletin {
    newest: Mutex<Issue>,
    posted: Condvar,
}

#[derive(Clone, Debug, Default)]
struct Issue {
    /// 0 before the first.
    number: u64,
    state: Arc<str>,
}

/// After so long without news a sign of life is sent, which also shows whether
/// the other end is still there.
const SIGN_OF_LIFE: Duration = Duration::from_secs(10);
/// How soon a browser tries again after the program has ended.
const RETRY_MS: u32 = 500;

impl Bulletin {
    pub fn post(&self, state: String) {
        let mut newest = self.newest();
        if *newest.state != *state {
            *newest = Issue { number: newest.number + 1, state: state.into() };
            self.posted.notify_all();
        }
    }

    pub fn state(&self) -> Arc<str> {
        Arc::clone(&self.newest().state)
    }

    /// Writes each state as an event (HTML, server-sent events, §9.2.5), the
    /// newest at once, until `stream` is closed.
    pub fn send(&self, stream: &mut dyn Write) -> io::Result<()> {
        write!(stream, "retry: {RETRY_MS}\n\n")?;
        let mut seen = 0;
        loop {
            let issue = self.after(seen);
            if issue.number == seen {
                stream.write_all(b":\n\n")?;
            } else {
                // JSON has no line ends of its own: one line of data is enough.
                write!(stream, "event: state\ndata: {}\n\n", issue.state)?;
                seen = issue.number;
            }
            stream.flush()?;
        }
    }

    /// The newest issue, as soon as there is one after `seen`, or after a while.
    fn after(&self, seen: u64) -> Issue {
        let newest = self.newest();
        let waited = self.posted.wait_timeout_while(newest, SIGN_OF_LIFE, |newest| newest.number == seen);
        waited.expect("nobody panics while posting").0.clone()
    }

    fn newest(&self) -> MutexGuard<'_, Issue> {
        self.newest.lock().expect("nobody panics while posting")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ends when it has seen the word `last`.
    struct Reader(Vec<u8>);

    impl Write for Reader {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            let is_over = String::from_utf8_lossy(&self.0).contains("last");
            if is_over { Err(io::ErrorKind::BrokenPipe.into()) } else { Ok(()) }
        }
    }

    #[test]
    fn whoever_comes_late_is_told_the_newest_state_only() {
        let bulletin = Bulletin::default();
        bulletin.post("first".into());
        bulletin.post("last".into());
        let mut reader = Reader(Vec::new());
        bulletin.send(&mut reader).unwrap_err();
        let sent = String::from_utf8(reader.0).unwrap();
        assert!(sent.ends_with("event: state\ndata: last\n\n") && !sent.contains("first"), "{sent}");
    }

    #[test]
    fn whoever_waits_is_told_at_once_and_nothing_twice() {
        let bulletin = Bulletin::default();
        bulletin.post("first".into());
        std::thread::scope(|scope| {
            let told = scope.spawn(|| {
                let mut reader = Reader(Vec::new());
                bulletin.send(&mut reader).unwrap_err();
                String::from_utf8(reader.0).unwrap()
            });
            bulletin.post("first".into());
            std::thread::sleep(Duration::from_millis(20));
            bulletin.post("last".into());
            assert_eq!(told.join().unwrap().matches("event: state").count(), 2);
        });
    }
}
