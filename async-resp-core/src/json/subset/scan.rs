//! Text, eight bytes at a time, and values that nobody asked for.

use alloc::string::String;

use super::{GiveUp, Reader};

/// A text that has been read.
#[derive(Clone, Copy)]
pub(super) enum Text<'de> {
    /// As it stands in the document.
    Borrowed(&'de str),
    /// It had escapes: the text is in [`Reader::scratch`].
    Scratch,
}

impl<'de> Reader<'de> {
    /// The text that begins at the quote at `at`, and the place behind it.
    #[inline(always)]
    pub(super) fn string_at(&mut self, at: usize) -> Result<(Text<'de>, usize), GiveUp> {
        let bytes = self.bytes();
        // Of the texts of a reply, the message of each accepted entry is empty.
        if bytes.get(at + 1) == Some(&b'"') {
            return Ok((Text::Borrowed(""), at + 2));
        }
        let end = plain_end(bytes, at + 1);
        if bytes.get(end) == Some(&b'"') {
            // Both ends are beside quotes, so they lie between characters.
            if let Some(text) = self.text.get(at + 1..end) {
                return Ok((Text::Borrowed(text), end + 1));
            }
        }
        match unescape_text(self.text, at + 1, end, &mut self.scratch) {
            Some(end) => Ok((Text::Scratch, end)),
            None => self.give_up(),
        }
    }
}

/// An integer as `serde_json` classifies it.
pub(super) enum Integer {
    Unsigned(u64),
    Negative(i64),
}

/// The integer that begins at `at`, and the place behind it.
#[inline(always)]
pub(super) fn integer_at(bytes: &[u8], at: usize) -> Option<(Integer, usize)> {
    /// With more digits it may not fit.
    const MOST_DIGITS: [usize; 2] = [19, 18];
    // Most are codes of one digit.
    if let Some([digit @ b'0'..=b'9', b',' | b'}', ..]) = bytes.get(at..) {
        return Some((Integer::Unsigned(u64::from(digit - b'0')), at + 1));
    }
    let negative = bytes.get(at) == Some(&b'-');
    let start = at + usize::from(negative);
    let mut end = start;
    let mut value = 0_u64;
    while let Some(digit @ b'0'..=b'9') = bytes.get(end) {
        value = value.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'));
        end += 1;
    }
    let digits = end - start;
    let leading_zero = digits > 1 && bytes.get(start) == Some(&b'0');
    let continues = matches!(bytes.get(end), Some(b'.' | b'e' | b'E'));
    // `-0` is a float to `serde_json`.
    let is_plain = !(leading_zero || continues || negative && value == 0);
    if digits == 0 || digits > MOST_DIGITS[usize::from(negative)] || !is_plain {
        return None;
    }
    let integer = match i64::try_from(value) {
        Ok(value) if negative => Integer::Negative(-value),
        _ => Integer::Unsigned(value),
    };
    Some((integer, end))
}

/// Puts the text that begins at `start` and is plain up to the escape at `end` into `scratch`; the place behind it.
#[inline(never)]
fn unescape_text(text: &str, mut start: usize, mut end: usize, scratch: &mut String) -> Option<usize> {
    let bytes = text.as_bytes();
    scratch.clear();
    loop {
        scratch.push_str(text.get(start..end)?);
        match bytes.get(end)? {
            b'"' => return Some(end + 1),
            b'\\' => {
                let (char, length) = unescape(&bytes[end..])?;
                scratch.push(char);
                start = end + length;
            }
            _ => return None,
        }
        // Escapes come in rows: a message in Chinese is nothing else.
        end = if bytes.get(start) == Some(&b'\\') { start } else { plain_end(bytes, start) };
    }
}

/// The first place from `at` on that is no white space.
#[inline(always)]
pub(in crate::json) fn skip_space(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at) {
        Some(..=b' ') => space_end(bytes, at),
        _ => at,
    }
}

/// The same where there may be some.
#[inline(always)]
fn space_end(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at..) {
        Some([b' ', b'!'..=u8::MAX, ..]) => at + 1,
        Some(rest) => at + space(rest),
        None => at,
    }
}

/// The length of the white space that `bytes` begin with.
#[inline(never)]
fn space(bytes: &[u8]) -> usize {
    match line_break(bytes) {
        Some((length, _)) => length,
        None => uneven_space(bytes),
    }
}

/// The length of the white space that `bytes` begin with, and the byte behind it, where that is what it is as a rule: a line
/// break and the spaces that indent the next line.
#[inline(always)]
pub(super) fn line_break(bytes: &[u8]) -> Option<(usize, u8)> {
    const LINE: u64 = u64::from_le_bytes(*b"\n       ");
    let word = u64::from_le_bytes(*bytes.first_chunk()?);
    // In bits: how much is as expected.
    let same = (word ^ LINE).trailing_zeros() & !7;
    let [behind, ..] = word.checked_shr(same)?.to_le_bytes();
    (behind > b' ').then_some((same as usize / 8, behind))
}

