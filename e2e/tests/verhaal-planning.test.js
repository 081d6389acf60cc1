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
    await page.getByLabel("Segment").selectOption({ label: "Direct bemiddelbaar" });
    await page.getByRole("button", { name: "Filteren" }).click();
    await page.getByRole("link", { name: "Gesprekken plannen" }).click();
    await page.getByRole("heading", { level: 1, name: "Gesprekken plannen" }).waitFor();
    await page.locator("[name=plaats]").fill("spreekkamer 3");
    await page.getByRole("button", { name: "Voorstel maken" }).click();
    await page.getByRole("heading", { level: 1, name: "Voorstel" }).waitFor();
    const boxes = page.getByRole("checkbox");
    const all = await boxes.count();
    assert.ok(all >= 3, `${all} proposed`);
    for (let place = 0; place < all - 3; place += 1) await boxes.nth(place).uncheck();
    // With script they are invited in the same go, without it afterwards: both can be chosen.
    if (!script) await page.getByLabel("Later").check();
    await page.getByRole("button", { name: "Gekozen gesprekken plannen" }).click();
    await page.getByRole("heading", { level: 1, name: "3 gesprekken gepland" }).waitFor();
    const names = await page.locator("tbody th a").allInnerTexts();
    assert.equal(names.length, 3);

    // All of them are invited at once; the list of the round tells that they are.
    if (!script) await page.getByRole("button", { name: "Uitnodigingen maken" }).click();
    await page.locator("tbody").getByText("Uitgenodigd (brief)").first().waitFor();
    assert.equal(await page.locator("tbody").getByText("Uitgenodigd (brief)").count(), 3);

    // One file for the printer, with a letter for each of them; after that the list is empty.
    await page.goto(`${BASE}/vandaag`);
    await page.getByRole("link", { name: /[Bb]rieven.*af/ }).first().click();
    await page.getByRole("heading", { level: 1, name: "Af te drukken brieven" }).waitFor();
    const waiting = await page.locator("tbody tr").count();
    const text = await pdfText(page, page.locator("a[href^='/brieven/af-te-drukken/pdf']"));
    for (const name of names) assert.ok(text.includes(name), `${name} in the file`);
    assert.equal(new Set(text.match(/B\d\d-[0-9A-F]{4}-[0-9A-F]{4}/g)).size, waiting, "every letter once");
    await page.getByRole("button", { name: "Alle brieven zijn afgedrukt" }).click();
    await page.getByText("Er wacht geen brief").waitFor();
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  });
}
