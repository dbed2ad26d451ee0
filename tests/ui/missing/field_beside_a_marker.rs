use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
struct TypedId<T>(std::marker::PhantomData<T>);

fn main() {}
