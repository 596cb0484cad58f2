// The npm package as its users get it: packed, installed in fresh projects, built and opened.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build as esbuild } from "esbuild";
import { build as viteBuild, createServer as viteServer } from "vite";
import webpack from "webpack";
import { chromium } from "../embed/browsers.mjs";
import { plain } from "../embed/servers.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const execute = promisify(execFile);
const run = (command, args, cwd) => execute(command, args, { cwd, timeout: 60_000 });
const quiet = ["--offline", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];

let place, tarball, browser;
before(async () => {
  place = await mkdtemp(join(tmpdir(), "tls-ready-samples-"));
  const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", place], join(here, "../../dist/npm"));
  tarball = join(place, JSON.parse(stdout)[0].filename);
  browser = await chromium();
});
after(async () => {
  await browser?.close();
  await rm(place, { recursive: true, force: true, maxRetries: 5 });
});

/** A fresh project with the tarball installed and these files in it. */
async function project(name, files) {
  const root = join(place, name);
  await mkdir(root);
  await writeFile(join(root, "package.json"), JSON.stringify({ name, private: true, type: "module" }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  await run("npm", ["install", ...quiet, tarball], root);
  return root;
}

/** Serves a folder on loopback, with the strictest policy that the package runs under. */
async function served(root, use) {
  const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";
  const server = await plain(root, { headers: () => ({ "content-security-policy": policy }) });
  try {
    return await use(server.url);
  } finally {
    await server.close();
  }
}

const page = (script) => `<!doctype html><meta charset="utf-8"><title>sample</title>
<link rel="icon" href="data:,"><body><tls-ready platform="java" version="7u80">the table</tls-ready><script type="module" src="${script}"></script></body>`;
const program = (from, element, init = "init()") => `
import init, { check, inspect, interpretResponse, platforms } from "${from}";
import { TlsReady } from "${element}";
let early = "nothing";
try { check("java", "7u80"); } catch (problem) { early = problem.message; }
await Promise.all([${init}, ${init}]);
const named = customElements.get("tls-ready") === TlsReady;
document.body.dataset.answer = JSON.stringify([
  early, check("java", "7u80").verdict, inspect("OpenSSL 0.9.8zh 3 Dec 2015").platform,
  interpretResponse(200, '{"message":"Connection failed"}').cause, platforms().length > 20, named,
]);
`;

/** Opens a page and compares what its program wrote there. */
async function answers(url) {
  await browser.open(url);
  const [early, ...rest] = JSON.parse(await browser.until("return document.body?.dataset.answer"));
  assert.match(early, /check\(\) was called before the wasm was loaded.*await init\(\)/);
  assert.deepEqual(rest, ["enable", "openssl", "protocol-version", true, true]);
  // The element of the same project, which shares the wasm.
  assert.equal(await browser.until("return document.querySelector('tls-ready').shadowRoot?.querySelector('.card')?.dataset.verdict"), "enable");
  const wasm = await browser.run("return performance.getEntriesByType('resource').filter(({ name }) => name.includes('.wasm')).length");
  assert.ok(wasm <= 1, "the wasm was loaded twice");
}

test("the package has what its manifest names, and nothing else", async () => {
  const { stdout } = await run("tar", ["-tzf", tarball], place);
  const files = stdout.trim().split("\n").map((file) => file.replace("package/", ""));
  for (const file of files) assert.match(file, /^(package\.json|README\.md|LICENSE-\w+|tls_ready\.wasm|texts\.json|[\w-]+\.(js|d\.ts))$/);
  const root = await project("manifest", {});
  const manifest = JSON.parse(await readFile(join(root, "node_modules/tls-ready/package.json"), "utf8"));
  const targets = Object.values(manifest.exports).flatMap((to) => (typeof to === "string" ? [to] : Object.values(to)));
  for (const target of targets) assert.ok(files.includes(target.slice(2)), target);
  for (const file of await readdir(join(root, "node_modules/tls-ready"))) {
    if (!file.endsWith(".js")) continue;
    const text = await readFile(join(root, "node_modules/tls-ready", file), "utf8");
    assert.ok(!/innerHTML|eval\(|new Function/.test(text), file);
  }
});

test("in Node, from the file and from inside the JavaScript", async () => {
  const sample = (from) => `
    import assert from "node:assert/strict";
    import init, { check, inspect, interpretResponse, platforms, probe } from "${from}";
    assert.throws(() => inspect("x"), /before the wasm was loaded/);
    await assert.rejects(probe("https://localhost/"), /before the wasm was loaded/);
    await assert.rejects(init(new Uint8Array([1])));
    await init();
    assert.equal(check("ruby", "2.0.0", { linked: "OpenSSL 0.9.8zh" }).verdict, "upgrade");
    assert.equal(inspect("java version \\"1.7.0_80\\"").platform, "java");
    assert.equal(interpretResponse(null, '{"message":"Connection failed"}').cause, "protocol-version");
    assert.ok(platforms().length > 20);
    // Where there is no page the class can be imported, and its registration does nothing.
    assert.equal(typeof (await import("tls-ready/element")).TlsReady, "function");
    assert.equal(typeof (await import("tls-ready/define")).TlsReady, "function");
    assert.equal((await probe("http://localhost/")).outcome, "invalid-endpoint");
    console.log("done");`;
  const root = await project("node", { "file.js": sample("tls-ready"), "inline.js": sample("tls-ready/inline") });
  for (const file of ["file.js", "inline.js"]) {
    const { stdout } = await run(process.execPath, [file], root);
    assert.equal(stdout.trim(), "done", file);
  }
});

test("the types match the contract, key for key", async () => {
  const schema = JSON.parse(await readFile(join(here, "../../dist/data/report.schema.json"), "utf8"));
  const keys = schema.required.map((key) => JSON.stringify(key)).join(" | ");
  const sample = `
    import init, { check, inspect, interpretResponse, platforms, probe } from "tls-ready";
    import inline, { type Report, type Verdict } from "tls-ready/inline";
    import { TlsReady } from "tls-ready/element";
    import "tls-ready/define";
    type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;
    export const keys: Same<keyof Report, ${keys}> = true;
    await init();
    await inline(new URL("https://localhost/tls_ready.wasm"));
    const report: Report = check("java", "7u80", { minimum: "1.3", linked: "OpenSSL 1.0.1e" });
    export const verdict: Verdict = inspect("x").verdict;
    export const scope: "call" | "client" | "process" | "machine" | "upgrade" | undefined = report.fixes[0]?.scope;
    export const name: string | undefined = platforms()[0]?.name;
    export const outcome: string = (await probe("https://localhost/", { timeout: 1 })).outcome;
    interpretResponse(null, new Uint8Array());
    document.querySelector("tls-ready")?.addEventListener("tls-ready-result", ({ detail }) => {
      const found: string | null | undefined = detail.report?.platform;
      // @ts-expect-error what was pasted is not in it
      detail.report?.findings[0].text;
      return found;
    });
    const own = new TlsReady();
    own.profile = { name: "Example", endpoint: "https://tls.example/" };
    export const answer: Promise<Report> = own.inspect("x");
    // @ts-expect-error there is no such version
    check("java", "7u80", { minimum: "1.1" });
    // @ts-expect-error it may be null
    report.platform.length;
  `;
  const root = await project("types", { "sample.ts": sample });
  for (const resolution of ["bundler", "nodenext"]) {
    const module = resolution === "bundler" ? "esnext" : "nodenext";
    await run(
      join(here, "node_modules/.bin/tsc"),
      ["--noEmit", "--strict", "--target", "es2022", "--lib", "es2022,dom", "--types", "", "--module", module]
        .concat(["--moduleResolution", resolution, "sample.ts"]),
      root,
    ).catch((problem) => assert.fail(`${resolution}: ${problem.stdout}`));
  }
});

test("plain HTML, without a bundler, under a strict policy", async () => {
  for (const [name, file] of [["plain", "index.js"], ["plain-inline", "inline.js"]]) {
    const root = await project(name, { "index.html": page("./main.js"), "main.js": program(`./vendor/${file}`, "./vendor/define.js") });
    await cp(join(root, "node_modules/tls-ready"), join(root, "vendor"), { recursive: true });
    await served(root, answers);
  }
});

test("Vite, its build and its dev server", async () => {
  const root = await project("vite", { "index.html": page("/main.js"), "main.js": program("tls-ready", "tls-ready/define") });
  const options = { root, configFile: false, logLevel: "error", cacheDir: join(root, ".vite") };
  await viteBuild({ ...options, build: { target: "es2022", modulePreload: false } });
  await served(join(root, "dist"), answers);
  const server = await viteServer({ ...options, server: { host: "127.0.0.1", port: 0 } });
  try {
    await server.listen();
    await answers(server.resolvedUrls.local[0]);
  } finally {
    await server.close();
  }
});

test("esbuild, which is told where the wasm is", async () => {
  const root = await project("esbuild", {
    "main.js": `import wasm from "tls-ready/tls_ready.wasm";\nimport texts from "tls-ready/texts.json";\n${program("tls-ready", "tls-ready/define", "init(new URL(wasm, import.meta.url), texts)")}`,
    "public/index.html": page("main.js"),
  });
  await esbuild({ absWorkingDir: root, entryPoints: ["main.js"], bundle: true, minify: true, format: "esm", outdir: "public", loader: { ".wasm": "file" }, logLevel: "error" });
  await served(join(root, "public"), answers);
});

test("the class is left out where nobody uses it, and its registration never", async () => {
  const root = await project("shaken", {
    "class.js": 'import { TlsReady } from "tls-ready/element"; console.log("nothing of it");',
    "define.js": 'import "tls-ready/define";',
  });
  const sizes = {};
  for (const name of ["class.js", "define.js"]) {
    const { outputFiles } = await esbuild({ absWorkingDir: root, entryPoints: [name], bundle: true, minify: true, format: "esm", write: false, logLevel: "error" });
    sizes[name] = outputFiles[0].contents.length;
  }
  assert.ok(sizes["class.js"] < 200, JSON.stringify(sizes));
  assert.ok(sizes["define.js"] > 5000, JSON.stringify(sizes));
});

test("webpack", async () => {
  const root = await project("webpack", { "main.js": program("tls-ready", "tls-ready/define"), "public/index.html": page("main.js") });
  const compiler = webpack({ mode: "production", context: root, entry: "./main.js", output: { path: join(root, "public"), filename: "main.js", module: true },
    experiments: { outputModule: true } });
  const stats = await promisify(compiler.run.bind(compiler))();
  await promisify(compiler.close.bind(compiler))();
  assert.ok(!stats.hasErrors(), stats.toString());
  await served(join(root, "public"), answers);
});
