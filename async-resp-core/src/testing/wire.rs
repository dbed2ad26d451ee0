//! The bytes of a [`FakeCloud`](super::FakeCloud): requests read and replies written.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Write as _};

use crate::code::Code;
use crate::follow::{TaskEnd, TaskState};
use crate::json;
use crate::raw::Raw;
use crate::reply::TaskReply;
use crate::task::TaskId;

/// What the server answers to a request of the action, lies included. For [`FakeCloud::answer_with`], which writes it in the
/// form of one's own API.
///
/// [`FakeCloud::answer_with`]: super::FakeCloud::answer_with
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionReply {
    /// The outermost code.
    pub code: Code,
    /// The task beside `detail`.
    pub task: Option<TaskId>,
    /// What `detail` says: keys, and what stands under each.
    pub entries: Vec<(String, TaskReply)>,
    /// A task that stands among the entries, under `taskId`.
    pub beside: Option<TaskId>,
    /// Whether codes are text, task numbers integers, reasons in `msg`, and a number is beside the entries.
    pub spelled: bool,
}

/// What the server answers to a query. For [`FakeCloud::answer_queries_with`].
///
/// [`FakeCloud::answer_queries_with`]: super::FakeCloud::answer_queries_with
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryReply {
    /// The code of the query itself.
    pub code: Code,
    /// The tasks that it tells of, and the state of each.
    pub states: Vec<(TaskId, TaskState<String>)>,
}

/// What a request names.
#[derive(Debug)]
pub(super) enum Names {
    Ids(Vec<String>),
    Tasks(Vec<String>),
}

/// The names of the lists in requests.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fields {
    pub(super) ids: &'static str,
    pub(super) tasks: &'static str,
}

/// A request: what it names, and the nonce that makes it another than all before.
#[derive(Debug)]
pub(super) struct Request {
    pub(super) nonce: Option<Box<str>>,
    pub(super) names: Names,
}

impl Request {
    /// A request from its body, or what is wrong with that.
    pub(super) fn read(body: &[u8], fields: Fields) -> Result<Self, String> {
        let Fields { ids, tasks } = fields;
        let expected = || format!("expected an object with a list `{ids}` or `{tasks}`");
        let members = match json::from_slice(body) {
            Ok(Raw::Object(members)) => members,
            Ok(other) => return Err(format!("{}, found {}", expected(), other.kind())),
            Err(error) => return Err(format!("{}: {error}", expected())),
        };
        let (mut nonce, mut names) = (None, None);
        for (name, value) in members {
            match value {
                Raw::List(list) if *name == *ids => names = Some(Names::Ids(texts(list))),
                Raw::List(list) if *name == *tasks => names = Some(Names::Tasks(texts(list))),
                value if name.eq_ignore_ascii_case("nonce") => nonce = text(value),
                _ => {}
            }
        }
        let names = names.ok_or_else(|| format!("{}, found neither", expected()))?;
        Ok(Self { nonce, names })
    }
}

fn texts(list: Vec<Raw>) -> Vec<String> {
    list.into_iter().filter_map(text).map(String::from).collect()
}

fn text(value: Raw) -> Option<Box<str>> {
    match value {
        Raw::Text(text) => Some(text),
        Raw::Integer(number) => Some(format!("{number}").into()),
        Raw::Large(number) => Some(format!("{number}").into()),
        _ => None,
    }
}

/// Text in quotes.
pub(super) struct Quoted<'a>(pub(super) &'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        for part in self.0.split_inclusive(|c: char| c < ' ' || c == '"' || c == '\\') {
            match part.chars().next_back() {
                Some(last) if last < ' ' || last == '"' || last == '\\' => {
                    f.write_str(&part[..part.len() - 1])?;
                    write!(f, "\\u{:04x}", u32::from(last))?;
                }
                _ => f.write_str(part)?,
            }
        }
        f.write_char('"')
    }
}

/// A list of texts under a name, with a nonce.
pub(super) fn request<T: fmt::Display>(nonce: u64, name: &str, list: impl IntoIterator<Item = T>) -> Vec<u8> {
    let mut body = format!("{{\"nonce\":{nonce},{}:[", Quoted(name));
    let (mut text, mut separator) = (String::new(), "");
    for one in list {
        text.clear();
        // Writing to a text does not fail.
        let _ = write!(text, "{one}");
        let _ = write!(body, "{separator}{}", Quoted(&text));
        separator = ",";
    }
    body.push_str("]}");
    body.into_bytes()
}

