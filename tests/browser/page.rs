//! The built page in real browsers, against real TLS endpoints: what a person
//! does, and the words that he or she then sees.

use std::fmt::Write as _;
use std::fs;
use std::pin::Pin;
use std::time::Instant;

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::{Value, json};
use tls_ready_tests::browser::Engine;
use tls_ready_tests::endpoints::Endpoint;
use tls_ready_tests::page::{Card, Page, Place};
use tls_ready_tests::site::{Site, Without};
use xtask::repository;

const NOT_THE_SERVER: &str = "This was the browser's connection, not your server's.";

/// What a person does and sees, from a page that was just opened.
type Story = for<'a> fn(&'a Page) -> Pin<Box<dyn Future<Output = Result<()>> + 'a>>;

macro_rules! stories {
    ($($name:ident),+ $(,)?) => {
        /// Every story; each is told in every engine.
        const STORIES: &[(&str, Story)] = &[$((stringify!($name), |page| Box::pin($name(page)))),+];
    };
}

stories![
    each_endpoint_is_told_apart,
    certificates_that_are_not_right_are_refused,
    the_minimum_that_is_chosen_counts,
    a_test_can_be_cancelled_and_repeated,
    addresses_that_cannot_be_tested_are_not_asked,
    platforms_and_versions_are_answered,
    a_text_that_is_no_version_leaves_no_old_answer,
    pasted_replies_are_answered,
    each_kind_of_evidence_is_read,
    each_answer_has_a_word_and_a_shape_of_its_own,
    what_was_found_has_the_line_that_decides,
    a_long_text_is_read_in_a_worker,
    a_long_text_is_held_beside_the_box,
    a_core_that_trapped_is_not_asked_again,
    an_example_is_one_click_and_its_command_can_be_copied,
    the_address_carries_the_form_and_never_a_reply,
    nothing_is_asked_before_the_button_is_pressed,
    markup_that_is_pasted_stays_text,
    the_page_runs_under_the_site_s_own_policy,
    a_platform_is_found_by_any_of_its_names,
    back_and_forward_lead_through_the_answers,
    the_table_is_filtered_and_unfolded,
    a_report_is_copied_for_a_ticket_and_for_a_host,
    what_is_copied_of_a_failure_names_the_server,
    an_update_s_commands_are_for_after_it,
    a_file_is_opened,
    what_is_pasted_on_a_phone_is_answered_in_view,
    what_is_pasted_on_a_desktop_is_answered_in_view,
    the_card_has_the_version_line,
    everything_can_be_done_by_keyboard,
    one_region_says_the_verdict_once,
    nobody_has_to_scroll_sideways,
    the_page_speaks_german,
    what_is_english_on_the_german_page_is_marked,
    the_builder_leaves_out_what_is_wrong,
    the_footer_s_links_lead_somewhere,
    on_paper_the_answer_is_whole_and_nothing_else_is_there,
    without_the_core_the_table_is_there,
    without_the_script_one_line_says_so,
    the_core_comes_when_it_is_wanted,
    what_is_done_before_the_core_is_there_is_kept,
    a_link_to_an_answer_shows_it_first,
    axe_finds_nothing,
];

/// Tells every story in one browser; `STORY=words` tells those with these words.
fn tell(engine: Engine) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let mut page = Page::start(engine).await?;
        let wanted = std::env::var("STORY").unwrap_or_default();
        let mut failed = String::new();
        for (name, story) in STORIES.iter().filter(|(name, _)| name.contains(&wanted)) {
            let start = Instant::now();
            let mut told = tell_one(&page, *story).await;
            if told.is_err() && !page.lives().await {
                // One story's crash is not to be every later one's failure; what
                // the page itself does to a browser, it does again.
                println!("{engine:?} {name}: the browser ended; told again in a new one");
                page = Page::start(engine).await?;
                told = tell_one(&page, *story).await;
            }
            let took = start.elapsed().as_millis();
            match told {
                Ok(()) => println!("{engine:?} {name}: {took} ms"),
                Err(error) => {
                    println!("{engine:?} {name}: FAILED after {took} ms: {error:#}");
                    let _ = writeln!(failed, "{name}: {error:#}\n");
                }
            }
        }
        page.close().await?;
        ensure!(failed.is_empty(), "{engine:?}\n{failed}");
        Ok(())
    })
}

/// Tells one story from a page that was just opened.
async fn tell_one(page: &Page, story: Story) -> Result<()> {
    page.open("").await?;
    // Without its endpoints a browser would be blamed for what is not its fault.
    story(page).await.or_else(|told| page.endpoints.alive().and(Err(told)))
}

#[test]
fn chromium() -> Result<()> {
    tell(Engine::Chromium)
}

#[test]
fn firefox() -> Result<()> {
    tell(Engine::Firefox)
}

