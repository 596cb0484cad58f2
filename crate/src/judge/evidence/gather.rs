//! From what was recognised to versions, libraries and signs of platforms.

use super::findings::once_each;
use super::support::{rank, support};
use super::{Evidence, Library, Named, Seen};
use crate::model::{Platform, PlatformKind, Support};
use crate::recognise::bare::Bare;
use crate::recognise::claims::{self, Around};
use crate::recognise::mentions::{self, Mention, OF_BOTH};
use crate::recognise::pins::{Asks, Pin};
use crate::recognise::text::{Line, contains, requested, strip};
use crate::recognise::{commands, keys, lists};
use crate::report::Kind;
use crate::signs::{Signs, joined};
use crate::tables::platform;
use crate::words::{Words, words};

/// What stands before what somebody has, and before what he had.
const NOW: Words = words!["after:", "now:", "new:"];
const PAST: Words = words!["before:", "old:", "previously:"];

/// Keys of a Java archive's manifest.
const MANIFEST: Words = words!["build-jdk", "build jdk", "created-by"];
/// What stands before the library that a program runs with: `Loaded version:` of
/// `RubyGems`, Ruby's constant, PHP's and nginx' own words.
const RUNS: Words = words!["loaded version", "library version", "library_version", "running with"];
/// And before the one that it was built with.
const BUILT: Words = words!["compiled", "built", "header version", "openssl_version"];

