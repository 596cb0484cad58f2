//! Which fixes, in which order; which command to run next.

use semver::Version;

use crate::message::{CUT_OFF, LEGACY_RENEGOTIATION, MOSTLY_VERSION, VERSION_OR_CIPHER};
use crate::model::{
    Brought, Command, Fix, Platform, PlatformKind, Probe, Protocol, Rule, Scope, Support, within,
};
use crate::order;
use crate::policy::{Policy, filled};
use crate::recognise::peer::peer;
use crate::recognise::text::{Text, behind, contains};
use crate::report::{Basis, Cause, Deadline, FixReport, LimitedBy, Next, Report, State, Verdict};
use crate::signs::{Signs as _, joined};
use crate::tables::{CAUSES, SHARED_FIXES, SHARED_PROBES, Step, platform};
use crate::words::{Words, words};

/// A library that decides, and what runs on it.
pub(crate) struct Below<'a> {
    pub(crate) library: &'static Platform,
    pub(crate) above: &'static Platform,
    /// The rules, and the versions, of what runs on it.
    pub(crate) rules: &'a [&'static Rule],
    pub(crate) version: &'a Version,
    pub(crate) end: Option<&'a Version>,
}

/// Puts the fixes of the deciding rules into the report.
///
/// For `enable` the narrowest switch comes first (but see [`of_text`]) and the
/// upgrade, the lasting cure, last; for `upgrade` the upgrade comes first, then the way for those
/// who cannot. Where the evidence can be on either side the switches and the
/// upgrade are there, so that a reader who knows more can go on.
pub(crate) fn fixes(
    report: &mut Report,
    platform: &'static Platform,
    deciding: &[&'static Rule],
    below: Option<&Below>,
    policy: &Policy,
) {
    let minimum = policy.minimum;
    let switches = || {
        let of = |rules: &[&'static Rule]| {
            let mut switches: Vec<&'static Fix> = rules
                .iter()
                .flat_map(|rule| rule.fixes.iter().copied())
                .filter(|fix| fix.scope != Scope::Upgrade && fix.enables == minimum)
                .collect();
            order::by_key(&mut switches, |fix| fix.scope as u32);
            switches
        };
        // What a program can say to its library is said in the program.
        let own = below.map(|below| of(below.rules)).unwrap_or_default();
        if own.is_empty() { of(deciding) } else { own }
    };
    // A library is not replaced below a program that is not built for it.
    let mut upgrades = Vec::new();
    match below.filter(|below| below.library.kind == PlatformKind::Library) {
        Some(below) => {
            upgrades.extend(upgrade(below.rules, below.above));
            upgrades.extend(replacements(below, minimum));
        }
        None => upgrades.extend(upgrade(deciding, platform)),
    }
    let chosen: Vec<&'static Fix> = match report.verdict {
        Verdict::Ready | Verdict::OtherSide | Verdict::OtherCause => Vec::new(),
        Verdict::Upgrade => upgrades.into_iter().chain(SHARED_FIXES.iter()).collect(),
        Verdict::Enable | Verdict::Unknown => switches().into_iter().chain(upgrades).collect(),
    };
    for fix in chosen {
        if report.fixes.iter().any(|known| known.id == fix.id) {
            continue;
        }
        report.fixes.push(FixReport::new(fix, policy));
        for source in fix.replaces.iter().flat_map(|replaces| replaces.sources) {
            if !report.sources.contains(source) {
                report.sources.push(**source);
            }
        }
    }
}

/// The upgrade of a platform. One is enough; a rule's own is more exact.
fn upgrade(rules: &[&'static Rule], platform: &'static Platform) -> Option<&'static Fix> {
    let of_rules = rules.iter().flat_map(|rule| rule.fixes.iter().copied());
    of_rules.chain(platform.fixes).find(|fix| fix.scope == Scope::Upgrade && fix.replaces.is_none())
}

/// For those who cannot leave what runs on the library: the newest library that
/// it can be built with.
fn replacements(below: &Below, minimum: Protocol) -> impl Iterator<Item = &'static Fix> {
    below.above.fixes.iter().filter(move |fix| {
        fix.enables >= minimum
            && fix.replaces.as_ref().is_some_and(|replaces| {
                replaces.library == below.library.id
                    && within(replaces.from, replaces.below, below.version, below.end)
            })
    })
}

