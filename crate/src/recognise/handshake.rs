//! Handshakes that a text shows: what `curl -v`, `openssl s_client`, gnutls-cli,
//! javax.net.debug, packet lists and the runtimes' own calls print.

use super::claims;
use super::paired::Pairs;
use super::reply::version_value;
use super::response::protocol;
use super::text::{Line, Text, after, behind, contains, find, requested};
use crate::model::Protocol;
use crate::signs::Signs;
use crate::words::{Words, words};

/// A handshake, or a step of one.
#[derive(Clone, Debug)]
pub(crate) struct Handshake {
    pub(crate) line: u32,
    /// The version that both sides agreed on, where the handshake was
    /// completed and names it.
    pub(crate) negotiated: Option<Protocol>,
    /// The version that the server chose, whatever came of it.
    pub(crate) agreed: Option<Protocol>,
    /// The program that made it, where the form shows it.
    pub(crate) by: Option<&'static str>,
    /// The library that did it, where the form shows it.
    pub(crate) library: Option<&'static str>,
    /// The program was told which version to use.
    pub(crate) forced: bool,
    /// It is what a scanner saw of a server; it says nothing of a client.
    pub(crate) of_server: bool,
    /// A server's log has it, of the client in that line.
    pub(crate) logged: bool,
}

/// What comes in behind the server's hello is written in the version that
/// the server chose.
const BEHIND_HELLO: Words = words![
    "handshake, certificate",
    "key exchange",
    "server finished",
    "encrypted extensions",
    ", finished",
];

/// What the lines of such a form have in them.
const FIELDS: &[(&str, Option<&str>)] = &[
    ("[protocol] =>", Some("php")),
    ("processauthentication(protocol=", Some("dotnet")),
    ("sslprotocol:", Some("dotnet")),
    ("sslprotocol =", Some("dotnet")),
    ("session protocol:", Some("java")),
    ("is using [", None),
    ("negotiated protocol:", None),
    ("negotiated tls version:", None),
    ("tls version:", None),
    ("connected with tls version", None),
    ("connected using tls", None),
    ("accepted connection with ", None),
    ("using tls version ", None),
    ("tls version used: ", None),
    ("ssl version used:", None),
    ("ssl version: ", None),
    ("successful, protocol = ", None),
    ("[protocol: :", Some("erlang")),
    ("{protocol,", Some("erlang")),
    ("{ok,{", Some("erlang")),
    ("ssl version is ", Some("wolfssl")),
    ("connection uses ", None),
    ("connection uses: ", None),
    ("tls started with cipher ", Some("perl")),
];

/// What the lines of such a form have in them.
const ASKS: &[(&str, &str)] = &[
    (".version()", "python"),
    (".getprotocol()", "node"),
    (".ssl_version", "ruby"),
    (".sslprotocol", "dotnet"),
    ("get_sslversion", "perl"),
];

/// What asks an endpoint for the version, whatever program runs it, and PHP's
/// dump of what it knows of a stream.
const QUESTIONS: &[(&str, Option<&str>)] =
    &[("[\"protocol\"]=>", Some("php")), ("tls_version", None), ("%{ssl_version}", Some("curl"))];

/// What the lines of such a form have in them.
const STEPS: Words = words![
    "client hello",
    "server hello",
    "hello retry request",
    "application data",
    "alert (level:",
    "change cipher spec"
];

/// Lines of this length and more can go on in the next one.
const WRAPPED: usize = 60;

