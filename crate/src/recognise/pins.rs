//! Files that pin a version: Dockerfile, `.nvmrc`, pom.xml, *.csproj,
//! Gemfile, CI files and their like.

use super::evidence::IMAGES;
use super::mentions::version_of;
use super::text::{Line, Text, after, behind, contains, find};
use crate::model::{Platform, PlatformKind, Support};
use crate::signs::Signs;
use crate::words::words;

/// A platform that a file asks for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pin {
    pub(crate) line: u32,
    pub(crate) platform: &'static str,
    pub(crate) asks: Asks,
}

/// Which version a file asks for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Asks {
    /// This one, or this family.
    Version(String),
    /// This one or any later one.
    From(String),
    /// Whatever is the newest.
    Newest,
    /// The file does not settle it: a compile level, a range of packages.
    Open,
    /// What the text says by itself, such as the name of a long-term line.
    Says(Support),
}

/// What the file asks for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pins {
    pub(crate) all: Vec<Pin>,
    /// It is a file that pins something, of a platform of the table or not.
    pub(crate) file: bool,
    /// The only platform that it is about, where it says so.
    pub(crate) language: Option<&'static str>,
}

/// Reads a file that pins versions.
pub(crate) fn pins(text: &Text) -> Pins {
    let mut found = Pins::default();
    dockerfile(text, &mut found);
    if found.file {
        return found;
    }
    version_file(text, &mut found);
    build_files(text, &mut found);
    ci_files(text, &mut found);
    packages(text, &mut found);
    found.file |= !found.all.is_empty();
    found
}

// --- Dockerfiles ------------------------------------------------------------

/// More stages than any file has.
const MOST_STAGES: usize = 200;

/// The last stage counts: it is what runs.
fn dockerfile(text: &Text, found: &mut Pins) {
    let mut stages: Vec<(&str, Option<Pin>)> = Vec::new();
    let mut defaults: Vec<(&str, &str)> = Vec::new();
    let from = |line: &Line| strip_word(line.text.trim_front("-+> \t"), "FROM").is_some();
    let real = text.lines.iter().any(from);
    for line in &text.lines {
        if stages.len() > MOST_STAGES {
            break;
        }
        // What is commented out counts only where all is, as it is in a quotation.
        let trimmed = line.text.trim_front(if real { "-+> \t" } else { "-+> \t#" });
        if let Some((name, value)) =
            strip_word(trimmed, "ARG").and_then(|rest| rest.split_once('='))
        {
            defaults.push((name.trim(), value.trim().trim_ends("\"'")));
        }
        let Some(rest) = strip_word(trimmed, "FROM") else { continue };
        let mut words = rest.split_whitespace().filter(|word| !word.starts_with("--"));
        let Some(image) = words.next() else { continue };
        let alias = match (words.next(), words.next()) {
            (Some(word), Some(alias)) if word.eq_ignore_ascii_case("as") => alias,
            (None, _) => "",
            // A sentence, or a query: "FROM table WHERE".
            _ => continue,
        };
        let known = stages.iter().find(|(name, _)| !name.is_empty() && *name == image);
        let pin = match known {
            Some((_, pin)) => pin.clone(),
            None => of_image(&filled(image, &defaults), line.number),
        };
        stages.push((alias, pin));
    }
    let looks_so = stages.iter().any(|(_, pin)| pin.is_some())
        || text.lines.iter().any(|line| {
            ["RUN", "CMD", "COPY", "ADD", "ENTRYPOINT", "WORKDIR"]
                .iter()
                .any(|word| strip_word(line.text.trim_start(), word).is_some())
        });
    found.file = !stages.is_empty() && looks_so;
    if found.file {
        found.all.extend(stages.pop().and_then(|(_, pin)| pin));
    }
}

