//! The laws of a rollout under any order of its calls: every asked id has one end, which is true, and every task that was
//! named has one or is undetermined.

use std::collections::BTreeMap;
use std::num::{NonZeroU32, NonZeroUsize};
use std::time::Duration;

use async_resp_core::{
    Asked, AsyncResponse, BatchReply, BatchResponse, Budget, Chunk, Code, End, FollowPolicy, Query, RetryClass,
    Rollout, SavedRollout, Step, SubmitPolicy, TaskEnd, TaskId, TaskKey, TaskState, Tick, Work, json,
};
use async_resp_tests::cases;
use async_resp_tests::replies::{BUSY, StartReply};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

#[derive(Debug, Clone)]
enum Call {
    Step,
    Sleep,
    Wait(u64),
    ClockBack(u64),
    /// Each id in turn: accepted with a task of its own or with one that all share, busy, gone, accepted without a task,
    /// missing while another id or no valid one is accepted, missing.
    Observe(Index, u64),
    Refused(Index, i64),
    Lost(Index),
    NotSent(Index),
    States(Index, Vec<Option<TaskState<TaskKey<String>>>>),
    Failed(Index, RetryClass),
    Abandon,
    Stop,
    StopSending,
    Restore(u64),
}

fn state() -> impl Strategy<Value = TaskState<TaskKey<String>>> {
    prop_oneof![
        3 => Just(TaskState::Running),
        4 => Just(TaskState::Succeeded),
        2 => Just(TaskState::Failed { code: Code::new(7), message: None }),
        1 => Just(TaskState::Cancelled),
        1 => Just(TaskState::Partly),
    ]
}

fn class() -> impl Strategy<Value = RetryClass> {
    prop_oneof![
        8 => Just(RetryClass::Later { after: None }),
        2 => Just(RetryClass::Never),
        1 => Just(RetryClass::Stop),
    ]
}

fn call() -> impl Strategy<Value = Call> {
    let states = vec(proptest::option::weighted(0.8, state()), 3);
    let codes = vec![4400, 6200, 6000, 5100, 4500, 4200, 5000, 4999, 5400];
    prop_oneof![
        60 => Just(Call::Step),
        20 => Just(Call::Sleep),
        10 => (0..12_u64).prop_map(Call::Wait),
        3 => (0..30_u64).prop_map(Call::ClockBack),
        25 => any::<(Index, u64)>().prop_map(|(which, kinds)| Call::Observe(which, kinds)),
        6 => (any::<Index>(), select(codes)).prop_map(|(which, code)| Call::Refused(which, code)),
        4 => any::<Index>().prop_map(Call::Lost),
        4 => any::<Index>().prop_map(Call::NotSent),
        25 => (any::<Index>(), states).prop_map(|(which, states)| Call::States(which, states)),
        5 => (any::<Index>(), class()).prop_map(|(which, class)| Call::Failed(which, class)),
        2 => Just(Call::Abandon),
        5 => (0..40_u64).prop_map(Call::Restore),
    ]
}

fn calls() -> impl Strategy<Value = Vec<Call>> {
    let stop = prop_oneof![8 => Just(None), 1 => Just(Some(Call::Stop)), 1 => Just(Some(Call::StopSending))];
    (vec(call(), 0..120), stop, any::<Index>()).prop_map(|(mut calls, stop, at)| {
        let at = at.index(calls.len() + 1);
        calls.splice(at..at, stop);
        calls
    })
}

prop_compose! {
    fn policies()(in_flight in 1..4_usize, calls in 1..9_u32, per in 0..8_u64, group in 1..4_usize, seed in any::<u64>())
        -> (SubmitPolicy, FollowPolicy) {
        let budget = Budget { calls: NonZeroU32::new(calls).expect("not zero"), per: Duration::from_secs(per) };
        let size = |size| NonZeroUsize::new(size).expect("not zero");
        let (answer_within, within) = (Duration::from_secs(10), Duration::from_secs(290));
        let submit =
            SubmitPolicy { in_flight: size(in_flight), budget, answer_within, within, ..SubmitPolicy::default() };
        let follow =
            FollowPolicy { group: size(group), budget, answer_within, within, seed, ..FollowPolicy::default() };
        (submit, follow)
    }
}