#[test]
fn webkit() -> Result<()> {
    tell(Engine::WebKit)
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
async fn probe_each<'a>(
    page: &Page,
    rows: impl IntoIterator<Item = &'a Row<'a, Endpoint>>,
) -> Result<()> {
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

async fn each_endpoint_is_told_apart(page: &Page) -> Result<()> {
    probe_each(
        page,
        BY_ENGINE.iter().filter(|row| row.0 == (page.engine == Engine::WebKit)).map(|row| &row.1),
    )
    .await?;
    probe_each(page, &ENDPOINTS).await
}

/// What current Chromium and Firefox refuse, without saying why, and
/// `WebKitGTK` still takes; and what it asks its user, who is not there.
const BY_ENGINE: [(bool, Row<'_, Endpoint>); 6] = [
    (false, row(Endpoint::Tls11, "unknown", NO_CONNECTION, COULD_NOT)),
    (false, row(Endpoint::Tls10, "unknown", NO_CONNECTION, COULD_NOT)),
    (
        true,
        row(
            Endpoint::Tls10,
            "unknown",
            TOO_OLD,
            "This browser reached localhost with TLS 1.0 only, which is below TLS 1.2: a proxy on this path, or the endpoint, is old. That is not your server's connection.",
        ),
    ),
    (
        true,
        row(
            Endpoint::Tls11,
            "unknown",
            TOO_OLD,
            "This browser reached localhost with TLS 1.1 only, which is below TLS 1.2",
        ),
    ),
    (
        false,
        row(
            Endpoint::ClientCertificate,
            "unknown",
            NO_PROOF,
            "The server asked for a client certificate; the TLS version is not the problem.",
        ),
    ),
    (
        true,
        row(
            Endpoint::ClientCertificate,
            "unknown",
            "timed-out",
            "Not proven: localhost did not answer in time.",
        ),
    ),
];

const ENDPOINTS: [Row<'_, Endpoint>; 12] = [
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
    row(Endpoint::PlainHttp, "unknown", NO_CONNECTION, COULD_NOT),
    row(Endpoint::Closed, "unknown", NO_CONNECTION, COULD_NOT),
    row(Endpoint::Silent, "unknown", "timed-out", "Not proven: localhost did not answer in time."),
];

/// The profile trusts the authority and nothing else is waived, so the first
/// row would fail if the others failed for any reason but their own. `WebKitGTK`
/// takes any certificate here, which shows that these two endpoints have
/// nothing else that keeps a browser away.
async fn certificates_that_are_not_right_are_refused(page: &Page) -> Result<()> {
    let takes_any = page.engine == Engine::WebKit;
    let wrong = |endpoint| {
        if takes_any {
            row(endpoint, "unknown", CONNECTED, "with TLS 1.3")
        } else {
            row(endpoint, "unknown", NO_CONNECTION, COULD_NOT)
        }
    };
    let rows = [
        row(Endpoint::Tls13, "unknown", CONNECTED, "with TLS 1.3"),
        wrong(Endpoint::Expired),
        wrong(Endpoint::WrongHost),
        row(Endpoint::Tls12, "unknown", CONNECTED, "with TLS 1.2"),
    ];
    probe_each(page, &rows).await?;
    for endpoint in [Endpoint::Expired, Endpoint::WrongHost] {
        let seen = page.endpoints.requests(endpoint)?;
        ensure!(seen.is_empty() != takes_any, "{endpoint:?} was sent: {seen:?}");
    }
    Ok(())
}

async fn the_minimum_that_is_chosen_counts(page: &Page) -> Result<()> {
    page.minimum("1.3").await?;
    page.probe(&page.endpoints.url(Endpoint::Tls12)).await?;
    let card = page.card(Place::Probe).await?;
    let words = "This browser reached localhost with TLS 1.2 only, which is below TLS 1.3";
    let missed = row("1.3 asked", "unknown", TOO_OLD, words).missed(&card);
    ensure!(missed.is_empty(), "{missed}");
    Ok(())
}

async fn a_test_can_be_cancelled_and_repeated(page: &Page) -> Result<()> {
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
}

async fn addresses_that_cannot_be_tested_are_not_asked(page: &Page) -> Result<()> {
    let before = page.endpoints.requests(Endpoint::Tls13)?.len();
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
    ensure!(page.endpoints.requests(Endpoint::Tls13)?.len() == before);
    Ok(())
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
        "stack.upgrade-mostly",
        "Ruby 1.9.3-p551 has no TLS 1.2 that can be relied on: it must be updated.",
    ),
    row(("ruby", "2.0.0", ""), "ready", "stack.ready-if", "OpenSSL"),
    row(
        ("ruby", "2.0.0", "OpenSSL 0.9.8zh"),
        "upgrade",
        "stack.library-upgrade",
        "which has no TLS 1.2: the library must be updated",
    ),
    row(("python", "2.7.9", ""), "ready", "stack.ready-if", "speaks TLS 1.2 by default"),
    row(("python", "2.7.8", ""), "upgrade", "stack.upgrade-mostly", "Python 2.7.8 has no TLS 1.2"),
    row(("openssl", "1.0.1e-fips", ""), "ready", "stack.ready", "“-fips” marks a vendor's"),
];

async fn platforms_and_versions_are_answered(page: &Page) -> Result<()> {
    let mut missed = String::new();
    for row in STACKS {
        let (platform, version, linked) = row.asked;
        page.open("").await?;
        page.choose(platform).await?;
        page.fill("#version", version).await?;
        if !linked.is_empty() {
            page.fill("#linked", linked).await?;
        }
        missed += &row.missed(&page.card(Place::Stack).await?);
    }
    ensure!(missed.is_empty(), "{missed}");
    Ok(())
}

async fn a_text_that_is_no_version_leaves_no_old_answer(page: &Page) -> Result<()> {
    page.choose("java").await?;
    page.fill("#version", "7u80").await?;
    page.card(Place::Stack).await?;
    page.fill("#version", "a kettle").await?;
    let gone = "return document.querySelector('#result-stack .card') === null
        && document.getElementById('version').getAttribute('aria-invalid') === 'true'";
    ensure!(page.holds(gone).await?, "the old answer stands beside the error");
    ensure!(!page.text("#stack-error").await?.is_empty(), "no words for the error");
    Ok(())
}

async fn pasted_replies_are_answered(page: &Page) -> Result<()> {
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
            (
                r#"{"insecure_cipher_suites":{"A":["uses RC4"]},"tls_version":"TLS 1.2","rating":"Bad"}"#,
                "program",
            ),
            "ready",
            "measured.enough",
            "The endpoint also complains of cipher suites that are not safe; that does not concern the TLS version.",
        ),
        row(
            (r#"{"given_cipher_suites":[],"tls_version":"TLS 1.0","rating":"Bad"}"#, "program"),
            "unknown",
            "measured.below",
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
}

/// One of each kind of evidence.
const PASTES: &[Row<'_, &str>] = &[
    row(
        "$ ruby -v\nruby 1.9.3p551 (2014-11-13 revision 48407) [x86_64-linux]",
        "upgrade",
        "stack.upgrade-mostly",
        "Ruby 1.9.3-p551 has no TLS 1.2",
    ),
    row(
        "ssl.SSLError: [SSL: TLSV1_ALERT_PROTOCOL_VERSION] tlsv1 alert protocol version (_ssl.c:590)",
        "unknown",
        "failure.protocol-version",
        "the client offered less than the server takes",
    ),
    row("tlsv1 alert protocol version", "unknown", "failure.protocol-version", "Cause found"),
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
    row("FROM python:2.7.8-slim", "upgrade", "stack.upgrade-mostly", "Python 2.7.8 has no TLS 1.2"),
    row("nothing of this kind", "unknown", "unrecognised", "Nothing in this text was recognised."),
];

async fn each_kind_of_evidence_is_read(page: &Page) -> Result<()> {
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

/// One of each way to tell an answer.
const STATES: [(&str, &str, &str); 7] = [
    ("ready", "OpenSSL 1.1.1w  11 Sep 2023", "Ready"),
    ("enable", "java version \"1.7.0_80\"", "Needs a switch"),
    ("upgrade", "FROM python:2.7.8-slim", "Must be updated"),
    ("unknown", "sslv3 alert handshake failure", "Not settled"),
    ("other-side", "ssl_choose_client_version:unsupported protocol", "The other side"),
    ("other-cause", "certificate has expired", "Another cause"),
    ("cause-found", "[SSL: TLSV1_ALERT_PROTOCOL_VERSION] (_ssl.c:590)", "Cause found"),
];

async fn each_answer_has_a_word_and_a_shape_of_its_own(page: &Page) -> Result<()> {
    let mut shapes = Vec::new();
    for (state, text, word) in STATES {
        page.open("").await?;
        page.paste(text).await?;
        page.card(Place::Paste).await?;
        let told = "const card = document.querySelector('#result-paste .card'), place = card.querySelector('.verdict'), path = place.querySelector('path');
            const { width, height } = path.getBBox();
            return [card.dataset.state, place.textContent, place.querySelector('svg').getBoundingClientRect().width >= 24 && width > 18 && height > 12,
                // Forced colours and paper take the colour of the word.
                getComputedStyle(path).fill === getComputedStyle(place).color, path.getAttribute('d')]";
        let told = page.run(told, vec![]).await?;
        let Value::Array(mut told) = told else { bail!("{text}: {told}") };
        shapes.extend(told.pop());
        ensure!(told == [json!(state), json!(word), json!(true), json!(true)], "{text}: {told:?}");
    }
    let drawn = shapes.len();
    shapes.sort_by_key(ToString::to_string);
    shapes.dedup();
    ensure!(
        drawn == STATES.len() && shapes.len() == drawn,
        "two answers look the same: {shapes:?}"
    );
    Ok(())
}

const FOUND: &str = "return [...document.querySelectorAll(arguments[0] + ' .card > details:first-of-type li')].map((one) => one.textContent)";

async fn what_was_found_has_the_line_that_decides(page: &Page) -> Result<()> {
    page.paste("What the host says:\nOpenSSL 1.0.1e\nYours").await?;
    let card = page.card(Place::Paste).await?;
    ensure!(card.text.contains("Read from a version, line 2."), "{card:#?}");
    let found = page.run(FOUND, vec![json!("#result-paste")]).await?;
    ensure!(found == json!(["line 2 OpenSSL 1.0.1e"]), "{found}");

    // What was entered in the form stands above the answer already.
    page.open("#p=openssl&v=1.0.1e").await?;
    let card = page.card(Place::Stack).await?;
    ensure!(!card.text.contains("What was found in the text"), "{card:#?}");
    Ok(())
}

async fn a_long_text_is_read_in_a_worker(page: &Page) -> Result<()> {
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
}

/// As a clipboard gives it; Firefox takes the text by other names than Chromium and WebKit.
const PASTE_LONG: &str = "const data = 'java version \"1.6.0_45\"\\n' + 'x\\n'.repeat(500000);
    const clipboardData = new DataTransfer(); clipboardData.setData('text/plain', data);
    const box = document.getElementById('paste'); box.focus(); box.value = 'before '; box.setSelectionRange(7, 7);
    box.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData, data, dataType: 'text/plain' }))";

async fn a_long_text_is_held_beside_the_box(page: &Page) -> Result<()> {
    page.run(PASTE_LONG, vec![]).await?;
    let held = "const box = document.getElementById('paste');
        return [box.value.length, box.value.startsWith('before java version'), box.readOnly, document.getElementById('held-length').textContent]";
    let held = page.run(held, vec![]).await?;
    ensure!(held == json!([4096, true, true, "1,000,031"]), "{held}");
    let card = page.card(Place::Paste).await?;
    ensure!(card.verdict == "upgrade", "{card:#?}");
    page.click("#clear").await?;
    let clear = "const box = document.getElementById('paste');
        return box.value === '' && !box.readOnly && document.activeElement === box && !document.getElementById('held').checkVisibility()
            && document.querySelector('#result-paste .card') === null";
    ensure!(page.holds(clear).await?, "the text stays");
    // What comes next is short again.
    page.fill("#paste", "java version \"1.7.0_80\"").await?;
    let card = page.card(Place::Paste).await?;
    ensure!(card.verdict == "enable", "{card:#?}");
    Ok(())
}

/// So many texts in a row make the core that is asked trap; each core is counted.
const TRAPPING: &str = "window.traps = arguments[0]; window.cores = 0;
    window.Worker = class extends Worker {
        constructor(...given) { super(...given); window.cores++; }
        postMessage(question) {
            if (question.call !== 'inspect' || window.traps-- <= 0) return super.postMessage(question);
            const data = { turn: question.turn, problem: 'unreachable', trapped: true };
            this.dispatchEvent(new MessageEvent('message', { data }));
        }
    }";

async fn a_core_that_trapped_is_not_asked_again(page: &Page) -> Result<()> {
    // Before the page wants its core.
    page.run(TRAPPING, vec![json!(1)]).await?;
    page.paste("java version \"1.7.0_80\"").await?;
    let card = page.card(Place::Paste).await?;
    ensure!(card.verdict == "enable", "{card:#?}");
    let cores = page.run("return window.cores", vec![]).await?;
    ensure!(cores == json!(2), "{cores} cores were started for one trap");

    page.open("").await?;
    page.run(TRAPPING, vec![json!(2)]).await?;
    page.paste("java version \"1.7.0_80\"").await?;
    let told = "return document.getElementById('paste-error').textContent === 'The text could not be read: unreachable'";
    ensure!(page.holds(told).await?, "a core that always traps is asked for ever");
    page.fill("#paste", "java version \"1.6.0_45\"").await?;
    let card = page.card(Place::Paste).await?;
    ensure!(card.verdict == "upgrade", "{card:#?}");
    Ok(())
}

