//! The worked example of CONTRIBUTING.md, step by step, on a copy of the data:
//! the scaffold, what the lints say of it, and the filled-in platform.

#[path = "../../crate/build/data.rs"]
mod data;
#[allow(dead_code, reason = "the library uses the rest of it")]
#[path = "../../crate/src/day.rs"]
mod day;
#[allow(dead_code, reason = "the build writes more")]
#[path = "../../crate/build/emit.rs"]
mod emit;
#[allow(dead_code, reason = "the build script writes the rest of it")]
#[path = "../../crate/build/evidence.rs"]
mod evidence;
#[path = "../../crate/build/lint.rs"]
mod lint;
#[path = "../../crate/src/packed.rs"]
mod packed;
#[path = "../../crate/src/recognise/squash.rs"]
mod squash;
#[allow(dead_code, reason = "the suites and the library use the rest of it")]
#[path = "../../crate/src/trial.rs"]
mod trial;
#[allow(dead_code, reason = "the library uses the rest of it")]
#[path = "../../crate/src/version.rs"]
mod version;
#[allow(dead_code, reason = "the library uses the rest of it")]
#[path = "../../crate/src/vocabulary.rs"]
mod vocabulary;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use xtask::{new_platform, repository};

/// A copy of the crate's data that is removed again.
struct Copy(PathBuf);

