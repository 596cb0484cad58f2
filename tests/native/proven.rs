//! What is recorded of fixes and probes holds together, and no source file of
//! a platform weakens what TLS is for.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;

use tls_ready::model::Level;
use tls_ready_tests::proofs::{FixProof, Folder, document, folders};
use xtask::repository;

/// How programs switch checks off, squashed to lower case without blanks.
const WEAKENING: &[&str] = &[
    // Certificates are not looked at.
    "verify=false",
    "verify:false",
    "cert_none",
    "verify_none",
    "sslverifypeer,0",
    "sslverifypeer,false",
    "ssl_verifypeer,0",
    "ssl_verifypeer,false",
    "ssl_verifyhost,0",
    "ssl_verifyhost,false",
    "verify_peer'=>false",
    "verify_peer\"=>false",
    "verify_peer_name'=>false",
    "verify_peer_name\"=>false",
    "allow_self_signed'=>true",
    "verify_ssl=>0",
    "verify_hostname=>0",
    "verify_mode=>0",
    "rejectunauthorized:false",
    "node_tls_reject_unauthorized",
    "pythonhttpsverify",
    "_create_unverified_context",
    "check_hostname=false",
    "assert_hostname=false",
    "servercertificatevalidationcallback",
    "servercertificatecustomvalidationcallback",
    "dangerousacceptanyservercertificatevalidator",
    "skipcertificatecheck",
    "insecureskipverify",
    "danger_accept_invalid",
    "accept_invalid_certs",
    "trustall",
    "trustselfsignedstrategy",
    "noophostnameverifier",
    "allow_all_hostname_verifier",
    "implementsx509trustmanager",
    "newx509trustmanager(",
    "implementshostnameverifier",
    "hostnameverifier((",
    "checkservertrusted(",
    "http.sslverify=false",
    "http.sslverifyfalse",
    "git_ssl_no_verify",
    "--insecure",
    "curl-k",
    "--no-check-certificate",
    "--no-ca-verification",
    "ssl_verify_none",
    "proxy_ssl_verifyoff",
    // Old versions, weak ciphers and short keys are let in.
    "seclevel=0",
    "seclevel=1",
    "minprotocol=tlsv1\n",
    "minprotocol=tlsv1.0",
    "minprotocol=sslv3",
    "unsafelegacyrenegotiation",
    "-vers-all:+vers-tls1.0",
    "minversion:tls.versiontls10",
    "minversion:tls.versionssl30",
];

/// The weakening that a text has, if any.
fn weakening(text: &str) -> Option<&'static str> {
    let squashed: String =
        text.to_lowercase().chars().filter(|sign| *sign == '\n' || !sign.is_whitespace()).collect();
    WEAKENING.iter().copied().find(|way| squashed.contains(way))
}

#[test]
fn weakening_is_seen_and_strength_is_not_taken_for_it() {
    let weak = [
        "requests.get(url, verify=False)",
        "context.verify_mode = ssl.CERT_NONE",
        "context.check_hostname = False",
        "ctx = ssl._create_unverified_context()",
        "http.verify_mode = OpenSSL::SSL::VERIFY_NONE",
        "curl_setopt($curl, CURLOPT_SSL_VERIFYPEER, 0);",
        "curl_setopt($curl, CURLOPT_SSL_VERIFYPEER, false);",
        "curl_setopt($curl, CURLOPT_SSL_VERIFYHOST, 0);",
        "array('ssl' => array('verify_peer' => false))",
        "https.get({ host, rejectUnauthorized: false })",
        "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'",
        "ServicePointManager.ServerCertificateValidationCallback += (a, b, c, d) => true;",
        "handler.ServerCertificateCustomValidationCallback = delegate { return true; };",
        "Invoke-WebRequest $url -SkipCertificateCheck",
        "&tls.Config{InsecureSkipVerify: true}",
        "reqwest::Client::builder().danger_accept_invalid_certs(true)",
        "class TrustAll implements X509TrustManager {}",
        "TrustManager all = new X509TrustManager() {",
        "public void checkServerTrusted(X509Certificate[] chain, String type) {}",
        "connection.setHostnameVerifier((name, session) -> true);",
        "new SSLConnectionSocketFactory(context, NoopHostnameVerifier.INSTANCE)",
        "curl --insecure https://host/",
        "curl -k https://host/",
        "wget --no-check-certificate https://host/",
        "git config --global http.sslVerify false",
        "proxy_ssl_verify off;",
        "{ssl, [{verify, verify_none}]}",
        "HTTP::Tiny->new(verify_SSL => 0)",
        "ssl_opts => { verify_hostname => 0 }",
        "CipherString = DEFAULT@SECLEVEL=0",
        "context.set_ciphers('ALL:@SECLEVEL = 1')",
        "MinProtocol = TLSv1\n",
        "&tls.Config{MinVersion: tls.VersionTLS10}",
    ];
    for text in weak {
        assert!(weakening(text).is_some(), "not seen: {text}");
    }
    let strong = [
        "requests.get(url, verify='/etc/ssl/ca.pem')",
        "context.verify_mode = ssl.CERT_REQUIRED",
        "context.check_hostname = True",
        "http.verify_mode = OpenSSL::SSL::VERIFY_PEER",
        "curl_setopt($curl, CURLOPT_SSL_VERIFYPEER, true);",
        "curl_setopt($curl, CURLOPT_SSL_VERIFYHOST, 2);",
        "{ssl, [{verify, verify_peer}]}",
        "HTTP::Tiny->new(verify_SSL => 1)",
        "proxy_ssl_verify on;",
        "X509TrustManager manager = (X509TrustManager) trust.getTrustManagers()[0];",
        "SSLConnectionSocketFactory.getDefaultHostnameVerifier()",
        "MinProtocol = TLSv1.2\n",
        "&tls.Config{MinVersion: tls.VersionTLS12}",
        "CipherString = DEFAULT@SECLEVEL=2",
        "curl --keepalive-time 2 https://host/",
    ];
    for text in strong {
        assert_eq!(weakening(text), None, "{text}");
    }
}

