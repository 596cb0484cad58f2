//! The suites are in `native/` and `node/`.
