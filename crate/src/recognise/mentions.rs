//! Names with versions: `java version "1.7.0_80"`, `PHP/5.6.14-0+deb8u1`,
//! `/usr/lib/ruby/2.3.0/`, `Python 2.7.8`, `OpenSSL 1.0.1e-fips`.

use super::Name;
use super::claims::{self, Around};
use super::evidence::NAMES;
use super::sentences::{self, Stated};
use super::text::{LONGEST_LINE, Line, contains, find_in};
use crate::model::{Platform, PlatformKind, Support};
use crate::order;
use crate::signs::{Signs, joined};
use crate::tables::platform;
use crate::version::Parsed;
use crate::words::{Words, words};

/// A platform that is named, with its version where one stands there.
#[derive(Clone, Debug)]
pub(crate) struct Mention {
    pub(crate) line: u32,
    /// Where it stands in the line.
    pub(crate) at: usize,
    pub(crate) name: &'static Name,
    pub(crate) version: Option<Version>,
    /// It is a part of a path: `/usr/lib/ruby/2.3.0/`.
    pub(crate) path: bool,
}

/// A version as it stands in a text.
#[derive(Clone, Debug)]
pub(crate) struct Version {
    pub(crate) text: String,
    /// The text asks for this version or something near it: `>=2.0`.
    pub(crate) range: bool,
    /// Later ones do as well: `2.7.9 or later`.
    pub(crate) later: bool,
    /// Earlier ones do as well: `4.4 and below`.
    pub(crate) earlier: bool,
}

/// What is named in a line, with the lines around it; `single` where it is the
/// only one of its text.
pub(crate) fn mentions(line: &Line, single: bool, around: Around) -> Vec<Mention> {
    let text = line.text.as_str();
    let mut found: Vec<Mention> = Vec::new();
    // Releases of systems in the midst of a sentence, and how many mentions
    // stand before each.
    let mut loose: Vec<(usize, Mention)> = Vec::new();
    // "is node 8 ok for TLS 1.2?"
    let asked = single && ["tls 1.", "tls1.", "tlsv1."].iter().any(|word| contains(text, word));
    let mut at = 0;
    while at < text.len().min(LONGEST_LINE) {
        let names = names_at(text, at);
        // "lib/python2.7" is the name "python" with 2.7, whatever longer name
        // it starts with, but ".NET Standard 1.3" is no version of .NET.
        let client = names.first().is_some_and(|longest| longest.only);
        let versioned = names.iter().filter(|_| !client).find_map(|name| {
            let rest = text.get(at + name.word.len()..)?;
            let front = text.get(..at)?;
            // "OS: Windows 7", "on Windows 7", "my server runs Windows 2008", "with Node 18"
            let key = || {
                const VERBS: Words = words!["on", "running", "runs", "run", "has", "are"];
                let front = front.trim_end();
                let word = front.rsplit_once(' ').map_or(front, |(_, word)| word);
                let placed = front.ends_with(':') && front.len() < 30 || VERBS.hold(word);
                placed && is_system(name) || matches!(word, "with" | "using")
            };
            let first = front.trim_ends(BULLETS).is_empty() || key();
            // What is called so is 1.0.0, 1.0.1 or 1.0.2.
            let shared =
                name.word == "libssl" && rest.starts_with("1.0") && !rest.starts_with("1.0.2");
            if shared || is_kit_of_service(front, rest, name) || is_member(front, name) {
                return None;
            }
            let short = name.short || asked || in_use(front, text.get(at..)?, name);
            Some((*name, Some(version_behind(rest, name, first, short)?)))
        });
        let versioned = versioned.or_else(|| {
            let go = names.iter().find(|name| name.alone && name.word == "go")?;
            Some((*go, Some(series_of_go(text.get(..at)?, text.get(at..)?, go)?)))
        });
        if versioned.is_none()
            && let Some(name) = names.iter().find(|name| is_system(name))
            && let Some(version) =
                text.get(at + name.word.len()..).and_then(|rest| in_sentence(rest, name))
            && (!name.alone || text.get(..at).is_some_and(placed))
        {
            let mention =
                Mention { line: line.number, at, name, version: Some(version), path: false };
            loose.push((found.len(), mention));
        }
        // Of a name with a version at once nothing more is asked.
        let apart = names.iter().filter(|_| versioned.is_none() && !client).find_map(|name| {
            let (front, rest) = (text.get(..at)?, text.get(at + name.word.len()..)?);
            let version = match sentences::stated(front, rest, name)? {
                Stated::Had(version) => Some(version),
                Stated::Wanted => None,
            };
            Some(Mention { line: line.number, at, name, version, path: false })
        });
        if let Some(mention) = apart {
            at += mention.name.word.len();
            found.push(mention);
            continue;
        }
        let (step, mention) = match versioned.or_else(|| Some((*names.first()?, None))) {
            Some((name, version)) => {
                let rest = text.get(at + name.word.len()..).unwrap_or_default();
                let first = text.get(..at).is_some_and(|front| front.trim_ends(BULLETS).is_empty());
                let ends = rest.trim_ends(BULLETS).is_empty() || rest.begins(" /");
                let remark = rest.has("//") || rest.ends_with(')') || rest.starts_with('/');
                let whole = single && first && ends && (rest.len() < 2 || remark);
                let version = version.or_else(|| own_version(text, at, name));
                let says = version.is_some() || says_alone(name, rest, whole);
                let path = at.checked_sub(1).and_then(|at| text.as_bytes().get(at));
                let path = matches!(path, Some(b'/' | b'\\'));
                let says = says && !(path && imported(text.get(..at).unwrap_or_default(), rest));
                let mention = Mention { line: line.number, at, name, version, path };
                (name.word.len(), says.then_some(mention))
            }
            None => (1, java_notation(line, at).or_else(|| python_notation(line, at))),
        };
        found.extend(mention);
        at += step;
    }
    // "4.7.2 on Windows 7 without SP1": what runs on it stands in the line too.
    for (place, system) in loose.into_iter().rev() {
        let runs = |mention: &Mention| {
            platform(mention.name.platform).is_some_and(|found| found.runs_on(system.name.platform))
        };
        let windows = system.name.platform == "windows" && of_windows(text);
        // "fails on Win 7, fine on Win10"
        let again = |mention: &Mention| {
            mention.version.is_some() && mention.name.platform == system.name.platform
        };
        if found.iter().any(|mention| runs(mention) || again(mention)) || windows {
            found.insert(place, system);
        }
    }
    claims::keep_own(text, single, around, &mut found);
    led_on(text, &mut found);
    found
}

