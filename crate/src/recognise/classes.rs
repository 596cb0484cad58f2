//! Names of exceptions, which tell by their notation what threw them and often
//! what failed, where no phrase of the tables knows them.

use super::{Meaning, codes};
use crate::signs::Signs;
use crate::words::{Words, words};

/// What the name of an exception tells.
pub(crate) struct Class {
    /// Shows the platform whose notation it is.
    pub(crate) sign: &'static Meaning,
    /// What failed, where the name says it.
    pub(crate) failure: Option<&'static Meaning>,
}

/// First parts of the packages of Java.
const JAVA: Words = words!["com", "org", "net", "io", "java", "javax", "jakarta", "de", "fr", "cn"];

/// What fails on a network, as a part of a name.
const NETWORK: Words =
    words!["Connect", "Socket", "Communication", "Network", "Unreachable", "Endpoint", "Broker"];

/// What fails in TLS.
const TLS: Words = words!["SSL", "Ssl", "TLS", "Tls", "Handshake"];

/// What fails in a certificate.
const CERTIFICATE: Words = words![
    "CertificateVerif",
    "CertificateValid",
    "CertificateExpired",
    "CertVerif",
    "CertExpired"
];

/// The exceptions that a line names with their packages.
pub(crate) fn classes(line: &str) -> impl Iterator<Item = Class> {
    let part = |byte: &u8| byte.is_ascii_alphanumeric() || b"._$\\".contains(byte);
    let mut rest = line;
    std::iter::from_fn(move || {
        while let Some(start) = rest.bytes().position(|byte| part(&byte)) {
            let word = rest.get(start..)?;
            let end = word.bytes().position(|byte| !part(&byte)).unwrap_or(word.len());
            let (word, behind) = word.split_at_checked(end)?;
            rest = behind;
            if let Some(class) = named(word, behind) {
                return Some(class);
            }
        }
        None
    })
}

/// Whether a message can be about a network: it has one of its words, or none
/// that can be read. A program of one's own calls many a thing a connection.
fn of_network(message: &str) -> bool {
    const WORDS: Words = words![
        "connect",
        "host",
        "server",
        "socket",
        "network",
        "refuse",
        "reset",
        "time",
        "port",
        "reach",
        "broker",
        "node",
        "close",
        "address",
        "resol",
        "i/o",
        "exception",
        "url",
        "http",
        "api",
    ];
    let message = message.trim_front(": ('\"");
    let said = message.len() > 3 && message.is_ascii();
    !said || WORDS.stand_in(message)
}

fn named(word: &str, behind: &str) -> Option<Class> {
    let word = word.strip_suffix('.').unwrap_or(word);
    let php = word.contains('\\');
    let (package, name) = word.rsplit_once(if php { '\\' } else { '.' })?;
    let exception = name.ends_with("Exception");
    let thrown = exception || name.ends_with("Error");
    let raised = package.rsplit('.').next().is_some_and(|last| {
        matches!(last, "exceptions" | "errors" | "exception" | "error") && !package.has("..")
    });
    let begins = |upper: bool| {
        package.split(['.', '\\']).all(|part| match part.as_bytes().first() {
            Some(first) if upper => first.is_ascii_uppercase(),
            Some(first) => first.is_ascii_lowercase() || *first == b'_',
            None => false,
        })
    };
    if !name.as_bytes().first()?.is_ascii_uppercase() || !(thrown || raised) {
        return None;
    }
    let java =
        package.split('.').next().is_some_and(|first| JAVA.iter().any(|known| known == first));
    let sign = if php {
        (thrown && (begins(true) || begins(false))).then_some(&codes::PHP)
    } else if begins(true) {
        // "Errno::ECONNRESET" and "Foo.Error" are others'.
        (exception && package.len() > 3).then_some(&codes::DOTNET)
    } else if begins(false) && java {
        (exception && package.contains('.')).then_some(&codes::JAVA)
    } else if begins(false) && (raised || name.ends_with("Error")) {
        Some(&codes::PYTHON)
    } else {
        None
    };
    let has = |parts: Words| parts.iter().any(|part| name.has(part));
    let failure = match (has(TLS), has(NETWORK)) {
        _ if has(CERTIFICATE) => Some(&codes::CERTIFICATE),
        (true, _) => Some(&codes::WEAK),
        (_, true) if of_network(behind) => Some(&codes::RESET),
        _ => None,
    };
    sign.map(|sign| Class { sign, failure })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_its_platform_and_its_failure() {
        let rows = [
            ("MySql.Data.MySqlClient.MySqlException (0x80004005): x", Some("dotnet"), None),
            (
                "StackExchange.Redis.RedisConnectionException: It was not possible to connect",
                Some("dotnet"),
                Some(true),
            ),
            (
                "Acme.Ledger.LedgerConnectionException: 'Unable to read the answer'",
                Some("dotnet"),
                None,
            ),
            (
                "com.acme.ledger.RemoteConnectionException: Unable to read the answer",
                Some("java"),
                None,
            ),
            ("com.acme.ledger.RemoteConnectionException", Some("java"), Some(true)),
            (
                "zcrmsdk\\oauth\\exception\\ZohoOAuthException: Grant token is expired",
                Some("php"),
                None,
            ),
            (
                "ZCRMSDK.OAuth.Common.ZohoOAuthException: 'Grant token is expired'",
                Some("dotnet"),
                None,
            ),
            ("in C:\\src\\app\\BarException.cs:line 12", None, None),
            ("Caused by: java.rmi.ConnectIOException: x", Some("java"), Some(true)),
            ("com.mongodb.MongoSocketWriteException: Exception", Some("java"), Some(true)),
            ("io.netty.handler.ssl.SslClosedEngineException: x", Some("java"), Some(false)),
            ("kafka.errors.NoBrokersAvailable: NoBrokersAvailable", Some("python"), Some(true)),
            ("ldap3.core.exceptions.LDAPSocketOpenError: x", Some("python"), Some(true)),
            ("Doctrine\\DBAL\\Exception\\ConnectionException: x", Some("php"), Some(true)),
            ("io.flutter.plugins.firebase.crashlytics.FlutterError: x", None, None),
            ("com.example.shop.OrderNotFoundException: no order 17", Some("java"), None),
            ("shop.errors.OrderNotFound: no order 17", Some("python"), None),
            ("The RedisConnectionException class is thrown there.", None, None),
            ("A connection error at example.com.", None, None),
            ("Net::OpenTimeout: execution expired", None, None),
            ("see README.Error or v1.Exception", None, None),
            ("EngineIO.Error, net.Error", None, None),
        ];
        for (line, platform, network) in rows {
            let class = classes(line).next();
            let sign = class.as_ref().map(|class| class.sign);
            assert_eq!(sign.and_then(|sign| sign.platform), platform, "{line}");
            let failure = class.and_then(|class| class.failure);
            let reset = failure.map(|failure| std::ptr::eq(failure, &raw const codes::RESET));
            assert_eq!(reset, network, "{line}");
        }
    }
}
