use async_resp_core::{Asked, BatchResponse, ResourceId, json};

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
#[batch(DetachDisksReply)]
enum AnyDisk {
    Data(Disk),
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Disk(String);

fn detach(asked: Asked<AnyDisk>, disk: Disk) {
    let disk = AnyDisk::from(disk);
    println!("{disk} of {:?}", AnyDisk::PREFIXES);
    let reply: DetachDisksReply = json::from_str("{}").unwrap();
    reply.reconcile(asked);
}

fn main() {
    detach("x".parse().into_iter().collect(), Disk(String::new()));
}
