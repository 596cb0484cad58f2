// The golden suite once more, through the wasm: the page's reports are the
// command line's, to the letter, and no cut-off text traps the module.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import init, { inspect } from "../../dist/npm/node.js";

const root = new URL("../../", import.meta.url);
await init();

const cases = readdirSync(new URL("tests/cases/", root))
  .filter((name) => name.endsWith(".jsonl"))
  .flatMap((name) => {
    const lines = readFileSync(new URL(`tests/cases/${name}`, root), "utf8").trim().split("\n");
    return lines.map((line) => ({ ...JSON.parse(line), sample: name === "samples.jsonl" }));
  });

test("the wasm gives the command line's reports", () => {
  const lines = cases.map(({ input }, id) => JSON.stringify({ id, input })).join("\n");
  const output = execFileSync("cargo", ["run", "--quiet", "--locked", "--package", "tls-ready", "--", "inspect", "--jsonl"], {
    cwd: root, input: lines, encoding: "utf8", maxBuffer: 1 << 28,
  });
  const reports = output.trim().split("\n").map((line) => JSON.parse(line));
  assert.equal(reports.length, cases.length);
  for (const { id, ...report } of reports) {
    assert.deepEqual(inspect(cases[id].input), report, cases[id].id);
  }
});

// The samples at every place, as natively; the others at every seventh.
test("texts that are cut off are read within one instance", () => {
  for (const { input, sample } of cases) {
    for (let end = 0; end < input.length; end += sample ? 1 : 7) {
      assert.equal(inspect(input.slice(0, end)).schema, 1);
    }
  }
});