async fn an_example_is_one_click_and_its_command_can_be_copied(page: &Page) -> Result<()> {
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
}

async fn the_address_carries_the_form_and_never_a_reply(page: &Page) -> Result<()> {
    page.open("#p=ruby&v=2.0.0-p648&l=OpenSSL+0.9.8zh").await?;
    let card = page.card(Place::Stack).await?;
    let missed =
        row("fragment", "upgrade", "stack.library-upgrade", "OpenSSL 0.9.8zh").missed(&card);
    ensure!(missed.is_empty(), "{missed}");
    let fields =
        "return ['platform', 'version', 'linked'].map((id) => document.getElementById(id).value)";
    let filled = page.run(fields, vec![]).await?;
    ensure!(filled == json!(["Ruby", "2.0.0-p648", "OpenSSL 0.9.8zh"]), "{filled}");

    page.open("#p=java&v=8&min=1.3").await?;
    let card = page.card(Place::Stack).await?;
    ensure!(card.headline.contains("TLS 1.3"), "{card:#?}");

    page.open("").await?;
    page.choose("java").await?;
    page.fill("#version", "7u80").await?;
    page.fill("#paste", r#"{"message":"Connection failed","token":"secret"}"#).await?;
    page.card(Place::Paste).await?;
    let address = page.address().await?;
    ensure!(address == format!("{}#p=java&v=7u80", page.origin()), "{address}");
    Ok(())
}

async fn nothing_is_asked_before_the_button_is_pressed(page: &Page) -> Result<()> {
    let before = page.endpoints.requests(Endpoint::Tls13)?.len();
    let url = page.endpoints.url(Endpoint::Tls13);
    page.choose("java").await?;
    page.fill("#version", "7u80").await?;
    page.fill("#paste", r#"{"message":"Connection failed"}"#).await?;
    page.fill("#endpoint", &url).await?;
    page.card(Place::Stack).await?;
    page.card(Place::Paste).await?;
    let requested = page.requested().await?;
    ensure!(!requested.is_empty(), "the list must be able to show a request");
    let foreign: Vec<_> = requested.iter().filter(|url| !url.starts_with(&page.origin())).collect();
    ensure!(foreign.is_empty(), "{foreign:?}");
    ensure!(page.endpoints.requests(Endpoint::Tls13)?.len() == before);

    page.click("#probe").await?;
    page.card(Place::Probe).await?;
    ensure!(page.requested().await?.contains(&url), "the list does not show a request");
    let seen = page.endpoints.requests(Endpoint::Tls13)?;
    let [request] = seen.get(before..).unwrap_or_default() else {
        bail!("one request was expected: {seen:?}")
    };
    for words in ["\"GET /api HTTP/", "referer=\"-\"", "cookie=\"-\"", " TLSv1.3 "] {
        ensure!(request.contains(words), "{words} is not in {request}");
    }
    Ok(())
}

async fn markup_that_is_pasted_stays_text(page: &Page) -> Result<()> {
    let markup =
        r#"<img src=x onerror="document.title='run'"><script>document.title='run'</script>"#;
    let reply =
        format!(r#"{{"message":"Connection failed","version":"{}"}}"#, markup.replace('"', "'"));
    for (field, text) in
        [("#version", markup), ("#linked", markup), ("#paste", markup), ("#paste", &reply)]
    {
        page.open("#p=ruby&v=2.0.0").await?;
        page.card(Place::Stack).await?;
        let before =
            page.run("return [document.images.length, document.scripts.length]", vec![]).await?;
        page.paste_into(field, text).await?;
        for button in ["#stack-form button[type=submit]", "#paste-form [type=submit]"] {
            page.click(button).await?;
            page.settled().await?;
        }
        let after =
            page.run("return [document.images.length, document.scripts.length]", vec![]).await?;
        ensure!(before == after, "{field} made elements of {text}");
        let title = page.run("return document.title", vec![]).await?;
        ensure!(title != "run", "{field} ran {text}");
    }
    page.open(&format!("#p=java&v={}", markup.replace(' ', "%20"))).await?;
    let shown = "return document.getElementById('stack-error').textContent.includes('<img')";
    ensure!(page.holds(shown).await?, "the text is not shown as text");
    ensure!(page.run("return document.images.length", vec![]).await? == json!(0));
    Ok(())
}

/// The headers are the site's, so that what works here works there.
async fn the_page_runs_under_the_site_s_own_policy(page: &Page) -> Result<()> {
    let inject = "try { document.body.innerHTML = '<p>x</p>'; return 'taken' } catch (error) { return error.name }";
    let outcome = page.run(inject, vec![]).await?;
    ensure!(outcome == json!("TypeError"), "Trusted Types are not enforced: {outcome}");
    Ok(())
}

async fn a_platform_is_found_by_any_of_its_names(page: &Page) -> Result<()> {
    let mut missed = String::new();
    for (typed, name) in [
        ("jdk", "Java"),
        ("JRE", "Java"),
        ("java", "Java"),
        ("nodejs", "Node.js"),
        ("libcurl", "curl"),
        ("cpython", "Python"),
    ] {
        page.open("").await?;
        page.choose(typed).await?;
        let chosen = page.run("return document.getElementById('platform').value", vec![]).await?;
        if chosen != json!(name) {
            let _ = writeln!(missed, "{typed} is {chosen}, not {name}");
        }
    }
    ensure!(missed.is_empty(), "{missed}");

    for (typed, first) in [("py", "Python"), ("ja", "Java"), ("op", "OpenSSL"), ("r", "Ruby")] {
        page.open("").await?;
        page.fill("#platform", typed).await?;
        page.press("\u{e015}\u{e007}").await?;
        let chosen = page.run("return document.getElementById('platform').value", vec![]).await?;
        ensure!(chosen == json!(first), "{typed} offers {chosen} before {first}");
    }

    for (id, words) in [
        ("pyton", "Did you mean Python? “pyton” is not in the table."),
        ("jaav", "Did you mean Java? “jaav” is not in the table."),
        ("kettle", "“kettle” is not in the table."),
    ] {
        page.open(&format!("#p={id}&v=2.7")).await?;
        let told = format!(
            "return document.getElementById('stack-error').textContent.startsWith({})",
            json!(words)
        );
        ensure!(page.holds(&told).await?, "{id}: {}", page.text("#stack-error").await?);
    }

    page.open("").await?;
    page.fill("#platform", "a kettle").await?;
    page.click("#stack-form button").await?;
    let told = "return document.getElementById('stack-error').textContent .startsWith('“a kettle” is not in the table.')
        && document.activeElement.id === 'platform'";
    ensure!(page.holds(told).await?, "a platform that does not exist is taken");

    page.open("").await?;
    page.ready().await?;
    page.click("#stack-form button").await?;
    let told = "return document.getElementById('stack-error').textContent === 'Choose a platform.'";
    ensure!(page.holds(told).await?, "no platform is taken");

    page.open("#p=kettle&v=1").await?;
    let told = "return document.getElementById('stack-error').textContent.startsWith('“kettle” is not in the table.')";
    ensure!(page.holds(told).await?, "a link to a platform that does not exist says nothing");

    page.open("").await?;
    page.ready().await?;
    page.click("#paste-form button[type=submit]").await?;
    let told = "return document.getElementById('paste-error').textContent.startsWith('There is no text yet')
        && document.activeElement.id === 'paste'";
    ensure!(page.holds(told).await?, "an empty box is answered by nothing");
    Ok(())
}

async fn back_and_forward_lead_through_the_answers(page: &Page) -> Result<()> {
    let answer = |words: &str| {
        format!(
            "return document.querySelector('#result-stack .headline')?.textContent.includes('{words}') ?? false"
        )
    };
    // An alias, as an old link can have it.
    page.open("#p=jdk&v=7u80").await?;
    ensure!(page.holds(&answer("Java 7u80 has TLS 1.2, but")).await?);
    page.minimum("1.3").await?;
    ensure!(page.holds(&answer("Java 7u80 has no TLS 1.3")).await?);
    ensure!(page.address().await?.ends_with("#p=java&v=7u80&min=1.3"), "{}", page.address().await?);
    page.back().await?;
    ensure!(page.holds(&answer("Java 7u80 has TLS 1.2, but")).await?, "back leads nowhere");
    page.run("history.forward()", vec![]).await?;
    ensure!(page.holds(&answer("Java 7u80 has no TLS 1.3")).await?, "forward leads nowhere");

    // A link to a platform of the table.
    page.open("#go").await?;
    let unfolded =
        "return document.querySelector('#go button').getAttribute('aria-expanded') === 'true'
        && document.querySelector('#go tr + tr').checkVisibility()";
    ensure!(page.holds(unfolded).await?, "#go does not lead to Go");
    Ok(())
}

async fn the_table_is_filtered_and_unfolded(page: &Page) -> Result<()> {
    let shown = "return [...document.querySelectorAll('.overview tbody[id]')].filter((body) => body.checkVisibility()).map((body) => body.id)";
    let all = page.run(shown, vec![]).await?;
    ensure!(all.as_array().is_some_and(|all| all.len() > 40), "{all}");
    page.fill("#filter", "jdk").await?;
    ensure!(page.holds(&format!("{shown}.join() === 'java'")).await?, "an alias is not found");
    ensure!(
        page.text("#shown").await?
            == format!("1 of {} platforms", all.as_array().map_or(0, Vec::len))
    );
    ensure!(page.address().await?.ends_with("#f=jdk"));

    let rows = "return [...document.querySelectorAll('#java tr + tr')].filter((row) => row.checkVisibility()).map((row) => row.cells[1].className)";
    ensure!(page.run(rows, vec![]).await? == json!([]), "the rows are folded at first");
    page.click("#java button").await?;
    let unfolded = page.run(rows, vec![]).await?;
    ensure!(unfolded.as_array().is_some_and(|rows| rows.contains(&json!("default"))), "{unfolded}");
    page.click("#only").await?;
    let breaking = page.run(rows, vec![]).await?;
    ensure!(
        breaking
            .as_array()
            .is_some_and(|rows| !rows.is_empty() && !rows.contains(&json!("default"))),
        "{breaking}"
    );
    page.minimum("1.3").await?;
    let with_13 = page.run(rows, vec![]).await?;
    ensure!(with_13.as_array().map(Vec::len) > breaking.as_array().map(Vec::len), "{with_13}");

    for (asked, words) in [
        ("#f=kettle", "“kettle” is not in the table."),
        ("#f=kettle&only=1", "Nothing of the table breaks that “kettle” finds."),
    ] {
        page.open(asked).await?;
        let told = format!(
            "return document.getElementById('shown').textContent.startsWith({})
                && document.querySelector('.overview').classList.contains('folded')",
            json!(words)
        );
        ensure!(page.holds(&told).await?, "{asked}: heads of columns stand over nothing");
    }

    page.open("#f=ruby&only=1").await?;
    ensure!(
        page.run("return document.getElementById('only').checked", vec![]).await? == json!(true)
    );
    ensure!(!page.run(shown, vec![]).await?.to_string().contains("java"), "a link does not filter");
    Ok(())
}

/// Takes the place of the clipboard, which no engine lets a test read.
const CLIPBOARD: &str =
    "window.copied = ''; Object.defineProperty(navigator, 'clipboard', { configurable: true,
    value: { writeText: (text) => { window.copied = text; return Promise.resolve(); } } })";

async fn a_report_is_copied_for_a_ticket_and_for_a_host(page: &Page) -> Result<()> {
    page.paste("java version \"1.7.0_80\"").await?;
    page.card(Place::Paste).await?;
    page.run(CLIPBOARD, vec![]).await?;
    for (button, wanted) in [
        (
            1,
            vec![
                "**Needs a switch.** Java 7u80 has TLS 1.2",
                "### What to change",
                "```java",
                "### Sources",
                "#p=java&v=",
            ],
        ),
        (2, vec!["#p=java&v="]),
        (
            3,
            vec![
                "Hello,",
                "an API that our program calls takes only TLS 1.2 or later",
                "Please make one of these changes",
                "- Update to a supported Java (8u341 or later, better 17 or 21)\n\n- Switch TLS 1.2 on for every HttpsURLConnection",
                "its file is at http",
                "/files/platforms/java/Probe.java\n\n    javac Probe.java",
                "Thank you.",
            ],
        ),
    ] {
        page.run("window.copied = ''", vec![]).await?;
        page.click(&format!("#result-paste .actions button:nth-child({button})")).await?;
        let copied = page.run("return window.copied", vec![]).await?;
        let copied = copied.as_str().unwrap_or_default();
        for words in wanted {
            ensure!(copied.contains(words), "button {button} lacks {words:?}: {copied}");
        }
    }
    // The link leads to the same answer.
    let link = page.run("return window.copied.match(/http:\\S+#\\S+/)[0]", vec![]).await?;
    page.visit("about:blank").await?;
    page.visit(link.as_str().unwrap_or_default()).await?;
    let card = page.card(Place::Stack).await?;
    ensure!(card.headline.contains("Java 7u80 has TLS 1.2"), "{card:#?}");
    Ok(())
}

async fn an_update_s_commands_are_for_after_it(page: &Page) -> Result<()> {
    for (asked, box_is_a_check) in [("java&v=6u45", true), ("centos&v=6.4", false)] {
        page.open(&format!("#p={asked}")).await?;
        let card = page.card(Place::Stack).await?;
        let said = card.text.contains("Check after the update:");
        ensure!(said == box_is_a_check, "{asked}: {card:#?}");
    }
    page.open("#p=java&v=6u45").await?;
    let card = page.card(Place::Stack).await?;
    for tried in ["Its commands run on OpenJDK 17.0.15, ", "; its effect was not seen."] {
        ensure!(card.text.contains(tried), "{card:#?}");
    }
    Ok(())
}

async fn what_is_copied_of_a_failure_names_the_server(page: &Page) -> Result<()> {
    page.paste("requests.exceptions.SSLError: HTTPSConnectionPool(host='api.example.com', port=443): [SSL: TLSV1_ALERT_PROTOCOL_VERSION] tlsv1 alert protocol version (_ssl.c:590)").await?;
    page.card(Place::Paste).await?;
    page.run(CLIPBOARD, vec![]).await?;
    for (button, wanted) in [
        ("first", "### Run this next"),
        (
            "last",
            "the API at api.example.com, which our program calls, takes only TLS 1.2 or later",
        ),
    ] {
        page.click(&format!("#result-paste .actions button:{button}-child")).await?;
        let copied = page.run("return window.copied", vec![]).await?;
        ensure!(
            copied.as_str().is_some_and(|copied| copied.contains(wanted)),
            "{wanted}: {copied}"
        );
    }
    // What looks at the server does not show that the change worked.
    page.paste("java version \"1.7.0_80\"\nReceived fatal alert: protocol_version https://api.example.com/").await?;
    let both = "return document.querySelector('#result-paste .card')?.textContent.includes('-connect api.example.com:443') && document.querySelector('#result-paste .headline').textContent.startsWith('Java 7u80')";
    ensure!(page.holds(both).await?, "the server is not asked");
    page.click("#result-paste .actions button:last-child").await?;
    let copied = page.run("return window.copied", vec![]).await?;
    let copied = copied.as_str().unwrap_or_default();
    ensure!(copied.contains("javac Probe.java") && !copied.contains("s_client"), "{copied}");
    Ok(())
}

async fn a_file_is_opened(page: &Page) -> Result<()> {
    let file = tempfile::Builder::new().suffix(".txt").tempfile()?;
    fs::write(file.path(), "FROM python:2.7.8-slim\n")?;
    page.upload("#file", file.path().to_str().context("a path in UTF-8")?).await?;
    let card = page.card(Place::Paste).await?;
    ensure!(card.headline.contains("Python 2.7.8 has no TLS 1.2"), "{card:#?}");

    let empty = tempfile::Builder::new().prefix("nothing").suffix(".log").tempfile()?;
    page.upload("#file", empty.path().to_str().context("a path in UTF-8")?).await?;
    let told = "return /^There is nothing in nothing.*[.]log[.]$/.test(document.getElementById('paste-error').textContent)
        && document.querySelector('#result-paste .card') === null";
    ensure!(page.holds(told).await?, "an empty file is answered by nothing");

    page.open("").await?;
    let drop = "const dropped = new DataTransfer();
        dropped.items.add(new File(['FROM ruby:1.9.3'], 'Dockerfile'));
        document.getElementById('paste').dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: dropped }))";
    page.run(drop, vec![]).await?;
    let card = page.card(Place::Paste).await?;
    ensure!(card.headline.contains("Ruby 1.9.3 has no TLS 1.2"), "{card:#?}");
    Ok(())
}

