use async_resp_core::ResourceId;

#[derive(ResourceId)]
union AnyId {
    number: u64,
}

fn main() {}
