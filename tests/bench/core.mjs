// How fast the core answers, beside what people use for a part of it, in one
// process and in turns: `./build.sh bench`. Writes its section of docs/benchmarks.md.
// The core is the npm package's, as it runs in a browser; each of its answers is
// a whole report, with reasons, changes and sources, which no peer gives.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import path from "node:path";
import Bowser from "bowser";
import semver from "semver";
import { UAParser } from "ua-parser-js";
import init, { check, inspect } from "../../dist/npm/node.js";

const root = path.resolve(import.meta.dirname, "../..");
const ROUNDS = 9;
/** How long a turn is at the least, in milliseconds. */
const TURN = 300;

/** The texts of the cases that are read as one kind of evidence. */
function cases(kind) {
  const texts = ["samples", "own"].flatMap((name) =>
    readFileSync(path.join(root, `tests/cases/${name}.jsonl`), "utf8").trim().split("\n").map((line) => JSON.parse(line).input),
  );
  return [...new Set(texts)].filter((text) => typeof text === "string" && inspect(text).kind === kind && !text.includes("\n"));
}

/** Answers a second, over whole lists, for at least a turn. */
function speed(texts, answer) {
  const start = performance.now();
  let count = 0;
  while (performance.now() - start < TURN) {
    for (const text of texts) answer(text);
    count += texts.length;
  }
  return (1000 * count) / (performance.now() - start);
}

/** Texts of about a megabyte that are read over and over by one part or another. */
const worst = {
  "line ends": "\n".repeat(1_000_000),
  "one long line": "a".repeat(1_000_000),
  "the start of a version, repeated": 'java version "1.'.repeat(60_000),
  "open brackets": '{"a":['.repeat(160_000),
  "an access log": '192.0.2.7 - - [27/Nov/2026:06:00:00 +0000] "GET / HTTP/1.1" 200 5 "-" "Ruby/1.9.3" TLSv1.2\n'.repeat(11_000),
  "a stack's frames": "\tat sun.security.ssl.Handshaker.processLoop(Handshaker.java:1026)\n".repeat(14_000),
};

/** MB/s (10^6 bytes) of lists of texts, in the wasm and in a native program, in this order. */
function throughput(lists) {
  const folder = mkdtempSync(path.join(tmpdir(), "tls-ready-bench-"));
  try {
    const files = Object.values(lists).map((texts, place) => {
      const file = path.join(folder, String(place));
      writeFileSync(file, texts.join("\0"));
      return file;
    });
    const native = execFileSync("cargo", ["run", "--release", "--quiet", "--locked", "--package", "tls-ready", "--example", "throughput", "--", ...files], { cwd: root, encoding: "utf8" });
    const here = Object.values(lists).map((texts) => {
      const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
      return median(Array.from({ length: 5 }, () => (speed(texts, (text) => inspect(text)) / texts.length) * (bytes / 1e6)));
    });
    const longest = Object.values(lists).map((texts) => Math.max(...texts.map((text) => Buffer.byteLength(text))));
    return native.trim().split("\n").map((value, place) => [Object.keys(lists)[place], String(Object.values(lists)[place].length), longest[place].toLocaleString("en"), value, here[place].toFixed(2)]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const median = (values) => [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
const rate = (value) => Math.round(value).toLocaleString("en");

/** One job by ours and by its peers, in turns; the ratios are those of each round. */
function compare(job, texts, ours, peers) {
  const all = { "tls-ready": ours, ...peers };
  const runs = Object.fromEntries(Object.keys(all).map((name) => [name, []]));
  for (const answer of Object.values(all)) speed(texts, answer);
  for (let round = 0; round < ROUNDS; round++) for (const [name, answer] of Object.entries(all)) runs[name].push(speed(texts, answer));
  return Object.keys(peers).map((name) => {
    const ratios = runs["tls-ready"].map((value, round) => value / runs[name][round]);
    const [low, middle, high] = [Math.min(...ratios), median(ratios), Math.max(...ratios)].map((value) => value.toFixed(2));
    return [job, String(texts.length), rate(median(runs["tls-ready"])), name, rate(median(runs[name])), `${middle} (${low} to ${high})`];
  });
}

await init();
const agents = cases("user-agent");
const versions = [..."0123456789"].flatMap((major) => [..."0369"].map((minor) => `v${major}.${minor}.${Number(major) + 3}`));
if (agents.length < 20) throw new Error(`only ${agents.length} User-Agents`);

const rows = [
  ...compare("a User-Agent", agents, (text) => inspect(text), {
    "ua-parser-js": (text) => new UAParser(text).getResult(),
    bowser: (text) => Bowser.parse(text),
  }),
  ...compare("a version of Node.js", versions, (text) => check("node", text), {
    "semver, coerce and satisfies": (text) => semver.satisfies(semver.coerce(text), ">=0.10.0"),
  }),
];
const pasted = readdirSync(path.join(root, "tests/cases")).filter((name) => name.endsWith(".jsonl")).sort()
  .flatMap((name) => readFileSync(path.join(root, "tests/cases", name), "utf8").trim().split("\n").map((line) => JSON.parse(line).input))
  .filter((text) => typeof text === "string");
const flow = throughput({ "the labelled cases, one by one": pasted, ...Object.fromEntries(Object.entries(worst).map(([name, text]) => [name, [text]])) });
const section = `## The core

\`./build.sh bench\` writes this section. ${new Date().toISOString().slice(0, 10)}; ${cpus().length} × ${cpus()[0]?.model ?? "unknown"}; Node.js ${process.version}. Answers a
second in one thread, the median of ${ROUNDS} turns; ours and the peers take turns in one process, and the ratio is that
of each turn: its median, and the lowest and the highest. Each answer of ours is a whole report, with reasons,
changes and sources; ua-parser-js and bowser name the program, semver says whether a version is in a range.

| job | texts | tls-ready | peer | its answers | ratio |
| --- | --- | --- | --- | --- | --- |
${rows.map((row) => `| ${row.join(" | ")} |`).join("\n")}

How fast texts are read, in MB/s (10^6 bytes a second, one thread, the median of five turns): natively by
\`crate/examples/throughput.rs\`, and in the wasm under Node.js, in the same run. A short text costs more for each byte:
its report is written whole.

| texts | how many | bytes of the longest | native | wasm |
| --- | --- | --- | --- | --- |
${flow.map((row) => `| ${row.join(" | ")} |`).join("\n")}
`;
const file = path.join(root, "docs/benchmarks.md");
const text = existsSync(file) ? readFileSync(file, "utf8") : "# Benchmarks\n";
// The other sections are other commands'.
const [head, ...sections] = text.split(/^(?=## )/m);
writeFileSync(file, [head.trim(), section.trim(), ...sections.filter((one) => !one.startsWith("## The core")).map((one) => one.trim())].join("\n\n") + "\n");
console.log(section);
