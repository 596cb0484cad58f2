//! Lines that allow old versions of TLS only, or switch TLS 1.2 on: a setting in
//! code, in an option or in the registry beats what a version of a platform has
//! by default.

use semver::Version;

use super::text::{Line, Text, after, behind, contains, find};
use crate::signs::Signs;
use crate::words::{Words, words};

/// What a line of the text sets.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Setting {
    /// The line, from 1.
    pub(crate) line: u32,
    /// What is set there, as it is looked for.
    key: &'static str,
    /// TLS 1.2 is on by it, else off.
    pub(crate) on: bool,
}

/// What stands before the versions that are allowed, in lower case.
const LISTS: Words = words![
    "securityprotocol",
    "sslprotocols",
    "sslprotocol",
    "ssl.protocol_",
    "soap_ssl_method_",
    "https.protocols",
    // Of JavaMail, of MySQL's driver.
    "ssl.protocols",
    "enabledtlsprotocols",
    "jdk.tls.client.protocols",
    "sslcontext(",
    "ssl.context(",
    "sslcontext.getinstance(",
    "setenabledprotocols(",
    // An array of Java in whatever call.
    "string[]",
    "tlsversions(",
    "ssl_version",
    "sslversion",
    "compose_tls_version",
    "secure-protocol",
    "secureprotocol",
    "crypto_method",
    "crypto_method_",
    // Of Indy, of nginx, Apache and HAProxy towards what is behind them.
    "sslv",
    "proxy_ssl_protocols",
    "sslproxyprotocol",
    "force-",
];

/// What stands before the highest version that is allowed.
const HIGHEST: Words = words![
    "tls-max",
    "ssl-max-ver",
    "maxversion",
    "max_version",
    "maximum_version",
    "maxprotocol",
];

/// What shuts TLS 1.2 out by itself, and what stands before a list of what is.
const NO_TLS12: &str = "op_no_tlsv1_2";
const SHUT_OUT: &str = "disabledalgorithms";

/// curl's options, which meant one version only while curl was old.
const CURL_OPTION: &str = "--tlsv1";
const CURL: &str = "curl ";

/// The versions of curl in which [`CURL_OPTION`] without a minor version, and
/// with one, became the lowest that is allowed.
const LOWEST: [Version; 2] = [Version::new(7, 34, 0), Version::new(7, 54, 0)];

/// Values of the registry that switch on by another number than 0, or off.
const SWITCHES: &[(&str, bool)] =
    &[("schusestrongcrypto", true), ("systemdefaulttlsversions", true), (WINHTTP, true)];
/// A sum of flags: 0x800 is TLS 1.2, 0x2000 is TLS 1.3.
const WINHTTP: &str = "defaultsecureprotocols";
const OF_PROTOCOL: &[(&str, bool)] = &[("enabled", true), ("disabledbydefault", false)];
const PROTOCOL: &str = "\\protocols\\tls 1.2\\client";

/// Every setting of a text, `curl` being the version of curl that it shows.
pub(crate) fn settings(text: &Text, curl: Option<&Version>) -> Vec<Setting> {
    let mut found = Vec::new();
    let mut look = |key: &'static str, of: &dyn Fn(&str, &str) -> Option<bool>| {
        if !text.has(key) {
            return;
        }
        for (at, line) in text.lines.iter().enumerate() {
            let Some((front, rest)) = split(&line.text, key).filter(|_| !is_gone(line, key)) else {
                continue;
            };
            let statement = statement(rest, text.lines.get(at + 1..).unwrap_or_default());
            if let Some(on) = of(front, statement.as_str()) {
                found.push(Setting { line: line.number, key, on });
            }
        }
    };
    for key in LISTS.iter() {
        look(key, &|_, rest| allowed(key, rest, curl));
    }
    for key in HIGHEST.iter() {
        look(key, &|_, rest| highest(rest).filter(|highest| *highest < 12).map(|_| false));
    }
    look(NO_TLS12, &|front, rest| {
        // `options &= ~OP_NO_TLSv1_2` takes it back.
        let name = |byte: &u8| byte.is_ascii_alphanumeric() || b"_.".contains(byte);
        let before = front.bytes().rev().find(|byte| !name(byte));
        let options = contains(front, "option") || contains(rest, "option");
        (options && before != Some(b'~')).then_some(false)
    });
    look(SHUT_OUT, &|_, rest| {
        let list = rest.trim_front(" \"'").begins("=:,");
        (list && versions(rest).any(|(_, version)| version == 12)).then_some(false)
    });
    // A list of options is no command.
    look(CURL_OPTION, &|front, rest| match rest.as_bytes() {
        _ if !contains(front, CURL) && !rest.has("://") => None,
        [b'.', b'2' | b'3', ..] => Some(true),
        [b'.', b'0' | b'1', ..] => is_below(curl, 1).then_some(false),
        [] | [b' ' | b'"' | b'\'', ..] => is_below(curl, 0).then_some(false),
        _ => None,
    });
    look(CURL, &|_, rest| {
        let one = rest.pieces(" ").any(|option| option.starts_with("-1") && option.len() < 5);
        (one && is_below(curl, 0)).then_some(false)
    });
    registry(text, &mut found);
    found
}

