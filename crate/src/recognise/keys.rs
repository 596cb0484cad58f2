//! Values whose key says what they are: the Release number of .NET Framework,
//! target framework monikers, `$PSVersionTable`, Android's API levels,
//! `/etc/os-release`.

use super::mentions::version_of;
use super::text::{Line, Text, behind, contains, strip};
use crate::model::{PlatformKind, Support};
use crate::signs::{Signs, joined};
use crate::tables::platform;
use crate::words::{Words, words};

/// A platform that a key names, with its version in the platform's notation.
#[derive(Clone, Debug)]
pub(crate) struct Keyed {
    pub(crate) line: u32,
    pub(crate) platform: &'static str,
    pub(crate) version: Option<String>,
    /// What is known without a version.
    pub(crate) tls12: Option<Support>,
}

/// The lowest Release number of each .NET Framework, from Microsoft's "How to:
/// Determine which .NET Framework versions are installed".
const RELEASES: &[(u32, &str)] = &[
    (533_320, "4.8.1"),
    (528_040, "4.8"),
    (461_808, "4.7.2"),
    (461_308, "4.7.1"),
    (460_798, "4.7"),
    (394_802, "4.6.2"),
    (394_254, "4.6.1"),
    (393_295, "4.6"),
    (379_893, "4.5.2"),
    (378_675, "4.5.1"),
    (378_389, "4.5"),
];

/// The product that an assembly version of the registry belongs to.
const ASSEMBLIES: &[(&str, &str)] = &[
    ("4.8.09", "4.8.1"),
    ("4.8", "4.8"),
    ("4.7.03", "4.7.2"),
    ("4.7.02", "4.7.1"),
    ("4.7", "4.7"),
    ("4.6.015", "4.6.2"),
    ("4.6.010", "4.6.1"),
    ("4.6", "4.6"),
    ("4.5.512", "4.5.2"),
    ("4.5.509", "4.5.1"),
    ("4.5", "4.5"),
    ("4.0.30319", "4.0"),
    ("3.5", "3.5"),
    ("3.0", "3.0"),
    ("2.0.50727", "2.0"),
    ("1.1.4322", "1.1"),
    ("1.0.3705", "1.0"),
];

/// The Android release of each API level, from the platform's own table.
const API_LEVELS: Words = words![
    "1.0", "1.1", "1.5", "1.6", "2.0", "2.0.1", "2.1", "2.2", "2.3", "2.3.3", "3.0", "3.1", "3.2",
    "4.0", "4.0.3", "4.1", "4.2", "4.3", "4.4", "4.4", "5.0", "5.1", "6.0", "7.0", "7.1", "8.0",
    "8.1", "9", "10", "11", "12", "12", "13", "14", "15", "16",
];

/// Everything in a text that a key names.
pub(crate) fn keyed(text: &Text) -> Vec<Keyed> {
    let mut found: Vec<Keyed> = Vec::new();
    for (index, line) in text.lines.iter().enumerate() {
        let next = text.lines.get(index + 1).map_or("", |next| next.text.as_str());
        found.extend(release(line, next).or_else(|| {
            // The command in one line, its answer in the next.
            let asked = contains(&line.text, "release") && contains(&line.text, "ndp");
            let number = text.lines.get(index + 1).filter(|_| asked)?.text.trim().parse().ok()?;
            of_release(number).map(|version| keyed_version(line, "dotnet", version))
        }));
        found.extend(section(text, index));
        found.extend(device(line));
        found.extend(moniker(line));
        found.extend(api_level(line, next));
        found.extend(installed_core(line));
        found.extend(openssl_number(line, next).or_else(|| of_hp(line)));
        found.extend(language(line).or_else(|| of_sdk(line)));
        found.extend(of_apple(line));
        found.extend(plain_curl(line));
        found.extend(engine(line).or_else(|| below_jruby(line)).or_else(|| class_file(line)));
    }
    if found.iter().all(|keyed| keyed.platform != "dotnet") {
        found.extend(registry(text));
    }
    found.extend(dotnet_info(text));
    found.extend(form_of_node(text));
    found.extend(java_soft(text));
    found.extend(power_shell(text));
    found.extend(os_release(text));
    found
}

