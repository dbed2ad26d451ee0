use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(validate = check)]
struct InstanceId<S>(S);

fn check(text: String) -> Result<(), String> {
    if text.len() == 12 { Ok(()) } else { Err(text) }
}

fn main() {}
