//! From a report to what to send again: [`Report::plan_retry`], and what a report knows of one id.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::num::NonZeroU32;
use core::time::Duration;

use super::Report;
use super::asked::Asked;
use super::outcome::Standing;
use crate::id::ResourceId;
use crate::refusal::RequestError;
use crate::reply::AsyncResponse;
use crate::retry::{Begun, Classify, GiveUp, Known, RetryClass, RetryPlan};

impl<Id: ResourceId, E: AsyncResponse> Report<Id, E> {
    /// What to send again, what not and why, and how long to wait before.
    ///
    /// `attempts` is how many attempts were made at an id so far. Do not count those that never left, nor those that the
    /// server turned away for the time being (4400, 6200); who counts them all ends sooner.
    ///
    /// | known of the id | sent again if idempotent | if not | else given up as |
    /// | --- | --- | --- | --- |
    /// | accepted, ever | – | – | – |
    /// | not sent | yes | yes | not sent |
    /// | failed, and `classify` says later: nothing ran | yes | yes | attempts used up |
    /// | failed, and `classify` says never or stop | no | no | permanent |
    /// | missing, undetermined | yes | no | may have run |
    /// | not accepted, and an entry anywhere names a task for it | no | no | has a task |
    /// | not accepted, and an entry anywhere accepts it | no | no | may have run |
    /// | refused with 4400, 6200 | yes | yes | refused |
    /// | refused, later, and nothing ran (4200) | yes | yes | attempts used up |
    /// | refused, later, and it may have run (4500, 5100, 6000) | yes | no | may have run |
    /// | refused, never or stop, and nothing ran | no | no | permanent |
    /// | refused, never or stop, and it may have run (codes that are not known) | no | no | may have run |
    ///
    /// After an attempt that may have run, a later failure changes nothing: what is known is the earlier one. Where
    /// `classify` says stop anywhere in the report, earlier attempts included, nothing is sent again.
    ///
    /// The plain loop over it, one request after the other. Every round counts as an attempt, so it ends; how long to sleep,
    /// and what else to ask of a loop that sends, is what [`GiveUp`] and the waits leave to it:
    ///
    /// ```
    /// use async_resp_core::{Asked, BatchReply, BatchResponse, CommonCodes, Report, json};
    /// use std::num::{NonZeroU32, NonZeroUsize};
    /// use std::time::Duration;
    ///
    /// # fn send(asked: &Asked<String>) -> Result<String, std::io::Error> {
    /// #     let entries: Vec<_> = asked.iter().map(|id| format!(r#""{id}":{{"code":0,"requestId":1}}"#)).collect();
    /// #     Ok(format!(r#"{{"code":0,"detail":{{{}}}}}"#, entries.join(",")))
    /// # }
    /// # fn sleep(_: Duration) {}
    /// type Reply = BatchReply<String>;
    /// let codes = CommonCodes::of(Reply::OPERATION);
    /// let (limit, max) = (NonZeroUsize::new(2).unwrap(), NonZeroU32::new(3).unwrap());
    ///
    /// let mut todo = Asked::new(["ins-1", "ins-2", "ins-3"].map(String::from));
    /// let mut report = Report::default();
    /// for attempt in 1.. {
    ///     for chunk in todo.chunks(limit) {
    ///         report = report.supersede(match send(&chunk) {
    ///             Ok(body) => match json::from_str::<Reply>(&body) {
    ///                 Ok(reply) => reply.reconcile(chunk),
    ///                 Err(unreadable) => Reply::undetermined(chunk, unreadable),
    ///             },
    ///             Err(lost) => Reply::undetermined(chunk, lost), // `not_sent` only if nothing left
    ///         });
    ///     }
    ///     let plan = report.plan_retry(&codes, |_| attempt, max);
    ///     if plan.resend.is_empty() {
    ///         break;
    ///     }
    ///     sleep(plan.not_before.unwrap_or(Duration::from_secs(1) * attempt));
    ///     todo = plan.resend;
    /// }
    /// assert_eq!(report.tally().accepted, 3);
    /// ```
    pub fn plan_retry(
        &self,
        classify: &impl Classify<E>,
        attempts: impl Fn(&Id) -> u32,
        max_attempts: NonZeroU32,
    ) -> RetryPlan<Id> {
        let idempotent = self.operation.is_some_and(|operation| operation.is_idempotent());
        let stopped = self.is_stopped(classify);
        let begun = self.begun_positions();
        let mut resend = Vec::new();
        let mut plan = RetryPlan { resend: Asked::default(), give_up: Vec::new(), not_before: None };
        for (position, (id, standing)) in self.standings().enumerate() {
            let begun = begun.get(&position).copied();
            let Some(known) = self.known(standing, begun, classify) else { continue };
            let rule = known.rule(idempotent);
            if rule.again && !stopped && attempts(id) < max_attempts.get() {
                plan.not_before = plan.not_before.max(known.hint());
                resend.push(id.clone());
            } else {
                let used_up = stopped && rule.again && rule.left_over == GiveUp::AttemptsUsedUp;
                plan.give_up.push((id.clone(), if used_up { GiveUp::Stopped } else { rule.left_over }));
            }
        }
        plan.resend = Asked::new(resend);
        plan
    }

