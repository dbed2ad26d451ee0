//! How machines are written and read: a macro for structs of named fields, since serde's derive is no dependency of this
//! crate, and the name of the form.

use core::fmt;
use core::marker::PhantomData;

use serde_core::de::{self, Deserialize, DeserializeSeed, Deserializer, Visitor};
use serde_core::ser::{Serialize, Serializer};

/// Implements `Serialize` and `Deserialize` of a struct by its fields: all of them, each under its name, in this order.
/// Names that are not known are skipped when it is read.
///
/// Generic parameters are named as in `saved! { Saved<K> { form, tasks } }`; each has to be saved itself.
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

/// What a saved machine is and the version of its form, as one text.
pub(crate) trait FormName {
    const FORM: &'static str;
}

/// The first field of a saved form: its name. Reading any other name is an error.
pub(crate) struct Form<T>(pub(crate) PhantomData<fn() -> T>);

impl<T: FormName> fmt::Debug for Form<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::FORM)
    }
}

impl<T: FormName> Serialize for Form<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(T::FORM)
    }
}

impl<'de, T: FormName> Deserialize<'de> for Form<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Self(PhantomData))
    }
}

impl<T: FormName> Visitor<'_> for Form<T> {
    type Value = Self;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the form `{}`", T::FORM)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Self, E> {
        if text == T::FORM {
            Ok(self)
        } else {
            Err(E::custom(format_args!("saved as `{text}`, but this version reads `{}`", T::FORM)))
        }
    }
}

#[cfg(all(test, feature = "json"))]
mod tests {
    use super::*;
    use alloc::string::ToString;
    use alloc::vec::Vec;

    #[derive(Debug)]
    struct Sample<K> {
        form: Form<Self>,
        keys: Vec<K>,
    }

    saved! { Sample<K> { form, keys } }

    impl<K> FormName for Sample<K> {
        const FORM: &'static str = "sample/3";
    }

    fn error(text: &str) -> alloc::string::String {
        serde_json::from_str::<Sample<u8>>(text).unwrap_err().to_string()
    }

    #[test]
    fn what_is_written_is_read() {
        let sample = Sample { form: Form(PhantomData), keys: alloc::vec![1, 2] };
        let text = serde_json::to_string(&sample).unwrap();
        assert_eq!(text, r#"{"form":"sample/3","keys":[1,2]}"#);
        for text in [&text, r#"{"keys":[1,2],"new":[{}],"form":"sample/3"}"#, r#"["sample/3",[1,2]]"#] {
            assert_eq!(serde_json::from_str::<Sample<u8>>(text).unwrap().keys, [1, 2]);
        }
    }

    #[test]
    fn anything_else_is_an_error_that_says_what_is_wrong() {
        let other = error(r#"{"form":"sample/4","keys":[]}"#);
        assert!(other.starts_with("saved as `sample/4`, but this version reads `sample/3`"), "{other}");
        assert!(error(r#"{"form":3,"keys":[]}"#).contains("expected the form `sample/3`"));
        assert!(error(r#"{"form":"sample/3"}"#).starts_with("missing field `keys`"));
        assert!(error(r#"{"form":"sample/3","keys":[],"keys":[]}"#).starts_with("duplicate field `keys`"));
        assert!(error("7").contains("expected a saved `Sample`"));
    }
}
