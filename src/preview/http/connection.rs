//! Connections: hyper reads the requests and writes the answers (RFC 9112), on
//! one thread; answers are made on others.

use std::convert::Infallible;
use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::runtime;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_io_timeout::TimeoutStream;

use super::answer::Response;
use super::{Answer, Request, Status};

type Handler = dyn Fn(&Request) -> Answer + Send + Sync;

/// A browser opens six connections for a page, and one may be held by events.
const CONNECTIONS_MAX: usize = 128;
/// How long the head of a request, and what is before it, may take.
const SILENCE_MAX: Duration = Duration::from_secs(60);
const WRITING_MAX: Duration = Duration::from_secs(30);
/// Longer heads are refused.
const HEAD_BYTES_MAX: usize = 16 * 1024;
const HEADERS_MAX: usize = 64;

/// Answers whatever comes to `listener` with what `handler` makes of it, without
/// end, on threads of its own.
pub fn serve(listener: TcpListener, handler: impl Fn(&Request) -> Answer + Send + Sync + 'static) -> io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = runtime::Builder::new_current_thread().enable_io().enable_time().build()?;
    thread::spawn(move || runtime.block_on(accept(listener, Arc::new(handler))));
    Ok(())
}

async fn accept(listener: TcpListener, handler: Arc<Handler>) -> io::Result<Infallible> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let places = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            // Out of handles, say: others close theirs meanwhile.
            tokio::time::sleep(Duration::from_millis(20)).await;
            continue;
        };
        let place = Arc::clone(&places).try_acquire_owned().ok();
        let handler = Arc::clone(&handler);
        // Whatever is wrong with a connection is wrong with it alone.
        tokio::spawn(async move { converse(stream, handler, place).await.ok() });
    }
}

/// Answers the requests of one connection; who has no place is told so, and no more.
async fn converse(stream: TcpStream, handler: Arc<Handler>, place: Option<OwnedSemaphorePermit>) -> hyper::Result<()> {
    // Waiting to fill a packet only costs time; where it cannot be helped, it is waited.
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(WRITING_MAX));
    let has_place = place.is_some();
    let service = service_fn(|request| {
        let handler = Arc::clone(&handler);
        async move {
            let refused = Answer::refusal(Status::SERVICE_UNAVAILABLE);
            let answer = if has_place { answer(request, handler).await } else { refused.response() };
            Ok::<_, Infallible>(answer)
        }
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(SILENCE_MAX)
        .max_headers(HEADERS_MAX)
        .max_buf_size(HEAD_BYTES_MAX)
        .keep_alive(has_place)
        .serve_connection(TokioIo::new(Box::pin(stream)), service)
        .await
}

async fn answer(request: hyper::Request<Incoming>, handler: Arc<Handler>) -> Response {
    let answer = match Request::of(&request) {
        Ok(request) => tokio::task::spawn_blocking(move || handler(&request)).await,
        Err(status) => Ok(Answer::refusal(status)),
    };
    // An error is a mistake of ours in the handler.
    answer.unwrap_or_else(|_| Answer::refusal(Status::SERVICE_UNAVAILABLE)).response()
}