/// The handshakes of a text, in order.
pub(crate) fn handshakes(text: &Text) -> Vec<Handshake> {
    let forced = forced(text);
    let session = Session::read(text);
    // An alert ends a handshake, whatever the server chose before.
    let failed = ["alert: fatal", "alert:  fatal", "fatal alert"].iter().any(|word| text.has(word));
    let pairs = Pairs::of(text);
    let simulated = claims::simulated(text).and_then(|(first, _)| text.line(first));
    let mut found: Vec<Handshake> = Vec::new();
    let said = |line: &Line| {
        // The first line of a quoted text.
        let text = line.message().trim_front("\"'`").to_owned();
        Line { number: line.number, text }
    };
    for (index, whole) in text.lines.iter().enumerate() {
        let next = text.lines.get(index + 1).map(said);
        let (line, next) = (&said(whole), next.as_ref());
        // A long line of a log is often wrapped.
        let joined = next.filter(|_| whole.text.trim_start().len() >= WRAPPED).map(|next| Line {
            number: line.number,
            text: [line.text.as_str(), &next.text].concat(),
        });
        let long = joined.as_ref().unwrap_or(line);
        let agreed = |line| java(line, failed).filter(|step| step.negotiated.is_some());
        let step = curl(line)
            .or_else(|| s_client(line, &session))
            .or_else(|| gnutls(whole))
            .or_else(|| agreed(line).or_else(|| agreed(long)).or_else(|| java(line, failed)))
            .or_else(|| packets(line))
            .or_else(|| calls(line, next))
            .or_else(|| scanner(line))
            .or_else(|| packets(long))
            .or_else(|| servers(whole))
            .or_else(|| log_field(whole))
            .or_else(|| {
                let (version, logged) = pairs.version(whole).filter(|_| simulated.is_none())?;
                Some(Handshake { logged, ..step(whole, None, Some(version)) })
            });
        found.extend(step.map(|step| Handshake { forced, ..step }));
    }
    if let Some(line) = simulated {
        found.push(Handshake { of_server: true, ..step(line, None, None) });
    }
    found
}

fn step(line: &Line, by: Option<&'static str>, negotiated: Option<Protocol>) -> Handshake {
    Handshake {
        line: line.number,
        negotiated,
        agreed: negotiated,
        by,
        library: None,
        forced: false,
        of_server: false,
        logged: false,
    }
}

/// Whether a command of the text names a version: `curl --tlsv1.2`,
/// `s_client -tls1_2`, `--tls-max 1.1`.
fn forced(text: &Text) -> bool {
    text.lines.iter().any(|line| {
        let client = contains(&line.text, "curl") || contains(&line.text, "s_client");
        let options = ["--tlsv1", "--tls-max", "--sslv3", " -tls1", " -ssl3", " -no_tls1"];
        client && options.iter().any(|option| contains(&line.text, option))
    })
}

/// A version word at the start of a text: `TLSv1.2`, `TLS1.2`.
pub(crate) fn leading(text: &str) -> Option<Protocol> {
    let text = text.trim_start().trim_front("\"'[(:");
    let end = text
        .bytes()
        .position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_')))
        .unwrap_or(text.len());
    let word = text.get(..end)?.trim_back(".");
    // That is the family of a cipher.
    if text.get(end..).is_some_and(|rest| after(rest, "/sslv3").is_some()) {
        return None;
    }
    // "TLS 1.2", in two words.
    if let ("tls" | "ssl", Some(rest)) = (word.to_ascii_lowercase().as_str(), text.get(end..)) {
        let rest = rest.trim_start();
        let rest = after(rest, "version ").unwrap_or(rest);
        let number = rest.until_any(" ,);]\"'<").trim_back(".");
        return protocol(&[word, number].concat());
    }
    if word.begins_digit() {
        return None;
    }
    protocol(word)
}

/// The version that a suite can only have been used with.
fn of_suite(suite: &str) -> Option<Protocol> {
    let suite = suite.trim();
    let word = suite.until_any(" ,\t").to_ascii_uppercase();
    let of_13 = ["TLS_AES_", "TLS_CHACHA20_", "AEAD-"].iter().any(|mark| word.starts_with(mark));
    // OpenSSL's names are written with hyphens.
    let marks = ["GCM", "CCM", "CHACHA20", "CBC_SHA256", "CBC_SHA384", "-SHA256", "-SHA384"];
    if of_13 {
        Some(Protocol::Tls13)
    } else if word.has_any("-_") && marks.iter().any(|mark| word.has(mark)) {
        Some(Protocol::Tls12)
    } else {
        None
    }
}

