//! [`Code`]: the number with which a reply, or one entry of it, says how it went.
//!
//! The set is open. The numbers with a constant here are those of the *outer* code that every product shares; an entry's
//! code is a number of its product's own module and shares only [`Code::SUCCESS`] with them.

use core::fmt;

use serde_core::de::{self, Deserialize, Deserializer, Visitor};
use serde_core::ser::{Serialize, Serializer};

/// The `code` of a reply or of an entry: 0 for accepted, anything else for a failure.
///
/// Any number is kept as it came. On the wire it is an integer or the same as text (`0`, `"0"`, `"000000"`); it is written
/// as an integer.
///
/// ```
/// use async_resp_core::Code;
///
/// assert!(Code::new(0).is_success());
/// assert_eq!(Code::ALL_FAILED.get(), 5100);
/// assert_eq!(Code::new(4400).name(), Some("call quota exceeded"));
/// assert_eq!(Code::new(16003).name(), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(i64);

/// What is known of an outer code.
struct Common {
    code: Code,
    name: &'static str,
    /// Whether the work may have begun although the request was refused with this code.
    may_have_run: bool,
}

/// The outer codes that every product shares, ascending (the vendor's common error codes; which of them leave open whether
/// the work began is concluded from their texts: 4500 answers the second copy of a request, 6000 says nothing, and 5100
/// names no resource that did not begin).
#[rustfmt::skip]
const COMMON: &[Common] = &[
    Common { code: Code::SUCCESS,           name: "accepted",                                may_have_run: true },
    Common { code: Code(4000),              name: "bad or missing parameter",                may_have_run: false },
    Common { code: Code(4100),              name: "signature not valid",                     may_have_run: false },
    Common { code: Code(4101),              name: "not authorised for this API",             may_have_run: false },
    Common { code: Code(4102),              name: "not authorised for this resource",        may_have_run: false },
    Common { code: Code(4103),              name: "not authorised for an operated resource", may_have_run: false },
    Common { code: Code(4104),              name: "secret id does not exist",                may_have_run: false },
    Common { code: Code(4105),              name: "token not valid",                         may_have_run: false },
    Common { code: Code(4106),              name: "multi-factor authentication failed",      may_have_run: false },
    Common { code: Code(4110),              name: "authentication failed",                   may_have_run: false },
    Common { code: Code(4200),              name: "request expired",                         may_have_run: false },
    Common { code: Code(4300),              name: "account blocked",                         may_have_run: false },
    Common { code: Code(4400),              name: "call quota exceeded",                     may_have_run: false },
    Common { code: Code(4500),              name: "replayed request",                        may_have_run: true },
    Common { code: Code(4600),              name: "HTTPS required",                          may_have_run: false },
    Common { code: Code(5000),              name: "resource does not exist",                 may_have_run: false },
    Common { code: Code::ALL_FAILED,        name: "resource operation failed",               may_have_run: true },
    Common { code: Code(5200),              name: "purchase failed",                         may_have_run: false },
    Common { code: Code(5300),              name: "balance too low",                         may_have_run: false },
    Common { code: Code::PARTIALLY_FAILED,  name: "some resources failed",                   may_have_run: true },
    Common { code: Code(5500),              name: "account not qualified",                   may_have_run: false },
    Common { code: Code::INTERNAL_ERROR,    name: "internal error",                          may_have_run: true },
    Common { code: Code(6100),              name: "not in this version, or in maintenance",  may_have_run: false },
    Common { code: Code(6200),              name: "suspended for maintenance",               may_have_run: false },
];

impl Code {
    /// 0: accepted. As an outer code of a batch: accepted for every resource.
    pub const SUCCESS: Code = Code(0);
    /// 5100, an outer code: the operation failed for every resource.
    pub const ALL_FAILED: Code = Code(5100);
    /// 5400, an outer code: the operation failed for some of the resources.
    pub const PARTIALLY_FAILED: Code = Code(5400);
    /// 6000, an outer code: an internal error; what became of the request is unknown.
    pub const INTERNAL_ERROR: Code = Code(6000);

    /// The code with this number.
    #[must_use]
    pub const fn new(number: i64) -> Self {
        Self(number)
    }

    /// The number.
    #[must_use]
    pub const fn get(self) -> i64 {
        self.0
    }

    /// Whether this is 0.
    #[must_use]
    pub const fn is_success(self) -> bool {
        self.0 == Self::SUCCESS.0
    }

    /// What an *outer* code means, for those that every product shares; `None` for any other.
    ///
    /// Do not use it on the code of an entry: the numbers of the modules are a vocabulary of their own.
    #[must_use]
    pub fn name(self) -> Option<&'static str> {
        self.common().map(|common| common.name)
    }

    /// Whether a request that was turned down with this outer code may have begun its work all the same.
    pub(crate) fn may_have_run(self) -> bool {
        self.common().is_none_or(|common| common.may_have_run)
    }

    /// Whether this outer code turns requests away for the time being, whatever they ask for: over the quota, or suspended.
    pub(crate) const fn is_throttling(self) -> bool {
        matches!(self.0, 4400 | 6200)
    }

    fn common(self) -> Option<&'static Common> {
        let at = COMMON.binary_search_by_key(&self, |common| common.code).ok()?;
        COMMON.get(at)
    }
}

impl From<i64> for Code {
    fn from(number: i64) -> Self {
        Self(number)
    }
}

impl From<Code> for i64 {
    fn from(code: Code) -> Self {
        code.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Code({})", self.0)
    }
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.0)
    }
}

impl<'de> Deserialize<'de> for Code {
    #[inline]
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(CodeVisitor)
    }
}

struct CodeVisitor;

impl Visitor<'_> for CodeVisitor {
    type Value = Code;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a code: an integer of 64 bits, or the same as text")
    }

    #[inline]
    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Code, E> {
        Ok(Code(number))
    }

    #[inline]
    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Code, E> {
        i64::try_from(number).map(Code).map_err(|_| E::invalid_value(de::Unexpected::Unsigned(number), &self))
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Code, E> {
        let invalid = |_| E::invalid_value(de::Unexpected::Str(&crate::excerpt::shorten(text)), &self);
        text.parse().map(Code).map_err(invalid)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_can_be_searched() {
        assert!(COMMON.is_sorted_by(|a, b| a.code < b.code));
    }

    #[test]
    fn a_code_that_nobody_documents_leaves_open_what_ran() {
        assert!(Code::new(4999).may_have_run());
        assert!(!Code::new(4400).may_have_run());
    }
}
