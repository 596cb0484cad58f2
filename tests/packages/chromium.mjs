// One headless Chromium through its own driver, on loopback.
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";

/** Starts a browser: `run(script)` returns what the script does, `until(script)` waits for it to be truthy. */
export async function chromium() {
  const home = await mkdtemp(join(tmpdir(), "tls-ready-chromium-"));
  const driver = spawn("chromedriver", ["--port=0"], {
    env: { ...process.env, HOME: home, TMPDIR: home },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => driver.once("exit", resolve));
  const port = await new Promise((resolve, reject) => {
    driver.once("error", reject);
    driver.once("exit", (code) => reject(new Error(`chromedriver ended with ${code}`)));
    createInterface({ input: driver.stdout }).on("line", (line) => {
      const found = /started successfully on port (\d+)/.exec(line);
      if (found) resolve(found[1]);
    });
  });
  const ask = async (method, path, body) => {
    const reply = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(40_000),
    });
    const { value } = await reply.json();
    if (!reply.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  };
  const args = ["--headless=new", "--disable-dev-shm-usage"];
  if (process.getuid?.() === 0) args.push("--no-sandbox");
  const capabilities = { alwaysMatch: { browserName: "chrome", "goog:chromeOptions": { args } } };
  const { sessionId } = await ask("POST", "/session", { capabilities });
  const session = `/session/${sessionId}`;
  const run = (script) => ask("POST", `${session}/execute/sync`, { script, args: [] });
  return {
    run,
    open: (url) => ask("POST", `${session}/url`, { url }),
    async until(script, patience = 20_000) {
      const end = Date.now() + patience;
      for (;;) {
        const value = await run(script);
        if (value) return value;
        if (Date.now() > end) throw new Error(`never true: ${script}; the page says: ${await run("return document.body.innerText")}`);
        await pause(20);
      }
    },
    async close() {
      await ask("DELETE", session);
      driver.kill();
      await ended;
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