    /// What is known of an id that stands so; `None` of an accepted one. What an entry anywhere says of work that was begun
    /// comes before what the outcome says.
    pub(crate) fn known(&self, standing: Standing, begun: Option<Begun>, classify: &impl Classify<E>) -> Option<Known> {
        let known = match (standing, begun) {
            (Standing::Accepted { .. } | Standing::Granted { .. }, _) => return None,
            (_, Some(Begun::WithTask)) => Known::HasTask,
            (_, Some(Begun::Accepted)) => Known::Begun,
            (Standing::Failed { entry }, None) => Known::Failed(classify.entry(self.entry(entry).1)),
            (Standing::Missing | Standing::Undetermined, None) => Known::InDoubt,
            (Standing::NotSent, None) => Known::NotSent,
            (Standing::Refused { reply }, None) => match &self.replies[reply].refusal {
                Some(refusal) => Known::of_refusal(refusal, classify.request(refusal)),
                None => Known::InDoubt,
            },
        };
        Some(known)
    }

    /// Whether a failure says that nothing will work.
    fn is_stopped(&self, classify: &impl Classify<E>) -> bool {
        let mut standings = self.standings().chain(self.earlier_standings());
        self.refusals().any(|refusal| classify.request(refusal) == RetryClass::Stop)
            || standings.any(|(_, standing)| match standing {
                Standing::Failed { entry } => classify.entry(self.entry(entry).1) == RetryClass::Stop,
                _ => false,
            })
    }

    /// The ids of which an entry says that work on them was begun, be it an outcome or not: one that disagrees with another
    /// of its id, one of an earlier attempt, or one in the reply to a request that did not name the id.
    pub(crate) fn begun(&self) -> impl Iterator<Item = (&Id, Begun)> {
        let of_entries = self.replies.iter().zip(&self.entries).flat_map(|(reply, entries)| {
            entries.iter().filter_map(|(id, entry)| match reply.task_of(entry) {
                Some(_) => Some((id, Begun::WithTask)),
                None => reply.operation.accepts(entry.code()).then_some((id, Begun::Accepted)),
            })
        });
        let granted = self.earlier_standings().filter_map(|(id, standing)| match standing {
            Standing::Granted { reply } => {
                let task = self.replies[reply].envelope.task_id();
                Some((id, task.map_or(Begun::Accepted, |_| Begun::WithTask)))
            }
            _ => None,
        });
        of_entries.chain(granted)
    }

    /// The same by position, of ids that were not accepted.
    pub(super) fn begun_positions(&self) -> BTreeMap<usize, Begun> {
        let mut begun = BTreeMap::new();
        if self.tally.accepted == self.tally.asked {
            return begun;
        }
        for (id, how) in self.begun() {
            let position = self.asked.position(id);
            let is_open = |position: &usize| !self.standing[*position].is_accepted();
            if let Some(position) = position.filter(is_open) {
                let known = begun.entry(position).or_insert(how);
                *known = how.max(*known);
            }
        }
        begun
    }
}

impl Known {
    /// What the refusal of its request tells of an id.
    fn of_refusal(refusal: &RequestError, class: RetryClass) -> Self {
        match class {
            _ if refusal.may_have_run() => Known::RefusedInDoubt(class),
            RetryClass::Later { .. } if refusal.code().is_throttling() => Known::Throttled(class),
            _ => Known::Refused(class),
        }
    }

    /// What the server asks to wait.
    pub(crate) const fn hint(self) -> Option<Duration> {
        match self {
            Known::Failed(RetryClass::Later { after })
            | Known::Throttled(RetryClass::Later { after })
            | Known::Refused(RetryClass::Later { after })
            | Known::RefusedInDoubt(RetryClass::Later { after }) => after,
            _ => None,
        }
    }
}
