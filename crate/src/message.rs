//! Headlines: an id and arguments, so that a page can say them in its own
//! language, and the English sentence.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// A sentence by its id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Message {
    /// The id, one of [`ENGLISH`]'s.
    pub id: &'static str,
    /// The values of its placeholders.
    #[serde(serialize_with = "as_map")]
    pub args: Vec<(&'static str, String)>,
}

fn as_map<S: Serializer>(
    args: &Vec<(&'static str, String)>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(args.len()))?;
    for (name, value) in args {
        map.serialize_entry(name, value)?;
    }
    map.end()
}

/// What says that a failure is that of a version as a rule, and can be others.
pub(crate) const MOSTLY_VERSION: &str = "failure.version-mostly";
/// What a browser says of a server, where the name has two causes in it.
pub(crate) const VERSION_OR_CIPHER: &str = "failure.version-or-cipher";
/// A server without secure renegotiation.
pub(crate) const LEGACY_RENEGOTIATION: &str = "failure.renegotiation";
/// A connection that stood, and came to nothing.
pub(crate) const CUT_OFF: &str = "failure.cut-off";

/// Every sentence in English; `{name}` stands for an argument.
pub const ENGLISH: &[(&str, &str)] = &[
    ("stack.ready", "{platform} {version} speaks {minimum} by default."),
    (
        "stack.ready-if",
        "{platform} {version} speaks {minimum} by default, provided that {condition}.",
    ),
    (
        "stack.pinned",
        "{platform} {version} speaks {minimum} by default, but a line of this text switches it off or allows old versions only: “{setting}”. Take it away, or name {minimum} there.",
    ),
    (
        "setting.pinned",
        "A line of this text switches {minimum} off or allows old versions only: “{setting}”. Take it away, or name {minimum} there.",
    ),
    ("stack.enable", "{platform} {version} has {minimum}, but it is switched off by default."),
    ("stack.upgrade", "{platform} {version} has no {minimum}: it must be updated."),
    (
        "stack.upgrade-mostly",
        "{platform} {version} has no {minimum} that can be relied on: it must be updated.",
    ),
    (
        "stack.library-enable",
        "{platform} {version} runs on {library}, where {minimum} is switched off by default.",
    ),
    (
        "stack.library-upgrade",
        "{platform} {version} runs on {library}, which has no {minimum}: the library must be updated.",
    ),
    (
        "stack.unsettled",
        "“{platform} {version}” can be on either side: some of its releases speak {minimum} by default or can, others do not.",
    ),
    (
        "stack.unknown",
        "{platform} {version}: its version alone does not settle whether it speaks {minimum}.",
    ),
    (
        "stack.system-without",
        "{platform} {version} speaks {minimum} by default where its OpenSSL does; that of {system} does not.",
    ),
    (
        "stack.partly",
        "{platform} {version}: {settled} have {minimum} by default; for {open} the version does not settle it.",
    ),
    (
        "platform.no-version",
        "This is {platform}, but the text does not show its version, so it does not settle the question.",
    ),
    ("platform.default", "This {platform} speaks {minimum} by default."),
    ("platform.enable", "This {platform} has {minimum}, but it is not switched on."),
    ("platform.upgrade", "This {platform} has no {minimum}: it must be updated."),
    ("library.ready", "{platform} runs on {library} here, which speaks {minimum} by default."),
    (
        "library.enable",
        "{platform} runs on {library} here, which has {minimum}, but not by default.",
    ),
    (
        "library.upgrade",
        "{platform} runs on {library} here, which has no {minimum}: the library must be updated.",
    ),
    (
        "library.unknown",
        "{platform} runs on {library} here; its name and version do not settle whether it speaks {minimum}.",
    ),
    ("library.alone", "This names the library {library}, but not a version that settles anything."),
    (
        "browser.user-agent",
        "This is the User-Agent of a browser ({browser}). A browser brings its own TLS: it says nothing of your server's program.",
    ),
    (
        "browser.system",
        "This is the User-Agent of a browser ({browser}) that leaves TLS to its system: it says nothing of your server's program.",
    ),
    (
        "bare.ambiguous",
        "This is a version, but several platforms write theirs like this: say which one it is.",
    ),
    ("pins.nothing", "This file pins no runtime that makes TLS connections."),
    ("unrecognised", "Nothing in this text was recognised."),
    (
        "unrecognised.announcement",
        "This announces something about TLS; it does not show what your program speaks.",
    ),
    ("unrecognised.binary", "This is no text: paste what the program prints."),
    ("unrecognised.empty", "There is no text yet."),
    (
        "transcript.of-server",
        "This is a scan of a server: it says nothing of the client that fails.",
    ),
    (
        "transcript.unfinished",
        "This is a part of a handshake that does not show which version it ended with.",
    ),
    ("measured.enough", "This connection was made with {negotiated}."),
    (
        "measured.switched-on",
        "This connection was made with {negotiated}, but only because it was switched on: by default this client does not offer it.",
    ),
    (
        "measured.below",
        "This connection was made with {negotiated} only, which is below {minimum}.",
    ),
    (
        "measured.mixed",
        "The clients of this log differ: line {line} came with {negotiated} only, which is below {minimum}. Paste each client's line by itself.",
    ),
    ("measured.ancient", "This connection was made with a version of SSL, far below {minimum}."),
    ("hello.offers", "This client's first message offers {minimum}."),
    ("hello.below", "This client's first message offers less than {minimum}."),
    ("shown.default", "The text shows that this client speaks {minimum}."),
    ("shown.below", "The text shows that this client does not offer {minimum}."),
    (
        "failure.protocol-version",
        "The connection failed over the TLS version: the client offered less than the server takes.",
    ),
    (
        "failure.version-unshared",
        "The connection failed over the TLS version: what the client may offer and what the server takes have none in common, and this text does not show whose are the old ones.",
    ),
    (
        "failure.version-of-caller",
        "A server says this of a client that called it: that client offers only TLS versions that the server does not take. What must be changed is there, and not in the server.",
    ),
    (
        "failure.version-of-settings",
        "The program's own settings leave it no TLS version to offer: the lowest that they allow is above the highest. No server was asked.",
    ),
    (
        "failure.version-refused-by-client",
        "The server is the old side: it offers only a TLS version that this client refuses.",
    ),
    (
        "failure.version-pinned",
        "{platform} {version} speaks {minimum} by default, yet this connection failed over the TLS version: something pins an old one, another program made it, or the server takes only old ones.",
    ),
    (
        "failure.version-pinned-12",
        "{platform} {version} speaks {minimum} by default, yet this connection failed over the TLS version: something pins an old one, another program made it, or the server takes only old ones, or only TLS 1.3, which this version does not offer.",
    ),
    (
        "failure.version-conditional",
        "{platform} {version} speaks {minimum} by default only if {condition}. This connection failed over the TLS version: look there first; else something pins an old version, or the server takes only old ones.",
    ),
    (
        "failure.version-mostly",
        "This message has several causes: most often the TLS version, because the client offers less than the server takes; else the cipher suites, or the key of the client's certificate.",
    ),
    (
        "failure.version-mostly-default",
        "{platform} {version} speaks {minimum} by default, so its version does not explain this message, which has several causes: a setting that pins an old version, the cipher suites, the key of the client's certificate, or a server that takes only old versions.",
    ),
    (
        "failure.version-mostly-if",
        "{platform} {version} speaks {minimum} by default, provided that {condition}. This message has several causes: look there first; else at a setting that pins an old version, the cipher suites, and the key of the client's certificate.",
    ),
    (
        "failure.version-or-cipher",
        "A browser says this of a server: the two have no TLS version or no cipher suite in common. A server that has no certificate for that host name does the same. It says nothing of your server's program.",
    ),
    (
        "failure.renegotiation",
        "Not the TLS version: the server lacks secure renegotiation (RFC 5746), which OpenSSL 3 demands. Its operator must update it, or the proxy in front of it.",
    ),
    (
        "failure.unknown",
        "The handshake failed, and this message can have several causes, the TLS version among them.",
    ),
    (
        "failure.cipher",
        "Not the TLS version: the two sides have no cipher suite, key size or signature in common.",
    ),
    ("failure.certificate", "Not the TLS version: a certificate was not accepted."),
    ("failure.hostname", "Not the TLS version: the certificate is for another host name."),
    (
        "failure.network",
        "Not the TLS version: the connection failed on the network, at a proxy or in DNS.",
    ),
    (
        "failure.cut-off",
        "The connection was cut off: by the network, a proxy or a firewall, or by a server that takes no old TLS version.",
    ),
    (
        "failure.plaintext",
        "Not the TLS version: one side spoke TLS and the other answered without it (plain HTTP, or a proxy).",
    ),
    (
        "failure.sni",
        "Not the TLS version: the server needs the host name in the handshake (SNI), or does not know the one it got.",
    ),
    ("failure.client-cert", "Not the TLS version: the server wants a certificate of the client."),
    ("failure.clock", "Not the TLS version: the clock of one side is wrong."),
    ("failure.none", "This is not a failure of TLS."),
    (
        "failure.without-tls",
        "This program has no TLS here: it was built without, or cannot load the library. No server was asked.",
    ),
    ("response.connected", "The program that asked for this reply connected with {negotiated}."),
    (
        "response.below-minimum",
        "The program that asked for this reply connected with {negotiated}, which is below {minimum}.",
    ),
    (
        "response.failed",
        "“Connection failed”: the client that asked is too old or has {minimum} switched off.",
    ),
    (
        "response.failed-below",
        "“Connection failed”: the client that asked came with {negotiated}, which is below {minimum}.",
    ),
    (
        "response.success-too-old",
        "The reply contradicts itself: it says success, but with {negotiated}, which is below {minimum}.",
    ),
    (
        "response.success-with-error",
        "The reply contradicts itself: it says success, but with status {status}.",
    ),
    (
        "response.failed-but-good",
        "The reply contradicts itself: it says that the connection failed, but names {negotiated}.",
    ),
    ("response.no-version", "The reply says success but names no TLS version, so it proves none."),
    (
        "response.refused",
        "The reply is an error of the endpoint (status {status}); it does not show a TLS version.",
    ),
    ("response.other-json", "The reply is JSON of another shape; it does not show a TLS version."),
    (
        "response.truncated",
        "The reply is cut off, so it proves nothing: paste it again from its first “{” to its last “}”.",
    ),
    (
        "response.too-deep",
        "The reply is nested deeper than any endpoint's answer; it was not read.",
    ),
    (
        "response.too-large",
        "The reply is longer than any endpoint's answer; at most {limit} bytes are read.",
    ),
    ("response.empty", "The reply is empty."),
    ("response.not-text", "The reply is not text in UTF-8."),
    ("response.not-understood", "The reply is text, but not an endpoint's answer."),
    ("response.portal", "The reply is the sign-in page of a network, not the endpoint's answer."),
    ("response.login", "The reply is a login page, not the endpoint's answer."),
    ("response.not-found", "The reply is a “not found” page: the endpoint may be gone."),
    ("response.blocked", "The reply is a page of a filter or firewall that blocked the request."),
    (
        "response.gateway",
        "The reply is a gateway's error page: something between the client and the endpoint failed.",
    ),
    ("response.plain-http", "Plain HTTP was sent to a port that speaks TLS: no TLS was tried."),
    (
        "response.client-certificate",
        "The server asked for a client certificate; the TLS version is not the problem.",
    ),
    ("response.html", "The reply is an HTML page, not the endpoint's answer."),
    (
        "browser.connected",
        "This browser reached {host} with {negotiated}. That is the browser's TLS, not your server's.",
    ),
    (
        "browser.too-old",
        "This browser reached {host} with {negotiated} only, which is below {minimum}: a proxy on this path, or the endpoint, is old. That is not your server's connection.",
    ),
    ("browser.other", "This browser reached {host}, but the reply proves no version. {detail}"),
];

impl Message {
    /// A message without arguments.
    pub(crate) fn new(id: &'static str) -> Self {
        Self { id, args: Vec::new() }
    }

    /// The same arguments in another sentence.
    pub(crate) fn renamed(mut self, id: &'static str) -> Self {
        self.id = id;
        self
    }

    /// Adds an argument, or replaces the one of that name.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.args.retain(|(known, _)| *known != name);
        self.args.push((name, value.into()));
        self
    }

    /// The sentence in English.
    pub fn english(&self) -> String {
        let template = ENGLISH.iter().find(|(id, _)| *id == self.id).map_or("", |(_, text)| text);
        let mut out = String::new();
        let mut rest = template;
        // One pass, so that a value with braces in it stays what it is.
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, behind)) = after.split_once('}') else { break };
            out.push_str(before);
            if let Some((_, value)) = self.args.iter().find(|(known, _)| *known == name) {
                out.push_str(value);
            } else {
                // The one message that speaks of braces.
                out.push('{');
                out.push_str(name);
                out.push('}');
            }
            rest = behind;
        }
        out.push_str(rest);
        out
    }
}
