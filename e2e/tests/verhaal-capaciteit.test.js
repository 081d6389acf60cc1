// What would a caseload of 80 ask? Sanne lays scenarios side by side, makes one of her own from the clients of today, and takes the report
// along.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { NARROW, inspect, launch, logIn, visit } from "./browser.js";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

for (const script of [true, false]) {
  test(`scenario's naast elkaar en een eigen scenario, ${script ? "met" : "zonder"} script`, async () => {
    const page = await visit(browser, { script, ...(script ? {} : { viewport: NARROW }) });
    await logIn(page, "s.bakker");
    await page.goto(new URL("/capaciteit", page.url()).href);
    await page.getByRole("heading", { level: 1, name: "Capaciteit" }).waitFor();
    for (const box of await page.getByRole("checkbox").all()) await box.uncheck();
    await page.getByRole("checkbox", { name: "Caseload 120", exact: true }).check();
    await page.getByRole("checkbox", { name: "Caseload 80", exact: true }).check();
    await page.getByRole("button", { name: "Vergelijken" }).click();
    // At 1,360 hours an fte: 11.33 and 17 hours for each client.
    await page.getByText("(+5,67)").first().waitFor();
    assert.equal(await page.getByRole("checkbox", { checked: true }).count(), 2);

    await page.getByRole("link", { name: "Eigen scenario hiervan maken" }).last().click();
    const name = `Onze tachtig ${Date.now()}`;
    await page.getByLabel("Naam", { exact: true }).fill(name);
    await page.getByRole("button", { name: "Klanten van vandaag tellen" }).click();
    await page.getByRole("textbox", { name: "Klanten" }).first().waitFor();
    assert.match(await page.locator("#veld-groep1_klanten_bron").inputValue(), /^geteld in Klantbeeld op /);
    await page.locator("#veld-groep1_uren").fill("veel");
    await page.getByRole("button", { name: "Bewaren en vergelijken" }).click();
    await page.getByText("Vul een getal in, bijvoorbeeld 1.360 of 7,5.").first().waitFor();
    // Who inspects puts a script of his own into the page.
    if (script) await inspect(page, "capaciteit-scenario-fout");
    await page.locator("#veld-groep1_uren").fill("6,5");
    await page.getByRole("button", { name: "Bewaren en vergelijken" }).click();
    await page.getByRole("heading", { level: 2, name }).waitFor();
    if (script) await inspect(page, "capaciteit-eigen");
    const report = await page.getByRole("link", { name: /PDF/ }).getAttribute("href");
    const pdf = await page.request.get(new URL(report, page.url()).href);
    assert.equal(pdf.headers()["content-type"], "application/pdf");
    await page.getByRole("link", { name: "Wijzigen", exact: true }).first().click();
    await page.getByRole("button", { name: "Scenario weggooien" }).click();
    await page.getByRole("heading", { level: 1, name: "Capaciteit" }).waitFor();
    assert.equal(await page.getByRole("checkbox", { name, exact: true }).count(), 0);
    await page.context().close();
  });
}
