//! Commands and what stands under them: `$ node --version` and `v12.13.1`.

use super::mentions::{Version, version_of, without_v};
use super::text::{Line, Text, behind, contains, find, strip};
use crate::signs::Signs;
use crate::words::{Words, words};

/// A version that stands in the output of a named command.
#[derive(Clone, Debug)]
pub(crate) struct Output {
    pub(crate) line: u32,
    pub(crate) platform: &'static str,
    pub(crate) version: Version,
}

/// Whether wget starts a request there, as it does in every language:
/// `--2013-01-02 11:28:30--  https://…`, in old releases without the day.
pub(crate) fn requests(line: &Line) -> bool {
    let stamped = line.text.trim_start().strip_prefix("--").and_then(|rest| rest.cut("--"));
    stamped.is_some_and(|(stamp, url)| {
        let digits = |byte: u8| byte.is_ascii_digit() || b"-: ".contains(&byte);
        stamp.len() >= 8 && stamp.has(":") && stamp.bytes().all(digits) && url.has("://")
    })
}

/// Whether wget names the switch for a certificate that it does not trust: in
/// quotes, in every language. A command has it without, a list in its brackets.
pub(crate) fn offers_no_check(line: &Line) -> bool {
    const SWITCH: &str = "--no-check-certificate";
    find(&line.text, SWITCH).is_some_and(|at| {
        let (front, rest) = (line.text.get(..at), line.text.get(at + SWITCH.len()..));
        let quoted = front.is_some_and(|front| {
            front.trim_end().ends_with(['"', '\'', '`']) && !contains(front, "wget")
        });
        quoted && rest.is_some_and(|rest| rest.trim_start().begins("\"'`"))
    })
}

/// Commands that print a version without the program's name, and what they
/// are about.
const COMMANDS: &[(&str, &str)] = &[
    ("node --version", "node"),
    ("node -v", "node"),
    ("nodejs --version", "node"),
    ("nodejs -v", "node"),
    ("process.versions.openssl", "openssl"),
    ("process.version", "node"),
    ("dotnet --version", "dotnet-core"),
    ("python -v", "python"),
    ("python --version", "python"),
    ("python2 --version", "python"),
    ("python3 --version", "python"),
    ("platform.python_version()", "python"),
    ("sys.version", "python"),
    ("ruby -v", "ruby"),
    ("ruby --version", "ruby"),
    ("ruby_version", "ruby"),
    ("php_version", "php"),
    ("phpversion()", "php"),
    ("php -v", "php"),
    ("php --version", "php"),
    ("go version", "go"),
    ("runtime.version()", "go"),
    ("java -version", "java"),
    ("java.version", "java"),
    ("java --version", "java"),
    ("curl --version", "curl"),
    ("curl -v", "curl"),
    ("ro.build.version.release", "android"),
    ("sw_vers -productversion", "macos"),
    ("openssl version", "openssl"),
    ("rbenv version", "ruby"),
    ("rvm list", "ruby"),
    ("rvm rubies", "ruby"),
    ("rvm current", "ruby"),
    ("pyenv version", "python"),
    ("nodenv version", "node"),
    ("nvm ls", "node"),
    ("nvm list", "node"),
    ("nvm current", "node"),
];

/// The longest list of installed versions that is looked through for the mark
/// of the one in use.
const LIST: usize = 24;

/// The versions that stand alone under a command that asks for one.
pub(crate) fn outputs(text: &Text) -> Vec<Output> {
    let mut found = Vec::new();
    for (index, line) in text.lines.iter().enumerate() {
        let chosen = managed(line).and_then(|(platform, version)| {
            // "oracle64-1.8.0.25" of jenv
            let own = || version_of(version.rsplit('-').next()?, platform);
            let version = version_of(version, platform).or_else(own)?;
            Some(Output { line: line.number, platform, version })
        });
        if let Some(chosen) = chosen {
            found.push(chosen);
            continue;
        }
        let Some((platform, rest)) = asked(line) else { continue };
        let said = said(rest).filter_map(|word| version_of(word, platform));
        let said = said.map(|version| Output { line: line.number, platform, version });
        let known = found.len();
        found.extend(said);
        if found.len() > known {
            continue;
        }
        // "[ro.build.version.release]: [4.4.2]" has its answer behind it, and so has
        // a result of Ansible's.
        let printed = rest.cut("\"stdout\": \"").map(|(_, said)| said.until_any("\"\\"));
        let answers = [Some((line.number, printed.unwrap_or(rest)))];
        let below = text.lines.get(index + 1..).unwrap_or_default();
        let used = below.iter().take(LIST).find_map(|line| Some((line.number, in_use(line)?)));
        let next = below.iter().find(|line| !of_docker(line));
        let below = used.or_else(|| next.map(|next| (next.number, next.message())));
        let answers = answers.into_iter().chain([below]).flatten();
        let version = answers.filter_map(|(line, text)| {
            let text = text.trim().trim_front("');[]:\"=> -");
            // "7.4.3 OpenSSL 1.1.1f" of a command that asks for both, and irb's
            // `["1.9.3", 551, "x86_64-linux"]`
            let first = Some(text.until_any(" \"")).filter(|first| first.pieces(".").count() > 2);
            let version = version_of(text.trim_back("]"), platform);
            Some((line, version.or_else(|| version_of(first?, platform))?))
        });
        let first = version.into_iter().next();
        found.extend(first.map(|(line, version)| Output { line, platform, version }));
    }
    found
}

