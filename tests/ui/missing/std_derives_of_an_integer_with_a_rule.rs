use async_resp_core::ResourceId;

#[derive(ResourceId)]
#[resource(validate = check)]
struct DealId(u64);

fn check(deal: u64) -> Result<(), &'static str> {
    if deal == 0 { Err("must not be 0") } else { Ok(()) }
}

fn main() {}