/// An image with the defaults of its arguments: `openjdk:${VERSION}-jre`,
/// `$BASE`, `node:${NODE:-0.10}`.
fn filled(image: &str, defaults: &[(&str, &str)]) -> String {
    let mut parts = image.pieces("$");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let braced = part.strip_prefix('{').and_then(|inner| inner.split_once('}'));
        let word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        let end = part.bytes().position(|byte| !word(byte)).unwrap_or(part.len());
        let (name, rest) = braced.or_else(|| part.split_at_checked(end)).unwrap_or((part, ""));
        let (name, own) = name.cut(":-").unwrap_or((name, "$"));
        let default = defaults.iter().rev().find(|(known, _)| *known == name);
        out += default.map_or(own, |(_, value)| value);
        out += rest;
    }
    out
}

/// The text behind a word and a blank, in any case.
fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (front, rest) = text.split_at_checked(word.len())?;
    let rest = rest.strip_prefix([' ', '\t'])?;
    front.eq_ignore_ascii_case(word).then_some(rest.trim())
}

/// The platform of an image, `registry/name:tag@digest`.
fn of_image(image: &str, line: u32) -> Option<Pin> {
    let image = image.until_any("@").trim_ends("\"'`,");
    // A colon before a slash is a port.
    let (name, tag) = match image.rsplit_once(':') {
        Some((name, tag)) if !tag.contains('/') => (name, tag),
        _ => (image, ""),
    };
    let lower = name.to_ascii_lowercase();
    let matches = |known: &str| {
        lower.strip_suffix(known).is_some_and(|front| front.is_empty() || front.ends_with('/'))
    };
    if let Some(image) =
        IMAGES.iter().filter(|image| matches(image.name)).max_by_key(|image| image.name.len())
    {
        return Some(Pin {
            line,
            platform: image.platform,
            asks: of_tag(&tag.to_ascii_lowercase(), image.platform, image.behind),
        });
    }
    // "adoptopenjdk/openjdk11", "azul/zulu-openjdk" with the version in the name.
    let last = lower.pieces("/").last()?;
    let (front, digits) =
        last.split_at_checked(last.find_any("0123456789").unwrap_or(last.len()))?;
    let front = front.trim_back("-");
    let known = IMAGES.iter().find(|image| image.name == front && image.behind.is_empty())?;
    let version = version_of(digits, known.platform);
    let asks = version.map_or(Asks::Open, |version| Asks::Version(version.text));
    Some(Pin { line, platform: known.platform, asks })
}

/// A release of a system: by number, by code name, or the newest one. Any other
/// tag can be an old one.
fn of_release(tag: &str, system: &Platform) -> Asks {
    let first = tag.until_any("-_");
    if let Some(version) = system.release_named(first) {
        return Asks::Version(version.into());
    }
    let number = [system.id, "stream"].iter().find_map(|word| first.strip_prefix(word));
    // "phusion/baseimage:0.9.9" has a number of its own.
    match version_of(number.unwrap_or(first), system.id).filter(|_| !first.begins("0")) {
        Some(version) => Asks::Version(version.text),
        None if matches!(first, "" | "latest" | "stable" | "rolling" | "edge") => Asks::Newest,
        None => Asks::Open,
    }
}

