//! Browsers' User-Agents, so that nobody takes them for a program's.

use super::text::{Line, behind, contains};
use crate::words::{Words, words};

/// A browser that names itself.
#[derive(Clone, Debug)]
pub(crate) struct Browser {
    pub(crate) line: u32,
    /// The platform's id in the table.
    pub(crate) platform: &'static str,
    /// Its version as it stands there.
    pub(crate) version: Option<String>,
}

/// Marks of browsers, the most telling first: nearly all of them also say that
/// they are Safari, and many that they are Chrome.
const MARKS: &[(&str, &str)] = &[
    ("msie ", "ie"),
    ("trident/", "ie"),
    ("edg/", "edge"),
    ("edge/", "edge"),
    ("opr/", "opera"),
    ("opera/", "opera"),
    ("firefox/", "firefox"),
    ("chrome/", "chrome"),
    ("crios/", "ios"),
    ("version/", "safari"),
    ("applewebkit/", "safari"),
];

/// Programs that put a browser's words before their own name.
const NOT_BROWSERS: Words =
    words!["powershell/", "ms web services", "bot", "crawler", "spider", "java/", "curl/"];

/// The browser that a line is the User-Agent of.
pub(crate) fn browser(line: &Line) -> Option<Browser> {
    let agent = behind(&line.text, "mozilla/").or_else(|| behind(&line.text, "opera/"))?;
    if NOT_BROWSERS.stand_in(agent) {
        return None;
    }
    let (platform, version) = MARKS.iter().find_map(|(mark, platform)| {
        let rest = behind(&line.text, mark)?;
        let end = rest
            .bytes()
            .position(|byte| !(byte.is_ascii_digit() || byte == b'.'))
            .unwrap_or(rest.len());
        Some((*platform, rest.get(..end).filter(|text| !text.is_empty()).map(str::to_owned)))
    })?;
    let version = if platform == "ie" && contains(agent, "trident/7") {
        Some("11.0".to_owned())
    } else {
        version
    };
    Some(Browser { line: line.number, platform, version })
}
