//! Key-value stores.

mod ids;
mod operations;

pub(crate) use self::ids::StoreId;
pub(crate) use self::operations::reset_password;
