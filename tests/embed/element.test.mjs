// <tls-ready> in somebody else's page: another origin, a strict policy, no script of ours but the element's.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium, firefox, webkit } from "./browsers.mjs";
import { dist, plain, root } from "./servers.mjs";

let home, browser;
before(async () => {
  // The element's own host; the headers are those of the site.
  home = await plain(join(dist, "element"), {
    under: "/element/",
    headers: () => ({ "access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin" }),
  });
  browser = await chromium();
});
after(async () => {
  await browser?.close();
  await home?.close();
});

const policy = (more = "") => {
  const script = `script-src 'self' ${home.origin}${more}`;
  return `default-src 'none'; ${script}; connect-src 'self' ${home.origin} https:; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'`;
};

/** A page of somebody else's with this in its body, and what it was asked for. */
async function hosted(body, use, { engine = browser, wasm = true, files = {}, css = "" } = {}) {
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><title>docs</title><link rel="icon" href="data:,">
    <link rel="stylesheet" href="docs.css"><script type="module" src="${home.url}define.js"></script><script src="log.js"></script><body>${body}</body></html>`;
  const log = `window.results = []; document.addEventListener("tls-ready-result", (event) =>
    results.push({ detail: event.detail, composed: event.composed, target: event.target.localName }));`;
  const server = await plain("/nowhere", {
    headers: () => ({ "content-security-policy": policy(wasm ? " 'wasm-unsafe-eval'" : "") }),
    files: { "index.html": html, "log.js": log, "docs.css": css, ...files },
  });
  home.asked.length = 0;
  try {
    await engine.open(server.url);
    return await use(engine, server);
  } finally {
    await server.close();
  }
}

const part = (what) => `const own = (index = 0) => document.querySelectorAll('tls-ready')[index]; const inside = (selector, index) => own(index).shadowRoot?.querySelector(selector); ${what}`;
const card = part("return inside('.card')?.dataset.verdict");
const quote = (value) => JSON.stringify(value).replaceAll("&", "&amp;").replaceAll("'", "&#39;");

for (const engine of [chromium, firefox, webkit]) {
  test(`${engine.name}: three lines are enough`, async () => {
    const own = engine === chromium ? browser : await engine();
    try {
      await hosted('<tls-ready platform="java" version="7u80" deadline="2027-01-31"><a href="#">table</a></tls-ready>', async (page, server) => {
        assert.equal(await page.until(card), "enable");
        const text = await page.run(part("return own().shadowRoot.querySelector('[part~=result]').innerText"));
        assert.match(text, /31 January 2027/);
        assert.equal(await page.run(part("return inside('slot').checkVisibility?.() ?? !inside('slot').hidden")), false);
        const requested = await page.run("return performance.getEntriesByType('resource').map((entry) => entry.name)");
        const elsewhere = requested.filter((url) => !url.startsWith(home.origin) && !url.startsWith(server.origin));
        assert.deepEqual(elsewhere, []);
      }, { engine: own });
    } finally {
      if (own !== browser) await own.close();
    }
  });
}

test("nothing is loaded before it is seen, and one wasm serves all", async () => {
  const wasm = () => home.asked.filter((path) => path.endsWith(".wasm")).length;
  const body = `<div class="high"></div><tls-ready platform="java" version="7u80"></tls-ready><tls-ready platform="ruby" version="1.9.3"></tls-ready>`;
  await hosted(body, async (page) => {
    await page.until("return customElements.get('tls-ready') !== undefined && document.querySelector('tls-ready').shadowRoot !== null");
    assert.equal(wasm(), 0);
    await page.run("document.querySelector('tls-ready').scrollIntoView()");
    assert.equal(await page.until(card), "enable");
    assert.equal(await page.until(part("own(1).scrollIntoView(); return inside('.card', 1)?.dataset.verdict")), "upgrade");
    assert.equal(wasm(), 1);
  }, { css: ".high { height: 400vh }" });
});

test("its event carries the answer and never the text", async () => {
  await hosted("<div><tls-ready></tls-ready></div>", async (page) => {
    const secret = "c0rrect-h0rse";
    await page.until(part("return customElements.get('tls-ready') && !inside('[part~=tool]').hidden"));
    for (const [text, expected] of [
      [`ruby 1.9.3p551 token=${secret}`, "upgrade"],
      [`${secret} javax.net.ssl.SSLHandshakeException: PKIX path building failed: ${secret}`, "other-cause"],
      [`nothing but ${secret}`, "unknown"],
    ]) {
      await page.run("window.results.length = 0");
      await page.run(part("window.done = null; own().inspect(arguments[0]).then((report) => (window.done = report))"), text);
      const report = await page.until("return window.done");
      const [event] = await page.until("return window.results.length > 0 && window.results");
      assert.deepEqual([event.detail.from, event.detail.report.verdict, event.composed, event.target], ["text", expected, true, "tls-ready"]);
      assert.equal(report.verdict, expected);
      assert.ok(!JSON.stringify(event).includes(secret), `the event tells what was pasted: ${JSON.stringify(event)}`);
    }
  });
});

test("a typed text is answered, and a test of the connection ends in an event", async () => {
  await hosted("<tls-ready endpoint='https://localhost:1/'></tls-ready>", async (page) => {
    await page.until(part("return customElements.get('tls-ready') && !inside('[part~=tool]').hidden"));
    await page.run(part("const box = inside('textarea'); box.value = 'OpenSSL 0.9.8zh 3 Dec 2015'; box.dispatchEvent(new Event('input', { bubbles: true }))"));
    assert.equal(await page.until(card), "upgrade");
    await page.run(part("window.results.length = 0; inside('[part=probe]').click()"));
    const [event] = await page.until("return window.results.length > 0 && window.results");
    assert.deepEqual([event.detail.from, event.detail.report, event.detail.outcome], ["probe", null, "no-connection"]);
  });
});

test("of a long text the first part is read, and the answer says so", async () => {
  await hosted("<tls-ready></tls-ready>", async (page) => {
    await page.until(part("return customElements.get('tls-ready') && !inside('[part~=tool]').hidden"));
    await page.run(part("own().inspect('java version \"1.7.0_80\"\\n' + 'nothing of it\\n'.repeat(100000))"));
    await page.until(`${card} === 'enable'`);
    assert.match(await page.run(part("return inside('.cut').innerText")), /64 KB/);
    await page.run(part("own().inspect('ruby 1.9.3p551')"));
    await page.until(`${card} === 'upgrade'`);
    assert.equal(await page.run(part("return inside('.cut')")), null);
  });
});

test("a platform that leaves TLS to another library has a field for it", async () => {
  await hosted("<tls-ready platform='ruby' version='2.0.0'></tls-ready>", async (page) => {
    assert.equal(await page.until(card), "ready");
    const type = "const field = inside(arguments[0]); field.value = arguments[1]; field.dispatchEvent(new Event('input', { bubbles: true }))";
    const shown = part("return inside('#linked').checkVisibility()");
    assert.equal(await page.run(shown), true);
    await page.run(part(type), "#linked", "OpenSSL 0.9.8zh");
    await page.until(`${card} === 'upgrade'`);
    // It stays with the platform that it was entered for.
    await page.run(part(type), "#platform", "java");
    await page.until(part("return !inside('#linked').checkVisibility()"));
    await page.run("document.querySelector('tls-ready').linked = 'OpenSSL 0.9.8zh'");
    await page.until(`${card} === 'upgrade'`);
  });
});

test("attributes and properties are in step", async () => {
  await hosted("<tls-ready></tls-ready>", async (page) => {
    await page.until("return customElements.get('tls-ready') !== undefined");
    const rows = [
      ["platform", "java", "java"], ["version", "7u80", "7u80"], ["linked", "OpenSSL 1.0.2k", "OpenSSL 1.0.2k"], ["minimum", "1.3", "1.3"], ["endpoint", "https://tls.example/", "https://tls.example/"],
      ["deadline", "2027-01-31", "2027-01-31"], ["contact", "a@b.example", "a@b.example"], ["platforms", ["java", "php"], "java php"],
      ["language", "en", "en"], ["compact", true, ""], ["heading", "Check", "Check"], ["profile", { name: "X" }, '{"name":"X"}'], ["site", "https://x.example/", "https://x.example/"],
    ];
    for (const [name, value, attribute] of rows) {
      const seen = await page.run(
        "const own = document.createElement('tls-ready'); own[arguments[0]] = arguments[1]; return [own.getAttribute(arguments[0]), own[arguments[0]]]",
        name, value,
      );
      assert.deepEqual(seen, [attribute, name === "profile" ? attribute : value], name);
    }
    await page.run(part("own().platform = 'java'; own().version = '7u80'"));
    assert.equal(await page.until(card), "enable");
    await page.run(part("own().minimum = '1.3'"));
    await page.until(part("return inside('.headline')?.innerText.includes('TLS 1.3')"));
    await page.run(part("own().version = '21.0.1'"));
    await page.until(`${card} === 'ready'`);
  });
});

test("it takes the host's font and colours, and has no heading unless asked", async () => {
  const css = "html { color-scheme: light; } body { font: 20px/1.5 serif; color: rgb(10, 20, 30); } .dark { color-scheme: dark; color: rgb(250, 240, 230); }";
  const body = '<tls-ready platform="java" version="7u80"></tls-ready><div class="dark"><tls-ready platform="java" version="7u80" heading="Is your client ready?" heading-level="3"></tls-ready></div>';
  await hosted(body, async (page) => {
    await page.until(card);
    await page.until(part("own(1).scrollIntoView(); return inside('.card', 1)"));
    const look = (index) => page.run(part(`const of = (selector) => getComputedStyle(inside(selector, ${index}));
      return { font: of('.card').fontFamily, size: of('form').fontSize, ink: of('.card').color, verdict: of('.verdict').color,
        headings: [...own(${index}).shadowRoot.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((heading) => heading.localName) }`));
    const [light, dark] = [await look(0), await look(1)];
    assert.deepEqual([light.font, light.size, light.ink, light.headings], ["serif", "20px", "rgb(10, 20, 30)", []]);
    assert.equal(dark.ink, "rgb(250, 240, 230)");
    assert.notEqual(light.verdict, dark.verdict);
    assert.deepEqual(dark.headings.slice(0, 2), ["h3", "h4"]);
    const unlabelled = await page.run(part("return [...own().shadowRoot.querySelectorAll('input, select, textarea')].filter((field) => field.labels.length === 0).length"));
    assert.equal(unlabelled, 0);
  }, { css });
});

const example = {
  name: "Example", endpoint: "https://tls.example/api", minimum: "1.3", deadline: "2020-01-31", contact: "tls@provider.example",
  notice: "Read this first.", links: [{ title: "Help", url: "https://provider.example/help" }], platforms: ["java", "ruby"],
  notes: [{ platform: "java", text: "Use our SDK 4." }],
};

test("a provider's profile, inline and by its address", async () => {
  for (const [name, value, files] of [
    ["inline", quote(example), {}],
    ["by address", '"profile.json"', { "profile.json": JSON.stringify(example) }],
  ]) {
    await hosted(`<tls-ready platform="java" version="8" profile='${value.startsWith("{") ? value : value.slice(1, -1)}'></tls-ready>`, async (page) => {
      await page.until(card);
      const text = await page.run(part("return own().shadowRoot.querySelector('[part~=tool]').innerText"));
      for (const words of ["Read this first.", "31 January 2020", "tls@provider.example", "Help", "Use our SDK 4.", "TLS 1.3"]) {
        assert.ok(text.includes(words), `${name}: ${words} is not in ${text}`);
      }
      const shown = await page.run(part("return [...inside('#platform').options].map((option) => option.value)"));
      assert.deepEqual(shown, ["", "java", "ruby"], name);
    }, { files });
  }
});

test("a profile that is wrong or hostile does no harm, and the field is named", async () => {
  const rows = [
    [{ ...example, links: [{ title: "x", url: "javascript:alert(1)" }] }, "links[0].url"],
    [{ ...example, minimum: "1.0" }, "minimum"],
    [{ ...example, notice: "x".repeat(100_000) }, "the profile"],
    [{ ...example, verdict: "ready" }, "verdict"],
    [{ name: "Example" }, "endpoint"],
  ];
  for (const [bad, field] of rows) {
    await hosted(`<tls-ready profile='${quote(bad)}'><p id="fallback">the table</p></tls-ready>`, async (page) => {
      const said = await page.until(part("const error = inside('[part=error]'); return error && !error.hidden && error.innerText"));
      assert.ok(said.includes(field), `${field} is not named: ${said.slice(0, 300)}`);
      assert.equal(await page.run("return document.getElementById('fallback').checkVisibility()"), true);
    });
  }
  const markup = '<img src=x onerror="document.title=1"><script>document.title=1</script>';
  const hostile = { ...example, name: markup, notice: markup, links: [{ title: markup, url: "https://provider.example/" }], notes: [{ platform: "java", text: markup }] };
  await hosted(`<tls-ready platform="java" version="7u80" contact="javascript:alert(1)" profile='${quote(hostile)}'></tls-ready>`, async (page) => {
    await page.until(card);
    const seen = await page.run(part(`const all = own().shadowRoot; return { title: document.title, images: all.querySelectorAll('img, script').length,
      links: [...all.querySelectorAll('a')].map((link) => link.protocol).filter((kind) => !['https:', 'mailto:'].includes(kind)), text: all.querySelector('[part~=tool]').innerText.includes('<img') }`));
    assert.deepEqual(seen, { title: "docs", images: 0, links: [], text: true });
  });
});

test("where the host's policy forbids it, what is inside the tag stays, and one line says why", async () => {
  await hosted('<tls-ready platform="java" version="7u80"><p id="fallback">the table</p></tls-ready>', async (page) => {
    await page.until(part("return customElements.get('tls-ready') && !inside('[part=error]').hidden"));
    assert.equal(await page.run("return document.getElementById('fallback').checkVisibility()"), true);
    assert.match(await page.run(part("return inside('[part=error]').innerText")), /wasm|WebAssembly/i);
  }, { wasm: false });
});

test("compact shows the verdict, the headline and the first fix, and the rest on demand", async () => {
  await hosted('<tls-ready compact platform="java" version="7u80"></tls-ready>', async (page) => {
    await page.until(card);
    const visible = part("return [...own().shadowRoot.querySelectorAll('.card > *')].filter((child) => child.checkVisibility()).map((child) => child.className)");
    const before = await page.run(visible);
    for (const name of ["verdict", "headline", "fixes", "more"]) assert.ok(before.includes(name), `${name} is not in ${before}`);
    assert.equal(before.length, 4);
    await page.run(part("inside('.more').click()"));
    assert.ok((await page.run(visible)).length > 4);
  });
});

test("it speaks the language that is asked for, else the page's, else English", async () => {
  for (const [attribute, expected] of [['language="de"', "de"], ['language="xx"', "en"], ["", "en"]]) {
    await hosted(`<tls-ready ${attribute} platform="java" version="7u80"></tls-ready>`, async (page) => {
      await page.until(card);
      const { lang, label } = await page.run(part("return { lang: inside('[part~=tool]').lang, label: inside('label').innerText }"));
      const { element } = JSON.parse(await readFile(join(root, `www/text/${expected}.json`), "utf8"));
      assert.deepEqual([lang, label], [expected, element.paste], attribute);
    });
  }
});

test("what the documentation names is what there is", async () => {
  const docs = await readFile(join(root, "docs/embedding.md"), "utf8");
  const css = await readFile(join(root, "www/embed/element.css"), "utf8");
  const named = (pattern, text) => [...new Set([...text.matchAll(pattern)].map(([found]) => found))].sort();
  assert.deepEqual(named(/--tls-ready-[\w-]+/g, css), named(/--tls-ready-[\w-]+/g, docs));
  await hosted(`<tls-ready platform="java" version="7u80" heading="Check" profile='${quote(example)}'></tls-ready>`, async (page) => {
    await page.until(card);
    const { attributes, parts } = await page.run(part(`return { attributes: customElements.get('tls-ready').observedAttributes,
      parts: [...own().shadowRoot.querySelectorAll('[part]')].flatMap((one) => [...one.part]) }`));
    for (const name of [...attributes, ...parts]) assert.ok(name === "enable" || name === "upgrade" || docs.includes(`\`${name}\``), `${name} is not in docs/embedding.md`);
    assert.ok(parts.length > 8 && attributes.length > 10);
  });
});

test("nothing is wider than a small screen", async () => {
  await hosted('<tls-ready platform="java" version="7u80" compact></tls-ready><tls-ready platform="dotnet" version="4.5"></tls-ready>', async (page) => {
    await page.cdp("Emulation.setDeviceMetricsOverride", { width: 320, height: 700, deviceScaleFactor: 1, mobile: false });
    try {
      await page.until(card);
      await page.until(part("own(1).scrollIntoView(); return inside('.card', 1)"));
      assert.deepEqual(await page.run("const all = document.documentElement; return [innerWidth, all.scrollWidth - all.clientWidth]"), [320, 0]);
    } finally {
      await page.cdp("Emulation.clearDeviceMetricsOverride");
    }
  });
});
