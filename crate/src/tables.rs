//! The tables that the build script makes of `platforms/`, `shared/` and
//! `profiles/`, read from their packed form when one is first asked for.

use std::ops::Deref;
use std::slice::Iter;
use std::sync::LazyLock;

use crate::model::{
    Bound, Brought, Caveat, Command, Confidence, EndOfLife, Fix, InUse, Level, Linked, Partly,
    Platform, PlatformKind, Probe, Protocol, Reading, Replacement, Rule, Scope, Source, Support,
    Variant, Verified,
};
use crate::packed::Reader;
use crate::packs::Text;
use crate::report::Cause;
use crate::version::{FOURTHS, Notation, RELEASED, STAGES};

/// Every platform, in the order of their ids.
pub static PLATFORMS: Table<Platform> = Table(|| TABLES.platforms);
pub(crate) static SHARED_FIXES: Table<Fix> = Table(|| TABLES.fixes);
pub(crate) static SHARED_PROBES: Table<Probe> = Table(|| TABLES.probes);
pub(crate) static CAUSES: Table<Step> = Table(|| TABLES.causes);

/// The platform with this id, name or alias, in any case.
pub fn platform(name: &str) -> Option<&'static Platform> {
    let name = name.trim();
    PLATFORMS.iter().find(|platform| {
        platform.id.eq_ignore_ascii_case(name)
            || platform.name.eq_ignore_ascii_case(name)
            || platform.aliases.iter().any(|alias| alias.eq_ignore_ascii_case(name))
    })
}

/// What to do about a cause.
pub(crate) struct Step {
    pub(crate) cause: Cause,
    /// The server is the old side.
    pub(crate) of_server: bool,
    /// The failures that are told in these words, in lower case; all the others where there are none.
    pub(crate) words: &'static [&'static str],
    pub(crate) why: Text,
    pub(crate) command: Text,
    pub(crate) expect: Text,
}

/// A slice that is there when it is first asked for.
pub struct Table<T: 'static>(pub(crate) fn() -> &'static [T]);

impl<T> Table<T> {
    /// Its rows.
    pub fn iter(&self) -> Iter<'static, T> {
        (self.0)().iter()
    }
}

impl<T> Deref for Table<T> {
    type Target = [T];

    fn deref(&self) -> &'static [T] {
        (self.0)()
    }
}

impl<T> IntoIterator for &Table<T> {
    type Item = &'static T;
    type IntoIter = Iter<'static, T>;

    fn into_iter(self) -> Iter<'static, T> {
        self.iter()
    }
}

struct Tables {
    platforms: &'static [Platform],
    fixes: &'static [Fix],
    probes: &'static [Probe],
    causes: &'static [Step],
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let mut reader = Reader::new(include_bytes!(concat!(env!("OUT_DIR"), "/platforms.bin")));
    let count = u8::try_from(reader.number()).unwrap_or(u8::MAX);
    reader.open(count);
    let fixes = reader.list(|reader| fix(reader, &[], &mut None));
    let probes = reader.list(probe);
    let causes = reader.list(step);
    let mut platforms = Vec::new();
    for number in 0..count {
        reader.open(number);
        platforms.push(read_platform(&mut reader, fixes));
    }
    Tables { platforms: platforms.leak(), fixes, probes, causes }
});

fn text(reader: &mut Reader) -> Text {
    let (pack, place) = reader.apart();
    Text::of(pack, place)
}

/// Texts that are there where their flags say so.
fn optional(reader: &mut Reader, there: bool) -> Option<Text> {
    there.then(|| text(reader))
}

