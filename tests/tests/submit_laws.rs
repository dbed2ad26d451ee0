//! The laws of `Submit` under any order of its calls: answers in time, late and to a restored machine, of every kind, and a
//! clock that is set back.

use std::collections::BTreeMap;
use std::num::{NonZeroU32, NonZeroUsize};
use std::time::Duration;

use async_resp_core::{
    Asked, BatchReply, BatchResponse, Budget, Chunk, Code, CommonCodes, Pace, Report, SavedSubmit, Step, Submit,
    SubmitPolicy, TaskId, TaskReply, Tick,
};
use async_resp_tests::cases;
use async_resp_tests::replies::{LIMIT, StartReply};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// What a reply says of a chunk.
#[derive(Debug, Clone, Copy)]
enum Says {
    /// Each id in turn: accepted with a task, busy, gone, missing, accepted without a task, of another id.
    Entries(u32),
    Refused(i64),
}

#[derive(Debug, Clone, Copy)]
enum Call {
    Step,
    Wait(u64),
    SetBack(u64),
    Observe(usize, Says),
    Lost(usize),
    NotSent(usize),
    Abandon,
    Stop,
    Tasks,
    Restore(u64),
}

fn says() -> impl Strategy<Value = Says> {
    prop_oneof![
        4 => any::<u32>().prop_map(Says::Entries),
        3 => select(vec![4400, 4400, 6200, 6000, 5100, 4500, 4200, 5000, 4999, 5400]).prop_map(Says::Refused),
    ]
}

fn call() -> impl Strategy<Value = Call> {
    prop_oneof![
        30 => Just(Call::Step),
        10 => (0..12_u64).prop_map(Call::Wait),
        2 => (0..30_u64).prop_map(Call::SetBack),
        12 => (any::<usize>(), says()).prop_map(|(which, says)| Call::Observe(which, says)),
        4 => any::<usize>().prop_map(Call::Lost),
        4 => any::<usize>().prop_map(Call::NotSent),
        1 => Just(Call::Abandon),
        2 => Just(Call::Tasks),
        3 => (0..40_u64).prop_map(Call::Restore),
    ]
}

fn calls() -> impl Strategy<Value = Vec<Call>> {
    (vec(call(), 0..80), prop::bool::weighted(0.1)).prop_map(|(mut calls, stops)| {
        calls.extend(stops.then_some(Call::Stop));
        calls
    })
}

prop_compose! {
    fn policy()(attempts in 1..4_u32, in_flight in 1..4_usize, calls in 1..5_u32, per in 0..8_u64) -> SubmitPolicy {
        SubmitPolicy {
            attempts: NonZeroU32::new(attempts).expect("not zero"),
            in_flight: NonZeroUsize::new(in_flight).expect("not zero"),
            pace: Pace { first: Duration::from_secs(1), percent: 200, longest: Duration::from_secs(4) },
            budget: Budget { calls: NonZeroU32::new(calls).expect("not zero"), per: Duration::from_secs(per) },
            answer_within: Duration::from_secs(10),
            within: Duration::from_secs(500),
        }
    }
}

/// What came of one chunk, as the test knows it.
#[derive(Debug)]
struct Part {
    ids: Vec<String>,
    /// `None`: no answer so far, and the chunk did leave.
    report: Option<Report<String>>,
    not_sent: bool,
    throttled: bool,
}

struct Run<const IDEMPOTENT: bool> {
    submit: Submit<StartReply<IDEMPOTENT>>,
    policy: SubmitPolicy,
    ids: Vec<String>,
    now: Tick,
    /// The latest time that the machine was told.
    clock: Tick,
    deadline: Tick,
    held: Vec<Chunk<String>>,
    parts: BTreeMap<u64, Part>,
    handed_out: Vec<Tick>,
    named: Vec<String>,
    taken: Vec<String>,
    stopped: bool,
}

impl<const IDEMPOTENT: bool> Run<IDEMPOTENT> {
    fn new(ids: usize, policy: SubmitPolicy) -> Self {
        let ids: Vec<String> = (0..ids).map(|id| format!("ins-{id}")).collect();
        let now = Tick::since_unix(Duration::from_secs(1000));
        Self {
            submit: Submit::new(Asked::new(ids.clone()), policy, now),
            policy,
            ids,
            now,
            clock: now,
            deadline: now + policy.within,
            held: Vec::new(),
            parts: BTreeMap::new(),
            handed_out: Vec::new(),
            named: Vec::new(),
            taken: Vec::new(),
            stopped: false,
        }
    }

