//! Load balancers.

mod ids;
mod operations;

pub(crate) use self::ids::{DealId, LoadBalancerId};
pub(crate) use self::operations::{Network, create_load_balancers, delete_load_balancers};
