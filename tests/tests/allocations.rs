//! What reading a reply allocates, counted exactly: by the id, by the entry, and by the list of entries as it grows. And how
//! large an entry is in that list.

use std::hint::black_box;

use allocation_counter::measure;
use async_resp_core::{BatchReply, Code, ResourceId, TaskId, TaskReply, json};
use async_resp_tests::borrowed::{BorrowedEntry, Pairs};
use async_resp_tests::with_detail;

const ENTRIES: u64 = 100;
const ACCEPTED: &str = r#"{"code":0,"message":"","requestId":"1231231231231"}"#;

/// An id that is a number: it needs no memory of its own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, ResourceId)]
struct Number(u64);

/// Equal entries, keyed by numbers of three digits.
fn detail(entries: u64, entry: &str) -> String {
    let members: Vec<String> = (0..entries).map(|number| format!(r#""{}":{entry}"#, 100 + number)).collect();
    format!("{{{}}}", members.join(","))
}

fn reply(entries: u64, entry: &str) -> Vec<u8> {
    with_detail(&detail(entries, entry)).into_bytes()
}

/// How often this allocates. Growing in place counts as well.
fn allocations<T>(run: impl FnOnce() -> T) -> u64 {
    let mut result = None;
    let count = measure(|| result = Some(black_box(run()))).count_total;
    assert!(result.is_some());
    count
}

fn reading<Id: ResourceId>(document: &[u8]) -> u64 {
    allocations(|| json::from_slice::<BatchReply<Id>>(document).expect("a reply"))
}

/// What a list allocates that takes this many items one after the other.
fn growing<T>(items: u64, item: impl Fn() -> T) -> u64 {
    let items: Vec<T> = (0..items).map(|_| item()).collect();
    allocations(|| {
        let mut list = Vec::new();
        for item in items {
            list.push(item);
        }
        list
    })
}

fn growing_detail<Id>(entries: u64, id: impl Fn() -> Id) -> u64 {
    growing(entries, || (id(), TaskReply::new(Code::SUCCESS)))
}

#[test]
fn an_accepted_entry_allocates_what_its_id_needs() {
    for entries in [1, 10, ENTRIES] {
        let document = reply(entries, ACCEPTED);
        let list = growing_detail(entries, || Number(0));
        assert_eq!(reading::<Number>(&document), list, "{entries} numbers");
        assert_eq!(reading::<String>(&document), list + entries, "{entries} ids that are text");
        assert_eq!(reading::<Box<str>>(&document), list + entries, "{entries} ids that are text");
    }
}

#[test]
fn a_message_and_a_long_task_number_allocate_once_each() {
    let list = growing_detail(ENTRIES, || Number(0));
    for (entry, expected) in [
        (r#"{"code":16000}"#, 0),
        (r#"{"code":16000,"message":""}"#, 0),
        (r#"{"code":16000,"message":"disk not exist"}"#, 1),
        (r#"{"code":0,"requestId":24534341}"#, 0),
        (r#"{"code":0,"requestId":"1234567890123456789012"}"#, 0),
        (r#"{"code":0,"requestId":"12345678901234567890123"}"#, 1),
        (r#"{"code":16000,"message":"disk not exist","codeDesc":"NotFound"}"#, 2),
        (r#"{"code":0,"message":null,"other":{"a":["text",1.5,null]}}"#, 0),
    ] {
        assert_eq!(reading::<Number>(&reply(ENTRIES, entry)), list + expected * ENTRIES, "{entry}");
    }
}

#[test]
fn escapes_share_one_buffer() {
    // 2 characters of 3 bytes each: the buffer is made for the first message and kept.
    let entry = r#"{"code":16000,"message":"\u6570\u636e"}"#;
    let list = growing_detail(ENTRIES, || Number(0));
    assert_eq!(reading::<Number>(&reply(ENTRIES, entry)), list + ENTRIES + 1);
}

#[test]
fn counting_allocates_nothing() {
    for entries in [1, ENTRIES, 899] {
        for entry in [ACCEPTED, r#"{"code":16000,"message":"disk not exist"}"#] {
            let document = reply(entries, entry);
            let tally = |run: &dyn Fn() -> usize| allocations(run);
            assert_eq!(tally(&|| json::tally::<BatchReply<Number>>(&document).expect("a reply").asked), 0, "{entry}");
            assert_eq!(tally(&|| json::tally::<BatchReply<String>>(&document).expect("a reply").asked), 0, "{entry}");
        }
    }
}

#[test]
fn counting_from_a_reader_allocates_for_its_buffers_alone() {
    let tally = |document: &[u8]| {
        allocations(|| json::tally_from_reader::<BatchReply<String>>(document).expect("a reply").asked)
    };
    let buffers = |entries| tally(&reply(entries, ACCEPTED));
    assert_eq!(buffers(ENTRIES), buffers(1), "the same buffers hold these");
    // Once they are as large as they get, there is a member at each end of a buffer that is read by itself.
    let [few, many] = [8_000, 16_000].map(|entries| (buffers(entries), reply(entries, ACCEPTED).len()));
    let reads = (many.1 - few.1).div_ceil(64 * 1024) as u64;
    assert!(many.0 - few.0 <= reads, "{} in {reads} reads", many.0 - few.0);
}

/// What counting one more entry from a reader allocates, beyond the buffers, which hold these few at once.
fn counting_one_from_a_reader<Id: ResourceId>(member: impl Fn(u64) -> String) -> u64 {
    const FEW: u64 = 40;
    let tally = |entries: u64| {
        let members: Vec<String> = (0..entries).map(&member).collect();
        let document = with_detail(&format!("{{{}}}", members.join(",")));
        assert!(document.len() < 8 * 1024, "one piece");
        allocations(|| json::tally_from_reader::<BatchReply<Id>>(document.as_bytes()).expect("a reply").asked)
    };
    let one_by_one = tally(FEW) - tally(1);
    assert_eq!(one_by_one % (FEW - 1), 0, "{one_by_one} for {}", member(0));
    one_by_one / (FEW - 1)
}

#[test]
fn counting_from_a_reader_allocates_for_what_is_long_alone() {
    for (entry, expected) in [
        (ACCEPTED, 0),
        (r#"{"code":16000}"#, 0),
        (r#"{"code":16000,"message":"disk not exist"}"#, 1),
        (r#"{"code":16000,"message":"disk not exist","codeDesc":"NotFound"}"#, 2),
        (r#"{"code":0,"requestId":"1234567890123456789012"}"#, 0),
        (r#"{"code":0,"requestId":"12345678901234567890123"}"#, 1),
        (r#"{"code":0,"other\n":["a\nb",null,{}],"requestId":"\u0037"}"#, 0),
    ] {
        assert_eq!(
            counting_one_from_a_reader::<Number>(|number| format!(r#""{number}":{entry}"#)),
            expected,
            "{entry}"
        );
    }
    for (length, expected) in [(62, 0), (63, 1)] {
        let member = |number| format!(r#""{number:0length$}":{{"code":0}}"#);
        assert_eq!(counting_one_from_a_reader::<String>(member), expected, "ids of {length} bytes");
    }
    let escaped = |number| format!(r#""\u0069ns-{number}":{{"code":0}}"#);
    assert_eq!(counting_one_from_a_reader::<String>(escaped), 0, "keys with escapes share one buffer");
}

#[test]
fn a_struct_that_borrows_allocates_its_list_alone() {
    for entries in [1, ENTRIES] {
        let document = detail(entries, ACCEPTED);
        let mut found = 0;
        let count = allocations(|| {
            let borrowed: Pairs<'_> = json::from_str(&document).expect("members");
            found = borrowed.0.len();
        });
        assert_eq!(found as u64, entries);
        assert_eq!(count, growing(entries, || ("", BorrowedEntry { code: 0, message: "", request_id: None })));
    }
}

/// The sizes on machines of 64 bits. An entry is moved when the list of entries grows, and read again by whatever looks at
/// the reply, so each byte more costs time; nobody should make it larger without noticing.
#[test]
#[cfg(target_pointer_width = "64")]
fn sizes() {
    // As large as a `String`, and so is an optional one: 22 bytes in place, their length, and which of the two it is.
    assert_eq!(size_of::<TaskId>(), 24);
    assert_eq!(size_of::<Option<TaskId>>(), 24);
    // The code (8), message and code in words (a pointer and a length each, 16), the task (24).
    assert_eq!(size_of::<TaskReply>(), 64);
    // What a list of entries holds for each: the id beside it, with nothing between.
    assert_eq!(size_of::<(String, TaskReply)>(), 88);
    assert_eq!(size_of::<(Box<str>, TaskReply)>(), 80);
}
