//! Pictures of every state of the page, in light and dark, at three widths:
//! `./build.sh screenshots`. They are there to be looked at; no test reads them.

use std::fs;

use anyhow::{Context as _, Result};
use serde_json::json;
use tls_ready_tests::browser::Engine;
use tls_ready_tests::endpoints::Endpoint;
use tls_ready_tests::page::{Page, Place};
use tls_ready_tests::site::{Site, Without};
use xtask::repository;

const WIDTHS: [u32; 3] = [360, 768, 1280];

/// What is pasted for a picture, by the picture's name.
const PASTES: [(&str, &str); 12] = [
    ("ready", "OpenSSL 1.1.1w  11 Sep 2023"),
    ("enable", "java version \"1.7.0_80\""),
    ("upgrade", "curl/7.19.7 (x86_64-redhat-linux-gnu) libcurl/7.19.7 NSS/3.14.0.0 zlib/1.2.3"),
    ("unknown", "sslv3 alert handshake failure"),
    ("cause-found", "tlsv1 alert protocol version"),
    ("other-cause", "javax.net.ssl.SSLHandshakeException: PKIX path building failed"),
    ("other-side", "ssl_choose_client_version:unsupported protocol"),
    ("german-expired", "curl: (60) SSL certificate problem: certificate has expired"),
    ("unrecognised", "a kettle"),
    ("reply-good", r#"{"status": 200,"message": "Connection Success","version": "TLSv1.2"}"#),
    ("reply-failed", r#"{"message":"Connection failed"}"#),
    (
        "several",
        "$ java -version\njava version \"1.6.0_45\"\n$ openssl version\nOpenSSL 1.0.1e-fips 11 Feb 2013\n",
    ),
];

/// States that an address leads to.
const ADDRESSES: [(&str, &str); 8] = [
    ("start", ""),
    ("german-start", "?lang=de"),
    ("german-error", "?lang=de#p=ruby&v=kettle"),
    ("german", "?lang=de#p=java&v=7u80"),
    ("library", "#p=ruby&v=2.0.0&l=OpenSSL+0.9.8zh"),
    ("error", "#p=ruby&v=kettle"),
    ("table", "#java"),
    ("breaks", "#only=1&f=py"),
];

/// Endpoints that are asked.
const PROBES: [(&str, Endpoint); 6] = [
    ("probe", Endpoint::Tls13),
    ("probe-tls12", Endpoint::Tls12),
    ("probe-tls10", Endpoint::Tls10),
    ("probe-unreadable", Endpoint::NoCors),
    ("probe-redirect", Endpoint::Redirect),
    ("probe-failed", Endpoint::Failed),
];

/// Other pages of the site.
const PAGES: [(&str, &str); 5] = [
    ("platform", "platform/java/"),
    ("platform-german", "platform/openssl/?lang=de"),
    ("builder", "embed/"),
    ("builder-german", "embed/?lang=de"),
    ("frame", "embed.html#platform=java&version=7u80"),
];

/// Shows on the screen what would be on paper.
const ON_PAPER: &str =
    "for (const sheet of document.styleSheets) for (const rule of sheet.cssRules)
    if (rule.media?.mediaText === 'print') rule.media.mediaText = 'all';
    dispatchEvent(new Event('beforeprint'))";

fn main() -> Result<()> {
    let wanted = std::env::args().nth(1).unwrap_or_default();
    let folder = repository().join("target/screenshots");
    fs::create_dir_all(&folder)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let page = Page::start(Engine::Chromium).await?;
        let take = async |name: &str| -> Result<()> {
            for width in WIDTHS {
                for scheme in ["light", "dark"] {
                    let set = "document.documentElement.style.colorScheme = arguments[0];
                        return Math.min(document.documentElement.scrollHeight, 3000)";
                    page.resize(width, 900).await?;
                    let height = page.run(set, vec![json!(scheme)]).await?.as_u64().unwrap_or(900);
                    page.resize(width, u32::try_from(height)?).await?;
                    let file = folder.join(format!("{name}-{width}-{scheme}.png"));
                    fs::write(&file, page.picture().await?)
                        .with_context(|| format!("writing {}", file.display()))?;
                }
            }
            println!("{name}");
            Ok(())
        };
        let is_wanted = |name: &str| name.contains(&wanted);
        for (name, address) in ADDRESSES.into_iter().filter(|(name, _)| is_wanted(name)) {
            page.open(address).await?;
            let settled = "return !location.hash.includes('v=') || document.querySelector('.card') !== null
                || !document.getElementById('stack-error').hidden";
            page.holds(settled).await?;
            take(name).await?;
        }
        for (name, text) in PASTES.into_iter().filter(|(name, _)| is_wanted(name)) {
            page.open(if name.starts_with("german") { "?lang=de" } else { "" }).await?;
            page.paste(text).await?;
            page.card(Place::Paste).await?;
            take(name).await?;
        }
        if is_wanted("long") {
            page.open("").await?;
            page.paste(&"no version of anything\n".repeat(4000)).await?;
            page.card(Place::Paste).await?;
            take("long").await?;
        }
        for (name, endpoint) in PROBES.into_iter().filter(|(name, _)| is_wanted(name)) {
            page.probed(endpoint).await?;
            take(name).await?;
        }
        if is_wanted("print") {
            page.open("#p=java&v=7u80").await?;
            page.card(Place::Stack).await?;
            page.run(ON_PAPER, vec![]).await?;
            take("print").await?;
        }
        if is_wanted("picker") {
            page.open("").await?;
            page.fill("#platform", "j").await?;
            take("picker").await?;
        }
        for (name, path) in PAGES.into_iter().filter(|(name, _)| is_wanted(name)) {
            page.visit_page(path).await?;
            let element = "const one = document.querySelector('tls-ready'); one?.scrollIntoView();
                const there = !one || one.shadowRoot?.querySelector('[part~=tool]:not([hidden])') !== null;
                if (there) scrollTo(0, 0); return there";
            page.holds(element).await?;
            take(name).await?;
        }
        for (name, without) in [("no-core", Without::Core), ("no-script", Without::Script)] {
            if is_wanted(name) {
                let site = Site::start(without).await?;
                page.visit(&site.url("#p=java&v=7u80")).await?;
                let told = "return document.documentElement.dataset.core === 'failed'
                    || document.querySelector('.late').checkVisibility({ visibilityProperty: true })";
                page.holds(told).await?;
                take(name).await?;
            }
        }
        page.close().await
    })?;
    println!("{}", folder.display());
    Ok(())
}
