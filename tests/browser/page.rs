//! The built page in real browsers, against real TLS endpoints: what a person
//! does, and the words that he or she then sees.

use std::fmt::Write as _;

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::json;
use tls_ready_tests::browser::Engine;
use tls_ready_tests::endpoints::Endpoint;
use tls_ready_tests::page::{Card, Page, Place};

const NOT_THE_SERVER: &str = "This was the browser's connection, not your server's.";

/// Runs one story on a page of its own.
fn on(engine: Engine, story: impl AsyncFnOnce(&Page) -> Result<()>) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let page = Page::start(engine).await?;
        story(&page).await?;
        page.close().await
    })
}

/// What a card must say; `is` is its message id or its outcome.
struct Row<'a, T> {
    asked: T,
    verdict: &'a str,
    is: &'a str,
    words: &'a str,
}

const fn row<'a, T>(asked: T, verdict: &'a str, is: &'a str, words: &'a str) -> Row<'a, T> {
    Row { asked, verdict, is, words }
}

impl<T: std::fmt::Debug> Row<'_, T> {
    /// What of it is not so, or nothing.
    fn missed(&self, card: &Card) -> String {
        let mut missed = String::new();
        let is = if card.outcome.is_empty() { &card.message } else { &card.outcome };
        if card.verdict != self.verdict || is != self.is || !card.text.contains(self.words) {
            let Row { asked, verdict, is, words } = self;
            let _ = writeln!(missed, "{asked:?} should be {verdict}, {is}, {words:?}: {card:#?}");
        }
        missed
    }
}

