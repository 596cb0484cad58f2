//! The report by what is named: a platform with its version, a library alone,
//! a browser, or nothing.

use super::circumstances::announcement;
use super::support::{
    build, library_support, linkable, named_support, rank, stock, support, support_text,
};
use super::{Evidence, Library, Named};
use crate::advice::{self, Known};
use crate::judge::{Stack, check};
use crate::message::Message;
use crate::model::{Platform, PlatformKind, Scope, Support};
use crate::policy::Policy;
use crate::recognise::bare::Bare;
use crate::recognise::browser::Browser;
use crate::report::{Basis, Kind, Report, Verdict};
use crate::signs::{Signs, joined};
use crate::tables::platform;

impl Evidence {
    /// The report on a platform, by its version where one is named.
    pub(super) fn of_platform(&self, platform: &'static Platform, policy: &Policy) -> Report {
        let version = self.version_of(platform);
        let library = self.library_of(platform);
        let build = self.build_of_openssl();
        let linked = library
            .and_then(|library| linkable(platform, library, build))
            .or_else(|| self.system_below(platform));
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
            let id = match says {
                Some(Support::Default) => "platform.default",
                Some(Support::OptIn) => "platform.enable",
                Some(Support::Unsupported) => "platform.upgrade",
                _ => "platform.no-version",
            };
            let mut message = report.message.clone().renamed(id);
            if let (Some(Named::From(text)), Some(Support::Unknown)) = (&version, says) {
                message =
                    message.renamed("stack.unsettled").with("version", joined(&[text, "+"], ""));
            }
            report.say(message.with("minimum", policy.minimum.name()));
            let of_library = library.and_then(|library| library_support(platform, library));
            report.tls12 = of_library.or(says).unwrap_or(Support::Unknown);
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
            advice::fixes_of_platform(&mut report, platform, self.variant, policy);
            let known = Known {
                release: false,
                library: library.is_some(),
                variant: build_of(platform, library, self.variant),
            };
            advice::next(&mut report, platform, known, policy);
        }
        // The system has its own build of a library that is not named.
        if let (Support::Default, None, Some(build)) = (report.tls12, library, build)
            && let Some(text) = version.as_ref().and_then(Named::exact)
            && let Some(bound) =
                self.checked(platform, &text, Some(&joined(&["OpenSSL 1.0.1", build], " ")), policy)
        {
            report = bound;
        }
        if report.verdict == Verdict::Ready
            && !report.conditions.is_empty()
            && let Some(system) = self.system_without(platform)
        {
            report.tls12 = Support::Unknown;
            report.verdict = Verdict::Unknown;
            report.conditions.clear();
            report
                .say(report.message.clone().renamed("stack.system-without").with("system", system));
        }
        self.of_client(&mut report, platform, policy);
        report.linked_tls_library = library.map(|library| library.text.clone());
        // A warning that only an old one prints settles an open version.
        if let (Support::Unknown, Some(says)) = (report.tls12, self.says_anywhere())
            && matches!(says, Support::Unsupported | Support::OptIn)
        {
            report.tls12 = says;
            report.verdict = Verdict::of(says);
        }
        // A library for Java does what the Java below lets it.
        if platform.runs_on("java") && library.is_none() {
            report.tls12 = report.tls12.bound_to(Support::Unknown);
            report.verdict = Verdict::of(report.tls12);
            if report.version.is_some() {
                report.say(report.message.clone().renamed("stack.unknown").with("platform", name));
            }
        }
        if let Some(library) = library
            && linked.is_none()
            && platform.linked.is_some()
        {
            unlisted_library(&mut report, platform, library, policy);
        }
        report
    }

    /// Java's own switches are for its own client: another one has its own.
    fn of_client(&self, report: &mut Report, platform: &'static Platform, policy: &Policy) {
        let Some((client, version)) = self.client_over(platform) else { return };
        let Some(java) = report.version.clone().filter(|_| report.verdict != Verdict::Ready) else {
            return;
        };
        let linked = joined(&[platform.name, &java], " ");
        let Some(own) = checked_as(client, &version, Some(&linked), None, policy) else { return };
        report.reasons.insert(0, own.headline);
        report.next = own.next;
        if own.verdict == report.verdict {
            report.fixes = own.fixes;
        } else {
            report.fixes.retain(|fix| fix.scope == Scope::Upgrade);
        }
    }

    /// The system that does the platform's TLS, where it is named with its release
    /// and nothing else can do it: `Windows 2008 R2` for .NET Framework.
    fn system_below(&self, platform: &Platform) -> Option<String> {
        let [only] = platform.linked.as_ref()?.platforms else { return None };
        let system = crate::tables::platform(only)?;
        let version = self.version_of(system)?.exact()?;
        Some(joined(&[system.name, &version], " "))
    }

    /// The system that is named with its release and whose own library has no TLS
    /// 1.2: a platform that depends on its library may run on that one.
    fn system_without(&self, platform: &Platform) -> Option<String> {
        self.seen.iter().find_map(|seen| {
            let system = seen.platform;
            let version = seen.version.as_ref()?;
            let brought =
                system.variants.iter().find(|build| build.programs.contains(&platform.id));
            let shared = system.kind == PlatformKind::System
                && system.runs_on("openssl")
                && platform.runs_on("openssl");
            let own = support(system, version, None, brought.map(|build| build.id));
            let without = (shared || brought.is_some()) && own == Support::Unsupported;
            Some(joined(&[system.name, &version.exact()?], " ")).filter(|_| without)
        })
    }

    /// The report where no program is named: a library alone, a browser, an
    /// ambiguous version, or nothing.
    pub(super) fn of_library(&self, policy: &Policy) -> Report {
        let library = self
            .libraries
            .iter()
            .filter(|library| library.version.is_some())
            .min_by_key(|library| rank(support_text(library)))
            .or_else(|| self.libraries.first());
        if let Some(library) = library {
            let checked = library.version.as_deref().and_then(|version| {
                let build = self.build_of_openssl().filter(|_| stock(library));
                let mut report = checked_as(library.platform, version, None, build, policy)?;
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
                let id = if of_system(browser) { "browser.system" } else { "browser.user-agent" };
                Message::new(id).with("browser", named(browser))
            }
            (_, Some(Bare::Ambiguous)) => Message::new("bare.ambiguous"),
            _ if self.text.binary => Message::new("unrecognised.binary"),
            _ if self.text.lines.is_empty() => Message::new("unrecognised.empty"),
            _ if self.pins.file => Message::new("pins.nothing"),
            _ if announcement(&self.text) => Message::new("unrecognised.announcement"),
            _ => Message::new("unrecognised"),
        };
        let mut report = Report::unknown(Kind::Unrecognised, message, policy);
        if self.bare == Some(Bare::Ambiguous) {
            report.tls12 = Support::Unknown;
            report.tls13 = Support::Unknown;
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
        checked_as(platform, version, linked, self.variant, policy)
    }

    /// What the text says by itself of a platform's TLS 1.2; the weakest of it.
    fn says(&self, platform: &'static Platform) -> Option<Support> {
        let seen = self.seen.iter().filter(|seen| seen.platform == platform);
        seen.filter_map(|seen| seen.says)
            .min_by_key(|says| if *says == Support::Unknown { 9 } else { rank(*says) })
    }
}

/// The build whose requests the text is about: the one that it shows, or the one
/// that runs on its library.
fn build_of(
    platform: &Platform,
    library: Option<&Library>,
    variant: Option<&'static str>,
) -> Option<&'static str> {
    let shown = library.and_then(|library| {
        let mut builds = platform.variants.iter();
        builds.find(|build| build.libraries.contains(&library.platform.id))
    });
    shown.map(|build| build.id).or(variant)
}

