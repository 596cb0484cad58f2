//! Replies of test endpoints, good, bad and hostile.

use proptest::prelude::*;
use tls_ready::model::Protocol::{self, Tls10, Tls12, Tls13};
use tls_ready::recognise::response::Page;
use tls_ready::{Asker, Outcome, Policy, Response, Verdict, inspect, interpret_response};

const GOOD: &str = r#"{"status": 200,"message": "Connection Success","version": "TLSv1.2"}"#;

fn read(status: Option<u16>, body: &[u8]) -> Outcome {
    Outcome::read(&Response { status, content_type: None, body }, Protocol::Tls12)
}

/// What howsmyssl finds bad beside a version that is good is named, as none of the version.
#[test]
fn what_an_endpoint_complains_of_besides_is_said() {
    let suites = "cipher suites that are not safe";
    let beast = "a weakness to the attack BEAST";
    for (text, complaints) in [
        (
            r#"{"given_cipher_suites":["A"],"insecure_cipher_suites":{},"beast_vuln":false,"tls_compression_supported":false,"tls_version":"TLS 1.2","rating":"Probably Okay"}"#,
            vec![],
        ),
        (
            r#"{"given_cipher_suites":["A"],"insecure_cipher_suites":{"A":["uses RC4"]},"tls_version":"TLS 1.2","rating":"Bad"}"#,
            vec![suites],
        ),
        (
            "{\n  \"insecure_cipher_suites\": {\n    \"A\": [\"uses 3DES\"]\n  },\n  \"beast_vuln\": true,\n  \"tls_version\": \"TLS 1.3\"\n}",
            vec![suites, beast],
        ),
        ("{\n  \"insecure_cipher_suites\": {\n  },\n  \"tls_version\": \"TLS 1.3\"\n}", vec![]),
        (
            r#"{"tls_compression_supported":true,"tls_version":"TLS 1.2","rating":"Bad"}"#,
            vec!["the compression of TLS"],
        ),
        ("{'given_cipher_suites': [], 'beast_vuln': True, 'tls_version': 'TLS 1.2'}", vec![beast]),
        (
            r#"{"given_cipher_suites"=>[], "beast_vuln"=>true, "tls_version"=>"TLS 1.2"}"#,
            vec![beast],
        ),
        (
            "map[beast_vuln:false given_cipher_suites:[A] insecure_cipher_suites:map[] rating:Improvable tls_version:TLS 1.2]",
            vec![],
        ),
        (
            "map[beast_vuln:false given_cipher_suites:[A] insecure_cipher_suites:map[A:[uses RC4]] rating:Bad tls_version:TLS 1.2]",
            vec![suites],
        ),
        (
            r#"{"given_cipher_suites":[],"tls_version":"TLS 1.2","rating":"Bad"}"#,
            vec!["something that it rates “Bad”"],
        ),
        // Another service's rating, and a version that is itself what is bad.
        (r#"{"rating":"Bad","tls_version":"TLS 1.2"}"#, vec![]),
        (
            r#"{"given_cipher_suites":[],"beast_vuln":true,"tls_version":"TLS 1.0","rating":"Bad"}"#,
            vec![],
        ),
    ] {
        let report = inspect(text, &Policy::built_in());
        let said = |what: &str| {
            format!("The endpoint also complains of {what}; that does not concern the TLS version.")
        };
        let expected: Vec<String> = complaints.into_iter().map(said).collect();
        assert_eq!(report.reasons, expected, "{text}: {:?}", report.message);
    }
}

#[test]
fn each_reply_has_its_outcome() {
    let rows: [(&str, Outcome); 33] = [
        (GOOD, Outcome::Connected(Tls12)),
        (
            "\u{feff}  {\"message\":\"connection success\",\"VERSION\":\"TLS 1.2\",\"status\":\"200\"}",
            Outcome::Connected(Tls12),
        ),
        (r#"{"message":"Connection Success","version":"TLSv1_2"}"#, Outcome::Connected(Tls12)),
        (
            r#"{"version":"TLSv1.3","extra":[1,{"a":null}],"message":"Connection Success"}"#,
            Outcome::Connected(Tls13),
        ),
        (r#"{"tls_version":"TLS 1.3"}"#, Outcome::Connected(Tls13)),
        (r#"{"tls_version":"TLS 1.0"}"#, Outcome::BelowMinimum(Tls10)),
        (
            r#"{"status":200,"message":"Connection Success","version":"TLSv1"}"#,
            Outcome::SuccessTooOld(Tls10),
        ),
        (
            r#"{"status":200,"message":"Connection Success","version":"SSLv3"}"#,
            Outcome::SuccessTooOld(Protocol::Ssl3),
        ),
        (
            r#"{"status":500,"message":"Connection Success","version":"TLSv1.2"}"#,
            Outcome::SuccessWithError(500),
        ),
        (
            r#"{"status":"500","message":"Connection Success","version":"TLSv1.2"}"#,
            Outcome::SuccessWithError(500),
        ),
        (r#"{"status":200,"message":"Connection Success"}"#, Outcome::NoVersion),
        (r#"{"status":200,"message":"Connection Success","version":"2.0.1"}"#, Outcome::NoVersion),
        (r#"{"status":400,"message":"Connection failed"}"#, Outcome::Failed),
        (r#"{"message":"Connection failed","version":"TLSv1"}"#, Outcome::FailedBelow(Tls10)),
        (r#"{"message":"Connection failed","version":"TLSv1.2"}"#, Outcome::FailedButGood(Tls12)),
        ("Connection failed", Outcome::Failed),
        ("Connection Success", Outcome::NoVersion),
        (r#"{"version":"1.2"}"#, Outcome::OtherJson),
        (r#"{"status":401,"error":"no token"}"#, Outcome::Refused(401)),
        ("[1,2,3]", Outcome::OtherJson),
        (r#"{"status": 200,"message": "Connection Succ"#, Outcome::Truncated),
        (r#"{"status": 200"#, Outcome::Truncated),
        ("", Outcome::Empty),
        (" \r\n ", Outcome::Empty),
        ("hello", Outcome::NotUnderstood),
        ("<html><title>Welcome to Guest WiFi</title></html>", Outcome::Page(Page::Portal)),
        ("<html><title>404 Not Found</title></html>", Outcome::Page(Page::NotFound)),
        ("<html><title>502 Bad Gateway</title></html>", Outcome::Page(Page::Gateway)),
        ("<html>Access Denied by web filter</html>", Outcome::Page(Page::Blocked)),
        ("<form>Sign in <input type=\"password\"></form>", Outcome::Page(Page::Login)),
        ("<h1>The plain HTTP request was sent to HTTPS port</h1>", Outcome::Page(Page::PlainHttp)),
        ("<h1>The SSL certificate error</h1>", Outcome::Page(Page::ClientCertificate)),
        ("<p>Connection Success TLSv1.2</p>", Outcome::Page(Page::Other)),
    ];
    for (body, expected) in rows {
        assert_eq!(read(None, body.as_bytes()), expected, "{body}");
    }
}

#[test]
fn hostile_bodies_are_ordinary_input() {
    assert_eq!(read(None, &[0xff, 0xfe, 0x00]), Outcome::NotText);
    assert_eq!(read(None, &vec![b' '; 2_000_000]), Outcome::TooLarge(2_000_000));
    assert_eq!(read(None, "[".repeat(60_000).as_bytes()), Outcome::TooDeep);
    assert_eq!(read(None, "[".repeat(100_000).as_bytes()), Outcome::TooLarge(100_000));
    assert_eq!(read(Some(500), GOOD.as_bytes()), Outcome::SuccessWithError(500));
}

#[test]
fn only_a_complete_good_reply_is_ready() {
    let policy = Policy::built_in();
    for end in 0..=GOOD.len() {
        let body = GOOD.as_bytes().get(..end).unwrap_or_default();
        let response = Response { status: None, content_type: None, body };
        let report = interpret_response(&response, &Asker::Program, &policy);
        assert_eq!(report.verdict == Verdict::Ready, end == GOOD.len(), "{end} bytes");
        let browser = interpret_response(&response, &Asker::Browser("host".into()), &policy);
        assert_ne!(browser.verdict, Verdict::Ready, "{end} bytes, by the browser");
    }
}

proptest! {
    #[test]
    fn no_body_panics(body in proptest::collection::vec(any::<u8>(), 0..200), text in "[\\[\\]{}\",:a-z0-9\\\\ ]{0,60}") {
        read(None, &body);
        read(Some(200), text.as_bytes());
    }
}
