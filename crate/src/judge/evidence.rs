//! Everything that a pasted text shows, brought to one report.

use super::stack::{Stack, check};
use crate::advice;
use crate::message::Message;
use crate::model::{Platform, PlatformKind, Protocol, Support};
use crate::policy::Policy;
use crate::recognise::bare::{self, Bare};
use crate::recognise::browser::{self, Browser};
use crate::recognise::handshake::{self, Handshake};
use crate::recognise::mentions::{self, Mention};
use crate::recognise::phrases::{Hit, Squashed};
use crate::recognise::pins::{self, Asks, Pins};
use crate::recognise::reply::{self, Reply};
use crate::recognise::response::{Asker, Response, interpret_response};
use crate::recognise::text::{LONGEST, Text};
use crate::recognise::{commands, keys};
use crate::report::{Basis, Cause, Finding, Kind, LimitedBy, Report, Verdict};
use crate::tables::platform;

/// Says what a pasted text means: the output of a command, an error, a
/// User-Agent, a transcript, a reply of a test endpoint, a file that pins a
/// version, or a mail with several of these.
///
/// The text is taken as it is; at most [`LONGEST`] bytes of it are read.
///
/// ```
/// use tls_ready::{Policy, Verdict, inspect};
///
/// let report = inspect("$ ruby -v\nruby 1.9.3p551 (2014-11-13) [x86_64-linux]", &Policy::built_in());
/// assert_eq!(report.platform, Some("ruby"));
/// assert_eq!(report.verdict, Verdict::Upgrade);
/// ```
pub fn inspect(text: &str, policy: &Policy) -> Report {
    let evidence = Evidence::read(text);
    let mut report = evidence.judge(policy);
    // JSON or a page of no known kind: the parser of replies has the words.
    if report.kind == Kind::Unrecognised && text.trim_start().starts_with(['{', '<', '\u{feff}']) {
        let response = Response { status: None, content_type: None, body: text.as_bytes() };
        return interpret_response(&response, &Asker::Program, policy);
    }
    report.findings = evidence.findings();
    if evidence.text.cut {
        report.notes.push(format!("Only the first {LONGEST} bytes were read."));
    }
    report
}

/// A platform that a text shows, by a version or by a sign.
#[derive(Clone, Debug)]
struct Seen {
    line: u32,
    platform: &'static Platform,
    version: Option<Named>,
    /// What the text says by itself of the client's TLS 1.2.
    says: Option<Support>,
    /// How much it counts in the choice of the platform.
    weight: u32,
    kind: Kind,
    /// The name alone, without anything that a program printed.
    sign: bool,
}

/// A version as it was named.
#[derive(Clone, Debug, PartialEq)]
enum Named {
    /// This one.
    Exact(String),
    /// This one or a later one.
    From(String),
    /// The newest.
    Newest,
}

/// A library that does TLS for somebody.
#[derive(Clone, Debug)]
struct Library {
    line: u32,
    platform: &'static Platform,
    /// As it stands there: `OpenSSL/1.0.1f`.
    text: String,
    version: Option<String>,
    /// The shell's own `openssl` says so.
    shell: bool,
}

/// Everything that was recognised.
struct Evidence {
    text: Text,
    hits: Vec<Hit>,
    seen: Vec<Seen>,
    libraries: Vec<Library>,
    handshakes: Vec<Handshake>,
    reply: Option<Reply>,
    browser: Option<Browser>,
    pins: Pins,
    bare: Option<Bare>,
    variant: Option<&'static str>,
    /// A text that shows that a switch cured the failure.
    cured: bool,
    /// A server's log about a remote client, which is not named.
    serving: bool,
}

/// Platforms that stand around others: what the left one is shown with, the
/// right one did on its behalf.
const OVER: &[(&str, &str)] = &[
    ("android", "java"),
    ("android", "okhttp"),
    ("java", "okhttp"),
    ("java", "apache-httpclient"),
    ("php", "curl"),
    ("git", "curl"),
    ("python", "curl"),
    ("ruby", "curl"),
    ("dotnet", "curl"),
    ("dotnet-core", "curl"),
    ("dotnet", "powershell"),
    ("dotnet-core", "powershell"),
    ("dotnet", "windows"),
    ("dotnet-core", "windows"),
    ("python", "requests"),
    ("python", "urllib3"),
    ("python", "pyopenssl"),
    ("python", "pypy"),
    ("java", "jruby"),
    ("java", "ruby"),
    ("java", "windows"),
    ("node", "curl"),
    ("dotnet-core", "dotnet"),
    ("rust", "java"),
];

impl Evidence {
    fn read(input: &str) -> Self {
        let text = Text::new(input);
        let squashed = Squashed::new(&text);
        let mut hits = squashed.phrases(&text);
        once_each(&mut hits, |one, other| std::ptr::eq(one.meaning, other.meaning));
        let cured = cured(&squashed);
        let serving = serving(&text);
        let browser = text.lines.iter().find_map(browser::browser);
        let mut handshakes = handshake::handshakes(&text);
        // Of equal ones the last counts: it is how it ended.
        handshakes.reverse();
        once_each(&mut handshakes, |one, other| {
            (one.negotiated, one.agreed, one.by) == (other.negotiated, other.agreed, other.by)
        });
        handshakes.reverse();
        // A transcript has keys of its own.
        let transcript = handshakes.iter().any(|handshake| handshake.by.is_some());
        let reply = reply::reply(&text).filter(|reply| reply.outcome.is_some() || !transcript);
        let pins = pins::pins(&text);
        let mut evidence = Self {
            hits,
            seen: Vec::new(),
            libraries: Vec::new(),
            handshakes,
            reply,
            browser,
            pins,
            bare: None,
            variant: None,
            cured,
            serving,
            text,
        };
        evidence.read_versions();
        evidence.read_signs();
        if evidence.seen.is_empty() && evidence.libraries.is_empty() && evidence.browser.is_none() {
            evidence.bare = bare::bare(&evidence.text);
            evidence.read_bare();
        }
        evidence
    }