/// What came of one chunk, as the test knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    NotSent,
    /// A reply said how each of its ids stands.
    Told,
    /// It may have run.
    InDoubt,
}

struct Model<const IDEMPOTENT: bool> {
    rollout: Rollout<StartReply<IDEMPOTENT>>,
    ids: Vec<String>,
    clock: Tick,
    now: Tick,
    wake: Option<Tick>,
    stopped: bool,
    chunks: Vec<Chunk<String>>,
    queries: Vec<Query>,
    /// What came of each chunk that was handed out, with its ids.
    fates: BTreeMap<u64, (Vec<String>, Fate)>,
    /// Ids of which an answer said that they were accepted, or missing.
    begun: Vec<String>,
    named: Vec<(TaskKey<String>, TaskId)>,
    ended: BTreeMap<TaskId, TaskState<TaskKey<String>>>,
}

impl<const IDEMPOTENT: bool> Model<IDEMPOTENT> {
    fn new(ids: usize, (submit, follow): (SubmitPolicy, FollowPolicy)) -> Self {
        let ids: Vec<String> = (0..ids).map(|id| format!("ins-{id}")).collect();
        let now = Tick::since_unix(Duration::from_secs(1000));
        Self {
            rollout: Rollout::new(Asked::new(ids.clone()), submit, follow, now),
            ids,
            clock: now,
            now,
            wake: None,
            stopped: false,
            chunks: Vec::new(),
            queries: Vec::new(),
            fates: BTreeMap::new(),
            begun: Vec::new(),
            named: Vec::new(),
            ended: BTreeMap::new(),
        }
    }

    /// The time, as the machine is told it.
    fn tell(&mut self) -> Tick {
        self.now = self.now.max(self.clock);
        self.clock
    }

    fn call(&mut self, call: Call) {
        match call {
            Call::Step => drop(self.step()),
            Call::Sleep => self.clock = self.wake.take().map_or(self.clock, |wake| wake.max(self.clock)),
            Call::Wait(seconds) => self.clock = self.clock + Duration::from_secs(seconds),
            Call::ClockBack(seconds) => self.clock = self.clock - Duration::from_secs(seconds),
            Call::Observe(which, kinds) => self.observe(which, |model, asked| model.entries(asked, kinds)),
            Call::Refused(which, code) => {
                self.observe(which, |_, _| StartReply::new(BatchReply::from_iter([]).with_code(Code::new(code))));
            }
            Call::Lost(which) => {
                let Some(chunk) = take(&mut self.chunks, which) else { return };
                let now = self.tell();
                self.rollout.lost(now, chunk, "reset");
            }
            Call::NotSent(which) => {
                let Some(chunk) = take(&mut self.chunks, which) else { return };
                self.settle(&chunk, Fate::NotSent);
                let now = self.tell();
                self.rollout.not_sent(now, chunk, "no route");
            }
            Call::States(which, states) => self.states(which, &states),
            Call::Failed(which, class) => {
                let Some(query) = take(&mut self.queries, which) else { return };
                let now = self.tell();
                self.rollout.failed(now, query, class);
            }
            Call::Abandon => self.rollout.abandon(),
            Call::Stop => {
                self.rollout.stop();
                self.stopped = true;
            }
            Call::StopSending => self.rollout.stop_sending(),
            Call::Restore(seconds) => {
                let text = serde_json::to_string(&self.rollout).expect("text");
                let saved: SavedRollout<StartReply<IDEMPOTENT>> =
                    serde_json::from_str(&text).expect("what was written");
                self.clock = self.now - Duration::from_secs(seconds);
                (self.now, self.wake) = (self.clock, None);
                self.rollout = Rollout::restore(saved, self.clock);
            }
        }
        assert_eq!(self.rollout.progress().tasks.tasks, self.known(), "each task is followed once it is named");
    }

