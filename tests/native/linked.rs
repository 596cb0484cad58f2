//! A platform with what does its TLS: the build that the library shows, the
//! half that decides, and what the report says of it.

use tls_ready::model::Protocol;
use tls_ready::model::Support::{self, Default, OptIn, Unknown, Unsupported};
use tls_ready::{CheckError, Policy, Report, Stack, Verdict, check};

/// Platform, version, library, TLS 1.2, TLS 1.3, and the first reason's start:
/// which half decided.
type Row = (&'static str, &'static str, &'static str, Support, Support, &'static str);

#[rustfmt::skip]
const ROWS: &[Row] = &[
    // The examples of the issue on the data.
    ("ruby", "2.0.0", "OpenSSL 0.9.8zh", Unsupported, Unsupported, "OpenSSL 0.9.8zh decides: it is the weaker"),
    ("ruby", "2.0.0", "OpenSSL 1.0.1", Default, Unsupported, "Ruby 2.0.0 and OpenSSL 1.0.1 agree."),
    ("dotnet", "4.7.2", "Windows 7", OptIn, Unsupported, "Windows 7 decides: it is the weaker"),
    ("dotnet", "4.7.2", "Windows Server 2022", Default, Default, ".NET Framework 4.7.2 and Windows 2022 agree."),
    ("dotnet", "4.7.2", "Windows 10.0.19045", Default, Unsupported, ".NET Framework 4.7.2 and Windows"),
    ("dotnet", "4.7.2", "Windows XP", Unsupported, Unsupported, "Windows"),
    ("dotnet", "4.6", "Windows 7", Default, Unsupported, ".NET Framework 4.6"),
    ("dotnet", "4.7.2", "Windows Server 2008 R2", OptIn, Unsupported, "Windows 2008 R2 decides"),
    ("dotnet", "4.7.2", "Windows Server 2012 R2", Default, Unsupported, ".NET Framework 4.7.2 and"),
    ("dotnet", "4.5.2", "Windows Server 2022", OptIn, Unsupported, ".NET Framework 4.5.2 decides"),
    ("php", "5.6", "OpenSSL 1.0.1e-fips", Default, Unsupported, "PHP 5.6 leaves it to the software below it, so OpenSSL 1.0.1e decides"),
    ("php", "5.6", "OpenSSL 0.9.8zh", Unsupported, Unsupported, "PHP 5.6 leaves it to"),
    ("curl", "7.29", "NSS 3.15", Unsupported, Unsupported, "curl 7.29 leaves it to the software below it, so NSS 3.15 decides"),
    ("curl", "7.29.0", "NSS/3.15.4", Unknown, Unsupported, "curl 7.29.0 leaves it to"),
    ("curl", "7.29.0", "NSS/3.53.1", Default, Unsupported, "curl 7.29.0 leaves it to"),
    // curl's own code decides on NSS, but for Red Hat's two.
    ("curl", "7.19.7", "NSS/3.14.0.0", Unsupported, Unsupported, "curl 7.19.7 leaves it to"),
    ("curl", "7.19.7", "NSS/3.19.1 Basic ECC", OptIn, Unsupported, "curl 7.19.7 leaves it to"),
    ("curl", "7.19.7", "NSS/3.44", Default, Unsupported, "curl 7.19.7 leaves it to"),
    ("curl", "7.19.6", "NSS/3.44", Unsupported, Unsupported, "curl 7.19.6 decides"),
    ("curl", "7.20.0", "NSS/3.44", Unsupported, Unsupported, "curl 7.20.0 decides"),
    ("curl", "7.30.0", "NSS/3.44", Unsupported, Unsupported, "curl 7.30.0 decides"),
    ("curl", "7.33.0", "NSS/3.53", Unsupported, Unsupported, "curl 7.33.0 decides"),
    ("curl", "7.35.0", "NSS/3.53", OptIn, Unsupported, "curl 7.35.0 decides"),
    ("curl", "7.36.0", "NSS/3.19.1", Default, Unsupported, "curl 7.36.0 decides: it asks NSS 3.19.1 for the version by name."),
    ("curl", "7.36.0", "NSS/3.14", Unsupported, Unsupported, "NSS 3.14 decides"),
    ("curl", "7.65.3", "NSS/3.53", Default, Unsupported, "curl 7.65.3 and NSS 3.53 agree."),
    ("curl", "7.66.0", "NSS/3.44", Default, Default, "curl 7.66.0 and NSS 3.44 agree."),
    ("curl", "7.66.0", "NSS/3.36", Default, Unsupported, "curl 7.66.0 and NSS 3.36 agree."),
    ("curl", "7.47.0", "GnuTLS/3.4.10", Default, Unsupported, "curl 7.47.0 leaves it to"),
    ("curl", "7.47.0", "GnuTLS/2.8.5", Unsupported, Unsupported, "curl 7.47.0 leaves it to"),
    ("curl", "7.69.1", "GnuTLS/3.7.9", Default, Unsupported, "curl 7.69.1 leaves it to"),
    ("curl", "7.70.0", "GnuTLS/3.7.9", Default, Default, "curl 7.70.0 leaves it to"),
    ("curl", "7.70.0", "GnuTLS/3.6.3", Default, Unsupported, "curl 7.70.0 leaves it to"),
    ("curl", "7.35.0", "Windows 7", OptIn, Unsupported, "curl 7.35.0 leaves it to"),
    ("curl", "7.36.0", "Windows 7", Default, Unsupported, "curl 7.36.0 leaves it to"),
    ("curl", "7.36.0", "Windows Vista", Unsupported, Unsupported, "curl 7.36.0 leaves it to"),
    ("curl", "7.84.0", "Windows 11", Default, Unsupported, "curl 7.84.0 leaves it to"),
    ("curl", "7.85.0", "Windows 11", Default, Default, "curl 7.85.0 leaves it to"),
    ("curl", "7.27.0", "SecureTransport 10.9", Unsupported, Unsupported, "curl 7.27.0 decides"),
    ("curl", "7.28.0", "SecureTransport 10.9", Default, Unsupported, "curl 7.28.0 and"),
    ("curl", "7.28.0", "SecureTransport 10.7", Unsupported, Unsupported, "Secure Transport 10.7 decides"),
    ("curl", "7.40.0", "PolarSSL/1.1.8", Unsupported, Unsupported, "curl 7.40.0 leaves it to"),
    ("curl", "8.7.1", "mbedTLS/3.6.0", Default, Unsupported, "curl 8.7.1 leaves it to"),
    ("curl", "8.8.0", "mbedTLS/3.6.0", Default, Default, "curl 8.8.0 leaves it to"),
    ("curl", "7.30.0", "CyaSSL/2.4.6", OptIn, Unsupported, "curl 7.30.0 leaves it to"),
    ("curl", "8.5.0", "wolfSSL/5.6.4", Default, Default, "curl 8.5.0 leaves it to"),
    ("curl", "7.52.1", "OpenSSL/1.1.1", Default, OptIn, "curl 7.52.1 leaves it to"),
    ("curl", "8.10.1", "rustls-ffi/0.14.0/rustls/0.23.13", Default, Default, "curl 8.10.1 and rustls-ffi 0.14.0 agree."),
    ("curl", "7.76.0", "crustls/0.3.0/rustls/0.19.0", Default, Default, "curl 7.76.0 and"),
    ("curl", "7.88.0", "BearSSL", Default, Unsupported, "curl 7.88.0 and"),
    ("curl", "8.15.0", "BearSSL", Unknown, Unsupported, "curl 8.15.0 decides"),
    ("curl", "8.4.0", "AWS-LC/1.20.0", Default, Default, "curl 8.4.0 leaves it to"),
    ("curl", "7.60.0", "AWS-LC/1.20.0", Default, OptIn, "curl 7.60.0 leaves it to"),
    ("curl", "8.4.0", "quictls/3.1.4", Default, Default, "curl 8.4.0 leaves it to the software below it, so OpenSSL 3.1.4 decides"),
    ("curl", "8.17.0", "OpenSSL 3.0.2", Default, Default, "curl 8.17.0 leaves it to"),
    // Wget's build follows from the library.
    ("wget", "1.15", "OpenSSL 1.0.1f", Default, Unsupported, "Wget 1.15 leaves it to"),
    ("wget", "1.16", "OpenSSL 1.0.1t", OptIn, Unsupported, "Wget 1.16 decides"),
    ("wget", "1.16", "OpenSSL 0.9.8zh", Unsupported, Unsupported, "OpenSSL 0.9.8zh decides"),
    ("wget", "1.16", "GnuTLS 3.3.8", Default, Unsupported, "Wget 1.16 leaves it to"),
    ("wget", "1.16.1", "OpenSSL 1.0.1t", Default, Unsupported, "Wget 1.16.1 leaves it to"),
    ("wget", "1.19.5", "GnuTLS 3.7.9", Default, Unsupported, "Wget 1.19.5 leaves it to"),
    ("wget", "1.20", "GnuTLS 3.7.9", Default, Default, "Wget 1.20 leaves it to"),
    ("wget", "1.20", "GnuTLS 2.8.6", Unsupported, Unsupported, "Wget 1.20 leaves it to"),
    // A library with a library of its own.
    ("git", "2.17.1", "libcurl/7.58.0 OpenSSL/1.1.1", Default, OptIn, "Git 2.17.1 leaves it to the software below it, so OpenSSL 1.1.1 decides"),
    ("git", "1.8.3.1", "libcurl/7.29.0 NSS/3.19.1", OptIn, Unsupported, "Git 1.8.3.1 leaves it to the software below it, so NSS 3.19.1 decides"),
    ("git", "2.1.0", "curl 7.33.0 (NSS/3.53)", Unsupported, Unsupported, "Git 2.1.0 leaves it to the software below it, so curl 7.33.0 decides"),
    ("git", "2.17.1", "libcurl (GnuTLS/3.5.18)", Default, Unsupported, "Git 2.17.1 leaves it to"),
    ("git", "2.17.1", "libcurl/7.58.0", Unknown, OptIn, "Git 2.17.1"),
    ("php", "5.3.3", "libcurl/7.19.7 NSS/3.21 Basic ECC", OptIn, Unsupported, "PHP 5.3.3 leaves it to the software below it, so NSS 3.21 decides"),
    ("php", "7.4.21", "libcurl/7.58.0 OpenSSL/1.1.1", Default, OptIn, "PHP 7.4.21 leaves it to"),
    ("php", "7.3.33", "OpenSSL/1.1.1w", Default, Unsupported, "PHP 7.3.33 leaves it to"),
    ("requests", "2.7.0", "Python 2.7.14 on OpenSSL 1.0.0t", Unsupported, Unsupported, "requests (Python) 2.7.0 leaves it to the software below it, so OpenSSL 1.0.0t decides"),
    ("requests", "2.7.0", "Python 2.7.8 with OpenSSL 1.0.1u", Unsupported, Unsupported, "requests (Python) 2.7.0 leaves it to the software below it, so Python 2.7.8 decides"),
    ("requests", "2.27.1", "Python 3.9.2, OpenSSL 1.1.1k", Default, Default, "requests (Python) 2.27.1 leaves it to"),
    // .NET on a system, Rust on what native-tls takes.
    ("dotnet-core", "3.1", "Windows 7", Default, Unsupported, ".NET (Core) 3.1 decides: it asks Windows 7 for the version by name."),
    ("dotnet-core", "6.0.1", "Windows 7", OptIn, Unsupported, "Windows 7 decides"),
    ("dotnet-core", "8.0.1", "Windows Server 2022", Default, Default, ".NET"),
    ("dotnet-core", "8.0.1", "macOS 14.5", Default, Unsupported, ".NET"),
    ("rust", "0.2.12", "OpenSSL 1.0.0t", Unsupported, Unsupported, "Rust (rustls) 0.2.12 leaves it to"),
    // A name without a version chooses the build, and settles it where every version agrees.
    ("curl", "7.43.0", "SecureTransport", Default, Unsupported, "From 7.28 on"),
    ("curl", "7.27.0", "SecureTransport", Unsupported, Unsupported, "7.27"),
    ("curl", "7.46.0", "WinSSL", Unknown, Unsupported, ""),
    ("curl", "7.83.1", "Schannel", Unknown, Unsupported, ""),
    ("curl", "7.33.0", "NSS", Unsupported, Unsupported, "curl's code for NSS"),
    ("curl", "7.68.0", "OpenSSL", Unknown, Unknown, ""),
    ("curl", "7.68.0", "LibreSSL", Default, Unknown, "curl 7.68.0 leaves it to the software below it, so LibreSSL decides"),
    ("wget", "1.16", "OpenSSL", OptIn, Unsupported, "In 1.16"),
    ("wget", "1.16", "GnuTLS", Unknown, Unsupported, ""),
];

