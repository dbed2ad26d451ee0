//! What the derives say of faulty input. One fault a file, in a folder by kind; the text beside each is what an author
//! sees. `several` and `quiet` hold inputs with more than one fault, and uses elsewhere that must add no error.
//!
//! `TRYBUILD=overwrite cargo test -p async-resp-ui-tests` writes the texts anew, to be read before they are kept.

#[test]
fn ui() {
    trybuild::TestCases::new().compile_fail("*/*.rs");
}
