//! Near misses: which word did the author mean?
//!
//! Knows about spelling only; the words come from [`symbol`](crate::symbol).

/// The candidate nearest to `written`, if one is near enough to be meant. Of equally near ones, the first.
pub(crate) fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let written = fold(written);
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let folded = fold(candidate);
            let far = distance(&written, &folded);
            (far <= tolerance(&written, &folded)).then_some((far, candidate))
        })
        .min_by_key(|(far, _)| *far)
        .map(|(_, candidate)| candidate)
}

/// Whether two words differ in their case, or in how they are joined, at most.
pub(crate) fn same(a: &str, b: &str) -> bool {
    fold(a) == fold(b)
}

/// Another case or another way to join words is no difference: `allFailed`, `all-failed`.
fn fold(word: &str) -> Vec<char> {
    word.chars().filter(|c| *c != '_' && *c != '-').flat_map(char::to_lowercase).collect()
}

/// A third of the longer word may differ; a word that the other one starts with is meant however much is missing.
fn tolerance(a: &[char], b: &[char]) -> usize {
    let longer = a.len().max(b.len());
    let shorter = a.len().min(b.len());
    if shorter >= 3 && (a.starts_with(b) || b.starts_with(a)) { longer } else { longer / 3 }
}

/// The number of characters to insert, remove, replace or swap with their neighbour (optimal string alignment).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (row, from) in a.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, to) in b.iter().enumerate() {
            let at = |line: &[usize], column: usize| line.get(column).copied().unwrap_or(usize::MAX - 1);
            let mut best = at(&above, column) + usize::from(from != to);
            best = best.min(at(&above, column + 1) + 1).min(at(&current, column) + 1);
            let swapped = row > 0 && column > 0 && a.get(row - 1) == Some(to) && b.get(column - 1) == Some(from);
            if swapped {
                best = best.min(at(&before, column - 1) + 1);
            }
            current.push(best);
        }
        before = std::mem::replace(&mut above, current);
    }
    above.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    fn between(a: &str, b: &str) -> usize {
        let chars = |text: &str| text.chars().collect::<Vec<_>>();
        distance(&chars(a), &chars(b))
    }

    #[test]
    fn distances() {
        for (a, b, far) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "", 3),
            ("prefix", "prefix", 0),
            ("prefx", "prefix", 1),
            ("perfix", "prefix", 1),
            ("kitten", "sitting", 3),
            ("ca", "abc", 3),
            ("größe", "grösse", 2),
        ] {
            assert_eq!(between(a, b), far, "{a} {b}");
            assert_eq!(between(b, a), far, "{b} {a}");
        }
    }

    #[test]
    fn near_misses() {
        let words = ["kind", "prefix", "fields", "validate", "crate", "all_failed", "idempotent"];
        for (written, meant) in [
            ("prefx", Some("prefix")),
            ("prefixes", Some("prefix")),
            ("field", Some("fields")),
            ("Kind", Some("kind")),
            ("allFailed", Some("all_failed")),
            ("idempotence", Some("idempotent")),
            ("valid", Some("validate")),
            ("x", None),
            ("", None),
            ("timeout", None),
        ] {
            assert_eq!(nearest(written, words), meant, "{written}");
        }
    }
}
