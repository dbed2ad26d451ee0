//! What derived replies say, of fixtures where one fits.

use std::mem;

use async_resp_core::{
    Asked, AsyncResponse, BatchResponse, Code, Detail, MaybeTask, Remark, TaskId, TaskReply, Verdict, json,
};
use async_resp_downstream_structs::{
    AnyReply, AttachDisksReply, AttachedDisk, BindInterfaceReply, CreateLoadBalancerReply, DeleteKeyPairReply,
    Described, DiskId, FlowReply, KeyId, KeywordsReply, MadeReply, ResizeReply, UpgradeRedisReply,
};
use serde::{Deserialize, Serialize};

macro_rules! fixture {
    ($name:literal) => {
        include_str!(concat!("../../../fixtures/payloads/", $name, ".json"))
    };
}

fn read<'a, T: Deserialize<'a>>(document: &'a str) -> T {
    json::from_str(document).unwrap_or_else(|error| panic!("{document}: {error}"))
}

fn task(reply: &impl AsyncResponse) -> Option<&str> {
    reply.task_id().map(TaskId::as_str)
}

#[test]
fn a_single_reply_has_its_payload_beside_what_every_reply_says() {
    let reply: CreateLoadBalancerReply = read(fixture!("tc_clb_create_three_lbs_numeric_key"));
    assert_eq!((reply.code(), reply.message(), reply.code_desc()), (Code::SUCCESS, None, Some("Success")));
    assert_eq!(task(&reply), Some("3901942"));
    assert_eq!((reply.deal_ids.len(), reply.un_load_balancer_ids["3901942"].len()), (1, 3));
    let error = read::<CreateLoadBalancerReply>(r#"{"code":"5300","message":"balance too low","codeDesc":15}"#);
    assert_eq!(error.code_desc(), Some("15"));
    assert_eq!(error.into_result().expect_err("refused").code().get(), 5300);
}

/// Whatever spelling a common reply is read from, a struct with the library's types reads too, and says the same.
#[test]
fn every_spelling_of_a_common_reply_is_read() {
    let parts = [
        (r#""code""#, &["0", r#""0""#, r#""000000""#, "-1"][..]),
        (r#""message""#, &["null", r#""""#, r#""\u6210\u529f""#, "true", "[1]", "{}", "1.5"]),
        (r#""codeDesc""#, &["null", r#""""#, r#""Success""#, "15", "false"]),
        (r#""requestId""#, &["null", r#""""#, r#""7""#, "7", "-7", "18446744073709551615"]),
    ];
    for (index, (name, values)) in parts.iter().enumerate() {
        for value in *values {
            let code = if index == 0 { "" } else { r#""code":0,"# };
            let document = format!("{{{code}{name}:{value}}}");
            let (mine, common): (CreateLoadBalancerReply, TaskReply) = (read(&document), read(&document));
            let of_mine = (mine.code(), mine.message(), mine.code_desc(), mine.task_id());
            assert_eq!(of_mine, (common.code(), common.message(), common.code_desc(), common.task_id()), "{document}");
            let written = serde_json::to_string(&mine).expect("writable");
            assert_eq!(read::<CreateLoadBalancerReply>(&written), mine, "{written}");
        }
    }
    for wrong in [r#""requestId":true"#, r#""requestId":[]"#, r#""code":null"#] {
        assert!(json::from_str::<CreateLoadBalancerReply>(&format!("{{{wrong}}}")).is_err(), "{wrong}");
    }
}

#[test]
fn a_task_number_is_found_within_a_field() {
    let reply: UpgradeRedisReply = read(r#"{"code":0,"message":"","data":{"requestId":24534341}}"#);
    assert_eq!(task(&reply), Some("24534341"));
    let refused: UpgradeRedisReply = read(r#"{"code":4000,"message":"(100004)no such instance"}"#);
    assert_eq!((task(&refused), refused.module_code()), (None, Some(Code::new(100_004))));
    let bound: BindInterfaceReply = read(fixture!("tc_cvm_bind_eni_data_taskid_string"));
    assert_eq!((bound.code(), bound.message(), task(&bound)), (Code::SUCCESS, None, Some("17382")));
    let without: BindInterfaceReply = read(r#"{"code":0,"data":{"taskId":"","message":"later"}}"#);
    assert_eq!((without.message(), task(&without)), (Some("later"), None));
}

#[test]
fn fields_may_borrow_and_have_other_names() {
    let reply: FlowReply<'_> = read(r#"{"code":"0","msg":"ok","flowId":""}"#);
    assert_eq!((reply.code(), reply.message(), task(&reply)), (Code::SUCCESS, Some("ok"), None));
    let reply: KeywordsReply = read(r#"{"type":1,"match":{"text":"no"},"where":[]}"#);
    assert_eq!((reply.code().get(), reply.message(), reply.detail().len()), (1, Some("no"), 0));
}

#[test]
fn a_struct_that_nobody_reads_may_hold_plain_types() {
    let task_id = TaskId::new("7").expect("not empty");
    let made = MadeReply { code: Code::new(1), message: String::new(), code_desc: "no", task_id };
    assert_eq!((made.message(), made.code_desc(), task(&made)), (None, Some("no"), Some("7")));
}

#[test]
fn an_entry_keeps_its_payload() {
    let document = r#"{"code":5400,"detail":{
        "disk-1":{"code":"0","msg":"ok","data":{"mount":"/dev/vdb"},"taskId":2377970},
        "disk-2":{"code":16000,"msg":"disk not exist"}}}"#;
    let reply: AttachDisksReply = read(document);
    let report = reply.reconcile(Asked::new([disk("disk-1"), disk("disk-2")]));
    let (_, entry) = report.accepted().next().expect("one");
    let entry: &AttachedDisk = entry.expect("an entry");
    assert_eq!(entry.data.as_ref().expect("a payload")["mount"], "/dev/vdb");
    assert_eq!(report.tasks().map(|(_, task)| task.as_str()).collect::<Vec<_>>(), ["2377970"]);
    assert_eq!(report.failed().next().expect("one").1.message(), Some("disk not exist"));

    let live: AttachDisksReply = read(fixture!("tc_cbs_attach_taskid_inside_detail"));
    assert_eq!((live.detail().len(), live.detail().strays().len()), (1, 1));
}

/// `reconcile` takes the reply: what else is in it is read before, or taken out.
#[test]
fn a_batch_reply_keeps_its_payload() {
    let document = r#"{"code":0,"message":"","requestId":9,"prices":[5,7],"detail":{"disk-1":{"code":16003}}}"#;
    let mut reply: ResizeReply = read(document);
    assert_eq!(
        (ResizeReply::OPERATION.name(), ResizeReply::OPERATION.limit().map(usize::from)),
        ("ResizeDisks", Some(20))
    );
    assert_eq!(reply.tally().accepted, 1, "16003 is accepted");
    assert_eq!(read::<ResizeReply>(&serde_json::to_string(&reply).expect("writable")), reply);
    let total: u32 = reply.prices.iter().sum();
    let prices = mem::take(&mut reply.prices);
    let report = reply.reconcile(Asked::new([disk("disk-1")]));
    assert_eq!((total, prices), (12, vec![5, 7]));
    // The server started nothing for an entry that it failed, so the task is that of no disk.
    assert_eq!(report.stray_tasks().map(|(_, task)| task.as_str()).collect::<Vec<_>>(), ["9"]);
    assert!(report.into_result().is_ok());
}

#[test]
fn taking_the_entries_leaves_the_rest() {
    let mut reply: ResizeReply = read(r#"{"code":0,"prices":[5],"detail":{"disk-1":{"code":0}}}"#);
    let detail: Detail<DiskId> = reply.take_detail();
    assert_eq!((detail.len(), reply.detail().len(), reply.prices.len()), (1, 0, 1));
}

#[test]
fn entries_are_found_within_a_field() {
    let mut reply: DeleteKeyPairReply = read(fixture!("tc_cvm_delete_keypair_detail_nested_list"));
    let id = KeyId::try_from("skey-mv9yzyjj").expect("an id");
    assert_eq!(reply.detail().get(&id).and_then(TaskReply::message), Some("success"));
    assert_eq!(reply.code_desc(), Some("Success"));
    assert_eq!(reply.take_detail().len(), 1);
    assert!(reply.detail().is_empty());

    let refused: DeleteKeyPairReply = read(r#"{"code":4100,"message":"signature"}"#);
    assert!(refused.detail().is_empty());
    let report = refused.reconcile(Asked::new([id]));
    assert_eq!((report.tally().refused, report.verdict()), (1, Some(Verdict::NoneAccepted)));
}

#[test]
fn generic_replies_hold_what_they_are_given() {
    let reply: Described<Vec<u8>> = read(r#"{"code":0,"data":[1,2]}"#);
    assert_eq!((reply.code(), reply.data.as_slice()), (Code::SUCCESS, &[1, 2][..]));
    let mut reply: AnyReply<AttachedDisk> = read(r#"{"code":0,"outer":{"inner":{"list":{"a":{"code":0}}}}}"#);
    assert_eq!((reply.detail().len(), reply.take_detail().len(), reply.detail().len()), (1, 1, 0));
    for without in [r#"{"code":0}"#, r#"{"code":0,"outer":{"inner":{}}}"#] {
        let mut reply: AnyReply<TaskReply> = read(without);
        assert_eq!((reply.detail().len(), reply.take_detail().len()), (0, 0), "{without}");
    }
}

#[test]
fn types_may_stand_in_a_function_body() {
    #[derive(Debug, Deserialize, Serialize, AsyncResponse, BatchResponse)]
    #[batch(name = "Local", one_task)]
    struct Local {
        code: Code,
        message: Remark,
        #[serde(rename = "requestId", skip_serializing_if = "MaybeTask::is_none")]
        request_id: MaybeTask,
        detail: Detail<String>,
    }

    let reply: Local = read(r#"{"code":0,"message":null}"#);
    assert_eq!(serde_json::to_string(&reply).expect("writable"), r#"{"code":0,"message":"","detail":{}}"#);
    let reply: Local = read(fixture!("tc_clb_delete_lbs"));
    let report = reply.reconcile(Asked::new(["lb-1".to_owned(), "lb-2".to_owned()]));
    assert_eq!((report.tally().accepted, report.tasks().count()), (2, 2));
}

fn disk(text: &str) -> DiskId {
    text.parse().expect("any text is a disk id")
}

/// The tokens of a type that is passed to a macro have a scope of their own, and so have those of a place.
#[test]
fn types_may_come_from_macros() {
    macro_rules! reply {
        ($name:ident, $text:ty, $task:ty, $list:ident, $detail:ty) => {
            #[derive(Debug, Deserialize, AsyncResponse, BatchResponse)]
            #[response(task_id = $list.request_id, message = $list.message, detail = $list.detail: $detail)]
            struct $name {
                code: Code,
                #[serde(rename = "codeDesc")]
                code_desc: $text,
                $list: Option<Inner>,
            }

            #[derive(Debug, Deserialize)]
            struct Inner {
                #[serde(rename = "requestId")]
                request_id: $task,
                message: $text,
                detail: $detail,
            }
        };
    }
    reply!(StopReply, Remark, MaybeTask, data, Detail<DiskId, TaskReply>);

    let mut reply: StopReply =
        read(r#"{"code":0,"codeDesc":"a","data":{"requestId":1,"message":"b","detail":{"disk-1":{"code":0}}}}"#);
    assert_eq!((reply.code_desc(), reply.message(), task(&reply)), (Some("a"), Some("b"), Some("1")));
    assert_eq!((reply.detail().len(), reply.take_detail().len(), reply.detail().len()), (1, 1, 0));
}

#[test]
fn a_field_may_be_deprecated() {
    #[derive(Debug, Deserialize, AsyncResponse)]
    struct OldReply {
        code: Code,
        #[deprecated]
        message: Remark,
    }

    assert_eq!(read::<OldReply>(r#"{"code":1,"message":"old"}"#).message(), Some("old"));
}

/// Serde's derive reads neither of these fields, so their types need not read every spelling.
#[test]
fn what_serde_does_not_read_may_be_of_any_type() {
    #[derive(Debug, Deserialize, AsyncResponse)]
    #[serde(from = "(i64, String)")]
    struct PairReply {
        code: Code,
        message: String,
        task_id: Option<TaskId>,
    }

    impl From<(i64, String)> for PairReply {
        fn from((code, message): (i64, String)) -> Self {
            Self { code: code.into(), message, task_id: None }
        }
    }

    #[derive(Debug, Deserialize, AsyncResponse)]
    struct BareReply {
        code: Code,
        #[serde(skip)]
        message: String,
    }

    let pair: PairReply = read(r#"[7, "no"]"#);
    assert_eq!((pair.code().get(), pair.message(), task(&pair)), (7, Some("no"), None));
    assert_eq!(read::<BareReply>(r#"{"code":7,"message":"no"}"#).message(), None);
}
