//! The tables that the build script makes of `platforms/`, `shared/` and
//! `profiles/`.

#![allow(
    clippy::unreadable_literal,
    reason = "packed bounds, written by the build script for nobody to read"
)]

use crate::advice::Step;
use crate::model::{
    Bound, Caveat, Command, Confidence, EndOfLife, Fix, Linked, Platform, PlatformKind, Probe,
    Protocol, Reading, Rule, Scope, Source, Support, Variant,
};
use crate::packs::Text;
use crate::policy::BuiltIn;
use crate::recognise::{Image, Meaning, Name, Phrase};
use crate::report::{Cause, LimitedBy};
use crate::version::Notation;

include!(concat!(env!("OUT_DIR"), "/tables.rs"));

/// The platform with this id, name or alias, in any case.
pub fn platform(name: &str) -> Option<&'static Platform> {
    let name = name.trim();
    PLATFORMS.iter().find(|platform| {
        platform.id.eq_ignore_ascii_case(name)
            || platform.name.eq_ignore_ascii_case(name)
            || platform.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(name))
    })
}
