//! What was pasted, made readable: lines without colours, odd quotes and
//! marks of mail.

use std::ops::Range;

use crate::signs::{Signs, joined};
use crate::words::{Pairs, Words, words};

/// The longest text that is read, in bytes. What lies behind is left out, and
/// the report says so.
pub const LONGEST: usize = 1 << 20;

/// What the report says of a text that is longer.
pub(crate) const CUT: &str =
    "Only the first 1048576 bytes were read; what stands behind them is not in this answer.";

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

impl Line {
    /// What the program said, without what a log or comment puts in front.
    pub(crate) fn message(&self) -> &str {
        let mut rest = self.text.as_str();
        for _ in 0..8 {
            match unprefixed(rest.trim_start()) {
                Some(inner) => rest = inner,
                None => break,
            }
        }
        rest
    }
}

/// The text behind one more thing that logs and comments put in front of a
/// line: a time, a level, `[…]`, `app[123]:`, `web_1 |`, `stderr F`, `#`, a
/// logger's name and `-`.
fn unprefixed(text: &str) -> Option<&str> {
    const WORDS: Words = words![
        "#", "//", "--", "*", "-", "|", "error", "warn", "warning", "info", "debug", "trace",
        "fatal", "stdout", "stderr",
    ];
    if let Some(inner) = text.strip_prefix('[') {
        let (group, rest) = inner.split_once(']')?;
        // "[ro.build.version.sdk]: [27]"
        let key = group.len() > 60 || group.begins("\"'") || rest.starts_with(": [");
        return (!key && !rest.trim_start().starts_with("=>")).then_some(rest);
    }
    let (word, rest) = text.split_once(' ')?;
    let rest = rest.trim_start();
    if rest.is_empty() {
        return None;
    }
    let letter = |test: fn(&u8) -> bool| word.as_bytes().iter().all(test);
    let time = word.len() > 4
        && word.has_any(":-/")
        && letter(|byte| byte.is_ascii_digit() || b"-:.,/TZ+".contains(byte));
    let named = WORDS.hold(word.trim_back(":"));
    // The number of a line, or of a step: "#12 0.345 ".
    let number = word.len() < 8
        && word.has_any("0123456789")
        && letter(|byte| byte.is_ascii_digit() || b"#.".contains(byte));
    if time || named || number {
        // Kubernetes marks whole lines with an F.
        return Some(after(rest, "f ").filter(|_| word.starts_with("std")).unwrap_or(rest));
    }
    if let Some(rest) = rest.strip_prefix("| ") {
        return word.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric).then_some(rest);
    }
    if let Some(rest) = rest.strip_prefix("- ") {
        return word.contains('.').then_some(rest);
    }
    // "Jan  2 10:00:00 host app[123]: ".
    let at = find(text.get(..text.len().min(80)).unwrap_or(text), "]: ")?;
    let (front, rest) = text.split_at_checked(at + 3)?;
    let (_, number) = front.rsplit_once('[')?;
    number.without_back("]: ").bytes().all(|byte| byte.is_ascii_digit()).then_some(rest)
}

/// A cleaned text.
#[derive(Debug)]
pub(crate) struct Text {
    pub(crate) lines: Vec<Line>,
    /// What stands in any of them.
    pairs: Pairs,
    /// Something was left out behind [`LONGEST`].
    pub(crate) cut: bool,
    /// It is no text: a program, a picture.
    pub(crate) binary: bool,
}

impl Text {
    /// Cleans a text.
    pub(crate) fn new(input: &str) -> Self {
        let cut = input.len() > LONGEST;
        let mut end = input.len().min(LONGEST);
        while !input.is_char_boundary(end) {
            end -= 1;
        }
        let input = input.get(..end).unwrap_or_default();
        let of_words = without_nulls(input);
        let input = of_words.as_deref().unwrap_or(input);
        let binary = is_binary(input);
        let readable = if binary { String::new() } else { plain(input) };
        let lines = readable
            .split('\n')
            .zip(1..)
            .map(|(text, number)| Line { number, text: spaced(unquoted(text).trim_end()) })
            .filter(|line| !line.text.trim().is_empty() && !is_fence(&line.text))
            .collect();
        Self::of(without_replaced(lines), cut, binary)
    }