fn of_tag(tag: &str, platform: &str, behind: &[&str]) -> Asks {
    // An argument without a default.
    if tag.until_any("-_").contains('$') {
        return Asks::Open;
    }
    let own = crate::tables::platform(platform);
    if let Some(system) = own.filter(|own| own.kind == PlatformKind::System) {
        return of_release(tag, system);
    }
    let parts: Vec<&str> = tag.pieces("-_").collect();
    if behind.is_empty() {
        let first = parts.first().copied().unwrap_or_default();
        // "11.0.21+9-jre" and "2.0.0-p648" go on behind their hyphen.
        let with_level = match parts.get(1) {
            Some(level)
                if level.starts_with('p') && level.get(1..).is_some_and(Signs::is_digits) =>
            {
                format!("{first}-{level}")
            }
            _ => first.to_owned(),
        };
        return match version_of(&with_level, platform) {
            // "python:3" is the newest 3.
            Some(version) if platform != "java" && !version.text.contains('.') => {
                match (platform, version.text.as_str()) {
                    ("python", "2") => Asks::Version("2.7".into()),
                    ("python", "3") | ("go" | "rust", "1") => Asks::Newest,
                    _ => Asks::Version(version.text),
                }
            }
            Some(version) => Asks::Version(version.text),
            // "openjdk-7u79-jdk"; "alpine3.7" is no version of what runs on it.
            None => {
                let numbered = |part: &&str| part.has_any("0123456789");
                let rest = parts.iter().filter(|part| !part.starts_with("alpine"));
                let named = |part: &str| {
                    let words = ["openjdk", "jdk", "jre", "java"];
                    words.iter().find_map(|word| version_of(part.strip_prefix(word)?, platform))
                };
                let version = |part: &&str| version_of(part, platform).or_else(|| named(part));
                match rest.clone().find_map(version) {
                    Some(version) => Asks::Version(version.text),
                    None if rest.clone().any(numbered) => Asks::Open,
                    None => Asks::Newest,
                }
            }
        };
    }
    for (index, part) in parts.iter().enumerate() {
        for word in behind {
            let Some(rest) = part.strip_prefix(word) else { continue };
            let next = parts.get(index + 1).copied().unwrap_or_default();
            for text in [rest, next] {
                if let Some(version) = version_of(text, platform) {
                    return Asks::Version(version.text);
                }
            }
        }
    }
    Asks::Open
}

// --- Files of one line ------------------------------------------------------

/// Names of files and the platform that they pin.
const FILES: &[(&str, &str)] = &[
    (".nvmrc", "node"),
    (".node-version", "node"),
    (".ruby-version", "ruby"),
    (".rvmrc", "ruby"),
    (".python-version", "python"),
    (".java-version", "java"),
    (".php-version", "php"),
    (".phpenv-version", "php"),
    (".perl-version", "perl"),
    (".go-version", "go"),
    ("runtime.txt", ""),
    (".tool-versions", ""),
    (".sdkmanrc", ""),
];

/// Names that version managers and platforms as a service use.
const TOOLS: &[(&str, &str)] = &[
    ("nodejs", "node"),
    ("node", "node"),
    ("iojs", "node"),
    ("python", "python"),
    ("pypy", "python"),
    ("anaconda2", ""),
    ("anaconda3", ""),
    ("jruby", "jruby"),
    ("ruby", "ruby"),
    ("ree", "ruby"),
    ("java", "java"),
    ("openjdk64", "java"),
    ("openjdk", "java"),
    ("oraclejdk", "java"),
    ("oracle64", "java"),
    ("oracle", "java"),
    ("adoptopenjdk", "java"),
    ("temurin", "java"),
    ("corretto", "java"),
    ("zulu", "java"),
    ("liberica", "java"),
    ("graalvm", "java"),
    ("jdk", "java"),
    ("golang", "go"),
    ("go", "go"),
    ("php", "php"),
    ("perl", "perl"),
    ("erlang", "erlang"),
    ("rust", "rust"),
    ("dotnet-core", "dotnet-core"),
    ("dotnetcore", "dotnet-core"),
    ("dotnet", "dotnet-core"),
];

fn version_file(text: &Text, found: &mut Pins) {
    let mut platform = None;
    for line in &text.lines {
        let trimmed = line.text.trim();
        if let Some((file, of)) = FILES.iter().find(|(file, _)| names_file(trimmed, file)) {
            platform = Some(*of);
            found.file = true;
            // "echo 2.7.8 > .python-version" and "./.nvmrc: v0.10"
            let rest = behind(trimmed, file).unwrap_or_default().trim_front(": ");
            if !rest.is_empty() {
                found.all.extend(tool(rest, of, line.number));
            }
            continue;
        }
        let Some(of) = platform else { continue };
        found.all.extend(tool(trimmed, of, line.number));
    }
    // runtime.txt and a manager's own spelling are known without their name.
    if let ([line], None) = (text.lines.as_slice(), platform) {
        let trimmed = line.text.trim();
        for (name, of) in TOOLS {
            let rest = trimmed.strip_prefix(name).and_then(|rest| rest.strip_prefix('-'));
            // A package of a distribution names its program twice.
            let rest = rest.filter(|rest| !rest.has("openjdk"));
            let version = rest.and_then(|rest| version_of(rest, of));
            if let Some(version) = version {
                let asks = Asks::Version(version.text);
                found.all.push(Pin { line: line.number, platform: of, asks });
                return;
            }
        }
    }
}

