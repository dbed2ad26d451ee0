//! Members of `detail` that `serde_json` hands out as objects and that are numbers: those that are no integers of 64 bits,
//! where some crate of the build wants its feature `arbitrary_precision`.

use alloc::string::String;
use core::marker::PhantomData;

use serde_core::de::{DeserializeSeed, MapAccess};

use super::object::{IdDeserializer, IdValue};
use crate::raw::{NUMBER_KEY, Raw, parse_number};

/// What an object turned out to be by its first key.
pub(super) enum Opened<'de, A> {
    Number(Raw),
    Object(Object<'de, A>),
}

impl<'de, A: MapAccess<'de>> Opened<'de, A> {
    pub(super) fn new(mut map: A) -> Result<Self, A::Error> {
        let first: Option<IdValue<'de>> = map.next_key()?;
        match first {
            Some(IdValue::Text(key)) if key == NUMBER_KEY => {
                parse_number(&map.next_value::<String>()?).map(Self::Number)
            }
            first => Ok(Self::Object(Object { first, map })),
        }
    }
}

/// An object whose first key has been read, and is handed out again.
pub(super) struct Object<'de, A> {
    first: Option<IdValue<'de>>,
    map: A,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Object<'de, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        match self.first.take() {
            Some(value) => seed.deserialize(IdDeserializer { value, error: PhantomData }).map(Some),
            None => self.map.next_key_seed(seed),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        self.map.next_value_seed(seed)
    }
}
