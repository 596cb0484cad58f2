//! What the reader is told to change, and in which order.

use tls_ready::Verdict::{Enable, OtherCause, Ready, Unknown};
use tls_ready::model::Support::NotApplicable;
use tls_ready::policy::PolicyError;
use tls_ready::render::text;
use tls_ready::report::{Cause, FixReport, LimitedBy};
use tls_ready::{CheckError, Policy, Stack, check, inspect};

#[test]
fn fixes_stand_in_order() -> Result<(), CheckError> {
    for (platform, version, expected) in [
        ("java", "7u80", vec!["ssl-context", "https-protocols", "upgrade"]),
        ("dotnet", "4.5.2", vec!["security-protocol", "strong-crypto", "upgrade"]),
        ("ruby", "1.9.3", vec!["upgrade", "forward-proxy"]),
        ("java", "17.0.9", vec![]),
    ] {
        let report = check(&Stack::new(platform, version), &Policy::built_in())?;
        let ids: Vec<&str> = report.fixes.iter().map(|fix| fix.id).collect();
        assert_eq!(ids, expected, "{platform} {version}");
    }
    Ok(())
}

/// A failure whose cause is clear and whose version is not: each change, and the
/// versions that it says to be for.
const REFUSED: &[(&str, &[(&str, &str)])] = &[
    (
        "javax.net.ssl.SSLException: Received fatal alert: protocol_version",
        &[
            ("ssl-context", "7 to 7u130"),
            ("client-protocols", "6u115 build 32 and later builds; 6u121 to 6u140; 7u95 to 7u130"),
            ("https-protocols", "7 to 7u94"),
            ("upgrade", ""),
        ],
    ),
    ("remote error: tls: protocol version not supported", &[("upgrade", "")]),
    // Not over the version, or by no program that is known: nothing to change in it.
    ("javax.net.ssl.SSLHandshakeException: PKIX path building failed", &[]),
    ("javax.net.ssl.SSLHandshakeException: Received fatal alert: handshake_failure", &[]),
    ("SSL alert number 70", &[]),
    // The server is the old side.
    (
        "java: SSLHandshakeException: Server chose TLSv1, but that protocol version is not enabled",
        &[],
    ),
];

#[test]
fn a_refusal_without_a_version_says_for_which_each_change_is() {
    for (text, expected) in REFUSED {
        let report = inspect(text, &Policy::built_in());
        let fixes: Vec<(&str, String)> =
            report.fixes.iter().map(|fix| (fix.id, fix.versions.join("; "))).collect();
        let fixes: Vec<(&str, &str)> =
            fixes.iter().map(|(id, text)| (*id, text.as_str())).collect();
        assert_eq!(fixes, *expected, "{text}");
    }
}

#[test]
fn a_program_tells_its_library_what_to_do_and_no_place_is_left_open() {
    for (text, first) in [
        ("PHP 5.3.3 with libcurl NSS/3.27.1", "curl-sslversion"),
        ("curl 7.19.7 NSS/3.27.1", "tlsv1.2"),
        ("PHP 5.5.9 (Ubuntu 12.04), libcurl/7.22.0 OpenSSL/1.0.1", "curl-sslversion"),
        ("NSS 3.16", "curl-tlsv12"),
    ] {
        let report = inspect(text, &Policy::built_in());
        assert_eq!(report.fixes.first().map(|fix| fix.id), Some(first), "{text}");
        for fix in &report.fixes {
            let open = |text: &str| text.contains("{endpoint}") || text.contains("{host}");
            assert!(!open(&fix.code) && !open(&fix.verify), "{text}: {}", fix.code);
        }
    }
}

/// The text names the call that failed: its switch is offered before narrower ones.
#[test]
fn the_switch_for_the_call_that_failed_comes_first() {
    const REFUSED: &str = "tlsv1 alert protocol version";
    for (text, first) in [
        (format!("PHP Warning: stream_socket_enable_crypto(): {REFUSED}"), "starttls"),
        (format!("PHP Warning: file_get_contents(): {REFUSED}"), "crypto-method"),
        (format!("PHP Warning: SoapClient::__doRequest(): {REFUSED}"), "crypto-method"),
        (format!("PHP Warning: {REFUSED}"), "curl-sslversion"),
        ("java version \"1.7.0_80\"\n\tat sun.net.www.protocol.https.HttpsClient.afterConnect(HttpsClient.java:563)".into(), "https-protocols"),
        ("java version \"1.7.0_80\"".into(), "ssl-context"),
        // What has no TLS 1.2 is updated, whatever it calls.
        ("PHP 5.3.3, OpenSSL 0.9.8e, curl_exec".into(), "upgrade"),
    ] {
        let report = inspect(&text, &Policy::built_in());
        assert_eq!(report.fixes.first().map(|fix| fix.id), Some(first), "{text}");
    }
}

