//! Failures by their numbers and by the names of TLS's own alerts, whatever
//! words a program puts around them: `alert number 40`, `TlsFatalAlert:
//! handshake_failure(40)`, `error:0A000102:`, `reason(1112)`, `0x80090326`,
//! `-2146893048`, `(kCFStreamErrorDomainSSL, -9843)`, `curl#60`.

use super::Meaning;
use super::phrases::{Hit, Squashed, holds};
use crate::message::{LEGACY_RENEGOTIATION, MOSTLY_VERSION};
use crate::model::{Protocol, Support};
use crate::report::{Cause, LimitedBy};
use crate::words::{Words, words};

const fn of(cause: Cause) -> Meaning {
    Meaning {
        platform: None,
        failure: Some(cause),
        weak: false,
        prose: false,
        limited_by: None,
        tls12: None,
        negotiated: None,
        variant: None,
        beside: None,
        spelled: None,
        note: None,
        message: None,
        settles: false,
        decides: false,
        whose: None,
    }
}

const fn sign(platform: &'static str) -> Meaning {
    Meaning { platform: Some(platform), failure: None, ..of(Cause::Unknown) }
}

static VERSION: Meaning = of(Cause::ProtocolVersion);
/// No common algorithm: the version as a rule.
static MOSTLY: Meaning = Meaning { message: Some(MOSTLY_VERSION), ..of(Cause::ProtocolVersion) };
static OLD_SERVER: Meaning = Meaning {
    limited_by: Some(LimitedBy::Server),
    tls12: Some(Support::Default),
    ..of(Cause::ProtocolVersion)
};
/// The same, where it does not show which side is the old one.
static REFUSED: Meaning = Meaning { weak: true, ..of(Cause::ProtocolVersion) };
static UNKNOWN: Meaning = of(Cause::Unknown);
static RENEGOTIATION: Meaning =
    Meaning { message: Some(LEGACY_RENEGOTIATION), ..of(Cause::Unknown) };
/// A failure of TLS that could be any.
pub(crate) static WEAK: Meaning = Meaning { weak: true, ..of(Cause::Unknown) };
/// A certificate that wget names its switch for.
pub(crate) static UNCHECKED: Meaning =
    Meaning { platform: Some("wget"), weak: true, ..of(Cause::Certificate) };
/// A list of what is offered has TLS 1.2, or has not.
pub(crate) static OFFERED: [Meaning; 2] = [
    Meaning { failure: None, tls12: Some(Support::Unknown), ..of(Cause::Unknown) },
    Meaning { failure: None, tls12: Some(Support::Default), ..of(Cause::Unknown) },
];
/// Signs of platforms.
pub(crate) static JAVA: Meaning = sign("java");
pub(crate) static DOTNET: Meaning = sign("dotnet");
pub(crate) static PYTHON: Meaning = sign("python");
pub(crate) static PHP: Meaning = sign("php");
pub(crate) static WGET: Meaning = sign("wget");
static CIPHER: Meaning = of(Cause::Cipher);
/// The same of a client that is shown to have TLS 1.2.
pub(crate) static ONLY_CIPHER: Meaning =
    Meaning { tls12: Some(Support::Default), settles: true, ..of(Cause::Cipher) };
pub(crate) static CERTIFICATE: Meaning = of(Cause::Certificate);
static HOSTNAME: Meaning = of(Cause::Hostname);
static CLOCK: Meaning = of(Cause::Clock);
static SNI: Meaning = of(Cause::Sni);
static CLIENT_CERT: Meaning = of(Cause::ClientCert);
static CLIENT_CERT_13: Meaning =
    Meaning { negotiated: Some(Protocol::Tls13), ..of(Cause::ClientCert) };
static PLAINTEXT: Meaning = of(Cause::Plaintext);
static NETWORK: Meaning = of(Cause::Network);
/// A failure of the connection that can be one of TLS.
pub(crate) static RESET: Meaning = Meaning { weak: true, ..of(Cause::Network) };