    fn call(&mut self, call: Call) {
        match call {
            Call::Step => drop(self.step()),
            Call::Wait(seconds) => self.now = self.now + Duration::from_secs(seconds),
            Call::SetBack(seconds) => self.now = self.now - Duration::from_secs(seconds),
            Call::Observe(which, says) => {
                if let Some(chunk) = self.take_held(which) {
                    self.observe(chunk, says);
                }
            }
            Call::Lost(which) => {
                if let Some(chunk) = self.take_held(which) {
                    let now = self.tell();
                    self.submit.lost(now, chunk, "reset");
                }
            }
            Call::NotSent(which) => {
                if let Some(chunk) = self.take_held(which) {
                    self.parts.get_mut(&chunk.number()).expect("handed out").not_sent = true;
                    let now = self.tell();
                    self.submit.not_sent(now, chunk, "no route");
                }
            }
            Call::Abandon => self.submit.abandon(),
            Call::Stop => {
                self.submit.stop();
                self.stopped = true;
            }
            Call::Tasks => self.take_tasks(),
            Call::Restore(back) => self.restore(Duration::from_secs(back)),
        }
    }

    /// The time, as the machine is told it.
    fn tell(&mut self) -> Tick {
        self.clock = self.clock.max(self.now);
        self.now
    }

    fn take_held(&mut self, which: usize) -> Option<Chunk<String>> {
        (!self.held.is_empty()).then(|| self.held.swap_remove(which % self.held.len()))
    }

    fn take_tasks(&mut self) {
        self.taken.extend(self.submit.take_tasks().into_iter().map(|(_, task)| task.to_string()));
        self.taken.extend(self.submit.take_stray_tasks().into_iter().map(|(_, task)| task.to_string()));
    }

    fn step(&mut self) -> Option<Tick> {
        let now = self.tell();
        match self.submit.step(now) {
            Step::Do(chunk) => {
                self.check_hand_out(&chunk);
                self.held.push(chunk);
                Some(self.clock)
            }
            Step::WaitUntil(tick) => {
                assert!(tick > self.clock, "a driver that waits until then would spin");
                Some(tick)
            }
            Step::Finished => {
                assert!(matches!(self.submit.step(now), Step::Finished), "finished stays finished");
                None
            }
        }
    }

    fn check_hand_out(&mut self, chunk: &Chunk<String>) {
        assert!(!self.stopped && self.clock < self.deadline, "handed out after the end");
        assert!((1..=LIMIT.get()).contains(&chunk.asked().len()));
        self.handed_out.push(self.clock);
        let calls = usize::try_from(self.policy.budget.calls.get()).expect("small");
        if let Some(first) = self.handed_out.iter().rev().nth(calls) {
            assert!(self.clock.since(*first) >= self.policy.budget.per, "over the budget");
        }
        let ids: Vec<String> = chunk.asked().iter().cloned().collect();
        for id in &ids {
            let earlier = self.parts.values().filter(|part| part.ids.contains(id) && !part.not_sent);
            let used = earlier.clone().filter(|part| !part.throttled).count();
            assert!(used < usize::try_from(self.policy.attempts.get()).expect("small"), "{id} is tried too often");
            for part in earlier {
                let outcome = part.report.as_ref().and_then(|report| report.get(id));
                assert!(!outcome.as_ref().is_some_and(async_resp_core::Outcome::is_accepted), "{id} was accepted");
                let ran = match &part.report {
                    None => true,
                    Some(report) => {
                        matches!(outcome.map(|one| one.name()), Some("missing" | "undetermined"))
                            || report.refusals().any(async_resp_core::RequestError::may_have_run)
                    }
                };
                assert!(IDEMPOTENT || !ran, "{id} may have run");
            }
        }
        let part = Part { ids, report: None, not_sent: false, throttled: false };
        assert!(self.parts.insert(chunk.number(), part).is_none(), "a number comes once");
    }

    fn observe(&mut self, chunk: Chunk<String>, says: Says) {
        let mut reply = self.reply(chunk.asked(), says);
        let part = self.parts.get_mut(&chunk.number()).expect("handed out");
        part.throttled = matches!(says, Says::Refused(4400 | 6200));
        part.report = Some(reply.clone().reconcile(Asked::new(part.ids.clone())));
        let now = self.tell();
        self.submit.observe(now, chunk, &mut reply);
    }

    fn reply(&mut self, asked: &Asked<String>, says: Says) -> StartReply<IDEMPOTENT> {
        let kinds = match says {
            Says::Refused(code) => {
                return StartReply::new(BatchReply::from_iter([]).with_code(Code::new(code)));
            }
            Says::Entries(kinds) => kinds,
        };
        let mut entries = Vec::new();
        for (id, place) in asked.iter().zip(0..) {
            let mut task = || {
                self.named.push(format!("{}", 100 + self.named.len()));
                TaskId::new(self.named.last().expect("pushed")).expect("not empty")
            };
            match kinds >> (4 * place) & 7 {
                0..=2 => entries.push((id.clone(), TaskReply::accepted(task()))),
                3 => entries.push((id.clone(), TaskReply::failed(Code::new(9005), "busy"))),
                4 => entries.push((id.clone(), TaskReply::failed(Code::new(16000), "gone"))),
                5 => {}
                6 => entries.push((id.clone(), TaskReply::new(Code::SUCCESS))),
                _ => entries.push((format!("q-{id}"), TaskReply::accepted(task()))),
            }
        }
        StartReply::new(entries.into_iter().collect())
    }

