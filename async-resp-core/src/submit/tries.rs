//! [`Tries`]: every attempt at every id, by position, in the order in which they were handed out.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;
use core::ops::Range;

use crate::machine::Tick;
use crate::report::Standing;

/// The attempts. Each id's own are linked from the last one to the first.
#[derive(Debug)]
pub(super) struct Tries {
    pub(super) parts: Vec<Part>,
    all: Vec<Try>,
    /// The last try of each position.
    last: Vec<usize>,
}

/// One request.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) number: u64,
    pub(super) handed_out: Tick,
    tries: Range<usize>,
    pub(super) state: State,
}

/// What came of it.
#[derive(Debug)]
pub(super) enum State {
    Out,
    Lost(Box<str>),
    NotSent,
    /// By this reply, which brought these strays.
    Answered {
        reply: usize,
        strays: Range<usize>,
    },
}

#[derive(Debug)]
struct Try {
    position: usize,
    before: usize,
    /// How the id stands by it; `None` where it says nothing, or nothing yet.
    standing: Option<Standing>,
}

/// No try.
const NONE: usize = usize::MAX;

impl Tries {
    pub(super) fn new(positions: usize) -> Self {
        // Most often each id is tried once.
        Self { parts: Vec::new(), all: Vec::with_capacity(positions), last: vec![NONE; positions] }
    }

    /// Enters a request for these positions.
    pub(super) fn enter(&mut self, number: u64, handed_out: Tick, positions: &[usize]) -> usize {
        let start = self.all.len();
        for &position in positions {
            let before = core::mem::replace(&mut self.last[position], self.all.len());
            self.all.push(Try { position, before, standing: None });
        }
        self.parts.push(Part { number, handed_out, tries: start..self.all.len(), state: State::Out });
        self.parts.len() - 1
    }

    /// The number of a request, and how many ids it is about.
    pub(super) fn size(&self, part: usize) -> (u64, usize) {
        let Part { number, tries, .. } = &self.parts[part];
        (*number, tries.len())
    }

    /// The positions that a request is about.
    pub(super) fn positions(&self, part: usize) -> impl ExactSizeIterator<Item = usize> + '_ {
        self.all[self.parts[part].tries.clone()].iter().map(|one| one.position)
    }

    /// The request of this number, if it may still be answered. Numbers ascend.
    pub(super) fn open(&self, number: u64) -> Option<usize> {
        let part = self.parts.binary_search_by_key(&number, |part| part.number).ok()?;
        matches!(self.parts[part].state, State::Out | State::Lost(_)).then_some(part)
    }

    /// What came of a request: how each of its positions stands, or that it says nothing of them.
    pub(super) fn settle(&mut self, part: usize, state: State, mut standing: impl FnMut(usize) -> Option<Standing>) {
        let part = &mut self.parts[part];
        part.state = state;
        for (index, one) in self.all[part.tries.clone()].iter_mut().enumerate() {
            one.standing = standing(index);
        }
    }

    /// Forgets the last requests that never left, so that hours without a network cost no memory.
    pub(super) fn forget_not_sent(&mut self) {
        while self.parts.last().is_some_and(|part| matches!(part.state, State::NotSent)) {
            let Some(part) = self.parts.pop() else { break };
            for one in self.all.drain(part.tries) {
                self.last[one.position] = one.before;
            }
        }
    }

    /// How an id stands by each attempt that says something, the last one first.
    pub(super) fn of(&self, position: usize) -> impl Iterator<Item = Standing> + '_ {
        let try_at = |index: usize| self.all.get(index).map(|one| (index, one));
        core::iter::successors(try_at(self.last[position]), move |(_, one)| try_at(one.before))
            .filter_map(|(_, one)| one.standing)
    }

    /// Each request that left with how each position stands by it, in the order handed out.
    pub(super) fn attempts(&self) -> impl Iterator<Item = impl Iterator<Item = (usize, Standing)> + '_> + '_ {
        let left = self.parts.iter().filter(|part| !matches!(part.state, State::NotSent));
        left.map(|part| {
            let tries = self.all[part.tries.clone()].iter();
            tries.map(|one| (one.position, one.standing.unwrap_or(Standing::Undetermined)))
        })
    }
}
