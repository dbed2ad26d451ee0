//! Words that came from a server, a file or its name, made safe to print: a terminal obeys control characters, and a
//! message of a megabyte hides everything else.

use std::fmt::Write as _;

/// How much of a text is shown, in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Of an id, a key or a task number.
    pub name: usize,
    /// Of a message.
    pub sentence: usize,
}

impl Limits {
    /// On a terminal, where a person looks for the one line that matters.
    pub const TERMINAL: Self = Self { name: 64, sentence: 240 };
    /// In a file or a pipe, where ids are searched for and cut out.
    pub const PLAIN: Self = Self { name: 256, sentence: 1024 };
}

/// `text` in one line: control characters escaped, and of a long one the beginning, an ellipsis and the length in bytes.
#[must_use]
pub fn printable(text: &str, longest: usize) -> String {
    let end = text.char_indices().nth(longest).map(|(end, _)| end);
    let mut shown = String::with_capacity(end.unwrap_or(text.len()));
    for char in text[..end.unwrap_or(text.len())].chars() {
        if is_unprintable(char) {
            shown.extend(char.escape_default());
        } else {
            shown.push(char);
        }
    }
    if end.is_some() {
        // Writing to a string never fails.
        let _ = write!(shown, "… ({} bytes)", text.len());
    }
    shown
}

/// Whether a terminal would obey it instead of showing it: control characters, line separators, and marks without a width
/// that reorder or hide the text around them.
#[must_use]
pub fn is_unprintable(char: char) -> bool {
    char.is_control()
        || matches!(
            char,
            '\u{061c}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{e0000}'..='\u{e007f}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_are_shown_and_long_texts_keep_whole_characters() {
        assert_eq!(printable("disk not exist", 64), "disk not exist");
        assert_eq!(printable("\u{1b}[2J\t盘\u{202e}\u{9b}", 64), "\\u{1b}[2J\\t盘\\u{202e}\\u{9b}");
        assert_eq!(printable("盘盘盘", 2), "盘盘… (9 bytes)");
        assert_eq!(printable("盘盘", 2), "盘盘");
    }
}
