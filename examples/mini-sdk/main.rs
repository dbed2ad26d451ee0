//! `mini-sdk`: how an SDK is written with the library, and how its users see it.
//!
//! ```sh
//! cargo run --example mini-sdk
//! ```
//!
//! An author writes what stands in the modules of the services: `cvm`, `clb`, `cbs`, `cmq` and `redis`, each with the ids of
//! its resources in `ids` and, in `operations`, the reply and the call of each action. `client` sends and reads; it is the same
//! for all. Here, in `main`, is a user of that SDK. The server is a recording (`recorded`): replies that the vendor's
//! documentation shows, so that nothing leaves this machine.

#![forbid(unsafe_code)]

mod cbs;
mod clb;
mod client;
mod cmq;
mod cvm;
mod recorded;
mod redis;

use std::error::Error;
use std::io::{self, Write};

use async_resp_core::{Asked, AsyncResponse, InvalidId, Remark, Report, ResourceId};

use self::cbs::{DiskId, PolicyId};
use self::clb::{LoadBalancerId, Network};
use self::client::{Client, Transport};
use self::cvm::{ImageName, InstanceId, InterfaceId, KeyId, NetworkId};
use self::recorded::Recorded;
use self::redis::StoreId;

fn main() -> Result<(), Box<dyn Error>> {
    run(&mut io::stdout().lock())
}

fn run(out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let client = Client::new(Recorded);
    servers(&client, out)?;
    load_balancers(&client, out)?;
    disks(&client, out)?;
    messages(&client, out)?;
    stores(&client, out)?;
    what_goes_wrong(&client, out)
}

fn servers(client: &Client<impl Transport>, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let asked = ids(["qcvm6a456b0d8f01d4b2b1f5073d3fb8ccc0", "qcvm6a456b0d8f01d4b2b1f5073d3fb8ccc1"])?;
    show("cvm::start_instances", &cvm::start_instances(client, asked)?, out)?;

    // The id is checked where it enters the program, with a reason that can be shown to whoever typed it.
    let error = InstanceId::try_from("i-1").unwrap_err();
    writeln!(out, "an id that is none: {error}\n")?;

    let image = cvm::create_image(client, &"qcvm6a456b0d8f01d4b2b1f5073d3fb8ccc0".parse()?, &ImageName("web".into()))?;
    writeln!(out, "cvm::create_image\n  accepted, task {}\n", or_none(image.task_id()))?;

    let (network, interface) = ("vpc-lwmzdppp".parse::<NetworkId>()?, "eni-kbe7jrs9".parse::<InterfaceId>()?);
    let bound = cvm::attach_interface(client, &network, &interface, &"ins-1".parse()?)?;
    writeln!(out, "cvm::attach_interface\n  accepted, task {}\n", or_none(bound.task_id()))?;

    let asked = ids::<KeyId, 1>(["skey-mv9yzyjj"])?;
    show("cvm::delete_key_pairs", &cvm::delete_key_pairs(client, asked)?, out)?;
    Ok(())
}

fn load_balancers(client: &Client<impl Transport>, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let made = clb::create_load_balancers(client, Network::Public, 3)?;
    writeln!(out, "clb::create_load_balancers\n  accepted, task {}", or_none(made.task_id()))?;
    for (deal, load_balancers) in &made.un_load_balancer_ids {
        let names: Vec<_> = load_balancers.iter().map(LoadBalancerId::as_str).collect();
        writeln!(out, "  order {deal}: {}", names.join(", "))?;
    }
    writeln!(out)?;

    // One task for all of them: the reply names none, and each is accepted with it.
    let asked: Asked<_> = made.un_load_balancer_ids.into_values().flatten().collect();
    show("clb::delete_load_balancers", &clb::delete_load_balancers(client, asked)?, out)?;
    Ok(())
}

