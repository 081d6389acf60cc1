// Who does not repair it within the cure period: Ruben proposes to withdraw the right, and only Meltem can agree (four eyes). Weeks
// pass, so the town of this story is served on three days.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { inspect, launch, logIn, visit } from "./browser.js";
import { inWords, day, pdfText } from "./hulp.js";
import { Stad } from "./stad.js";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

for (const script of [true, false]) {
  test(`van opschorting naar intrekking met vier ogen, ${script ? "met" : "zonder"} script`, async () => {
    const stad = new Stad();
    try {
      await stad.later(0);
      const page = await visit(browser, { script });
      await logIn(page, "r.hendriks", stad.base);
      const waits = page.locator(".kb-stappen li", { has: page.getByRole("button", { name: "Oppakken" }) }).first();
      const name = (await waits.locator("strong").textContent()).trim();
      await waits.getByRole("button").click();
      await page.locator("[name=verslag]").fill("Geen reactie op twee brieven.");
      await page.getByLabel(/Besluit nodig/).check();
      await page.getByRole("button", { name: "Bewaren en afronden" }).click();
      await page.getByRole("link", { name: "Recht opschorten" }).click();
      await page.getByLabel("Wat is er gevraagd en niet gedaan?").fill("U kwam niet op het gesprek en liet niets weten.");
      await page.getByLabel("Ja, het is te verwijten").check();
      await page.getByLabel("Waarom vindt u dat?").fill("U kreeg twee brieven en belde niet.");
      await page.getByRole("button", { name: "Opschorten", exact: true }).click();
      const told = await pdfText(page, page.getByRole("link", { name: "Brief openen (PDF)" }));
      assert.ok(told.includes(name), `${name} in ${told}`);
      assert.ok(!(await page.getByText("Intrekken voorstellen").isVisible()), "not while the client has time");
      await page.getByRole("button", { name: "De brief is afgedrukt en op de post" }).click();
      await page.getByText("De klant kan het herstellen tot en met").waitFor();
      const suspension = new URL(page.url()).pathname;

      // Six weeks later nothing came. Ruben proposes; he himself cannot agree.
      await stad.later(42);
      await logIn(page, "r.hendriks", stad.base);
      await page.goto(stad.base + suspension);
      const why = page.getByLabel("Waarom intrekken?");
      if (!(await why.isVisible())) await page.getByText("Intrekken voorstellen", { exact: true }).click();
      await page.getByRole("button", { name: "Voorleggen aan een collega" }).click();
      await page.getByText("Vul dit in.").first().waitFor();
      await page.getByLabel("Waarom intrekken?").fill("Na twee brieven en een hersteltermijn kwam er niets.");
      await page.getByRole("button", { name: "Voorleggen aan een collega" }).click();
      await page.getByText("Waar het staat").waitFor();
      assert.equal(await page.getByRole("button", { name: "Akkoord: recht intrekken" }).count(), 0, "not by the same person");
      if (script) await inspect(page, "intrekking-voorgelegd");

      // Meltem looks along, and agrees.
      const meltem = await visit(browser, { script });
      await logIn(meltem, "m.aksoy", stad.base);
      await meltem.getByRole("link", { name: /Opschortingen: \d+ te beslissen/ }).click();
      await meltem.getByRole("link", { name }).first().click();
      assert.equal(new URL(meltem.url()).pathname, suspension);
      const agree = meltem.getByRole("button", { name: "Akkoord: recht intrekken" });
      if (!(await agree.isVisible())) await meltem.getByText("Het voorstel om in te trekken", { exact: true }).click();
      await agree.click();
      await meltem.getByText(`Ingetrokken`).first().waitFor();
      assert.equal(await agree.count(), 0);
      if (script) await inspect(meltem, "ingetrokken");

      // The benefit has ended, from the first day of the suspension; the administration gets an order.
      await meltem.goto(`${stad.base}/opdrachten`);
      await meltem.getByRole("link", { name }).first().waitFor();
      if (script) await inspect(meltem, "opdrachten");
      await meltem.goto(stad.base + suspension);
      await meltem.getByRole("link", { name: "Alles over het recht van deze klant" }).click();
      await meltem.getByText(/ngetrokken/).first().waitFor();

      // Only a new decision takes it back: the eight weeks have not passed, so the suspension itself is over as well.
      await stad.later(45);
      await logIn(meltem, "m.aksoy", stad.base);
      await meltem.goto(stad.base + suspension);
      const reason = meltem.getByLabel("Waarom wordt het herroepen?");
      if (!(await reason.isVisible())) await meltem.getByText("Herroepen met een nieuw besluit", { exact: true }).click();
      await reason.fill("De klant lag in het ziekenhuis.");
      await meltem.getByLabel("Kenmerk van het nieuwe besluit").fill("BZW-2026-31");
      await meltem.getByRole("button", { name: "Herroepen", exact: true }).click();
      await meltem.getByText("BZW-2026-31").first().waitFor();
      await meltem.getByText(inWords(day(45))).first().waitFor();
      assert.deepEqual([...page.complaints, ...meltem.complaints], []);
      await page.context().close();
      await meltem.context().close();
    } finally {
      await stad.end();
    }
  });
}
