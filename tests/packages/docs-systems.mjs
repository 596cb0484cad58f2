// The element in sites that documentation systems make: by a command of its own, as their packages are many and large.
//   node tests/packages/docs-systems.mjs      after a build; writes docs/docs-systems.md
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "../embed/browsers.mjs";
import { dist, plain, root } from "../embed/servers.mjs";

const VITEPRESS = "1.6.4";
const MKDOCS = "1.6.1";

const execute = promisify(execFile);
const run = (command, args, cwd) => execute(command, args, { cwd, timeout: 300_000 });
const place = await mkdtemp(join(tmpdir(), "tls-ready-docs-"));
const tag = '<tls-ready platform="java" version="7u80" deadline="2027-01-31"><a href="https://example.com/">table</a></tls-ready>';
const text = `# TLS\n\nOur API needs TLS 1.2.\n\n${tag}\n`;

async function project(name, files) {
  const folder = join(place, name);
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

const systems = {
  async VitePress() {
    const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", place], join(dist, "npm"));
    const folder = await project("vitepress", {
      "package.json": JSON.stringify({ private: true, type: "module" }),
      "index.md": text,
      ".vitepress/config.mjs": `export default { title: "Docs", vue: { template: { compilerOptions: { isCustomElement: (tag) => tag === "tls-ready" } } } };`,
      ".vitepress/theme/index.js": `import theme from "vitepress/theme";
        export default { extends: theme, enhanceApp() { if (!import.meta.env.SSR) import("tls-ready/define"); } };`,
    });
    const tarball = join(place, JSON.parse(stdout)[0].filename);
    await run("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", `vitepress@${VITEPRESS}`, tarball], folder);
    await run("npx", ["vitepress", "build"], folder);
    return { version: VITEPRESS, made: join(folder, ".vitepress/dist") };
  },
  async MkDocs() {
    const folder = await project("mkdocs", {
      "mkdocs.yml": "site_name: Docs\nextra_javascript:\n  - path: tls-ready/define.js\n    type: module\n",
      "docs/index.md": text,
    });
    await cp(join(dist, "npm"), join(folder, "docs/tls-ready"), { recursive: true, filter: (path) => !path.endsWith(".md") });
    await run("python3", ["-m", "venv", "venv"], folder);
    await run("venv/bin/pip", ["install", "--quiet", "--disable-pip-version-check", `mkdocs==${MKDOCS}`], folder);
    await run("venv/bin/mkdocs", ["build", "--quiet", "--strict"], folder);
    return { version: MKDOCS, made: join(folder, "site") };
  },
};

const rows = [];
const browser = await chromium();
try {
  const { browserVersion } = await browser.about();
  for (const [name, make] of Object.entries(systems)) {
    const { version, made } = await make();
    const still = await readFile(join(made, "index.html"), "utf8");
    assert.ok(/<tls-ready[^>]*>[^]*table[^]*<\/tls-ready>/.test(still), `${name}: the static page lacks what is inside the tag`);
    const server = await plain(made);
    try {
      await browser.open(server.url);
      const verdict = await browser.until("return document.querySelector('tls-ready')?.shadowRoot?.querySelector('.card')?.dataset.verdict");
      assert.equal(verdict, "enable", name);
      rows.push(`| ${name} ${version} | built, opened in Chromium ${browserVersion}: the answer for Java 7u80 is “enable”; without script the link inside the tag stands there |`);
    } finally {
      await server.close();
    }
  }
} finally {
  await browser.close();
  await rm(place, { recursive: true, force: true, maxRetries: 5 });
}
const day = new Date().toISOString().slice(0, 10);
await writeFile(
  join(root, "docs/docs-systems.md"),
  `# The element in documentation systems

Written by \`node tests/packages/docs-systems.mjs\` on ${day}, from the package of that day's build; the
script has the files of both sites.

| system | what was seen |
| --- | --- |
${rows.join("\n")}
`,
);
console.log(rows.join("\n"));