/// Puts the fixes of a platform into the report whose version is not known,
/// each with the versions that it is for; `variant` where the text shows the build.
pub(crate) fn fixes_of_platform(
    report: &mut Report,
    platform: &'static Platform,
    variant: Option<&'static str>,
    policy: &Policy,
) {
    let refused = report.cause == Cause::ProtocolVersion && report.verdict == Verdict::Unknown;
    if !refused && !matches!(report.verdict, Verdict::Enable | Verdict::Upgrade) {
        return;
    }
    // A client that is shown to have the version needs what unpins it.
    let new = report.tls12 == Support::Default;
    let of = |variant: Option<&'static str>| {
        let mut rules: Vec<&'static Rule> = Vec::new();
        for rule in platform.rules {
            if rule.variant == variant && new == (rule.support(policy.minimum) == Support::Default)
            {
                rules.push(rule);
            }
        }
        rules
    };
    let built = variant.map(|variant| of(Some(variant))).filter(|rules| !rules.is_empty());
    let rules = built.unwrap_or_else(|| of(None));
    fixes(report, platform, &rules, None, policy);
    if new {
        report.fixes.retain(|fix| fix.scope != Scope::Upgrade);
        return;
    }
    for fix in &mut report.fixes {
        let mut end = None;
        for rule in &rules {
            // An update helps whatever there is now.
            if fix.scope == Scope::Upgrade || !rule.fixes.iter().any(|own| own.id == fix.id) {
                continue;
            }
            let goes_on = end.is_some() && end == rule.from;
            end = rule.below;
            let last = fix.versions.last_mut().filter(|_| goes_on);
            match last.and_then(|last| one_range(last, &rule.label).map(|whole| (last, whole))) {
                Some((last, whole)) => *last = whole,
                None => fix.versions.push(rule.label.to_string()),
            }
        }
    }
}

/// Two ranges in words, of which the second begins where the first ends, as one:
/// "7 to 7u94" and "7u95 to 7u110". Nothing where there are other words in them.
fn one_range(first: &str, second: &str) -> Option<String> {
    let ((from, between), (middle, to)) = (first.cut(" to ")?, second.cut(" to ")?);
    let plain = ![from, between, middle, to].iter().any(|part| part.has(" "));
    plain.then(|| [from, " to ", to].concat())
}

