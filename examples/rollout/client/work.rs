//! From a piece of work to its answer: the request that it is, and what is read from the reply.

use async_resp_core::{Answer, AsyncResponse as _, QueryAnswer, SendError, Work, json};

use super::http::{Http, send};
use crate::api::{DESCRIBE, DescribeTasksReply, INSTANCES, InstanceId, STOP, StopReply, TASKS, Task};

/// How what comes back, of either kind of work, is read from the body of a reply.
type Read<R> = fn(&[u8]) -> Result<Answer<R>, json::Error>;

/// Builds the request now, and sends it when the future is polled. A reply that cannot be read is a lost one.
pub(crate) fn carry_out<R: StopReply>(
    http: &Http,
    work: &Work<InstanceId>,
) -> impl Future<Output = Result<Answer<R>, SendError>> + use<R> {
    let (request, read): (_, Read<R>) = match work {
        Work::Send(chunk) => (http.request(STOP, INSTANCES, chunk.asked().iter()), read_reply),
        Work::Query(query) => (http.request(DESCRIBE, TASKS, query.task_ids()), read_states),
    };
    async move { read(&send(request).await?).map_err(SendError::lost) }
}

fn read_reply<R: StopReply>(body: &[u8]) -> Result<Answer<R>, json::Error> {
    json::from_slice(body).map(Answer::Reply)
}

/// The code of the reply says whether the query worked, and nothing of the tasks.
fn read_states<R: StopReply>(body: &[u8]) -> Result<Answer<R>, json::Error> {
    let answer = match json::from_slice::<DescribeTasksReply>(body)?.into_result() {
        Ok(reply) => QueryAnswer::states(reply.data.into_iter().map(Task::into_state)),
        Err(refusal) => QueryAnswer::refused(&refusal),
    };
    Ok(Answer::Query(answer))
}

#[cfg(test)]
mod tests {
    use async_resp_core::{RetryClass, TaskKey, TaskState};

    use super::*;
    use crate::api::{HANGS, StopInstancesReply};

    fn states(body: &str) -> QueryAnswer<TaskKey<InstanceId>> {
        match read_states::<StopInstancesReply>(body.as_bytes()).expect("it is a reply") {
            Answer::Query(answer) => answer,
            Answer::Reply(_) => panic!("a query was read"),
        }
    }

    #[test]
    fn states_are_what_the_product_means_by_its_numbers() {
        let body = r#"{"code":0,"message":"","data":[{"requestId":1,"status":0},{"requestId":"2","status":2},
            {"requestId":3,"status":1,"errorCode":8127,"errorMsg":"hangs"},{"requestId":4,"status":9}]}"#;
        let QueryAnswer::States { states, hint: None } = states(body) else { panic!("no states") };
        let failed = TaskState::Failed { code: HANGS, message: Some("hangs".into()) };
        let expected = [TaskState::Succeeded, TaskState::Running, failed, TaskState::Unrecognised("9".into())];
        assert!(states.iter().map(|(task, _)| task.as_str()).eq(["1", "2", "3", "4"]));
        assert!(states.into_iter().map(|(_, state)| state).eq(expected));
    }

    #[test]
    fn a_query_that_is_refused_says_nothing_of_its_tasks() {
        let later = RetryClass::Later { after: None };
        for (code, class) in [(4400, later), (4100, RetryClass::Stop), (5000, RetryClass::Never)] {
            let body = format!(r#"{{"code":{code},"message":"no"}}"#);
            assert_eq!(states(&body), QueryAnswer::Failed(class), "{code}");
        }
        assert!(read_states::<StopInstancesReply>(b"<html>").is_err());
    }
}
