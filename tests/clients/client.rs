//! Asks an https endpoint by ureq, on rustls or on native-tls, and prints its
//! reply. Usage: `client rustls|native-tls https://host/path [ca.pem]`

use ureq::tls::{Certificate, RootCerts, TlsConfig, TlsProvider};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().collect();
    let provider =
        if words[1] == "rustls" { TlsProvider::Rustls } else { TlsProvider::NativeTls };
    let mut tls = TlsConfig::builder().provider(provider);
    if let Some(authority) = words.get(3) {
        let authority = Certificate::from_pem(&std::fs::read(authority)?)?;
        tls = tls.root_certs(RootCerts::from(vec![authority]));
    }
    let agent = ureq::Agent::config_builder().tls_config(tls.build()).build().new_agent();
    println!("{}", agent.get(&words[2]).call()?.body_mut().read_to_string()?);
    Ok(())
}