/// Leaves out the name of a link, which leads to another release:
/// `libssl.so.0.9.8 -> libssl.so.1.0.1e`.
fn led_on(text: &str, found: &mut Vec<Mention>) {
    let Some((link, _)) = text.cut(" -> ") else { return };
    let end = link.len();
    let led = |mention: &Mention| {
        found.iter().any(|other| other.at > end && other.name.platform == mention.name.platform)
    };
    let link = found.iter().position(|mention| {
        mention.at < end && !text.get(mention.at..end).unwrap_or_default().has(" ") && led(mention)
    });
    if let Some(place) = link {
        found.remove(place);
    }
}

/// Whether a name is the language of a kit of some service: `AWS Java SDK version
/// 1.11.3`, `python-sdk 2.7.1`, but not `Oracle Java SDK 1.8`.
fn is_kit_of_service(front: &str, rest: &str, name: &Name) -> bool {
    const OWN: Words = words![
        "oracle", "ibm", "sun", "the", "my", "our", "your", "and", "with", "using", "install",
        "is", "has", "on", "standard",
    ];
    let language = platform(name.platform).is_some_and(|found| found.kind == PlatformKind::Runtime);
    if !language || name.platform.begins("dotnet") {
        return false;
    }
    let word = front.trim_end().rsplit([' ', '-', '/']).next().unwrap_or_default();
    let service = || {
        let word = word.trim_front("*#`'\"(");
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric()) && !OWN.hold(word)
    };
    super::text::after(rest, "-sdk").is_some()
        || super::text::after(rest, " sdk").is_some() && service()
}

/// The runtime that a line names, where it shows no version of it that is read:
/// `rvm with ree`, `PHP, no idea which`.
pub(crate) fn runtime(line: &Line) -> Option<&'static str> {
    const NONE: Words = words!["no", "without", "not", "kein", "keine", "sans", "sin"];
    // Words of every day, unless a number is a part of them.
    const COMMON: Words = words!["node", "go", "rust", "py"];
    // Programs that stand for theirs.
    const SERVERS: [(Words, &str); 3] = [
        (words!["tomcat", "jboss", "wildfly", "weblogic", "websphere", "glassfish"], "java"),
        (words!["wordpress", "drupal", "joomla", "magento", "laravel"], "php"),
        (words!["django"], "python"),
    ];
    let text = line.text.as_str();
    let server = || SERVERS.iter().find(|(words, _)| words.stand_in(text)).map(|(_, id)| *id);
    let mut places = 0..text.len().min(LONGEST_LINE);
    let named = places.find_map(|at| {
        let name = *names_at(text, at).first()?;
        let (front, rest) = (text.get(..at)?, text.get(at + name.word.len()..)?);
        let runs = |id| platform(id).is_some_and(|found| found.kind == PlatformKind::Runtime);
        let own = runs(name.word);
        let common = name.alone && runs(name.platform) || COMMON.hold(name.word);
        // "py3", but not "py2app"
        let numbers = rest.trim_front("0123456789.");
        let short =
            rest.begins_digit() && !numbers.as_bytes().first().is_some_and(u8::is_ascii_alphabetic);
        let named = if common { short } else { own || name.least.is_some() };
        let word = front.trim_end().rsplit(' ').next().unwrap_or_default();
        let address = front.rsplit(' ').next().is_some_and(|word| word.has("://"));
        let other = words![" script", " not ", ": not ", "@"].start(rest) || packaged(rest);
        let fits = named && !name.library && !address && !other && !NONE.hold(word);
        fits.then_some(name.platform)
    });
    named.or_else(server)
}

/// Whether a node is one of many: `cassandra node 2.1.9`, `Bitcoin Node v0.3.3`.
fn is_member(front: &str, name: &Name) -> bool {
    const PRODUCTS: Words = words![
        "bitcoin",
        "core",
        "ethereum",
        "cosmos",
        "lightning",
        "validator",
        "full",
        "cassandra",
        "elasticsearch",
        "es",
        "redis",
        "riak",
        "couchbase",
        "mongo",
        "mongodb",
        "kafka",
        "hadoop",
        "swarm",
        "cluster",
        "kube",
        "kubernetes",
        "k8s",
        "master",
        "worker",
        "slave",
        "data",
        "storage",
        "compute",
    ];
    let word = front.trim_end().rsplit(' ').next().unwrap_or_default();
    name.word == "node" && PRODUCTS.hold(word)
}

/// Whether a name ends the path of a module, `golang.org/x/net v0.17.0`, which
/// only shares its last word.
fn imported(front: &str, rest: &str) -> bool {
    let start =
        front.bytes().rposition(|byte| byte == b' ' || byte == b'\t').map_or(0, |at| at + 1);
    let host = front.get(start..).unwrap_or_default().until_any("/");
    rest.begins(" ") && host.has_any(".") && !host.begins(".") && !host.has_any(":")
}

/// Whether a short name of a system can follow: `runs on Server 2008 SP2`, but
/// not `SQL Server 2008 R2`.
fn placed(front: &str) -> bool {
    const WORDS: Words = words!["", "on", "a", "our", "running", "auf", "sur", "and", "with"];
    let word = front.trim_end().rsplit([' ', '(', ',', '/']).next().unwrap_or_default();
    WORDS.hold(word)
}

/// Whether a line is about something that is part of Windows.
fn of_windows(text: &str) -> bool {
    const PARTS: Words =
        words!["winhttp", "wininet", "secure channel", "schannel", "xmlhttp", "asp "];
    PARTS.stand_in(text)
}

/// The release behind the name of a system, whatever follows it.
fn in_sentence(rest: &str, name: &'static Name) -> Option<Version> {
    let release = rest.trim_front(" ");
    release_at(release, name.platform).filter(|_| !name.only)?;
    version_at(release, name, false)
}

/// The version that ends a name itself, `.NET 6`, or is named by it.
fn own_version(line: &str, at: usize, name: &'static Name) -> Option<Version> {
    let text = line.get(at..)?;
    // "a KitKat device": the release's name is all that is said.
    if name.platform == "android" {
        let release = platform(name.platform)?.release_named(name.word)?;
        let behind = text.get(name.word.len()..)?;
        return sentences::device(behind).then(|| exact(release));
    }
    let ends = name.only && name.platform == "dotnet-core";
    let start = name.word.bytes().rposition(|byte| byte == b' ').filter(|_| ends)? + 1;
    version_at(text.get(start..)?, name, false)
}

fn is_system(name: &Name) -> bool {
    platform(name.platform).is_some_and(|found| found.kind == PlatformKind::System)
}

