//! Who may ask. Any website can have a browser send requests to this machine:
//! only our own page is answered.

use super::http::{Request, Status};

/// Refuses a request that does not come from the page of the preview on `port`.
///
/// - `Host`: a name that somebody else's server gave out for this machine (DNS
///   rebinding) is not ours.
/// - `Origin` and `Sec-Fetch-Site`: a page of another site that fetches, frames
///   or loads something of ours is refused; a link to us may be followed.
pub fn check(request: &Request, port: u16) -> Result<(), Status> {
    let own = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    let is_own = |host: &str| own.iter().any(|name| name.eq_ignore_ascii_case(host));
    match &request.host {
        None => return Err(Status::BAD_REQUEST),
        Some(host) if !is_own(host) => return Err(Status::MISDIRECTED_REQUEST),
        Some(_) => {}
    }
    if request.origin.as_ref().is_some_and(|origin| !origin.strip_prefix("http://").is_some_and(is_own)) {
        return Err(Status::FORBIDDEN);
    }
    // Browsers that do not say it are old; others than browsers need not.
    let is_navigation = request.fetch.mode.as_deref() == Some("navigate") && request.path == "/";
    match request.fetch.site.as_deref() {
        None | Some("same-origin" | "none") => Ok(()),
        Some(_) if is_navigation => Ok(()),
        Some(_) => Err(Status::FORBIDDEN),
    }
}

#[cfg(test)]
mod tests {
    use super::super::http::sent;
    use super::*;

    fn of(path: &str, head: &str) -> Result<(), Status> {
        check(&sent("GET", path, head, "").unwrap(), 4400)
    }

    #[test]
    fn only_our_own_names_are_answered() {
        for host in ["127.0.0.1:4400", "localhost:4400", "LOCALHOST:4400"] {
            assert_eq!(of("/state", &format!("Host: {host}\r\n")), Ok(()), "{host}");
        }
        for host in ["example.org", "127.0.0.1", "127.0.0.1:4401", "localhost.example.org:4400", "[::1]:4400", ""] {
            assert_eq!(of("/", &format!("Host: {host}\r\n")), Err(Status::MISDIRECTED_REQUEST), "{host}");
        }
        assert_eq!(of("/", ""), Err(Status::BAD_REQUEST));
    }

    #[test]
    fn other_sites_may_link_to_the_page_and_nothing_else() {
        let from = |path, rest: &str| of(path, &format!("Host: localhost:4400\r\n{rest}\r\n"));
        assert_eq!(from("/state", "Sec-Fetch-Site: same-origin"), Ok(()));
        assert_eq!(from("/state", "Sec-Fetch-Site: cross-site"), Err(Status::FORBIDDEN));
        assert_eq!(from("/", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate"), Ok(()));
        assert_eq!(from("/html/en/edition", "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate"), Err(Status::FORBIDDEN));
        assert_eq!(from("/state", "Origin: http://localhost:4400"), Ok(()));
        assert_eq!(from("/state", "Origin: http://localhost:3000"), Err(Status::FORBIDDEN));
        assert_eq!(from("/state", "Origin: null"), Err(Status::FORBIDDEN));
    }
}
