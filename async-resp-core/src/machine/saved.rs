//! How machines are written and read: a macro for structs of named fields, since serde's derive is no dependency of this
//! crate, and the number of the form.

use core::fmt;

use serde_core::de::{self, Deserialize, DeserializeSeed, Deserializer, Visitor};
use serde_core::ser::{Serialize, Serializer};

/// Implements `Serialize` and `Deserialize` of a struct by its fields: all of them, each under its name, in this order.
/// Names that are not known are skipped when it is read.
///
/// Generic parameters are named as in `saved! { Saved<K> { version, tasks } }`; each has to be saved itself.
macro_rules! saved {
    ($type:ident $(<$($parameter:ident),+>)? { $($field:ident),+ $(,)? }) => {
        const _: () = {
            use serde_core::{de, ser};

            const FIELDS: &[&str] = &[$(stringify!($field)),+];

            impl $(<$($parameter: ser::Serialize),+>)? ser::Serialize for $type $(<$($parameter),+>)? {
                fn serialize<S: ser::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    let mut state = serializer.serialize_struct(stringify!($type), FIELDS.len())?;
                    $(ser::SerializeStruct::serialize_field(&mut state, stringify!($field), &self.$field)?;)+
                    ser::SerializeStruct::end(state)
                }
            }

            impl<'de $($(, $parameter: de::Deserialize<'de>)+)?> de::Deserialize<'de> for $type $(<$($parameter),+>)? {
                fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                    deserializer.deserialize_struct(stringify!($type), FIELDS, Fields(core::marker::PhantomData))
                }
            }

            struct Fields<T>(core::marker::PhantomData<T>);

            impl<'de $($(, $parameter: de::Deserialize<'de>)+)?> de::Visitor<'de> for Fields<$type $(<$($parameter),+>)?> {
                type Value = $type $(<$($parameter),+>)?;

                fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                    f.write_str(concat!("a saved `", stringify!($type), "`"))
                }

                fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                    $(let mut $field = None;)+
                    while let Some(name) = map.next_key_seed($crate::machine::FieldName(FIELDS))? {
                        match name {
                            $(Some(stringify!($field)) if $field.is_some() => {
                                return Err(de::Error::duplicate_field(stringify!($field)));
                            }
                            Some(stringify!($field)) => $field = Some(map.next_value()?),)+
                            _ => {
                                map.next_value::<de::IgnoredAny>()?;
                            }
                        }
                    }
                    $(let $field = $field.ok_or_else(|| de::Error::missing_field(stringify!($field)))?;)+
                    Ok($type { $($field),+ })
                }

                fn visit_seq<A: de::SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                    $(let $field = seq.next_element()?.ok_or_else(|| de::Error::missing_field(stringify!($field)))?;)+
                    Ok($type { $($field),+ })
                }
            }
        };
    };
}
pub(crate) use saved;

/// Reads the name of one of these fields; `None` for any other.
pub(crate) struct FieldName(pub(crate) &'static [&'static str]);

impl<'de> DeserializeSeed<'de> for FieldName {
    type Value = Option<&'static str>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for FieldName {
    type Value = Option<&'static str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
        Ok(self.0.iter().copied().find(|name| *name == text))
    }
}

/// The number of a saved form, its first field. Reading any other number is an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Version<const NUMBER: u32>;

impl<const NUMBER: u32> Serialize for Version<NUMBER> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u32(NUMBER)
    }
}

impl<'de, const NUMBER: u32> Deserialize<'de> for Version<NUMBER> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match u32::deserialize(deserializer)? {
            number if number == NUMBER => Ok(Self),
            number => {
                Err(de::Error::custom(format_args!("saved in form {number}, but this version reads form {NUMBER}")))
            }
        }
    }
}

#[cfg(all(test, feature = "json"))]
mod tests {
    use super::*;
    use alloc::string::ToString;
    use alloc::vec::Vec;

    #[derive(Debug, PartialEq)]
    struct Sample<K> {
        version: Version<3>,
        keys: Vec<K>,
    }

    saved! { Sample<K> { version, keys } }

    fn error(text: &str) -> alloc::string::String {
        serde_json::from_str::<Sample<u8>>(text).unwrap_err().to_string()
    }

    #[test]
    fn what_is_written_is_read() {
        let sample = Sample { version: Version, keys: alloc::vec![1, 2] };
        let text = serde_json::to_string(&sample).unwrap();
        assert_eq!(text, r#"{"version":3,"keys":[1,2]}"#);
        assert_eq!(serde_json::from_str::<Sample<u8>>(&text).unwrap(), sample);
        assert_eq!(serde_json::from_str::<Sample<u8>>(r#"{"keys":[1,2],"new":[{}],"version":3}"#).unwrap(), sample);
        assert_eq!(serde_json::from_str::<Sample<u8>>("[3,[1,2]]").unwrap(), sample);
    }

    #[test]
    fn anything_else_is_an_error_that_says_what_is_wrong() {
        assert!(error(r#"{"version":4,"keys":[]}"#).starts_with("saved in form 4, but this version reads form 3"));
        assert!(error(r#"{"version":3}"#).starts_with("missing field `keys`"));
        assert!(error(r#"{"version":3,"keys":[],"keys":[]}"#).starts_with("duplicate field `keys`"));
        assert!(error("7").contains("expected a saved `Sample`"));
    }
}
