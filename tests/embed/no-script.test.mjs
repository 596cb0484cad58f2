// Browsers whose user has switched scripts off: all answers are there, and nothing that is dead.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium, firefox } from "./browsers.mjs";
import { dist, site } from "./servers.mjs";

let own;
before(async () => (own = await site()));
after(() => own?.close());

/** Opens a browser without scripts; what the driver itself asks is not the page's. */
const ENGINES = {
  async chromium() {
    const browser = await chromium();
    await browser.cdp("Emulation.setScriptExecutionDisabled", { value: true });
    return browser;
  },
  firefox: () => firefox({ "javascript.enabled": false }),
};

/** What can be used, and what of it is seen. */
const DEAD = `return [...document.querySelectorAll("button, input, select, textarea, [role=combobox], [href^='?']")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true })).map((one) => one.outerHTML.slice(0, 80))`;

for (const [name, start] of Object.entries(ENGINES)) {
  test(`${name} without scripts: table, commands and fixes are whole, and nothing is dead`, async () => {
    const browser = await start();
    try {
      await browser.open(own.url);
      assert.equal(await browser.run("return document.documentElement.dataset.ready ?? null"), null, "the page's script must not run");
      const words = await browser.run("return document.body.innerText");
      assert.match(words, /Without JavaScript the table below has every answer/);
      assert.deepEqual(await browser.run(DEAD), []);
      const rows = await browser.run("return [...document.querySelectorAll('.overview tr')].map((row) => row.checkVisibility())");
      const { platforms } = JSON.parse(await readFile(join(dist, "data/platforms.json"), "utf8"));
      const rules = platforms.reduce((sum, { rules }) => sum + rules.length, 0);
      assert.ok(rows.length > rules && rows.every(Boolean), `${rows.length} rows for ${rules} rules`);

      await browser.open(`${own.url}platform/java/`);
      const platform = await browser.run("return document.body.innerText");
      for (const said of ["java -version", "EnableTls12.java", "What to change", "Sources"]) assert.ok(platform.includes(said), said);
      assert.deepEqual(await browser.run(DEAD), []);
      const whole = await browser.run("return [...document.querySelectorAll('main pre')].every((one) => one.checkVisibility())");
      assert.equal(whole, true);

      await browser.open(`${own.url}embed/`);
      assert.match(await browser.run("return document.body.innerText"), /This page needs JavaScript/);
      assert.deepEqual(await browser.run(DEAD), []);
    } finally {
      await browser.close();
    }
  });
}