    fn of(lines: Vec<Line>, cut: bool, binary: bool) -> Self {
        let mut pairs = Pairs::none();
        for line in &lines {
            pairs.add(line.text.as_bytes());
        }
        Self { lines, pairs, cut, binary }
    }

    /// The text without what a log puts in front of its lines, where it does.
    pub(crate) fn messages(&self) -> Option<Self> {
        let logged = self.lines.iter().any(|line| line.message().len() < line.text.len());
        let message = |line: &Line| Line { number: line.number, text: line.message().to_owned() };
        logged.then(|| Self::of(self.lines.iter().map(message).collect(), self.cut, self.binary))
    }

    /// The tables of the text as lines of `key: value`: rows of two cells, and a
    /// single row below a head, where the keys are a program's own. What stands
    /// between the cells is a bar, or blanks where the head is underlined. Settings
    /// stand in tables too: only what endpoints say besides the version makes one.
    pub(crate) fn tables(&self) -> Option<Self> {
        if !self.has("rating") && !self.has("connection ") {
            return None;
        }
        let rule = |line: &Line| {
            line.text.has("--") && line.text.bytes().all(|byte| b" -+|:".contains(&byte))
        };
        let ruled = self.lines.iter().find(|line| rule(line));
        let bars = self.lines.iter().any(|line| line.text.trim().begins("|"))
            || ruled.is_some_and(|line| line.text.has("+"));
        // The head stands above its rule, without what led to it.
        let from = ruled.map_or(0, |line| line.number - 1);
        let rows = self.lines.iter().filter(|line| line.number >= from && !rule(line));
        let rows: Vec<(&Line, Vec<String>)> = rows
            .filter(|line| (bars || ruled.is_some()) && (!bars || line.text.has("|")))
            .map(|line| (line, cells(&line.text)))
            .collect();
        let mut lines = Vec::new();
        let mut add = |line: &Line, key: &str, value: &str| {
            // "TLS version" stands in documents.
            if key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') {
                let text = joined(&[key, value], ": ");
                lines.push(Line { number: line.number, text });
            }
        };
        if let [(_, heads), (line, cells)] = rows.as_slice()
            && cells.len() + 1 >= heads.len()
        {
            heads.iter().zip(cells).for_each(|(key, value)| add(line, key, value));
        }
        for (line, cells) in rows.iter().filter(|_| bars) {
            if let [key, value] = cells.as_slice() {
                add(line, key, value);
            }
        }
        (!lines.is_empty()).then(|| Self::of(lines, false, false))
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
        self.pairs.allow(word) && self.lines.iter().any(|line| contains(&line.text, word))
    }

    /// Whether any line has one of the words.
    pub(crate) fn has_one(&self, words: Words) -> bool {
        words.iter().any(|word| self.has(word))
    }
}

/// The cells of a table's row. Between blanks a cell is a word, but for a name
/// and its number and for what endpoints say, and the last one has the rest.
fn cells(row: &str) -> Vec<String> {
    let row = row.trim();
    if row.has("|") {
        return row.trim_ends("|").pieces("|").map(|cell| cell.trim().to_owned()).collect();
    }
    let mut cells: Vec<String> = Vec::new();
    for word in row.split_ascii_whitespace() {
        match cells.last_mut() {
            Some(last) if last == "TLS" || last == "Connection" => {
                last.push(' ');
                last.push_str(word);
            }
            _ => cells.push(word.to_owned()),
        }
    }
    cells
}

/// A text in UTF-16 that was read as UTF-8, as `PowerShell` writes files: every
/// other byte of its ASCII is a null.
fn without_nulls(input: &str) -> Option<String> {
    let nulls = input.bytes().filter(|byte| *byte == 0).count();
    (nulls * 3 > input.len())
        .then(|| input.chars().filter(|letter| !matches!(letter, '\0' | '\u{fffd}')).collect())
}

/// Whether one in thirty signs is none that a text has; letters that could not be
/// read are in many a text.
fn is_binary(input: &str) -> bool {
    let control = |byte: &u8| *byte < b' ' && !b"\t\n\r\x08\x0c\x1b".contains(byte);
    let count = input.bytes().filter(control).count();
    count > 3 && count * 30 > input.len()
}

