//! What a text as a whole tells around its failure: who speaks in it, and
//! whether a switch was the cure.

use crate::recognise::phrases::{Hit, Squashed};
use crate::recognise::settings::settings;
use crate::recognise::text::{Line, Text, after, behind, contains, find};
use crate::signs::Signs;
use crate::words::{Words, words};

/// Whether the text is a server's log of its clients. What a proxy says of the
/// servers behind it is a client's.
pub(super) fn serving(text: &Text) -> bool {
    const MARKS: Words = words![
        "ssl_accept",
        "ssl accept",
        "statem_srvr",
        "client_hello:",
        "while ssl handshaking, client",
        "from client",
        "lost connection after starttls",
        "smtpd[",
        "haproxy[",
        "ssl:info]",
        "ssl:error]",
        "tls handshake error from",
        "imap-login:",
        "pop3-login:",
        "generated server alert",
        "tls server: in state",
        "tls :server:",
        "could not accept ssl",
        "accepting a client connection",
        "accept failed=",
        "negotiating ssl connection on fd",
        " eap_",
        "unable to accept tls",
        "client <unknown>",
    ];
    text.has_one(MARKS) && !text.has("to upstream")
}

/// What a provider says of something that is still to come, in lower case.
const COMING: Words = words![
    "will ",
    "'ll ",
    "going to ",
    "plan to ",
    "planning to ",
    "plans to ",
    "about to ",
    "scheduled ",
    "intend to ",
    "shall ",
];

/// What is to come: the end of something.
const ENDS: Words = words![
    "no longer",
    "disabl",
    "deprecat",
    "requir",
    "stop",
    "drop",
    "discontinu",
    "retir",
    "remov",
    "turn",
    "phas",
    "enforc",
    " end",
    "only",
    "reject",
    "refus",
    "cease",
    "sunset",
    "switch",
    "not be able",
    "not work",
    "unsupported",
    "not support",
];

/// How far behind the one the other can stand, in bytes.
const SOON: usize = 60;

/// What stands before a day in an announcement, in lower case.
const FROM: Words = words![
    "from ",
    "on ",
    "by ",
    "starting ",
    "beginning ",
    "before ",
    "until ",
    "effective ",
    "as of ",
];

