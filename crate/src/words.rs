//! Lists of words, each as one text.
//!
//! A slice of texts has an address and a length for every word, which no
//! compression takes out again. What a list is asked is compiled once, and a
//! text is read once for all its words.

use crate::recognise::text::{after, find_in};

/// Some words, in order: `words!["one", "two"]`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words {
    /// Each with a line end behind it.
    pub(crate) text: &'static str,
}

macro_rules! words {
    [$($word:literal),* $(,)?] => {
        $crate::words::Words { text: concat!($($word, "\n"),*) }
    };
}
pub(crate) use words;

impl Words {
    /// One after the other.
    pub(crate) const fn iter(self) -> Each {
        Each { rest: self.text }
    }

    /// Whether one of the words stands in a text, in any ASCII case; they are in
    /// lower case.
    pub(crate) fn stand_in(self, text: impl AsRef<[u8]>) -> bool {
        self.among(text.as_ref())
    }

    fn among(self, text: &[u8]) -> bool {
        let pairs = Pairs::of(text);
        self.iter().any(|word| pairs.allow(word) && find_in(text, word.as_bytes()).is_some())
    }

    /// Whether a text starts with one of them, in any ASCII case.
    pub(crate) fn start(self, text: &str) -> bool {
        self.iter().any(|word| after(text, word).is_some())
    }

    /// Whether a text ends with one of them, in any ASCII case.
    pub(crate) fn end(self, text: &str) -> bool {
        self.iter().any(|word| {
            let start = text.len().checked_sub(word.len());
            let tail = start.and_then(|start| text.get(start..));
            tail.is_some_and(|tail| tail.eq_ignore_ascii_case(word))
        })
    }

    /// Whether a text is one of them, in any ASCII case.
    pub(crate) fn hold(self, text: &str) -> bool {
        self.iter().any(|word| text.eq_ignore_ascii_case(word))
    }
}

/// The words of a list.
pub(crate) struct Each {
    rest: &'static str,
}

impl Iterator for Each {
    type Item = &'static str;

    fn next(&mut self) -> Option<&'static str> {
        let end = self.rest.bytes().position(|byte| byte == b'\n')?;
        let (word, rest) = self.rest.split_at_checked(end)?;
        self.rest = rest.get(1..)?;
        Some(word)
    }
}

/// Which signs follow one another in a text, case aside: a word with others is
/// not in it.
#[derive(Clone, Debug)]
pub(crate) struct Pairs([u32; 64]);

impl Pairs {
    pub(crate) const fn none() -> Self {
        Self([0; 64])
    }

    pub(crate) fn of(text: &[u8]) -> Self {
        let mut pairs = Self::none();
        pairs.add(text);
        pairs
    }

    /// Those of one more text.
    pub(crate) fn add(&mut self, text: &[u8]) {
        for pair in text.windows(2) {
            let (slot, bit) = place(pair);
            if let Some(slot) = self.0.get_mut(slot) {
                *slot |= bit;
            }
        }
    }

    /// Whether a word can stand there.
    pub(crate) fn allow(&self, word: &str) -> bool {
        word.as_bytes().windows(2).all(|pair| {
            let (slot, bit) = place(pair);
            self.0.get(slot).is_some_and(|slot| slot & bit != 0)
        })
    }
}

/// The slot and the bit of a pair. Letters differ in one bit alone by their case.
fn place(pair: &[u8]) -> (usize, u32) {
    let sum = pair.iter().fold(0, |sum, byte| sum * 67 + usize::from(byte | 0x20));
    (sum >> 5 & 63, 1 << (sum & 31))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recognise::text::contains;

    #[test]
    fn a_list_answers_as_its_words_do() {
        const LIST: Words = words!["one", " two", "", "ünd", "b"];
        let words = ["one", " two", "", "ünd", "b"];
        assert!(LIST.iter().eq(words));
        assert_eq!(words![].iter().count(), 0);
        assert!(words![""].iter().eq([""]));
        for text in ["", "One", "done two", "o n e", "ÜND", "sünde", "B", "twob", "t wo"] {
            assert_eq!(
                LIST.stand_in(text),
                words.iter().any(|word| contains(text, word)),
                "{text}"
            );
            assert_eq!(LIST.hold(text), words.iter().any(|word| text.eq_ignore_ascii_case(word)));
        }
        assert!(words!["one"].start("ONE more") && !words!["one"].start("on"));
        assert!(words!["one"].end("only ONE") && !words!["one"].end("ne"));
    }
}