/// Who cannot change the code gets what stands around the program first.
#[test]
fn where_the_code_stays_the_switches_around_it_come_first() {
    const STAYS: [&str; 7] = [
        "how to enable TLS 1.2 in {} without recompiling",
        "{}, we can't change the source code of the program",
        "{}: is there a way without a new build?",
        "Enable TLS 1.2 for {} with no code changes please",
        "{} and I don't have the source",
        "{}: the vendor is gone, we cannot rebuild it",
        "TLS 1.2 für {} ohne den Code zu ändern",
    ];
    for (stack, own, around) in [
        (".NET 4.5", "security-protocol", "strong-crypto"),
        ("Java 7u80", "ssl-context", "https-protocols"),
    ] {
        let first = |text: &str| {
            let report = inspect(&text.replace("{}", stack), &Policy::built_in());
            let ids = |fix: &FixReport| fix.id;
            (report.fixes.first().map(ids), report.fixes.last().map(ids))
        };
        for text in STAYS {
            assert_eq!(first(text), (Some(around), Some("upgrade")), "{stack}: {text}");
        }
        for text in ["{}", "{}: how do I change the code?", "{} does not connect. Code: ERR-7"] {
            assert_eq!(first(text), (Some(own), Some("upgrade")), "{stack}: {text}");
        }
    }
}

/// What the named system cannot have does not come first.
#[test]
fn a_change_for_the_version_that_the_system_brings_comes_first() {
    const REFUSED: &str =
        "fatal: unable to access https://github.com/: tlsv1 alert protocol version";
    for (system, first) in [
        ("CentOS release 6.5 (Final)", "upgrade"),
        ("Red Hat Enterprise Linux Server release 7.4 (Maipo)", "upgrade"),
        ("CentOS Linux release 8.1.1911", "ssl-version"),
        ("", "ssl-version"),
        ("CentOS release 6.5\ngit version 2.6.2", "ssl-version"),
    ] {
        let report = inspect(&[system, "\n", REFUSED].concat(), &Policy::built_in());
        assert_eq!(report.platform, Some("git"), "{system}");
        assert_eq!(report.fixes.first().map(|fix| fix.id), Some(first), "{system}");
        let told = report.reasons.iter().any(|said| said.contains("comes with Git 1."));
        assert_eq!(told, first == "upgrade", "{system}");
    }
}

/// A client that is refused is looked at first; the server where either can be old.
#[test]
fn the_first_command_looks_at_the_old_side() {
    for (text, word) in [
        ("PHP Warning: file_get_contents(): tlsv1 alert protocol version", "php -r"),
        ("java version \"1.7.0_80\"\nReceived fatal alert: protocol_version", "Probe.java"),
        ("java version \"11.0.2\"\nReceived fatal alert: protocol_version", "s_client"),
        ("tlsv1 alert protocol version", "s_client"),
        ("Python 2.7.6: sslv3 alert handshake failure", "s_client"),
    ] {
        let report = inspect(text, &Policy::built_in());
        let first = report.next.first().map(|next| next.command.as_str()).unwrap_or_default();
        assert!(first.contains(word), "{text}: {first}");
    }
}

/// What proves it makes the requests that the answer is about.
#[test]
fn the_first_proof_is_of_the_build_that_is_answered_for() {
    for (text, first, last) in [
        ("PHP Version => 5.3.3\nSSL Version => NSS/3.15.3", "probe_curl.php", "probe.php"),
        ("PHP 5.3.3, OpenSSL 1.0.1e", "probe.php", "probe_curl.php"),
        ("Windows Server 2012", "curl.exe", "WinHttpRequest"),
        ("WinHttpRequest.Send failed: 12175 on Windows Server 2012", "WinHttpRequest", "curl.exe"),
    ] {
        let report = inspect(text, &Policy::built_in());
        let proofs: Vec<&str> = report.next.iter().map(|next| next.command.as_str()).collect();
        let at = |word: &str| proofs.iter().position(|command| command.contains(word));
        assert!(at(first).is_some() && at(first) < at(last), "{text}: {proofs:?}");
    }
}

/// Schannel and `WinHTTP` of one Windows differ: the answer for the one says so.
#[test]
fn a_condition_names_the_clients_that_it_does_not_hold_for() {
    for (text, named) in [
        ("Windows Server 2012", true),
        ("Windows 8", true),
        ("Windows Server 2012 R2", false),
        ("Windows 10", false),
    ] {
        let report = inspect(text, &Policy::built_in());
        assert_eq!(report.verdict, Ready, "{text}");
        let said = report.conditions.iter().any(|said| said.contains("KB3140245"));
        assert_eq!((said, report.headline.contains("WinHTTP")), (named, named), "{text}");
        let cited = report.sources.iter().any(|source| &*source.id == "kb3140245");
        assert_eq!(cited, named, "{text}");
    }
}

/// A server that nobody named is not the test endpoint.
#[test]
fn a_command_asks_the_server_that_failed() -> Result<(), PolicyError> {
    let own = Policy::built_in().with_endpoint("https://api.example.org/tls")?;
    for (text, policy, command) in [
        ("sslv3 alert handshake failure", Policy::built_in(), "HOST:443"),
        ("sslv3 alert handshake failure", own.clone(), "api.example.org:443"),
        (
            "curl: (35) sslv3 alert handshake failure, https://pay.example.net:8443/",
            own,
            "pay.example.net:8443",
        ),
        ("certificate is not yet valid, the clock is wrong", Policy::built_in(), "date -u"),
    ] {
        let report = inspect(text, &policy);
        let next = report
            .next
            .first()
            .map(|next| (next.command.contains(command), next.why.contains("HOST")));
        assert_eq!(next, Some((true, command == "HOST:443")), "{text}: {:?}", report.next.first());
    }
    Ok(())
}

