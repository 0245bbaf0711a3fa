//! HTTP as far as a browser on the same machine needs it to look at a preview:
//! requests without a body come in, answers go out. hyper speaks it; here is what
//! is asked for, and what a browser may do with what it gets.

mod answer;
mod connection;
mod request;

pub use answer::{Answer, MediaType, Policy};
pub use connection::serve;
/// The status of an answer (RFC 9110 §15).
pub use hyper::StatusCode as Status;
pub use request::Request;
#[cfg(test)]
pub use request::sent;
