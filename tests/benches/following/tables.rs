//! The tables of the page: medians at each size, and the goals.

use std::collections::BTreeMap;

use async_resp_tests::page;

use crate::{Column, SIZES};

/// The numbers of each column at each size, in ascending order; none of what cannot be measured.
pub(crate) type Samples = BTreeMap<(Column, u32), Vec<u32>>;

const FIRST: u32 = SIZES[0];
const LAST: u32 = SIZES[SIZES.len() - 1];

/// Which of the samples stands for all.
#[derive(Clone, Copy)]
enum By {
    Median,
    Shortest,
}

impl By {
    fn number(self, samples: &Samples, column: Column, size: u32) -> Option<f64> {
        let samples = samples.get(&(column, size))?;
        let number = match self {
            By::Median => samples.get(samples.len() / 2),
            By::Shortest => samples.first(),
        };
        number.copied().map(f64::from)
    }

    fn growth(self, samples: &Samples, column: Column, size: u32) -> Option<f64> {
        Some(self.number(samples, column, size)? / self.number(samples, column, FIRST)?)
    }

    fn most(self, samples: &Samples, column: Column) -> Option<f64> {
        SIZES.into_iter().filter_map(|size| self.number(samples, column, size)).reduce(f64::max)
    }
}

pub(crate) fn medians(samples: &Samples) -> String {
    let head = "| tasks or ids | `Follow`: ns a polled task | growth | bytes a live task | `Submit`: ns an id, all accepted \
                | growth | ns an id, a tenth lost or failed | growth |\n\
                | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |";
    let cells = |column, size| {
        let number = shown(By::Median.number(samples, column, size), 0);
        match column {
            Column::FollowBytes => number,
            _ => format!("{number} | {} ×", shown(By::Median.growth(samples, column, size), 2)),
        }
    };
    let row = |size| format!("| {size} | {} |", Column::ALL.map(|column| cells(column, size)).join(" | "));
    [head.to_owned()].into_iter().chain(SIZES.map(row)).collect::<Vec<_>>().join("\n")
}

type Number = fn(By, &Samples) -> Option<f64>;

pub(crate) fn goals(samples: &Samples) -> String {
    let goals: [(&str, f64, usize, Number); 5] = [
        ("`Follow`: ns a polled task, at a million", 1000.0, 0, |by, all| by.number(all, Column::Follow, LAST)),
        ("`Follow`: growth from a thousand to a million", 2.0, 2, |by, all| by.growth(all, Column::Follow, LAST)),
        ("`Follow`: bytes a live task, at a million", 250.0, 0, |by, all| by.number(all, Column::FollowBytes, LAST)),
        ("`Submit`: ns an id, all accepted, at any size", 200.0, 0, |by, all| by.most(all, Column::Accepted)),
        ("`Submit`: ns an id, a tenth lost or failed, at any size", 200.0, 0, |by, all| by.most(all, Column::Mixed)),
    ];
    let row = |(name, goal, decimals, number): (&str, f64, usize, Number)| {
        let [median, shortest] = [By::Median, By::Shortest].map(|by| number(by, samples));
        let verdict = median.map_or("not measured", |number| page::verdict(number <= goal));
        let [median, shortest] = [median, shortest].map(|number| shown(number, decimals));
        format!("| {name} | ≤ {goal:.decimals$} | {median} | {shortest} | {verdict} |")
    };
    [page::GOALS.to_owned()].into_iter().chain(goals.map(row)).collect::<Vec<_>>().join("\n")
}

fn shown(number: Option<f64>, decimals: usize) -> String {
    number.map_or_else(|| "–".to_owned(), |number| format!("{number:.decimals$}"))
}
