//! A day of the calendar, as a deadline names it.

use std::fmt;

use serde::{Serialize, Serializer};

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    year: u16,
    month: u8,
    date: u8,
}

const MONTHS: [(&str, u8); 12] = [
    ("January", 31),
    ("February", 29),
    ("March", 31),
    ("April", 30),
    ("May", 31),
    ("June", 30),
    ("July", 31),
    ("August", 31),
    ("September", 30),
    ("October", 31),
    ("November", 30),
    ("December", 31),
];

impl Day {
    /// Reads `2027-01-31`.
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut number = |length: usize| {
            let part = parts.next().filter(|part| part.len() == length)?;
            part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<u16>().ok())?
        };
        let (year, month, day) = (number(4)?, number(2)?, number(2)?);
        let (_, length) = MONTHS.get(usize::from(month).checked_sub(1)?)?;
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let length = if month == 2 && !leap { 28 } else { u16::from(*length) };
        if parts.next().is_some() || day == 0 || day > length {
            return None;
        }
        Some(Self { year, month: u8::try_from(month).ok()?, date: u8::try_from(day).ok()? })
    }

    /// The day that many days after 1 January 1970, for a program's clock.
    pub fn of_epoch(days: u64) -> Option<Self> {
        let (mut year, mut left) = (1970_u16, days);
        loop {
            let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
            let length = if leap { 366 } else { 365 };
            if left < length {
                break;
            }
            left -= length;
            year = year.checked_add(1).filter(|year| *year < 10_000)?;
        }
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        for (month, (_, length)) in (1..).zip(MONTHS) {
            let length = if month == 2 && !leap { 28 } else { u64::from(length) };
            if left < length {
                return Some(Self { year, month, date: u8::try_from(left + 1).ok()? });
            }
            left -= length;
        }
        None
    }

    /// `31 January 2027`.
    pub fn words(self) -> String {
        let month = MONTHS.get(usize::from(self.month) - 1).map_or("", |(name, _)| name);
        format!("{} {month} {}", self.date, self.year)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.year, self.month, self.date)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::Day;

    #[test]
    fn days_are_the_calendar_s() {
        for (days, day) in [(0, "1970-01-01"), (20_781, "2026-11-24"), (19_782, "2024-02-29")] {
            assert_eq!(Day::of_epoch(days).map(|day| day.to_string()).as_deref(), Some(day));
        }
        assert!(Day::of_epoch(u64::MAX).is_none());
    }
}
