//! Failures that no phrase of the tables names: a word of TLS and a word of
//! failure near each other in one line.

use super::text::{LONGEST_LINE, Line, find_in};
use crate::words::{Pairs, Words, words};

/// Words of TLS, in lower case.
const SUBJECTS: Words = words![
    "ssl",
    "tls",
    "ssl/tls",
    "tls/ssl",
    "handshake",
    "secure connection",
    "secure channel",
    "sichere verbindung",
    "gesicherte verbindung",
    "verschlüsselte verbindung",
    "connexion sécurisée",
    "conexión segura",
    "canal seguro",
    "conexão segura",
    "connessione sicura",
    "безопасное соединение",
    "защищенное соединение",
    "защищённое соединение",
    "安全连接",
    "安全連線",
    "安全な接続",
];

/// Words of failure, in lower case.
const FAILS: Words = words![
    "error",
    "failed",
    "failure",
    "unable",
    "cannot",
    "can't",
    "could not",
    "aborted",
    "refused",
    "rejected",
    "terminated",
    "interrupted",
    "closed",
    "disconnected",
    "times out",
    "timed out",
    "hangs",
    "fehler",
    "fehlgeschlagen",
    "konnte nicht",
    "konnte keine",
    "kann keine",
    "erreur",
    "échec",
    "impossible",
    "fallo",
    "no se pudo",
    "no se puede",
    "no se ha podido",
    "erro",
    "falha",
    "falhou",
    "não foi possível",
    "errore",
    "impossibile",
    "ошибка",
    "ошибки",
    "не удалось",
    "Не удалось",
    "Не удается",
    "Не удаётся",
    "Ошибка",
    "Échec",
    "не удается",
    "не удаётся",
    "错误",
    "失败",
    "无法",
    "錯誤",
    "失敗",
    "無法",
    "エラー",
    "できません",
    "오류",
    "실패",
];

/// Others that shake hands, in lower case.
const OTHERS: Words = words!["websocket", "bittorrent", "rfb "];

/// How far apart they can stand, in letters.
const NEAR: usize = 28;

/// Whether a line says in words of its own that TLS failed.
pub(crate) fn failed(line: &Line) -> bool {
    let text = line.text.as_bytes();
    let text = text.get(..LONGEST_LINE).unwrap_or(text);
    if OTHERS.stand_in(text) {
        return false;
    }
    // "openssl/ssl.h", "ssl_certificates" and "'tls'" name other things.
    let subjects = places(text, SUBJECTS, b"_/.'\"`$-");
    if subjects.is_empty() {
        return false;
    }
    let fails = places(text, FAILS, b"_");
    subjects.iter().any(|(start, end)| {
        fails.iter().any(|(from, to)| {
            let gap = if start < from { *end..*from } else { *to..*start };
            let between = text.get(gap).unwrap_or(text);
            // "We use TLS 1.2, and there was no error": another clause.
            between.iter().filter(|byte| **byte & 0xc0 != 0x80).count() <= NEAR
                && !between.windows(2).any(|pair| matches!(pair, b", " | b"; " | b". "))
        })
    })
}

/// Whether a line says that something failed, whatever it was.
pub(crate) fn fails(line: &Line) -> bool {
    FAILS.stand_in(&line.text)
}

/// Where the words stand, apart from letters and digits on both sides, and from
/// the signs, which count behind a word where something follows them.
fn places(text: &[u8], words: Words, signs: &[u8]) -> Vec<(usize, usize)> {
    let letter = |at: usize| text.get(at).is_some_and(u8::is_ascii_alphanumeric);
    let sign = |at: usize| text.get(at).is_some_and(|byte| signs.contains(byte));
    let pairs = Pairs::of(text);
    let mut found = Vec::new();
    for word in words.iter().filter(|word| pairs.allow(word)) {
        let mut from = 0;
        while let Some(start) = text.get(from..).and_then(|rest| find_in(rest, word.as_bytes())) {
            let (start, end) = (from + start, from + start + word.len());
            let apart = start.checked_sub(1).is_none_or(|before| !letter(before) && !sign(before));
            let goes_on = letter(end) || sign(end) && (letter(end + 1) || sign(end + 1));
            if apart && !goes_on {
                found.push((start, end));
            }
            from = end;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_heard_in_any_words() {
        let rows = [
            ("AMQ9638E: SSL communications error for channel", true),
            ("2393 SSL unable to initialize - check SSL parms", true),
            ("AH02003: SSL Proxy connect failed", true),
            ("Could not convert socket to TLS", true),
            ("An error occurred during the secure connection.", true),
            ("\"Connection terminated during handshake\"", true),
            ("fatal error: openssl/ssl.h: No such file or directory", false),
            ("ERROR: relation \"ssl_certificates\" does not exist", false),
            ("syntax error, unexpected 'tls' (T_STRING)", false),
            ("We use TLS 1.2, and there was no error in the last three months.", false),
            ("The tlsx tool failed.", false),
            ("SSL による接続が確立できません。", true),
            ("Не удается установить соединение SSL.", true),
            ("Fehler: Gesicherte Verbindung fehlgeschlagen", true),
            ("无法建立 SSL 连接。", true),
            ("TLS 1.2 ist aktiv, und es gab keinen Fehler.", false),
            ("支持 TLS 1.2 的客户端", false),
            ("Error during WebSocket handshake: protocol mismatch", false),
        ];
        for (text, expected) in rows {
            let line = Line { number: 1, text: text.to_owned() };
            assert_eq!(failed(&line), expected, "{text}");
        }
    }
}