fn read_platform(reader: &mut Reader, shared: &'static [Fix]) -> Platform {
    let (id, name) = (reader.text(), reader.text());
    let kind = reader.choice(&PlatformKind::ALL).unwrap_or(PlatformKind::Runtime);
    let notation = reader.choice(&Notation::ALL).unwrap_or(Notation::Dotted);
    let aliases = reader.list(Reader::text);
    let examples = reader.list(text);
    let version_command = command(reader);
    let [has_library] = reader.flags();
    let linked = has_library.then(|| linked(reader));
    let variants = reader.list(variant);
    let readings = reader.list(reading);
    let sources = reader.list(source);
    let last = &mut None;
    let fixes = reader.list(|reader| fix(reader, sources, last));
    Platform {
        id,
        name,
        kind,
        notation,
        aliases,
        examples,
        version_command,
        linked,
        variants,
        readings,
        rules: reader.list(|reader| rule(reader, variants, sources, [fixes, shared], last)),
        fixes,
        probes: reader.list(probe),
        caveats: reader.list(|reader| caveat(reader, sources, last)),
        end_of_life: reader.list(|reader| end_of_life(reader, sources, last)),
        brings: reader.list(|reader| brought(reader, sources, last)),
        sources,
    }
}

fn command(reader: &mut Reader) -> Command {
    Command { command: text(reader), expect: text(reader) }
}

fn linked(reader: &mut Reader) -> Linked {
    Linked {
        platforms: reader.list(Reader::text),
        command: command(reader),
        condition: text(reader),
    }
}

fn variant(reader: &mut Reader) -> Variant {
    let (id, name) = (reader.text(), text(reader));
    let (libraries, programs) = (reader.list(Reader::text), reader.list(Reader::text));
    let release = reader.text();
    let [condition] = reader.flags();
    Variant { id, name, libraries, programs, release, condition: optional(reader, condition) }
}

fn reading(reader: &mut Reader) -> Reading {
    let texts = reader.list(Reader::text);
    let read_as = Some(reader.text()).filter(|text| !text.is_empty());
    let [by_name] = reader.flags();
    Reading { texts, read_as, by_name, note: text(reader) }
}

fn rule(
    reader: &mut Reader,
    variants: &'static [Variant],
    sources: &'static [Source],
    [own, shared]: [&'static [Fix]; 2],
    last: &mut Option<Bound>,
) -> Rule {
    let (id, versions, label) = (text(reader), text(reader), text(reader));
    let (from, below) = (bound(reader, last), bound(reader, last));
    let variant = reader.number().checked_sub(1).and_then(|place| variants.get(place));
    let (tls12, tls13) = (support(reader), support(reader));
    let reason = text(reader);
    let [condition, note, library_settled, names_versions, partly] = reader.flags();
    Rule {
        id,
        versions,
        label,
        from,
        below,
        variant: variant.map(|variant| variant.id),
        tls12,
        tls13,
        reason,
        condition: optional(reader, condition),
        note: optional(reader, note),
        partly: partly.then(|| Partly { settled: text(reader), open: text(reader) }),
        library_settled,
        names_versions,
        baseline: reader.choice(&Support::ALL),
        fixes: references(reader, own, shared),
        sources: references(reader, sources, &[]),
        confidence: confidence(reader),
    }
}

/// Rows of a list, or of one behind it, by their places.
fn references<T>(
    reader: &mut Reader,
    own: &'static [T],
    behind: &'static [T],
) -> &'static [&'static T] {
    let count = reader.number();
    let mut rows = Vec::with_capacity(count);
    for _ in 0..count {
        let place = reader.number();
        rows.extend(own.get(place).or_else(|| behind.get(place.checked_sub(own.len())?)));
    }
    rows.leak()
}

fn brought(reader: &mut Reader, sources: &'static [Source], last: &mut Option<Bound>) -> Brought {
    let (program, release) = (reader.text(), reader.text());
    let (from, below) = (bound(reader, last), bound(reader, last));
    Brought { program, release, from, below, sources: references(reader, sources, &[]) }
}

