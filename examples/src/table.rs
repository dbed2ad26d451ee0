//! The table of a report, and the remarks beneath it, drawn for a terminal of some width or for a file.

use std::fmt::Write as _;

use anstyle::Style;
use async_resp_core::{AsyncResponse, Report, ResourceId};
use tabled::builder::Builder;
use tabled::grid::util::string::get_line_width;
use tabled::settings::width::Wrap;
use tabled::settings::{Color, Padding, Style as Borders};

use crate::remarks::{self, Remark};
use crate::rows::{self, Row};
use crate::text::{Limits, printable};

const COLUMNS: [&str; 5] = ["resource", "outcome", "code", "task", "message"];
/// The column of the table that is coloured.
const OUTCOME: usize = 1;
/// What a cell holds where there is nothing to say, so that each line has as many words for programs that split it.
const NOTHING: &str = "-";
/// Spaces between two columns.
const GAP: usize = 2;
/// The width below which a message is put on lines of its own: a column of single words is no longer read.
const NARROWEST_MESSAGE: usize = 24;
/// The labels of remarks are padded to this.
const LABEL: usize = 10;

/// Where a table is drawn. Styles are always written; the stream takes them out where they are not wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// The columns of the terminal. Without it each row is one line, however long.
    pub width: Option<usize>,
}

impl Layout {
    /// How much of a text is shown.
    #[must_use]
    pub const fn limits(self) -> Limits {
        if self.width.is_some() { Limits::TERMINAL } else { Limits::PLAIN }
    }

    /// A report: its table, an empty line and the remarks.
    #[must_use]
    pub fn report<Id: ResourceId, E: AsyncResponse>(self, report: &Report<Id, E>) -> String {
        let rows = rows::of(report);
        let mut drawn = String::new();
        if !rows.is_empty() {
            drawn = self.table(&rows);
            drawn.push('\n');
        }
        drawn + &self.remarks(&remarks::of(report, self.limits()))
    }

    /// The rows under their heading.
    #[must_use]
    pub fn table(self, rows: &[Row<'_>]) -> String {
        let cells: Vec<_> = rows.iter().map(|row| self.cells(row)).collect();
        let widths: [usize; 5] = std::array::from_fn(|column| {
            let cells = cells.iter().map(|cells| get_line_width(&cells[column]));
            cells.chain([COLUMNS[column].len()]).max().unwrap_or_default()
        });
        let [resource, outcome, code, task, message] = widths;
        let drawn = match self.width {
            None => draw(rows, cells, message),
            Some(width) => {
                let beside_resource = width.saturating_sub(outcome + code + task + 3 * GAP);
                let left = beside_resource.saturating_sub(resource + GAP);
                if left < message.min(NARROWEST_MESSAGE) {
                    draw_narrow(rows, cells, beside_resource.max(COLUMNS[0].len()), width)
                } else {
                    draw(rows, cells, left)
                }
            }
        };
        let mut trimmed = String::with_capacity(drawn.len());
        for line in drawn.lines() {
            trimmed += line.trim_end();
            trimmed.push('\n');
        }
        trimmed
    }

    fn cells(self, row: &Row<'_>) -> [String; 5] {
        let limits = self.limits();
        let name = |text: Option<&str>| text.map_or_else(|| NOTHING.to_owned(), |text| printable(text, limits.name));
        [
            name(Some(&*row.resource).filter(|key| !key.is_empty())),
            row.outcome.to_owned(),
            row.code.map_or_else(|| NOTHING.to_owned(), |code| code.to_string()),
            name(row.task.as_ref().map(AsRef::as_ref)),
            printable(row.message.unwrap_or_default(), limits.sentence),
        ]
    }

    /// The remarks, each behind its label.
    #[must_use]
    pub fn remarks(self, remarks: &[Remark]) -> String {
        let mut drawn = String::new();
        for Remark { label, text, style } in remarks {
            let text = match self.width {
                Some(width) => wrapped(text, width.saturating_sub(LABEL + GAP)),
                None => text.clone(),
            };
            for (number, line) in text.lines().enumerate() {
                let label = if number == 0 { label } else { "" };
                // Writing to a string never fails.
                let _ = writeln!(drawn, "{label:LABEL$}{:GAP$}{style}{line}{style:#}", "");
            }
        }
        drawn
    }
}

/// Every row on its line; only the message, which comes last, is wrapped.
fn draw(rows: &[Row<'_>], mut cells: Vec<[String; 5]>, message_width: usize) -> String {
    for [.., message] in &mut cells {
        *message = wrapped(message, message_width);
    }
    draw_columns(COLUMNS, rows, cells)
}

/// Every message on lines of its own beneath the row, for a terminal on which ids leave it no room. The id is wrapped where
/// it does not even fit itself.
fn draw_narrow(rows: &[Row<'_>], cells: Vec<[String; 5]>, resource_width: usize, width: usize) -> String {
    const INDENT: &str = "    ";
    let (mut heights, mut messages) = (Vec::with_capacity(rows.len()), Vec::with_capacity(rows.len()));
    let cells = cells.into_iter().map(|[resource, outcome, code, task, message]| {
        let resource = wrapped(&resource, resource_width);
        heights.push(resource.lines().count());
        messages.push(wrapped(&message, width.saturating_sub(INDENT.len())));
        [resource, outcome, code, task]
    });
    let [resource, outcome, code, task, _] = COLUMNS;
    let drawn = draw_columns([resource, outcome, code, task], rows, cells.collect());

    let mut lines = drawn.lines();
    let mut mixed: Vec<String> = lines.next().map(str::to_owned).into_iter().collect();
    for (height, message) in heights.into_iter().zip(messages) {
        mixed.extend(lines.by_ref().take(height).map(str::to_owned));
        mixed.extend(message.lines().map(|line| format!("{INDENT}{line}")));
    }
    mixed.join("\n")
}

/// Draws columns without borders: the heading in bold, the outcome of each row in its colour.
fn draw_columns<const N: usize>(heading: [&str; N], rows: &[Row<'_>], cells: Vec<[String; N]>) -> String {
    let mut builder = Builder::with_capacity(rows.len() + 1, N);
    builder.push_record(heading);
    for cells in cells {
        builder.push_record(cells);
    }
    let mut table = builder.build();
    table.with(Borders::empty()).with(Padding::new(0, GAP, 0, 0));
    for column in 0..N {
        table.modify((0, column), color(Style::new().bold()));
    }
    for (line, row) in (1..).zip(rows) {
        table.modify((line, OUTCOME), color(row.tone.style()));
    }
    table.to_string()
}

fn color(style: Style) -> Color {
    Color::new(style.render().to_string(), style.render_reset().to_string())
}

/// `text` in lines of at most `width` columns, wide characters counted as two, words kept together where they fit.
fn wrapped(text: &str, width: usize) -> String {
    if get_line_width(text) <= width {
        return text.to_owned();
    }
    let lines = Wrap::wrap(text, width.max(2), true);
    lines.lines().map(str::trim).collect::<Vec<_>>().join("\n")
}