/// Whether a line is where Markdown's code starts or ends, with a language or
/// without; what stands behind it on the same line is text.
fn is_fence(line: &str) -> bool {
    line.trim().strip_prefix("```").is_some_and(|rest| !rest.trim().has(" "))
}

/// The lines without those that a diff takes away: it puts others in their place.
fn without_replaced(lines: Vec<Line>) -> Vec<Line> {
    let sign = |line: &Line, sign: &str| {
        let rest = line.text.strip_prefix(sign);
        rest.is_some_and(|rest| {
            rest.begins(" \t")
                || rest.bytes().next().is_some_and(|byte| byte.is_ascii_alphanumeric())
        })
    };
    if !lines.iter().any(|line| sign(line, "+")) {
        return lines;
    }
    let mut kept: Vec<Line> = Vec::new();
    for line in lines {
        if sign(&line, "+") {
            while kept.last().is_some_and(|last| sign(last, "-")) {
                kept.pop();
            }
        }
        kept.push(line);
    }
    kept
}

/// Whether `text` has `word`, which is in lower case, in any ASCII case.
pub(crate) fn contains(text: &str, word: &str) -> bool {
    find(text, word).is_some()
}

/// Where `text` has `word`, which is in lower case, in any ASCII case.
pub(crate) fn find(text: &str, word: &str) -> Option<usize> {
    find_in(text.as_bytes(), word.as_bytes())
}

/// The same among bytes. Eight places are looked at in one step: whether the
/// word's first two bytes stand there.
pub(crate) fn find_in(bytes: &[u8], word: &[u8]) -> Option<usize> {
    let last = bytes.len().checked_sub(word.len())?;
    let stands = |at: usize| {
        at <= last && bytes.get(at..at + word.len()).is_some_and(|it| it.eq_ignore_ascii_case(word))
    };
    let (first, second) = (word.first()?, word.get(1));
    let (mut at, mut rest) = (0, bytes);
    while let Some(eight) = rest.first_chunk() {
        let mut there = equal(*eight, *first);
        if let Some(next) = second.and_then(|_| rest.get(1..)?.first_chunk()) {
            there &= equal(*next, second.copied().unwrap_or_default());
        }
        while there != 0 {
            let place = at + there.trailing_zeros() as usize / 8;
            if stands(place) {
                return Some(place);
            }
            there &= there - 1;
        }
        (at, rest) = (at + 8, rest.get(8..)?);
    }
    (at..=last).find(|at| stands(*at))
}

/// The high bit of each of eight bytes that is a sign, in any case of ASCII;
/// behind one of them also of some that are not.
fn equal(eight: [u8; 8], sign: u8) -> u64 {
    const ONES: u64 = u64::MAX / 0xff;
    // Letters differ in this bit alone; what else is let through is seen later.
    let other = (u64::from_le_bytes(eight) ^ (u64::from(sign) * ONES)) & !(ONES * 0x20);
    other.wrapping_sub(ONES) & !other & (ONES * 0x80)
}

/// The text behind `word` (in lower case), where it starts with it in any ASCII
/// case.
pub(crate) fn after<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (front, rest) = text.split_at_checked(word.len())?;
    front.eq_ignore_ascii_case(word).then_some(rest)
}

/// The text behind `word` (in lower case), in any ASCII case.
pub(crate) fn behind<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    text.get(find(text, word)? + word.len()..)
}

/// Where a server's log has what it was asked for, behind the method:
/// `"GET /docs/tls HTTP/1.1"`.
pub(crate) fn requested(line: &str) -> Option<Range<usize>> {
    let end = line.find_word(" HTTP/")?;
    let front = line.get(..end)?;
    let start = front.bytes().rposition(|byte| byte == b'"')? + 1;
    let method = front.get(start..)?.until_any(" ");
    let named = method.len() > 2 && method.bytes().all(|byte| byte.is_ascii_uppercase());
    named.then_some(start + method.len()..end)
}

/// The text behind a front, in any ASCII case.
pub(crate) fn strip<'a>(text: &'a str, front: &str) -> Option<&'a str> {
    let (there, rest) = text.split_at_checked(front.len())?;
    there.eq_ignore_ascii_case(front).then_some(rest)
}

