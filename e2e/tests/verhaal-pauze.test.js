// A break in the benefit because of paid work: one client comes back without the gate, another does not and the benefit ends, after a
// warning. Months pass, so the town of this story is served on more than one day.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { inspect, launch, logIn, visit } from "./browser.js";
import { inMenu, inWords, day } from "./hulp.js";
import { Stad } from "./stad.js";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** The own clients of the klantmanager whose benefit runs, by the address of their page. */
async function clients(page, base) {
  await page.goto(`${base}/caseload`);
  const links = page.locator("tbody a[href^='/klanten/']");
  return [...new Set(await links.evaluateAll((all) => all.map((link) => link.getAttribute("href"))))];
}

/** Begins a break today. Gives the address of its page; nothing when this client cannot have one. */
async function begin(page, base, client, script) {
  await page.goto(base + client);
  await inMenu(page, "Pauze en inkomsten");
  if (!(await page.getByRole("button", { name: "Pauze beginnen" }).isVisible())) return undefined;
  if (script) await inspect(page, "pauze-beginnen");
  await page.getByLabel("Eerste dag zonder uitkering").fill(day(0));
  await page.getByLabel("Nee, om een andere reden").check();
  await page.getByLabel("Hoeveel uur per week werkt de klant?").fill("32");
  await page.getByRole("button", { name: "Pauze beginnen" }).click();
  await page.getByText("Een uitkeringspauze is er alleen voor betaald werk.").first().waitFor();
  await page.getByLabel("Ja, door betaald werk").check();
  await page.getByLabel("Werkgever").fill("Bakkerij De Halm");
  await page.getByRole("button", { name: "Pauze beginnen" }).click();
  // Not for everybody: somebody had a break not long ago, say.
  const begun = page.getByText("Hooguit tot en met").first();
  await begun.or(page.locator("[id^=fout-]").first()).first().waitFor();
  if (!(await begun.isVisible())) return undefined;
  return new URL(page.url()).pathname;
}

for (const script of [true, false]) {
  test(`een pauze met terugkeer en een die uitloopt, ${script ? "met" : "zonder"} script`, async () => {
    const stad = new Stad();
    try {
      await stad.later(0);
      const page = await visit(browser, { script });
      await logIn(page, "n.elamrani", stad.base);
      const paused = [];
      for (const client of await clients(page, stad.base)) {
        const at = await begin(page, stad.base, client, script && paused.length === 0);
        if (at) paused.push({ client, at });
        if (paused.length === 2) break;
      }
      assert.equal(paused.length, 2, "two clients work");
      const [back, gone] = paused;

      // Six weeks later the work of the first has stopped. No gate, no application.
      await stad.later(42);
      await logIn(page, "n.elamrani", stad.base);
      await page.goto(stad.base + back.at);
      const again = page.getByLabel("Eerste dag weer met uitkering");
      if (!(await again.isVisible())) await page.getByText("De klant komt terug", { exact: true }).click();
      await again.fill(day(42));
      await page.getByRole("button", { name: "Terugkeer vastleggen" }).click();
      await page.goto(stad.base + back.at);
      await page.getByText("Eerdere pauzes").waitFor();
      await page.getByText("Terugkeer per vergissing vastgelegd?").waitFor();
      if (script) await inspect(page, "pauze-teruggekeerd");

      // Of the second the three months are nearly over: Vandaag warns.
      await stad.later(85);
      await logIn(page, "n.elamrani", stad.base);
      await page.goto(`${stad.base}/vandaag`);
      const warning = page.locator(`a[href='${gone.at}']`).first();
      await warning.waitFor();
      if (script) await inspect(page, "vandaag-pauze");
      await warning.click();
      await page.getByText(/Eindigt \d/).first().waitFor();

      // And over: it becomes an end, because of work.
      await stad.later(95);
      await logIn(page, "n.elamrani", stad.base);
      await page.goto(stad.base + gone.at);
      await page.getByText(/Voorbij sinds/).first().waitFor();
      if (script) await inspect(page, "pauze-voorbij");
      const end = page.getByRole("button", { name: "Uitkering beëindigen door werk" });
      if (!(await end.isVisible())) await page.getByText("De klant kwam niet terug", { exact: true }).click();
      await end.click();
      await page.goto(stad.base + gone.at);
      await page.getByRole("link", { name: "Einde van de uitkering bekijken" }).first().click();
      await page.getByText(inWords(day(-1))).first().waitFor();
      assert.deepEqual(page.complaints, []);
      await page.context().close();
    } finally {
      await stad.end();
    }
  });
}
