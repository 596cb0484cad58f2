//! Which of the platforms, versions, libraries and handshakes of a text decides.

use super::support::{is_release, rank, support, support_text};
use super::{Evidence, Library, Named, Seen};
use crate::model::{Platform, PlatformKind, Support};
use crate::recognise::handshake::Handshake;
use crate::recognise::mentions;
use crate::recognise::phrases::Hit;
use crate::recognise::text::{Text, contains};
use crate::signs::Signs;
use crate::tables::platform;
use crate::words::{Words, words};

/// A platform that stands around another: what that one is shown with, it did on
/// its behalf.
struct Pair {
    above: &'static str,
    below: &'static str,
    /// With a version of its own the other one is on its own.
    free: bool,
}

const fn over(above: &'static str, below: &'static str) -> Pair {
    Pair { above, below, free: false }
}

const OVER: &[Pair] = &[
    over("android", "java"),
    over("android", "okhttp"),
    over("java", "okhttp"),
    over("java", "apache-httpclient"),
    over("php", "curl"),
    over("git", "curl"),
    over("python", "curl"),
    over("ruby", "curl"),
    over("dotnet", "curl"),
    over("dotnet-core", "curl"),
    over("dotnet", "powershell"),
    over("dotnet-core", "powershell"),
    over("dotnet", "windows"),
    over("dotnet-core", "windows"),
    over("python", "requests"),
    over("python", "urllib3"),
    over("python", "pyopenssl"),
    over("python", "pypy"),
    over("java", "jruby"),
    // JRuby is Java, but a Ruby with its own version beside a Java is none.
    Pair { free: true, ..over("java", "ruby") },
    over("java", "windows"),
    over("node", "curl"),
    // Both throw the same exceptions: a Framework that is named is the one.
    Pair { free: true, ..over("dotnet-core", "dotnet") },
    over("rust", "java"),
    over("rust", "curl"),
    over("rust", "git"),
];

/// Programs on a runtime: where both show themselves and the runtime has no
/// version, what the reader can change is in the program.
const ON: &[(&str, &str)] = &[("powershell", "dotnet")];

/// Programs that have libcurl inside and print what it says.
const CURL_WITHIN: Words = words!["php", "git"];

