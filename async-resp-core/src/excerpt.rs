//! Showing text that came from outside: one line, no control characters, and a length that a message can bear, whatever a
//! server sends.

use alloc::borrow::Cow;
use alloc::format;
use core::fmt;

/// The most characters of an id or a key that a message repeats.
const LONGEST_NAME: usize = 64;
/// The most characters of a sentence that a message repeats.
const LONGEST_SENTENCE: usize = 512;

/// `text` as it is when it is short enough for a name, else its beginning, an ellipsis and its length in bytes.
pub(crate) fn shorten(text: &str) -> Cow<'_, str> {
    shorten_to(LONGEST_NAME, text)
}

/// A name for display in a message.
pub(crate) fn name(text: &str) -> Printable<'_> {
    Printable(shorten_to(LONGEST_NAME, text))
}

/// Text that has been shortened before, for display in a message.
pub(crate) fn printable(text: &str) -> Printable<'_> {
    Printable(Cow::Borrowed(text))
}

/// A sentence for display in a message.
pub(crate) fn sentence(text: &str) -> Printable<'_> {
    Printable(shorten_to(LONGEST_SENTENCE, text))
}

fn shorten_to(longest: usize, text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(longest) {
        None => Cow::Borrowed(text),
        Some((end, _)) => Cow::Owned(format!("{}… ({} bytes)", text.get(..end).unwrap_or_default(), text.len())),
    }
}

/// Text in which whatever a terminal would obey instead of showing it is escaped.
pub(crate) struct Printable<'a>(Cow<'a, str>);

impl fmt::Display for Printable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What is printable is for the standard library to know, which would escape quotes too.
        for part in self.0.split_inclusive(QUOTES) {
            let text = part.trim_end_matches(QUOTES);
            write!(f, "{}{}", text.escape_debug(), &part[text.len()..])?;
        }
        Ok(())
    }
}

const QUOTES: [char; 3] = ['"', '\'', '\\'];

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn short_text_is_untouched_and_long_text_keeps_whole_characters() {
        assert_eq!(shorten("disk-1"), "disk-1");
        let long = "盘".repeat(LONGEST_NAME + 1);
        assert_eq!(shorten(&long), format!("{}… (195 bytes)", "盘".repeat(LONGEST_NAME)));
    }

    #[test]
    fn control_characters_are_shown_and_not_obeyed() {
        assert_eq!(name("a\u{1b}[31m\n盘\u{202e}").to_string(), "a\\u{1b}[31m\\n盘\\u{202e}");
        assert_eq!(name("\u{9b}\u{2028}\u{200b}\u{feff}").to_string(), "\\u{9b}\\u{2028}\\u{200b}\\u{feff}");
        assert_eq!(name("it's \"\" \\ e\u{301}").to_string(), "it's \"\" \\ e\u{301}");
    }
}
