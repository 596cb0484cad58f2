//! The report of a failure.

use super::findings::short;
use super::support::rank;
use super::{Evidence, Seen};
use crate::advice;
use crate::message::{CUT_OFF, LEGACY_RENEGOTIATION, MOSTLY_VERSION};
use crate::model::{PlatformKind, Protocol, Support};
use crate::policy::Policy;
use crate::recognise::phrases::Hit;
use crate::recognise::text::{Line, contains};
use crate::report::{Basis, Cause, Kind, LimitedBy, Report, Verdict};
use crate::tables::platform;
use crate::vocabulary::Whose;
use crate::words::{Words, words};

impl Evidence {
    /// The failure that a careful reader puts first: not a frame around
    /// another, then the most exact cause, then the first.
    pub(super) fn failure(&self) -> Option<Hit> {
        let failures = self.hits.iter().filter(|hit| hit.meaning.failure.is_some());
        failures
            .min_by_key(|hit| {
                let cause = hit.meaning.failure.map_or(99, exactness);
                // A reset within a handshake can be its refusal.
                let reset = hit.meaning.weak && hit.meaning.failure == Some(Cause::Network);
                (
                    hit.meaning.weak,
                    if reset { exactness(Cause::Unknown) + 1 } else { cause },
                    // "cURL error 28: SSL connection timeout"
                    hit.meaning.message.is_none(),
                    // One side is more than either.
                    hit.meaning.limited_by == Some(LimitedBy::Unknown),
                    hit.at,
                )
            })
            .copied()
    }