/// Whether a line is about a file: its name alone, `cat` of it, a comment.
fn names_file(line: &str, file: &str) -> bool {
    let Some(at) = find(line, file) else { return false };
    let front = line.get(..at).unwrap_or_default();
    let words = front.split_whitespace().count();
    let rest = line.get(at + file.len()..).unwrap_or_default();
    words <= 3 && !rest.as_bytes().first().is_some_and(u8::is_ascii_alphanumeric)
}

/// One entry of such a file: `v0.10.48`, `ruby-2.3.1`, `nodejs 0.10.48`,
/// `java=11.0.2-open`, `lts/*`.
fn tool(entry: &str, platform: &'static str, line: u32) -> Option<Pin> {
    let entry = entry.trim().trim_ends("\"'");
    let lower = entry.to_ascii_lowercase();
    let (of, rest) = TOOLS
        .iter()
        .find_map(|(name, of)| {
            let rest = lower.strip_prefix(name)?;
            let start = entry.len() - rest.len();
            let rest = entry.get(start..)?;
            let sign = rest.begins("- =@\t") || rest.begins_digit();
            sign.then_some((*of, rest.trim_front("- =@\t")))
        })
        .unwrap_or((platform, entry));
    let of = if of.is_empty() { platform } else { of };
    // ".tool-versions" has "java openjdk-11".
    let rest = TOOLS
        .iter()
        .filter(|(_, tool_of)| *tool_of == of)
        .find_map(|(name, _)| rest.strip_prefix(name)?.strip_prefix('-'))
        .unwrap_or(rest);
    let asks = match version_of(rest, of) {
        Some(version) => Asks::Version(version.text),
        None if of == "node"
            && (rest.starts_with("lts") || matches!(rest, "node" | "stable" | "latest" | "*")) =>
        {
            Asks::Newest
        }
        None => return None,
    };
    (!of.is_empty()).then_some(Pin { line, platform: of, asks })
}

// --- Build files ------------------------------------------------------------

/// A key of a build file, and how what stands behind it is read.
struct Key {
    word: &'static str,
    platform: &'static str,
    how: How,
    /// Words of which one must stand in the file; any file where there are none.
    beside: &'static str,
}

#[derive(Clone, Copy)]
enum How {
    /// Java's compile level or runtime.
    Level,
    /// A target framework, up to the end of its tag or quotes.
    Framework,
    /// The same, where no `sku` says it more exactly.
    Clr,
    /// The lowest API level of Android.
    Lowest,
    /// A version or a range: `>=0.8.0`, `~> 2.3.0`.
    Range,
    /// The same in quotes that follow at once.
    Quoted,
    /// The same in the next quotes: `Gem::Requirement.new(">= 2.0")`.
    Inside,
    /// It settles nothing.
    Open,
}

const fn key(word: &'static str, platform: &'static str, how: How) -> Key {
    Key { word, platform, how, beside: "" }
}

const fn key_beside(
    word: &'static str,
    platform: &'static str,
    how: How,
    beside: &'static str,
) -> Key {
    Key { word, platform, how, beside }
}

