//! What a browser asks for.

use hyper::Method;
use hyper::body::Body;
use hyper::header::{HOST, HeaderMap, ORIGIN};

use super::Status;

/// The head of a request to read something: `GET`, or `HEAD`, to which hyper
/// gives the same answer without its body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// As it was sent, without the query: `/page/page.js`.
    pub path: String,
    /// What follows the `?`; empty where there is none.
    pub query: String,
    pub host: Option<String>,
    pub origin: Option<String>,
    pub fetch: FetchMetadata,
}

/// Who asks, as today's browsers say it of themselves (W3C Fetch Metadata).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FetchMetadata {
    pub site: Option<String>,
    pub mode: Option<String>,
}

impl Request {
    /// What is asked for with `request`. An error names the answer to one that is
    /// not answered here.
    pub fn of(request: &hyper::Request<impl Body>) -> Result<Self, Status> {
        if ![Method::GET, Method::HEAD].contains(request.method()) {
            return Err(Status::METHOD_NOT_ALLOWED);
        }
        let target = request.uri();
        // Other forms of the target are for proxies (RFC 9112 §3.2).
        if target.authority().is_some() || !request.body().is_end_stream() {
            return Err(Status::BAD_REQUEST);
        }
        let headers = request.headers();
        Ok(Self {
            path: target.path().to_string(),
            query: target.query().unwrap_or_default().to_string(),
            host: one(headers, HOST.as_str())?,
            origin: one(headers, ORIGIN.as_str())?,
            fetch: FetchMetadata { site: one(headers, "sec-fetch-site")?, mode: one(headers, "sec-fetch-mode")? },
        })
    }
}

/// The value of a header; two of a name are refused, since programs differ in which one they take.
fn one(headers: &HeaderMap, name: &str) -> Result<Option<String>, Status> {
    let mut values = headers.get_all(name).iter();
    let value = values.next().map(|value| value.to_str().map(String::from)).transpose();
    match values.next() {
        Some(_) => Err(Status::BAD_REQUEST),
        None => value.map_err(|_| Status::BAD_REQUEST),
    }
}

/// What `Request::of` makes of a request with a `head` of lines `Name: value`.
#[cfg(test)]
pub fn sent(method: &str, target: &str, head: &str, body: &str) -> Result<Request, Status> {
    let fields = head.lines().filter_map(|line| line.split_once(": "));
    let request = hyper::Request::builder().method(method).uri(target);
    let request = fields.fold(request, |request, (name, value)| request.header(name, value));
    let body = http_body_util::Full::new(hyper::body::Bytes::copy_from_slice(body.as_bytes()));
    Request::of(&request.body(body).expect("a request"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_request_it_is_known_what_is_asked_and_by_whom() {
        let head = "host: localhost:1\nSec-Fetch-Site: none";
        let request = sent("GET", "/a/b?c=d", head, "").unwrap();
        assert_eq!((request.path.as_str(), request.query.as_str()), ("/a/b", "c=d"));
        assert_eq!((request.host.as_deref(), request.fetch.site.as_deref()), (Some("localhost:1"), Some("none")));
        assert_eq!(sent("HEAD", "/a/b?c=d", head, ""), Ok(request));
    }

    #[test]
    fn what_is_not_answered_is_refused() {
        let cases = [
            ("POST", "/", "", "", Status::METHOD_NOT_ALLOWED),
            ("OPTIONS", "*", "", "", Status::METHOD_NOT_ALLOWED),
            ("GET", "http://example.org/", "", "", Status::BAD_REQUEST),
            ("GET", "example.org", "", "", Status::BAD_REQUEST),
            ("GET", "/", "Host: a\nHost: b", "", Status::BAD_REQUEST),
            ("GET", "/", "Host: ä", "", Status::BAD_REQUEST),
            ("GET", "/", "", "abc", Status::BAD_REQUEST),
        ];
        for (method, target, head, body, expected) in cases {
            assert_eq!(sent(method, target, head, body), Err(expected), "{method} {target} {head}");
        }
    }
}