/// Whether a name without a version of its own says something. Many names of
/// clients are words of every day (`got`, `requests`), so that they count only
/// with their own version behind them, `axios/1.2.0`, or as the whole text.
fn says_alone(name: &Name, rest: &str, whole: bool) -> bool {
    let numbered = || {
        let version = rest.trim_front("/ -:=");
        let version = super::text::after(version, "version").unwrap_or(version).trim_front(" :");
        let version = token(without_v(version));
        version.begins_digit() && (version.contains('.') || rest.starts_with('/'))
    };
    match name.tls12 {
        None => false,
        Some(Support::Unknown) if !name.library && name.only => {
            whole || numbered() || name.word.bytes().any(|byte| byte.is_ascii_digit())
        }
        Some(_) => true,
    }
}

/// Without a "v" before the number.
pub(super) fn without_v(text: &str) -> &str {
    super::text::after(text, "v").unwrap_or(text)
}

/// The names that stand at `at` as words of their own, the longest first.
fn names_at(text: &str, at: usize) -> Vec<&'static Name> {
    let variable = is_variable(text, at);
    if !variable && !starts_word(text, at) {
        return Vec::new();
    }
    let Some(rest) = text.as_bytes().get(at..) else { return Vec::new() };
    let Some(lower) = rest.first().map(u8::to_ascii_lowercase) else { return Vec::new() };
    let first = NAMES.partition_point(|name| name.word.as_bytes().first() < Some(&lower));
    let mut names: Vec<&'static Name> = NAMES
        .iter()
        .skip(first)
        .take_while(|name| name.word.as_bytes().first() == Some(&lower))
        .filter(|name| {
            rest.get(..name.word.len())
                .is_some_and(|front| front.eq_ignore_ascii_case(name.word.as_bytes()))
        })
        .filter(|name| !variable || name.word.ends_with("_version"))
        .filter(|name| {
            let behind = rest.get(name.word.len()).copied();
            let ends_in = name.word.as_bytes().last();
            match behind {
                None => true,
                // "php56-mcrypt" is no "php5" with 6.
                Some(next) if next.is_ascii_digit() && ends_in.is_some_and(u8::is_ascii_digit) => {
                    false
                }
                Some(next) if name.glued => next.is_ascii_digit(),
                // "PHPv7"
                Some(b'v' | b'V')
                    if rest.get(name.word.len() + 1).is_some_and(u8::is_ascii_digit) =>
                {
                    true
                }
                // "version `OPENSSL_1.0.0' not found": the mark of a library's symbols.
                Some(b'_') if rest.starts_with(b"OPENSSL_") => false,
                // "PYTHON_2_VERSION" is a name of its own.
                Some(b'_') => {
                    let number = rest.get(name.word.len() + 1..).unwrap_or_default();
                    let end = number.iter().position(|byte| !byte.is_ascii_digit());
                    let end = end.unwrap_or(number.len());
                    let goes_on = number.get(end + 1).is_some_and(u8::is_ascii_alphabetic);
                    end > 0 && !(number.get(end) == Some(&b'_') && goes_on)
                }
                Some(next) => {
                    let open = !name.word.as_bytes().last().is_some_and(u8::is_ascii_alphanumeric);
                    open || !next.is_ascii_alphabetic()
                }
            }
        })
        .collect();
    order::by_key(&mut names, |name| u32::MAX - u32::try_from(name.word.len()).unwrap_or(u32::MAX));
    names
}

/// Whether the rest of a variable's name stands at `at`: `TRAVIS_RUBY_VERSION`, but
/// not `MIN_RUBY_VERSION`.
fn is_variable(text: &str, at: usize) -> bool {
    const BOUNDS: Words = words!["min", "max", "required", "requires", "supported", "latest"];
    let front = text.get(..at).and_then(|front| front.strip_suffix('_')).unwrap_or_default();
    let capital = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_uppercase);
    let bound = || front.pieces(" _\t=").last().is_some_and(|word| BOUNDS.hold(word));
    capital(front.as_bytes().last()) && capital(text.as_bytes().get(at)) && !bound()
}

/// Whether a word can start at `at`: not within another word, and not as the
/// tail of a name with hyphens (`aws-sdk-java`).
fn starts_word(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    let before = |back: usize| at.checked_sub(back).and_then(|at| bytes.get(at)).copied();
    let word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80;
    match before(1) {
        None => true,
        Some(b'-' | b'.') => before(2).is_none_or(|byte| !word(byte)),
        // An escaped line end within a text of JSON.
        Some(b'n' | b'r' | b't') if before(2) == Some(b'\\') => true,
        // Cells of phpinfo() that ran together: "OpenSSL VersionOpenSSL 0.9.8e".
        Some(b'n') if text.get(..at).is_some_and(|front| front.ends_with("Version")) => {
            bytes.get(at).is_some_and(u8::is_ascii_uppercase)
        }
        Some(byte) => !word(byte) || byte >= 0x80,
    }
}

/// Words that can stand between a name and its version.
const BETWEEN: Words = words![
    "(build",
    ".aarch64",
    ".exe",
    ".i686",
    ".noarch",
    ".x86_64",
    "amd64",
    "dll",
    "dlls",
    "(cli)",
    "tm)",
    "jdk)",
    "jre)",
    "build",
    "development",
    "edition",
    "environment",
    // Who made the Java of an IDE.
    "jetbrains",
    "s.r.o.",
    "oracle",
    "corporation",
    "eclipse",
    "adoptium",
    "framework",
    "info",
    "information",
    "interpreter",
    "is",
    "kit",
    "library",
    "linked",
    "release",
    "runtime",
    "sdk",
    "se",
    "stable",
    "standard",
    "ver",
    "version",
    "versions",
    "x86_64-linux",
    "string",
    "num",
    "bin",
    "text",
    "server",
    "v",
    "是",
    "为",
    "版本",
];

/// Signs around the only thing in a line.
pub(super) const BULLETS: &str = " \t-*\"'`()$#>.";

/// Whether somebody says there that he uses a runtime: `our app runs on Node 8 and
/// fails`, but not `the pod runs on node 8`.
fn in_use(front: &str, own: &str, name: &Name) -> bool {
    const USES: Words = words!["use", "uses", "using", "used", "have", "run", "runs", "running"];
    let mut words = front.trim_end().rsplit(' ');
    let last = words.next().unwrap_or_default();
    let on = last == "on" && words.next().is_some_and(|word| USES.hold(word));
    let behind = own.get(name.word.len()..).unwrap_or_default().trim_front(" ");
    let behind = behind.trim_front("0123456789");
    let capital = own.as_bytes().first().is_some_and(u8::is_ascii_uppercase);
    // "node 16 on windows 7"
    let placed = super::text::after(behind, " on ").is_some_and(on_system);
    let runtime = platform(name.platform).is_some_and(|found| found.kind == PlatformKind::Runtime);
    let used = capital
        && (on || USES.hold(last))
        && (ends_line(behind) || ends_clause(behind) || behind.begins(".,;)"));
    runtime && (placed || used)
}

