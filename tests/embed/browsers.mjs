// Three engines, each with a throw-away home: Chromium and WebKitGTK through their WebDriver programs,
// Firefox by the protocol that is built into it, with the preferences that people have.
import { spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const PATIENCE = 30_000;

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Starts a program in a group and a home of its own, and waits until it listens. */
async function program(command, args, port) {
  const home = await mkdtemp(join(tmpdir(), "tls-ready-browser-"));
  const env = { ...process.env, HOME: home, TMPDIR: home };
  for (const name of ["XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"]) delete env[name];
  let problem;
  const child = spawn(command, typeof args === "function" ? await args(home) : args, { env, detached: true, stdio: "ignore" });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.once("error", (error) => (problem = error));
  child.once("exit", (code) => (problem ??= new Error(`${command} ended with ${code}`)));
  const end = Date.now() + PATIENCE;
  for (;;) {
    const open = await new Promise((resolve) => {
      const socket = connect(port, "127.0.0.1", () => resolve(socket.destroy() && true)).once("error", () => resolve(false));
    });
    if (open) break;
    if (problem || Date.now() > end) throw problem ?? new Error(`${command} does not listen`);
    await pause(20);
  }
  return async () => {
    try {
      process.kill(-child.pid, "SIGTERM");
    } catch {
      // It has ended by itself.
    }
    await ended;
    await rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  };
}

/** What a test does with a browser: `run(script)` returns what the script does, `until(script)` waits for it to be truthy. */
function face(engine, steps) {
  const run = (script, ...args) => steps.run(script, args);
  return {
    engine,
    ...steps,
    run,
    async until(script, ...args) {
      const end = Date.now() + PATIENCE;
      for (;;) {
        const value = await run(script, ...args);
        if (value) return value;
        if (Date.now() > end) throw new Error(`${engine}: never true: ${script}; the page says: ${await run("return document.body?.innerText")}`);
        await pause(20);
      }
    },
  };
}

async function webdriver(engine, command, args, port, capabilities) {
  const end = await program(command, args, port);
  const ask = async (method, path, body) => {
    const reply = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(2 * PATIENCE),
    });
    const { value } = await reply.json();
    if (!reply.ok) throw new Error(`${engine}: ${value.error}: ${value.message}`);
    return value;
  };
  try {
    const { sessionId, capabilities: about } = await ask("POST", "/session", { capabilities: { alwaysMatch: capabilities } });
    const session = `/session/${sessionId}`;
    return face(engine, {
      about: () => about,
      run: (script, list) => ask("POST", `${session}/execute/sync`, { script, args: list }),
      open: (url) => ask("POST", `${session}/url`, { url }),
      reload: () => ask("POST", `${session}/refresh`, {}),
      size: (width, height) => ask("POST", `${session}/window/rect`, { width, height }),
      frame: (id) => ask("POST", `${session}/frame`, { id }),
      /** Chromium's own commands. */
      cdp: (cmd, params = {}) => ask("POST", `${session}/goog/cdp/execute`, { cmd, params }),
      async close() {
        await ask("DELETE", session).catch(() => {});
        await end();
      },
    });
  } catch (problem) {
    await end();
    throw problem;
  }
}

export async function chromium() {
  const port = await freePort();
  const args = ["--headless=new", "--disable-dev-shm-usage"];
  if (process.getuid?.() === 0) args.push("--no-sandbox");
  return webdriver("chromium", "chromedriver", [`--port=${port}`], port, { browserName: "chrome", "goog:chromeOptions": { args } });
}

export async function webkit() {
  const port = await freePort();
  // It has no mode without a display, and its compositor has crashed in Mesa's rasteriser there.
  const args = ["-a", "-s", "-screen 0 1280x900x24", "env", "WEBKIT_DISABLE_COMPOSITING_MODE=1", "WebKitWebDriver", `--port=${port}`, "--host=127.0.0.1"];
  return webdriver("webkit", "xvfb-run", args, port, { browserName: "MiniBrowser" });
}

export async function firefox(more = {}) {
  const port = await freePort();
  const preferences = {
    "marionette.port": port,
    // Else it would set some for tests, such as another policy for files.
    "remote.prefs.recommended": false,
    "browser.shell.checkDefaultBrowser": false,
    "browser.aboutwelcome.enabled": false,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": false,
    "network.captive-portal-service.enabled": false,
    "network.connectivity-service.enabled": false,
    ...more,
  };
  const end = await program("firefox-esr", async (home) => {
    await mkdir(join(home, "profile"));
    const lines = Object.entries(preferences).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`);
    await writeFile(join(home, "profile/user.js"), lines.join(""));
    return ["-headless", "-marionette", "-remote-allow-system-access", "-profile", join(home, "profile")];
  }, port);
  const socket = connect(port, "127.0.0.1");
  const waiting = new Map();
  let turn = 0;
  let read = Buffer.alloc(0);
  socket.on("data", (bytes) => {
    // Each message has its length before it: 17:[1,1,null,{...}]
    read = Buffer.concat([read, bytes]);
    for (;;) {
      const colon = read.indexOf(":");
      const length = Number(read.subarray(0, Math.max(colon, 0)));
      if (colon < 1 || read.length < colon + 1 + length) return;
      const message = JSON.parse(read.subarray(colon + 1, colon + 1 + length));
      read = read.subarray(colon + 1 + length);
      if (!Array.isArray(message)) continue;
      const [, id, error, value] = message;
      const { resolve, reject } = waiting.get(id);
      waiting.delete(id);
      if (error) reject(new Error(`firefox: ${error.error}: ${error.message}`));
      else resolve(value);
    }
  });
  const failed = (problem) => {
    for (const { reject } of waiting.values()) reject(problem ?? new Error("firefox has ended"));
  };
  socket.on("error", failed).on("close", () => failed());
  const ask = (name, parameters = {}) =>
    new Promise((resolve, reject) => {
      const id = ++turn;
      waiting.set(id, { resolve, reject });
      const message = Buffer.from(JSON.stringify([0, id, name, parameters]));
      socket.write(Buffer.concat([Buffer.from(`${message.length}:`), message]));
    });
  try {
    await ask("WebDriver:NewSession");
    return face("firefox", {
      run: async (script, list) => (await ask("WebDriver:ExecuteScript", { script, args: list })).value,
      open: (url) => ask("WebDriver:Navigate", { url }),
      reload: () => ask("WebDriver:Refresh"),
      size: (width, height) => ask("WebDriver:SetWindowRect", { width, height }),
      async close() {
        socket.destroy();
        await end();
      },
    });
  } catch (problem) {
    socket.destroy();
    await end();
    throw problem;
  }
}