/// The keys of pom.xml, Gradle, Ant, sbt, *.csproj, app.config, package.json,
/// global.json, composer.json, Gemfile, go.mod, Pipfile and others; those with
/// a `^` stand at the start of a line.
const KEYS: &[Key] = &[
    key("<maven.compiler.release>", "java", How::Level),
    key("<maven.compiler.source>", "java", How::Level),
    key("<maven.compiler.target>", "java", How::Level),
    key("maven.compiler.release=", "java", How::Level),
    key("maven.compiler.source=", "java", How::Level),
    key("maven.compiler.target=", "java", How::Level),
    key("<java.version>", "java", How::Level),
    key("<java_version>", "java", How::Level),
    key("<jdk.version>", "java", How::Level),
    key("<javaversion>", "java", How::Level),
    key("<java.source.version>", "java", How::Level),
    key("<java.target.version>", "java", How::Level),
    key("<source>", "java", How::Level),
    key("<target>", "java", How::Level),
    key("<release>", "java", How::Level),
    key("sourcecompatibility", "java", How::Level),
    key("targetcompatibility", "java", How::Level),
    key("javalanguageversion.of", "java", How::Level),
    key("options.release", "java", How::Level),
    key("jvmtarget", "java", How::Level),
    key("jvmtoolchain(", "java", How::Level),
    key("<javac source=", "java", How::Level),
    key("<javac target=", "java", How::Level),
    key("\"-source\"", "java", How::Level),
    key("\"-target\"", "java", How::Level),
    key("javac.source", "java", How::Level),
    key("javac.target", "java", How::Level),
    key("\"java.target\" value=", "java", How::Level),
    key("\"java.source\" value=", "java", How::Level),
    // Eclipse's names of execution environments.
    key("javase-", "java", How::Level),
    key("j2se-", "java", How::Level),
    key("<targetframeworkversion>", "dotnet", How::Framework),
    key("<runtimeframeworkversion>", "dotnet-core", How::Framework),
    // Monikers such as net452 are found wherever they stand.
    key("targetframework=\"", "dotnet", How::Framework),
    key("supportedruntime version=\"", "dotnet", How::Clr),
    key_beside("\"node\"", "node", How::Quoted, "\"engines\""),
    // package.json without engines
    key_beside("\"dependencies\"", "node", How::Open, NODE_PACKAGES),
    key("\"php\"", "php", How::Quoted),
    key_beside("\"version\"", "dotnet-core", How::Quoted, "\"sdk\""),
    key("^ruby", "ruby", How::Quoted),
    key("required_ruby_version", "ruby", How::Inside),
    key("^gem '", "ruby", How::Open),
    key("^gem \"", "ruby", How::Open),
    key_beside("^go ", "go", How::Range, "module |go.mod"),
    key("python_requires", "python", How::Range),
    key("python_version", "python", How::Range),
    key("python_full_version", "python", How::Range),
    key("requires-python", "python", How::Range),
    key("- python=", "python", How::Range),
    key("- python =", "python", How::Range),
    key("^python = ", "python", How::Range),
    key("minsdkversion", "android", How::Lowest),
    key("minsdk ", "android", How::Lowest),
    key("minsdk=", "android", How::Lowest),
    key("compilesdkversion", "android", How::Open),
    key("targetsdkversion", "android", How::Open),
];

/// Words of package.json.
const NODE_PACKAGES: &str =
    "\"scripts\"|\"devDependencies\"|\"express\"|\"request\"|\"axios\"|\"node-fetch\"";

fn build_files(text: &Text, found: &mut Pins) {
    let fits =
        |key: &&Key| key.beside.is_empty() || key.beside.pieces("|").any(|word| text.has(word));
    let keys: Vec<&Key> = KEYS.iter().filter(fits).collect();
    for line in &text.lines {
        let trimmed = line.text.trim();
        let behind = |key: &Key| match key.word.strip_prefix('^') {
            Some(word) => after(trimmed, word),
            None => behind(trimmed, key.word),
        };
        let named = keys.iter().find_map(|key| Some((*key, behind(key)?)));
        let asks = named.and_then(|(key, rest)| Some((key.platform, asked(key, rest)?)));
        if let Some((platform, asks)) = asks {
            found.all.push(Pin { line: line.number, platform, asks });
        }
    }
    // Of several target frameworks the weakest counts, which the judgement finds.
    found.all.dedup_by(|one, other| one.platform == other.platform && one.asks == other.asks);
}

