//! [`Door`]: where connections come in, and are refused for a while when that fault is drawn.

use std::collections::VecDeque;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use axum::serve::Listener;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::time::{sleep, timeout};

use crate::faults::Faults;
use crate::output;

/// How many connections may wait to be let in.
const BACKLOG: u32 = 1024;

/// A listener on loopback.
pub(crate) struct Door {
    faults: Faults,
    /// How long it stays closed.
    closed_for: Duration,
    address: SocketAddr,
    /// Keeps the port this server's own while nothing listens on it.
    _port: TcpSocket,
    listener: Option<TcpListener>,
    /// Those that had knocked before it was closed.
    waiting: VecDeque<(TcpStream, SocketAddr)>,
    connections: u32,
}

impl Door {
    /// Opens on a port, or on a free one for 0.
    pub(crate) fn open(port: u16, faults: Faults, closed_for: Duration) -> io::Result<Self> {
        let held = bind((Ipv4Addr::LOCALHOST, port).into())?;
        let address = held.local_addr()?;
        let listener = Some(bind(address)?.listen(BACKLOG)?);
        Ok(Self { faults, closed_for, address, _port: held, listener, waiting: VecDeque::new(), connections: 0 })
    }

    pub(crate) const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The next connection that is not refused.
    async fn next(&mut self) -> io::Result<(TcpStream, SocketAddr)> {
        if let Some(connection) = self.waiting.pop_front() {
            return Ok(connection);
        }
        if self.listener.is_none() {
            sleep(self.closed_for).await;
        }
        let listener = match self.listener.take() {
            Some(listener) => listener,
            None => bind(self.address)?.listen(BACKLOG)?,
        };
        let listener = self.listener.insert(listener);
        let connection = listener.accept().await;
        self.connections += 1;
        if self.faults.happens(self.faults.refused, "refused", "connection", self.connections) {
            while let Ok(other) = timeout(Duration::ZERO, listener.accept()).await {
                self.waiting.push_back(other);
            }
            self.listener = None;
        }
        Ok(connection)
    }
}

impl Listener for Door {
    type Io = TcpStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (TcpStream, SocketAddr) {
        loop {
            match self.next().await {
                Ok(connection) => return connection,
                Err(error) => {
                    output::complain(&format!("no connection could be taken: {error}"));
                    sleep(self.closed_for).await;
                }
            }
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.address)
    }
}

/// A socket of a port that this process may bind more than once.
fn bind(address: SocketAddr) -> io::Result<TcpSocket> {
    let socket = TcpSocket::new_v4()?;
    socket.set_reuseaddr(true)?;
    #[cfg(unix)]
    socket.set_reuseport(true)?;
    socket.bind(address)?;
    Ok(socket)
}
