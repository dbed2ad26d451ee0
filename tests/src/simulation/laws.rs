//! The laws that hold whatever happens.

use async_resp_core::testing::FakeCloud;
use async_resp_core::{Ends, RolloutReport, TaskId, Tick};

/// Which law a finished rollout breaks, if any.
pub(super) fn check(
    cloud: &FakeCloud,
    asked: &[String],
    report: &RolloutReport<String>,
    ends: &Ends<'_, String>,
    seen: &[TaskId],
    latest: Tick,
) -> Result<(), String> {
    cloud.check().map_err(|broken| broken.to_string())?;
    cloud.check_ends(ends).map_err(|untruth| untruth.to_string())?;
    if !ends.iter().map(|(id, _)| id).eq(asked) {
        let ended: Vec<&String> = ends.iter().map(|(id, _)| id).collect();
        return Err(format!("expected one end for each asked id, in asked order, found {ended:?}"));
    }
    let followed = sorted(report.tasks.states().map(|(_, task, _)| task));
    let named = report.report.tasks().map(|(_, task)| task).chain(report.report.stray_tasks().map(|(_, task)| task));
    let named = sorted(named);
    for task in seen.iter().map(TaskId::as_str) {
        if followed.binary_search(&task).is_err() || named.binary_search(&task).is_err() {
            return Err(format!("expected an end, or undetermined, for task {task}, which a reply named"));
        }
    }
    let now = cloud.now();
    if now > latest {
        return Err(format!(
            "expected an end at the deadline and one answer's time, found one {:?} later",
            now.since(latest)
        ));
    }
    Ok(())
}

fn sorted<'a>(tasks: impl Iterator<Item = &'a TaskId>) -> Vec<&'a str> {
    let mut tasks: Vec<&str> = tasks.map(TaskId::as_str).collect();
    tasks.sort_unstable();
    tasks
}

#[cfg(test)]
mod tests {
    use async_resp_core::testing::{FakeCloud, Limits};
    use async_resp_core::{
        Asked, BatchReply, BatchResponse, FollowPolicy, Rollout, RolloutReport, SubmitPolicy, TaskId, Tick, drive,
        unsaved,
    };

    use super::check;
    use crate::client;

    /// A run in which all goes well, but for what the test changes.
    fn finished(cloud: &FakeCloud, asked: &[String]) -> RolloutReport<String> {
        let asked = Asked::new(asked.iter().cloned());
        let mut machine =
            Rollout::<BatchReply<String>>::new(asked, SubmitPolicy::default(), FollowPolicy::default(), cloud.now());
        let send = |work: &_| client::send(cloud, work);
        let driving = drive(&mut machine, || cloud.now(), |time| cloud.sleep(time), unsaved, send);
        assert_eq!(cloud.block_on(driving), Ok(()));
        machine.finish()
    }

    #[test]
    fn each_law_that_is_broken_is_told() {
        let asked: Vec<String> = ["a", "b"].map(String::from).into();
        let cloud = FakeCloud::new(BatchReply::<String>::OPERATION, 1);
        let report = finished(&cloud, &asked);
        let seen: Vec<TaskId> = asked.iter().flat_map(|id| cloud.tasks_of(id)).map(|(task, _)| task).collect();
        let unseen = [TaskId::new("7").expect("a number")];
        let other: Vec<String> = ["b", "a"].map(String::from).into();
        assert_eq!(check(&cloud, &asked, &report, &report.ends(), &seen, Tick::MAX), Ok(()));

        let elsewhere = FakeCloud::new(BatchReply::<String>::OPERATION, 1);
        let hurried = FakeCloud::new(BatchReply::<String>::OPERATION, 1);
        hurried.set_limits(Limits { deadline: Some(hurried.now()), ..Limits::default() });
        let late = finished(&hurried, &asked);
        let cases = [
            (
                check(&cloud, &other, &report, &report.ends(), &seen, Tick::MAX),
                "one end for each asked id, in asked order",
            ),
            (check(&cloud, &asked, &report, &report.ends(), &unseen, Tick::MAX), "for task 7, which a reply named"),
            (
                check(&cloud, &asked, &report, &report.ends(), &seen, Tick::START),
                "an end at the deadline and one answer's time",
            ),
            (check(&elsewhere, &asked, &report, &report.ends(), &seen, Tick::MAX), "but nothing ever ran on it"),
            (check(&hurried, &asked, &late, &late.ends(), &seen, Tick::MAX), "limit `deadline` broken by request 0"),
        ];
        for (checked, expected) in cases {
            let law = checked.expect_err(expected);
            assert!(law.contains(expected), "{law}\n{expected}");
        }
    }
}
