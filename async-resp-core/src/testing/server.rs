//! The server of a [`FakeCloud`](super::FakeCloud): what becomes of a request that is sent to it, by the faults, and whether
//! its client kept to the limits. How the answer is worded, lies included, is in `reply`.

use alloc::boxed::Box;
use alloc::collections::{BTreeSet, VecDeque};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::time::Duration;

use super::faults::{Fault, Faults, Lies};
use super::limits::{self, Breach, BrokenLimit, Limits, Window};
use super::random::Random;
use super::wire::{ActionReply, Fields, Names, QueryReply, Request};
use super::work::Works;
use crate::code::Code;
use crate::machine::Tick;
use crate::operation::Operation;
use crate::task::TaskId;

/// What an answer takes.
const LATENCY: [Duration; 2] = [Duration::from_millis(20), Duration::from_millis(200)];

#[derive(Debug)]
pub(super) struct Server {
    pub(super) operation: Operation,
    pub(super) faults: Faults,
    pub(super) lies: Lies,
    pub(super) limits: Limits,
    pub(super) fields: Fields,
    /// How long a task takes, at least and at most.
    pub(super) task_time: [Duration; 2],
    pub(super) script: VecDeque<Fault>,
    pub(super) query_script: VecDeque<Fault>,
    pub(super) works: Works,
    pub(super) random: Random,
    pub(super) broken: Option<BrokenLimit>,
    pub(super) requests: u64,
    nonces: BTreeSet<Box<str>>,
    /// Until when it turns requests away, and with which code.
    closed: Option<(Tick, i64)>,
    quota: Window,
    calls: Window,
    queries: Window,
}

/// What time it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moment {
    /// What the clock says.
    pub(super) now: Tick,
    /// What one would say that was never set back.
    pub(super) passed: Tick,
    pub(super) elapsed: Duration,
}

/// What comes of a request, and after how long.
#[derive(Debug)]
pub(super) struct Arrival {
    pub(super) after: Duration,
    pub(super) answer: Answer,
}

#[derive(Debug)]
pub(super) enum Answer {
    Action(ActionReply),
    Query(QueryReply),
    /// Refused, with a reason.
    Code(i64, String),
    Text(&'static str),
    NotSent,
    Lost,
    Never,
}

impl Server {
    pub(super) fn new(operation: Operation, seed: u64) -> Self {
        let runs = (!operation.is_idempotent()).then_some(core::num::NonZeroU32::MIN);
        Self {
            operation,
            faults: Faults::NONE,
            lies: Lies::NONE,
            limits: Limits { ids: operation.limit(), runs, ..Limits::default() },
            fields: Fields { ids: "ids", tasks: "tasks" },
            task_time: [Duration::from_secs(5), Duration::from_secs(60)],
            script: VecDeque::new(),
            query_script: VecDeque::new(),
            works: Works::default(),
            random: Random::new(seed),
            broken: None,
            requests: 0,
            nonces: BTreeSet::new(),
            closed: None,
            quota: Window::default(),
            calls: Window::default(),
            queries: Window::default(),
        }
    }

    /// What comes of a request.
    pub(super) fn arrive(&mut self, body: &[u8], at: Moment) -> Arrival {
        let [shortest, longest] = LATENCY;
        let mut after = self.random.between(shortest, longest);
        let answer = match Request::read(body, self.fields) {
            Err(why) => Answer::Code(4000, why),
            Ok(request) => {
                self.check(&request.names, at);
                let script = match &request.names {
                    Names::Ids(_) => &mut self.script,
                    Names::Tasks(_) => &mut self.query_script,
                };
                let fault = script.pop_front().unwrap_or_else(|| self.faults.draw(&mut self.random));
                if let Fault::Late(late) = fault {
                    after = after.max(late);
                }
                self.meet(fault, request, at)
            }
        };
        self.requests += 1;
        Arrival { after, answer }
    }

    fn meet(&mut self, fault: Fault, request: Request, at: Moment) -> Answer {
        match fault {
            Fault::Unconnected => return Answer::NotSent,
            Fault::LostBefore | Fault::HangBefore => {
                self.count_attempts(&request.names);
                return if fault == Fault::LostBefore { Answer::Lost } else { Answer::Never };
            }
            _ => {}
        }
        let Request { nonce, names } = request;
        let signed = nonce.is_some();
        let turned_away = self.turned_away(at.passed);
        let refused = match fault {
            _ if turned_away.is_some() => turned_away,
            _ if nonce.is_some_and(|nonce| !self.nonces.insert(nonce)) => Some(4500),
            Fault::Refused(code) => Some(code),
            _ => None,
        };
        if !refused.is_some_and(|code| Code::new(code).is_throttling()) {
            self.count_attempts(&names);
        }
        let answer = match refused {
            Some(code) => return Self::carry(fault, Answer::Code(code, String::new())),
            None => self.serve(&names, at),
        };
        match fault {
            Fault::Doubled if signed => Answer::Code(4500, String::new()),
            Fault::Doubled => self.serve(&names, at),
            Fault::DoubledUnseen if !signed => {
                self.serve(&names, at);
                answer
            }
            Fault::Garbled => Answer::Text(self.random.of([
                "<html><head><title>502 Bad Gateway</title></head></html>",
                "{\"code\":0,\"message\":\"\",\"detail\":{\"",
                "",
            ])),
            Fault::RefusedAfter(code) => {
                let code = if Code::new(code).may_have_run() { code } else { Code::INTERNAL_ERROR.get() };
                Answer::Code(code, String::new())
            }
            _ => Self::carry(fault, answer),
        }
    }