async fn the_card_has_the_version_line(page: &Page) -> Result<()> {
    page.open("#p=java&v=7u80").await?;
    page.card(Place::Stack).await?;
    // The pin stands in the dotted stroke: where the version is switched off.
    let under =
        "const pin = document.querySelector('#result-stack .pin path').getBoundingClientRect();
        const line = document.querySelector('#result-stack .version-line').getBoundingClientRect();
        const at = parseFloat(document.querySelector('#result-stack .pin').getAttribute('x'));
        const stroke = [...document.querySelectorAll('#result-stack .tls12')].find((one) =>
            parseFloat(one.getAttribute('x1')) <= at && at <= parseFloat(one.getAttribute('x2')));
        return [stroke.classList[1], pin.left >= line.left && pin.left <= line.right]";
    let found = page.run(under, vec![]).await?;
    ensure!(found == json!(["opt-in", true]), "{found}");
    // What is not seen is no text for a driver.
    let words = "return document.querySelector('#result-stack .axis .visually-hidden').textContent";
    let words = page.run(words, vec![]).await?.to_string();
    for part in ["Java, TLS 1.2: no: below 6u115 build 32;", "Found here: 7 to 7u94."] {
        ensure!(words.contains(part), "{part:?} is not in {words}");
    }
    // They are drawn when somebody comes near them.
    page.run("document.getElementById('table').scrollIntoView()", vec![]).await?;
    let lines = "return [...document.querySelectorAll('.overview tbody:not(.kind)')].every((body) => body.querySelector('.version-line .tls12'))";
    ensure!(page.holds(lines).await?, "a platform has no line in the table");
    Ok(())
}

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const DOWN: &str = "\u{e015}";
const RIGHT: &str = "\u{e014}";
const ESCAPE: &str = "\u{e00c}";