/// The first setting that leaves old versions only, and that no later one of the
/// same kind replaces.
pub(crate) fn pin(settings: &[Setting]) -> Option<&Setting> {
    let replaced = |old: &Setting| {
        settings.iter().any(|new| new.on && new.key == old.key && new.line > old.line)
    };
    let old = settings.iter().filter(|setting| !setting.on && !replaced(setting));
    old.min_by_key(|setting| setting.line)
}

fn is_below(curl: Option<&Version>, which: usize) -> bool {
    curl.is_some_and(|curl| LOWEST.get(which).is_some_and(|lowest| curl < lowest))
}

/// What stands before a key and behind it, where it is a word of its own.
fn split<'a>(line: &'a str, key: &str) -> Option<(&'a str, &'a str)> {
    const GLUED: Words = words!["op_no_tlsv1_2", "--tlsv1"];
    let mut from = 0;
    loop {
        let at = from + find(line.get(from..)?, key)?;
        let (front, rest) = (line.get(..at)?, line.get(at + key.len()..)?);
        let rest =
            if key == "securityprotocol" { after(rest, "type").unwrap_or(rest) } else { rest };
        let goes_on = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        let letter = key.as_bytes().last().is_some_and(u8::is_ascii_alphanumeric);
        let word = match key {
            "sslv" => !words!["tls", "ssl"].start(rest),
            _ => letter && !GLUED.hold(key) && rest.as_bytes().first().is_some_and(goes_on),
        };
        if !word {
            return Some((front, rest));
        }
        from = at + key.len();
    }
}

/// Whether a key stands in a comment, on a server's side, or in a line that says
/// that it is not there any more.
fn is_gone(line: &Line, key: &str) -> bool {
    const GONE: Words = words![
        "remov",
        "took ",
        "taken ",
        "delet",
        "no longer",
        "used to ",
        "instead of",
        "commented out",
        "do not ",
        "don't ",
        "entfernt",
    ];
    const COMMENTS: Words = words!["//", "/*", "<!--", ";", "rem "];
    // Behind it a root's prompt has a command.
    const COMMANDS: Words =
        words!["curl", "wget", "java", "php", "python", "ruby", "perl", "node", "git", "export"];
    const LONGEST: usize = 200;
    let front = find(&line.text, key).and_then(|at| line.text.get(..at)).unwrap_or_default();
    let text = front.trim_start();
    let hash = match text.strip_prefix('#') {
        Some(rest) => Some(rest),
        None => front.cut(" # ").map(|(_, rest)| rest),
    };
    let command = |rest: &str| {
        let word = rest.trim_start();
        COMMANDS.start(if word.is_empty() {
            line.text.get(front.len()..).unwrap_or_default()
        } else {
            word
        })
    };
    hash.is_some_and(|rest| !command(rest))
        || COMMENTS.start(text)
        || front.has(" // ")
        || after(text, "bind ").is_some()
        || line.text.len() < LONGEST && GONE.stand_in(&line.text)
}

