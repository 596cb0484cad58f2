//! What a person does with the page and sees on it.

use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use fantoccini::Locator;
use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

use crate::browser::{Browser, Engine};
use crate::endpoints::{Endpoint, Endpoints};
use crate::process::PERIOD;
use crate::site::{Site, Without};

/// How long the page may take to answer; the probe's own limit is 8 seconds.
const ANSWER_LIMIT: Duration = Duration::from_mins(1);

/// Where a result card stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Under the form of platform and version.
    Stack,
    /// Under the box for everything that is pasted.
    Paste,
    /// Under the test of the connection.
    Probe,
}

impl Place {
    const fn selector(self) -> &'static str {
        match self {
            Self::Stack => "#result-stack > .card",
            Self::Paste => "#result-paste > .card",
            Self::Probe => "#result-probe > .card",
        }
    }
}

/// A result card as it is shown.
#[derive(Clone, Debug, Deserialize)]
pub struct Card {
    /// The verdict's word of the contract.
    pub verdict: String,
    /// The id of the headline; empty where there is no report.
    pub message: String,
    /// The probe's outcome; empty where there is a report.
    pub outcome: String,
    /// The headline.
    pub headline: String,
    /// All that can be read, folded sources left out.
    pub text: String,
}

/// The page in a browser, with the endpoints that it may ask.
pub struct Page {
    /// The endpoints.
    pub endpoints: Endpoints,
    /// The engine of its browser.
    pub engine: Engine,
    site: Site,
    browser: Browser,
}

/// The sign by which the page knows that a field is wanted; the focus itself is the driver's.
const WANTED: &str = "document.querySelector(arguments[0]).dispatchEvent(new FocusEvent('focusin', { bubbles: true }))";

impl Page {
    /// Starts the endpoints, the site and the browser, and opens the page.
    ///
    /// # Errors
    ///
    /// Where one of them does not start, with what is missing.
    pub async fn start(engine: Engine) -> Result<Self> {
        let endpoints = Endpoints::start()?;
        let site = Site::start(Without::Nothing).await?;
        let browser = Browser::start(engine, &endpoints.ca_file()).await?;
        let page = Self { endpoints, engine, site, browser };
        page.open("").await?;
        Ok(page)
    }

    /// Ends the session.
    ///
    /// # Errors
    ///
    /// Where the driver does not answer.
    pub async fn close(self) -> Result<()> {
        self.browser.close().await
    }

    /// Whether the browser still answers.
    pub async fn lives(&self) -> bool {
        self.run("return true", vec![]).await.is_ok_and(|answer| answer == json!(true))
    }

    /// Loads the page anew, with a fragment (and its `#`) or nothing.
    ///
    /// # Errors
    ///
    /// Where it does not become ready, with what it says.
    pub async fn open(&self, fragment: &str) -> Result<()> {
        let client = self.browser.client();
        // A change of the fragment alone would load nothing.
        client.goto("about:blank").await?;
        client.goto(&self.site.url(fragment)).await?;
        self.ready().await?;
        // A scroll that takes its time moves what is about to be clicked.
        let still = "document.documentElement.style.scrollBehavior = 'auto'";
        self.run(still, vec![]).await.map(drop)
    }

    /// Waits until what needs no core is done.
    ///
    /// # Errors
    ///
    /// Where it never is, with what the page says.
    pub async fn ready(&self) -> Result<()> {
        if self.holds("return document.documentElement.dataset.ready === 'true'").await? {
            return Ok(());
        }
        let said = self.run("return document.body.innerText", vec![]).await?;
        bail!("the page is not ready; it says: {said}")
    }

    /// Goes to any address, and waits for nothing but its document.
    ///
    /// # Errors
    ///
    /// Where the driver does not answer.
    pub async fn visit(&self, address: &str) -> Result<()> {
        Ok(self.browser.client().goto(address).await?)
    }

    /// Goes to one of the site's pages.
    ///
    /// # Errors
    ///
    /// Where the driver does not answer.
    pub async fn visit_page(&self, path: &str) -> Result<()> {
        self.visit(&self.site.url(path)).await
    }

