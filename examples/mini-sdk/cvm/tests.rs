//! How an author tests an action: against a server in memory that knows what truly ran.

use std::collections::BTreeSet;

use async_resp_core::testing::{FakeCloud, Fault};
use async_resp_core::{Asked, BatchResponse, Code, Report, SendError as Unanswered};

use super::operations::StartInstancesReply;
use super::{InstanceId, start_instances};
use crate::client::{Client, Request, SendError, Transport};

/// Carries requests to the server in memory: the lists of parameters as the lists that it reads, signed.
struct InMemory<'a>(&'a FakeCloud);

impl Transport for InMemory<'_> {
    fn send(&self, request: &Request) -> Result<Vec<u8>, SendError> {
        let listed = request.parameters.iter().filter(|(name, _)| name.starts_with("instanceIds."));
        let body = self.0.action_body(listed.map(|(_, value)| value));
        self.0.block_on(self.0.send(body)).map_err(|error| match error {
            Unanswered::NotSent(why) => SendError::NotSent(why.into()),
            Unanswered::Lost(why) => SendError::Lost(why.into()),
        })
    }
}

fn start(cloud: &FakeCloud, instances: usize) -> Report<InstanceId> {
    let asked: Asked<InstanceId> =
        (0..instances).map(|number| format!("ins-{number}").parse().expect("an id")).collect();
    let report = start_instances(&Client::new(InMemory(cloud)), asked).expect("each id is in one chunk");
    cloud.check().expect("no request names more than the API takes");
    report
}

fn cloud() -> FakeCloud {
    FakeCloud::new(StartInstancesReply::OPERATION, 1)
}

#[test]
fn a_long_list_goes_out_in_requests_of_the_size_that_the_api_takes() {
    let cloud = cloud();
    let accepted = start(&cloud, 250).into_result().expect("all were accepted");
    assert_eq!((accepted.len(), cloud.requests()), (250, 3));
    let told: BTreeSet<_> = accepted.into_iter().filter_map(|one| one.task).collect();
    let begun = (0..250).flat_map(|number| cloud.tasks_of(&format!("ins-{number}")));
    assert_eq!(told, begun.map(|(task, _)| task).collect(), "every task is told");
}

#[test]
fn what_may_have_run_is_not_called_failed() {
    let cloud = cloud();
    cloud.script([Fault::LostAfter, Fault::LostBefore, Fault::Unconnected, Fault::Garbled]);
    cloud.script_failure("ins-300", Code::new(9001));
    let report = start(&cloud, 401);
    let tally = report.tally();
    assert_eq!((tally.undetermined, tally.not_sent, tally.accepted), (300, 100, 1));
    for (id, outcome) in report.iter().filter(|(id, _)| cloud.runs(id.as_str()) > 0) {
        assert!(outcome.is_accepted() || outcome.name() == "undetermined", "{id} runs, and is told to be {outcome}");
    }
}

#[test]
fn of_many_one_that_failed_is_told_with_its_code() {
    let cloud = cloud();
    cloud.script_failure("ins-1", Code::new(9001));
    let report = start(&cloud, 3);
    let failed: Vec<_> = report.failed().map(|(id, entry)| (id.as_str(), entry.code())).collect();
    assert_eq!(failed, [("ins-1", Code::new(9001))]);
    assert_eq!([0, 1, 2].map(|number| cloud.runs(&format!("ins-{number}"))), [1, 0, 1]);
}
