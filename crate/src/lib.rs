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
mod judge;
pub mod message;
pub mod model;
pub mod policy;
#[cfg(target_arch = "wasm32")]
mod probe;
pub mod recognise;
#[cfg(feature = "cli")]
pub mod render;
pub mod report;
mod tables;
pub mod version;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use judge::{CheckError, Stack, check, inspect};
pub use policy::Policy;
pub use recognise::response::{Asker, Outcome, Response, interpret_response};
pub use recognise::text::LONGEST as LONGEST_TEXT;
pub use report::{Report, Verdict};
pub use tables::{DATA_VERSION, PLATFORMS, platform};
