//! Phrases that show a platform or a failure, found in one pass over the
//! squashed text.

use std::cell::RefCell;
use std::sync::LazyLock;

use super::evidence::PHRASES;
use super::text::{Text, contains};
use super::{Meaning, Phrase, squash};
use crate::signs::{Signs, place};

/// A phrase that stands in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hit {
    /// The line where it starts, from 1.
    pub(crate) line: u32,
    /// Its place among all squashed bytes, for the order of hits.
    pub(crate) at: usize,
    pub(crate) length: usize,
    pub(crate) meaning: &'static Meaning,
}

impl Hit {
    /// What a line shows as a whole, before everything that stands in it.
    pub(crate) const fn of_line(line: u32, meaning: &'static Meaning) -> Self {
        Self { line, at: 0, length: 0, meaning }
    }
}

/// The squashed text, with the lines that its bytes are from.
pub(crate) struct Squashed {
    pub(crate) bytes: Vec<u8>,
    /// Whether a word can start at each of them.
    word_starts: Vec<bool>,
    /// Where each line starts, and its number.
    starts: Vec<(usize, u32)>,
}

/// What was asked of the lines that are looked at, so that each question costs
/// one look at a line however often its phrase stands there.
#[derive(Default)]
struct Asked {
    lines: [u32; 2],
    answers: Vec<(&'static Meaning, bool)>,
}

impl Asked {
    /// Whether the lines have what the meaning needs beside its phrase.
    fn answer(&mut self, lines: [u32; 2], meaning: &'static Meaning, text: &Text) -> bool {
        if self.lines != lines {
            *self = Self { lines, answers: Vec::new() };
        }
        let known = self.answers.iter().find(|(known, _)| std::ptr::eq(*known, meaning));
        if let Some((_, answer)) = known {
            return *answer;
        }
        // So can be what stands in front of it.
        let [first, last] = lines;
        let before = first.checked_sub(1).filter(|number| {
            text.line(*number).is_some_and(|line| line.text.trim_start().len() >= 60)
        });
        let lines = || {
            let numbers = [before, Some(first), Some(last)].into_iter().flatten();
            numbers.filter_map(|number| text.line(number))
        };
        let answer =
            meaning.beside.is_none_or(|words| {
                words.pieces("|").any(|word| lines().any(|line| contains(&line.text, word)))
            }) && meaning.spelled.is_none_or(|word| lines().any(|line| line.text.has(word)));
        self.answers.push((meaning, answer));
        answer
    }
}

impl Squashed {
    /// Squashes a text.
    pub(crate) fn new(text: &Text) -> Self {
        let mut bytes = Vec::new();
        let mut word_starts = Vec::new();
        let mut starts = Vec::new();
        for line in &text.lines {
            starts.push((bytes.len(), line.number));
            let (mut last, mut last_but_one) = (b' ', b' ');
            for byte in line.text.bytes() {
                if let Some(squashed) = squash::squashed(byte) {
                    // "\\n" within a text of JSON is a line end.
                    let escaped = last_but_one == b'\\' && matches!(last, b'n' | b'r' | b't');
                    bytes.push(squashed);
                    word_starts.push(escaped || !last.is_ascii_alphanumeric());
                }
                (last_but_one, last) = (last, byte);
            }
        }
        Self { bytes, word_starts, starts }
    }

    /// Whether what the phrase needs around it is there.
    fn stands(&self, phrase: &Phrase, at: usize, text: &Text, asked: &RefCell<Asked>) -> bool {
        let meaning = phrase.meaning;
        let end = at + phrase.text.len();
        // "connect timeout" is not in "connectTimeoutMS".
        let last = end.checked_sub(1).and_then(|last| self.bytes.get(last));
        let next = self.bytes.get(end);
        let cut = last.is_some_and(u8::is_ascii_alphanumeric)
            && next.is_some_and(u8::is_ascii_alphanumeric)
            && !self.starts(end)
            && !self.runs_on(end);
        if cut && meaning.failure.is_some() {
            return false;
        }
        if meaning.beside.is_none() && meaning.spelled.is_none() {
            return true;
        }
        // A phrase can be wrapped: its end is in a line of its own.
        let lines = [self.line(at), self.line(end - 1)];
        asked.borrow_mut().answer(lines, meaning, text)
    }

    /// Whether a word or number can start here.
    pub(crate) fn starts(&self, at: usize) -> bool {
        self.word_starts.get(at).copied().unwrap_or(false)
    }

    /// Whether what stands before this place ends there: no letter or digit of
    /// the same word follows.
    pub(crate) fn ends(&self, at: usize) -> bool {
        self.bytes.get(at).is_none_or(|byte| !byte.is_ascii_alphanumeric()) || self.starts(at)
    }

