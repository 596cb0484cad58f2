//! The fuzzers' small corpora, replayed on stable: nothing panics, and the
//! texts that every parser must survive stay known.

use std::error::Error;
use std::fs;
use std::path::PathBuf;

use tls_ready::{Asker, PLATFORMS, Policy, Response, inspect, interpret_response};

type Outcome = Result<(), Box<dyn Error>>;

/// The files of a target's corpus.
fn corpus(target: &str) -> Result<Vec<Vec<u8>>, Box<dyn Error>> {
    let folder =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../crate/fuzz/corpus").join(target);
    let mut inputs = Vec::new();
    for entry in fs::read_dir(folder)? {
        inputs.push(fs::read(entry?.path())?);
    }
    assert!(inputs.len() > 5, "the corpus of {target} is nearly empty");
    Ok(inputs)
}

#[test]
fn versions() -> Outcome {
    let mut read = 0;
    for input in corpus("version")? {
        let text = String::from_utf8_lossy(&input);
        read += PLATFORMS.iter().filter(|platform| platform.notation.parse(&text).is_ok()).count();
    }
    assert!(read > PLATFORMS.len(), "hardly any version was read");
    Ok(())
}

#[test]
fn replies() -> Outcome {
    let policy = Policy::built_in();
    let verdicts: Vec<_> = corpus("reply")?
        .iter()
        .map(|body| {
            let response = Response { status: None, content_type: None, body };
            interpret_response(&response, &Asker::Program, &policy).verdict
        })
        .collect();
    let ready = verdicts.iter().filter(|verdict| **verdict == tls_ready::Verdict::Ready).count();
    assert_eq!(ready, 1, "one reply of the corpus is a success");
    Ok(())
}

#[test]
fn texts() -> Outcome {
    let policy = Policy::built_in();
    for input in corpus("inspect")? {
        let text = String::from_utf8_lossy(&input);
        let report = inspect(&text, &policy);
        assert!(!report.headline.contains('{'), "{text}: {}", report.headline);
        // What comes of any part of it must not panic either.
        for (end, _) in text.char_indices().step_by(7) {
            let _ = inspect(text.get(..end).unwrap_or_default(), &policy);
        }
    }
    Ok(())
}

/// Long texts of the kinds that make a careless reader walk the whole text for
/// each of its lines. What is proved is that they end at all.
#[test]
fn long_texts_are_read_in_one_go() {
    const SIZE: usize = 1 << 18;
    let policy = Policy::built_in();
    let lines = [
        "\n",
        "x\n",
        "\"node\": \"1\"\n",
        "*** ServerHello, TLSv1\n",
        "mismatch\n",
        "PSVersion x\n",
        "go 1.1x\n",
        "node -v\n",
        "release ndp\n",
        "a==1\n",
        "FROM python:2.7\n",
        "openssl ",
        "tlsv1 alert ",
        "java 1.7.0_80\n",
        "\u{1b}[",
        "SSL routines:",
        "\"tls_version\": \"x\",",
        "alert(level:fatal,",
        "tls handshake error ",
        "received fatal alert: X ",
        "0x80090326 ssl 9836 ",
        "[x] 2024-01-01 00:00:00 x\n",
        "&lt;\\n\\u00fc",
        "(",
        ".",
        "-",
        "{\"a\":",
        "\"k\":{\"tls_version\":\"x\"},",
        "a.b.CException: ",
        "release x ",
        "ciphersuite",
    ];
    for line in lines {
        let text = line.repeat(SIZE / line.len());
        let report = inspect(&text, &policy);
        assert!(report.findings.len() <= 200, "{line:?} has {} findings", report.findings.len());
        assert_ne!(report.headline, "", "{line:?}");
    }
}
