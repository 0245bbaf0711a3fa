//! The local preview: who is answered, with what, and what becomes of a change.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::program::{STATEMENT, TEXT, chapbook, folder, run, stderr};

#[test]
fn nobody_but_our_own_page_is_answered() {
    let served = Served::start();
    let port = served.port;
    let cases = [
        (format!("Host: 127.0.0.1:{port}"), 200),
        (format!("Host: localhost:{port}"), 200),
        ("Host: example.org".to_string(), 421),
        (format!("Host: example.org:{port}"), 421),
        ("Host: 127.0.0.1".to_string(), 421),
        ("Accept: */*".to_string(), 400),
        (format!("Host: localhost:{port}\r\nOrigin: http://example.org"), 403),
        (format!("Host: localhost:{port}\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors"), 403),
    ];
    for (head, status) in cases {
        assert_eq!(served.send(&format!("GET /state HTTP/1.1\r\n{head}\r\n\r\n")).status, status, "{head}");
    }
}

/// On Linux all of 127.0.0.0/8 is this machine: who listened everywhere would answer there too.
#[cfg(target_os = "linux")]
#[test]
fn no_other_machine_is_listened_to() {
    let served = Served::start();
    assert!(TcpStream::connect(("127.0.0.1", served.port)).is_ok());
    assert!(TcpStream::connect(("127.0.0.2", served.port)).is_err());
}

#[test]
fn nothing_outside_the_editions_is_handed_out() {
    let served = Served::start();
    served.until_shown("html", "We say what we mean");
    served.get("/epub/en");
    let paths = [
        "/statement.yaml",
        "/../text.md",
        "/page/../../text.md",
        "/page/%2e%2e/%2e%2e/text.md",
        "/page/",
        "/html/en/../../text.md",
        "/html/fr",
        "/html/en/edition/more",
        "/epub/en/files/../../../text.md",
        "/epub/en/files//etc/passwd",
        "/epub/en/files/META-INF/container.xml",
        "/epub/en/files/..\\text.md",
        "/pdf/en/pages/1/nothing/100",
        "//etc/passwd",
        "/favicon.ico",
    ];
    for path in paths {
        let answer = served.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.text().contains("word"), "{path}");
    }
    assert_eq!(served.send("GET text.md HTTP/1.1\r\n\r\n").status, 400);
}

#[test]
fn only_what_reads_is_answered() {
    let served = Served::start();
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
        let answer = served.send(&format!("{method} / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nhello"));
        assert_eq!((answer.status, answer.header("Allow")), (405, Some("GET, HEAD")), "{method}");
    }
    let whole = served.get("/");
    let head = served.request("HEAD", "/");
    assert!(head.body.is_empty() && !whole.body.is_empty());
    assert_eq!(head.header("Content-Length"), Some(whole.body.len().to_string().as_str()));
}

#[test]
fn a_request_that_is_none_or_too_long_is_refused() {
    let served = Served::start();
    let long = "a".repeat(20_000);
    let cases = [
        ("GET / HTTP/9\r\n\r\n".to_string(), 400),
        ("\u{16}\u{3}\u{1}\r\n\r\n".to_string(), 400),
        (format!("GET / HTTP/1.1\r\nHost: localhost:{}\r\nContent-Length: 3\r\n\r\nabc", served.port), 400),
        (format!("GET / HTTP/1.1\r\nA: {long}"), 431),
        (format!("GET / HTTP/1.1\r\n{}\r\n", "A: b\r\n".repeat(65)), 431),
    ];
    for (request, status) in cases {
        assert_eq!(served.send(&request).status, status, "{request:.60}");
    }
    assert_eq!(served.get("/").status, 200);
}