/// What a failure means for the reader: the sentence, and the next step.
///
/// `place` is the text and the failure's line in it, `told` the sentence of the
/// very message, where it has one.
pub(crate) fn of_failure(
    report: &mut Report,
    excerpt: &str,
    place: (&Text, u32),
    told: Option<&'static str>,
    variant: Option<&'static str>,
    policy: &Policy,
) {
    let named = report.basis == Some(Basis::Declared) && report.version.is_some();
    let own = report.message.clone();
    // A server that has old versions only sends the same alert.
    if (report.cause, report.tls12, report.limited_by)
        == (Cause::ProtocolVersion, Support::Default, Some(LimitedBy::Client))
    {
        report.limited_by = Some(LimitedBy::Unknown);
    }
    let id = match (report.verdict, report.cause) {
        (Verdict::OtherSide, _) => "failure.version-refused-by-client",
        // The version says it all; the failure only confirms it.
        (Verdict::Enable | Verdict::Upgrade, _) if named || own.id.starts_with("library.") => {
            own.id
        }
        (_, Cause::ProtocolVersion) if named && report.tls12 == Support::Default => {
            fixes_of_pinned(report, policy);
            let mostly = told == Some(MOSTLY_VERSION);
            match (report.conditions.is_empty(), report.tls13) {
                (true, _) if mostly => "failure.version-mostly-default",
                (false, _) if mostly => "failure.version-mostly-if",
                (true, Support::Unsupported | Support::OptIn) => "failure.version-pinned-12",
                (true, _) => "failure.version-pinned",
                (false, _) => "failure.version-conditional",
            }
        }
        (Verdict::Unknown, Cause::ProtocolVersion | Cause::Unknown) if let Some(told) = told => {
            told
        }
        // Nothing was connected.
        (_, Cause::ProtocolVersion) if told == Some("shown.below") => "shown.below",
        (_, Cause::Unknown) if told == Some(LEGACY_RENEGOTIATION) => LEGACY_RENEGOTIATION,
        (_, Cause::ProtocolVersion) if report.limited_by == Some(LimitedBy::Unknown) => {
            "failure.version-unshared"
        }
        (verdict, Cause::Network) if verdict != Verdict::OtherCause => CUT_OFF,
        (_, cause) => headline(cause),
    };
    let conditions: Vec<&str> = report.conditions.iter().map(String::as_str).collect();
    let condition = joined(&conditions, ", and ");
    report.say(own.renamed(id).with("minimum", policy.minimum.name()).with("condition", condition));
    if !excerpt.is_empty() {
        report.reasons.insert(0, format!("The text says: {excerpt}"));
    }
    if matches!(report.verdict, Verdict::OtherSide | Verdict::OtherCause) {
        report.fixes.clear();
        report.conditions.clear();
        // Neither a version nor the test endpoint tells more of it.
        report.next.clear();
        if matches!(report.tls12, Support::Unsupported | Support::OptIn) {
            report.notes.push(
                "Apart from this failure, the version that is named here has TLS 1.2 not at all or not by default: see to that as well.".into(),
            );
        }
    }
    // The cause is clear and the version is not: each change says what it is for.
    if let Some(platform) = report.platform.and_then(platform)
        && report.version.is_none()
        && report.fixes.is_empty()
        && report.cause != Cause::Network
    {
        fixes_of_platform(report, platform, variant, policy);
    }
    let (text, line) = place;
    report.server = peer(text, line);
    if let Some(step) = step(report, text, line) {
        let server = report.server.as_deref().or_else(|| policy.own_endpoint());
        let option = if policy.minimum == Protocol::Tls13 { "-tls1_3" } else { "-tls1_2" };
        let asked =
            |text: &str| text.with("{minimum}", policy.minimum_text()).with("{option}", option);
        let address = server.unwrap_or("https://HOST");
        let command = filled(&asked(&step.command), address);
        let mut why = asked(&step.why);
        if server.is_none() && command.has("HOST") {
            why.push_str(" HOST stands for the server that your program called.");
        }
        if command.has("-tls1_3") {
            why.push_str(
                " That option needs OpenSSL 1.1.1 or later on the machine where it is run.",
            );
        }
        let next = Next { why, command, expect: filled(&asked(&step.expect), address), file: None };
        // Where the client is the old side for certain, its version, or the proof on it, comes first.
        let of_client = report.cause == Cause::ProtocolVersion
            && report.limited_by == Some(LimitedBy::Client)
            && report.platform.is_some();
        let place = usize::from(of_client && !report.next.is_empty());
        report.next.insert(place, next);
    }
}

/// What a server says of a client that called it: that one is looked for.
pub(crate) fn of_caller(report: &mut Report, policy: &Policy) {
    report.say(report.message.clone().renamed("failure.version-of-caller"));
    report.limited_by = Some(LimitedBy::Client);
    report.fixes.clear();
    report.conditions.clear();
    report.next.clear();
    next_for_anyone(report, policy);
}

/// A program whose own settings leave it no version: the switch that the text
/// names is what must be looked at, whatever version it has.
pub(crate) fn of_settings(report: &mut Report, text: &Text, policy: &Policy) {
    report.say(report.message.clone().renamed("failure.version-of-settings"));
    report.limited_by = Some(LimitedBy::Client);
    report.conditions.clear();
    report.next.retain(|next| next.file.is_some());
    let own = report.platform.and_then(platform);
    let fixes = own.into_iter().flat_map(|platform| platform.fixes);
    let named = fixes.filter(|fix| fix.calls.iter().any(|call| text.has(call)));
    report.fixes = named.map(|fix| FixReport::new(fix, policy)).collect();
}