fn keyed_version(line: &Line, platform: &'static str, version: &str) -> Keyed {
    Keyed { line: line.number, platform, version: Some(version.to_owned()), tls12: None }
}

/// The product of a Release number.
pub(crate) fn of_release(release: u32) -> Option<&'static str> {
    let known = RELEASES.iter().find(|(from, _)| release >= *from);
    known.filter(|_| release < 600_000).map(|(_, version)| *version)
}

/// Signs between words.
const BETWEEN: &str = " \t!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

/// `Release    REG_DWORD    0x5cbf5`, `releaseKey=461814`, `Release : 528040`.
fn release(line: &Line, next: &str) -> Option<Keyed> {
    let rest = behind(&line.text, "release")?;
    // "-ge 394802" asks whether it is that.
    if (rest.has("-g") || rest.has(">=")) && next.trim() != "True" {
        return None;
    }
    let exported = rest.has("dword:");
    let number = rest.pieces(BETWEEN).find_map(|word| {
        let hexadecimal = word.strip_prefix("0x").or_else(|| word.strip_prefix("0X"));
        match hexadecimal {
            Some(digits) => u32::from_str_radix(digits, 16).ok(),
            None if exported && word.len() == 8 => u32::from_str_radix(word, 16).ok(),
            None => word.parse().ok(),
        }
        .filter(|number| of_release(*number).is_some())
    })?;
    of_release(number).map(|version| keyed_version(line, "dotnet", version))
}

/// `Version    REG_SZ    4.0.30319` and `"Version"="2.0.50727.5420"` under the
/// registry's NDP key.
fn registry(text: &Text) -> Option<Keyed> {
    // A table of its subkeys: "Full   4.5.51209   379893".
    if text.has("pschildname") {
        return text.lines.iter().rev().find_map(|line| {
            let version = of_assembly(line.text.split_whitespace().nth(1)?)?;
            Some(keyed_version(line, "dotnet", version))
        });
    }
    let setup = text.has("\\ndp\\") || text.has("net framework setup");
    // A list of the folders of its runtimes.
    if !setup && text.has("microsoft.net\\framework") {
        return text.lines.iter().rev().find_map(|line| {
            let folder = line.text.split_whitespace().next_back()?.strip_prefix('v')?;
            // This one is all 4.x.
            let newest = folder.starts_with("4.0.30319").then_some("4.0.30319");
            Some(keyed_version(line, "dotnet", newest.or_else(|| of_assembly(folder))?))
        });
    }
    if !setup {
        return None;
    }
    text.lines
        .iter()
        .rev()
        .find_map(|line| {
            let trimmed = line.text.trim().trim_front("\"");
            let rest = trimmed.get(..7).filter(|front| front.eq_ignore_ascii_case("version"))?;
            let value = trimmed.get(rest.len()..)?.trim_front("\"= \t:");
            let value = value.without_front("REG_SZ").trim().trim_ends("\"");
            of_assembly(value).map(|version| keyed_version(line, "dotnet", version))
        })
        .or_else(|| {
            // A script's own words around it: "Full : 4.7.03062".
            text.lines.iter().rev().find_map(|line| {
                let word = line.text.split_whitespace().next_back()?;
                let version = of_assembly(word).filter(|_| word.pieces(".").count() > 2)?;
                Some(keyed_version(line, "dotnet", version))
            })
        })
}

/// The product of an assembly version, or of a file's, which leaves noughts out:
/// `4.8.4390.0`.
pub(crate) fn of_file(version: &str) -> Option<&'static str> {
    let mut parts = version.splitn(4, '.');
    let [major, minor, build] = [parts.next()?, parts.next()?, parts.next()?];
    match build.len() {
        _ if version.starts_with("4.0.") => None,
        4 if build.is_digits() => of_assembly(&joined(&[major, ".", minor, ".0", build], "")),
        5.. => of_assembly(version),
        _ => None,
    }
}

/// The product of an assembly version.
fn of_assembly(value: &str) -> Option<&'static str> {
    ASSEMBLIES.iter().find(|(front, _)| value.starts_with(front)).map(|(_, version)| *version)
}

/// `The engine "node" is incompatible with this module. Expected version ">=14".
/// Got "12.13.0"`
fn engine(line: &Line) -> Option<Keyed> {
    let rest = behind(&line.text, "engine \"node\"")?;
    let version = number(behind(rest, "got \"")?);
    (!version.is_empty()).then(|| keyed_version(line, "node", version))
}