impl Copy {
    fn make(name: &str) -> Result<Self, Box<dyn Error>> {
        let to = std::env::temp_dir().join(format!("tls-ready-{}-{name}", std::process::id()));
        for folder in ["platforms", "profiles", "shared"] {
            copy(&repository().join("crate").join(folder), &to.join(folder))?;
        }
        Ok(Self(to))
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        // What is left behind is in the system's folder for such things.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// The fenced blocks of a text: what stands behind the fence, and the lines,
/// without the indentation of the list that they are in.
fn blocks(text: &str) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    let mut open = None;
    for line in text.lines() {
        let fence = line.trim_start().strip_prefix("```");
        match (&open, fence) {
            (None, Some(about)) => {
                open = Some(line.len() - line.trim_start().len());
                found.push((about.to_owned(), String::new()));
            }
            (Some(_), Some(_)) => open = None,
            (Some(indentation), None) => {
                if let Some((_, body)) = found.last_mut() {
                    body.push_str(line.get(*indentation..).unwrap_or_default());
                    body.push('\n');
                }
            }
            (None, None) => {}
        }
    }
    found
}

fn problems(copy: &Copy) -> Vec<String> {
    match data::load(&copy.0).and_then(|tables| lint::all(&tables)) {
        Ok(()) => Vec::new(),
        Err(problems) => problems,
    }
}

#[test]
fn the_worked_example_holds() -> Result<(), Box<dyn Error>> {
    let guide = blocks(&fs::read_to_string(repository().join("CONTRIBUTING.md"))?);
    let of = |about: &str| {
        let found = guide.iter().find(|(name, _)| name == about);
        found.map(|(_, body)| body.as_str()).ok_or(format!("CONTRIBUTING.md has no block {about}"))
    };
    let id = of("sh")?.trim().strip_prefix("./build.sh new-platform ").ok_or("another command")?;

    let copy = Copy::make("example")?;
    assert_eq!(problems(&copy), Vec::<String>::new(), "the data itself");
    let scaffold = fs::read_to_string(new_platform::create(&copy.0, id)?)?;

    // The lints name each unfilled place, and CONTRIBUTING.md quotes some.
    let named = problems(&copy);
    let left = scaffold.lines().filter(|line| line.contains("FILL IN")).count();
    assert_eq!(named.len(), left, "{named:#?}");
    for line in of("text")?.lines() {
        assert!(named.iter().any(|problem| problem == line), "{line} is not in {named:#?}");
    }

    let mut written = 0;
    for (about, body) in &guide {
        if let Some((_, file)) = about.split_once(" crate/") {
            fs::write(copy.0.join(file), body)?;
            written += 1;
        }
    }
    assert_eq!(written, 3);
    assert_eq!(problems(&copy), Vec::<String>::new(), "the filled-in platform");

    let tables = data::load(&copy.0).map_err(|problems| problems.join("\n"))?;
    let [(_, platforms), (_, packs), _] = emit::tables(&tables, false);
    assert!(platforms.windows(6).any(|bytes| bytes == b"quill\0"), "the platform's id");
    let packs = String::from_utf8(packs)?;
    assert!(packs.contains("tls_minimum = 1.2"), "the fix's short form");

    // Who reads a source today writes that day, and no other file.
    let file = copy.0.join("platforms").join(id).join("platform.toml");
    let text = fs::read_to_string(&file)?;
    fs::write(&file, text.replace("checked = \"2026-11-23\"", "checked = \"2099-01-31\""))?;
    assert_eq!(problems(&copy), Vec::<String>::new(), "a source that was read later");
    let tables = data::load(&copy.0).map_err(|problems| problems.join("\n"))?;
    assert_eq!(tables.version(), "2099-01-31", "the day of the newest statement");
    Ok(())
}

#[test]
fn a_place_left_over_in_a_filled_platform_or_its_files_is_found() -> Result<(), Box<dyn Error>> {
    let copy = Copy::make("left")?;
    let java = copy.0.join("platforms/java");
    let file = java.join("platform.toml");
    let text = fs::read_to_string(&file)?;
    fs::write(&file, text.replacen("reason = \"", "reason = \"FILL IN ", 1))?;
    fs::write(java.join("Probe.java"), "// FILL IN: the program\n")?;
    let named = problems(&copy);
    assert_eq!(named.len(), 2, "{named:#?}");
    assert!(named.iter().any(|problem| problem.contains("[[rules]] reason")), "{named:#?}");
    assert!(
        named.iter().any(|problem| problem.starts_with("crate/platforms/java/Probe.java: line 1")),
        "{named:#?}"
    );
    Ok(())
}

/// What is changed in the worked example, in which file, and what the build
/// then says: the file, the entry and the reason.
#[rustfmt::skip]
const BROKEN: &[(&str, &str, &str, &[&str])] = &[
    // A version that no rule covers, or two, or none can be.
    ("platform.toml", "versions = \">=2.0\"", "versions = \">=2.1\"", &["rules: 2.0 to below 2.1 is covered by no rule"]),
    ("platform.toml", "versions = \">=1.4, <2.0\"", "versions = \">=1.5, <2.0\"", &["rules: 1.4 to below 1.5 is covered by no rule"]),
    ("platform.toml", "versions = \">=2.0\"", "versions = \">=2.0, <3\"", &["rules: 3 and later is covered by no rule"]),
    ("platform.toml", "versions = \"<1.4\"", "versions = \">=1.0, <1.4\"", &["rules: below 1.0 is covered by no rule"]),
    ("platform.toml", "versions = \"<1.4\"", "versions = \"<1.5\"", &["rules: 1.4 to below 1.5 is covered by two rules: below-1.4, 1.4"]),
    ("platform.toml", "versions = \"<1.4\"", "versions = \"<2.1\"", &["rules: 1.4 to below 2.0 is covered by two rules: below-1.4, 1.4", "rules: 2.0 to below 2.1 is covered by two rules: below-1.4, 2.0"]),
    ("platform.toml", "versions = \">=1.4, <2.0\"", "versions = \">=1.4-rc1, <2.0\"", &["rules: 1.4-rc1 to below 1.4 is covered by two rules: below-1.4, 1.4"]),
    ("platform.toml", "versions = \">=1.4, <2.0\"", "versions = \">=2.0, <1.4\"", &["rule \"1.4\": ", "is empty"]),
    // A requirement without an operator, or with another one.
    ("platform.toml", "versions = \"<1.4\"", "versions = \"1.4\"", &["rule \"below-1.4\": \"1.4\" in \"1.4\" needs one of the operators >= and <"]),
    ("platform.toml", "versions = \"<1.4\"", "versions = \"<=1.4\"", &["rule \"below-1.4\": \"=1.4\" in \"<=1.4\" is no version"]),
    ("platform.toml", "versions = \"<1.4\"", "versions = \"~1.4\"", &["rule \"below-1.4\": ", "needs one of the operators"]),
    // Sources.
    ("platform.toml", "sources = [\"changes\"]", "sources = []", &["rule \"below-1.4\": has no source"]),
    ("platform.toml", "sources = [\"changes\"]", "sources = [\"change\"]", &["rule \"below-1.4\": source \"change\" is not declared"]),
    ("platform.toml", "url = \"https:", "url = \"http:", &["source \"changes\": its url is not https"]),
    ("platform.toml", "checked = \"2026-11-23\"", "checked = \"23.11.2026\"", &["source \"changes\": checked: \"23.11.2026\" is not written like 2026-11-24"]),
    ("platform.toml", "checked = \"2026-11-23\"", "checked = \"2026-2-3\"", &["source \"changes\": checked: \"2026-2-3\" is not written like 2026-11-24"]),
    ("platform.toml", "checked = \"2026-11-23\"", "checked = \"2026-02-29\"", &["source \"changes\": checked: there is no day 2026-02-29"]),
    ("platform.toml", "checked = \"2026-11-23\"", "checked = \"2026-11-00\"", &["source \"changes\": checked: there is no day 2026-11-00"]),
    ("platform.toml", "checked = \"2026-11-23\"", "checked = \"0000-00-00\"", &["source \"changes\": checked: there is no day 0000-00-00"]),
    ("platform.toml", "[[sources]]", "[[end_of_life]]\nversions = \"<1.4\"\nsince = \"2020-04-31\"\nsources = [\"changes\"]\n[[sources]]", &["end_of_life \"<1.4\": since: there is no day 2020-04-31"]),
    ("verified.toml", "", "[fixes.setting]\nlevel = \"compiled\"\nruntime = \"Quill\"\nversion = \"1.4\"\ndate = \"2026-13-01\"\nbefore = \"fails\"\nafter = \"taken\"\n", &["fix \"setting\": date: there is no day 2026-13-01"]),
    // Fixes.
    ("platform.toml", "fixes = [\"setting\", \"upgrade\"]", "fixes = [\"upgrade\"]", &["rule \"1.4\": is opt-in for TLS 1.2 and has no fix that switches it on", "fix \"setting\": no rule uses it"]),
    ("platform.toml", "tls13 = \"default\"", "tls13 = \"opt-in\"", &["rule \"2.0\": is opt-in for TLS 1.3 and has no fix that switches it on"]),
    ("platform.toml", "fixes = [\"upgrade\"]", "fixes = []", &["rule \"below-1.4\": is unsupported and has no upgrade among its fixes"]),
    ("platform.toml", "fixes = [\"upgrade\"]", "fixes = [\"upgrade\", \"pray\"]", &["rule \"below-1.4\": no fix \"pray\""]),
    ("platform.toml", "file = \"quill.conf\"", "code = \"tls_minimum = 1.2\"", &["file quill.conf: nothing uses it"]),
    ("platform.toml", "file = \"quill.conf\"", "file = \"quill.ini\"", &["fix \"setting\": its file is missing"]),
    ("platform.toml", "scope = \"upgrade\"", "scope = \"upgrade\"\nreplaces = \"openssl\"", &["fix \"upgrade\": replaces a library that is not in linked.platforms", "replaces a library and has no source", "does not say for which versions"]),
    ("platform.toml", "scope = \"upgrade\"", "scope = \"upgrade\"\nversions = \"<1.4\"", &["fix \"upgrade\": has versions or sources, and replaces no library"]),
    // Names.
    ("platform.toml", "aliases = [\"quill http\"]", "aliases = [\"quill http\", \"quill http\"]", &["alias \"quill http\": stands here twice"]),
    ("platform.toml", "aliases = [\"quill http\"]", "aliases = [\"jdk\"]", &["alias \"jdk\": java has it already"]),
    ("platform.toml", "name = \"Quill\"", "name = \"Java\"", &["name \"Java\": java has it already"]),
    ("platform.toml", "name = \"Quill\"", "name = \"JDK\"", &["name \"JDK\": java has it already"]),
    ("platform.toml", "aliases = [\"quill http\"]", "aliases = [\"Quill HTTP\"]", &["alias \"Quill HTTP\": write it in lower case"]),
    ("platform.toml", "examples = [\"1.4.2\"", "examples = [\"one\"", &["example \"one\": the notation cannot read it"]),
    ("platform.toml", "id = \"2.0\"", "id = \"1.4\"", &["rule \"1.4\": the id stands here twice"]),
    // Texts.
    ("platform.toml", "Quill 2.0 offers TLS 1.2 and 1.3 by default.", "<b>Quill</b>", &["rule \"2.0\": has markup in a text"]),
    ("platform.toml", "quill and its version, such as quill 1.4.2", "<b>quill</b>", &["version_command: has markup in a text"]),
    ("platform.toml", "reason = \"Quill 2.0", "condition = \"\"\nreason = \"Quill 2.0", &["rule \"2.0\": has an empty text"]),
    // Libraries and what is not known.
    ("platform.toml", "tls12 = \"default\"", "tls12 = \"library\"", &["rule \"2.0\": leaves it to a library, and the platform has none"]),
    ("platform.toml", "[[rules]]", "[linked]\nplatforms = [\"quartz\"]\ncondition = \"it is new\"\ncommand = { command = \"quill -l\", expect = \"new\" }\n[[rules]]", &["linked.platforms \"quartz\": there is no such platform"]),
    ("platform.toml", "[[rules]]", "[[variants]]\nid = \"big\"\nname = \"big\"\nlibraries = [\"nss\"]\n[[rules]]", &["variant \"big\", library \"nss\": is not in linked.platforms", "variant \"big\": has no rule"]),
    ("platform.toml", "command = \"quill get {endpoint}\"", "command = \"quill get\"", &["probe \"get\": does not ask {endpoint}"]),
    ("platform.toml", "name = \"Quill\"", "name = \"Quill\"\ncolour = \"blue\"", &["line 2", "unknown field `colour`"]),
    // Patterns that do not know their own samples.
    ("evidence.toml", "", "[[names]]\nwords = [\"quill\"]\nsamples = [\"Plume/1.4.2\"]\n", &["sample \"Plume/1.4.2\": has none of its words"]),
    ("evidence.toml", "", "[[names]]\nwords = [\"Quill\"]\nsamples = [\"Quill/1.4.2\"]\n", &["name \"Quill\": write it in lower case"]),
    ("evidence.toml", "", "[[signs]]\ntexts = [\"q: \"]\n", &["text \"q: \": is too short"]),
    ("evidence.toml", "", "[[names]]\nwords = [\"cpython\"]\nsamples = [\"cpython 2.7\"]\n", &["name \"cpython\": crate/platforms/python/evidence.toml has it already"]),
    ("evidence.toml", "", "[[names]]\nwords = [\"pip\"]\nname_only = true\nsamples = [\"pip/1.2\"]\n", &["name \"pip\": crate/platforms/python/evidence.toml has it already"]),
    ("evidence.toml", "", "[[images]]\nnames = [\"golang\"]\n", &["image \"golang\": ", "crate/platforms/go/evidence.toml has it already"]),
    ("evidence.toml", "", "[[failures]]\ncause = \"certificate\"\ntexts = [\"Could not fetch URL\"]\n", &["text \"Could not fetch URL\": crate/platforms/python/evidence.toml has it already"]),
    ("evidence.toml", "", "[[signs]]\ntexts = [\"curl: (\"]\n", &["text \"curl: (\": ", "has it already"]),
];

#[test]
fn each_lint_names_the_file_the_entry_and_the_reason() -> Result<(), Box<dyn Error>> {
    let guide = blocks(&fs::read_to_string(repository().join("CONTRIBUTING.md"))?);
    let copy = Copy::make("lints")?;
    let folder = copy.0.join("platforms/quill");
    fs::create_dir(&folder)?;
    for (about, body) in &guide {
        if let Some((_, file)) = about.split_once(" crate/") {
            fs::write(copy.0.join(file), body)?;
        }
    }
    assert_eq!(problems(&copy), Vec::<String>::new(), "the worked example");
    let mut wrong = Vec::new();
    for (name, old, new, expected) in BROKEN {
        let file = folder.join(name);
        let before = fs::read_to_string(&file).unwrap_or_default();
        assert!(before.contains(old), "{name} has no {old}");
        fs::write(&file, before.replacen(old, new, 1))?;
        let named = problems(&copy).join("\n");
        let place = format!("crate/platforms/quill/{name}: ");
        if !named.contains(&place) || !expected.iter().all(|part| named.contains(part)) {
            wrong.push(format!("{old} -> {new}: {named}"));
        }
        if before.is_empty() { fs::remove_file(&file)? } else { fs::write(&file, before)? }
    }
    assert_eq!(problems(&copy), Vec::<String>::new(), "the worked example again");
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    Ok(())
}

#[test]
fn a_text_that_is_too_long_and_a_table_that_knows_too_little_are_refused()
-> Result<(), Box<dyn Error>> {
    let copy = Copy::make("limits")?;
    let file = copy.0.join("platforms/java/platform.toml");
    let text = fs::read_to_string(&file)?;
    fs::write(&file, text.replacen("reason = \"", &format!("reason = \"{}", "a".repeat(400)), 1))?;
    let named = problems(&copy);
    assert_eq!(named.len(), 1, "{named:#?}");
    assert!(
        named
            .iter()
            .all(|problem| problem.starts_with("crate/platforms/java/platform.toml: rule ")),
        "{named:?}"
    );
    assert!(named.iter().all(|problem| problem.ends_with("has a text that is too long")));

    fs::write(&file, &text)?;
    for id in ["java", "node", "go", "ruby", "python", "windows", "openssl"] {
        let file = copy.0.join(format!("platforms/{id}/platform.toml"));
        let text = fs::read_to_string(&file)?;
        fs::write(&file, text.replace("tls12 = \"default\"", "tls12 = \"unknown\""))?;
    }
    let named = problems(&copy);
    assert_eq!(named.len(), 1, "{named:#?}");
    assert!(named.iter().all(|problem| problem.contains("java \"8\"")), "{named:?}");
    assert!(named.iter().all(|problem| problem.ends_with("at most one in 10 may be")), "{named:?}");
    Ok(())
}

#[test]
fn bad_ids_and_known_platforms_are_refused() -> Result<(), Box<dyn Error>> {
    let copy = Copy::make("refused")?;
    for id in ["java", "jdk", "Quill", "../quill", "quill/x", "", "platforms", "schema"] {
        assert!(new_platform::create(&copy.0, id).is_err(), "{id}");
    }
    assert_eq!(problems(&copy), Vec::<String>::new(), "nothing was made");
    Ok(())
}