fn disks(client: &Client<impl Transport>, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let asked = ids(["disk-a2dbffgk", "disk-123bdkvd", "disk-forgotten"])?;
    let report = cbs::detach_disks(client, asked)?;
    show("cbs::detach_disks", &report, out)?;
    // The strict way: all or an error, which says what is wrong and still holds the report.
    if let Err(error) = report.into_result() {
        writeln!(out, "  as an error: {error}\n")?;
    }

    let asked = ids::<DiskId, 2>(["disk-l4dne1up", "disk-0vellibr"])?;
    let report = cbs::bind_snapshot_policy(client, &"asp-1".parse::<PolicyId>()?, asked)?;
    show("cbs::bind_snapshot_policy", &report, out)?;
    for (id, entry) in report.accepted() {
        // What the entry carries beside its code is the author's own field.
        if let Some(bound) = entry {
            writeln!(out, "  {id}: the server names it {}", bound.storage_id)?;
        }
    }
    writeln!(out)?;

    let asked = ids(["disk-a2dbffgk"])?;
    show("cbs::attach_disks", &cbs::attach_disks(client, &"ins-1".parse()?, asked)?, out)?;

    // The server says of one that it does not exist, which the operation accepts.
    let report = cbs::delete_snapshots(client, ids(["aasd", "snap-ptqv2xmn"])?)?;
    show("cbs::delete_snapshots", &report, out)?;
    writeln!(out, "  strictly: {} accepted, the one that was gone among them\n", report.into_result()?.len())?;
    Ok(())
}

fn messages(client: &Client<impl Transport>, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let deleted = cmq::delete_messages(client, "test-queue-123", ids(["3423452345", "4364564575"])?)?;
    show("cmq::delete_messages", &deleted.report, out)?;
    for trace in deleted.traces.iter().filter_map(Remark::text) {
        writeln!(out, "  if you ask the vendor, name {trace}")?;
    }
    writeln!(out)?;
    Ok(())
}

fn stores(client: &Client<impl Transport>, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    let reset = redis::reset_password(client, &"crs-izbob1wh".parse::<StoreId>()?, "12D3E@!r5ed")?;
    writeln!(out, "redis::reset_password\n  accepted, task {}\n", or_none(reset.task_id()))?;
    Ok(())
}

/// A reply that turns the request down, one that never came, one that cannot be read, and a request that never left.
fn what_goes_wrong(client: &Client<impl Transport>, out: &mut impl Write) -> Result<(), Box<dyn Error>> {
    if let Err(error) = cvm::return_instance(client, &"ins-refused".parse()?) {
        writeln!(out, "cvm::return_instance\n  {error}\n")?;
    }
    show("cvm::start_instances, lost", &cvm::start_instances(client, ids(["ins-lost"])?)?, out)?;
    show("cvm::start_instances, cut off", &cvm::start_instances(client, ids(["ins-cut-off"])?)?, out)?;
    show("cvm::start_instances, offline", &cvm::start_instances(client, ids(["ins-offline"])?)?, out)?;
    Ok(())
}

/// The list of ids of a request.
fn ids<Id: ResourceId, const N: usize>(ids: [&str; N]) -> Result<Asked<Id>, InvalidId> {
    ids.into_iter().map(Id::parse).collect()
}

fn or_none(task: Option<impl ToString>) -> String {
    task.map_or("none".into(), |task| task.to_string())
}

