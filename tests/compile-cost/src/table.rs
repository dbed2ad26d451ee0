//! The results as Markdown.

use std::time::Duration;

use async_resp_tests::page;

/// The times of one subject, one for each round.
pub(crate) struct Row {
    pub(crate) title: &'static str,
    pub(crate) times: Vec<Duration>,
    /// How much of its time the first row may take, in percent.
    pub(crate) goal: Option<f64>,
}

impl Row {
    fn median(&self) -> f64 {
        let mut times = self.times.clone();
        times.sort_unstable();
        times.get(times.len() / 2).map_or(f64::NAN, Duration::as_secs_f64)
    }

    fn shortest(&self) -> f64 {
        self.times.iter().min().map_or(f64::NAN, Duration::as_secs_f64)
    }
}

const HEAD: &str = "| | median | shortest | ours is, by medians | by the shortest | goal | |\n\
                    | --- | ---: | ---: | ---: | ---: | ---: | --- |\n";

/// A line for each row. The first one is ours, and stands as a part of each row that it is compared with. Where others use
/// the machine too, the shortest times tell more than the medians.
pub(crate) fn render(rows: &[Row]) -> String {
    let [ours, ..] = rows else { return HEAD.to_owned() };
    let line = |row: &Row| {
        let (title, median, shortest) = (row.title, row.median(), row.shortest());
        let compared = row.goal.map_or_else(
            || "– | – | – |".to_owned(),
            |goal| {
                let (of_median, of_shortest) = (100.0 * ours.median() / median, 100.0 * ours.shortest() / shortest);
                let verdict = page::verdict(of_median <= goal);
                format!("{of_median:.1} % | {of_shortest:.1} % | ≤ {goal} % | {verdict}")
            },
        );
        format!("| {title} | {median:.3} s | {shortest:.3} s | {compared} |\n")
    };
    rows.iter().map(line).fold(HEAD.to_owned(), |table, line| table + &line)
}

#[cfg(test)]
mod tests {
    use super::{Duration, Row, render};

    #[test]
    fn ratios_and_goals() {
        let row = |title, times: [u64; 3], goal| Row { title, times: times.map(Duration::from_millis).to_vec(), goal };
        let rows = [
            row("ours", [500, 300, 900], None),
            row("a", [2000, 2500, 600], Some(25.0)),
            row("b", [2000, 2500, 600], Some(24.9)),
        ];
        let table = render(&rows);
        assert!(table.contains("| ours | 0.500 s | 0.300 s | – | – | – | |\n"), "{table}");
        assert!(table.contains("| a | 2.000 s | 0.600 s | 25.0 % | 50.0 % | ≤ 25 % | met |\n"), "{table}");
        assert!(table.contains("| b | 2.000 s | 0.600 s | 25.0 % | 50.0 % | ≤ 24.9 % | **missed** |\n"), "{table}");
    }
}
