//! How a process dies: at which of its saves, and what is on the disk then.

use std::cell::RefCell;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use super::chance::Chance;

/// The most saves of a life that ends early.
const MOST_SAVES: u32 = 24;

/// What happens at the saves of one life of the process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Life {
    /// Nothing: the machine comes to its end.
    Whole,
    /// It dies when the save of this number is written, and nothing that was to start after it has started.
    DiesAfter(u32),
    /// It dies while the save of this number is written: on the disk is the one before.
    DiesAt(u32),
    /// The save of this number fails, and nothing dies.
    Fails(u32),
}

impl Life {
    pub(super) fn draw(chance: &mut Chance) -> Self {
        let save = chance.between(1, MOST_SAVES);
        match chance.between(0, 4) {
            0 | 1 => Life::DiesAfter(save),
            2 | 3 => Life::DiesAt(save),
            _ => Life::Fails(save),
        }
    }
}

/// What the saves of one life leave behind.
#[derive(Debug)]
pub(super) struct Disk {
    life: Life,
    saves: u32,
    dead: bool,
    /// What is on the disk, if it is needed, and how much had been seen when it was written.
    pub(super) written: Option<(Vec<u8>, usize)>,
}

/// What comes of a save.
#[derive(Debug, Clone, Copy)]
pub(super) enum Saving {
    Done,
    Failed,
    /// It never ends, for the process has died.
    Died,
}

impl Disk {
    /// The disk of a new life, with what is on it from the one before.
    pub(super) const fn new(life: Life, written: Option<(Vec<u8>, usize)>) -> Self {
        Self { life, saves: 0, dead: false, written }
    }

    /// Writes what `machine` gives, if anybody will ever read it.
    pub(super) fn save(&mut self, machine: impl FnOnce() -> Vec<u8>, seen: usize) -> Saving {
        self.saves += 1;
        match self.life {
            Life::DiesAfter(last) if self.saves == last => {
                self.written = Some((machine(), seen));
                self.dead = true;
                Saving::Died
            }
            Life::DiesAt(last) if self.saves == last => {
                self.dead = true;
                Saving::Died
            }
            Life::DiesAt(next) | Life::Fails(next) if self.saves + 1 == next => {
                self.written = Some((machine(), seen));
                Saving::Done
            }
            Life::Fails(number) if self.saves == number => Saving::Failed,
            _ => Saving::Done,
        }
    }
}

/// The output of a future, unless the process dies before.
pub(super) async fn while_alive<F: Future>(disk: &RefCell<Disk>, future: F) -> Option<F::Output> {
    let mut future = pin!(future);
    poll_fn(|context| match future.as_mut().poll(context) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending if disk.borrow().dead => Poll::Ready(None),
        Poll::Pending => Poll::Pending,
    })
    .await
}
