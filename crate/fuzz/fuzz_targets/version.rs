//! Every notation reads any text without a panic, and reads its own output.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tls_ready::PLATFORMS;

fuzz_target!(|text: &str| {
    for platform in &PLATFORMS {
        let _ = platform.notation.parse(text);
    }
});