/// Goes on by the tabulator key until something has the focus; whatever has it
/// on the way must show it.
async fn tab_to(page: &Page, target: &str) -> Result<()> {
    let focused = "const at = document.activeElement;
        const shown = at.id === 'file' ? document.querySelector('label[for=file]') : at;
        // WebKit's window can lose the focus where there is no window manager, and then shows none.
        const lost = arguments[1] && !document.hasFocus();
        const hidden = !lost && at !== document.body && getComputedStyle(shown).outlineStyle === 'none';
        return [at.matches(arguments[0]), hidden ? at.outerHTML.slice(0, 200) + at.matches(':focus-visible') + document.hasFocus() : '']";
    for _ in 0..150 {
        page.press(TAB).await?;
        let at =
            page.run(focused, vec![json!(target), json!(page.engine == Engine::WebKit)]).await?;
        ensure!(at.get(1) == Some(&json!("")), "the focus does not show on {at}");
        if at.get(0) == Some(&json!(true)) {
            return Ok(());
        }
    }
    bail!("the keyboard does not lead to {target}")
}

async fn everything_can_be_done_by_keyboard(page: &Page) -> Result<()> {
    page.run(CLIPBOARD, vec![]).await?;
    // WebKit shows the focus once a key was pressed, whatever came before.
    page.press(ESCAPE).await?;
    tab_to(page, "#paste").await?;
    page.press("java version \"1.7.0_80\"").await?;
    page.card(Place::Paste).await?;
    tab_to(page, "#paste-form button[type=submit]").await?;
    page.press(ENTER).await?;
    let at_answer = "return document.activeElement.matches('#result-paste .headline')";
    ensure!(page.holds(at_answer).await?, "after Check the focus is not at the answer");
    tab_to(page, "#result-paste .copy").await?;
    page.press(ENTER).await?;
    ensure!(page.holds("return window.copied.includes('SSLContext')").await?, "nothing is copied");
    tab_to(page, "#result-paste .fix:nth-of-type(2) summary").await?;
    page.press(ENTER).await?;
    ensure!(
        page.holds("return document.querySelector('#result-paste .fix:nth-of-type(2)').open")
            .await?
    );
    tab_to(page, "#result-paste .actions button:last-child").await?;
    page.press(ENTER).await?;
    ensure!(page.holds("return window.copied.includes('Hello,')").await?, "no message is copied");

    tab_to(page, "#platform").await?;
    page.press("jd").await?;
    let listed = "return document.querySelectorAll('#platforms [role=option]').length > 0";
    ensure!(page.holds(listed).await?, "nothing is offered");
    page.press(DOWN).await?;
    let active =
        "const id = document.getElementById('platform').getAttribute('aria-activedescendant');
        return id !== null && document.getElementById(id).getAttribute('aria-selected') === 'true'";
    ensure!(page.holds(active).await?, "nothing is marked");
    page.press(ESCAPE).await?;
    ensure!(page.holds("return document.getElementById('platforms').hidden").await?);
    page.press(DOWN).await?;
    page.press(ENTER).await?;
    ensure!(page.holds("return document.activeElement.id === 'version'").await?);
    page.press("8u292").await?;
    page.press(ENTER).await?;
    let card = page.card(Place::Stack).await?;
    ensure!(card.verdict == "ready", "{card:#?}");

    tab_to(page, "#probe").await?;
    page.press(ENTER).await?;
    page.card(Place::Probe).await?;
    tab_to(page, "#filter").await?;
    page.press("ruby").await?;
    tab_to(page, "#only").await?;
    page.press(" ").await?;
    tab_to(page, "#ruby button").await?;
    page.press(ENTER).await?;
    ensure!(page.holds("return document.querySelector('#ruby button').getAttribute('aria-expanded') === 'false'").await?);

    page.open("").await?;
    tab_to(page, "#minimum input").await?;
    page.press(RIGHT).await?;
    ensure!(page.holds("return document.querySelector('#minimum [value=\"1.3\"]').checked").await?);
    page.open("").await?;
    page.press(TAB).await?;
    page.press(ENTER).await?;
    let skipped = page.holds("return location.hash === '#table'").await?;
    ensure!(skipped, "the first stop does not skip to the table");
    Ok(())
}

async fn one_region_says_the_verdict_once(page: &Page) -> Result<()> {
    let watch = "window.said = []; const status = document.getElementById('status');
        new MutationObserver(() => window.said.push(status.textContent)).observe(status, { childList: true, characterData: true, subtree: true });
        return document.querySelectorAll('[aria-live], [role=status], [role=alert]').length";
    ensure!(page.run(watch, vec![]).await? == json!(1), "more than one region speaks");
    page.paste("java version \"1.7.0_80\"").await?;
    page.card(Place::Paste).await?;
    page.click("#paste-form button[type=submit]").await?;
    let at_answer = page.holds("return document.activeElement.matches('.headline')").await?;
    ensure!(at_answer, "the focus is not at the answer");
    // That the checker is being loaded is said where it takes long.
    let said = "const loading = document.querySelector('#tools .loading').textContent;
        return window.said.filter((sentence) => sentence !== loading)";
    let said = page.run(said, vec![]).await?;
    ensure!(
        said == json!([
            "Needs a switch. Java 7u80 has TLS 1.2, but it is switched off by default."
        ]),
        "{said}"
    );
    Ok(())
}

async fn what_is_pasted_on_a_phone_is_answered_in_view(page: &Page) -> Result<()> {
    page.resize(360, 740).await?;
    page.open("").await?;
    page.ready().await?;
    page.click("#paste").await?;
    page.run("scrollTo({ top: 0, behavior: 'instant' })", vec![]).await?;
    page.paste("java version \"1.7.0_80\"").await?;
    page.card(Place::Paste).await?;
    let seen = "const { top, bottom } = document.querySelector('#result-paste .headline').getBoundingClientRect();
        return top >= 0 && bottom <= innerHeight && document.activeElement.id === 'paste'";
    ensure!(page.holds(seen).await?, "who pastes must scroll, or has lost the focus");

    // Nothing moves under somebody who types.
    page.open("").await?;
    page.fill("#paste", "java version \"1.7.0_80\"").await?;
    page.card(Place::Paste).await?;
    let moved = "return document.querySelector('#result-paste .headline').getBoundingClientRect().top < 300";
    ensure!(page.run(moved, vec![]).await? == json!(false), "the page moves while one types");

    // Nor is it far to what is wrong.
    page.open("").await?;
    page.ready().await?;
    page.click("#paste-form button[type=submit]").await?;
    let near = "const error = document.getElementById('paste-error'), { bottom } = error.getBoundingClientRect();
        return error.checkVisibility() && bottom > 0 && bottom <= innerHeight && bottom - document.getElementById('paste').getBoundingClientRect().bottom < 120";
    ensure!(page.holds(near).await?, "the error is out of sight");
    page.resize(1280, 900).await.map(drop)
}

/// Notes how the page is scrolled by its script, and takes the tests' own stillness away.
const WATCH_SCROLLS: &str = "window.scrolls = []; const own = window.scrollBy;
    window.scrollBy = (how) => { window.scrolls.push(how); own.call(window, how); };
    document.documentElement.style.scrollBehavior = ''";

async fn what_is_pasted_on_a_desktop_is_answered_in_view(page: &Page) -> Result<()> {
    for (text, first) in [
        ("java version \"1.7.0_80\"", ".fix[open] .code"),
        ("curl: (60) SSL certificate problem: certificate has expired", ".next .code"),
    ] {
        page.resize(1280, 720).await?;
        page.open("").await?;
        page.ready().await?;
        page.click("#paste").await?;
        page.run("scrollTo({ top: 0, behavior: 'instant' })", vec![]).await?;
        page.run(WATCH_SCROLLS, vec![]).await?;
        page.paste(text).await?;
        page.card(Place::Paste).await?;
        let seen = format!(
            "const place = (one) => document.querySelector('#result-paste ' + one).getBoundingClientRect();
            return place('.verdict').top >= 0 && place('{first}').bottom <= innerHeight && document.activeElement.id === 'paste'"
        );
        if !page.holds(&seen).await? {
            let at = format!(
                "return [scrollY, innerHeight, document.querySelector('#result-paste {first}').getBoundingClientRect().bottom, document.activeElement.id]"
            );
            bail!("{text}: out of sight: {}", page.run(&at, vec![]).await?);
        }
        // The style says whether it glides, and asks the reader's system.
        let gently = "const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
            return window.scrolls.length === 1 && window.scrolls[0].behavior === undefined
                && getComputedStyle(document.documentElement).scrollBehavior === (still ? 'auto' : 'smooth')";
        ensure!(page.holds(gently).await?, "{text}: the scroll is not the style's");

        // Nothing moves where all of it is in view.
        page.resize(1280, 2000).await?;
        page.open("").await?;
        page.ready().await?;
        page.run(WATCH_SCROLLS, vec![]).await?;
        page.paste(text).await?;
        page.card(Place::Paste).await?;
        let still =
            page.run("return [innerHeight, window.scrolls.length, scrollY]", vec![]).await?;
        ensure!(still.get(1) == Some(&json!(0)), "{text}: {still}");
    }
    page.resize(1280, 900).await.map(drop)
}

