//! The catalogues: the same words in each language, every message of the core
//! in those that need it, and no word outside of them.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fs;
use std::path::Path;

use serde_json::Value;
use tls_ready::message::ENGLISH;
use tls_ready::model::Support;
use tls_ready::render::support::support;
use tls_ready::render::text::{report, verdict};
use tls_ready::report::Verdict;
use tls_ready::{Policy, inspect};
use xtask::repository;

type Outcome = Result<(), Box<dyn Error>>;

fn catalogue(language: &str) -> Result<Value, Box<dyn Error>> {
    let file = repository().join("www/text").join(language).with_extension("json");
    Ok(serde_json::from_str(&fs::read_to_string(file)?)?)
}

/// The sentences by their keys, from `page.title` to `script.verdict.ready`.
fn flat(value: &Value, path: &str, into: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                flat(value, &path, into);
            }
        }
        other => {
            into.insert(path.to_owned(), other.as_str().unwrap_or_default().to_owned());
        }
    }
}

/// The placeholders of a sentence: `{name}`.
fn placeholders(sentence: &str) -> BTreeSet<&str> {
    let inside = sentence.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
    inside.map(|(name, _)| name).filter(|name| name.chars().all(char::is_alphanumeric)).collect()
}

#[test]
fn every_language_has_the_same_words_with_the_same_values() -> Outcome {
    let (mut english, mut german) = (BTreeMap::new(), BTreeMap::new());
    for part in ["page", "script"] {
        flat(catalogue("en")?.get(part).ok_or(part)?, part, &mut english);
        flat(catalogue("de")?.get(part).ok_or(part)?, part, &mut german);
    }
    assert!(english.len() > 100);
    let keys = |words: &BTreeMap<String, String>| words.keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(&english), keys(&german));
    for (key, sentence) in &english {
        let other = german.get(key).ok_or("a key is missing")?;
        assert!(!sentence.is_empty() && !other.is_empty(), "{key} says nothing");
        assert_eq!(placeholders(sentence), placeholders(other), "{key}");
    }
    Ok(())
}

#[test]
fn german_has_every_message_of_the_core() -> Outcome {
    let german = catalogue("de")?;
    let messages = german.get("messages").and_then(Value::as_object).ok_or("no messages")?;
    for (id, english) in ENGLISH {
        let sentence = messages.get(*id).and_then(Value::as_str).ok_or(*id)?;
        assert_eq!(placeholders(sentence), placeholders(english), "{id}");
    }
    let known = |id: &str| id.starts_with("probe.") || ENGLISH.iter().any(|(own, _)| *own == id);
    let strange: Vec<_> = messages.keys().filter(|id| !known(id)).collect();
    assert!(strange.is_empty(), "the core says none of {strange:?}");
    Ok(())
}

/// The data names sentences by their ids.
#[test]
fn a_message_of_the_data_is_known() -> Outcome {
    let mut named = 0;
    let folders = fs::read_dir(repository().join("crate/platforms"))?;
    let own = folders.filter_map(Result::ok).map(|folder| folder.path());
    for folder in own.chain([repository().join("crate/shared")]) {
        let Ok(text) = fs::read_to_string(folder.join("evidence.toml")) else { continue };
        let data: toml::Table = text.parse()?;
        let failures = data.get("failures").and_then(toml::Value::as_array);
        for id in failures.into_iter().flatten().filter_map(|failure| failure.get("message")) {
            let id = id.as_str().unwrap_or_default();
            assert!(ENGLISH.iter().any(|(known, _)| *known == id), "{}: {id}", folder.display());
            named += 1;
        }
    }
    assert!(named > 5);
    Ok(())
}

#[test]
fn the_page_and_the_core_use_the_same_words() -> Outcome {
    let english = catalogue("en")?;
    let word = |path: String| english.pointer(&path).and_then(Value::as_str).map(str::to_owned);
    for one in
        [Support::Default, Support::OptIn, Support::Unsupported, Support::Library, Support::Unknown]
    {
        let path = format!("/script/support/{}", one.id());
        assert_eq!(word(path).as_deref(), Some(support(one)));
    }
    for one in [
        Verdict::Ready,
        Verdict::Enable,
        Verdict::Upgrade,
        Verdict::Unknown,
        Verdict::OtherSide,
        Verdict::OtherCause,
    ] {
        let path = format!("/script/state/{}", one.id());
        assert_eq!(word(path).as_deref(), Some(verdict(one)));
    }
    Ok(())
}

/// The text of every file of the core's source.
fn source(folder: &Path, into: &mut String) -> Outcome {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            source(&path, into)?;
        } else {
            *into += &fs::read_to_string(&path)?;
        }
    }
    Ok(())
}

