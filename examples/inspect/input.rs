//! Documents from a file: one, or one per line. Of the latter only one is held in memory at a time.

use std::io::{self, BufRead, Cursor, Read as _};

use serde::de::IgnoredAny;

/// One document, to be read as a reply.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Document<'a> {
    pub(crate) bytes: &'a [u8],
    /// Its line, where the file holds one per line.
    pub(crate) line: Option<usize>,
}

/// The documents of a file, in order.
#[derive(Debug)]
pub(crate) struct Documents<R> {
    /// What was read to find out how the documents are laid out, then the rest.
    input: io::Chain<Cursor<Vec<u8>>, R>,
    buffer: Vec<u8>,
    layout: Layout,
}

#[derive(Debug, Clone, Copy)]
enum Layout {
    /// The whole file is one document.
    Whole,
    /// One per line; this many lines were read.
    Lines(usize),
    /// There is no more.
    End,
}

impl<R: BufRead> Documents<R> {
    /// Looks at the first two lines to find out how the file is laid out.
    ///
    /// It is one document per line if the first line is one by itself and another line follows. It is also if the second line
    /// is one by itself that the first does not lead up to: then the first is one that is broken.
    pub(crate) fn new(mut input: R) -> io::Result<Self> {
        let mut beginning = Vec::new();
        let layout = find_layout(&mut input, &mut beginning)?;
        Ok(Self { input: Cursor::new(beginning).chain(input), buffer: Vec::new(), layout })
    }

    /// The next document.
    pub(crate) fn next(&mut self) -> io::Result<Option<Document<'_>>> {
        self.buffer.clear();
        match self.layout {
            Layout::End => Ok(None),
            Layout::Whole => {
                self.layout = Layout::End;
                self.input.read_to_end(&mut self.buffer)?;
                Ok(Some(Document { bytes: &self.buffer, line: None }))
            }
            Layout::Lines(before) => {
                let lines = read_line(&mut self.input, &mut self.buffer)?;
                self.layout = Layout::Lines(before + lines);
                let line = Some(before + lines);
                let bytes = self.buffer.trim_ascii_end().rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
                Ok((lines > 0).then_some(Document { bytes, line }))
            }
        }
    }
}

/// How the documents are laid out; what was read to find out is the beginning.
fn find_layout(input: &mut impl BufRead, beginning: &mut Vec<u8>) -> io::Result<Layout> {
    if read_line(input, beginning)? == 0 {
        return Ok(Layout::Whole);
    }
    // Not part of JSON, but some editors put it in front.
    if beginning.starts_with(b"\xef\xbb\xbf") {
        beginning.drain(..3);
    }
    let first = extent(beginning);
    let second_starts = beginning.len();
    if read_line(input, beginning)? == 0 {
        return Ok(Layout::Whole);
    }
    let second = beginning[second_starts..].trim_ascii();
    let second_stands_alone = || second.starts_with(b"{") && extent(second) == Extent::Complete;
    let is_per_line = first == Extent::Complete || second_stands_alone() && extent(beginning) == Extent::Broken;
    Ok(if is_per_line { Layout::Lines(0) } else { Layout::Whole })
}

/// Appends the next line that is not blank, with its line break and the blank ones before; returns how many lines that were,
/// 0 at the end.
fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<usize> {
    let mut lines = 0;
    loop {
        let start = line.len();
        if input.read_until(b'\n', line)? == 0 {
            return Ok(0);
        }
        lines += 1;
        if !line[start..].trim_ascii().is_empty() {
            return Ok(lines);
        }
    }
}

/// How far some bytes are a JSON value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extent {
    Complete,
    /// The beginning of one.
    Open,
    /// The beginning of none.
    Broken,
}

fn extent(bytes: &[u8]) -> Extent {
    match serde_json::from_slice::<IgnoredAny>(bytes) {
        Ok(IgnoredAny) => Extent::Complete,
        Err(error) if error.is_eof() => Extent::Open,
        Err(_) => Extent::Broken,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn documents(file: &str) -> Vec<(Option<usize>, String)> {
        let mut documents = Documents::new(file.as_bytes()).unwrap();
        let mut found = Vec::new();
        while let Some(Document { bytes, line }) = documents.next().unwrap() {
            found.push((line, String::from_utf8(bytes.to_vec()).unwrap()));
        }
        found
    }

    #[test]
    fn a_file_of_one_document_is_handed_out_as_it_is() {
        let objects_on_lines = ["[\n{}\n]", "{\"detail\":\n{}\n}", "{\n\"a\":\n{}\n{}\n}"];
        let others = ["", "\n", "{}", "\n {\n}\n", "{}\n\n", "{\n}\n{}\n", "x\ny\n"];
        for file in objects_on_lines.into_iter().chain(others) {
            assert_eq!(documents(file), [(None, file.to_owned())]);
        }
    }

    #[test]
    fn a_file_of_one_document_per_line() {
        let cases: [(&str, &[(usize, &str)]); 5] = [
            ("{}\n{}", &[(1, "{}"), (2, "{}")]),
            ("\n{}\r\n \n  {\r\n{}\n\n", &[(2, "{}"), (4, "  {"), (5, "{}")]),
            ("{}\nx", &[(1, "{}"), (2, "x")]),
            ("{\"code\"\n{}\n{}", &[(1, "{\"code\""), (2, "{}"), (3, "{}")]),
            ("x\n{}", &[(1, "x"), (2, "{}")]),
        ];
        for (file, expected) in cases {
            let expected: Vec<_> = expected.iter().map(|&(line, text)| (Some(line), text.to_owned())).collect();
            assert_eq!(documents(file), expected);
        }
    }
}
