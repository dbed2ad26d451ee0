/// An instance.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct InstanceId(String);
#[automatically_derived]
impl ::async_resp_core::__private::TextId for InstanceId {
    const NOUN: &'static ::async_resp_core::__private::str = "instance";
    const MEMBERS: &'static [&'static ::async_resp_core::__private::str] = &[
        "instanceId",
    ];
}
#[automatically_derived]
impl ::async_resp_core::__private::FromStr for InstanceId {
    type Err = ::async_resp_core::__private::InvalidId;
    fn from_str(
        __text: &::async_resp_core::__private::str,
    ) -> ::async_resp_core::__private::Parsed<Self> {
        <String as ::async_resp_core::__private::IdText>::parse_id::<Self>(__text, Self)
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::TryFrom<&::async_resp_core::__private::str>
for InstanceId {
    type Error = ::async_resp_core::__private::InvalidId;
    fn try_from(
        __text: &::async_resp_core::__private::str,
    ) -> ::async_resp_core::__private::Parsed<Self> {
        <Self as ::async_resp_core::__private::FromStr>::from_str(__text)
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::TryFrom<::async_resp_core::__private::String>
for InstanceId {
    type Error = ::async_resp_core::__private::InvalidId;
    fn try_from(
        __text: ::async_resp_core::__private::String,
    ) -> ::async_resp_core::__private::Parsed<Self> {
        <Self as ::async_resp_core::__private::FromStr>::from_str(&__text)
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::Display for InstanceId {
    fn fmt(
        &self,
        __formatter: &mut ::async_resp_core::__private::Formatter<'_>,
    ) -> ::async_resp_core::__private::FmtResult {
        ::async_resp_core::__private::Display::fmt(Self::as_str(self), __formatter)
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::Serialize for InstanceId {
    fn serialize<__S>(
        &self,
        __serializer: __S,
    ) -> ::async_resp_core::__private::Written<__S>
    where
        __S: ::async_resp_core::__private::Serializer,
    {
        ::async_resp_core::__private::Serializer::serialize_str(
            __serializer,
            Self::as_str(self),
        )
    }
}
#[automatically_derived]
impl<'__de> ::async_resp_core::__private::Deserialize<'__de> for InstanceId {
    fn deserialize<__D>(
        __deserializer: __D,
    ) -> ::async_resp_core::__private::Read<'__de, Self, __D>
    where
        __D: ::async_resp_core::__private::Deserializer<'__de>,
    {
        ::async_resp_core::__private::deserialize_id(__deserializer)
    }
}
impl InstanceId {
    /// The id as text.
    #[allow(dead_code, reason = "every id has it, and not every author calls it")]
    #[must_use]
    pub fn as_str(&self) -> &::async_resp_core::__private::str {
        <String as ::async_resp_core::__private::IdText>::text(&self.0)
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::AsRef<::async_resp_core::__private::str>
for InstanceId {
    fn as_ref(&self) -> &::async_resp_core::__private::str {
        Self::as_str(self)
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::Borrow<::async_resp_core::__private::str>
for InstanceId {
    fn borrow(&self) -> &::async_resp_core::__private::str {
        Self::as_str(self)
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::PartialEq<::async_resp_core::__private::str>
for InstanceId {
    fn eq(
        &self,
        __other: &::async_resp_core::__private::str,
    ) -> ::async_resp_core::__private::bool {
        ::async_resp_core::__private::same_text(Self::as_str(self), __other)
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::PartialEq<&::async_resp_core::__private::str>
for InstanceId {
    fn eq(
        &self,
        __other: &&::async_resp_core::__private::str,
    ) -> ::async_resp_core::__private::bool {
        ::async_resp_core::__private::same_text(Self::as_str(self), __other)
    }
}