    /// Goes back, or forward, in the history.
    ///
    /// # Errors
    ///
    /// Where the driver does not answer.
    pub async fn back(&self) -> Result<()> {
        Ok(self.browser.client().back().await?)
    }

    /// Sets the size of the window; returns the width that the page has then.
    ///
    /// # Errors
    ///
    /// Where the driver does not answer.
    pub async fn resize(&self, width: u32, height: u32) -> Result<u64> {
        self.browser.client().set_window_size(width, height).await?;
        let inner = self.run("return document.documentElement.clientWidth", vec![]).await?;
        inner.as_u64().context("no width")
    }

    /// A picture of what the window shows, as PNG.
    ///
    /// # Errors
    ///
    /// Where the driver does not answer.
    pub async fn picture(&self) -> Result<Vec<u8>> {
        Ok(self.browser.client().screenshot().await?)
    }

    /// Presses keys, wherever the focus is.
    ///
    /// # Errors
    ///
    /// Where the driver does not answer.
    pub async fn press(&self, keys: &str) -> Result<()> {
        let mut strokes = KeyActions::new("keyboard".into());
        for value in keys.chars() {
            strokes = strokes.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        }
        self.browser.client().perform_actions(strokes).await.context("pressing keys")
    }

    /// Runs a script that ends by calling its last argument.
    ///
    /// # Errors
    ///
    /// What the script throws.
    pub async fn run_async(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        Ok(self.browser.client().execute_async(script, arguments).await?)
    }

    /// Opens a local file by the page's own button.
    ///
    /// # Errors
    ///
    /// Where the page has no such button.
    pub async fn upload(&self, field: &str, file: &str) -> Result<()> {
        let found = self.browser.client().find(Locator::Css(field)).await?;
        found.send_keys(file).await.with_context(|| format!("opening {file}"))
    }

    /// The page's address as the browser shows it.
    ///
    /// # Errors
    ///
    /// Where the driver does not answer.
    pub async fn address(&self) -> Result<String> {
        Ok(self.browser.client().current_url().await?.into())
    }

    /// Runs a script in the page.
    ///
    /// # Errors
    ///
    /// What the script throws.
    pub async fn run(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        let excerpt = || script.chars().take(200).collect::<String>();
        self.browser.client().execute(script, arguments).await.with_context(excerpt)
    }

    /// Waits until a script returns true; false where it never does.
    ///
    /// # Errors
    ///
    /// What the script throws.
    pub async fn holds(&self, script: &str) -> Result<bool> {
        let until = Instant::now() + ANSWER_LIMIT;
        loop {
            if self.run(script, vec![]).await? == Value::Bool(true) {
                return Ok(true);
            }
            if Instant::now() > until {
                return Ok(false);
            }
            sleep(PERIOD).await;
        }
    }

    /// Replaces what is in a field by typing, once what the field is for is there.
    ///
    /// # Errors
    ///
    /// Where there is no such field that can be typed into.
    pub async fn fill(&self, field: &str, text: &str) -> Result<()> {
        let found = self.browser.client().find(Locator::Css(field)).await?;
        self.see(field).await?;
        self.run(WANTED, vec![json!(field)]).await?;
        self.holds("return !['loading', 'late'].includes(document.documentElement.dataset.core)")
            .await?;
        found.clear().await.with_context(|| format!("clearing {field}"))?;
        if text.is_empty() {
            return Ok(());
        }
        found.send_keys(text).await.with_context(|| format!("typing into {field}"))
    }

    /// Scrolls to something, as everybody does who uses it: what is far away may not be drawn.
    /// At once, for a click that comes while the page moves on falls beside its target.
    async fn see(&self, target: &str) -> Result<()> {
        let shown = format!(
            "const found = document.querySelector({}); found.scrollIntoView({{ block: 'center', behavior: 'instant' }});
            return found.checkVisibility({{ contentVisibilityAuto: true }})",
            json!(target)
        );
        ensure!(self.holds(&shown).await?, "{target} is out of sight");
        Ok(())
    }

    /// Pastes a text into the box, all at once.
    ///
    /// # Errors
    ///
    /// Where the page has no box.
    pub async fn paste(&self, text: &str) -> Result<()> {
        self.paste_into("#paste", text).await
    }

