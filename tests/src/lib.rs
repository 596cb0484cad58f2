//! What the suites stand on: real TLS endpoints on loopback, the built page
//! behind its own headers, and real browsers. The suites themselves are in
//! `native/`, `browser/` and `node/`.

pub mod browser;
pub mod client;
pub mod endpoints;
pub mod hangup;
pub mod measured;
pub mod nginx;
pub mod page;
pub mod pki;
pub mod process;
pub mod proofs;
pub mod recorded;
pub mod run;
pub mod runtimes;
pub mod site;
