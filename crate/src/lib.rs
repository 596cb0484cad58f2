//! Does this client stack speak TLS 1.2 (and 1.3), why, and exactly what to
//! change.
//!
//! Evidence goes in, findings come out of it, one judgement over the findings
//! makes one [`Report`], and every face (page, command line, static table)
//! only renders reports:
//!
//! - [`inspect`] takes anything that people paste,
//! - [`check`] takes a platform and a version,
//! - [`interpret_response`] takes the reply of a test endpoint,
//! - the live probe (`probe`, wasm only) asks an endpoint and reads its reply
//!   with the same code.
//!
//! The facts are in `platforms/`, one folder each; the build script compiles
//! them into [`PLATFORMS`]. Nothing here reads a file, opens a connection or
//! keeps state.
//!
//! ```
//! use tls_ready::{Policy, Stack, Verdict, check};
//!
//! let report = check(&Stack::new("java", "7u80"), &Policy::built_in())?;
//! assert_eq!(report.verdict, Verdict::Enable);
//! assert_eq!(report.version.as_deref(), Some("7u80"));
//! # Ok::<(), tls_ready::CheckError>(())
//! ```

mod advice;
pub mod day;
mod judge;
pub mod message;
pub mod model;
mod order;
mod packed;
pub mod packs;
pub mod policy;
#[cfg(all(target_arch = "wasm32", feature = "packs"))]
mod probe;
pub mod profile;
pub mod recognise;
#[cfg(feature = "cli")]
pub mod render;
pub mod report;
mod signs;
mod tables;
#[cfg(any(test, all(target_arch = "wasm32", feature = "packs")))]
mod to_json;
mod trial;
pub mod version;
mod vocabulary;
#[cfg(all(target_arch = "wasm32", feature = "packs"))]
mod wasm;
mod words;

pub use judge::{CheckError, Stack};
pub use model::DATA_VERSION;
pub use packs::PACKS;
pub use policy::Policy;
pub use recognise::response::{Asker, Outcome, Response};
pub use recognise::text::LONGEST as LONGEST_TEXT;
pub use report::{Report, Verdict};
pub use tables::{PLATFORMS, platform};

/// Says what a pasted text shows, and what the policy's provider adds to it.
///
/// ```
/// use tls_ready::{Policy, Verdict, inspect};
///
/// let report = inspect("ruby 1.9.3p551 (2014-11-13) [x86_64-linux]", &Policy::built_in());
/// assert_eq!(report.verdict, Verdict::Upgrade);
/// ```
pub fn inspect(text: &str, policy: &Policy) -> Report {
    let mut report = judge::inspect(text, policy);
    advice::of_text(&mut report, text);
    advice::complete(report, policy)
}

/// Says what a client stack has, and what the policy's provider adds to it.
///
/// # Errors
///
/// [`CheckError`] where a name or a version cannot be read; its message says
/// what was expected.
///
/// ```
/// use tls_ready::{Policy, Stack, Verdict, check};
///
/// let ruby = Stack::new("ruby", "2.0.0-p648").linked_to("OpenSSL 0.9.8zh");
/// assert_eq!(check(&ruby, &Policy::built_in())?.verdict, Verdict::Upgrade);
/// # Ok::<(), tls_ready::CheckError>(())
/// ```
pub fn check(stack: &Stack, policy: &Policy) -> Result<Report, CheckError> {
    judge::check(stack, policy).map(|report| advice::complete(report, policy))
}

/// Says what a test endpoint's reply means for the program that asked, and
/// what the policy's provider adds to it.
///
/// A reply that this browser got proves nothing about the user's server: its
/// verdict is always `unknown`, with the command that asks the same endpoint
/// from the user's own stack.
pub fn interpret_response(response: &Response, asker: &Asker, policy: &Policy) -> Report {
    let report = recognise::response::interpret_response(response, asker, policy);
    // The browser's own connection has no deadline.
    if matches!(asker, Asker::Browser(_)) { report } else { advice::complete(report, policy) }
}
