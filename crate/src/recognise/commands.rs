//! Commands and what stands under them: `$ node --version` and `v12.13.1`.

use super::mentions::{Version, version_of};
use super::text::{Line, Text, behind, contains};

/// A version that stands in the output of a named command.
#[derive(Clone, Debug)]
pub(crate) struct Output {
    pub(crate) line: u32,
    pub(crate) platform: &'static str,
    pub(crate) version: Version,
}

/// Commands that print a version without the program's name, and what they
/// are about.
const COMMANDS: &[(&str, &str)] = &[
    ("node --version", "node"),
    ("node -v", "node"),
    ("nodejs --version", "node"),
    ("nodejs -v", "node"),
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
];

/// The versions that stand alone under a command that asks for one.
pub(crate) fn outputs(text: &Text) -> Vec<Output> {
    let mut found = Vec::new();
    for (index, line) in text.lines.iter().enumerate() {
        let Some((platform, rest)) = asked(line) else { continue };
        // "[ro.build.version.release]: [4.4.2]" has its answer behind it.
        let answers = [Some((line.number, rest))];
        let below = text.lines.get(index + 1).map(|next| (next.number, next.text.as_str()));
        let answers = answers.into_iter().chain([below]).flatten();
        let version = answers.filter_map(|(line, text)| {
            let text =
                text.trim().trim_start_matches(['\'', ')', ';', ']', ':', '"', '=', '>', ' ', '-']);
            Some((line, version_of(text.trim_end_matches(']'), platform)?))
        });
        let first = version.into_iter().next();
        found.extend(first.map(|(line, version)| Output { line, platform, version }));
    }
    found
}

fn asked(line: &Line) -> Option<(&'static str, &str)> {
    COMMANDS.iter().find_map(|(command, platform)| Some((*platform, behind(&line.text, command)?)))
}

/// The lines in which the shell's own `openssl` speaks: its command, and what
/// it printed below.
pub(crate) fn shell_openssl(text: &Text) -> Vec<u32> {
    let mut lines = Vec::new();
    let mut asked = false;
    for line in &text.lines {
        let command = contains(&line.text, "openssl version")
            && !contains(&line.text, "openssl version text")
            && !contains(&line.text, "openssl version number");
        if command || asked {
            lines.push(line.number);
        }
        asked = command
            && behind(&line.text, "openssl version")
                .is_some_and(|rest| !rest.bytes().any(|byte| byte.is_ascii_digit()));
    }
    lines
}