    fn see(&mut self, line: u32, id: &str, version: Option<Named>, kind: Kind, weight: u32) {
        if let Some(platform) = platform(id) {
            let sign = version.is_none();
            self.seen.push(Seen { line, platform, version, says: None, weight, kind, sign });
        }
    }

    /// Everything with a version.
    fn read_versions(&mut self) {
        for pin in self.pins.pins.clone() {
            let version = match &pin.asks {
                Asks::Version(text) => Some(Named::Exact(text.clone())),
                Asks::From(text) => Some(Named::From(text.clone())),
                Asks::Newest => Some(Named::Newest),
                Asks::Open | Asks::Says(_) => None,
            };
            self.see(pin.line, pin.platform, version, Kind::PinFile, 6);
            if let (Asks::Says(says), Some(last)) = (&pin.asks, self.seen.last_mut()) {
                last.says = Some(*says);
            }
            if let (Asks::Open, Some(last)) = (&pin.asks, self.seen.last_mut()) {
                last.says = Some(Support::Unknown);
            }
        }
        for keyed in keys::keyed(&self.text) {
            let version = keyed.version.map(Named::Exact);
            self.see(keyed.line, keyed.platform, version, Kind::VersionOutput, 5);
            if let Some(last) = self.seen.last_mut().filter(|last| last.sign) {
                last.says = Some(keyed.tls12.unwrap_or(Support::Unknown));
            }
        }
        for output in commands::outputs(&self.text) {
            self.see(
                output.line,
                output.platform,
                Some(Named::Exact(output.version.text)),
                Kind::VersionOutput,
                5,
            );
        }
        let shell = commands::shell_openssl(&self.text);
        let browser_line = self.browser.as_ref().map(|browser| browser.line);
        let lines: Vec<Mention> = self
            .text
            .lines
            .iter()
            .filter(|line| Some(line.number) != browser_line && !absent(&line.text))
            .flat_map(mentions::mentions)
            .collect();
        let mut kept: Vec<&Mention> = lines.iter().collect();
        once_each(&mut kept, |one, other| {
            let text =
                |mention: &Mention| mention.version.as_ref().map(|version| version.text.clone());
            std::ptr::eq(one.name, other.name) && one.path == other.path && text(one) == text(other)
        });
        // A directory's name is often less exact than what the program says.
        let named = kept.clone();
        let said = |mention: &Mention| {
            named.iter().any(|other| {
                !other.path
                    && other.version.is_some()
                    && other.name.platform == mention.name.platform
            })
        };
        for mention in kept.into_iter().filter(|mention| !mention.path || !said(mention)) {
            self.read_mention(mention, &shell);
        }
    }

    fn read_mention(&mut self, mention: &Mention, shell: &[u32]) {
        let Some(platform) = platform(mention.name.platform) else { return };
        let kind = self.kind_of(mention);
        if platform.kind == PlatformKind::Library || mention.name.library {
            let Some(text) = self.library_text(mention) else { return };
            self.libraries.push(Library {
                line: mention.line,
                platform,
                text,
                version: mention.version.as_ref().map(|version| version.text.clone()),
                shell: shell.contains(&mention.line),
            });
            return;
        }
        // Only the last stage of a Dockerfile runs.
        let from =
            self.text.lines.iter().any(|line| {
                line.number == mention.line && line.text.trim_start().starts_with("FROM ")
            });
        if self.pins.file && from {
            return;
        }
        // A pinned file has said more exactly what it asks for.
        if self.pins.file && self.pins.pins.iter().any(|pin| pin.platform == platform.id) {
            return;
        }
        let version = mention.version.as_ref().map(|version| {
            if version.range {
                Named::From(version.text.clone())
            } else {
                Named::Exact(version.text.clone())
            }
        });
        let weight = if version.is_some() { 4 } else { 2 };
        let says = mention.name.tls12.or(version.is_none().then_some(Support::Unknown));
        let sign = version.is_none();
        self.seen.push(Seen { line: mention.line, platform, version, says, weight, kind, sign });
    }

    /// A library as it stands in the text: `OpenSSL 1.0.1e-fips`, `NSS/3.21
    /// Basic ECC`, `SecureTransport`.
    fn library_text(&self, mention: &Mention) -> Option<String> {
        let line = self.text.line(mention.line)?;
        let word = line.text.get(mention.at..mention.at + mention.name.word.len())?;
        let Some(version) = &mention.version else { return Some(word.to_owned()) };
        let rest = line.text.get(mention.at + word.len()..)?;
        let between = rest.get(..rest.find(&version.text)?)?;
        let sign = if between.contains('/') { '/' } else { ' ' };
        let mut text = format!("{word}{sign}{}", version.text);
        if rest.contains("Basic ECC") {
            text.push_str(" Basic ECC");
        }
        Some(text)
    }

    fn kind_of(&self, mention: &Mention) -> Kind {
        let Some(line) = self.text.line(mention.line) else {
            return Kind::VersionOutput;
        };
        let after = line.text.get(mention.at + mention.name.word.len()..).unwrap_or_default();
        let whole = mention.at == 0
            && self.text.lines.len() == 1
            && mention.version.as_ref().is_some_and(|version| {
                after.trim_start_matches(['/', ' ', '-', 'v', '.']).len() <= version.text.len() + 8
            });
        if after.starts_with('/') && !line.text.contains('\\') && !line.text.starts_with('/') {
            Kind::UserAgent
        } else if whole {
            Kind::BareVersion
        } else {
            Kind::VersionOutput
        }
    }