    fn restore(&mut self, back: Duration) {
        let saved = serde_json::to_string(&self.submit).expect("writable");
        let saved: SavedSubmit<StartReply<IDEMPOTENT>> = serde_json::from_str(&saved).expect("readable");
        self.now = self.now - back;
        self.submit = Submit::restore(saved, self.now);
        let moved = self.clock.since(self.now);
        self.handed_out.iter_mut().for_each(|tick| *tick = *tick - moved);
        self.deadline = self.deadline - moved;
        self.clock = self.now;
    }

    /// Answers everything until the machine is finished.
    fn end(mut self) {
        for _ in 0..2000 {
            while let Some(chunk) = self.held.pop() {
                self.observe(chunk, Says::Entries(0));
            }
            self.now = self.now.max(self.clock);
            match self.step() {
                Some(tick) => self.now = self.now.max(tick),
                None => return self.check_end(),
            }
        }
        panic!("it never ends");
    }

    fn check_end(mut self) {
        self.take_tasks();
        let codes = CommonCodes::of(StartReply::<IDEMPOTENT>::OPERATION);
        let attempts = |id: &String| {
            let used = self.parts.values().filter(|part| part.ids.contains(id) && !part.not_sent && !part.throttled);
            u32::try_from(used.count()).expect("few")
        };
        let early = self.clock + Duration::from_secs(50) < self.deadline;
        let report = self.submit.finish();
        if !self.stopped && early {
            let plan = report.plan_retry(&codes, attempts, self.policy.attempts);
            assert!(plan.resend.is_empty(), "the plan would go on with {:?}", plan.resend);
        }

        assert!(report.asked().iter().eq(&self.ids), "each asked id, in asked order");
        let mut expected = Report::default();
        for part in self.parts.into_values().filter(|part| !part.not_sent) {
            let undetermined = StartReply::<IDEMPOTENT>::undetermined;
            expected = expected.supersede(part.report.unwrap_or_else(|| undetermined(Asked::new(part.ids), "lost")));
        }
        let unsent: Vec<String> = self.ids.iter().filter(|id| expected.get(id).is_none()).cloned().collect();
        let expected = expected.join(StartReply::<IDEMPOTENT>::not_sent(Asked::new(unsent))).expect("other ids");
        assert_eq!(report.tally(), expected.tally());
        for id in &self.ids {
            assert_eq!(report.get(id).map(|one| one.name()), expected.get(id).map(|one| one.name()), "{id}");
            assert_eq!(
                report.get(id).and_then(|one| one.task_id().cloned()),
                expected.get(id).and_then(|one| one.task_id().cloned())
            );
            let earlier = |report: &Report<String>| -> Vec<&str> {
                report.earlier().filter(|(one, _)| *one == id).map(|(_, outcome)| outcome.name()).collect()
            };
            assert_eq!(earlier(&report), earlier(&expected), "{id}");
        }
        assert_eq!(report.reasons().count(), expected.reasons().count());
        assert_eq!(sorted(report.refusals()), sorted(expected.refusals()));
        assert_eq!(sorted(report.anomalies()), sorted(expected.anomalies()));
        assert_eq!(sorted(report.tasks().map(|(_, task)| task)), sorted(self.named.iter()), "no task is lost");
        assert_eq!(sorted(self.taken.iter()), sorted(self.named.iter()), "each task is taken once");
    }
}

fn sorted(all: impl Iterator<Item = impl ToString>) -> Vec<String> {
    let mut all: Vec<String> = all.map(|one| one.to_string()).collect();
    all.sort();
    all
}

fn run<const IDEMPOTENT: bool>(ids: usize, policy: SubmitPolicy, calls: Vec<Call>) {
    let mut run = Run::<IDEMPOTENT>::new(ids, policy);
    for call in calls {
        run.call(call);
    }
    run.end();
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn an_operation_that_may_run_twice(ids in 0..14_usize, policy in policy(), calls in calls()) {
        run::<true>(ids, policy, calls);
    }

    #[test]
    fn an_operation_that_may_run_once(ids in 0..14_usize, policy in policy(), calls in calls()) {
        run::<false>(ids, policy, calls);
    }
}