/// What the table says of a version, as the named build where it has that one.
fn checked_as(
    platform: &'static Platform,
    version: &str,
    linked: Option<&str>,
    variant: Option<&str>,
    policy: &Policy,
) -> Option<Report> {
    let variant = build(platform, Some(version), variant);
    let stack = Stack {
        platform: platform.id.into(),
        version: version.into(),
        linked: linked.map(str::to_owned),
        variant: variant.map(str::to_owned),
    };
    check(&stack, policy).ok()
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
    // A client such as curl is as good as its library.
    let leaves = platform.rules.iter().any(|rule| rule.tls12 == Support::Library);
    let open = own == Support::NotApplicable || own == Support::Unknown && leaves;
    report.tls12 = if open { of_library } else { own.bound_to(of_library) };
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

/// Whether a browser leaves TLS to its system: Internet Explorer and Edge up to
/// 18 to Windows, Safari and all browsers of iOS to Apple's.
fn of_system(browser: &Browser) -> bool {
    let version = browser.version.as_deref().unwrap_or_default();
    match browser.platform {
        "ie" | "safari" | "ios" => true,
        "edge" => version.until_any(".").parse().is_ok_and(|major: u32| major < 79),
        _ => false,
    }
}

/// A browser with its version: "Chrome 106.0".
fn named(browser: &Browser) -> String {
    let name = platform(browser.platform).map_or("a browser", |platform| platform.name);
    match &browser.version {
        Some(version) => format!("{name} {version}"),
        None => name.to_owned(),
    }
}
