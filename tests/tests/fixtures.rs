//! What each bundled payload says, in full: as a common reply and as a batch reply, or the error that it is.

use std::error::Error as _;

use async_resp_core::{
    Asked, AsyncResponse, BatchReply, BatchResponse, Code, Detail, Operation, Report, StrayValue, TaskId, TaskReply,
    Verdict, json,
};
use async_resp_tests::ids::KeyId;
use async_resp_tests::{batch_reply, entries, payloads, stray_tasks, task_of, task_reply, tasks};
use serde::Deserialize;

use self::Verdict::{AllAccepted, NoneAccepted};

/// One payload and its readings. `""` stands for none.
struct Fixture {
    file: &'static str,
    code: i64,
    message: &'static str,
    code_desc: &'static str,
    /// The outer `requestId`: the task of the common reply, and the one beside `detail` of the batch reply.
    task: &'static str,
    batch: Batch,
}

/// What a payload is as a `BatchReply<String>`.
enum Batch {
    /// It has no `detail`.
    Empty(Option<Verdict>),
    Listed(Listed),
    Unreadable {
        text: &'static str,
        line: usize,
        column: usize,
        entry: Option<&'static str>,
    },
}

struct Listed {
    declared: Option<Verdict>,
    /// Id, code, message and task number of each.
    entries: &'static [(&'static str, i64, &'static str, &'static str)],
    /// The strays that are texts.
    strays: &'static [(&'static str, &'static str)],
    /// What `tasks` and `stray_tasks` give when the ids of the entries were asked for.
    tasks: &'static [(&'static str, &'static str)],
    stray_tasks: &'static [(&'static str, &'static str)],
}

const fn common(
    file: &'static str,
    (code, message, code_desc): (i64, &'static str, &'static str),
    task: &'static str,
    declared: Option<Verdict>,
) -> Fixture {
    Fixture { file, code, message, code_desc, task, batch: Batch::Empty(declared) }
}

const fn accepted(file: &'static str, message: &'static str, code_desc: &'static str, task: &'static str) -> Fixture {
    common(file, (0, message, code_desc), task, Some(AllAccepted))
}

const QCVM0: &str = "qcvm6a456b0d8f01d4b2b1f5073d3fb8ccc0";
const QCVM1: &str = "qcvm6a456b0d8f01d4b2b1f5073d3fb8ccc1";

