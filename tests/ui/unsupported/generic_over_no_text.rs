use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
struct InstanceId<S>(S);

fn id() -> Result<InstanceId<u64>, async_resp_core::InvalidId> {
    InstanceId::parse("7")
}

fn main() {}
