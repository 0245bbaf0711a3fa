//! HTTP/1.1 (RFC 9112) as far as a browser on the same machine needs it to look
//! at a preview: requests without a body come in, answers go out.

mod answer;
mod connection;
mod request;

pub use answer::{Answer, Body, MediaType, Policy, Status};
pub use connection::{Handler, serve};
pub use request::Request;
#[cfg(test)]
pub use request::parse;