/// Tests the connection to each endpoint from the page.
async fn probe_each(page: &Page, rows: &[Row<'_, Endpoint>]) -> Result<()> {
    let mut missed = String::new();
    for row in rows {
        let card = page.probed(row.asked).await?;
        missed += &row.missed(&card);
        if !card.text.contains(NOT_THE_SERVER) {
            let _ = writeln!(missed, "{:?} does not say whose connection it was", row.asked);
        }
    }
    ensure!(missed.is_empty(), "{missed}");
    Ok(())
}

const CONNECTED: &str = "browser.connected";
const TOO_OLD: &str = "browser.too-old";
const NO_PROOF: &str = "browser.other";
const NO_CONNECTION: &str = "no-connection";
const COULD_NOT: &str = "Not proven: this browser could not connect to localhost.";

#[test]
fn chromium_at_each_endpoint() -> Result<()> {
    let rows = [
        row(
            Endpoint::Tls13,
            "unknown",
            CONNECTED,
            "This browser reached localhost with TLS 1.3. That is the browser's TLS, not your server's.",
        ),
        row(Endpoint::Tls12, "unknown", CONNECTED, "This browser reached localhost with TLS 1.2."),
        row(
            Endpoint::EveryVersion,
            "unknown",
            CONNECTED,
            "This browser reached localhost with TLS 1.3.",
        ),
        // Current Chromium refuses them, and does not say why.
        row(Endpoint::Tls11, "unknown", NO_CONNECTION, COULD_NOT),
        row(Endpoint::Tls10, "unknown", NO_CONNECTION, COULD_NOT),
        row(
            Endpoint::NoCors,
            "unknown",
            "unreadable",
            "This browser connected to localhost, but may not read the reply.",
        ),
        row(
            Endpoint::Redirect,
            "unknown",
            "redirected",
            "localhost answered with a redirect, which was not followed.",
        ),
        row(
            Endpoint::Html,
            "unknown",
            NO_PROOF,
            "The reply is an HTML page, not the endpoint's answer.",
        ),
        row(
            Endpoint::Failed,
            "unknown",
            NO_PROOF,
            "“Connection failed”: the client that asked is too old or has TLS 1.2 switched off.",
        ),
        row(
            Endpoint::SuccessWithError,
            "unknown",
            NO_PROOF,
            "The reply contradicts itself: it says success, but with status 500.",
        ),
        row(
            Endpoint::TooLarge,
            "unknown",
            NO_PROOF,
            "The reply is longer than any endpoint's answer; at most 65536 bytes are read.",
        ),
        row(
            Endpoint::ClientCertificate,
            "unknown",
            NO_PROOF,
            "The server asked for a client certificate; the TLS version is not the problem.",
        ),
        row(Endpoint::PlainHttp, "unknown", NO_CONNECTION, COULD_NOT),
        row(Endpoint::Closed, "unknown", NO_CONNECTION, COULD_NOT),
        row(
            Endpoint::Silent,
            "unknown",
            "timed-out",
            "Not proven: localhost did not answer in time.",
        ),
    ];
    on(Engine::Chromium, async |page| probe_each(page, &rows).await)
}

/// The profile trusts the authority and nothing else is waived, so the first
/// row would fail if the others failed for any reason but their own.
#[test]
fn chromium_refuses_certificates_that_are_not_right() -> Result<()> {
    let rows = [
        row(Endpoint::Tls13, "unknown", CONNECTED, "with TLS 1.3"),
        row(Endpoint::Expired, "unknown", NO_CONNECTION, COULD_NOT),
        row(Endpoint::WrongHost, "unknown", NO_CONNECTION, COULD_NOT),
        row(Endpoint::Tls12, "unknown", CONNECTED, "with TLS 1.2"),
    ];
    on(Engine::Chromium, async |page| {
        probe_each(page, &rows).await?;
        for endpoint in [Endpoint::Expired, Endpoint::WrongHost] {
            let seen = page.endpoints.requests(endpoint)?;
            ensure!(seen.is_empty(), "{endpoint:?} was sent a request: {seen:?}");
        }
        Ok(())
    })
}

/// It takes any certificate here, which shows that these two endpoints have
/// nothing else that keeps a browser away.
#[test]
fn webkit_at_old_and_new_versions() -> Result<()> {
    let rows = [
        row(
            Endpoint::Tls10,
            "unknown",
            TOO_OLD,
            "This browser reached localhost with TLS 1.0 only, which is below TLS 1.2: a proxy on this path, or the endpoint, is old. That is not your server's connection.",
        ),
        row(
            Endpoint::Tls11,
            "unknown",
            TOO_OLD,
            "This browser reached localhost with TLS 1.1 only, which is below TLS 1.2",
        ),
        row(Endpoint::Tls12, "unknown", CONNECTED, "This browser reached localhost with TLS 1.2."),
        row(Endpoint::Tls13, "unknown", CONNECTED, "This browser reached localhost with TLS 1.3."),
        row(Endpoint::Expired, "unknown", CONNECTED, "with TLS 1.3"),
        row(Endpoint::WrongHost, "unknown", CONNECTED, "with TLS 1.3"),
        row(
            Endpoint::NoCors,
            "unknown",
            "unreadable",
            "This browser connected to localhost, but may not read the reply.",
        ),
        row(Endpoint::Redirect, "unknown", "redirected", "with a redirect, which was not followed"),
        row(Endpoint::Closed, "unknown", NO_CONNECTION, COULD_NOT),
    ];
    on(Engine::WebKit, async |page| probe_each(page, &rows).await)
}

#[test]
fn the_minimum_that_is_chosen_counts() -> Result<()> {
    on(Engine::Chromium, async |page| {
        page.choose("#minimum", "1.3").await?;
        page.probe(&page.endpoints.url(Endpoint::Tls12)).await?;
        let card = page.card(Place::Probe).await?;
        let words = "This browser reached localhost with TLS 1.2 only, which is below TLS 1.3";
        let missed = row("1.3 asked", "unknown", TOO_OLD, words).missed(&card);
        ensure!(missed.is_empty(), "{missed}");
        Ok(())
    })
}

#[test]
fn a_test_can_be_cancelled_and_repeated() -> Result<()> {
    on(Engine::Chromium, async |page| {
        page.probe(&page.endpoints.url(Endpoint::Silent)).await?;
        ensure!(page.text("#result-probe").await? == "Asking the endpoint…");
        page.click("#cancel").await?;
        let card = page.card(Place::Probe).await?;
        ensure!(card.outcome == "cancelled", "{card:#?}");
        ensure!(card.headline == "The test was cancelled.", "{card:#?}");

        page.probe(&page.endpoints.url(Endpoint::Tls13)).await?;
        let connected = "return document.querySelector('#result-probe .card')?.dataset.message === 'browser.connected'";
        ensure!(page.holds(connected).await?, "after a cancel nothing can be tested");
        ensure!(page.text("#cancel").await?.is_empty(), "there is nothing left to cancel");
        Ok(())
    })
}

#[test]
fn addresses_that_cannot_be_tested_are_not_asked() -> Result<()> {
    on(Engine::Chromium, async |page| {
        let port = page.endpoints.port(Endpoint::Tls13);
        for address in [
            String::new(),
            "localhost".into(),
            format!("http://localhost:{port}/api"),
            format!("https://me@localhost:{port}/api"),
            format!("https://localhost:{port}/$(id)"),
            format!("https://localhost:{port}/a'b"),
            "javascript:alert(1)".into(),
        ] {
            page.open("").await?;
            page.probe(&address).await?;
            let shown = "return !document.getElementById('endpoint-error').hidden";
            ensure!(page.holds(shown).await?, "{address:?} is taken");
            let words = page.text("#endpoint-error").await?;
            ensure!(
                words == "The address must be like https://host/path: https only.",
                "{address:?}: {words}"
            );
        }
        ensure!(page.endpoints.requests(Endpoint::Tls13)?.is_empty());
        Ok(())
    })
}

/// What one enters: platform, version, linked library.
type Stack = (&'static str, &'static str, &'static str);

const STACKS: &[Row<'_, Stack>] = &[
    row(("java", "1.8.0_292-b10", ""), "ready", "stack.ready", "speaks TLS 1.2 by default"),
    row(
        ("java", "7u80", ""),
        "enable",
        "stack.enable",
        "Java 7u80 has TLS 1.2, but it is switched off by default.",
    ),
    row(("java", "6u45", ""), "upgrade", "stack.upgrade", "it must be updated"),
    row(("java", "1.6", ""), "unknown", "stack.unsettled", "can be on either side"),
    row(("dotnet", "4.5.2", ""), "enable", "stack.enable", "SecurityProtocolType.Tls12"),
    row(
        ("ruby", "1.9.3p551", ""),
        "upgrade",
        "stack.upgrade",
        "Ruby 1.9.3-p551 has no TLS 1.2: it must be updated.",
    ),
    row(("ruby", "2.0.0", ""), "ready", "stack.ready-if", "OpenSSL"),
    row(
        ("ruby", "2.0.0", "OpenSSL 0.9.8zh"),
        "upgrade",
        "stack.library-upgrade",
        "which has no TLS 1.2: the library must be updated",
    ),
    row(("python", "2.7.9", ""), "ready", "stack.ready-if", "speaks TLS 1.2 by default"),
    row(("python", "2.7.8", ""), "upgrade", "stack.upgrade", "Python 2.7.8 has no TLS 1.2"),
    row(("openssl", "1.0.1e-fips", ""), "ready", "stack.ready", "“-fips” marks a vendor's"),
];

async fn choose_each(page: &Page) -> Result<()> {
    let mut missed = String::new();
    for row in STACKS {
        let (platform, version, linked) = row.asked;
        page.open("").await?;
        page.choose("#platform", platform).await?;
        page.fill("#version", version).await?;
        if !linked.is_empty() {
            page.fill("#linked", linked).await?;
        }
        missed += &row.missed(&page.card(Place::Stack).await?);
    }
    ensure!(missed.is_empty(), "{missed}");
    Ok(())
}

#[test]
fn chromium_answers_platforms_and_versions() -> Result<()> {
    on(Engine::Chromium, choose_each)
}

#[test]
fn webkit_answers_platforms_and_versions() -> Result<()> {
    on(Engine::WebKit, choose_each)
}

#[test]
fn a_text_that_is_no_version_leaves_no_old_answer() -> Result<()> {
    on(Engine::Chromium, async |page| {
        page.choose("#platform", "java").await?;
        page.fill("#version", "7u80").await?;
        page.card(Place::Stack).await?;
        page.fill("#version", "a kettle").await?;
        let gone = "return document.querySelector('#result-stack .card') === null
            && document.getElementById('version').getAttribute('aria-invalid') === 'true'";
        ensure!(page.holds(gone).await?, "the old answer stands beside the error");
        ensure!(!page.text("#stack-error").await?.is_empty(), "no words for the error");
        Ok(())
    })
}

#[test]
fn pasted_replies_are_answered() -> Result<()> {
    let good = r#"{"status": 200,"message": "Connection Success","version": "TLSv1.2"}"#;
    let rows = [
        row((good, "program"), "ready", "response.connected", "connected with TLS 1.2."),
        row(
            (good, "browser"),
            "unknown",
            CONNECTED,
            "That is the browser's TLS, not your server's.",
        ),
        row(
            (r#"{"message":"Connection failed"}"#, "program"),
            "unknown",
            "response.failed",
            "Choose the platform of the program that asked, to get the fix.",
        ),
        row(
            (r#"{"status": 200,"message": "Connection Success","version": "TLSv1"}"#, "program"),
            "unknown",
            "response.success-too-old",
            "it says success, but with TLS 1.0, which is below TLS 1.2",
        ),
        row(
            (r#"{"status": 200,"message": "Connec"#, "program"),
            "unknown",
            "response.truncated",
            "The reply is cut off",
        ),
        row(
            ("<html><title>Welcome to Guest WiFi</title></html>", "program"),
            "other-cause",
            "response.portal",
            "the sign-in page of a network",
        ),
    ];
    on(Engine::Chromium, async |page| {
        let mut missed = String::new();
        for row in &rows {
            let (reply, asker) = row.asked;
            page.open("").await?;
            page.fill("#paste", reply).await?;
            page.card(Place::Paste).await?;
            if asker == "browser" {
                page.click("input[name=asked-by][value=browser]").await?;
                let told = "return document.querySelector('#result-paste .card').dataset.message.startsWith('browser.')";
                ensure!(page.holds(told).await?, "the browser's reply stays a program's");
            }
            missed += &row.missed(&page.card(Place::Paste).await?);
        }
        ensure!(missed.is_empty(), "{missed}");
        Ok(())
    })
}

/// One of each kind of evidence.
const PASTES: &[Row<'_, &str>] = &[
    row(
        "$ ruby -v\nruby 1.9.3p551 (2014-11-13 revision 48407) [x86_64-linux]",
        "upgrade",
        "stack.upgrade",
        "Ruby 1.9.3-p551 has no TLS 1.2",
    ),
    row(
        "ssl.SSLError: [SSL: TLSV1_ALERT_PROTOCOL_VERSION] tlsv1 alert protocol version (_ssl.c:590)",
        "unknown",
        "failure.protocol-version",
        "the client offered less than the server takes",
    ),
    row(
        "javax.net.ssl.SSLHandshakeException: PKIX path building failed",
        "other-cause",
        "failure.certificate",
        "Not the TLS version: a certificate was not accepted.",
    ),
    row(
        "Error: write EPROTO 1:error:1425F102:SSL routines:ssl_choose_client_version:unsupported protocol",
        "other-side",
        "failure.version-refused-by-client",
        "The server is the old side",
    ),
    row(
        "curl/7.19.7 (x86_64-redhat-linux-gnu) libcurl/7.19.7 NSS/3.14.0.0 zlib/1.2.3",
        "upgrade",
        "stack.library-upgrade",
        "NSS 3.14.0.0, which has no TLS 1.2",
    ),
    row(
        "* SSL connection using TLSv1.3 / TLS_AES_256_GCM_SHA384",
        "ready",
        "measured.enough",
        "This connection was made with TLS 1.3.",
    ),
    row("FROM python:2.7.8-slim", "upgrade", "stack.upgrade", "Python 2.7.8 has no TLS 1.2"),
    row("nothing of this kind", "unknown", "unrecognised", "Nothing in this text was recognised."),
];

async fn paste_each(page: &Page) -> Result<()> {
    let mut missed = String::new();
    for row in PASTES {
        page.open("").await?;
        page.paste(row.asked).await?;
        let whole = format!(
            "return document.querySelector('#result-paste .card')?.dataset.message === '{}'",
            row.is
        );
        page.holds(&whole).await?;
        missed += &row.missed(&page.card(Place::Paste).await?);
    }
    ensure!(missed.is_empty(), "{missed}");
    Ok(())
}

#[test]
fn chromium_reads_what_is_pasted() -> Result<()> {
    on(Engine::Chromium, paste_each)
}

#[test]
fn webkit_reads_what_is_pasted() -> Result<()> {
    on(Engine::WebKit, paste_each)
}

#[test]
fn a_long_text_is_read_in_a_worker() -> Result<()> {
    on(Engine::Chromium, async |page| {
        for (name, text) in [
            ("one line", "'tlsv1 alert '.repeat(80000)"),
            ("line ends", "'x\\n'.repeat(500000)"),
            ("a version at the front", "'java version \"1.6.0_45\"\\n' + 'x'.repeat(900000)"),
        ] {
            page.open("").await?;
            let paste = format!(
                "const box = document.getElementById('paste'); box.value = {text};
                 window.ticks = 0; setInterval(() => window.ticks++, 20);
                 box.dispatchEvent(new Event('input', {{ bubbles: true }}));"
            );
            page.run(&paste, vec![]).await?;
            let card = page.card(Place::Paste).await.with_context(|| name.to_owned())?;
            if name.starts_with("a version") {
                ensure!(card.verdict == "upgrade", "{card:#?}");
            }
            let ticks = page.run("return window.ticks > 0", vec![]).await?;
            ensure!(ticks == json!(true), "{name}: the page stood still");
        }
        Ok(())
    })
}

#[test]
fn an_example_is_one_click_and_its_command_can_be_copied() -> Result<()> {
    on(Engine::Chromium, async |page| {
        page.click("#examples button").await?;
        let card = page.card(Place::Paste).await?;
        ensure!(card.verdict == "enable", "{card:#?}");
        page.click("#result-paste .copy").await?;
        // A browser that allows no clipboard says how to copy.
        let told = "return ['Copied', 'Press Ctrl+C'].includes(document.querySelector('#result-paste .copy').textContent)";
        ensure!(page.holds(told).await?, "nothing says that it was copied");
        let back = "return document.querySelector('#result-paste .copy').textContent === 'Copy'";
        ensure!(page.holds(back).await?, "the button keeps an old word");
        Ok(())
    })
}

#[test]
fn the_address_carries_the_form_and_never_a_reply() -> Result<()> {
    on(Engine::Chromium, async |page| {
        page.open("#p=ruby&v=2.0.0-p648&l=OpenSSL+0.9.8zh").await?;
        let card = page.card(Place::Stack).await?;
        let missed =
            row("fragment", "upgrade", "stack.library-upgrade", "OpenSSL 0.9.8zh").missed(&card);
        ensure!(missed.is_empty(), "{missed}");
        let fields = "return ['platform', 'version', 'linked', 'minimum'].map((id) => document.getElementById(id).value)";
        let filled = page.run(fields, vec![]).await?;
        ensure!(filled == json!(["ruby", "2.0.0-p648", "OpenSSL 0.9.8zh", "1.2"]), "{filled}");

        page.open("#p=java&v=8&min=1.3").await?;
        let card = page.card(Place::Stack).await?;
        ensure!(card.headline.contains("TLS 1.3"), "{card:#?}");

        page.open("").await?;
        page.choose("#platform", "java").await?;
        page.fill("#version", "7u80").await?;
        page.fill("#paste", r#"{"message":"Connection failed","token":"secret"}"#).await?;
        page.card(Place::Paste).await?;
        let address = page.address().await?;
        ensure!(address == format!("{}#p=java&v=7u80", page.origin()), "{address}");
        Ok(())
    })
}

#[test]
fn nothing_is_asked_before_the_button_is_pressed() -> Result<()> {
    on(Engine::Chromium, async |page| {
        let url = page.endpoints.url(Endpoint::Tls13);
        page.choose("#platform", "java").await?;
        page.fill("#version", "7u80").await?;
        page.fill("#paste", r#"{"message":"Connection failed"}"#).await?;
        page.fill("#endpoint", &url).await?;
        page.card(Place::Stack).await?;
        page.card(Place::Paste).await?;
        let requested = page.requested().await?;
        ensure!(!requested.is_empty(), "the list must be able to show a request");
        let foreign: Vec<_> =
            requested.iter().filter(|url| !url.starts_with(&page.origin())).collect();
        ensure!(foreign.is_empty(), "{foreign:?}");
        ensure!(page.endpoints.requests(Endpoint::Tls13)?.is_empty());

        page.click("#probe").await?;
        page.card(Place::Probe).await?;
        ensure!(page.requested().await?.contains(&url), "the list does not show a request");
        let seen = page.endpoints.requests(Endpoint::Tls13)?;
        let [request] = seen.as_slice() else { bail!("one request was expected: {seen:?}") };
        for words in ["\"GET /api HTTP/", "referer=\"-\"", "cookie=\"-\"", " TLSv1.3 "] {
            ensure!(request.contains(words), "{words} is not in {request}");
        }
        Ok(())
    })
}

#[test]
fn markup_that_is_pasted_stays_text() -> Result<()> {
    let markup =
        r#"<img src=x onerror="document.title='run'"><script>document.title='run'</script>"#;
    let reply =
        format!(r#"{{"message":"Connection failed","version":"{}"}}"#, markup.replace('"', "'"));
    on(Engine::Chromium, async |page| {
        for (field, text) in
            [("#version", markup), ("#linked", markup), ("#paste", markup), ("#paste", &reply)]
        {
            page.open("#p=ruby&v=2.0.0").await?;
            let before = page
                .run("return [document.images.length, document.scripts.length]", vec![])
                .await?;
            page.fill(field, text).await?;
            for button in ["#stack-form button[type=submit]", "#paste-form [type=submit]"] {
                page.click(button).await?;
            }
            let after = page
                .run("return [document.images.length, document.scripts.length]", vec![])
                .await?;
            ensure!(before == after, "{field} made elements of {text}");
            let title = page.run("return document.title", vec![]).await?;
            ensure!(title != "run", "{field} ran {text}");
        }
        page.open(&format!("#p=java&v={}", markup.replace(' ', "%20"))).await?;
        ensure!(page.run("return document.images.length", vec![]).await? == json!(0));
        let shown = "return document.getElementById('stack-error').textContent.includes('<img')";
        ensure!(page.holds(shown).await?, "the text is not shown as text");
        Ok(())
    })
}

/// The headers are the site's, so that what works here works there.
#[test]
fn the_page_runs_under_the_site_s_own_policy() -> Result<()> {
    on(Engine::Chromium, async |page| {
        let inject = "try { document.body.innerHTML = '<p>x</p>'; return 'taken' } catch (error) { return error.name }";
        let outcome = page.run(inject, vec![]).await?;
        ensure!(outcome == json!("TypeError"), "Trusted Types are not enforced: {outcome}");
        Ok(())
    })
}
