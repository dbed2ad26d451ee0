//! The laws of following, on random orders of calls: answers late, partial, foreign or never, failures, clocks that go
//! back, saves and restores.
//!
//! The model keeps time of its own, which never goes back: that of the machine, and what restoring moved it back by.

use std::collections::{BTreeMap, BTreeSet};
use std::num::{NonZeroU32, NonZeroUsize};
use std::time::Duration;

use async_resp_core::{
    Budget, Code, Follow, FollowPolicy, Pace, Query, RetryClass, SavedFollow, Step, TaskId, TaskState, Tick,
};
use async_resp_tests::cases;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

#[derive(Debug, Clone)]
enum Call {
    Add(Vec<u8>),
    Step,
    /// Sleeps for as long as the last step said.
    Sleep,
    Wait(Duration),
    ClockBack(Duration),
    /// To any query that was ever handed out and not answered: a state, or nothing, for each of its tasks.
    Observe(Index, Vec<Option<TaskState<u8>>>, Option<Duration>),
    Failed(Index, RetryClass),
    Abandon,
    Stop,
    Restore {
        back: Duration,
    },
}

fn milliseconds(most: u64) -> impl Strategy<Value = Duration> {
    (0..most).prop_map(Duration::from_millis)
}

fn state() -> impl Strategy<Value = TaskState<u8>> {
    prop_oneof![
        3 => Just(TaskState::Waiting),
        3 => Just(TaskState::Running),
        2 => Just(TaskState::Unrecognised("9".into())),
        1 => Just(TaskState::Succeeded),
        1 => Just(TaskState::Failed { code: Code::new(7), message: None }),
        1 => Just(TaskState::Cancelled),
        1 => Just(TaskState::Partly),
    ]
}

fn class() -> impl Strategy<Value = RetryClass> {
    prop_oneof![
        8 => proptest::option::of(milliseconds(20_000)).prop_map(|after| RetryClass::Later { after }),
        3 => Just(RetryClass::Never),
        1 => Just(RetryClass::Stop),
    ]
}

fn call() -> impl Strategy<Value = Call> {
    let answer = (any::<Index>(), vec(proptest::option::weighted(0.8, state()), 4));
    prop_oneof![
        8 => vec(0..40_u8, 0..6).prop_map(Call::Add),
        60 => Just(Call::Step),
        30 => Just(Call::Sleep),
        10 => milliseconds(5000).prop_map(Call::Wait),
        5 => milliseconds(9000).prop_map(Call::ClockBack),
        40 => (answer, proptest::option::weighted(0.2, milliseconds(9000)))
            .prop_map(|((query, states), hint)| Call::Observe(query, states, hint)),
        15 => (any::<Index>(), class()).prop_map(|(query, class)| Call::Failed(query, class)),
        3 => Just(Call::Abandon),
        1 => Just(Call::Stop),
        5 => milliseconds(9000).prop_map(|back| Call::Restore { back }),
    ]
}

fn policy() -> impl Strategy<Value = FollowPolicy> {
    let pace = (milliseconds(3000), 90..300_u32, milliseconds(20_000));
    let budget = (1..6_u32, milliseconds(10_000));
    let times = (milliseconds(9000), milliseconds(20_000));
    (pace, budget, times, 1..5_usize, any::<u64>()).prop_map(|(pace, budget, times, group, seed)| FollowPolicy {
        pace: Pace { first: pace.0, percent: pace.1, longest: pace.2 },
        group: NonZeroUsize::new(group).expect("not zero"),
        budget: Budget { calls: NonZeroU32::new(budget.0).expect("not zero"), per: budget.1 },
        answer_within: times.0,
        within: times.1,
        seed,
    })
}

/// A query that was handed out, and whether the machine waits for its answer.
#[derive(Debug)]
struct Out {
    query: Query,
    /// By the clock of the model.
    due: Tick,
    waited_for: bool,
}

