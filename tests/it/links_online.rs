//! Links that lead outside, tried against a server on this machine.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chapbook::diagnostics::{Diagnostics, MemoryFolder, Sources};
use chapbook::document::{OutsideAddress, outside_addresses};
use chapbook::editions::Cache;
use chapbook::editions::online::{Limits, check};
use chapbook::source::{self, Entry};

fn limits() -> Limits {
    Limits { request: Duration::from_millis(400), pause: Duration::from_millis(1), redirects: 4, ..Limits::default() }
}

#[test]
fn what_leads_nowhere_is_reported_with_the_reason() {
    let server = Server::start();
    let cache = tempfile::tempdir().expect("a temporary folder");
    let closed = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address");
    let cases = [
        ("/good", None),
        ("/moved", None),
        ("/get-only", None),
        ("/forbidden", None),
        ("/good#place", None),
        ("/missing", Some("nothing at this address")),
        ("/error", Some("the error 500")),
        ("/circle", Some("without end")),
        ("/silent", Some("no answer within")),
        ("/broken-off", Some("cannot be reached")),
    ];
    let mut addresses: Vec<OutsideAddress> = cases.iter().map(|(path, _)| address(&server.url(path))).collect();
    addresses.push(address(&format!("http://{closed}/")));
    addresses.push(address("mailto:nobody@127.0.0.1"));
    addresses.push(address("tel:+1-555-0100"));
    let mut diagnostics = Diagnostics::new();
    check(&addresses, &limits(), &Cache::in_folder(cache.path()), &mut diagnostics);
    let found: Vec<&str> = diagnostics.iter().map(|problem| problem.message.as_str()).collect();
    let expected: Vec<(String, &str)> = cases
        .iter()
        .filter_map(|(path, why)| why.map(|why| (server.url(path), why)))
        .chain([(format!("http://{closed}/"), "cannot be reached")])
        .collect();
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (message, (url, why)) in found.iter().zip(&expected) {
        assert!(message.contains(&format!("`{url}`")) && message.contains(why), "{message}");
    }
    assert!(diagnostics.iter().all(|problem| problem.code == "link-broken") && !diagnostics.has_errors());
    assert_eq!(server.seen.most_at_once.load(Ordering::SeqCst), 1, "one request at a time");
    assert!(server.seen.is_named.load(Ordering::SeqCst), "each request names the program");
    let asked = server.requests();
    assert_eq!(asked["HEAD /good"], 2, "once for itself and its place, once for what moved there");
    assert_eq!(asked["GET /get-only"], 1);
    assert!(!asked.contains_key("GET /good"), "where HEAD is enough nothing else is asked for");
}

#[test]
fn what_worked_is_remembered_and_what_did_not_is_tried_again() {
    let server = Server::start();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let cache = Cache::in_folder(folder.path());
    let addresses = [address(&server.url("/good")), address(&server.url("/missing"))];
    let problems = |limits: &Limits| {
        let mut diagnostics = Diagnostics::new();
        check(&addresses, limits, &cache, &mut diagnostics);
        diagnostics.iter().count()
    };
    assert_eq!((problems(&limits()), problems(&limits())), (1, 1));
    assert_eq!((server.requests()["HEAD /good"], server.requests()["HEAD /missing"]), (1, 2));
    problems(&Limits { fresh: Duration::ZERO, ..limits() });
    assert_eq!(server.requests()["HEAD /good"], 2, "what is too old is forgotten");
    std::fs::write(folder.path().join("links.json"), "{ damaged").expect("written");
    problems(&limits());
    assert_eq!(server.requests()["HEAD /good"], 3, "a memory that cannot be read is empty");
}

#[test]
fn what_there_is_no_time_for_is_said() {
    let server = Server::start();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let addresses = [address(&server.url("/good")), address(&server.url("/moved"))];
    let mut diagnostics = Diagnostics::new();
    let limits = Limits { whole: Duration::ZERO, ..limits() };
    check(&addresses, &limits, &Cache::in_folder(folder.path()), &mut diagnostics);
    let codes: Vec<&str> = diagnostics.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["link-not-tried"]);
    assert!(server.requests().is_empty());
}

