//! Which entry of `detail` a place in a document belongs to: a second look at the bytes, after an error only.
//!
//! It walks the bytes once and never fails: a document that is wrong behind the place, or there, is right before it.

use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;

use super::subset::skip_space;
use crate::excerpt;

/// The id of the entry at a line and a column (both from 1, as `serde_json` counts them), `#` and the index in an array.
pub(super) fn entry_at(bytes: &[u8], line: usize, column: usize) -> Option<Box<str>> {
    let place = offset(bytes, line, column)?;
    let mut walk = Walk { bytes, at: 0 };
    walk.open(b'{')?;
    loop {
        let key = walk.key()?;
        if unescape(key) == "detail" {
            break;
        }
        walk.skip_value();
        walk.open(b',')?;
    }
    let detail = walk.peek()?;
    if place < walk.at {
        return None;
    }
    match detail {
        b'{' => walk.keyed(place),
        b'[' => walk.listed(place, 0),
        _ => None,
    }
}

/// The same in a part that is the bracket before a member of `detail` and that member, which is the only one or, in an array,
/// has this index. An error of no place is about that member.
#[cfg(feature = "std")]
pub(super) fn member_at(part: &[u8], line: usize, column: usize, index: usize) -> Option<Box<str>> {
    let place = offset(part, line, column).unwrap_or_default();
    let mut walk = Walk { bytes: part, at: 0 };
    match part.first()? {
        b'{' => walk.keyed(place),
        _ => walk.listed(place, index),
    }
}

/// The offset of a line and a column.
fn offset(bytes: &[u8], line: usize, column: usize) -> Option<usize> {
    let mut start = 0;
    for _ in 1..line.max(1) {
        start += bytes.get(start..)?.iter().position(|byte| *byte == b'\n')? + 1;
    }
    // Column 0 is the line break before the line.
    line.checked_sub(1).map(|_| (start + column).saturating_sub(1))
}

/// The text of a key between its quotes; as it stands where it is no valid text.
fn unescape(quoted: &[u8]) -> String {
    let text = serde_json::from_slice(quoted);
    text.unwrap_or_else(|_| String::from_utf8_lossy(quoted.trim_ascii()).trim_matches('"').into())
}

struct Walk<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Walk<'a> {
    /// The id of the member of an object that `place` lies in.
    fn keyed(&mut self, place: usize) -> Option<Box<str>> {
        self.open(b'{')?;
        loop {
            let key = self.key()?;
            if self.reaches(place) {
                return Some(excerpt::shorten(&unescape(key)).into());
            }
            self.next_member(place)?;
        }
    }

    /// The index of the element of an array that `place` lies in, where the first one has this index.
    fn listed(&mut self, place: usize, first: usize) -> Option<Box<str>> {
        self.open(b'[')?;
        for index in first.. {
            self.peek()?;
            if self.reaches(place) {
                return Some(format!("#{index}").into());
            }
            self.next_member(place)?;
        }
        None
    }

    /// Passes over a value, and tells whether it reaches to `place`, which does not lie in front of it.
    fn reaches(&mut self, place: usize) -> bool {
        self.skip_value();
        place < self.at || self.at == self.bytes.len()
    }

    /// The next byte that is no white space.
    fn peek(&mut self) -> Option<u8> {
        self.at = skip_space(self.bytes, self.at);
        self.bytes.get(self.at).copied()
    }

    fn open(&mut self, bracket: u8) -> Option<()> {
        (self.peek()? == bracket).then(|| self.at += 1)
    }

    /// A key with its quotes, and the colon behind it.
    fn key(&mut self) -> Option<&'a [u8]> {
        self.peek().filter(|byte| *byte == b'"')?;
        let start = self.at;
        self.skip_text();
        let key = self.bytes.get(start..self.at)?;
        self.open(b':')?;
        Some(key)
    }

    /// Passes over the comma behind a member, where `place` does not lie in front of the next one.
    fn next_member(&mut self, place: usize) -> Option<()> {
        self.open(b',')?;
        (place >= self.at).then_some(())
    }

    fn skip_text(&mut self) {
        self.at += 1;
        while let Some(byte) = self.bytes.get(self.at) {
            self.at += if *byte == b'\\' { 2 } else { 1 };
            if *byte == b'"' {
                break;
            }
        }
        self.at = self.at.min(self.bytes.len());
    }

    /// Passes over a value, or to the end of the bytes. Brackets are counted, not matched: whether they fit is not asked.
    fn skip_value(&mut self) {
        let mut depth = 0_usize;
        while let Some(byte) = self.peek() {
            match byte {
                b'"' => self.skip_text(),
                b'{' | b'[' => {
                    depth += 1;
                    self.at += 1;
                }
                b'}' | b']' | b',' if depth == 0 => return,
                b'}' | b']' => {
                    depth -= 1;
                    self.at += 1;
                }
                _ => self.at += 1,
            }
            if depth == 0 && matches!(byte, b'"' | b'}' | b']') {
                return;
            }
        }
        self.at = self.bytes.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The entry at each `^` below a document of one line.
    fn entry(document: &str, marker: &str) -> Option<Box<str>> {
        entry_at(document.as_bytes(), 1, marker.len())
    }

    #[test]
    fn the_entry_that_a_place_lies_in() {
        let keyed =
            r#"{"code":0,"x":{"detail":{"no":1}},"detail" : {"a\u002db": {"code":[1,{"b":2}]},"c":"t" , "d":9 } }"#;
        assert_eq!(entry(keyed, r#"{"code":0"#), None);
        assert_eq!(entry(keyed, r#"{"code":0,"x":{"detail":{"no"#), None);
        assert_eq!(
            entry(keyed, r#"{"code":0,"x":{"detail":{"no":1}},"detail" : {"a\u002db": {"co"#).as_deref(),
            Some("a-b")
        );
        assert_eq!(
            entry(keyed, r#"{"code":0,"x":{"detail":{"no":1}},"detail" : {"a\u002db": {"code":[1,{"b":2}]}"#)
                .as_deref(),
            Some("a-b")
        );
        assert_eq!(
            entry(keyed, r#"{"code":0,"x":{"detail":{"no":1}},"detail" : {"a\u002db": {"code":[1,{"b":2}]},"c":""#)
                .as_deref(),
            Some("c")
        );
        assert_eq!(
            entry(
                keyed,
                r#"{"code":0,"x":{"detail":{"no":1}},"detail" : {"a\u002db": {"code":[1,{"b":2}]},"c":"t" , "d":9"#
            )
            .as_deref(),
            Some("d")
        );
        let listed = r#"{"detail":[{"code":0},{"code"#;
        assert_eq!(entry(listed, listed).as_deref(), Some("#1"));
        // At a comma where an element is missing.
        assert_eq!(entry(r#"{"detail":[{"code":0},,{"code":0}]}"#, r#"{"detail":[{"code":0},,"#), None);
    }

    #[test]
    fn lines_are_counted() {
        let document = b"{\"detail\":{\n \"a\": {},\n \"b\": {\n } } }";
        assert_eq!(entry_at(document, 2, 7).as_deref(), Some("a"));
        assert_eq!(entry_at(document, 4, 2).as_deref(), Some("b"));
        assert_eq!(entry_at(document, 9, 1), None);
        assert_eq!(entry_at(document, 0, 0), None);
    }
}