    /// Platforms that show themselves by what they print.
    fn read_signs(&mut self) {
        let failed = self.hits.iter().any(|hit| hit.meaning.failure.is_some());
        for hit in self.hits.clone() {
            self.variant = self.variant.or(hit.meaning.variant);
            let Some(id) = hit.meaning.platform else { continue };
            let Some(platform) = platform(id) else { continue };
            if platform.kind == PlatformKind::Library {
                continue;
            }
            if hit.meaning.failure.is_none() && hit.meaning.weak && !failed {
                continue;
            }
            let weight = if hit.meaning.failure.is_some() { 6 } else { 3 };
            self.seen.push(Seen {
                line: hit.line,
                platform,
                version: None,
                says: hit.meaning.tls12,
                weight,
                kind: Kind::Error,
                sign: true,
            });
        }
        for handshake in self.handshakes.clone() {
            if let Some(by) = handshake.by {
                let weight = if handshake.negotiated.is_some() { 6 } else { 3 };
                self.see(handshake.line, by, None, Kind::Transcript, weight);
            }
            if let Some(library) = handshake.library
                && let Some(platform) = platform(library)
                && self.libraries.is_empty()
            {
                self.libraries.push(Library {
                    line: handshake.line,
                    platform,
                    text: library.to_owned(),
                    version: None,
                    shell: false,
                });
            }
        }
    }

    fn read_bare(&mut self) {
        match self.bare.clone() {
            Some(Bare::Of(id, version)) => {
                if platform(id).is_some_and(|platform| platform.kind == PlatformKind::Library) {
                    if let Some(platform) = platform(id) {
                        let text = format!("{} {version}", platform.name);
                        let version = Some(version);
                        self.libraries.push(Library {
                            line: 1,
                            platform,
                            text,
                            version,
                            shell: false,
                        });
                    }
                } else {
                    self.see(1, id, Some(Named::Exact(version)), Kind::BareVersion, 4);
                }
            }
            Some(Bare::Clr) => {
                self.see(1, "dotnet", Some(Named::Exact("4.0.30319".into())), Kind::BareVersion, 4);
            }
            Some(Bare::Ambiguous) => {}
            // "Ruby" is all that Ruby's own client says of itself.
            None => {
                if let [line] = self.text.lines.as_slice()
                    && let Some(named) = platform(line.text.trim())
                {
                    self.see(line.number, named.id, None, Kind::UserAgent, 2);
                    if let Some(last) = self.seen.last_mut() {
                        last.says = Some(Support::Unknown);
                    }
                }
            }
        }
    }

    // --- the choice of what decides ------------------------------------------

    /// The platform that the text is about.
    fn chosen(&self) -> Option<&'static Platform> {
        let mut scores: Vec<(&'static Platform, u32, u32)> = Vec::new();
        for seen in &self.seen {
            match scores.iter_mut().find(|(platform, ..)| *platform == seen.platform) {
                // Ten signs of one sort are not more than one.
                Some((_, score, line)) => {
                    *score = (*score).max(seen.weight) + u32::from(seen.version.is_some());
                    *line = (*line).min(seen.line);
                }
                None => scores.push((seen.platform, seen.weight, seen.line)),
            }
        }
        // What only one of two relatives prints decides between them.
        let decided: Vec<&str> = self
            .hits
            .iter()
            .filter(|hit| hit.meaning.decides)
            .filter_map(|hit| hit.meaning.platform)
            .collect();
        let shown: Vec<&str> = scores.iter().map(|(platform, ..)| platform.id).collect();
        scores.retain(|(platform, ..)| {
            let under = |over: &str, under: &str| under == platform.id && shown.contains(&over);
            decided.contains(&platform.id) || !OVER.iter().any(|(one, other)| under(one, other))
        });
        scores.retain(|(platform, ..)| {
            self.has_version(platform)
                || !OVER.iter().any(|(over, under)| *over == platform.id && decided.contains(under))
        });
        // A system is only the answer where nothing runs on it.
        if scores.iter().any(|(platform, ..)| platform.kind != PlatformKind::System) {
            scores.retain(|(platform, ..)| platform.kind != PlatformKind::System);
        }
        let best = scores.iter().map(|(_, score, _)| *score).max()?;
        let mut versions = scores
            .iter()
            .filter(|(platform, score, _)| *score == best || self.has_version(platform))
            .map(|(platform, ..)| *platform);
        let first = versions.next()?;
        // Several runtimes with versions: the weakest is the one to worry about.
        let rivals = versions.filter(|platform| self.has_version(platform));
        let strongest = scores
            .iter()
            .filter(|(_, score, _)| *score == best)
            .map(|(platform, ..)| *platform)
            .next()
            .unwrap_or(first);
        let failing = self.failure().and_then(|hit| hit.meaning.platform).and_then(platform);
        if let Some(failing) = failing
            && scores.iter().any(|(platform, ..)| *platform == failing)
        {
            return Some(failing);
        }
        let weakest = rivals.min_by_key(|platform| rank(self.support_of(platform)));
        match weakest {
            Some(weakest) if rank(self.support_of(weakest)) < rank(self.support_of(strongest)) => {
                Some(weakest)
            }
            _ => Some(strongest),
        }
    }

    fn has_version(&self, platform: &'static Platform) -> bool {
        self.seen.iter().any(|seen| seen.platform == platform && seen.version.is_some())
    }

    fn support_of(&self, platform: &'static Platform) -> Support {
        self.version_of(platform)
            .map_or(Support::Unknown, |version| support(platform, &version, None, self.variant))
    }

