//! Vendors' version notations, brought to [`semver::Version`].
//!
//! `1.0.1c`, `0.9.8zh`, `1.7.0_80`, `7u80`, `1.9.3-p551` and `2.7.9rc1` are
//! not semver, and their order is not what semver makes of them. Each platform
//! names its [`Notation`]; [`Notation::parse`] reads one text in it and packs
//! letters, updates, patch levels and pre-release stages into the `patch` of a
//! [`Version`], so that the vendor's order holds under `VersionReq`. Semver's
//! own pre-release and build fields stay empty, because `VersionReq` leaves
//! pre-releases out of ranges without a word.
//!
//! The build script uses this module too: the bounds in `platforms/` are
//! written in the vendor's notation and read by the same code.

use semver::Version;
use serde::{Deserialize, Serialize};

/// How a platform's vendor writes its versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Notation {
    /// Numbers with dots and an optional pre-release: `2.7.9rc1`, `v0.10.48`,
    /// `8.0.0-preview.3`, `5.6.40-0+deb8u12`.
    Dotted,
    /// `1.8.0_292-b10`, `8u292`, `17.0.9+9`, `21-ea+35`.
    Java,
    /// Numbers and a patch level: `1.9.3p551`, `2.0.0-p648`, `3.1.7`.
    Ruby,
    /// Numbers and letters: `0.9.8zh`, `1.0.1e-fips`, `3.0.19`.
    Openssl,
    /// `4.5.2`, `v4.6`, `net472`.
    DotnetFramework,
}

/// A range of the data, `>=7, <7u131`, in words.
pub fn range_words(versions: &str) -> String {
    let parts: Vec<&str> = versions.split(',').map(str::trim).collect();
    match parts.as_slice() {
        [one] if one.starts_with(">=") => format!("{} and later", one.trim_start_matches(">=")),
        [one] => format!("below {}", one.trim_start_matches('<')),
        [from, below, ..] => format!(
            "{} up to, not including {}",
            from.trim_start_matches(">="),
            below.trim_start_matches('<')
        ),
        [] => String::new(),
    }
}

/// A text that was read as a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// The release, in vendor's order; the lowest one where the text leaves
    /// components out (`2.7` is read as `2.7.0`).
    pub version: Version,
    /// Where the text leaves components out, the first version that it cannot
    /// mean any more (`2.8.0`'s first pre-release for `2.7`).
    pub below: Option<Version>,
    /// The form that reports use: `7u80`, `1.9.3-p551`, `1.0.1e`.
    pub normalised: String,
    /// What stood behind the version and does not take part in its order:
    /// `-fips`, `-0+deb8u12`, `+9-LTS`. Distributions mark backports here.
    pub suffix: String,
}

/// Why a text is not a version. The caller adds the platform's examples.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotAVersion {
    /// There is no text.
    Empty,
    /// The text does not start with a number where one belongs.
    NoNumber,
    /// A number has more digits than any vendor uses.
    TooLarge,
    /// Letters or signs follow that the notation does not know.
    Trailing,
    /// More text than a version has ([`LONGEST`] bytes).
    TooLong,
}

/// The longest text that is looked at, in bytes.
pub const LONGEST: usize = 120;

/// The highest value of one component; four of them and a stage fit a `u64`.
const HIGHEST: u64 = 99_999;

/// How many fourth components a packed `patch` has room for, and how many
/// stages with their numbers.
pub(crate) const FOURTHS: u64 = HIGHEST + 1;
pub(crate) const STAGES: u64 = 8 * (HIGHEST + 1);
/// The stage of a release.
pub(crate) const RELEASED: u64 = Stage::Release as u64 * (HIGHEST + 1);

/// Stages of a release, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stage {
    Dev = 0,
    Alpha = 1,
    Beta = 2,
    Candidate = 3,
    Release = 7,
}

/// The numbers of a version before they are packed.
#[derive(Clone, Copy, Debug)]
struct Numbers {
    /// Major, minor, third and fourth component.
    parts: [u64; 4],
    /// How many of them the text gave, for the meaning of `2.7`.
    given: usize,
    stage: Stage,
    /// The number of the stage: 1 in `rc1`.
    stage_number: u64,
}

impl Numbers {
    fn release(parts: [u64; 4], given: usize) -> Self {
        Self { parts, given, stage: Stage::Release, stage_number: 0 }
    }

    fn pack(&self) -> Version {
        let [major, minor, third, fourth] = self.parts;
        let stage = self.stage as u64 * (HIGHEST + 1) + self.stage_number;
        let patch = (third * FOURTHS + fourth) * STAGES + stage;
        Version::new(major, minor, patch)
    }

