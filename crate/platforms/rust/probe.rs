// Asks an https endpoint with the defaults of reqwest and prints its reply.
// Usage: cargo run -- https://host/path
// Cargo.toml: reqwest = { version = "...the program's own...", features = ["blocking"] }
fn main() {
    let url = std::env::args().nth(1).expect("an https address");
    match reqwest::blocking::get(url).and_then(|reply| reply.text()) {
        Ok(text) => println!("{text}"),
        Err(error) => {
            eprintln!("{error:?}");
            std::process::exit(1);
        }
    }
}
