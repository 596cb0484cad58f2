//! The other side of a connection, where a text names it: `https://host/`,
//! `host='api.example.com', port=443`, `s_client -connect host:993`.

use super::text::{LONGEST_LINE, Text, find};
use crate::signs::Signs;
use crate::words::{Words, words};

/// What stands before a host, in lower case, and the port that goes with it.
const LEADS: &[(&str, &str)] = &[
    ("https://", "443"),
    ("wss://", "443"),
    ("ssl://", "443"),
    ("tls://", "443"),
    ("ldaps://", "636"),
    ("smtps://", "465"),
    ("imaps://", "993"),
    ("pop3s://", "995"),
    ("amqps://", "5671"),
    ("mqtts://", "8883"),
    ("rediss://", "6380"),
    ("host='", "443"),
    ("-connect ", "443"),
    ("connect to host ", "22"),
    ("connect to ", "443"),
    ("connected to ", "443"),
    ("connection to ", "443"),
    ("unable to resolve host ", "443"),
    ("could not resolve host: ", "443"),
    ("dial tcp: lookup ", "443"),
    ("enotfound ", "443"),
    ("address: '", "443"),
    ("host \"", "443"),
    ("server at \"", "5432"),
];

/// What a file of a program's source ends with: "Foo.java:186" is no host.
const SOURCES: Words = words![
    "c",
    "cc",
    "cpp",
    "cs",
    "erl",
    "ex",
    "exs",
    "go",
    "groovy",
    "h",
    "java",
    "js",
    "jsx",
    "kt",
    "lua",
    "m",
    "mjs",
    "php",
    "pl",
    "pm",
    "py",
    "pyc",
    "rb",
    "rs",
    "scala",
    "sh",
    "swift",
    "ts",
    "tsx",
    "vb",
    "xml",
    "yml",
    "yaml",
    "conf",
    "json",
    "log",
    "txt",
    "properties",
    "exe",
    "dll",
];

/// Parts of the addresses that messages send their readers to.
const HELP: Words = words![
    "docs",
    "wiki",
    "issues",
    "help",
    "stackoverflow",
    "curl.se",
    "curl.haxx.se",
    "errors.html"
];

/// The address of the other side, as `https://host:port/`: what the line of the
/// failure names, else what the first line does that names one.
pub(crate) fn peer(text: &Text, failure: u32) -> Option<String> {
    let own = text.line(failure).and_then(|line| named(&line.text).or_else(|| placed(&line.text)));
    own.or_else(|| text.lines.iter().find_map(|line| named(&line.text)))
        .or_else(|| text.lines.iter().find_map(|line| placed(&line.text)))
}

/// A host with a port, whatever stands before it: `jdbc:mysql://db.example:3306`,
/// `127.0.0.1:5432`.
fn placed(line: &str) -> Option<String> {
    let bytes = line.as_bytes().get(..line.len().min(LONGEST_LINE))?;
    let mut colons = bytes.iter().enumerate().filter(|(_, byte)| **byte == b':');
    colons.find_map(|(colon, _)| {
        let port = until(line.get(colon + 1..)?, |byte| byte.is_ascii_digit());
        let behind = bytes.get(colon + 1 + port.len()).copied().unwrap_or(b' ');
        if !(2..=5).contains(&port.len()) || behind.is_ascii_alphabetic() {
            return None;
        }
        let front = line.get(..colon)?;
        let kind = |byte: &u8| byte.is_ascii_alphanumeric() || b".-".contains(byte);
        let start = front.bytes().rposition(|byte| !kind(&byte)).map_or(0, |at| at + 1);
        let host = front.get(start..)?;
        let last = host.rsplit('.').next()?;
        let address = || {
            let number = |part: &str| part.len() < 4 && part.parse::<u8>().is_ok();
            host.pieces(".").count() == 4 && host.pieces(".").all(number)
        };
        // "file.ext:12:" of a compiler.
        let name = last.len() > 1
            && behind != b':'
            && !last.begins_digit()
            && host.contains('.')
            && !host.starts_with('.')
            && !SOURCES.hold(last);
        let known = host == "localhost" || name || address();
        known.then(|| ["https://", host, ":", port, "/"].concat())
    })
}