/// Colours, control characters and typographic signs away.
fn plain(input: &str) -> String {
    let mut out = String::with_capacity(input.len());
    let mut letters = input.chars().peekable();
    let mut indenting = true;
    while let Some(letter) = letters.next() {
        match letter {
            '\u{1b}' => escape(&mut letters),
            '&' => out.push(entity(&mut letters)),
            '\\' => unescaped(&mut letters, &mut out),
            // Columns are no matter here, but for the depth of a line.
            ' ' if out.ends_with(' ') && !indenting => {}
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
            // The bars of tables and trees.
            '\u{2502}' | '\u{2503}' | '\u{2551}' => out.push('|'),
            // The full-width forms of ASCII.
            '\u{ff01}'..='\u{ff5e}' => {
                out.push(char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(' '));
            }
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
        indenting = match out.as_bytes().last() {
            None | Some(b'\n') => true,
            Some(b' ') => indenting,
            _ => false,
        };
    }
    out
}

type Letters<'a> = std::iter::Peekable<std::str::Chars<'a>>;

/// What `&` starts: the sign that HTML writes so, or itself.
fn entity(letters: &mut Letters) -> char {
    const ENTITIES: &[(&str, char)] = &[
        ("quot;", '"'),
        ("#39;", '\''),
        ("apos;", '\''),
        ("lt;", '<'),
        ("gt;", '>'),
        ("nbsp;", ' '),
    ];
    for (name, sign) in ENTITIES {
        if letters.clone().take(name.len()).eq(name.chars()) {
            letters.nth(name.len() - 1);
            return *sign;
        }
    }
    '&'
}

/// What a backslash starts: a line end or quote of a text within JSON, or
/// itself. In `C:\node` and `D:\New` it is a folder's.
fn unescaped(letters: &mut Letters, out: &mut String) {
    let mut ahead = letters.clone();
    match (ahead.next(), ahead.next()) {
        (Some('"'), _) => {}
        (Some('r'), Some('\\')) if ahead.next() == Some('n') => {
            letters.next();
        }
        (Some('n'), next)
            if next.is_none_or(|next| matches!(next, ' ' | '\\'))
                || !out.ends_with(':')
                    && next.is_some_and(|next| next != '.')
                    && !(next.is_some_and(|next| next.is_ascii_lowercase()) && in_path(out)) =>
        {
            letters.next();
            out.push('\n');
        }
        (Some('u'), _) => match coded(letters) {
            Some(letter) => out.push(letter),
            None => out.push('\\'),
        },
        (Some('t'), _) if out.ends_with('\n') => {
            letters.next();
            out.push(' ');
        }
        _ => out.push('\\'),
    }
}

/// Whether a text ends within a folder's name: `C:\Program Files\node`.
fn in_path(text: &str) -> bool {
    let start = text.bytes().rposition(|byte| b" \n\"'".contains(&byte)).map_or(0, |at| at + 1);
    let word = text.get(start..).unwrap_or_default();
    word.contains('\\') || word.ends_with('.') || word.len() < 2
}

/// The letter of `u00fc`.
fn coded(letters: &mut Letters) -> Option<char> {
    let digits: String = letters.clone().skip(1).take(4).collect();
    let code =
        if digits.len() == 4 { u32::from_str_radix(&digits, 16).ok()? } else { return None };
    letters.nth(4);
    Some(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
}

/// Leaves out the rest of a terminal's escape sequence.
fn escape(letters: &mut Letters) {
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
    if line.has(";+") || line.has("+(") { line.with("+", " ") } else { line.to_owned() }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_where_the_standard_library_finds_it() {
        let texts = [
            "",
            "a",
            "TLS",
            "x TLSv1.2",
            "12345678tlsv1",
            "tttttttTTls",
            "1234567 tl",
            "ÜTlsü@`[{",
        ];
        let words =
            ["t", "tls", "tlsv1", " tl", "ls", "l", "ü", "1", "@", "{", "8t", "longer than it"];
        for (text, more) in texts.iter().flat_map(|text| texts.map(|more| (text, more))) {
            let text = format!("{text}{more}");
            for word in words {
                assert_eq!(
                    find(&text, word),
                    text.to_ascii_lowercase().find(word),
                    "{text} {word}"
                );
            }
        }
        assert_eq!(find("any", ""), None);
    }
}
