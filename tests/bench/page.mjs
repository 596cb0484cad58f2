// Lighthouse on the built pages and on their peers, what a first visit weighs,
// and how soon the page answers to a key: `./build.sh bench-page`. Writes
// docs/benchmarks.md. A peer is named by the folder of its page:
//   PEERS="ssl-config-generator=/path/to/docs howsmyssl=/path/to/page" ./build.sh bench-page
// which tests/bench/peers/build.sh makes of git clones of both.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import http from "node:http";
import { cpus, totalmem } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import lighthouse, { desktopConfig } from "lighthouse";
import puppeteer from "puppeteer-core";

const root = path.resolve(import.meta.dirname, "../..");
const chromium = execFileSync("sh", ["-c", "command -v chromium"]).toString().trim();
const flags = ["--no-sandbox", "--disable-dev-shm-usage"];

/** A server on loopback that packs what it sends, as a host does, and keeps a list of it. */
async function serve(answer) {
  const sent = [];
  const packed = new Map();
  const server = http.createServer(async (request, response) => {
    // What a browser still asks for when its server is gone.
    const reply = await answer(request.url ?? "/").catch(() => null);
    if (!reply) return void response.destroy();
    const { status, headers, body } = reply;
    const key = request.url ?? "/";
    if (!packed.has(key)) packed.set(key, gzipSync(body, { level: 9 }));
    const bytes = packed.get(key);
    sent.push({ url: key, bytes: bytes.length });
    response.writeHead(status, { ...headers, "content-encoding": "gzip", "content-length": bytes.length });
    response.end(bytes);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://localhost:${server.address().port}/`, sent, close: () => server.close() };
}

/** Our site, with the headers that `./build.sh serve` gives it, with what stores it for later or without. */
async function ours(stores = true) {
  const child = spawn("cargo", ["xtask", "serve", "--port", "0"], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  const line = await new Promise((resolve) => child.stdout.once("data", (data) => resolve(data.toString().trim())));
  const served = await serve(async (url) => {
    if (!stores && url === "/service-worker.js") return { status: 404, headers: {}, body: Buffer.alloc(0) };
    const reply = await fetch(new URL(url, line));
    const headers = Object.fromEntries([...reply.headers].filter(([name]) => name !== "content-length"));
    return { status: reply.status, headers, body: Buffer.from(await reply.arrayBuffer()) };
  });
  return { ...served, close: () => (served.close(), child.kill()) };
}

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png", ".ico": "image/x-icon" };

/** A folder of files, for a peer. */
const folder = (from) =>
  serve(async (url) => {
    let file = path.join(from, decodeURIComponent(url.split("?")[0]));
    if (existsSync(file) && statSync(file).isDirectory()) file = path.join(file, "index.html");
    if (!file.startsWith(from) || !existsSync(file)) return { status: 404, headers: {}, body: Buffer.alloc(0) };
    return { status: 200, headers: { "content-type": TYPES[path.extname(file)] ?? "application/octet-stream" }, body: readFileSync(file) };
  });

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];

/** Names what of it is below 100. */
function faults(name, lhr, categories) {
  const found = categories
    .flatMap((category) => lhr.categories[category].auditRefs)
    .filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 0.9)
    .map(({ id }) => id);
  if (found.length > 0) console.error(`${name}: ${[...new Set(found)].join(", ")}`);
}

async function look(url, flagsOf, config) {
  const browser = await puppeteer.launch({ executablePath: chromium, args: flags });
  try {
    return (await lighthouse(url, { port: Number(new URL(browser.wsEndpoint()).port), logLevel: "error", ...flagsOf }, config)).lhr;
  } finally {
    await browser.close();
  }
}

async function measure(name, url) {
  const rows = [];
  for (const [preset, config] of [["mobile", undefined], ["desktop", desktopConfig]]) {
    const lhr = await look(url, {}, config);
    const scores = CATEGORIES.map((category) => Math.round(100 * lhr.categories[category].score));
    const time = (audit) => `${Math.round(lhr.audits[audit].numericValue)} ms`;
    const requests = lhr.audits["network-requests"].details.items.filter((item) => item.url.startsWith(new URL(url).origin));
    const weight = requests.reduce((sum, item) => sum + item.transferSize, 0);
    faults(`${name}, ${preset}`, lhr, CATEGORIES);
    rows.push([name, preset, ...scores, time("first-contentful-paint"), time("largest-contentful-paint"), time("total-blocking-time"),
      lhr.audits["cumulative-layout-shift"].numericValue.toFixed(3), String(requests.length), `${(weight / 1000).toFixed(1)} KB`]);
    console.error(rows.at(-1).join(" | "));
  }
  return rows;
}

/** Every page of the site, by its address from the root. */
function pages() {
  const folders = readdirSync(path.join(root, "dist/platform"), { withFileTypes: true }).filter((one) => one.isDirectory());
  const platforms = ["platform/", ...folders.map(({ name }) => `platform/${name}/`)];
  return ["", "?lang=de", "embed/", ...platforms];
}

/** What of all pages is below 100, but for the speed, which is measured on a few. */
async function everyPage(url) {
  const onlyCategories = CATEGORIES.slice(1);
  const below = [];
  for (const page of pages()) {
    const lhr = await look(url + page, { onlyCategories, throttlingMethod: "provided" }, desktopConfig);
    const scores = onlyCategories.map((category) => Math.round(100 * lhr.categories[category].score));
    if (scores.some((score) => score < 100)) below.push(`/${page} (${scores.join(", ")})`);
    console.error(`/${page}: ${scores.join(", ")}`);
    faults(`/${page}`, lhr, onlyCategories);
  }
  const all = `accessibility, best practices and SEO of all ${pages().length} pages`;
  return below.length === 0 ? `100 for ${all}.` : `Below 100 for ${all}: ${below.join("; ")}.`;
}

const total = (sent) => sent.reduce((bytes, one) => bytes + one.bytes, 0);
const sum = (sent) => `${(total(sent) / 1000).toFixed(1)} KB in ${sent.length} requests`;

/** What is sent to a first visit: before anybody does anything, for an answer, and to be stored. */
async function weights() {
  const rows = [];
  let first = [];
  const visit = async (stores, use) => {
    const own = await ours(stores);
    const browser = await puppeteer.launch({ executablePath: chromium, args: flags });
    const page = await browser.newPage();
    await page.goto(own.url, { waitUntil: "networkidle0" });
    await page.waitForFunction(() => document.documentElement.dataset.ready === "true");
    await use(page, own.sent);
    await browser.close();
    own.close();
  };
  await visit(false, async (page, sent) => {
    first = sent.filter(({ url }) => url !== "/service-worker.js");
    rows.push(["before anybody does anything", sum(first)]);
    sent.length = 0;
    await page.evaluate((text) => {
      const box = document.getElementById("paste");
      box.value = text;
      box.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" }));
    }, TYPED);
    await page.waitForSelector("#result-paste .card");
    await page.waitForNetworkIdle();
    const wasm = sent.filter(({ url }) => url.endsWith(".wasm"));
    rows.push(["more for the first answer (Java 7u80)", `${sum(sent)}; the wasm is ${(wasm[0].bytes / 1000).toFixed(1)} KB of it`]);
    rows.push(["both: a first visit with an answer", sum([...first, ...sent])]);
  });
  await visit(true, async (page, sent) => {
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
    rows.push(["then, when the page is idle, to work offline (not with Save-Data)", `${((total(sent) - total(first)) / 1000).toFixed(1)} KB in ${sent.length - first.length} requests`]);
  });
  return rows;
}

const TYPED = 'java version "1.7.0_80"\nJava(TM) SE Runtime Environment (build 1.7.0_80-b15)';

/** The slowest interaction while somebody types into the box: the median of five runs. */
async function typing(url) {
  const slowest = [];
  for (let run = 0; run < 5; run++) {
    const browser = await puppeteer.launch({ executablePath: chromium, args: flags });
    const page = await browser.newPage();
    await page.goto(url);
    await page.waitForFunction(() => document.documentElement.dataset.ready === "true");
    await page.evaluate(() => {
      window.slowest = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (entry.interactionId) window.slowest = Math.max(window.slowest, entry.duration);
      }).observe({ type: "event", durationThreshold: 16, buffered: true });
    });
    await page.type("#paste", TYPED, { delay: 40 });
    await page.waitForSelector("#result-paste .card");
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
    slowest.push(await page.evaluate(() => window.slowest));
    await browser.close();
  }
  return { runs: slowest, median: [...slowest].sort((one, other) => one - other)[2] };
}

