//! What is seen when a fix is tried. The build and the suites, which write it,
//! have this file too.

use serde::{Deserialize, Serialize};

/// How far a trial of a fix went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// The platform failed without the fix, and connected with it.
    Proven,
    /// The same, on a stand-in for the platform.
    Ran,
    /// Its tool takes it; the effect was not seen.
    Compiled,
}

impl Level {
    /// All of them, the best first.
    pub const ALL: [Self; 3] = [Self::Proven, Self::Ran, Self::Compiled];

    /// The word in JSON.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Proven => "proven",
            Self::Ran => "ran",
            Self::Compiled => "compiled",
        }
    }
}

/// A trial of a fix on a real runtime.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trial<T> {
    /// How far it went.
    pub level: Level,
    /// What it was run on.
    pub runtime: T,
    /// Its version.
    pub version: T,
    /// The day.
    pub date: T,
    /// What the runtime was put into, so that it was as the fix finds it.
    pub state: Option<T>,
    /// What was seen before the fix.
    pub before: T,
    /// What was seen after it.
    pub after: T,
    /// What the fixed program negotiates where there is TLS 1.3 only.
    pub tls13: Option<T>,
}