/// Whether a system stands there, on which something runs.
fn on_system(place: &str) -> bool {
    platform(place.until_any(" ")).is_some_and(|found| found.kind == PlatformKind::System)
}

/// The version behind a name, with what stands between; `first` where nothing
/// stands before the name, `short` where a number without a dot is one.
fn version_behind(rest: &str, name: &'static Name, first: bool, short: bool) -> Option<Version> {
    if name.only {
        return None;
    }
    let rest = match name.platform {
        "android" => with_users(rest),
        _ => line_of_its_own(rest),
    };
    let rest = match release_behind(rest, platform(name.platform)?) {
        // "macOS Sierra 10.12.6"
        Some((_, behind)) if behind.trim_front(" ,(").begins_digit() => behind,
        Some((text, _)) => {
            return Some(exact(text));
        }
        None => rest,
    };
    let release = release_at(rest.trim_front(" /:-\""), name.platform);
    let (token, range, words) = match release {
        Some((text, _)) => (text, false, 0),
        None if name.glued => (rest, false, 0),
        None => skip_between(rest)?,
    };
    version_at(token, name, range).filter(|version| {
        // "sles11:~ # openssl version": a host is called so.
        let host = self::token(token).len();
        if is_system(name)
            && [":~", ":/", " ~]"]
                .iter()
                .any(|sign| token.get(host..).is_some_and(|rest| rest.starts_with(sign)))
        {
            return false;
        }
        let dotted = version.text.has_any(if release.is_some() { "." } else { ".u_p" });
        let length = release.map_or_else(|| self::token(token).len(), |(_, length)| length);
        let behind = token.get(length..).unwrap_or_default();
        // "php 2>&1", but "<JDK1.7>"
        if [">&", ">/", ">>", "> "].iter().any(|sign| behind.starts_with(sign)) {
            return false;
        }
        let alone = first
            && (ends_line(behind) || release.is_some() && (edition(behind) || ends_clause(behind)));
        if name.alone && is_system(name) {
            // "Server 2016", but not "Server 7".
            return release.is_some() && alone && length >= 4;
        }
        if name.alone {
            // "py-1.4.30" is a package.
            let set_apart = rest.begins(" :") && version.text.pieces(".").count() > 2;
            // "py2.7" and "py27"
            return dotted && (alone || set_apart || rest.begins_digit());
        }
        // "ruby18", but not "ruby 19 gems"
        let compact =
            Some(self::token(token)).filter(|short| short.is_digits()).map_or(0, str::len);
        let apart = alone || rest.begins("-");
        if name.platform == "ruby"
            && !rest.begins_digit()
            && (compact == 2 || compact == 3 && !apart)
        {
            return false;
        }
        // "The python is 3.5 metres long."
        let between = rest.trim_start();
        let sentence = between.starts_with("is ") && !between.starts_with("is v");
        if sentence && version.text.pieces(".u_").count() < 3 {
            return false;
        }
        // "Java 7" is a version, "node 3" a machine of a cluster.
        let marked = super::text::after(rest.trim_front(" "), "v").is_some_and(Signs::begins_digit);
        let short = short || alone || marked || rest.starts_with('@');
        dotted || (short && words == 0 && !range)
    })
}

/// Behind Homebrew's name of a line of releases: `python@2 2.7.15_3`.
fn line_of_its_own(rest: &str) -> &str {
    let behind = rest.strip_prefix('@').and_then(|own| own.split_once(' '));
    behind.map(|(_, version)| version).filter(|version| version.begins_digit()).unwrap_or(rest)
}

/// Behind what people say of devices: `Android users on 4.4`.
fn with_users(rest: &str) -> &str {
    const WORDS: Words =
        words![" users", " devices", " phones", " tablets", " on", " with", " running"];
    WORDS.iter().fold(rest, |rest, word| {
        let behind = super::text::after(rest, word).filter(|behind| behind.begins(" "));
        behind.unwrap_or(rest)
    })
}

/// The release whose name stands behind that of its system, and what follows:
/// `Debian wheezy`, `Android "Jelly Bean"`.
fn release_behind<'a>(rest: &'a str, system: &Platform) -> Option<(&'static str, &'a str)> {
    let rest = rest.trim_front(" \t:(\"'");
    let ends = |rest: &str| !rest.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric);
    system.readings.iter().filter(|reading| reading.by_name).find_map(|reading| {
        let mut behind = reading.texts.iter().filter_map(|name| super::text::after(rest, name));
        Some((reading.read_as?, behind.find(|behind| ends(behind))?))
    })
}

/// The release of a system that `text` starts with, by a name that the table
/// knows: `2008 R2`, `XP`. It ends at the length that comes with it.
fn release_at<'a>(text: &'a str, platform_id: &str) -> Option<(&'a str, usize)> {
    let system = platform(platform_id).filter(|found| found.kind == PlatformKind::System)?;
    let names = system.readings.iter().flat_map(|reading| reading.texts);
    let ends = |rest: &str| {
        rest.as_bytes().first().is_none_or(|sign| !sign.is_ascii_alphanumeric() && *sign != b'.')
    };
    let fits = names.filter(|name| super::text::after(text, name).is_some_and(ends));
    fits.map(|name| (text, name.len())).max_by_key(|(_, length)| *length)
}

/// Whether an edition of a system stands there: ` Pro`, ` SP1`, ` Standard`.
fn edition(rest: &str) -> bool {
    const WORDS: Words = words![
        "sp1",
        "sp2",
        "sp3",
        "pro",
        "prof",
        "home",
        "ent",
        "ult",
        "x64",
        "x86",
        "64",
        "32",
        "std",
        "stand",
        "data",
        "education",
        "service pack",
        "version",
        "build",
        "ltsc",
        "r2",
        "n/a",
    ];
    let rest = rest.trim_front(" ,-");
    WORDS.start(rest)
}

/// Whether a clause ends with a release of a system: `on Windows 2008 and cannot
/// be updated`, but not `on Windows 7 or later`.
fn ends_clause(rest: &str) -> bool {
    const WORDS: Words = words![
        ". ", ", ", " and ", " but ", " so ", " server", " machine", " box", " pc", " laptop",
    ];
    const OPEN: Words = words![" and later", " and newer", " and above", " and up", " server 2"];
    WORDS.start(rest) && !OPEN.start(rest)
}

