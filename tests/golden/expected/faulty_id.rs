pub struct InstanceId(u64);
::core::compile_error! {
    "unknown `resource` attribute `knd`; did you mean `kind`?"
}
::core::compile_error! {
    "expected one or more string literals, as in `prefix = \"ins-\"`"
}
::core::compile_error! {
    "`limit` cannot be 0, which would let nothing be sent; leave it out where there is no limit"
}
#[automatically_derived]
impl ::async_resp_core::__private::ResourceId for InstanceId
where
    for<'__any> InstanceId: ::async_resp_core::__private::Clone
        + ::async_resp_core::__private::Debug + ::async_resp_core::__private::Eq
        + ::async_resp_core::__private::Ord,
{
    const KIND: &'static ::async_resp_core::__private::str = "instance";
    const FIELDS: &'static [&'static ::async_resp_core::__private::str] = &[
        "instanceId",
    ];
    const PREFIXES: &'static [&'static ::async_resp_core::__private::str] = <u64 as ::async_resp_core::__private::IdInteger>::PREFIXES;
    fn parse(
        __text: &::async_resp_core::__private::str,
    ) -> ::async_resp_core::__private::Parsed<Self> {
        <Self as ::async_resp_core::__private::FromStr>::from_str(__text)
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::FromStr for InstanceId
where
    for<'__any> InstanceId: ::async_resp_core::__private::Clone
        + ::async_resp_core::__private::Debug + ::async_resp_core::__private::Eq
        + ::async_resp_core::__private::Ord,
{
    type Err = ::async_resp_core::__private::InvalidId;
    fn from_str(
        __text: &::async_resp_core::__private::str,
    ) -> ::async_resp_core::__private::Parsed<Self> {
        loop {}
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::TryFrom<&::async_resp_core::__private::str>
for InstanceId
where
    for<'__any> InstanceId: ::async_resp_core::__private::Clone
        + ::async_resp_core::__private::Debug + ::async_resp_core::__private::Eq
        + ::async_resp_core::__private::Ord,
{
    type Error = ::async_resp_core::__private::InvalidId;
    fn try_from(
        __text: &::async_resp_core::__private::str,
    ) -> ::async_resp_core::__private::Parsed<Self> {
        <Self as ::async_resp_core::__private::FromStr>::from_str(__text)
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::TryFrom<::async_resp_core::__private::String>
for InstanceId
where
    for<'__any> InstanceId: ::async_resp_core::__private::Clone
        + ::async_resp_core::__private::Debug + ::async_resp_core::__private::Eq
        + ::async_resp_core::__private::Ord,
{
    type Error = ::async_resp_core::__private::InvalidId;
    fn try_from(
        __text: ::async_resp_core::__private::String,
    ) -> ::async_resp_core::__private::Parsed<Self> {
        <Self as ::async_resp_core::__private::FromStr>::from_str(&__text)
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::Display for InstanceId
where
    for<'__any> InstanceId: ::async_resp_core::__private::Clone
        + ::async_resp_core::__private::Debug + ::async_resp_core::__private::Eq
        + ::async_resp_core::__private::Ord,
{
    fn fmt(
        &self,
        __formatter: &mut ::async_resp_core::__private::Formatter<'_>,
    ) -> ::async_resp_core::__private::FmtResult {
        loop {}
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::Serialize for InstanceId
where
    for<'__any> InstanceId: ::async_resp_core::__private::Clone
        + ::async_resp_core::__private::Debug + ::async_resp_core::__private::Eq
        + ::async_resp_core::__private::Ord,
{
    fn serialize<__S>(
        &self,
        __serializer: __S,
    ) -> ::async_resp_core::__private::Written<__S>
    where
        __S: ::async_resp_core::__private::Serializer,
    {
        loop {}
    }
}
#[automatically_derived]
impl<'__de> ::async_resp_core::__private::Deserialize<'__de> for InstanceId
where
    for<'__any> InstanceId: ::async_resp_core::__private::Clone
        + ::async_resp_core::__private::Debug + ::async_resp_core::__private::Eq
        + ::async_resp_core::__private::Ord,
{
    fn deserialize<__D>(
        __deserializer: __D,
    ) -> ::async_resp_core::__private::Read<'__de, Self, __D>
    where
        __D: ::async_resp_core::__private::Deserializer<'__de>,
    {
        ::async_resp_core::__private::deserialize_text_or_integer::<
            Self,
            __D,
        >(__deserializer)
    }
}
impl InstanceId
where
    for<'__any> InstanceId: ::async_resp_core::__private::Clone
        + ::async_resp_core::__private::Debug + ::async_resp_core::__private::Eq
        + ::async_resp_core::__private::Ord,
{
    /// The id as an integer.
    #[allow(dead_code, reason = "every id has it, and not every author calls it")]
    #[must_use]
    pub const fn get(&self) -> u64 {
        loop {}
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::From<u64> for InstanceId
where
    for<'__any> InstanceId: ::async_resp_core::__private::Clone
        + ::async_resp_core::__private::Debug + ::async_resp_core::__private::Eq
        + ::async_resp_core::__private::Ord,
{
    fn from(__integer: u64) -> Self {
        loop {}
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::From<InstanceId> for u64
where
    for<'__any> InstanceId: ::async_resp_core::__private::Clone
        + ::async_resp_core::__private::Debug + ::async_resp_core::__private::Eq
        + ::async_resp_core::__private::Ord,
{
    fn from(__id: InstanceId) -> Self {
        loop {}
    }
}
/// The reply to the batch operation `StartInstances`: an entry for each [`InstanceId`], and what else the server said.
pub struct StartInstancesReply(
    ::async_resp_core::__private::BatchReply<InstanceId>,
)
where
    for<'__any> InstanceId: ::async_resp_core::__private::Clone
        + ::async_resp_core::__private::Debug + ::async_resp_core::__private::Eq
        + ::async_resp_core::__private::Ord;
#[automatically_derived]
impl ::async_resp_core::__private::Debug for StartInstancesReply
where
    for<'__any> InstanceId: ::async_resp_core::__private::Clone
        + ::async_resp_core::__private::Debug + ::async_resp_core::__private::Eq
        + ::async_resp_core::__private::Ord,
{
    fn fmt(
        &self,
        __formatter: &mut ::async_resp_core::__private::Formatter<'_>,
    ) -> ::async_resp_core::__private::FmtResult {
        ::async_resp_core::__private::show_newtype(
            __formatter,
            "StartInstancesReply",
            &(*self).0,
        )
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::Clone for StartInstancesReply
where
    for<'__any> InstanceId: ::async_resp_core::__private::Clone
        + ::async_resp_core::__private::Debug + ::async_resp_core::__private::Eq
        + ::async_resp_core::__private::Ord,
{
    fn clone(&self) -> Self {
        Self {
            0: <::async_resp_core::__private::BatchReply<
                InstanceId,
            > as ::async_resp_core::__private::Clone>::clone(&(*self).0),
        }
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::PartialEq for StartInstancesReply
where
    for<'__any> InstanceId: ::async_resp_core::__private::Clone
        + ::async_resp_core::__private::Debug + ::async_resp_core::__private::Eq
        + ::async_resp_core::__private::Ord,
{
    fn eq(&self, __other: &Self) -> ::async_resp_core::__private::bool {
        <::async_resp_core::__private::BatchReply<
            InstanceId,
        > as ::async_resp_core::__private::PartialEq>::eq(&(*self).0, &(*__other).0)
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::Eq for StartInstancesReply
where
    for<'__any> InstanceId: ::async_resp_core::__private::Clone
        + ::async_resp_core::__private::Debug + ::async_resp_core::__private::Eq
        + ::async_resp_core::__private::Ord,
{}
#[automatically_derived]
impl ::async_resp_core::__private::Wraps for StartInstancesReply
where
    for<'__any> InstanceId: ::async_resp_core::__private::Clone
        + ::async_resp_core::__private::Debug + ::async_resp_core::__private::Eq
        + ::async_resp_core::__private::Ord,
{
    type Inner = ::async_resp_core::__private::BatchReply<InstanceId>;
    type Access = ::async_resp_core::__private::Owned;
    const OPERATION: ::async_resp_core::__private::Operation = ::async_resp_core::__private::Operation::new(
        "StartInstances",
    );
    fn inner(&self) -> &::async_resp_core::__private::BatchReply<InstanceId> {
        &(*self).0
    }
    fn inner_mut(
        &mut self,
    ) -> &mut ::async_resp_core::__private::BatchReply<InstanceId> {
        &mut (*self).0
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::Serialize for StartInstancesReply
where
    for<'__any> InstanceId: ::async_resp_core::__private::Clone
        + ::async_resp_core::__private::Debug + ::async_resp_core::__private::Eq
        + ::async_resp_core::__private::Ord,
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
impl<'__de> ::async_resp_core::__private::Deserialize<'__de> for StartInstancesReply
where
    for<'__any> InstanceId: ::async_resp_core::__private::Clone
        + ::async_resp_core::__private::Debug + ::async_resp_core::__private::Eq
        + ::async_resp_core::__private::Ord,
{
    fn deserialize<__D>(
        __deserializer: __D,
    ) -> ::async_resp_core::__private::Read<'__de, Self, __D>
    where
        __D: ::async_resp_core::__private::Deserializer<'__de>,
    {
        ::async_resp_core::__private::deserialize_reply::<
            Self,
            ::async_resp_core::__private::BatchReply<InstanceId>,
            __D,
        >(__deserializer)
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::From<
    ::async_resp_core::__private::BatchReply<InstanceId>,
> for StartInstancesReply
where
    for<'__any> InstanceId: ::async_resp_core::__private::Clone
        + ::async_resp_core::__private::Debug + ::async_resp_core::__private::Eq
        + ::async_resp_core::__private::Ord,
{
    fn from(__reply: ::async_resp_core::__private::BatchReply<InstanceId>) -> Self {
        Self { 0: __reply }
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::FromIterator<
    (InstanceId, ::async_resp_core::__private::TaskReply),
> for StartInstancesReply
where
    for<'__any> InstanceId: ::async_resp_core::__private::Clone
        + ::async_resp_core::__private::Debug + ::async_resp_core::__private::Eq
        + ::async_resp_core::__private::Ord,
{
    fn from_iter<__I>(__pairs: __I) -> Self
    where
        __I: ::async_resp_core::__private::IntoIterator<
            Item = (InstanceId, ::async_resp_core::__private::TaskReply),
        >,
    {
        Self {
            0: <::async_resp_core::__private::BatchReply<
                InstanceId,
            > as ::async_resp_core::__private::Wrapped>::collect::<Self>(__pairs),
        }
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::IntoIterator for StartInstancesReply
where
    for<'__any> InstanceId: ::async_resp_core::__private::Clone
        + ::async_resp_core::__private::Debug + ::async_resp_core::__private::Eq
        + ::async_resp_core::__private::Ord,
{
    type Item = (InstanceId, ::async_resp_core::__private::TaskReply);
    type IntoIter = ::async_resp_core::__private::IntoIter<
        InstanceId,
        ::async_resp_core::__private::TaskReply,
    >;
    fn into_iter(
        self,
    ) -> ::async_resp_core::__private::IntoIter<
        InstanceId,
        ::async_resp_core::__private::TaskReply,
    > {
        ::async_resp_core::__private::IntoIterator::into_iter(self.0)
    }
}
#[automatically_derived]
impl<'__a> ::async_resp_core::__private::IntoIterator for &'__a StartInstancesReply
where
    for<'__any> InstanceId: ::async_resp_core::__private::Clone
        + ::async_resp_core::__private::Debug + ::async_resp_core::__private::Eq
        + ::async_resp_core::__private::Ord,
{
    type Item = (&'__a InstanceId, &'__a ::async_resp_core::__private::TaskReply);
    type IntoIter = ::async_resp_core::__private::Iter<
        '__a,
        InstanceId,
        ::async_resp_core::__private::TaskReply,
    >;
    fn into_iter(
        self,
    ) -> ::async_resp_core::__private::Iter<
        '__a,
        InstanceId,
        ::async_resp_core::__private::TaskReply,
    > {
        ::async_resp_core::__private::IntoIterator::into_iter(&(*self).0)
    }
}
