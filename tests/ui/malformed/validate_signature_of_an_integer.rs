use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(validate = check)]
struct DealId(u64);

fn check(text: &str) -> Result<(), &'static str> {
    if text == "0" { Err("must not be 0") } else { Ok(()) }
}

fn main() {}
