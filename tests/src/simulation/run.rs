//! One case: a rollout that is driven to its end, through as many lives of its process as that takes.

use std::cell::RefCell;
use std::future::poll_fn;
use std::num::{NonZeroU32, NonZeroUsize};
use std::task::Poll;
use std::time::Duration;

use async_resp_core::testing::FakeCloud;
use async_resp_core::{
    Answer, Asked, BatchReply, BatchResponse, Budget, FollowPolicy, Pace, Rollout, RolloutReport, SavedRollout, Stray,
    SubmitPolicy, TaskId, TaskReply, Tick, Work, drive,
};
use serde::de::DeserializeOwned;

use super::Case;
use super::chance::Chance;
use super::crash::{Disk, Life, Saving, while_alive};
use super::laws;
use super::table::Row;
use crate::client;

const SECOND: Duration = Duration::from_secs(1);
/// How many lives of a process end before their machine does, at most.
const MOST_CRASHES: u32 = 3;
/// Once in so many saves the clock is set back, if it ever is.
const SAVES_A_SET_BACK: u32 = 10;

/// The operation, if it may run once.
#[derive(Debug, Clone, BatchResponse)]
#[batch(name = "Start", limit = 5, retry(9005))]
struct OnceReply(BatchReply<String>);

/// The operation, if it may run again.
#[derive(Debug, Clone, BatchResponse)]
#[batch(name = "Start", limit = 5, retry(9005), idempotent)]
struct AgainReply(BatchReply<String>);

/// Runs a case, and says which law it breaks, if any.
pub(super) fn run(case: &Case) -> Result<Row, String> {
    if case.idempotent { Run::<AgainReply>::new(case).run() } else { Run::<OnceReply>::new(case).run() }
}

struct Run<'a, R: BatchResponse<Id = String>> {
    case: &'a Case,
    cloud: FakeCloud,
    chance: RefCell<Chance>,
    submit: SubmitPolicy,
    follow: FollowPolicy,
    asked: Vec<String>,
    machine: Rollout<R>,
    /// The numbers of tasks in the replies that the machine was told.
    seen: RefCell<Vec<TaskId>>,
    /// When it has to have ended.
    latest: Tick,
    crashes: u32,
}

