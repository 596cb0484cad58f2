// The page for frames, and the page that puts the lines together: its lines are used as they stand.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { chromium } from "./browsers.mjs";
import { plain, site } from "./servers.mjs";

let own, browser;
before(async () => {
  own = await site();
  browser = await chromium();
});
after(async () => {
  await browser?.close();
  await own?.close();
});

/** A page of another origin with this in its body. */
async function around(body, use, script = "") {
  const html = `<!doctype html><meta charset="utf-8"><title>docs</title><link rel="icon" href="data:,"><body>${body}<script>${script}</script></body>`;
  const server = await plain("/nowhere", { files: { "index.html": html } });
  try {
    await browser.open(server.url);
    return await use(server);
  } finally {
    await server.close();
  }
}

/** Runs something inside of the page's frame. */
async function inside(use) {
  await browser.frame(0);
  try {
    return await use();
  } finally {
    await browser.frame(null);
  }
}

const verdict = "return document.querySelector('tls-ready')?.shadowRoot?.querySelector('.card')?.dataset.verdict";
const heights = "window.heights = []; addEventListener('message', ({ origin, data }) => heights.push([origin, data.type, data.height]))";

test("the options in the fragment are the element's, and the rest scrolls inside", async () => {
  const options = new URLSearchParams({ platform: "java", version: "7u80", deadline: "2027-01-31", platforms: "java php", heading: "Check" });
  await around(`<iframe src="${own.url}embed.html#${options}" width="500" height="300"></iframe>`, async () => {
    await inside(async () => {
      assert.equal(await browser.until(verdict), "enable");
      const tall = "const all = document.documentElement; scrollTo(0, 100); return [all.clientHeight, all.scrollHeight > all.clientHeight, scrollY]";
      assert.deepEqual(await browser.run(tall), [300, true, 100]);
      const choices = "return [...document.querySelector('tls-ready').shadowRoot.querySelectorAll('#platform option')].length";
      assert.equal(await browser.run(choices), 3);
    });
    assert.deepEqual(await browser.run("return window.heights"), [], "nobody asked for the height");
  }, heights);
});

test("the height is told to the origin that was named, and to no other", async () => {
  for (const [host, told] of [["location.origin", true], ["'https://elsewhere.example'", false], ["'javascript:x'", false]]) {
    const script = `${heights}; const frame = document.querySelector('iframe'); frame.src = "${own.url}embed.html#platform=java&version=7u80&host=" + encodeURIComponent(${host});`;
    await around('<iframe width="500" height="300"></iframe>', async () => {
      await inside(() => browser.until(verdict));
      if (!told) return assert.deepEqual(await browser.run("return window.heights"), [], host);
      const seen = await browser.until("return window.heights.some(([, , height]) => height > 300) && window.heights");
      for (const [origin, type] of seen) assert.deepEqual([origin, type], [new URL(own.url).origin, "tls-ready-height"]);
    }, script);
  }
});

test("no other page may be framed, and a fragment cannot name another site", async () => {
  await around(`<iframe src="${own.url}"></iframe><iframe src="${own.url}embed.html#platform=java&version=7u80&site=https://evil.example/"></iframe>`, async () => {
    await browser.frame(1);
    await browser.until(verdict);
    assert.equal(await browser.run("return document.querySelector('tls-ready').site"), "./");
    await browser.frame(null);
    assert.equal(await inside(() => browser.run("return document.querySelector('.overview')")), null);
  });
});

test("the lines that the builder makes do what it shows", async () => {
  await browser.open(`${own.url}embed/`);
  const choose = `for (const [name, value] of Object.entries({ minimum: '1.3', deadline: '2027-01-31', contact: 'api@provider.example', platform: 'java', version: '7u80', linked: 'OpenSSL 1.0.2k', heading: '"Ready" & <set>' }))
      document.querySelector('#' + name).value = value;
    document.querySelector('[value=php][name=platforms]').checked = document.querySelector('[value=java][name=platforms]').checked = true;
    document.querySelector('#choices').dispatchEvent(new Event('input', { bubbles: true }));`;
  await browser.run(choose);
  await browser.run("document.querySelector('#preview').scrollIntoView()");
  const words = await browser.until("return document.querySelector('#preview').shadowRoot?.querySelector('.card')?.innerText.includes('TLS 1.3') && document.querySelector('#preview').shadowRoot.querySelector('[part~=tool]').innerText");
  for (const said of ['"Ready" & <set>', "31 January 2027", "api@provider.example"]) assert.ok(words.includes(said), `${said} is not in ${words}`);
  const lines = (id) => browser.run("return document.getElementById(arguments[0]).textContent", id);
  const [element, frame, height, table] = [await lines("element-lines"), await lines("frame-lines"), await lines("height-lines"), await lines("table-lines")];
  assert.equal(table, "tls-ready table --html java php");
  assert.match(element, / linked="OpenSSL 1\.0\.2k"/);
  assert.match(frame, /[#&;]linked=OpenSSL\+1\.0\.2k/);
  assert.ok(element.trim().split("\n").length <= 4, "three lines, and the end of the tag");

  await around(element, async () => {
    await browser.until(verdict);
    const own = await browser.run("return document.querySelector('tls-ready').shadowRoot.querySelector('[part~=tool]').innerText");
    for (const said of ['"Ready" & <set>', "31 January 2027", "api@provider.example"]) assert.ok(own.includes(said), said);
  });
  await around(frame, async () => {
    assert.equal(await inside(() => browser.until(verdict)), "upgrade");
  });
  // The builder cannot know the page that the lines go to: its place holder is the one thing to change.
  const server = await plain("/nowhere", { files: {} });
  await server.close();
  const html = `<!doctype html><meta charset="utf-8"><title>docs</title><link rel="icon" href="data:,"><body>${height.replaceAll(encodeURIComponent("https://docs.example.com"), encodeURIComponent(server.origin))}</body>`;
  const again = await plain("/nowhere", { files: { "index.html": html }, port: server.port });
  try {
    await browser.open(again.url);
    await browser.until("const { height } = document.getElementById('tls-ready').style; return height !== '' && height !== '600px'");
  } finally {
    await again.close();
  }
});
