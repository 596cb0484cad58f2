//! A provider's profile as plain fields: every face flattens its JSON into
//! paths and values, and this one table says what each of them may be.
//!
//! A profile comes from whoever embeds the page, or from a link: it is hostile
//! until read. What is not in the table, too long, or no `https:` address is
//! refused with the field's name, and all of it stays text.

use std::fmt;

use crate::day::Day;
use crate::model::Protocol;
use crate::policy::{EndpointParts, Link, Note, Policy};
use crate::tables::platform;

/// The most fields that a profile may have.
pub const MOST_FIELDS: usize = 400;
/// The deepest nesting: `links`, its item, its title.
pub const DEEPEST: usize = 3;
/// The longest text of JSON that is worth reading.
pub const LONGEST: usize = 64 * 1024;

/// A value of a flattened profile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text.
    Text(String),
    /// Anything else that is not a list or an object.
    Other,
}

/// What a field of a profile may be.
#[derive(Clone, Copy)]
enum Kind {
    Text(usize),
    Address,
    Link,
    Contact,
    Minimum,
    Day,
    Platform,
}

impl Kind {
    const fn expected(self) -> &'static str {
        match self {
            Self::Text(_) => {
                "must be a text without control characters, and not longer than the schema says"
            }
            Self::Address => {
                "must be an address like https://host/path: https only, without a user name, spaces or quotes"
            }
            Self::Link => "must be an address that begins with https://",
            Self::Contact => "must be a mail address, or an address that begins with https://",
            Self::Minimum => "must be \"1.2\" or \"1.3\"",
            Self::Day => "must be a day like \"2027-01-31\"",
            Self::Platform => "must be the id of a platform of the table",
        }
    }

    fn fits(self, text: &str) -> bool {
        // Also the marks that turn the direction of what stands around them.
        let hidden = |letter: char| {
            letter.is_control() && letter != '\n'
                || matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        let link = |text: &str| text.starts_with("https://") && EndpointParts::read(text).is_some();
        match self {
            Self::Text(longest) => {
                !text.trim().is_empty()
                    && text.chars().count() <= longest
                    && !text.chars().any(hidden)
            }
            Self::Address => EndpointParts::read(text).is_some(),
            Self::Link => link(text),
            Self::Contact => {
                let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._+-".contains(&byte);
                let mail = text.split_once('@').is_some_and(|(name, host)| {
                    let whole = !name.is_empty() && host.contains('.');
                    whole && name.bytes().chain(host.bytes()).all(plain)
                });
                text.len() <= 200 && (mail || link(text))
            }
            Self::Minimum => matches!(text, "1.2" | "1.3"),
            Self::Day => Day::read(text).is_some(),
            Self::Platform => platform(text).is_some_and(|platform| platform.id == text),
        }
    }
}

/// Every field: its path, with `[]` for a place in a list, what it may be, and
/// how many a list may have.
const FIELDS: &[(&str, Kind, usize)] = &[
    ("$schema", Kind::Text(500), 1),
    ("name", Kind::Text(80), 1),
    ("endpoint", Kind::Address, 1),
    ("control_endpoint", Kind::Address, 1),
    ("sandbox", Kind::Link, 1),
    ("minimum", Kind::Minimum, 1),
    ("deadline", Kind::Day, 1),
    ("contact", Kind::Contact, 1),
    ("notice", Kind::Text(1000), 1),
    ("links[].title", Kind::Text(120), 20),
    ("links[].url", Kind::Link, 20),
    ("platforms[]", Kind::Platform, 60),
    ("notes[].platform", Kind::Platform, 60),
    ("notes[].text", Kind::Text(500), 60),
];

/// Why a profile cannot be used: the fields, and what each should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProfileError(Vec<(String, &'static str)>);

impl ProfileError {
    /// One that is about the whole.
    pub fn whole(expected: &'static str) -> Self {
        Self(vec![("the profile".into(), expected)])
    }

    /// The names of the fields.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(field, _)| field.as_str())
    }
}

impl fmt::Display for ProfileError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, (field, expected)) in self.0.iter().take(5).enumerate() {
            let between = if number == 0 { "" } else { "; " };
            // A name can be as hostile as a value.
            let name: String =
                field.chars().filter(|letter| !letter.is_control()).take(60).collect();
            write!(formatter, "{between}{name} {expected}")?;
        }
        match self.0.len() {
            0..=5 => Ok(()),
            more => write!(formatter, "; and {} more", more - 5),
        }
    }
}

impl std::error::Error for ProfileError {}

/// Parts a path: `links[3].url` is (`links[].url`, 3).
fn parted(path: &str) -> Option<(String, usize)> {
    let Some((name, rest)) = path.split_once('[') else { return Some((path.to_owned(), 0)) };
    let (index, rest) = rest.split_once(']')?;
    Some((format!("{name}[]{rest}"), index.parse().ok()?))
}