/// What is set: to the end of the statement, over the line's end where a list
/// goes on behind it.
fn statement(rest: &str, following: &[Line]) -> String {
    const MOST: usize = 8;
    let mut whole = rest.to_owned();
    for next in following.iter().take(MOST) {
        let end = whole.trim_end();
        let list = end.as_bytes().last().is_some_and(|last| b"|,{([=".contains(last))
            || end.ends_with("-bor");
        let version = || versions(first_value(&next.text)).next().is_some();
        if !(end.ends_with('\\') || list && version()) {
            break;
        }
        whole = [end.trim_back("\\"), " ", &next.text].concat();
    }
    let end = whole.find_any(";");
    let ends = [end, whole.find_word(" #"), whole.find_word(" // ")];
    let end = ends.into_iter().flatten().min().unwrap_or(whole.len());
    whole.truncate(end);
    whole
}

/// The first value of a list, without what code puts around it.
fn first_value(text: &str) -> &str {
    const AROUND: Words = words![
        "new",
        "string",
        "array",
        "arrayof",
        "arrays.aslist",
        "list.of",
        "listof",
        "enum",
        "toobject",
        // "CURLOPT_SSLVERSION to 6"
        "to",
    ];
    let mut rest = text;
    loop {
        let front = rest.trim_front(" =:,>(){}[]\"'&");
        let word = front.until_any(" ,;(){}[]\"'|");
        let of_net = words!["securityprotocoltype", "sslprotocols"].end(word);
        if word.is_empty() || !of_net && !AROUND.hold(word) {
            return word;
        }
        rest = front.get(word.len()..).unwrap_or_default();
    }
}

/// Whether a list of what is allowed has TLS 1.2, or nothing but older versions.
fn allowed(key: &str, rest: &str, curl: Option<&Version>) -> Option<bool> {
    let value = first_value(rest);
    let number = value.parse::<u32>().ok();
    // Flags of .NET: 0xc00 is TLS 1.2, 0x3000 is TLS 1.3.
    let net = matches!(key, "securityprotocol" | "sslprotocols");
    let flags = number.filter(|_| net).unwrap_or_default();
    let bare = net && (words!["tls"].hold(value) || words![".tls", ":tls"].end(value));
    let named = || versions(value).any(|(shut, _)| !shut);
    if versions(rest).any(|(shut, version)| shut && version == 12) {
        return Some(false);
    }
    let sign = rest.trim_front(" \"'])");
    let told = after(sign, "to ").is_some();
    let set = told || sign.begins("=:,(|+-") || key.ends_with(['(', ']', '-', '_']) || named();
    let later = flags & 0x3c00 != 0
        || versions(rest).any(|(shut, version)| !shut && version >= 12)
        || net && rest.has("3072");
    if later {
        return set.then_some(true);
    }
    if key == "sslversion" {
        // libcurl's numbers: 3 is SSL 3, 4 is TLS 1.0, 5 is TLS 1.1, 6 is TLS 1.2.
        let lowest = match number {
            Some(2 | 3) => return Some(false),
            Some(6 | 7) => return Some(true),
            Some(1) => return is_below(curl, 0).then_some(false),
            Some(4 | 5) => 1,
            _ if named() => usize::from(!words!["tlsv1"].end(value)),
            _ => return None,
        };
        return (curl.is_none() || is_below(curl, lowest)).then_some(false);
    }
    (named() || bare || flags & 0xfff != 0).then_some(false)
}

/// The highest version of a first value: also `1.1` alone.
fn highest(rest: &str) -> Option<u8> {
    let value = first_value(rest);
    match value {
        "1.0" => Some(10),
        "1.1" => Some(11),
        _ => versions(value).map(|(_, version)| version).max(),
    }
}

