/// The reply to a stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StopInstancesReply(async_resp_core::BatchReply<String>);
#[automatically_derived]
impl ::async_resp_core::__private::Wraps for StopInstancesReply {
    type Inner = async_resp_core::BatchReply<String>;
    type Access = ::async_resp_core::__private::Owned;
    const OPERATION: ::async_resp_core::__private::Operation = ::async_resp_core::__private::Operation::new(
            "StopInstances",
        )
        .with_limit(::async_resp_core::__private::limit(100))
        .idempotent();
    fn inner(&self) -> &async_resp_core::BatchReply<String> {
        &(*self).0
    }
    fn inner_mut(&mut self) -> &mut async_resp_core::BatchReply<String> {
        &mut (*self).0
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::Serialize for StopInstancesReply
where
    for<'__any> async_resp_core::BatchReply<
        String,
    >: ::async_resp_core::__private::Serialize,
{
    fn serialize<__S>(
        &self,
        __serializer: __S,
    ) -> ::async_resp_core::__private::Written<__S>
    where
        __S: ::async_resp_core::__private::Serializer,
    {
        ::async_resp_core::__private::Serialize::serialize(&(*self).0, __serializer)
    }
}
#[automatically_derived]
impl<'__de> ::async_resp_core::__private::Deserialize<'__de> for StopInstancesReply
where
    for<'__any> async_resp_core::BatchReply<
        String,
    >: ::async_resp_core::__private::Deserialize<'__de>,
{
    fn deserialize<__D>(
        __deserializer: __D,
    ) -> ::async_resp_core::__private::Read<'__de, Self, __D>
    where
        __D: ::async_resp_core::__private::Deserializer<'__de>,
    {
        ::async_resp_core::__private::deserialize_reply::<
            Self,
            async_resp_core::BatchReply<String>,
            __D,
        >(__deserializer)
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::From<async_resp_core::BatchReply<String>>
for StopInstancesReply {
    fn from(__reply: async_resp_core::BatchReply<String>) -> Self {
        Self { 0: __reply }
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::FromIterator<
    <async_resp_core::BatchReply<
        String,
    > as ::async_resp_core::__private::IntoIterator>::Item,
> for StopInstancesReply
where
    for<'__any> async_resp_core::BatchReply<
        String,
    >: ::async_resp_core::__private::Wrapped,
{
    fn from_iter<__I>(__pairs: __I) -> Self
    where
        __I: ::async_resp_core::__private::IntoIterator<
            Item = <async_resp_core::BatchReply<
                String,
            > as ::async_resp_core::__private::IntoIterator>::Item,
        >,
    {
        Self {
            0: <async_resp_core::BatchReply<
                String,
            > as ::async_resp_core::__private::Wrapped>::collect::<Self>(__pairs),
        }
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::IntoIterator for StopInstancesReply
where
    for<'__any> async_resp_core::BatchReply<
        String,
    >: ::async_resp_core::__private::IntoIterator,
{
    type Item = <async_resp_core::BatchReply<
        String,
    > as ::async_resp_core::__private::IntoIterator>::Item;
    type IntoIter = <async_resp_core::BatchReply<
        String,
    > as ::async_resp_core::__private::IntoIterator>::IntoIter;
    fn into_iter(
        self,
    ) -> <async_resp_core::BatchReply<
        String,
    > as ::async_resp_core::__private::IntoIterator>::IntoIter {
        ::async_resp_core::__private::IntoIterator::into_iter(self.0)
    }
}
#[automatically_derived]
impl<'__a> ::async_resp_core::__private::IntoIterator for &'__a StopInstancesReply
where
    for<'__any> &'__a async_resp_core::BatchReply<
        String,
    >: ::async_resp_core::__private::IntoIterator,
{
    type Item = <&'__a async_resp_core::BatchReply<
        String,
    > as ::async_resp_core::__private::IntoIterator>::Item;
    type IntoIter = <&'__a async_resp_core::BatchReply<
        String,
    > as ::async_resp_core::__private::IntoIterator>::IntoIter;
    fn into_iter(
        self,
    ) -> <&'__a async_resp_core::BatchReply<
        String,
    > as ::async_resp_core::__private::IntoIterator>::IntoIter {
        ::async_resp_core::__private::IntoIterator::into_iter(&(*self).0)
    }
}
const _: () = ::async_resp_core::__private::holds_reply::<
    async_resp_core::BatchReply<String>,
>();
