//! What all operations share: sending a request, and making of the answer what the operation gives to its caller.

use std::fmt;

use async_resp_core::{Asked, AsyncResponse, BatchResponse, JoinError, Report, RequestError, json};
use serde::de::DeserializeOwned;

/// A request: the action, and its parameters by the names that the API gives them.
#[derive(Debug)]
pub(crate) struct Request {
    pub(crate) action: &'static str,
    pub(crate) parameters: Vec<(String, String)>,
}

impl Request {
    pub(crate) fn new(action: &'static str) -> Self {
        Self { action, parameters: Vec::new() }
    }

    pub(crate) fn with(mut self, name: impl Into<String>, value: &impl ToString) -> Self {
        self.parameters.push((name.into(), value.to_string()));
        self
    }

    /// A list, as `name.0`, `name.1`, ….
    pub(crate) fn with_list<T: ToString>(self, name: &str, values: impl IntoIterator<Item = T>) -> Self {
        let numbered = values.into_iter().enumerate();
        numbered.fold(self, |request, (number, value)| request.with(format!("{name}.{number}"), &value))
    }
}

/// What carries requests to the server: signs them, sends them and returns the body of the answer.
pub(crate) trait Transport {
    fn send(&self, request: &Request) -> Result<Vec<u8>, SendError>;
}

/// Why there is no answer.
#[derive(Debug)]
pub(crate) enum SendError {
    /// Nothing left this machine: no name, no connection, no signature.
    NotSent(String),
    /// It may have left, and no answer came.
    Lost(String),
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SendError::NotSent(why) => write!(f, "the request was not sent: {why}"),
            SendError::Lost(why) => write!(f, "the answer was lost, and the request may have run: {why}"),
        }
    }
}

impl std::error::Error for SendError {}

/// Why an operation on one resource was not accepted.
#[derive(Debug)]
pub(crate) enum Error {
    Send(SendError),
    /// An answer came and is no reply: the request may have run.
    Unreadable(json::Error),
    /// The server turned the request down.
    Refused(RequestError),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Send(error) => error.fmt(f),
            Error::Unreadable(error) => write!(f, "the answer cannot be read, and the request may have run: {error}"),
            Error::Refused(refusal) if refusal.may_have_run() => write!(f, "{refusal}; it may have run all the same"),
            Error::Refused(refusal) => refusal.fmt(f),
        }
    }
}

// Each text holds that of what it wraps, so there is no source to show beside it.
impl std::error::Error for Error {}

pub(crate) struct Client<T> {
    transport: T,
}

/// What a batch operation gives: a report, whatever happened on the way. The error is that of two chunks that name one id.
pub(crate) type BatchResult<R> = Result<
    Report<<R as BatchResponse>::Id, <R as BatchResponse>::Entry>,
    JoinError<<R as BatchResponse>::Id, <R as BatchResponse>::Entry>,
>;

impl<T: Transport> Client<T> {
    pub(crate) fn new(transport: T) -> Self {
        Self { transport }
    }

    #[cfg(test)]
    pub(crate) fn into_transport(self) -> T {
        self.transport
    }

    /// An operation on one resource: the reply, if it was accepted.
    pub(crate) fn single<R: AsyncResponse + DeserializeOwned>(&self, request: &Request) -> Result<R, Error> {
        self.read::<R>(request)?.into_result().map_err(Error::Refused)
    }

    /// An operation on many resources, in as many requests as its limit asks for.
    pub(crate) fn batch<R: BatchResponse + DeserializeOwned>(
        &self,
        asked: Asked<R::Id>,
        request: impl Fn(&Asked<R::Id>) -> Request,
    ) -> BatchResult<R> {
        self.batch_keeping(asked, request, |_: &mut R| {})
    }

    /// The same for replies with fields of their own: `keep` sees each reply before `reconcile` takes it, and takes out what
    /// the caller wants to have.
    pub(crate) fn batch_keeping<R: BatchResponse + DeserializeOwned>(
        &self,
        asked: Asked<R::Id>,
        request: impl Fn(&Asked<R::Id>) -> Request,
        mut keep: impl FnMut(&mut R),
    ) -> BatchResult<R> {
        let mut report = |asked| match self.read::<R>(&request(&asked)) {
            Ok(mut reply) => {
                keep(&mut reply);
                reply.reconcile(asked)
            }
            Err(Error::Send(SendError::NotSent(_))) => R::not_sent(asked),
            Err(error) => R::undetermined(asked, error),
        };
        match R::OPERATION.limit() {
            Some(limit) => asked.chunks(limit).map(report).try_fold(Report::default(), Report::join),
            None => Ok(report(asked)),
        }
    }

    fn read<R: DeserializeOwned>(&self, request: &Request) -> Result<R, Error> {
        let body = self.transport.send(request).map_err(Error::Send)?;
        json::from_slice(&body).map_err(Error::Unreadable)
    }
}