/// Each in the words of several programs, with the command that tells more of this one.
const STEPS: &[(&str, &[&str])] = &[
    (
        "openssl x509 -noout -dates",
        &[
            "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1129)",
            "java.security.cert.CertificateExpiredException: NotAfter: Thu Sep 30 14:01:15 UTC 2021",
            "PKIX path validation failed: validity check failed\nCaused by: java.security.cert.CertificateExpiredException",
            "Error: certificate has expired { code: 'CERT_HAS_EXPIRED' }",
            "curl: (60) SSL certificate problem: certificate has expired",
            "The remote certificate is invalid because of errors in the certificate chain: NotTimeValid",
            "x509: certificate has expired or is not yet valid: current time 2021-10-01T00:00:00Z is after 2021-09-30T14:01:15Z",
        ],
    ),
    (
        "grep ' [si]:'",
        &[
            "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:1129)",
            "sun.security.validator.ValidatorException: PKIX path building failed",
            "Error: unable to verify the first certificate { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' }",
            "Error: self signed certificate in certificate chain",
            "The remote certificate is invalid because of errors in the certificate chain: UntrustedRoot",
            "The remote certificate is invalid because of errors in the certificate chain: PartialChain",
            "x509: certificate signed by unknown authority",
            // The day of a certificate is none of its failure.
            "*  expire date: Dec 30 2030 GMT; not expired\n* SSL certificate problem: self signed certificate",
        ],
    ),
    // None of these: who looks sees all of it.
    ("-servername HOST -showcerts\n", &["curl: (60) SSL certificate problem: certificate revoked"]),
    (
        "DNS:",
        &[
            "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Hostname mismatch, certificate is not valid for 'api.example.com'.",
            "java.security.cert.CertificateException: No subject alternative DNS name matching api.example.com found.",
            "curl: (60) SSL: no alternative certificate subject name matches target host name 'api.example.com'",
        ],
    ),
    (
        "date -u",
        &[
            "curl: (60) SSL certificate problem: certificate is not yet valid",
            "java.security.cert.CertificateNotYetValidException: NotBefore: Mon Jan 01 00:00:00 UTC 2024",
        ],
    ),
    (
        "nslookup ",
        &[
            "socket.gaierror: [Errno -2] Name or service not known",
            "java.net.UnknownHostException: api.example.com",
            "Error: getaddrinfo ENOTFOUND api.example.com",
            "curl: (6) Could not resolve host: api.example.com",
            "System.Net.WebException: The remote name could not be resolved: 'api.example.com'",
            "dial tcp: lookup api.example.com: no such host",
        ],
    ),
    (
        "nc -vz ",
        &[
            "java.net.ConnectException: Connection refused (Connection refused)",
            "Error: connect ECONNREFUSED 127.0.0.1:8443",
            "No connection could be made because the target machine actively refused it 127.0.0.1:443",
            "connect: Network is unreachable",
        ],
    ),
    (
        "nc -vz -w 10",
        &[
            "java.net.SocketTimeoutException: connect timed out",
            "curl: (28) Connection timed out after 10001 milliseconds",
        ],
    ),
    (
        "curl -v --max-time",
        &[
            "java.io.IOException: Unable to tunnel through proxy. Proxy returns \"HTTP/1.1 407 Proxy Authentication Required\"",
            "curl: (56) Received HTTP code 407 from proxy after CONNECT",
        ],
    ),
    (
        "curl -v http://",
        &[
            "javax.net.ssl.SSLException: Unrecognized SSL message, plaintext connection?",
            "curl: (35) error:1408F10B:SSL routines:ssl3_get_record:wrong version number",
        ],
    ),
];

#[test]
fn each_cause_has_a_next_step_of_its_own() {
    for (command, texts) in STEPS {
        for text in *texts {
            let report = inspect(text, &Policy::built_in());
            let first =
                report.next.first().map(|next| next.command.clone() + "\n").unwrap_or_default();
            assert!(first.contains(command), "{text}: {first}");
            // Only this one is asked for.
            let longer = STEPS.iter().any(|(other, _)| {
                other.len() > command.len() && other.starts_with(command) && first.contains(other)
            });
            assert!(!longer && !report.next.iter().any(|next| next.expect.contains('{')), "{text}");
        }
    }
}

