//! A client of the fake server, as small as an SDK can be: what a driver is given to do a rollout's work.

use std::future::Future;

use async_resp_core::testing::{FakeCloud, states};
use async_resp_core::{Answer, BatchResponse, SendError, Work, json};
use serde::de::DeserializeOwned;

/// Sends the request of a piece of work, and reads the answer.
///
/// # Errors
///
/// No answer came that could be read.
pub fn send<R>(cloud: &FakeCloud, work: &Work<String>) -> impl Future<Output = Result<Answer<R>, SendError>> + use<R>
where
    R: BatchResponse<Id = String> + DeserializeOwned,
{
    let (is_query, body) = match work {
        Work::Send(chunk) => (false, cloud.action_body(chunk.asked())),
        Work::Query(query) => (true, cloud.query_body(query.task_ids())),
    };
    let answer = cloud.send(body);
    async move {
        let answer = answer.await?;
        if is_query {
            return states::<String, _>(&answer).map(Answer::Query);
        }
        json::from_slice(&answer).map(Answer::Reply).map_err(SendError::lost)
    }
}