struct Model {
    policy: FollowPolicy,
    follow: Follow<u8>,
    /// What the caller's clock says.
    clock: Tick,
    /// What the machine's clock says: the same, but never less.
    now: Tick,
    moved_back: Duration,
    wake: Option<Tick>,
    deadline: Tick,
    stopped: bool,
    added: Vec<(u8, TaskId)>,
    known: BTreeSet<TaskId>,
    ended: BTreeMap<TaskId, TaskState<u8>>,
    given_up: BTreeSet<TaskId>,
    out: Vec<Out>,
    calls: Vec<Tick>,
    asked: BTreeMap<TaskId, Tick>,
}

impl Model {
    fn new(policy: FollowPolicy) -> Self {
        let now = Tick::since_unix(Duration::from_secs(1_000_000));
        Self {
            policy,
            follow: Follow::new(policy, now),
            clock: now,
            now,
            moved_back: Duration::ZERO,
            wake: None,
            deadline: now + policy.within,
            stopped: false,
            added: Vec::new(),
            known: BTreeSet::new(),
            ended: BTreeMap::new(),
            given_up: BTreeSet::new(),
            out: Vec::new(),
            calls: Vec::new(),
            asked: BTreeMap::new(),
        }
    }

    /// The time of the model.
    fn time(&self) -> Tick {
        self.now + self.moved_back
    }

    /// The machine is told the time with the next call.
    fn tell(&mut self) -> Tick {
        self.now = self.now.max(self.clock);
        self.clock
    }

    fn call(&mut self, call: Call) {
        match call {
            Call::Add(keys) => {
                // Two keys a task.
                let tasks: Vec<_> =
                    keys.into_iter().map(|key| (key, TaskId::new(&(key / 2).to_string()).expect("text"))).collect();
                self.added.extend(tasks.iter().cloned());
                self.known.extend(tasks.iter().map(|(_, task)| task.clone()));
                let now = self.tell();
                self.follow.add(now, tasks);
            }
            Call::Step => {
                self.step();
            }
            Call::Sleep => {
                self.clock = self.wake.take().map_or(self.clock, |wake| wake.max(self.clock));
            }
            Call::Wait(time) => self.clock = self.clock + time,
            Call::ClockBack(time) => self.clock = self.clock - time,
            Call::Observe(index, states, hint) => self.observe(index, &states, hint),
            Call::Failed(index, class) => self.failed(index, class),
            Call::Abandon => {
                self.follow.abandon();
                self.out.iter_mut().for_each(|out| out.waited_for = false);
            }
            Call::Stop => {
                self.follow.stop();
                self.stopped = true;
            }
            Call::Restore { back } => {
                let text = serde_json::to_string(&self.follow).expect("text");
                let saved: SavedFollow<u8> = serde_json::from_str(&text).expect("what was written");
                self.clock = self.now - back;
                self.follow = Follow::restore(saved, self.clock);
                (self.now, self.moved_back) = (self.clock, self.moved_back + back);
                self.wake = None;
                self.out.iter_mut().for_each(|out| out.waited_for = false);
            }
        }
        self.check_counts();
    }

    fn live(&self) -> usize {
        self.known.len() - self.ended.len() - self.given_up.len()
    }

    fn check_counts(&self) {
        let counts = self.follow.progress();
        assert_eq!(
            (counts.tasks, counts.live, counts.ended, counts.given_up, counts.queries),
            (self.known.len(), self.live(), self.ended.len(), self.given_up.len(), self.calls.len())
        );
    }

    /// Steps once, and says whether it finished.
    fn step(&mut self) -> bool {
        let now = self.tell();
        let step = self.follow.step(now);
        let time = self.time();
        self.out.iter_mut().for_each(|out| out.waited_for &= out.due > time);
        let earliest_due = self.out.iter().filter(|out| out.waited_for).map(|out| out.due).min();
        let over = self.stopped || time >= self.deadline || self.live() == 0;
        match step {
            Step::Do(query) => {
                assert!(!over, "handed out after the end");
                self.check_query(&query);
                self.out.push(Out { due: time + self.policy.answer_within, query, waited_for: true });
            }
            Step::WaitUntil(tick) => {
                assert!(tick > self.now && tick > self.clock, "waits for what is past");
                let wake = tick + self.moved_back;
                assert!(earliest_due.is_none_or(|due| wake <= due), "sleeps over an answer that is due");
                let deadline = Some(self.deadline).filter(|deadline| *deadline > time);
                assert!(deadline.is_none_or(|deadline| wake <= deadline), "sleeps over the deadline");
                let waits_for = [earliest_due, deadline.filter(|_| earliest_due.is_some())].into_iter().flatten().min();
                assert!(!over || waits_for == Some(wake), "waits for nothing");
                self.wake = Some(tick);
            }
            Step::Finished => {
                assert!(over && earliest_due.is_none(), "finished too early");
                return true;
            }
        }
        false
    }

