// A provider's profile: through the wasm, by the command line, and against its schema.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import init, { check, inspect, interpretResponse, profile } from "../../dist/npm/node.js";

const root = new URL("../../", import.meta.url);
await init();
const schema = JSON.parse(await readFile(new URL("dist/data/profile.schema.json", root), "utf8"));
const ajv = new Ajv2020();
const valid = ajv.compile(schema);

const example = {
  name: "Example", endpoint: "https://tls.provider.example/api", control_endpoint: "https://www.provider.example/",
  sandbox: "https://sandbox.provider.example/", minimum: "1.2", deadline: "2027-01-31", contact: "tls@provider.example",
  notice: "<b>We switch</b>", links: [{ title: "Help", url: "https://provider.example/help" }],
  platforms: ["java", "ruby"], notes: [{ platform: "java", text: "Use our SDK <script>4</script>." }],
};

test("a profile is read from an object and from its JSON, and is as its schema says", () => {
  assert.ok(valid(example), ajv.errorsText(valid.errors));
  assert.deepEqual(profile(example), profile(JSON.stringify(example)));
  assert.equal(profile(example).notice, "<b>We switch</b>");
});

test("the deadline shows in the verdict, by the reader's date, and changes none", () => {
  const rows = [
    ["7u80", "2026-11-24", /From 31 January 2027 this will stop working\.$/],
    ["7u80", "2027-01-31", /Since 31 January 2027 this does not work any more\.$/],
    ["8u292", "2026-11-24", null],
  ];
  for (const [version, today, words] of rows) {
    const report = check("java", version, { profile: example, today });
    assert.equal(report.verdict, check("java", version).verdict);
    if (words) assert.match(report.headline, words);
    else assert.equal(report.deadline, null);
    assert.ok(report.notes.includes("Example: Use our SDK <script>4</script>."));
  }
  const text = inspect("ruby 1.9.3p551 (2014-11-13)", { profile: example, today: "2026-11-24" });
  assert.deepEqual(text.deadline, { date: "2027-01-31", passed: false, sentence: "From 31 January 2027 this will stop working." });
  const failed = interpretResponse(undefined, '{"message":"Connection failed"}', { profile: example, today: "2026-11-24" });
  assert.equal(failed.deadline.sentence, "From 31 January 2027 TLS 1.2 will be required.");
});

test("what is wrong is named, by the same words on every face, and the schema refuses it too", async () => {
  const folder = await mkdtemp(join(tmpdir(), "tls-ready-profile-"));
  try {
    const rows = [
      [{ ...example, links: [{ title: "x", url: "javascript:alert(1)" }] }, "links[0].url"],
      [{ ...example, links: [{ title: "x" }] }, "links[0].url"],
      [{ ...example, notice: "x".repeat(2000) }, "notice"],
      [{ ...example, minimum: "1.0" }, "minimum"],
      [{ ...example, minimum: 1.2 }, "minimum"],
      [{ ...example, deadline: "soon" }, "deadline"],
      [{ ...example, verdict: "ready" }, "verdict"],
      [{ endpoint: example.endpoint }, "name"],
      [{ ...example, links: { deep: { deeper: { deepest: [] } } } }, "links.deep.deeper"],
    ];
    for (const [bad, field] of rows) {
      assert.ok(!valid(bad), field);
      assert.throws(() => check("java", "7u80", { profile: bad }), (problem) => problem.message.startsWith(field), field);
      const file = join(folder, "profile.json");
      await writeFile(file, JSON.stringify(bad));
      const cargo = ["run", "--quiet", "--locked", "--package", "tls-ready", "--", "check", "java", "7u80", "--profile", file];
      const done = spawnSync("cargo", cargo, { cwd: root, encoding: "utf8" });
      assert.equal(done.status, 64, field);
      assert.ok(done.stderr.includes(`profile.json: ${field}`), done.stderr);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("hostile profiles end in an error", () => {
  const round = { ...example };
  round.links = [round];
  const many = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`k${index}`, "x"]));
  for (const bad of [round, many, [], "[]", "{", "null", 7, `"${"x".repeat(1e6)}"`, '{"__proto__":{"name":"x"}}']) {
    assert.throws(() => profile(bad), Error);
  }
  assert.equal({}.name, undefined);
});
