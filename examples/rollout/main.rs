//! `rollout`: stops a fleet of machines over HTTP and follows every task to its end, whatever goes wrong.
//!
//! ```sh
//! cargo run --example rollout
//! ```
//!
//! runs a server and a client in one process. As two of them:
//!
//! ```sh
//! cargo run --example rollout -- server --lost 0.1 --refused 0.05
//! cargo run --example rollout -- client --server 127.0.0.1:PORT --state state.json --compare
//! ```
//!
//! Kill the client at any moment and start it again: it goes on. An SDK author reads `api` (the ids and replies) and
//! `client`; `server` is a cloud to try it on, with its `faults` and its `truth`.

#![forbid(unsafe_code)]

mod api;
mod args;
mod client;
mod clock;
mod failure;
mod faults;
mod output;
mod server;
mod truth;

use std::future::pending;
use std::process::ExitCode;
use std::time::Duration;

use async_resp_examples::program;
use async_resp_examples::status::Status;

use self::args::{Args, ClientArgs, Part, ServerArgs};
use self::client::StateFile;
use self::failure::Failure;
use self::server::Server;

fn main() -> ExitCode {
    let args: Args = match program::parse() {
        Ok(args) => args,
        Err(status) => return status,
    };
    args.color.write_global();
    match run(args) {
        Ok(status) => status.into(),
        Err(Failure { status, reason }) => {
            output::complain(&reason);
            status.into()
        }
    }
}

fn run(args: Args) -> Result<Status, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Failure::no_server)?;
    runtime.block_on(async {
        match args.part {
            Some(Part::Client(client)) => client::run(&client).await,
            Some(Part::Server(server)) => serve(&server).await,
            None => both(args).await,
        }
    })
}

/// The server alone.
async fn serve(args: &ServerArgs) -> Result<Status, Failure> {
    let server = Server::open(args.port, args.faults, args.second, args.idempotent).map_err(Failure::no_server)?;
    output::print(&format!("{}\n", server.address())).map_err(|error| Failure::output(&error))?;
    let truth = server.run(args.idle).await.map_err(Failure::no_server)?;
    output::print(&format!("{}\n", truth.count())).map_err(|error| Failure::output(&error))?;
    Ok(Status::AllAccepted)
}

/// A server that ends with its client. What it knows ends with it, so the client's state is removed.
async fn both(args: Args) -> Result<Status, Failure> {
    let faults = args.faults.or_a_few();
    let server = Server::open(0, faults, args.fleet.second, args.fleet.idempotent).map_err(Failure::no_server)?;
    let state = std::env::temp_dir().join(format!("rollout-{}.json", std::process::id()));
    let client = ClientArgs { server: server.address(), state, compare: true, fleet: args.fleet };
    let file = StateFile::new(client.state.clone());
    let ended = tokio::select! {
        ended = client::run(&client) => ended,
        stopped = server.run(Duration::MAX) => match stopped {
            Err(error) => Err(Failure::no_server(error)),
            Ok(_) => pending().await,
        },
    };
    file.remove().map_err(|error| Failure::unwritten(&client.state, &error))?;
    ended
}
