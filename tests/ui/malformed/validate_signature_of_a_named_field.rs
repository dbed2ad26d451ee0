use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(validate = check)]
struct InstanceId {
    id: String,
}

fn check(text: &str) -> Result<(), String> {
    if text.len() == 12 { Ok(()) } else { Err(text.to_owned()) }
}

fn main() {}