#[test]
fn what_stands_beside_a_version_can_make_it_need_a_change() {
    for (text, verdict) in [
        (".NET Framework 4.8 application on Windows 7 SP1", Enable),
        (".NET Framework 4.7.2, Windows Server 2008 R2 SP1", Enable),
        (".NET 4.7.2 on Windows 7 without SP1", Enable),
        ("Our .NET Framework 4.8 program runs on some old Windows 7 machines", Enable),
        ("Win7 boxes with .NET 4.7", Enable),
        ("SQL Server 2008 R2, .NET 4.7.2", Ready),
        (".NET Framework 4.8 on Windows Server 2019", Ready),
        ("ruby 3.2.2\nhttp.ssl_version = :TLSv1", Enable),
        ("ruby 3.2.2\nhttp.ssl_version = :TLSv1_2", Ready),
        ("Python 3.11.4, ctx = ssl.SSLContext(ssl.PROTOCOL_TLSv1)", Enable),
        ("Python 3.11.4, ctx = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)", Ready),
        ("curl 7.68.0 OpenSSL/1.1.1f\n$ curl --tls-max 1.1 https://api.example.com", Enable),
        ("curl 7.68.0 OpenSSL/1.1.1f\n$ curl --tlsv1.2 https://api.example.com", Ready),
    ] {
        assert_eq!(inspect(text, &Policy::built_in()).verdict, verdict, "{text}");
    }
}

/// A text that demands TLS 1.3 is answered for it, whatever was chosen.
#[test]
fn a_text_that_asks_for_tls_1_3_is_answered_for_it() {
    use tls_ready::Verdict::Upgrade;
    for (text, minimum, verdict) in [
        ("Our gateway accepts only TLS 1.3 connections. We use Java 8u202.", "1.3", Upgrade),
        ("We will only accept TLS 1.3 from 2028 on.\nOpenSSL 1.0.2k-fips", "1.3", Upgrade),
        ("Danach nur noch TLS 1.3. Wir nutzen PHP 7.2 mit OpenSSL 1.1.0", "1.3", Upgrade),
        ("TLS 1.3 is required. OpenSSL 3.0.2", "1.3", Ready),
        ("java 7 tls 1.3", "1.3", Upgrade),
        ("java 8u202 tls 1.2 and tls 1.3", "1.2", Ready),
        ("Not only TLS 1.3 is accepted. We use Java 8u202.", "1.2", Ready),
        ("Our server supports TLS 1.2 and TLS 1.3. Java 8u202", "1.2", Ready),
    ] {
        let report = inspect(text, &Policy::built_in());
        assert_eq!((report.minimum, report.verdict), (minimum, verdict), "{text}");
    }
}

/// The line that pins an old version is named where the failure shows what it does.
#[test]
fn a_failure_beside_the_setting_that_makes_it_names_that_setting() {
    const REFUSED: &str = "\njavax.net.ssl.SSLException: Received fatal alert: protocol_version";
    const UNTRUSTED: &str = "\njavax.net.ssl.SSLHandshakeException: PKIX path building failed";
    for (front, failure, verdict, limited_by) in [
        ("Java 8u292 -Dhttps.protocols=TLSv1", REFUSED, Enable, Some(LimitedBy::Client)),
        ("Java 8u292", REFUSED, Unknown, Some(LimitedBy::Unknown)),
        ("Java 8u292 -Dhttps.protocols=TLSv1.2", REFUSED, Unknown, Some(LimitedBy::Unknown)),
        ("Java 7u80 -Dhttps.protocols=TLSv1", REFUSED, Enable, Some(LimitedBy::Client)),
        ("Java 8u292 -Dhttps.protocols=TLSv1", UNTRUSTED, OtherCause, None),
    ] {
        let text = [front, failure].concat();
        let report = inspect(&text, &Policy::built_in());
        assert_eq!((report.verdict, report.limited_by), (verdict, limited_by), "{text}");
    }
}

/// What `HttpClient` and `OkHttp` do is switched in their own code, not in that of
/// Java's own client, and proved with their own jars.
#[test]
fn a_client_of_java_has_changes_of_its_own() {
    for (text, fixes, probe) in [
        (
            "192.0.2.10 GET /api \"Apache-HttpClient/4.5 (Java/1.7.0_80)\"",
            vec!["tls12-client", "java-property", "upgrade"],
            "Probe4.java",
        ),
        ("okhttp/3.9.1 Java/1.7.0_80", vec!["modern-tls", "upgrade"], "Probe.java"),
        ("Java/1.7.0_80", vec!["ssl-context", "https-protocols", "upgrade"], "Probe.java"),
        // 5.x asks its Java for TLS 1.2 by name.
        ("Apache-HttpClient/5.1 (Java/1.7.0_80)", vec!["upgrade"], "Probe4.java"),
    ] {
        let report = inspect(text, &Policy::built_in());
        let ids: Vec<&str> = report.fixes.iter().map(|fix| fix.id).collect();
        assert_eq!((report.platform, report.verdict), (Some("java"), Enable), "{text}");
        assert_eq!(ids, fixes, "{text}");
        assert!(report.next.first().is_some_and(|next| next.command.contains(probe)), "{text}");
    }
}

/// The weakest stack of a mail decides, and the others are named with theirs.
#[test]
fn the_other_stacks_of_a_mail_are_named() {
    let text = "We run Java 7u80 for the batch, Python 2.7.6 for scripts and Node 12.13.0.";
    let report = inspect(text, &Policy::built_in());
    assert_eq!(report.platform, Some("python"));
    for said in ["line 1: Java 7u80 has TLS 1.2, but", "line 1: Node.js 12.13.0 speaks"] {
        assert!(report.reasons.iter().any(|reason| reason.contains(said)), "{:?}", report.reasons);
    }
    let alone = inspect("Python 2.7.6", &Policy::built_in());
    assert!(!alone.reasons.iter().any(|reason| reason.contains("also names")));
}

