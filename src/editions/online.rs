//! Whether the links that lead outside lead anywhere: the only part of the
//! program that opens a connection.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use ureq::{Agent, Error};
use url::Url;

use super::Cache;
use crate::diagnostics::Diagnostics;
use crate::document::OutsideAddress;

/// How much is asked of other people's servers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// For one address, redirections included.
    pub request: Duration,
    /// For all addresses; those that are left then are not tried.
    pub whole: Duration,
    /// Between two requests to one host.
    pub pause: Duration,
    pub redirects: u32,
    /// An address that worked is not tried again for so long.
    pub fresh: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            request: Duration::from_secs(20),
            whole: Duration::from_secs(5 * 60),
            pause: Duration::from_secs(1),
            redirects: 10,
            fresh: Duration::from_secs(24 * 60 * 60),
        }
    }
}

/// Tries the web addresses among `addresses` and reports those that lead
/// nowhere, in their order, then those for which there was no time. Different
/// hosts are asked at the same time, each host one thing at a time. What only
/// refuses programs (401, 403, 429) counts as being there.
pub fn check(addresses: &[OutsideAddress], limits: &Limits, cache: &Cache, diagnostics: &mut Diagnostics) {
    let mut memory = Memory::read(cache, limits.fresh);
    let mut hosts: BTreeMap<String, Vec<(usize, Url)>> = BTreeMap::new();
    for (index, address) in addresses.iter().enumerate() {
        if let Some((host, url)) = web_address(&address.url)
            && !memory.has(&url)
        {
            hosts.entry(host).or_default().push((index, url));
        }
    }
    let hosts: Vec<Vec<(usize, Url)>> = hosts.into_values().collect();
    let answers = ask(&hosts, limits);
    for (index, url) in hosts.iter().flatten() {
        if answers.get(index) == Some(&Answer::Works) {
            memory.remember(url);
        }
    }
    memory.write(cache);
    let broken = |index| match answers.get(&index)? {
        Answer::Broken(why) => Some(why),
        Answer::Works | Answer::NotTried => None,
    };
    for (index, OutsideAddress { url, spans }) in addresses.iter().enumerate() {
        if let Some(why) = broken(index) {
            diagnostics.link_broken(spans, url, why);
        }
    }
    let left: Vec<&OutsideAddress> =
        answers.iter().filter(|(_, answer)| **answer == Answer::NotTried).map(|(index, _)| &addresses[*index]).collect();
    if let Some(first) = left.first() {
        diagnostics.link_not_tried(&first.spans, &first.url, left.len(), limits.whole.as_secs());
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Answer {
    Works,
    /// Why it does not, as part of a sentence.
    Broken(String),
    NotTried,
}

/// Host and port, and the address without its fragment, which no server sees;
/// nothing for `mailto:` and `tel:`.
fn web_address(url: &str) -> Option<(String, Url)> {
    let mut url = Url::parse(url).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    url.set_fragment(None);
    let host = format!("{}:{}", url.host_str()?, url.port_or_known_default()?);
    Some((host, url))
}

/// As many hosts as this are asked at the same time.
const TOGETHER: usize = 8;

/// The answers by the index of the address.
fn ask(hosts: &[Vec<(usize, Url)>], limits: &Limits) -> BTreeMap<usize, Answer> {
    let agent = agent(limits);
    let deadline = now() + limits.whole;
    let next = AtomicUsize::new(0);
    let answers = Mutex::new(BTreeMap::new());
    std::thread::scope(|scope| {
        for _ in 0..TOGETHER.min(hosts.len()) {
            scope.spawn(|| {
                while let Some(host) = hosts.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let found = ask_host(host, &agent, deadline, limits);
                    answers.lock().expect("no thread panics while it answers").extend(found);
                }
            });
        }
    });
    answers.into_inner().expect("no thread panics while it answers")
}

fn ask_host(addresses: &[(usize, Url)], agent: &Agent, deadline: Instant, limits: &Limits) -> Vec<(usize, Answer)> {
    let mut known: BTreeMap<&Url, Answer> = BTreeMap::new();
    let mut answers = Vec::new();
    for (index, url) in addresses {
        let answer = match known.get(url) {
            Some(answer) => answer.clone(),
            None => {
                if !known.is_empty() {
                    std::thread::sleep(limits.pause);
                }
                if now() < deadline { ask_one(url, agent, limits) } else { Answer::NotTried }
            }
        };
        known.insert(url, answer.clone());
        answers.push((*index, answer));
    }
    answers
}

/// `HEAD`, and where that is not answered well, `GET`: many servers know it only.
fn ask_one(url: &Url, agent: &Agent, limits: &Limits) -> Answer {
    let status = |result: Result<ureq::http::Response<ureq::Body>, Error>| result.map(|response| response.status().as_u16());
    let first = status(agent.head(url.as_str()).call());
    let second = match first {
        Ok(200..=399) => return Answer::Works,
        Err(Error::HostNotFound | Error::ConnectionFailed | Error::Timeout(_) | Error::TooManyRedirects | Error::Tls(_)) => {
            first
        }
        Err(Error::Io(ref error)) if error.kind() == std::io::ErrorKind::ConnectionRefused => first,
        Ok(_) | Err(_) => {
            std::thread::sleep(limits.pause);
            status(agent.get(url.as_str()).call())
        }
    };
    match second {
        Ok(200..=399 | 401 | 403 | 429) => Answer::Works,
        Ok(404 | 410) => Answer::Broken("there is nothing at this address".into()),
        Ok(status) => Answer::Broken(format!("the server answers with the error {status}")),
        Err(error) => Answer::Broken(reason(&error, limits)),
    }
}

fn reason(error: &Error, limits: &Limits) -> String {
    match error {
        Error::HostNotFound => "there is no server of this name".into(),
        Error::Timeout(_) => format!("there was no answer within {:?}", limits.request),
        Error::TooManyRedirects => "it leads from one address to the next without end".into(),
        Error::ConnectionFailed => "the server cannot be reached".into(),
        Error::Io(error) if error.kind() == std::io::ErrorKind::ConnectionRefused => "the server cannot be reached".into(),
        other => format!("it cannot be reached: {other}"),
    }
}

fn agent(limits: &Limits) -> Agent {
    Agent::config_builder()
        .user_agent(concat!("Chapbook/", env!("CARGO_PKG_VERSION"), " (looks whether links of a statement work)"))
        .max_redirects(limits.redirects)
        .timeout_global(Some(limits.request))
        .http_status_as_error(false)
        .build()
        .into()
}

/// The addresses that worked, with the second since 1970 at which they did.
struct Memory {
    list: BTreeMap<String, u64>,
}

const MEMORY: &str = "links.json";

impl Memory {
    /// What is not older than `fresh`. A memory that cannot be read is empty.
    fn read(cache: &Cache, fresh: Duration) -> Self {
        let text = cache.path(MEMORY).and_then(|path| std::fs::read(path).ok());
        let mut list: BTreeMap<String, u64> = text.and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default();
        let now = seconds();
        list.retain(|_, then| *then <= now && now - *then < fresh.as_secs());
        Self { list }
    }

    fn has(&self, url: &Url) -> bool {
        self.list.contains_key(url.as_str())
    }

    fn remember(&mut self, url: &Url) {
        self.list.insert(url.to_string(), seconds());
    }

    /// Nothing depends on it: what cannot be written costs time only.
    fn write(&self, cache: &Cache) {
        let Some(path) = cache.path(MEMORY) else { return };
        let Some(folder) = path.parent() else { return };
        let write = || -> std::io::Result<()> {
            std::fs::create_dir_all(folder)?;
            let mut temporary = tempfile::NamedTempFile::new_in(folder)?;
            serde_json::to_writer(&mut temporary, &self.list)?;
            temporary.persist(&path)?;
            Ok(())
        };
        let _ = write();
    }
}

#[expect(clippy::disallowed_methods, reason = "how long others are waited for; no edition knows of it")]
fn now() -> Instant {
    Instant::now()
}

#[expect(clippy::disallowed_methods, reason = "how old an answer is; no edition knows of it")]
fn seconds() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}