const FIXTURES: &[Fixture] = &[
    Fixture {
        file: "tc_batch_doc_duplicate_keys.json",
        code: 0,
        message: "success",
        code_desc: "",
        task: "",
        batch: Batch::Listed(Listed {
            declared: Some(AllAccepted),
            entries: &[(QCVM0, 0, "", "1231231231231"), (QCVM0, 0, "", "1231231231232")],
            strays: &[],
            tasks: &[(QCVM0, "1231231231231"), (QCVM0, "1231231231232")],
            stray_tasks: &[],
        }),
    },
    Fixture {
        file: "tc_batch_seed_all_ok.json",
        code: 0,
        message: "success",
        code_desc: "",
        task: "",
        batch: Batch::Listed(Listed {
            declared: Some(AllAccepted),
            entries: &[(QCVM0, 0, "", "1231231231231"), (QCVM1, 0, "", "1231231231232")],
            strays: &[],
            tasks: &[(QCVM0, "1231231231231"), (QCVM1, "1231231231232")],
            stray_tasks: &[],
        }),
    },
    Fixture {
        file: "tc_cbs_attach_taskid_inside_detail.json",
        code: 0,
        message: "",
        code_desc: "",
        task: "",
        batch: Batch::Listed(Listed {
            declared: Some(AllAccepted),
            entries: &[("disk-a2dbffgk", 0, "ok", "")],
            strays: &[("taskId", "2377970")],
            tasks: &[],
            stray_tasks: &[("taskId", "2377970")],
        }),
    },
    Fixture {
        file: "tc_cbs_batch_toplevel_requestid.json",
        code: 0,
        message: "",
        code_desc: "",
        task: "6764817",
        batch: Batch::Listed(Listed {
            declared: Some(AllAccepted),
            entries: &[("disk-abcd", 0, "ok", ""), ("disk-defg", 0, "ok", "")],
            strays: &[],
            tasks: &[("disk-abcd", "6764817"), ("disk-defg", "6764817")],
            stray_tasks: &[],
        }),
    },
    Fixture {
        file: "tc_cbs_bind_asp_detail_array_msg.json",
        code: 0,
        message: "",
        code_desc: "Success",
        task: "",
        batch: Batch::Listed(Listed {
            declared: Some(AllAccepted),
            entries: &[("disk-l4dne1up", 0, "OK", ""), ("disk-0vellibr", 0, "OK", "")],
            strays: &[],
            tasks: &[],
            stray_tasks: &[],
        }),
    },
    Fixture {
        file: "tc_cbs_create_asp_detail_not_per_resource.json",
        code: 0,
        message: "",
        code_desc: "",
        task: "",
        batch: Batch::Unreadable {
            text: "`detail` names no resource: it holds `aspInstanceId` and no entry with a code",
            line: 6,
            column: 2,
            entry: None,
        },
    },
    Fixture {
        file: "tc_cbs_delete_snapshot_one_not_exist.json",
        code: 0,
        message: "",
        code_desc: "",
        task: "",
        batch: Batch::Listed(Listed {
            declared: Some(AllAccepted),
            entries: &[("snap-ptqv2xmn", 0, "return successfully!", ""), ("aasd", 16003, "snap not exist", "")],
            strays: &[],
            tasks: &[],
            stray_tasks: &[],
        }),
    },
    Fixture {
        file: "tc_cbs_detach_outer0_one_failed_string_codes.json",
        code: 0,
        message: "",
        code_desc: "",
        task: "",
        batch: Batch::Listed(Listed {
            declared: Some(AllAccepted),
            entries: &[("disk-123bdkvd", 16000, "disk not exist", ""), ("disk-a2dbffgk", 0, "ok", "")],
            strays: &[],
            tasks: &[],
            stray_tasks: &[],
        }),
    },
    Fixture {
        file: "tc_cbs_instances_cbs_num_detail_without_code.json",
        code: 0,
        message: "",
        code_desc: "",
        task: "",
        batch: Batch::Unreadable { text: "missing field `code`", line: 8, column: 9, entry: Some("ins-ka40hchw") },
    },
    Fixture {
        file: "tc_cvm_delete_keypair_detail_nested_list.json",
        code: 0,
        message: "",
        code_desc: "Success",
        task: "",
        batch: Batch::Unreadable {
            text: "`detail` names no resource: it holds `deleteKeySet` and no entry with a code",
            line: 13,
            column: 5,
            entry: None,
        },
    },
    accepted("tc_bm_reset_passwd_batch_single_task.json", "OK", "", ""),
    accepted("tc_bmlb_task_result_string_code.json", "", "", ""),
    accepted("tc_bmvpc_task_result_status1_string_code.json", "", "", ""),
    accepted("tc_ccs_add_existing_partition_null.json", "ok", "Success", ""),
    accepted("tc_ccs_task_result_string_status.json", "", "Success", ""),
    accepted("tc_cdb_reset_password_data_jobid_int.json", "", "Success", ""),
    accepted("tc_clb_create_listener.json", "", "Success", "28557"),
    accepted("tc_clb_create_three_lbs_numeric_key.json", "", "Success", "3901942"),
    accepted("tc_clb_delete_lbs.json", "", "Success", "6356502"),
    accepted("tc_clb_task_result_success.json", "", "Success", ""),
    accepted("tc_cmq_batch_delete_all_ok.json", "", "", "14534664555"),
    accepted("tc_cvm_bind_eni_data_taskid_string.json", "", "", ""),
    accepted("tc_cvm_create_image_common.json", "ok", "", "24534341"),
    accepted("tc_cvm_return_instance_no_task.json", "ok", "", ""),
    accepted("tc_observed_common_success.json", "", "Success", "9301049"),
    accepted("tc_redis_reset_password_data_requestid_int.json", "", "Success", ""),
    accepted("tc_redis_task_info.json", "", "Success", ""),
    accepted("tc_tdsql_flow_status_string.json", "", "Success", ""),
    accepted("tc_vpc_delete_nat_taskid_string.json", "", "", ""),
    accepted("tc_vpc_net_template_task_result.json", "", "Success", ""),
    accepted("tc_vpc_task_result.json", "", "", ""),
    common(
        "tc_bmvpc_register_ips_partial_as_4000.json",
        (
            4000,
            "(-3031)没有可用的IP地址 10.1.1.4 ip冲突，10.1.1.200 ip不在子网范围内，剩余ip注册成功",
            "AvailableIpUseUp",
        ),
        "",
        None,
    ),
    common("tc_cmq_batch_delete_partial.json", (6010, "delete message partially failed", ""), "14534664555", None),
    common("tc_err_4104_codedesc.json", (4104, "SecretId 不存在", "SecretidNotExit"), "", None),
    common(
        "tc_err_codedesc_numeric_string.json",
        (4000, "(9110)没有这个域名的信息 cdn no such host", "9110"),
        "",
        None,
    ),
    common("tc_err_module_code_in_message.json", (5100, "(100004)projectId不正确", ""), "", Some(NoneAccepted)),
    common("tc_err_string_code_module_code.json", (5100, "(100004)projectId不正确", ""), "", Some(NoneAccepted)),
    common("tc_err_string_code_only.json", (5100, "", ""), "", Some(NoneAccepted)),
];

