use async_resp_core::{AsyncResponse, BatchResponse, Code, Remark};

#[derive(Debug, AsyncResponse, BatchResponse)]
#[batch(limt = 100, name = "")]
#[response(detail = entries.set: Detail<String>)]
struct StopReply {
    status: Code,
    #[response(message, code_desc)]
    text: Remark,
}

fn main() {}
