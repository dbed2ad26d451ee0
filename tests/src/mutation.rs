//! Changes to the bytes of a document, for tests of what happens to damaged ones.

/// One change. A place is any number: it is taken modulo the places that there are.
#[derive(Debug, Clone)]
pub enum Mutation {
    /// Writes over the byte at a place.
    Set(usize, u8),
    /// Cuts off what stands behind a place.
    Truncate(usize),
    /// Inserts bytes at a place.
    Insert(usize, Vec<u8>),
    /// Copies what stands between the first two places to the third.
    Copy(usize, usize, usize),
}

impl Mutation {
    /// Makes the change.
    pub fn apply(self, bytes: &mut Vec<u8>) {
        let end = bytes.len();
        let place = |number: usize| number % (end + 1);
        match self {
            Mutation::Set(at, byte) => {
                let at = place(at);
                bytes.splice(at..end.min(at + 1), [byte]);
            }
            Mutation::Truncate(at) => bytes.truncate(place(at)),
            Mutation::Insert(at, new) => {
                let at = place(at);
                bytes.splice(at..at, new);
            }
            Mutation::Copy(from, to, target) => {
                let (from, to, target) = (place(from), place(to), place(target));
                let part = bytes[from.min(to)..from.max(to)].to_vec();
                bytes.splice(target..target, part);
            }
        }
    }
}