const fn some(text: &str) -> Option<&str> {
    if text.is_empty() { None } else { Some(text) }
}

/// The report for someone who asked for what was answered.
fn report_of(reply: BatchReply<String>) -> Report<String> {
    let asked: Asked<String> = reply.iter().map(|(id, _)| id.clone()).collect();
    reply.reconcile(asked)
}

fn owned(pairs: &[(&str, &'static str)]) -> Vec<(String, &'static str)> {
    pairs.iter().map(|&(id, task)| (id.to_owned(), task)).collect()
}

#[test]
fn every_payload_has_a_reading_and_an_origin() {
    let mut named: Vec<&str> = FIXTURES.iter().map(|fixture| fixture.file).collect();
    named.sort_unstable();
    assert_eq!(named, payloads::names());

    let origins = payloads::origins();
    let listed: Vec<&str> = origins.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next()).collect();
    assert_eq!(named, listed, "the table of ORIGINS.md");
}

#[test]
fn every_payload_is_a_common_reply() {
    for Fixture { file, code, message, code_desc, task, .. } in FIXTURES {
        let reply = task_reply(&payloads::text(file));
        assert_eq!(reply.code(), Code::new(*code), "{file}");
        assert_eq!(reply.message(), some(message), "{file}");
        assert_eq!(reply.code_desc(), some(code_desc), "{file}");
        assert_eq!(task_of(&reply), some(task), "{file}");
    }
}

#[test]
fn a_payload_without_detail_is_an_empty_batch_reply() {
    let empty = FIXTURES.iter().filter_map(|fixture| match fixture.batch {
        Batch::Empty(declared) => Some((fixture, declared)),
        _ => None,
    });
    for (Fixture { file, code, task, .. }, declared) in empty {
        let reply: BatchReply<String> = batch_reply(&payloads::text(file));
        assert_eq!(reply.code(), Code::new(*code), "{file}");
        assert_eq!(reply.declared(), declared, "{file}");
        assert_eq!(reply.detail(), &Detail::default(), "{file}");

        let report = report_of(reply);
        assert_eq!(tasks(&report), [], "{file}");
        let beside: Vec<_> = some(task).map(|task| ("requestId", task)).into_iter().collect();
        assert_eq!(stray_tasks(&report), beside, "{file}");
    }
}

#[test]
fn a_payload_with_entries_names_each_with_its_code_message_and_task() {
    let with_entries = FIXTURES.iter().filter_map(|fixture| match &fixture.batch {
        Batch::Listed(expected) => Some((fixture, expected)),
        _ => None,
    });
    for (Fixture { file, code, message, code_desc, task, .. }, expected) in with_entries {
        let reply: BatchReply<String> = batch_reply(&payloads::text(file));
        assert_eq!(reply.code(), Code::new(*code), "{file}");
        assert_eq!(reply.message(), some(message), "{file}");
        assert_eq!(reply.code_desc(), some(code_desc), "{file}");
        assert_eq!(task_of(&reply), some(task), "{file}: the task beside `detail`");
        assert_eq!(reply.declared(), expected.declared, "{file}");

        let expected_entries = expected.entries.iter().map(|&(id, code, _, task)| (id.to_owned(), code, some(task)));
        assert_eq!(entries(reply.detail()), expected_entries.collect::<Vec<_>>(), "{file}");
        let messages: Vec<_> = reply.iter().map(|(_, entry)| entry.message()).collect();
        let expected_messages: Vec<_> = expected.entries.iter().map(|&(_, _, message, _)| some(message)).collect();
        assert_eq!(messages, expected_messages, "{file}");
        let strays: Vec<_> = reply.detail().strays().iter().map(|stray| (stray.key(), stray.value().clone())).collect();
        let texts = expected.strays.iter().map(|&(key, text)| (key, StrayValue::Text(text.into())));
        assert_eq!(strays, texts.collect::<Vec<_>>(), "{file}");

        let report = report_of(reply);
        assert_eq!(tasks(&report), owned(expected.tasks), "{file}");
        assert_eq!(stray_tasks(&report), expected.stray_tasks, "{file}");
    }
}

#[test]
fn a_payload_whose_detail_lists_no_resources_is_an_error_that_says_where() {
    let unreadable = FIXTURES.iter().filter_map(|fixture| match fixture.batch {
        Batch::Unreadable { text, line, column, entry } => Some((fixture.file, text, line, column, entry)),
        _ => None,
    });
    for (file, text, line, column, entry) in unreadable {
        let error = json::from_str::<BatchReply<String>>(&payloads::text(file)).expect_err(file);
        assert_eq!((error.line(), error.column()), (line, column), "{file}");
        assert_eq!(error.entry(), entry, "{file}");
        let named = entry.map(|entry| format!("entry `{entry}`: ")).unwrap_or_default();
        assert_eq!(error.to_string(), format!("{named}{text} at line {line} column {column}"), "{file}");
        let source = error.source().and_then(|source| source.downcast_ref::<serde_json::Error>());
        assert!(source.is_some(), "{file}: the source is serde_json's error");
    }
}

/// What deleting key pairs answers: its entries stand one level deeper, in a list with a name.
#[derive(Debug, Deserialize)]
struct DeleteKeysReply {
    code: Code,
    #[serde(default)]
    message: String,
    detail: Keys,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Keys {
    delete_key_set: Detail<KeyId>,
}

impl AsyncResponse for DeleteKeysReply {
    fn code(&self) -> Code {
        self.code
    }

    fn message(&self) -> Option<&str> {
        some(&self.message)
    }

    fn task_id(&self) -> Option<&TaskId> {
        None
    }
}

impl BatchResponse for DeleteKeysReply {
    type Id = KeyId;
    type Entry = TaskReply;
    const OPERATION: Operation = Operation::new("DeleteKeys");

    fn detail(&self) -> &Detail<KeyId> {
        &self.detail.delete_key_set
    }

    fn take_detail(&mut self) -> Detail<KeyId> {
        std::mem::take(&mut self.detail.delete_key_set)
    }
}

#[test]
fn a_list_with_a_name_inside_detail_is_read_by_a_struct_of_the_authors_own() {
    let text = payloads::text("tc_cvm_delete_keypair_detail_nested_list.json");
    let reply: DeleteKeysReply = json::from_str(&text).expect("a reply to DeleteKeyPair");
    assert_eq!(entries(reply.detail()), [("skey-mv9yzyjj".to_owned(), 0, None)]);
    assert_eq!(reply.detail().iter().next().and_then(|(_, entry)| entry.message()), Some("success"));
    assert_eq!(reply.declared(), Some(AllAccepted));

    let asked: Asked<KeyId> = reply.detail().iter().map(|(id, _)| id.clone()).collect();
    let accepted = reply.reconcile(asked).into_result().expect("the key was accepted");
    assert_eq!(accepted.len(), 1);
}
