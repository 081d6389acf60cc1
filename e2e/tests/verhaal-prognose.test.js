// What may happen in the coming years? Sanne makes a scenario with fewer clients per klantmanager and plays it beside what is.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { NARROW, inspect, launch, logIn, visit } from "./browser.js";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

for (const script of [true, false]) {
  test(`twee scenario's naast elkaar gespeeld, ${script ? "met" : "zonder"} script`, async () => {
    const page = await visit(browser, { script, ...(script ? {} : { viewport: NARROW }) });
    await logIn(page, "s.bakker");
    await page.goto(new URL("/capaciteit", page.url()).href);
    await page.getByRole("link", { name: "Vooruitkijken" }).click();
    await page.getByRole("heading", { level: 1, name: "Vooruitkijken" }).waitFor();
    if (script) await inspect(page, "prognose-overzicht");

    const make = async (name, caseload) => {
      await page.getByRole("link", { name: "Eigen scenario maken" }).click();
      await page.getByLabel("Naam", { exact: true }).fill(name);
      await page.getByLabel("Aantal maanden").fill("veel");
      await page.getByRole("button", { name: "Bewaren" }).click();
      await page.getByText("Vul een heel getal in van 1 tot en met 120.").first().waitFor();
      await page.getByLabel("Aantal maanden").fill("6");
      if (caseload) await page.getByLabel("Klanten per fte, hooguit").fill(caseload);
      await page.getByRole("button", { name: "Bewaren" }).click();
      await page.getByText("Het scenario is bewaard.").waitFor();
    };
    const suffix = script ? "met script" : "zonder script";
    await make(`Zoals het is ${suffix}`);
    if (script) {
      const slider = page.getByRole("slider", { name: "Hoeveel vaker naar werk" });
      assert.equal(await slider.inputValue(), "0");
      await slider.press("ArrowRight");
      assert.equal(await page.locator("output").textContent(), "0,01");
      await inspect(page, "prognose-scenario");
    }
    await page.getByRole("button", { name: "Uit eigen geschiedenis schatten" }).click();
    await page.getByText("Uit de eigen geschiedenis ingevuld").waitFor();
    await page.getByRole("link", { name: "Alles als tekst" }).click();
    await page.getByLabel("Scenario", { exact: true }).waitFor();
    if (script) await inspect(page, "prognose-tekst");
    await page.goto(new URL("/prognoses", page.url()).href);
    await make(`Minder klanten ${suffix}`, "60");

    await page.goto(new URL("/prognoses", page.url()).href);
    await page.getByRole("checkbox", { name: /staat klaar/ }).uncheck();
    await page.getByRole("checkbox", { name: `Minder klanten ${suffix}` }).check();
    await page.getByRole("checkbox", { name: `Zoals het is ${suffix}` }).check();
    await page.getByLabel("Hoe vaak spelen").fill("4");
    await page.getByRole("button", { name: "Spelen", exact: true }).click();
    const title = page.getByRole("heading", { level: 2, name: "Nog een keer hetzelfde" });
    // Without script nothing renews itself: one clicks.
    while (!script && !(await title.isVisible())) await page.getByRole("link", { name: "Stand verversen" }).click({ timeout: 5_000 }).catch(() => {});
    await title.waitFor({ timeout: 120_000 });
    await page.getByText(/te onderscheiden van nul|precies gelijk/).first().waitFor();
    if (script) await inspect(page, "prognose-uitkomst");
    const file = page.waitForEvent("download");
    await page.getByRole("link", { name: /^Excel/ }).click();
    assert.equal((await file).suggestedFilename(), "vooruitkijken.xlsx");
    await page.context().close();
  });
}