    /// The first pre-release after everything that the given components cover.
    fn below(&self) -> Option<Version> {
        let mut next = Self { stage: Stage::Dev, stage_number: 0, ..*self };
        let last = self.given.checked_sub(1)?;
        for (index, part) in next.parts.iter_mut().enumerate() {
            match index.cmp(&last) {
                std::cmp::Ordering::Less => {}
                std::cmp::Ordering::Equal => *part += 1,
                std::cmp::Ordering::Greater => *part = 0,
            }
        }
        Some(next.pack())
    }
}

impl Notation {
    /// All of them, in the order of their numbers in the packed tables.
    pub(crate) const ALL: [Self; 5] =
        [Self::Dotted, Self::Java, Self::Ruby, Self::Openssl, Self::DotnetFramework];

    /// Reads `text`, a version as a person or a program writes it, without the
    /// platform's name but with any vendor's suffix.
    ///
    /// # Errors
    ///
    /// [`NotAVersion`] where the text is not a version in this notation.
    ///
    /// ```
    /// use tls_ready::version::Notation;
    ///
    /// let y = Notation::Openssl.parse("0.9.8y")?;
    /// let zh = Notation::Openssl.parse("0.9.8zh")?;
    /// assert!(y.version < zh.version);
    /// assert_eq!(Notation::Java.parse("1.7.0_80-b15")?.normalised, "7u80");
    /// # Ok::<(), tls_ready::version::NotAVersion>(())
    /// ```
    pub fn parse(self, text: &str) -> Result<Parsed, NotAVersion> {
        let text = text.trim();
        if text.is_empty() {
            return Err(NotAVersion::Empty);
        }
        if text.len() > LONGEST {
            return Err(NotAVersion::TooLong);
        }
        let mut scanner = Scanner { rest: text };
        scanner.epoch();
        match self {
            Self::Dotted => dotted(scanner),
            Self::Java => java(scanner),
            Self::Ruby => ruby(scanner),
            Self::Openssl => openssl(scanner),
            Self::DotnetFramework => dotnet_framework(scanner),
        }
    }
}

/// The lowest version of all.
pub const fn lowest() -> Version {
    Version::new(0, 0, 0)
}

/// The version directly below `version` in vendor's order, if there is one.
pub fn predecessor(version: &Version) -> Option<Version> {
    match (version.major, version.minor, version.patch) {
        (0, 0, 0) => None,
        (major, 0, 0) => Some(Version::new(major - 1, u64::MAX, u64::MAX)),
        (major, minor, 0) => Some(Version::new(major, minor - 1, u64::MAX)),
        (major, minor, patch) => Some(Version::new(major, minor, patch - 1)),
    }
}

/// Walks over a text from the left; never indexes into it.
#[derive(Clone, Copy)]
struct Scanner<'a> {
    rest: &'a str,
}