/// Reads what stands behind a key.
fn asked(key: &Key, rest: &str) -> Option<Asks> {
    match key.how {
        How::Level => {
            let leads = ["set(", "javaversion.version_", "jvmtarget.jvm_"];
            let level = rest.trim_front(" =:(\"'.,");
            let level = leads.iter().fold(level, |level, lead| after(level, lead).unwrap_or(level));
            // "${java.version}" stands elsewhere.
            let variable = level.strip_prefix("${").map(|name| name.until_any("}"));
            let named = |name: &str| contains(name, "java") || contains(name, "jdk");
            java_level(level).or_else(|| variable.filter(|name| named(name)).map(|_| Asks::Open))
        }
        How::Clr if contains(rest, "sku=") => None,
        How::Framework | How::Clr => {
            let version = rest.until_any("<\" ").trim_front("v");
            // The CLR 2.0.50727 is under all up to 3.5.
            let version = if version.starts_with("2.0") { "2.0" } else { version };
            version.begins_digit().then(|| Asks::Version(version.into()))
        }
        How::Lowest => {
            let level = rest.trim_front(" ");
            let level = after(level, "is ").unwrap_or(level).trim_front(" =:\"('");
            let end = level.bytes().position(|byte| !byte.is_ascii_digit()).unwrap_or(level.len());
            let level: u32 = level.get(..end)?.parse().ok()?;
            // Every device from this level on: settled only where the lowest has it.
            Some(if level >= 20 { Asks::Says(Support::Default) } else { Asks::Open })
        }
        How::Range => requirement(rest, key.platform),
        How::Quoted => {
            // "ruby '2.3.1', engine: 'jruby'" is the language that JRuby has.
            if contains(rest, "jruby") {
                return Some(Asks::Open);
            }
            let value = rest.trim_front(" :=(");
            let quoted = value.begins("\"'").then(|| value.pieces("\"'").nth(1))?;
            requirement(quoted?, key.platform)
        }
        How::Inside => requirement(rest.pieces("\"'").nth(1).unwrap_or(rest), key.platform),
        How::Open => Some(Asks::Open),
    }
}

/// A compile level is no runtime, but no older one runs it: 8 and later settle
/// it.
fn java_level(text: &str) -> Option<Asks> {
    let end = text
        .bytes()
        .position(|byte| !(byte.is_ascii_digit() || matches!(byte, b'.' | b'_')))
        .unwrap_or(text.len());
    let level = text.get(..end)?.with("_", ".");
    let feature = level.strip_prefix("1.").unwrap_or(&level).until_any(".");
    match feature.parse().ok()? {
        1..=7 => Some(Asks::From(feature.to_owned())),
        8..=60 => Some(Asks::Version(feature.to_owned())),
        _ => None,
    }
}

/// Reads `>=0.8.0`, `^6`, `~> 2.3.0`, `0.10.x`, `2.7.9`.
fn requirement(text: &str, platform: &str) -> Option<Asks> {
    let text = text.trim().trim_front("=:( ");
    let text = text.trim_ends("\"' [],)");
    let operator = text.trim_front("0123456789v");
    let open = operator.len() == text.len() && text.begins(">^~<*=!");
    if !open {
        let first = text.until_any(" ,|\"'");
        let first = first.without_back(".x").without_back(".*");
        return version_of(first, platform).map(|version| Asks::Version(version.text));
    }
    let exact = text.starts_with("==") || (text.starts_with('=') && !text.starts_with("=>"));
    let number = text.trim_front(">^~<= !v");
    let number = number.until_any(" ,|\"'");
    let version = version_of(number.without_back(".x").without_back(".*"), platform);
    Some(match version {
        None => Asks::Open,
        Some(version) if exact => Asks::Version(version.text),
        Some(_) if text.starts_with('<') => Asks::Open,
        Some(version) => Asks::From(version.text),
    })
}

// --- CI files ---------------------------------------------------------------