    fn known(&self) -> usize {
        let mut numbers: Vec<&TaskId> = self.named.iter().map(|(_, task)| task).collect();
        numbers.sort();
        numbers.dedup();
        numbers.len()
    }

    /// Steps once, and says whether it is finished.
    fn step(&mut self) -> bool {
        let now = self.tell();
        match self.rollout.step(now) {
            Step::Do(work) => {
                assert!(!self.stopped, "handed out after the end");
                match work {
                    Work::Send(chunk) => {
                        let ids: Vec<String> = chunk.asked().iter().cloned().collect();
                        for (earlier, fate) in self.fates.values() {
                            let again = *fate == Fate::InDoubt && ids.iter().any(|id| earlier.contains(id));
                            assert!(IDEMPOTENT || !again, "sent again though it may have run");
                        }
                        assert!(self.fates.insert(chunk.number(), (ids, Fate::InDoubt)).is_none());
                        self.chunks.push(chunk);
                    }
                    Work::Query(query) => {
                        let mut asked = query.task_ids();
                        assert!(asked.all(|task| !self.ended.contains_key(task)), "asked for in vain");
                        drop(asked);
                        self.queries.push(query);
                    }
                }
            }
            Step::WaitUntil(tick) => {
                assert!(tick > self.now, "a driver that waits until then would spin");
                self.wake = Some(tick);
            }
            Step::Finished => {
                assert!(matches!(self.rollout.step(now), Step::Finished), "finished stays finished");
                return true;
            }
        }
        false
    }

    fn settle(&mut self, chunk: &Chunk<String>, fate: Fate) {
        self.fates.get_mut(&chunk.number()).expect("it was handed out").1 = fate;
    }

    fn observe(&mut self, which: Index, reply: impl FnOnce(&mut Self, &Asked<String>) -> StartReply<IDEMPOTENT>) {
        let Some(chunk) = take(&mut self.chunks, which) else { return };
        let mut reply = reply(self, chunk.asked());
        let code = reply.code();
        let told = reply.detail().iter().next().is_some() || matches!(code.get(), 0 | 4400 | 6200 | 4200 | 5000);
        self.settle(&chunk, if told { Fate::Told } else { Fate::InDoubt });
        let now = self.tell();
        self.rollout.observe(now, chunk, &mut reply);
    }