/// 320 CSS pixels are also what is left of 1280 at four times the size, and of
/// 640 at twice.
async fn nobody_has_to_scroll_sideways(page: &Page) -> Result<()> {
    let mut missed = String::new();
    for width in [320, 640] {
        let got = page.resize(width, 800).await?;
        for path in ["#p=java&v=7u80", "#go", "platform/java/", "platform/openssl/"] {
            if path.starts_with('#') {
                page.open(path).await?;
                if path.starts_with("#p=") {
                    page.card(Place::Stack).await?;
                }
            } else {
                page.visit_page(path).await?;
            }
            // Where a window cannot be as narrow, the page is made to fit.
            let over = "const narrow = arguments[0]; document.documentElement.style.width = narrow + 'px';
                for (const far of document.querySelectorAll('.rows')) far.style.contentVisibility = 'visible';
                return [...document.querySelectorAll('body *')].filter((one) => one.checkVisibility() && !one.closest('.visually-hidden, .skip, svg')
                    && one.getBoundingClientRect().right > narrow + 1).map((one) => one.outerHTML.slice(0, 120))";
            let over = page.run(over, vec![json!(width)]).await?;
            if over != json!([]) {
                let _ = writeln!(missed, "{width} (window {got}) {path}: {over}");
            }
        }
        page.open("#p=java&v=7u80").await?;
        page.card(Place::Stack).await?;
        let small = "return [...document.querySelectorAll('a, button, input, select, summary, textarea, [tabindex]')].filter((one) => one.checkVisibility()
            && !one.closest('.skip, .visually-hidden, p, li, dd') && !one.matches('.headline'))
            .filter((one) => { const box = one.getBoundingClientRect(); return box.width < 24 || box.height < 24; }).map((one) => one.outerHTML.slice(0, 120))";
        let small = page.run(small, vec![]).await?;
        if small != json!([]) {
            let _ = writeln!(missed, "targets below 24 px: {small}");
        }
    }
    page.resize(1280, 900).await?;
    ensure!(missed.is_empty(), "{missed}");
    Ok(())
}

/// Every text that can be seen and is not marked as English comes from the
/// catalogue: a word that stands elsewhere stays English, and is found.
async fn the_page_speaks_german(page: &Page) -> Result<()> {
    let german: Value =
        serde_json::from_str(&fs::read_to_string(repository().join("www/text/de.json"))?)?;
    let outside = "const templates = []; const walk = (value) => typeof value === 'string' ? templates.push(value) : Object.values(value).forEach(walk);
        walk(arguments[0]);
        const parts = new Set();
        const patterns = templates.map((one) => {
            for (const part of one.split(/\\{\\w+\\}/)) parts.add(part.trim());
            return new RegExp('^' + one.trim().replace(/[.*+?^$()|[\\]\\\\]/g, '\\\\$&').replace(/\\{\\w+\\}/g, '[^]*') + '$');
        });
        const found = [];
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        for (let node = texts.nextNode(); node; node = texts.nextNode()) {
            // A headline keeps its versions on one line, in a part of their own.
            const text = (node.parentElement.closest('.headline') ?? node).textContent.trim();
            if (!/[a-z]{3}/i.test(text) || node.parentElement.closest('[lang=en]:not(html), code, pre, script, noscript, time, .pin, option, [role=option]')) continue;
            const around = node.parentElement.textContent.trim();
            if (text === 'tls-ready' || parts.has(text) || patterns.some((one) => one.test(text) || one.test(around))) continue;
            found.push(text);
        }
        return found";
    let mut missed = String::new();
    for (path, place) in [
        ("?lang=de", None),
        ("?lang=de#p=java&v=7u80", Some(Place::Stack)),
        ("?lang=de#p=ruby&v=2.0.0", Some(Place::Stack)),
    ] {
        page.open(path).await?;
        if let Some(place) = place {
            page.card(place).await?;
        } else {
            page.paste("javax.net.ssl.SSLHandshakeException: PKIX path building failed").await?;
            let card = page.card(Place::Paste).await?;
            ensure!(
                card.headline == "Nicht die TLS-Version: ein Zertifikat wurde nicht angenommen.",
                "{card:#?}"
            );
            page.probe(&page.endpoints.url(Endpoint::Closed)).await?;
            page.card(Place::Probe).await?;
        }
        let found = page.run(outside, vec![german.clone()]).await?;
        if found != json!([]) {
            let _ = writeln!(missed, "{path}: {found}");
        }
        let language = page.run("return document.documentElement.lang", vec![]).await?;
        ensure!(language == json!("de"), "{language}");
    }
    page.visit_page("embed/?lang=de").await?;
    ensure!(page.holds(BUILT).await?, "the builder does not start");
    let found = page.run(outside, vec![german.clone()]).await?;
    ensure!(found == json!([]), "embed/: {found}");
    let kinds = "return document.querySelector('optgroup').label";
    let kind = page.run(kinds, vec![]).await?;
    ensure!(kind == json!("Sprachen und Laufzeiten"), "the builder's kinds stay {kind}");
    ensure!(missed.is_empty(), "{missed}");
    // The same look finds English words, so that it can fail.
    page.open("").await?;
    let found = page.run(outside, vec![german]).await?;
    ensure!(found.as_array().is_some_and(|found| found.len() > 30), "{found}");
    Ok(())
}

/// Texts whose own language is not English, and which have two English words or more.
const UNMARKED: &str = "const found = [];
    const words = /\\b(?:the|is|are|was|of|and|with|this|that|your|not|by|to|it|or|from|who|which|what|has|does|for|on|its)\\b/gi;
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
        const place = node.parentElement;
        if (place.closest('[lang]').lang === 'en' || place.closest('code, pre, script, noscript')) continue;
        if ((node.textContent.match(words) ?? []).length > 1) found.push(node.textContent.trim());
    }
    return found";

