//! The parts of a reply in a struct of an author's own, as derived code finds them.
//!
//! A part stands in a field, or in a field of a field, and any of these may be an `Option`. The derive sees tokens and no
//! types: what a field holds is settled here, by the compiler, and told in one message where it cannot be what it should.

use alloc::vec::Vec;
use core::ops::{Deref, DerefMut};

use crate::code::Code;
use crate::detail::Detail;
use crate::id::{Never, NoType, ResourceId};
use crate::optional::{MaybeTask, Remark};
use crate::reply::AsyncResponse;
use crate::task::TaskId;

/// A field, to be asked for what it holds: of an `Option` what is in it, of any other type the field itself.
///
/// A method of `Place<Option<T>>` comes before one that is only found by dereferencing: no trait has to be in scope, and
/// the type need not be known where this is written.
#[derive(Debug)]
pub struct Place<'a, T>(Whole<'a, T>);

/// A field that is no `Option`.
#[derive(Debug)]
pub struct Whole<'a, T>(&'a T);

impl<'a, T> Place<'a, T> {
    /// The place of a field.
    pub const fn of(field: &'a T) -> Self {
        Self(Whole(field))
    }
}

impl<'a, T> Place<'a, Option<T>> {
    /// What the option holds.
    #[must_use]
    pub const fn held(&self) -> Option<&'a T> {
        self.0.0.as_ref()
    }
}

impl<'a, T> Whole<'a, T> {
    /// The field itself.
    #[must_use]
    #[allow(clippy::unnecessary_wraps, reason = "what is written behind it suits a field of either kind")]
    pub const fn held(&self) -> Option<&'a T> {
        Some(self.0)
    }
}

impl<'a, T> Deref for Place<'a, T> {
    type Target = Whole<'a, T>;

    fn deref(&self) -> &Whole<'a, T> {
        &self.0
    }
}

/// The same, for a field that is to be changed.
#[derive(Debug)]
pub struct PlaceMut<'a, T>(WholeMut<'a, T>);

/// A field that is no `Option`, to be changed.
#[derive(Debug)]
pub struct WholeMut<'a, T>(&'a mut T);

impl<'a, T> PlaceMut<'a, T> {
    /// The place of a field.
    pub const fn of(field: &'a mut T) -> Self {
        Self(WholeMut(field))
    }
}

impl<T> PlaceMut<'_, Option<T>> {
    /// What the option holds.
    pub const fn held(&mut self) -> Option<&mut T> {
        self.0.0.as_mut()
    }
}

impl<T> WholeMut<'_, T> {
    /// The field itself.
    #[allow(clippy::unnecessary_wraps, reason = "what is written behind it suits a field of either kind")]
    pub const fn held(&mut self) -> Option<&mut T> {
        Some(self.0)
    }
}

impl<'a, T> Deref for PlaceMut<'a, T> {
    type Target = WholeMut<'a, T>;

    fn deref(&self) -> &WholeMut<'a, T> {
        &self.0
    }
}

impl<T> DerefMut for PlaceMut<'_, T> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        &mut self.0
    }
}

/// What holds the code.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot hold the code of a reply",
    label = "servers send codes as integers and as text",
    note = "use `async_resp_core::Code`, which reads both"
)]
pub trait CodeField {
    /// The code.
    fn code(&self) -> Code;
}

impl CodeField for Code {
    fn code(&self) -> Code {
        *self
    }
}

/// The code in a field.
pub fn code<T: CodeField>(field: &T) -> Code {
    field.code()
}

/// What holds a message, or a code in words.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot hold the text of a reply",
    label = "not a text",
    note = "use `async_resp_core::Remark`, or a text type (`AsRef<str>`) or an `Option` of one"
)]
pub trait TextField {
    /// The text, where there is one.
    fn text(&self) -> Option<&str>;
}

impl<T: AsRef<str>> TextField for T {
    fn text(&self) -> Option<&str> {
        Some(self.as_ref()).filter(|text| !text.is_empty())
    }
}

impl TextField for Remark {
    fn text(&self) -> Option<&str> {
        self.text()
    }
}

// A second candidate that never applies, so that the compiler reports `TextField` and not `AsRef` (as for
// `StandardDerives`).
impl<T: TextField> TextField for T
where
    NoType<T>: Never,
{
    fn text(&self) -> Option<&str> {
        None
    }
}

/// The text in a field; the empty one is none.
pub fn text<T: TextField>(held: Option<&T>) -> Option<&str> {
    held.and_then(TextField::text)
}

/// What holds a task number.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot hold the task number of a reply",
    label = "servers send task numbers as integers and as text",
    note = "use `async_resp_core::MaybeTask`, which reads both, and null or nothing as none"
)]
pub trait TaskField {
    /// The task, where there is one.
    fn task(&self) -> Option<&TaskId>;
}

impl TaskField for TaskId {
    fn task(&self) -> Option<&TaskId> {
        Some(self)
    }
}

