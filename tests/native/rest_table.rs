//! Scripting runtimes, and clients on a library of their own: the versions on
//! both sides of each change, alone and with the library below them.

use tls_ready::model::Support::{self, Default, OptIn, Unknown, Unsupported};
use tls_ready::{CheckError, Policy, Report, Stack, check};

type Row = (&'static str, &'static str, Option<&'static str>, Support, Support);

fn report(
    platform: &str,
    version: &str,
    linked: Option<&str>,
    variant: Option<&str>,
) -> Result<Report, CheckError> {
    let stack = Stack {
        platform: platform.into(),
        version: version.into(),
        linked: linked.map(str::to_owned),
        variant: variant.map(str::to_owned),
    };
    check(&stack, &Policy::built_in())
}

fn rows(rows: &[Row]) {
    let mut wrong = Vec::new();
    for (platform, version, linked, tls12, tls13) in rows {
        match report(platform, version, *linked, None) {
            Ok(report) if (report.tls12, report.tls13) == (*tls12, *tls13) => {}
            Ok(report) => wrong.push(format!(
                "{platform} {version} on {linked:?}: {:?} and {:?}, expected {tls12:?} and {tls13:?}",
                report.tls12, report.tls13
            )),
            Err(error) => wrong.push(format!("{platform} {version} on {linked:?}: {error}")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn node() {
    rows(&[
        ("node", "0.6.21", None, Unsupported, Unsupported),
        ("node", "v0.8.28", None, Unsupported, Unsupported),
        ("node", "0.9.1", None, Unsupported, Unsupported),
        ("node", "0.9.2", None, Default, Unsupported),
        ("node", "v0.10.48", None, Default, Unsupported),
        ("nodejs", "0.12.7", None, Default, Unsupported),
        ("node.js", "8.11.1", None, Default, Unsupported),
        ("node", "10.15.3", None, Default, Unsupported),
        ("node", "10.24.1", None, Default, Unsupported),
        ("node", "11.14.0", None, Default, Unsupported),
        ("node", "11.15.0", None, Default, OptIn),
        ("node", "v12.0.0", None, Default, Default),
        ("node", "v20.20.2", None, Default, Default),
        ("node", "0.10.48", Some("OpenSSL 1.0.0t"), Unsupported, Unsupported),
        ("node", "12.22.9", Some("OpenSSL 1.1.1f"), Default, Default),
    ]);
}

#[test]
fn php() {
    rows(&[
        ("php", "5.3.3", None, Unknown, Unsupported),
        ("php", "5.6.40-0+deb8u12", None, Unknown, Unsupported),
        ("php", "7.4.33", None, Unknown, Unknown),
        ("php", "8.0.30", None, Unknown, Unknown),
        ("php", "8.1.0", None, Unknown, Unknown),
        ("php", "8.3.6", None, Unknown, Unknown),
        ("php", "8.4.1", None, Unknown, Unknown),
        ("php", "5.3.3", Some("OpenSSL 0.9.8e-fips-rhel5"), Unsupported, Unsupported),
        ("php", "5.3.3", Some("OpenSSL 1.0.0-fips"), Unsupported, Unsupported),
        ("php", "5.3.3", Some("OpenSSL 1.0.1e-fips 11 Feb 2013"), Default, Unsupported),
        ("php", "7.0.33", Some("OpenSSL/1.0.2u"), Default, Unsupported),
        ("php", "7.3.33", Some("OpenSSL 1.1.1n"), Default, Unsupported),
        ("php", "7.4.33", Some("OpenSSL 1.1.0l"), Default, Unsupported),
        ("php", "7.4.33", Some("OpenSSL 1.1.1n"), Default, Default),
        ("php", "8.2.36", Some("OpenSSL 3.0.19"), Default, Default),
        ("php", "7.1.33", Some("LibreSSL 2.2.7"), Default, Unsupported),
    ]);
}

#[test]
fn go() {
    rows(&[
        ("go", "1.0.3", None, Unsupported, Unsupported),
        ("go", "1.1.2", None, Unsupported, Unsupported),
        ("go", "1.2", None, Default, Unsupported),
        ("golang", "1.9", None, Default, Unsupported),
        ("go", "go1.11.13", None, Default, Unsupported),
        ("go", "1.12.17", None, Default, OptIn),
        ("go", "1.13", None, Default, Default),
        ("go", "1.22", None, Default, Default),
    ]);
}

#[test]
fn curl() {
    rows(&[
        ("curl", "7.19.7", None, Unknown, Unsupported),
        ("curl", "7.68.0", None, Unknown, Unknown),
        ("curl", "8.15.0", None, Unknown, Unknown),
        ("curl", "8.16.0", None, Unknown, Unknown),
        // OpenSSL and its kin.
        ("curl", "7.19.7", Some("OpenSSL/0.9.8e"), Unsupported, Unsupported),
        ("curl", "7.43.0", Some("OpenSSL/0.9.8zh"), Unsupported, Unsupported),
        ("curl", "7.21.0", Some("OpenSSL/1.0.0t"), Unsupported, Unsupported),
        ("curl", "7.22.0", Some("OpenSSL/1.0.1"), Default, Unsupported),
        ("curl", "7.35.0", Some("OpenSSL/1.0.1f"), Default, Unsupported),
        ("curl", "7.58.0", Some("OpenSSL/1.1.1"), Default, OptIn),
        ("curl", "7.61.0", Some("OpenSSL/1.1.1"), Default, Default),
        ("curl", "7.61.0", Some("OpenSSL/1.1.0l"), Default, Unsupported),
        ("curl", "8.5.0", Some("OpenSSL/3.0.13"), Default, Default),
        ("curl", "7.54.0", Some("LibreSSL/2.0.20"), Default, Unsupported),
        ("curl", "8.7.1", Some("LibreSSL/3.3.6"), Default, Default),
        ("curl", "7.65.0", Some("mbedTLS/2.16.0"), Default, Unsupported),
        // NSS.
        ("curl", "7.19.7", Some("NSS/3.14.0.0 zlib/1.2.3"), Unsupported, Unsupported),
        ("curl", "7.29.0", Some("NSS/3.15"), Unsupported, Unsupported),
        ("curl", "7.19.7", Some("NSS/3.19.1 Basic ECC"), OptIn, Unsupported),
        ("curl", "7.19.7", Some("NSS/3.21 Basic ECC"), OptIn, Unsupported),
        ("curl", "7.29.0", Some("NSS/3.28.4"), Unknown, Unsupported),
        ("curl", "7.29.0", Some("NSS/3.35"), Unknown, Unsupported),
        ("curl", "7.29.0", Some("NSS/3.36"), Default, Unsupported),
        ("curl", "7.29.0", Some("NSS/3.53.1"), Default, Unsupported),
        // The rest.
        ("curl", "7.54.0", Some("SecureTransport 10.7.5"), Unsupported, Unsupported),
        ("curl", "7.54.0", Some("SecureTransport 10.9"), Default, Unsupported),
        ("curl", "7.60.0", Some("wolfSSL/3.14.5"), Default, Unsupported),
    ]);
}

#[test]
fn curl_by_its_makers_and_by_red_hat() -> Result<(), CheckError> {
    for (version, variant, tls12, tls13) in [
        ("7.33.0", "nss", Unsupported, Unsupported),
        ("7.34.0", "nss", OptIn, Unsupported),
        ("7.35.0", "nss", OptIn, Unsupported),
        ("7.36.0", "nss", Default, Unsupported),
        ("7.65.3", "nss", Default, Unsupported),
        ("7.66.0", "nss", Default, Default),
        ("8.3.0", "nss", Unknown, Unknown),
        ("7.19.7", "rhel", OptIn, Unsupported),
        ("7.29.0", "rhel", Default, Unsupported),
        ("7.61.1", "rhel", Unknown, Unknown),
        ("7.27.0", "secure-transport", Unsupported, Unsupported),
        ("7.28.0", "secure-transport", Default, Unsupported),
        ("8.15.0", "secure-transport", Unknown, Unknown),
        ("7.35.0", "schannel", Unknown, Unsupported),
        ("7.84.0", "schannel", Unknown, Unsupported),
        ("8.4.0", "schannel", Unknown, Unknown),
    ] {
        let report = report("curl", version, None, Some(variant))?;
        assert_eq!((report.tls12, report.tls13), (tls12, tls13), "{version} {variant}");
    }
    Ok(())
}

#[test]
fn libraries_without_an_answer_are_never_ready() {
    // A name without a version, where the library's versions differ.
    for (platform, version, linked) in [
        ("curl", "7.29.0", "GnuTLS"),
        ("curl", "7.68.0", "OpenSSL"),
        ("curl", "7.55.1", "WinSSL"),
        ("curl", "8.4.0", "Schannel"),
        ("git", "2.17.1", "libcurl"),
        ("wget", "1.21.3", "GnuTLS"),
    ] {
        let answer = report(platform, version, Some(linked), None).map(|report| report.tls12);
        assert_eq!(answer, Ok(Unknown), "{platform} {version} on {linked}");
    }
}

#[test]
fn wget() -> Result<(), CheckError> {
    rows(&[
        ("wget", "1.12", None, Unknown, Unsupported),
        ("wget", "1.16", Some("OpenSSL 1.0.1t"), OptIn, Unsupported),
        ("wget", "1.15", Some("OpenSSL 1.0.0t"), Unsupported, Unsupported),
        ("wget", "1.15", Some("OpenSSL 1.0.1f"), Default, Unsupported),
        ("wget", "1.19.4", Some("OpenSSL 1.1.1"), Default, Unsupported),
        ("wget", "1.19.5", Some("OpenSSL 1.1.1"), Default, Default),
        ("wget", "1.21.3", Some("OpenSSL 3.0.2"), Default, Default),
        ("wget", "1.17", Some("LibreSSL 2.4.5"), Default, Unsupported),
    ]);
    for (version, linked, variant, tls12) in [
        ("1.15", Some("OpenSSL 1.0.1f"), "openssl", Default),
        ("1.16", None, "openssl", OptIn),
        ("1.16", Some("OpenSSL 0.9.8zh"), "openssl", Unsupported),
        ("1.16.1", None, "openssl", Unknown),
        ("1.20", None, "gnutls", Unknown),
    ] {
        let report = report("wget", version, linked, Some(variant))?;
        assert_eq!(report.tls12, tls12, "{version} {variant} on {linked:?}");
    }
    Ok(())
}

#[test]
fn git_and_perl() {
    rows(&[
        ("git", "1.8.3.1", None, Unknown, Unknown),
        ("git", "2.5.6", None, Unknown, Unknown),
        ("git", "2.47.3", None, Unknown, Unknown),
        ("git", "1.7.1", Some("OpenSSL/0.9.8e"), Unsupported, Unsupported),
        ("git", "2.17.1", Some("OpenSSL/1.0.2g"), Default, Unsupported),
        ("git", "2.39.5", Some("OpenSSL 3.0.19"), Default, Default),
        ("perl", "5.8.8", None, Unknown, Unknown),
        ("perl", "5.10.1", Some("OpenSSL 1.0.0-fips"), Unsupported, Unsupported),
        ("perl", "v5.18.2", Some("OpenSSL 1.0.1f"), Default, Unsupported),
        ("perl", "5.36.0", Some("OpenSSL 3.0.19 27 Jan 2026"), Default, Default),
    ]);
}

#[test]
fn python_packages() {
    rows(&[
        ("urllib3", "1.5", None, Unknown, Unknown),
        ("urllib3", "1.26.20", None, Unknown, Unknown),
        ("urllib3", "2.0.0a1", None, Unknown, Unknown),
        ("urllib3", "2.0.0", None, Default, Default),
        ("urllib3", "2.7.0", None, Default, Unknown),
        ("urllib3", "1.24.3", Some("Python 2.7.8"), Unsupported, Unsupported),
        ("urllib3", "1.24.3", Some("Python 2.7.9"), Default, Unsupported),
        ("urllib3", "1.26.18", Some("Python 3.11.7"), Default, Default),
        ("requests", "2.7.0", None, Unknown, Unknown),
        ("python-requests", "2.27.1", None, Unknown, Unknown),
        ("requests", "2.28.0", None, Default, Unknown),
        ("requests", "2.32.5", None, Default, Unknown),
        ("requests", "2.33.0", None, Default, Default),
        ("requests", "2.7.0", Some("CPython/2.7.8"), Unsupported, Unsupported),
        ("requests", "2.7.0", Some("CPython/2.7.9"), Default, Unsupported),
        ("requests", "2.22.0", Some("PyPy 2.4.0"), Unsupported, Unsupported),
        ("requests", "2.31.0", Some("Python 3.11.2"), Default, Default),
        ("pyopenssl", "0.13.1", None, Unknown, Unknown),
        ("pyopenssl", "0.13.1", Some("OpenSSL 1.0.0t"), Unsupported, Unsupported),
        ("pyopenssl", "0.13.1", Some("OpenSSL 1.0.1f"), Default, Unsupported),
        ("pyopenssl", "0.14", None, Unknown, Unknown),
        ("pyopenssl", "19.1.0", Some("OpenSSL 1.1.1g"), Default, Default),
        ("pyopenssl", "20.0.0", None, Default, Unknown),
        ("pyopenssl", "23.2.0", None, Default, Unknown),
        ("pyopenssl", "23.3.0", None, Default, Default),
        ("pypy", "2.4.0", None, Unsupported, Unsupported),
        ("pypy", "2.5.0", Some("OpenSSL 1.0.1k"), Unsupported, Unsupported),
        ("pypy", "2.5.1", None, Default, Unknown),
        ("pypy", "5.4.1", Some("OpenSSL 1.0.0t"), Unsupported, Unsupported),
        ("pypy", "5.6.0", None, Default, Unknown),
        ("pypy3", "7.3.11", Some("OpenSSL 3.0.15 3 Sep 2024"), Default, Default),
        // Python's version is not PyPy's.
        ("pypy", "2.7.18", None, Unknown, Unknown),
        ("pypy", "3.9.16", None, Unknown, Unknown),
        ("pypy", "3.9", None, Unknown, Unknown),
        ("pypy", "2.7.8", None, Unknown, Unknown),
    ]);
}

#[test]
fn erlang_and_rust() {
    rows(&[
        ("erlang", "14", None, Unsupported, Unsupported),
        ("erlang", "15", None, Unknown, Unknown),
        ("erlang", "15B01", None, Unsupported, Unsupported),
        ("erlang", "15B02", None, OptIn, Unsupported),
        ("otp", "16", None, Default, Unsupported),
        ("erlang", "17.0", None, Default, Unsupported),
        ("erlang", "21.3", None, Default, Unsupported),
        ("erlang", "22.1", None, Default, OptIn),
        ("erlang", "23.0", None, Default, Default),
        ("erlang", "25", None, Default, Default),
        ("rust", "0.13.1", None, Default, Unsupported),
        ("rustls", "0.14.0", None, Default, Default),
        ("rust", "0.23.25", None, Default, Default),
    ]);
}

#[test]
fn what_the_library_cannot_settle_is_said_as_a_condition() -> Result<(), CheckError> {
    for (platform, version, library, word) in [
        ("requests", "2.7.0", "OpenSSL 1.0.2k", "Python is 2.7.9"),
        ("urllib3", "1.24.3", "OpenSSL 1.0.2k", "Python is 2.7.9"),
        ("pyopenssl", "0.13.1", "OpenSSL 1.0.1f", "TLSv1_METHOD"),
        ("pyopenssl", "19.1.0", "OpenSSL 1.1.1g", "TLSv1_METHOD"),
    ] {
        let report = report(platform, version, Some(library), None)?;
        let said = report.conditions.iter().any(|text| text.contains(word));
        assert!(said, "{platform} {version} on {library}: {:?}", report.conditions);
    }
    Ok(())
}