/// What a terminal shows first fits on it: one change and one proof.
#[test]
fn the_short_text_has_one_change_and_one_proof() -> Result<(), CheckError> {
    for (platform, version) in [("java", "7u80"), ("ruby", "1.9.3"), ("php", "5.6.40")] {
        let report = check(&Stack::new(platform, version), &Policy::built_in())?;
        let short = text::short(&report);
        let whole = text::report(&report);
        assert!(short.contains(&report.headline) && whole.contains(&report.headline));
        assert_eq!(short.matches("\nFix: ").count(), 1, "{short}");
        assert_eq!(short.matches("\nRun: ").count(), 1, "{short}");
        assert!(short.contains("--full"), "{short}");
        // Where it is open, what settles it comes first.
        let first = short.find("\nRun: ") < short.find("\nFix: ");
        assert_eq!(first, platform == "php", "{short}");
    }
    Ok(())
}

/// What the short text says that the whole one has: only what is there.
#[test]
fn the_short_text_promises_what_the_whole_one_has() -> Result<(), CheckError> {
    let policy = Policy::built_in();
    for (report, promised) in [
        (
            check(&Stack::new("java", "7u80"), &policy)?,
            Some(
                "2 more changes, whether the change was tried, what else may fail, the end of support and the sources",
            ),
        ),
        (inspect("Connection refused", &policy), Some("one more command")),
        (inspect("curl: (6) Could not resolve host: api.example.com", &policy), None),
    ] {
        let short = text::short(&report);
        let line = short.lines().find_map(|line| line.strip_prefix("--full shows "));
        assert_eq!(line.map(|line| line.trim_end_matches('.')), promised, "{short}");
        for (word, there) in [
            ("sources", !report.sources.is_empty()),
            ("what else may fail", !report.caveats.is_empty()),
            ("more command", report.next.len() > 1),
        ] {
            assert_eq!(line.is_some_and(|line| line.contains(word)), there, "{word}: {short}");
        }
    }
    Ok(())
}

/// That a text was cut is said at first sight, and only of one that was.
#[test]
fn the_short_text_says_that_only_the_front_was_read() {
    let line = format!("\nOnly the first {} bytes were read; ", tls_ready::LONGEST_TEXT);
    let front = "Java 7u80\n";
    for (length, cut) in [(tls_ready::LONGEST_TEXT, false), (tls_ready::LONGEST_TEXT + 1, true)] {
        let text = front.to_owned() + &"x".repeat(length - front.len());
        let short = text::short(&inspect(&text, &Policy::built_in()));
        assert_eq!(short.contains(&line), cut, "{length}: {short}");
    }
}

/// The server is asked for the version that the profile needs, and for no other.
#[test]
fn the_server_is_asked_for_the_minimum() -> Result<(), PolicyError> {
    for text in [
        "SSL alert number 70",
        "curl: (35) error:1408F10B:SSL routines:ssl3_get_record:wrong version number",
        "SSLHandshakeException: Server chose TLSv1, but that protocol version is not enabled",
        "Received fatal alert: handshake_failure",
    ] {
        for (minimum, option, other) in [("1.2", "-tls1_2", "1.3"), ("1.3", "-tls1_3", "1.2")] {
            let report = inspect(text, &Policy::built_in().with_minimum(minimum)?);
            for next in &report.next {
                let words = format!("{} {}", next.why, next.expect);
                assert!(!words.contains('{') && !next.command.contains("{o"), "{next:?}");
                if next.command.contains("s_client") && next.command.contains("-tls1") {
                    assert!(next.command.ends_with(option), "{next:?}");
                    assert!(words.contains(&format!("TLS {minimum}")), "{next:?}");
                    assert!(!words.contains(other), "{next:?}");
                    // An older OpenSSL does not know the option, and a reader may take that for the server's answer.
                    assert_eq!(words.contains("needs OpenSSL 1.1.1"), minimum == "1.3", "{next:?}");
                }
            }
        }
    }
    let report = inspect("SSL alert number 70", &Policy::built_in().with_minimum("1.3")?);
    let asked = report.next.iter().any(|next| {
        next.command.ends_with(" -tls1_3") && next.expect.contains("the server takes TLS 1.3, so")
    });
    assert!(asked, "{:?}", report.next);
    Ok(())
}