#[test]
fn each_outside_address_is_listed_once_with_all_its_places() {
    let text = "---\ntitle: A\nlanguage: en\npublished: 2024-05-01\nlicence: { name: L, url: https://l.example/ }\n\
        canonical: https://here.example/\n---\n# A [b](https://b.example/)\n\n*[c](mailto:c@d.example) [b](https://b.example/)* \
        [a](#a-b)[^n]\n\n| [t](tel:+1555) |\n|---|\n\n[^n]: [n](http://n.example/?x=1)\n";
    let folder = MemoryFolder::new([("a.md", text)]);
    let (mut sources, mut diagnostics) = (Sources::new(), Diagnostics::new());
    let entry = Entry::File("a.md".into());
    let document = source::read(&folder, &entry, &mut sources, &mut diagnostics).expect("a sound statement");
    let found: Vec<(String, Vec<String>)> = outside_addresses(&document)
        .into_iter()
        .map(|address| (address.url, address.spans.iter().map(|span| sources.slice(*span).to_string()).collect()))
        .collect();
    let expected = [
        ("https://b.example/", vec!["[b](https://b.example/)"; 2]),
        ("mailto:c@d.example", vec!["[c](mailto:c@d.example)"]),
        ("tel:+1555", vec!["[t](tel:+1555)"]),
        ("http://n.example/?x=1", vec!["[n](http://n.example/?x=1)"]),
        ("https://l.example/", vec![]),
    ];
    let expected: Vec<(String, Vec<String>)> = expected
        .iter()
        .map(|(url, places)| (url.to_string(), places.iter().map(|place| place.to_string()).collect()))
        .collect();
    assert_eq!(found, expected);
}

fn address(url: &str) -> OutsideAddress {
    OutsideAddress { url: url.into(), spans: Vec::new() }
}

/// A server on this machine that answers by the path it is asked for.
struct Server {
    port: u16,
    seen: Arc<Seen>,
}

#[derive(Default)]
struct Seen {
    /// By method and path.
    requests: Mutex<BTreeMap<String, usize>>,
    at_once: AtomicUsize,
    most_at_once: AtomicUsize,
    is_named: AtomicBool,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let seen = Arc::new(Seen { is_named: AtomicBool::new(true), ..Seen::default() });
        let server = Self { port, seen: Arc::clone(&seen) };
        // Ends with the test program.
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let seen = Arc::clone(&seen);
                std::thread::spawn(move || answer(stream, &seen));
            }
        });
        server
    }

    fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    fn requests(&self) -> BTreeMap<String, usize> {
        self.seen.requests.lock().expect("not poisoned").clone()
    }
}

/// One request, then the connection ends.
fn answer(stream: TcpStream, seen: &Seen) {
    let mut lines = BufReader::new(stream.try_clone().expect("cloned")).lines().map_while(Result::ok);
    let Some(request) = lines.next() else { return };
    let head: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    let now = seen.at_once.fetch_add(1, Ordering::SeqCst) + 1;
    seen.most_at_once.fetch_max(now, Ordering::SeqCst);
    let is_named = head.iter().any(|line| line.to_lowercase().starts_with("user-agent: chapbook/"));
    seen.is_named.fetch_and(is_named, Ordering::SeqCst);
    let asked = request.rsplit_once(' ').map_or(request.as_str(), |(asked, _)| asked);
    *seen.requests.lock().expect("not poisoned").entry(asked.to_string()).or_default() += 1;
    let (method, path) = asked.split_once(' ').expect("method and path");
    let said = match (method, path) {
        (_, "/good") => "200 OK\r\n",
        (_, "/moved") => "301 Moved\r\nLocation: /good\r\n",
        ("HEAD", "/get-only") => "405 Method Not Allowed\r\n",
        (_, "/get-only") => "200 OK\r\n",
        (_, "/forbidden") => "403 Forbidden\r\n",
        (_, "/error") => "500 Internal Server Error\r\n",
        (_, "/circle") => "302 Found\r\nLocation: /circle\r\n",
        (_, "/silent" | "/broken-off") => "",
        (_, _) => "404 Not Found\r\n",
    };
    let mut stream = stream;
    if !said.is_empty() {
        seen.at_once.fetch_sub(1, Ordering::SeqCst);
        // Whoever asked may have gone: that is no matter of this server.
        let _ = write!(stream, "HTTP/1.1 {said}Content-Length: 0\r\nConnection: close\r\n\r\n");
        return;
    }
    seen.at_once.fetch_sub(1, Ordering::SeqCst);
    if path == "/silent" {
        // Until the other side gives up.
        let _ = std::io::copy(&mut stream, &mut std::io::sink());
    }
}
