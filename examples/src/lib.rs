//! What the example programs share: how a report is shown to a person, and with which status a program ends.
//!
//! [`rows`] and [`remarks`] say what there is to show of a report, [`table`] draws it, [`text`] makes words of a server safe
//! to print, [`status`] turns a report into the exit status, [`program`] has what every command line needs. What belongs to
//! one program only lives in its own folder.

#![forbid(unsafe_code)]

pub mod program;
pub mod remarks;
pub mod rows;
pub mod status;
pub mod table;
pub mod text;
