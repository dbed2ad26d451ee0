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
#[expect(
    clippy::explicit_auto_deref,
    clippy::into_iter_without_iter,
    clippy::init_numbered_fields,
    reason = "not looked for in what a derive writes"
)]
pub mod whole_id {
    fn lower_case(text: &str) -> Result<(), &'static str> {
        if text.contains(char::is_uppercase) { Err("must be lower case") } else { Ok(()) }
    }

    include!("../expected/whole_id.rs");
}

/// A reply type of the author's own.
#[expect(
    clippy::explicit_auto_deref,
    clippy::into_iter_without_iter,
    clippy::init_numbered_fields,
    reason = "not looked for in what a derive writes"
)]
pub mod reply {
    include!("../expected/reply.rs");
}

/// An entry with fields of the author's own.
pub mod entry {
    include!("../expected/entry.rs");
}

/// A batch reply with fields of the author's own.
pub mod detailed {
    use async_resp_core::{AsyncResponse, TaskId};

    impl AsyncResponse for ResizeDisksReply {
        fn code(&self) -> async_resp_core::Code {
            self.code
        }

        fn message(&self) -> Option<&str> {
            None
        }

        fn task_id(&self) -> Option<&TaskId> {
            None
        }
    }

    include!("../expected/detailed.rs");
}
