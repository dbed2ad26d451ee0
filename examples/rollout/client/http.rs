//! [`Http`]: carries a request to the server and brings back the body of its answer.
//!
//! What matters here is one distinction: whether a request may have left this machine. Nothing else can tell a driver
//! whether its ids may be named again.

use std::net::SocketAddr;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use async_resp_core::SendError;
use reqwest::RequestBuilder;

use crate::api::{ACTION, NONCE, PATH};

/// A client of one server. Clones share their connections.
#[derive(Debug, Clone)]
pub(crate) struct Http {
    client: reqwest::Client,
    server: SocketAddr,
}

impl Http {
    pub(crate) fn new(server: SocketAddr, answer_within: Duration) -> reqwest::Result<Self> {
        // What the environment says of proxies is not for requests that stay on this machine.
        let client = reqwest::Client::builder().no_proxy().timeout(answer_within).build()?;
        Ok(Self { client, server })
    }

    /// A request that calls an action on a list.
    ///
    /// A real client signs here, and so each time anew: a request that is sent a second time is taken for a replay.
    pub(crate) fn request(
        &self,
        action: &str,
        list: &str,
        values: impl Iterator<Item = impl ToString>,
    ) -> RequestBuilder {
        let mut parameters = vec![(ACTION.to_owned(), action.to_owned()), (NONCE.to_owned(), nonce())];
        parameters.extend(values.enumerate().map(|(number, value)| (format!("{list}.{number}"), value.to_string())));
        self.client.post(format!("http://{}{PATH}", self.server)).form(&parameters)
    }

    /// A request for what is at a path.
    pub(crate) fn get(&self, path: &str) -> RequestBuilder {
        self.client.get(format!("http://{}{path}", self.server))
    }
}

/// The body of the answer, whatever its status: if that is none of success, a proxy has answered, and its page is no reply.
pub(crate) async fn send(request: RequestBuilder) -> Result<Vec<u8>, SendError> {
    let response = request.send().await.map_err(send_error)?;
    let body = response.bytes().await.map_err(send_error)?;
    Ok(body.into())
}

/// Not sent is only what cannot have left: without a request or a connection. All else is lost.
fn send_error(error: reqwest::Error) -> SendError {
    // The address is the same each time.
    let error = error.without_url();
    let why = with_sources(&error);
    if error.is_builder() || error.is_connect() { SendError::not_sent(why) } else { SendError::lost(why) }
}

/// An error in one line with what is behind it, which says more.
fn with_sources(error: &dyn std::error::Error) -> String {
    let mut line = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        line += ": ";
        line += &error.to_string();
        source = error.source();
    }
    line
}

/// A number that no request had before, also of a process before this one.
fn nonce() -> String {
    static NEXT: LazyLock<AtomicU64> = LazyLock::new(|| {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        AtomicU64::new(u64::try_from(now.as_nanos()).unwrap_or_default())
    });
    NEXT.fetch_add(1, Ordering::Relaxed).to_string()
}
