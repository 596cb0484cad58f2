//! Replies of test endpoints within a pasted text: whole or in part, the
//! baseline's, howsmyssl's, and others that name the version under a usual
//! key.

use super::handshake::{answer, leading};
use super::json::{self, Json};
use super::record::{self, View, squashed};
use super::response::{Outcome, Page, Response, protocol};
use super::text::{Line, Text, after, behind, contains, find};
use crate::model::{Protocol, Support};
use crate::report::Cause;
use crate::signs::{self, Signs};
use crate::words::{Words, words};

/// What a reply says.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    pub(crate) line: u32,
    /// The version that the endpoint saw.
    pub(crate) negotiated: Option<Protocol>,
    /// The version is one below TLS 1.0, which the contract has no word for.
    pub(crate) below: bool,
    pub(crate) cause: Cause,
    /// What the reply shows of the client without naming a version.
    pub(crate) tls12: Option<Support>,
    /// The whole text is a reply of the baseline's shape, or a page, and the
    /// parser of replies has the words for it.
    pub(crate) outcome: Option<Outcome>,
    /// What the endpoint finds bad besides the version, in words.
    pub(crate) complaints: Vec<&'static str>,
}

/// What howsmyssl's keys say where they are not empty and not false.
const COMPLAINTS: [(&str, &str); 3] = [
    ("insecure_cipher_suites", "cipher suites that are not safe"),
    ("beast_vuln", "a weakness to the attack BEAST"),
    ("tls_compression_supported", "the compression of TLS"),
];

/// Keys under which endpoints name the version, squashed, besides those that
/// [`names_version`] knows.
const KEYS: Words = words![
    "tls",
    "tlsversionnegotiated",
    "negotiatedtls",
    "protocol",
    "protocolversion",
    "cloudfrontviewertls",
    "negotiatedprotocol",
];

/// Whether a squashed key is one of those.
fn is_key(key: &str) -> bool {
    KEYS.hold(key) || names_version(key)
}

/// Whether a key such as `request_tls_version` or `SSL_PROTOCOL` is one of the
/// connection's own version, and not of what is set or possible.
fn names_version(key: &str) -> bool {
    const SETTINGS: Words = words!["min", "max", "support", "allow", "require", "default"];
    let named = key.has("tls") || key.has("ssl");
    let version = ["version", "protocol", "ver"].iter().any(|end| key.ends_with(end));
    // "[!] sslVersion = TLSv1.2: Incorrect version" is no key.
    named && version && !key.has("!") && !SETTINGS.iter().any(|word| key.has(word))
}

/// Words beside them in records that are not about a client's connection.
const OTHERS: Words = words![
    "spf_",
    "dkim",
    "dmarc",
    "\"mx",
    "minimum_tls",
    "min_tls",
    "ssl_protocols",
    "minprotocol",
    "keystore",
    "truststore",
    "cert_file",
    "key_file",
    "certfile",
    "keyfile",
    "verify =",
    "rejectunauthorized",
    "cafile",
    "ssl_ciphers",
    "ssl_enabled",
    "\"enabled\"",
    "timeout\"",
    "_limit\"",
    "admin_state",
];

/// Words beside them in the replies of endpoints.
const COMPANIONS: Words = words![
    "cipher",
    "ja3",
    "ja4",
    "rating",
    "user_agent",
    "user-agent",
    "sni",
    "colo=",
    "http=",
    "ephemeral_keys",
    "beast_vuln",
    "client",
    "remote_addr",
    "howsmyssl",
    "\"ip\"",
    "\"ua\"",
    "useragent",
    "\"request\"",
    " http/1.1",
    " http/2",
    "x-forwarded-",
];

/// Reads what a text has of a reply.
pub(crate) fn reply(text: &Text) -> Option<Reply> {
    page(text)
        .or_else(|| printed(text))
        .or_else(|| baseline(text))
        .or_else(|| keyed(text))
        .or_else(|| worded(text))
        .or_else(|| text.lines.iter().find_map(told))
        .map(|reply| Reply { complaints: complaints(text), ..reply })
}

/// What howsmyssl complains of; where none of it is named, what it calls bad.
fn complaints(text: &Text) -> Vec<&'static str> {
    let whole = joined(text);
    let holds = |key: &str| {
        let value = behind(&whole, key)?.trim_front("\"'\\=:> \t\n").without_front("map");
        let inner = value.get(1..)?.trim_start();
        Some(value.begins("tT") || value.begins("{[") && !inner.begins("}]"))
    };
    let named = COMPLAINTS.iter().filter(|(key, _)| holds(key) == Some(true));
    let mut named: Vec<&'static str> = named.map(|(_, words)| *words).collect();
    let bad = || {
        let rated = text.has("cipher_suites") && value_of(&whole, "rating") == Some("Bad");
        rated || text.has("your ssl client is bad")
    };
    if named.is_empty() && bad() {
        named.push("something that it rates “Bad”");
    }
    named
}

