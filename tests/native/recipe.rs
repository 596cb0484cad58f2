//! The configurations of `docs/endpoint.md` do what the document says.

use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use tls_ready::model::Protocol;
use tls_ready::{Outcome, Response};
use tls_ready_tests::pki::Pki;
use tls_ready_tests::{client, nginx};
use xtask::repository;

/// The document's nth nginx configuration, as `http { }` would hold it, with
/// its port and paths moved to where a test may have them.
fn configuration(nth: usize, port: u16) -> Result<String> {
    let document = fs::read_to_string(repository().join("docs/endpoint.md"))?;
    let block = document.split("```nginx\n").nth(nth).and_then(|rest| rest.split("```").next());
    let mut recipe = block.with_context(|| format!("no nginx block {nth}"))?.to_owned();
    for (from, to) in [
        ("listen 443 ssl;", format!("listen 127.0.0.1:{port} ssl;").as_str()),
        ("/etc/ssl/tlstest.example.com.pem", "valid.pem"),
        ("/etc/ssl/tlstest.example.com.key", "leaf.key"),
        ("/var/log/nginx/tlstest.log", "tlstest.log"),
    ] {
        ensure!(recipe.matches(from).count() == 1, "{from} should be there once");
        recipe = recipe.replace(from, to);
    }
    let own = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
    let folders = own.map(|name| format!("{name}_temp_path {name};\n")).concat();
    Ok(format!(
        "daemon off; master_process off; pid nginx.pid; error_log error.log; events {{}}\n\
         http {{ access_log off;\n{folders}{recipe}}}\n"
    ))
}

/// What the endpoint replies to each version; nothing where it refuses it.
fn replies(folder: &Path, nth: usize) -> Result<Vec<(&'static str, String)>> {
    let pki = Pki::create(folder)?;
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
    let configuration = configuration(nth, port)?;
    nginx::check(folder, &configuration)?;
    let _nginx = nginx::start(folder, &configuration)?;
    let mut replies = Vec::new();
    for flag in ["-tls1", "-tls1_1", "-tls1_2", "-tls1_3"] {
        let options = [&[flag], client::OLD].concat();
        replies.push((flag, client::ask(port, &pki.ca_file(), &options)?.reply));
    }
    Ok(replies)
}

fn outcome(reply: &str) -> Outcome {
    let body = reply.split_once("\r\n\r\n").map_or("", |(_, body)| body);
    let response = Response { status: Some(200), content_type: None, body: body.as_bytes() };
    Outcome::read(&response, Protocol::Tls12)
}

#[test]
fn the_first_answers_new_versions_and_refuses_old_ones() -> Result<()> {
    let folder = tempfile::tempdir()?;
    for (flag, reply) in replies(folder.path(), 1)? {
        let expected = match flag {
            "-tls1_3" => Outcome::Connected(Protocol::Tls13),
            "-tls1_2" => Outcome::Connected(Protocol::Tls12),
            _ => {
                ensure!(reply.is_empty(), "{flag}: {reply}");
                continue;
            }
        };
        ensure!(outcome(&reply) == expected, "{flag}: {reply}");
        for header in
            ["Access-Control-Allow-Origin: *", "Timing-Allow-Origin: *", "Cache-Control: no-store"]
        {
            ensure!(reply.contains(header), "{flag} has no {header}: {reply}");
        }
    }
    let log = fs::read_to_string(folder.path().join("tlstest.log"))?;
    ensure!(log.contains(" 127.0.0.1 TLSv1.2 ") && log.contains(" 127.0.0.1 TLSv1.3 "), "{log}");
    Ok(())
}

#[test]
fn the_second_tells_old_clients() -> Result<()> {
    let folder = tempfile::tempdir()?;
    for (flag, reply) in replies(folder.path(), 2)? {
        let expected = match flag {
            "-tls1_3" => Outcome::Connected(Protocol::Tls13),
            "-tls1_2" => Outcome::Connected(Protocol::Tls12),
            "-tls1_1" => Outcome::FailedBelow(Protocol::Tls11),
            _ => Outcome::FailedBelow(Protocol::Tls10),
        };
        ensure!(outcome(&reply) == expected, "{flag}: {reply}");
    }
    let log = fs::read_to_string(folder.path().join("tlstest.log"))?;
    ensure!(log.contains(" 127.0.0.1 TLSv1 ") && log.contains(" 127.0.0.1 TLSv1.1 "), "{log}");
    Ok(())
}
