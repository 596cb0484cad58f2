//! What a text asks of whoever calls: TLS 1.3, and nothing below it.

use super::phrases::Squashed;
use super::text::Text;
use crate::signs::place;
use crate::words::{Words, words};

/// What stands before `TLS 1.3` where it is demanded, squashed.
const BEFORE: Words = words![
    "only",
    "onlyaccept",
    "onlyaccepts",
    "onlysupport",
    "onlysupports",
    "onlyallow",
    "onlyallows",
    "require",
    "requires",
    "needs",
    "mustuse",
    "mustsupport",
    "atleast",
    "minimum",
    "minimumof",
    "nur",
    "nurnoch",
    "mindestens",
    "erfordert",
    "verlangt",
];

/// What stands behind it.
const BEHIND: Words = words![
    "only",
    "isrequired",
    "required",
    "ismandatory",
    "orhigher",
    "orlater",
    "ornewer",
    "orabove",
    "wirdverlangt",
    "oderhöher",
    "oderneuer",
];

/// Whether a text demands TLS 1.3: `accepts only TLS 1.3 connections`.
pub(crate) fn tls13(squashed: &Squashed) -> bool {
    let mut rest = squashed.bytes.as_slice();
    let mut front: Vec<u8> = Vec::new();
    while let Some(at) = place(rest, b"1.3") {
        let (before, behind) = (rest.get(..at), rest.get(at + 3..).unwrap_or_default());
        front.extend_from_slice(before.unwrap_or_default());
        let named = front.strip_suffix(b"v").unwrap_or(&front).strip_suffix(b"tls");
        if let Some(front) = named
            && !front.ends_with(b"notonly")
            && (BEFORE.iter().any(|word| front.ends_with(word.as_bytes()))
                || BEHIND.iter().any(|word| behind.starts_with(word.as_bytes())))
        {
            return true;
        }
        front.clear();
        rest = behind;
    }
    false
}

/// Whether a text is one line that asks about TLS 1.3: `java 7 tls 1.3`.
pub(crate) fn asks(text: &Text) -> bool {
    /// No longer than a question is.
    const LONGEST: usize = 90;
    let [line] = text.lines.as_slice() else { return false };
    let named = ["tls 1.3", "tls1.3", "tlsv1.3"].iter().any(|word| text.has(word));
    line.text.len() < LONGEST && named && !text.has("1.2") && !text.has("not only")
}
