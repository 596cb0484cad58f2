//! Evidence as people have it, one file a kind.

pub mod json;
pub mod response;
