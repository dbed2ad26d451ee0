//! The span of a machine: which events are in it, and how long there is one.

use std::panic::{RefUnwindSafe, UnwindSafe};
use std::thread;

use async_resp_core::{Asked, Follow, Rollout, Submit};
use async_resp_tests_tracing::{Collector, Told, Value, collect};
use tracing::{Level, Metadata, info_span};

use crate::{
    Scene, Twice, at, driving, finish, follow_policy, following, ids, rolling, saved, submit_policy, submitting,
};

fn all(_: &Metadata<'_>) -> bool {
    true
}

fn submit() -> Submit<Twice> {
    Submit::new(Asked::new(ids(3)), submit_policy(), at(0))
}

#[test]
fn every_event_is_in_the_span_of_its_machine() {
    let scenes: [(Scene, &[&str]); 5] = [
        (submitting::changes, &["ERROR submit operation=Start ids=9"]),
        (submitting::stopped_and_restored, &["ERROR submit operation=Start ids=3"; 2]),
        (following::changes, &["ERROR follow"]),
        (rolling::from_ids_to_ends, &["ERROR rollout operation=Start ids=3"; 2]),
        (driving::driven, &["ERROR submit operation=Start ids=3"]),
    ];
    for (scene, spans) in scenes {
        let told = collect(scene);
        assert_eq!(told.spans.iter().map(Told::line).collect::<Vec<_>>(), spans);
        assert!(told.events.iter().all(|event| event.span.is_some()), "an event is in no span");
        assert!(told.events.is_sorted_by_key(|event| event.span), "a machine that was saved went on");
        assert_eq!(told.events.iter().filter_map(|event| event.span).max(), Some(spans.len() - 1));
        assert!(told.handles.iter().all(|handles| *handles == 0), "a span is left when its machine is gone");
    }
}

#[test]
fn all_of_the_library_can_be_filtered_by_its_name_and_read_without_it() {
    let told = collect(rolling::from_ids_to_ends);
    assert!(told.spans.iter().chain(&told.events).all(|told| told.target == "async_resp_core"));
    assert!(told.events.iter().all(|event| event.message.as_deref() == Some(event.name)));
}

#[test]
fn it_is_where_the_machine_was_made_and_goes_where_the_machine_goes() {
    let collector = Collector::new(all);
    let moved = collector.under(|| {
        let request = info_span!("request").entered();
        let machine = Box::new(submit());
        drop(request);
        info_span!("elsewhere").in_scope(|| {
            let mut machine = *machine;
            let _ = machine.step(at(0));
            machine
        })
    });
    let elsewhere = collector.clone();
    let run = move || {
        elsewhere.under(|| {
            let mut machine = moved;
            machine.abandon();
        });
    };
    thread::spawn(run).join().expect("it does not panic");

    let told = collector.collected();
    assert_eq!(
        told.spans.iter().map(|span| (span.name, span.span)).collect::<Vec<_>>(),
        [("request", None), ("submit", Some(0)), ("elsewhere", None)]
    );
    let events: Vec<_> = told.events.iter().map(|event| (event.name, event.span)).collect();
    assert_eq!(events, [("chunk handed out", Some(1)), ("chunk abandoned", Some(1))]);
}

#[test]
fn events_are_in_the_span_of_the_caller_where_nobody_wanted_that_of_the_machine() {
    let collector = Collector::new(|metadata| metadata.is_event() || metadata.name() == "request");
    collector.under(|| info_span!("request").in_scope(|| submit().stop()));
    let told = collector.collected();
    assert_eq!(told.events.iter().map(|event| event.span).collect::<Vec<_>>(), [Some(0)]);
    assert_eq!(told.spans.len(), 1);
}

#[test]
fn a_filter_by_level_leaves_the_span() {
    let collector = Collector::new(|metadata| *metadata.level() <= Level::WARN);
    collector.under(submitting::changes);
    let told = collector.collected();
    assert!(!told.events.is_empty() && told.events.iter().all(|event| event.span == Some(0)));
    assert_eq!(told.spans[0].fields[0], ("operation", Value::Text("Start".into())));
}

#[test]
fn what_a_machine_shows_and_saves_has_nothing_of_it() {
    let (mut shown, mut written) = (Vec::new(), Vec::new());
    let mut show = || {
        let (mut follow, submit) = (Follow::<u8>::new(follow_policy(), at(0)), submit());
        finish(&mut follow, at(0));
        shown.push(format!("{follow:?} {submit:?}"));
        written.push((saved::<_, serde_json::Value>(&follow), saved::<_, serde_json::Value>(&submit)));
    };
    show();
    collect(&mut show);
    assert_eq!(shown[0], shown[1]);
    assert_eq!(written[0], written[1]);
    assert!(!shown[0].to_lowercase().contains("trac"), "{}", shown[0]);
}

#[test]
fn machines_are_as_safe_to_share_and_to_unwind_as_without_the_feature() {
    fn check<T: Send + Sync + UnwindSafe + RefUnwindSafe>() {}
    check::<Submit<Twice>>();
    check::<Follow<u8>>();
    check::<Rollout<Twice>>();
}