/// Keys of Travis, GitHub Actions, `AppVeyor`, serverless and App Engine files.
const CI_KEYS: &[(&str, &str)] = &[
    ("jdk", "java"),
    ("java-version", "java"),
    ("java", "java"),
    ("rvm", "ruby"),
    ("ruby", "ruby"),
    ("ruby-version", "ruby"),
    ("node_js", "node"),
    ("nodejs_version", "node"),
    ("node_version", "node"),
    ("nodejs", "node"),
    ("node-version", "node"),
    ("python", "python"),
    ("python-version", "python"),
    ("envlist", "python"),
    ("php", "php"),
    ("php-version", "php"),
    ("go", "go"),
    ("go-version", "go"),
    ("perl", "perl"),
    ("dotnet", "dotnet-core"),
    ("dotnet-version", "dotnet-core"),
    ("otp_release", "erlang"),
    ("runtime", ""),
    ("image", "image"),
];

/// Tasks of Azure Pipelines whose `version` or `versionSpec` follows.
const TASKS: &[(&str, &str)] = &[
    ("task: nodetool", "node"),
    ("task: usenode", "node"),
    ("task: usepython", "python"),
    ("task: usedotnet", "dotnet-core"),
    ("task: userubyversion", "ruby"),
    ("task: javatool", "java"),
    ("task: gotool", "go"),
];

/// Variables that pin a version in a build of containers.
const VARIABLES: &[(&str, &str)] = &[
    ("bp_jvm_version", "java"),
    ("bp_node_version", "node"),
    ("bp_go_version", "go"),
    ("bp_php_version", "php"),
    ("bp_cpython_version", "python"),
    ("bp_mri_version", "ruby"),
    ("bp_dotnet_framework_version", "dotnet-core"),
    ("java_version", "java"),
    ("node_version", "node"),
    ("python_version", "python"),
    ("ruby_version", "ruby"),
    ("php_version", "php"),
    ("go_version", "go"),
];

fn ci_files(text: &Text, found: &mut Pins) {
    let mut language: Option<&'static str> = None;
    let mut under: Option<&'static str> = None;
    let mut task: Option<&'static str> = None;
    for line in &text.lines {
        let trimmed = line.text.trim().without_front("- ").trim();
        let listed = trimmed.begins("\"") || line.text.trim_start().starts_with("- ");
        if listed
            && let Some(platform) = under
            && !trimmed.contains(':')
        {
            found.all.extend(item(trimmed, platform, line.number));
            continue;
        }
        under = None;
        // A step of Jenkins: "image 'maven:3.6.3-jdk-8'".
        let quoted = behind(trimmed, "image '").or_else(|| behind(trimmed, "image \""));
        if let Some(image) = quoted.map(|rest| rest.until_any("'\"")) {
            found.all.extend(of_image(image, line.number));
            continue;
        }
        // tox.ini: "envlist = py26, {py27,py33}-django"
        let sign = if after(trimmed, "envlist").is_some() { '=' } else { ':' };
        let Some((key, value)) = trimmed.split_once(sign) else { continue };
        let key = key.trim().trim_ends("\"'`").to_ascii_lowercase();
        if key == "language" {
            let named = value.trim_ends(" \"',");
            let known = CI_KEYS.iter().find(|(known, _)| known.eq_ignore_ascii_case(named));
            language = known.map(|(_, of)| *of);
        }
        if key == "task" {
            task = TASKS.iter().find(|(name, _)| contains(trimmed, name)).map(|(_, of)| *of);
        }
        // "runtime: nodejs4.3 # python2.7 would do as well"
        let value = value.cut(" #").map_or(value, |(value, _)| value).trim();
        let known = CI_KEYS.iter().find(|(known, _)| *known == key).map(|(_, platform)| *platform);
        // A variable of a container: "name: BP_JVM_VERSION", and its value.
        if key == "name" {
            let named =
                |(name, _): &&(&str, &str)| value.trim_ends("\"'").eq_ignore_ascii_case(name);
            task = VARIABLES.iter().find(named).map(|(_, of)| *of);
        }
        let known = known
            .or_else(|| task.filter(|_| key == "value"))
            .or_else(|| task.filter(|_| key == "version" || key == "versionspec"))
            // "node: 4" can be anything, "node: [4, 6, 8]" is a matrix.
            .or_else(|| (key == "node" && value.starts_with('[')).then_some("node"));
        let Some(platform) = known else { continue };
        let value = value.trim_ends("[]").trim();
        if value.is_empty() {
            under = Some(platform);
            continue;
        }
        if platform == "image" {
            found.all.extend(of_image(value, line.number));
            continue;
        }
        if sign == '=' {
            let names = value.pieces(",{}- ").filter(|name| name.starts_with("py"));
            found.all.extend(names.filter_map(|name| item(name, platform, line.number)));
            continue;
        }
        for each in value.pieces(",") {
            found.all.extend(item(each, platform, line.number));
        }
    }
    // "language: ruby" and "jdk: openjdk8": only one of them is what is built.
    let own = |pin: &Pin| Some(pin.platform) == language;
    if found.all.iter().any(own) {
        found.all.retain(own);
        found.language = language;
    }
}

