//! The static pages: every link leads somewhere, every table can be read, and
//! what is generated into the repository is up to date.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;

use tls_ready::PLATFORMS;
use tls_ready::model::Platform;
use xtask::bundle::Made;
use xtask::page::{self, Site};
use xtask::{baseline, repository, site};

const BASE: &str = "https://example.test/deep/path/";
const STYLE: &str = "style-ABCD1234.css";
const PLATFORM_STYLE: &str = "platform-ABCD1234.css";

fn made() -> Made {
    Made::of(&[
        ("www/src/main.ts", "main-ABCD1234.js"),
        ("www/src/disk.ts", "disk-ABCD1234.js"),
        ("www/src/platform-page.ts", "platform-page-ABCD1234.js"),
        ("www/style.css", STYLE),
        ("www/platform.css", PLATFORM_STYLE),
    ])
}

fn platform_page(platform: &'static Platform) -> Result<String, Box<dyn Error>> {
    Ok(page::platform(platform, &Site { base: BASE, made: &made() })?)
}

/// The values of an attribute, as the template engine writes it.
fn values<'a>(html: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    html.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

fn index() -> Result<String, Box<dyn Error>> {
    let template = fs::read_to_string(repository().join("www/index.html"))?;
    Ok(page::index(&template, &Site { base: BASE, made: &made() })?)
}

#[test]
fn ids_are_unique_and_links_on_a_page_have_their_place() -> Result<(), Box<dyn Error>> {
    let mut pages = vec![("index", index()?)];
    for platform in &PLATFORMS {
        pages.push((platform.id, platform_page(platform)?));
    }
    for (name, html) in pages {
        let ids = values(&html, "id");
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(unique.len(), ids.len(), "{name}: an id stands there twice: {ids:?}");
        for link in values(&html, "href").into_iter().filter_map(|href| href.strip_prefix('#')) {
            assert!(unique.contains(link), "{name}: #{link} leads nowhere");
        }
        for heading in values(&html, "aria-labelledby") {
            assert!(unique.contains(heading), "{name}: {heading}");
        }
    }
    Ok(())
}

#[test]
fn links_between_pages_are_relative_and_lead_somewhere() -> Result<(), Box<dyn Error>> {
    let mut known: BTreeSet<String> =
        ["", "./", "?lang=de", "favicon.svg", "icon-192.png", "manifest.webmanifest", STYLE]
            .into_iter()
            .chain([
                PLATFORM_STYLE,
                "data/platforms.json",
                "data/schema.json",
                "platform/",
                "embed/",
            ])
            .map(str::to_owned)
            .collect();
    for platform in &PLATFORMS {
        known.insert(format!("data/{}.json", platform.id));
        known.insert(format!("platform/{}/", platform.id));
        let files = platform.fixes.iter().filter_map(|fix| fix.file);
        for file in files.chain(platform.probes.iter().filter_map(|probe| probe.file)) {
            assert!(repository().join("crate").join(file.as_str()).is_file(), "{file}");
            known.insert(format!("files/{file}"));
        }
    }
    known.insert("files/shared/forward-proxy.conf".into());

    let index = index()?;
    for href in values(&index, "href") {
        let (path, anchor) = href.split_once('#').unwrap_or((href, ""));
        if path.starts_with("https://") {
            continue;
        }
        assert!(known.contains(path), "index: {href}");
        assert_eq!(anchor.is_empty(), !path.is_empty(), "index: {href}");
    }
    for platform in &PLATFORMS {
        let html = platform_page(platform)?;
        for href in values(&html, "href") {
            let (path, _) = href.split_once('#').unwrap_or((href, ""));
            if path.is_empty() || path.starts_with("https://") {
                continue;
            }
            let from_root = path.strip_prefix("../../");
            let here = path == "?lang=de";
            let known = from_root.is_some_and(|path| known.contains(path));
            assert!(here || known, "{}: {href}", platform.id);
        }
    }
    Ok(())
}

