//! What was pasted, made readable: lines without colours, odd quotes and
//! marks of mail.

/// The longest text that is read, in bytes. What lies behind is left out, and
/// the report says so.
pub const LONGEST: usize = 1 << 20;

/// The longest line that is looked at word by word, in bytes. Phrases are
/// found in the whole text.
pub(crate) const LONGEST_LINE: usize = 8 << 10;

/// One line.
#[derive(Debug)]
pub(crate) struct Line {
    /// Its number, from 1.
    pub(crate) number: u32,
    /// Its text: ASCII signs in place of typographic ones, no control
    /// characters, no marks of quoted mail.
    pub(crate) text: String,
}

/// A cleaned text.
#[derive(Debug)]
pub(crate) struct Text {
    pub(crate) lines: Vec<Line>,
    /// Something was left out behind [`LONGEST`].
    pub(crate) cut: bool,
}

impl Text {
    /// Cleans a text.
    pub(crate) fn new(input: &str) -> Self {
        let cut = input.len() > LONGEST;
        let mut end = input.len().min(LONGEST);
        while !input.is_char_boundary(end) {
            end -= 1;
        }
        let readable = plain(input.get(..end).unwrap_or_default());
        let lines = readable
            .split('\n')
            .zip(1..)
            .map(|(text, number)| Line { number, text: spaced(unquoted(text)) })
            .filter(|line| !line.text.trim().is_empty())
            .collect();
        Self { lines, cut }
    }

    /// The first line.
    pub(crate) fn first(&self) -> Option<&Line> {
        self.lines.first()
    }

    /// A line by its number.
    pub(crate) fn line(&self, number: u32) -> Option<&Line> {
        // They are in order, with gaps where they were empty.
        let place = self.lines.binary_search_by_key(&number, |line| line.number).ok()?;
        self.lines.get(place)
    }

    /// Whether any line has `word`, which is in lower case, in any ASCII case.
    pub(crate) fn has(&self, word: &str) -> bool {
        self.lines.iter().any(|line| contains(&line.text, word))
    }
}

/// Whether `text` has `word`, which is in lower case, in any ASCII case.
pub(crate) fn contains(text: &str, word: &str) -> bool {
    find(text, word).is_some()
}

/// Where `text` has `word`, which is in lower case, in any ASCII case.
pub(crate) fn find(text: &str, word: &str) -> Option<usize> {
    let first = word.as_bytes().first()?;
    let bytes = text.as_bytes();
    (0..=bytes.len().checked_sub(word.len())?).find(|at| {
        bytes.get(*at).is_some_and(|byte| byte.eq_ignore_ascii_case(first))
            && bytes
                .get(*at..*at + word.len())
                .is_some_and(|there| there.eq_ignore_ascii_case(word.as_bytes()))
    })
}

/// The text behind `word` (in lower case), in any ASCII case.
pub(crate) fn behind<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    text.get(find(text, word)? + word.len()..)
}

/// Colours, control characters and typographic signs away.
fn plain(input: &str) -> String {
    let mut out = String::with_capacity(input.len());
    let mut letters = input.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\u{1b}' => escape(&mut letters),
            '\r' => {
                if letters.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
                out.push(' ');
            }
            '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' => {}
            '\n' | '\u{2028}' | '\u{2029}' | '\u{85}' => out.push('\n'),
            '\u{2018}'..='\u{201b}' => out.push('\''),
            '\u{201c}'..='\u{201f}' | '\u{ab}' | '\u{bb}' => out.push('"'),
            '\u{2010}'..='\u{2015}' | '\u{2212}' => out.push('-'),
            '\u{2026}' => out.push_str("..."),
            // The full-width forms of ASCII.
            '\u{ff01}'..='\u{ff5e}' => {
                out.push(char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(' '));
            }
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}

/// Leaves out the rest of a terminal's escape sequence.
fn escape(letters: &mut std::iter::Peekable<std::str::Chars>) {
    match letters.peek() {
        // Control sequences: up to the first letter.
        Some('[') => {
            letters.next();
            while let Some(letter) = letters.next_if(|letter| !matches!(letter, '@'..='~')) {
                if letter == '\n' {
                    return;
                }
            }
            letters.next();
        }
        // A title: up to the bell.
        Some(']') => while letters.next_if(|letter| !matches!(letter, '\u{7}' | '\n')).is_some() {},
        _ => {}
    }
}

/// IIS writes `+` for a blank within a User-Agent: `Mozilla/4.0+(compatible;+MSIE`.
fn spaced(line: &str) -> String {
    if line.contains(";+") || line.contains("+(") {
        line.replace('+', " ")
    } else {
        line.to_owned()
    }
}

/// Takes the marks of quoted mail off the front; Python's prompt stays.
fn unquoted(line: &str) -> &str {
    let mut rest = line;
    loop {
        let trimmed = rest.trim_start();
        if trimmed.starts_with(">>> ") {
            return rest;
        }
        match trimmed.strip_prefix("> ").or_else(|| trimmed.strip_prefix(">>")) {
            Some(inner) => rest = inner,
            None => return rest,
        }
    }
}
