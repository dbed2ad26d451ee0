//! What the derives say of faulty input. One fault a file, in a folder by kind; the text beside each is what an author
//! sees. The files outside of the folders are accepted.
//!
//! `TRYBUILD=overwrite cargo test -p async-resp-tests --test ui` writes the texts anew, to be read before they are kept.

#[test]
fn ui() {
    let cases = trybuild::TestCases::new();
    cases.pass("ui/*.rs");
    cases.compile_fail("ui/*/*.rs");
}