    /// The version of a platform that decides: the weakest, but of runtimes
    /// that are installed side by side the newest.
    fn version_of(&self, platform: &'static Platform) -> Option<Named> {
        let mut versions: Vec<Named> = Vec::new();
        // The openssl command is its own library.
        for library in self.libraries.iter().filter(|library| library.platform == platform) {
            versions.extend(library.version.clone().map(Named::Exact));
        }
        for version in self.seen.iter().filter(|seen| seen.platform == platform) {
            if let Some(version) = &version.version
                && !versions.contains(version)
            {
                versions.push(version.clone());
            }
        }
        // The CLR's version names no product.
        if platform.id == "dotnet" && versions.len() > 1 {
            versions.retain(|version| {
                version.exact().is_none_or(|text| !text.starts_with("4.0.30319"))
            });
        }
        let exact: Vec<String> = versions.iter().filter_map(Named::exact).collect();
        // "Java 8" beside "1.8.0_25" is the same said less exactly.
        versions.retain(|version| {
            version.exact().is_none_or(|text| {
                !exact.iter().any(|other| *other != text && is_family_of(platform, &text, other))
            })
        });
        let weight = |version: &Named| rank(support(platform, version, None, self.variant));
        if platform.id == "dotnet-core" {
            return versions.into_iter().max_by_key(|version| {
                version
                    .exact()
                    .and_then(|text| platform.notation.parse(&text).ok())
                    .map(|parsed| parsed.version)
            });
        }
        let lone = || {
            let bare = self
                .text
                .lines
                .iter()
                .find_map(|line| mentions::lone_version(&line.text, platform.id));
            bare.filter(|_| platform.id == "node").map(|version| Named::Exact(version.text))
        };
        versions.into_iter().min_by_key(weight).or_else(lone)
    }

    /// The library that does the platform's TLS, where the text shows it.
    fn library_of(&self, platform: &'static Platform) -> Option<&Library> {
        let linked = platform.linked.as_ref();
        let near = |library: &&Library| {
            self.seen.iter().any(|seen| seen.platform == platform && seen.line == library.line)
        };
        let own = self.libraries.iter().filter(|library| !library.shell);
        let candidates: Vec<&Library> = own.collect();
        // Node shows the one that it brings along.
        if linked.is_none() && platform.id != "node" {
            return None;
        }
        candidates
            .iter()
            .copied()
            .find(near)
            .or_else(|| candidates.iter().copied().find(|library| library.version.is_some()))
            .or_else(|| candidates.first().copied())
    }

    /// The failure that a careful reader puts first: not a frame around
    /// another, then the most exact cause, then the first.
    fn failure(&self) -> Option<Hit> {
        let failures = self.hits.iter().filter(|hit| hit.meaning.failure.is_some());
        failures
            .min_by_key(|hit| (hit.meaning.weak, hit.meaning.failure.map_or(99, exactness), hit.at))
            .copied()
    }

    /// A completed handshake that speaks for the platform.
    fn negotiated(&self, platform: Option<&'static Platform>) -> Option<&Handshake> {
        self.handshakes.iter().rev().find(|handshake| {
            let by = handshake.by.and_then(crate::tables::platform);
            let speaks = match (platform, by) {
                // curl and s_client prove nothing about a runtime in the same text.
                (Some(platform), Some(by)) => {
                    platform == by || OVER.contains(&(platform.id, by.id))
                }
                _ => true,
            };
            handshake.negotiated.is_some() && speaks && !handshake.of_server
        })
    }

    // --- the report -----------------------------------------------------------

    fn kind(&self) -> Kind {
        if self.reply.is_some() {
            return Kind::Response;
        }
        let failed = self.hits.iter().any(|hit| hit.meaning.failure.is_some());
        let transcript = self.handshakes.len() > usize::from(failed);
        if transcript {
            return Kind::Transcript;
        }
        if failed {
            return Kind::Error;
        }
        if self.browser.is_some() {
            return Kind::UserAgent;
        }
        if self.pins.file {
            return Kind::PinFile;
        }
        if self.bare.is_some() {
            return Kind::BareVersion;
        }
        let kinds: Vec<Kind> = self.seen.iter().map(|seen| seen.kind).collect();
        for kind in [Kind::UserAgent, Kind::BareVersion, Kind::VersionOutput, Kind::Error] {
            if kinds.contains(&kind) {
                return kind;
            }
        }
        match self.libraries.first() {
            Some(_) if self.text.lines.len() == 1 => Kind::BareVersion,
            Some(_) => Kind::VersionOutput,
            None => Kind::Unrecognised,
        }
    }

    fn judge(&self, policy: &Policy) -> Report {
        let kind = self.kind();
        let chosen = self.chosen();
        let mut report = match chosen {
            Some(platform) => self.of_platform(platform, policy),
            None => self.of_library(policy),
        };
        report.kind = kind;
        let handshake = self.negotiated(chosen);
        if let Some(reply) = &self.reply {
            of_reply(&mut report, reply, policy);
        } else if let Some(handshake) = handshake {
            let failure = self.failure().filter(|hit| !hit.meaning.weak);
            of_handshake(&mut report, handshake, failure, policy);
        } else if let Some(failure) = self.failure() {
            self.of_failure(&mut report, &failure, policy);
        } else if let (None, Some(says)) = (chosen, self.says_anywhere()) {
            report.tls12 = says;
            report.verdict = Verdict::of(says);
            report.basis = Some(Basis::Measured);
            let id = if says == Support::Default { "hello.offers" } else { "hello.below" };
            report.say(Message::new(id).with("minimum", policy.minimum.name()));
        } else if self.handshakes.iter().any(|handshake| handshake.of_server) {
            report.say(Message::new("transcript.of-server"));
        } else if !self.handshakes.is_empty() && report.tls12 == Support::NotApplicable {
            report.tls12 = Support::Unknown;
            report.tls13 = Support::Unknown;
            report.say(Message::new("transcript.unfinished"));
        }
        if report.platform.is_none() && chosen.is_none() {
            advice::next_for_anyone(&mut report, policy);
        }
        report
    }

