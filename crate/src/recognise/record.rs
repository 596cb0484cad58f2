//! Whose connection a record speaks of that names a TLS version.
//!
//! Scans, assets, findings, listeners and policies name versions too. What an
//! endpoint or a program says of its own connection is known by the point of
//! view of its keys, or by there being nothing else in it than a connection.

use super::squash::squash;
use super::text::after;
use crate::signs::Signs;
use crate::words::{Words, words};

/// Within keys: what only an endpoint has of the one who asked it, or a program
/// of what it negotiated.
const ASKED: Words = words![
    "useragent",
    "clientip",
    "clientaddr",
    "clienthost",
    "clientport",
    "clientprovided",
    "clientrandom",
    "clientcipher",
    "remoteaddr",
    "remotehost",
    "remoteip",
    "sourceip",
    "forwarded",
    "viewer",
    "downstream",
    "ja3",
    "ja4",
    "givencipher",
    "insecurecipher",
    "ephemeralkeys",
    "beastvuln",
    "httpver",
    "httpproto",
    "csproto",
    "negotiated",
    "handshakems",
    "handshaketime",
    "standardname",
];

/// Whole keys of the same kind.
const ASKED_AS: Words = words!["ua", "uag", "sni", "colo", "rating"];

/// What the keys of a connection are made of.
const CONNECTION: Words = words![
    "tls",
    "ssl",
    "protocol",
    "proto",
    "version",
    "ver",
    "ciphersuite",
    "cipher",
    "suite",
    "alpn",
    "servername",
    "session",
    "reused",
    "resumed",
    "earlydata",
    "bits",
    "keyexchange",
    "curve",
    "group",
    "compression",
    "cert",
    "peerhost",
    "peer",
    "upstream",
    "connection",
    "details",
    "status",
    "message",
    "success",
    "ok",
    "http",
    "ip",
    "is",
    "the",
    "request",
    "length",
    "body",
    "bytes",
    "sent",
    "time",
    "stamp",
];

/// What the keys of a record say of the connection in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum View {
    /// It is of the one who asked.
    Asker,
    /// It is a connection and nothing else.
    Bare,
    /// It is what was found out about something, or what it is set to.
    Other,
}

/// A key in one spelling.
pub(super) fn squashed(key: &str) -> String {
    String::from_utf8(squash(key)).unwrap_or_default()
}

/// Whose connection the keys of a record speak of.
pub(crate) fn view<'a>(keys: impl Iterator<Item = &'a str>) -> View {
    let mut view = View::Bare;
    for key in keys {
        let key = squashed(key);
        // A sensor sees both sides, and is neither.
        if words!["dst", "dest"].start(&key) {
            return View::Other;
        }
        if ASKED.stand_in(&key) || ASKED_AS.hold(&key) {
            view = View::Asker;
        } else if view == View::Bare && !made_of_parts(key.trim_front("0123456789.[(@$")) {
            // The fields of a log can have numbers.
            view = View::Other;
        }
    }
    view
}

/// Whether a key is made of the words of a connection. No key of one is longer, and
/// some words can be read in two ways, which takes twice as long each time.
fn made_of_parts(key: &str) -> bool {
    const LONGEST: usize = 60;
    if key.len() > LONGEST {
        return false;
    }
    key.is_empty() || CONNECTION.iter().any(|part| after(key, part).is_some_and(made_of_parts))
}
