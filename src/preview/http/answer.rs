//! What is answered, and what a browser may do with it.

use std::sync::Arc;

use http_body_util::{Channel, Either, Full};
use hyper::body::Bytes;
use hyper::header::{
    ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, HeaderValue, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};

use super::Status;
use crate::preview::bulletin::Events;

/// An answer as hyper writes it: with a body of known length, or events.
pub type Response = hyper::Response<Either<Full<Bytes>, Channel<Bytes>>>;

/// An answer to a request.
#[derive(Debug)]
pub struct Answer {
    pub status: Status,
    pub media_type: MediaType,
    pub policy: Policy,
    pub body: Body,
}

#[derive(Debug)]
pub enum Body {
    Bytes(Arc<[u8]>),
    /// Events without end: the connection is theirs.
    Events(Events),
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

impl Answer {
    pub fn new(media_type: MediaType, policy: Policy, bytes: impl Into<Arc<[u8]>>) -> Self {
        Self { status: Status::OK, media_type, policy, body: Body::Bytes(bytes.into()) }
    }

    pub fn json(value: &serde_json::Value) -> Self {
        Self::new(MediaType::JSON, Policy::Data, value.to_string().into_bytes())
    }

    pub fn events(events: Events) -> Self {
        Self { status: Status::OK, media_type: MediaType::EVENTS, policy: Policy::Data, body: Body::Events(events) }
    }

    /// The answer that something is wrong, in words.
    pub fn refusal(status: Status) -> Self {
        let words = format!("{status}\n").into_bytes();
        Self { status, media_type: MediaType::TEXT, policy: Policy::Data, body: Body::Bytes(words.into()) }
    }

    /// The answer for hyper, on whose runtime the events are sent until the other
    /// end has gone.
    pub(super) fn response(self) -> Response {
        let Self { status, media_type: MediaType(media_type), policy, body } = self;
        let body = match body {
            Body::Bytes(bytes) => Either::Left(Full::new(Bytes::from_owner(bytes))),
            Body::Events(mut events) => {
                let (mut sender, channel) = Channel::new(1);
                tokio::spawn(async move {
                    while let Some(event) = events.next().await {
                        if sender.send_data(event.into()).await.is_err() {
                            break;
                        }
                    }
                });
                Either::Right(channel)
            }
        };
        let mut response = Response::new(body);
        *response.status_mut() = status;
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy.directives()));
        for (name, value) in ALWAYS {
            headers.insert(name, HeaderValue::from_static(value));
        }
        if status == Status::METHOD_NOT_ALLOWED {
            headers.insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
        }
        response
    }
}

/// What is said with every answer: nothing is kept, nothing is for other sites.
const ALWAYS: [(HeaderName, &str); 5] = [
    (CACHE_CONTROL, "no-store"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (REFERRER_POLICY, "no-referrer"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_says_what_it_is_and_what_it_may_do() {
        let response = Answer::new(MediaType::HTML, Policy::Edition, *b"<p>").response();
        let said = |name| response.headers().get(name).and_then(|value: &HeaderValue| value.to_str().ok());
        assert_eq!(response.status(), Status::OK);
        assert_eq!(said(CONTENT_TYPE), Some("text/html; charset=utf-8"));
        assert_eq!(said(CONTENT_SECURITY_POLICY), Some(Policy::Edition.directives()));
        assert_eq!((said(CACHE_CONTROL), said(ALLOW)), (Some("no-store"), None));
        assert!(!Policy::Edition.directives().contains("script-src"), "scripts fall back to `default-src 'none'`");
        let refused = Answer::refusal(Status::METHOD_NOT_ALLOWED).response();
        assert_eq!(refused.headers()[ALLOW], "GET, HEAD");
    }
}
