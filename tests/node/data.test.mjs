// What the site publishes for machines, against its schemas; and reports as the command line prints them.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { readFile, readdir } from "node:fs/promises";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import init, { check, interpretResponse } from "../../dist/npm/node.js";

const root = new URL("../../", import.meta.url);
const read = (path) => readFile(new URL(path, root), "utf8");
const json = async (path) => JSON.parse(await read(path));
await init();

// The published schemas let keys be added; here a key that they do not describe is a mistake.
function closed(schema) {
  if (schema === null || typeof schema !== "object") return schema;
  if (Array.isArray(schema)) return schema.map(closed);
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  return copy.type === "object" && copy.required !== undefined ? { ...copy, additionalProperties: false } : copy;
}
const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
async function validator(path) {
  const validate = ajv.compile(closed(await json(path)));
  return (value, what) => assert.ok(validate(value), `${what}: ${ajv.errorsText(validate.errors)}`);
}
const validData = await validator("dist/data/schema.json");
const validReport = await validator("dist/data/report.schema.json");

const cargo = ["run", "--quiet", "--locked", "--package", "tls-ready", "--"];
const whole = execFileSync("cargo", [...cargo, "platforms", "--json"], { cwd: root, encoding: "utf8", maxBuffer: 2 ** 24 });

test("the command line prints the document that the site publishes", async () => {
  assert.equal(await read("dist/data/platforms.json"), whole);
});

test("every platform, and each in its own file, is as the schema says", async () => {
  const all = JSON.parse(whole);
  validData(all, "platforms.json");
  for (const platform of all.platforms) {
    const own = await json(`dist/data/${platform.id}.json`);
    validData(own, platform.id);
    assert.deepEqual(own, { ...all, platforms: [platform] });
  }
  const files = (await readdir(new URL("dist/data/", root))).length;
  assert.equal(files, all.platforms.length + 4, "platforms.json, three schemas, one file a platform");
});

test("what is referred to is there", async () => {
  for (const platform of JSON.parse(whole).platforms) {
    const fixes = new Set(platform.fixes.map((fix) => fix.id));
    for (const rule of platform.rules)
      for (const id of rule.fixes) assert.ok(fixes.has(id), `${platform.id} ${rule.id}: ${id}`);
    for (const { file } of [...platform.fixes, ...platform.probes])
      if (file !== null) assert.ok((await read(`dist/files/${file}`)).length > 0, file);
  }
});

test("the schema refuses what it should", () => {
  const broken = JSON.parse(whole);
  broken.platforms[0].rules[0].sources = [];
  assert.throws(() => validData(broken, "a rule without source"), /fewer than 1/);
});

const stacks = [
  ["java", "7u80"],
  ["java", "6"],
  ["java", "17", "--minimum", "1.3"],
  ["dotnet", "4.0.30319"],
  ["ruby", "2.0.0", "--linked", "OpenSSL 0.9.8zh"],
  ["python", "2.7.8"],
  ["openssl", "3.0.19"],
];
for (const stack of stacks) {
  test(`the report of ${stack.join(" ")} is as the schema says`, () => {
    const { stdout, status } = spawnSync("cargo", [...cargo, "check", ...stack, "--json"], { cwd: root, encoding: "utf8" });
    assert.ok([0, 1, 2].includes(status), `exit code ${status}`);
    validReport(JSON.parse(stdout), "command line");
    validReport(check(stack[0], stack[1]), "wasm");
  });
}

test("a reply's report is as the schema says", () => {
  for (const body of ['{"message":"Connection Success","version":"TLSv1.2"}', '{"message":"Connection failed"}', "hello"])
    validReport(interpretResponse(undefined, body), body);
});
