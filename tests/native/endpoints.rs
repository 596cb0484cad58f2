//! The endpoints are what they say: `openssl s_client` is sent to each.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use tls_ready::{Policy, inspect};
use tls_ready_tests::client::{self, OLD};
use tls_ready_tests::endpoints::{Endpoint, Endpoints, TOO_LARGE};

fn ask(endpoints: &Endpoints, endpoint: Endpoint, options: &[&str]) -> Result<(String, String)> {
    let asked = client::ask(endpoints.port(endpoint), &endpoints.ca_file(), options)?;
    Ok((asked.said, asked.reply))
}

#[test]
fn each_version_endpoint_takes_its_version_and_no_other() -> Result<()> {
    let endpoints = Endpoints::start()?;
    let versions = [
        (Endpoint::Tls10, "-tls1", "TLSv1"),
        (Endpoint::Tls11, "-tls1_1", "TLSv1.1"),
        (Endpoint::Tls12, "-tls1_2", "TLSv1.2"),
        (Endpoint::Tls13, "-tls1_3", "TLSv1.3"),
    ];
    for (endpoint, _, served) in versions {
        for (_, flag, asked) in versions {
            let (said, reply) = ask(&endpoints, endpoint, &[&[flag], OLD].concat())?;
            let seen = format!("{endpoint:?} asked with {asked}: {said}{reply}");
            if served == asked {
                ensure!(said.contains(&format!("Protocol version: {served}\n")), "{seen}");
                ensure!(said.contains("Verification: OK"), "{seen}");
                let body = format!(
                    r#"{{"status": 200,"message": "Connection Success","version": "{served}"}}"#
                );
                ensure!(reply.ends_with(&body), "{seen}");
            } else {
                // The server's alert, or the client's refusal of what it was offered.
                let refused = ["alert protocol version", "unsupported protocol"];
                ensure!(refused.iter().any(|words| said.contains(words)), "{seen}");
                ensure!(reply.is_empty(), "{seen}");
            }
        }
    }
    for (_, flag, asked) in versions {
        let (said, _) = ask(&endpoints, Endpoint::EveryVersion, &[&[flag], OLD].concat())?;
        ensure!(said.contains(&format!("Protocol version: {asked}\n")), "{asked}: {said}");
    }
    Ok(())
}

#[test]
fn each_certificate_endpoint_fails_for_its_own_reason() -> Result<()> {
    let endpoints = Endpoints::start()?;
    for (endpoint, reason) in [
        (Endpoint::Tls13, "Verification: OK"),
        (Endpoint::Expired, "certificate has expired"),
        (Endpoint::WrongHost, "hostname mismatch"),
        (Endpoint::SelfSigned, "self-signed certificate"),
    ] {
        let (said, _) = ask(&endpoints, endpoint, &[])?;
        ensure!(said.contains(reason), "{endpoint:?} should say {reason:?}: {said}");
    }
    let (said, reply) = ask(&endpoints, Endpoint::Tls13, &["-CAfile", "/dev/null"])?;
    ensure!(reply.is_empty(), "an authority that nobody trusts: {said}{reply}");
    Ok(())
}

/// What `inspect` says to run next about a certificate shows what it is to be looked for.
#[test]
fn the_commands_about_certificates_show_what_they_say() -> Result<()> {
    let endpoints = Endpoints::start()?;
    for (text, endpoint, shown) in [
        ("certificate has expired", Endpoint::Expired, "notAfter=Feb  1"),
        ("self signed certificate", Endpoint::SelfSigned, "i:CN"),
        ("unable to verify the first certificate", Endpoint::Tls13, "s:CN"),
        ("SSL: certificate subject name does not match", Endpoint::WrongHost, "DNS:elsewhere"),
    ] {
        let policy = Policy::built_in().with_endpoint(&endpoints.url(endpoint))?;
        let report = inspect(text, &policy);
        let next = report.next.first().with_context(|| format!("nothing to run for {text}"))?;
        let ran = Command::new("sh").args(["-c", &next.command]).output()?;
        let said = String::from_utf8_lossy(&ran.stdout);
        ensure!(said.contains(shown), "{text}: {} says {said}", next.command);
    }
    Ok(())
}

#[test]
fn each_reply_is_what_it_says() -> Result<()> {
    let endpoints = Endpoints::start()?;
    let redirect = format!("Location: {}", endpoints.url(Endpoint::Tls12));
    for (endpoint, status, words) in [
        (Endpoint::Tls12, "200 OK", "Access-Control-Allow-Origin: *"),
        (Endpoint::Tls12, "200 OK", "Timing-Allow-Origin: *"),
        (Endpoint::Tls12, "200 OK", "Cache-Control: no-store"),
        (Endpoint::Tls12, "200 OK", "Content-Type: application/json"),
        (Endpoint::NoCors, "200 OK", r#""version": "TLSv1.3"}"#),
        (Endpoint::Redirect, "302 Moved Temporarily", &redirect),
        (Endpoint::Html, "200 OK", "Content-Type: text/html"),
        (Endpoint::Failed, "200 OK", r#"{"status": 400,"message": "Connection failed"}"#),
        (Endpoint::SuccessWithError, "500 Internal Server Error", "Connection Success"),
        (Endpoint::TooLarge, "200 OK", &format!("Content-Length: {TOO_LARGE}\r\n")),
        (Endpoint::ClientCertificate, "400 Bad Request", "No required SSL certificate was sent"),
        (Endpoint::ClientCertificate, "400 Bad Request", "Access-Control-Allow-Origin: *"),
    ] {
        let (said, reply) = ask(&endpoints, endpoint, &[])?;
        let shown: String = reply.chars().take(1000).collect();
        ensure!(
            reply.starts_with(&format!("HTTP/1.1 {status}\r\n")),
            "{endpoint:?}: {said}{shown}"
        );
        ensure!(reply.contains(words), "{endpoint:?} should have {words:?}: {shown}");
    }
    let (_, reply) = ask(&endpoints, Endpoint::NoCors, &[])?;
    ensure!(!reply.contains("Allow-Origin"), "{reply}");
    Ok(())
}

#[test]
fn what_is_no_tls_is_not() -> Result<()> {
    let endpoints = Endpoints::start()?;
    let connect = |endpoint| TcpStream::connect((Ipv4Addr::LOCALHOST, endpoints.port(endpoint)));

    let (said, _) = ask(&endpoints, Endpoint::PlainHttp, &[])?;
    ensure!(said.contains("wrong version number"), "{said}");

    let refused = connect(Endpoint::Closed).map_err(|error| error.kind());
    ensure!(refused.is_err_and(|kind| kind == std::io::ErrorKind::ConnectionRefused));

    let mut silent = connect(Endpoint::Silent)?;
    silent.set_read_timeout(Some(Duration::from_millis(300)))?;
    silent.write_all(b"hello")?;
    let read = silent.read(&mut [0; 1]).map_err(|error| error.kind());
    ensure!(read.is_err_and(|kind| kind == std::io::ErrorKind::WouldBlock));
    Ok(())
}
