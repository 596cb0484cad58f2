// The page without a network, after one visit; and what a new version of it does.
import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium } from "./browsers.mjs";
import { dist, site } from "./servers.mjs";

let place, browser;
before(async () => {
  place = await mkdtemp(join(tmpdir(), "tls-ready-app-"));
  await cp(dist, place, { recursive: true });
  browser = await chromium();
});
after(async () => {
  await browser?.close();
  await rm(place, { recursive: true, force: true });
});

const verdict = (version) => [
  "location.hash = arguments[0]; const card = document.querySelector('.card'); return card?.innerText.includes(arguments[1]) && card.dataset.verdict",
  `#p=java&v=${version}`,
  version,
];
/** The names of what is stored, once one worker is in charge and none is on its way. */
const settled = `navigator.serviceWorker.getRegistration().then(async (own) => {
    const one = own?.active?.state === "activated" && !own.installing && !own.waiting && navigator.serviceWorker.controller?.state === "activated";
    window.keys = one ? await caches.keys() : undefined;
  });
  return document.documentElement.dataset.ready && window.keys`;

test("it works after the server is gone, and shows no old page once there is a new one", async () => {
  let server = await site({ folder: place });
  const { url, port } = server;
  try {
    await browser.open(url);
    assert.equal((await browser.until(settled)).length, 1);
    await server.close();

    await browser.open(`${url}?again`);
    assert.equal(await browser.until(...verdict("7u80")), "enable");
    const gone = await browser.run("return fetch('robots.txt').then(() => 'there', () => 'gone')");
    assert.equal(gone, "gone", "the server must really be away");

    // A page that was not visited is not there; one that was is.
    server = await site({ folder: place, port });
    await browser.open(`${url}platform/java/`);
    await browser.until("return document.querySelector('h1')?.innerText.includes('Java')");
    await server.close();
    await browser.open(`${url}platform/java/?again`);
    await browser.until("return document.querySelector('h1')?.innerText.includes('Java')");

    // A new version of the site.
    for (const [file, from, to] of [
      ["index.html", /(<title[^>]*>)[^<]*/, "$1A new page"],
      ["service-worker.js", /"[0-9a-f]{12}"/, '"0123456789ab"'],
    ]) {
      const text = await readFile(join(place, file), "utf8");
      assert.match(text, from, file);
      await writeFile(join(place, file), text.replace(from, to));
    }
    server = await site({ folder: place, port });
    await browser.open(`${url}?new`);
    assert.equal(await browser.run("return document.title"), "A new page");
    const keys = await browser.until(`${settled}?.some((name) => name.endsWith("0123456789ab")) && window.keys`);
    assert.equal(keys.length, 2, "one generation before stays for open pages");
    await server.close();
    await browser.open(`${url}?new-again`);
    assert.equal(await browser.run("return document.title"), "A new page");
    assert.equal(await browser.until(...verdict("7u80")), "enable");
  } finally {
    await server.close();
  }
});

test("for those who save data nothing is stored", async () => {
  const server = await site();
  const saver = await chromium();
  const registered = `if (document.readyState !== "complete" || !document.documentElement.dataset.ready) return null;
    window.seen ??= [0]; requestIdleCallback(() => (window.seen[0] += 1));
    navigator.serviceWorker.getRegistrations().then((all) => (window.all = all.length));
    return window.seen[0] > 20 && [navigator.connection.saveData, window.all]`;
  try {
    await saver.open(server.url);
    assert.deepEqual(await saver.until(registered), [false, 1], "else this shows nothing");
    await saver.run("navigator.serviceWorker.getRegistrations().then((all) => all.forEach((one) => one.unregister()))");
    await saver.cdp("Emulation.setDataSaverOverride", { dataSaverEnabled: true });
    await saver.open("about:blank");
    await saver.open(`${server.url}?again`);
    assert.deepEqual(await saver.until(registered), [true, 0]);
  } finally {
    await saver.close();
    await server.close();
  }
});

test("it can be installed", async () => {
  const server = await site();
  try {
    await browser.open(server.url);
    await browser.until("return document.documentElement.dataset.ready");
    const manifest = await browser.cdp("Page.getAppManifest");
    assert.deepEqual(manifest.errors, []);
    const { installabilityErrors } = await browser.cdp("Page.getInstallabilityErrors");
    assert.deepEqual(installabilityErrors, []);
    const { icons } = JSON.parse(manifest.data);
    for (const { src, sizes, type } of icons.filter((icon) => icon.type === "image/png")) {
      const bytes = await readFile(join(dist, src));
      assert.equal(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, sizes, src);
      assert.equal((await fetch(server.url + src)).headers.get("content-type"), type);
    }
  } finally {
    await server.close();
  }
});

const profile = { name: "Example <b>", endpoint: "https://tls.example/api", minimum: "1.3", deadline: "2020-01-31", contact: "javascript:alert(1)", platforms: ["java", "ruby"] };

test("an address can carry a provider's profile; a wrong one is named and not used", async () => {
  const server = await site();
  try {
    const open = async (carried) => {
      await browser.open("about:blank");
      await browser.open(`${server.url}#${new URLSearchParams({ p: "java", v: "8", profile: JSON.stringify(carried) })}`);
      return browser.until("return document.getElementById('provider')?.innerText");
    };
    assert.match(await open(profile), /contact must be a mail address/);
    const said = await open({ ...profile, contact: "api@provider.example" });
    for (const words of ["Example <b>", "January 31, 2020", "TLS 1.3 or later", "api@provider.example"]) assert.ok(said.includes(words), `${words} is not in ${said}`);
    // Java 8 has no TLS 1.3 by default; the provider's minimum is asked for, and his day is past.
    await browser.until("return document.querySelector('#result-stack .card')?.innerText.includes('Since 31 January 2020')");
    assert.equal(await browser.run("return document.getElementById('endpoint').value"), profile.endpoint);
    assert.ok((await browser.run("return decodeURIComponent(location.hash)")).includes("provider.example"), "the address has lost its profile");
  } finally {
    await server.close();
  }
});