    /// The report on a platform, by its version where one is named.
    fn of_platform(&self, platform: &'static Platform, policy: &Policy) -> Report {
        let version = self.version_of(platform);
        let library = self.library_of(platform);
        let linked = library.and_then(|library| linkable(platform, library));
        let name = platform.name;
        let checked = version
            .as_ref()
            .and_then(Named::exact)
            .and_then(|text| self.checked(platform, &text, linked.as_deref(), policy));
        let mut report = checked.unwrap_or_else(|| {
            let message = Message::new("platform.no-version").with("platform", name);
            Report::unknown(Kind::VersionOutput, message, policy)
        });
        if report.platform.is_none() {
            // No version of its own: its library decides, else what the text says.
            report.platform = Some(platform.id);
            report.basis = Some(Basis::Inferred);
            let says = match &version {
                Some(version @ (Named::From(_) | Named::Newest)) => {
                    Some(support(platform, version, None, self.variant))
                }
                _ => self.says(platform),
            };
            let of_library = library.and_then(|library| library_support(platform, library));
            report.tls12 = of_library.or(says).unwrap_or(Support::NotApplicable);
            report.tls13 = Support::Unknown;
            report.verdict = Verdict::of(report.tls12);
            if let (Some(support), Some(library)) = (of_library, library) {
                report.say(
                    Message::new(match support {
                        Support::Default => "library.ready",
                        Support::OptIn => "library.enable",
                        Support::Unsupported => "library.upgrade",
                        _ => "library.unknown",
                    })
                    .with("platform", name)
                    .with("library", library.text.clone())
                    .with("minimum", policy.minimum.name()),
                );
            }
            advice::fixes_of_platform(&mut report, platform, policy.minimum);
            advice::next(&mut report, platform, library.is_some(), policy);
        }
        report.linked_tls_library = library.map(|library| library.text.clone());
        // A warning that only an old one prints settles an open version.
        if let (Support::Unknown, Some(says)) = (report.tls12, self.says_anywhere())
            && matches!(says, Support::Unsupported | Support::OptIn)
        {
            report.tls12 = says;
            report.verdict = Verdict::of(says);
        }
        // A library for Java does what the Java below lets it.
        let on_runtime =
            platform.linked.as_ref().is_some_and(|linked| linked.platforms.contains(&"java"));
        if on_runtime && library.is_none() {
            report.tls12 = report.tls12.bound_to(Support::Unknown);
            report.verdict = Verdict::of(report.tls12);
            report.say(report.message.clone().renamed("stack.unknown").with("platform", name));
        }
        if let Some(library) = library
            && linked.is_none()
            && platform.linked.is_some()
        {
            unlisted_library(&mut report, platform, library, policy);
        }
        report
    }

    fn checked(
        &self,
        platform: &'static Platform,
        version: &str,
        linked: Option<&str>,
        policy: &Policy,
    ) -> Option<Report> {
        let variant =
            self.variant.filter(|id| platform.variants.iter().any(|variant| variant.id == *id));
        let stack = Stack {
            platform: platform.id.into(),
            version: version.into(),
            linked: linked.map(str::to_owned),
            variant: variant.map(str::to_owned),
        };
        check(&stack, policy).ok()
    }

    /// What the text says by itself of a platform's TLS 1.2; the weakest of it.
    fn says(&self, platform: &'static Platform) -> Option<Support> {
        let seen = self.seen.iter().filter(|seen| seen.platform == platform);
        seen.filter_map(|seen| seen.says)
            .min_by_key(|says| if *says == Support::Unknown { 9 } else { rank(*says) })
    }

    /// The report where no program is named: a library alone, a browser, an
    /// ambiguous version, or nothing.
    fn of_library(&self, policy: &Policy) -> Report {
        let library = self
            .libraries
            .iter()
            .filter(|library| library.version.is_some())
            .min_by_key(|library| rank(support_text(library)))
            .or_else(|| self.libraries.first());
        if let Some(library) = library {
            let checked = library.version.as_deref().and_then(|version| {
                let mut report = self.checked(library.platform, version, None, policy)?;
                let only = "the program uses this library";
                if report.verdict == Verdict::Ready {
                    report.conditions.push(only.into());
                    report.say(
                        report.message.clone().renamed("stack.ready-if").with("condition", only),
                    );
                }
                Some(report)
            });
            let mut report = checked.unwrap_or_else(|| {
                let message = Message::new("library.alone").with("library", library.text.clone());
                let mut report = Report::unknown(Kind::VersionOutput, message, policy);
                report.tls12 = named_support(library).unwrap_or(Support::Unknown);
                report.tls13 = Support::Unknown;
                report.verdict = Verdict::Unknown;
                report
            });
            report.linked_tls_library = Some(library.text.clone());
            return report;
        }
        let message = match (&self.browser, &self.bare) {
            (Some(browser), _) => {
                Message::new("browser.user-agent").with("browser", named(browser))
            }
            (_, Some(Bare::Ambiguous)) => Message::new("bare.ambiguous"),
            _ if self.text.lines.is_empty() => Message::new("unrecognised.empty"),
            _ if self.pins.file => Message::new("pins.nothing"),
            _ => Message::new("unrecognised"),
        };
        let mut report = Report::unknown(Kind::Unrecognised, message, policy);
        if self.bare == Some(Bare::Ambiguous) {
            report.tls12 = Support::Unknown;
            report.tls13 = Support::Unknown;
        }
        report
    }