/// The alerts of TLS: number, squashed name, meaning. `close_notify` is none
/// of a failure.
static ALERTS: &[(u32, &str, &Meaning)] = &[
    (10, "unexpectedmessage", &UNKNOWN),
    (20, "badrecordmac", &UNKNOWN),
    (21, "decryptionfailed", &UNKNOWN),
    (22, "recordoverflow", &UNKNOWN),
    (30, "decompressionfailure", &UNKNOWN),
    (40, "handshakefailure", &UNKNOWN),
    (40, "handshakefailed", &UNKNOWN),
    (41, "nocertificate", &CLIENT_CERT),
    (42, "badcertificate", &CERTIFICATE),
    (42, "certificateisbad", &CERTIFICATE),
    (43, "unsupportedcertificate", &CERTIFICATE),
    (43, "unsupportedcert", &CERTIFICATE),
    (43, "certificateisnotsupported", &CERTIFICATE),
    (44, "certificaterevoked", &CERTIFICATE),
    (44, "certificatewasrevoked", &CERTIFICATE),
    (44, "revokedcertificate", &CERTIFICATE),
    (45, "certificateexpired", &CERTIFICATE),
    (45, "certificateisexpired", &CERTIFICATE),
    (45, "expiredcertificate", &CERTIFICATE),
    (46, "certificateunknown", &CERTIFICATE),
    (46, "unknowncertificate", &CERTIFICATE),
    (47, "illegalparameter", &UNKNOWN),
    (48, "unknownca", &CERTIFICATE),
    (48, "caisunknown", &CERTIFICATE),
    (48, "unknowncertificateauthority", &CERTIFICATE),
    (49, "accessdenied", &UNKNOWN),
    (49, "accesswasdenied", &UNKNOWN),
    (50, "decodeerror", &UNKNOWN),
    (50, "errordecodingmessage", &UNKNOWN),
    (51, "decrypterror", &UNKNOWN),
    (51, "errordecryptingmessage", &UNKNOWN),
    (60, "exportrestriction", &CIPHER),
    (70, "protocolversion", &VERSION),
    (70, "errorinprotocolversion", &VERSION),
    (71, "insufficientsecurity", &CIPHER),
    // As .NET spells it.
    (71, "insuffientsecurity", &CIPHER),
    (80, "internalerror", &UNKNOWN),
    (86, "inappropriatefallback", &VERSION),
    (90, "usercanceled", &UNKNOWN),
    (90, "usercancelled", &UNKNOWN),
    (100, "norenegotiation", &UNKNOWN),
    (109, "missingextension", &UNKNOWN),
    (110, "unsupportedextension", &UNKNOWN),
    (111, "certificateunobtainable", &CERTIFICATE),
    (111, "couldnotretrievethespecifiedcertificate", &CERTIFICATE),
    (112, "unrecognizedname", &SNI),
    (112, "unrecognisedname", &SNI),
    (113, "badcertificatestatusresponse", &CERTIFICATE),
    (114, "badcertificatehashvalue", &CERTIFICATE),
    (115, "unknownpskidentity", &UNKNOWN),
    (116, "certificaterequired", &CLIENT_CERT_13),
    (116, "certificateisrequired", &CLIENT_CERT_13),
    (120, "noapplicationprotocol", &UNKNOWN),
];

/// Words that lead to an alert's name or number.
const LEADS: &[&str] = &[
    "alert",
    "description:",
    "fatal(",
    "remoteerror:tls:",
    "localerror:tls:",
    "tlsprotocoldefinedfatal",
    "tlsprotokolldefinierten",
];

/// What can stand between the word and the name.
const BETWEEN: Words = words![
    "fatal",
    "error",
    "level",
    "description",
    "desc",
    "number",
    "code",
    "codeis",
    "is",
    "message",
    "msg",
    "value",
    "received",
    "wasreceived",
    "wasgenerated",
    "hasbeenreceived",
    "frompeer",
    "duringhandshake",
    "read",
    "write",
    "name",
    ":",
    ".",
    ",",
    "(",
    "[",
    "{",
    "=",
    "<",
    ">",
    "2",
];

/// Of these one must have stood before a number.
const BEFORE_NUMBER: Words = words![
    "fatal",
    "description",
    "desc",
    "number",
    "code",
    "codeis",
    "wasreceived",
    "wasgenerated",
    "(",
    "[",
];