/// What stands in a sentence behind a command: `node -v gives v10.15.3`, and what
/// else it says: `python3 --version prints 3.6.9, but cron uses 2.7.6`.
fn said(rest: &str) -> impl Iterator<Item = &str> {
    const SAYS: Words = words![
        "says", "prints", "shows", "gives", "reports", "returns", "outputs", "yields", "tells",
        "is", "runs", "uses", "has", "me", "version", "sagt", "zeigt", "meldet", "liefert", "gibt",
        "ist",
    ];
    let begins = |word: &str| SAYS.hold(word.trim_back(":"));
    let mut before = "";
    let clause = rest.trim_front("`'\" ");
    let spoken = if begins(clause.until_any(" ")) { clause } else { "" };
    spoken.pieces(" ").filter_map(move |word| {
        let version = word.trim_ends("`'\",;:().");
        let numbered = without_v(version).begins_digit() && version.has_any(".") && begins(before);
        before = word;
        numbered.then_some(version)
    })
}

/// The version that a version manager has chosen: `2.5.3 (set by
/// /app/.ruby-version)`, `-> v0.10.48` of nvm.
fn managed(line: &Line) -> Option<(&'static str, &str)> {
    const FILES: &[(&str, &str)] = &[
        ("rbenv", "ruby"),
        ("ruby", "ruby"),
        ("pyenv", "python"),
        ("python", "python"),
        ("nodenv", "node"),
        ("node", "node"),
        ("phpenv", "php"),
        ("plenv", "perl"),
        ("goenv", "go"),
        ("jenv", "java"),
        ("java", "java"),
    ];
    let trimmed = line.text.trim();
    let nvm = trimmed.strip_prefix("->").map(str::trim_start);
    if let Some(version) = nvm.filter(|version| version.starts_with('v')) {
        return Some(("node", version.until_any(" ")));
    }
    let (version, by) = trimmed.trim_front("* ").cut(" (set by ")?;
    // "rbenv: version `2.3.3' is not installed"
    let missing =
        version.strip_suffix("' is not installed").and_then(|front| front.rsplit_once('`'));
    let version = missing.map_or(version, |(_, version)| version);
    let (_, platform) = FILES.iter().find(|(name, _)| contains(by, name))?;
    Some((platform, version))
}

/// The version of a list that is marked as the one in use: `* 1.9.3-p448 (set
/// by ...`, `-> v0.8.28`, `=* ruby-2.1.2 [ x86_64 ]`.
fn in_use(line: &Line) -> Option<&str> {
    let trimmed = line.text.trim();
    let rest = ["* ", "-> ", "=* ", "->"].iter().find_map(|mark| trimmed.strip_prefix(mark))?;
    rest.split_whitespace().next().map(|word| word.without_front("ruby-"))
}

