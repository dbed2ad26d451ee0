use async_resp_core::ResourceId;
use std::marker::PhantomData;

#[derive(ResourceId)]
struct TypedId<T>(String, PhantomData<T>);

fn kind<Id: ResourceId>() -> &'static str {
    Id::KIND
}

fn kind_of_typed() -> &'static str {
    kind::<TypedId<u8>>()
}

fn main() {}
