//! The results as Markdown.

use std::fmt::Write as _;
use std::time::Duration;

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

/// A line for each row; the ratios are those of the first row to it. Where others use the machine too, the shortest
/// times tell more than the medians.
pub(crate) fn render(rows: &[Row]) -> String {
    let mut table = "| | median | ours is | shortest | ours is |\n| --- | ---: | ---: | ---: | ---: |\n".to_owned();
    let median = |row: &Row| row.median().as_secs_f64();
    let shortest = |row: &Row| row.shortest().as_secs_f64();
    if let Some(ours) = rows.first() {
        for row in rows {
            let title = row.title;
            let (middle, least) = (median(row), shortest(row));
            let (of_middle, of_least) = (100.0 * median(ours) / middle, 100.0 * shortest(ours) / least);
            let _ = writeln!(table, "| {title} | {middle:.3} s | {of_middle:.1} % | {least:.3} s | {of_least:.1} % |");
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::{Duration, Row, render};

    #[test]
    fn ratios_of_medians() {
        let times = |times: [u64; 3]| times.map(Duration::from_millis).to_vec();
        let rows =
            [Row { title: "a", times: times([500, 300, 900]) }, Row { title: "b", times: times([2000, 2500, 600]) }];
        let table = render(&rows);
        assert!(table.contains("| a | 0.500 s | 100.0 % | 0.300 s | 100.0 % |"), "{table}");
        assert!(table.contains("| b | 2.000 s | 25.0 % | 0.600 s | 50.0 % |"), "{table}");
    }
}
