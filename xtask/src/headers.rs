//! The headers that the hosted site is served with.

/// The policy of every page; `{ancestors}` differs for the embedded one.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self' data:; manifest-src 'self'; worker-src 'self'; connect-src 'self' https:; \
    base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}; \
    require-trusted-types-for 'script'; trusted-types tls-ready";

const EVERYWHERE: [(&str, &str); 4] = [
    ("cross-origin-opener-policy", "same-origin"),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    (
        "permissions-policy",
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), \
         magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
    ),
];

/// The headers of the file at `path`, which begins with a slash.
pub fn for_path(path: &str) -> Vec<(&'static str, String)> {
    // The page for frames, and the element: for somebody else's page.
    let framed = path.ends_with("/embed.html");
    let element = path.contains("/element/");
    let mut headers: Vec<_> =
        EVERYWHERE.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    let ancestors = if framed { "*" } else { "'none'" };
    headers.push(("content-security-policy", POLICY.replace("{ancestors}", ancestors)));
    let resource = if framed || element { "cross-origin" } else { "same-origin" };
    headers.push(("cross-origin-resource-policy", resource.to_owned()));
    let caching = if is_hashed(path) { "public, max-age=31536000, immutable" } else { "no-cache" };
    headers.push(("cache-control", caching.to_owned()));
    if element {
        headers.push(("access-control-allow-origin", "*".to_owned()));
    }
    headers
}

/// Whether there is a hash in the name, `main-ABCD1234.js`, or in that of the
/// texts' folder.
pub fn is_hashed(path: &str) -> bool {
    let texts = path.split('/').find_map(|part| part.strip_prefix("texts-"));
    if texts
        .is_some_and(|hash| hash.len() == 8 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()))
    {
        return true;
    }
    let name = path.rsplit('/').next().unwrap_or_default();
    let Some((stem, _)) = name.rsplit_once('.') else { return false };
    stem.rsplit_once('-').is_some_and(|(_, hash)| {
        hash.len() == 8
            && hash.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::{for_path, is_hashed};

    #[test]
    fn only_hashed_names_are_kept_for_long() {
        for (path, hashed) in [
            ("/main-ABCD1234.js", true),
            ("/assets/core-7QX2ZZ23.wasm", true),
            ("/texts-0f9ba125/java.txt", true),
            ("/texts-of-it/java.txt", false),
            ("/index.html", false),
            ("/", false),
            ("/main-abcd1234.js", false),
            ("/platform-java.html", false),
        ] {
            assert_eq!(is_hashed(path), hashed, "{path}");
        }
    }

    #[test]
    fn only_the_embedded_page_may_be_framed() {
        let policy = |path| {
            let headers = for_path(path);
            headers.into_iter().find(|(name, _)| *name == "content-security-policy")
        };
        assert!(
            policy("/index.html")
                .is_some_and(|(_, value)| value.contains("frame-ancestors 'none'"))
        );
        assert!(
            policy("/embed.html").is_some_and(|(_, value)| value.contains("frame-ancestors *"))
        );
        assert!(
            policy("/embed/").is_some_and(|(_, value)| value.contains("frame-ancestors 'none'"))
        );
    }

    #[test]
    fn only_the_element_may_be_read_from_elsewhere() {
        let open = |path| for_path(path).iter().any(|(name, _)| name.starts_with("access-control"));
        for (path, expected) in [
            ("/element/define.js", true),
            ("/deep/element/tls_ready.wasm", true),
            ("/elements", false),
            ("/embed.html", false),
            ("/", false),
        ] {
            assert_eq!(open(path), expected, "{path}");
        }
    }
}