/// The versions that a text names, by 3 for SSL 3 and by 12 for TLS 1.2, each with
/// whether it is shut out: `!TLSv1_1`, ` -TLSv1.1`.
fn versions(text: &str) -> impl Iterator<Item = (bool, u8)> {
    let bytes = text.as_bytes();
    bytes.windows(3).enumerate().filter_map(|(at, name)| {
        let tls = name.eq_ignore_ascii_case(b"tls");
        // DTLS is another protocol.
        let front = bytes.get(..at)?;
        let other = matches!(front.last(), Some(b'd' | b'D'));
        if other || !tls && !name.eq_ignore_ascii_case(b"ssl") {
            return None;
        }
        let rest = text.get(at + 3..)?.trim_front("vV_ -.").as_bytes();
        let version = match (tls, rest) {
            // "SSLv23" is any.
            (false, [b'2' | b'3', next, ..]) if next.is_ascii_digit() => return None,
            (false, [digit @ (b'2' | b'3'), ..]) => digit - b'0',
            (true, [b'1', b'.' | b'_', b'x' | b'X', ..]) => return None,
            (
                true,
                [b'1', b'.' | b'_', minor @ b'0'..=b'3', ..] | [b'1', minor @ b'0'..=b'3', ..],
            ) => 10 + (minor - b'0'),
            (true, [b'1', next, ..]) if next.is_ascii_digit() => return None,
            (true, [b'1', ..]) => 10,
            _ => return None,
        };
        Some((front.ends_with(b"!") || front.ends_with(b" -"), version))
    })
}

/// What the registry says of TLS 1.2: by the lines under its key, or behind it.
fn registry(text: &Text, found: &mut Vec<Setting>) {
    let mut under = false;
    let mut note = |line: &Line, rest: &str, words: &'static [(&'static str, bool)]| {
        for (key, by) in words {
            let number = behind(rest, key).and_then(registry_number);
            if let Some(number) = number.filter(|_| !is_gone(line, key)) {
                let set = if *key == WINHTTP { number & 0x2800 } else { number };
                found.push(Setting { line: line.number, key, on: (set != 0) == *by });
            }
        }
    };
    if !text.has(PROTOCOL) && !SWITCHES.iter().any(|(key, _)| text.has(key)) {
        return;
    }
    for line in &text.lines {
        note(line, &line.text, SWITCHES);
        let rest = behind(&line.text, PROTOCOL);
        let other =
            || line.text.trim_start().starts_with('[') || contains(&line.text, "\\protocols\\");
        under = rest.is_some() || under && !other();
        if under {
            note(line, rest.unwrap_or(&line.text), OF_PROTOCOL);
        }
    }
}

