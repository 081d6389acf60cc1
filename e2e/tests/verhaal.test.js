// The main line, in a real browser: Nadia logs in, finds Johan, plans, holds and records a conversation, ends a benefit
// with a reason and takes that back, and the evaluation is read. Once with script and once without.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { BASE, launch, logIn, visit } from "./browser.js";
import { day, find, inMenu, pdfText, sendAnyway } from "./hulp.js";
import { Stad } from "./stad.js";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

for (const script of [true, false]) {
  const how = script ? "met script" : "zonder script";

  test(`van klant zoeken tot verslag, ${how}`, async () => {
    const page = await visit(browser, { script });
    await logIn(page, "n.elamrani");
    await find(page, "Johan van der Meer");
    const client = page.url();

    await page.getByRole("link", { name: "Plannen" }).click();
    await page.getByLabel("Soort gesprek").selectOption({ label: "Participatiegesprek" });
    await page.getByLabel("Datum").fill(day(script ? 100 : 101));
    await page.getByLabel("Tijd").fill("10.30");
    await page.getByLabel("Plaats").fill("kamer 1.08");
    await sendAnyway(page, "Gesprek plannen", "Het gesprek is gepland.");

    // A conversation of today that was not planned: at the counter.
    await page.goto(client);
    await page.getByRole("link", { name: "Gesprek vastleggen" }).click();
    const words = `Kwam langs aan de balie (${how}).`;
    await page.getByLabel("Verslag", { exact: true }).fill(words);
    await page.getByLabel("Wat u verder afsprak").fill("Belt voor het einde van de maand.");
    await page.getByRole("button", { name: "Vastleggen" }).click();
    await page.getByText("De uitkomst van het gesprek is vastgelegd.").waitFor();
    await page.getByText(words).waitFor();
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  });

  test(`iemand komt niet, krijgt een hersteltermijn en komt alsnog, ${how}`, async () => {
    // Nothing is planned in an hour that is over, so the town of this story is served on the day itself and on the day after.
    const stad = new Stad();
    try {
      await stad.later(0);
      const page = await visit(browser, { script });
      await logIn(page, "n.elamrani", stad.base);
      await page.goto(`${stad.base}/caseload`);
      await page.locator("tbody tr").nth(3).getByRole("link").click();
      await page.getByRole("link", { name: "Plannen" }).click();
      await page.getByLabel("Datum").fill(day(1));
      await page.getByLabel("Tijd").fill("10.15");
      await sendAnyway(page, "Gesprek plannen", "Het gesprek is gepland.");
      await page.getByLabel("Bewijs van verzending").fill("3SKLAN0012345");
      await page.getByRole("button", { name: "Uitnodiging vastleggen" }).click();
      await page.getByText("3SKLAN0012345").waitFor();
      const conversation = new URL(page.url()).pathname;

      await stad.later(2);
      await logIn(page, "n.elamrani", stad.base);
      await page.goto(stad.base + conversation);
      await page.getByRole("link", { name: "Niet doorgegaan" }).click();
      await page.getByLabel("De klant is niet gekomen").check();
      await page.getByRole("button", { name: "Vastleggen" }).click();
      await page.getByRole("link", { name: "Hersteltermijn geven" }).click();
      await page.getByText("Voorstel: ").waitFor();
      await page.getByRole("button", { name: "Hersteltermijn geven en brief maken" }).click();
      await page.getByText(/^hersteltermijn t\/m /).waitFor();
      await page.getByRole("link", { name: "Alsnog gekomen of goede reden" }).click();
      await page.getByLabel("Wat is er gebeurd").fill("Kwam een uur later.");
      await page.getByRole("button", { name: "Vastleggen" }).click();
      await page.getByText("Vastgelegd dat de klant alsnog kwam").waitFor();
      await page.getByRole("button", { name: "Ongedaan maken" }).click();
      await page.getByText("De laatste stap is teruggedraaid.").waitFor();
      assert.deepEqual(page.complaints, []);
      await page.context().close();
    } finally {
      await stad.end();
    }
  });

  test(`van ernstig te laat naar op schema, ${how}`, async () => {
    const page = await visit(browser, { script });
    await logIn(page, "n.elamrani");
    await page.getByRole("link", { name: "Ernstig te laat voor een gesprek" }).click();
    // Who waits longest stands first.
    await page.locator("tbody tr").first().getByRole("link").click();
    const client = page.url();
    await page.getByRole("link", { name: "Contact", exact: true }).click();
    await page.getByText("Ernstig te laat", { exact: true }).waitFor();
    await page.getByText("Twee gesprekken per jaar, sinds 1 januari 2018").waitFor();
    await page.goto(client);
    await page.getByRole("link", { name: "Gesprek vastleggen" }).click();
    await page.getByLabel("Verslag", { exact: true }).fill(`Eindelijk gesproken (${how}).`);
    await page.getByRole("button", { name: "Vastleggen" }).click();
    await page.getByText("De uitkomst van het gesprek is vastgelegd.").waitFor();
    await page.getByRole("link", { name: "Contact", exact: true }).click();
    await page.getByText("Op schema", { exact: true }).waitFor();
    await page.getByRole("link", { name: "Anders afspreken" }).click();
    await page.getByRole("button", { name: "Afspreken" }).click();
    await page.getByText("Er was een probleem").waitFor();
    await page.getByLabel("Gesprekken per jaar").fill("6");
    await page.getByLabel("Uren per jaar").fill("7,5");
    await page.getByLabel("Waarom past").fill("Begint bij de kringloop en wil vaker overleggen.");
    await page.getByRole("button", { name: "Afspreken" }).click();
    await page.getByText("De afspraak op maat is vastgelegd.").waitFor();
    await page.getByText("6 gesprekken per jaar, samen 7 uur en 30 minuten").waitFor();
    await page.context().close();
  });

  test(`een uitkering beëindigen met reden en dat terugdraaien, ${how}`, async () => {
    const page = await visit(browser, { script });
    await logIn(page, "n.elamrani");
    await page.goto(`${BASE}/caseload`);
    await page.locator("tbody tr").nth(script ? 3 : 5).getByRole("link").click();
    await page.getByText("Meer", { exact: true }).click();
    await page.getByRole("link", { name: "Uitkering beëindigen" }).click();
    await page.getByRole("button", { name: "Uitkering beëindigen" }).click();
    await page.getByText("Er was een probleem").waitFor();
    await page.getByLabel("Reden").selectOption({ value: "werk" });
    await page.getByRole("button", { name: "Uitkering beëindigen" }).click();
    await page.getByText("De uitkering is beëindigd.").waitFor();
    // The client is told: what ends, why, and until when one can object.
    await inMenu(page, "Uitkeringen");
    const told = await pdfText(page, page.getByRole("link", { name: "Brief met het besluit (PDF)" }));
    for (const part of ["Uw uitkering stopt", "De reden is:", "bezwaar maken", "Participatiewet"]) assert.ok(told.includes(part), `${part} in ${told}`);
    await page.goBack();
    await page.getByRole("button", { name: "Ongedaan maken" }).click();
    await page.getByText("de uitkering loopt weer").waitFor();
    await page.context().close();
  });

  test(`de evaluatie lezen en bewaren, ${how}`, async () => {
    const page = await visit(browser, { script });
    await logIn(page, "s.bakker");
    await page.getByRole("link", { name: "Ik doe mee" }).first().click();
    for (const text of ["468", "315", "€ 1.849.463", "− € 45.900"]) await page.getByText(text).first().waitFor();
    const [report] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "PDF" }).click()]);
    assert.match(report.suggestedFilename(), /^evaluatie-ik-doe-mee-2019-01-01\.pdf$/);
    await page.context().close();
  });
}

