// A client who was invited by letter and did not come: the cure period with its letter, its last day computed past weekends
// and holidays, and the hand-over to lawfulness when it ends without a word.
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
    const client = page.url();
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

    // The letter went out on the first working day after the conversation, and is recorded now.
    const letter = countingDay(later(day(-24), 1));
    const end = countingDay(later(letter, 14));
    await page.getByLabel("Datum van de brief").fill(letter);
    await page.getByRole("button", { name: "Laatste dag opnieuw voorstellen" }).click();
    await page.getByText(`na de brief van ${inWords(letter)}`).waitFor();
    assert.equal(await page.getByLabel("Laatste dag van de hersteltermijn").inputValue(), end);
    await page.getByRole("button", { name: "Hersteltermijn vastleggen" }).click();
    await page.getByRole("button", { name: "Brief over de hersteltermijn maken" }).click();
    const told = await pdfText(page, page.getByRole("link", { name: "PDF openen" }));
    for (const words of [name, `Haarlem, ${inWords(letter)}`, planned, inWords(end), "artikel 54", "14 023"]) {
      assert.ok(told.includes(words), `${words} in ${told}`);
    }
    assert.doesNotMatch(told, /99999\d{4}/, "no BSN on paper");

    // The last day has passed. From Vandaag to the hand-over.
    await page.goto(today());
    await page.locator(".kb-agenda li", { hasText: name }).getByRole("link").last().click();
    await page.getByRole("button", { name: "Overdragen aan rechtmatigheid" }).click();
    await page.getByText("niet verschenen, naar rechtmatigheid").first().waitFor();
    await page.goto(today());
    await page.getByRole("heading", { name: "Hersteltermijnen" }).waitFor();
    assert.equal(await page.locator(".kb-agenda li", { hasText: name }).count(), 0);
    await page.goto(client);
    await page.getByText("naar rechtmatigheid").first().waitFor();
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