#[test]
fn no_source_file_of_a_platform_weakens_security() -> Result<(), Box<dyn Error>> {
    let mut files = 0;
    for folder in folders(&repository())? {
        for entry in fs::read_dir(&folder.path)? {
            let path = entry?.path();
            // The tables may describe such mistakes.
            if path.extension().is_some_and(|ending| ending == "toml") {
                continue;
            }
            files += 1;
            let found = weakening(&fs::read_to_string(&path)?);
            assert_eq!(found, None, "{}", path.display());
        }
        for fix in &folder.sheet.fixes {
            let found = fix.code.as_deref().and_then(weakening);
            assert_eq!(found, None, "{}: fix {}", folder.id, fix.id);
        }
    }
    assert!(files > 40, "{files} source files");
    Ok(())
}

#[test]
fn the_document_is_made_of_the_records() -> Result<(), Box<dyn Error>> {
    let written = fs::read_to_string(repository().join("docs/proven.md"))?;
    assert!(written == document(&folders(&repository())?), "run ./build.sh test-fixes --record");
    Ok(())
}

#[test]
fn every_way_to_run_something_has_its_record() -> Result<(), Box<dyn Error>> {
    for Folder { id, proof, record, .. } in folders(&repository())? {
        let Some(proof) = proof else {
            assert!(record.fixes.is_empty() && record.probes.is_empty(), "{id}");
            continue;
        };
        assert!(proof.fixes.keys().eq(record.fixes.keys()), "{id}: fixes");
        assert!(proof.probes.keys().eq(record.probes.keys()), "{id}: probes");
    }
    Ok(())
}

#[test]
fn what_is_not_run_has_its_reason() -> Result<(), Box<dyn Error>> {
    for Folder { id, sheet, proof, record, .. } in folders(&repository())? {
        let switches = sheet.fixes.iter().filter(|fix| fix.scope != "upgrade");
        let fixes = switches.map(|fix| (&fix.id, record.fixes.contains_key(&fix.id)));
        let probes = sheet.probes.iter().map(|probe| &probe.id);
        let probes = probes.map(|probe| (probe, record.probes.contains_key(probe)));
        let open: BTreeSet<&String> =
            fixes.chain(probes).filter(|(_, run)| !run).map(|(name, _)| name).collect();
        let reasons = proof.iter().flat_map(|proof| proof.left.keys()).collect();
        assert_eq!(open, reasons, "{id}");
    }
    Ok(())
}

#[test]
fn a_stand_in_proves_nothing() -> Result<(), Box<dyn Error>> {
    for folder in folders(&repository())? {
        for (id, fix) in &folder.record.fixes {
            let proof = folder.proof.as_ref().ok_or("no proof.toml")?;
            let own = match proof.fixes.get(id).ok_or("not in proof.toml")? {
                FixProof::Run(run) => &run.runtime,
                FixProof::Compile(tool) => &tool.runtime,
            };
            let stand_in = proof.on(own.as_ref())?.stand_in;
            assert!(!stand_in || fix.level != Level::Proven, "{}: {id}", folder.id);
            let on_mono = fix.runtime == "Mono" && folder.id != "mono";
            assert!(!on_mono || stand_in, "{}: {id}", folder.id);
            let seen = matches!(fix.level, Level::Proven | Level::Ran);
            assert_eq!(seen, fix.after.starts_with("TLSv1."), "{}: {id}", folder.id);
        }
    }
    Ok(())
}

/// How the words of a fix say that it does not stay.
const UNDONE: [&str; 4] = ["remove it", "set it back", "replace it", "take the maximum from"];

/// A fix that shuts TLS 1.3 out is only for versions without it, and its words
/// say that it is to be removed.
#[test]
fn a_fix_keeps_tls_1_3_where_there_is_any() -> Result<(), Box<dyn Error>> {
    for folder in folders(&repository())? {
        for fix in &folder.sheet.fixes {
            let Some(seen) = folder.record.fixes.get(&fix.id) else { continue };
            if seen.tls13.as_deref().is_none_or(|seen| seen == "TLSv1.3") {
                continue;
            }
            let place = format!("{}: fix {}", folder.id, fix.id);
            let risk = fix.risk.to_lowercase();
            assert!(UNDONE.iter().any(|words| risk.contains(words)), "{place}: {risk}");
            for rule in folder.sheet.rules.iter().filter(|rule| rule.fixes.contains(&fix.id)) {
                assert_ne!(rule.tls13, "default", "{place}, which rule {} offers", rule.id);
            }
        }
    }
    Ok(())
}
