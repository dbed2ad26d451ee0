//! What goes wrong on the way and in the cloud: how often, and the draw that decides whether it does now.
//!
//! A draw depends on the seed and on what it is about alone, and neither on time nor on the order of requests, so that the
//! same run goes wrong in the same places again.

use std::str::FromStr;

use clap::Args;

/// How often each fault happens, as a share between 0 and 1.
#[derive(Debug, Clone, Copy, Default, Args)]
#[command(next_help_heading = "Faults of the server, each a share from 0 to 1")]
pub(crate) struct Faults {
    /// What the draws are made from: the same seed, the same faults
    #[arg(long, default_value_t = 1)]
    pub(crate) seed: u64,
    /// Machines whose entry says that they cannot be stopped: half of them are busy, the others never can
    #[arg(long, value_name = "SHARE")]
    pub(crate) failed: Option<Share>,
    /// Tasks that fail
    #[arg(long, value_name = "SHARE")]
    pub(crate) failed_tasks: Option<Share>,
    /// Tasks that take ten times as long
    #[arg(long, value_name = "SHARE")]
    pub(crate) slow: Option<Share>,
    /// Requests that are lost, with their answer: half of them after they ran
    #[arg(long, value_name = "SHARE")]
    pub(crate) lost: Option<Share>,
    /// Connections after which the next ones are refused for ten seconds
    #[arg(long, value_name = "SHARE")]
    pub(crate) refused: Option<Share>,
    /// Requests that are refused with 4400, over the quota
    #[arg(long, value_name = "SHARE")]
    pub(crate) throttled: Option<Share>,
    /// Replies whose outer code is that of another outcome
    #[arg(long, value_name = "SHARE")]
    pub(crate) wrong_codes: Option<Share>,
    /// Entries that the reply has twice
    #[arg(long, value_name = "SHARE")]
    pub(crate) repeated: Option<Share>,
}

impl Faults {
    /// The same, and a few of most kinds if none was asked for.
    pub(crate) fn or_a_few(self) -> Self {
        let Self { seed, failed, failed_tasks, slow, lost, refused, throttled, wrong_codes, repeated } = self;
        let asked_for = [failed, failed_tasks, slow, lost, refused, throttled, wrong_codes, repeated];
        if asked_for.iter().any(Option::is_some) {
            return self;
        }
        let share = |share| Some(Share(share));
        Self {
            seed,
            failed: share(0.02),
            failed_tasks: share(0.01),
            slow: share(0.005),
            lost: share(0.06),
            // When connections are refused is a matter of time, and so would be what such a run shows.
            refused: None,
            throttled: share(0.05),
            wrong_codes: share(0.15),
            repeated: share(0.001),
        }
    }

    /// Whether a fault that happens this often happens here: to `about`, the time of this number.
    pub(crate) fn happens(&self, share: Option<Share>, kind: &str, about: &str, time: u32) -> bool {
        let drawn = f64::from(self.number(kind, about, time)) / (f64::from(u32::MAX) + 1.0);
        share.is_some_and(|share| drawn < share.0)
    }

    /// A number for `about`, the time of this number: as FNV hashes them, and mixed once more, since their last bytes hardly
    /// reach its upper bits. Unlike a hash of the standard library it is the same in every version.
    pub(crate) fn number(&self, kind: &str, about: &str, time: u32) -> u32 {
        let bytes = kind.bytes().chain([0]).chain(about.bytes()).chain(time.to_le_bytes());
        let start = self.seed.wrapping_mul(MIX) ^ 0xcbf2_9ce4_8422_2325;
        let hash = bytes.fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        let mixed = (hash ^ (hash >> 32)).wrapping_mul(MIX);
        ((mixed ^ (mixed >> 29)).wrapping_mul(MIX) >> 32) as u32
    }
}

/// An odd number of which no bit is like its neighbours: 2^64 by the golden ratio.
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

/// A share between 0 and 1.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Share(f64);

impl Share {
    /// Half as often.
    pub(crate) fn half(self) -> Self {
        Self(self.0 / 2.0)
    }
}

impl FromStr for Share {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let share = text.parse().map_err(|error| format!("{error}"))?;
        if (0.0..=1.0).contains(&share) { Ok(Self(share)) } else { Err("expected a number from 0 to 1".into()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_happens_as_often_as_its_share_says_and_where_it_did_before() {
        let faults = |seed| Faults { seed, ..Faults::default() };
        let drawn = |seed, share: &str, kind, time| -> Vec<bool> {
            let share = share.parse().ok();
            let machine = |number: u32| faults(seed).happens(share, kind, &format!("ins-{number:08}"), time);
            (0..10_000).map(machine).collect()
        };
        let often = |drawn: &[bool]| drawn.iter().filter(|happens| **happens).count();
        assert_eq!(often(&drawn(1, "0", "lost", 1)), 0);
        assert_eq!(often(&drawn(1, "1", "lost", 1)), 10_000);

        let once = drawn(1, "0.2", "lost", 1);
        assert_eq!(once, drawn(1, "0.2", "lost", 1));
        for other in [drawn(2, "0.2", "lost", 1), drawn(1, "0.2", "slow", 1), drawn(1, "0.2", "lost", 2)] {
            assert!((1800..2200).contains(&often(&other)), "{}", often(&other));
            let both: Vec<_> = once.iter().zip(&other).map(|(one, other)| *one && *other).collect();
            assert!((300..500).contains(&often(&both)), "a twenty-fifth, if they do not hang together");
        }
    }
}
