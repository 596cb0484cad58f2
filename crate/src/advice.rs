//! Which fixes, in which order; which command to run next.

#[cfg(feature = "cli")]
use crate::model::Support;
use crate::model::{Command, Fix, Platform, Protocol, Rule, Scope};
use crate::policy::Policy;
use crate::report::{FixReport, Next, Report, Verdict};
use crate::tables::{SHARED_FIXES, SHARED_PROBES};

/// Puts the fixes of the deciding rules into the report.
///
/// For `enable` the narrowest switch comes first and the upgrade, the lasting
/// cure, last; for `upgrade` the upgrade comes first, then the way for those
/// who cannot. Where the evidence can be on either side the switches and the
/// upgrade are there, so that a reader who knows more can go on.
pub(crate) fn fixes(
    report: &mut Report,
    platform: &'static Platform,
    deciding: &[&'static Rule],
    minimum: Protocol,
) {
    let upgrades = || platform.fixes.iter().filter(|fix| fix.scope == Scope::Upgrade);
    let switches = || {
        let mut switches: Vec<&'static Fix> = deciding
            .iter()
            .flat_map(|rule| rule.fixes.iter().copied())
            .filter(|fix| fix.scope != Scope::Upgrade && fix.enables == minimum)
            .collect();
        switches.sort_by_key(|fix| fix.scope);
        switches
    };
    let of_rules: Vec<&'static Fix> = deciding
        .iter()
        .flat_map(|rule| rule.fixes.iter().copied())
        .filter(|fix| fix.scope == Scope::Upgrade)
        .collect();
    let chosen: Vec<&'static Fix> = match report.verdict {
        Verdict::Ready | Verdict::OtherSide | Verdict::OtherCause => Vec::new(),
        Verdict::Upgrade => of_rules.into_iter().chain(upgrades()).chain(&SHARED_FIXES).collect(),
        Verdict::Enable | Verdict::Unknown => {
            switches().into_iter().chain(of_rules).chain(upgrades()).collect()
        }
    };
    for fix in chosen {
        // One upgrade is enough; a rule's own is more exact than the platform's.
        let has_upgrade = report.fixes.iter().any(|known| known.scope == Scope::Upgrade);
        let repeated = report.fixes.iter().any(|known| known.id == fix.id);
        let second_upgrade = has_upgrade && fix.scope == Scope::Upgrade;
        if !repeated && !second_upgrade {
            report.fixes.push(FixReport::from(fix));
        }
    }
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

/// Puts the commands into the report: first what settles an open question,
/// then what proves the answer on the user's own stack.
pub(crate) fn next(
    report: &mut Report,
    platform: &'static Platform,
    library_known: bool,
    policy: &Policy,
) {
    let settled = report.verdict != Verdict::Unknown;
    let library_open =
        !library_known && (!settled || !report.conditions.is_empty()) && platform.linked.is_some();
    if !settled {
        let why = "The exact version settles it.";
        report.next.push(command(why, &platform.version_command, policy));
    }
    if let Some(linked) = platform.linked.as_ref().filter(|_| library_open) {
        let why = format!("{} leaves TLS to another library; this shows which one.", platform.name);
        report.next.push(command(&why, &linked.command, policy));
    }
    for probe in platform.probes {
        report.next.push(Next {
            why: format!("Proves it: asks the test endpoint from your own {}.", platform.name),
            command: policy.fill(probe.command),
            expect: probe.expect.to_owned(),
        });
    }
}

/// Puts the commands into the report that need no platform.
pub(crate) fn next_for_anyone(report: &mut Report, policy: &Policy) {
    for probe in &SHARED_PROBES {
        report.next.push(Next {
            why: "Shows what a program on that machine gets, apart from any browser.".to_owned(),
            command: policy.fill(probe.command),
            expect: probe.expect.to_owned(),
        });
    }
}

fn command(why: &str, command: &Command, policy: &Policy) -> Next {
    Next {
        why: why.to_owned(),
        command: policy.fill(command.command),
        expect: command.expect.to_owned(),
    }
}
