//! Vendors' order, and that no text can make the parsers panic.

use proptest::prelude::*;
use tls_ready::version::{NotAVersion, Notation};

#[test]
fn order_is_the_vendors() -> Result<(), NotAVersion> {
    use Notation::{DotnetFramework, Dotted, Java, Openssl, Ruby};
    for (notation, low, high) in [
        (Openssl, "0.9.8y", "0.9.8z"),
        (Openssl, "0.9.8z", "0.9.8za"),
        (Openssl, "0.9.8za", "0.9.8zh"),
        (Openssl, "1.0.1", "1.0.1a"),
        (Openssl, "1.0.1-beta1", "1.0.1"),
        (Openssl, "1.0.0t", "1.0.1"),
        (Java, "6u45", "6u121"),
        (Java, "1.6.0_120", "6u121"),
        (Java, "1.7.0_80", "8"),
        (Java, "8u292", "9.0.1"),
        (Java, "1.4.2_19", "1.5.0_01"),
        (Java, "6u115-b31", "6u115-b32"),
        (Java, "21-ea+35", "21.0.1"),
        (Ruby, "1.9.3p194", "1.9.3-p551"),
        (Ruby, "2.0.0-rc2", "2.0.0-p0"),
        (Dotted, "2.7.9rc1", "2.7.9"),
        (Dotted, "2.7.9", "2.7.10"),
        (Dotted, "v0.8.28", "0.10.0"),
        (DotnetFramework, "net452", "4.6"),
    ] {
        let (lower, higher) = (notation.parse(low)?, notation.parse(high)?);
        assert!(lower.version < higher.version, "{low} < {high}");
    }
    Ok(())
}

#[test]
fn spellings_of_one_version_are_one() -> Result<(), NotAVersion> {
    use Notation::{DotnetFramework, Java, Openssl, Ruby};
    for (notation, text, normalised) in [
        (Java, "1.8.0_292-b10", "8u292"),
        (Java, "8u292", "8u292"),
        (Java, "1.7.0_80", "7u80"),
        (Java, "11.0.21+9-LTS", "11.0.21"),
        (Java, "7u321-2.6.28-0ubuntu0.14.04.1", "7u321"),
        (Ruby, "1.9.3p551", "1.9.3-p551"),
        (Ruby, "2.0.0-p648", "2.0.0-p648"),
        (Openssl, "1.0.1e-fips", "1.0.1e"),
        (Openssl, "1:1.0.1e-2+deb7u20", "1.0.1e"),
        (DotnetFramework, "v4.6", "4.6"),
        (DotnetFramework, "net472", "4.7.2"),
    ] {
        assert_eq!(notation.parse(text)?.normalised, normalised, "{text}");
    }
    Ok(())
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC{0,40}", near in "[0-9a-z._+~ u-]{0,24}") {
        for notation in [
            Notation::Dotted, Notation::Java, Notation::Ruby, Notation::Openssl, Notation::DotnetFramework,
        ] {
            for text in [&text, &near] {
                if let Ok(parsed) = notation.parse(text) {
                    prop_assert!(parsed.below.is_none_or(|below| below > parsed.version));
                }
            }
        }
    }

    #[test]
    fn java_updates_are_in_order(low in 0_u32..999, more in 1_u32..999) {
        let parse = |update: u32| Notation::Java.parse(&format!("1.7.0_{update:02}"));
        let (low, high) = (parse(low), parse(low + more));
        prop_assert!(low.is_ok() && high.is_ok());
        prop_assert!(low.ok().map(|parsed| parsed.version) < high.ok().map(|parsed| parsed.version));
    }
}