impl<'a> Scanner<'a> {
    /// Takes `word` off the front, in any ASCII case.
    fn eat(&mut self, word: &str) -> bool {
        match self.rest.split_at_checked(word.len()) {
            Some((front, rest)) if front.eq_ignore_ascii_case(word) => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    fn peek(&self) -> Option<u8> {
        self.rest.as_bytes().first().copied()
    }

    /// Takes the bytes off the front that `test` holds for.
    fn run(&mut self, test: impl Fn(&u8) -> bool) -> &'a str {
        let length = self.rest.bytes().take_while(test).count();
        // The bytes that the tests of this file accept are ASCII, so this is
        // a character boundary.
        match self.rest.split_at_checked(length) {
            Some((front, rest)) => {
                self.rest = rest;
                front
            }
            None => "",
        }
    }

    /// Takes a number; `Ok(None)` where none stands here.
    fn number(&mut self) -> Result<Option<u64>, NotAVersion> {
        let digits = self.run(u8::is_ascii_digit);
        if digits.is_empty() {
            return Ok(None);
        }
        let number = digits.parse().map_err(|_| NotAVersion::TooLarge)?;
        if number > HIGHEST { Err(NotAVersion::TooLarge) } else { Ok(Some(number)) }
    }

    /// Takes a number that must stand here.
    fn need_number(&mut self) -> Result<u64, NotAVersion> {
        self.number()?.ok_or(NotAVersion::NoNumber)
    }

    /// Takes a number behind `mark`, or nothing at all.
    fn number_after(&mut self, mark: &str) -> Result<Option<u64>, NotAVersion> {
        let mut ahead = *self;
        if !ahead.eat(mark) {
            return Ok(None);
        }
        let number = ahead.number()?;
        if number.is_some() {
            *self = ahead;
        }
        Ok(number)
    }

    /// Takes a number behind the first of `marks` that one stands behind.
    fn number_after_any(&mut self, marks: &[&str]) -> Result<Option<u64>, NotAVersion> {
        for mark in marks {
            if let Some(number) = self.number_after(mark)? {
                return Ok(Some(number));
            }
        }
        Ok(None)
    }

    /// Takes the epoch of a Debian or RPM version: `1:` in `1:2.0.3-1`.
    fn epoch(&mut self) {
        let mut ahead = *self;
        if !ahead.run(u8::is_ascii_digit).is_empty() && ahead.eat(":") {
            *self = ahead;
        }
    }

    /// Takes numbers with dots between, at most four of them; an `x` or `*`
    /// stands for a missing one (`2.7.x`).
    fn numbers(&mut self) -> Result<Numbers, NotAVersion> {
        let mut parts = [0; 4];
        let mut given = 0;
        for (index, part) in parts.iter_mut().enumerate() {
            let number = if index == 0 { self.number()? } else { self.number_after(".")? };
            match number {
                Some(number) => *part = number,
                None => break,
            }
            given = index + 1;
        }
        if given == 0 {
            return Err(NotAVersion::NoNumber);
        }
        if given < 4 && !self.eat(".x") {
            self.eat(".*");
        }
        Ok(Numbers::release(parts, given))
    }

    /// Takes a pre-release: `rc1`, `-beta.4`, `a2`, `.dev0`, `-preview.3`.
    fn stage(&mut self) -> Result<Option<(Stage, u64)>, NotAVersion> {
        const WORDS: [(&str, Stage); 12] = [
            ("alpha", Stage::Alpha),
            ("beta", Stage::Beta),
            ("preview", Stage::Beta),
            ("pre", Stage::Beta),
            ("rc", Stage::Candidate),
            ("cr", Stage::Candidate),
            ("dev", Stage::Dev),
            ("snapshot", Stage::Dev),
            ("ea", Stage::Dev),
            ("a", Stage::Alpha),
            ("b", Stage::Beta),
            ("c", Stage::Candidate),
        ];
        let mut ahead = *self;
        if matches!(ahead.peek(), Some(b'-' | b'.' | b'_' | b'~')) {
            ahead.rest = ahead.rest.get(1..).unwrap_or_default();
        }
        for (word, stage) in WORDS {
            let mut after = ahead;
            if !after.eat(word) || after.peek().is_some_and(|next| next.is_ascii_alphabetic()) {
                continue;
            }
            if !after.eat(".") {
                after.eat("-");
            }
            let number = after.number()?;
            // "2.7.9a" is not a known form of anything; "2.7.9a1" is.
            if word.len() == 1 && number.is_none() {
                continue;
            }
            if number.is_none() {
                after = ahead;
                after.eat(word);
            }
            *self = after;
            return Ok(Some((stage, number.unwrap_or(0))));
        }
        Ok(None)
    }

    /// The rest of the text as a vendor's suffix: nothing, or something that a
    /// sign sets apart from the version.
    fn suffix(self) -> Result<String, NotAVersion> {
        match self.peek() {
            None => Ok(String::new()),
            Some(b'-' | b'+' | b'~' | b'_' | b' ' | b'(' | b',' | b'.')
                if self.rest != "." && self.rest.is_ascii() =>
            {
                Ok(self.rest.trim_end().to_owned())
            }
            Some(_) => Err(NotAVersion::Trailing),
        }
    }
}

fn join(parts: &[u64]) -> String {
    let texts: Vec<String> = parts.iter().map(u64::to_string).collect();
    texts.join(".")
}

fn given(numbers: &Numbers) -> String {
    join(numbers.parts.get(..numbers.given).unwrap_or(&numbers.parts))
}

fn stage_text(stage: Stage, number: u64) -> String {
    let word = match stage {
        Stage::Dev => "dev",
        Stage::Alpha => "alpha",
        Stage::Beta => "beta",
        Stage::Candidate => "rc",
        Stage::Release => return String::new(),
    };
    if number == 0 { format!("-{word}") } else { format!("-{word}{number}") }
}

/// Puts the pieces together; `exact` says that the text names one release.
fn finish(numbers: &Numbers, exact: bool, normalised: String, suffix: String) -> Parsed {
    Parsed {
        version: numbers.pack(),
        below: if exact { None } else { numbers.below() },
        normalised,
        suffix,
    }
}

fn dotted(mut scanner: Scanner) -> Result<Parsed, NotAVersion> {
    scanner.eat("v");
    let whole = scanner.rest;
    let mut numbers = scanner.numbers()?;
    let behind_numbers = scanner.rest;
    let staged = scanner.stage()?;
    // As it is printed: Ubuntu's 12.04 is not 12.4.
    let printed = whole.len() - behind_numbers.len();
    let mut normalised = match whole.get(..printed) {
        Some(text) if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') => text.into(),
        _ => given(&numbers),
    };
    if let Some((stage, number)) = staged {
        numbers.stage = stage;
        numbers.stage_number = number;
        // The stage stays as it is printed: `rc1`, `-rc.2`, `a2`.
        let printed = behind_numbers.len() - scanner.rest.len();
        normalised += behind_numbers.get(..printed).unwrap_or_default();
    }
    let suffix = scanner.suffix()?;
    let exact = numbers.given >= 3 || staged.is_some();
    Ok(finish(&numbers, exact, normalised, suffix))
}

fn ruby(mut scanner: Scanner) -> Result<Parsed, NotAVersion> {
    scanner.eat("v");
    let mut numbers = scanner.numbers()?;
    let mut normalised = given(&numbers);
    let mut exact = numbers.given >= 3;
    if let Some(patch_level) = patch_level(&mut scanner)? {
        numbers.parts[3] = patch_level;
        numbers.given = 4;
        exact = true;
        normalised = format!("{normalised}-p{patch_level}");
    } else if let Some((stage, number)) = scanner.stage()? {
        exact = true;
        // "1.9.3dev" is what a build from the 1.9.3 branch says: order before
        // its release, named as that release.
        if stage != Stage::Dev {
            normalised += &stage_text(stage, number);
        }
        numbers.stage = stage;
        numbers.stage_number = number;
    }
    let suffix = scanner.suffix()?;
    Ok(finish(&numbers, exact, normalised, suffix))
}

/// `p551`, `-p551`, or Ruby 1.8's ` (… patchlevel 375)`.
fn patch_level(scanner: &mut Scanner) -> Result<Option<u64>, NotAVersion> {
    scanner.number_after_any(&["p", "-p", " p", " patchlevel ", " patch "])
}

fn openssl(mut scanner: Scanner) -> Result<Parsed, NotAVersion> {
    scanner.eat("v");
    let mut numbers = scanner.numbers()?;
    let mut normalised = given(&numbers);
    let exact = numbers.given >= 3;
    if numbers.given == 3 {
        let mut ahead = scanner;
        let letters = ahead.run(u8::is_ascii_alphabetic);
        if let Some(order) = letter_order(letters) {
            numbers.parts[3] = order;
            normalised += &letters.to_ascii_lowercase();
            scanner = ahead;
        }
    }
    if let Some((stage, number)) = scanner.stage()? {
        numbers.stage = stage;
        numbers.stage_number = number;
        normalised += &stage_text(stage, number);
    }
    let suffix = scanner.suffix()?;
    Ok(finish(&numbers, exact, normalised, suffix))
}

/// The place of OpenSSL's patch letters: none, a … z, za, zb …
///
/// There never was a plain `0.9.8z`, but it would sort between `y` and `za`.
fn letter_order(letters: &str) -> Option<u64> {
    let (last, front) = letters.as_bytes().split_last()?;
    if front.len() > 3 || front.iter().any(|letter| !letter.eq_ignore_ascii_case(&b'z')) {
        return None;
    }
    let place = u64::from(last.to_ascii_lowercase() - b'a') + 1;
    Some(front.len() as u64 * 26 + place)
}

fn dotnet_framework(mut scanner: Scanner) -> Result<Parsed, NotAVersion> {
    // Only a target framework moniker leaves its dots out: "10" alone is .NET 10.
    let moniker = scanner.eat("net");
    scanner.eat("v");
    let mut ahead = scanner;
    let digits = ahead.run(u8::is_ascii_digit);
    let compact = moniker && matches!(digits.len(), 2 | 3) && ahead.peek().is_none();
    let numbers = if compact {
        let mut parts = [0; 4];
        for (part, digit) in parts.iter_mut().zip(digits.bytes()) {
            *part = u64::from(digit - b'0');
        }
        scanner = ahead;
        Numbers::release(parts, digits.len())
    } else {
        scanner.numbers()?
    };
    let suffix = scanner.suffix()?;
    let normalised = given(&numbers);
    Ok(finish(&numbers, numbers.given >= 3, normalised, suffix))
}

fn java(mut scanner: Scanner) -> Result<Parsed, NotAVersion> {
    let first = scanner.need_number()?;
    // 1.4.2_19 and older: the product was called by all its numbers.
    // 1.5.0_22 up to 1.8.0_292: the second number is the feature release.
    let mut ahead = scanner;
    let feature = if first == 1 { ahead.number_after(".")? } else { None };
    if let Some(feature) = feature {
        java_with_one(ahead, feature)
    } else if first <= 8 {
        java_update(scanner, first)
    } else {
        java_modern(scanner, first)
    }
}

/// `1.N`, `1.N.0`, `1.N.M_U`, `1.N.0_U-bB`, with the scanner behind `N`.
fn java_with_one(mut scanner: Scanner, feature: u64) -> Result<Parsed, NotAVersion> {
    let maintenance = scanner.number_after(".")?;
    let update = scanner.number_after_any(&["_", "-u", "u"])?;
    if feature >= 5 {
        return java_numbered(scanner, feature, update);
    }
    let numbers = Numbers::release(
        [feature, maintenance.unwrap_or(0), update.unwrap_or(0), 0],
        match (maintenance, update) {
            (None, _) => 1,
            (Some(_), None) => 2,
            (Some(_), Some(_)) => 3,
        },
    );
    let mut normalised = format!("1.{feature}");
    if let Some(maintenance) = maintenance {
        normalised = format!("{normalised}.{maintenance}");
    }
    if let Some(update) = update {
        normalised = format!("{normalised}_{update:02}");
    }
    let suffix = scanner.suffix()?;
    Ok(finish(&numbers, update.is_some(), normalised, suffix))
}

/// `7`, `7u80`, `8u292-b10`, `8.0.292`, with the scanner behind the feature.
fn java_update(mut scanner: Scanner, feature: u64) -> Result<Parsed, NotAVersion> {
    for mark in ["u", " u", "-u", " update ", "_", ".0_", ".0u", ".0.", " Update "] {
        if let Some(update) = scanner.number_after(mark)? {
            // Windows' file version has the update number times ten: 8.0.3410.10.
            let update = if mark == ".0." && update >= 1000 { update / 10 } else { update };
            if mark == ".0." {
                scanner.number_after(".")?;
            }
            return java_numbered(scanner, feature, Some(update));
        }
    }
    if !scanner.eat(".0") {
        scanner.eat(".x");
    }
    java_numbered(scanner, feature, None)
}

/// Feature and update are known; a build and a suffix may follow.
fn java_numbered(
    mut scanner: Scanner,
    feature: u64,
    update: Option<u64>,
) -> Result<Parsed, NotAVersion> {
    let mut numbers = Numbers::release([feature, 0, update.unwrap_or(0), 0], 1);
    let staged = java_stage(&mut scanner)?;
    if let Some((stage, number)) = staged {
        numbers.stage = stage;
        numbers.stage_number = number;
    } else if update.is_some() {
        let build = scanner.number_after_any(&["-b", "_b", ".b", " b", "+"])?;
        numbers.parts[3] = build.unwrap_or(0);
    }
    let suffix = scanner.suffix()?;
    let normalised = match update {
        Some(update) => format!("{feature}u{update}"),
        None => feature.to_string(),
    };
    let exact = update.is_some() || staged.is_some();
    Ok(finish(&numbers, exact, normalised, suffix))
}

/// Java's words for what comes before a release.
fn java_stage(scanner: &mut Scanner) -> Result<Option<(Stage, u64)>, NotAVersion> {
    for (mark, stage) in [("-ea", Stage::Dev), ("-beta", Stage::Beta), ("-rc", Stage::Candidate)] {
        if scanner.eat(mark) {
            return Ok(Some((stage, scanner.number()?.unwrap_or(0))));
        }
    }
    Ok(None)
}

/// `11.0.21`, `17.0.9+9`, `21-ea+35`, with the scanner behind the feature.
fn java_modern(mut scanner: Scanner, feature: u64) -> Result<Parsed, NotAVersion> {
    let mut parts = [feature, 0, 0, 0];
    let mut count = 1;
    for part in parts.iter_mut().skip(1) {
        match scanner.number_after(".")? {
            Some(number) => *part = number,
            None => break,
        }
        count += 1;
    }
    let mut numbers = Numbers::release(parts, count);
    let normalised = given(&numbers);
    if count < 4 && scanner.eat(".x") {
        return Ok(finish(&numbers, false, normalised, scanner.suffix()?));
    }
    let staged = java_stage(&mut scanner)?;
    if let Some((stage, number)) = staged {
        numbers.stage = stage;
        numbers.stage_number = number;
    }
    // A fifth and sixth number belong to a vendor's own emergency releases.
    while scanner.number_after(".")?.is_some() {}
    let suffix = scanner.suffix()?;
    Ok(finish(&numbers, count >= 3 || staged.is_some(), normalised, suffix))
}
