//! The tables as bytes: the build script writes them, the library reads them
//! once, when one is first asked for.
//!
//! Structs of pointers have gaps and addresses, which no compression takes out
//! again; bytes in the order of the data are a third of their weight.

#![allow(dead_code, reason = "the build script writes, the library reads")]

/// What ends a text.
const END: u8 = 0;

/// A text that is kept in a pack: the pack's number and its place there.
pub type Place = (u8, u16);

/// Writes a table.
#[derive(Default)]
pub struct Writer {
    /// What was written.
    pub bytes: Vec<u8>,
    /// The texts of each pack, as they were met.
    pub packs: Vec<Vec<String>>,
    /// The pack that is written to.
    pack: usize,
}

impl Writer {
    /// A number, seven bits a byte, the lowest first.
    pub fn number(&mut self, number: usize) {
        let mut rest = number;
        while rest > 0x7f {
            self.bytes.push(rest.to_le_bytes()[0] | 0x80);
            rest >>= 7;
        }
        self.bytes.push(rest.to_le_bytes()[0]);
    }

    /// A text that stays with the table.
    pub fn text(&mut self, text: &str) {
        assert!(!text.as_bytes().contains(&END), "{text:?} has a control character");
        self.bytes.extend(text.as_bytes());
        self.bytes.push(END);
    }

    /// Some answers of yes or no in one number.
    pub fn flags<const N: usize>(&mut self, flags: [bool; N]) {
        let bits = flags.iter().enumerate().map(|(place, set)| usize::from(*set) << place);
        self.number(bits.sum());
    }

    /// One of some values, counted from 1; 0 is none of them.
    pub fn choice<T: Copy + PartialEq>(&mut self, of: &[T], chosen: Option<T>) {
        let place = chosen.and_then(|chosen| of.iter().position(|value| *value == chosen));
        self.number(place.map_or(0, |place| place + 1));
    }

    /// As many items as there are, each by `write`.
    pub fn list<T>(&mut self, items: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.number(items.len());
        for item in items {
            write(self, item);
        }
    }

    /// The pack that the next texts go to.
    pub fn open(&mut self, pack: usize) {
        self.pack = pack;
        if self.packs.len() <= pack {
            self.packs.resize_with(pack + 1, Vec::new);
        }
    }

    /// A text that goes to the pack; most are new there, which is one zero.
    pub fn apart(&mut self, text: &str) {
        let Some(pack) = self.packs.get_mut(self.pack) else { return };
        let known = pack.iter().position(|known| known == text);
        if known.is_none() {
            pack.push(text.to_owned());
        }
        self.number(known.map_or(0, |place| place + 1));
    }
}

/// Reads a table; behind its end there are only zeros.
pub struct Reader {
    rest: &'static [u8],
    pack: u8,
    /// How many texts of the pack were met.
    met: u16,
}

impl Reader {
    /// Reads from the front.
    pub const fn new(bytes: &'static [u8]) -> Self {
        Self { rest: bytes, pack: 0, met: 0 }
    }

    /// One byte.
    pub fn byte(&mut self) -> u8 {
        match self.rest.split_first() {
            Some((first, rest)) => {
                self.rest = rest;
                *first
            }
            None => 0,
        }
    }

    /// See [`Writer::number`].
    pub fn number(&mut self) -> usize {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = self.byte();
            number |= usize::from(byte & 0x7f) << shift;
            shift += 7;
            if byte < 0x80 {
                return number;
            }
        }
    }

    /// See [`Writer::text`].
    pub fn text(&mut self) -> &'static str {
        let end = self.rest.iter().position(|byte| *byte == END).unwrap_or(self.rest.len());
        let (text, rest) = self.rest.split_at_checked(end).unwrap_or_default();
        self.rest = rest.get(1..).unwrap_or_default();
        std::str::from_utf8(text).unwrap_or_default()
    }

    /// See [`Writer::flags`].
    pub fn flags<const N: usize>(&mut self) -> [bool; N] {
        let bits = self.number();
        std::array::from_fn(|place| bits >> place & 1 == 1)
    }

    /// See [`Writer::list`]. What is read stays for good, as what is compiled
    /// in does.
    pub fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> T) -> &'static [T] {
        let count = self.number();
        let mut items = Vec::with_capacity(count);
        for _ in 0..count {
            items.push(read(self));
        }
        items.leak()
    }

    /// See [`Writer::choice`].
    pub fn choice<T: Copy>(&mut self, of: &[T]) -> Option<T> {
        self.number().checked_sub(1).and_then(|place| of.get(place)).copied()
    }

    /// See [`Writer::open`].
    pub fn open(&mut self, pack: u8) {
        (self.pack, self.met) = (pack, 0);
    }

    /// See [`Writer::apart`].
    pub fn apart(&mut self) -> Place {
        let place = u16::try_from(self.number()).unwrap_or(u16::MAX);
        let place = place.checked_sub(1).unwrap_or_else(|| {
            self.met += 1;
            self.met - 1
        });
        (self.pack, place)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() {
        let numbers = [0, 1, 127, 128, 16_383, 16_384, 799_999, u32::MAX as usize];
        let texts = ["", "one", "über"];
        let mut writer = Writer::default();
        writer.list(&numbers, |writer, number| writer.number(*number));
        writer.list(&texts, |writer, text| writer.text(text));
        writer.flags([true, false, true]);
        for pack in [1, 0] {
            writer.open(pack);
            for text in ["a", "b", "a", "c", "b"] {
                writer.apart(text);
            }
        }
        writer.choice(&['x', 'y'], Some('y'));
        writer.choice(&['x', 'y'], None);
        assert_eq!(writer.packs, [["a", "b", "c"], ["a", "b", "c"]]);

        let mut reader = Reader::new(writer.bytes.leak());
        assert_eq!(reader.list(Reader::number), numbers);
        assert_eq!(reader.list(Reader::text), texts);
        assert_eq!(reader.flags(), [true, false, true]);
        for pack in [1, 0] {
            reader.open(pack);
            let places: Vec<Place> = (0..5).map(|_| reader.apart()).collect();
            assert_eq!(places, [0, 1, 0, 2, 1].map(|place| (pack, place)));
        }
        assert_eq!(reader.choice(&['x', 'y']), Some('y'));
        assert_eq!(reader.choice(&['x', 'y']), None);
        assert_eq!(reader.number(), 0, "behind the end");
    }
}
