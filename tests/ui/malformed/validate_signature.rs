use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(validate = check)]
struct InstanceId(String);

fn check(text: &str) -> bool {
    text.len() == 12
}

fn main() {}
