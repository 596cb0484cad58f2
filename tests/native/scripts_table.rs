//! The boundaries of the platforms that scripts and their tools run on.

use tls_ready::model::Support::{self, Default, OptIn, Unknown, Unsupported};
use tls_ready::{CheckError, Policy, Stack, check};

/// Platform, version, library, TLS 1.2, TLS 1.3.
type Row = (&'static str, &'static str, Option<&'static str>, Support, Support);

const OPENSSL_0_9_8: Option<&str> = Some("OpenSSL 0.9.8zh 14 Jan 2016");
const OPENSSL_1_0_1: Option<&str> = Some("OpenSSL/1.0.1e-fips");
const OPENSSL_1_1_1: Option<&str> = Some("OpenSSL/1.1.1w");
const LIBRESSL_2: Option<&str> = Some("LibreSSL/2.8.3");

const ROWS: &[Row] = &[
    ("node", "0.8.28", None, Unsupported, Unsupported),
    ("node", "0.9.1", None, Unsupported, Unsupported),
    ("node", "0.9.2", None, Default, Unsupported),
    ("node", "v0.10.48", None, Default, Unsupported),
    ("node", "0.10", None, Default, Unsupported),
    ("nodejs", "8.11.1", Some("OpenSSL 1.0.2o"), Default, Unsupported),
    ("node", "10.16.3", None, Default, Unsupported),
    ("node", "11.14.0", None, Default, Unsupported),
    ("node", "11.15.0", None, Default, OptIn),
    ("node", "v12.0.0", None, Default, Default),
    ("node", "v20.20.2", None, Default, Default),
    ("go", "go1.1.2", None, Unsupported, Unsupported),
    ("go", "go1.2", None, Default, Unsupported),
    ("golang", "1.11.13", None, Default, Unsupported),
    ("go", "go1.12.17", None, Default, OptIn),
    ("go", "1.13", None, Default, Default),
    ("go", "1.22", None, Default, Default),
    ("php", "5.3.3", None, Unknown, Unsupported),
    ("php", "5.3.3", OPENSSL_1_0_1, Default, Unsupported),
    ("php", "5.6.40-0+deb8u12", OPENSSL_1_0_1, Default, Unsupported),
    ("php", "5.6.14", OPENSSL_0_9_8, Unsupported, Unsupported),
    ("php", "7.1.17", None, Unknown, Unsupported),
    ("php", "7.3.33", OPENSSL_1_1_1, Default, Unsupported),
    ("php", "7.4.21", None, Unknown, Unknown),
    ("php", "7.4.21", OPENSSL_1_1_1, Default, Default),
    ("php", "8.1.0", None, Unknown, Unknown),
    ("php", "8.4.1", None, Unknown, Unknown),
    ("curl", "7.19.7", None, Unknown, Unsupported),
    ("curl", "7.35.0", Some("OpenSSL/1.0.1f"), Default, Unsupported),
    ("curl", "7.10.6", Some("OpenSSL/0.9.7a"), Unsupported, Unsupported),
    ("curl", "7.58.0", OPENSSL_1_1_1, Default, OptIn),
    ("curl", "7.61.0", OPENSSL_1_1_1, Default, Default),
    ("libcurl", "8.4.0", LIBRESSL_2, Default, Unsupported),
    ("curl", "8.15.0", None, Unknown, Unknown),
    ("curl", "8.16.0", None, Unknown, Unknown),
    ("wget", "1.12", OPENSSL_1_0_1, Default, Unsupported),
    ("wget", "1.12", OPENSSL_0_9_8, Unsupported, Unsupported),
    ("wget", "1.16", None, Unknown, Unsupported),
    ("wget", "1.19.4", None, Unknown, Unsupported),
    ("wget", "1.19.5", OPENSSL_1_1_1, Default, Default),
    ("wget", "1.21.3", None, Unknown, Unknown),
    ("git", "1.8.3.1", None, Unknown, Unknown),
    ("git", "2.47.3", OPENSSL_1_1_1, Default, Default),
    ("git", "2.17.1", Some("libcurl/7.58.0"), Unknown, OptIn),
    ("perl", "5.8.8", None, Unknown, Unknown),
    ("perl", "v5.18.2", OPENSSL_0_9_8, Unsupported, Unsupported),
    ("perl", "5.36.0", OPENSSL_1_1_1, Default, Default),
    ("erlang", "15B01", None, Unsupported, Unsupported),
    ("erlang", "15B02", None, OptIn, Unsupported),
    ("erlang", "OTP R16B03", None, Default, Unsupported),
    ("erlang", "17.5", None, Default, Unsupported),
    ("erlang", "22.0", None, Default, Unsupported),
    ("erlang", "22.1", None, Default, OptIn),
    ("otp", "23.0", None, Default, Default),
    ("rust", "0.13.1", None, Default, Unsupported),
    ("rustls", "0.14.0", None, Default, Default),
    ("rust", "1.70.0", None, Unknown, Unknown),
    ("requests", "2.27.1", None, Unknown, Unknown),
    ("requests", "2.7.0", Some("CPython/2.7.9"), Default, Unsupported),
    ("requests", "2.7.0", Some("Python 2.7.8"), Unsupported, Unsupported),
    ("requests", "2.27.1", OPENSSL_0_9_8, Unsupported, Unsupported),
    ("python-requests", "2.28.0", None, Default, Unknown),
    ("requests", "2.33.0", None, Default, Default),
    ("urllib3", "1.26.18", None, Unknown, Unknown),
    ("urllib3", "1.26.18", OPENSSL_1_1_1, Default, Default),
    ("urllib3", "2.0.0", None, Default, Default),
    ("urllib3", "2.2.1", LIBRESSL_2, Default, Unsupported),
    ("pyopenssl", "0.13.1", OPENSSL_0_9_8, Unsupported, Unsupported),
    ("pyopenssl", "19.1.0", None, Unknown, Unknown),
    ("pyopenssl", "20.0.0", None, Default, Unknown),
    ("pyopenssl", "23.3.0", None, Default, Default),
    ("pypy", "2.5.0", None, Unsupported, Unsupported),
    ("pypy", "2.5.1", None, Default, Unknown),
    ("pypy", "7.3.11", OPENSSL_0_9_8, Unsupported, Unsupported),
    ("pypy", "7.3.11", OPENSSL_1_1_1, Default, Default),
];

#[test]
fn every_row_answers_as_written() -> Result<(), CheckError> {
    for (platform, version, linked, tls12, tls13) in ROWS {
        let mut stack = Stack::new(platform, version);
        stack.linked = linked.map(str::to_owned);
        let report = check(&stack, &Policy::built_in())?;
        let answer = (report.tls12, report.tls13);
        assert_eq!(answer, (*tls12, *tls13), "{platform} {version} on {linked:?}");
    }
    Ok(())
}

#[test]
fn builds_of_their_own_have_answers_of_their_own() -> Result<(), CheckError> {
    for (platform, version, variant, tls12, tls13) in [
        ("php", "7.1.0", "curl", Unknown, Unknown),
        ("curl", "7.33.0", "nss", Unsupported, Unsupported),
        ("curl", "7.34.0", "nss", OptIn, Unsupported),
        ("curl", "7.36.0", "nss", Default, Unsupported),
        ("curl", "7.66.0", "nss", Default, Default),
        ("curl", "7.19.7", "rhel", OptIn, Unsupported),
        ("curl", "7.29.0", "rhel", Default, Unsupported),
        ("curl", "7.27.0", "secure-transport", Unsupported, Unsupported),
        ("curl", "7.43.0", "secure-transport", Default, Unsupported),
        ("curl", "7.46.0", "schannel", Unknown, Unsupported),
        ("curl", "7.85.0", "schannel", Unknown, Unknown),
        ("wget", "1.15", "openssl", Unknown, Unsupported),
        ("wget", "1.16", "openssl", OptIn, Unsupported),
        ("wget", "1.16.1", "openssl", Unknown, Unsupported),
        ("wget", "1.16", "gnutls", Unknown, Unsupported),
        ("perl", "2.059", "io-socket-ssl", Unknown, Unsupported),
        ("perl", "2.060", "io-socket-ssl", Unknown, Unknown),
        ("rust", "0.2.12", "native-tls", Unknown, Unknown),
        ("rust", "0.12.28", "reqwest", Unknown, Unknown),
        ("rust", "0.13.0", "reqwest", Default, Default),
        ("pypy", "2.4.0", "pypy3", Unknown, Unsupported),
        ("pypy", "5.7.0", "pypy3", Default, Unknown),
    ] {
        let stack = Stack::new(platform, version).built_as(variant);
        let report = check(&stack, &Policy::built_in())?;
        let answer = (report.tls12, report.tls13);
        assert_eq!(answer, (tls12, tls13), "{platform} {version} {variant}");
    }
    Ok(())
}
