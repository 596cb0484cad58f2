//! Libraries, systems and browsers: the versions on both sides of each change.

use tls_ready::model::Support::{self, Default, OptIn, Unknown, Unsupported};
use tls_ready::{CheckError, Policy, Report, Stack, check};

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

fn rows(rows: &[(&str, &str, Support, Support)]) -> Result<(), CheckError> {
    for (platform, version, tls12, tls13) in rows {
        let report = report(platform, version, None, None)?;
        assert_eq!((report.tls12, report.tls13), (*tls12, *tls13), "{platform} {version}");
    }
    Ok(())
}

#[test]
fn libraries() -> Result<(), CheckError> {
    rows(&[
        ("nss", "3.14.0.0", Unsupported, Unsupported),
        ("nss", "3.15", Unsupported, Unsupported),
        ("nss", "3.15.0", Unsupported, Unsupported),
        ("nss", "3.15.1", Unknown, Unsupported),
        ("nss", "3.17.4", Unknown, Unsupported),
        ("nss", "3.19.1 Basic ECC", OptIn, Unsupported),
        ("nss", "NSS/3.21 Basic ECC", OptIn, Unsupported),
        ("nss", "3.28.4", Unknown, Unsupported),
        ("nss", "3.35", Unknown, Unsupported),
        ("nss", "3.36", Default, Unsupported),
        ("nss", "3.38", Default, Unsupported),
        ("nss", "3.39", Default, OptIn),
        ("nss", "3.47.1", Default, OptIn),
        ("nss", "3.48", Default, Default),
        ("nss", "3.53.1", Default, Default),
        ("gnutls", "2.8.6", Unsupported, Unsupported),
        ("gnutls", "2.9.9", OptIn, Unsupported),
        ("gnutls", "2.9.10", Default, Unsupported),
        ("GnuTLS", "2.12.23", Default, Unsupported),
        ("gnutls", "3.6.3", Default, Unsupported),
        ("gnutls", "3.6.4", Default, Default),
        ("gnutls", "GnuTLS/3.7.9", Default, Default),
        ("polarssl", "1.1.8", Unsupported, Unsupported),
        ("polarssl", "1.2.0", Default, Unsupported),
        ("mbedtls", "3.0.0", Default, Unsupported),
        ("mbedtls", "3.1.0", Default, OptIn),
        ("mbedtls", "3.5.2", Default, OptIn),
        ("mbed tls", "3.6.0", Default, Default),
        ("cyassl", "1.0.6", Unsupported, Unsupported),
        ("cyassl", "2.9.4", OptIn, Unsupported),
        ("cyassl", "3.3.0", Default, Unsupported),
        ("wolfssl", "3.14.5", Default, Unsupported),
        ("wolfssl", "3.15.3", Default, Unknown),
        ("wolfssl", "4.4.0", Default, OptIn),
        ("wolfssl", "4.5.0", Default, Default),
        ("debian", "wheezy", Default, Unsupported),
        ("debian", "Squeeze", Unsupported, Unsupported),
        ("ubuntu", "precise", OptIn, Unsupported),
        ("android", "KitKat", OptIn, Unsupported),
        ("android", "API 15", Unsupported, Unsupported),
        ("android", "API 16", OptIn, Unsupported),
        ("android", "16", Default, Default),
        ("macos", "High Sierra", Default, Unsupported),
        ("macos", "OS X Lion", Unsupported, Unsupported),
        ("boringssl", "2018.08.28", Default, Unsupported),
        ("boringssl", "2019.11.05", Default, OptIn),
        ("boringssl", "2019.11.06", Default, Default),
        ("secure-transport", "10.7.5", Unsupported, Unsupported),
        ("SecureTransport", "10.8.5", Default, Unsupported),
        ("SecureTransport", "14.5", Default, Unsupported),
    ])
}

#[test]
fn systems() -> Result<(), CheckError> {
    rows(&[
        ("macos", "10.7.5", Unsupported, Unsupported),
        ("macos", "10.8.5", Unknown, Unsupported),
        ("os x", "10.9", Default, Unsupported),
        ("macos", "10.14.3", Default, Unsupported),
        ("macos", "10.14.4", Default, Unknown),
        ("macos", "10.15", Default, Default),
        ("macos", "26.0", Default, Default),
        ("ios", "4.3.5", Unsupported, Unsupported),
        ("ios", "5.0", Default, Unsupported),
        ("ios", "12.1", Default, Unsupported),
        ("ipados", "13.1", Default, Default),
        ("ios", "12.2", Default, Default),
        ("rhel", "5.11", Unsupported, Unsupported),
        ("rhel", "6.4", Unsupported, Unsupported),
        ("rhel", "6", Unknown, Unsupported),
        ("rhel", "Red Hat Enterprise Linux Server release 6.10 (Santiago)", Default, Unsupported),
        ("centos", "CentOS release 6.5 (Final)", Default, Unsupported),
        ("centos", "CentOS Linux release 7.9.2009 (Core)", Default, Unsupported),
        ("centos", "8", Default, Default),
        ("rhel", "9.4", Default, Default),
        ("debian", "6.0.10", Unsupported, Unsupported),
        ("debian", "7.11", Default, Unsupported),
        ("debian", "9", Default, Unsupported),
        ("debian", "10", Default, Default),
        ("debian", "12 (bookworm)", Default, Default),
        ("ubuntu", "11.10", Unsupported, Unsupported),
        ("ubuntu", "12.04", OptIn, Unsupported),
        ("ubuntu", "12.10", OptIn, Unsupported),
        ("ubuntu", "13.10", Unknown, Unsupported),
        ("ubuntu", "Ubuntu 14.04.6 LTS", Default, Unsupported),
        ("ubuntu", "16.04", Default, Unsupported),
        ("ubuntu", "18.04", Default, Default),
        ("ubuntu", "22.04.3", Default, Default),
        ("alpine", "2.1.5", Unsupported, Unsupported),
        ("alpine", "2.3", Unknown, Unsupported),
        ("alpine", "2.4.10", Default, Unsupported),
        ("alpine", "3.8.5", Default, Unsupported),
        ("alpine", "3.9.0", Default, Default),
        ("amazon-linux", "1", Default, Unsupported),
        ("amazon-linux", "2018.03", Default, Unsupported),
        ("amazon-linux", "2", Default, Unsupported),
        ("amazon-linux", "2023", Default, Default),
        ("sles", "11.4", Unsupported, Unsupported),
        ("sles", "12.5", Default, Unsupported),
        ("sles", "15.1", Default, Unsupported),
        ("sles", "15.2", Default, Default),
        ("sles", "15-SP4", Default, Unknown),
    ])
}

