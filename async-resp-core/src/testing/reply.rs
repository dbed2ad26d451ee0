//! What the server of a [`FakeCloud`](super::FakeCloud) says of a request that it carried out: an entry for each resource, the
//! outer code that follows from them, and the lies.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::server::{Moment, Server};
use super::wire::ActionReply;
use crate::code::Code;
use crate::operation::Lists;
use crate::reply::TaskReply;
use crate::verdict::Verdict;

/// The first of the numbers of the module: the code of a resource that cannot be operated, if it means nothing else here.
const FIRST_CODE: i64 = 16000;

impl Server {
    /// Begins what can be begun of these resources, and says so.
    pub(super) fn act(&mut self, ids: &[String], at: Moment) -> ActionReply {
        let spelled = self.random.chance(self.lies.spelling);
        let mut reply = if self.operation.one_task() && !ids.is_empty() {
            let task = Some(self.begin(ids, at));
            ActionReply { code: Code::SUCCESS, task, entries: Vec::new(), beside: None, spelled }
        } else {
            self.one_by_one(ids, spelled, at)
        };
        if self.random.chance(self.lies.outer) {
            let codes = [Code::SUCCESS, Code::INTERNAL_ERROR, self.operation.all_failed(), self.operation.partial()];
            reply.code = self.random.of(codes);
        }
        reply
    }

    fn one_by_one(&mut self, ids: &[String], spelled: bool, at: Moment) -> ActionReply {
        let lists_all = self.operation.lists() == Lists::All;
        let mut entries = Vec::with_capacity(ids.len());
        let mut began = 0;
        for id in ids {
            let entry = if let Some(code) = self.failure(id) {
                TaskReply::failed(code, "the resource cannot be operated")
            } else {
                began += 1;
                TaskReply::accepted(self.begin(core::slice::from_ref(id), at))
            };
            if lists_all || !entry.code().is_success() {
                self.say(id, entry, lists_all, &mut entries);
            }
        }
        let verdict = match began {
            0 if !ids.is_empty() => Verdict::NoneAccepted,
            began if began < ids.len() => Verdict::SomeAccepted,
            _ => Verdict::AllAccepted,
        };
        if lists_all && self.random.chance(self.lies.empty) {
            entries.clear();
        }
        // Without its task a failure would say that nothing runs.
        let mut accepted = entries.iter_mut().filter(|(_, entry)| entry.code.is_success());
        let moved = self.random.chance(self.lies.beside);
        let beside = if moved { accepted.find_map(|(_, entry)| entry.task_id.take()) } else { None };
        ActionReply { code: self.operation.outer(verdict), task: None, entries, beside, spelled }
    }

    /// Why a resource fails at once, if it does.
    fn failure(&mut self, id: &str) -> Option<Code> {
        if let Some(code) = self.works.next_failure(id) {
            return Some(code);
        }
        if self.random.chance(self.faults.busy) {
            return Some(self.retry_code());
        }
        self.random.chance(self.faults.gone).then(|| self.gone_code())
    }

    fn gone_code(&self) -> Code {
        let mut codes = (FIRST_CODE..i64::MAX).map(Code::new);
        let is_free = |code: &Code| !self.operation.accepts(*code) && !self.operation.retry().contains(code);
        codes.find(is_free).unwrap_or(Code::INTERNAL_ERROR)
    }

    /// The code of a failure after which a resource may be sent again, if the operation has one.
    fn retry_code(&self) -> Code {
        self.operation.retry().first().copied().unwrap_or_else(|| self.gone_code())
    }

    /// Adds what is said of a resource. Of one on which nothing runs no lie says that it does, nor the other way round.
    fn say(&mut self, id: &str, entry: TaskReply, lists_all: bool, entries: &mut Vec<(String, TaskReply)>) {
        if lists_all && self.random.chance(self.lies.omitted) {
            return;
        }
        let key = if self.random.chance(self.lies.misspelled) { format!("q-{id}") } else { id.into() };
        let entry = match entry.task_id() {
            Some(_) if self.random.chance(self.lies.unnumbered) => TaskReply::new(entry.code()),
            Some(_) if self.random.chance(self.lies.failed_with_task) => TaskReply { code: self.retry_code(), ..entry },
            _ => entry,
        };
        if self.random.chance(self.lies.repeated) {
            entries.push((key.clone(), entry.clone()));
        }
        let contradicted = entry.code().is_success() && self.random.chance(self.lies.contradicted);
        entries.push((key.clone(), entry));
        if contradicted {
            entries.push((key, TaskReply::failed(self.retry_code(), "busy")));
        }
    }
}
