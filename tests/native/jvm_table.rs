//! The boundaries of the platforms of Java, .NET, Windows and Android, on both
//! sides.

use tls_ready::model::Support::{self, Default, OptIn, Unknown, Unsupported};
use tls_ready::{CheckError, Policy, Stack, check};

/// Platform, version, library ("" for none), TLS 1.2, TLS 1.3.
type Row = (&'static str, &'static str, &'static str, Support, Support);

fn answers(rows: &[Row], variant: Option<&str>) -> Result<(), CheckError> {
    for (platform, version, linked, tls12, tls13) in rows {
        let stack = Stack {
            platform: (*platform).into(),
            version: (*version).into(),
            linked: Some((*linked).into()),
            variant: variant.map(str::to_owned),
        };
        let report = check(&stack, &Policy::built_in())?;
        assert_eq!(
            (report.tls12, report.tls13),
            (*tls12, *tls13),
            "{platform} {version} on {linked:?}, {variant:?}"
        );
    }
    Ok(())
}

#[test]
fn windows() -> Result<(), CheckError> {
    let rows = [
        ("windows", "5.1.2600", "", Unsupported, Unsupported),
        ("windows", "2003", "", Unsupported, Unsupported),
        ("windows", "6.0.6002", "", Unsupported, Unsupported),
        ("windows", "6.0.6003", "", OptIn, Unsupported),
        ("windows", "Server 2008", "", Unknown, Unknown),
        ("windows", "Windows 7", "", OptIn, Unsupported),
        ("windows", "6.1.7601", "", OptIn, Unsupported),
        ("windows", "Windows NT 6.1", "", OptIn, Unsupported),
        ("windows", "8", "", Default, Unsupported),
        ("windows", "8.1", "", Default, Unsupported),
        ("windows", "Server 2012 R2", "", Default, Unsupported),
        ("windows", "Windows Server 2016", "", Default, Unsupported),
        ("windows", "Server 2019", "", Default, Unsupported),
        ("windows", "10", "", Default, Unsupported),
        ("windows", "10.0.19045.4412", "", Default, Unsupported),
        ("windows", "10.0", "", Default, Unknown),
        ("windows", "10.0.20348", "", Default, Default),
        ("windows", "Windows Server 2022", "", Default, Default),
        ("windows", "11", "", Default, Default),
        ("windows", "2025", "", Default, Default),
    ];
    answers(&rows, None)?;
    let rows = [
        ("windows", "6.0.6003", "", Unsupported, Unsupported),
        ("windows", "7", "", OptIn, Unsupported),
        ("windows", "Server 2012", "", OptIn, Unsupported),
        ("windows", "8.1", "", Default, Unsupported),
        ("windows", "10.0.19045", "", Default, Unsupported),
        ("windows", "Server 2022", "", Default, Unknown),
        ("windows", "11", "", Default, Default),
    ];
    answers(&rows, Some("winhttp"))
}

#[test]
fn dotnet_framework_on_windows() -> Result<(), CheckError> {
    let rows = [
        ("dotnet", "1.1", "", Unsupported, Unsupported),
        ("dotnet", "3.5", "Windows 11", Unsupported, Unsupported),
        ("dotnet", "4.0", "", Unsupported, Unsupported),
        ("dotnet", "4.5", "", OptIn, Unsupported),
        ("dotnet", "4.5.2", "Windows 11", OptIn, Unsupported),
        ("dotnet", "4.6", "", Default, OptIn),
        ("dotnet", "4.6.2", "Windows 10", Default, Unsupported),
        ("dotnet", "4.6.2", "Windows 11", Default, OptIn),
        ("dotnet", "4.7", "", Default, Unknown),
        ("dotnet", "4.7.2", "Windows 6.1", OptIn, Unsupported),
        ("dotnet", "4.7.2", "Windows 7", OptIn, Unsupported),
        ("dotnet", "4.7.2", "Windows 8", Default, Unsupported),
        ("dotnet", "4.7.2", "Windows 10.0.19045", Default, Unsupported),
        ("dotnet", "4.7.2", "Windows Server 2022", Default, Default),
        ("dotnet", "4.8.1", "Windows 11", Default, Default),
    ];
    answers(&rows, None)
}

#[test]
fn dotnet_core() -> Result<(), CheckError> {
    let rows = [
        ("dotnet-core", "1.0.16", "", Default, Unsupported),
        ("dotnet-core", "2.0.9", "OpenSSL 1.1.1", Default, Unsupported),
        ("dotnet-core", "2.1.30", "", Default, Unknown),
        ("dotnet-core", "3.1.32", "OpenSSL 1.1.1n", Default, Default),
        ("dotnet-core", "3.1.32", "OpenSSL 1.0.2k-fips", Default, Unsupported),
        ("netcoreapp", "netcoreapp3.1", "", Default, Unknown),
        ("dotnet-core", "8.0.11", "Windows 10", Default, Unsupported),
        ("dotnet-core", "8.0.11", "Windows Server 2022", Default, Default),
        ("dotnet-core", "8.0.11", "OpenSSL 3.0.2", Default, Default),
        ("dotnet-core", "Microsoft.NETCore.App 2.1.13", "", Default, Unknown),
        ("dotnet-core", "10.0.1", "", Default, Unknown),
    ];
    answers(&rows, None)?;
    let rows = [
        ("dotnet-core", "9.0.19", "", Default, Unsupported),
        ("dotnet-core", "10.0.0", "", Default, OptIn),
    ];
    answers(&rows, Some("macos"))?;
    let rows = [
        ("dotnet-core", "2.0", "", Default, Unsupported),
        ("dotnet-core", "6.0.36", "", Default, Unknown),
        ("dotnet-core", "6.0.36", "Windows 11", Default, Default),
    ];
    answers(&rows, Some("windows"))
}

#[test]
fn java_by_vendor() -> Result<(), CheckError> {
    let rows = [
        ("java", "8u260", "", Default, Unsupported),
        ("java", "8u261", "", Default, OptIn),
        ("java", "8u340", "", Default, OptIn),
        ("java", "8u341", "", Default, Default),
        ("java", "10.0.2", "", Default, Unsupported),
        ("java", "11", "", Default, Default),
    ];
    answers(&rows, None)?;
    let rows = [
        ("java", "8u271", "", Default, Unsupported),
        ("java", "8u272", "", Default, OptIn),
        ("java", "8u351", "", Default, OptIn),
        ("java", "8u352", "", Default, Default),
    ];
    answers(&rows, Some("openjdk"))?;
    let rows = [
        ("java", "1.5.0", "", Unsupported, Unsupported),
        ("java", "1.6.0", "", Unknown, Unsupported),
        ("java", "6.0.9.2", "", Unsupported, Unsupported),
        ("java", "6.0.10.1", "", OptIn, Unsupported),
        ("java", "1.7.0", "", Unknown, Unsupported),
        ("java", "1.8.0_271", "", Default, Unsupported),
        ("java", "1.8.0_281", "", Default, OptIn),
        ("java", "1.8.0_331", "", Default, OptIn),
        ("java", "1.8.0_341", "", Default, Default),
        ("java", "8.0.6.20", "", Default, Unsupported),
        ("java", "8.0.7.10", "", Default, OptIn),
        ("java", "8.0.8.20", "", Default, Default),
        ("java", "11.0.21", "", Default, Default),
    ];
    answers(&rows, Some("ibm"))
}

#[test]
fn android_and_its_levels() -> Result<(), CheckError> {
    let rows = [
        ("android", "2.3.6", "", Unsupported, Unsupported),
        ("android", "4.0.4", "", Unsupported, Unsupported),
        ("android", "4.1", "", OptIn, Unsupported),
        ("android", "Android 4.4.2", "", OptIn, Unsupported),
        ("android", "4", "", Unknown, Unsupported),
        ("android", "5.0", "", Default, Unsupported),
        ("android", "9", "", Default, Unsupported),
        ("android", "10", "", Default, Default),
        ("android", "16", "", Default, Default),
        // API levels that are no release.
        ("android", "18", "", OptIn, Unsupported),
        ("android", "19", "", OptIn, Unsupported),
        ("android", "21", "", Default, Unsupported),
        ("android", "28", "", Default, Unsupported),
        ("android", "29", "", Default, Default),
    ];
    answers(&rows, None)
}

#[test]
fn powershell_and_mono() -> Result<(), CheckError> {
    let rows = [
        ("powershell", "2.0", "", Unknown, Unsupported),
        ("powershell", "WindowsPowerShell/5.1.19041.610", "", Unknown, Unknown),
        ("powershell", "6.0.5", "", Default, Unknown),
        ("pwsh", "7.4.1", "", Default, Unknown),
        ("mono", "4.6.2", "", Unsupported, Unsupported),
        ("mono", "4.8.1", "", OptIn, Unsupported),
        ("mono", "5.0.0.100", "", Default, Unsupported),
        ("mono", "6.8.0.105", "", Default, Unsupported),
    ];
    answers(&rows, None)
}

#[test]
fn what_runs_on_java_or_android() -> Result<(), CheckError> {
    let rows = [
        ("okhttp", "2.0.0", "", Unknown, Unsupported),
        ("okhttp", "2.0.0", "Java 8u292", Default, Unsupported),
        ("okhttp", "2.1.0", "", Default, Unsupported),
        ("okhttp", "2.7.5", "Java 7u80", OptIn, Unsupported),
        ("okhttp", "3.10.0", "Android 4.4.2", OptIn, Unsupported),
        ("okhttp", "3.10.0", "Android 5.1", Default, Unsupported),
        ("okhttp", "3.11.0", "", Default, Unsupported),
        ("okhttp", "3.12.13", "Java 11.0.2", Default, Default),
        ("okhttp", "okhttp/4.12.0", "Android 9", Default, Unsupported),
        ("okhttp", "4.12.0", "", Default, Unknown),
        ("apache-httpclient", "3.1", "Java 8u292", Default, OptIn),
        ("apache-httpclient", "4.5.14", "", Unknown, Unknown),
        ("apache-httpclient", "4.5.14", "Java 7u80", OptIn, Unsupported),
        ("apache-httpclient", "Apache-HttpClient/4.5.14 (Java/1.8.0_292)", "", Unknown, Unknown),
        ("apache-httpclient", "4.5.14", "Java 17.0.9", Default, Default),
        ("apache-httpclient", "5.2.1", "", Default, Unknown),
        ("jruby", "1.7.4", "Java 1.7.0_21", OptIn, Unsupported),
        ("jruby", "1.7.22", "Java 8u292", OptIn, Unsupported),
        ("jruby", "1.7.23", "", Unknown, Unsupported),
        ("jruby", "1.7.27", "Java 8u292", Default, Unsupported),
        ("jruby", "9.0.0.0", "Java 8u292", OptIn, Unsupported),
        ("jruby", "9.1.17.0", "", Unknown, Unsupported),
        ("jruby", "9.2.0.0", "", Default, Unsupported),
        ("jruby", "9.2.20.1", "Java 17.0.9", Default, Unsupported),
        ("jruby", "9.2.21.0", "Java 17.0.9", Default, Default),
        ("jruby", "9.3.3.0", "Java 17.0.9", Default, Unsupported),
        ("jruby", "9.3.4.0", "Java 17.0.9", Default, Default),
        ("jruby", "10.0.2.0", "", Default, Unknown),
    ];
    answers(&rows, None)
}
