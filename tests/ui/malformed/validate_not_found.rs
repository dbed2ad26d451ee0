use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(validate = checks::instance)]
struct InstanceId(String);

mod checks {}

fn main() {}
