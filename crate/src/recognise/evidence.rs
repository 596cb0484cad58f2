//! The names, phrases and images of every `evidence.toml`, read from their
//! packed form when one is first asked for.

use std::sync::LazyLock;

use super::{Image, Meaning, Name, Phrase};
use crate::model::{Protocol, Support};
use crate::packed::Reader;
use crate::report::{Cause, LimitedBy};
use crate::tables::{PLATFORMS, Table};
use crate::vocabulary::Whose;

/// Every word of every platform, in order.
pub(crate) static NAMES: Table<Name> = Table(|| EVIDENCE.names);
pub(crate) static PHRASES: Table<Phrase> = Table(|| EVIDENCE.phrases);
pub(crate) static IMAGES: Table<Image> = Table(|| EVIDENCE.images);

struct Evidence {
    names: &'static [Name],
    phrases: &'static [Phrase],
    images: &'static [Image],
}

static EVIDENCE: LazyLock<Evidence> = LazyLock::new(|| {
    let mut reader = Reader::new(include_bytes!(concat!(env!("OUT_DIR"), "/evidence.bin")));
    let reader = &mut reader;
    let highest = reader.list(Reader::number);
    let names = reader.list(|reader| name(reader, highest));
    let mut phrases = Vec::new();
    for number in 0..reader.number() {
        let platform = PLATFORMS.get(number).map(|platform| platform.id);
        for _ in 0..reader.number() {
            let meaning = sign(reader, platform);
            of_meaning(reader, meaning, &mut phrases);
        }
        for _ in 0..reader.number() {
            let meaning = failure(reader, platform);
            of_meaning(reader, meaning, &mut phrases);
        }
    }
    let mut images = Vec::new();
    for _ in 0..reader.number() {
        let platform = id(reader.number());
        let behind = reader.list(Reader::text);
        for name in reader.list(Reader::text) {
            images.push(Image { name, platform, behind });
        }
    }
    Evidence { names, phrases: phrases.leak(), images: images.leak() }
});

const AGREED: [Protocol; 2] = [Protocol::Tls12, Protocol::Tls13];

/// The id of a platform by its number.
fn id(number: usize) -> &'static str {
    PLATFORMS.get(number).map_or("", |platform| platform.id)
}

fn name(reader: &mut Reader, highest: &[usize]) -> Name {
    let (word, number) = (reader.text(), reader.number());
    let [short, glued, only, library, alone] = reader.flags();
    let [own, least] = reader.flags();
    Name {
        word,
        platform: id(number),
        short,
        glued,
        only,
        library,
        alone,
        tls12: reader.choice(&Support::ALL),
        own: own.then(|| [reader.text(), reader.text()]),
        least: text(reader, least),
        highest: highest.get(number).map_or(0, |highest| *highest as u64),
    }
}

fn text(reader: &mut Reader, there: bool) -> Option<&'static str> {
    there.then(|| reader.text())
}

fn sign(reader: &mut Reader, platform: Option<&'static str>) -> Meaning {
    let [weak, settles, decides, variant, beside, spelled, note] = reader.flags();
    Meaning {
        platform,
        failure: None,
        weak,
        prose: false,
        limited_by: None,
        tls12: reader.choice(&Support::ALL),
        negotiated: None,
        variant: text(reader, variant),
        beside: text(reader, beside),
        spelled: text(reader, spelled),
        note: text(reader, note),
        message: None,
        settles,
        decides,
        whose: None,
    }
}

fn failure(reader: &mut Reader, platform: Option<&'static str>) -> Meaning {
    let [weak, prose, beside, spelled, message] = reader.flags();
    Meaning {
        platform,
        failure: reader.choice(&Cause::ALL),
        weak,
        prose,
        limited_by: reader.choice(&LimitedBy::ALL),
        whose: reader.choice(&Whose::ALL),
        tls12: reader.choice(&Support::ALL),
        negotiated: reader.choice(&AGREED),
        variant: None,
        beside: text(reader, beside),
        spelled: text(reader, spelled),
        note: None,
        message: text(reader, message),
        settles: false,
        decides: false,
    }
}

/// The phrases of a meaning, up to an empty one.
fn of_meaning(reader: &mut Reader, meaning: Meaning, phrases: &mut Vec<Phrase>) {
    let meaning: &'static Meaning = Box::leak(Box::new(meaning));
    loop {
        let text = reader.text();
        if text.is_empty() {
            return;
        }
        phrases.push(Phrase { text, meaning });
    }
}
