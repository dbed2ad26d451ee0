//! The server: both actions over HTTP on loopback, and its truth at `GET /truth`.
//!
//! Here is the way of a request; `door` takes connections, `actions` answers, `cloud` has the machines.

mod actions;
mod cloud;
mod door;

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{Form, State};
use axum::http::header::{CONNECTION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use http_body::Frame;
use tokio::time::sleep;

use self::actions::Answer;
use self::cloud::Cloud;
use self::door::Door;
use crate::api::PATH;
use crate::clock::Second;
use crate::faults::Faults;
use crate::truth::{self, Truth};

/// A server that has a port and answers nothing yet.
pub(crate) struct Server {
    door: Door,
    shared: Shared,
}

/// What all requests share.
#[derive(Clone)]
struct Shared {
    faults: Faults,
    cloud: Arc<Mutex<Cloud>>,
}

impl Server {
    /// Takes a port of loopback, or a free one for 0.
    pub(crate) fn open(port: u16, faults: Faults, second: Second, idempotent: bool) -> io::Result<Self> {
        let door = Door::open(port, faults, second.times(10))?;
        let cloud = Arc::new(Mutex::new(Cloud::new(faults, second, idempotent)));
        Ok(Self { door, shared: Shared { faults, cloud } })
    }

    pub(crate) const fn address(&self) -> SocketAddr {
        self.door.address()
    }

    /// Answers until nobody has asked for anything for so long: the truth then.
    pub(crate) async fn run(self, idle: Duration) -> io::Result<Truth> {
        let Self { door, shared } = self;
        let routes = Router::new().route(PATH, post(act)).route(truth::PATH, get(tell)).with_state(shared.clone());
        axum::serve(door, routes).with_graceful_shutdown(shared.clone().until_idle(idle)).await?;
        let truth = shared.cloud().truth();
        Ok(truth)
    }
}

impl Shared {
    fn cloud(&self) -> MutexGuard<'_, Cloud> {
        // What a request has left half done is as true as what it has done.
        self.cloud.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn until_idle(self, idle: Duration) {
        loop {
            let left = idle.saturating_sub(self.cloud().last_request().elapsed());
            if left.is_zero() {
                return;
            }
            sleep(left).await;
        }
    }
}

async fn act(State(shared): State<Shared>, Form(parameters): Form<Vec<(String, String)>>) -> Response {
    let body = match actions::answer(&mut shared.cloud(), &shared.faults, &parameters, Instant::now()) {
        Answer::Reply(reply) => Body::from(reply),
        Answer::Lost => Body::new(Broken),
    };
    respond(body)
}

async fn tell(State(shared): State<Shared>) -> Response {
    respond(serde_json::to_vec(&shared.cloud().truth()).map_or_else(|_| Body::new(Broken), Body::from))
}

/// Each request has a connection of its own, so that each can be refused one.
fn respond(body: Body) -> Response {
    ([(CONTENT_TYPE, "application/json"), (CONNECTION, "close")], body).into_response()
}

/// A body that breaks the connection in place of its first byte.
struct Broken;

impl HttpBody for Broken {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        Poll::Ready(Some(Err(io::ErrorKind::ConnectionReset.into())))
    }
}