/// OpenSSL's reasons within its SSL library, besides the alerts from 1000 on.
static REASONS: &[(u32, &Meaning)] = &[
    (118, &CIPHER),        // no suitable signature algorithm
    (134, &CERTIFICATE),   // certificate verify failed
    (155, &PLAINTEXT),     // https proxy request
    (156, &PLAINTEXT),     // http request
    (161, &CIPHER),        // library has no ciphers
    (181, &CIPHER),        // no ciphers available
    (185, &CIPHER),        // no cipher match
    (191, &VERSION),       // no protocols available
    (193, &CIPHER),        // no shared cipher
    (199, &CLIENT_CERT),   // peer did not return a certificate
    (258, &OLD_SERVER),    // unsupported protocol
    (294, &UNKNOWN),       // unexpected eof while reading
    (338, &RENEGOTIATION), // unsafe legacy renegotiation disabled
    (370, &CIPHER),        // wrong signature type
    (372, &CIPHER),        // dh key too small, of OpenSSL 1.0
    (394, &CIPHER),        // dh key too small
    (397, &CERTIFICATE),   // ca key too small
    (398, &CERTIFICATE),   // ca md too weak
    (399, &CERTIFICATE),   // ee key too small
    (410, &CIPHER),        // no shared groups
];

/// Windows' status codes, where [`FAMILIES`] says too little.
static STATUSES: &[(u32, &Meaning)] = &[
    (0x8007_2746, &RESET),
    (0x8007_274C, &NETWORK),
    (0x8007_274D, &NETWORK),
    (0x8007_2F78, &UNKNOWN),
    (0x8009_030E, &CLIENT_CERT),
    (0x8009_0302, &VERSION),
    (0x8009_0317, &RESET),
    (0x8009_0322, &HOSTNAME),
    (0x8009_0325, &CERTIFICATE),
    (0x8009_0327, &CERTIFICATE),
    (0x8009_0328, &CERTIFICATE),
    (0x8009_0331, &MOSTLY),
    (0x8009_0349, &CERTIFICATE),
    (0x8009_035D, &CLIENT_CERT),
    (0x800B_010F, &HOSTNAME),
];

/// What the other status codes mean that begin with the same six digits:
/// those of the network, of a handshake, of certificates and signatures.
static FAMILIES: &[(u32, &Meaning)] = &[
    (0x80_072E, &NETWORK),
    (0x80_072F, &UNKNOWN),
    (0x80_0903, &UNKNOWN),
    (0x80_0920, &CERTIFICATE),
    (0x80_0960, &CERTIFICATE),
    (0x80_0B01, &CERTIFICATE),
];

/// Numbers and what they mean.
type Numbers = &'static [(u32, &'static Meaning)];

/// The first and the last of some numbers, and what those of them mean that
/// have no row.
type Ranges = &'static [(u32, u32, &'static Meaning)];

/// Those of `WinHTTP` and `WinINet`, which are the end of Windows' status codes too.
static WINHTTP: Numbers = &[
    (12002, &NETWORK),
    (12007, &NETWORK),
    (12029, &NETWORK),
    (12030, &RESET),
    (12031, &RESET),
    (12038, &HOSTNAME),
    (12044, &CLIENT_CERT),
    (12152, &PLAINTEXT),
    (12157, &UNKNOWN),
    (12175, &UNKNOWN),
    (12179, &CERTIFICATE),
];
static WINHTTP_RANGES: Ranges = &[
    (12037, 12045, &CERTIFICATE),
    (12055, 12057, &CERTIFICATE),
    (12169, 12170, &CERTIFICATE),
    (12185, 12186, &CLIENT_CERT),
];

