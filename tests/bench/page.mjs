// Lighthouse on the built page and on its peers, what the first visit weighs,
// and how soon the page answers to a key: `./build.sh bench-page`. Writes
// docs/benchmarks.md. A peer is built elsewhere and named by its folder:
//   PEERS="ssl-config-generator=/path/to/docs howsmyssl=/path/to/page" ./build.sh bench-page
import { execFileSync, spawn } from "node:child_process";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import http from "node:http";
import { cpus, totalmem } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import lighthouse, { desktopConfig } from "lighthouse";
import puppeteer from "puppeteer-core";

const root = path.resolve(import.meta.dirname, "../..");
const chromium = execFileSync("sh", ["-c", "command -v chromium"]).toString().trim();
const flags = ["--no-sandbox", "--disable-dev-shm-usage"];

/** A server on loopback that packs what it sends, as a host does. */
async function serve(answer) {
  const server = http.createServer(async (request, response) => {
    const { status, headers, body } = await answer(request.url ?? "/");
    const packed = gzipSync(body, { level: 9 });
    response.writeHead(status, { ...headers, "content-encoding": "gzip", "content-length": packed.length });
    response.end(packed);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://localhost:${server.address().port}/`, close: () => server.close() };
}

/** Our page, with the headers that `./build.sh serve` gives it. */
async function ours() {
  const child = spawn("cargo", ["xtask", "serve", "--port", "0"], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  const line = await new Promise((resolve) => child.stdout.once("data", (data) => resolve(data.toString().trim())));
  const served = await serve(async (url) => {
    const reply = await fetch(new URL(url, line));
    const headers = Object.fromEntries([...reply.headers].filter(([name]) => name !== "content-length"));
    return { status: reply.status, headers, body: Buffer.from(await reply.arrayBuffer()) };
  });
  return { url: served.url, close: () => (served.close(), child.kill()) };
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

async function measure(name, url) {
  const rows = [];
  for (const [preset, config] of [["mobile", undefined], ["desktop", desktopConfig]]) {
    const browser = await puppeteer.launch({ executablePath: chromium, args: flags });
    const { lhr } = await lighthouse(url, { port: Number(new URL(browser.wsEndpoint()).port), logLevel: "error" }, config);
    await browser.close();
    const scores = CATEGORIES.map((category) => Math.round(100 * lhr.categories[category].score));
    const time = (audit) => `${Math.round(lhr.audits[audit].numericValue)} ms`;
    const requests = lhr.audits["network-requests"].details.items.filter((item) => item.url.startsWith(new URL(url).origin));
    const weight = requests.reduce((sum, item) => sum + item.transferSize, 0);
    const faults = CATEGORIES.flatMap((category) => lhr.categories[category].auditRefs)
      .filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 0.9)
      .map(({ id }) => id);
    if (faults.length > 0) console.error(`${name}, ${preset}: ${[...new Set(faults)].join(", ")}`);
    rows.push([name, preset, ...scores, time("first-contentful-paint"), time("largest-contentful-paint"), time("total-blocking-time"),
      lhr.audits["cumulative-layout-shift"].numericValue.toFixed(3), String(requests.length), `${(weight / 1000).toFixed(1)} KB`]);
  }
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
const rows = [...(await measure("tls-ready, index", own.url)), ...(await measure("tls-ready, platform/java/", `${own.url}platform/java/`))];
const keys = await typing(own.url);
own.close();
for (const [name, from] of peers) {
  const peer = await folder(path.resolve(from));
  rows.push(...(await measure(name, peer.url)));
  peer.close();
}
const version = execFileSync(chromium, ["--version"]).toString().trim();
const table = [
  ["page", "preset", "performance", "accessibility", "best practices", "SEO", "first paint", "largest paint", "blocked", "shift", "requests", "transferred"],
  Array(12).fill("---"),
  ...rows,
].map((row) => `| ${row.join(" | ")} |`);
const machine = `${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GiB`;
writeFileSync(
  path.join(root, "docs/benchmarks.md"),
  `# Benchmarks of the page

\`./build.sh bench-page\` writes this file. ${new Date().toISOString().slice(0, 10)}; ${machine}; ${version}; Lighthouse
${JSON.parse(readFileSync(path.join(import.meta.dirname, "node_modules/lighthouse/package.json"), "utf8")).version}. Everything is served from loopback and packed with gzip; requests and bytes are those to the page's own
server, headers included.

${table.join("\n")}

While somebody types into the box, the slowest interaction takes ${keys.median} ms to the next paint (median of five runs: ${keys.runs.join(", ")};
the browser counts in steps of 8 ms${keys.median === 0 ? ", and names none below 16" : ""}).
`,
);
console.log(table.join("\n"), keys);
process.exit(0);
