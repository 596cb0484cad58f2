//! What a text as a whole tells around its failure: who speaks in it, and
//! whether a switch was the cure.

use crate::recognise::phrases::{Squashed, holds};
use crate::recognise::text::{Text, after, contains};
use crate::signs::Signs;

/// Whether the text is a server's log of its clients. What a proxy says of the
/// servers behind it is a client's.
pub(super) fn serving(text: &Text) -> bool {
    const MARKS: &[&str] = &[
        "ssl_accept",
        "ssl accept",
        "statem_srvr",
        "client_hello:",
        "while ssl handshaking, client",
        "from client",
        "lost connection after starttls",
        "smtpd[",
        "haproxy[",
        "ssl:info]",
        "ssl:error]",
        "tls handshake error from",
        "imap-login:",
        "pop3-login:",
        "generated server alert",
        "tls server: in state",
        "tls :server:",
    ];
    MARKS.iter().any(|mark| text.has(mark)) && !text.has("to upstream")
}

/// Whether a line is a program's source, which only speaks of failures, or a
/// remark on the one below it.
pub(super) fn source_code(text: &Text, number: u32) -> bool {
    let code = |number| text.line(number).is_some_and(|line| is_code(&line.text));
    let remark = || text.line(number).is_some_and(|line| line.text.trim_start().starts_with("// "));
    code(number) || remark() && code(number + 1)
}

/// Whether a program went on in spite of what failed: it says so, or it is curl,
/// and its request stands behind.
pub(super) fn overlooked(text: &Text, number: u32) -> bool {
    let requests = || {
        let from = text.lines.partition_point(|line| line.number <= number);
        let mut behind = text.lines.iter().skip(from).take(40);
        behind.any(|line| line.text.starts_with("GET /") || line.text.starts_with("POST /"))
    };
    text.line(number).is_some_and(|line| {
        contains(&line.text, "continuing anyway")
            || line.text.trim_start().starts_with("* SSL: ") && requests()
    })
}

fn is_code(line: &str) -> bool {
    const STARTS: &[&str] = &[
        "#define ",
        "/*",
        "case ",
        "catch ",
        "class ",
        "const ",
        "def ",
        "elif ",
        "else",
        "except ",
        "expect(",
        "func ",
        "function ",
        "if ",
        "let ",
        "print(",
        "private ",
        "public ",
        "raise ",
        "static ",
        "throw ",
        "try ",
        "var ",
        "when ",
        "} catch",
        "} else",
    ];
    const PARTS: &[&str] = &[
        ".contains(",
        ".context(",
        ".includes(",
        "::error!(",
        "=>'",
        "console.error(",
        "console.log(",
        "console.warn(",
        "errors.new(",
        "log.error(",
        "log.warn(",
        "logger.",
        "panic!(",
        "perror(",
        "format!(",
        "printf(",
        "println(",
        " print(",
        "return \"",
        "return '",
        "return /",
        "throw new ",
        "::warn!(",
        "::debug!(",
    ];
    let trimmed = line.trim_start();
    // The last argument of a call, in a line of its own.
    trimmed.begins("\"") && trimmed.ends_with("\");")
        || STARTS.iter().any(|word| after(trimmed, word).is_some())
        || PARTS.iter().any(|word| contains(trimmed, word))
}

/// Whether the text says that switching TLS 1.2 on cured it.
pub(super) fn cured(squashed: &Squashed) -> bool {
    const SWITCHES: &[&str] = &[
        "securityprotocoltype.tls12",
        "securityprotocoltype]::tls12",
        "=3072",
        "securityprotocol=tls12",
        "securityprotocol=tls11,tls12",
        "dhttps.protocols=tlsv1.2",
        "djdk.tls.client.protocols=tlsv1.2",
        "secureprotocol=tlsv12",
        "secureprotocol=tlsv1.2",
        "curloptsslversion,6",
        "curloptsslversion=>6",
        "curlsslversiontlsv12",
        "sslversion=:tlsv12",
        "protocoltlsv12",
        "setenabledprotocols",
        "sslcontext.getinstance(tlsv1.2)",
        "schusestrongcrypto",
        "curltlsv1.2",
        "systemdefaulttlsversions",
    ];
    const CURES: &[&str] = &[
        "solution",
        "solved",
        "fixed",
        "fixes",
        "willfix",
        "fixthis",
        "thefix",
        "itworks",
        "worked",
        "nowworks",
        "hadto",
        "resolved",
        "helped",
        "didthetrick",
        "worksfine",
        "workswhen",
        "workswith",
        "workaround",
        "workedfor",
        "works:",
        "works,",
        "works.",
        "thenitworks",
        "cured",
        "succeeds",
        "connectionok",
    ];
    const FAILS: &[&str] = &[
        "stillfail",
        "stillget",
        "didntwork",
        "doesntwork",
        "didnothelp",
        "doesnthelp",
        "noluck",
        "tono avail",
        "stillnot",
    ];
    let has = |words: &[&str]| words.iter().any(|word| holds(&squashed.bytes, word.as_bytes()));
    has(SWITCHES) && has(CURES) && !has(FAILS)
}
