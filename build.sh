#!/usr/bin/env bash
# The one entry. Without a verb it builds dist/.
set -euo pipefail
cd "$(dirname "$0")"
export RUST_BACKTRACE="${RUST_BACKTRACE:-0}"

VERBS="The verbs are: serve [--port N], test, test-fixes [platform…] [--record], measure-old [runtime…],
record-errors [runtime…], new-platform ID, screenshots [word…], bench, bench-page, fuzz [target [seconds]];
without one it builds dist/."

say() { printf '%s\n' "$*" >&2; }
die() { say "build.sh: $*"; exit 1; }

# Runs a stage and prints its seconds.
stage() {
  local name=$1 start=$SECONDS
  shift
  say "== $name"
  "$@" || die "$name failed"
  say "== $name: $((SECONDS - start)) s"
}

prerequisites() {
  command -v cargo >/dev/null && command -v rustup >/dev/null ||
    die "Rust is missing. Install it by rustup (https://rustup.rs), then run this again."
  local node
  node=$(node --version 2>/dev/null) || die "Node.js is missing. Install version 20 or newer (https://nodejs.org)."
  node=${node#v}
  [ "${node%%.*}" -ge 20 ] || die "Node.js $node is too old. Install version 20 or newer."
  command -v npm >/dev/null || die "npm is missing. It comes with Node.js."
  local channel
  channel=$(sed -n 's/^channel = "\(.*\)"$/\1/p' rust-toolchain.toml)
  rustup toolchain list | grep -q "^$channel" ||
    rustup toolchain install "$channel" --profile minimal --component clippy --component rustfmt ||
    die "Rust $channel cannot be installed; see rust-toolchain.toml."
  rustup target list --installed | grep -qx wasm32-unknown-unknown ||
    rustup target add wasm32-unknown-unknown || die "the target wasm32-unknown-unknown cannot be added."
  installed .
}

# Installs what the lock file of a folder names, once; a copy of the lock file
# stays behind that says what is there.
installed() {
  cmp -s "$1/package-lock.json" "$1/node_modules/.build-lock" && return
  npm ci --prefix "$1" --no-audit --no-fund --silent || die "npm ci in $1 failed."
  cp "$1/package-lock.json" "$1/node_modules/.build-lock"
}

build() {
  stage prerequisites prerequisites
  # Not by its alias, which is quiet: this takes minutes, and cargo says what it does.
  stage "build dist/" cargo run --locked --package xtask -- dist
}

# A port that is taken is told before a build that takes minutes.
free_port() {
  local port=8080
  case ${1:-} in
    --port) port=${2:-} ;;
    --port=*) port=${1#--port=} ;;
  esac
  [[ $port =~ ^[0-9]{1,5}$ ]] && [ "$port" -le 65535 ] || die "--port takes a number up to 65535."
  [ "$port" -eq 0 ] || ! (: <>"/dev/tcp/127.0.0.1/$port") 2>/dev/null ||
    die "port $port is taken; choose another one with --port."
}

lints() {
  # A stage is called in a condition, where "set -e" does not hold.
  cargo fmt --all --check &&
    cargo clippy --locked --quiet --workspace --all-targets -- -D warnings &&
    cargo clippy --locked --quiet --package tls-ready --lib --no-default-features --features packs \
    --target wasm32-unknown-unknown -- -D warnings
}

# Only what a reader needs: a failure in full, else the summary lines.
quiet() {
  local log
  log=$(mktemp)
  if "$@" >"$log" 2>&1; then
    sed -nE '/^(test result|# (tests|pass|fail)|ℹ (tests|pass|fail))/p' "$log"
    rm -f "$log"
  else
    cat "$log"
    rm -f "$log"
    return 1
  fi
}

# What the tests need beyond the build: each program and Debian's package of it.
test_programs=(openssl:openssl nginx:nginx-light chromium:chromium chromedriver:chromium-driver
  WebKitWebDriver:webkit2gtk-driver xvfb-run:xvfb xauth:xauth certutil:libnss3-tools
  firefox-esr:firefox-esr caddy:caddy)

# Prints the packages of the programs that are not there.
missing_packages() {
  local pair
  for pair in "${test_programs[@]}"; do
    PATH="$PATH:/usr/sbin:/sbin" type -P "${pair%%:*}" >/dev/null || printf '%s\n' "${pair#*:}"
  done
}

test_prerequisites() {
  local missing
  mapfile -t missing < <(missing_packages)
  [ "${#missing[@]}" -gt 0 ] || return 0
  if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
    say "installing ${missing[*]}"
    apt-get update -qq &&
      DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
      die "these packages cannot be installed: ${missing[*]}"
    mapfile -t missing < <(missing_packages)
    [ "${#missing[@]}" -gt 0 ] || return 0
  fi
  die "the tests need programs that Debian and Ubuntu have in: ${missing[*]}
Install them, or run this as root on Debian or Ubuntu."
}

# Firefox's driver has no package: it is built once, without optimisation,
# which takes half the time and is fast enough to pass messages on.
GECKODRIVER=0.36.0
geckodriver() {
  local own=target/tools/bin/geckodriver
  [ "$("$own" --version 2>/dev/null | sed -n '1s/^geckodriver \([0-9.]*\).*/\1/p')" = "$GECKODRIVER" ] && return
  cargo install geckodriver --version "$GECKODRIVER" --locked --debug --quiet --root target/tools
}