/// Numbers that mean something behind one of these words only.
static NUMBERS: &[(&[&str], Numbers, Ranges)] = &[
    (
        // Apple's Secure Transport.
        &["ssl", "cfstream", "osstatus", "tls", "[3:"],
        &[
            (9815, &CLOCK),
            (9818, &CIPHER),
            (9836, &VERSION),
            (9837, &CIPHER),
            (9843, &HOSTNAME),
            (9849, &SNI),
            (9850, &CIPHER),
            (9851, &CERTIFICATE),
            (9852, &CERTIFICATE),
            (9862, &CLIENT_CERT),
            (9881, &OLD_SERVER),
            (9882, &CIPHER),
        ],
        &[
            (9807, 9808, &CERTIFICATE),
            (9812, 9814, &CERTIFICATE),
            (9825, 9829, &CERTIFICATE),
            (9831, 9831, &CERTIFICATE),
            (9883, 9886, &CERTIFICATE),
            (9800, 9899, &UNKNOWN),
        ],
    ),
    (
        &["nsurlerror", "nserrorfailing", "cfnetworkerror", "cfurlerror", "errordomaincfnetwork"],
        &[
            (1005, &RESET),
            // The program cancelled it: a certificate that nobody vouched for.
            (1012, &CERTIFICATE),
            (1022, &PLAINTEXT),
            (1200, &UNKNOWN),
            (1204, &CLOCK),
        ],
        &[
            (1001, 1001, &NETWORK),
            (1003, 1004, &NETWORK),
            (1006, 1009, &NETWORK),
            (1201, 1203, &CERTIFICATE),
            (1205, 1206, &CLIENT_CERT),
        ],
    ),
    (
        &["nss"],
        &[
            (12107, &CLIENT_CERT),
            (12156, &CIPHER),
            (12173, &CIPHER),
            (12182, &SNI),
            (12189, &CIPHER),
            (12190, &VERSION),
            (12191, &CIPHER),
            (12195, &CERTIFICATE),
            (12263, &PLAINTEXT),
            (12265, &CIPHER),
            (12266, &CIPHER),
            (12274, &VERSION),
            (12276, &HOSTNAME),
            (12277, &CLIENT_CERT),
            (12279, &VERSION),
            (12280, &CERTIFICATE),
            (12284, &CERTIFICATE),
            (12285, &CERTIFICATE),
            (12286, &CIPHER),
            (5938, &UNKNOWN),
            (5961, &UNKNOWN),
        ],
        &[(12270, 12271, &CLIENT_CERT), (12269, 12269, &CERTIFICATE), (12224, 12225, &CERTIFICATE)],
    ),
    // 8080 is a port as well.
    (&["nsserror"], &[], &[(12100, 12288, &UNKNOWN), (8008, 8192, &CERTIFICATE)]),
    (
        // Chromium.
        &["neterror"],
        &[
            (100, &UNKNOWN),
            (101, &RESET),
            (107, &UNKNOWN),
            (110, &CLIENT_CERT),
            (113, &VERSION),
            (117, &CLIENT_CERT),
            (200, &HOSTNAME),
        ],
        &[
            (102, 109, &NETWORK),
            (118, 130, &NETWORK),
            (111, 199, &UNKNOWN),
            (201, 219, &CERTIFICATE),
        ],
    ),
    // "Error sending data: (12175)" is Delphi's.
    (&["winhttp", "wininet", "internet", "ingdata:("], WINHTTP, WINHTTP_RANGES),
    (
        // mbedTLS, whose numbers are written as hexadecimal ones.
        &["mbedtls", "ssl", "tls"],
        &[
            (0x7380, &CIPHER),
            (0x7480, &CLIENT_CERT),
            (0x7680, &CERTIFICATE),
            (0x7800, &SNI),
            (0x7A00, &CERTIFICATE),
            (0x6E80, &OLD_SERVER),
            (0x6800, &NETWORK),
            (0x0044, &NETWORK),
            (0x0050, &RESET),
            (0x0052, &NETWORK),
        ],
        &[(0x7000, 0x7F80, &UNKNOWN)],
    ),
    (
        &["mbedtls", "handshakereturned"],
        &[],
        &[(0x2080, 0x3000, &CERTIFICATE), (0x5D80, 0x6FFF, &UNKNOWN)],
    ),
    (
        &["gnutlserror"],
        &[(9, &PLAINTEXT), (15, &PLAINTEXT), (43, &CERTIFICATE), (53, &RESET), (54, &RESET)],
        &[(1, 430, &WEAK)],
    ),
    (
        // wolfSSL.
        &["wolfssl"],
        &[
            (150, &CLOCK),
            (151, &CERTIFICATE),
            (155, &CERTIFICATE),
            (188, &CERTIFICATE),
            (275, &CERTIFICATE),
            (322, &HOSTNAME),
            (329, &CERTIFICATE),
        ],
        &[],
    ),
    (
        // The first bytes of a TLS record or of a request, where a server without
        // TLS takes them for a length.
        &["size", "len"],
        &[
            (0x1503_0100, &PLAINTEXT),
            (0x1503_0300, &PLAINTEXT),
            (0x1603_0100, &PLAINTEXT),
            (0x1603_0101, &PLAINTEXT),
            (0x1603_0102, &PLAINTEXT),
            (0x1603_0300, &PLAINTEXT),
            (0x1603_0301, &PLAINTEXT),
            (0x1603_0302, &PLAINTEXT),
            (0x4745_5420, &PLAINTEXT),
            (0x504F_5354, &PLAINTEXT),
            (0x4854_5450, &PLAINTEXT),
        ],
        &[],
    ),
    (
        &["curlerror", "curl#", "curlerrno", "curlerrorcode", "curlcode", "networkerror[errno"],
        &[
            (28, &NETWORK),
            (35, &WEAK),
            (51, &CERTIFICATE),
            (52, &WEAK),
            (56, &WEAK),
            (58, &CLIENT_CERT),
            (59, &CIPHER),
            (60, &CERTIFICATE),
            (77, &CERTIFICATE),
            (83, &CERTIFICATE),
            (98, &CLIENT_CERT),
        ],
        &[(5, 7, &NETWORK), (90, 91, &CERTIFICATE)],
    ),
];