const peers = (process.env.PEERS ?? "").split(" ").filter(Boolean).map((peer) => peer.split("="));
const own = await ours();
const rows = [];
for (const page of ["", "platform/java/", "platform/mono/", "embed/"]) rows.push(...(await measure(`tls-ready, /${page}`, own.url + page)));
const keys = await typing(own.url);
const weighed = await weights();
const every = await everyPage(own.url);
own.close();
for (const [name, from] of peers) {
  const peer = await folder(path.resolve(from));
  rows.push(...(await measure(name, peer.url)));
  peer.close();
}
const version = execFileSync(chromium, ["--version"]).toString().trim();
const tabled = (head, rows) => [head, Array(head.length).fill("---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
const table = tabled(
  ["page", "preset", "performance", "accessibility", "best practices", "SEO", "first paint", "largest paint", "blocked", "shift", "requests", "transferred"],
  rows,
);
const machine = `${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GiB`;
const tool = JSON.parse(readFileSync(path.join(import.meta.dirname, "node_modules/lighthouse/package.json"), "utf8")).version;
const section = `## The page

\`./build.sh bench-page\` writes this section. ${new Date().toISOString().slice(0, 10)}; ${machine}; ${version}; Lighthouse ${tool}.
Everything is served from loopback and packed with gzip; requests and bytes are those to the page's own
server, in the first table with headers. The peers are built from their sources by \`tests/bench/peers/build.sh\`.

${table}

${every}

| a first visit to the index | gzip, without headers |
| --- | --- |
${weighed.map((row) => `| ${row.join(" | ")} |`).join("\n")}

While somebody types into the box of a page that was just opened, the slowest interaction takes ${keys.median} ms to the next
paint (median of five runs: ${keys.runs.join(", ")}; the browser counts in steps of 8 ms, and names none below 16).
`;
const file = path.join(root, "docs/benchmarks.md");
const text = existsSync(file) ? readFileSync(file, "utf8") : "# Benchmarks\n";
// The other sections are other commands'.
const [head, ...sections] = text.split(/^(?=## )/m);
writeFileSync(file, [head.trim(), ...sections.filter((one) => !one.startsWith("## The page")).map((one) => one.trim()), section.trim()].join("\n\n") + "\n");
console.log(section);
process.exit(0);
