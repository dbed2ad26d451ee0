//! The results as Markdown.

use std::fmt::Write as _;
use std::io;
use std::process::Command;
use std::thread;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The times of one subject, one for each round.
pub(crate) struct Row {
    pub(crate) title: &'static str,
    pub(crate) times: Vec<Duration>,
}

impl Row {
    fn median(&self) -> Duration {
        let mut times = self.times.clone();
        times.sort_unstable();
        times.get(times.len() / 2).copied().unwrap_or_default()
    }

    fn shortest(&self) -> Duration {
        self.times.iter().min().copied().unwrap_or_default()
    }
}

/// A line for each row; the ratio is that of the first row to it.
pub(crate) fn render(rows: &[Row]) -> String {
    let mut table = "| | median | shortest | ours is |\n| --- | ---: | ---: | ---: |\n".to_owned();
    let ours = rows.first().map(Row::median).unwrap_or_default();
    for row in rows {
        let (median, shortest) = (row.median().as_secs_f64(), row.shortest().as_secs_f64());
        let percent = 100.0 * ours.as_secs_f64() / median;
        let _ = writeln!(table, "| {} | {median:.3} s | {shortest:.3} s | {percent:.0} % |", row.title);
    }
    table
}

/// The day, the compiler and the size of the machine.
pub(crate) fn circumstances() -> io::Result<String> {
    let rustc = Command::new("rustc").arg("--version").output()?.stdout;
    let rustc = String::from_utf8_lossy(&rustc).trim().to_owned();
    let cores = thread::available_parallelism()?;
    Ok(format!("{}, {cores} cores, {rustc}", today()))
}

/// The date in UTC, by the civil calendar.
fn today() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    date(seconds / 86_400)
}

/// The date so many days after 1970-01-01.
fn date(days: u64) -> String {
    // Years that start in March have their leap day last, so that months have the same offsets in each.
    let days = days + 719_468;
    let (era, day) = (days / 146_097, days % 146_097);
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = 400 * era + year + u64::from(month <= 2);
    format!("{year}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::{Duration, Row, date, render};

    #[test]
    fn dates() {
        for (days, text) in [
            (0, "1970-01-01"),
            (58, "1970-02-28"),
            (59, "1970-03-01"),
            (11_016, "2000-02-29"),
            (11_017, "2000-03-01"),
            (20_453, "2025-12-31"),
            (47_540, "2100-02-28"),
            (47_541, "2100-03-01"),
        ] {
            assert_eq!(date(days), text);
        }
    }

    #[test]
    fn ratios_of_medians() {
        let times = |times: [u64; 3]| times.map(Duration::from_millis).to_vec();
        let rows =
            [Row { title: "a", times: times([500, 300, 900]) }, Row { title: "b", times: times([2000, 2000, 1]) }];
        let table = render(&rows);
        assert!(table.contains("| a | 0.500 s | 0.300 s | 100 % |"), "{table}");
        assert!(table.contains("| b | 2.000 s | 0.001 s | 25 % |"), "{table}");
    }
}
