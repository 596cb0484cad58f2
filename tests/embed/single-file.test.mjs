// The single file, opened from disk, alone in its folder, in three engines.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { copyFile, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import { chromium, firefox, webkit } from "./browsers.mjs";
import { dist, plain } from "./servers.mjs";

let place, text, site;
before(async () => {
  place = await mkdtemp(join(tmpdir(), "tls-ready-single-"));
  await copyFile(join(dist, "offline/tls-ready.html"), join(place, "tls-ready.html"));
  text = await readFile(join(place, "tls-ready.html"), "utf8");
  site = await readFile(join(dist, "index.html"), "utf8");
});
after(() => rm(place, { recursive: true, force: true }));

const ready = "return document.documentElement.dataset.ready === 'true'";
const verdict = "return document.querySelector('.card')?.dataset.verdict";
const paste = `const box = document.querySelector('textarea'); box.value = arguments[0];
  box.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));`;

for (const engine of [chromium, firefox, webkit]) {
  test(`${engine.name}: everything works from disk, and nothing is asked for`, async () => {
    const browser = await engine();
    try {
      await browser.open(pathToFileURL(join(place, "tls-ready.html")).href);
      await browser.until(ready);
      assert.deepEqual(await browser.run("return performance.getEntriesByType('resource').map((entry) => entry.name)"), []);
      await browser.run("location.hash = '#p=java&v=7u80'");
      assert.equal(await browser.until(verdict), "enable");

      await browser.run(paste, "ruby 1.9.3p551 (2014-11-13 revision 48407) [x86_64-linux]");
      await browser.until(`${verdict} === 'upgrade'`);
      // So long a text is read in a worker.
      await browser.run(paste, `java version "1.7.0_80"\n${"no version of anything\n".repeat(20_000)}`);
      await browser.until(`${verdict} === 'enable'`);
      const trusted = await browser.run("try { document.body.innerHTML = ''; return 'taken' } catch (problem) { return problem.name }");
      assert.equal(trusted, "TypeError");
      const foreign = await browser.run("return performance.getEntriesByType('resource').map((entry) => entry.name).filter((name) => !name.startsWith('blob:'))");
      assert.deepEqual(foreign, []);

      // A platform's page and the files that go with it are inside.
      await browser.run("document.querySelector('a[href=\"#java--page\"]').click()");
      await browser.until("return document.getElementById('java--page').checkVisibility()");
      assert.equal(await browser.run("return document.getElementById('ruby--page').checkVisibility()"), false);
      await browser.run("location.hash = document.querySelector('#ruby--page tr[id]').id");
      await browser.until("return document.getElementById('ruby--page').checkVisibility() && !document.getElementById('java--page').checkVisibility()");
    } finally {
      await browser.close();
    }
  });
}

for (const engine of [chromium, firefox, webkit]) {
  test(`${engine.name}: the site's own page says at once that it is not the one to open from disk`, async () => {
    const browser = await engine();
    try {
      await browser.open(pathToFileURL(join(dist, "index.html")).href);
      const told = `const link = document.querySelector("#disk a"), late = document.querySelector(".late");
        if (document.documentElement.dataset.ready) return "it runs";
        // Without that line another one comes after eight seconds.
        if (performance.now() > 7000) return "too late";
        return document.querySelector("#disk")?.checkVisibility() && !document.querySelector("#tools").checkVisibility()
          && !late.checkVisibility() && link.href;`;
      const link = await browser.until(told);
      assert.equal(link, pathToFileURL(join(dist, "offline/tls-ready.html")).href);
      assert.equal(await browser.run("return document.querySelector('#java tr + tr').checkVisibility()"), true, "the table is folded");
      // The file that it leads to has no such line.
      assert.equal(text.includes('id="disk"'), false);
    } finally {
      await browser.close();
    }
  });
}

test("its footer has no links, which would be dead, and says so in its own language", () => {
  const [footer = "", ...more] = text.match(/<footer[^]*?<\/footer>/g) ?? [];
  assert.equal(more.length, 0);
  assert.match(footer, /^<footer lang="en">/);
  assert.match(footer, /asks for nothing/);
  assert.equal(/<a[\s>]/.test(footer), false);
  // The site's own footer has them, so that this look can fail.
  assert.match(site.match(/<footer[^]*?<\/footer>/)?.[0] ?? "", /<a[\s>]/);
});

test("the open data is inside", async () => {
  const [, packed] = /download="platforms\.json\.gz" href="data:application\/gzip;base64,([^"]+)"/.exec(text) ?? [];
  assert.equal(gunzipSync(Buffer.from(packed ?? "", "base64")).toString(), await readFile(join(dist, "data/platforms.json"), "utf8"));
});

test("one request, from a web server too", async () => {
  const server = await plain(place);
  const browser = await chromium();
  try {
    await browser.open(`${server.url}tls-ready.html#p=java&v=7u80`);
    assert.equal(await browser.until(verdict), "enable");
    assert.deepEqual(server.asked, ["/tls-ready.html"]);
  } finally {
    await browser.close();
    await server.close();
  }
});

test("it says what it is, and its sum is right", async () => {
  const { version, date } = JSON.parse(await readFile(join(dist, "data/platforms.json"), "utf8"));
  const { version: own } = JSON.parse(await readFile(join(dist, "npm/package.json"), "utf8"));
  const [, sum] = /<code id="sum">([0-9a-f]{64})<\/code>/.exec(text);
  const zeros = text.replace(sum, "0".repeat(64));
  assert.equal(createHash("sha256").update(zeros).digest("hex"), sum);
  for (const said of [`tls-ready ${own}`, date ?? version]) assert.ok(text.includes(said), said);
});

test("its policy names each script and style, and nothing of it is open", () => {
  const [, policy] = /<meta http-equiv="Content-Security-Policy" content="([^"]+)">/.exec(text);
  const sums = [...text.matchAll(/<(script|style)\b[^>]*>([^]*?)<\/\1>/g)].map(
    ([, , content]) => `'sha256-${createHash("sha256").update(content).digest("base64")}'`,
  );
  assert.ok(sums.length >= 2);
  for (const sum of sums) assert.ok(policy.replaceAll("&#39;", "'").includes(sum), sum);
  assert.doesNotMatch(policy, /'unsafe-|script-src[^;]*(https:|\*)/);
  assert.ok(text.indexOf("Content-Security-Policy") < text.indexOf("<style") && text.indexOf("Content-Security-Policy") < text.indexOf("<script"));
});