    fn entries(&mut self, asked: &Asked<String>, kinds: u64) -> StartReply<IDEMPOTENT> {
        let mut members = Vec::new();
        let shared = format!("shared-{}", self.named.len());
        for (id, place) in asked.iter().zip(0..) {
            let kind = kinds >> (4 * place) & 15;
            let own = format!("{}", self.named.len());
            if matches!(kind, 9..=11) {
                let code = if kind == 11 { 16000 } else { BUSY };
                members.push(format!(r#""{id}":{{"code":{code}}}"#));
                continue;
            }
            self.begun.push(id.clone());
            let (key, task) = match kind {
                0..=6 => (TaskKey::Id(id.clone()), own),
                7 | 8 => (TaskKey::Id(id.clone()), shared.clone()),
                12 => {
                    members.push(format!(r#""{id}":{{"code":0}}"#));
                    continue;
                }
                13 => (TaskKey::Id(format!("q-{id}")), own),
                14 => (TaskKey::Stray("".into()), own),
                _ => continue,
            };
            let name = key.id().map_or("", String::as_str);
            members.push(format!(r#""{name}":{{"code":0,"requestId":"{task}"}}"#));
            self.named.push((key, TaskId::new(&task).expect("not empty")));
        }
        let document = format!(r#"{{"code":0,"detail":{{{}}}}}"#, members.join(","));
        StartReply::new(json::from_str(&document).expect("a reply"))
    }

    fn states(&mut self, which: Index, states: &[Option<TaskState<TaskKey<String>>>]) {
        let Some(query) = take(&mut self.queries, which) else { return };
        let asked: Vec<TaskId> = query.task_ids().cloned().collect();
        let answer: Vec<_> =
            asked.into_iter().zip(states).filter_map(|(task, state)| Some((task, state.clone()?))).collect();
        for (task, state) in answer.iter().filter(|(_, state)| state.is_end()) {
            self.ended.entry(task.clone()).or_insert_with(|| state.clone());
        }
        let now = self.tell();
        self.rollout.observe_states(now, query, answer, None);
    }

    /// Steps to the end without one answer more.
    fn finish(mut self) {
        for steps in 0.. {
            assert!(steps < 100_000, "it never ends");
            if self.step() {
                break;
            }
            self.call(Call::Sleep);
        }
        self.check_ends();
    }

    fn check_ends(self) {
        let report = self.rollout.finish();
        let sorted = |tasks: &mut dyn Iterator<Item = (TaskKey<String>, TaskId)>| {
            let mut tasks: Vec<_> = tasks.collect();
            tasks.sort();
            tasks
        };
        let mut followed = report.tasks.states().map(|(key, task, _)| (key.clone(), task.clone()));
        assert_eq!(sorted(&mut followed), sorted(&mut self.named.iter().cloned()), "no task is lost");
        for (_, task, state) in report.tasks.states() {
            assert_eq!(Some(state).filter(|state| state.is_end()), self.ended.get(task), "the first end counts");
        }
        let ends = report.ends();
        assert!(ends.iter().map(|(id, _)| id).eq(&self.ids), "one end for each, in asked order");
        for (id, end) in ends.iter() {
            let of_id: Vec<_> = self.named.iter().filter(|(key, _)| key == id).map(|(_, task)| task).collect();
            let all = |wanted: &TaskState<TaskKey<String>>| {
                let ended = of_id.iter().all(|task| {
                    self.ended
                        .get(*task)
                        .is_some_and(|state| core::mem::discriminant(state) == core::mem::discriminant(wanted))
                });
                ended && !of_id.is_empty()
            };
            let sent = || self.fates.values().filter(|(ids, _)| ids.contains(id));
            match end {
                End::Succeeded => assert!(all(&TaskState::Succeeded), "{id}"),
                End::Failed { .. } => assert!(all(&TaskState::Failed { code: Code::new(7), message: None }), "{id}"),
                End::Cancelled => assert!(all(&TaskState::Cancelled), "{id}"),
                End::NoTask => assert!(of_id.is_empty() && self.begun.contains(id), "{id}"),
                End::NotStarted(_) => {
                    assert!(sent().all(|(_, fate)| *fate != Fate::InDoubt) && !self.begun.contains(id), "{id}");
                }
                End::Undetermined => {
                    let in_doubt = sent().any(|(_, fate)| *fate == Fate::InDoubt) || self.begun.contains(id);
                    assert!(in_doubt, "{id} is known not to have run");
                }
                _ => panic!("{id} ended in a new way: {end:?}"),
            }
        }
        for (task, end) in ends.strays() {
            assert_eq!(
                *end == TaskEnd::Undetermined,
                self.ended.get(task).is_none_or(|state| *state == TaskState::Partly)
            );
        }
    }
}

fn take<T>(all: &mut Vec<T>, which: Index) -> Option<T> {
    (!all.is_empty()).then(|| all.swap_remove(which.index(all.len())))
}

fn run<const IDEMPOTENT: bool>(ids: usize, policies: (SubmitPolicy, FollowPolicy), calls: Vec<Call>) {
    let mut model = Model::<IDEMPOTENT>::new(ids, policies);
    for call in calls {
        model.call(call);
    }
    model.finish();
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn an_operation_that_may_run_once(ids in 0..12_usize, policies in policies(), calls in calls()) {
        run::<false>(ids, policies, calls);
    }

    #[test]
    fn an_operation_that_may_run_twice(ids in 0..12_usize, policies in policies(), calls in calls()) {
        run::<true>(ids, policies, calls);
    }
}