/// How far before a number its words can stand, in squashed bytes.
const NEAR: usize = 40;

/// Every alert and number that says what failed.
pub(crate) fn codes(squashed: &Squashed) -> Vec<Hit> {
    let mut hits = Vec::new();
    let mut at = 0;
    while at < squashed.bytes.len() {
        if let Some(meaning) = alert(squashed, at).or_else(|| number(squashed, at)) {
            hits.push(Hit { line: squashed.line(at), at, length: 1, meaning });
        }
        at += 1;
    }
    hits
}

/// The meaning of an alert by its number, as OpenSSL and curl count it too.
fn numbered(number: u32) -> Option<&'static Meaning> {
    // curl adds the level: 512 is a fatal one.
    let number = if number >= 512 { number - 512 } else { number };
    ALERTS.iter().find(|(known, ..)| *known == number).map(|(.., meaning)| *meaning)
}

/// An alert whose word starts here.
fn alert(squashed: &Squashed, at: usize) -> Option<&'static Meaning> {
    let bytes = squashed.bytes.get(at..)?;
    let lead = LEADS.iter().find(|lead| bytes.starts_with(lead.as_bytes()))?;
    // SSL_ERROR_HANDSHAKE_FAILURE_ALERT, "BAD_CERTIFICATE alert was received".
    let before = squashed.bytes.get(..at)?;
    // "protocol_version(70) alert" as well.
    let before = match before.strip_suffix(b")") {
        Some(number) => match number.iter().rposition(|byte| *byte == b'(') {
            Some(open) => before.get(..open)?,
            None => before,
        },
        None => before,
    };
    let ended = squashed.ends(at + lead.len());
    let named = ALERTS.iter().find(|(_, name, _)| ended && before.ends_with(name.as_bytes()));
    if let Some((.., meaning)) = named {
        return Some(*meaning);
    }
    let mut at = at + lead.len();
    let mut counts = false;
    for _ in 0..12 {
        let rest = squashed.bytes.get(at..)?;
        let longest = ALERTS
            .iter()
            .filter(|(_, name, _)| {
                let end = at + name.len();
                rest.starts_with(name.as_bytes()) && (squashed.ends(end) || squashed.runs_on(end))
            })
            .max_by_key(|(_, name, _)| name.len());
        if let Some((.., meaning)) = longest {
            return Some(*meaning);
        }
        let word = squashed.word(at);
        if counts && let Some(meaning) = decimal(word).and_then(numbered) {
            return Some(meaning);
        }
        let glue = BETWEEN
            .iter()
            .filter(|glue| rest.starts_with(glue.as_bytes()))
            .max_by_key(|glue| glue.len());
        match glue {
            Some(glue) => {
                counts |= BEFORE_NUMBER.hold(glue);
                at += glue.len();
            }
            // "[stderr]", in front of each line.
            None => at = squashed.behind_prefix(at)?,
        }
    }
    None
}

