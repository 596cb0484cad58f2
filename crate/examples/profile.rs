//! The library in a native program: a provider's profile, and what it means
//! for a client that was found in a log.
//!
//! Needs no feature: `tls-ready = { version = "…", default-features = false }`.

use tls_ready::day::Day;
use tls_ready::profile::Value;
use tls_ready::{Policy, Stack, check, inspect};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let fields = [
        ("name", "Example"),
        ("endpoint", "https://tls.provider.example/api"),
        ("deadline", "2027-01-31"),
    ]
    .map(|(field, text)| (field.to_owned(), Value::Text(text.to_owned())));
    let mut policy = Policy::from_fields(&fields)?;
    policy.today = Day::read("2026-11-24");

    println!("{}", inspect("ruby 1.9.3p551 (2014-11-13) [x86_64-linux]", &policy).headline);
    let report = check(&Stack::new("java", "7u80"), &policy)?;
    println!("{}", report.headline);
    for fix in report.fixes {
        println!("- {}", fix.title);
    }
    Ok(())
}