fn report(platform: &str, version: &str, linked: &str) -> Result<Report, CheckError> {
    check(&Stack::new(platform, version).linked_to(linked), &Policy::built_in())
}

#[test]
fn every_pair_answers_as_written_and_says_which_half_decided() {
    let mut wrong = Vec::new();
    for (platform, version, linked, tls12, tls13, decided) in ROWS {
        match report(platform, version, linked) {
            Ok(report) => {
                let reason = report.reasons.first().map_or("", String::as_str);
                let answer = (report.tls12, report.tls13);
                if answer != (*tls12, *tls13) || !reason.starts_with(decided) {
                    wrong.push(format!("{platform} {version} on {linked}: {answer:?}, {reason}"));
                }
            }
            Err(error) => wrong.push(format!("{platform} {version} on {linked}: {error}")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is advised where the library is the old half: first what runs on it
/// anew, then, for those who must stay, the newest library that it takes.
#[rustfmt::skip]
const UPGRADES: &[(&str, &str, &str, &str, &[&str])] = &[
    ("ruby", "1.8.7", "OpenSSL 0.9.8zh", "1.2", &["upgrade", "forward-proxy"]), // Ruby is the old half too
    ("ruby", "2.0.0", "OpenSSL 0.9.8zh", "1.2", &["upgrade", "openssl-1.0.2", "forward-proxy"]),
    ("ruby", "2.3.8", "OpenSSL 1.0.0t", "1.2", &["upgrade", "openssl-1.0.2", "forward-proxy"]),
    ("ruby", "2.4.0", "OpenSSL 1.0.0t", "1.2", &["upgrade", "openssl-1.1.1", "forward-proxy"]),
    ("ruby", "3.0.7", "OpenSSL 1.0.2u", "1.3", &["upgrade", "openssl-1.1.1", "forward-proxy"]),
    ("ruby", "3.1.0", "OpenSSL 1.0.2u", "1.3", &["upgrade", "forward-proxy"]), // takes OpenSSL 3
    ("php", "5.3.3", "OpenSSL 0.9.8zh", "1.2", &["upgrade", "openssl-1.0.2", "forward-proxy"]),
    ("php", "7.0.33", "OpenSSL 1.0.0t", "1.2", &["upgrade", "openssl-1.1.1", "forward-proxy"]),
    ("php", "7.4.33", "OpenSSL 1.0.2u", "1.3", &["upgrade", "openssl-1.1.1", "forward-proxy"]),
    ("php", "8.1.2", "OpenSSL 1.0.2u", "1.3", &["upgrade", "forward-proxy"]),
    ("php", "5.3.3", "OpenSSL 1.0.1e", "1.2", &[]),
    ("python", "2.7.12", "OpenSSL 0.9.8zh", "1.2", &["upgrade", "openssl-1.0.2", "forward-proxy"]),
    ("python", "2.7.14", "OpenSSL 1.0.0t", "1.2", &["upgrade", "openssl-1.1.1", "forward-proxy"]),
    ("python", "3.4.3", "OpenSSL 0.9.8zh", "1.2", &["upgrade", "openssl-1.0.2-python-3", "forward-proxy"]),
    ("python", "3.6.9", "OpenSSL 1.0.2u", "1.3", &["upgrade", "openssl-1.1.1-python-3", "forward-proxy"]),
    ("python", "3.7.3", "OpenSSL 1.0.2u", "1.3", &["upgrade", "openssl-1.1.1-python-3", "forward-proxy"]),
    ("python", "3.9.2", "OpenSSL 1.0.2u", "1.3", &["upgrade", "forward-proxy"]),
    ("requests", "2.7.0", "Python 2.7.14 on OpenSSL 1.0.0t", "1.2", &["upgrade", "openssl-1.1.1", "forward-proxy"]),
    // No distribution of release 6 has a newer NSS than 3.44.
    ("curl", "7.19.7", "NSS/3.14.0.0", "1.2", &["upgrade", "nss-rhel-6", "forward-proxy"]),
    ("php", "5.3.3", "libcurl/7.19.7 NSS/3.14", "1.2", &["upgrade", "nss-rhel-6", "forward-proxy"]),
    ("curl", "7.40.0", "OpenSSL 0.9.8zh", "1.2", &["upgrade", "forward-proxy"]),
    ("dotnet", "4.7.2", "Windows XP", "1.2", &["upgrade", "forward-proxy"]),
];

#[test]
fn an_old_library_is_not_replaced_by_one_that_the_platform_cannot_take() -> Result<(), CheckError> {
    for (platform, version, linked, minimum, expected) in UPGRADES {
        let mut policy = Policy::built_in();
        if *minimum == "1.3" {
            policy.minimum = Protocol::Tls13;
        }
        let report = check(&Stack::new(platform, version).linked_to(linked), &policy)?;
        let fixes: Vec<&str> = report.fixes.iter().map(|fix| fix.id).collect();
        assert_eq!(fixes, *expected, "{platform} {version} on {linked}");
        let titles: Vec<&str> = report.fixes.iter().map(|fix| &*fix.title).collect();
        assert!(!titles.iter().any(|title| title.contains("Replace OpenSSL")), "{titles:?}");
    }
    Ok(())
}

/// What is said of the newest library has its source in the report.
#[test]
fn a_replacement_is_cited() -> Result<(), CheckError> {
    let report = report("ruby", "2.0.0", "OpenSSL 0.9.8zh")?;
    assert!(report.sources.iter().any(|source| &*source.id == "ruby-build"));
    Ok(())
}

/// PHP's makers settle what its streams have, and never what its cURL extension has.
#[test]
fn what_is_settled_is_said_although_the_answer_stays_open() -> Result<(), CheckError> {
    for (version, linked, minimum, id) in [
        ("8.1.2", None, Protocol::Tls12, "stack.partly"),
        ("7.1.33", None, Protocol::Tls12, "stack.partly"),
        ("8", None, Protocol::Tls12, "stack.partly"),
        ("7.0.33", None, Protocol::Tls12, "stack.unknown"),
        ("5.6.40", None, Protocol::Tls12, "stack.unknown"),
        ("7", None, Protocol::Tls12, "stack.unknown"),
        ("8.4.1", None, Protocol::Tls13, "stack.unknown"),
        ("8.1.2", Some("OpenSSL 3.0.2"), Protocol::Tls12, "stack.ready"),
        ("8.1.2", Some("curl 7.81.0"), Protocol::Tls12, "stack.unknown"),
    ] {
        let stack = Stack { linked: linked.map(String::from), ..Stack::new("php", version) };
        let mut policy = Policy::built_in();
        policy.minimum = minimum;
        let report = check(&stack, &policy)?;
        assert_eq!(report.message.id, id, "{version} {linked:?}");
        let open = report.verdict == Verdict::Unknown;
        assert_eq!(open, id != "stack.ready", "{version} {linked:?}");
        // One release does not become clearer by asking for it again.
        let again = report.next.iter().any(|step| step.why == "The exact version settles it.");
        assert_eq!(again, open && !version.contains('.'), "{version} {linked:?}");
    }
    Ok(())
}

#[test]
fn what_no_platform_runs_on_is_refused() {
    for (platform, version, linked) in [
        ("curl", "7.68.0", "Java 8"),
        ("curl", "7.68.0", "banana"),
        ("curl", "7.68.0", "NSS banana"),
        ("git", "2.17.1", "libcurl/7.58.0 NSS/banana"),
        ("java", "8u292", "OpenSSL 1.1.1"),
        ("wget", "1.16", "NSS 3.53"),
    ] {
        let error = report(platform, version, linked).map_err(|error| error.to_string());
        assert!(error.is_err(), "{platform} {version} on {linked}: {error:?}");
    }
}

#[test]
fn a_build_that_is_named_is_not_overruled_by_its_library() -> Result<(), CheckError> {
    let stack = Stack::new("curl", "7.29.0").built_as("rhel").linked_to("NSS 3.53.1");
    let report = check(&stack, &Policy::built_in())?;
    assert_eq!(report.tls12, Default);
    assert!(report.conditions.iter().any(|condition| condition.contains("25.el7")));
    Ok(())
}

#[test]
fn the_condition_is_that_of_the_build() -> Result<(), CheckError> {
    for (linked, condition) in [
        ("SecureTransport", Some("it runs on OS X 10.9 or iOS 5 or later")),
        ("SecureTransport 10.9", None),
    ] {
        let report = report("curl", "7.43.0", linked)?;
        assert_eq!(report.conditions.first().map(String::as_str), condition, "{linked}");
    }
    Ok(())
}

/// What curl's makers say of a build that no library's version shows.
#[test]
fn the_build_on_gskit_follows_curls_own_code() -> Result<(), CheckError> {
    for (version, tls12) in
        [("7.33.0", Unsupported), ("7.34.0", Default), ("8.2.1", Default), ("8.3.0", Unknown)]
    {
        let report = check(&Stack::new("curl", version).built_as("gskit"), &Policy::built_in())?;
        assert_eq!(report.tls12, tls12, "{version}");
    }
    Ok(())
}