/// The same where lines are indented by more, or by something else.
fn uneven_space(bytes: &[u8]) -> usize {
    let mut length = 0;
    loop {
        match bytes.get(length) {
            Some(b' ' | b'\n' | b'\t' | b'\r') => length += 1,
            _ => return length,
        }
        while bytes[length..].starts_with(b"        ") {
            length += 8;
        }
    }
}

/// The place behind the value that begins at `at`, of which as much is checked as `serde_json` does for a value that it
/// ignores.
pub(super) fn skip_value(bytes: &[u8], mut at: usize) -> Option<usize> {
    let mut open = Brackets::default();
    loop {
        at = skip_space(bytes, at);
        match *bytes.get(at)? {
            b'"' => at = skip_string(bytes, at)?,
            b'-' | b'0'..=b'9' => at = skip_number(bytes, at)?,
            b't' => at = skip_word(bytes, at, b"true")?,
            b'f' => at = skip_word(bytes, at, b"false")?,
            b'n' => at = skip_word(bytes, at, b"null")?,
            bracket @ (b'{' | b'[') => {
                open.push(bracket)?;
                at = skip_space(bytes, at + 1);
                match (bracket, bytes.get(at)?) {
                    (b'{', b'}') | (b'[', b']') => {}
                    (b'{', _) => {
                        at = skip_key(bytes, at)?;
                        continue;
                    }
                    _ => continue,
                }
            }
            _ => return None,
        }
        // Behind a value: closing brackets, or a comma and the next one.
        loop {
            let Some(bracket) = open.last() else {
                return Some(at);
            };
            at = skip_space(bytes, at);
            match (bracket, bytes.get(at)?) {
                (b'{', b'}') | (b'[', b']') => {
                    at += 1;
                    open.pop();
                }
                (b'{', b',') => {
                    at = skip_key(bytes, skip_space(bytes, at + 1))?;
                    break;
                }
                (_, b',') => {
                    at += 1;
                    break;
                }
                _ => return None,
            }
        }
    }
}

#[inline]
fn skip_key(bytes: &[u8], at: usize) -> Option<usize> {
    if bytes.get(at)? != &b'"' {
        return None;
    }
    let at = skip_space(bytes, skip_string(bytes, at)?);
    (bytes.get(at)? == &b':').then_some(at + 1)
}

/// A field that nearly every entry has.
pub(super) enum Known {
    Code,
    Message,
    RequestId,
}

/// The field whose name and colon stand at `at` without white space between, and the place behind them.
#[inline(always)]
pub(super) fn known_at(bytes: &[u8], at: usize) -> Option<(Known, usize)> {
    const CODE: u64 = u64::from_le_bytes(*b"\"code\":\0");
    const MESSAGE: u64 = u64::from_le_bytes(*b"\"message");
    const REQUEST: u64 = u64::from_le_bytes(*b"\"request");
    let rest = bytes.get(at..)?;
    let word = u64::from_le_bytes(*rest.first_chunk()?);
    if word & (u64::MAX >> 8) == CODE {
        return Some((Known::Code, at + 7));
    }
    match rest.get(8..)?.first_chunk::<4>()? {
        [b'"', b':', ..] if word == MESSAGE => Some((Known::Message, at + 10)),
        [b'I', b'd', b'"', b':'] if word == REQUEST => Some((Known::RequestId, at + 12)),
        _ => None,
    }
}

fn skip_word(bytes: &[u8], at: usize, word: &[u8]) -> Option<usize> {
    is_word_at(bytes, at, word).then_some(at + word.len())
}

pub(super) fn is_word_at(bytes: &[u8], at: usize, word: &[u8]) -> bool {
    bytes.get(at..).is_some_and(|rest| rest.starts_with(word))
}

/// Text, without asking whether its escapes make characters.
#[inline]
fn skip_string(bytes: &[u8], at: usize) -> Option<usize> {
    let mut end = at + 1;
    loop {
        end = plain_end(bytes, end);
        match bytes.get(end)? {
            b'"' => return Some(end + 1),
            b'\\' => match bytes.get(end + 1)? {
                b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => end += 2,
                b'u' => {
                    hex(bytes, end + 2)?;
                    end += 6;
                }
                _ => return None,
            },
            _ => return None,
        }
    }
}

/// A number of any kind and length.
#[inline]
fn skip_number(bytes: &[u8], at: usize) -> Option<usize> {
    let start = at + usize::from(bytes.get(at) == Some(&b'-'));
    let mut end = skip_digits(bytes, start)?;
    if end - start > 1 && bytes.get(start) == Some(&b'0') {
        return None;
    }
    if bytes.get(end) == Some(&b'.') {
        end = skip_digits(bytes, end + 1)?;
    }
    if let Some(b'e' | b'E') = bytes.get(end) {
        let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        end = skip_digits(bytes, end + 1 + sign)?;
    }
    Some(end)
}

