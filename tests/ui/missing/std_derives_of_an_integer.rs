use async_resp_core::ResourceId;

#[derive(ResourceId)]
#[batch(CloseDealsReply)]
struct DealId(u64);

fn main() {}
