//! A scan over JSON that keeps the top level's strings, numbers and booleans.
//!
//! A reply is hostile until read: the scan is one loop without recursion, so
//! that 100,000 open brackets cost no stack, and it says exactly whether the
//! text ended too early. A parser that builds every value would cost the
//! visitor 25 KB and give nothing that is asked here.

/// What a text is, as JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json {
    /// An object, with its scalar members in order.
    Object(Vec<(String, String)>),
    /// A complete value of another type.
    Other,
    /// It begins as JSON and ends too early.
    Truncated,
    /// It is nested deeper than [`DEEPEST`].
    TooDeep,
    /// It is not JSON.
    NotJson,
}

/// The deepest nesting that is followed.
pub const DEEPEST: usize = 64;

/// Scans one JSON text.
///
/// ```
/// use tls_ready::recognise::json::{Json, scan};
///
/// let members = vec![("version".to_owned(), "TLSv1.2".to_owned())];
/// assert_eq!(scan(r#"{"version": "TLSv1.2", "more": [1]}"#), Json::Object(members));
/// assert_eq!(scan(r#"{"version": "TLS"#), Json::Truncated);
/// ```
pub fn scan(text: &str) -> Json {
    let mut scan = Scan { bytes: text.as_bytes(), at: 0 };
    match scan.document() {
        Ok(json) => json,
        Err(Stop::Early) => Json::Truncated,
        Err(Stop::Deep) => Json::TooDeep,
        Err(Stop::Wrong) => Json::NotJson,
    }
}

/// Why a scan ended before the text did, or because it did.
enum Stop {
    Early,
    Deep,
    Wrong,
}

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
}

/// What the scan waits for inside a container.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Array,
    Object,
}

impl Scan<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn space(&mut self) {
        while self.peek().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    fn next(&mut self) -> Result<u8, Stop> {
        self.space();
        self.peek().ok_or(Stop::Early)
    }

    fn document(&mut self) -> Result<Json, Stop> {
        let object = self.next()? == b'{';
        let mut members = Vec::new();
        let mut stack: Vec<Place> = Vec::new();
        loop {
            // A value begins here; `key` belongs to it in the top object.
            let key = match stack.last() {
                Some(Place::Object) => Some(self.key()?),
                _ => None,
            };
            if let open @ (b'{' | b'[') = self.next()? {
                self.at += 1;
                if stack.len() >= DEEPEST {
                    return Err(Stop::Deep);
                }
                stack.push(if open == b'{' { Place::Object } else { Place::Array });
                if self.next()? == if open == b'{' { b'}' } else { b']' } {
                    self.at += 1;
                    stack.pop();
                } else {
                    continue;
                }
            } else {
                let value = self.scalar()?;
                if let (Some(key), Some(value), 1) = (key, value, stack.len()) {
                    members.push((key, value));
                }
            }
            // A value has ended: a comma, or the end of containers.
            loop {
                let Some(place) = stack.last() else {
                    self.space();
                    if self.peek().is_some() {
                        return Err(Stop::Wrong);
                    }
                    return Ok(if object { Json::Object(members) } else { Json::Other });
                };
                let end = if *place == Place::Object { b'}' } else { b']' };
                let byte = self.next()?;
                self.at += 1;
                if byte == b',' {
                    break;
                }
                if byte != end {
                    return Err(Stop::Wrong);
                }
                stack.pop();
            }
        }
    }

    fn key(&mut self) -> Result<String, Stop> {
        if self.next()? != b'"' {
            return Err(Stop::Wrong);
        }
        let key = self.string()?;
        if self.next()? != b':' {
            return Err(Stop::Wrong);
        }
        self.at += 1;
        Ok(key)
    }

    /// A string, number or word; `None` for `null`.
    fn scalar(&mut self) -> Result<Option<String>, Stop> {
        if self.next()? == b'"' {
            return self.string().map(Some);
        }
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
        {
            self.at += 1;
        }
        let word = self.bytes.get(start..self.at).unwrap_or_default();
        let word = std::str::from_utf8(word).unwrap_or_default();
        let cut = self.peek().is_none();
        match word {
            "null" => Ok(None),
            "true" | "false" => Ok(Some(word.to_owned())),
            _ if is_number(word.as_bytes()) => Ok(Some(word.to_owned())),
            _ if cut && ["null", "true", "false"].iter().any(|whole| whole.starts_with(word)) => {
                Err(Stop::Early)
            }
            _ => Err(Stop::Wrong),
        }
    }

    /// A string; the scan stands on its opening quote.
    fn string(&mut self) -> Result<String, Stop> {
        self.at += 1;
        let mut out = Vec::new();
        loop {
            let byte = self.peek().ok_or(Stop::Early)?;
            self.at += 1;
            match byte {
                b'"' => return String::from_utf8(out).map_err(|_| Stop::Wrong),
                b'\\' => {
                    let escaped = self.peek().ok_or(Stop::Early)?;
                    self.at += 1;
                    match escaped {
                        b'n' | b'r' | b't' | b'b' | b'f' => out.push(b' '),
                        b'u' => {
                            let letter = self.unicode()?;
                            out.extend(letter.encode_utf8(&mut [0; 4]).bytes());
                        }
                        other => out.push(other),
                    }
                }
                other => out.push(other),
            }
        }
    }

    /// Four hex digits; one half of a pair becomes the replacement character.
    fn unicode(&mut self) -> Result<char, Stop> {
        let digits = self.bytes.get(self.at..self.at + 4).ok_or(Stop::Early)?;
        self.at += 4;
        let digits = std::str::from_utf8(digits).map_err(|_| Stop::Wrong)?;
        let code = u32::from_str_radix(digits, 16).map_err(|_| Stop::Wrong)?;
        Ok(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
    }
}

/// Whether a word is a number: a sign, digits with one dot, an exponent. What
/// it is worth is not asked, and reading that would weigh 10 KB.
fn is_number(word: &[u8]) -> bool {
    let unsigned = |word: &mut &[u8]| {
        if let [b'+' | b'-', rest @ ..] = *word {
            *word = rest;
        }
    };
    let digits = |word: &mut &[u8]| {
        let mut count = 0;
        while let [b'0'..=b'9', rest @ ..] = *word {
            *word = rest;
            count += 1;
        }
        count
    };
    let mut rest = word;
    unsigned(&mut rest);
    let mut count = digits(&mut rest);
    if let [b'.', behind @ ..] = rest {
        rest = behind;
        count += digits(&mut rest);
    }
    if let [b'e' | b'E', behind @ ..] = rest {
        rest = behind;
        unsigned(&mut rest);
        if digits(&mut rest) == 0 {
            return false;
        }
    }
    count > 0 && rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_what_rust_takes_for_one() {
        let words = [
            "0", "-1", "+1", "12.5", "1.", ".5", "1e5", "1E-5", "-.5e+05", "", "-", ".", "e5",
            "1e", "1e+", "1.2.3", "--1", "1-", "0x10", "1_000", "+.e1", "12a",
        ];
        for word in words {
            assert_eq!(is_number(word.as_bytes()), word.parse::<f64>().is_ok(), "{word:?}");
        }
        assert!(!is_number(b"inf") && !is_number(b"NaN"));
    }
}
