//! The only place where rules and findings become an answer.

mod evidence;
mod stack;

pub use evidence::inspect;
pub use stack::{CheckError, Stack, check};