/// Whether nothing but a mark of long-term support or a remark in brackets
/// stands behind a version.
fn ends_line(rest: &str) -> bool {
    let rest = rest.trim_start();
    rest.starts_with('(')
        || rest.trim_ends(BULLETS).is_empty()
        || ["lts", "sp1", "+"].iter().any(|word| rest.trim().eq_ignore_ascii_case(word))
}

/// Leaves out signs and words up to a digit; says whether the signs make it a
/// range, and how many words there were.
fn skip_between(rest: &str) -> Option<(&str, bool, usize)> {
    let mut rest = rest;
    let (mut range, mut words, mut signs) = (false, 0, 0);
    // "lang/python#3.11.6" of the SDKs for AWS
    rest = rest.strip_prefix('#').unwrap_or(rest);
    loop {
        let first = *rest.as_bytes().first()?;
        match first {
            b'0'..=b'9' => {
                // An RPM's epoch: "1:1.7.0.131-2.6.9.0.el7_3".
                let epoch = rest.get(2..).filter(|behind| {
                    rest.as_bytes().get(1) == Some(&b':')
                        && behind.begins_digit()
                        && token(behind).has_any(".")
                });
                return Some((epoch.unwrap_or(rest), range, words));
            }
            b' ' | b'\t' => rest = rest.trim_front(" \t"),
            // "caused by python <2.7.9": a bound, and no version that somebody has.
            b'<' if rest.get(1..)?.trim_front("= ").begins_digit() => return None,
            // "PHP Version ................... 8.1.15"
            b'.' if rest.starts_with("...") => rest = rest.trim_front("."),
            // "Audible, Android, 3.42.0" has the version of the first.
            b',' if rest.starts_with(", ")
                && !rest.starts_with(", \"")
                && super::text::after(rest, ", version ").is_none() =>
            {
                return None;
            }
            b'/' | b'-' | b':' | b'=' | b'"' | b'\'' | b'`' | b'(' | b'@' | b'_' | b'\\' | b','
            | b'[' | b']' | b'<' | b'>' | b'~' | b'^' | b'|' | b'*' | b';' => {
                range |= matches!(first, b'>' | b'~' | b'^') && !rest.starts_with("=>");
                signs += 1;
                if rest.starts_with("=>") {
                    rest = rest.get(2..)?;
                } else {
                    rest = rest.get(1..)?;
                }
            }
            _ => {
                let word = BETWEEN.iter().find(|word| {
                    rest.get(..word.len()).is_some_and(|front| front.eq_ignore_ascii_case(word))
                        && rest
                            .as_bytes()
                            .get(word.len())
                            .is_some_and(|next| !next.is_ascii_alphabetic())
                })?;
                // "Ruby version: 3" is as good as "Ruby 3".
                words += usize::from(!matches!(word, "v" | "ver" | "version"));
                rest = rest.get(word.len()..)?;
            }
        }
        if words > 4 || signs > 6 {
            return None;
        }
    }
}

/// The characters of a version with its suffix.
fn token(text: &str) -> &str {
    word_of(text, b"._+~-").trim_back(".-+_~")
}

/// The letters, digits and other signs that a text starts with, at most 64 of them.
fn word_of<'a>(text: &'a str, signs: &[u8]) -> &'a str {
    const LONGEST: usize = 64;
    let within = |byte: u8| byte.is_ascii_alphanumeric() || signs.contains(&byte);
    let end = text.bytes().take(LONGEST).position(|byte| !within(byte));
    text.get(..end.unwrap_or(text.len().min(LONGEST))).unwrap_or_default()
}

/// Reads the version that `text` starts with in the notation of the name's
/// platform.
pub(super) fn version_at(text: &str, name: &'static Name, range: bool) -> Option<Version> {
    let found = platform(name.platform)?;
    // "gcc (Ubuntu 9.4.0-1ubuntu1)" has the version of a package, "4.1-4.3" is a range.
    let package = token(text).split_once('-').is_some_and(|(_, rest)| {
        rest.begins_digit()
            && (!rest.has_any(".") || rest.bytes().any(|byte| byte.is_ascii_alphabetic()))
    });
    // A kernel of Debian's is no Debian: "3.16.7-ckt20-1+deb8u1".
    if found.kind == PlatformKind::System && (package || token(text).has_any("+~")) {
        return None;
    }
    let behind = |length: usize| text.get(length..).unwrap_or_default();
    if let Some((text, length)) = release_at(text, name.platform) {
        let release = text.get(..length)?.to_owned();
        let rest = behind(length);
        return Some(Version { text: release, range, later: later(rest), earlier: earlier(rest) });
    }
    let token_end = behind(token(text).len());
    if let Some(release) = of_vendor(token(text), name) {
        return Some(Version { range: true, ..exact(release) });
    }
    let whole = spelled_out(text, name.platform);
    let (text, parsed): (String, Parsed) = shortenings(&whole)
        .find_map(|text| found.notation.parse(&text).ok().map(|parsed| (text, parsed)))?;
    // There never was a .NET Core 4: ".NET Runtime/4.0" is the Framework's.
    let skipped = name.platform == "dotnet-core" && parsed.version.major == 4 && name.word != "dotnet"
        // Before .NET 5 ".NET Runtime" was the Framework's.
        || name.word == ".net runtime" && parsed.version.major < 5
        // .NET 5 and later are the other one.
        || name.platform == "dotnet" && parsed.version.major > 4 && !OF_BOTH.hold(name.word)
        // There was no 1.2 of it: "Framework Version: 1.67.0" is Serverless.
        || name.platform == "dotnet" && parsed.version.major == 1 && parsed.version.minor > 1
        // HotSpot's own number: "25.171-b11".
        || name.platform == "java"
            && parsed.version.major > 19
            && whole.cut("-b").is_some_and(|(front, rest)| front.pieces(".").count() == 2 && rest.begins_digit())
        // "jvm 1 |" is a process, and "Java 2" was a brand.
        || name.platform == "java" && parsed.version.major < 5 && !text.starts_with("1.")
        // There was no Node.js 1 to 3, but io.js: "with node 3" is a machine.
        || name.platform == "node" && matches!(text.as_str(), "1" | "2" | "3") && !name.word.starts_with("io")
        // An address: "{node: 10.0.0.1:9200}".
        || name.platform == "node" && {
            let mut parts = whole.until_any(":/").pieces(".");
            parts.clone().count() == 4 && parts.all(Signs::is_digits)
        }
        // There was no OpenSSL 2, and no 0.9.9 or 0.10: those are the gem of Ruby and the
        // crates of Rust.
        || name.platform == "openssl" && (parsed.version.major == 2 || of_crate(&parsed))
        // A cell of a table: "| Windows | 2.7.6 |".
        || name.platform == "windows"
            && text.has_any(".")
            && !matches!(parsed.version.major, 4..=6 | 10)
        // Minecraft's: "Java 1.21.4". "Java 1.17.0" is what some call 17.
        || name.platform == "java"
            && parsed.version.major > 8
            && whole.starts_with("1.")
            && whole.pieces(".").nth(2).is_some_and(|third| third != "0")
        // 0.12 was the last of Node's first series.
        || name.platform == "node" && parsed.version.major == 0 && parsed.version.minor > 12
        // RVM's own: "rvm 1.29.12".
        || name.platform == "ruby" && parsed.version.major == 1 && parsed.version.minor > 9
        || name.least.is_some_and(|least| {
            found.notation.parse(least).is_ok_and(|least| parsed.version < least.version)
        })
        // "python3-idna" is a package of Python's.
        || name.platform == "python" && packaged(&whole);
    // "Python 2.7.5+" is what Debian's says of itself.
    let plus = token_end.strip_prefix('+').is_some_and(|rest| !rest.begins_digit());
    let whole_python = name.platform == "python" && text.pieces(".").count() > 2;
    let later = later(token_end) || plus && !whole_python;
    let earlier = earlier(token_end);
    (parsed.version.major <= name.highest && !skipped).then_some(Version {
        text,
        range,
        later,
        earlier,
    })
}