/// What is pasted, and what the German answer to it says besides its headline.
const GERMAN: [(&str, &str); 9] = [
    (
        "curl: (60) SSL certificate problem: certificate has expired",
        "Zeigt, von wann bis wann das Zertifikat des Servers gilt und wer es unterschrieben hat. HOST steht für den Server",
    ),
    ("curl: (6) Could not resolve host: api.example.com", "Zeigt, ob diese Maschine die Adresse"),
    ("java version \"1.6.0_45\"\nReceived fatal alert: protocol_version", "wird seit 31. Dezember"),
    (
        r#"{"insecure_cipher_suites":{"A":["uses RC4"]},"tls_version":"TLS 1.2","rating":"Bad"}"#,
        "Der Endpunkt bemängelt außerdem unsichere Verfahren (Cipher Suites); die TLS-Version betrifft das nicht.",
    ),
    (r#"{"status": 200,"message": "Connec"#, "Nur eine vollständige Antwort"),
    ("$ ruby -v\nruby 2.0.0p648\n$ php -v\nPHP 5.3.3", "Der Text nennt auch dies, in Zeile 2: "),
    ("ruby 2.0.0p648", "vorausgesetzt: its OpenSSL"),
    ("PHP Warning: file_get_contents(): tlsv1 alert protocol version", "Im Text steht: "),
    ("Python 2.7.8 linked to OpenSSL 0.9.8zh", "Python 2.7.8 und OpenSSL 0.9.8zh sagen dasselbe."),
];

async fn what_is_english_on_the_german_page_is_marked(page: &Page) -> Result<()> {
    let mut missed = String::new();
    for (text, words) in GERMAN {
        page.open("?lang=de").await?;
        page.paste(text).await?;
        let card = page.card(Place::Paste).await?;
        page.run(
            "document.querySelectorAll('details').forEach((one) => (one.open = true))",
            vec![],
        )
        .await?;
        let whole = page.run("return document.querySelector('#result-paste').textContent", vec![]);
        if !whole.await?.as_str().is_some_and(|whole| whole.contains(words)) {
            let _ = writeln!(missed, "{text} does not say {words:?}: {card:#?}");
        }
        let found = page.run(UNMARKED, vec![]).await?;
        if found != json!([]) {
            let _ = writeln!(missed, "{text}: {found}");
        }
    }
    for (path, place) in [("?lang=de#p=ruby&v=2.0.0", true), ("?lang=de#p=ruby&v=kettle", false)] {
        page.open(path).await?;
        if place {
            page.card(Place::Stack).await?;
        } else {
            let told = "return !document.getElementById('stack-error').hidden";
            ensure!(page.holds(told).await?, "nothing says that this is no version");
        }
        let found = page.run(UNMARKED, vec![]).await?;
        if found != json!([]) {
            let _ = writeln!(missed, "{path}: {found}");
        }
    }
    ensure!(missed.is_empty(), "{missed}");
    // The same look finds the very sentence once it is not marked.
    let bare = "for (const one of document.querySelectorAll('main [lang=en]')) one.removeAttribute('lang')";
    page.open("?lang=de#p=java&v=7u80").await?;
    page.card(Place::Stack).await?;
    page.run(bare, vec![]).await?;
    let found = page.run(UNMARKED, vec![]).await?;
    ensure!(found.as_array().is_some_and(|found| found.len() > 5), "{found}");
    Ok(())
}

/// The page that puts lines together has done so.
const BUILT: &str = "return document.documentElement.dataset.ready === 'true' && document.querySelectorAll('.copy').length === 4";

async fn the_builder_leaves_out_what_is_wrong(page: &Page) -> Result<()> {
    page.visit_page("embed/").await?;
    ensure!(page.holds(BUILT).await?, "the builder does not start");
    let lines = "return document.getElementById('element-lines').textContent";
    for (field, value, right) in [
        ("endpoint", "http://insecure", false),
        ("endpoint", "https://tls.example.com/", true),
        ("endpoint", "https://[2001:db8::1]:8443/a?b=c", true),
        // What the core refuses, since these stand in commands.
        ("endpoint", "https://me@tls.example.com/", false),
        ("endpoint", "https://tls.example.com/$(id)", false),
        ("endpoint", "https://tls.example.com/a&b", false),
        ("endpoint", "https://tls.example.com:99999/", false),
        ("endpoint", "https://tls.example.com:443", true),
        ("contact", "not a mail", false),
        ("contact", "api@localhost", false),
        ("contact", "api@example.com?bcc=x@example.com", false),
        ("contact", "api@example.com", true),
        ("contact", "https://example.com/help", true),
        ("profile", "http://example.com/tls.json", false),
        ("profile", "/tls.json", true),
    ] {
        page.fill(&format!("#{field}"), value).await?;
        let lines = page.run(lines, vec![]).await?;
        let there =
            lines.as_str().is_some_and(|lines| lines.contains(&format!("{field}=\"{value}\"")));
        ensure!(there == right, "{value}: {lines}");
        let marked = format!(
            "return document.getElementById('{field}').getAttribute('aria-invalid') === 'true'
                && document.getElementById('{field}-wrong').checkVisibility()"
        );
        ensure!(page.run(&marked, vec![]).await? == json!(!right), "{value} is marked otherwise");
    }
    page.run(
        "const field = document.getElementById('minimum'); field.value = '1.3'; field.dispatchEvent(new Event('input', { bubbles: true }))",
        vec![],
    )
    .await?;
    for lines in ["element-lines", "frame-lines"] {
        let words = format!(
            "const words = document.getElementById('{lines}').textContent; return words.includes('speak TLS 1.3') && !words.includes('1.2')"
        );
        ensure!(page.holds(&words).await?, "{lines} still ask for TLS 1.2");
    }
    Ok(())
}

async fn the_footer_s_links_lead_somewhere(page: &Page) -> Result<()> {
    let links = "const done = arguments[0];
        const links = [...document.querySelectorAll('footer a')].filter((one) => one.checkVisibility() && one.textContent.trim() !== '');
        Promise.all(links.map(async (one) => {
            const answer = await fetch(one.href), kind = answer.headers.get('content-type').replace(/;.*/, ''), body = await answer.text();
            return [one.getAttribute('href'), answer.ok, kind, kind.endsWith('json') ? typeof JSON.parse(body) : body.includes('<h1')];
        })).then(done, (problem) => done(String(problem)))";
    for (path, root) in
        [("", ""), ("platform/java/", "../../"), ("platform/", "../"), ("embed/", "../")]
    {
        page.visit_page(path).await?;
        let found = page.run_async(links, vec![]).await?;
        for (to, kind, body) in [
            ("platform/", "text/html", json!(true)),
            ("embed/", "text/html", json!(true)),
            ("data/platforms.json", "application/json", json!("object")),
            ("data/schema.json", "application/json", json!("object")),
        ] {
            // A page does not lead to itself.
            if to == path {
                continue;
            }
            let link = json!([format!("{root}{to}"), true, kind, body]);
            let there = found.as_array().is_some_and(|found| found.contains(&link));
            ensure!(there, "{path}: {link} is not in {found}");
        }
    }
    Ok(())
}

/// Shows on the screen what would be on paper, which no driver lets a test read.
const ON_PAPER: &str =
    "for (const sheet of document.styleSheets) for (const rule of sheet.cssRules)
        if (rule.media?.mediaText === 'print') rule.media.mediaText = 'all';
    dispatchEvent(new Event('beforeprint'))";

async fn on_paper_the_answer_is_whole_and_nothing_else_is_there(page: &Page) -> Result<()> {
    let shown = "return Object.fromEntries(arguments[0].map((one) => [one, [...document.querySelectorAll(one)].some((one) => one.checkVisibility())]))";
    let dead = ["form", "footer", ".mast", ".copy", ".chips", "#probe", ".overview", ".actions"];
    let wanted =
        ["h1", ".verdict svg", ".headline", ".grounds", ".fix:last-of-type pre", ".next pre"];
    page.resize(740, 1000).await?;
    page.open("#p=java&v=7u80").await?;
    page.card(Place::Stack).await?;
    let folded = "return [...document.querySelectorAll('#result-stack details')].filter((one) => !one.open).length";
    let before = page.run(folded, vec![]).await?;
    ensure!(before.as_u64() > Some(2), "nothing is folded on the screen: {before}");
    page.run(ON_PAPER, vec![]).await?;
    for (selectors, there) in [(dead.as_slice(), false), (&wanted, true)] {
        let seen = page.run(shown, vec![json!(selectors)]).await?;
        let seen = seen.as_object().context("no answer")?;
        let wrong: Vec<_> = seen.iter().filter(|(_, seen)| **seen != json!(there)).collect();
        ensure!(wrong.is_empty(), "on paper should be {there}: {wrong:?}");
    }
    ensure!(page.run(folded, vec![]).await? == json!(0), "paper cannot be unfolded");
    // A sheet of A4 is 1123 pixels high, and its margins take some.
    let first = "const at = (one) => document.querySelector('#result-stack ' + one).getBoundingClientRect().bottom + scrollY;
        return [at('.headline'), at('.grounds'), at('.fix pre')]";
    let first = page.run(first, vec![]).await?;
    let places: Vec<f64> = serde_json::from_value(first)?;
    ensure!(places.iter().all(|place| *place < 1000.0), "not on page one: {places:?}");
    let address = "return getComputedStyle(document.querySelector('#result-stack .card a[href^=http]'), '::after').content";
    let address = page.run(address, vec![]).await?;
    // Firefox names the attribute.
    let there = |words: &str| words.contains("http") || words.contains("attr(href)");
    ensure!(address.as_str().is_some_and(there), "a link is lost: {address}");
    page.run("dispatchEvent(new Event('afterprint'))", vec![]).await?;
    ensure!(page.run(folded, vec![]).await? == before, "what was folded stays open");

    // Without an answer there is the table.
    page.open("").await?;
    page.run(ON_PAPER, vec![]).await?;
    let table = page.run(shown, vec![json!([".overview", "form", "footer"])]).await?;
    ensure!(table == json!({ ".overview": true, "form": false, "footer": false }), "{table}");
    page.resize(1280, 900).await.map(drop)
}

const CORE_FAILED: &str = "return document.documentElement.dataset.core === 'failed'
    && document.getElementById('core-error').checkVisibility() && !document.getElementById('tools').checkVisibility()";

async fn without_the_core_the_table_is_there(page: &Page) -> Result<()> {
    let site = Site::start(Without::Core).await?;
    page.visit(&site.url("")).await?;
    let quiet = "return document.documentElement.dataset.ready === 'true' && document.getElementById('core-error').hidden";
    ensure!(page.holds(quiet).await?, "it complains before anybody wants an answer");
    page.click("#paste").await?;
    ensure!(page.holds(CORE_FAILED).await?, "nothing says why there is no checker");
    let focus = page.run("return document.activeElement.id", vec![]).await?;
    ensure!(focus == json!("core-error"), "the focus is lost: {focus}");
    ensure!(page.text("#core-error").await?.starts_with("The checker could not start"));
    // A scroll that takes its time moves what is about to be clicked.
    page.run("document.documentElement.style.scrollBehavior = 'auto'", vec![]).await?;
    page.fill("#filter", "ruby").await?;
    page.click("#ruby button").await?;
    let row = "return document.querySelector('#ruby tr + tr').checkVisibility() && !document.getElementById('java').checkVisibility()";
    ensure!(page.holds(row).await?, "the table does not work");
    Ok(())
}

async fn without_the_script_one_line_says_so(page: &Page) -> Result<()> {
    let site = Site::start(Without::Script).await?;
    page.visit(&site.url("")).await?;
    let rows =
        "return [...document.querySelectorAll('#java tr')].every((row) => row.checkVisibility())";
    ensure!(page.holds(rows).await?, "the table is not whole");
    let told =
        "return document.querySelector('.late').checkVisibility({ visibilityProperty: true })
        && !document.getElementById('tools').checkVisibility({ visibilityProperty: true })";
    if !page.holds(told).await? {
        let state = "return ['.late', '#tools'].map((one) => { const style = getComputedStyle(document.querySelector(one));
            return [one, style.display, style.visibility, style.position, style.animationName] })";
        let state = page.run(state, vec![]).await?;
        bail!("a page without its script says nothing, or shows what is dead: {state}");
    }
    Ok(())
}

/// What only an answer needs.
fn of_the_core(asked: &[String]) -> Vec<&String> {
    let core = |path: &&String| {
        path.ends_with(".wasm") || path.contains("/tools-") || path.contains("/texts-")
    };
    asked.iter().filter(core).collect()
}