/// What is typed into PowerShell is mended by a line of PowerShell, whatever of
/// .NET the text names besides; a program that only starts there is mended in C#.
#[test]
fn a_text_of_powershell_is_answered_in_powershell() {
    const REFUSED: &str = "The request was aborted: Could not create SSL/TLS secure channel.";
    for (text, language) in [
        ("[Net.ServicePointManager]::SecurityProtocol\nSsl3, Tls".to_owned(), "powershell"),
        (
            "PSVersion 5.1.14409\n[Net.ServicePointManager]::SecurityProtocol\nTls".into(),
            "powershell",
        ),
        (
            "Mozilla/5.0 (Windows NT; Windows NT 6.3; en-US) WindowsPowerShell/4.0".into(),
            "powershell",
        ),
        ("$PSVersionTable.PSVersion\nMajor  Minor\n-----  -----\n5      1".into(), "powershell"),
        (format!("irm https://api.example.com\nirm : {REFUSED}"), "powershell"),
        (format!("PS C:\\> iwr https://api.example.com\niwr : {REFUSED}"), "powershell"),
        (format!("PS D:\\work> .\\deploy.ps1\n{REFUSED}"), "powershell"),
        (format!(".NET Framework 4.5.2\nInvoke-WebRequest : {REFUSED}"), "powershell"),
        (
            format!("PS C:\\> .\\a.exe\nUnhandled Exception: {REFUSED}\n   at System.Net.Http"),
            "csharp",
        ),
        (".NET Framework 4.5.2".into(), "csharp"),
        ("Console.WriteLine(ServicePointManager.SecurityProtocol);\nSsl3, Tls".into(), "csharp"),
    ] {
        let report = inspect(&text, &Policy::built_in());
        assert_eq!(report.fixes.first().map(|fix| fix.language), Some(language), "{text}");
    }
}

/// Windows PowerShell 2.0 runs on .NET Framework 2.0 to 3.5, and lists the same.
#[test]
fn an_old_powershell_is_not_told_that_its_framework_has_tls_1_2() {
    for text in [
        "PSVersion 2.0",
        "PSVersion 2.0\n[Net.ServicePointManager]::SecurityProtocol\nSsl3, Tls",
        "Mozilla/5.0 (Windows NT; Windows NT 6.1; de-DE) WindowsPowerShell/2.0",
    ] {
        let report = inspect(text, &Policy::built_in());
        assert_eq!((report.platform, report.verdict), (Some("powershell"), Unknown), "{text}");
        assert!(report.reasons.iter().any(|said| said.contains("2.0 to 3.5")), "{text}");
        assert!(report.fixes.iter().all(|fix| fix.id == "upgrade"), "{text}");
        assert!(report.next.first().is_some_and(|next| next.command.contains("PSVersionTable")));
    }
}

/// A server that refuses a caller needs no change, and its log names no platform of
/// the caller's; settings that exclude all versions are mended where they stand.
#[test]
fn a_server_and_a_setting_are_told_apart_from_an_old_client() {
    for (text, id, fixes, asks) in [
        (
            "http: TLS handshake error from 192.0.2.1:1: tls: client offered only unsupported versions: [301]",
            "failure.version-of-caller",
            vec![],
            "java -version\n",
        ),
        (
            "go version go1.20.1 linux/amd64\nhttp: TLS handshake error from 192.0.2.1:1: tls: client offered only unsupported versions: [301]",
            "failure.version-of-caller",
            vec![],
            "java -version\n",
        ),
        (
            "tls: no supported versions satisfy MinVersion and MaxVersion",
            "failure.version-of-settings",
            vec!["min-version"],
            "go run probe.go",
        ),
        (
            "remote error: tls: protocol version not supported",
            "failure.protocol-version",
            vec!["upgrade"],
            "go version ./program",
        ),
    ] {
        let report = inspect(text, &Policy::built_in());
        assert_eq!((report.message.id, report.cause), (id, Cause::ProtocolVersion), "{text}");
        assert_eq!(report.limited_by, Some(LimitedBy::Client), "{text}");
        let ids: Vec<&str> = report.fixes.iter().map(|fix| fix.id).collect();
        assert_eq!(ids, fixes, "{text}");
        assert!(report.next.first().is_some_and(|next| next.command.starts_with(asks)), "{text}");
    }
}

/// Where nothing of a program is shown, it is asked for its version, by the
/// platforms' own commands.
#[test]
fn who_shows_no_program_is_asked_for_one() {
    for text in [
        "On June 30, 2018 we will disable TLS 1.0.",
        "nothing of this kind",
        "",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/106.0.0.0 Safari/537.36",
    ] {
        let report = inspect(text, &Policy::built_in());
        assert_eq!(report.next.len(), 1, "{text}: {:?}", report.next);
        let Some(next) = report.next.first() else { continue };
        assert!(next.why.contains("run the line of the platform that makes the calls"), "{text}");
        for id in ["java", "php", "python", "node", "ruby", "dotnet", "openssl", "curl"] {
            let platform = tls_ready::platform(id).map(|own| own.version_command.command.trim());
            let lines = |own| next.command.lines().any(|line| line == own);
            assert!(platform.is_some_and(lines), "{id}: {}", next.command);
        }
        assert!(
            next.command.contains("ssl.OPENSSL_VERSION") && next.command.contains("curl_version")
        );
        let told = text::short(&report);
        assert!(
            told.contains("run the line of") && told.contains("\n    java -version\n"),
            "{told}"
        );
    }
}

