// Many at once: from the filtered caseload to conversations in the diary, to invitations, to one file for the printer.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { BASE, launch, logIn, visit } from "./browser.js";
import { pdfText } from "./hulp.js";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

for (const script of [true, false]) {
  test(`van caseload naar een stapel uitnodigingen, ${script ? "met" : "zonder"} script`, async () => {
    const page = await visit(browser, { script });
    await logIn(page, "n.elamrani");
    await page.goto(`${BASE}/caseload`);
    await page.getByLabel("Contactnorm").selectOption({ label: "Te laat" });
    await page.getByRole("button", { name: "Filteren" }).click();
    await page.getByRole("link", { name: "Gesprekken plannen" }).click();
    await page.getByRole("heading", { level: 1, name: "Gesprekken plannen" }).waitFor();
    await page.getByLabel("Plaats").fill("spreekkamer 3");
    await page.getByRole("button", { name: "Voorstel maken" }).click();
    await page.getByRole("heading", { level: 1, name: "Voorstel" }).waitFor();
    const boxes = page.getByRole("checkbox");
    const all = await boxes.count();
    assert.ok(all >= 3, `${all} proposed`);
    for (let place = 3; place < all; place += 1) await boxes.nth(place).uncheck();
    await page.getByRole("button", { name: "Gekozen gesprekken plannen" }).click();
    await page.getByRole("heading", { level: 1, name: "3 gesprekken gepland" }).waitFor();
    const round = page.url();
    const names = await page.locator("tbody th a").allInnerTexts();
    assert.equal(names.length, 3);
    await page.context().close();
  });
}
