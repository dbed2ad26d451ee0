/// A disk.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DiskId(std::sync::Arc<str>);
#[automatically_derived]
impl ::async_resp_core::__private::TextId for DiskId {
    const NOUN: &'static ::async_resp_core::__private::str = "cloud disk";
    const MEMBERS: &'static [&'static ::async_resp_core::__private::str] = &[
        "diskId",
        "storageId",
    ];
    const BEGINNINGS: &'static [&'static ::async_resp_core::__private::str] = &[
        "disk-",
        "vol-",
    ];
    const HAS_RULE: ::async_resp_core::__private::bool = true;
}
#[automatically_derived]
impl ::async_resp_core::__private::FromStr for DiskId {
    type Err = ::async_resp_core::__private::InvalidId;
    fn from_str(
        __text: &::async_resp_core::__private::str,
    ) -> ::async_resp_core::__private::Parsed<Self> {
        <std::sync::Arc<
            str,
        > as ::async_resp_core::__private::IdText>::parse_checked_id::<
            Self,
        >(__text, lower_case, Self)
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::TryFrom<&::async_resp_core::__private::str>
for DiskId {
    type Error = ::async_resp_core::__private::InvalidId;
    fn try_from(
        __text: &::async_resp_core::__private::str,
    ) -> ::async_resp_core::__private::Parsed<Self> {
        <Self as ::async_resp_core::__private::FromStr>::from_str(__text)
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::TryFrom<::async_resp_core::__private::String>
for DiskId {
    type Error = ::async_resp_core::__private::InvalidId;
    fn try_from(
        __text: ::async_resp_core::__private::String,
    ) -> ::async_resp_core::__private::Parsed<Self> {
        <Self as ::async_resp_core::__private::FromStr>::from_str(&__text)
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::Display for DiskId {
    fn fmt(
        &self,
        __formatter: &mut ::async_resp_core::__private::Formatter<'_>,
    ) -> ::async_resp_core::__private::FmtResult {
        ::async_resp_core::__private::Display::fmt(Self::as_str(self), __formatter)
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::Serialize for DiskId {
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
impl<'__de> ::async_resp_core::__private::Deserialize<'__de> for DiskId {
    fn deserialize<__D>(
        __deserializer: __D,
    ) -> ::async_resp_core::__private::Read<'__de, Self, __D>
    where
        __D: ::async_resp_core::__private::Deserializer<'__de>,
    {
        ::async_resp_core::__private::deserialize_id(__deserializer)
    }
}
impl DiskId {
    /// The id as text.
    #[allow(dead_code, reason = "every id has it, and not every author calls it")]
    #[must_use]
    pub fn as_str(&self) -> &::async_resp_core::__private::str {
        <std::sync::Arc<str> as ::async_resp_core::__private::IdText>::text(&self.0)
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::AsRef<::async_resp_core::__private::str> for DiskId {
    fn as_ref(&self) -> &::async_resp_core::__private::str {
        Self::as_str(self)
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::Borrow<::async_resp_core::__private::str> for DiskId {
    fn borrow(&self) -> &::async_resp_core::__private::str {
        Self::as_str(self)
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::PartialEq<::async_resp_core::__private::str>
for DiskId {
    fn eq(
        &self,
        __other: &::async_resp_core::__private::str,
    ) -> ::async_resp_core::__private::bool {
        ::async_resp_core::__private::same_text(Self::as_str(self), __other)
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::PartialEq<&::async_resp_core::__private::str>
for DiskId {
    fn eq(
        &self,
        __other: &&::async_resp_core::__private::str,
    ) -> ::async_resp_core::__private::bool {
        ::async_resp_core::__private::same_text(Self::as_str(self), __other)
    }
}
/// The reply to the batch operation `AttachDisks`: an entry for each [`DiskId`], and what else the server said.
pub struct AttachDisksReply(::async_resp_core::__private::BatchReply<DiskId>);
#[automatically_derived]
impl ::async_resp_core::__private::Debug for AttachDisksReply {
    fn fmt(
        &self,
        __formatter: &mut ::async_resp_core::__private::Formatter<'_>,
    ) -> ::async_resp_core::__private::FmtResult {
        ::async_resp_core::__private::show_newtype(
            __formatter,
            "AttachDisksReply",
            &(*self).0,
        )
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::Clone for AttachDisksReply {
    fn clone(&self) -> Self {
        Self {
            0: <::async_resp_core::__private::BatchReply<
                DiskId,
            > as ::async_resp_core::__private::Clone>::clone(&(*self).0),
        }
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::PartialEq for AttachDisksReply {
    fn eq(&self, __other: &Self) -> ::async_resp_core::__private::bool {
        <::async_resp_core::__private::BatchReply<
            DiskId,
        > as ::async_resp_core::__private::PartialEq>::eq(&(*self).0, &(*__other).0)
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::Eq for AttachDisksReply {}
#[automatically_derived]
impl ::async_resp_core::__private::Wraps for AttachDisksReply {
    type Inner = ::async_resp_core::__private::BatchReply<DiskId>;
    type Access = ::async_resp_core::__private::Owned;
    const OPERATION: ::async_resp_core::__private::Operation = ::async_resp_core::__private::Operation::new(
            "AttachDisks",
        )
        .with_limit(::async_resp_core::__private::limit(10))
        .with_accept(&[::async_resp_core::__private::Code::new(16003)])
        .with_retry(&[::async_resp_core::__private::Code::new(-16004)])
        .with_partial(::async_resp_core::__private::Code::new(6010))
        .with_all_failed(::async_resp_core::__private::Code::new(6020))
        .with_one_task();
    fn inner(&self) -> &::async_resp_core::__private::BatchReply<DiskId> {
        &(*self).0
    }
    fn inner_mut(&mut self) -> &mut ::async_resp_core::__private::BatchReply<DiskId> {
        &mut (*self).0
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::Serialize for AttachDisksReply {
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
impl<'__de> ::async_resp_core::__private::Deserialize<'__de> for AttachDisksReply {
    fn deserialize<__D>(
        __deserializer: __D,
    ) -> ::async_resp_core::__private::Read<'__de, Self, __D>
    where
        __D: ::async_resp_core::__private::Deserializer<'__de>,
    {
        ::async_resp_core::__private::deserialize_reply::<
            Self,
            ::async_resp_core::__private::BatchReply<DiskId>,
            __D,
        >(__deserializer)
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::From<::async_resp_core::__private::BatchReply<DiskId>>
for AttachDisksReply {
    fn from(__reply: ::async_resp_core::__private::BatchReply<DiskId>) -> Self {
        Self { 0: __reply }
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::FromIterator<
    (DiskId, ::async_resp_core::__private::TaskReply),
> for AttachDisksReply {
    fn from_iter<__I>(__pairs: __I) -> Self
    where
        __I: ::async_resp_core::__private::IntoIterator<
            Item = (DiskId, ::async_resp_core::__private::TaskReply),
        >,
    {
        Self {
            0: <::async_resp_core::__private::BatchReply<
                DiskId,
            > as ::async_resp_core::__private::Wrapped>::collect::<Self>(__pairs),
        }
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::IntoIterator for AttachDisksReply {
    type Item = (DiskId, ::async_resp_core::__private::TaskReply);
    type IntoIter = ::async_resp_core::__private::IntoIter<
        DiskId,
        ::async_resp_core::__private::TaskReply,
    >;
    fn into_iter(
        self,
    ) -> ::async_resp_core::__private::IntoIter<
        DiskId,
        ::async_resp_core::__private::TaskReply,
    > {
        ::async_resp_core::__private::IntoIterator::into_iter(self.0)
    }
}
#[automatically_derived]
impl<'__a> ::async_resp_core::__private::IntoIterator for &'__a AttachDisksReply {
    type Item = (&'__a DiskId, &'__a ::async_resp_core::__private::TaskReply);
    type IntoIter = ::async_resp_core::__private::Iter<
        '__a,
        DiskId,
        ::async_resp_core::__private::TaskReply,
    >;
    fn into_iter(
        self,
    ) -> ::async_resp_core::__private::Iter<
        '__a,
        DiskId,
        ::async_resp_core::__private::TaskReply,
    > {
        ::async_resp_core::__private::IntoIterator::into_iter(&(*self).0)
    }
}
/// The reply to the batch operation `Detach`: an entry for each [`DiskId`], and what else the server said.
pub struct DetachDisksReply(::async_resp_core::__private::BatchReply<DiskId>);
#[automatically_derived]
impl ::async_resp_core::__private::Debug for DetachDisksReply {
    fn fmt(
        &self,
        __formatter: &mut ::async_resp_core::__private::Formatter<'_>,
    ) -> ::async_resp_core::__private::FmtResult {
        ::async_resp_core::__private::show_newtype(
            __formatter,
            "DetachDisksReply",
            &(*self).0,
        )
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::Clone for DetachDisksReply {
    fn clone(&self) -> Self {
        Self {
            0: <::async_resp_core::__private::BatchReply<
                DiskId,
            > as ::async_resp_core::__private::Clone>::clone(&(*self).0),
        }
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::PartialEq for DetachDisksReply {
    fn eq(&self, __other: &Self) -> ::async_resp_core::__private::bool {
        <::async_resp_core::__private::BatchReply<
            DiskId,
        > as ::async_resp_core::__private::PartialEq>::eq(&(*self).0, &(*__other).0)
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::Eq for DetachDisksReply {}
#[automatically_derived]
impl ::async_resp_core::__private::Wraps for DetachDisksReply {
    type Inner = ::async_resp_core::__private::BatchReply<DiskId>;
    type Access = ::async_resp_core::__private::Owned;
    const OPERATION: ::async_resp_core::__private::Operation = ::async_resp_core::__private::Operation::new(
            "Detach",
        )
        .idempotent()
        .with_lists(::async_resp_core::__private::Lists::Failures);
    fn inner(&self) -> &::async_resp_core::__private::BatchReply<DiskId> {
        &(*self).0
    }
    fn inner_mut(&mut self) -> &mut ::async_resp_core::__private::BatchReply<DiskId> {
        &mut (*self).0
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::Serialize for DetachDisksReply {
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
impl<'__de> ::async_resp_core::__private::Deserialize<'__de> for DetachDisksReply {
    fn deserialize<__D>(
        __deserializer: __D,
    ) -> ::async_resp_core::__private::Read<'__de, Self, __D>
    where
        __D: ::async_resp_core::__private::Deserializer<'__de>,
    {
        ::async_resp_core::__private::deserialize_reply::<
            Self,
            ::async_resp_core::__private::BatchReply<DiskId>,
            __D,
        >(__deserializer)
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::From<::async_resp_core::__private::BatchReply<DiskId>>
for DetachDisksReply {
    fn from(__reply: ::async_resp_core::__private::BatchReply<DiskId>) -> Self {
        Self { 0: __reply }
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::FromIterator<
    (DiskId, ::async_resp_core::__private::TaskReply),
> for DetachDisksReply {
    fn from_iter<__I>(__pairs: __I) -> Self
    where
        __I: ::async_resp_core::__private::IntoIterator<
            Item = (DiskId, ::async_resp_core::__private::TaskReply),
        >,
    {
        Self {
            0: <::async_resp_core::__private::BatchReply<
                DiskId,
            > as ::async_resp_core::__private::Wrapped>::collect::<Self>(__pairs),
        }
    }
}
#[automatically_derived]
impl ::async_resp_core::__private::IntoIterator for DetachDisksReply {
    type Item = (DiskId, ::async_resp_core::__private::TaskReply);
    type IntoIter = ::async_resp_core::__private::IntoIter<
        DiskId,
        ::async_resp_core::__private::TaskReply,
    >;
    fn into_iter(
        self,
    ) -> ::async_resp_core::__private::IntoIter<
        DiskId,
        ::async_resp_core::__private::TaskReply,
    > {
        ::async_resp_core::__private::IntoIterator::into_iter(self.0)
    }
}
#[automatically_derived]
impl<'__a> ::async_resp_core::__private::IntoIterator for &'__a DetachDisksReply {
    type Item = (&'__a DiskId, &'__a ::async_resp_core::__private::TaskReply);
    type IntoIter = ::async_resp_core::__private::Iter<
        '__a,
        DiskId,
        ::async_resp_core::__private::TaskReply,
    >;
    fn into_iter(
        self,
    ) -> ::async_resp_core::__private::Iter<
        '__a,
        DiskId,
        ::async_resp_core::__private::TaskReply,
    > {
        ::async_resp_core::__private::IntoIterator::into_iter(&(*self).0)
    }
}