impl Evidence {
    /// The platform that the text is about.
    pub(super) fn chosen(&self) -> Option<&'static Platform> {
        let runtime = self.chosen_runtime()?;
        let program = self.program_on(runtime).filter(|_| !self.has_version(runtime));
        program.or(Some(runtime))
    }

    /// The program on a runtime that the text shows.
    pub(super) fn program_on(&self, runtime: &Platform) -> Option<&'static Platform> {
        let (program, _) = ON.iter().find(|(program, below)| {
            let shown = || self.seen.iter().any(|seen| seen.platform.id == *program);
            *below == runtime.id && (shown() || prompted(&self.text))
        })?;
        platform(program)
    }

    fn chosen_runtime(&self) -> Option<&'static Platform> {
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
            let under = |over: &&str| self.is_under(over, platform);
            decided.contains(&platform.id) || !shown.iter().any(under)
        });
        scores.retain(|(platform, ..)| {
            decided.is_empty() || decided.contains(&platform.id) || self.has_version(platform)
        });
        // Git stands in the list of every machine's tools.
        let other = |platform: &'static Platform| {
            let library = || self.library_of(platform).is_some_and(|own| own.version.is_some());
            platform.id != "git" && (self.has_version(platform) || library())
        };
        let used = || self.hits.iter().any(|hit| hit.meaning.platform == Some("git"));
        if !(self.has_failed() && used()) && scores.iter().any(|(platform, ..)| other(platform)) {
            scores.retain(|(platform, ..)| platform.id != "git");
        }
        // A system is only the answer where nothing runs on it; Android is what apps run on.
        let runs = |platform: &'static Platform| {
            platform.kind != PlatformKind::System
                || platform.id == "android" && self.has_version(platform)
        };
        if scores.iter().any(|(platform, ..)| runs(platform)) {
            scores.retain(|(platform, ..)| runs(platform));
        } else if self.libraries.iter().any(|library| library.version.is_some()) {
            // Of a library with its version more is known than of the system around it.
            return None;
        }
        let best = scores.iter().map(|(_, score, _)| *score).max()?;
        let versions = scores
            .iter()
            .filter(|(platform, score, _)| *score == best || self.has_version(platform))
            .map(|(platform, ..)| *platform);
        // Several runtimes with versions: the weakest is the one to worry about.
        let rivals = versions.clone().filter(|platform| self.has_version(platform));
        let first = versions.clone().next()?;
        let strongest = scores
            .iter()
            .filter(|(_, score, _)| *score == best)
            .map(|(platform, ..)| *platform)
            .next()
            .unwrap_or(first);
        let failing = self.failure().and_then(|failure| {
            // "curl: (35) LibreSSL SSL_connect: SSL_ERROR_SYSCALL"
            let prints = |hit: &&Hit| hit.line == failure.line && hit.meaning.failure.is_some();
            let own = || self.hits.iter().filter(prints).find_map(|hit| hit.meaning.platform);
            platform(failure.meaning.platform.or_else(own)?)
        });
        let framework = |failing: &&'static Platform| {
            let named =
                |platform: &'static Platform| platform.id == "dotnet" && self.has_version(platform);
            failing.id == "dotnet-core"
                && !self.has_version(failing)
                && scores.iter().any(|(platform, ..)| named(platform))
        };
        if let Some(failing) = failing.filter(|failing| !framework(failing))
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

    /// The version of a platform that decides: the weakest, but of runtimes
    /// that are installed side by side the newest.
    pub(super) fn version_of(&self, platform: &'static Platform) -> Option<Named> {
        let mut versions: Vec<Named> = Vec::new();
        // The openssl command is its own library.
        for library in self.libraries.iter().filter(|library| library.platform == platform) {
            versions.extend(library.version.clone().map(Named::Exact));
        }
        // Of two that are as good, the one that stands with the library that decides.
        let place = self.library_of(platform).map(|library| library.line);
        let own = self.seen.iter().filter(|seen| seen.platform == platform);
        let (near, others): (Vec<&Seen>, Vec<&Seen>) =
            own.partition(|seen| Some(seen.line) == place);
        for version in near.into_iter().chain(others) {
            if let Some(version) = &version.version
                && !versions.contains(version)
            {
                versions.push(version.clone());
            }
        }
        // The CLR's version names no product.
        if platform.id == "dotnet" && versions.len() > 1 {
            versions
                .retain(|version| version.exact().is_none_or(|text| !text.starts_with("4.0.30")));
        }
        let exact: Vec<String> = versions.iter().filter_map(Named::exact).collect();
        // "Java 8" beside "1.8.0_25" is the same said less exactly.
        versions.retain(|version| {
            version.exact().is_none_or(|text| {
                !exact.iter().any(|other| *other != text && is_family_of(platform, &text, other))
            })
        });
        // What runs is known more exactly than what a file asks for at the least.
        versions.retain(|version| {
            let Named::From(lowest) = version else { return true };
            !exact.iter().any(|text| is_from(platform, lowest, text))
        });
        // Of one there is nothing to weigh, which takes a whole judgement.
        if let [one] = versions.as_slice() {
            return Some(one.clone());
        }
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
            bare.filter(|_| matches!(platform.id, "node" | "java"))
                .map(|version| Named::Exact(version.text))
        };
        let weakest = versions.iter().min_by_key(|version| weight(version)).cloned();
        // Of "jdk 1.7" and "jdk 1.6" the older one is weaker, though nothing settles it.
        let older = weakest.as_ref().filter(|weakest| weight(weakest) == rank(Support::OptIn));
        let older = older.and_then(Named::exact).and_then(|weakest| {
            versions.iter().find(|version| {
                let open = version.exact().filter(|_| weight(version) == rank(Support::Unknown));
                open.is_some_and(|text| !is_from(platform, &weakest, &text))
            })
        });
        older.cloned().or(weakest).or_else(lone)
    }

    /// The library that does the platform's TLS, where the text shows it.
    pub(super) fn library_of(&self, platform: &'static Platform) -> Option<&Library> {
        let linked = platform.linked.as_ref();
        // What a text shows of cURL's library alone is as near as PHP's own.
        let bound = |library: &Library| {
            let mut builds = platform.variants.iter();
            builds.any(|build| build.libraries.contains(&library.platform.id))
        };
        let near = |library: &&Library| {
            let beside = |seen: &Seen| seen.platform == platform && seen.line == library.line;
            self.seen.iter().any(beside) || bound(library)
        };
        let by_curl = self.speaks_by_curl(platform);
        // "Python 2.7.6, curl 7.29.0 (NSS/3.53)": who can run on it, runs on it.
        let of_another = |library: &Library| {
            let below = library.platform.id;
            !platform.runs_on(below)
                && self.seen.iter().any(|seen| {
                    // The system around PycURL is none that asks.
                    let aside = by_curl && seen.platform.kind == PlatformKind::System;
                    seen.platform.runs_on(below) && !aside && !self.speaks(seen.platform, platform)
                })
        };
        let curl_on_nss = by_curl && self.curl_of_red_hat();
        // "libcurl/7.29.0 OpenSSL/1.1.1d" is somebody's own build.
        let of_system = |library: &Library| {
            curl_on_nss && library.platform.id == "openssl" && !library.text.has_any("/")
        };
        let own = self.libraries.iter().filter(|library| !library.shell);
        let candidates: Vec<&Library> =
            own.filter(|library| !of_another(library) && !of_system(library)).collect();
        // Node shows the one that it brings along.
        if linked.is_none() && platform.id != "node" {
            return None;
        }
        let versioned = |library: &&Library| library.version.is_some();
        let mut all = candidates.iter().copied();
        // "upgraded OpenSSL to 1.0.1g, but phpinfo still says OpenSSL/0.9.8y"; of two that
        // are as good the one that stands with the platform.
        all.clone()
            .filter(versioned)
            .min_by_key(|library| (rank(support_text(library)), !near(library)))
            .or_else(|| all.clone().find(near))
            .or_else(|| all.next())
    }

    /// Whether the text's curl is the own one of RHEL 6 or 7, which runs on NSS
    /// (curl's rules `nss-7.19.7` and `nss-7.29`): the OpenSSL beside it is the system's.
    fn curl_of_red_hat(&self) -> bool {
        const RELEASES: Words = words!["7.19.7", "7.29.0"];
        const SYSTEMS: Words = words![".el6", ".el7", "centos", "red hat", "rhel"];
        let own = |seen: &Seen| {
            let version = seen.version.as_ref().and_then(Named::exact).unwrap_or_default();
            seen.platform.id == "curl"
                && RELEASES.iter().any(|release| is_release(&version, release))
        };
        self.text.has_one(SYSTEMS) && self.seen.iter().any(own)
    }

    /// The library for Java that makes the requests of the platform, with its
    /// version: `Apache-HttpClient/4.5 (Java/1.7.0_80)`.
    pub(super) fn client_over(&self, platform: &Platform) -> Option<(&'static Platform, String)> {
        let mut clients = self.seen.iter().filter(|seen| {
            platform.id == "java" && matches!(seen.platform.id, "okhttp" | "apache-httpclient")
        });
        clients.find_map(|seen| Some((seen.platform, seen.version.as_ref()?.exact()?)))
    }

    /// The other programs of the text, each once: those with a version, and those
    /// that failed.
    pub(super) fn others(&self, chosen: &'static Platform) -> Vec<&Seen> {
        let mut others: Vec<&Seen> = Vec::new();
        let told = |seen: &&Seen| seen.version.is_some() || self.failing(seen.platform);
        for seen in self.seen.iter().filter(told) {
            let other = seen.platform;
            let related = self.is_under(chosen.id, other) || self.is_under(other.id, chosen);
            let known = others.iter().any(|known| known.platform == other);
            if chosen != other && !related && !known && other.kind != PlatformKind::System {
                others.push(seen);
            }
        }
        others
    }

    /// The build of OpenSSL without TLS 1.2 in plain requests, where a program
    /// says so or a system has it that the text names.
    pub(super) fn build_of_openssl(&self) -> Option<&'static str> {
        const BUILD: &str = "no-tls1-2-client";
        let system = || {
            platform("ubuntu").is_some_and(|ubuntu| {
                self.has_version(ubuntu) && self.support_of(ubuntu) == Support::OptIn
            })
        };
        (self.variant == Some(BUILD) || system()).then_some(BUILD)
    }

    /// A completed handshake that speaks for the platform; of a server's log the
    /// weakest, since each of its lines is of a client of its own.
    pub(super) fn negotiated(&self, platform: Option<&'static Platform>) -> Option<&Handshake> {
        let last = self.handshakes.iter().rev().find(|handshake| {
            let by = handshake.by.and_then(crate::tables::platform);
            let own = match (platform, by) {
                // curl and s_client prove nothing about a runtime in the same text; only
                // PHP and git print what libcurl says under them.
                (Some(platform), Some(by)) => {
                    platform == by || self.speaks(by, platform) && !self.failing(platform)
                }
                _ => true,
            };
            handshake.negotiated.is_some() && own && !handshake.of_server
        })?;
        let weakest = self.logged().min_by_key(|handshake| handshake.negotiated);
        weakest.filter(|_| last.logged).or(Some(last))
    }

    /// What a server's log has of its clients' handshakes; one a version.
    pub(super) fn logged(&self) -> impl Iterator<Item = &Handshake> {
        self.handshakes.iter().filter(|handshake| handshake.logged)
    }

    /// Whether the platform's requests can be curl's.
    fn speaks_by_curl(&self, platform: &Platform) -> bool {
        let bound = || platform.id == "python" && self.text.has("pycurl");
        platform.id == "curl" || CURL_WITHIN.hold(platform.id) || bound()
    }

    /// Whether what a program under the platform prints is said of the platform too.
    fn speaks(&self, below: &Platform, platform: &Platform) -> bool {
        let row = |row: &Pair| row.above == platform.id && row.below == below.id;
        OVER.iter().any(row) && (below.id != "curl" || self.speaks_by_curl(platform))
    }

    /// Whether what the text shows of a platform was done for another one.
    fn is_under(&self, over: &str, platform: &'static Platform) -> bool {
        OVER.iter().any(|row| {
            row.above == over
                && row.below == platform.id
                && !(row.free && self.has_version(platform))
        })
    }

    /// Whether a failure in the text is this platform's own.
    fn failing(&self, platform: &'static Platform) -> bool {
        self.hits
            .iter()
            .any(|hit| hit.meaning.failure.is_some() && hit.meaning.platform == Some(platform.id))
    }

    pub(super) fn has_version(&self, platform: &'static Platform) -> bool {
        self.seen.iter().any(|seen| seen.platform == platform && seen.version.is_some())
    }

    fn support_of(&self, platform: &'static Platform) -> Support {
        self.version_of(platform)
            .map_or(Support::Unknown, |version| support(platform, &version, None, self.variant))
    }
}

/// Whether what failed was typed at a prompt of `PowerShell`, and is no program that
/// ends with a trace of its own.
fn prompted(text: &Text) -> bool {
    let prompt = |line: &str| {
        let rest = line.trim_start().strip_prefix("PS ").unwrap_or_default();
        rest.get(1..3) == Some(":\\")
    };
    let trace = |line: &str| {
        line.trim_start().starts_with("at System.") || contains(line, "unhandled exception")
    };
    text.lines.iter().any(|line| prompt(&line.text))
        && !text.lines.iter().any(|line| trace(&line.text))
}

/// Whether a version is at least as new as another one.
fn is_from(platform: &'static Platform, lowest: &str, version: &str) -> bool {
    match (platform.notation.parse(lowest), platform.notation.parse(version)) {
        (Ok(lowest), Ok(version)) => version.version >= lowest.version,
        _ => false,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relations_name_known_platforms() {
        let known = |id: &str| crate::PLATFORMS.iter().any(|platform| platform.id == id);
        for row in OVER {
            assert!(known(row.above), "{}", row.above);
            assert!(known(row.below), "{}", row.below);
        }
    }
}
