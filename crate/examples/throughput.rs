//! How many megabytes of pasted text the library judges in a second.
//!
//! Takes files of texts that are separated by NUL, and prints a line for each
//! file: the median of five turns in MB/s (10^6 bytes), one thread.
//! `./build.sh bench` calls it, and does the same with the core in wasm.

use std::time::{Duration, Instant};
use std::{env, fs, hint};

use tls_ready::{Policy, inspect};

const TURNS: usize = 5;
const TURN: Duration = Duration::from_millis(300);

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let policy = Policy::built_in();
    for file in env::args().skip(1) {
        let all = fs::read_to_string(file)?;
        let texts: Vec<&str> = all.split('\0').collect();
        let megabytes: f64 = texts
            .iter()
            .map(|text| u32::try_from(text.len()).map_or(f64::MAX, f64::from))
            .sum::<f64>()
            / 1e6;
        let mut turns: Vec<f64> = (0..TURNS)
            .map(|_| {
                let (start, mut rounds) = (Instant::now(), 0_u32);
                while start.elapsed() < TURN {
                    for text in &texts {
                        hint::black_box(inspect(text, &policy));
                    }
                    rounds += 1;
                }
                f64::from(rounds) * megabytes / start.elapsed().as_secs_f64()
            })
            .collect();
        turns.sort_by(f64::total_cmp);
        println!("{:.2}", turns.get(TURNS / 2).ok_or("no turns")?);
    }
    Ok(())
}