impl ActionReply {
    /// The reply in the documented form.
    pub(super) fn to_json(&self) -> Vec<u8> {
        let mut body = String::with_capacity(64 + self.entries.len() * 72);
        let _ = self.write(&mut body);
        body.into_bytes()
    }

    fn write(&self, body: &mut String) -> fmt::Result {
        let spelled = self.spelled;
        body.push_str("{\"code\":");
        write_code(body, self.code, spelled)?;
        body.push_str(",\"message\":\"\"");
        if let Some(task) = &self.task {
            write_task(body, task, spelled)?;
        }
        if self.entries.is_empty() {
            // A PHP array that is empty.
            body.push_str(if spelled { ",\"detail\":null}" } else { ",\"detail\":[]}" });
            return Ok(());
        }
        body.push_str(",\"detail\":{");
        for (number, (id, entry)) in self.entries.iter().enumerate() {
            if number > 0 {
                body.push(',');
            }
            write!(body, "{}:{{\"code\":", Quoted(id))?;
            write_code(body, entry.code(), spelled)?;
            body.push_str(if spelled { ",\"msg\":" } else { ",\"message\":" });
            write!(body, "{}", Quoted(entry.message().unwrap_or_default()))?;
            if let Some(task) = entry.task_id() {
                write_task(body, task, spelled)?;
            }
            body.push('}');
        }
        if let Some(task) = &self.beside {
            write!(body, ",\"taskId\":{}", Quoted(task.as_str()))?;
        }
        body.push_str(if spelled { ",\"total\":\"1\"}}" } else { "}}" });
        Ok(())
    }
}

fn write_code(body: &mut String, code: Code, spelled: bool) -> fmt::Result {
    let quote = if spelled { "\"" } else { "" };
    write!(body, "{quote}{code}{quote}")
}

fn write_task(body: &mut String, task: &TaskId, spelled: bool) -> fmt::Result {
    match task.as_str().parse::<u64>() {
        Ok(number) if spelled => write!(body, ",\"requestId\":{number}"),
        _ => write!(body, ",\"requestId\":{}", Quoted(task.as_str())),
    }
}

impl QueryReply {
    /// The reply in the form that [`states`] reads.
    pub(super) fn to_json(&self) -> Vec<u8> {
        let mut body = String::with_capacity(48 + self.states.len() * 48);
        let _ = self.write(&mut body);
        body.into_bytes()
    }

    fn write(&self, body: &mut String) -> fmt::Result {
        write!(body, "{{\"code\":{},\"message\":\"\",\"data\":{{", self.code)?;
        for (number, (task, state)) in self.states.iter().enumerate() {
            let separator = if number > 0 { "," } else { "" };
            write!(body, "{separator}{}:{{\"status\":", Quoted(task.as_str()))?;
            match state {
                TaskState::Waiting => body.push_str("\"waiting\""),
                TaskState::Running => body.push_str("\"running\""),
                TaskState::Partly => body.push_str("\"partly\""),
                TaskState::Unrecognised(word) => write!(body, "{}", Quoted(word))?,
                TaskState::Succeeded => write_end(body, &TaskEnd::Succeeded)?,
                TaskState::Cancelled => write_end(body, &TaskEnd::Cancelled)?,
                TaskState::Failed { code, message } => {
                    write_end(body, &TaskEnd::Failed { code: *code, message: message.clone() })?;
                }
                TaskState::PerId(ends) => {
                    body.push_str("\"ended\",\"ends\":{");
                    for (number, (id, end)) in ends.iter().enumerate() {
                        let separator = if number > 0 { "," } else { "" };
                        write!(body, "{separator}{}:{{\"status\":", Quoted(id))?;
                        write_end(body, end)?;
                        body.push('}');
                    }
                    body.push('}');
                }
            }
            body.push('}');
        }
        body.push_str("}}");
        Ok(())
    }
}

fn write_end(body: &mut String, end: &TaskEnd) -> fmt::Result {
    match end {
        TaskEnd::Succeeded => body.push_str("\"succeeded\""),
        TaskEnd::Cancelled => body.push_str("\"cancelled\""),
        TaskEnd::Undetermined => body.push_str("\"undetermined\""),
        TaskEnd::Failed { code, message } => {
            write!(body, "\"failed\",\"code\":{code}")?;
            if let Some(message) = message {
                write!(body, ",\"message\":{}", Quoted(message))?;
            }
        }
    }
    Ok(())
}