    /// Whether the next frame of a stack follows at once, as pages paste it that
    /// lost their line ends: `protocol_versionat sun.security.ssl`.
    pub(crate) fn runs_on(&self, at: usize) -> bool {
        self.bytes.get(at..at + 2) == Some(b"at") && self.starts(at + 2)
    }

    /// The place behind "[…]" that starts here, which programs that log put in
    /// front of each line.
    pub(crate) fn behind_prefix(&self, at: usize) -> Option<usize> {
        let rest = self.bytes.get(at..(at + 40).min(self.bytes.len()))?;
        let inner = rest.strip_prefix(b"[")?;
        let end = inner.iter().position(|byte| *byte == b']')?;
        Some(at + end + 2)
    }

    /// The letters and digits of one word from here on; at most the first 24.
    pub(crate) fn word(&self, at: usize) -> &[u8] {
        let end = (at + 1..at + 24).find(|end| self.ends(*end)).unwrap_or(at);
        self.bytes.get(at..end).unwrap_or_default()
    }

    pub(crate) fn line(&self, at: usize) -> u32 {
        let behind = self.starts.partition_point(|(start, _)| *start <= at);
        behind.checked_sub(1).and_then(|index| self.starts.get(index)).map_or(1, |(_, line)| *line)
    }

    /// Every phrase of the tables that stands here, in order; of the failures
    /// that start at one place, and of the signs, only the longest.
    pub(crate) fn phrases(&self, text: &Text) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        let asked = RefCell::new(Asked::default());
        for at in 0..self.bytes.len() {
            let Some(rest) = self.bytes.get(at..) else { break };
            let Some(four) = rest.get(..4) else { break };
            if four.first().is_some_and(u8::is_ascii_alphanumeric) && !self.starts(at) {
                continue;
            }
            // A sign of a platform holds whatever failure starts with it.
            let (mut failure, mut sign): (Option<&Phrase>, Option<&Phrase>) = (None, None);
            for phrase in INDEX.candidates(four) {
                let longest =
                    if phrase.meaning.failure.is_some() { &mut failure } else { &mut sign };
                if longest.is_none_or(|known| phrase.text.len() >= known.text.len())
                    && rest.starts_with(phrase.text.as_bytes())
                    && self.stands(phrase, at, text, &asked)
                {
                    *longest = Some(phrase);
                }
            }
            for phrase in [failure, sign].into_iter().flatten() {
                let length = phrase.text.len();
                hits.push(Hit { line: self.line(at), at, length, meaning: phrase.meaning });
            }
        }
        // A failure within the text of a longer one says nothing of its own.
        let mut end = 0;
        hits.retain(|hit| {
            if hit.meaning.failure.is_none() {
                return true;
            }
            let inside = hit.at + hit.length <= end;
            end = end.max(hit.at + hit.length);
            !inside
        });
        hits
    }
}

/// The phrases by their first four bytes.
static INDEX: LazyLock<Index> = LazyLock::new(Index::new);

/// Chains of the phrases that have the same sum of their first four bytes, in
/// the order of the table; places are counted from 1, and 0 ends a chain.
struct Index {
    heads: Vec<u16>,
    next: Vec<u16>,
}

impl Index {
    fn new() -> Self {
        let mut heads = vec![0; 4096];
        let mut next = vec![0; PHRASES.len()];
        for (row, (phrase, next)) in PHRASES.iter().zip(&mut next).enumerate().rev() {
            let four = phrase.text.as_bytes().get(..4).unwrap_or_default();
            if let Some(head) = heads.get_mut(sum(four)) {
                *next = std::mem::replace(head, u16::try_from(row + 1).unwrap_or(0));
            }
        }
        Self { heads, next }
    }

    fn candidates(&self, four: &[u8]) -> impl Iterator<Item = &'static Phrase> {
        let row = |place: u16| usize::from(place).checked_sub(1);
        let first = self.heads.get(sum(four)).copied().and_then(row);
        let rows = std::iter::successors(first, move |last| row(*self.next.get(*last)?));
        rows.filter_map(|row| PHRASES.get(row))
    }
}

fn sum(four: &[u8]) -> usize {
    let sum = four.iter().fold(0usize, |sum, byte| sum.wrapping_mul(37) + usize::from(*byte));
    (sum ^ (sum >> 12)) & 4095
}

/// Whether squashed bytes have a word in them.
pub(crate) fn holds(bytes: &[u8], word: &[u8]) -> bool {
    place(bytes, word).is_some()
}
