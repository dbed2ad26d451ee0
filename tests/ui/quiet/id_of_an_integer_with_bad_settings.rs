use async_resp_core::{Asked, BatchResponse, ResourceId, json};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[resource(prefix = "deal-")]
#[batch(CloseDealsReply)]
struct DealId(u64);

fn uses(id: DealId) -> Result<String, Box<dyn std::error::Error>> {
    let same: DealId = id.to_string().parse()?;
    assert!(same == DealId::from(7) && u64::from(id) == same.get());
    assert_eq!(DealId::try_from("7")?, DealId::try_from(String::from("7"))?);
    let reply: CloseDealsReply = json::from_str("{}")?;
    reply.reconcile(Asked::new([id])).into_result()?;
    Ok(format!("{} {:?}", DealId::KIND, DealId::PREFIXES))
}

fn main() {}