    /// A failure, with what the version says beside it.
    fn of_failure(&self, report: &mut Report, failure: &Hit, policy: &Policy) {
        let meaning = failure.meaning;
        let mut cause = meaning.failure.unwrap_or(Cause::Unknown);
        let versioned = report.basis == Some(Basis::Declared)
            || (report.tls12 != Support::NotApplicable && report.linked_tls_library.is_some());
        report.cause = cause;
        report.basis = report.basis.or(Some(Basis::Inferred));
        let about_versions = matches!(cause, Cause::ProtocolVersion | Cause::Unknown);
        // In a server's log "unsupported protocol" is what the client has.
        let server = meaning.limited_by == Some(LimitedBy::Server) && self.serving;
        if !versioned || report.tls12 == Support::Unknown {
            let says = meaning.tls12.or_else(|| self.says_anywhere()).filter(|_| !server);
            report.tls12 = match says {
                _ if !about_versions && self.settled().is_some() => {
                    self.settled().unwrap_or(Support::Unknown)
                }
                Some(says) if about_versions || versioned => says,
                None if versioned => report.tls12,
                None if about_versions => Support::Unknown,
                // Where the version was agreed on, it was good enough for that.
                _ if self.agreed() >= Some(Protocol::Tls12) => Support::Default,
                _ => Support::NotApplicable,
            };
            if self.cured && about_versions {
                report.tls12 = Support::OptIn;
                cause = Cause::ProtocolVersion;
                report.cause = cause;
            }
        }
        if let Some(version) = meaning.negotiated {
            report.negotiated = Some(version);
        }
        report.limited_by = match (cause, meaning.limited_by) {
            (Cause::ProtocolVersion, None) => Some(LimitedBy::Client),
            (Cause::ProtocolVersion, _) if server => Some(LimitedBy::Client),
            (_, side) => side,
        };
        report.verdict = match (cause, report.limited_by, report.tls12) {
            (Cause::ProtocolVersion, Some(LimitedBy::Server), _) => Verdict::OtherSide,
            (Cause::ProtocolVersion | Cause::Unknown, _, Support::Unsupported) => Verdict::Upgrade,
            (Cause::ProtocolVersion | Cause::Unknown, _, Support::OptIn) => Verdict::Enable,
            (Cause::ProtocolVersion | Cause::Unknown, ..) => Verdict::Unknown,
            (Cause::None, _, support) => Verdict::of(support),
            _ => Verdict::OtherCause,
        };
        advice::of_failure(report, &self.excerpt(failure), policy);
    }

    /// What a sign says that is as good as a version.
    fn settled(&self) -> Option<Support> {
        let settling = self.hits.iter().filter(|hit| hit.meaning.settles);
        settling.filter_map(|hit| hit.meaning.tls12).min_by_key(|says| rank(*says))
    }

    /// What a sign of the text says, whatever platform it is of.
    fn says_anywhere(&self) -> Option<Support> {
        let said = self.hits.iter().filter_map(|hit| hit.meaning.tls12);
        said.min_by_key(|says| rank(*says))
    }

    /// The highest version that a server of the text chose.
    fn agreed(&self) -> Option<Protocol> {
        self.handshakes.iter().filter_map(|handshake| handshake.agreed).max()
    }

    fn excerpt(&self, hit: &Hit) -> String {
        let line = self.text.line(hit.line);
        line.map_or_else(String::new, |line| short(&line.text))
    }

    /// Everything that was found, in the order of the lines.
    fn findings(&self) -> Vec<Finding> {
        let text = |number: u32| {
            let line = self.text.line(number);
            line.map_or_else(String::new, |line| short(&line.text))
        };
        let empty = |line: u32, kind: Kind, basis: Basis| Finding {
            line,
            kind,
            text: text(line),
            platform: None,
            version: None,
            linked_tls_library: None,
            tls12: Support::NotApplicable,
            negotiated: None,
            cause: Cause::None,
            basis,
        };
        let mut findings = Vec::new();
        for seen in &self.seen {
            let Some(version) = &seen.version else { continue };
            findings.push(Finding {
                platform: Some(seen.platform.id),
                version: version.exact().map(|text| {
                    let parsed = seen.platform.notation.parse(&text);
                    parsed.map_or(text, |parsed| parsed.normalised)
                }),
                tls12: support(seen.platform, version, None, self.variant),
                ..empty(seen.line, seen.kind, Basis::Declared)
            });
        }
        for library in &self.libraries {
            findings.push(Finding {
                platform: Some(library.platform.id),
                version: library.version.clone(),
                linked_tls_library: Some(library.text.clone()),
                tls12: support_text(library),
                ..empty(library.line, Kind::VersionOutput, Basis::Declared)
            });
        }
        for handshake in self.handshakes.iter().filter(|handshake| handshake.negotiated.is_some()) {
            findings.push(Finding {
                platform: handshake.by.and_then(platform).map(|platform| platform.id),
                negotiated: handshake.negotiated,
                tls12: Support::Unknown,
                ..empty(handshake.line, Kind::Transcript, Basis::Measured)
            });
        }
        for hit in self.hits.iter().filter(|hit| hit.meaning.failure.is_some()) {
            findings.push(Finding {
                platform: hit.meaning.platform,
                cause: hit.meaning.failure.unwrap_or(Cause::Unknown),
                tls12: hit.meaning.tls12.unwrap_or(Support::Unknown),
                ..empty(hit.line, Kind::Error, Basis::Measured)
            });
        }
        if let Some(reply) = &self.reply {
            findings.push(Finding {
                negotiated: reply.negotiated,
                cause: reply.cause,
                tls12: reply.tls12.unwrap_or(Support::Unknown),
                ..empty(reply.line, Kind::Response, Basis::Measured)
            });
        }
        findings.sort_by_key(|finding| finding.line);
        findings.dedup();
        findings.truncate(MOST);
        findings
    }
}

impl Named {
    fn exact(&self) -> Option<String> {
        match self {
            Self::Exact(text) => Some(text.clone()),
            _ => None,
        }
    }
}

/// A library that the table does not list for the platform: it decides, and
/// what it does is not known from its name.
fn unlisted_library(
    report: &mut Report,
    platform: &'static Platform,
    library: &Library,
    policy: &Policy,
) {
    let own = report.tls12;
    let of_library = library_support(platform, library).unwrap_or(Support::Unknown);
    report.tls12 =
        if own == Support::NotApplicable { of_library } else { own.bound_to(of_library) };
    report.verdict = Verdict::of(report.tls12);
    report.conditions.clear();
    let id = match report.verdict {
        Verdict::Ready => "library.ready",
        Verdict::Enable => "library.enable",
        Verdict::Upgrade => "library.upgrade",
        _ => "library.unknown",
    };
    report.say(
        Message::new(id)
            .with("platform", platform.name)
            .with("library", library.text.clone())
            .with("minimum", policy.minimum.name()),
    );
}