/// What to do about a failure: of its cause's steps the one that is for its very
/// words, those of its own line before the rest of the text; else the one for all.
fn step(report: &Report, text: &Text, line: u32) -> Option<&'static Step> {
    let of_server = report.limited_by == Some(LimitedBy::Server);
    // A connection that was cut off can be a server's refusal.
    let cut_off = report.cause == Cause::Network && report.verdict != Verdict::OtherCause;
    let cause = if cut_off { Cause::Unknown } else { report.cause };
    let steps = || CAUSES.iter().filter(|step| step.cause == cause && step.of_server == of_server);
    // That of no failure asks for one.
    if cause == Cause::None {
        return None;
    }
    let own = text.line(line).map_or("", |line| &line.text);
    steps()
        .find(|step| step.words.iter().any(|word| contains(own, word)))
        .or_else(|| steps().find(|step| step.words.iter().any(|word| text.has(word))))
        .or_else(|| steps().find(|step| step.words.is_empty()))
}

/// Puts the fixes into the report of a version that has what is asked for by
/// default, and failed for want of it all the same: what takes a pinned version
/// away, and what helps where a condition of its rules does not hold.
fn fixes_of_pinned(report: &mut Report, policy: &Policy) {
    let Some(platform) = report.platform.and_then(platform) else { return };
    let own = report.rows.iter().filter_map(|row| platform.rules.get(*row));
    let mut rules: Vec<&'static Rule> = own.collect();
    let conditional = !report.conditions.is_empty();
    if conditional {
        let variant = rules.first().and_then(|rule| rule.variant);
        rules.extend(
            platform
                .rules
                .iter()
                .filter(|rule| rule.tls12 == Support::OptIn && rule.variant == variant),
        );
    }
    fixes(report, platform, &rules, None, policy);
    report.fixes.retain(|fix| conditional || fix.scope != Scope::Upgrade);
}

/// Puts the platform's upgrade into the report, and no switch.
pub(crate) fn upgrade_of(report: &mut Report, platform: &'static Platform, policy: &Policy) {
    report.fixes.clear();
    fixes(report, platform, &[], None, policy);
}

/// The sentence of a cause.
const fn headline(cause: Cause) -> &'static str {
    match cause {
        Cause::ProtocolVersion => "failure.protocol-version",
        Cause::Cipher => "failure.cipher",
        Cause::Certificate => "failure.certificate",
        Cause::Hostname => "failure.hostname",
        Cause::Network => "failure.network",
        Cause::Plaintext => "failure.plaintext",
        Cause::Sni => "failure.sni",
        Cause::ClientCert => "failure.client-cert",
        Cause::Clock => "failure.clock",
        Cause::Unknown => "failure.unknown",
        Cause::None => "failure.none",
    }
}

/// Puts the switches into the order that the text asks for: one for the very call
/// that it names comes first, and one in code last where it says that the code stays.
pub(crate) fn of_text(report: &mut Report, text: &str) {
    if report.verdict == Verdict::Upgrade {
        return;
    }
    put_first(report, |fix| fix.calls.iter().any(|call| contains(text, call)));
    if code_stays(text) {
        put_first(report, |fix| fix.scope != Scope::Upgrade && !CODE.hold(fix.language));
    }
}

/// Puts the switches of a program on the runtime before those of the runtime, which
/// are for whoever writes one.
pub(crate) fn of_program(report: &mut Report, program: &'static Platform, policy: &Policy) {
    if !report.fixes.iter().any(|fix| fix.scope < Scope::Machine) {
        return;
    }
    let own = |fix: &&'static Fix| fix.scope < Scope::Machine && fix.enables == policy.minimum;
    let mut fixes: Vec<FixReport> =
        program.fixes.iter().filter(own).map(|fix| FixReport::new(fix, policy)).collect();
    for fix in report.fixes.drain(..) {
        if fixes.iter().all(|known| known.id != fix.id) {
            fixes.push(fix);
        }
    }
    report.fixes = fixes;
}

