//! Any bytes are a reply; none of them is taken for success by accident.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tls_ready::{Asker, Policy, Response, interpret_response};

fuzz_target!(|body: &[u8]| {
    let response = Response { status: None, content_type: None, body };
    let _ = interpret_response(&response, &Asker::Program, &Policy::built_in());
});
