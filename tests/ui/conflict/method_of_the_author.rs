use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
struct InstanceId(String);

impl InstanceId {
    fn as_str(&self) -> &str {
        &self.0
    }
}

fn main() {}
