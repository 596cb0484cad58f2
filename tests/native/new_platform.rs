//! The worked example of CONTRIBUTING.md, step by step, on a copy of the data:
//! the scaffold, what the lints say of it, and the filled-in platform.

#[path = "../../crate/build/data.rs"]
mod data;
#[path = "../../crate/build/emit.rs"]
mod emit;
#[path = "../../crate/build/evidence.rs"]
mod evidence;
#[path = "../../crate/build/lint.rs"]
mod lint;
#[path = "../../crate/src/recognise/squash.rs"]
mod squash;
#[allow(dead_code, reason = "the library uses the rest of it")]
#[path = "../../crate/src/version.rs"]
mod version;

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
    assert_eq!(written, 2);
    assert_eq!(problems(&copy), Vec::<String>::new(), "the filled-in platform");

    let tables = data::load(&copy.0).map_err(|problems| problems.join("\n"))?;
    let made = emit::tables(&tables, false);
    for part in ["QUILL_FIXES", "id: \"quill\"", "code: \"tls_minimum = 1.2\""] {
        assert!(made.contains(part), "{part}");
    }
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
    assert!(named.iter().any(|problem| problem.contains("java/Probe.java: line 1")), "{named:#?}");
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