/// Whether OpenSSL's numbers never came so far: `openssl = "0.10.38"`.
fn of_crate(parsed: &Parsed) -> bool {
    let mut parts = parsed.normalised.pieces(".").map(|part| part.parse().unwrap_or(0));
    (parts.next(), parts.next(), parts.next()) > (Some(0), Some(9), Some(8))
        && parsed.version.major == 0
}

/// The release that came with a vendor's own number, for a later one of its
/// series: Zulu's `7.54.0.13`, but not its `7.54.0.13-ca-jdk7.0.342`.
fn of_vendor(number: &str, name: &Name) -> Option<&'static str> {
    let [from, release] = name.own?;
    let parts = |text: &str| -> Option<[u64; 2]> {
        let mut parts = text.pieces(".-").map_while(|part| part.parse().ok());
        Some([parts.next()?, parts.next()?])
    };
    let ([series, least], [own, minor]) = (parts(from)?, parts(number)?);
    (own == series && minor >= least && !number.has("jdk") && !number.has("jre")).then_some(release)
}

/// Whether a number without a dot is a part of a package's name: `3-idna`.
fn packaged(text: &str) -> bool {
    let rest = text.trim_front("0123456789");
    rest.as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic) && rest.begins("-")
}

/// A version that stands for itself.
fn exact(text: &str) -> Version {
    Version { text: text.to_owned(), range: false, later: false, earlier: false }
}

/// Whether earlier versions do as well: ` and below`, ` or older`, `以下`.
fn earlier(rest: &str) -> bool {
    const WORDS: Words = words!["below", "older", "earlier", "lower", "under", "prior", "down"];
    const FOREIGN: Words = words![
        "以下",
        "及以下",
        "之前",
        "以前",
        "und älter",
        "oder älter",
        "und früher",
        "ou inf",
        "et inf",
        "ou ant",
        "e ant",
        "o ant",
        "y ant",
        "и ниже",
        "и старше",
        "и более ран",
    ];
    let rest = rest.trim_front(" (");
    let joined = super::text::after(rest, "or ").or_else(|| super::text::after(rest, "and "));
    FOREIGN.start(rest) || joined.is_some_and(|word| WORDS.start(word))
}

/// Whether later versions do as well: ` or later`, ` and above`, `+`.
fn later(rest: &str) -> bool {
    const WORDS: Words =
        words!["later", "newer", "higher", "above", "greater", "up", "upwards", "more recent"];
    const FOREIGN: Words = words![
        "ou sup",
        "ou plus",
        "ou ult",
        "ou post",
        "oder h",
        "oder neu",
        "oder sp",
        "o sup",
        "o post",
        "o succ",
        "o mayor",
        "of hoger",
        "lub now",
        "или в",
        "или н",
        "或更",
        "以上",
        "及以上",
        "または",
    ];
    let words = rest.trim_front(" (");
    if FOREIGN.start(words) {
        return true;
    }
    let joined = super::text::after(words, "or ").or_else(|| super::text::after(words, "and "));
    joined.is_some_and(|word| {
        let mut behind = WORDS.iter().filter_map(|known| super::text::after(word, known));
        behind.any(|rest| !rest.as_bytes().first().is_some_and(u8::is_ascii_alphabetic))
    })
}

/// What both .NET are called: the version tells them apart.
pub(crate) const OF_BOTH: Words = words![
    ".net",
    ".net version",
    "environment.version",
    "target framework",
    "targetframework",
    "targeting framework"
];

/// The version token, with what some vendors set apart by a blank.
fn spelled_out(text: &str, platform: &str) -> String {
    let short = token(text);
    let rest = text.get(short.len()..).unwrap_or_default();
    // "python2.7 2.7.6-8ubuntu0.5" and "python3-3.6.8-17.el7": a package with its
    // version, which says more than its name.
    let named = short.trim_front("0123456789.").begins("-").then(|| short.cut("-")).flatten();
    let listed = rest.begins(" ").then(|| token(rest.trim_front(" ")));
    let more = |front: &str, version: &str| {
        let (front, numbers) = (front.with(".", ""), version.with(".", ""));
        version.has_any(".") && numbers.starts_with(&front)
    };
    let package = match (named, listed) {
        (Some((front, version)), _) if more(front, version) => version,
        (_, Some(version)) if version.len() > short.len() && more(short, version) => version,
        _ => "",
    };
    if !package.is_empty() && platform != "java" {
        return package.to_owned();
    }
    match platform {
        "java" => spelled_out_java(short, rest),
        // "perl 5, version 16, subversion 3 (v5.16.3)"
        "perl" => match rest.cut("(v") {
            Some((between, behind)) if between.len() < 40 && !short.contains('.') => {
                token(behind).to_owned()
            }
            _ => short.to_owned(),
        },
        "ruby" => {
            // "1.8.7 (2011-02-18 patchlevel 334)"
            let inside = rest.strip_prefix(" (").and_then(|rest| rest.split_once(')'));
            let level = inside.and_then(|(inside, _)| inside.cut("patchlevel "));
            match level {
                Some((_, level)) if level.bytes().all(|byte| byte.is_ascii_digit()) => {
                    format!("{short}-p{level}")
                }
                // "1.9.3 p448 (2013-06-27)"
                _ if rest.strip_prefix(" p").is_some_and(Signs::begins_digit) => {
                    format!("{short}-{}", token(rest.trim_start()))
                }
                // "ruby193" of the Software Collections, and "ruby18"
                _ if matches!(short.len(), 2 | 3) && short.begins("123") && short.is_digits() => {
                    joined(
                        &[short.get(..1), short.get(1..2), short.get(2..)]
                            .map(Option::unwrap_or_default),
                        ".",
                    )
                    .trim_back(".")
                    .to_owned()
                }
                _ => short.to_owned(),
            }
        }
        // A tag of a repository: "OpenSSL_1_0_1e", "curl-7_29_0".
        "openssl" | "curl" | "nss" if short.until_any(".").has_any("_") => {
            short.until_any(".").with("_", ".")
        }
        // "Python38-32", "php56"
        "python" | "php" => {
            // ActivePython's 2.7.2.5 is a build of 2.7.2.
            let own = short.pieces(".").take(3).map(str::len).sum::<usize>() + 2;
            let build = platform == "python" && short.with(".", "").is_digits();
            let short = short.get(..own).filter(|_| build).unwrap_or(short);
            compact(short).unwrap_or_else(|| short.to_owned())
        }
        _ => short.to_owned(),
    }
}

