//! Members of `detail` that `serde_json` hands out as objects and that are numbers: those that are no integers of 64 bits,
//! where some crate of the build wants its feature `arbitrary_precision`.

use alloc::string::String;

use serde_core::de::{DeserializeSeed, MapAccess};

use super::key::{EntryKey, KeyDeserializer};
use crate::raw::{NUMBER_KEY, Raw, parse_number};

/// What an object turned out to be by its first key.
pub(super) enum Opened<'de, A> {
    Number(Raw),
    Object(Object<'de, A>),
}

impl<'de, A: MapAccess<'de>> Opened<'de, A> {
    pub(super) fn new(mut map: A) -> Result<Self, A::Error> {
        let first: Option<EntryKey<'de>> = map.next_key()?;
        if first.as_ref().and_then(EntryKey::text) == Some(NUMBER_KEY) {
            return parse_number(&map.next_value::<String>()?).map(Self::Number);
        }
        Ok(Self::Object(Object { first, map }))
    }
}

/// An object whose first key has been read, and is handed out again.
pub(super) struct Object<'de, A> {
    first: Option<EntryKey<'de>>,
    map: A,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Object<'de, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        match self.first.take() {
            Some(key) => seed.deserialize(KeyDeserializer::new(key)).map(Some),
            None => self.map.next_key_seed(seed),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.map.next_value_seed(seed)
    }
}

#[cfg(test)]
mod tests {
    use alloc::collections::BTreeMap;
    use alloc::vec::Vec;
    use core::fmt::Debug;

    use serde_core::de::value::{BytesDeserializer, Error, MapAccessDeserializer, MapDeserializer};
    use serde_core::de::{Deserialize, IntoDeserializer, Visitor};

    use super::*;

    /// The object of these members, after its first key was looked at.
    fn opened<'de, K, T>(keys: &[K]) -> Result<T, Error>
    where
        K: Copy + IntoDeserializer<'de>,
        T: Deserialize<'de>,
    {
        let members = keys.iter().map(|key| (*key, 1_u8));
        match Opened::new(MapDeserializer::<_, Error>::new(members))? {
            Opened::Object(object) => T::deserialize(MapAccessDeserializer::new(object)),
            Opened::Number(number) => panic!("{number:?} is an object"),
        }
    }

    fn is_kept<'de, K, T>(keys: &[K], expected: &[T])
    where
        K: Copy + IntoDeserializer<'de>,
        T: Deserialize<'de> + Ord + Debug + Clone,
    {
        let expected: BTreeMap<T, u8> = expected.iter().map(|key| (key.clone(), 1)).collect();
        assert_eq!(opened(keys), Ok(expected));
    }

    #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
    struct Bytes(Vec<u8>);

    impl<'de> Deserialize<'de> for Bytes {
        fn deserialize<D: serde_core::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            struct BytesVisitor;

            impl Visitor<'_> for BytesVisitor {
                type Value = Bytes;

                fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                    f.write_str("bytes")
                }

                fn visit_bytes<E: serde_core::de::Error>(self, bytes: &[u8]) -> Result<Bytes, E> {
                    Ok(Bytes(bytes.into()))
                }
            }

            deserializer.deserialize_bytes(BytesVisitor)
        }
    }

    #[derive(Clone, Copy)]
    struct Key(&'static [u8]);

    impl<'de> IntoDeserializer<'de> for Key {
        type Deserializer = BytesDeserializer<'de, Error>;

        fn into_deserializer(self) -> Self::Deserializer {
            BytesDeserializer::new(self.0)
        }
    }

    #[test]
    fn keys_that_formats_other_than_json_have_are_handed_out_again() {
        is_kept(&[7_u8, 8], &[7_u64, 8]);
        is_kept(&[-7_i64, 8], &[-7_i16, 8]);
        is_kept(&[true, false], &[true, false]);
        is_kept(&[(), ()], &[(); 1]);
        is_kept(&[(), ()], &[None::<u8>]);
        is_kept(&[Key(b"\xff"), Key(b"x")], &[Bytes(b"\xff".into()), Bytes(b"x".into())]);
        is_kept(&["7"], &[7_u8]);
        is_kept::<&str, u8>(&[], &[]);
    }

    #[test]
    fn the_key_of_numbers_is_the_only_one_that_makes_a_number() {
        let number = |text| Opened::new(MapDeserializer::<_, Error>::new([(NUMBER_KEY, text)].into_iter()));
        assert!(matches!(number("1.5"), Ok(Opened::Number(Raw::Float(float))) if float.to_bits() == 1.5_f64.to_bits()));
        assert!(number("x").is_err());
    }
}
