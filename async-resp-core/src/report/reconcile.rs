//! From a reply to a report: each entry is matched with the asked id that it is about, and the outer code is held against
//! the entries.

use alloc::boxed::Box;
use alloc::format;
use alloc::vec;
use alloc::vec::Vec;
use core::fmt::Display;

use super::asked::Asked;
use super::outcome::Standing;
use super::{Contradiction, Declared, Repeat, Reply, Report};
use crate::code::Code;
use crate::detail::{Detail, Stray};
use crate::id::ResourceId;
use crate::operation::{Lists, Operation};
use crate::refusal::RequestError;
use crate::reply::{AsyncResponse, TaskReply};
use crate::verdict::{Tally, Verdict};

impl<Id: ResourceId, E: AsyncResponse> Report<Id, E> {
    /// The report of one reply, whose `detail` has been taken from it. The asked list is put in order if it has to be.
    pub(crate) fn reconcile(
        mut asked: Asked<Id>,
        reply: &impl AsyncResponse,
        detail: Detail<Id, E>,
        operation: Operation,
    ) -> Self {
        let envelope = TaskReply {
            code: reply.code(),
            message: reply.message().map(Box::from),
            code_desc: reply.code_desc().map(Box::from),
            task_id: reply.task_id().cloned(),
        };
        let Detail { entries, strays } = detail;
        let mut matched = Matched::new(&mut asked, &entries, &operation);
        let says_of_some = !entries.is_empty() || strays.iter().any(|stray| stray.entry().is_some());

        let mut refusal = None;
        if !says_of_some && is_refusal(&envelope, &operation) {
            let error = RequestError::of(&envelope);
            refusal = Some(if envelope.code == operation.all_failed() { error.of_all() } else { error });
            matched.standing.fill(Standing::Refused { reply: 0 });
        } else if grants_the_rest(&envelope, &operation, &matched, says_of_some, &strays) {
            matched.grant_missing();
        }

        let tally = matched.tally();
        let contradiction = contradiction(&entries, matched.accepted, envelope.code, &operation, &matched.standing);
        let beside = |(_, entry): &(Id, E)| entry.task_id().is_none() && entry.code().is_success();
        let granted = || matched.standing.iter().any(|standing| matches!(standing, Standing::Granted { .. }));
        let task_is_used = envelope.task_id.is_some() && (entries.iter().any(beside) || granted());
        let declared = match operation.declares(envelope.code) {
            _ if asked.is_empty() => Declared::Vacuous,
            Some(verdict) => Declared::Claim(verdict),
            None => Declared::Silent,
        };
        let Matched { standing, unexpected, repeats, .. } = matched;
        let reply = Reply { operation, envelope, entries: 0..entries.len(), refusal, contradiction, task_is_used };
        let replies = vec![reply];
        let operation = Some(operation);
        Self {
            asked,
            standing,
            entries: vec![entries],
            strays,
            unexpected,
            repeats,
            replies,
            operation,
            tally,
            declared,
            ..Self::default()
        }
    }
}

impl<Id, E> Report<Id, E> {
    /// The report of a request that never left.
    pub(crate) fn not_sent(asked: Asked<Id>, operation: Operation) -> Self {
        let all = asked.len();
        Self::without_reply(
            asked,
            operation,
            Standing::NotSent,
            Tally { asked: all, not_sent: all, ..Tally::default() },
        )
    }

    /// The report of a request whose answer nobody could read.
    pub(crate) fn undetermined(asked: Asked<Id>, operation: Operation, why: impl Display) -> Self {
        let all = asked.len();
        let tally = Tally { asked: all, undetermined: all, ..Tally::default() };
        Self {
            reasons: vec![format!("{why}").into()],
            ..Self::without_reply(asked, operation, Standing::Undetermined, tally)
        }
    }

    fn without_reply(asked: Asked<Id>, operation: Operation, standing: Standing, tally: Tally) -> Self {
        let standing = vec![standing; asked.len()];
        let declared = if asked.is_empty() { Declared::Vacuous } else { Declared::Silent };
        Self { asked, standing, operation: Some(operation), tally, declared, ..Self::default() }
    }
}

/// Out of order an entry is looked up by itself as long as such are few: each costs as much as many in order, and less than
/// to put the others in order too.
const ENTRIES_A_LOOKUP: usize = 8;
const FREE_LOOKUPS: usize = 64;

/// The entries of one reply, matched with the asked ids.
struct Matched {
    standing: Vec<Standing>,
    unexpected: Vec<usize>,
    repeats: Vec<Repeat>,
    /// The entries beyond the first of an asked id: the position of the id and the number of the entry.
    again: Vec<(usize, usize)>,
    /// How many entries were accepted, whatever they are about.
    accepted: usize,
}

impl Matched {
    fn new<Id: ResourceId, E: AsyncResponse>(
        asked: &mut Asked<Id>,
        entries: &[(Id, E)],
        operation: &Operation,
    ) -> Self {
        let mut matched = Self {
            standing: vec![Standing::Missing; asked.len()],
            unexpected: Vec::new(),
            repeats: Vec::new(),
            again: Vec::new(),
            accepted: 0,
        };
        let (mut number, mut next, mut lookups) = (0, 0, 0);
        while let Some((id, entry)) = entries.get(number) {
            // Servers answer in the order of the request, perhaps without some: the next asked id is the likeliest.
            let position = if asked.iter().as_slice().get(next) == Some(id) {
                Some(next)
            } else if lookups * ENTRIES_A_LOOKUP <= number + FREE_LOOKUPS {
                lookups += 1;
                asked.put_in_order();
                asked.position(id)
            } else {
                break;
            };
            next = position.map_or(next, |position| position + 1);
            matched.note(position, number, operation.accepts(entry.code()));
            number += 1;
        }
        let rest = &entries[number..];
        if !rest.is_empty() {
            let positions = asked.positions(&rest.iter().map(|(id, _)| id).collect::<Vec<_>>());
            for (position, (_, entry)) in positions.into_iter().zip(rest) {
                matched.note(position, number, operation.accepts(entry.code()));
                number += 1;
            }
        }
        matched.judge_repeats(|entry| operation.accepts(entries[entry].1.code()));
        matched
    }