#[test]
fn each_answer_says_what_it_may_do() {
    let served = Served::start();
    served.until_shown("html", "We say what we mean");
    served.get("/epub/en");
    let page = "script-src 'self'";
    let nothing = "default-src 'none'";
    let paths = [
        ("/", page),
        ("/page/page.js", page),
        ("/state", nothing),
        ("/html/en/edition", nothing),
        ("/epub/en/files/EPUB/section-1.xhtml", nothing),
        ("/pdf/en/edition", nothing),
        ("/none", nothing),
    ];
    for (path, policy) in paths {
        let answer = served.get(path);
        let said = answer.header("Content-Security-Policy").unwrap_or_default();
        assert!(said.contains(policy), "{path}: {said}");
        assert_eq!(said.contains("script-src"), policy == page, "{path}: {said}");
        assert_eq!(answer.header("X-Content-Type-Options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("Cross-Origin-Resource-Policy"), Some("same-origin"), "{path}");
    }
}

#[test]
fn the_page_finds_all_that_it_asks_for() {
    let served = Served::start();
    let page = served.get("/").text();
    let parts: Vec<&str> = page.split("\"/page/").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert!(parts.len() >= 3, "{parts:?}");
    for part in parts {
        assert_eq!(served.get(&format!("/page/{part}")).status, 200, "{part}");
    }
    assert!(!page.contains("http://") && !page.contains("https://"), "nothing comes from elsewhere");
}

#[test]
fn a_connection_serves_many_requests() {
    let served = Served::start();
    let mut stream = served.connect();
    let request = format!("GET /page/icon.svg HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", served.port);
    stream.write_all(request.repeat(3).as_bytes()).unwrap();
    let mut reader = BufReader::new(stream);
    for _ in 0..3 {
        assert_eq!(Answer::read(&mut reader, true).status, 200);
    }
}

#[test]
fn a_port_in_use_is_left_to_who_has_it() {
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = other.local_addr().unwrap().port();
    let folder = statement();
    let served = Served::of(folder, &["--port", &port.to_string()]);
    assert_ne!(served.port, port);
    assert!(served.said.contains(&format!("Port {port} is in use")), "{}", served.said);
    assert_eq!(served.get("/").status, 200);
}

#[test]
fn a_change_is_shown_in_each_format() {
    let served = Served::start();
    served.until_shown("html", "We say what we mean");
    let pictures = |served: &Served| served.json("/pdf/en")["content"]["pages"].clone();
    let before = pictures(&served);
    served.write("text.md", &TEXT.replace("we mean", "we intend"));
    served.until_shown("html", "We say what we intend");
    let book = served.json("/epub/en");
    let page = book["content"]["pages"].as_array().unwrap().iter().find(|page| page["title"] == "Trust").unwrap();
    let text = served.get(&format!("/epub/en/files/{}", page["path"].as_str().unwrap())).text();
    assert!(text.contains("We say what we intend"), "{text}");
    let after = pictures(&served);
    let page = (0..20_usize).find(|&page| before[page] != after[page]).expect("one page looks otherwise");
    let looks = after[page][2].as_str().unwrap();
    let picture = served.get(&format!("/pdf/en/pages/{}/{looks}/100", page + 1));
    assert_eq!((picture.status, picture.header("Content-Type")), (200, Some("image/png")));
    assert!(picture.body.starts_with(b"\x89PNG"));
    for wrong in [format!("0/{looks}/100"), format!("{}/{looks}/24", page + 1), format!("{}/{looks}/60000", page + 1)] {
        assert_eq!(served.get(&format!("/pdf/en/pages/{wrong}")).status, 404, "{wrong}");
    }
    assert!(served.get("/pdf/en/edition").body.starts_with(b"%PDF-"));
    let place = served.json("/epub/en/page?trust.2");
    assert!(place["path"].as_str().unwrap().ends_with(".xhtml"), "{place}");
    assert_eq!(served.json("/epub/en/page?nowhere")["path"], Value::Null);
}

#[test]
fn what_is_broken_leaves_the_last_good_edition() {
    let served = Served::start();
    served.until_shown("html", "We say what we mean");
    served.write("text.md", &TEXT.replace("what we say", "[what we say](#nowhere)"));
    let state = served.until(|state| state["isBroken"] == true);
    let problem = &state["problems"][0];
    assert_eq!((problem["code"].as_str(), problem["severity"].as_str()), (Some("unknown-anchor"), Some("error")));
    assert_eq!((problem["file"].as_str(), problem["line"].as_u64()), (Some("source/text.md"), Some(6)));
    assert!(problem["excerpt"].as_str().unwrap().contains("[what we say](#nowhere)"), "{problem}");
    assert!(problem["explanation"].as_str().unwrap().len() > 50, "{problem}");
    assert_eq!(served.json("/html/en")["isCurrent"], false);
    assert!(served.get("/html/en/edition").text().contains("We say what we mean"));
    served.write("text.md", TEXT);
    served.until(|state| state["isBroken"] == false && state["problems"].as_array().unwrap().is_empty());
    assert_eq!(served.json("/html/en")["isCurrent"], true);
}

#[test]
fn of_ten_thousand_rapid_saves_the_last_one_is_shown() {
    let served = Served::start();
    served.until_shown("html", "We say what we mean");
    let before = served.json("/state")["revision"].as_u64().unwrap();
    for count in 1..=10_000 {
        served.write("text.md", &TEXT.replace("what we mean", &format!("it {count} times")));
    }
    served.until_shown("html", "We say it 10000 times");
    let revisions = served.json("/state")["revision"].as_u64().unwrap() - before;
    assert!(revisions < 5_000, "not each of them is looked at: {revisions}");
}

#[test]
fn a_deleted_folder_is_told_of_and_shown_again_when_it_is_back() {
    let served = Served::start();
    served.until_shown("html", "We say what we mean");
    let source = served.path("");
    fs::remove_dir_all(&source).unwrap();
    let state = served.until(|state| state["isBroken"] == true);
    assert!(state["problems"][0]["message"].as_str().unwrap().contains("source"), "{state}");
    assert!(served.get("/html/en/edition").text().contains("We say what we mean"));
    fs::create_dir_all(&source).unwrap();
    served.write("text.md", &TEXT.replace("we mean", "we think"));
    served.write("statement.yaml", STATEMENT);
    served.until(|state| state["isBroken"] == false);
    served.until_shown("html", "We say what we think");
    served.write("text.md", &TEXT.replace("we mean", "we feel"));
    served.until_shown("html", "We say what we feel");
}

#[test]
fn who_saves_by_renaming_is_followed() {
    let served = Served::start();
    for words in ["we think", "we feel"] {
        served.write("text.md.new", &TEXT.replace("we mean", words));
        fs::rename(served.path("text.md.new"), served.path("text.md")).unwrap();
        served.until_shown("html", &format!("We say what {words}"));
    }
}

#[test]
fn what_is_no_part_of_the_source_changes_nothing() {
    let served = Served::start();
    let before = served.json("/state");
    let built = run(served.folder.path(), &["build", "source", "-o", "source/output", "--quiet"]);
    assert!(built.status.success(), "{}", stderr(&built));
    // Of what is changed after it the preview hears later; never of half a file.
    served.write("text.md.new", &TEXT.replace("we mean", "we think"));
    fs::rename(served.path("text.md.new"), served.path("text.md")).unwrap();
    let after = served.until(|state| state["revision"] != before["revision"]);
    assert_eq!(after["revision"].as_u64(), before["revision"].as_u64().map(|revision| revision + 1));
}

#[test]
fn a_theme_is_watched_too() {
    let served = Served::start();
    served.until_shown("html", "We say what we mean");
    served.write("themes/mine/tokens.yaml", "extends: default\nnonsense: true\n");
    served.write("statement.yaml", &format!("{STATEMENT}theme: mine\n"));
    let state = served.until(|state| state["isBroken"] == true);
    assert!(state["problems"][0]["file"].as_str().unwrap().ends_with("tokens.yaml"), "{state}");
    served.write(
        "themes/mine/tokens.yaml",
        &fs::read_to_string(crate::program::repository("themes/default/tokens.yaml")).unwrap(),
    );
    let state = served.until(|state| !state["problems"].to_string().contains("nonsense"));
    assert!(!state["problems"].to_string().contains("unknown-key"), "{state}");
}

#[test]
fn who_listens_is_told_of_each_state_and_of_no_change_twice() {
    let served = Served::start();
    let mut stream = served.connect();
    write!(stream, "GET /events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", served.port).unwrap();
    let mut lines = BufReader::new(stream).lines().map(Result::unwrap);
    let mut next = || loop {
        let line = lines.next().expect("events go on");
        if let Some(data) = line.strip_prefix("data: ") {
            return serde_json::from_str::<Value>(data).unwrap();
        }
    };
    assert_eq!(next()["title"], "A Small Statement");
    served.write("statement.yaml", &STATEMENT.replace("A Small", "Another"));
    assert_eq!(next()["title"], "Another Statement");
}

#[test]
fn one_markdown_file_is_a_statement_too() {
    let text = format!("---\ntitle: Alone\nlanguage: en\npublished: 2024-05-01\n---\n\n{TEXT}");
    let folder = folder(&[("alone.md", text.as_bytes())]);
    let served = Served::serve(folder, "alone.md", &[]);
    served.until_shown("html", "We say what we mean");
    fs::write(served.folder.path().join("alone.md"), text.replace("we mean", "we think")).unwrap();
    served.until_shown("html", "We say what we think");
}

#[test]
fn without_a_source_there_is_no_preview() {
    let folder = folder(&[]);
    let output = run(folder.path(), &["serve", "--no-open", "--port", "0"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("cannot read `source`"), "{}", stderr(&output));
}

#[cfg(unix)]
#[test]
fn an_interrupt_ends_the_preview_as_it_should() {
    let mut served = Served::start();
    let interrupted = std::process::Command::new("kill").args(["-INT", &served.child.id().to_string()]).status().unwrap();
    assert!(interrupted.success());
    assert_eq!(served.child.wait().unwrap().code(), Some(0));
}

/// The built program, serving a small statement.
struct Served {
    child: Child,
    port: u16,
    /// What it said before it began to listen.
    said: String,
    folder: tempfile::TempDir,
}

fn statement() -> tempfile::TempDir {
    folder(&[("source/statement.yaml", STATEMENT.as_bytes()), ("source/text.md", TEXT.as_bytes())])
}

impl Served {
    fn start() -> Self {
        Self::of(statement(), &["--port", "0"])
    }

    fn of(folder: tempfile::TempDir, arguments: &[&str]) -> Self {
        Self::serve(folder, "source", arguments)
    }

    fn serve(folder: tempfile::TempDir, source: &str, arguments: &[&str]) -> Self {
        let port = if arguments.is_empty() { &["--port", "0"][..] } else { arguments };
        let mut command = chapbook(folder.path());
        command.args(["serve", source, "--no-open"]).args(port).stdout(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        let mut said = String::new();
        let port = loop {
            let line = lines.next().expect("the address is said").expect("UTF-8");
            said.push_str(&line);
            if let Some((_, rest)) = line.split_once("http://127.0.0.1:") {
                break rest.trim_end_matches('/').parse().expect("a port");
            }
        };
        // What else it says must not make it wait.
        std::thread::spawn(move || lines.for_each(drop));
        let served = Self { child, port, said, folder };
        served.until(|_| true);
        served
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("source").join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap_or(Path::new(""))).unwrap();
        fs::write(path, text).unwrap();
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(120))).unwrap();
        stream
    }

    fn send(&self, request: &str) -> Answer {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        Answer::read(&mut BufReader::new(stream), !request.starts_with("HEAD"))
    }

    fn request(&self, method: &str, path: &str) -> Answer {
        self.send(&format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n", self.port))
    }

    fn get(&self, path: &str) -> Answer {
        self.request("GET", path)
    }

    fn json(&self, path: &str) -> Value {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}");
        serde_json::from_slice(&answer.body).unwrap()
    }

    /// The first state for which `is_it` holds.
    fn until(&self, is_it: impl Fn(&Value) -> bool) -> Value {
        for _ in 0..3000 {
            // Before the first look there is none.
            if let Ok(state) = serde_json::from_slice::<Value>(&self.get("/state").body)
                && is_it(&state)
            {
                return state;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("it never comes to that: {}", self.get("/state").text());
    }

    /// Waits until the edition in English has `words`.
    fn until_shown(&self, format: &str, words: &str) {
        for _ in 0..3000 {
            self.get(&format!("/{format}/en"));
            if self.get(&format!("/{format}/en/edition")).text().contains(words) {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("«{words}» is never shown: {}", self.get("/state").text());
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
}

impl Answer {
    fn read(reader: &mut impl BufRead, has_body: bool) -> Self {
        let mut line = || {
            let mut line = String::new();
            reader.read_line(&mut line).expect("an answer comes");
            line.trim_end().to_string()
        };
        let status = line().split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        let headers = std::iter::from_fn(|| Some(line()).filter(|line| !line.is_empty()));
        let headers: Vec<(String, String)> = headers
            .filter_map(|line| line.split_once(": ").map(|(name, value)| (name.to_string(), value.to_string())))
            .collect();
        let mut answer = Self { status, headers, body: Vec::new() };
        if has_body {
            let length = answer.header("Content-Length").and_then(|length| length.parse().ok()).expect("a length");
            answer.body.resize(length, 0);
            reader.read_exact(&mut answer.body).expect("the whole body");
        }
        answer
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}
