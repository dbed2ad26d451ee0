//! A subscriber that keeps all that it is told, for tests: [`collect`] runs something under it.

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::{Interest, with_default};
use tracing::{Event, Level, Metadata, Subscriber};
use tracing_core::span::Current;

/// An event, or a span as it was made.
#[derive(Debug, Clone)]
pub struct Told {
    /// Its level.
    pub level: Level,
    /// What its metadata calls it.
    pub name: &'static str,
    /// Where it comes from.
    pub target: &'static str,
    /// The message; spans have none.
    pub message: Option<String>,
    /// The other fields, in order.
    pub fields: Vec<(&'static str, Value)>,
    /// The place in [`Collected::spans`] of the span that it is in.
    pub span: Option<usize>,
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A number or a truth value, written out.
    Number(String),
    /// Any text.
    Text(String),
}

impl Told {
    /// All of it but the span: `WARN chunk lost chunk=0 ids=2`.
    #[must_use]
    pub fn line(&self) -> String {
        let mut line = format!("{} {}", self.level, self.name);
        for (name, value) in &self.fields {
            let (Value::Number(value) | Value::Text(value)) = value;
            write!(line, " {name}={value}").expect("a String takes all");
        }
        line
    }
}

/// All that was told.
#[derive(Debug, Clone, Default)]
pub struct Collected {
    /// In the order told.
    pub events: Vec<Told>,
    /// In the order made.
    pub spans: Vec<Told>,
    /// How many handles of each span are left.
    pub handles: Vec<usize>,
    entered: Vec<(Id, &'static Metadata<'static>)>,
    metadata: Vec<&'static Metadata<'static>>,
}

impl Collected {
    /// Each event as a line.
    #[must_use]
    pub fn lines(&self) -> Vec<String> {
        self.events.iter().map(Told::line).collect()
    }
}

/// A subscriber that wants all that `wanted` says.
#[derive(Debug, Clone)]
pub struct Collector {
    collected: Arc<Mutex<Collected>>,
    wanted: fn(&Metadata<'_>) -> bool,
}

impl Collector {
    /// A collector that has nothing yet.
    #[must_use]
    pub fn new(wanted: fn(&Metadata<'_>) -> bool) -> Self {
        Self { collected: Arc::default(), wanted }
    }

    /// Runs something under it, on this thread.
    pub fn under<T>(&self, run: impl FnOnce() -> T) -> T {
        with_default(self.clone(), run)
    }

    /// What it has.
    #[must_use]
    pub fn collected(&self) -> Collected {
        self.lock().clone()
    }

    fn lock(&self) -> MutexGuard<'_, Collected> {
        self.collected.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// All that is told while something runs.
pub fn collect(run: impl FnOnce()) -> Collected {
    let collector = Collector::new(|_| true);
    collector.under(run);
    collector.collected()
}

impl Subscriber for Collector {
    /// Another test at the same time may want other events.
    fn register_callsite(&self, _: &'static Metadata<'static>) -> Interest {
        Interest::sometimes()
    }

    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        (self.wanted)(metadata)
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        let mut fields = Fields::default();
        attributes.record(&mut fields);
        let mut collected = self.lock();
        let span = collected.parent(attributes.parent(), attributes.is_contextual());
        collected.spans.push(fields.told(attributes.metadata(), span));
        collected.handles.push(1);
        collected.metadata.push(attributes.metadata());
        Id::from_u64(collected.spans.len() as u64)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        let mut collected = self.lock();
        let span = collected.parent(event.parent(), event.is_contextual());
        collected.events.push(fields.told(event.metadata(), span));
    }

    fn enter(&self, span: &Id) {
        let mut collected = self.lock();
        let metadata = collected.metadata[place(span)];
        collected.entered.push((span.clone(), metadata));
    }

    fn exit(&self, span: &Id) {
        self.lock().entered.retain(|(entered, _)| entered != span);
    }

    fn current_span(&self) -> Current {
        self.lock().entered.last().map_or_else(Current::none, |(id, metadata)| Current::new(id.clone(), metadata))
    }

    fn clone_span(&self, span: &Id) -> Id {
        self.lock().handles[place(span)] += 1;
        span.clone()
    }

    fn try_close(&self, span: Id) -> bool {
        let handles = &mut self.lock().handles[place(&span)];
        *handles -= 1;
        *handles == 0
    }
}

impl Collected {
    fn parent(&self, named: Option<&Id>, contextual: bool) -> Option<usize> {
        named.map(place).or_else(|| self.entered.last().filter(|_| contextual).map(|(id, _)| place(id)))
    }
}

fn place(span: &Id) -> usize {
    usize::try_from(span.into_u64()).expect("as many as fit into memory") - 1
}

#[derive(Debug, Default)]
struct Fields {
    message: Option<String>,
    fields: Vec<(&'static str, Value)>,
}

impl Fields {
    fn told(self, metadata: &'static Metadata<'static>, span: Option<usize>) -> Told {
        let Self { message, fields } = self;
        Told { level: *metadata.level(), name: metadata.name(), target: metadata.target(), message, fields, span }
    }

    fn number(&mut self, field: &Field, number: &impl ToString) {
        self.fields.push((field.name(), Value::Number(number.to_string())));
    }

    fn text(&mut self, field: &Field, text: String) {
        match field.name() {
            "message" => self.message = Some(text),
            name => self.fields.push((name, Value::Text(text))),
        }
    }
}

impl Visit for Fields {
    fn record_i64(&mut self, field: &Field, value: i64) {
        self.number(field, &value);
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        self.number(field, &value);
    }

    fn record_bool(&mut self, field: &Field, value: bool) {
        self.number(field, &value);
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.text(field, value.to_owned());
    }

    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.text(field, format!("{value:?}"));
    }
}