/// `this version of the Java Runtime only recognizes class file versions up to 55.0`:
/// 52 is Java 8.
fn class_file(line: &Line) -> Option<Keyed> {
    let newest = behind(&line.text, "class file versions up to ")?.until_any(".");
    let release = newest.parse::<u8>().ok()?.checked_sub(44)?.to_string();
    Some(keyed_version(line, "java", &release))
}

/// `jruby 9.1.17.0 (2.3.3) … Java HotSpot(TM) 64-Bit Server VM 25.171-b11 on
/// 1.8.0_171-b11 +jit`: the Java that it runs on.
fn below_jruby(line: &Line) -> Option<Keyed> {
    let rest = behind(behind(&line.text, "jruby ")?, " vm ")?;
    let version = behind(rest, " on ")?.until_any(" ]");
    let version = version_of(version, "java")?;
    Some(keyed_version(line, "java", &version.text))
}

/// `OPENSSL_VERSION_NUMBER = 0x1000114fL`, and `"system_ssl": { "version": "90821f" }`
/// of `requests.help`, in one line or two: one digit, then two each for minor,
/// fix and patch (a letter, up to 1.1.1) and one for the status; the same in parts
/// in Python's `ssl.OPENSSL_VERSION_INFO`, `(0, 9, 8, 26, 15)`.
fn openssl_number(line: &Line, next: &str) -> Option<Keyed> {
    const SIGNS: &str = " =:\"'()>";
    if let Some(rest) = behind(&line.text, "openssl_version_info") {
        // Its own value, in this line or the next: source compares it with others.
        let own = rest.trim_front(" =:)'\";>");
        let tuple = if own.is_empty() { next.trim_front(" =>") } else { own };
        let mut parts = tuple.strip_prefix('(')?.until_any(")").pieces(",");
        let mut part = || parts.next()?.trim().parse().ok();
        let version = of_openssl([part()?, part()?, part()?, part()?]);
        return Some(keyed_version(line, "openssl", &version));
    }
    let number = if let Some(rest) = behind(&line.text, "openssl_version_number") {
        let own = rest.trim_front(" =:\"'()").strip_prefix("0x");
        let answer = next.trim_ends(SIGNS);
        // A release ends with an "f".
        let hexadecimal = own.or_else(|| Some(answer.without_front("0x")));
        let digits = hexadecimal.filter(|_| own.is_some() || !answer.is_digits());
        match digits {
            Some(digits) => {
                let digits = digits.trim_back("L").until_any(" ),;L\"'");
                u32::from_str_radix(digits, 16).ok()
            }
            None => answer.parse().ok(),
        }
    } else {
        let rest = behind(&line.text, "\"system_ssl\"")?;
        let value = behind(rest, "\"version\"").or_else(|| behind(next, "\"version\""))?;
        let digits = value.trim_front(" :").strip_prefix('"')?.until_any("\"");
        u32::from_str_radix(digits, 16).ok()
    };
    let number = number.filter(|number| *number > 0x90_0000)?;
    let part = |shift: u32| ((number >> shift) & 0xff) as u8;
    let version = of_openssl([part(28) & 0xf, part(20), part(12), part(4)]);
    Some(keyed_version(line, "openssl", &version))
}

/// OpenSSL's version of the parts of its number.
fn of_openssl([major, minor, fix, patch]: [u8; 4]) -> String {
    let lettered = major < 3 && patch > 0;
    let letter =
        if lettered { char::from(b'a' + (patch - 1) % 25).to_string() } else { String::new() };
    // Behind 0.9.8y comes 0.9.8za.
    let again = if lettered && patch > 25 { "z" } else { "" };
    let fix = if major < 3 { fix } else { patch };
    let [major, minor, fix] = [major, minor, fix].map(|number| number.to_string());
    joined(&[&major, ".", &minor, ".", &fix, again, &letter], "")
}

