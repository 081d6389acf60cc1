// Lawfulness decides: the right is suspended with a letter that says what to do, and repaired. What needs weeks to pass (a
// withdrawal by two people, eight weeks) is told in the stories of the slice, where the day can be chosen.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { BASE, inspect, launch, logIn, visit } from "./browser.js";
import { inWords, day, pdfText } from "./hulp.js";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

for (const script of [true, false]) {
  test(`van verslag naar opschorting en herstel, ${script ? "met" : "zonder"} script`, async () => {
    const page = await visit(browser, { script });
    await logIn(page, "r.hendriks");
    // The case that waits longest: who did not come, and did not repair it.
    const waits = page.locator(".kb-stappen li", { has: page.getByRole("button", { name: "Oppakken" }) }).first();
    const name = await waits.locator("strong").textContent();
    await waits.getByRole("button").click();
    await page.locator("[name=verslag]").fill("Geen reactie op twee brieven.");
    await page.getByLabel(/Besluit nodig/).check();
    await page.getByRole("button", { name: "Bewaren en afronden" }).click();
    await page.getByRole("link", { name: "Recht opschorten" }).click();
    await page.getByRole("button", { name: "Opschorten", exact: true }).click();
    await page.getByText("Schrijf op wat er gevraagd is en niet gedaan.").first().waitFor();
    if (script) await inspect(page, "opschorten-fout");
    await page.getByLabel("Wat is er gevraagd en niet gedaan?").fill("U kwam niet op het gesprek en liet niets weten.");
    await page.getByLabel("Ja, het is te verwijten").check();
    await page.getByLabel("Waarom vindt u dat?").fill("U kreeg twee brieven en belde niet.");
    await page.getByRole("button", { name: "Opschorten", exact: true }).click();
    await page.getByText("De brief is nog niet als afgedrukt gemeld").waitFor();
    if (script) await inspect(page, "opschorting");

    const told = await pdfText(page, page.getByRole("link", { name: "Brief openen (PDF)" }));
    for (const words of [name.trim(), inWords(day(0)), "artikel 54", "liet niets weten", "bezwaar maken"]) {
      assert.ok(told.includes(words), `${words} in ${told}`);
    }
    assert.doesNotMatch(told, /99999\d{4}/, "no BSN on paper");
    await page.getByRole("button", { name: "De brief is afgedrukt en op de post" }).click();
    await page.getByText("De klant kan het herstellen tot en met").waitFor();
    const suspension = page.url();
    await page.goto(`${BASE}/opschortingen`);
    await page.getByRole("link", { name: name.trim() }).first().click();
    assert.equal(page.url(), suspension);

    if (!(await page.getByLabel("Waarmee is het hersteld?").isVisible())) {
      await page.getByText("De klant heeft het hersteld", { exact: true }).click();
    }
    await page.getByLabel("Waarmee is het hersteld?").fill("Kwam langs met de papieren.");
    await page.getByRole("button", { name: "Herstel vastleggen" }).click();
    await page.getByText("Het recht herleeft vanaf").first().waitFor();
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  });
}
