// At the gate: somebody under 27 came forward five weeks ago, looked for work for four, applied, and gets a benefit with a plan and a
// fixed klantmanager. What a weekend or an exception does, is told in the stories of the slice, where the day can be chosen.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { NARROW, inspect, launch, logIn, visit } from "./browser.js";
import { day, inWords } from "./hulp.js";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** Numbers that pass the elfproef, in no order: those of the test range are nearly all somebody's in a town of this size. */
function bsn() {
  for (;;) {
    const digits = String(950_000_000 + Math.floor(Math.random() * 10_000_000));
    const sum = [9, 8, 7, 6, 5, 4, 3, 2, -1].reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0);
    if (sum % 11 === 0) return digits;
  }
}

/** Fills in a BSN that nobody has, whatever other stories left behind. */
async function somebodyNew(page) {
  for (let times = 0; times < 10; times += 1) {
    await page.getByLabel("BSN", { exact: true }).fill(bsn());
    // The field looked for stands on the next page only.
    const answer = page.waitForResponse((response) => response.request().method() === "POST");
    await page.getByRole("button", { name: "Verder" }).click();
    await answer;
    await page.waitForLoadState();
    const names = page.getByLabel("Voornamen", { exact: true });
    if ((await names.isVisible()) && (await names.inputValue()) === "") return;
  }
  assert.fail("every BSN was somebody's");
}

for (const script of [true, false]) {
  test(`een melding onder de 27 tot en met een uitkering met plan, ${script ? "met" : "zonder"} script`, async () => {
    const page = await visit(browser, { script });
    await logIn(page, "n.elamrani");
    await page.getByRole("link", { name: "Poort", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "Poort" }).waitFor();
    await page.getByRole("link", { name: "Nieuwe melding" }).click();
    await somebodyNew(page);
    await page.getByRole("button", { name: "Melding vastleggen" }).click();
    await page.getByText("Vul de voornamen in").first().waitFor();
    if (script) await inspect(page, "poort-melding-fout");
    const name = `Proef${Date.now().toString().slice(-6)}`;
    await page.getByLabel("Gemeld op").fill(day(-36));
    await page.getByLabel("Voornamen", { exact: true }).fill("Sanne");
    await page.getByLabel("Achternaam").fill(name);
    await page.getByLabel("Geboortedatum", { exact: true }).fill(day(-8_200));
    await page.getByRole("button", { name: "Melding vastleggen" }).click();
    await page.getByText(`aanvragen kan sinds ${inWords(day(-8))}`).waitFor();
    await page.getByText("Nog niet gesproken").waitFor();

    await page.getByLabel("Gesproken op").fill(day(-30));
    await page.getByRole("button", { name: "Gesprek vastleggen" }).click();
    await page.getByText("Nog niet gesproken").waitFor({ state: "detached" });
    // Too early: the page says from which day on.
    await page.getByLabel("Intake op").fill(day(-20));
    await page.getByRole("button", { name: "Intake vastleggen" }).click();
    await page.getByText("Op die dag loopt de zoektermijn nog; de klant kan aanvragen vanaf").first().waitFor();
    if (script) await inspect(page, "poort-zoektermijn");
    await page.getByLabel("Intake op").fill(day(-7));
    await page.getByRole("button", { name: "Intake vastleggen" }).click();
    await page.getByLabel("Aangevraagd op").fill(day(-6));
    await page.getByRole("button", { name: "Aanvraag vastleggen" }).click();
    await page.getByText("Wacht op een besluit").first().waitFor();
    if (script) {
      await inspect(page, "poort-aanvraag");
      await page.setViewportSize(NARROW);
      await inspect(page, "poort-aanvraag");
    }

    await page.getByRole("link", { name: "Uitkering toekennen" }).click();
    await page.getByText("Voorstel:").waitFor();
    await page.getByLabel("Bedrag per maand").fill("1.401,50");
    await page.getByLabel("Klantnummer").fill(`P${Date.now().toString().slice(-9)}`);
    await page.getByLabel("Alleenstaande", { exact: true }).check();
    await page.getByRole("button", { name: "Uitkering toekennen" }).click();
    await page.getByText("hoort een plan. Schrijf op waar het naartoe werkt.").first().waitFor();
    if (script) await inspect(page, "poort-toekennen");
    await page.getByLabel("Doel", { exact: true }).fill("Een baan als hovenier");
    await page.getByLabel("Eerste stap van de klant").fill("Zich aanmelden bij het jongerenpunt");
    await page.getByLabel("Klaar uiterlijk op").fill(day(14));
    await page.getByRole("button", { name: "Uitkering toekennen" }).click();
    await page.getByText("Toegekend op").first().waitFor();
    await page.getByText("Vaste klantmanager vanaf").waitFor();
    if (script) await inspect(page, "poort-toegekend");
    await page.getByRole("link", { name: "Plan bekijken" }).click();
    await page.getByText("Een baan als hovenier").first().waitFor();
    await page.getByRole("heading", { level: 1, name }).waitFor();
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  });
}
