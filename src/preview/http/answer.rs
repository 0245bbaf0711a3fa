//! What is answered, and what a browser may do with it.

use std::io::{self, Write};
use std::sync::Arc;

use super::request::Method;

/// An answer to a request.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: Status,
    pub media_type: MediaType,
    pub policy: Policy,
    pub body: Body,
}

#[derive(Clone, Debug)]
pub enum Body {
    Bytes(Arc<[u8]>),
    /// Events without end (HTML, server-sent events): the connection is theirs.
    Events,
}

/// A media type with its parameters, as the header says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MediaType(pub &'static str);

impl MediaType {
    pub const TEXT: Self = Self("text/plain; charset=utf-8");
    pub const HTML: Self = Self("text/html; charset=utf-8");
    pub const CSS: Self = Self("text/css; charset=utf-8");
    pub const SCRIPT: Self = Self("text/javascript; charset=utf-8");
    pub const JSON: Self = Self("application/json");
    pub const EVENTS: Self = Self("text/event-stream");
    pub const PNG: Self = Self("image/png");
    pub const SVG: Self = Self("image/svg+xml");
    pub const PDF: Self = Self("application/pdf");
}

/// What the content of an answer may do in a browser (Content Security Policy).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// The page of the preview: our own scripts and styles.
    Page,
    /// An edition: its own styles, pictures and fonts, and never a script.
    Edition,
    /// What is data and nothing else.
    Data,
}

impl Policy {
    fn directives(self) -> &'static str {
        match self {
            Self::Page => {
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                 frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
            }
            Self::Edition => {
                "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; \
                 base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
            }
            Self::Data => "default-src 'none'; frame-ancestors 'none'",
        }
    }
}

/// The status codes that are answered (RFC 9110 §15).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Ok,
    BadRequest,
    Forbidden,
    NotFound,
    MethodNotAllowed,
    Misdirected,
    HeadTooLarge,
    Unavailable,
}

impl Status {
    fn line(self) -> &'static str {
        match self {
            Self::Ok => "200 OK",
            Self::BadRequest => "400 Bad Request",
            Self::Forbidden => "403 Forbidden",
            Self::NotFound => "404 Not Found",
            Self::MethodNotAllowed => "405 Method Not Allowed",
            Self::Misdirected => "421 Misdirected Request",
            Self::HeadTooLarge => "431 Request Header Fields Too Large",
            Self::Unavailable => "503 Service Unavailable",
        }
    }
}

impl Answer {
    pub fn new(media_type: MediaType, policy: Policy, bytes: impl Into<Arc<[u8]>>) -> Self {
        Self { status: Status::Ok, media_type, policy, body: Body::Bytes(bytes.into()) }
    }

    pub fn json(value: &serde_json::Value) -> Self {
        Self::new(MediaType::JSON, Policy::Data, value.to_string().into_bytes())
    }

    pub fn events() -> Self {
        Self { status: Status::Ok, media_type: MediaType::EVENTS, policy: Policy::Data, body: Body::Events }
    }

    /// The answer that something is wrong, in words.
    pub fn refusal(status: Status) -> Self {
        let words = format!("{}\n", status.line()).into_bytes();
        Self { status, media_type: MediaType::TEXT, policy: Policy::Data, body: Body::Bytes(words.into()) }
    }

    /// Writes the answer; of events the head alone.
    pub(super) fn write(&self, method: Method, stays_open: bool, stream: &mut impl Write) -> io::Result<()> {
        let Self { status, media_type: MediaType(media_type), policy, body } = self;
        let mut head = format!(
            "HTTP/1.1 {}\r\nContent-Type: {media_type}\r\nContent-Security-Policy: {}\r\n{ALWAYS}",
            status.line(),
            policy.directives()
        );
        if *status == Status::MethodNotAllowed {
            head.push_str("Allow: GET, HEAD\r\n");
        }
        if let Body::Bytes(bytes) = body {
            head.push_str(&format!("Content-Length: {}\r\n", bytes.len()));
        }
        head.push_str(if stays_open { "\r\n" } else { "Connection: close\r\n\r\n" });
        stream.write_all(head.as_bytes())?;
        match (body, method) {
            (Body::Bytes(bytes), Method::Get) => stream.write_all(bytes)?,
            (Body::Bytes(_) | Body::Events, _) => {}
        }
        stream.flush()
    }
}

/// What is said with every answer: nothing is kept, nothing is for other sites.
const ALWAYS: &str = "\
Cache-Control: no-store\r\n\
X-Content-Type-Options: nosniff\r\n\
Cross-Origin-Resource-Policy: same-origin\r\n\
Cross-Origin-Opener-Policy: same-origin\r\n\
Referrer-Policy: no-referrer\r\n";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_says_its_length_and_what_it_may_do() {
        let answer = Answer::new(MediaType::HTML, Policy::Edition, *b"<p>");
        let written = |method, stays_open| {
            let mut bytes = Vec::new();
            answer.write(method, stays_open, &mut bytes).unwrap();
            String::from_utf8(bytes).unwrap()
        };
        let whole = written(Method::Get, true);
        assert!(whole.starts_with("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"), "{whole}");
        assert!(whole.ends_with("Content-Length: 3\r\n\r\n<p>"), "{whole}");
        assert!(!Policy::Edition.directives().contains("script-src"), "scripts fall back to `default-src 'none'`");
        assert_eq!(written(Method::Head, true) + "<p>", whole);
        assert!(written(Method::Get, false).contains("\r\nConnection: close\r\n\r\n"));
    }
}