    /// An answer on its way back.
    fn carry(fault: Fault, answer: Answer) -> Answer {
        match fault {
            Fault::LostAfter => Answer::Lost,
            Fault::HangAfter => Answer::Never,
            _ => answer,
        }
    }

    /// Carries a request out.
    fn serve(&mut self, names: &Names, at: Moment) -> Answer {
        match names {
            Names::Ids(ids) => Answer::Action(self.act(ids, at)),
            Names::Tasks(_) if self.random.chance(self.faults.poll_failed) => {
                Answer::Code(self.random.of([6000, 6000, 4400, 5000]), String::new())
            }
            Names::Tasks(tasks) => Answer::Query(self.tell(tasks, at.passed)),
        }
    }

    /// Begins a task on a resource, or one on several.
    pub(super) fn begin(&mut self, ids: &[String], at: Moment) -> TaskId {
        let [shortest, longest] = self.task_time;
        let time = self.random.between(shortest, longest);
        let task = self.works.begin(ids, at.passed, time, &self.faults, &mut self.random);
        if let Some(most) = self.limits.runs {
            for id in ids {
                let runs = self.works.runs(id);
                let most = usize::try_from(most.get()).unwrap_or(usize::MAX);
                let breach = || ("runs", format!("run {runs} of `{id}`"), format!("at most {most} on a resource"));
                self.broke((runs > most).then(breach), at);
            }
        }
        task
    }

    fn tell(&mut self, tasks: &[String], now: Tick) -> QueryReply {
        let mut states = Vec::with_capacity(tasks.len());
        for task in tasks {
            let unknown = self.random.chance(self.faults.unknown);
            if self.random.chance(self.faults.unnamed) {
                continue;
            }
            let state = self.works.state(task, now, unknown);
            states.extend(TaskId::new(task).map(|task| (task, state)));
        }
        QueryReply { code: Code::SUCCESS, states }
    }

    /// The code with which all requests are turned away now.
    fn turned_away(&mut self, now: Tick) -> Option<i64> {
        if self.closed.is_none_or(|(until, _)| until <= now) {
            let closes = self.random.chance(self.faults.throttled);
            let time = self.random.between(Duration::ZERO, self.faults.closed_for);
            self.closed = closes.then(|| (now + time, self.random.of([4400, 4400, 6200])));
        }
        match (self.closed, self.faults.quota) {
            (Some((_, code)), _) => Some(code),
            (None, Some(quota)) if !self.quota.admits(quota, now) => Some(4400),
            _ => None,
        }
    }

    fn count_attempts(&mut self, names: &Names) {
        if let Names::Ids(ids) = names {
            for id in ids {
                self.works.resource(id).attempts += 1;
            }
        }
    }

    fn check(&mut self, names: &Names, at: Moment) {
        match names {
            Names::Ids(ids) => self.check_action(ids, at),
            Names::Tasks(tasks) => self.check_query(tasks, at),
        }
    }

    fn check_action(&mut self, named: &[String], at: Moment) {
        let Limits { ids, calls, attempts, deadline, .. } = self.limits;
        self.broke(limits::too_many("ids", "ids in a request", named.len(), ids), at);
        self.broke(limits::too_late("deadline", deadline, at.now), at);
        let breach = limits::too_often("calls", "requests", &mut self.calls, calls, at.passed);
        self.broke(breach, at);
        let Some(most) = attempts else { return };
        for id in named {
            let used = self.works.resource(id).attempts;
            let breach = || ("attempts", format!("attempt {} at `{id}`", used + 1), format!("at most {most}"));
            self.broke((used >= most.get()).then(breach), at);
        }
    }

    fn check_query(&mut self, named: &[String], at: Moment) {
        let Limits { tasks, queries, poll_floor, query_deadline, .. } = self.limits;
        self.broke(limits::too_many("tasks", "tasks in a query", named.len(), tasks), at);
        self.broke(limits::too_late("query_deadline", query_deadline, at.now), at);
        let breach = limits::too_often("queries", "queries", &mut self.queries, queries, at.passed);
        self.broke(breach, at);
        let Some(floor) = poll_floor else { return };
        for task in named {
            let last = self.works.ask(task, at.passed);
            let since = last.map(|last| at.passed.since(last)).filter(|&since| since < floor);
            let breach = |since| {
                let found = format!("another of task {task} after {since:?}");
                ("poll_floor", found, format!("at least {floor:?} between two queries of a task"))
            };
            self.broke(since.map(breach), at);
        }
    }

    /// Keeps the first limit that was broken.
    fn broke(&mut self, breach: Option<Breach>, at: Moment) {
        if let (Some((limit, found, expected)), None) = (breach, &self.broken) {
            self.broken = Some(BrokenLimit { limit, request: self.requests, after: at.elapsed, found, expected });
        }
    }
}
