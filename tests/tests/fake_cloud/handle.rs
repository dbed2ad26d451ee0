//! Requests, scripts, tasks, and the answers of queries.

use std::pin::pin;
use std::time::Duration;

use async_resp_core::testing::{FakeCloud, Fault, states};
use async_resp_core::{Code, Operation, QueryAnswer, RetryClass, SendError, TaskEnd, TaskId, TaskState};

use crate::{SECOND, cloud, poll_once, query, start};

#[test]
fn a_request_arrives_when_it_is_polled_and_goes_on_if_it_is_dropped() {
    let cloud = cloud(1);
    let (unpolled, body) = (cloud.send(cloud.action_body(["a"])), cloud.action_body(["b"]));
    assert_eq!((cloud.runs("a"), cloud.requests()), (0, 0), "nothing arrived yet");
    drop(unpolled);
    {
        let mut sent = pin!(cloud.send(body));
        assert!(poll_once(sent.as_mut()).is_pending());
    }
    assert_eq!((cloud.runs("a"), cloud.runs("b"), cloud.requests()), (0, 1, 1));
}

#[test]
fn bodies_have_nonces_of_their_own() {
    let cloud = cloud(1);
    for _ in 0..3 {
        assert_ne!(cloud.action_body(["a"]), cloud.action_body(["a"]));
        let body = cloud.query_body(["1231000"]);
        assert_ne!(body, cloud.query_body(["1231000"]));
        let answer = cloud.block_on(cloud.send(body)).expect("answered");
        assert!(answer.starts_with(b"{\"code\":0,"), "{}", String::from_utf8_lossy(&answer));
    }
    assert_eq!(cloud.requests(), 3);
}

#[test]
fn a_script_is_followed_as_often_as_it_was_said() {
    let cloud = FakeCloud::new(Operation::new("Start").idempotent(), 1);
    cloud.script_failure("a", Code::new(7));
    cloud.script_failure("a", Code::new(8));
    cloud.script_end("a", TaskState::Cancelled);
    cloud.script_end("a", TaskState::Running);
    let codes = [(); 5].map(|()| {
        let answer: serde_json::Value = serde_json::from_str(&start(&cloud, &["a"]).expect("answered")).expect("JSON");
        (answer["detail"]["a"]["code"].clone(), cloud.runs("a"))
    });
    assert_eq!(codes, [(7.into(), 0), (8.into(), 0), (0.into(), 1), (0.into(), 2), (0.into(), 3)]);
    let tasks = cloud.tasks_of("a");
    let ends: Vec<&TaskEnd> = tasks.iter().map(|(_, end)| end).collect();
    assert_eq!(ends, [&TaskEnd::Cancelled, &TaskEnd::Undetermined, &TaskEnd::Succeeded], "in the order begun");
    cloud.block_on(cloud.sleep(1_000_000 * SECOND));
    let running = QueryAnswer::states([(tasks[1].0.clone(), TaskState::Running)]);
    assert_eq!(query(&cloud, &[tasks[1].0.clone()]), Ok(running), "one that is to end in no end never ends");
    assert!(format!("{cloud:?}").contains("requests: 6, tasks: 3"), "{cloud:?}");
}

#[test]
fn the_two_apis_have_scripts_of_their_own() {
    let cloud = cloud(1);
    cloud.script_queries([Fault::LostAfter]);
    cloud.script([Fault::Unconnected]);
    let act = || start(&cloud, &["a"]).map(|_| ());
    let ask = || query(&cloud, &[TaskId::from(1_231_000)]).map(|_| ());
    assert!(matches!((act(), ask()), (Err(SendError::NotSent(_)), Err(SendError::Lost(_)))));
    assert_eq!((act(), ask()), (Ok(()), Ok(())));
}

#[test]
fn tasks_take_from_five_seconds_to_a_minute() {
    let cloud = FakeCloud::new(Operation::new("Start"), 1);
    let begun = cloud.now();
    let ids: Vec<String> = (0..300).map(|id| id.to_string()).collect();
    assert!(poll_once(pin!(cloud.send(cloud.action_body(&ids)))).is_pending());
    let tasks: Vec<TaskId> = ids.iter().flat_map(|id| cloud.tasks_of(id)).map(|(task, _)| task).collect();
    let ended = [4999, 30_000, 60_000].map(|milliseconds| {
        let wait = Duration::from_millis(milliseconds).saturating_sub(cloud.now().since(begun));
        cloud.block_on(cloud.sleep(wait));
        match query(&cloud, &tasks).expect("readable") {
            QueryAnswer::States { states, .. } => states.iter().filter(|(_, state)| state.is_end()).count(),
            QueryAnswer::Failed(class) => panic!("{class:?}"),
        }
    });
    assert!(ended[0] == 0 && (100..200).contains(&ended[1]) && ended[2] == 300, "{ended:?}");
}

#[test]
fn an_answer_to_a_query_is_read_as_its_states() {
    let read = |body: &str| states::<String, String>(body.as_bytes());
    let state = |state: &str| match read(&format!("{{\"code\":0,\"data\":{{\"7\":{state}}}}}")) {
        Ok(QueryAnswer::States { mut states, hint: None }) if states.len() == 1 => {
            let (task, state) = states.remove(0);
            assert_eq!(task.as_str(), "7");
            state
        }
        other => panic!("{state}: {other:?}"),
    };
    let failed = |code, message: Option<&str>| TaskState::Failed { code, message: message.map(Into::into) };
    let per_id = [
        ("a".to_owned(), TaskEnd::Succeeded),
        ("b".to_owned(), TaskEnd::Cancelled),
        ("c".to_owned(), TaskEnd::Failed { code: Code::new(7), message: Some("full".into()) }),
        ("d".to_owned(), TaskEnd::Undetermined),
        ("e".to_owned(), TaskEnd::Undetermined),
    ];
    let cases = [
        (r#"{"status":"waiting"}"#, TaskState::Waiting),
        (r#"{"status":"running"}"#, TaskState::Running),
        (r#"{"status":"succeeded"}"#, TaskState::Succeeded),
        (r#"{"status":"cancelled"}"#, TaskState::Cancelled),
        (r#"{"status":"partly"}"#, TaskState::Partly),
        (r#"{"status":"failed","code":7,"message":"full"}"#, failed(Code::new(7), Some("full"))),
        (r#"{"status":"failed"}"#, failed(Code::INTERNAL_ERROR, None)),
        (r#"{"status":"asleep"}"#, TaskState::Unrecognised("asleep".into())),
        (r#"{"status":7}"#, TaskState::Unrecognised("no status".into())),
        (r#"{"status":"ended"}"#, TaskState::Partly),
        (
            r#"{"status":"ended","ends":{"a":{"status":"succeeded"},"b":{"status":"cancelled"},
                "c":{"status":"failed","code":7,"message":"full"},"d":{"status":"lost"},"e":{}}}"#,
            TaskState::PerId(per_id.into()),
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(state(text), expected, "{text}");
    }
    assert_eq!(read(r#"{"code":0}"#), Ok(QueryAnswer::states([])));
    assert_eq!(read(r#"{"code":0,"data":{"7":"running"}}"#), Ok(QueryAnswer::states([])));
    assert_eq!(read(r#"{"code":4104,"data":{}}"#), Ok(QueryAnswer::Failed(RetryClass::Stop)));
    assert!(read("{").is_err_and(|error| matches!(error, SendError::Lost(_))));
}