/// Prints what a user of the SDK would act on.
fn show<Id: ResourceId, E: AsyncResponse>(
    action: &str,
    report: &Report<Id, E>,
    out: &mut impl Write,
) -> io::Result<()> {
    writeln!(out, "{action}: {}", report.verdict().map_or("nothing was asked".into(), |verdict| verdict.to_string()))?;
    for (id, task) in report.tasks() {
        writeln!(out, "  follow task {task} for {id}")?;
    }
    for (key, task) in report.stray_tasks() {
        writeln!(out, "  follow task {task}, which the reply has beside its entries, as `{key}`")?;
    }
    for (id, outcome) in report.iter().filter(|(_, outcome)| outcome.is_accepted() && outcome.task_id().is_none()) {
        writeln!(out, "  {id} is {outcome}, without a task of its own")?;
    }
    for (id, entry) in report.failed() {
        writeln!(out, "  {id} failed, code {}: {}", entry.code(), entry.message().unwrap_or("no reason given"))?;
    }
    for (id, outcome) in report.unresolved() {
        writeln!(out, "  {id} is {outcome}: look before you send it again")?;
    }
    for reason in report.reasons() {
        writeln!(out, "  because {reason}")?;
    }
    for anomaly in report.anomalies() {
        writeln!(out, "  note: {anomaly}")?;
    }
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::client::{Request, SendError};

    #[test]
    fn the_output_is_as_written_down() {
        let mut output = Vec::new();
        run(&mut output).expect("the recording has every reply");
        assert_eq!(String::from_utf8_lossy(&output), include_str!("output.txt"));
    }

    /// Writes down each request before it is answered.
    struct Written(RefCell<Vec<String>>);

    impl Transport for Written {
        fn send(&self, request: &Request) -> Result<Vec<u8>, SendError> {
            let parameters = request.parameters.iter().map(|(name, value)| format!("&{name}={value}"));
            self.0.borrow_mut().push(format!("Action={}{}", request.action, parameters.collect::<String>()));
            Recorded.send(request)
        }
    }

    /// In the words of the documentation's own samples, or where it has none with several ids, of its tables.
    #[test]
    fn requests_have_the_parameters_that_the_api_knows() {
        let client = Client::new(Written(RefCell::default()));
        let mut output = Vec::new();
        servers(&client, &mut output).expect("recorded");
        load_balancers(&client, &mut output).expect("recorded");
        disks(&client, &mut output).expect("recorded");
        messages(&client, &mut output).expect("recorded");
        stores(&client, &mut output).expect("recorded");
        let written = client.into_transport().0.into_inner();
        let actual: Vec<_> = written.iter().map(String::as_str).collect();
        assert_eq!(
            actual,
            [
                "Action=StartInstances&instanceIds.0=qcvm6a456b0d8f01d4b2b1f5073d3fb8ccc0\
                 &instanceIds.1=qcvm6a456b0d8f01d4b2b1f5073d3fb8ccc1",
                "Action=CreateImage&instanceId=qcvm6a456b0d8f01d4b2b1f5073d3fb8ccc0&imageName=web",
                "Action=AttachNetworkInterface&vpcId=vpc-lwmzdppp&networkInterfaceId=eni-kbe7jrs9&instanceId=ins-1",
                "Action=DeleteKeyPair&keyIds.0=skey-mv9yzyjj",
                "Action=CreateLoadBalancer&loadBalancerType=2&number=3",
                "Action=DeleteLoadBalancers&loadBalancerIds.0=lb-cjcymkw9&loadBalancerIds.1=lb-fpk0oxhp\
                 &loadBalancerIds.2=lb-ikpzv02x",
                "Action=DetachCbsStorages&storageIds.0=disk-a2dbffgk&storageIds.1=disk-123bdkvd\
                 &storageIds.2=disk-forgotten",
                "Action=BindAutoSnapshotPolicy&aspId=asp-1&storageIdList.0=disk-l4dne1up&storageIdList.1=disk-0vellibr",
                "Action=AttachCbsStorages&uInstanceId=ins-1&storageIds.0=disk-a2dbffgk",
                "Action=DeleteSnapshot&snapshotIds.0=aasd&snapshotIds.1=snap-ptqv2xmn",
                "Action=BatchDeleteMessage&queueName=test-queue-123&receiptHandle.0=3423452345\
                 &receiptHandle.1=4364564575",
                "Action=ResetRedisPassword&redisId=crs-izbob1wh&password=12D3E@!r5ed",
            ]
        );
    }
}