/// Puts the changes for the version that the named system brings before the others.
pub(crate) fn of_brought(
    report: &mut Report,
    platform: &'static Platform,
    brought: &'static Brought,
    system: &str,
) {
    let Ok(parsed) = platform.notation.parse(brought.release) else { return };
    if report.fixes.is_empty() {
        return;
    }
    put_first(report, |fix| {
        platform.rules.iter().any(|rule| {
            rule.variant.is_none()
                && within(rule.from, rule.below, &parsed.version, None)
                && rule.fixes.iter().any(|own| own.id == fix.id)
        })
    });
    let said = [
        system,
        " comes with ",
        platform.name,
        " ",
        brought.release,
        ", so changes for that version stand first.",
    ];
    report.reasons.push(joined(&said, ""));
    for source in brought.sources {
        if !report.sources.contains(source) {
            report.sources.push(**source);
        }
    }
}

/// Puts some fixes before the others; both keep their order.
fn put_first(report: &mut Report, chosen: impl Fn(&FixReport) -> bool) {
    let (mut fixes, others): (Vec<_>, Vec<_>) = report.fixes.drain(..).partition(chosen);
    fixes.extend(others);
    report.fixes = fixes;
}

/// The languages of what is a part of a program, and not of what is around it.
const CODE: Words = words![
    "c",
    "csharp",
    "erlang",
    "go",
    "groovy",
    "java",
    "javascript",
    "perl",
    "php",
    "python",
    "ruby",
    "rust",
];

/// Whether the text says that nobody can or will change the program's code.
fn code_stays(text: &str) -> bool {
    /// What is said not to be, and soon behind it of what.
    const NOT: Words = words![
        "without",
        "cannot",
        "can not",
        "can't",
        "not able to",
        "not possible to",
        "not allowed to",
        "n't want to",
        "not want to",
        "n't have",
        "not have",
        "have no",
        "there is no",
        "lost",
        "ohne",
        "nicht",
        "kein",
    ];
    const CHANGES: Words = words![
        "recompil",
        "re-compil",
        "rebuil",
        "re-buil",
        "redeploy",
        "new build",
        "source code",
        "the source",
        "code change",
        "change in code",
        "changes in code",
        "change to code",
        "change the code",
        "change its code",
        "change our code",
        "change my code",
        "change any code",
        "change code",
        "changing code",
        "changing the code",
        "changing any code",
        "modify the code",
        "modifying the code",
        "touch the code",
        "touching the code",
        "edit the code",
        "editing the code",
        "neu übersetz",
        "neu zu übersetzen",
        "neu kompilier",
        "neu zu kompilier",
        "neuen build",
        "quellcode",
        "quelltext",
        "code ändern",
        "code zu ändern",
        "codeänderung",
    ];
    const SAID: Words = words![
        "no source code",
        "no source available",
        "no code change",
        "no recompil",
        "no rebuil"
    ];
    /// How far behind the one the other can be, in bytes.
    const SOON: usize = 40;
    text.lines().any(|line| {
        let said = NOT.iter().filter_map(|word| behind(line, word)).any(|rest| {
            let near = rest.get(..SOON).unwrap_or(rest);
            CHANGES.stand_in(near.until_any(";"))
        });
        said || SAID.stand_in(line)
    })
}