    /// Pastes a text into a field, all at once.
    ///
    /// # Errors
    ///
    /// Where there is no such field.
    pub async fn paste_into(&self, field: &str, text: &str) -> Result<()> {
        let script = "const [field, text] = arguments; const box = document.querySelector(field); box.value = text;
            const type = 'insertFromPaste';
            box.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: type }))";
        self.run(script, vec![json!(field), json!(text)]).await.map(drop)
    }

    /// Waits until no answer is being made.
    ///
    /// # Errors
    ///
    /// Where the page goes on and on.
    pub async fn settled(&self) -> Result<()> {
        let settled = "return document.documentElement.dataset.core === 'ready' && document.querySelector('[aria-busy=true]') === null";
        ensure!(self.holds(settled).await?, "no answer comes to an end");
        Ok(())
    }

    /// Chooses a platform by one of its names.
    ///
    /// # Errors
    ///
    /// Where no platform has it.
    pub async fn choose(&self, platform: &str) -> Result<()> {
        self.fill("#platform", platform).await?;
        self.press("\u{e007}").await?;
        let chosen = "return document.activeElement.id === 'version'";
        if self.holds(chosen).await? { Ok(()) } else { bail!("{platform} is not found") }
    }

    /// Chooses what the API asks for.
    ///
    /// # Errors
    ///
    /// Where the page has no such choice.
    pub async fn minimum(&self, version: &str) -> Result<()> {
        self.click(&format!("#minimum input[value='{version}']")).await
    }

    /// Clicks.
    ///
    /// # Errors
    ///
    /// Where there is nothing to click.
    pub async fn click(&self, target: &str) -> Result<()> {
        let found = self.browser.client().find(Locator::Css(target)).await?;
        self.see(target).await?;
        found.click().await.with_context(|| format!("clicking {target}"))
    }

    /// What can be read of an element; empty where it is hidden.
    ///
    /// # Errors
    ///
    /// Where there is no such element.
    pub async fn text(&self, target: &str) -> Result<String> {
        Ok(self.browser.client().find(Locator::Css(target)).await?.text().await?)
    }

    /// Enters an address and presses the button of the test.
    ///
    /// # Errors
    ///
    /// Where the page has no such form.
    pub async fn probe(&self, address: &str) -> Result<()> {
        self.fill("#endpoint", address).await?;
        self.click("#probe").await
    }

    /// Loads the page anew, tests an endpoint, and waits for the card.
    ///
    /// # Errors
    ///
    /// Where no card comes.
    pub async fn probed(&self, endpoint: Endpoint) -> Result<Card> {
        self.open("").await?;
        self.probe(&self.endpoints.url(endpoint)).await?;
        self.card(Place::Probe).await.with_context(|| format!("{endpoint:?}"))
    }

    /// Waits for a card.
    ///
    /// # Errors
    ///
    /// Where none comes, with what the page says there.
    pub async fn card(&self, place: Place) -> Result<Card> {
        let shown = format!(
            "return document.querySelector('{}') !== null && document.querySelector('[aria-busy=true]') === null",
            place.selector()
        );
        if !self.holds(&shown).await? {
            let said = self.run("return document.querySelector('main').innerText", vec![]).await?;
            bail!("no card at {place:?}; the page says: {said}");
        }
        let read = "const card = document.querySelector(arguments[0]); return {
            verdict: card.dataset.verdict ?? '', message: card.dataset.message ?? '',
            outcome: card.dataset.outcome ?? '', text: card.innerText,
            headline: card.querySelector('.headline').innerText }";
        Ok(serde_json::from_value(self.run(read, vec![json!(place.selector())]).await?)?)
    }

    /// Every address that was requested since the page was opened.
    ///
    /// # Errors
    ///
    /// Where the driver does not answer.
    pub async fn requested(&self) -> Result<Vec<String>> {
        let read = "return performance.getEntriesByType('resource').map((entry) => entry.name)";
        Ok(serde_json::from_value(self.run(read, vec![]).await?)?)
    }

    /// The page's own addresses begin with this.
    pub fn origin(&self) -> String {
        self.site.url("")
    }
}