fn curl(line: &Line) -> Option<Handshake> {
    if let Some(rest) = behind(&line.text, "ssl connection using ") {
        let version = leading(rest).or_else(|| of_suite(rest));
        return Some(step(line, Some("curl"), version));
    }
    // Apple's library: "* TLS 1.2 connection using TLS_…".
    let front = line.text.trim_front("* ");
    if let Some(end) = find(front, " connection using ")
        && let Some(version) = front.get(..end).and_then(protocol)
    {
        return Some(step(line, Some("curl"), Some(version)));
    }
    let record = contains(&line.text, "tls handshake, ")
        || contains(&line.text, "tls alert, ")
        || contains(&line.text, "tls header, ");
    let direction = contains(&line.text, "(out), tls") || contains(&line.text, "(in), tls");
    let incoming =
        behind(&line.text, " (in), tls handshake, ").is_some() && BEHIND_HELLO.stand_in(&line.text);
    let agreed = if incoming { leading(line.text.trim_front("* ")) } else { None };
    (record && direction).then(|| Handshake { agreed, ..step(line, Some("curl"), None) })
}

/// What the whole of an `s_client` output says of its session.
struct Session {
    /// A cipher was agreed on: `Cipher    : ECDHE-…`, and not 0000 or (NONE).
    cipher: bool,
    /// It is the output of `s_client`.
    shown: bool,
}

impl Session {
    fn read(text: &Text) -> Self {
        let mut session = Self { cipher: false, shown: false };
        let mut none = false;
        for line in &text.lines {
            let trimmed = line.message().trim();
            session.shown |= contains(trimmed, "ssl-session:")
                || after(trimmed, "connected(").is_some()
                || after(trimmed, "new, ").is_some()
                || contains(trimmed, "ssl handshake has read")
                || field(trimmed, "cipher")
                    .is_some_and(|cipher| cipher == "0000" || none_at(cipher))
                || after(trimmed, "verify return code: ").is_some();
            if let Some(value) = field(trimmed, "cipher").or_else(|| within(trimmed, " cipher : "))
            {
                let real = value != "0000" && !none_at(value) && !value.is_empty();
                session.cipher |= real;
            }
            if contains(trimmed, ", cipher is") {
                // The name can be in the next line.
                let without = contains(trimmed, "(none)");
                none |= without;
                session.cipher |= !without;
            }
        }
        session.cipher &= !none;
        session
    }
}

/// The value of a field of the session where the line ends were lost.
fn within<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let session = contains(line, "ssl-session: protocol : ");
    session.then(|| behind(line, name)).flatten().map(|rest| rest.until_any(" "))
}

/// Whether `s_client` says there that it has none.
fn none_at(value: &str) -> bool {
    after(value, "(none)").is_some()
}

/// The value of `Name : value`.
fn field<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let (front, rest) = line.split_at_checked(name.len())?;
    let value = rest.trim_start().strip_prefix(':')?;
    front.eq_ignore_ascii_case(name).then_some(value.trim())
}

/// What the lines of its output start with.
const MARKS: Words = words![
    "connected(",
    "ssl_connect:",
    "ssl handshake has read",
    "connect:errno=",
    "read:errno=",
    "write:errno=",
];