fn caveat(reader: &mut Reader, sources: &'static [Source], last: &mut Option<Bound>) -> Caveat {
    let [about_some] = reader.flags();
    let versions = optional(reader, about_some);
    let (from, below) =
        if about_some { (bound(reader, last), bound(reader, last)) } else { (None, None) };
    let text = text(reader);
    Caveat { versions, from, below, text, sources: references(reader, sources, &[]) }
}

fn end_of_life(
    reader: &mut Reader,
    sources: &'static [Source],
    last: &mut Option<Bound>,
) -> EndOfLife {
    EndOfLife {
        versions: text(reader),
        from: bound(reader, last),
        below: bound(reader, last),
        since: text(reader),
        sources: references(reader, sources, &[]),
    }
}

/// A packed version by its pieces, or the one that was read last.
fn bound(reader: &mut Reader, last: &mut Option<Bound>) -> Option<Bound> {
    let major = match reader.number() {
        0 => return None,
        1 => return *last,
        major => (major - 2) as u64,
    };
    let [minor, third, fourth, stage] = std::array::from_fn(|_| reader.number() as u64);
    let stage = stage.checked_sub(1).unwrap_or(RELEASED);
    *last = Some(Bound(major, minor, (third * FOURTHS + fourth) * STAGES + stage));
    *last
}

fn fix(reader: &mut Reader, sources: &'static [Source], last: &mut Option<Bound>) -> Fix {
    let (id, title) = (reader.text(), text(reader));
    let scope = reader.choice(&Scope::ALL).unwrap_or(Scope::Upgrade);
    let [newest, checks, file, tried, used] = reader.flags();
    Fix {
        id,
        title,
        scope,
        enables: if newest { Protocol::Tls13 } else { Protocol::Tls12 },
        calls: reader.list(Reader::text),
        language: reader.text(),
        code: text(reader),
        checks,
        file: optional(reader, file),
        verify: text(reader),
        risk: text(reader),
        in_use: used.then(|| InUse { switch: reader.text(), says: text(reader) }),
        verified: if tried { vec![verified(reader)].leak() } else { &[] },
        replaces: replacement(reader, sources, last),
    }
}

fn replacement(
    reader: &mut Reader,
    sources: &'static [Source],
    last: &mut Option<Bound>,
) -> Option<Replacement> {
    let [there] = reader.flags();
    there.then(|| Replacement {
        library: reader.text(),
        versions: text(reader),
        from: bound(reader, last),
        below: bound(reader, last),
        sources: references(reader, sources, &[]),
    })
}

fn verified(reader: &mut Reader) -> Verified {
    let level = reader.choice(&Level::ALL).unwrap_or(Level::Compiled);
    let (runtime, version, date) = (text(reader), text(reader), text(reader));
    let [state, tls13] = reader.flags();
    Verified {
        level,
        runtime,
        version,
        date,
        state: optional(reader, state),
        before: text(reader),
        after: text(reader),
        tls13: optional(reader, tls13),
    }
}

fn probe(reader: &mut Reader) -> Probe {
    let (id, command) = (text(reader), text(reader));
    let [file, variant] = reader.flags();
    Probe {
        id,
        command,
        file: optional(reader, file),
        expect: text(reader),
        variant: variant.then(|| reader.text()),
    }
}

fn source(reader: &mut Reader) -> Source {
    Source {
        id: text(reader),
        title: text(reader),
        url: text(reader),
        says: text(reader),
        confidence: confidence(reader),
        checked: text(reader),
    }
}

fn step(reader: &mut Reader) -> Step {
    Step {
        cause: reader.choice(&Cause::ALL).unwrap_or(Cause::Unknown),
        of_server: reader.flags() == [true],
        words: reader.list(Reader::text),
        why: text(reader),
        command: text(reader),
        expect: text(reader),
    }
}

fn support(reader: &mut Reader) -> Support {
    reader.choice(&Support::ALL).unwrap_or(Support::Unknown)
}

fn confidence(reader: &mut Reader) -> Confidence {
    reader.choice(&Confidence::ALL).unwrap_or(Confidence::Secondary)
}
