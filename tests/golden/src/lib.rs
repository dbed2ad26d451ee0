//! What the derives write for some types, as one reads it: each file under `expected` is the type and everything that
//! is written for it.
//!
//! The unit tests of `async-resp-derive` compare these files with what the derives write now (`BLESS=1` writes them
//! anew). Here they are compiled without any derive of ours, so that what is compared is known to be valid.

/// An id without settings.
pub mod plain_id {
    include!("../expected/plain_id.rs");
}

/// An id with all settings and two batch operations.
#[expect(clippy::into_iter_without_iter, reason = "not found in what a derive writes; `detail` has the `iter`")]
pub mod whole_id {
    fn lower_case(text: &str) -> Result<(), &'static str> {
        if text.contains(char::is_uppercase) { Err("must be lower case") } else { Ok(()) }
    }

    include!("../expected/whole_id.rs");
}

/// A reply type of the author's own.
#[expect(clippy::into_iter_without_iter, reason = "not found in what a derive writes; `detail` has the `iter`")]
pub mod reply {
    include!("../expected/reply.rs");
}
