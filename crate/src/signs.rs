//! Sets of signs and words in texts.
//!
//! The standard library does the same for any pattern, and compiles it anew for
//! each number of signs; these are one function each. All signs are ASCII, so
//! that they are looked for among bytes.

/// What the recognisers ask of a text. A set of signs is written as a text.
pub(crate) trait Signs {
    /// Without the signs at its front.
    fn trim_front(&self, signs: &str) -> &str;
    /// Without the signs at its end.
    fn trim_back(&self, signs: &str) -> &str;
    /// Without the signs at both ends.
    fn trim_ends(&self, signs: &str) -> &str {
        self.trim_front(signs).trim_back(signs)
    }
    /// Whether one of the signs is its first.
    fn begins(&self, signs: &str) -> bool;
    /// Whether a digit is its first.
    fn begins_digit(&self) -> bool {
        self.begins("0123456789")
    }
    /// Whether it is digits and nothing else.
    fn is_digits(&self) -> bool;
    /// Where the first of the signs stands.
    fn find_any(&self, signs: &str) -> Option<usize>;
    /// Whether one of the signs stands in it.
    fn has_any(&self, signs: &str) -> bool {
        self.find_any(signs).is_some()
    }
    /// Its pieces between the signs, empty ones too.
    fn pieces<'a>(&'a self, signs: &'a str) -> Pieces<'a>;
    /// What stands before the first of the signs, or all of it.
    fn until_any(&self, signs: &str) -> &str;
    /// Where a word stands, in this spelling.
    fn find_word(&self, word: &str) -> Option<usize>;
    /// Whether a word stands in it, in this spelling.
    fn has(&self, word: &str) -> bool {
        self.find_word(word).is_some()
    }
    /// What stands before a word and behind it.
    fn cut(&self, word: &str) -> Option<(&str, &str)>;
    /// Without a word at its front, however often it stands there.
    fn without_front(&self, word: &str) -> &str;
    /// Without a word at its end, however often it stands there.
    fn without_back(&self, word: &str) -> &str;
    /// With a value in each place of a word.
    fn with(&self, word: &str, value: &str) -> String;
}

impl Signs for str {
    fn trim_front(&self, signs: &str) -> &str {
        let start = self.bytes().position(|byte| !signs.as_bytes().contains(&byte));
        self.get(start.unwrap_or(self.len())..).unwrap_or_default()
    }

    fn trim_back(&self, signs: &str) -> &str {
        let last = self.bytes().rposition(|byte| !signs.as_bytes().contains(&byte));
        self.get(..last.map_or(0, |last| last + 1)).unwrap_or_default()
    }

    fn begins(&self, signs: &str) -> bool {
        self.as_bytes().first().is_some_and(|first| signs.as_bytes().contains(first))
    }

    fn is_digits(&self) -> bool {
        !self.is_empty() && self.bytes().all(|byte| byte.is_ascii_digit())
    }

    fn find_any(&self, signs: &str) -> Option<usize> {
        self.bytes().position(|byte| signs.as_bytes().contains(&byte))
    }

    fn until_any(&self, signs: &str) -> &str {
        self.get(..self.find_any(signs).unwrap_or(self.len())).unwrap_or_default()
    }

    fn pieces<'a>(&'a self, signs: &'a str) -> Pieces<'a> {
        Pieces { rest: Some(self), signs }
    }

    fn find_word(&self, word: &str) -> Option<usize> {
        place(self.as_bytes(), word.as_bytes())
    }

    fn cut(&self, word: &str) -> Option<(&str, &str)> {
        let at = self.find_word(word)?;
        Some((self.get(..at)?, self.get(at + word.len()..)?))
    }

    fn without_front(&self, word: &str) -> &str {
        let mut rest = self;
        while let Some(shorter) = rest.strip_prefix(word).filter(|_| !word.is_empty()) {
            rest = shorter;
        }
        rest
    }

    fn without_back(&self, word: &str) -> &str {
        let mut rest = self;
        while let Some(shorter) = rest.strip_suffix(word).filter(|_| !word.is_empty()) {
            rest = shorter;
        }
        rest
    }

    fn with(&self, word: &str, value: &str) -> String {
        let mut out = String::new();
        let mut rest = self;
        while let Some((before, behind)) = rest.cut(word).filter(|_| !word.is_empty()) {
            out.push_str(before);
            out.push_str(value);
            rest = behind;
        }
        out.push_str(rest);
        out
    }
}

/// Where a word stands among bytes: its first one is looked for alone, and the
/// others where that is.
pub(crate) fn place(bytes: &[u8], word: &[u8]) -> Option<usize> {
    let Some(first) = word.first() else { return Some(0) };
    let last = bytes.len().checked_sub(word.len())?;
    let mut at = 0;
    while at <= last {
        at += bytes.get(at..=last)?.iter().position(|byte| byte == first)?;
        if bytes.get(at..)?.starts_with(word) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// The pieces of a text.
#[derive(Clone)]
pub(crate) struct Pieces<'a> {
    rest: Option<&'a str>,
    signs: &'a str,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let rest = self.rest?;
        let Some(at) = rest.find_any(self.signs) else { return self.rest.take() };
        self.rest = rest.get(at + 1..);
        rest.get(..at)
    }
}

/// Texts in a row.
pub(crate) fn joined(texts: &[&str], between: &str) -> String {
    let mut out = String::new();
    for (place, text) in texts.iter().enumerate() {
        if place > 0 {
            out.push_str(between);
        }
        out.push_str(text);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_do_what_the_standard_library_does() {
        let texts = ["", " ", "a", " \"ab\" ", "=>=>x=>", "äöü", "“a” b, c", "1a2", "xx", "aab"];
        let sets: [&[char]; 4] = [&[' '], &['"', ' '], &['=', '>'], &['x', 'a', '1', '2', ',']];
        for text in texts {
            for set in sets {
                let signs: String = set.iter().collect();
                assert_eq!(text.trim_front(&signs), text.trim_start_matches(set));
                assert_eq!(text.trim_back(&signs), text.trim_end_matches(set));
                assert_eq!(text.trim_ends(&signs), text.trim_matches(set));
                assert_eq!(text.begins(&signs), text.starts_with(set));
                assert_eq!(text.find_any(&signs), text.find(set));
                assert_eq!(text.has_any(&signs), text.contains(set));
                assert_eq!(Some(text.until_any(&signs)), text.split(set).next());
                assert!(text.pieces(&signs).eq(text.split(set)));
            }
            for word in ["a", "=>", "x", "ab", "aab", "ö", "longer than the text"] {
                assert_eq!(text.find_word(word), text.find(word));
                assert_eq!(text.has(word), text.contains(word));
                assert_eq!(text.cut(word), text.split_once(word));
                assert_eq!(text.without_front(word), text.trim_start_matches(word));
                assert_eq!(text.without_back(word), text.trim_end_matches(word));
                assert_eq!(text.with(word, "{x}"), text.replace(word, "{x}"));
            }
            assert_eq!(text.begins_digit(), text.starts_with(|a: char| a.is_ascii_digit()));
        }
        assert_eq!("a".find_word(""), Some(0));
        for length in 0..texts.len() {
            let some: Vec<&str> = texts.into_iter().take(length).collect();
            assert_eq!(joined(&some, ", "), some.join(", "));
        }
    }
}
