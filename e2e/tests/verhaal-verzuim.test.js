// A client who was invited by letter and did not come: the cure period with its letter, its last day computed past weekends
// and holidays, and the hand-over to lawfulness of one who let it pass.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, logIn, visit } from "./browser.js";
import { countingDay, day, find, inWords, later, pdfText, today } from "./hulp.js";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

for (const { script, name } of [
  { script: true, name: "Peter Zwart" },
  { script: false, name: "Nurten Tekin" },
]) {
  test(`${name}, van uitnodiging naar rechtmatigheid, ${script ? "met" : "zonder"} script`, async () => {
    const page = await visit(browser, { script });
    await logIn(page, "n.elamrani");

    // The conversation still waits for its outcome on Vandaag.
    const waiting = page.locator(".kb-agenda li", { hasText: name });
    await waiting.getByRole("link", { name, exact: true }).click();
    await page.locator(".kb-tijdlijn li", { hasText: "Participatiegesprek" }).first().getByRole("link").first().click();
    const conversation = page.url();

    // The invitation is kept as it was sent.
    await page.getByRole("link", { name: "Uitnodiging", exact: true }).click();
    const invited = await pdfText(page, page.getByRole("link", { name: "PDF openen" }));
    assert.ok(invited.includes(name) && invited.includes("Uitnodiging voor een gesprek"), invited);
    const planned = invited.match(/\d{1,2} [a-z]+ \d{4} om/g)?.[0].replace(" om", "");
    assert.ok(planned, invited);

    await page.goto(conversation);
    await page.getByRole("link", { name: "Niet doorgegaan" }).click();
    await page.getByLabel("De klant is niet gekomen").check();
    await page.getByLabel("Toelichting").fill("Niet gekomen, niet gebeld.");
    await page.getByRole("button", { name: "Vastleggen" }).click();
    await page.goto(conversation);
    await page.getByRole("link", { name: "Hersteltermijn geven" }).click();

    // Two weeks after a letter of 11 December is Christmas: the page says so, and moves the last day on.
    const christmas = `${new Date().getFullYear() - 1}-12-25`;
    await page.getByLabel("Datum van de brief").fill(later(christmas, -14));
    await page.getByRole("button", { name: "Laatste dag opnieuw voorstellen" }).click();
    await page.getByText("de termijn eindigt op de eerste dag daarna die telt").waitFor();
    assert.equal(await page.getByLabel("Laatste dag van de hersteltermijn").inputValue(), countingDay(christmas));

    // A letter of weeks ago gives nobody time: it goes out today.
    await page.getByLabel("Datum van de brief").fill(day(-20));
    await page.getByLabel("Laatste dag van de hersteltermijn").fill(countingDay(day(-6)));
    await page.getByRole("button", { name: "Hersteltermijn geven en brief maken" }).click();
    await page.getByText("Klantbeeld maakt de brief nu").first().waitFor();
    const letter = day(0);
    const end = countingDay(later(letter, 14));
    await page.getByLabel("Datum van de brief").fill(letter);
    await page.getByRole("button", { name: "Laatste dag opnieuw voorstellen" }).click();
    await page.getByText(`na de brief van ${inWords(letter)}`).waitFor();
    assert.equal(await page.getByLabel("Laatste dag van de hersteltermijn").inputValue(), end);
    await page.getByRole("button", { name: "Hersteltermijn geven en brief maken" }).click();
    await page.getByRole("link", { name: "Brief over de hersteltermijn", exact: true }).click();
    const told = await pdfText(page, page.getByRole("link", { name: "PDF openen" }));
    for (const words of [name, `Haarlem, ${inWords(letter)}`, planned, inWords(end), "artikel 54", "14 023"]) {
      assert.ok(told.includes(words), `${words} in ${told}`);
    }
    assert.doesNotMatch(told, /99999\d{4}/, "no BSN on paper");

    // While it runs, it stands on Vandaag and nobody hands it over.
    await page.goto(today());
    await page.locator(".kb-agenda li", { hasText: name }).getByRole("link").last().click();
    await page.getByRole("heading", { name: "Hersteltermijn", exact: true }).waitFor();
    assert.equal(await page.getByRole("button", { name: "Overdragen aan rechtmatigheid" }).count(), 0);
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  });
}

// Two weeks do not pass within a test: the period of Dennis Vermeer passed before today.
for (const script of [true, false]) {
  test(`Dennis Vermeer, van de laatste dag naar rechtmatigheid, ${script ? "met" : "zonder"} script`, async () => {
    const name = "Dennis Vermeer";
    const page = await visit(browser, { script });
    await logIn(page, "n.elamrani");
    const line = page.locator(".kb-agenda li", { hasText: name });
    await line.getByText("Voorbij").waitFor();
    await line.getByRole("link").last().click();
    const conversation = page.url();
    await page.getByRole("button", { name: "Overdragen aan rechtmatigheid" }).click();
    await page.getByText("niet verschenen, naar rechtmatigheid").first().waitFor();
    await page.goto(today());
    assert.equal(await line.count(), 0);

    // The colleague of lawfulness finds the case.
    const other = await visit(browser, { script });
    await logIn(other, "r.hendriks");
    await other.getByRole("heading", { name: "Overgedragen zaken" }).waitFor();
    await other.getByText(name, { exact: true }).waitFor();
    await other.context().close();

    // Taken back, as what was recorded by mistake; the next visitor finds it as it was.
    await page.goto(conversation);
    await page.getByRole("button", { name: "Overdracht terugdraaien" }).click();
    await page.getByText("De laatste dag was").first().waitFor();
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  });
}

test("zolang de hersteltermijn loopt, draagt niemand over", async () => {
  const page = await visit(browser);
  await logIn(page, "n.elamrani");
  await find(page, "Rachida Bouazza");
  await page.getByRole("link", { name: /hersteltermijn/i }).first().click();
  await page.getByRole("heading", { name: "Hersteltermijn", exact: true }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Overdragen aan rechtmatigheid" }).count(), 0);
  await page.getByRole("link", { name: "Alsnog gekomen of goede reden" }).click();
  await page.getByLabel("Wat is er gebeurd").fill("Belde: het kind was ziek.");
  await page.getByRole("button", { name: "Vastleggen" }).click();
  await page.getByText("niet verschenen, hersteld").first().waitFor();
  await page.context().close();
});