impl<'a, R> Run<'a, R>
where
    R: BatchResponse<Id = String, Entry = TaskReply> + DeserializeOwned,
{
    fn new(case: &'a Case) -> Self {
        let mut chance = Chance::new(case.seed);
        let cloud = FakeCloud::new(R::OPERATION, chance.next());
        cloud.set_faults(case.scenario.faults);
        cloud.set_lies(case.scenario.lies);
        let (submit, follow) = policies(case, &mut chance);
        let asked: Vec<String> = (0..case.ids).map(|id| format!("ins-{id}")).collect();
        let (seen, chance) = (RefCell::default(), RefCell::new(chance));
        let (machine, latest) = begin(&cloud, &asked, submit, follow);
        Self { case, cloud, chance, submit, follow, asked, machine, seen, latest, crashes: 0 }
    }

    fn run(mut self) -> Result<Row, String> {
        let mut written = None;
        loop {
            let may_end = self.case.scenario.crashes && self.crashes < MOST_CRASHES;
            let life = if may_end { Life::draw(&mut self.chance.borrow_mut()) } else { Life::Whole };
            let disk = RefCell::new(Disk::new(life, written.take()));
            let ended = self.live(&disk);
            written = disk.into_inner().written;
            match ended {
                Some(Ok(())) => break,
                Some(Err(SaveFailed)) => self.crashes += 1,
                None => {
                    self.crashes += 1;
                    let down = self.chance.borrow_mut().seconds(0, 100);
                    self.latest = self.latest + down;
                    self.cloud.block_on(self.cloud.sleep(down));
                    self.restore(written.as_ref())?;
                }
            }
        }
        let Self { case, cloud, asked, machine, seen, latest, crashes, .. } = self;
        let report: RolloutReport<String> = machine.finish();
        let ends = report.ends();
        laws::check(&cloud, &asked, &report, &ends, &seen.into_inner(), latest)?;
        Ok(Row::of(case, &cloud, &asked, &ends, crashes))
    }

    /// Drives the machine until it ends or its process does.
    fn live(&mut self, disk: &RefCell<Disk>) -> Option<Result<(), SaveFailed>> {
        let Self { case, cloud, chance, machine, seen, .. } = self;
        let save = |machine: &Rollout<R>| {
            let mut chance = chance.borrow_mut();
            if case.scenario.set_back && chance.once_in(SAVES_A_SET_BACK) {
                cloud.set_back(chance.seconds(0, 60));
            }
            let seen = seen.borrow().len();
            let saving = disk.borrow_mut().save(|| serde_json::to_vec(machine).unwrap_or_default(), seen);
            poll_fn(move |_| match saving {
                Saving::Done => Poll::Ready(Ok(())),
                Saving::Failed => Poll::Ready(Err(SaveFailed)),
                Saving::Died => Poll::Pending,
            })
        };
        let work = |work: &Work<String>| {
            let answer = client::send::<R>(cloud, work);
            let seen = &*seen;
            async move {
                let answer = answer.await?;
                if let Answer::Reply(reply) = &answer {
                    let entries = reply.detail().iter().filter_map(|(_, entry)| entry.task_id());
                    let strays = reply.detail().strays().iter().filter_map(Stray::task_id);
                    seen.borrow_mut().extend(reply.task_id().into_iter().chain(entries).chain(strays).cloned());
                }
                Ok(answer)
            }
        };
        let driving = drive(machine, || cloud.now(), |time| cloud.sleep(time), save, work);
        cloud.block_on(while_alive(disk, driving))
    }

    /// Goes on from what is on the disk.
    fn restore(&mut self, written: Option<&(Vec<u8>, usize)>) -> Result<(), String> {
        let Some((bytes, seen)) = written else {
            // It died before its first save: nothing was sent.
            (self.machine, self.latest) = begin(&self.cloud, &self.asked, self.submit, self.follow);
            return Ok(());
        };
        let saved: SavedRollout<R> =
            serde_json::from_slice(bytes).map_err(|error| format!("a save cannot be read: {error}"))?;
        self.machine = Rollout::restore(saved, self.cloud.now());
        self.seen.borrow_mut().truncate(*seen);
        Ok(())
    }
}

#[derive(Debug)]
struct SaveFailed;

/// A machine that starts now, on a server that holds it to its policies, and when it has to have ended.
fn begin<R: BatchResponse<Id = String>>(
    cloud: &FakeCloud,
    asked: &[String],
    submit: SubmitPolicy,
    follow: FollowPolicy,
) -> (Rollout<R>, Tick) {
    let now = cloud.now();
    cloud.hold_to(submit, follow);
    let machine = Rollout::new(Asked::new(asked.iter().cloned()), submit, follow, now);
    (machine, now + follow.within + follow.answer_within)
}

fn policies(case: &Case, chance: &mut Chance) -> (SubmitPolicy, FollowPolicy) {
    let hurried = case.scenario.hurried;
    let calls = |number: u32, seconds| Budget {
        calls: NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN),
        per: seconds * SECOND,
    };
    let size = |number| NonZeroUsize::new(number).unwrap_or(NonZeroUsize::MIN);
    let submit = SubmitPolicy {
        attempts: NonZeroU32::new(chance.between(1, 4)).unwrap_or(NonZeroU32::MIN),
        pace: Pace { first: 1 * SECOND, percent: 200, longest: 30 * SECOND },
        in_flight: size(case.in_flight),
        budget: calls(10, 20),
        answer_within: 30 * SECOND,
        within: if hurried { chance.seconds(5, 60) } else { 1800 * SECOND },
    };
    let follow = FollowPolicy {
        pace: Pace { first: 2 * SECOND, percent: 150, longest: 60 * SECOND },
        group: size(case.group),
        budget: calls(100, 60),
        answer_within: 30 * SECOND,
        within: if hurried { chance.seconds(60, 150) } else { 3600 * SECOND },
        seed: chance.next(),
    };
    (submit, follow)
}
