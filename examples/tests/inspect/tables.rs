//! Tables for a person: which rows and lines there are, and how they fit a terminal.

use crate::common::{Files, Ran, command, run, run_with_input};
use crate::{ACCEPTED, PARTIAL, REFUSED, complaints, row};

#[test]
fn the_sample_without_arguments() {
    let ran = run(&[]);
    assert_eq!(
        ran.stdout,
        "\
<sample>: no FILE was given; this is the reply that the format's documentation shows
resource                              outcome   code  task           message
qcvm6a456b0d8f01d4b2b1f5073d3fb8ccc0  accepted  0     1231231231231
qcvm6a456b0d8f01d4b2b1f5073d3fb8ccc1  accepted  0     1231231231232

verdict     all accepted (2 of 2 accepted)
declared    all accepted, by code 0 (accepted): success
"
    );
    assert_eq!((ran.status, ran.stderr.as_str()), (0, ""));
}

#[test]
fn a_table_with_every_kind_of_row() {
    let files = Files::new([
        ("asked", "a\nb\n\n  c \nd\na\n"),
        (
            "reply.json",
            r#"{"code":0,"message":"done","requestId":9,"detail":{
                "a":{"code":0,"requestId":"1"}, "a":{"code":0,"requestId":"2"},
                "b":{"code":16000,"message":"盘 不存在"},
                "d":{"code":0,"requestId":"3"}, "d":{"code":7,"message":"busy"},
                "e":{"code":0},
                "":{"code":0,"requestId":"4"},
                "taskId":"2377970"}}"#,
        ),
    ]);
    let ran = files.run(&["--asked", "asked", "reply.json"]);
    let (table, _) = ran.stdout.split_once("\nanomaly").expect("there are anomalies");
    assert_eq!(
        table,
        "\
reply.json
resource  outcome       code   task  message
a         accepted      0      1
a         repeated      0      2
b         failed        16000  -     盘 不存在
c         missing       -      -
d         undetermined  -      -
d         repeated      0      3
d         repeated      7      -     busy
e         unexpected    0      9
-         stray         0      4

verdict     some accepted (1 of 4 accepted, 1 failed, 1 missing, 1 undetermined, 1 unexpected, 2 repeated)
declared    all accepted, by code 0 (accepted): done
unresolved  2 to look at before sending them again"
    );
    for told in ["outer code 0 says", "`e` was not asked for", "`a` has 2 entries", "`d` has 2 entries", "has no id"] {
        assert_eq!(ran.stdout.lines().filter(|line| line.starts_with("anomaly ") && line.contains(told)).count(), 1);
    }
    assert!(
        ran.stdout.ends_with("task        2377970, under `taskId`, is that of no resource named here: follow it too\n")
    );
    assert_eq!(complaints(&ran), ["inspect: asked: 1 repeated id was removed"]);
    assert_eq!(ran.status, 1);
}

#[test]
fn a_reply_without_entries_is_a_common_one() {
    let files = Files::new([("accepted", ACCEPTED), ("refused", REFUSED), ("internal", r#"{"code":6000}"#)]);
    assert_eq!(
        files.run(&["accepted"]).stdout,
        "accepted\noutcome     accepted\ncode        0 (accepted)\ntask        24534341\nmessage     ok\n"
    );
    assert_eq!(
        files.run(&["refused"]).stdout,
        "refused\noutcome     refused; by its code nothing was started\ncode        4400 (call quota exceeded; LimitExceeded)\n\
         message     slow down\n"
    );
    assert!(files.run(&["internal"]).stdout.contains("refused; it may have run: look before sending it again"));
    let ran = run_with_input(&["-"], r#"{"code":0,"detail":{"taskId":"2377970"}}"#);
    assert!(ran.stdout.contains("task        2377970, under `taskId`"), "{}", ran.stdout);
}

#[test]
fn a_reply_without_entries_to_what_was_asked() {
    let files = Files::new([
        ("asked", "ins-1\nins-2\nins-1\nins-1"),
        ("refused", REFUSED),
        ("partial", r#"{"code":5400}"#),
        ("broken", "{"),
    ]);
    let refused = files.run(&["--asked", "asked", "refused"]);
    assert_eq!(row(&refused, "ins-2"), ["ins-2", "refused", "-", "-"]);
    assert!(
        refused.stdout.contains("refused     with code 4400 (call quota exceeded; LimitExceeded): slow down; by its")
    );
    assert_eq!(complaints(&refused), ["inspect: asked: 2 repeated ids were removed"]);
    assert_eq!(refused.status, 3);

    let partial = files.run(&["--asked", "asked", "partial"]);
    assert_eq!(row(&partial, "ins-1"), ["ins-1", "missing", "-", "-"]);
    assert_eq!(partial.status, 1);

    let broken = files.run(&["--asked", "asked", "broken"]);
    assert_eq!(row(&broken, "ins-1"), ["ins-1", "undetermined", "-", "-"]);
    assert!(broken.stdout.contains("2 undetermined"));
    assert_eq!(broken.status, 4);
}

#[test]
fn a_narrow_terminal() {
    let id = "qcvm6a456b0d8f01d4b2b1f5073d3fb8ccc0";
    let reply = format!(r#"{{"code":5100,"detail":{{"{id}":{{"code":16000,"message":"the disk does not exist"}}}}}}"#);
    let ran = run_with_input(&["--width", "64", "-"], &reply);
    assert!(ran.stdout.contains(&format!("{id}  failed   16000  -\n    the disk does not exist\n")), "{}", ran.stdout);
    let ran = run_with_input(&["--width", "90", "-"], &reply);
    assert!(ran.stdout.contains(&format!("{id}  failed   16000  -     the disk does not exist\n")), "{}", ran.stdout);
    let ran = run_with_input(&["--width", "40", "-"], &reply);
    assert!(ran.stdout.lines().all(|line| line.chars().count() <= 40), "{}", ran.stdout);
}

#[test]
fn colours_are_for_those_who_want_them() {
    let files = Files::new([("reply", PARTIAL)]);
    let green = "\u{1b}[32maccepted\u{1b}[0m";
    assert!(!files.run(&["reply"]).stdout.contains('\u{1b}'), "not a terminal");
    assert!(files.run(&["--color", "always", "reply"]).stdout.contains(green));
    let run_with = |variables: &[(&str, &str)]| {
        let output = command(&["-"]).envs(variables.iter().copied()).stdin(std::process::Stdio::piped()).output();
        Ran::from(output.expect("the program runs")).stderr
    };
    assert!(run_with(&[("CLICOLOR_FORCE", "1")]).contains('\u{1b}'));
    assert!(!run_with(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]).contains('\u{1b}'));
}