/// What is copied runs where it is put: it imports what it uses, and takes no
/// argument of a program that it is not in.
#[test]
fn the_short_form_of_a_change_stands_by_itself() {
    for (id, fix, imports) in [
        ("java", "ssl-context", ["import java.net.URL;", "import javax.net.ssl.SSLContext;"]),
        ("php", "crypto-method", ["$url", "file_get_contents"]),
        ("php", "curl-sslversion", ["$url", "curl_init"]),
        ("go", "min-version", ["\"crypto/tls\"", "client.Get(url)"]),
        ("perl", "lwp", ["use LWP::UserAgent;", "->get($url)"]),
        ("python", "minimum-version", ["import urllib.request", "urlopen(url"]),
        ("python", "no-old-versions", ["from urllib2 import urlopen", "urlopen(url"]),
        ("pypy", "no-old-versions", ["from urllib2 import urlopen", "urlopen(url"]),
        ("requests", "minimum-adapter", ["import requests", "get(url"]),
        ("urllib3", "ssl-context", ["import urllib3", "url, timeout"]),
    ] {
        let own =
            tls_ready::platform(id).and_then(|own| own.fixes.iter().find(|own| own.id == fix));
        let code = own.map(|fix| fix.code.as_str()).unwrap_or_default();
        for part in imports {
            assert!(code.contains(part), "{id} {fix}: no {part} in {code}");
        }
        for argument in ["argv", "ARGV", "(args[", "os.Args"] {
            assert!(!code.contains(argument), "{id} {fix}: {code}");
        }
    }
}

/// What people call their program by is found by that name, and names nothing in
/// a sentence.
#[test]
fn a_framework_leads_to_the_platform_that_it_runs_on() {
    for (id, names) in [
        ("dotnet", ["c#", "csharp", "vb.net"].as_slice()),
        ("java", &["tomcat", "weblogic", "spring"]),
        ("php", &["wordpress", "guzzle", "woocommerce", "magento", "laravel"]),
        ("windows", &["vb6", "vba", "winhttp", "classic asp"]),
        ("ruby", &["rails"]),
        ("python", &["django", "flask"]),
        ("node", &["express", "axios"]),
        ("openssl", &["delphi", "indy"]),
    ] {
        for name in names {
            let found = |text: &str| tls_ready::platform(text).map(|platform| platform.id);
            assert_eq!(found(name), Some(id), "{name}");
            assert_eq!(found(&name.to_uppercase()), Some(id), "{name}");
        }
    }
    for text in [
        "In spring we take the express train to Delphi.",
        "The tomcat drank from a flask on the rails",
        "spring",
        "Indy 500",
    ] {
        let found = inspect(text, &Policy::built_in());
        let alone = !text.contains(' ');
        assert_eq!(found.platform.is_some(), alone, "{text}: {:?}", found.platform);
        assert!(alone || found.verdict == Unknown && found.tls12 == NotApplicable, "{text}");
    }
}

/// What a text shows besides its failure leads to a change of its own.
const FIRST: &[(&str, &str, &str)] = &[
    (
        "Invoke-RestMethod : The request was aborted: Could not create SSL/TLS secure channel.",
        "powershell",
        "security-protocol powershell",
    ),
    (
        "System.Net.WebException: The request was aborted: Could not create SSL/TLS secure channel.",
        "dotnet",
        "security-protocol csharp",
    ),
    ("WinHttpRequest.Send failed: 12175 on Windows Server 2012", "windows", "winhttp-default reg"),
    (
        "System.Data.SqlClient.SqlException: (provider: SSL Provider, error: 0 - The client and server cannot communicate, because they do not possess a common algorithm.)",
        "dotnet",
        "upgrade xml",
    ),
    (
        "java version \"1.8.0_292\"\nSSLHandshakeException: No appropriate protocol (protocol is disabled or cipher suites are inappropriate)",
        "java",
        "unpin text",
    ),
];

#[test]
fn the_first_change_is_for_what_the_text_shows() {
    for (text, platform, expected) in FIRST {
        let report = inspect(text, &Policy::built_in());
        let first = report.fixes.first().map(|fix| format!("{} {}", fix.id, fix.language));
        assert_eq!(report.platform, Some(*platform), "{text}");
        assert_eq!(first.as_deref(), Some(*expected), "{text}");
    }
}

/// A sentence says no more than what the text shows.
const SAID: &[(&str, &str)] = &[
    ("node v8.17.0\nwrite EPROTO: SSL alert number 70", "failure.version-pinned-12"),
    ("node v20.11.0\nwrite EPROTO: SSL alert number 70", "failure.version-pinned"),
    (
        "SSLHandshakeException: No appropriate protocol (protocol is disabled",
        "failure.version-unshared",
    ),
    ("On June 30, 2018 we will disable TLS 1.0.", "unrecognised.announcement"),
    // A browser's words for two causes, and those of Windows for several.
    ("ERR_SSL_VERSION_OR_CIPHER_MISMATCH", "failure.version-or-cipher"),
    ("api.example.com uses an unsupported protocol.", "failure.version-or-cipher"),
    ("Could not create SSL/TLS secure channel", "failure.version-mostly"),
    (".NET Core 3.1\nCould not create SSL/TLS secure channel", "failure.version-mostly-default"),
    (".NET Framework 4.8\nCould not create SSL/TLS secure channel", "failure.version-mostly-if"),
    (".NET Framework 4.5\nCould not create SSL/TLS secure channel", "stack.enable"),
    ("0x80090331", "failure.version-mostly"),
    // It stood, and nothing came; else it did not stand.
    ("SSL: Handshake timed out", "failure.cut-off"),
    ("cURL error 28: SSL connection timeout", "failure.cut-off"),
    ("cURL error 28: Connection timed out", "failure.network"),
    ("net/http: TLS handshake timeout", "failure.cut-off"),
    ("Go-http-client/1.1: go1.20 net/http: TLS handshake timeout", "failure.network"),
    ("SoapFault: Could not connect to host", "failure.cut-off"),
    ("connect timed out\n\tat sun.security.ssl.SSLSocketImpl.connect(", "failure.network"),
    ("Read timed out\n\tat SSLSocketImpl.performInitialHandshake(", "failure.cut-off"),
    ("error:0A000152:SSL routines::", "failure.renegotiation"),
    ("{\"message\":\"Connection failed\",\"version\":\"TLSv1.1\"}", "response.failed-below"),
];

