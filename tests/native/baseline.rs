//! Every row of the baseline's table, and where better sources differ.

use tls_ready::model::Support::{self, Default, OptIn, Unknown, Unsupported};
use tls_ready::{CheckError, Policy, Stack, Verdict, check};

fn tls12(platform: &str, version: &str, linked: Option<&str>) -> Result<Support, CheckError> {
    let stack = Stack {
        platform: platform.into(),
        version: version.into(),
        linked: linked.map(str::to_owned),
        variant: None,
    };
    check(&stack, &Policy::built_in()).map(|report| report.tls12)
}

#[test]
fn every_row_answers_as_written() -> Result<(), CheckError> {
    for (platform, version, expected) in [
        ("java", "1.8", Default),
        ("java", "8", Default),
        ("java", "1.8.0_292-b10", Default),
        ("java", "17.0.9", Default),
        ("java", "1.7", OptIn),
        ("java", "7", OptIn),
        ("java", "7u80", OptIn),
        ("java", "6u121", OptIn),
        ("java", "1.6.0_121", OptIn),
        ("java", "1.6.0_120", Unsupported),
        ("java", "6u45", Unsupported),
        ("java", "1.5.0_22", Unsupported),
        ("java", "1.4.2_19", Unsupported),
        ("java", "1.6", Unknown),
        ("java", "6", Unknown),
        (".NET", "4.6", Default),
        ("dotnet", "v4.6", Default),
        ("dotnet", "4.8.1", Default),
        ("dotnet", "4.5", OptIn),
        ("dotnet", "4.5.1", OptIn),
        ("dotnet", "4.5.2", OptIn),
        ("dotnet", "net452", OptIn),
        ("dotnet", "4.0", Unsupported),
        ("dotnet", "3.5", Unsupported),
        ("dotnet", "2.0.50727.5420", Unsupported),
        ("dotnet", "4.0.30319", Unknown),
        ("dotnet", "4.0.30319.42000", Unknown),
        ("ruby", "2.0.0", Default),
        ("ruby", "2.0.0-p648", Default),
        ("ruby", "3.3.0", Default),
        ("ruby", "1.9.3p551", Unsupported),
        ("ruby", "1.8.7", Unsupported),
        ("python", "2.7.9", Default),
        ("python", "3.12.4", Default),
        ("python", "2.7.8", Unsupported),
        ("python", "2.7.9rc1", Unsupported),
        ("python", "2.7", Unknown),
        ("openssl", "1.0.1", Default),
        ("openssl", "1.0.1e-fips", Default),
        ("openssl", "3.0.19", Default),
        ("openssl", "1.0.0t", Unsupported),
        ("openssl", "0.9.8zh", Unsupported),
        // Where better sources differ.
        ("java", "7u131", Default),
        ("java", "6u141", Default),
        ("java", "6u115", Unsupported),
        ("java", "6u115-b32", OptIn),
        ("python", "3.2.3", Unknown),
    ] {
        assert_eq!(tls12(platform, version, None)?, expected, "{platform} {version}");
    }
    Ok(())
}

#[test]
fn the_weaker_half_decides() -> Result<(), CheckError> {
    for (platform, version, linked, expected) in [
        ("ruby", "2.0.0", "OpenSSL 0.9.8zh", Unsupported),
        ("ruby", "2.0.0", "OpenSSL 1.0.1", Default),
        ("ruby", "1.9.3", "OpenSSL 1.0.1u", Unsupported),
        ("python", "2.7.14", "OpenSSL 1.0.0t", Unsupported),
        ("python", "2.7.9", "OpenSSL 1.0.1e-fips 11 Feb 2013", Default),
        ("python", "3.2.3", "OpenSSL 1.0.1e", Default),
        ("python", "3.2.3", "OpenSSL 0.9.8e", Unsupported),
        ("python", "3.8.1", "LibreSSL 2.8.3", Default),
    ] {
        let answer = tls12(platform, version, Some(linked))?;
        assert_eq!(answer, expected, "{platform} {version} on {linked}");
    }
    Ok(())
}

#[test]
fn a_build_of_its_own_has_rules_of_its_own() -> Result<(), CheckError> {
    for (platform, version, variant, expected) in [
        ("java", "6u121", "openjdk", Unsupported),
        ("java", "7u111", "openjdk", OptIn),
        ("python", "2.7.5", "rhel7", Default),
        ("openssl", "1.0.1", "no-tls1-2-client", OptIn),
    ] {
        let stack = Stack::new(platform, version).built_as(variant);
        let report = check(&stack, &Policy::built_in())?;
        assert_eq!(report.tls12, expected, "{platform} {version} {variant}");
    }
    Ok(())
}

#[test]
fn ruby_is_ready_on_a_condition_and_an_open_version_names_the_command() -> Result<(), CheckError> {
    let ruby = check(&Stack::new("ruby", "2.0.0"), &Policy::built_in())?;
    assert_eq!(ruby.verdict, Verdict::Ready);
    assert_eq!(ruby.conditions, ["its OpenSSL is 1.0.1 or later"]);
    let java = check(&Stack::new("java", "6"), &Policy::built_in())?;
    assert_eq!(java.verdict, Verdict::Unknown);
    assert!(java.next.iter().any(|next| next.command == "java -version"));
    Ok(())
}

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

#[test]
fn what_is_no_version_is_an_error_that_says_what_was_expected() {
    for text in ["", "banana", "1.8.0_292x", "v", "99999999999999999999", "java"] {
        let error = tls12("java", text, None).map_err(|error| error.to_string());
        assert!(
            error.as_ref().is_err_and(|message| message.contains("8u292")),
            "{text:?}: {error:?}"
        );
    }
}
