//! Names made from the type's name: what a type is called in prose and in JSON.
//!
//! All take a name without `r#`. Whether the result is used is for [`check`](crate::check).

/// `LoadBalancerId` → `load balancer`: the words of the name less a last `Id`, for error texts.
pub(crate) fn kind(type_name: &str) -> String {
    let mut words: Vec<String> = words(type_name).iter().map(|word| word.to_lowercase()).collect();
    if words.len() > 1 && words.last().is_some_and(|word| word == "id") {
        words.pop();
    }
    words.join(" ")
}

/// `LoadBalancerId` → `loadBalancerId`: the name as a member of a JSON object.
pub(crate) fn field(type_name: &str) -> String {
    let mut words = words(type_name).into_iter();
    let first = words.next().map(|word| word.to_lowercase());
    first.into_iter().chain(words.map(|word| capitalized(&word))).collect()
}

/// `StopInstancesReply` → `StopInstances`: the name less what says that it is a reply. `None` where nothing would be
/// left.
pub(crate) fn operation(type_name: &str) -> Option<&str> {
    let rest = ["Reply", "Response"].iter().find_map(|end| type_name.strip_suffix(end)).unwrap_or(type_name);
    (!rest.is_empty()).then_some(rest)
}

/// Splits at `_`, in front of each capital behind a small letter or digit, and in front of the last of several capitals
/// where a small letter follows: `VPCSubnetId` is `VPC`, `Subnet`, `Id`.
fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    for part in name.split('_').filter(|part| !part.is_empty()) {
        let mut word = String::new();
        let mut previous = None;
        let mut rest = part.chars().peekable();
        while let Some(c) = rest.next() {
            let after_small = previous.is_some_and(|p: char| !p.is_uppercase());
            let before_small = rest.peek().is_some_and(|n| n.is_lowercase());
            if c.is_uppercase() && !word.is_empty() && (after_small || before_small) {
                words.push(std::mem::take(&mut word));
            }
            word.push(c);
            previous = Some(c);
        }
        words.push(word);
    }
    if words.is_empty() {
        // `__` is a name too, and nothing made from it may be empty.
        words.push(name.to_owned());
    }
    words
}

fn capitalized(word: &str) -> String {
    let mut rest = word.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{field, kind, operation};

    #[test]
    fn kinds_and_fields() {
        for (name, in_prose, in_json) in [
            ("InstanceId", "instance", "instanceId"),
            ("LoadBalancerId", "load balancer", "loadBalancerId"),
            ("InstanceID", "instance", "instanceID"),
            ("VPCId", "vpc", "vpcId"),
            ("VPCSubnetId", "vpc subnet", "vpcSubnetId"),
            ("Ipv6AddressId", "ipv6 address", "ipv6AddressId"),
            ("Disk", "disk", "disk"),
            ("Id", "id", "id"),
            ("Paid", "paid", "paid"),
            ("snake_case_id", "snake case", "snakeCaseId"),
            ("type", "type", "type"),
            ("ÜberId", "über", "überId"),
            ("X", "x", "x"),
            ("__", "__", "__"),
        ] {
            assert_eq!(kind(name), in_prose, "{name}");
            assert_eq!(field(name), in_json, "{name}");
        }
    }

    #[test]
    fn operations() {
        for (name, left) in [
            ("StopInstancesReply", Some("StopInstances")),
            ("StopInstancesResponse", Some("StopInstances")),
            ("StopInstances", Some("StopInstances")),
            ("ReplyReply", Some("Reply")),
            ("Reply", None),
            ("Response", None),
        ] {
            assert_eq!(operation(name), left, "{name}");
        }
    }
}