/// The same of Java.
fn spelled_out_java(short: &str, rest: &str) -> String {
    // "7 update 80", "7 Update 80", "7 u80"
    for word in [" update ", " u"] {
        if let Some(behind) = rest
            .get(..word.len())
            .zip(rest.get(word.len()..))
            .and_then(|(front, behind)| front.eq_ignore_ascii_case(word).then_some(behind))
        {
            let update = token(behind);
            if update.bytes().next().is_some_and(|byte| byte.is_ascii_digit()) {
                return format!("{short}u{update}");
            }
        }
    }
    // "zulu7.56.0.11-ca-jdk7.0.352"
    let inner = short.cut("-jdk").map(|(_, version)| version);
    let short = inner.filter(|version| version.begins_digit()).unwrap_or(short);
    // WebLogic's "jdk160_31", and "jdk16_45"
    let (front, update) = short.cut("_").unwrap_or((short, ""));
    if let [b'1', b'3'..=b'8', third @ ..] = front.as_bytes()
        && third.len() < 2
        && front.is_digits()
        && update.begins_digit()
    {
        let [feature, third] = [front.get(1..2), front.get(2..)].map(Option::unwrap_or_default);
        let third = if third.is_empty() { "0" } else { third };
        return joined(&["1.", feature, ".", third, "_", update.until_any("_-")], "");
    }
    // "jdk1_6_0_45"
    let dotted = short.with("_", ".");
    let short = if front == "1" && !short.has_any(".") { &dotted } else { short };
    // Zulu's 7.0.352 is 7u352.
    if let Some((feature, update)) = short.cut(".0.")
        && matches!(feature, "5" | "6" | "7" | "8")
        && update.is_digits()
    {
        return joined(&[feature, "u", update], "");
    }
    // IBM's 8.0.5.37 is fix pack 37 of service refresh 5.
    if let Some((feature @ ("6" | "7" | "8"), pack)) = short.cut(".0.")
        && let Some((refresh, pack)) = pack.split_once('.')
        && refresh.len() < 3
        && pack.is_digits()
    {
        return feature.to_owned();
    }
    // RPM's 1.7.0.111 is 7u111.
    let mut parts = short.splitn(4, '.');
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some("1"), Some(feature), Some(third), Some(update))
            if third.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            format!("1.{feature}.{third}_{update}")
        }
        _ => short.to_owned(),
    }
}

/// `38` is 3.8 and `310` is 3.10, where a directory's name leaves the dot out.
fn compact(text: &str) -> Option<String> {
    let digits = text.until_any("-_");
    let (major, minor) = digits.split_at_checked(1)?;
    // "PHP 500" is an answer of a server.
    let fits = !minor.is_empty()
        && minor.len() <= 2
        && minor != "00"
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && matches!(major, "2" | "3" | "5" | "7" | "8");
    fits.then(|| format!("{major}.{minor}"))
}

/// The token as it is, then without its vendor's tail, then its numbers only.
fn shortenings(whole: &str) -> impl Iterator<Item = String> {
    let signs = whole.find_any("-+~_").unwrap_or(whole.len());
    let numbers = whole
        .bytes()
        .position(|byte| !byte.is_ascii_digit() && byte != b'.')
        .unwrap_or(whole.len());
    [whole.len(), signs, numbers]
        .into_iter()
        .filter_map(|end| whole.get(..end))
        .map(|text| text.trim_end_matches('.'))
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
}

/// What stands behind the number in Python's `sys.version`.
const BUILDS: Words = words![
    " (default, ",
    " (main, ",
    " (tags/",
    " (heads/",
    " (r2",
    " (unknown,",
    " (v",
    " |Anaconda",
    " |Continuum",
    " | packaged by",
];

/// Go in a sentence, `Go 1.17`: its name is a word of every day, so that the
/// capital and its only series must be there, and no measure behind, nor what
/// Go 1.1 to 1.4 say of themselves: `Go 1.1 package http`.
fn series_of_go(front: &str, text: &str, name: &'static Name) -> Option<Version> {
    const OTHERS: &[&str] = &["package", "times", "x", "km", "miles", "m", "hours", "percent", "%"];
    const OWN: Words = words![
        "toolchain",
        "compiler",
        "runtime",
        "binary",
        "binaries",
        "app",
        "service",
        "program",
        "client",
        "build",
        "builds",
        "module",
        "code",
    ];
    let capital = text.starts_with("Go ");
    let text = super::text::after(text, "go ").filter(|rest| rest.starts_with("1."))?;
    let version = version_at(text, name, false)?;
    let behind = text.strip_prefix(version.text.as_str())?.trim_front(" ");
    let word = behind.until_any(" ,.;)");
    // "CentOS 7 + go 1.1", but not "let's go 1.5 km"
    let listed = front.trim_end().bytes().last().is_none_or(|sign| b"+,/|;:&(-".contains(&sign));
    let placed = listed && super::text::after(behind, "on ").is_some_and(on_system);
    let own = OWN.hold(word) || placed || listed && (behind.is_empty() || behind.begins("+,/|;)"));
    (if capital { !OTHERS.contains(&word) } else { own }).then_some(version)
}

