//! JSON for programs.

use serde_json::{Value, json};

use crate::common::{Files, run_with_input};
use crate::{PARTIAL, REFUSED, complaints, objects};

#[test]
fn json_for_programs() {
    let lines = format!("{}\n{REFUSED}\nx\n", PARTIAL.replace('\n', " "));
    let files = Files::new([("replies", &lines), ("asked", "ins-1\nins-2\nins-3")]);
    let ran = files.run(&["--json", "replies", "no such file"]);
    let found = objects(&ran);
    assert_eq!(found.len(), 4);
    assert_eq!(
        found[0],
        json!({
            "source": "replies", "line": 1, "status": 1, "outcome": null,
            "code": 5400, "code_name": "some resources failed", "code_desc": null, "message": "partly", "task": null,
            "verdict": "some_accepted", "declared": "some_accepted",
            "tally": {"asked": 2, "accepted": 1, "failed": 1, "missing": 0, "refused": 0, "not_sent": 0,
                      "undetermined": 0, "unexpected": 0, "repeated": 0},
            "resources": [
                {"id": "ins-1", "outcome": "accepted", "code": 0, "message": null, "task": "71"},
                {"id": "ins-2", "outcome": "failed", "code": 16000, "message": "磁盘不存在", "task": null}
            ],
            "anomalies": [], "stray_tasks": [], "refusal": null, "error": null
        })
    );
    let refusal = json!({"code": 4400, "name": "call quota exceeded", "message": "slow down", "may_have_run": false});
    assert_eq!((&found[1]["outcome"], &found[1]["refusal"]), (&json!("refused"), &refusal));
    assert_eq!((&found[2]["outcome"], &found[2]["status"]), (&json!("undetermined"), &json!(4)));
    assert_eq!(found[2]["error"], json!({"line": 3, "column": 1, "entry": null, "reason": "expected value"}));
    assert_eq!((&found[3]["source"], &found[3]["error"]["line"]), (&json!("no such file"), &Value::Null));
    assert_eq!((complaints(&ran).len(), ran.status), (2, 4));

    let same_members = |object: &Value| object.as_object().map(|object| object.keys().cloned().collect::<Vec<_>>());
    assert!(found.iter().all(|object| same_members(object) == same_members(&found[0])));

    let asked = objects(&files.run(&["--json", "--asked", "asked", "replies"]));
    assert_eq!(asked[0]["resources"][2]["outcome"], "missing");
    assert_eq!(asked[2]["tally"]["undetermined"], 3);
}

#[test]
fn json_names_anomalies_and_stray_tasks() {
    let reply = r#"{"code":5100,"requestId":"8","detail":{"a":{"code":0,"requestId":"1"},"a":{"code":0},"taskId":5}}"#;
    let found = &objects(&run_with_input(&["--json", "-"], reply))[0];
    let kinds: Vec<_> =
        found["anomalies"].as_array().into_iter().flatten().map(|each| (&each["kind"], &each["id"])).collect();
    assert_eq!(
        kinds,
        [
            (&json!("contradiction"), &Value::Null),
            (&json!("repeated"), &json!("a")),
            (&json!("stray"), &json!("taskId"))
        ]
    );
    assert_eq!(found["stray_tasks"], json!([{"key": "taskId", "task": "5"}]));
    let tasks: Vec<_> = found["resources"].as_array().into_iter().flatten().map(|each| &each["task"]).collect();
    assert_eq!(tasks, ["1", "8"], "an accepted entry without a number has the one beside `detail`");
}
