//! The site's headers for the web servers that people have: a `_headers` file
//! in `dist/`, and configurations of nginx and Caddy in `docs/deploy/`. All of
//! them are written from [`crate::headers`].

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::headers::for_path;

/// What stands in a configuration for the folder of the site.
pub const FOLDER: &str = "/srv/tls-ready";
/// What stands in a configuration for the port; a real one has TLS in front.
pub const PORT: &str = "8080";

/// What is packed on its way.
const PACKED: [&str; 9] = [
    "text/html",
    "text/css",
    "text/javascript",
    "text/plain",
    "application/javascript",
    "application/json",
    "application/wasm",
    "application/manifest+json",
    "image/svg+xml",
];

/// What differs from a page: a word for it, the pattern of its paths, and one
/// of them.
const SPECIAL: [(&str, &str, &str); 3] = [
    ("framed", r"/embed\.html$", "/embed.html"),
    ("element", "/element/", "/element/define.js"),
    ("hashed", r"-[A-Z0-9]{8}\.[a-z0-9]+$|/texts-[0-9a-f]{8}/", "/main-ABCD1234.js"),
];

/// A header with its value for a page, and the places in [`SPECIAL`] that have
/// another one.
struct Header {
    name: &'static str,
    usual: String,
    others: Vec<(usize, String)>,
}

fn all_headers() -> Vec<Header> {
    let usual: BTreeMap<_, _> = for_path("/").into_iter().collect();
    let special =
        SPECIAL.map(|(_, _, path)| for_path(path).into_iter().collect::<BTreeMap<_, _>>());
    let mut names: Vec<_> = special.iter().flat_map(|own| own.keys().copied()).collect();
    names.sort_unstable();
    names.dedup();
    let of = |name| {
        let usual: String = usual.get(name).cloned().unwrap_or_default();
        let values = special.iter().map(|own| own.get(name).cloned().unwrap_or_default());
        let others = values.enumerate().filter(|(_, value)| *value != usual).collect();
        Header { name, usual, others }
    };
    names.into_iter().map(of).collect()
}

/// A part of [`SPECIAL`].
fn special(index: usize) -> (&'static str, &'static str) {
    SPECIAL.get(index).map_or(("", ""), |(word, pattern, _)| (*word, *pattern))
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
    for Header { name, usual, others } in all_headers() {
        if others.is_empty() {
            let _ = writeln!(uses, "    add_header {name} \"{usual}\" always;");
            continue;
        }
        let variable = name.replace('-', "_");
        let _ = writeln!(out, "map $uri $tls_ready_{variable} {{\n    default \"{usual}\";");
        for (index, value) in others {
            let (_, pattern) = special(index);
            let _ = writeln!(out, "    \"~{pattern}\" \"{value}\";");
        }
        out += "}\n";
        let _ = writeln!(uses, "    add_header {name} $tls_ready_{variable} always;");
    }
    let _ = write!(
        out,
        "server {{\n    listen {PORT};\n    root {FOLDER};\n    index index.html;\n    charset utf-8;\n    \
         gzip on;\n    gzip_comp_level 9;\n    gzip_types {};\n{uses}    location ~ \\.webmanifest$ {{\n        types {{ }}\n        \
         default_type application/manifest+json;\n    }}\n}}\n",
        // nginx packs HTML by itself, and warns where it is told to.
        PACKED.iter().filter(|kind| **kind != "text/html").copied().collect::<Vec<_>>().join(" ")
    );
    out
}

/// A Caddyfile.
pub fn caddy() -> String {
    let mut out = format!(
        "# Written by `cargo xtask deploy`; the tests run it. With a host name instead of the port,\n\
         # Caddy gets a certificate by itself.\n:{PORT} {{\n\troot * {FOLDER}\n\tfile_server\n\tencode gzip {{\n\t\tmatch {{\n"
    );
    for kind in PACKED {
        let _ = writeln!(out, "\t\t\theader Content-Type {kind}*");
    }
    out += "\t\t}\n\t}\n";
    out += "\t@manifest path *.webmanifest\n\theader @manifest content-type application/manifest+json\n";
    for (word, pattern, _) in SPECIAL {
        let _ = writeln!(out, "\t@{word} path_regexp {pattern}");
    }
    let headers = all_headers();
    for Header { name, usual, others } in &headers {
        // With the mark, only where nothing else has set it.
        let mark = if others.is_empty() { "" } else { "?" };
        if !usual.is_empty() {
            let _ = writeln!(out, "\theader {mark}{name} \"{usual}\"");
        }
    }
    for Header { name, others, .. } in headers {
        for (index, value) in others {
            let (word, _) = special(index);
            let _ = writeln!(out, "\theader @{word} {name} \"{value}\"");
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
    let mut add = |folder: &Path, before: &str| -> Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            // Hashed names of the element's are kept for longer than the others.
            if entry.file_type()?.is_file() {
                paths.push(format!("{before}{name}"));
            } else if name != "element" {
                paths.push(format!("{before}{name}/*"));
            }
        }
        Ok(())
    };
    add(dist, "/")?;
    add(&dist.join("element"), "/element/")?;
    paths.sort();
    let mut out = String::new();
    for path in paths {
        let _ = writeln!(out, "{path}");
        for (name, value) in for_path(&path) {
            let _ = writeln!(out, "  {name}: {value}");
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{caddy, nginx};
    use crate::repository;

    #[test]
    fn what_is_committed_is_what_is_written() -> std::io::Result<()> {
        for (name, text) in [("nginx.conf", nginx()), ("Caddyfile", caddy())] {
            let there = fs::read_to_string(repository().join("docs/deploy").join(name))?;
            assert!(there == text, "docs/deploy/{name} is old: cargo xtask deploy");
        }
        Ok(())
    }
}