#[test]
fn a_sentence_is_chosen_by_what_is_shown() {
    for (text, expected) in SAID {
        let report = inspect(text, &Policy::built_in());
        assert_eq!(report.message.id, *expected, "{text}: {}", report.headline);
    }
}

/// What stands beside a version that has TLS 1.2, and how many lines down it is
/// said that it takes it away; 0 where it does not.
const SET: &[(&str, u32)] = &[
    ("java version \"1.8.0_292\"\ns.setEnabledProtocols(new String[] {\"TLSv1\"});", 2),
    ("java version \"1.8.0_292\"\ns.setEnabledProtocols(new String[] {\"TLSv1.2\"});", 0),
    (".NET Framework 4.8\n\nhandler.SslProtocols = SslProtocols.Tls11;", 3),
    (".NET Framework 4.8\n// handler.SslProtocols = SslProtocols.Tls11;", 0),
    ("Python 3.8.10\nctx.options |= ssl.OP_NO_TLSv1_2", 2),
    ("Python 3.8.10\nctx.options |= ssl.OP_NO_TLSv1", 0),
    ("PHP OpenSSL/1.1.1f\n'crypto_method' => STREAM_CRYPTO_METHOD_TLSv1_0_CLIENT", 2),
];

#[test]
fn a_line_that_takes_tls_1_2_away_is_named() {
    for (text, place) in SET {
        let report = inspect(text, &Policy::built_in());
        let setting = place.checked_sub(1).and_then(|at| text.lines().nth(at as usize));
        let pinned = setting.is_some_and(|line| report.headline.contains(line));
        assert_eq!(report.verdict == Ready, setting.is_none(), "{text}: {}", report.headline);
        assert_eq!(pinned, setting.is_some(), "{text}: {}", report.headline);
    }
    // Nothing else settles it, and what failed is in the headline.
    let alone =
        inspect("PS> [Net.ServicePointManager]::SecurityProtocol = \"tls\"", &Policy::built_in());
    assert_eq!((alone.verdict, alone.message.id), (Unknown, "setting.pinned"));
    let failed =
        inspect("ruby: http.ssl_version = :TLSv1\nalert protocol version", &Policy::built_in());
    let first = failed.reasons.first().map(String::as_str).unwrap_or_default();
    assert!(first.starts_with("Line 1 switches TLS 1.2 off"), "{first}");
}

#[test]
fn a_line_that_switches_tls_1_2_on_is_named() {
    for (text, line) in [
        ("java version \"1.7.0_80\"\njava -Dhttps.protocols=TLSv1.2 -jar app.jar", Some(2)),
        ("java version \"1.7.0_80\"\n\nSSLContext.getInstance(\"TLSv1.2\")", Some(3)),
        (".NET Framework 4.5\nSecurityProtocol |= SecurityProtocolType.Tls12;", Some(2)),
        (".NET Framework 4.5\nSecurityProtocol must allow TLS 1.2", None),
    ] {
        let report = inspect(text, &Policy::built_in());
        let front =
            line.map(|line| format!("Line {line} switches TLS 1.2 on where it takes effect: "));
        let first = report.reasons.first().map(String::as_str).unwrap_or_default();
        assert_eq!(report.verdict, Enable, "{text}");
        assert_eq!(
            front.as_deref().is_some_and(|front| first.starts_with(front)),
            line.is_some(),
            "{text}: {first}"
        );
    }
}

/// "Your server" is the reader's: the client. "The server" is the other side.
#[test]
fn the_readers_own_server_is_the_client() {
    for (text, server) in [
        ("Your server does not support TLS 1.2", false),
        ("your server does not support TLS 1.2. This needs cURL >= 7.34.0", false),
        ("The server does not support TLS 1.2", true),
    ] {
        let report = inspect(text, &Policy::built_in());
        assert_eq!(report.limited_by == Some(LimitedBy::Server), server, "{text}");
        assert_eq!(report.verdict == Unknown, !server, "{text}");
    }
}

#[test]
fn a_server_without_secure_renegotiation_is_told_so() {
    let report = inspect("unsafe legacy renegotiation disabled", &Policy::built_in());
    let first = report.next.first().map(|next| next.command.as_str()).unwrap_or_default();
    assert_eq!(report.verdict, OtherCause);
    assert!(first.ends_with("-legacy_server_connect"), "{first}");
}