/// What programs on Apple's own library say of themselves: `MyApp/3.2
/// CFNetwork/808.0.2 Darwin/16.0.0`, from OS X 10.9 and iOS 6
/// on.
fn of_apple(line: &Line) -> Option<Keyed> {
    let rest = behind(behind(&line.text, "cfnetwork/")?, "darwin/")?;
    let major: u32 = number(rest).until_any(".").parse().ok()?;
    let known = major >= 13;
    let platform = if known { "secure-transport" } else { "ios" };
    Some(Keyed { line: line.number, platform, version: None, tls12: None })
}

/// `Protocols: dict file ftp http imap` of a curl that was built without TLS.
fn plain_curl(line: &Line) -> Option<Keyed> {
    let rest = strip(line.text.trim(), "protocols:")?;
    let without = rest.has(" http") && !rest.has(" https") && rest.has(" file");
    let tls12 = Some(Support::Unsupported);
    without.then_some(Keyed { line: line.number, platform: "curl", version: None, tls12 })
}

/// HP's form of OpenSSL's versions: `OpenSSL A.00.09.08y.001`.
fn of_hp(line: &Line) -> Option<Keyed> {
    let mut parts = behind(&line.text, "openssl a.")?.pieces(".");
    let mut part = || Some(parts.next()?.trim_front("0"));
    let [major, minor, fix] = [part()?, part()?, part()?].map(str::to_ascii_lowercase);
    let [major, minor] = [major, minor].map(|part| if part.is_empty() { "0".into() } else { part });
    let fix = if fix.begins_digit() { fix } else { joined(&["0", &fix], "") };
    Some(keyed_version(line, "openssl", &joined(&[&major, &minor, &fix], ".")))
}

/// `"lang":"python"` and `"lang_version":"2.7.6"`, as the clients of Stripe and
/// their like say it in JSON.
fn language(line: &Line) -> Option<Keyed> {
    let value = |key: &str| {
        let rest = behind(&line.text, key)?.trim_front("\\\": ");
        Some(rest.until_any("\\\""))
    };
    let language = value("\"lang\\\"").or_else(|| value("\"lang\""))?.to_ascii_lowercase();
    let platform = platform(&language)?.id;
    let version = version_of(value("lang_version")?.with(" p", "-p").until_any(" ("), platform)?;
    Some(keyed_version(line, platform, &version.text))
}

/// `lang/go/1.19.8`, `lang/.NET_Core#6.0.16`: how the SDKs of AWS name their
/// language.
fn of_sdk(line: &Line) -> Option<Keyed> {
    let field = behind(&line.text, " lang/")?.until_any(" ;");
    let name = field.until_any("/#");
    let version = field.get(name.len() + 1..)?;
    let platform = platform(&name.with("_", " ").to_ascii_lowercase())?;
    let runtime = platform.kind == PlatformKind::Runtime;
    let version = version_of(version, platform.id).filter(|_| runtime)?;
    Some(keyed_version(line, platform.id, &version.text))
}

/// `"ruby"=>{"platform"=>"x86_64-linux", "version"=>"1.9.3"}` of Ohai, and the same as
/// JSON in several lines.
fn section(text: &Text, index: usize) -> Option<Keyed> {
    const LANGUAGES: Words = words!["ruby", "python", "perl", "php", "java"];
    let lines = text.lines.get(index..)?;
    let line = lines.first()?;
    let (front, inner) = line.text.rsplit_once('{')?;
    let name = front.trim_back("=>: ").strip_suffix('"')?.rsplit('"').next()?;
    let platform = platform(name).filter(|_| LANGUAGES.hold(name))?;
    let below = lines.iter().skip(1).take(8).map(|line| line.text.as_str());
    let mut keys = [inner].into_iter().chain(below);
    // Up to its end.
    let mut open = true;
    let value = keys.find_map(|key| {
        let value = behind(key, "\"version\"").filter(|_| open);
        open &= !key.has("}");
        value
    })?;
    let version = version_of(value.trim_front("=>: \"").until_any("\""), platform.id)?;
    Some(keyed_version(line, platform.id, &version.text))
}

/// `Android 11 works, the 4.1.2 tablet does not`.
fn device(line: &Line) -> Option<Keyed> {
    const DEVICES: Words = words!["tablet", "phone", "device", "handset", "emulator"];
    const BEFORE: Words = words!["the", "a", "our", "my", "an", "old", "all", "on", "some", "and"];
    if !contains(&line.text, "android") {
        return None;
    }
    let words: Vec<&str> = line.text.pieces(" ").collect();
    words.windows(3).find_map(|three| {
        let [before, version, device] = three else { return None };
        let dotted = version.begins_digit() && number(version).len() == version.len();
        let fits = dotted && version.has_any(".") && BEFORE.hold(before) && DEVICES.start(device);
        let version = version_of(version, "android").filter(|_| fits)?;
        Some(keyed_version(line, "android", &version.text))
    })
}