/// What a version of a platform has of TLS 1.2.
fn support(
    platform: &'static Platform,
    version: &Named,
    linked: Option<&str>,
    variant: Option<&'static str>,
) -> Support {
    let policy = Policy::built_in();
    let variant = variant.filter(|id| platform.variants.iter().any(|known| known.id == *id));
    let of = |text: &str| {
        let stack = Stack {
            platform: platform.id.into(),
            version: text.into(),
            linked: linked.map(str::to_owned),
            variant: variant.map(str::to_owned),
        };
        check(&stack, &policy).map_or(Support::Unknown, |report| report.tls12)
    };
    match version {
        Named::Exact(text) => of(text),
        // Every rule from here on must say the same.
        Named::From(text) => {
            let Ok(parsed) = platform.notation.parse(text) else { return Support::Unknown };
            let mut rules = platform
                .rules
                .iter()
                .filter(|rule| rule.variant == variant)
                .filter(|rule| rule.touches(&parsed.version, &semver::Version::new(u64::MAX, 0, 0)))
                .map(|rule| rule.tls12);
            match rules.next() {
                Some(first) if rules.all(|other| other == first) => first,
                _ => Support::Unknown,
            }
        }
        Named::Newest => {
            let newest =
                platform.rules.iter().find(|rule| rule.variant == variant && rule.below.is_none());
            newest.map_or(Support::Unknown, |rule| rule.tls12)
        }
    }
}

/// What a library has by its version.
fn support_text(library: &Library) -> Support {
    library
        .version
        .as_ref()
        .map(|version| support(library.platform, &Named::Exact(version.clone()), None, None))
        .or_else(|| named_support(library))
        .unwrap_or(Support::Unknown)
}

/// What a library's name says without a version.
fn named_support(library: &Library) -> Option<Support> {
    let name = crate::tables::NAMES.iter().find(|name| {
        name.platform == library.platform.id && library.text.eq_ignore_ascii_case(name.word)
    })?;
    name.tls12
}

/// What a library means for a platform that may not list it.
fn library_support(platform: &'static Platform, library: &Library) -> Option<Support> {
    let listed = platform
        .linked
        .as_ref()
        .is_some_and(|linked| linked.platforms.contains(&library.platform.id));
    match (&library.version, listed) {
        (Some(_), true) => Some(support_text(library)),
        _ => named_support(library),
    }
}

/// The text of a library as [`check`] takes it, where the platform lists it.
fn linkable(platform: &'static Platform, library: &Library) -> Option<String> {
    let linked = platform.linked.as_ref()?;
    let version = library.version.as_ref()?;
    linked
        .platforms
        .contains(&library.platform.id)
        .then(|| format!("{} {version}", library.platform.name))
}

/// The weakest first.
const fn rank(support: Support) -> u8 {
    match support {
        Support::Unsupported => 0,
        Support::OptIn => 1,
        Support::Unknown => 2,
        Support::NotApplicable => 3,
        Support::Default => 4,
    }
}

/// Causes that leave least open first.
const fn exactness(cause: Cause) -> u8 {
    match cause {
        Cause::Plaintext => 0,
        Cause::Hostname => 1,
        Cause::Clock => 2,
        Cause::Sni => 3,
        Cause::ClientCert => 4,
        Cause::Certificate => 5,
        Cause::ProtocolVersion => 6,
        Cause::Cipher => 7,
        Cause::Network => 8,
        Cause::Unknown => 9,
        Cause::None => 10,
    }
}

/// Whether `family` is a less exact form of `version`: `8` of `1.8.0_25`.
fn is_family_of(platform: &'static Platform, family: &str, version: &str) -> bool {
    let (Ok(family), Ok(version)) =
        (platform.notation.parse(family), platform.notation.parse(version))
    else {
        return false;
    };
    match &family.below {
        Some(below) => {
            let narrower =
                version.below.is_none() || version.normalised.len() > family.normalised.len();
            narrower && version.version >= family.version && version.version < *below
        }
        None => family == version && family.suffix.len() < version.suffix.len(),
    }
}

/// Whether a line says that what it names is not there.
fn absent(line: &str) -> bool {
    const WORDS: &[&str] = &[
        "unable to locate package",
        "no matching distribution found",
        "no installation candidate",
        "command not found",
        "cannot open shared object file",
        "no package matches",
    ];
    WORDS.iter().any(|word| crate::recognise::text::contains(line, word))
}

/// Whether the text is a server's log of its clients. What a proxy says of the
/// servers behind it is a client's.
fn serving(text: &Text) -> bool {
    const MARKS: &[&str] = &[
        "ssl_accept",
        "ssl accept",
        "statem_srvr",
        "client_hello:",
        "while ssl handshaking, client",
        "from client",
        "lost connection after starttls",
        "smtpd[",
        "haproxy[",
        "ssl:info]",
        "ssl:error]",
        "tls handshake error from",
        "imap-login:",
        "pop3-login:",
        "generated server alert",
        "tls server: in state",
        "tls :server:",
    ];
    MARKS.iter().any(|mark| text.has(mark)) && !text.has("to upstream")
}

/// Whether the text says that switching TLS 1.2 on cured it.
fn cured(squashed: &Squashed) -> bool {
    const SWITCHES: &[&str] = &[
        "securityprotocoltype.tls12",
        "securityprotocoltype]::tls12",
        "=3072",
        "dhttps.protocols=tlsv1.2",
        "djdk.tls.client.protocols=tlsv1.2",
        "secureprotocol=tlsv12",
        "secureprotocol=tlsv1.2",
        "curloptsslversion,6",
        "curloptsslversion=>6",
        "curlsslversiontlsv12",
        "sslversion=:tlsv12",
        "protocoltlsv12",
        "setenabledprotocols",
        "sslcontext.getinstance(tlsv1.2)",
        "schusestrongcrypto",
        "systemdefaulttlsversions",
    ];
    const CURES: &[&str] = &[
        "solution",
        "solved",
        "fixed",
        "fixes",
        "thefix",
        "itworks",
        "worked",
        "nowworks",
        "hadto",
        "resolved",
        "helped",
        "didthetrick",
        "worksfine",
        "workswhen",
        "workswith",
        "workaround",
        "workedfor",
        "works:",
        "works,",
        "works.",
        "thenitworks",
        "cured",
        "succeeds",
    ];
    const FAILS: &[&str] = &[
        "stillfail",
        "stillget",
        "didntwork",
        "doesntwork",
        "didnothelp",
        "doesnthelp",
        "noluck",
        "tono avail",
        "stillnot",
    ];
    let has = |words: &[&str]| words.iter().any(|word| contains(&squashed.bytes, word.as_bytes()));
    has(SWITCHES) && has(CURES) && !has(FAILS)
}

