//! A version and nothing else: which platform writes its versions so?

use super::keys::of_release;
use super::mentions::version_of;
use super::text::Text;
use crate::model::PlatformKind;
use crate::signs::{Signs, joined};
use crate::tables::platform;
use crate::words::{Words, words};

/// What a bare version can be.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Bare {
    /// Only this platform writes versions so.
    Of(&'static str, String),
    /// The common language runtime of .NET Framework, which names no product.
    Clr,
    /// It is a version, but several platforms write theirs so.
    Ambiguous,
}

/// The only line of a text, without signs around it, in lower case.
fn lone(text: &Text) -> Option<String> {
    let [line] = text.lines.as_slice() else { return None };
    Some(line.text.trim_ends(" \"'`(),;.$#>-*").to_ascii_lowercase())
}

/// What SDKMAN puts behind Java's versions.
const VENDORS: Words = words![
    "-open", "-tem", "-zulu", "-amzn", "-librca", "-oracle", "-sem", "-ms", "-grl", "-sapmchn",
    ".hs-adpt", ".j9-adpt", "-albba", "-kona",
];

/// Reads a text that is one version and nothing else.
pub(crate) fn bare(text: &Text) -> Option<Bare> {
    if let Some(browser) = browser(text) {
        return Some(browser);
    }
    let word = lone(text)?;
    let word = word.as_str();
    if word.is_empty() || word.len() > 60 || word.has_any(" /:\\@") {
        return None;
    }
    let plain = word.strip_prefix('v').unwrap_or(word);
    let hexadecimal = word.strip_prefix("0x").and_then(|word| u32::from_str_radix(word, 16).ok());
    if let Some(number) = hexadecimal.or_else(|| word.parse().ok()) {
        return of_release(number).map(|version| Bare::Of("dotnet", version.to_owned()));
    }
    let shape = Shape::read(plain)?;
    let clr = plain.starts_with("4.0.30319") || plain.starts_with("2.0.50727");
    // jenv writes 1.8.0_252 so.
    if let ([1, 5..=8, 0, _], "") = (shape.numbers.as_slice(), shape.tail) {
        let (front, update) = plain.rsplit_once('.')?;
        return Some(Bare::Of("java", joined(&[front, "_", update], "")));
    }
    if shape.numbers.len() > 3 && shape.tail.is_empty() && !clr {
        // Four numbers are an address as often as a version.
        return None;
    }
    if clr {
        return Some(if plain.starts_with('4') {
            Bare::Clr
        } else {
            Bare::Of("dotnet", "2.0".into())
        });
    }
    let of = |platform: &'static str| {
        version_of(plain, platform).map(|version| Bare::Of(platform, version.text))
    };
    let tail = shape.tail;
    match shape.numbers.as_slice() {
        // 1.8.0_252-b09, 1.5.0-beta2 and 1.7.0: nobody else has them in this form.
        [1, 3..=8, _, ..] if tail.starts_with('_') => of("java"),
        [1, 5..=8, 0] if tail.is_empty() || tail.starts_with('-') => of("java"),
        [5..=8] if tail.starts_with('u') => of("java"),
        // 11.0.21+9-LTS and 21-ea
        [9..=40, ..] if tail.starts_with('+') || tail.starts_with("-ea") => of("java"),
        // SDKMAN's marks of vendors: 11.0.2-open, 8.0.292-zulu
        [8..=40, 0, ..] if VENDORS.iter().any(|vendor| vendor == tail) => of("java"),
        [1 | 2, _, _] if level(tail) => of("ruby"),
        [0, 9, _] | [1, 0 | 1, _] if letters(tail) || tail.has("fips") => of("openssl"),
        [3, _, _] if tail.has("fips") => of("openssl"),
        [0, 9, 8] | [1, 1, 1] => of("openssl"),
        [2, 0..=7, _] | [3, _, _] if tail.starts_with("rc") => of("python"),
        // Debian's and Ubuntu's PHP: 5.6.40-0+deb8u12.
        [5 | 7 | 8, _, _] if tail.has("deb") || tail.has("ubuntu") => of("php"),
        // Perl prints a "v" too, and its versions begin where Node's 5 ended.
        [5, 8 | 13..=99, 1..=99] if word.starts_with('v') => of("perl"),
        // Else Node is alone in that, from 4 on.
        [0 | 4.., _, _] if word.starts_with('v') => of("node"),
        [0, 8 | 10 | 11 | 12, _] => of("node"),
        [_, _, ..] => Some(Bare::Ambiguous),
        _ => None,
    }
}

/// `ie 11`, `Firefox 26.0`, `IE 8 on Windows XP`: beside other words a browser's name
/// is nobody's client.
pub(crate) fn browser(text: &Text) -> Option<Bare> {
    // Internet Explorer's TLS is that of Windows, and these have no 1.2 to switch on.
    const WITHOUT: Words = words!["xp", "vista", "2000", "2003"];
    let whole = lone(text)?;
    let (text, place) = whole.cut(" on ").unwrap_or((&whole, ""));
    if place.pieces(" ").count() > 4 {
        return None;
    }
    let (name, version) = text.split_at_checked(text.find_any("0123456789")?)?;
    let name = name.trim_ends(" /v").without_back(" version").trim();
    let browser = platform(name).filter(|found| found.kind == PlatformKind::Browser)?;
    if !version.split('.').all(Signs::is_digits) {
        return None;
    }
    let release = place.without_front("windows ").without_front("server ").until_any(" ");
    Some(if browser.id == "ie" && WITHOUT.hold(release) {
        Bare::Of("windows", release.to_owned())
    } else {
        Bare::Of(browser.id, version.to_owned())
    })
}

/// `p551` or `-p551`.
fn level(tail: &str) -> bool {
    let digits = tail.trim_front("-").strip_prefix('p');
    digits.is_some_and(Signs::is_digits)
}

/// OpenSSL's letters, with or without a suffix: `e`, `zh`, `e-fips`.
fn letters(tail: &str) -> bool {
    let front = tail.until_any("-");
    (1..=2).contains(&front.len()) && front.bytes().all(|byte| byte.is_ascii_lowercase())
}

struct Shape<'a> {
    numbers: Vec<u64>,
    /// What stands behind the numbers.
    tail: &'a str,
}

impl<'a> Shape<'a> {
    fn read(text: &'a str) -> Option<Self> {
        let mut numbers = Vec::new();
        let mut rest = text;
        loop {
            let end = rest.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(rest.len());
            numbers.push(rest.get(..end)?.parse().ok()?);
            rest = rest.get(end..)?;
            match rest.strip_prefix('.') {
                Some(next) if next.begins_digit() => {
                    rest = next;
                }
                _ => break,
            }
        }
        Some(Self { numbers, tail: rest })
    }
}
