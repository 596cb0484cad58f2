//! `docs/evidence.md`: what is understood, with an example each, from the
//! patterns' own samples.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::Context;
use serde::Deserialize;
use tls_ready::PLATFORMS;

#[derive(Deserialize, Default)]
struct Evidence {
    #[serde(default)]
    names: Vec<Name>,
    #[serde(default)]
    failures: Vec<Failure>,
    #[serde(default)]
    images: Vec<Image>,
}

#[derive(Deserialize)]
struct Name {
    samples: Vec<String>,
}

#[derive(Deserialize)]
struct Failure {
    texts: Vec<String>,
    cause: String,
}

#[derive(Deserialize)]
struct Image {
    names: Vec<String>,
}

/// The page, from the `evidence.toml` of each platform of the crate.
///
/// # Errors
///
/// Where a file cannot be read.
pub fn page(root: &Path) -> anyhow::Result<String> {
    let mut out = String::from(
        "# What is understood\n\nMade by `cargo xtask evidence` from `crate/platforms/*/evidence.toml` and `crate/shared/evidence.toml`; every line of it is a test (`tests/native/evidence.rs`).\n\nUpper and lower case, blanks, line ends, underscores, hyphens and quotes make no difference in the texts of failures. Quoted mail, prompts, colours, log prefixes and wrapped lines do no harm. At most 1 MiB is read.\n\nBesides these: versions under a command that asks for one (`$ node --version`, then `v12.13.1`), bare versions by their notation, the .NET registry's Release numbers and target framework monikers, `$PSVersionTable`, `/etc/os-release`, Android API levels, transcripts of curl, s_client, gnutls-cli, javax.net.debug and tshark, replies of test endpoints, and files that pin a version (Dockerfile, `.nvmrc` and its like, pom.xml, Gradle, *.csproj, package.json, composer.json, Gemfile, go.mod, CI files).\n\n",
    );
    for platform in &PLATFORMS {
        let evidence = read(&root.join("crate/platforms").join(platform.id))?;
        section(&mut out, platform.name, &evidence);
    }
    section(&mut out, "Whatever the platform", &read(&root.join("crate/shared"))?);
    Ok(out.trim_end().to_owned() + "\n")
}

fn read(folder: &Path) -> anyhow::Result<Evidence> {
    let path = folder.join("evidence.toml");
    if !path.exists() {
        return Ok(Evidence::default());
    }
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    toml::from_str(&text).with_context(|| path.display().to_string())
}

fn section(out: &mut String, name: &str, evidence: &Evidence) {
    let samples: Vec<&String> = evidence.names.iter().flat_map(|name| &name.samples).collect();
    let images: Vec<&String> = evidence.images.iter().flat_map(|image| &image.names).collect();
    if samples.is_empty() && evidence.failures.is_empty() {
        return;
    }
    let _ = writeln!(out, "## {name}\n");
    for sample in samples {
        let _ = writeln!(out, "- `{}`", inline(sample));
    }
    if let Some(first) = images.first() {
        let more = match images.len() - 1 {
            0 => String::new(),
            1 => " and one more image".to_owned(),
            more => format!(" and {more} more images"),
        };
        let _ = writeln!(out, "- `FROM {first}:…`{more}");
    }
    for failure in &evidence.failures {
        let texts: Vec<String> =
            failure.texts.iter().take(3).map(|text| format!("`{}`", inline(text))).collect();
        let more = failure.texts.len().saturating_sub(3);
        let rest = if more == 0 { String::new() } else { format!(" and {more} more") };
        let _ = writeln!(out, "- {}: {}{rest}", failure.cause, texts.join(", "));
    }
    out.push('\n');
}

/// A text that can stand within backticks.
fn inline(text: &str) -> String {
    text.replace('`', "'")
}