    /// Notes the entry of this number, which is that of the asked id at `position`, or of none.
    fn note(&mut self, position: Option<usize>, number: usize, is_accepted: bool) {
        self.accepted += usize::from(is_accepted);
        let Some(position) = position else {
            self.unexpected.push(number);
            return;
        };
        match &mut self.standing[position] {
            first @ Standing::Missing if is_accepted => *first = Standing::Accepted { entry: number },
            first @ Standing::Missing => *first = Standing::Failed { entry: number },
            _ => self.again.push((position, number)),
        }
    }

    /// Groups the entries that came again by the asked id that they are about, and withdraws the outcome of an id of which
    /// one entry was accepted and another failed.
    fn judge_repeats(&mut self, accepts: impl Fn(usize) -> bool) {
        self.again.sort_unstable();
        for same_id in self.again.chunk_by(|(a, _), (b, _)| a == b) {
            let position = same_id[0].0;
            let (Standing::Accepted { entry: first } | Standing::Failed { entry: first }) = self.standing[position]
            else {
                continue; // An entry comes again only after the first of its id.
            };
            let mut entries: Vec<usize> = same_id.iter().map(|&(_, entry)| entry).collect();
            let agree = entries.iter().all(|&entry| accepts(entry) == accepts(first));
            if !agree {
                self.standing[position] = Standing::Undetermined;
                entries.insert(0, first);
            }
            self.repeats.push(Repeat { position, entries, agree });
        }
    }

    /// Accepts every id without an entry by the reply as a whole.
    fn grant_missing(&mut self) {
        for standing in self.standing.iter_mut().filter(|standing| **standing == Standing::Missing) {
            *standing = Standing::Granted { reply: 0 };
        }
    }

    fn tally(&self) -> Tally {
        let outside = Tally { unexpected: self.unexpected.len(), repeated: self.again.len(), ..Tally::default() };
        outside + Tally::of(&self.standing)
    }
}

impl Tally {
    /// The ids counted by how they stand.
    pub(super) fn of(standing: &[Standing]) -> Self {
        let mut tally = Self { asked: standing.len(), ..Self::default() };
        for standing in standing {
            *match standing {
                Standing::Accepted { .. } | Standing::Granted { .. } => &mut tally.accepted,
                Standing::Failed { .. } => &mut tally.failed,
                Standing::Missing => &mut tally.missing,
                Standing::Refused { .. } => &mut tally.refused,
                Standing::NotSent => &mut tally.not_sent,
                Standing::Undetermined => &mut tally.undetermined,
            } += 1;
        }
        tally
    }
}

/// Whether a reply whose entries say nothing turned the request down. The partial code does not: it says that some were
/// accepted.
fn is_refusal(envelope: &TaskReply, operation: &Operation) -> bool {
    !matches!(operation.declares(envelope.code), Some(Verdict::AllAccepted | Verdict::SomeAccepted))
}

/// Whether the reply as a whole accepts the ids without an entry: by one task for all, or by listing failures alone.
fn grants_the_rest<E>(
    envelope: &TaskReply,
    operation: &Operation,
    matched: &Matched,
    says_of_some: bool,
    strays: &[Stray<E>],
) -> bool {
    let accepts_all = envelope.code.is_success();
    let by_one_task = operation.one_task() && accepts_all && envelope.task_id.is_some() && !says_of_some;

    let lists_failures = operation.lists() == Lists::Failures && matched.unexpected.is_empty() && strays.is_empty();
    let some_failed = || matched.standing.iter().any(|standing| matches!(standing, Standing::Failed { .. }));
    let by_omission = lists_failures && (accepts_all || envelope.code == operation.partial() && some_failed());

    by_one_task || by_omission
}

/// The counts that contradict the outer code, if they do.
///
/// Codes that the operation says to accept are the author's reading, not the server's: a reply is free of contradiction
/// if its outer code fits the entries read either way.
fn contradiction<Id, E: AsyncResponse>(
    entries: &[(Id, E)],
    accepted: usize,
    outer: Code,
    operation: &Operation,
    standing: &[Standing],
) -> Option<Contradiction> {
    let unlisted = match operation.lists() {
        Lists::All => 0,
        Lists::Failures => {
            standing.iter().filter(|one| matches!(one, Standing::Granted { .. } | Standing::Missing)).count()
        }
    };
    let fits = |count: Contradiction| match operation.declares(outer) {
        Some(Verdict::AllAccepted) => count.failed == 0,
        Some(Verdict::SomeAccepted) => count.accepted + unlisted > 0 && count.failed > 0,
        Some(Verdict::NoneAccepted) | None => count.accepted == 0,
    };
    let count = |accepted| Contradiction { accepted, failed: entries.len() - accepted };
    let by_success = || entries.iter().filter(|(_, entry)| entry.code().is_success()).count();
    let contradicts = !entries.is_empty() && !fits(count(accepted)) && !fits(count(by_success()));
    contradicts.then(|| count(accepted))
}
