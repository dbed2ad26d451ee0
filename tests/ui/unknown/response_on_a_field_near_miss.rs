use async_resp_core::{AsyncResponse, Code, Remark};

#[derive(Debug, AsyncResponse)]
struct CreateImageReply {
    code: Code,
    #[response(mesage)]
    text: Remark,
}

fn main() {}
