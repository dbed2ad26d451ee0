use async_resp_core::ResourceId;
use std::marker::PhantomData;

#[derive(ResourceId)]
struct TypedId<T>(String, PhantomData<T>);

fn kind() -> &'static str {
    TypedId::<u8>::KIND
}

fn main() {}