/// One value of a CI key: `openjdk7`, `"0.10"`, `nodejs6.10`, `2.7`.
fn item(text: &str, platform: &'static str, line: u32) -> Option<Pin> {
    let text = text.trim().trim_ends("\"'`.,").without_back(".x").without_back(".*");
    let lower = text.to_ascii_lowercase();
    let tool = TOOLS.iter().find_map(|(name, of)| {
        let rest = lower.strip_prefix(name)?.trim_front("-_");
        rest.begins_digit().then(|| (*of, rest.to_owned()))
    });
    let short = || text.strip_prefix("py").filter(|rest| platform == "python" && rest.is_digits());
    let (of, rest) = tool.unwrap_or_else(|| (platform, short().unwrap_or(text).to_owned()));
    let of = if of.is_empty() { platform } else { of };
    // App Engine leaves the dot out: python27, go112.
    let rest = match (of, rest.len()) {
        ("python" | "php" | "go", 2 | 3) if rest.is_digits() => {
            let (major, minor) = rest.split_at_checked(1)?;
            format!("{major}.{minor}")
        }
        _ => rest,
    };
    match version_of(&rest, of) {
        Some(version) if of == "python" && version.text == "3" => {
            Some(Pin { line, platform: of, asks: Asks::Newest })
        }
        Some(version) => Some(Pin { line, platform: of, asks: Asks::Version(version.text) }),
        None if of == "node"
            && matches!(lower.as_str(), "node" | "stable" | "lts/*" | "latest") =>
        {
            Some(Pin { line, platform: of, asks: Asks::Newest })
        }
        // "runtime: java"
        None => TOOLS
            .iter()
            .find(|(name, of)| platform.is_empty() && *name == lower && !of.is_empty())
            .map(|(_, of)| Pin { line, platform: of, asks: Asks::Open }),
    }
}

// --- Packages ---------------------------------------------------------------

/// A list of Python packages pins no interpreter.
fn packages(text: &Text, found: &mut Pins) {
    let pinned = |line: &&Line| {
        let trimmed = line.text.trim();
        let name = trimmed.cut("==").map_or(trimmed, |(name, _)| name);
        trimmed.has("==")
            && trimmed.len() < 120
            && name.len() < 60
            && !name.is_empty()
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-[]".contains(&byte))
    };
    // "pyOpenSSL (0.14)", as pip listed them before 9; gems are listed so too.
    let name = |line: &Line| {
        let (name, version) = line.text.trim().cut(" (")?;
        let numbered = version.begins_digit() && version.ends_with(')') && !version.has(" ");
        let word = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
        (numbered && name.bytes().all(word)).then(|| name.to_ascii_lowercase())
    };
    let of_python = |name: String| {
        words!["py", "pip", "setuptools", "m2crypto"].start(&name) && !name.has_any("/")
    };
    let python = text.lines.iter().filter_map(name).any(of_python);
    let pinned = |line: &&Line| pinned(line) || python && name(line).is_some();
    let all = text.lines.iter().filter(|line| !line.text.trim_start().starts_with('#'));
    let (count, pinned) = (all.clone().count(), all.filter(pinned).collect::<Vec<_>>());
    if let Some(first) = pinned.first()
        && pinned.len() * 2 > count
        && found.all.is_empty()
    {
        found.all.push(Pin { line: first.number, platform: "python", asks: Asks::Open });
    }
}
