//! Lists of the versions that a runtime knows and uses, as JSSE and .NET print
//! them: `Enabled protocols: [SSLv3, TLSv1]`, `Ssl3, Tls`.

use super::keys::power_shell;
use super::text::{Line, Text, after, behind, contains};
use crate::model::Support;
use crate::signs::Signs;
use crate::words::{Words, words};

/// What a list says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Listed {
    pub(crate) line: u32,
    pub(crate) platform: &'static str,
    pub(crate) tls12: Support,
}

/// What the lists of a text say of its client.
pub(crate) fn listed(text: &Text) -> Option<Listed> {
    jsse(text).or_else(|| dotnet(text)).or_else(|| erlang(text))
}

/// What `ssl:versions().` answers: `{supported,['tlsv1.2',tlsv1]}` is what is used.
fn erlang(text: &Text) -> Option<Listed> {
    if !text.has("{ssl_app,") {
        return None;
    }
    let of = |key: &str| {
        let mut lines = text.lines.iter();
        lines.find_map(|line| Some((line.number, behind(&line.text, key)?.until_any("]"))))
    };
    let (line, used) = of("{supported,[")?;
    let known = of("{available,[").is_some_and(|(_, known)| known.has("tlsv1.2"));
    let tls12 = match (used.has("tlsv1.2"), known) {
        (true, _) => Support::Default,
        (_, true) => Support::OptIn,
        _ => Support::Unsupported,
    };
    Some(Listed { line, platform: "erlang", tls12 })
}

/// Only both lists together are a program's own: one alone is a setting.
fn jsse(text: &Text) -> Option<Listed> {
    let list = |words: &[&str]| {
        text.lines.iter().enumerate().find_map(|(index, line)| {
            let rest = behind(&line.text, "protocols")?;
            let head = line.text.get(..line.text.len() - rest.len())?;
            if !words.iter().any(|word| contains(head, word)) {
                return None;
            }
            // The list can stand below its head, one version a line.
            let below = || {
                let lines = text.lines.get(index + 1..).unwrap_or_default().iter();
                lines
                    .take(8)
                    .take_while(|line| contains(&line.text, "v1") || contains(&line.text, "ssl"))
            };
            let in_line = contains(rest, "tlsv1");
            let has = |version: &str| {
                contains(rest, version)
                    || !in_line && below().any(|line| contains(&line.text, version))
            };
            has("tlsv1").then(|| (line.number, has("tlsv1.2")))
        })
    };
    let (_, known) = list(&["supported"])?;
    let (line, used) = list(&["enabled", "default"])?;
    let tls12 = match (used, known) {
        (true, _) => Support::Default,
        (_, true) => Support::OptIn,
        _ => Support::Unsupported,
    };
    Some(Listed { line, platform: "java", tls12 })
}

/// What `[Net.ServicePointManager]::SecurityProtocol` prints.
fn dotnet(text: &Text) -> Option<Listed> {
    const NAMES: Words = words!["ssl3", "tls", "tls11", "tls12", "tls13"];
    let asks = |line: &&Line| contains(&line.text, "securityprotocol");
    let asked = text.lines.iter().position(|line| asks(&line))?;
    // What it does not list, 2.0 and older on .NET Framework 2.0 to 3.5 do not have
    // either, or only by an update.
    let shell = text.lines.get(asked).is_some_and(|line| contains(&line.text, "]::"));
    if shell && power_shell(text).is_some_and(|known| known.version.is_some()) {
        return None;
    }
    let platform = if shell { "powershell" } else { "dotnet" };
    let mut answers = text.lines.get(asked + 1..)?.iter().take(4);
    answers.find_map(|line| {
        let mut newest = false;
        for word in line.text.trim().pieces(", ").filter(|word| !word.is_empty()) {
            let word = NAMES.iter().find(|name| word.eq_ignore_ascii_case(name))?;
            newest |= word == "tls12";
        }
        let tls12 = if newest { Support::Default } else { Support::OptIn };
        Some(Listed { line: line.number, platform, tls12 })
    })
}

/// What a list of enabled versions has of TLS 1.2: `Enabled:   [TLSv1]`, as
/// programs print what a socket tells them, or the highest one that mbedTLS offers:
/// `client hello, max version: [3:3]`.
pub(crate) fn enabled(line: &Line) -> Option<bool> {
    if let Some(minor) = behind(&line.text, "client hello, max version: [3:") {
        return Some(minor.begins("34"));
    }
    let rest = after(line.message().trim_start(), "enabled")?;
    let list = rest.split_once('[')?.1;
    list.has("TLSv1").then(|| list.has("TLSv1.2") || list.has("TLSv1.3"))
}