/// Python's own notations: `2.7.5 (default, Jun 17 2014, 18:11:42) [GCC 4.8.2]`
/// and `sys.version_info(major=2, minor=7, micro=5`.
fn python_notation(line: &Line, at: usize) -> Option<Mention> {
    if !starts_word(&line.text, at) {
        return None;
    }
    let text = line.text.get(at..)?;
    let name = || NAMES.iter().find(|name| name.word == "python");
    let mention = |text: String| {
        let version = Some(exact(&text));
        Some(Mention { line: line.number, at, name: name()?, version, path: false })
    };
    let named = text.strip_prefix("sys.").unwrap_or(text).strip_prefix("version_info(major=");
    // "(2, 7, 8, 'final', 0)" is the same as Python 2.6 and older print it.
    let tuple = || {
        const LONGEST: usize = 40;
        let rest = text.strip_prefix('(')?;
        let near = rest.as_bytes().get(..LONGEST).unwrap_or(rest.as_bytes());
        find_in(near, b", 'final', ").map(|_| rest)
    };
    if let Some(rest) = named.or_else(tuple) {
        let mut numbers = rest
            .pieces(" ,=()abcdefghijklmnopqrstuvwxyz_")
            .filter(|number| !number.is_empty() && number.len() < 4);
        let numbers = [numbers.next()?, numbers.next()?, numbers.next()?];
        return mention(joined(&numbers, "."));
    }
    let whole = token(text);
    let dotted = whole.pieces(".").count() == 3
        && whole.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && whole.begins("23");
    let rest = text.get(whole.len()..)?;
    // "('2.7.5', 'OpenSSL 1.0.1e-fips 11 Feb 2013')"
    let beside = rest.starts_with("', 'OpenSSL ") && line.text.get(..at)?.ends_with("('");
    if dotted && (beside || BUILDS.iter().any(|build| rest.starts_with(build))) {
        let version = version_at(text, name()?, false)?;
        return mention(version.text);
    }
    None
}

/// Whether the token there is Java's short notation, `8u292` or `8u292b10`, and
/// no noise, which has such signs too.
fn short_notation(line: &Line, at: usize, whole: &str) -> bool {
    let Some(("5" | "6" | "7" | "8", update)) = whole.split_once('u') else {
        return false;
    };
    let rest = update.trim_front("0123456789");
    let build = rest.strip_prefix('b').is_some_and(Signs::is_digits);
    if !(rest.is_empty() || rest.begins("-_.+") || build) {
        return false;
    }
    let named = || ["java", "jdk", "jre", "jvm"].iter().any(|word| contains(&line.text, word));
    match update.len() - rest.len() {
        1 => line.text.trim().len() == whole.len() || named(),
        2 | 3 => {
            let front = line.text.get(..at).unwrap_or_default();
            let ends = line.text.get(at + whole.len()..).unwrap_or_default();
            let apart = front.is_empty() || front.trim_back(" \t([\"'`,:=").len() < front.len();
            apart && (ends.is_empty() || ends.begins(" \t)],;:.!?\"'`<")) || named()
        }
        _ => false,
    }
}

/// Java's own notations say by themselves that they are Java's: `1.7.0_80`,
/// `8u292`.
fn java_notation(line: &Line, at: usize) -> Option<Mention> {
    // "R28.2.5-20-152429-1.6.0_37-20120927": JRockit has it within its build.
    let inside = at.checked_sub(1).and_then(|at| line.text.as_bytes().get(at)) == Some(&b'-');
    if !inside && !starts_word(&line.text, at) {
        return None;
    }
    let text = line.text.get(at..)?;
    if !text.as_bytes().first()?.is_ascii_digit() {
        return None;
    }
    let whole = token(text);
    let leading = |text: &str| {
        let end = text.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len());
        text.get(..end).unwrap_or_default().to_owned()
    };
    let old = whole.strip_prefix("1.").and_then(|rest| rest.split_once('_')).is_some_and(
        |(numbers, update)| {
            let mut parts = numbers.pieces(".");
            matches!(parts.next(), Some("3" | "4" | "5" | "6" | "7" | "8"))
                && parts.next().is_some_and(Signs::is_digits)
                && parts.next().is_none()
                && (1 + usize::from(inside)..=3).contains(&leading(update).len())
        },
    );
    let short = !inside && short_notation(line, at, whole);
    // "OpenJDK 64-Bit Server VM 11.0.6+10 on 11.0.6+10" of JRuby.
    let before = at.checked_sub(4).and_then(|from| line.text.get(from..at));
    let machine = before.is_some_and(|before| before.eq_ignore_ascii_case(" vm "));
    if !(old || short || machine) {
        return None;
    }
    let name = NAMES.iter().find(|name| name.word == "java")?;
    let version = version_at(text, name, false)?;
    Some(Mention { line: line.number, at, name, version: Some(version), path: false })
}

/// Reads a text that is a version and nothing else, as output of the named
/// program.
pub(crate) fn version_of(text: &str, platform_id: &str) -> Option<Version> {
    let name = NAMES.iter().find(|name| name.platform == platform_id && !name.only)?;
    let text = text.trim().trim_ends("\"'`[]").trim();
    let text = without_v(text);
    let version = version_at(text, name, false)?;
    (token(text).len() == text.len()).then_some(version)
}

/// A version that stands alone in a text that is about that platform, in a
/// form of its own: Node's `v8.11.1:deps/openssl`, Java's `11.0.9+11-b1145.21`.
pub(crate) fn lone_version(text: &str, platform_id: &str) -> Option<Version> {
    let kind = |byte: u8| byte.is_ascii_alphanumeric() || b".+".contains(&byte);
    let starts = (0..text.len()).filter(|at| {
        // "yarn install v0.15.1" has the version of what stands before it, and
        // "node-sass/releases/download/v4.14.1" that of a package.
        let named = || {
            const FAR: usize = 200;
            let before = text.as_bytes().get(at.saturating_sub(FAR)..*at).unwrap_or_default();
            let last = before.iter().rfind(|byte| !b" \t".contains(byte));
            let word = before.rsplit(|byte| *byte == b' ').next().unwrap_or_default();
            let address = word.windows(3).any(|signs| signs == b"://");
            last.is_some_and(u8::is_ascii_alphanumeric) || address
        };
        let sign = text.as_bytes().get(*at).is_some_and(|byte| kind(*byte));
        sign && starts_word(text, *at) && (platform_id == "java" || !named())
    });
    let mut words = starts.filter_map(|at| Some((at, word_of(text.get(at..)?, b".+"))));
    words.find_map(|(at, word)| {
        let numbers = match platform_id {
            "java" => word.split_once('+').filter(|(_, build)| build.begins_digit())?.0,
            _ => super::text::after(word, "v")?,
        };
        // "minimum required node version: v0.12.x"
        let asked = || claims::asks(text.get(..at).unwrap_or_default());
        let whole = numbers.pieces(".").count() == 3 && !asked();
        whole.then(|| version_of(numbers, platform_id))?
    })
}
