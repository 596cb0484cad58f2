//! One spelling for phrases that programs, mails and terminals spell in many.
//!
//! Upper and lower case, blanks, line ends, underscores, hyphens, quotes and
//! backslashes make no difference: `TLSV1_ALERT_PROTOCOL_VERSION`, `tlsv1
//! alert protocol version` and the same words broken over two lines are one.
//! The build script squashes the phrases of the data with the same code.

/// A byte as it stands in a squashed text, or `None` where it is left out.
pub(crate) fn squashed(byte: u8) -> Option<u8> {
    match byte {
        b'_' | b'-' | b'"' | b'\'' | b'`' | b'\\' | b'*' => None,
        byte if byte <= b' ' => None,
        byte => Some(byte.to_ascii_lowercase()),
    }
}

/// The whole of a text, squashed.
pub(crate) fn squash(text: &str) -> Vec<u8> {
    text.bytes().filter_map(squashed).collect()
}