fn s_client(line: &Line, session: &Session) -> Option<Handshake> {
    let trimmed = line.text.trim();
    // Behind others, where the line ends were lost.
    let glued = || behind(trimmed, "- new, ").filter(|rest| contains(rest, ", cipher is"));
    let inside = within(trimmed, "ssl-session: protocol : ");
    if inside.is_none()
        && let Some(rest) = after(trimmed, "new, ").or_else(glued)
    {
        // "TLSv1/SSLv3" is the family of the cipher, not a version.
        let family = after(rest, "tlsv1/sslv3").is_some() || none_at(rest);
        let version = if family || !session.cipher { None } else { leading(rest) };
        return Some(step(line, Some("openssl"), version));
    }
    if let Some(value) = inside.or_else(|| field(trimmed, "protocol"))
        && session.shown
    {
        let version = if session.cipher { protocol(value) } else { None };
        return Some(step(line, Some("openssl"), version));
    }
    if let Some(value) = field(trimmed, "protocol version") {
        // "TLS 1.2" is not its own spelling, but that of Windows' log of events.
        let by = (!value.has(" ")).then_some("openssl");
        return protocol(value).map(|version| step(line, by, Some(version)));
    }
    let mark = MARKS.start(trimmed)
        || contains(trimmed, "s_client: connect:errno=")
        || contains(trimmed, "openssl s_client ")
        || contains(trimmed, "openssl> s_client");
    mark.then(|| step(line, Some("openssl"), None))
}

/// Each of its lines begins with `- `.
fn gnutls(line: &Line) -> Option<Handshake> {
    // Its own description of a session: "(TLS1.2)-(ECDHE-RSA)-(AES-256-GCM)".
    let described = line.text.cut(")-(").and_then(|(front, _)| front.pieces("(").last());
    let version = described
        .map(|front| front.until_any("-"))
        .filter(|front| !front.begins_digit())
        .or_else(|| {
            behind(&line.text, "- version: ").or_else(|| behind(&line.text, "- protocol: "))
        })
        .and_then(protocol);
    let shown = version.is_some() || contains(&line.text, "- handshake was completed");
    shown.then(|| Handshake { library: Some("GnuTLS"), ..step(line, None, version) })
}

fn java(line: &Line, failed: bool) -> Option<Handshake> {
    if let Some(rest) = behind(&line.text, "negotiated protocol version:") {
        return Some(step(line, Some("java"), leading(rest)));
    }
    let selected = behind(&line.text, "selected version\":")
        .or_else(|| behind(&line.text, "notified of selected protocol version:"));
    if let Some(rest) = selected {
        return Some(step(line, Some("java"), if failed { None } else { leading(rest) }));
    }
    if let Some(rest) = behind(&line.text, "*** serverhello, ") {
        // The server's choice, unless an alert ended the handshake.
        let agreed = leading(rest);
        let negotiated = agreed.filter(|_| !failed);
        return Some(Handshake { agreed, ..step(line, Some("java"), negotiated) });
    }
    let debug = contains(&line.text, "*** clienthello, ")
        || contains(&line.text, "javax.net.ssl|")
        || contains(&line.text, ", write: tlsv1")
        || contains(&line.text, ", read: tlsv1")
        || contains(&line.text, ", recv tlsv1")
        || contains(&line.text, ", send tlsv1")
        || contains(&line.text, ", write: sslv")
        || contains(&line.text, "ignoring unavailable cipher suite")
        || contains(&line.text, "allow unsafe renegotiation:");
    debug.then(|| step(line, Some("java"), None))
}

/// Lines of Wireshark and tshark. The version of a single hello record is not
/// the result; application data are only sent when there is one.
fn packets(line: &Line) -> Option<Handshake> {
    // ssldump's lines have the direction instead.
    if words!["c>s handshake", "s>c handshake", "c>s alert", "s>c alert"].stand_in(&line.text) {
        return Some(step(line, None, None));
    }
    let starts = ["tlsv1", "sslv3"].iter().any(|name| after(&line.text, name).is_some());
    let at = || find(&line.text, " tlsv1").or_else(|| find(&line.text, " sslv3"));
    let rest = if starts { &line.text } else { line.text.get(at()? + 1..)? };
    if !STEPS.stand_in(rest) || contains(rest, "handshake, ") {
        return None;
    }
    let data = contains(rest, "application data");
    Some(step(line, None, if data { leading(rest) } else { None }))
}