#[test]
fn every_platform_has_a_whole_page_and_every_rule_a_row_on_the_index() -> Result<(), Box<dyn Error>>
{
    let index = index()?;
    for platform in &PLATFORMS {
        let html = platform_page(platform)?;
        let canonical =
            format!("<link rel=\"canonical\" href=\"{BASE}platform/{}/\">", platform.id);
        for part in ["<title>", "<meta name=\"description\"", "<h1 ", "<caption ", &canonical] {
            assert_eq!(html.matches(part).count().min(1), 1, "{}: {part}", platform.id);
        }
        let script = "<script type=\"module\" src=\"../../platform-page-ABCD1234.js\"></script>";
        assert_eq!(html.matches("<script").count(), html.matches(script).count());
        assert!(!words_missing(&html), "{} has words that only a script says", platform.id);
        assert_eq!(html.matches("<table").count(), html.matches("<caption ").count());
        assert_eq!(html.matches("<th ").count(), values(&html, "scope").len());
        assert!(!html.contains("<th>"));
        for rule in platform.rules {
            assert!(values(&html, "id").contains(&rule.id.as_str()), "{} {}", platform.id, rule.id);
            let row = format!(
                "<th scope=\"row\">{}</th><td class=\"{}\">",
                rule.label.replace('&', "&amp;").replace('<', "&lt;"),
                rule.tls12.alone().id()
            );
            assert!(index.contains(&row), "index: {row}");
        }
        assert_eq!(html.matches("role=\"img\"").count(), usize::from(plain_rules(platform) > 1));
        for source in platform.sources {
            assert!(values(&html, "id").contains(&format!("source-{}", source.id).as_str()));
        }
    }
    assert!(index.contains(&format!("<link rel=\"canonical\" href=\"{BASE}\">")));
    assert_eq!(index.matches("<table").count(), 1);
    assert!(!index.contains("<!-- tls-ready:"), "a placeholder is left");
    Ok(())
}

/// Whether an element that the catalogue has words for has none.
fn words_missing(html: &str) -> bool {
    html.split(" data-t=")
        .skip(1)
        .any(|rest| rest.split_once('>').is_none_or(|(_, rest)| rest.starts_with("</")))
}

/// How many rules a platform has for all but its special builds.
fn plain_rules(platform: &Platform) -> usize {
    platform.rules.iter().filter(|rule| rule.variant.is_none()).count()
}

#[test]
fn the_folder_of_the_platforms_lists_them() -> Result<(), Box<dyn Error>> {
    let list = page::platforms(&Site { base: BASE, made: &made() })?;
    for platform in &PLATFORMS {
        let link = format!("<a href=\"{}/\">{} versions</a>", platform.id, platform.name);
        assert_eq!(list.matches(&link).count(), 1, "{link}");
    }
    assert!(!words_missing(&list), "it has words that only a script says");
    for href in values(&list, "href") {
        let inside = PLATFORMS.iter().any(|platform| href == format!("{}/", platform.id));
        let elsewhere = ["../", "?lang=de", BASE].iter().any(|start| href.starts_with(start));
        assert!(inside || elsewhere, "{href}");
    }
    Ok(())
}

#[test]
fn crawlers_find_every_page() {
    let (sitemap, llms) = (site::sitemap(BASE), site::llms(BASE));
    for platform in &PLATFORMS {
        let page = format!("{BASE}platform/{}/", platform.id);
        assert!(sitemap.contains(&format!("<loc>{page}</loc>")), "{page}");
        assert!(llms.contains(&format!("[{}]({page})", platform.name)), "{page}");
    }
    assert!(sitemap.contains(&format!("<loc>{BASE}platform/</loc>")));
    assert!(sitemap.starts_with("<?xml ") && sitemap.contains(&format!("<loc>{BASE}</loc>")));
    assert!(site::robots(BASE).contains(&format!("Sitemap: {BASE}sitemap.xml")));
}

#[test]
fn the_list_of_differences_from_the_baseline_is_up_to_date() -> Result<(), Box<dyn Error>> {
    let committed = fs::read_to_string(repository().join("docs/baseline.md"))?;
    assert!(committed == baseline::text(), "run cargo xtask baseline");
    Ok(())
}

#[test]
fn the_list_of_what_is_understood_is_up_to_date() -> Result<(), Box<dyn Error>> {
    let committed = fs::read_to_string(repository().join("docs/evidence.md"))?;
    assert!(committed == xtask::evidence::page(&repository())?, "run cargo xtask evidence");
    Ok(())
}
