//! A place to listen, on this machine only.

use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, TcpListener};

use anyhow::{Context, Result};

pub struct Port {
    pub listener: TcpListener,
    pub number: u16,
    /// The one that was asked for, if it was not free.
    pub taken: Option<u16>,
}

/// After so many ports that are not free, any free one is taken.
const TRIES: u16 = 50;

/// Listens on `wanted` or, where another program does, on the next port that is free.
pub fn listen(wanted: u16) -> Result<Port> {
    let ports = (wanted..=wanted.saturating_add(TRIES)).chain([0]);
    for number in ports {
        match bind(number) {
            Ok(listener) => {
                let number = listener.local_addr().context("cannot listen on 127.0.0.1")?.port();
                let taken = (wanted != 0 && number != wanted).then_some(wanted);
                return Ok(Port { listener, number, taken });
            }
            // Ports below 1024 are not everybody's.
            Err(error) if matches!(error.kind(), ErrorKind::AddrInUse | ErrorKind::PermissionDenied) && number != 0 => {}
            Err(error) => return Err(error).with_context(|| format!("cannot listen on port {number} of 127.0.0.1")),
        }
    }
    unreachable!("port 0 is bound or an error")
}

fn bind(number: u16) -> io::Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_a_port_is_taken_the_next_free_one_is() {
        let first = listen(0).unwrap();
        assert_eq!(first.taken, None);
        let second = listen(first.number).unwrap();
        assert_eq!(second.taken, Some(first.number));
        assert!(second.listener.local_addr().unwrap().ip().is_loopback());
    }

    #[test]
    fn after_the_last_port_any_is_taken() {
        let _last = bind(u16::MAX);
        assert_ne!(listen(u16::MAX).unwrap().number, u16::MAX);
    }
}