/// `CurrentVersion    REG_SZ    1.6` under Java's key of the registry.
fn java_soft(text: &Text) -> Option<Keyed> {
    if !text.has("\\javasoft\\") {
        return None;
    }
    text.lines.iter().find_map(|line| {
        let value = behind(&line.text, "currentversion")?.trim_front("\"= \t");
        let version = version_of(value.without_front("REG_SZ"), "java")?;
        Some(keyed_version(line, "java", &version.text))
    })
}

/// The form in which Node.js takes reports of its faults: `* **Version**: v6.2.1`
/// beside `* **Subsystem**: tls`.
fn form_of_node(text: &Text) -> Option<Keyed> {
    let value = |key: &str| {
        text.lines.iter().find_map(|line| {
            let rest = strip(line.text.trim_front(" *-#"), key)?.trim_front("*");
            let value = rest.strip_prefix(':')?.trim_ends("* `");
            Some((line, value.trim_front("v")))
        })
    };
    value("subsystem")?;
    let (line, version) = value("version")?;
    let version = version_of(version.until_any(" ,"), "node")?;
    Some(keyed_version(line, "node", &version.text))
}

/// A target framework moniker anywhere in a line: `net472`, `net6.0`,
/// `netcoreapp3.1`, `netstandard2.0`, `.NETFramework,Version=v4.7.2`.
fn moniker(line: &Line) -> Option<Keyed> {
    for (word, platform) in [
        (".netframework,version=v", "dotnet"),
        (".netcoreapp,version=v", "dotnet-core"),
        (".netstandard,version=v", ""),
        (".netportable,version=v", ""),
        ("portable-net", ""),
        ("uap1", ""),
    ] {
        if let Some(rest) = behind(&line.text, word) {
            return of_moniker(line, platform, number(rest));
        }
    }
    // Installers: "NDP472-KB4054530-x86-x64-AllOS-ENU.exe", "dotnetfx35.exe".
    // DNX: "dnx451": {}.
    for (word, sign) in [("ndp", ".exe"), ("dotnetfx", ".exe"), ("\"dnx", "\"")] {
        let digits = behind(&line.text, word).map(number).unwrap_or_default().trim_back(".");
        if contains(&line.text, sign) && matches!(digits.len(), 2 | 3) && !digits.contains('.') {
            return of_moniker(line, "dotnet", &dotted(digits));
        }
    }
    let bytes = line.text.as_bytes();
    let mut from = 0;
    while let Some(at) = line.text.get(from..).and_then(|rest| super::text::find(rest, "net")) {
        let at = from + at;
        from = at + 3;
        let before = at.checked_sub(1).and_then(|at| bytes.get(at));
        if before
            .is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'))
        {
            continue;
        }
        let rest = line.text.get(from..).unwrap_or_default();
        let (platform, rest) = match rest {
            rest if strip(rest, "coreapp").is_some() => ("dotnet-core", rest.get(7..)),
            rest if strip(rest, "standard").is_some() => ("", rest.get(8..)),
            rest => ("dotnet", Some(rest)),
        };
        let Some(version) = rest.map(number).filter(|version| !version.is_empty()) else {
            continue;
        };
        let behind_it = rest.and_then(|rest| rest.as_bytes().get(version.len()));
        if behind_it.is_some_and(u8::is_ascii_alphabetic) {
            continue;
        }
        let compact = version.bytes().all(|byte| byte.is_ascii_digit());
        match (platform, compact) {
            ("dotnet", true) if matches!(version.len(), 2 | 3) && version.begins("1234") => {
                return of_moniker(line, "dotnet", &dotted(version));
            }
            ("dotnet", false) => {
                let major: u32 = version.until_any(".").parse().ok()?;
                let core = (5..=20).contains(&major) && version.pieces(".").count() == 2;
                if core {
                    return of_moniker(line, "dotnet-core", version);
                }
            }
            ("dotnet", true) => {}
            (platform, _) => return of_moniker(line, platform, version),
        }
    }
    None
}