    /// A failure, with what the version says beside it.
    pub(super) fn of_failure(&self, report: &mut Report, failure: &Hit, policy: &Policy) {
        let meaning = failure.meaning;
        let mut cause = meaning.failure.unwrap_or(Cause::Unknown);
        // Where TLS 1.2 is on already, another of its causes is as likely.
        let mostly = meaning.message == Some(MOSTLY_VERSION);
        let in_vain = mostly && self.in_vain.is_some_and(|line| line < failure.line);
        if in_vain {
            cause = Cause::Unknown;
        }
        // A system's own version says little of a program that had to be told.
        let system = report
            .platform
            .and_then(platform)
            .is_some_and(|platform| platform.kind == PlatformKind::System && self.cured);
        let versioned = report.basis == Some(Basis::Declared) && !system
            || (report.tls12 != Support::NotApplicable && report.linked_tls_library.is_some());
        report.cause = cause;
        report.basis = report.basis.or(Some(Basis::Inferred));
        let about_versions = matches!(cause, Cause::ProtocolVersion | Cause::Unknown);
        // In a server's log "unsupported protocol" is what the client has.
        let server = meaning.limited_by == Some(LimitedBy::Server) && self.serving;
        if !versioned || report.tls12 == Support::Unknown {
            let named = report.platform == Some("dotnet")
                && platform("dotnet").is_some_and(|own| self.has_version(own));
            let settled = self.settled();
            let says = meaning.tls12.or_else(|| self.says_anywhere()).or(settled);
            // What .NET Core prints as well says nothing of a Framework that is named.
            let says = says.filter(|says| !(server || named && *says == Support::Default));
            report.tls12 = match says {
                _ if let Some(settled) = settled.filter(|_| !about_versions) => settled,
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
            // A client that has what is asked for by default is not the old
            // side by its version: it is pinned, or the server is older still.
            (Cause::ProtocolVersion, None) if report.tls12 == Support::Default => {
                Some(LimitedBy::Unknown)
            }
            // A server's log of the alert that its client has sent.
            (Cause::ProtocolVersion, None) if self.serving && self.of_peer(failure.line) => {
                Some(LimitedBy::Unknown)
            }
            (Cause::ProtocolVersion, None) => Some(LimitedBy::Client),
            (Cause::ProtocolVersion, _) if server => Some(LimitedBy::Client),
            (_, side) => side,
        };
        report.verdict = self.verdict_of(report, failure);
        // What a sign tells takes the place of the switches that help others.
        let noted = self.hits.iter().find_map(|hit| {
            let own = report.platform.is_none() || hit.meaning.platform == report.platform;
            hit.meaning.note.filter(|_| own && about_versions)
        });
        let open = report.verdict == Verdict::Unknown;
        if let Some(note) = noted.filter(|_| open) {
            report.notes.push(note.to_owned());
            if let Some(platform) = report.platform.and_then(platform)
                && report.version.is_none()
                && report.tls12 != Support::Default
            {
                advice::upgrade_of(report, platform, policy);
            }
        }
        let excerpt = self.excerpt(failure);
        advice::of_failure(
            report,
            &excerpt,
            (&self.text, failure.line),
            meaning.message.filter(|_| !in_vain),
            self.variant,
            policy,
        );
        if report.verdict == Verdict::Unknown {
            match meaning.whose {
                Some(Whose::Settings) => advice::of_settings(report, &self.text, policy),
                Some(Whose::Caller) => advice::of_caller(report, policy),
                None if server => advice::of_caller(report, policy),
                None => {}
            }
        }
    }

    /// The verdict of a failure whose cause, side and support are in the report.
    fn verdict_of(&self, report: &Report, failure: &Hit) -> Verdict {
        let meaning = failure.meaning;
        let waited = || meaning.message == Some(CUT_OFF) || self.waits_in_handshake(failure.line);
        match (report.cause, report.limited_by, report.tls12) {
            (Cause::ProtocolVersion, Some(LimitedBy::Server), _) => Verdict::OtherSide,
            (Cause::Unknown, ..) if meaning.message == Some(LEGACY_RENEGOTIATION) => {
                Verdict::OtherCause
            }
            (Cause::ProtocolVersion | Cause::Unknown, _, Support::Unsupported) => Verdict::Upgrade,
            (Cause::ProtocolVersion | Cause::Unknown, _, Support::OptIn) => Verdict::Enable,
            (Cause::ProtocolVersion | Cause::Unknown, ..) => Verdict::Unknown,
            (Cause::None, _, support) => Verdict::of(support),
            // Servers that take no old version cut the connection too, or leave it.
            (Cause::Network, _, support)
                if support != Support::Default && (meaning.weak || waited()) =>
            {
                match Verdict::of(support) {
                    verdict @ (Verdict::Enable | Verdict::Upgrade) => verdict,
                    _ => Verdict::Unknown,
                }
            }
            _ => Verdict::OtherCause,
        }
    }

    /// Whether a program waited in vain for an answer within its handshake: the
    /// connection itself stood.
    fn waits_in_handshake(&self, line: u32) -> bool {
        const FRAMES: Words = words!["performinitialhandshake", "starthandshake(", "do_handshake"];
        let waited =
            |line: &Line| contains(&line.text, "read") && contains(&line.text, "timed out");
        self.text.line(line).is_some_and(waited) && self.text.has_one(FRAMES)
    }

    /// Whether a line is of what the other side said.
    fn of_peer(&self, line: u32) -> bool {
        self.text.line(line).is_some_and(|line| contains(&line.text, "remote error"))
    }

    /// What a sign of the text says, whatever platform it is of.
    pub(super) fn says_anywhere(&self) -> Option<Support> {
        // Of two relatives only the one that shows itself by what no other prints speaks.
        let decided = self.hits.iter().find(|hit| hit.meaning.decides);
        let decided = decided.and_then(|hit| hit.meaning.platform);
        let own = |hit: &&Hit| {
            decided.is_none() || hit.meaning.platform.is_none_or(|own| decided == Some(own))
        };
        // What a server says of its client's versions is nothing that the client has.
        let asked = |hit: &&Hit| !self.serving || hit.meaning.limited_by != Some(LimitedBy::Server);
        let said = self.hits.iter().filter(own).filter(asked).filter_map(|hit| hit.meaning.tls12);
        said.min_by_key(|says| rank(*says)).or_else(|| {
            // What a program lists of its own versions.
            let said = self.seen.iter().filter_map(|seen| seen.says);
            said.filter(|says| matches!(says, Support::Unsupported | Support::OptIn))
                .min_by_key(|says| rank(*says))
        })
    }

    /// What a sign says that is as good as a version.
    fn settled(&self) -> Option<Support> {
        let settling = self.hits.iter().filter(|hit| hit.meaning.settles);
        let settled = settling.filter_map(|hit| hit.meaning.tls12).min_by_key(|says| rank(*says));
        // "PowerShell Core 7.4.3": its version is none of .NET's, and of no other.
        let named =
            |seen: &Seen| seen.kind == Kind::VersionOutput && seen.says == Some(Support::Default);
        settled.or_else(|| self.seen.iter().any(named).then_some(Support::Default))
    }

    /// The highest version that a server of the text chose.
    fn agreed(&self) -> Option<Protocol> {
        self.handshakes.iter().filter_map(|handshake| handshake.agreed).max()
    }

    fn excerpt(&self, hit: &Hit) -> String {
        let line = self.text.line(hit.line);
        line.map_or_else(String::new, |line| short(&line.text))
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
