//! A server that is a recording: for each action the reply that the vendor's documentation shows.

use crate::client::{Request, SendError, Transport};

pub(crate) struct Recorded;

macro_rules! payload {
    ($name:literal) => {
        include_bytes!(concat!("../../tests/fixtures/payloads/", $name, ".json"))
    };
}
/// The reply to each action.
const REPLIES: &[(&str, &[u8])] = &[
    ("StartInstances", payload!("tc_batch_seed_all_ok")),
    ("CreateImage", payload!("tc_cvm_create_image_common")),
    ("AttachNetworkInterface", payload!("tc_cvm_bind_eni_data_taskid_string")),
    ("DeleteKeyPair", payload!("tc_cvm_delete_keypair_detail_nested_list")),
    ("ReturnInstance", payload!("tc_err_string_code_module_code")),
    ("CreateLoadBalancer", payload!("tc_clb_create_three_lbs_numeric_key")),
    ("DeleteLoadBalancers", payload!("tc_clb_delete_lbs")),
    ("DetachCbsStorages", payload!("tc_cbs_detach_outer0_one_failed_string_codes")),
    ("BindAutoSnapshotPolicy", payload!("tc_cbs_bind_asp_detail_array_msg")),
    ("DeleteSnapshot", payload!("tc_cbs_delete_snapshot_one_not_exist")),
    ("ResetRedisPassword", payload!("tc_redis_reset_password_data_requestid_int")),
    ("BatchDeleteMessage", payload!("tc_cmq_batch_delete_partial")),
    ("AttachCbsStorages", payload!("tc_cbs_attach_taskid_inside_detail")),
];

impl Transport for Recorded {
    fn send(&self, request: &Request) -> Result<Vec<u8>, SendError> {
        let is_about = |id: &str| request.parameters.iter().any(|(_, value)| value == id);
        let Some((_, reply)) = REPLIES.iter().find(|(action, _)| *action == request.action) else {
            return Err(SendError::NotSent(format!("no reply to {} was recorded", request.action)));
        };
        if is_about("ins-offline") {
            return Err(SendError::NotSent("connection refused".into()));
        }
        if is_about("ins-lost") {
            return Err(SendError::Lost("no answer within 30 s".into()));
        }
        let cut = if is_about("ins-cut-off") { reply.len() / 2 } else { reply.len() };
        Ok(reply[..cut].to_vec())
    }
}