impl Evidence {
    /// What a file pins.
    fn read_pins(&mut self) {
        for pin in self.pins.all.clone() {
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
    }

    /// Everything with a version.
    pub(super) fn read_versions(&mut self) {
        self.read_pins();
        let mut numbered = Vec::new();
        for keyed in keys::keyed(&self.text) {
            let library =
                platform(keyed.platform).filter(|platform| platform.kind == PlatformKind::Library);
            if let Some(platform) = library {
                numbered.push((keyed.line, platform, keyed.version));
                continue;
            }
            let version = keyed.version.map(Named::Exact);
            self.see(keyed.line, keyed.platform, version, Kind::VersionOutput, 5);
            if let Some(last) = self.seen.last_mut().filter(|last| last.sign) {
                last.says = Some(keyed.tls12.unwrap_or(Support::Unknown));
            }
        }
        let shell = commands::shell_openssl(&self.text);
        for output in commands::outputs(&self.text) {
            // "process.versions.openssl" of Node.js
            let library = platform(output.platform).filter(|found| {
                found.kind == PlatformKind::Library && !shell.contains(&output.line)
            });
            if let Some(library) = library {
                self.see_library(output.line, library, Some(output.version.text));
                continue;
            }
            self.see(
                output.line,
                output.platform,
                Some(Named::Exact(output.version.text)),
                Kind::VersionOutput,
                5,
            );
        }
        let browser_line = self.browser.as_ref().map(|browser| browser.line);
        let lone = self.text.lines.len() == 1;
        let installed = commands::installed(&self.text);
        // "Before: OpenSSL 0.9.8zh" and "After: OpenSSL 1.1.1d"
        let now = self.text.lines.iter().any(|line| NOW.start(bullet(line)));
        let past =
            |line: &Line| now && PAST.start(bullet(line)) || bullet(line).starts_with("#export ");
        let demanded = claims::demanded(&self.text);
        let around = |place: usize, line: &Line| {
            let text = |place: usize| Some(self.text.lines.get(place)?.text.as_str());
            Around::of(place.checked_sub(1).and_then(text), &line.text, text(place + 1))
        };
        let own =
            self.text.lines.iter().enumerate().map(|(place, line)| (line, around(place, line)));
        let mut lines: Vec<Mention> = own
            .chain(installed.iter().map(|line| (line, Around::default())))
            .filter(|(line, _)| Some(line.number) != browser_line && !absent(&line.text))
            .filter(|(line, _)| !past(line) && !demanded.contains(&line.number))
            .flat_map(|(line, around)| {
                let request = requested(&line.text);
                let aside = move |at| request.as_ref().is_some_and(|place| place.contains(&at));
                mentions::mentions(line, lone, around).into_iter().filter(move |it| !aside(it.at))
            })
            .collect();
        self.leave_packages(&mut lines);
        let mut kept: Vec<&Mention> = lines.iter().collect();
        once_each(&mut kept, |one, other| {
            let text =
                |mention: &Mention| mention.version.as_ref().map(|version| version.text.clone());
            // The same library of the shell and of a program are two.
            std::ptr::eq(one.name, other.name)
                && one.path == other.path
                && shell.contains(&one.line) == shell.contains(&other.line)
                && text(one) == text(other)
        });
        // A directory's name is often less exact than what the program says; another
        // release that is weaker, `/usr/lib/python2.6/` beside `Python 2.7.17`, runs too.
        let named = kept.clone();
        let first = |mention: &Mention| {
            let version = mention.version.as_ref()?;
            version.text.bytes().next().filter(|_| mention.name.platform == "python")
        };
        let said = |mention: &Mention| {
            named.iter().any(|other| {
                !other.path
                    && other.version.is_some()
                    && other.name.platform == mention.name.platform
                    // Python 2's folder is none of a Python 3.
                    && first(other) == first(mention)
            }) && !is_weaker(mention, &named)
        };
        // "java -version says 1.8.0_191 but Tomcat uses /opt/jdk1.6.0_45"
        let exact = |mention: &Mention| {
            let version = mention.version.as_ref();
            lone && version.is_some_and(|version| version.text.has_any("_"))
        };
        // JRuby's folders are called by the language that it has.
        let jruby = named.iter().any(|mention| mention.name.platform == "jruby");
        let of_jruby = |mention: &Mention| {
            let folder = mention.path || mention.name.word.has("/");
            jruby && folder && mention.name.platform == "ruby"
        };
        let told = |mention: &&Mention| {
            !of_jruby(mention) && (!mention.path || exact(mention) || !said(mention))
        };
        for mention in kept.into_iter().filter(told) {
            self.read_mention(mention, &shell);
        }
        // A number says less than the text that stands beside it.
        for (line, platform, version) in numbered {
            self.see_library(line, platform, version);
        }
        self.leave_builds();
    }

    /// What runs decides, and not what a program was built with.
    fn leave_builds(&mut self) {
        let runs = |library: &Library| library.built == Some(false) && library.version.is_some();
        if self.libraries.iter().any(runs) {
            self.libraries.retain(|library| library.built != Some(true));
        }
    }

    /// What built a package need not run it, and of several versions that it runs on
    /// none is anybody's.
    fn leave_packages(&self, lines: &mut [Mention]) {
        let line_of = |mention: &Mention| self.text.line(mention.line).map_or("", Line::message);
        let classed = |mention: &&Mention| {
            mention.version.is_some() && contains(line_of(mention), "programming language ::")
        };
        let several = lines.iter().filter(classed).count() > 1;
        for mention in lines {
            if MANIFEST.start(line_of(mention).trim_start()) || several && classed(&&*mention) {
                mention.version = None;
            }
        }
    }

    /// Platforms that show themselves by what they print.
    pub(super) fn read_signs(&mut self) {
        let failed = self.has_failed();
        for hit in self.hits.clone() {
            self.variant = self.variant.or(hit.meaning.variant);
            let Some(id) = hit.meaning.platform else { continue };
            let Some(platform) = platform(id) else { continue };
            if platform.kind == PlatformKind::Library {
                continue;
            }
            // "RUN git clone" in a Dockerfile is no client that somebody asks for.
            let aside = hit.meaning.weak || self.pins.file;
            if hit.meaning.failure.is_none() && aside && !failed {
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
                path: false,
            });
        }
        if let Some(list) = lists::listed(&self.text) {
            self.see(list.line, list.platform, None, Kind::VersionOutput, 4);
            if let Some(last) = self.seen.last_mut() {
                last.says = Some(list.tls12);
            }
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
                    aside: false,
                    built: None,
                });
            }
        }
    }

    /// The runtime beside a system or a library that would answer for it: it need
    /// not use what these have.
    pub(super) fn read_runtime(&mut self) {
        let systems = self.seen.iter().all(|seen| {
            let version = seen.version.as_ref();
            let ready = |version| support(seen.platform, version, None, None) == Support::Default;
            // Who does not run on Windows' own TLS is not as weak as it is either.
            let aside = seen.platform.id == "windows";
            seen.platform.kind == PlatformKind::System && (aside || version.is_none_or(ready))
        });
        if !systems || self.browser.is_some() || self.seen.len() + self.libraries.len() == 0 {
            return;
        }
        // Of a Dockerfile only the last stage runs.
        let stage = self.pins.all.last().map_or(0, |pin| pin.line);
        let lines = self.text.lines.iter().filter(|line| {
            let remark = self.pins.file && line.text.trim_start().starts_with('#');
            line.number >= stage && !remark && !absent(&line.text)
        });
        let mut named = lines.filter_map(|line| Some((line.number, mentions::runtime(line)?)));
        let runs = |id: &str| {
            let below =
                |below: &Library| platform(id).is_some_and(|own| own.runs_on(below.platform.id));
            self.libraries.iter().any(below)
        };
        let by_windows = |id: &str| platform(id).is_some_and(|own| own.runs_on("windows"));
        let windows = self.seen.iter().any(|seen| seen.platform.id == "windows");
        if let Some((line, id)) = named.find(|(_, id)| !(runs(id) || windows && by_windows(id))) {
            self.see(line, id, None, Kind::VersionOutput, 2);
            if let Some(last) = self.seen.last_mut() {
                last.says = Some(Support::Unknown);
            }
        }
    }

    pub(super) fn read_bare(&mut self) {
        match self.bare.clone() {
            Some(Bare::Of(id, version)) => {
                if platform(id).is_some_and(|platform| platform.kind == PlatformKind::Library) {
                    if let Some(platform) = platform(id) {
                        self.see_library(1, platform, Some(version));
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
                let lone = self.text.lines.len() == 1;
                let named = self.text.lines.iter().find_map(|line| {
                    let whole = lone.then(|| line.text.trim());
                    let agent = commands::agent(&line.text);
                    // "Mojolicious (Perl)"
                    let inside = agent.or(whole).and_then(|agent| {
                        agent.strip_suffix(')')?.rsplit_once('(').map(|(_, language)| language)
                    });
                    let runtime = |found: &&Platform| found.kind == PlatformKind::Runtime;
                    // "google-api-php-client/1.1.5", "sendgrid/6.0.0;python"
                    let product = agent.or(whole).and_then(|agent| {
                        let product = agent.split_once(' ').map_or(agent, |(product, _)| product);
                        let (_, version) = product.split_once('/')?;
                        let mut words = product.pieces("-_/;.").filter(|word| word.len() > 1);
                        let own = version.without_front("v").begins_digit();
                        own.then(|| words.find_map(|word| platform(word).filter(runtime)))?
                    });
                    let named = [whole, agent].into_iter().flatten().find_map(platform);
                    let inside = || platform(inside?).filter(runtime);
                    let named = named.or_else(inside).or(product);
                    // "KitKat"
                    let release = whole.and_then(|name| {
                        let mut systems = crate::PLATFORMS.iter();
                        systems.find_map(|system| Some((system, system.release_named(name)?)))
                    });
                    match (named, release) {
                        (Some(named), _) => Some((line.number, named.id, None)),
                        (_, Some((system, release))) => {
                            Some((line.number, system.id, Some(Named::Exact(release.to_owned()))))
                        }
                        _ => None,
                    }
                });
                if let Some((line, id, version)) = named {
                    let release = version.is_some();
                    self.see(line, id, version, Kind::UserAgent, 2);
                    if release {
                        return;
                    }
                    if let Some(last) = self.seen.last_mut() {
                        last.says = Some(Support::Unknown);
                    }
                }
            }
        }
    }

    fn see(&mut self, line: u32, id: &str, version: Option<Named>, kind: Kind, weight: u32) {
        if let Some(platform) = platform(id) {
            let sign = version.is_none();
            let (says, path) = (None, false);
            self.seen.push(Seen { line, platform, version, says, weight, kind, sign, path });
        }
    }

    fn see_library(&mut self, line: u32, platform: &'static Platform, version: Option<String>) {
        let mut text = platform.name.to_owned();
        if let Some(version) = &version {
            text = joined(&[&text, version], " ");
        }
        let (shell, aside, built) = (false, false, None);
        self.libraries.push(Library { line, platform, text, version, shell, aside, built });
    }

    /// A library that does TLS for the program of the text.
    fn read_library(&mut self, mention: &Mention, platform: &'static Platform, shell: bool) {
        // A package of that name, among those that a program asks for.
        let line = self.text.line(mention.line).map_or("", |line| line.text.as_str());
        let quoted = line.get(..mention.at).is_some_and(|front| front.trim_start() == "\"");
        if quoted && self.text.has("dependencies\"") {
            return;
        }
        // A key of the registry says nothing of who uses it, and SSH is not TLS.
        if contains(line, "\\securityproviders\\") || line.has("OpenSSH_") {
            return;
        }
        let front = line.get(..mention.at).unwrap_or_default();
        // What a server says of itself, and what is fetched.
        let word = front.rsplit([' ', '"', '\'', '=']).next().unwrap_or_default();
        let header = strip(line.trim_front(" \t<"), "server:").unwrap_or_default();
        let served = header.trim_start().until_any(" ").has_any("/");
        let fetched = word.has("://");
        if served || fetched && self.has_failed() {
            return;
        }
        let Some(text) = self.library_text(mention) else { return };
        let shell = shell || fetched;
        // "(SecureTransport) LibreSSL/2.8.3" of curl, with its name or as a value.
        let last = |sign| front.bytes().rposition(|byte| byte == sign);
        let of_curl = front.has("curl/") || front.ends_with("\"(");
        let aside = last(b'(') > last(b')') && of_curl;
        if aside && self.libraries.iter().any(|known| !known.aside && known.line == mention.line) {
            return;
        }
        // The names of 1.0.0 to 1.0.2 end alike, and a directory's name says less.
        let shared = mention.name.word.ends_with(".so.");
        let open = |version: &String| {
            let letter = version.bytes().next_back().is_some_and(|last| last.is_ascii_lowercase());
            shared && !letter && !version.starts_with("0.9.")
        };
        let version = mention.version.as_ref().map(|version| version.text.clone());
        let version = version.filter(|version| !open(version));
        if shared && version.is_none() && !self.libraries.is_empty() {
            return;
        }
        self.libraries.retain(|known| aside || !known.aside || known.line != mention.line);
        let said = line.get(..mention.at + mention.name.word.len()).unwrap_or_default();
        let built = RUNS.stand_in(said).then_some(false);
        let built = built.or_else(|| BUILT.stand_in(said).then_some(true));
        let line = mention.line;
        self.libraries.push(Library { line, platform, text, version, shell, aside, built });
    }

    fn read_mention(&mut self, mention: &Mention, shell: &[u32]) {
        let Some(platform) = platform(of_dotnet(mention)) else { return };
        // A folder of sources does not say what is linked.
        if platform.kind == PlatformKind::Library && mention.path && mention.version.is_none() {
            return;
        }
        if platform.kind == PlatformKind::Library || mention.name.library {
            self.read_library(mention, platform, shell.contains(&mention.line));
            return;
        }
        let kind = self.kind_of(mention);
        // Only the last stage of a Dockerfile runs.
        let from = self.text.lines.iter().any(|line| {
            line.number == mention.line && strip(line.text.trim_front("# \t"), "from ").is_some()
        });
        let foreign = self.pins.language.is_some_and(|own| own != platform.id);
        // "runtime: nodejs4.3 # python2.7 is also supported"
        let line = self.text.line(mention.line).map_or("", |line| line.text.as_str());
        let front = line.get(..mention.at).unwrap_or_default();
        let remark = front.has(" # ") && self.pins.all.iter().any(|pin| pin.line == mention.line);
        if self.pins.file && (from || foreign || remark) {
            return;
        }
        // A pinned file has said more exactly what it asks for, unless it leaves it
        // open and the text goes on with a failure.
        let failed = self.has_failed();
        // Only a Java that runs has an update, and a build asks for no Android.
        let runs = |text: &str| {
            let android = platform.id == "android" && text.has_any(".");
            failed || android || platform.id == "java" && text.has_any("_u")
        };
        let of = |text: &str| rank(support(platform, &Named::Exact(text.to_owned()), None, None));
        // What a remark names or a diff takes away is no other file.
        let said = failed || !line.trim_start().begins("#/;-+");
        let weaker = |asked: &str| {
            let own = mention.version.as_ref().filter(|own| said && !own.range && !own.later);
            own.is_some_and(|own| of(&own.text) < of(asked).min(rank(Support::Unknown)))
        };
        let pinned = |pin: &Pin| {
            let open = matches!(pin.asks, Asks::Open | Asks::From(_));
            let exact = mention.version.as_ref().is_some_and(|version| runs(&version.text));
            // Another file of the same text can ask for an older one.
            let other = matches!(&pin.asks, Asks::Version(asked) if weaker(asked));
            pin.platform == platform.id && !(open && exact) && !other
        };
        if self.pins.file && self.pins.all.iter().any(pinned) {
            return;
        }
        // "Setup/2.9 (Windows NT 10.0": where a program runs, not what it is.
        let runs_on = platform.kind == PlatformKind::System && platform.id != "android";
        if runs_on && front.contains('/') && front.contains('(') {
            return;
        }
        // What a browser, or a robot in its clothes, says of its device.
        let clothes = contains(front, "mozilla/") || contains(front, "msie ");
        if mention.name.word == ".net clr" && self.browser.is_some() {
            return;
        }
        // HttpClient 4.0 to 4.3 say this on whatever Java.
        if platform.id == "java" && line.has("Apache-HttpClient/4") && line.has("(java 1.5)") {
            return;
        }
        // "Platform android-23" is what Flutter compiles against.
        if platform.id == "android" && front.trim_end().ends_with("Platform") {
            return;
        }
        let service = contains(line, "ms web services") || contains(line, "dalvik/");
        if clothes && !service && matches!(platform.id, "android" | "dotnet") {
            return;
        }
        // "IPinfoClient/Ruby/2.2.1" has the version of the client.
        let product = front.trim_front(" \t-\"'`$#>");
        let behind = line.get(mention.at + mention.name.word.len()..).unwrap_or_default();
        let client = mention.path
            && !behind.has_any("\\:")
            && behind.pieces("/").count() == 2
            && product.ends_with('/')
            && !product.trim_back("/").has_any("/ \\:");
        // Apps on Xamarin choose between Mono's TLS and the system's.
        if mention.name.word == "mono" && self.text.has("xamarin") {
            return;
        }
        // "mod_perl/2.0.4 Perl/v5.10.1" of a server that runs PHP.
        if platform.id == "perl" && front.has("mod_perl") && line.has("PHP/") {
            return;
        }
        // JRuby says "ruby 1.8.7 (2012-01-30) [java]" for what language it has, and
        // Bundler "ruby 3.1.4p001 (jruby 9.4.8.0)".
        let marks = ["[java]", "-java]", "(jruby "];
        let within = || front.ends_with('(') && contains(front, "jruby ");
        let jruby = platform.id == "ruby" && (marks.iter().any(|mark| line.has(mark)) || within());
        // "Android 5.0 and below" is mostly below.
        let bound = |version: &mentions::Version| {
            let exact = Named::Exact(version.text.clone());
            version.earlier && rank(support(platform, &exact, None, None)) > rank(Support::Unknown)
        };
        let own = mention.version.as_ref().filter(|version| !client && !jruby && !bound(version));
        let version = own.map(|version| {
            let text = match platform.id {
                "dotnet" if version.text.starts_with("2.0.50727") => "2.0",
                "dotnet" => keys::of_file(&version.text).unwrap_or(&version.text),
                _ => &version.text,
            };
            let (from, exact) = (Named::From(text.to_owned()), Named::Exact(text.to_owned()));
            // "Android 4.1 and later" need not be an old one.
            let old = || rank(support(platform, &exact, None, None)) < rank(Support::Unknown);
            if version.range || version.later && old() { from } else { exact }
        });
        let weight = if version.is_some() { 4 } else { 2 };
        let says = mention.name.tls12.or(version.is_none().then_some(Support::Unknown));
        let sign = version.is_none();
        let (line, path) = (mention.line, mention.path);
        self.seen.push(Seen { line, platform, version, says, weight, kind, sign, path });
    }

    /// A library as it stands in the text: `OpenSSL 1.0.1e-fips`, `NSS/3.21
    /// Basic ECC`, `SecureTransport`.
    fn library_text(&self, mention: &Mention) -> Option<String> {
        let line = self.text.line(mention.line)?;
        let end = mention.at + mention.name.word.len();
        let word = line.text.get(mention.at..end).unwrap_or(mention.name.word);
        let Some(version) = &mention.version else {
            // "gnutls_handshake()" and "schannel:" are what they print of themselves.
            let own =
                platform(mention.name.platform).filter(|own| own.kind == PlatformKind::Library);
            return Some(match own {
                Some(own) if word.has_any("_()") => own.name.to_owned(),
                _ => {
                    let mut text = word.trim_back(":").to_owned();
                    let capital = usize::from(text.len() < word.len());
                    text.get_mut(..capital).unwrap_or_default().make_ascii_uppercase();
                    text
                }
            });
        };
        let rest = line.text.get(end..).unwrap_or_default();
        // A package manager has it in another line.
        let Some(between) = rest.find_word(&version.text).and_then(|end| rest.get(..end)) else {
            return Some(format!("{} {}", mention.name.word, version.text));
        };
        let sign = match between {
            _ if between.contains('/') => "/",
            "" if word.ends_with('.') => "",
            _ => " ",
        };
        let mut text = joined(&[word, &version.text], sign);
        if rest.has("Basic ECC") {
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
            && mention
                .version
                .as_ref()
                .is_some_and(|version| after.trim_front("/ -v.").len() <= version.text.len() + 8);
        // "curl 7.64.1 (x86_64-apple-darwin20.0) libcurl/7.64.1" is printed.
        let printed = strip(line.text.trim_front(" $#>"), "curl ").is_some();
        if after.starts_with('/')
            && !printed
            && !line.text.contains('\\')
            && !line.text.starts_with('/')
        {
            Kind::UserAgent
        } else if whole {
            Kind::BareVersion
        } else {
            Kind::VersionOutput
        }
    }
}

/// The platform of a mention. Both of .NET are called so: the version tells
/// them apart, where only one of them has it.
fn of_dotnet(mention: &Mention) -> &'static str {
    const FRAMEWORK: Words = words!["4.", "3.5", "2.0.50727"];
    const CORE: Words = words!["2.1", "2.2", "3.1"];
    let (word, named) = (mention.name.word, mention.name.platform);
    let version = mention.version.as_ref().map_or("", |version| version.text.as_str());
    let later = || version.until_any(".").parse().is_ok_and(|major: u8| major > 4);
    match named {
        "dotnet-core" if FRAMEWORK.start(version) => "dotnet",
        "dotnet" if OF_BOTH.hold(word) && (CORE.start(version) || later()) => "dotnet-core",
        _ => named,
    }
}

/// Whether a folder has a release that is weaker than every version that is said of
/// its platform.
fn is_weaker(folder: &Mention, named: &[&Mention]) -> bool {
    let Some(platform) = platform(folder.name.platform) else { return false };
    let of = |mention: &Mention| {
        let version = mention.version.as_ref()?;
        Some(rank(support(platform, &Named::Exact(version.text.clone()), None, None)))
    };
    let Some(own) = of(folder).filter(|own| *own < rank(Support::Unknown)) else { return false };
    let mut said =
        named.iter().filter(|other| !other.path && other.name.platform == folder.name.platform);
    said.all(|other| of(other).is_none_or(|other| other > own))
}

/// A line without the sign of a list in front of it.
fn bullet(line: &Line) -> &str {
    line.text.trim_front(" \t-*")
}

/// Whether a line says that what it names is not there.
fn absent(line: &str) -> bool {
    const WORDS: Words = words![
        "unable to locate package",
        "no matching distribution found",
        "no installation candidate",
        "couldn't find any package",
        "unable to find a match",
        "nothing provides",
        // A list of packages, whose address has their name.
        "/dists/",
        "was not found in the package",
        "command not found",
        "cannot open shared object file",
        "no package matches",
    ];
    WORDS.stand_in(line)
}
