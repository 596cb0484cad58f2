//! Everything that was found, line by line.

use super::Evidence;
use super::support::{normalised, support, support_text};
use crate::model::Support;
use crate::order;
use crate::report::{Basis, Cause, Finding, Kind};
use crate::tables::platform;

impl Evidence {
    /// Everything that was found, in the order of the lines.
    pub(super) fn findings(&self) -> Vec<Finding> {
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
                version: version.exact().map(|text| normalised(seen.platform, text)),
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
        order::by_key(&mut findings, |finding| finding.line);
        let told = findings.clone();
        findings.retain(|finding| !told.iter().any(|other| says_more(other, finding)));
        once_each(&mut findings, |one, other| one == other);
        findings.truncate(MOST);
        findings
    }
}

/// Whether a finding says what the other one of its line says, and more: whose
/// failure it is, or what for.
fn says_more(finding: &Finding, other: &Finding) -> bool {
    let open = |cause: Cause| matches!(cause, Cause::Unknown | Cause::None);
    let vague = open(other.cause) && !open(finding.cause);
    let whose = finding.platform.is_some() && other.platform.is_none();
    (finding.line, finding.kind) == (other.line, other.kind)
        && finding.kind == Kind::Error
        && other.version.is_none()
        && (vague && (whose || finding.platform == other.platform || other.platform.is_none())
            || whose && finding.cause == other.cause)
}

/// The most different things of one sort that are looked at: a mail has some, a
/// log of a whole day the same ones again and again.
const MOST: usize = 200;

/// Leaves of equal things the first, and at most [`MOST`] different ones.
pub(super) fn once_each<T>(things: &mut Vec<T>, equal: impl Fn(&T, &T) -> bool) {
    let mut kept: Vec<T> = Vec::new();
    for thing in things.drain(..) {
        if kept.len() < MOST && !kept.iter().any(|known| equal(known, &thing)) {
            kept.push(thing);
        }
    }
    *things = kept;
}

/// At most 160 characters of a line, for findings.
pub(super) fn short(text: &str) -> String {
    let trimmed = text.trim();
    let cut: String = trimmed.chars().take(160).collect();
    if cut.len() < trimmed.len() { cut + "…" } else { cut }
}