/// What the endpoints say that speak one version only, whatever stands behind:
/// `PayPal_Connection_OKbool(true)`, `<title>tls-v1-0.badssl.com</title>`.
fn told(line: &Line) -> Option<Reply> {
    let text = line.text.trim_front(" \t\"'`");
    // PHP's dump: "string(20) "PayPal_Connection_OK"".
    let dumped = after(text, "string(").and_then(|text| text.cut(") \""));
    let text = dumped.map_or(text, |(_, text)| text);
    if after(text, "paypal_connection_ok").is_some() {
        let tls12 = Some(Support::Default);
        return Some(Reply { tls12, ..plain(line.number, Cause::None) });
    }
    // "Connected successfully with TLS 1.2"
    if let Some(rest) = after(text, "connected successfully with ") {
        return Some(of_version(line, protocol(rest.trim_ends(" .!\"'`"))?));
    }
    let named = ["<title>tls-v1-", "<h1>tls-v1-"].iter().find_map(|tag| behind(text, tag))?;
    let version = match named.as_bytes().get(..2)? {
        b"0." => Protocol::Tls10,
        b"1." => Protocol::Tls11,
        b"2." => Protocol::Tls12,
        _ => return None,
    };
    Some(of_version(line, version))
}

fn plain(line: u32, cause: Cause) -> Reply {
    Reply {
        line,
        negotiated: None,
        below: false,
        cause,
        tls12: None,
        outcome: None,
        complaints: Vec::new(),
    }
}

fn of_version(line: &Line, version: Protocol) -> Reply {
    let below = version < Protocol::Tls10;
    Reply {
        negotiated: (!below).then_some(version),
        below,
        ..plain(line.number, if below { Cause::ProtocolVersion } else { Cause::None })
    }
}

/// An HTML page in a reply's place, or behind a few words that lead to it.
fn page(text: &Text) -> Option<Reply> {
    let first = text.first()?;
    let html = ["<html", "<!doctype html", "<head", "<title", "<body", "<center>"];
    let starts = |line: &Line| {
        let front = line.text.trim_front(" \t\"'`");
        front.starts_with('<')
            && (line.number == first.number || html.iter().any(|mark| after(front, mark).is_some()))
    };
    let place = text.lines.iter().take(4).position(starts)?;
    if !html.iter().any(|mark| text.has(mark)) || text.has("badssl.com") {
        return None;
    }
    let lines = text.lines.get(place..)?;
    let outcome = read(&of_lines(lines));
    let cause = match &outcome {
        Outcome::Page(page) => page.cause(),
        _ => Cause::None,
    };
    // Only a page that tells something is found among words.
    if place > 0 && cause == Cause::None {
        return None;
    }
    Some(Reply { outcome: Some(outcome), ..plain(lines.first()?.number, cause) })
}

/// "Connection Success" and "Connection failed", whole or within other text.
fn baseline(text: &Text) -> Option<Reply> {
    let whole = joined(text);
    let inner = object(&whole).unwrap_or(&whole);
    let said = value_of(inner, "message").or_else(|| value_of(inner, "msg")).unwrap_or_default();
    let shaped =
        ["connection success", "connection fail"].iter().any(|front| after(said, front).is_some());
    if !shaped || whole.len() > 4096 || !inner.trim_start().starts_with('{') {
        return None;
    }
    let outcome = read(inner);
    let line = text.lines.iter().find(|line| line.text.contains('{'))?.number;
    let negotiated = outcome.negotiated();
    let cause = outcome.cause();
    let whole_text = inner.trim().len() == whole.trim().len();
    let outcome = Some(outcome).filter(|_| whole_text || negotiated.is_none());
    Some(Reply { negotiated, outcome, ..plain(line, cause) })
}

