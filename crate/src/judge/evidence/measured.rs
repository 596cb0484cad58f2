//! The report of a completed handshake or of an endpoint's reply.

use crate::advice;
use crate::message::Message;
use crate::model::{Protocol, Support};
use crate::policy::Policy;
use crate::recognise::handshake::Handshake;
use crate::recognise::phrases::Hit;
use crate::recognise::reply::Reply;
use crate::recognise::text::Text;
use crate::report::{Basis, Cause, LimitedBy, Report, Verdict};

/// A completed handshake: what was measured wins over what was declared.
pub(super) fn of_handshake(
    report: &mut Report,
    handshake: &Handshake,
    failure: Option<Hit>,
    text: &Text,
    policy: &Policy,
) {
    let Some(version) = handshake.negotiated else { return };
    measured(report, version, handshake.forced, policy);
    let cause = failure.and_then(|failure| failure.meaning.failure);
    if cause == Some(Cause::ProtocolVersion) && version < policy.minimum {
        report.cause = Cause::ProtocolVersion;
    }
    if let (Some(failure), Some(cause)) = (failure, cause)
        && !matches!(cause, Cause::ProtocolVersion | Cause::Unknown | Cause::None)
    {
        report.cause = cause;
        report.verdict = Verdict::OtherCause;
        advice::of_failure(report, "", (text, failure.line), failure.meaning.message, None, policy);
    }
}

/// Puts a negotiated version into the report.
fn measured(report: &mut Report, version: Protocol, forced: bool, policy: &Policy) {
    let named = report.basis == Some(Basis::Declared);
    // The contract has no word for SSL's own versions.
    report.negotiated = Some(version).filter(|version| *version >= Protocol::Tls10);
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
pub(super) fn of_reply(report: &mut Report, reply: &Reply, policy: &Policy) {
    if let Some(version) = reply.negotiated {
        measured(report, version, false, policy);
        if version < Protocol::Tls12 {
            report.cause = Cause::ProtocolVersion;
        }
        if let Some(outcome) = &reply.outcome {
            report.say(outcome.message(policy));
        }
        // Below it the version itself is one of the things that are bad.
        if version >= Protocol::Tls12 {
            report.reasons.extend(reply.complaints.iter().map(|what| {
                [
                    "The endpoint also complains of ",
                    what,
                    "; that does not concern the TLS version.",
                ]
                .concat()
            }));
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