/// What a runtime answers when it is asked: `s.version()` and the next line,
/// `getProtocol()`, `SslProtocol: Tls12`, `[protocol] => TLSv1.2`.
fn calls(line: &Line, next: Option<&Line>) -> Option<Handshake> {
    for (ask, by) in ASKS {
        if let Some(rest) = behind(&line.text, ask) {
            let version = answer(rest).or_else(|| next.and_then(|next| answer(&next.text)));
            return version.map(|version| step(line, Some(by), Some(version)));
        }
    }
    for (question, by) in QUESTIONS {
        if contains(&line.text, question)
            && let Some(version) = next.and_then(|next| answer(&next.text))
        {
            return Some(step(line, *by, Some(version)));
        }
    }
    // Go's state of a connection, with the names of its fields.
    let state =
        behind(&line.text, "{version:").filter(|rest| contains(rest, "handshakecomplete:true"));
    if let Some(version) =
        state.or_else(|| behind(&line.text, "connectionstate{version:")).and_then(wire)
    {
        return Some(step(line, Some("go"), Some(version)));
    }
    if let Some(version) = behind(&line.text, "cipher in use is ")
        .filter(|_| contains(&line.text, "ssl:"))
        .and_then(of_suite)
    {
        return Some(step(line, None, Some(version)));
    }
    FIELDS.iter().find_map(|(field, by)| {
        // "TLS version: 1.2 is the minimum"
        let wanted = words![" is ", " or ", "minimum", "required", " at least"];
        let rest = behind(&line.text, field).filter(|rest| !wanted.stand_in(rest))?;
        // "sslprotocol = TLSv1" is a setting of Tomcat's.
        let others = || leading(rest).or_else(|| wire(rest)).filter(|_| *by != Some("dotnet"));
        Some(step(line, *by, Some(dotnet_name(rest).or_else(others)?)))
    })
}

/// A version as it stands in a record: `0x304`, 772.
fn wire(text: &str) -> Option<Protocol> {
    let word = text.until_any(", })");
    (word.len() > 2).then(|| version_value(word)).flatten().filter(|_| word.begins("07"))
}

/// A line that is a version and nothing else, as an interpreter prints it.
pub(crate) fn answer(text: &str) -> Option<Protocol> {
    let text = text.trim().without_front("=>").trim_front("#").trim();
    let text = text.without_front("=>").trim().without_front("u'");
    // PHP's dump: `string(7) "TLSv1.2"`.
    let text = if text.starts_with("string(") { text.split_once(' ')?.1 } else { text };
    let text = text.trim_ends("\"'");
    // "TLSv1.2 ECDHE-RSA-AES128-GCM-SHA256": a cipher that was asked for as well.
    let ciphered = text.split_once(' ').filter(|(_, rest)| rest.has_any("-_") && !rest.has(" "));
    let text = ciphered.map_or(text, |(version, _)| version);
    if let Some(version) = dotnet_name(text) {
        return Some(version);
    }
    if text.begins_digit() { None } else { protocol(text) }
}

/// `Tls12`, as .NET writes it.
fn dotnet_name(text: &str) -> Option<Protocol> {
    let word = text.trim().until_any(" ,;");
    match word {
        "Tls" => Some(Protocol::Tls10),
        "Tls11" => Some(Protocol::Tls11),
        "Tls12" => Some(Protocol::Tls12),
        "Tls13" => Some(Protocol::Tls13),
        _ => None,
    }
}