impl TaskField for MaybeTask {
    fn task(&self) -> Option<&TaskId> {
        self.id()
    }
}

/// The task in a field.
pub fn task<T: TaskField>(held: Option<&T>) -> Option<&TaskId> {
    held.and_then(TaskField::task)
}

/// What holds a message and is read by its own `Deserialize`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not read every message that servers send",
    label = "a message that is null would be an error",
    note = "use `async_resp_core::Remark`, which reads them all, or an `Option` of a text type"
)]
pub trait ReadMessage {
    /// The text, where there is one.
    fn text(&self) -> Option<&str>;
}

impl<T: TextField> ReadMessage for Option<T> {
    fn text(&self) -> Option<&str> {
        text(self.as_ref())
    }
}

impl ReadMessage for Remark {
    fn text(&self) -> Option<&str> {
        self.text()
    }
}

/// The message in a field.
pub fn read_message<T: ReadMessage>(field: &T) -> Option<&str> {
    field.text()
}

/// What holds a code in words and is read by its own `Deserialize`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not read every `codeDesc` that servers send",
    label = "a `codeDesc` that is an integer would be an error",
    note = "use `async_resp_core::Remark`, which reads them all"
)]
pub trait ReadCodeDesc {
    /// The text, where there is one.
    fn text(&self) -> Option<&str>;
}

impl ReadCodeDesc for Remark {
    fn text(&self) -> Option<&str> {
        self.text()
    }
}

/// The code in words in a field.
pub fn read_code_desc<T: ReadCodeDesc>(field: &T) -> Option<&str> {
    field.text()
}

/// What holds a task number and is read by its own `Deserialize`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not read every task number that servers send",
    label = "the empty text, which says that there is no task, would be an error",
    note = "use `async_resp_core::MaybeTask`, which reads them all",
    note = "or keep an `Option<TaskId>` and write `#[serde(default, deserialize_with = \"TaskId::optional\")]` on it"
)]
pub trait ReadTask {
    /// The task, where there is one.
    fn task(&self) -> Option<&TaskId>;
}

impl ReadTask for MaybeTask {
    fn task(&self) -> Option<&TaskId> {
        self.id()
    }
}

/// The task in a field.
pub fn read_task<T: ReadTask>(field: &T) -> Option<&TaskId> {
    field.task()
}

/// What holds the entries of a batch reply.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot hold the entries of a batch reply",
    label = "not a `Detail`",
    note = "use `async_resp_core::Detail<Id>`, or `Detail<Id, Entry>` for entries with a payload: it loses no entry"
)]
pub trait DetailField {
    /// What the entries are keyed by.
    type Id: ResourceId;
    /// What is said of each.
    type Entry: AsyncResponse;

    /// The entries.
    fn detail(&self) -> &Detail<Self::Id, Self::Entry>;

    /// The entries, leaving none behind.
    fn take(&mut self) -> Detail<Self::Id, Self::Entry>;
}

impl<Id: ResourceId, E: AsyncResponse> DetailField for Detail<Id, E> {
    type Id = Id;
    type Entry = E;

    fn detail(&self) -> &Self {
        self
    }

    fn take(&mut self) -> Self {
        core::mem::take(self)
    }
}

impl<Id: ResourceId, E: AsyncResponse> DetailField for Option<Detail<Id, E>> {
    type Id = Id;
    type Entry = E;

    fn detail(&self) -> &Detail<Id, E> {
        self.as_ref().unwrap_or(none())
    }

    fn take(&mut self) -> Detail<Id, E> {
        self.take().unwrap_or_default()
    }
}

/// Asks whether a type can hold entries.
pub const fn holds_entries<T: DetailField>() {}

/// Asks whether a type says what every reply says.
pub const fn is_reply<T: AsyncResponse>() {}

/// The field that an author says is a `T`, which a derive cannot see.
///
/// A trait, so that of a field of another type each mention says the same, and the compiler says it once.
#[diagnostic::on_unimplemented(
    message = "the entries are in a `{Self}`, not in a `{T}`",
    label = "the type behind this name is another one",
    note = "write the type that the field has"
)]
pub trait DetailWithin<T: DetailField> {
    /// The entries.
    fn detail(&self) -> &Detail<T::Id, T::Entry>;

    /// The entries, leaving none behind.
    fn take(&mut self) -> Detail<T::Id, T::Entry>;
}

impl<T: DetailField> DetailWithin<T> for T {
    fn detail(&self) -> &Detail<T::Id, T::Entry> {
        DetailField::detail(self)
    }

    fn take(&mut self) -> Detail<T::Id, T::Entry> {
        DetailField::take(self)
    }
}

/// The entries of a field, none where it is not there.
#[must_use]
pub fn detail<Id, E>(held: Option<&Detail<Id, E>>) -> &Detail<Id, E> {
    held.unwrap_or(none())
}

fn none<'a, Id, E>() -> &'a Detail<Id, E> {
    const { &Detail { entries: Vec::new(), strays: Vec::new() } }
}