#[test]
fn browsers() -> Result<(), CheckError> {
    rows(&[
        ("chrome", "28.0.1500.95", Unsupported, Unsupported),
        ("chrome", "29", Unknown, Unsupported),
        ("chrome", "30.0.1599.66", Default, Unsupported),
        ("chrome", "69.0.3497.100", Default, Unsupported),
        ("chrome", "70.0.3538.67", Default, Default),
        ("firefox", "23.0.1", Unsupported, Unsupported),
        ("firefox", "24.0", OptIn, Unsupported),
        ("firefox", "26.0", OptIn, Unsupported),
        ("firefox", "27.0", Default, Unsupported),
        ("firefox", "62.0.3", Default, Unsupported),
        ("firefox", "63.0", Default, Default),
        ("safari", "6.2.8", Unsupported, Unsupported),
        ("safari", "7.0", Default, Unsupported),
        ("safari", "13.1.2", Default, Unknown),
        ("safari", "14.0", Default, Default),
        ("edge", "18.17763", Default, Unsupported),
        ("edge", "79.0.309.65", Default, Default),
        ("ie", "7.0.5730.13", Unsupported, Unsupported),
        ("msie", "8.0.6001.18702", OptIn, Unsupported),
        ("ie", "10.0.9200.16384", OptIn, Unsupported),
        ("ie", "11", Default, Unsupported),
        ("opera", "9.64", Unsupported, Unsupported),
        ("opera", "12.16", OptIn, Unsupported),
        ("opera", "15.0.1147.130", Unsupported, Unsupported),
        ("opera", "16.0.1196.62", Default, Unsupported),
        ("opera", "57.0.3098.76", Default, Default),
    ])
}

#[test]
fn what_apple_ships_has_rules_of_its_own() -> Result<(), CheckError> {
    for (version, variant, tls12, tls13) in [
        ("10.8.5", "system-curl", Unsupported, Unsupported),
        ("10.9", "system-curl", Default, Unsupported),
        ("10.13.6", "system-curl", Default, Unknown),
        ("10.12.6", "system-scripts", Unsupported, Unsupported),
        ("10.13", "system-scripts", Default, Unsupported),
    ] {
        let report = report("macos", version, None, Some(variant))?;
        assert_eq!((report.tls12, report.tls13), (tls12, tls13), "{version} {variant}");
    }
    Ok(())
}

#[test]
fn the_library_of_a_distribution_bounds_it() -> Result<(), CheckError> {
    for (platform, version, linked, tls12, tls13) in [
        ("centos", "6.8", "NSS/3.21 Basic ECC", OptIn, Unsupported),
        ("centos", "7.9", "NSS/3.53.1", Default, Unsupported),
        ("rhel", "8.4", "GnuTLS/3.6.16", Default, Default),
        ("debian", "12", "OpenSSL 3.0.19", Default, Default),
        ("ubuntu", "18.04", "OpenSSL 1.1.0g", Default, Unsupported),
        ("alpine", "3.8", "LibreSSL 2.7.5", Default, Unsupported),
    ] {
        let report = report(platform, version, Some(linked), None)?;
        assert_eq!((report.tls12, report.tls13), (tls12, tls13), "{platform} {version} {linked}");
    }
    Ok(())
}

#[test]
fn conditions_and_ends_of_support_are_said() -> Result<(), CheckError> {
    let sles = report("sles", "12.2", None, None)?;
    assert!(sles.conditions.iter().any(|text| text.contains("1.0.1")), "{:?}", sles.conditions);
    let centos = report("centos", "7.9.2009", None, None)?;
    assert!(centos.end_of_life.is_some_and(|text| text.contains("2024-06-30")));
    let ubuntu = report("ubuntu", "12.04", None, None)?;
    let ids: Vec<&str> = ubuntu.fixes.iter().map(|fix| fix.id).collect();
    assert_eq!(ids, ["name-tls12", "upgrade"]);
    Ok(())
}
