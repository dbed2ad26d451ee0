//! The client: stops the machines, follows the tasks, and says how each machine ended.
//!
//! What to send and when, what to send again and what never, and which tasks to ask after is for the library
//! ([`Rollout`], driven by [`drive`]). Here is the way of one run. What an SDK has to bring is in `work` (the requests and
//! the reading of their answers), `http` (how they travel), `policies` (how often at most) and `state_file` (where all is
//! saved); what a person sees is in `progress` and `ends`.

mod ends;
mod http;
mod policies;
mod progress;
mod state_file;
mod work;

use std::io;
use std::time::{Duration, SystemTime};

use async_resp_core::{Asked, InvalidId, Rollout, SavedRollout, Tick, Work, drive};
use async_resp_examples::program;
use async_resp_examples::remarks::Remark;
use async_resp_examples::rows::Tone;
use async_resp_examples::status::Status;
use tokio::signal::ctrl_c;
use tokio::task::spawn_blocking;
use tokio::time::sleep;

use self::http::{Http, send};
use self::progress::Progress;
pub(crate) use self::state_file::StateFile;
use crate::api::{InstanceId, StopInstancesOnceReply, StopInstancesReply, StopReply};
use crate::args::ClientArgs;
use crate::failure::Failure;
use crate::output;
use crate::truth::{self, Truth};

/// How often the server is asked for its truth, and the pause between.
const TRUTH_ATTEMPTS: u32 = 20;
const TRUTH_PAUSE: Duration = Duration::from_millis(50);

/// One run: the status to end with.
pub(crate) async fn run(args: &ClientArgs) -> Result<Status, Failure> {
    if args.fleet.idempotent {
        stop::<StopInstancesOnceReply>(args).await
    } else {
        stop::<StopInstancesReply>(args).await
    }
}

/// Stops the machines, by an operation that is as its reply says.
async fn stop<R: StopReply>(args: &ClientArgs) -> Result<Status, Failure> {
    let http = Http::new(args.server, policies::ANSWER_WITHIN).map_err(Failure::no_server)?;
    let file = StateFile::new(args.state.clone());
    let mut machine = begin::<R>(args, &file)?;
    if !follow_through(&mut machine, &http, &file).await.map_err(|error| Failure::unwritten(&args.state, &error))? {
        return Err(Failure::interrupted());
    }
    let report = machine.finish();
    let ends = report.ends();
    let layout = program::layout(args.fleet.width);
    let rows = ends::rows(&report, &ends);
    let table = layout.table(&if args.fleet.all { rows } else { ends::grouped(rows) });
    let mut remarks = ends::remarks(&report, &ends, layout.limits());
    if args.compare {
        let truth = ask_truth(&http).await?;
        let comparison = truth.compare(&ends);
        let tone = if comparison.holds() { Tone::Good } else { Tone::Bad };
        remarks.push(Remark::toned("truth", comparison.to_string(), tone));
    }
    output::print(&format!("{table}\n{}", layout.remarks(&remarks))).map_err(|error| Failure::output(&error))?;
    Ok(ends::status(&ends))
}

/// The machine that was saved, or else a new one.
fn begin<R: StopReply>(args: &ClientArgs, file: &StateFile) -> Result<Rollout<R>, Failure> {
    let saved = file.read::<SavedRollout<R>>();
    if let Some(saved) = saved.map_err(|error| Failure::unreadable(&args.state, &error))? {
        output::say(&format!("goes on from {}", args.state.display()));
        return Ok(Rollout::restore(saved, now()));
    }
    let ids: Result<Asked<InstanceId>, InvalidId> =
        (1..=args.fleet.machines).map(|number| format!("ins-{number:08}").parse()).collect();
    let asked = ids.map_err(|error| Failure::usage(&error))?;
    let (submit, follow) = (policies::submit(args.fleet.second), policies::follow(args.fleet.second));
    Ok(Rollout::new(asked, submit, follow, now()))
}

/// Drives the machine to its end; false if it was interrupted before. The error is one of saving.
///
/// The driver is waited for in either case, so that no save that runs on another thread outlives it.
async fn follow_through<R: StopReply>(machine: &mut Rollout<R>, http: &Http, file: &StateFile) -> io::Result<bool> {
    let mut progress = Progress::new();
    let save = |machine: &Rollout<R>| {
        progress.show(machine.progress(), machine.not_sent_reason());
        let (file, state) = (file.clone(), serde_json::to_vec(machine));
        async move { spawn_blocking(move || file.write(&state?)).await? }
    };
    let work = |work: &Work<InstanceId>| work::carry_out(http, work);
    let mut driving = drive(machine, now, sleep, save, work);
    tokio::select! {
        ended = &mut driving => ended.map(|()| true),
        _ = ctrl_c() => {
            driving.pause();
            driving.await.map(|()| false)
        }
    }
}

/// A clock that survives the process, as the saved machine needs.
fn now() -> Tick {
    SystemTime::now().into()
}

/// Asks until it is answered: this connection may be refused too.
async fn ask_truth(http: &Http) -> Result<Truth, Failure> {
    let mut attempts = 1..=TRUTH_ATTEMPTS;
    loop {
        match send(http.get(truth::PATH)).await {
            Ok(told) => return serde_json::from_slice(&told).map_err(|error| Failure::no_truth(&error)),
            Err(error) if attempts.next().is_none() => return Err(Failure::no_server(error)),
            Err(_) => sleep(TRUTH_PAUSE).await,
        }
    }
}
