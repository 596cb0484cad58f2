//! Everything that a pasted text shows, brought to one report.
//!
//! What was recognised is gathered (`gather`), one platform and version of it
//! chosen (`choice`), and the report made of what they say by themselves
//! (`declared`), of a handshake or reply (`measured`) or of a failure
//! (`failed`). `findings` lists everything with its line.

mod choice;
mod circumstances;
mod declared;
mod failed;
mod findings;
mod gather;
mod measured;
mod support;

use crate::advice;
use crate::message::{MOSTLY_VERSION, Message};
use crate::model::{Platform, PlatformKind, Protocol, Support, within};
use crate::policy::Policy;
use crate::recognise::bare::{self, Bare};
use crate::recognise::browser::{self, Browser};
use crate::recognise::claims;
use crate::recognise::classes;
use crate::recognise::codes;
use crate::recognise::commands;
use crate::recognise::demands;
use crate::recognise::handshake::{self, Handshake};
use crate::recognise::lists;
use crate::recognise::phrases::{Hit, Squashed};
use crate::recognise::pins::{self, Pins};
use crate::recognise::reply::{self, Reply};
use crate::recognise::response::Page;
use crate::recognise::response::{Asker, Response, interpret_response};
use crate::recognise::settings::{pin, settings};
use crate::recognise::text::{CUT, Text, behind, contains};
use crate::recognise::vague;
use crate::report::{Basis, Cause, Kind, LimitedBy, Report, Verdict};
use crate::signs::{Signs, joined};
use crate::tables::platform;
use circumstances::{
    announcement, announces, crashed, cured, forces, in_vain, overlooked, quotes, serving,
    source_code, supposed,
};
use findings::{once_each, short};
use measured::{of_handshake, of_reply};

/// Says what a pasted text means: the output of a command, an error, a
/// User-Agent, a transcript, a reply of a test endpoint, a file that pins a
/// version, or a mail with several of these.
///
/// The text is taken as it is; at most [`LONGEST_TEXT`](crate::LONGEST_TEXT) bytes of it are read.
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
    let raised = (evidence.wants_tls13 && policy.minimum < Protocol::Tls13)
        .then(|| Policy { minimum: Protocol::Tls13, ..policy.clone() });
    let policy = raised.as_ref().unwrap_or(policy);
    let mut report = evidence.judge(policy);
    // JSON or a page of no known kind: the parser of replies has the words.
    let front = evidence.text.first().map_or("", |line| line.text.trim_front(" \t`"));
    let page = || {
        ["<html", "<!doctype", "<head", "<body", "<title"].iter().any(|tag| evidence.text.has(tag))
    };
    let reply = front.begins("{") || front.begins("<") && page();
    if report.kind == Kind::Unrecognised && reply {
        let whole = reply::joined(&evidence.text);
        let response = Response { status: None, content_type: None, body: whole.as_bytes() };
        return interpret_response(&response, &Asker::Program, policy);
    }
    report.findings = evidence.findings();
    if raised.is_some() && report.platform.is_some() {
        report.notes.push(RAISED.into());
    }
    if evidence.text.cut {
        report.notes.push(CUT.into());
    }
    report
}

/// Why an answer is for another minimum than the reader chose.
const RAISED: &str = "The text asks for TLS 1.3, so this answers for TLS 1.3.";

/// Under which a good reply is good for the reader's program.
const FETCHED: &str = "your program fetched this reply, and not a browser";

/// The most programs of a text that the answer for another one names.
const MOST_OTHERS: usize = 4;

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
    /// A folder's name shows it: `/usr/lib/python3.6/`.
    path: bool,
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
    /// It stands in brackets: curl was built with it, but uses another one.
    aside: bool,
    /// A program was built with it, or runs with it, where the text tells the two apart.
    built: Option<bool>,
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
    /// The line behind which TLS 1.2 is on, where that cured nothing.
    in_vain: Option<u32>,
    /// A server's log about a remote client, which is not named.
    serving: bool,
    /// The text asks for TLS 1.3.
    wants_tls13: bool,
}

