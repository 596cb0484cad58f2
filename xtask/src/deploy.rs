//! The site's headers for the web servers that people have: a `_headers` file
//! in `dist/`, and configurations of nginx and Caddy in `docs/deploy/`. All of
//! them are written from [`crate::headers`].

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::headers::Kind;

/// What stands in a configuration for the folder of the site.
pub const FOLDER: &str = "/srv/tls-ready";
/// What stands in a configuration for the port; a real one has TLS in front.
pub const PORT: &str = "8080";

/// The kinds that differ from a page, with the pattern of their paths.
const SPECIAL: [(Kind, &str); 3] = [
    (Kind::Framed, r"/embed\.html$"),
    (Kind::Element, r"/element/"),
    (Kind::Hashed, r"-[A-Z0-9]{8}\.[a-z0-9]+$"),
];

/// Each header with its value for a page, and the kinds with another one.
fn differences() -> Vec<(&'static str, String, Vec<(&'static str, String)>)> {
    let page: BTreeMap<_, _> = Kind::Page.headers().into_iter().collect();
    let special = SPECIAL.map(|(kind, pattern)| {
        (pattern, kind.headers().into_iter().collect::<BTreeMap<_, _>>())
    });
    let mut names: Vec<_> = special.iter().flat_map(|(_, own)| own.keys().copied()).collect();
    names.sort_unstable();
    names.dedup();
    let of = |name| {
        let usual: String = page.get(name).cloned().unwrap_or_default();
        let others = special
            .iter()
            .filter_map(|(pattern, own)| {
                let value = own.get(name).cloned().unwrap_or_default();
                (value != usual).then_some((*pattern, value))
            })
            .collect();
        (name, usual, others)
    };
    names.into_iter().map(of).collect()
}

/// Writes `docs/deploy/`.
///
/// # Errors
///
/// A file that cannot be written.
pub fn write(root: &Path) -> Result<()> {
    let folder = root.join("docs/deploy");
    fs::create_dir_all(&folder)?;
    for (name, text) in [("nginx.conf", nginx()), ("Caddyfile", caddy())] {
        fs::write(folder.join(name), text).with_context(|| format!("writing {name}"))?;
    }
    Ok(())
}

/// The part of nginx's configuration that goes into its `http` block.
pub fn nginx() -> String {
    let mut out = String::from(
        "# Written by `cargo xtask deploy`; the tests run it. It goes into the http block, beside\n\
         # \"include mime.types\".\n",
    );
    let mut uses = String::new();
    for (name, usual, others) in differences() {
        if others.is_empty() {
            let _ = writeln!(uses, "    add_header {name} \"{usual}\" always;");
            continue;
        }
        let variable = name.replace('-', "_");
        let _ = writeln!(out, "map $uri $tls_ready_{variable} {{\n    default \"{usual}\";");
        for (pattern, value) in others {
            let _ = writeln!(out, "    \"~{pattern}\" \"{value}\";");
        }
        out += "}\n";
        let _ = writeln!(uses, "    add_header {name} $tls_ready_{variable} always;");
    }
    let _ = write!(
        out,
        "server {{\n    listen {PORT};\n    root {FOLDER};\n    index index.html;\n    charset utf-8;\n    \
         gzip on;\n    gzip_comp_level 9;\n    gzip_types text/css text/javascript application/javascript \
         application/json application/wasm application/manifest+json image/svg+xml;\n{uses}    location ~ \\.webmanifest$ {{\n        types {{ }}\n        \
         default_type application/manifest+json;\n    }}\n}}\n"
    );
    out
}

/// A Caddyfile.
pub fn caddy() -> String {
    let mut out = format!(
        "# Written by `cargo xtask deploy`; the tests run it. With a host name instead of the port,\n\
         # Caddy gets a certificate by itself.\n:{PORT} {{\n\troot * {FOLDER}\n\tencode gzip\n\tfile_server\n"
    );
    for (kind, pattern) in SPECIAL {
        let _ = writeln!(out, "\t@{} path_regexp {pattern}", format!("{kind:?}").to_lowercase());
    }
    out += "\theader {\n";
    for (name, value) in Kind::Page.headers() {
        let _ = writeln!(out, "\t\t{name} \"{value}\"");
    }
    out += "\t}\n";
    for (name, _, others) in differences() {
        for (pattern, value) in others {
            let kind = SPECIAL.iter().find(|(_, own)| *own == pattern).map(|(kind, _)| *kind);
            let matcher = format!("{:?}", kind.unwrap_or(Kind::Page)).to_lowercase();
            let _ = writeln!(out, "\theader @{matcher} {name} \"{value}\"");
        }
    }
    out += "}\n";
    out
}

/// `dist/_headers`, which several hosts of static files read. A rule for each
/// file or folder of the root, because some hosts add up the rules that match
/// a path and others take one of them: no path has two rules here.
///
/// # Errors
///
/// A folder that cannot be read.
pub fn headers_file(dist: &Path) -> Result<String> {
    let mut paths = vec!["/".to_owned()];
    for entry in fs::read_dir(dist)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let ending = if entry.file_type()?.is_dir() { "/*" } else { "" };
        paths.push(format!("/{name}{ending}"));
    }
    paths.sort();
    let mut out = String::new();
    for path in paths {
        let _ = writeln!(out, "{path}");
        for (name, value) in Kind::of(&path).headers() {
            let _ = writeln!(out, "  {name}: {value}");
        }
    }
    Ok(out)
}