test("wat getypt wordt blijft bewaard, ook na uitloggen", async () => {
  const page = await visit(browser);
  await logIn(page, "n.elamrani");
  await page.getByRole("link", { name: /^Vastleggen/ }).first().click();
  const report = page.getByLabel("Verslag", { exact: true });
  await report.fill("Deze zin is nog niet af");
  await page.getByText(/Concept bewaard om/).waitFor();
  const here = page.url();
  await page.getByRole("button", { name: "Uitloggen" }).click();
  await page.getByRole("heading", { name: "Inloggen" }).waitFor();
  await logIn(page, "n.elamrani");
  await page.goto(here);
  assert.equal(await page.getByLabel("Verslag", { exact: true }).inputValue(), "Deze zin is nog niet af");
  await page.context().close();
});

test("zoeken met de toets / en de pijltjes", async () => {
  const page = await visit(browser);
  await logIn(page, "n.elamrani");
  await page.keyboard.press("/");
  await page.keyboard.type("van der meer j");
  await page.getByRole("option", { name: /Johan van der Meer/ }).first().waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { level: 1 }).waitFor();
  await page.waitForURL(/\/klanten\//);
  assert.ok(!page.url().includes("meer"), "what was typed does not stand in the address");
  await page.context().close();
});

test("een leidinggevende ziet iedereen, een beleidsadviseur geen personen", async () => {
  const page = await visit(browser);
  await logIn(page, "p.devries");
  await page.goto(`${BASE}/caseload`);
  // Some more when the story of the gate came first.
  await page.getByText(/3\.30\d klanten|meer dan/).first().waitFor();
  await page.context().close();
  const other = await visit(browser);
  await logIn(other, "s.bakker");
  const answer = await other.goto(`${BASE}/caseload`);
  assert.equal(answer.status(), 403);
  await other.context().close();
});
