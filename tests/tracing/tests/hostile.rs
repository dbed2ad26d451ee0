//! Nothing that a server or a caller wrote is told: runs in which every text is a secret that would break a log.

use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::time::Duration;

use async_resp_core::{
    Asked, BatchReply, Chunk, Code, FollowPolicy, Query, RetryClass, Rollout, SavedRollout, Step, SubmitPolicy,
    TaskEnd, TaskId, TaskKey, TaskState, Tick, Work, json,
};
use async_resp_tests::random::Random;
use async_resp_tests::replies::{BUSY, StartReply};
use async_resp_tests_tracing::{Collected, Value, collect};
use serde_json::{Value as Json, json};
use tracing::Level;

type Twice = StartReply<true>;

const SECRET: &str = "hunter2";

fn hostile(number: usize) -> String {
    format!("{number}\"\r\n\u{1b}[2J WARN {SECRET} {{}} %s \u{202e}\0")
}

/// A rollout under random calls.
struct Run {
    rollout: Rollout<Twice>,
    now: Tick,
    dice: Random,
    chunks: Vec<Chunk<String>>,
    queries: Vec<Query>,
    tasks: usize,
}

impl Run {
    fn new(seed: u64) -> Self {
        let now = Tick::since_unix(Duration::from_secs(1_000_000));
        let submit = SubmitPolicy { in_flight: NonZeroUsize::new(3).expect("not zero"), ..SubmitPolicy::default() };
        let follow = FollowPolicy { group: NonZeroUsize::new(2).expect("not zero"), ..FollowPolicy::default() };
        let rollout = Rollout::new(Asked::new((0..9).map(hostile)), submit, follow, now);
        Self { rollout, now, dice: Random::new(seed), chunks: Vec::new(), queries: Vec::new(), tasks: 0 }
    }

    fn call(&mut self) {
        match self.dice.below(24) {
            0..=9 => match self.rollout.step(self.now) {
                Step::Do(Work::Send(chunk)) => self.chunks.push(chunk),
                Step::Do(Work::Query(query)) => self.queries.push(query),
                Step::WaitUntil(tick) => self.now = tick,
                Step::Finished => {}
            },
            10..=14 => self.answer(),
            15..=19 => self.states(),
            20 => {
                let class = [RetryClass::Later { after: None }, RetryClass::Never][self.pick(2)];
                let Some(query) = self.queries.pop() else { return };
                self.rollout.failed(self.now, query, class);
            }
            21 => {
                let Some(chunk) = self.chunks.pop() else { return };
                if self.pick(2) == 0 {
                    self.rollout.lost(self.now, chunk, hostile(0));
                } else {
                    self.rollout.not_sent(self.now, chunk, hostile(0));
                }
            }
            22 => match self.dice.below(30) {
                0 => self.rollout.stop(),
                1 => self.rollout.stop_sending(),
                2..=9 => self.restore(),
                _ => self.rollout.abandon(),
            },
            _ => self.now = self.now + Duration::from_secs(7),
        }
    }

    fn pick(&mut self, choices: u64) -> usize {
        usize::try_from(self.dice.below(choices)).expect("few")
    }

    fn restore(&mut self) {
        let text = serde_json::to_string(&self.rollout).expect("text");
        let saved: SavedRollout<Twice> = serde_json::from_str(&text).expect("what was written");
        self.rollout = Rollout::restore(saved, self.now);
    }

    fn answer(&mut self) {
        let Some(chunk) = self.chunks.pop() else { return };
        let mut detail = serde_json::Map::new();
        for id in chunk.asked() {
            self.tasks += 1;
            let code = [0, 0, BUSY, 16000][self.pick(4)];
            let entry = json!({ "code": code, "message": hostile(1), "codeDesc": hostile(2),
                "requestId": (code == 0).then(|| hostile(self.tasks)) });
            match self.pick(8) {
                0 => detail.insert(hostile(99), entry),
                1 => detail.insert(hostile(98), Json::String(hostile(self.tasks))),
                _ => detail.insert(id.clone(), entry),
            };
        }
        let code = [0, 5400, 5100, 4400, 6000, 4999][self.pick(6)];
        let detail = if self.pick(3) == 0 { Json::Null } else { Json::Object(detail) };
        let body = json!({ "code": code, "message": hostile(3), "codeDesc": hostile(4), "detail": detail });
        match json::from_str::<BatchReply<String>>(&body.to_string()) {
            Ok(reply) => self.rollout.observe(self.now, chunk, &mut StartReply::new(reply)),
            Err(unreadable) => self.rollout.lost(self.now, chunk, unreadable),
        }
    }

    fn states(&mut self) {
        let Some(query) = self.queries.pop() else { return };
        let tasks: Vec<TaskId> = query.task_ids().cloned().collect();
        let states: Vec<_> = tasks.into_iter().map(|task| (task, self.state())).collect();
        self.rollout.observe_states(self.now, query, states, None);
    }

    fn state(&mut self) -> TaskState<TaskKey<String>> {
        let failed = || (Code::new(7), Some(hostile(5).into()));
        match self.pick(7) {
            0 => TaskState::Running,
            1 => TaskState::Succeeded,
            2 => TaskState::Failed { code: failed().0, message: failed().1 },
            3 => {
                let end = TaskEnd::Failed { code: failed().0, message: failed().1 };
                TaskState::PerId(vec![(TaskKey::Id(hostile(0)), end)])
            }
            4 => TaskState::Cancelled,
            _ => TaskState::Unrecognised(hostile(6).into()),
        }
    }
}

fn runs() -> Collected {
    collect(|| {
        for seed in 0..200 {
            let mut run = Run::new(seed);
            (0..150).for_each(|_| run.call());
        }
    })
}

#[test]
fn at_info_and_above_all_fields_are_numbers() {
    let told = runs();
    let shown: Vec<_> = told.events.iter().filter(|event| event.level <= Level::INFO).collect();
    for event in &shown {
        for (name, value) in &event.fields {
            let Value::Number(number) = value else { panic!("a text: {event:?}") };
            assert!(number.parse::<i64>().is_ok(), "{name} of {event:?}");
        }
    }
    let names: BTreeSet<&str> = shown.iter().map(|event| event.name).collect();
    let all = [
        "chunk abandoned",
        "chunk lost",
        "chunk lost by restoring",
        "chunk not sent",
        "chunk overdue",
        "chunk refused",
        "finished",
        "following stopped",
        "query failed",
        "query given up",
        "query overdue",
        "restored",
        "round planned",
        "sending stopped",
        "task unrecognised",
    ];
    assert_eq!(names, BTreeSet::from(all), "what these runs reach");
    let operation = ("operation", Value::Text("Start".into()));
    assert!(told.spans.iter().all(|span| span.fields == [operation.clone(), ("ids", Value::Number("9".into()))]));
}

#[test]
fn at_any_level_no_text_but_the_number_of_a_task_is_one_of_a_server() {
    let told = runs();
    let mut tasks = 0;
    for event in &told.events {
        assert_eq!(event.message.as_deref(), Some(event.name));
        for (name, value) in &event.fields {
            let (Value::Number(text) | Value::Text(text)) = value;
            if (event.level, event.name, *name) == (Level::DEBUG, "task ended", "task") {
                tasks += 1;
                assert!(text.contains(SECRET), "the number is told as it is");
            } else {
                assert!(!text.contains(SECRET), "{event:?}");
            }
        }
    }
    assert!(tasks > 500, "{tasks} tasks ended");
}