/// `472` as 4.7.2.
fn dotted(digits: &str) -> String {
    let mut out = String::new();
    for digit in digits.chars() {
        if !out.is_empty() {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

fn of_moniker(line: &Line, platform: &'static str, version: &str) -> Option<Keyed> {
    let version = version.trim_back(".");
    match platform {
        _ if version.is_empty() => None,
        // A library for .NET Standard runs on whatever its program runs on.
        "" => Some(Keyed { line: line.number, platform: "dotnet", version: None, tls12: None }),
        platform => Some(keyed_version(line, platform, version)),
    }
}

fn number(text: &str) -> &str {
    let end = text
        .bytes()
        .position(|byte| !(byte.is_ascii_digit() || byte == b'.'))
        .unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// `2.1.505 [/usr/share/dotnet/sdk]` of `dotnet --list-sdks`.
fn installed_core(line: &Line) -> Option<Keyed> {
    let (version, folder) = line.text.trim().cut(" [")?;
    let numbers = version.begins_digit();
    let sdk = numbers && contains(folder, "dotnet") && !version.contains(' ');
    sdk.then(|| keyed_version(line, "dotnet-core", version))
}

/// `API level 19`, `[ro.build.version.sdk]: [19]`, `SDK_INT 16`; the answer of
/// `getprop` stands in the next line.
fn api_level(line: &Line, next: &str) -> Option<Keyed> {
    const DEVICES: Words = words!["android", "device", "emulator"];
    let keys =
        ["android api ", "api level ", "build.version.sdk", "sdk_int", "api-level-", "(api "];
    let named = keys.iter().find_map(|key| behind(&line.text, key));
    // "API 21" and nothing else.
    let alone = || strip(line.text.trim(), "api ").filter(|rest| rest.len() < 4);
    let beside = || {
        let rest = strip(line.text.trim(), "api ").or_else(|| behind(&line.text, " api "));
        rest.filter(|_| DEVICES.stand_in(&line.text))
    };
    let rest = named.or_else(alone).or_else(beside)?;
    let rest = strip(rest, "_int").unwrap_or(rest);
    let rest = if rest.is_empty() { next.trim() } else { rest };
    let rest = rest.trim_front(" ]:[=\"(");
    let digits = number(rest).until_any(".");
    // "16 to 28" and "16+" are a range, and settle nothing.
    let behind_it = rest.get(digits.len()..)?.trim_start();
    let open = ["to ", "-", "+", "bis "].iter().any(|word| behind_it.starts_with(word));
    let level: usize = digits.parse().ok()?;
    let version = API_LEVELS.iter().nth(level.checked_sub(1)?)?;
    if open {
        return Some(Keyed { line: line.number, platform: "android", version: None, tls12: None });
    }
    // 20 is 4.4W, which has it; 4.4 on phones has not.
    if level == 20 {
        let tls12 = Some(Support::Default);
        return Some(Keyed { line: line.number, platform: "android", version: None, tls12 });
    }
    Some(keyed_version(line, "android", version))
}

/// The first version of `dotnet --info`.
fn dotnet_info(text: &Text) -> Option<Keyed> {
    let heads = [".net sdk", ".net core sdk", "sdk .net", "dotnet --info", "shared framework host"];
    if !heads.iter().any(|head| text.has(head)) {
        return None;
    }
    text.lines.iter().find_map(|line| {
        let said = line.message().trim();
        let said = strip(said, "requested sdk ").unwrap_or(said);
        let value = strip(said, "version")?.trim_start().strip_prefix(':')?.trim();
        // 6.0.100-rc.2.21473.26 is the second candidate; the rest is the build.
        let mut parts = value.pieces(".");
        let staged = value.contains('-');
        let kept: Vec<&str> = parts.by_ref().take(if staged { 4 } else { 3 }).collect();
        Some(keyed_version(line, "dotnet-core", &joined(&kept, ".")))
    })
}

/// `$PSVersionTable`, and the User-Agent of its web commands. From 6 on it is
/// .NET Core's.
pub(crate) fn power_shell(text: &Text) -> Option<Keyed> {
    let core = |line: &Line| Keyed {
        line: line.number,
        platform: "dotnet-core",
        version: None,
        tls12: Some(Support::Default),
    };
    // What it lists of its protocols says more than a version of 3.0 and later.
    let listed = text.has("]::securityprotocol");
    let windows = |line: &Line, version: &str| Keyed {
        line: line.number,
        platform: "powershell",
        version: Some(version.to_owned())
            .filter(|version| !version.is_empty() && (!listed || version.begins("12"))),
        tls12: None,
    };
    let of = |line: &Line, version: &str, is_core: bool| {
        // "schemas.microsoft.com/powershell/2004/04" has a year.
        let major = version.until_any(".").parse().ok().filter(|major: &u32| *major < 100)?;
        Some(if major >= 6 || is_core { core(line) } else { windows(line, version) })
    };
    let edition = text.has("psedition") && text.has("core");
    // "Get-Host | Select Version" and its answer, in one column or in four.
    let asked = ["get-host", "$psversiontable.psversion", "$host.version"];
    let asked = asked.iter().any(|command| text.has(command));
    // The CLR's version.
    let clr = text.has("environment]::version");
    text.lines.iter().find_map(|line| {
        let trimmed = line.text.trim();
        if (asked || clr) && trimmed.begins_digit() {
            let parts: Vec<&str> =
                trimmed.pieces(" \t").filter(|part| part.begins_digit()).collect();
            let version = joined(&parts, ".");
            if clr && version.starts_with("2.0.50727") {
                return Some(keyed_version(line, "dotnet", "2.0"));
            }
            return of(line, number(&version), false).map(|found| {
                if clr && found.version.is_some() { windows(line, "") } else { found }
            });
        }
        if let Some(rest) =
            behind(trimmed, "psversion").filter(|_| !contains(trimmed, "$psversion"))
        {
            return of(line, number(rest.trim_front(" \t:=\"")), edition);
        }
        // A table that is cut off before its version.
        let edition = strip(trimmed, "psedition").map(|rest| rest.trim_front(" \t:=\""));
        match edition {
            Some(rest) if strip(rest, "core").is_some() => return Some(core(line)),
            Some(rest) if strip(rest, "desktop").is_some() => return Some(windows(line, "")),
            _ => {}
        }
        if let Some(rest) = behind(trimmed, "windowspowershell/") {
            return Some(windows(line, number(rest)));
        }
        if contains(trimmed, "powershell core") {
            return Some(core(line));
        }
        // "C:\\Program Files\\PowerShell\\7", where Windows' own has "v1.0".
        let folder = || behind(trimmed, "\\powershell\\");
        let rest = behind(trimmed, "powershell/").or_else(folder).or_else(|| {
            let rest = strip(trimmed, "powershell").or_else(|| strip(trimmed, "pwsh"))?;
            let rest = strip(rest, ".exe").unwrap_or(rest);
            let rest = strip(rest, " version").unwrap_or(rest).strip_prefix(' ')?;
            rest.contains('.').then_some(rest)
        })?;
        of(line, number(rest), false)
    })
}

/// `ID=debian` and `VERSION_ID="7"`, `DISTRIB_ID=Ubuntu` and `DISTRIB_RELEASE=14.04`.
fn os_release(text: &Text) -> Option<Keyed> {
    const IDS: &[(&str, &str)] = &[
        ("debian", "debian"),
        ("ubuntu", "ubuntu"),
        ("centos", "centos"),
        ("rhel", "rhel"),
        ("rocky", "rhel"),
        ("almalinux", "rhel"),
        ("ol", "rhel"),
        ("scientific", "rhel"),
        ("alpine", "alpine"),
        ("amzn", "amazon-linux"),
        ("sles", "sles"),
    ];
    let value = |key: &str| {
        text.lines.iter().find_map(|line| {
            let rest = strip(line.text.trim_front(" \t#"), key)?;
            Some((line, rest.trim().trim_ends("\"'")))
        })
    };
    let (_, id) = value("ID=").or_else(|| value("DISTRIB_ID="))?;
    let (line, version) = value("VERSION_ID=").or_else(|| value("DISTRIB_RELEASE="))?;
    let (_, platform) = IDS.iter().find(|(known, _)| id.eq_ignore_ascii_case(known))?;
    Some(keyed_version(line, platform, version))
}