/// One digit or more.
#[inline]
fn skip_digits(bytes: &[u8], at: usize) -> Option<usize> {
    let mut end = at;
    while bytes.get(end).is_some_and(u8::is_ascii_digit) {
        end += 1;
    }
    (end > at).then_some(end)
}

/// Where plain text from `at` on ends: at a quote, a backslash, a control character or the end.
#[inline(always)]
pub(in crate::json) fn plain_end(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    match rest.split_first_chunk() {
        Some((chunk, rest)) => match specials(u64::from_le_bytes(*chunk)) {
            0 => at + 8 + plain_length(rest),
            special => at + special.trailing_zeros() as usize / 8,
        },
        None => at + plain_length(rest),
    }
}

/// The length of the plain text that `bytes` begin with, in a function of its own, where the constants stay in registers.
#[inline(never)]
fn plain_length(bytes: &[u8]) -> usize {
    let mut length = 0;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let Some(chunk) = chunk.first_chunk() else { break };
        let specials = specials(u64::from_le_bytes(*chunk));
        if specials != 0 {
            return length + specials.trailing_zeros() as usize / 8;
        }
        length += 8;
    }
    let rest = chunks.remainder();
    length + rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f)).unwrap_or(rest.len())
}

/// The high bit of each byte that is a quote, a backslash or a control character. Above the lowest such byte there may be
/// false ones, since the subtraction borrows from there.
#[inline(always)]
const fn specials(word: u64) -> u64 {
    const ONES: u64 = u64::MAX / 0xff;
    const HIGH: u64 = ONES * 0x80;
    // With this bit turned over a quote comes right behind the control characters, which stay what they are.
    let quotes_and_controls = (word ^ (ONES * 0x02)).wrapping_sub(ONES * 0x21);
    let backslashes = (word ^ (ONES * b'\\' as u64)).wrapping_sub(ONES);
    // A byte with its high bit set is none of them.
    (quotes_and_controls | backslashes) & !word & HIGH
}

/// The character of the escape that `bytes` begin with, and its length.
#[inline]
fn unescape(bytes: &[u8]) -> Option<(char, usize)> {
    let char = match bytes.get(1)? {
        b'u' => return unescape_unicode(bytes),
        b'n' => '\n',
        b'"' => '"',
        b'\\' => '\\',
        b'/' => '/',
        b't' => '\t',
        b'r' => '\r',
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        _ => return None,
    };
    Some((char, 2))
}

/// `\uXXXX`, or two of them where the first is the leading half of a surrogate pair.
#[inline]
fn unescape_unicode(bytes: &[u8]) -> Option<(char, usize)> {
    let unit = hex(bytes, 2)?;
    if let Some(char) = char::from_u32(unit) {
        return Some((char, 6));
    }
    let is_pair = (0xd800..0xdc00).contains(&unit) && bytes.get(6) == Some(&b'\\') && bytes.get(7) == Some(&b'u');
    let trail = if is_pair { hex(bytes, 8)? } else { return None };
    if !(0xdc00..0xe000).contains(&trail) {
        return None;
    }
    let char = char::from_u32(0x1_0000 + ((unit - 0xd800) << 10) + (trail - 0xdc00))?;
    Some((char, 12))
}

/// The number of four hexadecimal digits.
#[inline]
fn hex(bytes: &[u8], at: usize) -> Option<u32> {
    let digits = bytes.get(at..)?.first_chunk::<4>()?;
    let mut value = 0;
    for digit in digits {
        value = value << 4 | (*digit as char).to_digit(16)?;
    }
    Some(value)
}

/// The brackets that are open, one bit each.
#[derive(Default)]
struct Brackets {
    objects: u128,
    depth: u8,
}

impl Brackets {
    /// `None` where there is no room for another.
    #[inline]
    fn push(&mut self, bracket: u8) -> Option<()> {
        self.objects = self.objects << 1 | u128::from(bracket == b'{');
        self.depth += 1;
        (self.depth < 127).then_some(())
    }

    #[inline]
    fn pop(&mut self) {
        self.objects >>= 1;
        self.depth -= 1;
    }

    #[inline]
    fn last(&self) -> Option<u8> {
        match (self.depth, self.objects & 1) {
            (0, _) => None,
            (_, 0) => Some(b'['),
            _ => Some(b'{'),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_ends_where_it_does_byte_by_byte() {
        let special = |byte: &u8| matches!(byte, b'"' | b'\\' | 0..=0x1f);
        for byte in 0..=u8::MAX {
            for at in 0..20 {
                let mut bytes = [b'a', 0xe7, 0x9b, 0x98, 0x7f, 0xff, b'!', b'#', b'[', b']', b' '].repeat(2);
                bytes[at] = byte;
                let expected = bytes.iter().position(special).unwrap_or(bytes.len());
                assert_eq!(plain_end(&bytes, 0), expected, "{byte:#x} at {at}");
            }
        }
    }
}