/// English sentences are their own ids: German has those of the shared data, and none that
/// nobody says any more.
#[test]
fn german_has_the_fixed_sentences_of_the_core() -> Outcome {
    let german = catalogue("de")?;
    let sentences = german.get("sentences").and_then(Value::as_object).ok_or("no sentences")?;
    let shared = fs::read_to_string(repository().join("crate/shared/shared.toml"))?;
    let data: toml::Table = shared.parse()?;
    let mut wanted = 0;
    for (list, keys) in [
        ("causes", ["why", "expect"].as_slice()),
        ("fixes", &["title", "verify", "risk"]),
        ("probes", &["expect"]),
    ] {
        for entry in data.get(list).and_then(toml::Value::as_array).ok_or(list)? {
            for key in keys {
                let sentence = entry.get(key).and_then(toml::Value::as_str).ok_or(*key)?;
                assert!(sentences.contains_key(sentence), "{sentence}");
                wanted += 1;
            }
        }
    }
    assert!(wanted > 30);
    let mut said = shared;
    for folder in ["crate/src", "crate/platforms"] {
        source(&repository().join(folder), &mut said)?;
    }
    for (english, own) in sentences {
        let own = own.as_str().unwrap_or_default();
        assert!(!own.is_empty(), "{english}");
        assert_eq!(placeholders(english), placeholders(own), "{english}");
        let parts = english.split('{').map(|part| part.split_once('}').map_or(part, |two| two.1));
        for part in parts.filter(|part| part.len() > 3) {
            assert!(said.contains(part), "the core does not say {part:?}");
        }
    }
    Ok(())
}

/// What stands between tags, without comments.
fn words_between_tags(html: &str) -> Vec<&str> {
    let texts = html.split('>').filter_map(|part| part.split('<').next());
    texts.map(str::trim).filter(|text| text.chars().any(char::is_alphabetic)).collect()
}

#[test]
fn the_template_has_no_words_of_its_own() -> Outcome {
    let template = fs::read_to_string(repository().join("www/index.html"))?;
    assert_eq!(words_between_tags(&template), Vec::<&str>::new());
    assert_eq!(words_between_tags("<p>Read <b>it</b></p>"), ["Read", "it"]);
    for attribute in ["aria-label=", "title=\"", "alt=\""] {
        assert!(!template.contains(attribute), "{attribute} has words in it");
    }
    Ok(())
}

/// Literals of the scripts that are sentences: two words with a space between.
fn sentences(script: &str) -> Vec<&str> {
    let code = script.lines().filter(|line| !line.trim_start().starts_with(['/', '*', '|']));
    let literals = code.flat_map(|line| line.split('"').skip(1).step_by(2));
    let worded = |text: &&str| {
        let plain = |word: &&str| {
            word.len() > 1
                && word.chars().all(|letter| letter.is_alphabetic() || ",.:…".contains(letter))
        };
        text.contains(' ') && text.split(' ').filter(plain).count() > 1
    };
    literals.filter(worded).collect()
}

/// What a person pastes, and what only a developer reads.
const NO_WORDS_OF_THE_PAGE: [&str; 3] = ["own-script.ts", "paste-box.ts", "worker.ts"];

#[test]
fn the_scripts_have_no_words_of_their_own() -> Outcome {
    assert_eq!(sentences(r#"show(error, "No such platform.");"#), ["No such platform."]);
    let mut looked_at = 0;
    for entry in fs::read_dir(repository().join("www/src"))? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if NO_WORDS_OF_THE_PAGE.contains(&name) {
            continue;
        }
        let script = fs::read_to_string(&path)?;
        let found = sentences(&script);
        assert!(found.is_empty(), "{name}: {found:?}");
        looked_at += 1;
    }
    assert!(looked_at > 10);
    Ok(())
}

#[test]
fn the_terminal_says_that_a_cause_is_found_where_only_the_version_is_missing() -> Outcome {
    let words = catalogue("en")?;
    for (text, word) in [
        ("tlsv1 alert protocol version", "cause-found"),
        ("[SSL: TLSV1_ALERT_PROTOCOL_VERSION] (_ssl.c:590)", "cause-found"),
        (r#"{"message":"Connection failed"}"#, "cause-found"),
        ("ERR_SSL_VERSION_OR_CIPHER_MISMATCH", "unknown"),
        ("Could not create SSL/TLS secure channel", "unknown"),
        ("java version \"1.8.0_292\"\nReceived fatal alert: protocol_version", "unknown"),
        ("java version \"1.7.0_80\"\nReceived fatal alert: protocol_version", "enable"),
        ("ssl_choose_client_version:unsupported protocol", "other-side"),
        ("sslv3 alert handshake failure", "unknown"),
        ("certificate has expired", "other-cause"),
        ("nothing of this kind", "unknown"),
    ] {
        let found = inspect(text, &Policy::built_in());
        assert_eq!(found.state.id(), word, "{text}");
        let said = report(&found);
        let path = format!("/script/state/{word}");
        let word = words.pointer(&path).and_then(Value::as_str).ok_or(path)?;
        assert!(said.starts_with(&format!("{word}. ")), "{text}: {said}");
    }
    Ok(())
}
