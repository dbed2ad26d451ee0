//! A reply of any bytes, held against asked ids: no panic, and no task lost on the way.

#![no_main]

use std::hint::black_box;

use async_resp_core::{Asked, AsyncResponse, BatchReply, BatchResponse, json};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(reply) = json::from_slice::<BatchReply<String>>(bytes) else {
        return;
    };
    let started = reply.detail().iter().filter(|(_, entry)| entry.task_id().is_some()).count();
    // Every other id was asked, and in the opposite order.
    let ids: Vec<String> = reply.detail().iter().map(|(id, _)| id.clone()).step_by(2).collect();
    let report = reply.reconcile(Asked::new(ids.into_iter().rev().chain(["never-answered".to_owned()])));
    assert!(report.tasks().count() >= started);
    black_box(format!("{report:?} {:?}", report.anomalies().count()));
    if let Err(error) = report.into_result() {
        black_box(error.to_string());
    }
});
