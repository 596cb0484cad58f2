//! Puts the static parts into `www/index.html`.

use maud::html;
use tls_ready::render::html::platform;
use tls_ready::{DATA_VERSION, PLATFORMS};

/// The page, with the table and the bundle's file names in it.
///
/// # Errors
///
/// Where a placeholder is missing from the template.
pub fn index(template: &str, script: &str, style: &str) -> anyhow::Result<String> {
    let options = html! {
        @for platform in PLATFORMS { option value=(platform.id) { (platform.name) } }
    };
    let table = html! { @for each in PLATFORMS { (platform(each)) } };
    let style = html! { link rel="stylesheet" href=(style); };
    let script = html! { script type="module" src=(script) {} };
    let date = html! { time datetime=(DATA_VERSION) { (DATA_VERSION) } };
    let mut page = template.to_owned();
    for (name, markup) in [
        ("platform-options", options),
        ("table", table),
        ("style", style),
        ("script", script),
        ("date", date),
    ] {
        let placeholder = format!("<!-- tls-ready:{name} -->");
        anyhow::ensure!(page.contains(&placeholder), "www/index.html lacks {placeholder}");
        page = page.replace(&placeholder, &markup.into_string());
    }
    Ok(page)
}