/// The first number behind a value's name: `dword:00000001`, `0x1`, `-Value 1`.
fn registry_number(rest: &str) -> Option<u32> {
    rest.pieces(" \t=:'\",;()").find_map(|piece| {
        let piece = piece.trim_back(".");
        let digits = piece.without_front("0x");
        let number = digits.begins_digit() || digits.len() == 8 || digits.len() < piece.len();
        u32::from_str_radix(digits, 16).ok().filter(|_| number)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(text: &str, curl: Option<&str>) -> Option<bool> {
        let curl = curl.and_then(|curl| Version::parse(curl).ok());
        let settings = settings(&Text::new(text), curl.as_ref());
        match pin(&settings) {
            Some(_) => Some(false),
            None => settings.iter().find(|setting| setting.on).map(|setting| setting.on),
        }
    }

    #[test]
    fn a_setting_is_old_only_where_nothing_later_stands_beside_it() {
        let rows = [
            ("ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls;", true),
            (
                "[Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls11",
                true,
            ),
            ("curl_setopt($ch, CURLOPT_SSLVERSION, 4);", true),
            ("curl_setopt($ch, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_0);", true),
            ("java -Dhttps.protocols=TLSv1 -jar app.jar", true),
            ("ctx = ssl.SSLContext(ssl.PROTOCOL_TLSv1)", true),
            ("tls.Config{MaxVersion: tls.VersionTLS11}", true),
            ("https.request({secureProtocol: \"TLSv1_method\"})", true),
            ("http.ssl_version = :TLSv1", true),
            ("MaxProtocol = TLSv1.1", true),
            ("curl --tls-max 1.1 https://api.example.com", true),
            ("wget --secure-protocol=TLSv1 https://api.example.com", true),
            ("git config --global http.sslVersion tlsv1.0", true),
            ("IO::Socket::SSL->new(SSL_version => 'TLSv1')", true),
            ("SSLContext context = SSLContext.getInstance(\"TLSv1\");", true),
            ("SecurityProtocol = SecurityProtocolType.Tls | SecurityProtocolType.Tls12", false),
            ("ServicePointManager.SecurityProtocol |= SecurityProtocolType.Tls;", false),
            ("-Dhttps.protocols=TLSv1,TLSv1.1,TLSv1.2", false),
            ("-Dhttps.protocols=TLSv1.2", false),
            ("curl_setopt($ch, CURLOPT_SSLVERSION, 6);", false),
            ("CURL_SSLVERSION_TLSv1_0 - undefined", false),
            ("ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)", false),
            ("MinProtocol = TLSv1", false),
            ("curl --tls-max 1.2 https://api.example.com", false),
            ("curl --tlsv1.0 https://api.example.com", false),
            ("SSL_version => 'SSLv23:!SSLv3'", false),
            ("SSLContext.getInstance(\"TLS\")", false),
            ("tls.Config{MaxVersion: tls.VersionTLS13}", false),
            ("s.setEnabledProtocols(new String[] {\"TLSv1\", \"TLSv1.1\"});", true),
            ("s.setEnabledProtocols(new String[] {\"TLSv1\", \"TLSv1.2\"});", false),
            ("s.setEnabledProtocols(new String[] {\n  \"TLSv1\",\n  \"TLSv1.2\"});", false),
            ("SSLConnectionSocketFactory(ctx, new String[] { \"TLSv1\" }, null, v)", true),
            ("jdk.tls.disabledAlgorithms=SSLv3, TLSv1.2, RC4", true),
            ("jdk.tls.disabledAlgorithms=SSLv3, RC4, \\\n    DES, TLSv1.2", true),
            ("jdk.tls.disabledAlgorithms=SSLv3, TLSv1, TLSv1.1, RC4", false),
            ("jdk.tls.disabledAlgorithms=SSLv3, DTLSv1.2", false),
            (".tlsVersions(TlsVersion.TLS_1_0)", true),
            (".tlsVersions(TlsVersion.TLS_1_2, TlsVersion.TLS_1_1)", false),
            ("handler.SslProtocols = SslProtocols.Tls11;", true),
            ("stream.AuthenticateAsClient(host, null, SslProtocols.Tls, false);", true),
            ("handler.SslProtocols = SslProtocols.None;", false),
            ("SecurityProtocol = SecurityProtocolType.Tls |\n  SecurityProtocolType.Tls12;", false),
            ("[Net.ServicePointManager]::SecurityProtocol = \"tls\"", true),
            ("[Net.ServicePointManager]::SecurityProtocol = 'Tls,Tls11,Tls12'", false),
            ("SecurityProtocol = (SecurityProtocolType)768;", true),
            ("SecurityProtocol = (SecurityProtocolType)4032;", false),
            ("SecurityProtocol = $useTls", false),
            ("ctx.options |= ssl.OP_NO_TLSv1_2 | ssl.OP_NO_TLSv1_3", true),
            ("ctx.options |= ssl.OP_NO_TLSv1", false),
            ("ctx.options &= ~ssl.OP_NO_TLSv1_2", false),
            ("secureOptions: constants.SSL_OP_NO_TLSv1_2", true),
            ("# ctx.options |= ssl.OP_NO_TLSv1_2 was taken away", false),
            ("// handler.SslProtocols = SslProtocols.Tls11;", false),
            ("We removed SSL_version => 'TLSv1' last year", false),
            ("'crypto_method' => STREAM_CRYPTO_METHOD_TLSv1_0_CLIENT", true),
            ("stream_socket_enable_crypto($f, true, STREAM_CRYPTO_METHOD_TLSv1_1_CLIENT);", true),
            (
                "'crypto_method' => STREAM_CRYPTO_METHOD_TLSv1_0_CLIENT | STREAM_CRYPTO_METHOD_TLSv1_2_CLIENT",
                false,
            ),
            ("curl_setopt($ch, CURLOPT_SSLVERSION, 1);", false),
            ("SSLOptions.Method := sslvTLSv1;", true),
            ("SSLOptions.SSLVersions := [sslvTLSv1, sslvTLSv1_2];", false),
            ("SSLOptions.Method := sslvSSLv23;", false),
            ("proxy_ssl_protocols TLSv1;", true),
            ("proxy_ssl_protocols TLSv1 TLSv1.1 TLSv1.2;", false),
            ("ssl_protocols TLSv1;", false),
            ("SSLProxyProtocol all -TLSv1.2", true),
            ("SSLProxyProtocol all -SSLv3 -TLSv1", false),
            ("server a 192.0.2.1:443 ssl force-tlsv10 verify none", true),
            ("bind :443 ssl crt a.pem force-tlsv10", false),
            ("\\Protocols\\TLS 1.2\\Client]\n\"Enabled\"=dword:00000000", true),
            ("\\Protocols\\TLS 1.2\\Client]\n\"DisabledByDefault\"=dword:00000001", true),
            ("\\Protocols\\TLS 1.2\\Client' -name 'Enabled' -value '0' -Force", true),
            ("\\Protocols\\TLS 1.2\\Client\n  Enabled    REG_DWORD    0x0", true),
            ("\\Protocols\\TLS 1.2\\Client]\n\"DisabledByDefault\"=dword:00000000", false),
            (
                "\\Protocols\\TLS 1.2\\Client]\n[\\Protocols\\TLS 1.0\\Client]\n\"Enabled\"=dword:00000000",
                false,
            ),
            ("\\Protocols\\TLS 1.2\\Server]\n\"Enabled\"=dword:00000000", false),
            (
                "SecurityProtocol = SecurityProtocolType.Tls;\nSecurityProtocol = SecurityProtocolType.Tls12;",
                false,
            ),
        ];
        for (text, expected) in rows {
            assert_eq!(set(text, None) == Some(false), expected, "{text}");
        }
    }

    #[test]
    fn a_setting_that_names_tls_1_2_switches_it_on() {
        for (text, expected) in [
            ("-Dhttps.protocols=TLSv1.2", Some(true)),
            ("-Djdk.tls.client.protocols=TLSv1.1,TLSv1.2", Some(true)),
            ("SSLContext.getInstance(\"TLSv1.2\")", Some(true)),
            ("SecurityProtocol |= SecurityProtocolType.Tls12;", Some(true)),
            ("SecurityProtocol = [Enum]::ToObject([Net.SecurityProtocolType], 3072)", Some(true)),
            ("\"SchUseStrongCrypto\"=dword:00000001", Some(true)),
            ("export COMPOSE_TLS_VERSION=TLSv1_2", Some(true)),
            ("Setting CURLOPT_SSLVERSION to 6 mends it", Some(true)),
            ("SecurityProtocol must allow TLS 1.2", None),
            ("MaxProtocol = TLSv1.2", None),
            ("# -Dhttps.protocols=TLSv1.2 is not set", None),
            ("# java -Dhttps.protocols=TLSv1.2 -jar app.jar", Some(true)),
        ] {
            assert_eq!(set(text, None), expected, "{text}");
        }
    }

    /// What was one version only became the lowest one.
    #[test]
    fn options_of_curl_mean_what_its_version_makes_of_them() {
        for (text, versions) in [
            ("curl -1 https://api.example.com", [true, false, false]),
            ("curl --tlsv1 https://api.example.com", [true, false, false]),
            ("curl --tlsv1.0 https://api.example.com", [true, true, false]),
            ("CURLOPT_SSLVERSION => CURL_SSLVERSION_TLSv1", [true, false, false]),
            ("CURLOPT_SSLVERSION => 1", [true, false, false]),
            ("CURLOPT_SSLVERSION => 4", [true, true, false]),
            ("CURLOPT_SSLVERSION => 3", [true, true, true]),
            ("curl --tls-max 1.0 https://api.example.com", [true, true, true]),
            (" -1, --tlsv1         Use => TLSv1 (SSL)", [false, false, false]),
        ] {
            for (version, old) in ["7.29.0", "7.47.0", "7.68.0"].iter().zip(versions) {
                assert_eq!(set(text, Some(version)) == Some(false), old, "{text} {version}");
            }
        }
    }
}