/// The same as browsers show it and languages print what they made of it:
/// `{status=200, message=Connection Success, version=TLSv1.2}`, `["version"]=>
/// string(7) "TLSv1.2"`, `map[message:Connection Success status:200 version:TLSv1.2]`.
fn printed(text: &Text) -> Option<Reply> {
    let whole = joined(text);
    let json = || !matches!(json::scan(object(&whole).unwrap_or(&whole)), Json::NotJson);
    if whole.len() > 4096 {
        return None;
    }
    let said = value_of(&whole, "message").or_else(|| value_of(&whole, "msg"))?;
    let status =
        value_of(&whole, "status").or_else(|| value_of(&whole, "code"))?.until_any(" ,;\t");
    let shaped =
        ["connection success", "connection fail"].iter().any(|front| after(said, front).is_some());
    if !shaped || status.len() != 3 || !status.begins_digit() || json() {
        return None;
    }
    let version = value_of(&whole, "version");
    // Where all stands in one line, the next key can follow without a sign.
    let version = version.map(|value| value.until_any(" ,;\t")).unwrap_or_default();
    let said = if contains(said, "connection success") {
        "Connection Success"
    } else {
        "Connection failed"
    };
    let parts =
        ["{\"status\":", status, ",\"message\":\"", said, "\",\"version\":\"", version, "\"}"];
    let outcome = read(&signs::joined(&parts, ""));
    let (negotiated, cause) = (outcome.negotiated(), outcome.cause());
    let line = text.lines.iter().find(|line| contains(&line.text, "connection "))?.number;
    Some(Reply {
        negotiated,
        outcome: Some(outcome).filter(|_| negotiated.is_none()),
        ..plain(line, cause)
    })
}

/// What stands behind a key and the signs of whatever language: its value up to
/// the next of them.
fn value_of<'a>(whole: &'a str, key: &str) -> Option<&'a str> {
    let mut rest = whole;
    loop {
        let at = find(rest, key)?;
        let apart =
            !rest.get(..at)?.bytes().next_back().is_some_and(|byte| byte.is_ascii_alphanumeric());
        rest = rest.get(at + key.len()..)?;
        let value = rest.trim_front("\"'`\\ \t\n=:>]<)-");
        let between = rest.len() - value.len();
        if !apart || between == 0 || between > 24 {
            continue;
        }
        // "string(7) "TLSv1.2"", "String("TLSv1.2")", "int(200)", "u'TLSv1.2'".
        let typed = ["string(", "int(", "number(", "u'"].iter().find_map(|word| after(value, word));
        let value = typed.map_or(value, |typed| match typed.split_once('"') {
            Some((front, inner)) if front.len() < 5 => inner,
            _ => typed,
        });
        return Some(value.until_any("\"'`<>,;)}]\n"));
    }
}

