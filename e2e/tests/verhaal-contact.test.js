// A client who was not spoken to for more than a year, from *ernstig te laat* to an agreed plan: planned, invited by letter,
// confirmed, spoken to, pictured, placed in a segment, and a plan that is signed. With script on the screen, without it on
// paper.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { launch, logIn, visit } from "./browser.js";
import { day, inMenu, inWords, openConversation, pdfText, sendAnyway, today } from "./hulp.js";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const LATE = "Ernstig te laat voor een gesprek";

for (const { script, name, time } of [
  { script: true, name: "Mehmet Karataş", time: "23.50" },
  { script: false, name: "Anneke Bouwmeester", time: "23.55" },
]) {
  test(`${name}, van ernstig te laat naar een afgesproken plan, ${script ? "met" : "zonder"} script`, async () => {
    const page = await visit(browser, { script });
    await logIn(page, "n.elamrani");
    await page.getByRole("link", { name: LATE }).click();
    await page.locator("tbody").getByRole("link", { name, exact: true }).click();
    const client = page.url();
    await page.getByText("Ernstig te laat").first().waitFor();

    // Planned for today, the only day a story can reach; on a day off the page asks whether that is meant.
    await page.getByRole("link", { name: "Plannen", exact: true }).click();
    await page.getByLabel("Soort gesprek").selectOption({ label: "Klantbeeldgesprek" });
    await page.getByLabel("Datum").fill(day(0));
    await page.getByLabel("Tijd").fill(time);
    await page.getByLabel("Duur").selectOption("180");
    await page.getByLabel("Plaats").fill("spreekkamer 2");
    await sendAnyway(page, "Gesprek plannen", "Het gesprek is gepland.");

    // Invited by letter.
    await page.getByRole("button", { name: "Uitnodiging maken" }).click();
    await page.getByRole("link", { name: "PDF openen" }).waitFor();
    const invitation = await pdfText(page, page.getByRole("link", { name: "PDF openen" }));
    for (const words of [name, inWords(day(0)), time, "spreekkamer 2", "Nadia el Amrani", "Gemeente Haarlem"]) {
      assert.ok(invitation.includes(words), `${words} in ${invitation}`);
    }

    // The client says to come, comes, and it is recorded.
    await page.getByRole("main").getByRole("link", { name: /Gesprek$/ }).click();
    await page.getByRole("button", { name: "Klant komt" }).click();
    await page.getByText("bevestigd", { exact: true }).first().waitFor();
    await page.getByRole("link", { name: "Vastleggen", exact: true }).click();
    await page.getByLabel("Verslag", { exact: true }).fill("Lang niet gesproken. Het gaat goed; wil in de zorg werken.");
    await page.getByLabel("Wat", { exact: true }).first().fill("Belt de zorgschool");
    await page.getByLabel("Uiterlijk op").first().fill(day(20));
    await page.getByLabel("Wat u verder afsprak").fill("Zoekt diploma's op.\nWij vragen naar een proefplaats.");
    await page.getByRole("button", { name: "Vastleggen", exact: true }).click();
    await page.getByText("De uitkomst van het gesprek is vastgelegd.").waitFor();

    // The agreements are confirmed by letter.
    await page.goto(client);
    await openConversation(page, "Lang niet gesproken");
    await page.getByRole("button", { name: "Brief met de afspraken maken" }).click();
    const agreed = await pdfText(page, page.getByRole("link", { name: "PDF openen" }));
    for (const words of [name, "Belt de zorgschool", inWords(day(20)), "Zoekt diploma's op.", "Wij vragen naar een proefplaats."]) {
      assert.ok(agreed.replaceAll("’", "'").includes(words), `${words} in ${agreed}`);
    }

    // What the conversation was about: the picture and the segment.
    await page.goto(client);
    await page.getByRole("link", { name: "Klantbeeld", exact: true }).click();
    await page.getByRole("link", { name: /^(Wijzigen|Klantbeeld maken)$/ }).click();
    await page.getByLabel("Talenten").fill("Geduldig, kan goed luisteren.");
    await page.locator("[name=talen]").fill("Nederlands: B2\nEngels: A2");
    await page.getByLabel("4. Onbetaald werk").check();
    await page.getByLabel("Waarom deze trede").fill("Helpt twee ochtenden in het verzorgingshuis.");
    await page.getByRole("button", { name: "Vastleggen", exact: true }).click();
    await page.getByText("Geduldig, kan goed luisteren.").waitFor();
    await page.getByText("4. Onbetaald werk").first().waitFor();
    await inMenu(page, "Segment wijzigen");
    const facts = await page.locator(".kb-feiten").innerText();
    const other = ["Overbrugbare afstand", "Direct bemiddelbaar"].find((segment) => !facts.includes(segment));
    await page.getByLabel(other, { exact: true }).check();
    await page.getByLabel("Toelichting").fill("Kan met een cursus binnen een jaar aan het werk.");
    await page.getByRole("button", { name: "Segment wijzigen" }).click();
    await page.getByText("Het segment is gewijzigd.").waitFor();

    await makePlan(page, script, name);

    // Back on Vandaag: not in the list behind it any more.
    await page.goto(today());
    await page.getByRole("link", { name: LATE }).click();
    await page.locator("tbody tr").first().waitFor();
    assert.equal(await page.locator("tbody").getByRole("link", { name, exact: true }).count(), 0);
    await page.goto(client);
    await page.getByRole("link", { name: "Contact", exact: true }).click();
    await page.getByText("Op schema", { exact: true }).waitFor();
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  });
}

/** A plan is written, established, signed, and printed. */
async function makePlan(page, script, name) {
  await page.getByRole("link", { name: "Plan", exact: true }).click();
  await page.getByText("Er geldt geen plan van aanpak").waitFor();
  await page.getByRole("link", { name: /[Pp]lan/ }).and(page.locator(".nl-button--primary")).click();
  await page.getByRole("radio", { name: /^werk/i }).check();
  await page.getByLabel("Doel").fill("Een baan als verzorgende, drie dagen per week.");
  await page.getByLabel("Wat", { exact: true }).first().fill("Diploma's opzoeken en meenemen");
  await page.getByLabel("Uiterlijk op").first().fill(day(30));
  await page.getByRole("button", { name: "Concept opslaan" }).click();
  await page.getByRole("button", { name: "Plan vaststellen" }).click();
  await page.getByRole("link", { name: "Laten ondertekenen" }).click();
  if (script) {
    await page.getByLabel("Naam").fill(name);
    await page.getByRole("button", { name: "Ondertekening vastleggen" }).click();
    await page.getByText("Laat wie tekent hier zelf een vinkje zetten.").first().waitFor();
    await page.getByLabel("Ik heb dit plan gelezen en ben het ermee eens").check();
  } else {
    await page.getByLabel(/papier/).check();
  }
  await page.getByRole("button", { name: "Ondertekening vastleggen" }).click();
  await page.getByText("Ondertekend", { exact: true }).first().waitFor();
  const plan = await pdfText(page, page.getByRole("link", { name: "PDF", exact: true }));
  for (const words of [name, "Een baan als verzorgende", "opzoeken en meenemen", inWords(day(30))]) {
    assert.ok(plan.includes(words), `${words} in ${plan}`);
  }
}
