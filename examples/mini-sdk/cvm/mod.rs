//! Cloud servers.

mod ids;
mod operations;

pub(crate) use self::ids::{ImageName, InstanceId, InterfaceId, KeyId};
pub(crate) use self::operations::{bind_interface, create_image, delete_key_pairs, return_instance, start_instances};
