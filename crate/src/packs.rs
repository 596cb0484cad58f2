//! The texts of the table, which are many times heavier than what decides an
//! answer.
//!
//! Natively they are compiled in. With the feature `packs`, which the build of
//! the wasm sets, only their places are: they are kept in one file a platform
//! and come when an answer needs them, so that a visitor loads what he reads.

use std::fmt;
use std::ops::Deref;

use serde::{Serialize, Serializer};

#[cfg(feature = "packs")]
pub use supplied::{supply, wanted};

include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// What stands between two texts of a pack: a sign that JSON writes as it is.
pub const SEPARATOR: char = '\u{7f}';

/// A text of the table: dereferences to it.
///
/// With the feature `packs` it is empty until its pack was supplied, and the
/// pack is noted as wanted.
#[derive(Clone, Copy, Eq)]
pub struct Text(#[cfg(not(feature = "packs"))] &'static str, #[cfg(feature = "packs")] Place);

#[cfg(feature = "packs")]
type Place = std::num::NonZeroU32;

impl Text {
    /// The text number `index`, from 0, of a pack.
    #[cfg(not(feature = "packs"))]
    pub(crate) fn of(pack: u8, index: u16) -> Self {
        let texts = PACKS.get(usize::from(pack)).map(|(_, texts)| *texts);
        Self(texts.and_then(|texts| texts.get(usize::from(index))).copied().unwrap_or_default())
    }

    /// The text number `index`, from 0, of a pack.
    #[cfg(feature = "packs")]
    pub(crate) const fn of(pack: u8, index: u16) -> Self {
        Self(Place::MIN.saturating_add((pack as u32) << 16 | index as u32))
    }

    /// The text itself.
    pub fn as_str(self) -> &'static str {
        #[cfg(not(feature = "packs"))]
        return self.0;
        #[cfg(feature = "packs")]
        supplied::text(self.0)
    }
}

/// Two platforms can have the same text, each in its own pack.
impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self)
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self)
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.as_str().to_owned()
    }
}

/// The packs that have come, and those that an answer lacked.
#[cfg(feature = "packs")]
mod supplied {
    use std::cell::RefCell;

    use super::{PACKS, Place, SEPARATOR};

    #[derive(Clone, Copy)]
    enum Pack {
        Away,
        Wanted,
        Here(&'static str),
    }

    thread_local! {
        static STATE: RefCell<[Pack; PACKS.len()]> = const { RefCell::new([Pack::Away; PACKS.len()]) };
    }

    pub(super) fn text(place: Place) -> &'static str {
        let (pack, index) = ((place.get() - 1) >> 16, (place.get() - 1) & 0xffff);
        STATE.with_borrow_mut(|state| match state.get_mut(pack as usize) {
            Some(Pack::Here(texts)) => {
                texts.split(SEPARATOR).nth(index as usize).unwrap_or_default()
            }
            Some(away) => {
                *away = Pack::Wanted;
                ""
            }
            None => "",
        })
    }

    /// Takes a pack: its texts, with [`SEPARATOR`] between them. It stays for
    /// good, as what is compiled in does.
    pub fn supply(pack: &str, texts: String) {
        if let Some(place) = PACKS.iter().position(|name| *name == pack) {
            STATE.with_borrow_mut(|state| {
                if let Some(slot) = state.get_mut(place) {
                    *slot = Pack::Here(texts.leak());
                }
            });
        }
    }

    /// The packs that texts were missing from since the last call.
    pub fn wanted() -> Vec<&'static str> {
        STATE.with_borrow_mut(|state| {
            let mut names = Vec::new();
            for (pack, name) in state.iter_mut().zip(PACKS) {
                if matches!(pack, Pack::Wanted) {
                    *pack = Pack::Away;
                    names.push(*name);
                }
            }
            names
        })
    }
}
