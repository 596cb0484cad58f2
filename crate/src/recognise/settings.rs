//! Lines that allow old versions of TLS only: a setting in code or an option
//! beats what a version of a platform has by default.

use super::text::{Line, behind};
use crate::signs::Signs;
use crate::words::{Words, words};

/// What stands before the version, in lower case.
const KEYS: Words = words![
    "securityprotocol",
    "https.protocols",
    "jdk.tls.client.protocols",
    "sslcontext(",
    "sslcontext.getinstance(",
    "ssl_version",
    "sslversion",
    "secure-protocol",
    "tls-max",
    "curlopt_sslversion",
    "secureprotocol",
    "maxversion",
    "max_version",
    "maximum_version",
    "maxprotocol",
];

/// How values end that allow nothing later, in lower case.
const OLD: Words = words![
    ".tls",
    ":tls",
    ".tls11",
    ":tls11",
    "tlsv1",
    "tlsv1.0",
    "tlsv1.1",
    "tlsv1_1",
    "tlsv1_method",
    "tlsv1_1_method",
    "versiontls10",
    "versiontls11",
    "sslversion_tlsv1_0",
    "tls1_version",
    "tls1_1_version",
    "ssl3",
    "sslv3",
];

/// Signs of later versions beside them, in lower case.
const LATER: Words = words!["1.2", "1_2", "tls12", "1.3", "1_3", "tls13"];

/// Whether the line sets TLS 1.1 or less, and nothing later beside it.
pub(crate) fn old_only(line: &Line) -> bool {
    KEYS.iter().any(|key| {
        behind(&line.text, key).is_some_and(|rest| {
            let value = rest.trim_front(" =:,>(\"'[").until_any(" ;)}\"',");
            let number = match key {
                // libcurl's numbers: 3 is SSL 3, 4 is TLS 1.0, 5 is TLS 1.1.
                "curlopt_sslversion" => matches!(value, "3" | "4" | "5"),
                "tls-max" => matches!(value, "1.0" | "1.1"),
                _ => false,
            };
            // "SSLv23:!SSLv3" of Perl shuts versions out.
            let open = value.has_any("!") || LATER.stand_in(rest);
            !open && (number || OLD.end(value))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
        ];
        for (text, expected) in rows {
            let line = Line { number: 1, text: text.to_owned() };
            assert_eq!(old_only(&line), expected, "{text}");
        }
    }
}