fn named(line: &str) -> Option<String> {
    LEADS.iter().find_map(|(lead, port)| {
        let mut rest = line;
        loop {
            rest = rest.get(find(rest, lead)? + lead.len()..)?;
            if let Some(address) = address(rest, port) {
                return Some(address);
            }
        }
    })
}

/// The host at the start of a text, with its port.
fn address(text: &str, usual: &str) -> Option<String> {
    let text = text.trim_front("'\"`[(");
    let whole = text.until_any(" '\"`)>,");
    if HELP.stand_in(whole) {
        return None;
    }
    let host = until(text, |byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte));
    let last = host.rsplit('.').next()?;
    let ends = last.len() > 1 || last.begins_digit();
    let dotted = host.len() > last.len() && ends && !host.starts_with('.');
    if !dotted && host != "localhost" {
        return None;
    }
    let behind = text.get(host.len()..)?;
    let port = ["', port=", "', port: ", ":", " port "].iter().find_map(|lead| {
        // "Connected to host (192.0.2.1) port 443"
        let rest = if *lead == " port " {
            behind.get(find(behind.get(..behind.len().min(60)).unwrap_or(behind), lead)?..)?
        } else {
            behind
        };
        Some(until(rest.strip_prefix(lead)?, |byte| byte.is_ascii_digit()))
    });
    let port = port.filter(|port| !port.is_empty()).unwrap_or(usual);
    Some(["https://", host, ":", port, "/"].concat())
}

/// The bytes of a kind that a text starts with.
fn until(text: &str, kind: impl Fn(u8) -> bool) -> &str {
    let end = text.bytes().position(|byte| !kind(byte)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_other_side_is_read_where_it_is_named() {
        let rows: &[(&str, Option<&str>)] = &[
            (
                "Get \"https://old.example.com/\": tls: handshake failure",
                Some("old.example.com:443"),
            ),
            (
                "HTTPSConnectionPool(host='api.example.com', port=8443)",
                Some("api.example.com:8443"),
            ),
            ("$ openssl s_client -connect mail.example.com:993", Some("mail.example.com:993")),
            ("* Connected to a.example (192.0.2.1) port 8443 (#0)", Some("a.example:8443")),
            ("ssl://b.example:465 (Unknown error)", Some("b.example:465")),
            ("getaddrinfo ENOTFOUND c.example", Some("c.example:443")),
            (
                "cURL error 60: (see https://curl.haxx.se/libcurl/c/libcurl-errors.html) for https://d.example/x",
                Some("d.example:443"),
            ),
            ("jdbc:mysql://db.example.com:3306/app?useSSL=true", Some("db.example.com:3306")),
            ("connect ECONNREFUSED 127.0.0.1:5432", Some("127.0.0.1:5432")),
            ("dial tcp 192.0.2.7:443: i/o timeout", Some("192.0.2.7:443")),
            ("redis://user:secret@cache.example.com:6380/0", Some("cache.example.com:6380")),
            (
                "Is the server running on host \"db.example.com\" (192.0.2.9) and accepting TCP/IP connections on port 5433?",
                Some("db.example.com:5433"),
            ),
            ("  address: '192.0.2.9', port: 6379 }", Some("192.0.2.9:6379")),
            ("at com.example.Main.main(Main.java:186)", None),
            ("ssl/record/rec_layer_s3.c:1407:SSL alert number 70", None),
            ("net/http.rb:882:in `connect'", None),
            ("2024-01-02 10:00:00.123 INFO app.main:", None),
            ("SMTP connect() failed. https://github.com/PHPMailer/PHPMailer/wiki/Help", None),
            ("I cannot connect to the server.", None),
            ("certificate has expired", None),
        ];
        for (text, expected) in rows {
            let expected = expected.map(|host| format!("https://{host}/"));
            assert_eq!(peer(&Text::new(text), 1), expected, "{text}");
        }
    }
}
