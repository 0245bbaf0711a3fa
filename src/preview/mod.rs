//! The local preview: a page in the browser that shows the editions of a
//! statement while somebody works on its text.
//!
//! ```text
//! disk ──► watcher ──► worker ◄──► server ◄──► the page in the browser
//!                      Studio      state, editions, problems
//! ```
//!
//! One thread, the worker, reads the source and makes what is asked for, and
//! nothing else: no edition that nobody looks at. The server listens on this
//! machine only, answers nobody but its own page, and knows no file: all it
//! hands out are names in memory.

mod bulletin;
mod http;
mod page;
mod port;
mod routes;
mod shelf;
mod state;
mod sweep;
mod visitors;
mod watcher;
mod worker;

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;

use crate::editions::Cache;
use bulletin::Bulletin;
use routes::Routes;
use shelf::Shelf;
use worker::Worker;

/// What to show, and where.
#[derive(Clone, Debug)]
pub struct Request {
    /// A folder with `statement.yaml`, or one Markdown file with front matter.
    pub source: PathBuf,
    /// The port to listen on; 0 for any that is free.
    pub port: u16,
    pub cache: Cache,
}

/// A preview that is running.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// Where the page is: `http://127.0.0.1:4400/`.
    pub address: String,
    /// The port that was asked for, where another program has it.
    pub taken: Option<u16>,
}

/// The preview of `request`, which runs on threads of its own until the program
/// ends. An error if there is no source, or no port to listen on.
pub fn start(request: &Request) -> Result<Preview> {
    let bulletin = Arc::new(Bulletin::default());
    let shelf = Arc::new(Shelf::default());
    let worker = Worker::start(request, Arc::clone(&bulletin), Arc::clone(&shelf))?;
    let port = port::listen(request.port)?;
    let routes = Routes { port: port.number, bulletin, shelf, worker };
    http::serve(port.listener, move |request| routes.answer(request))?;
    Ok(Preview { address: format!("http://127.0.0.1:{}/", port.number), taken: port.taken })
}