fn contains(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}

/// A browser with its version: "Chrome 106.0".
fn named(browser: &Browser) -> String {
    let name = platform(browser.platform).map_or("a browser", |platform| platform.name);
    match &browser.version {
        Some(version) => format!("{name} {version}"),
        None => name.to_owned(),
    }
}

/// The most different things of one sort that are looked at: a mail has some, a
/// log of a whole day the same ones again and again.
const MOST: usize = 200;

/// Leaves of equal things the first, and at most [`MOST`] different ones.
fn once_each<T>(things: &mut Vec<T>, equal: impl Fn(&T, &T) -> bool) {
    let mut kept: Vec<T> = Vec::new();
    for thing in things.drain(..) {
        if kept.len() < MOST && !kept.iter().any(|known| equal(known, &thing)) {
            kept.push(thing);
        }
    }
    *things = kept;
}

/// At most 160 characters of a line, for findings.
fn short(text: &str) -> String {
    let trimmed = text.trim();
    let cut: String = trimmed.chars().take(160).collect();
    if cut.len() < trimmed.len() { cut + "…" } else { cut }
}

/// A completed handshake: what was measured wins over what was declared.
fn of_handshake(report: &mut Report, handshake: &Handshake, failure: Option<Hit>, policy: &Policy) {
    let Some(version) = handshake.negotiated else { return };
    measured(report, version, handshake.forced, policy);
    if let Some(cause) = failure.and_then(|hit| hit.meaning.failure)
        && !matches!(cause, Cause::ProtocolVersion | Cause::Unknown | Cause::None)
    {
        report.cause = cause;
        report.verdict = Verdict::OtherCause;
        advice::of_failure(report, "", policy);
    }
}

/// Puts a negotiated version into the report.
fn measured(report: &mut Report, version: Protocol, forced: bool, policy: &Policy) {
    let named = report.basis == Some(Basis::Declared);
    report.negotiated = Some(version);
    report.basis = Some(Basis::Measured);
    let high = version >= Protocol::Tls12;
    if high && !(named && report.tls12 == Support::OptIn) {
        let declared = named && report.tls12 == Support::Default;
        report.tls12 = if forced && !declared && version == Protocol::Tls12 {
            Support::OptIn
        } else {
            Support::Default
        };
    } else if !high && !named {
        report.tls12 = Support::Unknown;
        report.tls13 = Support::Unknown;
    }
    if version == Protocol::Tls13 {
        report.tls13 = Support::Default;
    }
    let enough = version >= policy.minimum;
    let message = Message::new(if enough { "measured.enough" } else { "measured.below" })
        .with("negotiated", version.name())
        .with("minimum", policy.minimum.name());
    if enough {
        report.verdict =
            if report.tls12 == Support::OptIn { Verdict::Enable } else { Verdict::Ready };
        report.fixes.clear();
        report.conditions.clear();
        if report.verdict == Verdict::Enable {
            report.say(message.renamed("measured.switched-on"));
            return;
        }
    } else {
        report.limited_by = Some(LimitedBy::Unknown);
        report.verdict = match (named, report.tls12) {
            (true, Support::OptIn) => Verdict::Enable,
            (true, Support::Unsupported) => Verdict::Upgrade,
            _ => Verdict::Unknown,
        };
    }
    report.say(message);
}

/// The reply of an endpoint.
fn of_reply(report: &mut Report, reply: &Reply, policy: &Policy) {
    if let Some(version) = reply.negotiated {
        measured(report, version, false, policy);
        if version < Protocol::Tls12 {
            report.cause = Cause::ProtocolVersion;
        }
        if let Some(outcome) = &reply.outcome {
            report.say(outcome.message(policy));
        }
        return;
    }
    report.cause = reply.cause;
    if reply.below {
        report.tls12 = Support::Unknown;
        report.verdict = Verdict::Unknown;
        report.limited_by = Some(LimitedBy::Unknown);
        report.say(Message::new("measured.ancient").with("minimum", policy.minimum.name()));
        return;
    }
    if let Some(tls12) = reply.tls12 {
        let named = report.basis == Some(Basis::Declared);
        if !named || tls12 == Support::Default {
            report.tls12 = tls12;
        }
        report.basis = Some(Basis::Measured);
        report.verdict = Verdict::of(report.tls12);
        report.say(
            Message::new(if tls12 == Support::Default { "hello.offers" } else { "hello.below" })
                .with("minimum", policy.minimum.name()),
        );
        return;
    }
    if let Some(outcome) = &reply.outcome {
        report.say(outcome.message(policy));
        report.verdict = match reply.page() {
            Some(page) if page.cause() != Cause::None => Verdict::OtherCause,
            _ => Verdict::Unknown,
        };
        if reply.cause == Cause::ProtocolVersion {
            report.limited_by = Some(LimitedBy::Client);
            if matches!(report.tls12, Support::NotApplicable | Support::Default) {
                report.tls12 = Support::Unknown;
            }
            report.verdict = match report.tls12 {
                Support::OptIn => Verdict::Enable,
                Support::Unsupported => Verdict::Upgrade,
                _ => Verdict::Unknown,
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relations_name_known_platforms() {
        let known = |id: &str| crate::PLATFORMS.iter().any(|platform| platform.id == id);
        for (over, under) in OVER {
            assert!(known(over), "{over}");
            assert!(known(under), "{under}");
        }
    }
}