/// A number that starts here.
fn number(squashed: &Squashed, at: usize) -> Option<&'static Meaning> {
    if !squashed.starts(at) || !squashed.bytes.get(at)?.is_ascii_hexdigit() {
        return None;
    }
    let word = squashed.word(at);
    let before = squashed.bytes.get(at.saturating_sub(NEAR)..at)?;
    // A part of a version or address is none.
    let behind = squashed.bytes.get(at + word.len()..).unwrap_or_default();
    let dotted = before.ends_with(b".")
        || behind.first() == Some(&b'.') && behind.get(1).is_some_and(u8::is_ascii_digit);
    if dotted {
        return None;
    }
    if let Some(value) = hexadecimal(word) {
        // The words say whose it is, with Android's own libraries.
        if value == 0x1407_7102 {
            return Some(&REFUSED);
        }
        if before.ends_with(b"error:") {
            return reason_in(value).map(reason_of);
        }
        if let Some(meaning) = status(value) {
            return Some(meaning);
        }
    }
    let value = match word.strip_prefix(b"0x") {
        Some(digits) => u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?,
        None => decimal(word)?,
    };
    if before.ends_with(b"reason(") {
        return Some(reason_of(value));
    }
    // The same in decimal: "SSL error code -1/1/336032002".
    if word.len() == 9
        && holds(before, b"ssl")
        && let Some(reason) = reason_in(value)
    {
        return Some(reason_of(reason));
    }
    // -2146893048, whose sign is squashed, and the same without one.
    if value > 2_000_000_000 {
        return status(value).or_else(|| status(value.wrapping_neg()));
    }
    let hexadecimal = word.starts_with(b"0x");
    NUMBERS.iter().find_map(|(words, table, ranges)| {
        // Only mbedTLS writes its numbers so, and always.
        if words.contains(&"mbedtls") != hexadecimal {
            return None;
        }
        let meaning = listed(table, ranges, value)?;
        let near = words.iter().any(|word| {
            let curl = word.starts_with("curl");
            let before = if curl {
                before.strip_suffix(b":").or_else(|| before.strip_suffix(b"(")).unwrap_or(before)
            } else {
                before
            };
            if curl { before.ends_with(word.as_bytes()) } else { holds(before, word.as_bytes()) }
        });
        near.then_some(meaning)
    })
}

/// The meaning of a number that has a row.
fn look(table: Numbers, number: u32) -> Option<&'static Meaning> {
    table.iter().find(|(known, _)| *known == number).map(|(_, meaning)| *meaning)
}

/// The meaning of a number that has a row or is in a range.
fn listed(table: Numbers, ranges: Ranges, number: u32) -> Option<&'static Meaning> {
    look(table, number).or_else(|| {
        let range = ranges.iter().find(|(first, last, _)| (*first..=*last).contains(&number));
        range.map(|(.., meaning)| *meaning)
    })
}

/// The meaning of a status code of Windows.
fn status(value: u32) -> Option<&'static Meaning> {
    let winhttp =
        || value.checked_sub(0x8007_0000).and_then(|end| listed(WINHTTP, WINHTTP_RANGES, end));
    look(STATUSES, value).or_else(winhttp).or_else(|| look(FAMILIES, value >> 8))
}

/// The reason within OpenSSL's SSL library, of OpenSSL 1 and of 3.
fn reason_in(code: u32) -> Option<u32> {
    match (code >> 24, code >> 23) {
        (0x14, _) => Some(code & 0xFFF),
        (_, 0x14) => Some(code & 0x7F_FFFF),
        _ => None,
    }
}

fn reason_of(reason: u32) -> &'static Meaning {
    if let Some(alert) = reason.checked_sub(1000) {
        return numbered(alert).unwrap_or(&UNKNOWN);
    }
    let known = REASONS.iter().find(|(known, _)| *known == reason);
    known.map_or(&WEAK, |(_, meaning)| *meaning)
}

/// A decimal number of up to ten digits.
fn decimal(word: &[u8]) -> Option<u32> {
    std::str::from_utf8(word).ok().filter(|word| word.len() < 11)?.parse().ok()
}

/// Eight hexadecimal digits, with or without `0x`.
fn hexadecimal(word: &[u8]) -> Option<u32> {
    let digits = std::str::from_utf8(word.strip_prefix(b"0x").unwrap_or(word)).ok()?;
    if digits.len() == 8 { u32::from_str_radix(digits, 16).ok() } else { None }
}
