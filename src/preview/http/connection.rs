//! A connection: requests in, answers out, one after the other.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use super::request::{HEAD_BYTES_MAX, Method, parse};
use super::{Answer, Body, Request, Status};

/// Answers requests, from many threads.
pub trait Handler: Send + Sync + 'static {
    fn answer(&self, request: &Request) -> Answer;

    /// Writes events to `stream` until it is closed at the other end.
    fn send_events(&self, stream: &mut dyn Write) -> io::Result<()>;
}

/// A browser opens six connections for a page, and one may be held by events.
const CONNECTIONS_MAX: usize = 128;
/// How long a connection may be silent between two requests.
const SILENCE_MAX: Duration = Duration::from_secs(60);
const WRITING_MAX: Duration = Duration::from_secs(30);

/// Answers whatever comes to `listener`, without end, on threads of its own.
pub fn serve(listener: TcpListener, handler: Arc<dyn Handler>) {
    let open = Arc::new(AtomicUsize::new(0));
    let accept = move || {
        for stream in listener.incoming() {
            let Ok(stream) = stream else {
                // Out of handles, say: others close theirs meanwhile.
                thread::sleep(Duration::from_millis(20));
                continue;
            };
            let place = Place::take(&open);
            let handler = Arc::clone(&handler);
            // Whatever is wrong with a connection is wrong with it alone.
            thread::spawn(move || match place {
                Some(_held) => drop(converse(stream, handler.as_ref())),
                None => drop(refuse(stream, Status::Unavailable)),
            });
        }
    };
    thread::spawn(accept);
}

/// One of the connections that may be open at the same time.
struct Place(Arc<AtomicUsize>);

impl Place {
    fn take(open: &Arc<AtomicUsize>) -> Option<Self> {
        let place = Self(Arc::clone(open));
        (open.fetch_add(1, Ordering::SeqCst) < CONNECTIONS_MAX).then_some(place)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

fn converse(mut stream: TcpStream, handler: &dyn Handler) -> io::Result<()> {
    stream.set_read_timeout(Some(SILENCE_MAX))?;
    stream.set_write_timeout(Some(WRITING_MAX))?;
    // Answers are written whole; waiting to fill a packet only costs time.
    stream.set_nodelay(true)?;
    let mut read = Vec::new();
    loop {
        let request = match next(&mut stream, &mut read)? {
            Some(Ok(request)) => request,
            Some(Err(status)) => return refuse(stream, status),
            None => return Ok(()),
        };
        let answer = handler.answer(&request);
        let is_last = matches!(answer.body, Body::Events) || !request.stays_open;
        answer.write(request.method, !is_last, &mut stream)?;
        match (answer.body, request.method) {
            (Body::Events, Method::Get) => return handler.send_events(&mut stream),
            (Body::Events, Method::Head) | (Body::Bytes(_), _) if is_last => return stream.shutdown(Shutdown::Write),
            (Body::Events | Body::Bytes(_), _) => {}
        }
    }
}

/// The next request; nothing if the other end has no more. What follows its
/// head stays in `read`.
fn next(stream: &mut TcpStream, read: &mut Vec<u8>) -> io::Result<Option<Result<Request, Status>>> {
    loop {
        match parse(read) {
            Ok(Some((request, length))) => {
                read.drain(..length);
                return Ok(Some(Ok(request)));
            }
            Ok(None) => {}
            Err(status) => return Ok(Some(Err(status))),
        }
        let mut more = [0; 4096];
        let count = stream.read(&mut more)?;
        if count == 0 {
            return Ok(None);
        }
        read.extend_from_slice(&more[..count]);
    }
}

/// Says `status` and ends. What the other end still sends is taken in, up to a
/// limit: closing before would take the answer away from it (RFC 9112 §9.6).
fn refuse(mut stream: TcpStream, status: Status) -> io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_millis(200)))?;
    Answer::refusal(status).write(Method::Get, false, &mut stream)?;
    stream.shutdown(Shutdown::Write)?;
    let mut rest = [0; 4096];
    for _ in 0..16 * HEAD_BYTES_MAX / rest.len() {
        if stream.read(&mut rest)? == 0 {
            break;
        }
    }
    Ok(())
}
