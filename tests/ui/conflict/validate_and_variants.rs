use async_resp_core::ResourceId;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(validate = check)]
enum AnyDisk {
    Old(String),
}

fn check(text: &str) -> Result<(), &'static str> {
    if text.len() == 12 { Ok(()) } else { Err("must have 12 characters") }
}

fn main() {}
