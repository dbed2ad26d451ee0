//! Ids as an SDK author writes them by hand, without the derive.

use std::fmt;

use async_resp_core::{InvalidId, ResourceId};

/// The id of a disk. It has a prefix, and two fields in which an entry may name it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DiskId(Box<str>);

/// The id of a key pair: any text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeyId(Box<str>);

impl ResourceId for DiskId {
    const KIND: &'static str = "disk";
    const FIELDS: &'static [&'static str] = &["diskId", "storageId"];
    const PREFIXES: &'static [&'static str] = &["disk-"];

    fn parse(text: &str) -> Result<Self, InvalidId> {
        match text.strip_prefix("disk-") {
            Some(_) => Ok(Self(text.into())),
            None => Err(InvalidId::new(Self::KIND, text, "must begin with `disk-`")),
        }
    }
}

impl ResourceId for KeyId {
    const KIND: &'static str = "key";
    const FIELDS: &'static [&'static str] = &["keyId"];

    fn parse(text: &str) -> Result<Self, InvalidId> {
        if text.is_empty() { Err(InvalidId::new(Self::KIND, text, "must not be empty")) } else { Ok(Self(text.into())) }
    }
}

impl fmt::Display for DiskId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl PartialEq<str> for DiskId {
    fn eq(&self, text: &str) -> bool {
        *self.0 == *text
    }
}