/// Each sign that somebody wants an answer, from a page that was just opened.
const SIGNS: &[(&str, &str)] = &[
    ("focus", "document.getElementById('paste').focus()"),
    ("the list of platforms", "document.getElementById('platform').focus()"),
    ("the test", "document.getElementById('endpoint').focus()"),
    ("an example", "document.querySelector('.chip').click()"),
    (
        "a finger on the box",
        "document.getElementById('paste').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))",
    ),
    (
        "a text that is pasted on the page",
        // Firefox takes the text by other names than Chromium and WebKit.
        "const data = 'java version \"1.7.0_80\"'; const clipboardData = new DataTransfer(); clipboardData.setData('text/plain', data);
        const text = { clipboardData, data, dataType: 'text/plain' };
        document.body.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, ...text }))",
    ),
    ("a link", "location.hash = '#p=java&v=7u80'"),
];

async fn the_core_comes_when_it_is_wanted(page: &Page) -> Result<()> {
    for (name, sign) in SIGNS {
        // What is stored for later would be asked for too.
        let site = Site::start(Without::Nothing).await?;
        page.visit(&site.url("")).await?;
        let loaded = "return document.readyState === 'complete' && document.documentElement.dataset.ready === 'true'";
        ensure!(page.holds(loaded).await?, "the page is not ready");
        // Neither the table nor scrolling wants an answer.
        let look_around = "document.getElementById('filter').value = 'jdk';
            document.getElementById('filter').dispatchEvent(new Event('input', { bubbles: true }));
            document.querySelector('#tools h2').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
            scrollTo(0, 500); scrollTo(0, 0);
            const done = arguments[0]; requestAnimationFrame(() => setTimeout(() => fetch('robots.txt').then(() => done()), 100))";
        page.run_async(look_around, vec![]).await?;
        let asked = site.asked();
        ensure!(
            asked.iter().any(|path| path == "/robots.txt"),
            "the list shows nothing: {asked:?}"
        );
        let early = of_the_core(&asked);
        ensure!(early.is_empty(), "asked for before anybody wants it: {early:?}");

        page.run(sign, vec![]).await?;
        let there = "return document.documentElement.dataset.core === 'ready'";
        ensure!(page.holds(there).await?, "{name} loads nothing");
        let asked = site.asked();
        let count = |end: &str| asked.iter().filter(|path| path.ends_with(end)).count();
        ensure!(count(".wasm") == 1, "{name}: the wasm was asked for {} times", count(".wasm"));
    }
    Ok(())
}

async fn what_is_done_before_the_core_is_there_is_kept(page: &Page) -> Result<()> {
    // A text and the button.
    let site = Site::start(Without::Haste).await?;
    page.visit(&site.url("")).await?;
    page.ready().await?;
    page.paste("java version \"1.7.0_80\"").await.context("pasting")?;
    page.click("#paste-form button[type=submit]").await.context("pressing the button")?;
    let told = "return document.querySelector('#paste-form .loading').checkVisibility()
        && document.getElementById('status').textContent === 'One moment: the checker is being loaded…'";
    ensure!(page.holds(told).await?, "nothing says that something is on its way");
    site.let_the_core_through();
    let answered = "return document.activeElement.matches('#result-paste .headline') && !document.querySelector('.loading').checkVisibility()";
    ensure!(page.holds(answered).await?, "what was pasted is not answered");

    // A platform and its version.
    let site = Site::start(Without::Haste).await?;
    page.visit(&site.url("")).await?;
    page.ready().await?;
    let type_both = "for (const [id, text] of [['platform', 'jdk'], ['version', '7u80']]) {
            const field = document.getElementById(id); field.focus(); field.value = text;
            field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' })); }";
    page.run(type_both, vec![]).await.context("typing a platform and a version")?;
    site.let_the_core_through();
    let card = page.card(Place::Stack).await?;
    ensure!(card.headline.contains("Java 7u80 has TLS 1.2"), "{card:#?}");

    // A file.
    let site = Site::start(Without::Haste).await?;
    page.visit(&site.url("")).await?;
    page.ready().await?;
    let drop = "const dropped = new DataTransfer();
        dropped.items.add(new File(['FROM ruby:1.9.3'], 'Dockerfile'));
        document.getElementById('paste').dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: dropped }))";
    page.run(drop, vec![]).await.context("dropping a file")?;
    site.let_the_core_through();
    let card = page.card(Place::Paste).await?;
    ensure!(card.headline.contains("Ruby 1.9.3 has no TLS 1.2"), "{card:#?}");
    Ok(())
}

async fn a_link_to_an_answer_shows_it_first(page: &Page) -> Result<()> {
    page.resize(500, 800).await?;
    page.open("?phone#p=java&v=7u80").await?;
    page.card(Place::Stack).await?;
    // As narrow as a phone, where the window cannot be.
    let seen = "document.body.style.maxWidth = '360px';
        const { top, bottom } = document.querySelector('#result-stack .headline').getBoundingClientRect();
        return [top > 0 && bottom < 640, scrollY]";
    let seen = page.run(seen, vec![]).await?;
    page.resize(1280, 900).await?;
    ensure!(seen == json!([true, 0]), "the answer is out of sight: {seen}");
    Ok(())
}

/// WCAG 2.2 up to AA, and axe's own good practice; in the dark the rules of
/// colours, since no other rule can see it. The table is the same beside every
/// pasted text, and is looked at in the other states.
async fn axe_finds_nothing(page: &Page) -> Result<()> {
    let axe = fs::read_to_string(repository().join("node_modules/axe-core/axe.min.js"))?;
    let (mut missed, mut states, mut passes) = (String::new(), 0, 0);
    let mut look = async |name: &str, besides: &str| -> Result<()> {
        page.run(&axe, vec![]).await?;
        for (scheme, rules) in [
            (
                "light",
                vec!["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
            ),
            ("dark", vec!["color-contrast", "link-in-text-block"]),
        ] {
            let run = "const [scheme, values, besides, done] = arguments; document.documentElement.style.colorScheme = scheme;
                const type = scheme === 'light' ? 'tag' : 'rule';
                for (const far of document.querySelectorAll('.rows')) far.style.contentVisibility = 'visible';
                axe.run({ exclude: besides ? [besides] : [] }, { runOnly: { type, values }, resultTypes: ['violations'] }).then((result) => done({
                    passes: result.passes.length,
                    found: result.violations.map((one) => [one.id, one.help, one.nodes.length, one.nodes[0].html, one.nodes[0].failureSummary]),
                }), (error) => done({ passes: 0, found: [String(error)] }))";
            let asked = vec![json!(scheme), json!(rules), json!(besides)];
            let result = page.run_async(run, asked).await?;
            let passed = result.get("passes").and_then(Value::as_u64).unwrap_or(0);
            ensure!(passed > 0, "{name}, {scheme}: axe looked at nothing: {result}");
            states += 1;
            passes += passed;
            if result.get("found") != Some(&json!([])) {
                let _ = writeln!(missed, "{name}, {scheme}: {result}");
            }
        }
        Ok(())
    };
    look("start", "").await?;
    for text in [
        "OpenSSL 1.1.1w  11 Sep 2023",
        "java version \"1.7.0_80\"",
        "curl/7.19.7 (x86_64-redhat-linux-gnu) libcurl/7.19.7 NSS/3.14.0.0 zlib/1.2.3",
        "tlsv1 alert protocol version",
        "javax.net.ssl.SSLHandshakeException: PKIX path building failed",
        "ssl_choose_client_version:unsupported protocol",
        r#"{"message":"Connection failed"}"#,
        &"a long text\n".repeat(4000),
    ] {
        page.open("").await?;
        page.paste(text).await?;
        page.card(Place::Paste).await?;
        page.run(
            "document.querySelectorAll('details').forEach((one) => (one.open = true))",
            vec![],
        )
        .await?;
        look(text.get(..40).unwrap_or(text), ".rows").await?;
    }
    page.open("").await?;
    page.fill("#platform", "j").await?;
    look("the list of platforms", ".rows").await?;
    page.open("#p=ruby&v=kettle").await?;
    let told = page.holds("return !document.getElementById('stack-error').hidden").await?;
    ensure!(told, "nothing says that this is no version");
    look("an error", ".rows").await?;
    page.open("#only=1").await?;
    page.probe(&page.endpoints.url(Endpoint::NoCors)).await?;
    page.card(Place::Probe).await?;
    look("a test of the connection, and what breaks", "").await?;
    page.open("?lang=de#p=java&v=7u80").await?;
    page.card(Place::Stack).await?;
    look("German", "").await?;
    // One engine looks at all of them, the others at some.
    let every = usize::from(page.engine != Engine::Chromium) * 15 + 1;
    for platform in tls_ready::PLATFORMS.iter().step_by(every) {
        page.visit_page(&format!("platform/{}/", platform.id)).await?;
        look(platform.id, "").await?;
    }
    page.visit_page("platform/").await?;
    look("all platforms", "").await?;
    page.visit_page("embed/").await?;
    ensure!(page.holds(BUILT).await?, "the builder does not start");
    look("the builder", "").await?;
    let site = Site::start(Without::Core).await?;
    page.visit(&site.url("#p=java&v=7u80")).await?;
    ensure!(page.holds(CORE_FAILED).await?, "nothing says why there is no checker");
    look("without the core", "").await?;
    println!("{:?}: axe looked at {states} states, {passes} rules passed", page.engine);
    ensure!(missed.is_empty(), "{missed}");
    Ok(())
}
