// The same core through the wasm: the boundary's shape, and the same answers.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import init, { check, inspect, interpretResponse, platforms, policy, probe } from "../../dist/npm/node.js";

await init();

const stacks = [
  ["java", "7u80", {}, "enable"],
  ["java", "1.8.0_292", {}, "ready"],
  ["java", "6", {}, "unknown"],
  ["dotnet", "4.5.2", {}, "enable"],
  ["ruby", "2.0.0", { linked: "OpenSSL 0.9.8zh" }, "upgrade"],
  ["python", "2.7.9", {}, "ready"],
  ["openssl", "0.9.8zh", {}, "upgrade"],
];
for (const [platform, version, options, verdict] of stacks) {
  test(`${platform} ${version} is ${verdict}`, () => {
    assert.equal(check(platform, version, options).verdict, verdict);
  });
}

test("a text that is no version is an error that says what was expected", () => {
  assert.throws(() => check("java", "banana"), /8u292/);
});

test("who gives too little is told what to give", async () => {
  const rows = [
    [() => inspect(), /^tls-ready: inspect\(text, options\?\) needs text, a string/],
    [() => inspect(null), /needs text/],
    [() => check("java"), /^tls-ready: check\(platform, version, options\?\) needs version, a string/],
    [() => check(undefined, "8"), /needs platform/],
    [() => check("java", 8), /needs version/],
    [() => interpretResponse("{}", 200), /^tls-ready: interpretResponse\(status, body, options\?\) needs status, a number/],
    [() => interpretResponse(200), /needs body, a string or a Uint8Array/],
  ];
  for (const [call, message] of rows) assert.throws(call, { name: "TypeError", message }, String(call));
  await assert.rejects(probe(), { name: "TypeError", message: /needs endpoint/ });
});

test("a reply is read, from text and from bytes", () => {
  const good = '{"status": 200,"message": "Connection Success","version": "TLSv1.2"}';
  assert.equal(interpretResponse(undefined, good).verdict, "ready");
  assert.equal(interpretResponse(200, new TextEncoder().encode(good)).negotiated, "TLSv1.2");
  assert.equal(interpretResponse(undefined, good, { askedBy: "browser" }).verdict, "unknown");
  assert.equal(interpretResponse(undefined, '{"message":"Connection failed"}').cause, "protocol-version");
});

test("unknown is null, never a missing key", () => {
  const report = check("java", "17");
  for (const key of ["linked_tls_library", "negotiated", "limited_by", "end_of_life"]) assert.equal(report[key], null, key);
  assert.ok(platforms().length >= 5);
  assert.equal(policy().endpoint_confirmed, false);
});