/// Every fix that a report on this platform can name: its own, and the shared
/// ones where a rule names them or has no TLS 1.2 at all.
#[cfg(feature = "cli")]
pub(crate) fn of_platform(platform: &'static Platform) -> Vec<&'static Fix> {
    let stuck = platform.rules.iter().any(|rule| rule.tls12 == Support::Unsupported);
    let named =
        |fix: &Fix| platform.rules.iter().any(|rule| rule.fixes.iter().any(|own| own.id == fix.id));
    let shared = SHARED_FIXES.iter().filter(|fix| stuck || named(fix));
    platform.fixes.iter().chain(shared).collect()
}

/// What of a stack is known already.
#[derive(Clone, Copy)]
pub(crate) struct Known {
    /// Its version is one release.
    pub(crate) release: bool,
    pub(crate) library: bool,
    /// The build.
    pub(crate) variant: Option<&'static str>,
}

/// Puts the commands into the report: first what settles an open question,
/// then what proves the answer on the user's own stack.
pub(crate) fn next(
    report: &mut Report,
    platform: &'static Platform,
    known: Known,
    policy: &Policy,
) {
    let settled = report.verdict != Verdict::Unknown;
    let library_open =
        !known.library && (!settled || !report.conditions.is_empty()) && platform.linked.is_some();
    if !settled && !known.release {
        let why = "The exact version settles it.";
        report.next.push(command(why, &platform.version_command, policy));
    } else if !settled && platform.linked.is_none() {
        let why = "Shows what the version alone leaves open.";
        report.next.push(command(why, &platform.version_command, policy));
    }
    let linked = platform.linked.as_ref().filter(|_| library_open);
    // Often one command shows both.
    let shown = !settled
        && linked.is_some_and(|own| *own.command.command == *platform.version_command.command);
    if let Some(linked) = linked.filter(|_| !shown) {
        let why = format!("{} leaves TLS to another library; this shows which one.", platform.name);
        report.next.push(command(&why, &linked.command, policy));
    }
    // What makes the requests of another build proves nothing of this one.
    let mut probes: Vec<&'static Probe> = platform.probes.iter().collect();
    order::by_key(&mut probes, |probe| match probe.variant {
        None => 1,
        own if own == known.variant => 0,
        Some(_) => 2,
    });
    for probe in probes {
        report.next.push(Next {
            why: format!("Proves it: asks the test endpoint from your own {}.", platform.name),
            command: policy.fill(&probe.command),
            expect: probe.expect.to_string(),
            file: probe.file,
        });
    }
}

/// Puts the step into the report that finds out which program makes the calls.
pub(crate) fn next_for_anyone(report: &mut Report, policy: &Policy) {
    let of_none = CAUSES.iter().filter(|step| step.cause == Cause::None);
    report.next.extend(of_none.map(|step| Next {
        why: step.why.to_string(),
        command: policy.fill(&step.command),
        expect: step.expect.to_string(),
        file: None,
    }));
}

/// Puts the commands into the report that ask the test endpoint by any program.
pub(crate) fn next_by_any_program(report: &mut Report, policy: &Policy) {
    for probe in &SHARED_PROBES {
        report.next.push(Next {
            why: "Shows what a program on that machine gets, apart from any browser.".to_owned(),
            command: policy.fill(&probe.command),
            expect: probe.expect.to_string(),
            file: probe.file,
        });
    }
}

fn command(why: &str, command: &Command, policy: &Policy) -> Next {
    Next {
        why: why.to_owned(),
        command: policy.fill(&command.command),
        expect: command.expect.to_string(),
        file: None,
    }
}

/// Adds how the answer is told, and what the provider says: his notes, and what
/// the deadline means for this answer. It never changes a verdict.
pub(crate) fn complete(mut report: Report, policy: &Policy) -> Report {
    let cause_found = report.verdict == Verdict::Unknown
        && report.cause == Cause::ProtocolVersion
        && (report.version.is_none() || report.tls12 == Support::Unknown)
        && ![MOSTLY_VERSION, VERSION_OR_CIPHER].contains(&report.message.id);
    report.state = if cause_found { State::CauseFound } else { State::Verdict(report.verdict) };
    let own = policy.notes.iter().filter(|note| Some(note.platform.as_str()) == report.platform);
    report.notes.extend(own.map(|note| format!("{}: {}", policy.name, note.text)));
    let Some(date) = policy.deadline else { return report };
    let passed = policy.today.is_some_and(|today| today >= date);
    let (day, minimum) = (date.words(), policy.minimum_text());
    let sentence = match report.verdict {
        Verdict::Enable | Verdict::Upgrade if passed => {
            format!("Since {day} this does not work any more.")
        }
        Verdict::Enable | Verdict::Upgrade => format!("From {day} this will stop working."),
        Verdict::Unknown if passed => format!("Since {day} TLS {minimum} is required."),
        Verdict::Unknown => format!("From {day} TLS {minimum} will be required."),
        Verdict::Ready | Verdict::OtherSide | Verdict::OtherCause => return report,
    };
    report.headline.push(' ');
    report.headline.push_str(&sentence);
    report.deadline = Some(Deadline { date, passed, sentence });
    report
}