/// Whether what `OkHttp` may use and what its socket has, which it lists behind one
/// another from a line on, have TLS 1.2 in common: `tlsVersions=[TLS_1_2]`, `supported
/// protocols=[TLSv1, TLSv1.2]`.
pub(crate) fn shared(text: &Text, number: u32) -> bool {
    // It is long, so that it is often wrapped.
    let lines = text.lines.iter().filter(|line| (number..number + 6).contains(&line.number));
    let whole: String = lines.map(|line| line.text.as_str()).collect();
    let list = |key: &str| behind(&whole, key).map_or("", |rest| rest.until_any("]"));
    contains(list("tlsversions=["), "tls_1_2") && contains(list("protocols=["), "tlsv1.2")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_say_what_is_used_and_what_could_be() {
        use Support::{Default, OptIn, Unsupported};
        let rows: &[(&str, Option<(&str, Support)>)] = &[
            (
                "Supported protocols: [SSLv2Hello, SSLv3, TLSv1, TLSv1.1, TLSv1.2]\nEnabled protocols: [SSLv3, TLSv1]",
                Some(("java", OptIn)),
            ),
            (
                "Supported Protocols: 5\n SSLv2Hello\n SSLv3\n TLSv1\n TLSv1.1\n TLSv1.2\nEnabled Protocols: 1\n TLSv1",
                Some(("java", OptIn)),
            ),
            (
                "Default protocols: TLSv1, TLSv1.1, TLSv1.2\nSupported protocols: SSLv3, TLSv1, TLSv1.1, TLSv1.2",
                Some(("java", Default)),
            ),
            (
                "Supported protocols = [SSLv2Hello, SSLv3, TLSv1]\nEnabled protocols = [SSLv3, TLSv1]",
                Some(("java", Unsupported)),
            ),
            (
                "PS C:\\> [Net.ServicePointManager]::SecurityProtocol\nSsl3, Tls",
                Some(("powershell", OptIn)),
            ),
            (
                "[Net.ServicePointManager]::SecurityProtocol\nTls, Tls11, Tls12",
                Some(("powershell", Default)),
            ),
            (
                "PSVersion 5.1.14409.1005\n[Net.ServicePointManager]::SecurityProtocol\nSsl3, Tls",
                Some(("powershell", OptIn)),
            ),
            ("PSVersion 2.0\n[Net.ServicePointManager]::SecurityProtocol\nSsl3, Tls", None),
            (
                "Console.WriteLine(ServicePointManager.SecurityProtocol);\nSsl3, Tls",
                Some(("dotnet", OptIn)),
            ),
            (
                "[{ssl_app,\"4.1.6\"},{supported,[tlsv1,sslv3]},{available,[tlsv1,sslv3]}]",
                Some(("erlang", Unsupported)),
            ),
            (
                "[{ssl_app,\"5.3\"},\n {supported,['tlsv1.2','tlsv1.1',tlsv1]},\n {available,['tlsv1.2',tlsv1]}]",
                Some(("erlang", Default)),
            ),
            ("{supported,['tlsv1.2']} of some other list", None),
            ("ssl.enabled.protocols = [TLSv1.2, TLSv1.1, TLSv1]", None),
            ("[Net.ServicePointManager]::SecurityProtocol\nSystemDefault", None),
            ("Supported protocols: ftp, http, https\nEnabled protocols: http", None),
            ("$x::SecurityProtocol = 'Tls12'\nTls is what we use", None),
        ];
        for (text, expected) in rows {
            let said = listed(&Text::new(text)).map(|listed| (listed.platform, listed.tls12));
            assert_eq!(said, *expected, "{text}");
        }
    }

    #[test]
    fn a_list_of_enabled_versions_says_what_is_offered() {
        let rows = [
            ("Enabled:   [TLSv1]", Some(false)),
            ("Enabled protocols: [TLSv1, TLSv1.1, TLSv1.2]", Some(true)),
            ("Supported: [SSLv3, TLSv1, TLSv1.2]", None),
            ("Enabled: [a, b]", None),
        ];
        for (text, expected) in rows {
            let line = Line { number: 1, text: text.to_owned() };
            assert_eq!(enabled(&line), expected, "{text}");
        }
    }
}
