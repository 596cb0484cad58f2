// reqwest 0.11.5 and later: one client that asks for TLS 1.2 or later.
// Usage: cargo run -- https://host/path
// Cargo.toml: reqwest = { version = "0.12", features = ["blocking"] }
fn main() -> Result<(), reqwest::Error> {
    let url = std::env::args().nth(1).expect("an https address");
    // tls-ready: begin
    let client = reqwest::blocking::Client::builder()
        .min_tls_version(reqwest::tls::Version::TLS_1_2) // tls_version_min from 0.13 on
        .build()?;
    let reply = client.get(url).send()?;
    // tls-ready: end
    println!("{}", reply.text()?);
    Ok(())
}