    fn check_query(&mut self, query: &Query) {
        let (time, budget) = (self.time(), self.policy.budget);
        assert_eq!(query.due(), self.now + self.policy.answer_within);
        let tasks: Vec<TaskId> = query.task_ids().cloned().collect();
        assert!((1..=self.policy.group.get()).contains(&tasks.len()));
        for task in tasks {
            assert!(!self.ended.contains_key(&task) && !self.given_up.contains(&task), "asked in vain");
            assert!(self.known.contains(&task));
            let floor = self.policy.pace.delay(0);
            let last = self.asked.insert(task, time);
            assert!(last.is_none_or(|last| last < time && last + floor <= time), "asked below the floor");
        }
        let calls = usize::try_from(budget.calls.get()).expect("small");
        if let Some(oldest) = self.calls.len().checked_sub(calls) {
            assert!(self.calls[oldest] + budget.per <= time, "more calls than the budget has");
        }
        self.calls.push(time);
    }

    fn take(&mut self, index: Index) -> Option<Query> {
        (!self.out.is_empty()).then(|| self.out.swap_remove(index.index(self.out.len())).query)
    }

    fn observe(&mut self, index: Index, states: &[Option<TaskState<u8>>], hint: Option<Duration>) {
        let Some(query) = self.take(index) else { return };
        let tasks: Vec<TaskId> = query.task_ids().cloned().collect();
        let named = tasks.into_iter().zip(states).filter_map(|(task, state)| Some((task, state.clone()?)));
        let mut answer: Vec<_> = named.collect();
        for (task, state) in answer.iter().filter(|(_, state)| state.is_end()) {
            self.ended.entry(task.clone()).or_insert_with(|| state.clone());
            self.given_up.remove(task);
        }
        // What the query did not ask for is passed over.
        let other = self.known.iter().find(|task| query.task_ids().all(|asked| asked != *task));
        answer.extend(other.map(|task| (task.clone(), TaskState::Cancelled)));
        let now = self.tell();
        self.follow.observe(now, query, answer, hint);
    }

    fn failed(&mut self, index: Index, class: RetryClass) {
        let Some(query) = self.take(index) else { return };
        match class {
            RetryClass::Later { .. } => {}
            RetryClass::Never => {
                let open = query.task_ids().filter(|task| !self.ended.contains_key(*task)).cloned();
                self.given_up.extend(open);
            }
            RetryClass::Stop => self.stopped = true,
        }
        let now = self.tell();
        self.follow.failed(now, query, class);
    }

    /// Steps to the end without one answer more, and compares the report.
    fn finish(mut self) {
        let mut steps = 0;
        while !self.step() {
            steps += 1;
            assert!(steps < 1_000_000, "it never ends");
            self.call(Call::Sleep);
            self.out.retain(|out| out.waited_for);
        }
        let report = self.follow.finish();
        let keys: Vec<_> = report.states().map(|(key, task, _)| (*key, task.clone())).collect();
        assert_eq!(keys, self.added, "every key has one task, in the order in which they came");
        for (_, task, state) in report.states() {
            assert_eq!(Some(state).filter(|state| state.is_end()), self.ended.get(task), "the first end counts");
        }
        let open = self.added.into_iter().filter(|(_, task)| !self.ended.contains_key(task));
        assert_eq!(report.pending().collect::<Vec<_>>(), open.collect::<Vec<_>>(), "ended or pending");
    }
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn no_order_of_calls_breaks_a_law(policy in policy(), calls in vec(call(), 0..200)) {
        let mut model = Model::new(policy);
        for call in calls {
            model.call(call);
        }
        model.finish();
    }
}