/// What mail servers and databases say of a session: `TLSv1.2 with cipher
/// ECDHE-…`, `(version=TLS1_2 cipher=…)`, `(protocol: TLSv1.3, cipher: …)`.
fn servers(line: &Line) -> Option<Handshake> {
    // A row of MySQL's status, mbedTLS's own client, a mail's header.
    let named = behind(&line.text, "ssl_version ")
        .and_then(|rest| rest.trim_start().strip_prefix('|'))
        .filter(|rest| !rest.trim_back("| `").has("|"))
        .or_else(|| behind(&line.text, "[ protocol is "))
        .or_else(|| behind(behind(&line.text, "received: from ")?, "(using "));
    // NSS counts as TLS does: "SSL version 3.3 using 128-bit AES-GCM".
    let counted = || {
        let (minor, _) = behind(&line.text, "ssl version 3.")?.cut(" using ")?;
        version_value(&["0x030", minor].concat())
    };
    if let Some(version) = named.and_then(leading).or_else(counted) {
        return Some(step(line, None, Some(version)));
    }
    let front = |word: &str| line.text.get(..find(&line.text, word)?);
    let version = if let Some(front) = front(" with cipher ") {
        protocol(front.pieces(" (:[").last()?)
    } else if let Some(front) = front(" was negotiated") {
        // Microsoft's JDBC driver.
        protocol(front.pieces(" \"'").last()?)
    } else if let Some(front) = front(" version tls").filter(|front| contains(front, " cipher ")) {
        // "cipher ECDHE-RSA-AES256-SHA version TLSv1.2" of Tcl.
        front.rsplit(' ').next().filter(|suite| suite.has_any("-_"))?;
        protocol(line.text.get(front.len() + " version ".len()..)?.until_any(" ,}").trim_end())
    } else if let Some(rest) = behind(&line.text, "client connected with ") {
        // .NET's name for it, in a log of Halibut.
        dotnet_name(rest)
    } else {
        let named = [
            "(version=",
            ", version=tls",
            "(protocol: ",
            "protocol is ",
            "control channel: ",
            "x=tls",
        ];
        let at = named.iter().find_map(|word| {
            let at = find(&line.text, word)? + word.len();
            // The name of the version can be a part of the word.
            Some(if word.ends_with("tls") { at - 3 } else { at })
        })?;
        let rest = line.text.get(at..)?;
        let end = rest.find_any(" ,:);").unwrap_or(rest.len());
        let ciphered = contains(rest, "cipher") || contains(&line.text, "x=tls");
        ciphered.then(|| rest.get(..end).and_then(protocol)).flatten()
    };
    version.map(|version| step(line, None, Some(version)))
}

/// What sslscan, nmap and testssl.sh say of a server.
fn scanner(line: &Line) -> Option<Handshake> {
    let trimmed = line.text.trim();
    let scan = after(trimmed, "accepted").or_else(|| after(trimmed, "preferred"));
    let sslscan = scan.is_some_and(|rest| leading(rest).is_some());
    let nmap = contains(trimmed, "ssl-enum-ciphers");
    let testssl = contains(trimmed, "testing protocols via sockets");
    let header = after(trimmed, "testing ssl server ").is_some();
    (sslscan || nmap || testssl || header)
        .then(|| Handshake { of_server: true, ..step(line, None, None) })
}

/// The log's own field of the protocol: `$ssl_protocol` of nginx and its like,
/// in a line that has a request too.
fn log_field(line: &Line) -> Option<Handshake> {
    // "ssl_protocol=TLSv1.2 ssl_cipher=..." names its fields.
    if let Some(value) = behind(&line.text, "ssl_protocol=").filter(|rest| rest.has("ssl_cipher="))
    {
        return Some(Handshake { logged: true, ..step(line, None, Some(leading(value)?)) });
    }
    let request = requested(&line.text)?;
    let sides = [line.text.get(..request.start)?, line.text.get(request.end..)?];
    // What it was sent from is an address too.
    let words = sides.iter().flat_map(|side| side.pieces(" \"")).filter(|word| !word.has("://"));
    let word = words
        .flat_map(|word| word.pieces("[](),|;=/"))
        .filter(|word| words!["tlsv1", "sslv"].start(word))
        .find_map(protocol)?;
    Some(Handshake { logged: true, ..step(line, None, Some(word)) })
}
