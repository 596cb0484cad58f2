//! Every row of the baseline's table, and where better sources differ.

use tls_ready::model::Support::{self, Default, OptIn, Unknown, Unsupported};
use tls_ready::{CheckError, Policy, Stack, Verdict, check};
use xtask::baseline;

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
fn what_is_no_version_is_an_error_that_says_what_was_expected() {
    for text in ["", "banana", "1.8.0_292x", "v", "99999999999999999999", "java"] {
        let error = tls12("java", text, None).map_err(|error| error.to_string());
        assert!(
            error.as_ref().is_err_and(|message| message.contains("8u292")),
            "{text:?}: {error:?}"
        );
    }
}

/// Every rule whose answer is not the baseline's: platform, rule, what the
/// table says, the answer.
#[rustfmt::skip]
const RULES_THAT_DIFFER: &[(&str, &str, Support, Support)] = &[
    ("dotnet", "updated-2.0", Unsupported, OptIn),
    ("dotnet", "updated-4.0", Unsupported, OptIn),
    ("java", "6u115-b32", Unsupported, OptIn),
    ("java", "6u141", OptIn, Default),
    ("java", "7u131", OptIn, Default),
    ("java", "openjdk-6", OptIn, Unsupported),
    ("java", "openjdk-7u131", OptIn, Default),
    ("java", "ibm-6", Unsupported, OptIn),
    ("java", "ibm-7", OptIn, Unknown),
    ("openssl", "no-client-1.0.1", Default, OptIn),
    ("python", "rhel7-2.7.5", Unsupported, Default),
];

/// Every stack whose answer only the software below makes another one.
#[rustfmt::skip]
const STACKS_THAT_DIFFER: &[(&str, &str, Option<&str>, Support, Support)] = &[
    ("dotnet", "4.7.2", Some("Windows 7"), Default, OptIn),
    ("dotnet", "4.8.1", Some("Windows Server 2008 R2"), Default, OptIn),
    ("dotnet", "4.6", Some("Windows Vista"), Default, Unsupported),
    ("python", "2.7.14", Some("OpenSSL 1.0.0t"), Default, Unsupported),
    ("python", "2.7.9", Some("OpenSSL 0.9.8zh"), Default, Unsupported),
    ("python", "3.4.3", Some("OpenSSL 0.9.8zh"), Default, Unsupported),
    ("python", "3.2.3", None, Default, Unknown),
    ("python", "3.0", None, Default, Unknown),
    ("python", "3.3.7", Some("OpenSSL 0.9.8e"), Default, Unsupported),
];

/// Every stack whose answer stays, with a note that has these words.
#[rustfmt::skip]
const STACKS_WITH_A_NOTE: &[(&str, &str, Option<&str>, Support, &str)] = &[
    ("java", "7u111", None, OptIn, "7u111"),
    ("java", "6u115", None, Unsupported, "b32"),
    ("dotnet", "3.5", None, Unsupported, "KB3154518"),
    ("dotnet", "4.0", None, Unsupported, "4.5 or later is installed"),
    ("python", "2.7.8", Some("OpenSSL 1.0.1u"), Unsupported, "negotiate"),
    ("ruby", "1.9.3", Some("OpenSSL 1.0.1u"), Unsupported, "negotiate"),
    ("openssl", "1.0.1", None, Default, "Ubuntu 12.04"),
    ("openssl", "1.0.1c", None, Default, "Ubuntu 12.10"),
];

#[test]
fn the_differences_are_these_and_no_others() {
    let rules: Vec<_> = baseline::rules()
        .map(|(platform, rule, says)| (platform.id, rule.id.as_str(), says, rule.tls12))
        .collect();
    assert_eq!(rules, RULES_THAT_DIFFER);
    let stacks: Vec<_> = STACKS_THAT_DIFFER
        .iter()
        .map(|(platform, version, library, says, _)| (*platform, *version, *library, *says))
        .collect();
    assert_eq!(stacks, baseline::CASES);
    let noted: Vec<_> = STACKS_WITH_A_NOTE
        .iter()
        .map(|(platform, version, library, ..)| (*platform, *version, *library))
        .collect();
    assert_eq!(noted, baseline::NOTED);
}

#[test]
fn each_stack_that_differs_says_why_and_names_its_source() -> Result<(), CheckError> {
    for (platform, version, library, says, answer) in STACKS_THAT_DIFFER {
        let report = baseline::report(platform, version, *library)?;
        assert_eq!(report.tls12, *answer, "{platform} {version} on {library:?}");
        assert_ne!(report.tls12, *says, "{platform} {version} on {library:?} does not differ");
        assert!(!report.reasons.is_empty() && !report.sources.is_empty(), "{platform} {version}");
    }
    for (platform, version, library, answer, words) in STACKS_WITH_A_NOTE {
        let report = baseline::report(platform, version, *library)?;
        assert_eq!(report.tls12, *answer, "{platform} {version} on {library:?}");
        let said = report.reasons.iter().chain(&report.notes).any(|text| text.contains(words));
        assert!(said, "{platform} {version}: {:?} {:?}", report.reasons, report.notes);
    }
    let text = baseline::text();
    for (platform, version, library, ..) in STACKS_THAT_DIFFER {
        let library = library.map(|library| format!(" on {library}")).unwrap_or_default();
        assert!(text.contains(&format!(" {version}{library} | ")), "{platform} {version}{library}");
    }
    Ok(())
}
