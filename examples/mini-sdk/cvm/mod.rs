//! Cloud servers.

mod ids;
mod operations;
#[cfg(test)]
mod tests;

pub(crate) use self::ids::{ImageName, InstanceId, InterfaceId, KeyId, NetworkId};
pub(crate) use self::operations::{attach_interface, create_image, delete_key_pairs, return_instance, start_instances};