const MONTHS: Words = words![
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Other words of announcements.
const NOTICES: Words = words![
    "dear customer",
    "dear user",
    "dear developer",
    "dear partner",
    "dear merchant",
    "action required",
    "deprecation notice",
    "end of support",
    "end-of-support",
    "end of life",
    "before that date",
    "upcoming",
];

/// Whether a text announces that something of TLS ends, as providers do before
/// they switch old versions off: nothing has failed yet.
pub(super) fn announcement(text: &Text) -> bool {
    (text.has("tls") || text.has("ssl")) && text.lines.iter().any(announces)
}

/// Whether a line announces that something ends.
pub(super) fn announces(line: &Line) -> bool {
    let text = line.message();
    let ending = || {
        COMING.iter().filter_map(|word| behind(text, word)).any(|rest| {
            let near = rest.get(..SOON).unwrap_or(rest);
            ENDS.stand_in(near)
        })
    };
    NOTICES.stand_in(text) || ending() || names_day(text)
}

/// Whether a day stands there from which something holds: `from June 2018`,
/// `on 30 June`.
fn names_day(text: &str) -> bool {
    MONTHS.iter().filter_map(|month| Some((month, find(text, month)?))).any(|(month, at)| {
        let before = text.get(at.saturating_sub(14)..at).unwrap_or_default();
        let rest = text.get(at + month.len()..).unwrap_or_default();
        let day = before.has_any("0123456789") || rest.trim_front(" ").begins_digit();
        day && FROM.stand_in(before)
    })
}

/// Whether a line only speaks of the case that something fails, and reports none.
pub(super) fn supposed(text: &Text, number: u32) -> bool {
    const CASES: Words = words![" if ", " whether ", " in case "];
    const REPORTS: Words = words!["error", "exception", " fail", " get ", " got ", " see "];
    text.line(number).is_some_and(|line| {
        let message = line.message();
        let begins = after(message.trim_start(), "if ").is_some();
        (begins || CASES.stand_in(message)) && !REPORTS.stand_in(message)
    })
}

/// Whether a program says that it failed, at whatever.
pub(super) fn crashed(text: &Text) -> bool {
    const MARKS: Words = words![
        "traceback (most recent",
        ":in `",
        ":in '",
        "exception in thread",
        "error:",
        "exception:",
    ];
    text.has_one(MARKS)
}

/// Whether a line is a program's source, which only speaks of failures, or a
/// remark on the one below it.
pub(super) fn source_code(text: &Text, number: u32) -> bool {
    let code = |number| text.line(number).is_some_and(|line| is_code(&line.text));
    let remark = |number: &u32| {
        text.line(*number).is_some_and(|line| line.text.trim_start().starts_with("// "))
    };
    let below = || {
        let mut below = number..number.saturating_add(MOST_REMARKS);
        below.find(|number| !remark(number)).filter(|below| *below > number)
    };
    code(number) || below().is_some_and(code)
}

/// The most lines of a remark that are looked through.
const MOST_REMARKS: u32 = 20;

/// Whether a program went on in spite of what failed: it says so, or it is curl,
/// and its request stands behind.
pub(super) fn overlooked(text: &Text, number: u32) -> bool {
    let requests = || {
        let from = text.lines.partition_point(|line| line.number <= number);
        let mut behind = text.lines.iter().skip(from).take(40);
        behind.any(|line| line.text.starts_with("GET /") || line.text.starts_with("POST /"))
    };
    text.line(number).is_some_and(|line| {
        contains(&line.text, "continuing anyway")
            // Schannel's handshake comes in pieces; Git says of the last one that it failed.
            || contains(&line.text, "need more data") && !contains(&line.text, "failed;")
            // It is the end of a connection, and not its start.
            || closes(text, number)
            || line.text.trim_start().starts_with("* SSL: ") && requests()
    })
}

/// Whether Schannel says there, or in a line before that goes on over its end
/// with the code, that it could not take leave.
fn closes(text: &Text, number: u32) -> bool {
    let last = text.lines.partition_point(|line| line.number <= number);
    let mut message = String::new();
    for line in text.lines.iter().take(last).rev().take(4) {
        let code = ["sec_e_", "8009", "requested"].iter().any(|word| contains(&line.text, word));
        if message.is_empty() && !code && !contains(&line.text, "applycontroltoken") {
            return false;
        }
        message.insert_str(0, line.text.trim());
        let starts = ["schannel", "curl:"].iter().any(|word| contains(&line.text, word));
        if starts || contains(&message, "applycontroltoken") {
            break;
        }
    }
    contains(&message, "applycontroltoken")
}

/// What is longer is a paste that lost its line ends: a program's source, and
/// what it printed.
const LONGEST_CODE: usize = 200;

fn is_code(line: &str) -> bool {
    const STARTS: Words = words![
        "#define ",
        "/*",
        "case ",
        "catch ",
        "class ",
        "const ",
        "def ",
        "elif ",
        "else",
        "except ",
        "expect(",
        "func ",
        "function ",
        "if ",
        "import java",
        "let ",
        "msgid ",
        "msgstr ",
        "print(",
        "private ",
        "public ",
        "raise ",
        "static ",
        "throw ",
        "try ",
        "var ",
        "when ",
        "} catch",
        "} else",
    ];
    const PARTS: Words = words![
        ".contains(",
        ".context(",
        ".includes(",
        "::error!(",
        "=>'",
        "console.error(",
        "console.log(",
        "console.warn(",
        "errors.new(",
        "log.error(",
        "log.warn(",
        "logger.",
        "panic!(",
        "perror(",
        "format!(",
        "printf(",
        "println(",
        " print(",
        "return \"",
        "return '",
        "return /",
        "throw new ",
        "::warn!(",
        "::debug!(",
    ];
    // A debugger and a notebook number them: "--> 497 raise SSLError(e)".
    let trimmed = line.trim_front(" \t->0123456789");
    // Only Visual Basic begins its lines with a capital: "Private Sub", "If x Then".
    let sentence = trimmed.as_bytes().first().is_some_and(u8::is_ascii_uppercase)
        && ![" Sub ", " Function ", " As ", " Then"].iter().any(|word| trimmed.has(word));
    is_constant(trimmed)
        || is_package(line)
        // The last argument of a call, in a line of its own.
        || trimmed.begins("\"") && trimmed.ends_with("\");")
        || trimmed.len() < LONGEST_CODE
            && !sentence
            && STARTS.iter().any(|word| after(trimmed, word).is_some_and(|rest| !is_prose(rest)))
        || PARTS.stand_in(trimmed)
}

/// Whether a line gives numbers their names: `ERR_SSL_VERSION = -161,`, and those of
/// an enumeration in a standard, `no_renegotiation(100), protocol_version(70),`.
fn is_constant(line: &str) -> bool {
    let name = |word: &str| word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let set = line.cut(" = ").is_some_and(|(word, value)| {
        let end = value.trim_back(";,");
        end.len() < value.len() && end.trim_front("-").is_digits() && name(word)
    });
    let coded = |word: &str| {
        let code = word.trim().strip_suffix(')').and_then(|word| word.split_once('('));
        code.is_some_and(|(word, code)| name(word) && code.is_digits())
    };
    set || line.pieces(",").filter(|word| coded(word)).count() > 1
}

/// Whether a line is a package in a tree of them: `├── selfsigned@1.10.8`.
fn is_package(line: &str) -> bool {
    let branch = line.trim_front(" |");
    let branch = ["\u{251c}", "\u{2514}", "+--", "`--"].iter().any(|sign| branch.starts_with(sign));
    branch && line.rsplit_once('@').is_some_and(|(_, version)| version.begins_digit())
}

/// Whether a sentence goes on behind a word that code starts with too: "When I
/// connect", "if the server".
fn is_prose(rest: &str) -> bool {
    const WORDS: Words = words![
        "i",
        "we",
        "you",
        "they",
        "it",
        "the",
        "my",
        "our",
        "your",
        "this",
        "that",
        "these",
        "using",
        "running",
        "trying",
        "connecting",
        "calling",
        "to",
        "me",
        "there",
        "someone",
        "an",
    ];
    let word = rest.until_any(" ,'");
    let words = rest.get(word.len()..).is_some_and(|rest| rest.begins(" '"));
    words && WORDS.hold(word)
}

/// What a program prints that got its answer.
const DONE: Words = words!["responsecode:2", "responsecode:3", "statuscode:2", "connectionsuccess"];

/// What people write where something helped, squashed.
const CURES: Words = words![
    "solution",
    "ifyouget",
    "ifyousee",
    "ifyouencounter",
    "canresolve",
    "canberesolved",
    "canfix",
    "canbefixed",
    "fixit",
    "solved",
    "fixed",
    "fixes",
    "willfix",
    "fixthis",
    "thefix",
    "itworks",
    "itwillok",
    "itwillwork",
    "worked",
    "nowworks",
    "nowitworks",
    "nowitconnects",
    "untilweadded",
    "untiliadded",
    "hadto",
    "resolved",
    "wasabletoresolve",
    "wereabletoresolve",
    "beenabletoresolve",
    "allowedit",
    "allowedme",
    "allowedus",
    "resolvetheerror",
    "resolvetheissue",
    "resolvetheproblem",
    "resolvesthe",
    "helped",
    "didthetrick",
    "worksfine",
    "workswhen",
    "workswith",
    "workaround",
    "workedfor",
    "works:",
    "works,",
    "works.",
    "thenitworks",
    "cured",
    "succeeds",
    "connectionok",
    "gotitworking",
    "gotittowork",
    "makeitwork",
    "makesitwork",
    "madeitwork",
    "corrects",
    "corrected",
    "withoutsetting",
    "解决",
    "解決",
    "lösung",
    "behoben",
    "solución",
    "solucion",
    "résolu",
    "решен",
    "помогло",
    "помог",
    "решил",
    "özüm",
    "çözüldü",
    "resolvido",
    "resolveu",
    "funcionou",
    "resuelto",
    "funcionó",
    "risolto",
    "opgelost",
    "gelöst",
    "rozwiąz",
    "해결",
    "成功",
    "khắc phục",
];

/// And where it did not.
const FAILS: Words = words![
    "stillfail",
    "stillget",
    "didntwork",
    "doesntwork",
    "didnothelp",
    "doesnthelp",
    "noluck",
    "tonoavail",
    "stillnot",
];

/// What commands print that got through, in lower case.
const THROUGH: Words = words![
    "response... 200",
    "http/1.1 200",
    "http/2 200",
    "everything up-to-date",
    "already up-to-date",
    "already up to date",
    "receiving objects: 100%",
    "-> master",
    "-> main",
    "[new branch]",
];

/// Whether the text says that switching TLS 1.2 on cured it, or shows it done.
pub(super) fn cured(text: &Text, squashed: &Squashed, hits: &[Hit]) -> bool {
    let has = |words: Words| words.stand_in(&squashed.bytes);
    if has(CURES) && !has(FAILS) || has(DONE) {
        return switched(text).is_some() || text.lines.iter().any(forces);
    }
    // A command that failed, and once more with the switch.
    let through = || text.lines.iter().rfind(|line| THROUGH.stand_in(&line.text));
    let Some(end) = text.has_one(THROUGH).then(through).flatten() else { return false };
    let settings = settings(text, None);
    let last = settings.iter().max_by_key(|set| set.line);
    last.is_some_and(|set| {
        let mut failures = hits.iter().filter(|hit| hit.meaning.failure.is_some());
        set.on && set.line < end.number && failures.all(|hit| hit.line < set.line)
    })
}

/// Whether somebody says in his own words that he made a program use TLS 1.2.
pub(super) fn forces(line: &Line) -> bool {
    const TLS12: Words = words!["tls 1.2", "tlsv1.2", "tls1.2", "tls12"];
    behind(&line.text, "forc").is_some_and(|rest| {
        let near = rest.get(..SOON).unwrap_or(rest);
        TLS12.stand_in(near)
    })
}

/// The line that switches TLS 1.2 on.
fn switched(text: &Text) -> Option<u32> {
    settings(text, None).iter().find(|set| set.on).map(|set| set.line)
}

/// The line behind which a failure has TLS 1.2 switched on, and is there all the same.
pub(super) fn in_vain(text: &Text, squashed: &Squashed) -> Option<u32> {
    let fails = FAILS.stand_in(&squashed.bytes);
    switched(text).map(|line| if fails { 0 } else { line })
}

/// Whether a line quotes a message for the case that somebody gets it.
pub(super) fn quotes(line: &Line) -> bool {
    const CASES: Words = words![
        "if you see an error",
        "if you get an error",
        "if you receive an error",
        "if you encounter an error",
        "if you see errors",
        "if you get errors"
    ];
    CASES.stand_in(&line.text)
}
