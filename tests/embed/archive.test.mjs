// The site as one archive, unpacked behind a plain web server under a path of its own.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { entries, unpack } from "./archive.mjs";
import { chromium, webkit } from "./browsers.mjs";
import { dist, plain } from "./servers.mjs";

const offline = join(dist, "offline");
let place, file, name;
before(async () => {
  place = await mkdtemp(join(tmpdir(), "tls-ready-archive-"));
  [file] = (await readdir(offline)).filter((found) => found.endsWith(".zip"));
  name = file.replace(/\.zip$/, "");
  await unpack(join(offline, file), place);
});
after(() => rm(place, { recursive: true, force: true }));

test("the sums are right, beside the archive and inside", () => {
  for (const folder of [offline, join(place, name)]) {
    const said = execFileSync("sha256sum", ["--check", "--strict", "SHA256SUMS"], { cwd: folder, encoding: "utf8" });
    assert.ok(said.includes(": OK"), folder);
  }
});

test("it has the whole site under one folder, in order, without a day or a machine in it", async () => {
  const all = await entries(join(offline, file));
  const names = all.map((entry) => entry.name);
  for (const needed of ["index.html", "platform/java/index.html", "data/platforms.json", "manifest.webmanifest", "service-worker.js", "SHA256SUMS"]) {
    assert.ok(names.includes(`${name}/${needed}`), needed);
  }
  for (const entry of all) {
    assert.ok(entry.name.startsWith(`${name}/`) && !/\/(npm|offline)\/|\.\./.test(entry.name), entry.name);
    assert.equal(entry.time, all[0].time, entry.name);
  }
  const site = names.slice(0, -1);
  assert.deepEqual(site, [...site].sort());
});

for (const engine of [chromium, webkit]) {
  test(`${engine.name}: it works under a path, and asks for nothing else`, async () => {
    const server = await plain(join(place, name), { under: "/some/where/" });
    const browser = await engine();
    try {
      await browser.open(`${server.url}#p=java&v=7u80`);
      assert.equal(await browser.until("return document.querySelector('.card')?.dataset.verdict"), "enable");
      await browser.run("document.querySelector('#java a, a[href^=\"platform/java/\"]').click()");
      await browser.until("return location.pathname === '/some/where/platform/java/' && document.styleSheets.length > 0");
      const outside = await browser.run("return performance.getEntriesByType('resource').map((entry) => entry.name).filter((url) => !url.startsWith(location.origin + '/some/where/'))");
      assert.deepEqual(outside, []);
      assert.deepEqual(server.asked.filter((path) => !path.startsWith("/some/where/") && path !== "/favicon.ico"), []);
    } finally {
      await browser.close();
      await server.close();
    }
  });
}