/// The answers of package managers that part a name from its version, as lines
/// of both: `apt-cache policy`, `apt list`, `rpm -qi`, `yum info`, `pip show`.
pub(crate) fn installed(text: &Text) -> Vec<Line> {
    let mut found = Vec::new();
    for (index, line) in text.lines.iter().enumerate() {
        let trimmed = line.text.trim();
        let cpython = || strip(trimmed, "\"name\": \"CPython\"").map(|_| "Python");
        let named =
            trimmed.strip_suffix(':').or_else(|| value_of(trimmed, "Name")).or_else(cpython);
        let below = text.lines.get(index + 1..).unwrap_or_default();
        // Below a rule of hyphens, where there is one.
        let ruled = below.first().is_some_and(|line| line.text.trim_front(" -=").is_empty());
        let below = below.get(usize::from(ruled)..).unwrap_or_default();
        let answer = named.and_then(|name| {
            let keys = ["Installed", "Installiert", "Version"];
            let mut near = below.iter().take(LIST / 8);
            near.find_map(|line| keys.iter().find_map(|key| value_of(line.text.trim(), key)))
                .map(|version| (name, version))
        });
        // "Microsoft .NET Framework" and "Version 4.8.04084" of Visual Studio.
        let answer = answer.or_else(|| {
            let version = strip(below.first()?.text.trim(), "version ")?;
            let short = trimmed.len() < 40 && !trimmed.begins_digit();
            (short && version.begins_digit()).then_some((trimmed, version))
        });
        let alone_below = || {
            let version = without_v(below.first()?.text.trim_ends(" `*"));
            let bare = version.begins_digit() && !version.has(" ") && version.len() < 24;
            bare.then_some(version)
        };
        // "### Node.js version" and "18.12.1" of a form, which can have lost its marks.
        let headed = || {
            let name = trimmed.trim_ends("#*:? ");
            let asked = trimmed.as_bytes().last().is_some_and(|last| b":?".contains(last));
            let marked = asked || trimmed.begins("#") || trimmed.starts_with("**");
            let asks = marked && contains(name, "version") || words![" version"].end(name);
            let short = asks && name.len() < LIST * 2 && !name.has_any("0123456789");
            // "What version of Go are you using?"
            let thing = name.cut("version of ").map_or(name, |(_, thing)| thing.until_any(" "));
            Some((thing, alone_below()?)).filter(|_| short)
        };
        // "3. What version of Java are you using?" and "21.0.8"
        let questioned = || {
            let question = trimmed.strip_suffix('?')?;
            let of = behind(question, "version of ");
            let of = of.map(|of| {
                find(of, " are ")
                    .or_else(|| find(of, " do "))
                    .and_then(|at| of.get(..at))
                    .unwrap_or(of)
            });
            let yours = || {
                let name = behind(question, "your ")?;
                name.get(..find(name, " version")?)
            };
            Some((of.or_else(yours)?, alone_below()?)).filter(|(name, _)| name.len() < 24)
        };
        let answer = answer.or_else(headed).or_else(questioned);
        // "curl/stable,now 7.52.1-5+deb9u10 amd64 [installed]"
        let listed = || {
            let (front, version) = trimmed.cut(",now ")?;
            Some((front.until_any("/"), version))
        };
        if let Some((name, version)) = answer.or_else(listed) {
            found.push(Line { number: line.number, text: format!("{name} {version}") });
        }
    }
    found
}

/// What stands behind `Key :` at the start of a line.
fn value_of<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    let rest = strip(line.trim_front("\""), key)?.trim_front("\" ");
    Some(rest.strip_prefix(':')?.trim_ends(" \","))
}

/// The User-Agent of a line of a log or of a header: what stands under its
/// key, or the last of the quoted fields.
pub(crate) fn agent(line: &str) -> Option<&str> {
    let keyed = ["user-agent", "user_agent"].iter().find_map(|key| behind(line, key));
    match keyed {
        Some(rest) => Some(rest.trim_ends("\"':= ,}").until_any("\"")),
        None => line.trim_end().strip_suffix('"')?.rsplit('"').next(),
    }
}

/// Whether Docker says there in what it runs the command that stands above.
fn of_docker(line: &Line) -> bool {
    line.text.trim_start().starts_with("---> ")
}

fn asked(line: &Line) -> Option<(&'static str, &str)> {
    let ansible = line.text.has("\"cmd\"");
    COMMANDS.iter().find_map(|(command, platform)| {
        // Ansible has the words of a command apart: ["node", "-v"]
        let listed = || find(&line.text, &command.with(" ", "\", \""));
        let at = find(&line.text, command).or_else(|| ansible.then(listed)?)?;
        // "Django Version: 1.11" is no "go version".
        let before = at.checked_sub(1).and_then(|at| line.text.as_bytes().get(at));
        let within = before.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_');
        let rest = line.text.get(at + command.len()..)?;
        // "checking for OpenSSL version >= 1.0.1" has a bound and no answer.
        let bound = [">=", "<"].iter().any(|sign| rest.trim_start().starts_with(sign));
        (!within && !bound).then_some((*platform, rest))
    })
}

/// What is typed at the prompt of its own.
const PROMPT: &str = "OpenSSL> ver";

/// The lines in which the shell's own `openssl` speaks: its command, and what
/// it printed below.
pub(crate) fn shell_openssl(text: &Text) -> Vec<u32> {
    let mut lines = Vec::new();
    let mut asked = false;
    for line in text.lines.iter().filter(|line| !of_docker(line)) {
        // "OpenSSL Version: ..." is what a program says of itself.
        let command = (line.text.has("openssl ver") || line.text.trim().starts_with(PROMPT))
            && !line.text.has("openssl version:")
            && !contains(&line.text, "openssl version text")
            && !contains(&line.text, "openssl version number");
        if command || asked {
            lines.push(line.number);
        }
        // "returns OpenSSL 1.0.1l when I run openssl version"
        let said = ["openssl 0.", "openssl 1.", "openssl 3."];
        asked = command
            && !said.iter().any(|own| contains(&line.text, own))
            && behind(&line.text, "ver")
                .is_some_and(|rest| !rest.bytes().any(|byte| byte.is_ascii_digit()));
    }
    lines
}
