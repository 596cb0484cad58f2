// Web servers on loopback for the suites: the site's own, and plain ones.
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { dirname, extname, join, normalize } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
export const dist = join(root, "dist");

const types = {
  ".html": "text/html", ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm", ".css": "text/css",
  ".json": "application/json", ".svg": "image/svg+xml", ".png": "image/png", ".webmanifest": "application/manifest+json",
};

/**
 * Serves a folder: `under` is the path that it is mounted at, `headers` gives those of a path, `asked` is what was requested.
 * `close` cuts it off.
 */
export async function plain(folder, { under = "/", headers = () => ({}), port = 0, files = {} } = {}) {
  const asked = [];
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    asked.push(path);
    const inside = path.startsWith(under) ? path.slice(under.length) : undefined;
    const name = inside === "" || inside?.endsWith("/") ? `${inside}index.html` : inside;
    try {
      if (name === undefined) throw new Error("elsewhere");
      const body = files[name] ?? (await readFile(join(folder, name)));
      response.writeHead(200, { "content-type": types[extname(name)] ?? "application/octet-stream", ...headers(`/${name}`) });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  const own = server.address().port;
  return {
    asked,
    port: own,
    url: `http://localhost:${own}${under}`,
    origin: `http://localhost:${own}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The built site, or a copy of it, as `./build.sh serve` serves it, with the site's headers. */
export async function site({ folder = dist, port = 0 } = {}) {
  const server = spawn("cargo", ["xtask", "serve", "--port", `${port}`, "--folder", folder], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise((resolve) => server.once("exit", resolve));
  const url = await new Promise((resolve, reject) => {
    server.once("error", reject);
    server.once("exit", (code) => reject(new Error(`the site's server ended with ${code}`)));
    createInterface({ input: server.stdout }).once("line", resolve);
  });
  return {
    url,
    port: Number(new URL(url).port),
    async close() {
      server.kill();
      await ended;
    },
  };
}