# The npm package, installed in fresh projects and opened in Chromium.
package_tests() {
  installed tests/packages && quiet node --test --test-concurrency=1 tests/packages/packages.test.mjs
}

# The element, frames, the archive, the single file in three engines, and the site behind real web servers.
embed_tests() { quiet node --test --test-concurrency=1 tests/embed/; }

# That the crate can be published: its documentation, and what its package has.
crate_checks() {
  RUSTDOCFLAGS="-D warnings" cargo doc --locked --quiet --package tls-ready --no-deps &&
    cargo package --locked --quiet --package tls-ready --allow-dirty --offline
}

native_tests() { quiet cargo test --locked --workspace; }

# The one suite that "cargo test" leaves out; it needs dist/.
# Two engines at a time: three on two cores wait for each other.
browser_tests() { quiet cargo test --locked --package tls-ready-tests --test page -- --test-threads=2; }

# A linker that runs out of disk says "Bus error", which helps nobody.
room() {
  local free
  free=$(df -Pk . | awk 'NR == 2 { print int($4 / 1048576) }')
  [ "$free" -ge 5 ] || die "the tests need 5 GB of disk, and $free GB are free here."
}

tests() {
  room
  build
  stage "test programs" test_prerequisites
  stage "Firefox's driver" geckodriver
  stage lints lints
  stage "the crate's package" crate_checks
  stage "native tests" native_tests
  stage "the core in wasm, in Node" quiet node --test tests/node/
  stage "browser tests" browser_tests
  stage "embed tests" embed_tests
  stage "package tests" package_tests
  test_fixes
}

# The Debian packages of the runtimes that the fixes are run on.
runtimes() {
  local missing
  mapfile -t missing < <(cargo test --locked --quiet --package tls-ready-tests --test fixes -- --packages "$@" |
    while read -r package; do
      dpkg-query -W -f='${db:Status-Abbrev}' "$package" 2>/dev/null | grep -q '^ii' || printf '%s\n' "$package"
    done)
  [ "${#missing[@]}" -gt 0 ] || return 0
  [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null ||
    die "the fixes need packages of Debian: ${missing[*]}
Install them, or run this as root on Debian."
  say "installing ${missing[*]}"
  apt-get update -qq &&
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
    die "these packages cannot be installed: ${missing[*]}"
}

# Every fix and probe, run by real runtimes against real servers: of all
# platforms or of those that are named; --record writes down what is seen.
test_fixes() {
  local ids=() argument
  for argument in "$@"; do [[ $argument == --* ]] || ids+=("$argument"); done
  stage "test programs" test_prerequisites
  stage runtimes runtimes "${ids[@]}"
  stage "fixes and probes" quiet cargo test --locked --package tls-ready-tests --test fixes -- "$@"
}

# Pictures of every state, in target/screenshots/, or of those with a word in their name.
screenshots() {
  build
  stage "test programs" test_prerequisites
  stage screenshots cargo run --locked --quiet --package tls-ready-tests --bin screenshots -- "$@"
}

# How fast the core is beside what people use for a part of it; writes its section of docs/benchmarks.md.
bench() {
  build
  stage "peers" installed tests/bench
  stage "the core" node tests/bench/core.mjs
}

# Lighthouse, weights and the answer to a key; writes its section of docs/benchmarks.md.
bench_page() {
  build
  stage "test programs" test_prerequisites
  stage "Lighthouse" installed tests/bench
  stage "the page" node tests/bench/page.mjs
}

# Long fuzzing of one target or of all, each for some seconds (60).
fuzz() {
  local target seconds=${2:-60}
  rustup toolchain list | grep -q '^nightly' ||
    die "fuzzing needs the nightly toolchain: rustup toolchain install nightly --profile minimal"
  command -v cargo-fuzz >/dev/null || die "fuzzing needs cargo-fuzz: cargo install cargo-fuzz --locked"
  for target in ${1:-version reply inspect}; do
    # New inputs go to a folder that is not committed; the small corpus is read.
    mkdir -p "target/fuzz/$target"
    (cd crate && cargo +nightly fuzz run "$target" "../target/fuzz/$target" "fuzz/corpus/$target" -- \
      -max_total_time="$seconds" -max_len=65536) || die "$target found something; see crate/fuzz/artifacts"
  done
}

# Both run the runtimes of tests/old/runtimes.toml, all or those of some kinds.
# Some gigabytes of them stay in target/old/, until it is removed.
measure_old() { cargo run --locked --quiet --package tls-ready-tests --bin measure-old -- "$@"; }
record_errors() { cargo run --locked --quiet --package tls-ready-tests --bin record-errors -- "$@"; }

case ${1:-} in
  "") build ;;
  serve) free_port "${@:2}" && build && exec cargo xtask serve "${@:2}" ;;
  test) tests ;;
  test-fixes) test_fixes "${@:2}" ;;
  fuzz) fuzz "${@:2}" ;;
  new-platform) exec cargo xtask new-platform "${@:2}" ;;
  measure-old) prerequisites && test_prerequisites && stage "old runtimes" measure_old "${@:2}" ;;
  record-errors) prerequisites && test_prerequisites && stage "errors of runtimes" record_errors "${@:2}" ;;
  screenshots) screenshots "${@:2}" ;;
  bench-page) bench_page ;;
  bench) bench ;;
  help | --help | -h) say "$VERBS" ;;
  *) die "unknown verb $1; $VERBS" ;;
esac