impl Evidence {
    fn read(input: &str) -> Self {
        let text = Text::new(input);
        let squashed = Squashed::new(&text);
        let mut hits = told(&text, &squashed);
        let lists = text.lines.iter().filter_map(|line| {
            let meaning = codes::OFFERED.get(usize::from(lists::enabled(line)?))?;
            Some(Hit::of_line(line.number, meaning))
        });
        hits.extend(lists);
        let wgets = text.lines.iter().filter_map(|line| {
            let meaning = if commands::requests(line) {
                &codes::WGET
            } else {
                commands::offers_no_check(line).then_some(&codes::UNCHECKED)?
            };
            Some(Hit::of_line(line.number, meaning))
        });
        hits.extend(wgets);
        let cured = cured(&text, &squashed, &hits);
        // Only what mostly is the version can be something else beside a switch.
        let mostly = hits.iter().any(|hit| hit.meaning.message == Some(MOSTLY_VERSION));
        let in_vain = (mostly && !cured).then(|| in_vain(&text, &squashed)).flatten();
        if cured && hits.iter().all(|hit| hit.meaning.failure.is_none()) {
            let forced = text.lines.iter().find(|line| forces(line) && vague::fails(line));
            hits.extend(forced.map(|line| Hit::of_line(line.number, &codes::WEAK)));
        }
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
        let reply = text
            .messages()
            .and_then(|messages| reply::reply(&messages))
            .or_else(|| reply::reply(&text))
            .or_else(|| text.tables().and_then(|tables| reply::reply(&tables)))
            .filter(|reply| reply.outcome.is_some() || !transcript)
            // A provider's page that says what is wrong with the connection.
            .filter(|reply| {
                let told = |hit: &Hit| match hit.meaning.failure {
                    Some(Cause::None | Cause::Network) | None => false,
                    Some(_) => !hit.meaning.weak,
                };
                let page = reply.page().is_some_and(Page::in_its_place) && hits.iter().any(told);
                // What it took until the endpoint was content is told by what failed before.
                let failed =
                    |line| hits.iter().any(|hit| hit.meaning.failure.is_some() && hit.line < line);
                // A page at the end of what a program printed is not all that it shows.
                let behind = reply.page().is_some()
                    && text.first().is_some_and(|first| first.number < reply.line)
                    && (!handshakes.is_empty() || failed(reply.line));
                !page && !behind && (reply.tls12.is_none() || !failed(u32::MAX))
            });
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
            in_vain,
            cured,
            serving,
            wants_tls13: demands::tls13(&squashed),
            text,
        };
        evidence.read_versions();
        evidence.read_signs();
        evidence.read_runtime();
        // Of a browser its system is only where it runs.
        if bare::browser(&evidence.text).is_some() {
            evidence.seen.clear();
        }
        if evidence.seen.is_empty() && evidence.libraries.is_empty() && evidence.browser.is_none() {
            evidence.bare = bare::bare(&evidence.text);
            evidence.read_bare();
        }
        let silent = evidence.handshakes.is_empty() && evidence.reply.is_none();
        evidence.wants_tls13 |= silent
            && !evidence.has_failed()
            && !evidence.pins.file
            && demands::asks(&evidence.text);
        evidence
    }

    /// Whether the text shows a failure of whatever cause.
    fn has_failed(&self) -> bool {
        self.hits.iter().any(|hit| hit.meaning.failure.is_some())
    }

    fn kind(&self) -> Kind {
        if self.reply.is_some() {
            return Kind::Response;
        }
        let failed = self.has_failed();
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
            of_handshake(&mut report, handshake, failure, &self.text, policy);
            if let Some(version) = handshake.negotiated.filter(|version| *version < policy.minimum)
                && handshake.logged
                && self.logged().count() > 1
            {
                let mixed = Message::new("measured.mixed").with("negotiated", version.name());
                let mixed = mixed.with("line", handshake.line.to_string());
                report.say(mixed.with("minimum", policy.minimum.name()));
            }
        } else if let Some(failure) = self.failure().filter(|failure| !self.says_nothing(failure)) {
            self.of_failure(&mut report, &failure, policy);
        } else if let Some(says) = self.offers(report.tls12, chosen, policy) {
            report.tls12 = says;
            report.verdict = Verdict::of(says);
            report.basis = Some(Basis::Measured);
            let id = match (says, self.handshakes.is_empty()) {
                (Support::Default, false) => "hello.offers",
                (_, false) => "hello.below",
                (Support::Default, true) => "shown.default",
                (_, true) => "shown.below",
            };
            report.say(Message::new(id).with("minimum", policy.minimum.name()));
        } else if self.handshakes.iter().any(|handshake| handshake.of_server) {
            report.tls12 = Support::NotApplicable;
            report.tls13 = Support::NotApplicable;
            report.verdict = Verdict::Unknown;
            report.say(Message::new("transcript.of-server"));
        } else if !self.handshakes.is_empty() && report.tls12 == Support::NotApplicable {
            report.tls12 = Support::Unknown;
            report.tls13 = Support::Unknown;
            report.say(Message::new("transcript.unfinished"));
        }
        if let Some(chosen) = chosen {
            self.name_others(&mut report, chosen, policy);
            if report.version.is_none() {
                self.heed_system(&mut report, chosen);
            }
            if let Some(program) = self.program_on(chosen) {
                advice::of_program(&mut report, program, policy);
            }
        }
        if report.platform.is_none() && chosen.is_none() {
            if report.verdict == Verdict::Ready {
                advice::next_by_any_program(&mut report, policy);
                // Opened in a browser, an endpoint says the same of the browser.
                report.conditions.extend(self.reply.as_ref().map(|_| FETCHED.to_owned()));
            } else {
                advice::next_for_anyone(&mut report, policy);
            }
        }
        self.heed_settings(&mut report, policy);
        self.heed_others(&mut report);
        report
    }

    /// Whether a failure is only what a transcript without a result ends with:
    /// `Verify return code: 0 (ok)` below no cipher.
    fn says_nothing(&self, failure: &Hit) -> bool {
        let ours = |handshake: &Handshake| handshake.by.is_some() && !handshake.of_server;
        let none = failure.meaning.weak && failure.meaning.failure == Some(Cause::None);
        none && self.handshakes.iter().any(ours)
    }

    /// What a transcript without a result shows of its client all the same.
    fn offers(
        &self,
        tls12: Support,
        chosen: Option<&Platform>,
        policy: &Policy,
    ) -> Option<Support> {
        let said = if chosen.is_none() { self.says_anywhere() } else { None };
        let open = || tls12 == Support::Unknown && self.cut_off(chosen, policy);
        said.or_else(|| open().then_some(Support::Default))
    }

    /// Whether the program's transcript ends before its result, but behind what
    /// the server chose, and that was enough.
    fn cut_off(&self, chosen: Option<&Platform>, policy: &Policy) -> bool {
        self.handshakes.iter().any(|handshake| {
            let own = handshake.by == chosen.map(|platform| platform.id);
            own && !handshake.forced && handshake.agreed >= Some(policy.minimum)
        })
    }

    /// A failure that is none of TLS is no question after versions: what the
    /// folders of its frames are called answers nothing that was asked.
    fn heed_others(&self, report: &mut Report) {
        let mut named = self.seen.iter().filter(|seen| seen.version.is_some()).peekable();
        let frames = named.peek().is_some() && named.all(|seen| seen.path);
        if report.verdict == Verdict::Ready && frames && crashed(&self.text) {
            report.verdict = Verdict::Unknown;
            report.conditions.clear();
            report.say(Message::new("failure.none"));
        }
    }

    /// Says what the other programs of the text have, where that differs.
    fn name_others(&self, report: &mut Report, chosen: &'static Platform, policy: &Policy) {
        for other in self.others(chosen).into_iter().take(MOST_OTHERS) {
            let own = self.of_platform(other.platform, policy);
            // What another one has to change is told even where both have to.
            let changes = matches!(own.verdict, Verdict::Enable | Verdict::Upgrade);
            if changes || own.verdict != report.verdict {
                let said = [
                    "The text also names this, in line ",
                    &other.line.to_string(),
                    ": ",
                    &own.headline,
                ];
                report.reasons.push(joined(&said, ""));
            }
        }
    }

    /// Who names his system has the program that it brings, if he installed no other.
    fn heed_system(&self, report: &mut Report, chosen: &'static Platform) {
        for system in self.seen.iter().filter(|seen| !seen.platform.brings.is_empty()) {
            let Some(version) = system.version.as_ref().and_then(Named::exact) else { continue };
            let Ok(parsed) = system.platform.notation.parse(&version) else { continue };
            let end = parsed.below.as_ref();
            let brought = system.platform.brings.iter().find(|own| {
                own.program == chosen.id && within(own.from, own.below, &parsed.version, end)
            });
            if let Some(brought) = brought {
                let name = joined(&[system.platform.name, &version], " ");
                advice::of_brought(report, chosen, brought, &name);
                return;
            }
        }
    }

    /// What a version has by default does not count where the text sets less, and
    /// what it has to be asked for need not be told where the text asks for it.
    fn heed_settings(&self, report: &mut Report, policy: &Policy) {
        if matches!(report.verdict, Verdict::OtherSide | Verdict::OtherCause) {
            return;
        }
        let curl = platform("curl").and_then(|curl| {
            let version = self.version_of(curl)?.exact()?;
            Some(curl.notation.parse(&version).ok()?.version)
        });
        let settings = settings(&self.text, curl.as_ref());
        let shown = report.platform.and_then(platform);
        if let Some(shown) = shown.filter(|_| report.verdict == Verdict::Enable) {
            let set = |switch: &str| {
                self.text.lines.iter().any(|line| {
                    behind(&line.text, switch).is_some_and(|value| contains(value, "tlsv1.2"))
                })
            };
            let in_use = shown.fixes.iter().filter_map(|fix| fix.in_use.as_ref());
            let said = in_use.filter(|used| set(used.switch)).map(|used| used.says.to_string());
            report.notes.extend(said);
        }
        let said =
            |line: u32| self.text.line(line).map_or_else(String::new, |line| short(&line.text));
        // What was measured was measured with whatever is set.
        let open = self.reply.is_none() && self.handshakes.is_empty();
        let Some(pin) = pin(&settings) else {
            let on = settings.iter().find(|setting| setting.on);
            if let Some(on) = on.filter(|_| open && report.verdict == Verdict::Enable) {
                let reason = [
                    "Line ",
                    &on.line.to_string(),
                    " switches TLS 1.2 on where it takes effect: ",
                    &said(on.line),
                ];
                report.reasons.insert(0, reason.concat());
            }
            return;
        };
        let ready = report.verdict == Verdict::Ready && report.basis != Some(Basis::Measured);
        let refused = report.verdict == Verdict::Unknown
            && report.cause == Cause::ProtocolVersion
            && report.tls12 == Support::Default;
        if ready || refused {
            report.verdict = Verdict::Enable;
            report.limited_by = report.limited_by.and(Some(LimitedBy::Client));
        } else if !open || !matches!(report.verdict, Verdict::Unknown | Verdict::Enable) {
            return;
        }
        let message = report
            .message
            .clone()
            .with("setting", said(pin.line))
            .with("minimum", policy.minimum.name());
        match report.verdict {
            _ if (ready || refused) && report.version.is_some() => {
                report.say(message.renamed("stack.pinned"));
            }
            Verdict::Unknown if report.cause == Cause::None => {
                report.say(message.renamed("setting.pinned"));
            }
            _ if ready || refused => report.say(message.renamed("setting.pinned")),
            _ => {
                let reason = [
                    "Line ",
                    &pin.line.to_string(),
                    " switches TLS 1.2 off: take it away, or name TLS 1.2 there: ",
                    &said(pin.line),
                ];
                report.reasons.insert(0, reason.concat());
            }
        }
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

/// Leaves out failures that nothing failed with: what is announced, supposed, or
/// source.
fn leave_idle(text: &Text, hits: &mut Vec<Hit>) {
    let announced = hits.iter().any(|hit| hit.meaning.prose) && announcement(text);
    let mut looked = (0, false);
    // What a server answers many clients is nobody's failure.
    let simulated = claims::simulated(text);
    hits.retain(|hit| {
        if hit.line != looked.0 {
            let among = |(first, last)| (first..=last).contains(&hit.line);
            let idle = source_code(text, hit.line)
                || overlooked(text, hit.line)
                || simulated.is_some_and(among);
            looked = (hit.line, idle);
        }
        let idle = looked.1 || hit.meaning.prose && (announced || supposed(text, hit.line));
        hit.meaning.failure.is_none() || !idle
    });
}

/// What the phrases, numbers and names of a text tell, without what it only speaks of.
fn told(text: &Text, squashed: &Squashed) -> Vec<Hit> {
    let mut hits = squashed.phrases(text);
    hits.extend(codes::codes(squashed));
    leave_idle(text, &mut hits);
    once_each(&mut hits, |one, other| std::ptr::eq(one.meaning, other.meaning));
    if hits.iter().all(|hit| hit.meaning.failure.is_none()) {
        let vague = text.lines.iter().find(|line| {
            vague::failed(line)
                && !announces(line)
                && !source_code(text, line.number)
                && !overlooked(text, line.number)
        });
        hits.extend(vague.map(|line| Hit::of_line(line.number, &codes::WEAK)));
    }
    // A help page's messages are nobody's where another one is.
    let quoted = |hit: &Hit| text.line(hit.line).is_some_and(quotes);
    let reported = |hit: &Hit| hit.meaning.failure.is_some() && !hit.meaning.weak && !quoted(hit);
    if hits.iter().any(reported) {
        hits.retain(|hit| hit.meaning.failure.is_none() || !quoted(hit));
    }
    for hit in &mut hits {
        let version = hit.meaning.failure == Some(Cause::ProtocolVersion);
        if version && lists::shared(text, hit.line) {
            hit.meaning = &codes::ONLY_CIPHER;
        }
    }
    named(text, &mut hits);
    hits
}

/// Adds what the names of exceptions tell, where nothing else does.
fn named(text: &Text, hits: &mut Vec<Hit>) {
    let failed = hits.iter().any(|hit| hit.meaning.failure.is_some());
    let mut shown = hits.iter().filter_map(|hit| platform(hit.meaning.platform?));
    let shown = shown.any(|platform| platform.kind != PlatformKind::Library);
    if failed && shown {
        return;
    }
    let lines = text.lines.iter().filter(|line| !source_code(text, line.number));
    let mut classes =
        lines.flat_map(|line| classes::classes(&line.text).map(|class| (line.number, class)));
    let Some((line, class)) = classes.next() else { return };
    if !shown {
        hits.push(Hit::of_line(line, class.sign));
    }
    let failure = class
        .failure
        .map(|failure| (line, failure))
        .or_else(|| classes.find_map(|(line, class)| Some((line, class.failure?))));
    if !failed && let Some((line, failure)) = failure {
        hits.push(Hit::of_line(line, failure));
    }
}