/// From the first brace to the one that closes it, or to the last. Erlang's
/// terms before it and the tickets that `s_client` prints after it have braces
/// too; a key in quotes tells.
fn object(whole: &str) -> Option<&str> {
    let keyed = |place: &usize| {
        let rest = whole.get(place + 1..).unwrap_or_default();
        rest.trim_start().begins("\"'\\")
    };
    let mut braces = whole.bytes().enumerate().filter(|(_, byte)| *byte == b'{').map(|at| at.0);
    let first = braces.clone().next()?;
    let from = braces.find(keyed).unwrap_or(first);
    let mut depth = 0_usize;
    for (place, byte) in whole.bytes().enumerate().skip(from) {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 1 => return whole.get(from..=place),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    whole.get(from..=whole.rfind('}')?)
}

/// The lines of a text again.
pub(crate) fn joined(text: &Text) -> String {
    of_lines(&text.lines)
}

fn of_lines(lines: &[Line]) -> String {
    let lines: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    signs::joined(&lines, "\n")
}

fn read(body: &str) -> Outcome {
    let response = Response { status: None, content_type: None, body: body.as_bytes() };
    Outcome::read(&response, Protocol::Tls12)
}

/// A version under one of the usual keys, in JSON that may be cut off or
/// written without quotes, or as `key=value`.
fn keyed(text: &Text) -> Option<Reply> {
    if text.has_one(OTHERS) {
        return None;
    }
    // So can be the only thing that an endpoint says.
    let pairs_of = |line: &Line| pairs(&line.text).len();
    let lone = text.lines.len() < 6 && text.lines.iter().map(pairs_of).sum::<usize>() == 1;
    let companions = lone || text.has_one(COMPANIONS);
    let object = text.has("{") || text.lines.iter().any(|line| line.text.trim().starts_with('"'));
    let all = || text.lines.iter().flat_map(|line| pairs(&line.text));
    // In an object what has a blank is no key but prose around it, nor is what leads
    // to it: the head of an answer, the name that a dump begins with.
    let starts = |line: &Line| line.text.has("{") || line.text.trim().starts_with('"');
    let led = |line: &&Line| object && !starts(line);
    let inner = text.lines.iter().skip_while(led).flat_map(|line| pairs(&line.text));
    let dump = |key: &str| text.first().is_some_and(|line| line.text.starts_with(key));
    let keys =
        inner.filter(|(key, value)| !(object && (key.has(" ") || value.is_empty() && dump(key))));
    let view = record::view(keys.map(|(key, _)| key));
    let asked = view == View::Asker || text.has("\"established\"");
    let own = asked || lone || view != View::Other;
    // Several versions are what something takes, and no cipher is no session.
    let mut versions = all().filter(|(key, _)| is_key(&squashed(key)));
    let mut versions = versions.by_ref().filter_map(|(_, value)| version_value(value));
    let first = versions.next();
    let several = versions.any(|version| Some(version) != first);
    let none = all().any(|(key, value)| squashed(key) == "cipher" && value == "0000");
    if !asked && several || none {
        return None;
    }
    // A line can have 100,000 pairs: what is asked of it as a whole is asked once.
    let (rated, braced) = (text.has("rating"), text.has("{"));
    let (hello, suite) = (text.has("clienthello"), text.has("\"cipher_suite\""));
    let mut offer = None;
    for (place, line) in text.lines.iter().enumerate() {
        let marks = line.text.bytes().filter(|byte| *byte == b'"').count();
        // "ssl_protocol=TLSv1.2" by itself is a setting as well as a report.
        let set = lone && line.text.has("=") && !braced || line.text.has(" = ") && !rated;
        for (key, value) in pairs(&line.text) {
            // A mail wraps lines at spaces: "TLS" and its number, too.
            let next = || text.lines.get(place + 1).map_or("", |next| next.text.until_any(",}"));
            let wrapped = matches!(value, "" | "TLS") && line.text.len() > 30;
            // A terminal wraps within words: the quote is still open.
            let open = marks % 2 == 1 && line.text.trim_end().ends_with(value);
            let glue = if open && next().begins(".0123456789") { "" } else { " " };
            let whole = (wrapped || open)
                .then(|| signs::joined(&[value, next().trim_ends("\"' \t")], glue));
            let value = whole.as_deref().map_or(value, |whole| whole.trim_ends("\"' "));
            let squashed = squashed(key);
            // "X-SSL-Protocol: TLSv1.2" is a header's notation.
            let header = key.begins("XC") && key.has("-");
            let quoted = object || companions || header;
            // {"tls": {"version": "TLSv1.2"}}: a version of what its value says.
            let named = value.begins("TtSs") && protocol(value).is_some() && !hello;
            // Go's logs have it as TLS counts it, and the cipher too.
            let counted = || value.begins("7") && asked && suite;
            let nested = squashed == "version" && companions && (named || counted());
            let of_tls = names_version(&squashed);
            let speaks = own || header || !of_tls && !object;
            if (is_key(&squashed) || nested) && speaks && quoted {
                // "protocol" and "tls" are words of many other records.
                let sure = !matches!(squashed.as_str(), "protocol" | "tls" | "sslversion");
                // "1.2" alone is a setting as well as a report.
                let numbered = value.begins_digit() && value.len() == 3 && asked && of_tls;
                let sure = sure && (!value.begins_digit() || numbered);
                let prefixed = numbered.then(|| signs::joined(&["TLS", value], ""));
                if let Some(version) = version_value(prefixed.as_deref().unwrap_or(value))
                    && (sure || companions)
                    && !set
                {
                    return Some(of_version(line, version));
                }
            }
            offer = offer.or_else(|| offered(&squashed, value).map(|tls12| (line.number, tls12)));
        }
    }
    let echoed = asked || rated || companions && own && !object;
    if let Some(reply) = echoed.then(|| tagged(text)).flatten() {
        return Some(reply);
    }
    let (number, tls12) = offer?;
    Some(Reply { tls12: Some(tls12), ..plain(number, Cause::None) })
}

/// The same where spaces or tags stand between the pairs: Go's
/// `map[rating:Bad tls_version:TLS 1.0]`, `<tls_version>TLS 1.2</tls_version>`.
fn tagged(text: &Text) -> Option<Reply> {
    // With spaces around the sign it is an assignment.
    text.lines.iter().filter(|line| !line.text.has(" = ")).find_map(|line| {
        // "colo=FRA http=http/2 loc=DE tls=TLSv1.3 sni=plaintext"
        if let Some(version) = behind(&line.text, " tls=").filter(|_| line.text.has("colo=")) {
            return Some(of_version(line, version_value(version.until_any(" |"))?));
        }
        let at = find(&line.text, "tls_version")?;
        let apart = at.checked_sub(1).and_then(|before| line.text.get(before..at))?;
        // Python's pairs and Clojure's words have other signs between them.
        let value = line.text.get(at + "tls_version".len()..)?.trim_front("u\"'`,\\ \t=:->");
        let version = leading(value).filter(|_| apart.begins(" [<:'\""))?;
        Some(of_version(line, version))
    })
}

/// What a page or a program says of a connection in words of its own:
/// howsmyssl's page, and the cipher as Python prints it, whose version is the
/// one that it came with.
fn worded(text: &Text) -> Option<Reply> {
    // The version and the rating alone, as a program was told to print them.
    let rates = |line: &Line| {
        let value = line.text.trim().trim_back("\"'");
        ["Probably Okay", "Improvable", "Bad"].iter().any(|rating| {
            value.strip_suffix(rating).is_some_and(|front| front.is_empty() || front.ends_with('"'))
        })
    };
    if text.lines.iter().any(rates)
        && let Some((line, version)) =
            text.lines.iter().find_map(|line| Some((line, answer(&line.text)?)))
    {
        return Some(of_version(line, version));
    }
    text.lines.iter().find_map(|line| {
        const RATED: Words = words!["good", "improvable", "bad"];
        let (front, shown) = line.text.cut("our client is using").unwrap_or_default();
        let front = front.trim_back("Yy").trim();
        if front.ends_with('>') || RATED.hold(front) {
            return Some(of_version(line, leading(shown)?));
        }
        ["', 'tlsv1.2', ", "', 'tlsv1.3', "].iter().find_map(|words| {
            let bits = behind(&line.text, words)?;
            let shown = line.text.has("('") && bits.begins_digit();
            Some(of_version(line, protocol(words.trim_ends("', ")).filter(|_| shown)?))
        })
    })
}

/// What a fingerprint of the `ClientHello` shows that the client offers.
fn offered(key: &str, value: &str) -> Option<Support> {
    match key {
        "ja4" | "ja4r" => match value.get(1..3)? {
            "12" | "13" => Some(Support::Default),
            "10" | "11" | "s3" => Some(Support::Unknown),
            _ => None,
        },
        "ja3" | "ja3text" | "ja3full" => match value.until_any(",") {
            "771" | "772" => Some(Support::Default),
            "768" | "769" | "770" => Some(Support::Unknown),
            _ => None,
        },
        _ => None,
    }
}

/// `TLS 1.2`, `771`, `0x0303`, `TLSv1.3:TLS_AES_128_GCM_SHA256:fullHandshake`.
pub(crate) fn version_value(value: &str) -> Option<Protocol> {
    match value {
        "769" | "0x0301" | "0x301" => Some(Protocol::Tls10),
        "770" | "0x0302" | "0x302" => Some(Protocol::Tls11),
        "771" | "0x0303" | "0x303" => Some(Protocol::Tls12),
        "772" | "0x0304" | "0x304" => Some(Protocol::Tls13),
        value => protocol(value).or_else(|| protocol(value.until_any(":"))),
    }
}

/// The `key: value` and `key=value` pairs of a line, without quotes.
fn pairs(line: &str) -> Vec<(&str, &str)> {
    // JSON on one line: split at its commas; arrays and objects fall apart
    // into pieces without a colon, which are left out.
    line.pieces(",{};&")
        .filter_map(|piece| {
            let at = piece.find_any(":=")?;
            let (key, value) = piece.split_at_checked(at)?;
            // Python 2 writes u'tls_version', and PHP [tls_version].
            let key = key.trim_ends("\"' \\\t[]");
            let key = key.without_front("u'").without_front("U'");
            let value = value.get(1..)?.trim_ends("\"' \\\t>");
            let value = value.without_front("u'").without_front("U'");
            // PHP's debugger: "'tls_version' => string 'TLS 1.2' (length=7)".
            let typed = after(value, "string").and_then(|typed| typed.pieces("'\"").nth(1));
            let value = typed.unwrap_or(value);
            (!key.is_empty() && key.len() < 60).then_some((key, value))
        })
        .collect()
}

impl Reply {
    /// The page that stands in a reply's place.
    pub(crate) fn page(&self) -> Option<Page> {
        match self.outcome {
            Some(Outcome::Page(page)) => Some(page),
            _ => None,
        }
    }
}