impl Policy {
    /// A provider's profile from flattened JSON: `("links[0].url", …)`.
    ///
    /// # Errors
    ///
    /// [`ProfileError`], which names each field that is not what it should be.
    pub fn from_fields(fields: &[(String, Value)]) -> Result<Self, ProfileError> {
        if fields.len() > MOST_FIELDS {
            return Err(ProfileError::whole("has more fields than any profile needs"));
        }
        let mut wrong = Vec::new();
        let mut policy = Self::built_in();
        policy.id = "own".into();
        policy.endpoint.clear();
        policy.name.clear();
        policy.contact.clear();
        for (path, value) in fields {
            let known = parted(path).and_then(|(name, index)| {
                let row = FIELDS.iter().find(|(field, ..)| *field == name)?;
                Some((row, index))
            });
            let Some(((name, kind, most), index)) = known else {
                wrong.push((path.clone(), "is not a field of a profile"));
                continue;
            };
            match value {
                _ if index >= *most => wrong.push((path.clone(), "is one too many in its list")),
                Value::Text(text) if kind.fits(text) => policy.take(name, index, text),
                _ => wrong.push((path.clone(), kind.expected())),
            }
        }
        let given = |field: &str| fields.iter().any(|(path, _)| path == field);
        for field in ["name", "endpoint"] {
            if !given(field) {
                wrong.push((field.into(), "is missing"));
            }
        }
        for (list, half) in
            [("links", "title"), ("links", "url"), ("notes", "platform"), ("notes", "text")]
        {
            let items = if list == "links" { policy.links.len() } else { policy.notes.len() };
            for index in 0..items {
                let path = format!("{list}[{index}].{half}");
                if !given(&path) {
                    wrong.push((path, "is missing"));
                }
            }
        }
        if wrong.is_empty() { Ok(policy) } else { Err(ProfileError(wrong)) }
    }

    /// Takes one field that fits.
    fn take(&mut self, name: &str, index: usize, text: &str) {
        let own = || text.to_owned();
        if name.starts_with("links") && self.links.len() <= index {
            self.links.resize(index + 1, Link::default());
        }
        if name.starts_with("notes") && self.notes.len() <= index {
            self.notes.resize(index + 1, Note::default());
        }
        match name {
            "name" => self.name = own(),
            "endpoint" => {
                self.endpoint = own();
                // The provider's own word for it.
                self.endpoint_confirmed = true;
            }
            "control_endpoint" => self.control_endpoint = Some(own()),
            "sandbox" => self.sandbox = Some(own()),
            "minimum" if text == "1.3" => self.minimum = Protocol::Tls13,
            "minimum" => self.minimum = Protocol::Tls12,
            "deadline" => self.deadline = Day::read(text),
            "contact" => self.contact = own(),
            "notice" => self.notice = Some(own()),
            "platforms[]" => self.platforms.push(own()),
            "links[].title" => {
                if let Some(link) = self.links.get_mut(index) {
                    link.title = own();
                }
            }
            "links[].url" => {
                if let Some(link) = self.links.get_mut(index) {
                    link.url = own();
                }
            }
            "notes[].platform" => {
                if let Some(note) = self.notes.get_mut(index) {
                    note.platform = own();
                }
            }
            "notes[].text" => {
                if let Some(note) = self.notes.get_mut(index) {
                    note.text = own();
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Day, Value};
    use crate::Policy;

    fn read(fields: &[(&str, &str)]) -> Result<Policy, String> {
        let fields: Vec<_> = [("name", "Example"), ("endpoint", "https://tls.example/api")]
            .iter()
            .chain(fields)
            .map(|(path, text)| ((*path).to_owned(), Value::Text((*text).to_owned())))
            .collect();
        Policy::from_fields(&fields).map_err(|error| error.to_string())
    }

    #[test]
    fn a_whole_profile_is_read() -> Result<(), String> {
        let policy = read(&[
            ("minimum", "1.3"),
            ("deadline", "2027-01-31"),
            ("contact", "tls@provider.example"),
            ("links[0].title", "Help"),
            ("links[0].url", "https://provider.example/help"),
            ("platforms[0]", "java"),
            ("notes[0].platform", "java"),
            ("notes[0].text", "<b>Use our SDK 4</b>"),
        ])?;
        assert_eq!(policy.minimum_text(), "1.3");
        assert_eq!(policy.deadline.map(Day::words).as_deref(), Some("31 January 2027"));
        assert_eq!(policy.notes.len(), 1);
        Ok(())
    }

    #[test]
    fn what_is_wrong_is_named() {
        let long = "x".repeat(100_000);
        for (field, text) in [
            ("links[0].url", "javascript:alert(1)"),
            ("links[0].url", "https://a\" onclick=\"x"),
            ("links[99].url", "https://provider.example/"),
            ("links[x].url", "https://provider.example/"),
            ("sandbox", "http://provider.example/"),
            ("control_endpoint", "https://user@provider.example/"),
            ("contact", "javascript:alert(1)"),
            ("contact", "a@b.example?bcc=c"),
            ("minimum", "1.1"),
            ("deadline", "2027-02-29"),
            ("deadline", "31.1.2027"),
            ("notice", long.as_str()),
            ("notice", "turned \u{202e} around"),
            ("platforms[0]", "cobol"),
            ("verdict", "ready"),
        ] {
            let said = read(&[(field, text)]).err().unwrap_or_default();
            assert!(said.contains(field) && said.len() < 500, "{field} {text:.40}: {said}");
        }
        let missing = Policy::from_fields(&[]).err().map(|error| error.to_string());
        assert_eq!(missing.as_deref(), Some("name is missing; endpoint is missing"));
    }
}
