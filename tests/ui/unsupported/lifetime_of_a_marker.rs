use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
struct TypedId<'a, T>(String, std::marker::PhantomData<&'a T>);

fn main() {}
