//! Any text is evidence.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tls_ready::{Policy, inspect};

fuzz_target!(|text: &str| {
    let _ = inspect(text, &Policy::built_in());
});
