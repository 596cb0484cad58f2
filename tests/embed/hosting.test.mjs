// The site behind real web servers, by the configurations in docs/deploy/: the same headers as our own server's.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { chromium } from "./browsers.mjs";
import { dist, plain, root, site } from "./servers.mjs";

let place, own, browser, paths;
before(async () => {
  place = await mkdtemp(join(tmpdir(), "tls-ready-hosting-"));
  own = await site();
  browser = await chromium();
  const hashed = (await readdir(dist)).filter((name) => /-[A-Z0-9]{8}\./.test(name));
  assert.ok(hashed.length >= 3, "the hashed files must be among the paths");
  const chunk = (await readdir(join(dist, "element"))).find((name) => name.startsWith("chunk-"));
  const texts = (await readdir(dist)).find((name) => name.startsWith("texts-"));
  paths = [`element/${chunk}`, `${texts}/java.txt`, "element/texts.json", "", "index.html", "embed.html", "embed/", "element/define.js", "element/tls_ready.wasm", "platform/java/", "data/platforms.json",
    "manifest.webmanifest", "service-worker.js", ...hashed];
});
after(async () => {
  await browser?.close();
  await own?.close();
  await rm(place, { recursive: true, force: true });
});

const named = ["access-control-allow-origin", "cache-control", "content-security-policy", "cross-origin-opener-policy",
  "cross-origin-resource-policy", "permissions-policy", "referrer-policy", "x-content-type-options"];

async function headers(url) {
  const reply = await fetch(url, { headers: { "accept-encoding": "gzip" } });
  await reply.arrayBuffer();
  assert.equal(reply.status, 200, url);
  return reply.headers;
}

/** Puts a free port and the built site into a configuration, and runs a server with it. */
async function behind(name, change, command, args) {
  // A port that was free a moment ago.
  const taken = await plain(place);
  const { port } = taken;
  await taken.close();
  const text = await readFile(join(root, "docs/deploy", name), "utf8");
  const file = join(place, name);
  await writeFile(file, change(text.replace("/srv/tls-ready", dist).replace(/\b8080\b/, `127.0.0.1:${port}`)));
  const path = `${process.env.PATH}:/usr/sbin:/sbin`;
  const server = spawn(command, args(file), { env: { ...process.env, PATH: path, HOME: place }, stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  server.stderr.on("data", (bytes) => (said += bytes));
  const ended = new Promise((resolve) => server.once("close", resolve).once("error", (problem) => resolve((said += problem))));
  try {
    for (let tries = 0; ; tries++) {
      const open = await new Promise((resolve) => {
        const socket = connect(port, "127.0.0.1", () => resolve(socket.destroy() && true)).once("error", () => resolve(false));
      });
      if (open) break;
      assert.ok(tries < 500 && server.exitCode === null && server.pid, `${command} does not listen: ${said}`);
      await pause(20);
    }
    const url = `http://localhost:${port}/`;
    for (const path of paths) {
      const [theirs, ours] = await Promise.all([headers(url + path), headers(own.url + path)]);
      for (const header of named) assert.equal(theirs.get(header), ours.get(header), `${command}: ${path}: ${header}`);
      const type = (of) => of.get("content-type").replace(/;.*/, "").replace("application/javascript", "text/javascript");
      assert.equal(type(theirs), type(ours), `${command}: ${path}`);
      if (path.endsWith(".wasm")) assert.equal(theirs.get("content-encoding"), "gzip", `${command}: ${path}`);
    }
    await browser.open(`${url}#p=java&v=7u80`);
    assert.equal(await browser.until("return document.querySelector('.card')?.dataset.verdict"), "enable");
  } finally {
    server.kill();
    await ended;
  }
}

test("nginx", () =>
  behind("nginx.conf", (text) => `daemon off; pid ${place}/nginx.pid; events { }
    http { include /etc/nginx/mime.types; access_log off; client_body_temp_path ${place}/a; proxy_temp_path ${place}/b;
    fastcgi_temp_path ${place}/c; uwsgi_temp_path ${place}/d; scgi_temp_path ${place}/e; ${text} }`,
    "nginx", (file) => ["-e", "stderr", "-c", file, "-p", place]));

test("Caddy", () =>
  // Its own way to say which address it listens at.
  behind("Caddyfile", (text) => `{\n\tadmin off\n\tauto_https off\n}\n${text.replace(/^:127\.0\.0\.1:(\d+) \{/m, "http://localhost:$1 {\n\tbind 127.0.0.1")}`,
    "caddy", (file) => ["run", "--config", file, "--adapter", "caddyfile"]));

test("the _headers file has one rule for each path, with the same headers", async () => {
  const rules = [];
  for (const line of (await readFile(join(dist, "_headers"), "utf8")).trimEnd().split("\n")) {
    if (line.startsWith("/")) rules.push([line, {}]);
    else {
      const [, name, value] = /^ {2}([a-z-]+): (.+)$/.exec(line);
      rules.at(-1)[1][name] = value;
    }
  }
  assert.ok(rules.length <= 100, `${rules.length} rules are more than some hosts take`);
  for (const path of paths) {
    const matching = rules.filter(([rule]) => (rule.endsWith("*") ? `/${path}`.startsWith(rule.slice(0, -1)) : rule === `/${path}`));
    assert.equal(matching.length, 1, path);
    const ours = await headers(own.url + path);
    for (const header of named) assert.equal(matching[0][1][header] ?? null, ours.get(header), `${path}: ${header}`);
  }
});
