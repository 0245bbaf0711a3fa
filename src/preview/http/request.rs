//! What a browser asks for.

use super::Status;

/// The head of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub method: Method,
    /// As it was sent, without the query: `/page/page.js`.
    pub path: String,
    /// What follows the `?`; empty where there is none.
    pub query: String,
    pub host: Option<String>,
    pub origin: Option<String>,
    pub fetch: FetchMetadata,
    /// Whether more requests may follow on the connection.
    pub stays_open: bool,
}

/// `HEAD` is answered as `GET`, without the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Get,
    Head,
}

/// Who asks, as today's browsers say it of themselves (W3C Fetch Metadata).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FetchMetadata {
    pub site: Option<String>,
    pub mode: Option<String>,
}

/// Longer heads are refused.
pub const HEAD_BYTES_MAX: usize = 16 * 1024;
const HEADERS_MAX: usize = 64;

/// The request at the beginning of `bytes` and the length of its head; nothing
/// where the head is not whole yet. An error names the answer to what is no
/// request, or none that is answered here.
///
/// ```text
/// GET /page/page.js?1 HTTP/1.1␍␊Host: 127.0.0.1:4400␍␊␍␊
/// ```
pub fn parse(bytes: &[u8]) -> Result<Option<(Request, usize)>, Status> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS_MAX];
    let mut head = httparse::Request::new(&mut headers);
    let length = match head.parse(bytes) {
        Ok(httparse::Status::Complete(length)) => length,
        Ok(httparse::Status::Partial) if bytes.len() < HEAD_BYTES_MAX => return Ok(None),
        Ok(httparse::Status::Partial) | Err(httparse::Error::TooManyHeaders) => return Err(Status::HeadTooLarge),
        Err(_) => return Err(Status::BadRequest),
    };
    let method = match head.method {
        Some("GET") => Method::Get,
        Some("HEAD") => Method::Head,
        _ => return Err(Status::MethodNotAllowed),
    };
    // Other forms of the target are for proxies (RFC 9112 §3.2).
    let target = head.path.filter(|target| target.starts_with('/')).ok_or(Status::BadRequest)?;
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let fields = Fields(head.headers);
    if fields.one("Transfer-Encoding")?.is_some() || fields.one("Content-Length")?.is_some_and(|length| length != "0") {
        return Err(Status::BadRequest);
    }
    let closes = fields.one("Connection")?.is_some_and(|value| value.eq_ignore_ascii_case("close"));
    let request = Request {
        method,
        path: path.to_string(),
        query: query.to_string(),
        host: fields.one("Host")?,
        origin: fields.one("Origin")?,
        fetch: FetchMetadata { site: fields.one("Sec-Fetch-Site")?, mode: fields.one("Sec-Fetch-Mode")? },
        stays_open: head.version == Some(1) && !closes,
    };
    Ok(Some((request, length)))
}

struct Fields<'a>(&'a [httparse::Header<'a>]);

impl Fields<'_> {
    /// The value of a header; two of a name are refused, since programs differ in which one they take.
    fn one(&self, name: &str) -> Result<Option<String>, Status> {
        let mut values = self.0.iter().filter(|header| header.name.eq_ignore_ascii_case(name));
        let Some(header) = values.next() else { return Ok(None) };
        if values.next().is_some() {
            return Err(Status::BadRequest);
        }
        String::from_utf8(header.value.to_vec()).map(Some).map_err(|_| Status::BadRequest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Result<Option<(Request, usize)>, Status> {
        parse(text.as_bytes())
    }

    #[test]
    fn a_head_is_read_once_it_is_whole() {
        let text = "GET /a/b?c=d HTTP/1.1\r\nhost: localhost:1\r\nSec-Fetch-Site: none\r\n\r\nGET /next";
        let (request, length) = of(text).unwrap().unwrap();
        assert_eq!((request.method, request.path.as_str(), request.query.as_str()), (Method::Get, "/a/b", "c=d"));
        assert_eq!((request.host.as_deref(), request.fetch.site.as_deref()), (Some("localhost:1"), Some("none")));
        assert!(request.stays_open && text[length..].starts_with("GET /next"));
        for end in 0..length {
            assert_eq!(of(&text[..end]), Ok(None), "{end}");
        }
    }

    #[test]
    fn what_is_not_answered_is_refused() {
        let cases = [
            ("POST / HTTP/1.1\r\n\r\n", Status::MethodNotAllowed),
            ("OPTIONS * HTTP/1.1\r\n\r\n", Status::MethodNotAllowed),
            ("GET http://example.org/ HTTP/1.1\r\n\r\n", Status::BadRequest),
            ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", Status::BadRequest),
            ("GET / HTTP/1.1\r\nContent-Length: 3\r\n\r\n", Status::BadRequest),
            ("GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", Status::BadRequest),
            ("GET / HTTP/9\r\n\r\n", Status::BadRequest),
            ("\u{16}\u{3}\u{1}", Status::BadRequest),
        ];
        for (text, expected) in cases {
            assert_eq!(of(text), Err(expected), "{text:?}");
        }
        let long = format!("GET /{} HTTP/1.1\r\n", "a".repeat(HEAD_BYTES_MAX));
        assert_eq!(of(&long), Err(Status::HeadTooLarge));
        let many = format!("GET / HTTP/1.1\r\n{}\r\n", "A: b\r\n".repeat(HEADERS_MAX + 1));
        assert_eq!(of(&many), Err(Status::HeadTooLarge));
    }

    #[test]
    fn a_connection_stays_open_unless_it_is_old_or_said_to_close() {
        let stays = |text: &str| of(text).unwrap().unwrap().0.stays_open;
        assert!(stays("HEAD / HTTP/1.1\r\n\r\n"));
        assert!(!stays("GET / HTTP/1.0\r\n\r\n"));
        assert!(!stays("GET / HTTP/1.1\r\nConnection: Close\r\n\r\n"));
    }
}
