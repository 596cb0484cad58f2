// How fast the core answers, beside what people use for a part of it, in one
// process and in turns: `./build.sh bench`. Writes its section of docs/benchmarks.md.
// The core is the npm package's, as it runs in a browser; each of its answers is
// a whole report, with reasons, changes and sources, which no peer gives.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
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
const section = `## The core

\`./build.sh bench\` writes this section. ${new Date().toISOString().slice(0, 10)}; ${cpus().length} × ${cpus()[0]?.model ?? "unknown"}; Node.js ${process.version}. Answers a
second in one thread, the median of ${ROUNDS} turns; ours and the peers take turns in one process, and the ratio is that
of each turn: its median, and the lowest and the highest. Each answer of ours is a whole report, with reasons,
changes and sources; ua-parser-js and bowser name the program, semver says whether a version is in a range.

| job | texts | tls-ready | peer | its answers | ratio |
| --- | --- | --- | --- | --- | --- |
${rows.map((row) => `| ${row.join(" | ")} |`).join("\n")}
`;
const file = path.join(root, "docs/benchmarks.md");
const text = existsSync(file) ? readFileSync(file, "utf8") : "# Benchmarks\n";
// The other sections are other commands'.
const [head, ...sections] = text.split(/^(?=## )/m);
writeFileSync(file, [head.trim(), section.trim(), ...sections.filter((one) => !one.startsWith("## The core")).map((one) => one.trim())].join("\n\n") + "\n");
console.log(section);
