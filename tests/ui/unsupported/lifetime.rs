use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
struct InstanceId<'a>(std::borrow::Cow<'a, str>);

fn main() {}
