//! The core as wasm with its bindings, made anew only where something of it is
//! another one.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use anyhow::{Context, Result};

use crate::bytes::sha256;
use crate::tools::{npm_tool, run};

/// What is done to the compiled core: this file, by its words.
const RECIPE: &[u8] = include_bytes!("wasm.rs");

/// Compiles the core; binds and optimises it into `bindings`.
///
/// # Errors
///
/// The first step that fails, with what it was.
pub fn build(root: &Path, bindings: &Path) -> Result<()> {
    let wasm = compile(root)?;
    let mut of = RECIPE.to_vec();
    // The lock file says which optimiser it is.
    for file in [&wasm, &root.join("package-lock.json")] {
        of.extend(fs::read(file)?);
    }
    let of = sha256(&of);
    // These steps are most of a build's time.
    let stamp = bindings.join("made-of");
    if fs::read_to_string(&stamp).ok().as_ref() != Some(&of) {
        // A build that is broken off leaves none.
        fs::remove_file(&stamp).ok();
        bind(&wasm, bindings)?;
        optimise(root, &bindings.join("tls_ready_bg.wasm"))?;
        fs::write(&stamp, of)?;
    }
    Ok(())
}

/// The wasm, with machine paths mapped away so that its bytes are the same
/// everywhere.
fn compile(root: &Path) -> Result<PathBuf> {
    let home = env::var("CARGO_HOME")
        .or_else(|_| env::var("HOME").map(|home| format!("{home}/.cargo")))
        .context("neither CARGO_HOME nor HOME is set")?;
    let flags =
        format!("--remap-path-prefix={home}=/cargo --remap-path-prefix={}=/src", root.display());
    let mut cargo = Command::new(env::var("CARGO").unwrap_or_else(|_| "cargo".into()));
    cargo
        .current_dir(root)
        .args(["build", "--locked", "--package", "tls-ready", "--lib"])
        .args(["--no-default-features", "--features", "packs", "--profile", "wasm"])
        .args(["--target", "wasm32-unknown-unknown"])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags);
    run(&mut cargo, "compiling the wasm")?;
    Ok(root.join("target/wasm32-unknown-unknown/wasm/tls_ready.wasm"))
}

fn bind(wasm: &Path, out: &Path) -> Result<()> {
    let mut generator = wasm_bindgen_cli_support::Bindgen::new();
    generator
        .input_path(wasm)
        .web(true)?
        .typescript(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .omit_default_module_path(true)
        .generate(out)
        .context("generating the bindings")?;
    // TypeScript would type the import of the wasm file by it.
    fs::remove_file(out.join("tls_ready_bg.wasm.d.ts")).ok();
    Ok(())
}

fn optimise(root: &Path, wasm: &Path) -> Result<()> {
    let mut tool = npm_tool(root, "wasm-opt")?;
    run(
        tool.args(["-Oz", "--converge"]).arg(wasm).arg("-o").arg(wasm),
        "making the wasm small (wasm-opt)",
    )
}
