//! What all who look on are told: the newest state, and nothing of those before.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

/// The newest state as JSON; empty before the first. Whoever is slow misses what
/// was in between.
#[derive(Debug, Default)]
pub struct Bulletin {
    newest: watch::Sender<Arc<str>>,
}

/// The states as one who looks on is told of them.
#[derive(Debug)]
pub struct Events {
    newest: watch::Receiver<Arc<str>>,
}

/// After so long without news a sign of life is sent, which also shows whether
/// the other end is still there.
const SIGN_OF_LIFE: Duration = Duration::from_secs(10);
/// How soon a browser tries again after the program has ended.
const RETRY_MS: u32 = 500;

impl Bulletin {
    pub fn post(&self, state: String) {
        self.newest.send_if_modified(|newest| {
            let is_new = **newest != *state;
            if is_new {
                *newest = state.into();
            }
            is_new
        });
    }

    pub fn state(&self) -> Arc<str> {
        Arc::clone(&self.newest.borrow())
    }

    /// Events that begin with the newest state.
    pub fn events(&self) -> Events {
        let mut newest = self.newest.subscribe();
        if !self.state().is_empty() {
            newest.mark_changed();
        }
        Events { newest }
    }
}

impl Events {
    /// The next state as an event (HTML, server-sent events, §9.2.5), as soon as
    /// there is one, or a sign of life; nothing once there is no bulletin.
    pub async fn next(&mut self) -> Option<String> {
        match tokio::time::timeout(SIGN_OF_LIFE, self.newest.changed()).await {
            Ok(Ok(())) => {
                // JSON has no line ends of its own: one line of data is enough.
                let state = Arc::clone(&self.newest.borrow_and_update());
                Some(format!("retry: {RETRY_MS}\nevent: state\ndata: {state}\n\n"))
            }
            Ok(Err(_)) => None,
            Err(_) => Some(":\n\n".to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The data of all events until the bulletin is gone.
    fn told(mut events: Events) -> Vec<String> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let mut all = String::new();
        while let Some(event) = runtime.block_on(events.next()) {
            all.push_str(&event);
        }
        all.lines().filter_map(|line| line.strip_prefix("data: ")).map(String::from).collect()
    }

    #[test]
    fn whoever_comes_late_is_told_the_newest_state_only() {
        let bulletin = Bulletin::default();
        bulletin.post("first".into());
        bulletin.post("last".into());
        let events = bulletin.events();
        drop(bulletin);
        assert_eq!(told(events), ["last"]);
    }

    #[test]
    fn whoever_waits_is_told_at_once_and_nothing_twice() {
        let bulletin = Bulletin::default();
        let events = bulletin.events();
        let reader = std::thread::spawn(|| told(events));
        for state in ["first", "first", "last"] {
            bulletin.post(state.into());
            std::thread::sleep(Duration::from_millis(50));
        }
        drop(bulletin);
        assert_eq!(reader.join().unwrap(), ["first", "last"]);
    }
}
