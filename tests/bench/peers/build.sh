#!/usr/bin/env bash
# Builds the pages that ours is measured against, from git clones of them, and
# prints what to give to `./build.sh bench-page`:
#   export PEERS="$(tests/bench/peers/build.sh path/to/ssl-config-generator path/to/howsmyssl)"
# The clones need their history only: what is committed is built, in target/peers/.
set -euo pipefail
generator=$(realpath "$1") howsmyssl=$(realpath "$2")
here=$(realpath "$(dirname "$0")")
out=$here/../../../target/peers
rm -rf "$out" && mkdir -p "$out/generator" "$out/howsmyssl/s/css" "$out/libraries"
out=$(realpath "$out")

git -C "$generator" archive HEAD | tar -x -C "$out/generator"
(cd "$out/generator" && npm ci --ignore-scripts --no-audit --no-fund --silent && npm run --silent build) >&2

# The page as a current browser gets it; the libraries that it has from other hosts, from npm.
git -C "$howsmyssl" show HEAD:templates/index.html | go run "$here/howsmyssl.go" >"$out/howsmyssl/index.html"
git -C "$howsmyssl" show HEAD:static/css/site.css >"$out/howsmyssl/s/css/site.css"
(cd "$out/libraries" && for package in jquery@2.2.4 bootstrap@3.3.7; do
  npm pack --silent "$package" >/dev/null && tar -xzf "${package%@*}"-*.tgz && mv package "${package%@*}"
done)
cp "$out"/libraries/jquery/dist/jquery.min.js "$out"/libraries/bootstrap/dist/css/bootstrap.min.css \
  "$out"/libraries/bootstrap/dist/js/bootstrap.min.js "$out/howsmyssl/"
sed -E -i 's#https://(code.jquery.com|maxcdn.bootstrapcdn.com/bootstrap/3.3.7/(css|js))/#/#; s#jquery-2.2.4.min.js#jquery.min.js#' \
  "$out/howsmyssl/index.html"

echo "ssl-config-generator=$out/generator/docs howsmyssl=$out/howsmyssl"
