//! Compiles `platforms/*` and `profiles/zoho.toml` into packed tables.
//!
//! Bad data stops the build with the file, the rule and the reason.

#[path = "build/data.rs"]
mod data;
#[allow(dead_code, reason = "the library uses the rest of it")]
#[path = "src/day.rs"]
mod day;
#[path = "build/emit.rs"]
mod emit;
#[path = "build/emit_evidence.rs"]
mod emit_evidence;
#[path = "build/evidence.rs"]
mod evidence;
#[path = "build/lint.rs"]
mod lint;
#[path = "src/packed.rs"]
mod packed;
#[path = "src/recognise/squash.rs"]
mod squash;
#[allow(dead_code, reason = "the library uses the rest of it")]
#[path = "src/trial.rs"]
mod trial;
#[allow(dead_code, reason = "the library uses the rest of it")]
#[path = "src/version.rs"]
mod version;
#[allow(dead_code, reason = "the library uses the rest of it")]
#[path = "src/vocabulary.rs"]
mod vocabulary;

use std::path::PathBuf;
use std::{env, fs, process};

fn main() {
    println!("cargo::rerun-if-changed=platforms");
    println!("cargo::rerun-if-changed=profiles");
    println!("cargo::rerun-if-changed=shared");
    println!("cargo::rerun-if-changed=build");
    if let Err(problems) = run() {
        for problem in problems {
            eprintln!("{problem}");
        }
        process::exit(1);
    }
}

fn run() -> Result<(), Vec<String>> {
    let root = PathBuf::from(variable("CARGO_MANIFEST_DIR")?);
    let tables = data::load(&root)?;
    lint::all(&tables)?;
    let apart = env::var_os("CARGO_FEATURE_PACKS").is_some();
    let out = PathBuf::from(variable("OUT_DIR")?);
    let write = |name: &str, bytes: &[u8]| {
        fs::write(out.join(name), bytes).map_err(|error| vec![format!("{name}: {error}")])
    };
    println!("cargo::rustc-env=DATA_VERSION={}", tables.version());
    for (name, bytes) in emit::tables(&tables, apart) {
        write(name, &bytes)?;
    }
    write("files.rs", emit::files(&tables).as_bytes())?;
    write("evidence.bin", &emit_evidence::evidence(&tables))
}

fn variable(name: &str) -> Result<String, Vec<String>> {
    env::var(name).map_err(|_| vec![format!("{name} is not set; build with cargo")])
}
