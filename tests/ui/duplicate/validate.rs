use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(validate = check, validate = check)]
struct InstanceId(String);

fn check(_: &str) -> Result<(), &'static str> {
    Ok(())
}

fn main() {}
