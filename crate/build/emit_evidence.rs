//! Writes the names, phrases and images of every `evidence.toml` as bytes.
//!
//! What is written here is read in the same order in
//! `src/recognise/evidence.rs`.

use crate::data::Tables;
use crate::evidence::{Evidence, Failure, Image, Name, Sign};
use crate::packed::Writer;
use crate::squash::squash;
use crate::vocabulary::{Cause, LimitedBy, Support, Whose};

/// `evidence.bin`.
pub fn evidence(tables: &Tables) -> Vec<u8> {
    let mut writer = Writer::default();
    let of_platforms = tables.platforms.iter().map(|platform| &platform.evidence);
    let all: Vec<&Evidence> = of_platforms.chain([&tables.shared.evidence]).collect();
    names(&mut writer, &all);
    meanings(&mut writer, &all);
    images(&mut writer, &all);
    writer.bytes
}

/// The highest numbers of the platforms, then every word in order.
fn names(writer: &mut Writer, all: &[&Evidence]) {
    writer.list(all, |writer, own| {
        let highest = own.highest.map(|number| usize::try_from(number).unwrap_or(usize::MAX));
        writer.number(highest.unwrap_or(99));
    });
    let mut words: Vec<(&str, usize, &Name)> = Vec::new();
    for (platform, own) in all.iter().enumerate() {
        for name in &own.names {
            words.extend(name.words.iter().map(|word| (word.as_str(), platform, name)));
        }
    }
    words.sort_by_key(|(word, platform, _)| (*word, *platform));
    writer.list(&words, |writer, (word, platform, name)| {
        writer.text(word);
        writer.number(*platform);
        let own = name.own.as_ref();
        let least = name.least.as_ref();
        let sorts = [name.short, name.glued, name.only, name.library, name.alone];
        writer.flags(sorts);
        writer.flags([own.is_some(), least.is_some()]);
        writer.choice(&Support::ALL, name.tls12);
        for text in own.iter().flat_map(|own| [&own.from, &own.is]).chain(least) {
            writer.text(text);
        }
    });
}

/// Every meaning with its texts, platform by platform; the shared ones have
/// none.
fn meanings(writer: &mut Writer, all: &[&Evidence]) {
    writer.list(all, |writer, own| {
        writer.list(&own.signs, sign);
        writer.list(&own.failures, failure);
    });
}

fn sign(writer: &mut Writer, sign: &Sign) {
    writer.flags([
        sign.only_with_failure,
        sign.settles,
        sign.decides,
        sign.variant.is_some(),
        sign.beside.is_some(),
        sign.spelled.is_some(),
        sign.note.is_some(),
    ]);
    writer.choice(&Support::ALL, sign.tls12);
    for text in [&sign.variant, &sign.beside, &sign.spelled, &sign.note].into_iter().flatten() {
        writer.text(text);
    }
    phrases(writer, &sign.texts);
}

fn failure(writer: &mut Writer, failure: &Failure) {
    writer.flags([
        failure.weak,
        failure.prose,
        failure.beside.is_some(),
        failure.spelled.is_some(),
        failure.message.is_some(),
    ]);
    writer.choice(&Cause::ALL, Some(failure.cause));
    writer.choice(&LimitedBy::ALL, failure.limited_by);
    writer.choice(&Whose::ALL, failure.whose);
    writer.choice(&Support::ALL, failure.tls12);
    writer.number(match failure.negotiated.as_deref() {
        Some("1.2") => 1,
        Some("1.3") => 2,
        _ => 0,
    });
    for text in [&failure.beside, &failure.spelled, &failure.message].into_iter().flatten() {
        writer.text(text);
    }
    phrases(writer, &failure.texts);
}

/// The squashed texts, and an empty one.
fn phrases(writer: &mut Writer, texts: &[String]) {
    for text in texts {
        writer.text(&String::from_utf8_lossy(&squash(text)));
    }
    writer.text("");
}

fn images(writer: &mut Writer, all: &[&Evidence]) {
    let mut images: Vec<(usize, &Image)> = Vec::new();
    for (platform, own) in all.iter().enumerate() {
        images.extend(own.images.iter().map(|image| (platform, image)));
    }
    writer.list(&images, |writer, (platform, image)| {
        writer.number(*platform);
        writer.list(&image.behind, |writer, word| writer.text(word));
        writer.list(&image.names, |writer, name| writer.text(name));
    });
}
