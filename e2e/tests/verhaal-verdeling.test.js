// Who should have which client? Petra has a proposal made for her team, keeps one client where he is, applies the rest and takes it back.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { NARROW, inspect, launch, logIn, visit } from "./browser.js";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

for (const script of [true, false]) {
  test(`een verdeling voorgesteld, toegepast en teruggedraaid, ${script ? "met" : "zonder"} script`, async () => {
    const page = await visit(browser, { script, ...(script ? {} : { viewport: NARROW }) });
    await logIn(page, "p.devries");
    const ready = async () => {
      const title = page.getByRole("heading", { level: 2, name: "Wie wisselt en waarom" });
      // Without script nothing renews itself: one clicks.
      while (!script && !(await title.isVisible())) await page.getByRole("link", { name: "Stand verversen" }).click();
      await title.waitFor({ timeout: 60_000 });
    };
    await page.goto(new URL("/verdelingen", page.url()).href);
    await page.getByRole("link", { name: "Wie weet waar meer van" }).click();
    const row = page.getByRole("row").nth(1);
    await row.getByRole("checkbox", { name: /Zelfstandigen/ }).check();
    await page.getByRole("button", { name: "Opslaan" }).click();
    // The run before this one ticked the same box.
    await page.getByText(script ? "Van 1 klantmanager is opgeslagen" : "Er is niets gewijzigd").waitFor();
    await page.getByRole("heading", { level: 1, name: "Wie weet waar meer van" }).waitFor();
    assert.ok(await page.getByRole("row").nth(1).getByRole("checkbox", { name: /Zelfstandigen/ }).isChecked());
    if (script) await inspect(page, "verdeling-specialismen");

    await page.goto(new URL("/verdelingen", page.url()).href);
    await page.getByLabel("Hoogstens, in procent").fill("veel");
    await page.getByRole("button", { name: "Voorstel maken" }).click();
    await page.getByText("Vul een heel getal in van 100 tot en met 1000.").first().waitFor();
    await page.getByLabel("Hoogstens, in procent").fill("105");
    await page.getByLabel("Minstens, in procent").fill("95");
    // The numbers alone are worked out at once; hours take some seconds.
    if (!script) await page.getByLabel("Uren boven of onder iemands deel").fill("0");
    await page.getByRole("button", { name: "Voorstel maken" }).click();
    await ready();
    const proposal = page.url();
    if (script) await inspect(page, "verdeling-voorstel");
    const moving = page.getByRole("checkbox", { name: /blijft$/ });
    const before = await moving.count();
    assert.ok(before > 1, `${before} clients would move`);
    const name = (await moving.first().getAttribute("aria-label")).replace(/ blijft$/, "");
    await moving.first().check();
    await page.getByRole("button", { name: "Opnieuw berekenen", exact: true }).click();
    await ready();
    await page.getByRole("heading", { level: 2, name: "Blijven bij hun klantmanager" }).waitFor();
    assert.equal(await page.getByRole("checkbox", { name: `${name} blijft`, exact: true }).count(), 0);

    await page.getByRole("button", { name: "Toepassen", exact: true }).click();
    await page.getByText(/hebben een andere klantmanager gekregen|heeft een andere klantmanager gekregen/).waitFor();
    await page.getByText("Verplaatst", { exact: true }).first().waitFor();
    if (script) await inspect(page, "verdeling-toegepast");
    await page.getByRole("button", { name: "Verdeling terugdraaien" }).click();
    await page.goto(proposal);
    await page.getByText("Teruggedraaid", { exact: true }).first().waitFor();
    await page.context().close();
  });
}
