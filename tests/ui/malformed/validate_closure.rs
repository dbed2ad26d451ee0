use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(validate = |_| Ok(()))]
struct InstanceId(String);

fn main() {}
