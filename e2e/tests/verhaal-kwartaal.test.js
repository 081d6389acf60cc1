// A quarter ahead: Petra has the best weeks proposed for whom the contact norm asks, moves somebody, and plans them; who comes soon is
// invited, the others follow four weeks before.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { BASE, NARROW, inspect, launch, logIn, visit } from "./browser.js";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

for (const script of [true, false]) {
  test(`een kwartaal vooruit gepland, ${script ? "met" : "zonder"} script`, async () => {
    const page = await visit(browser, { script, ...(script ? {} : { viewport: NARROW }) });
    // Petra plans for somebody of her team, for another one in each test.
    await logIn(page, "p.devries");
    await page.goto(`${BASE}/planning`);
    await page.getByRole("link", { name: "Kwartaal plannen" }).click();
    await page.getByRole("heading", { level: 1, name: "Kwartaal plannen" }).waitFor();
    if (script) await inspect(page, "kwartaal");
    const managers = page.locator("[name=klantmanager]");
    const options = await managers.locator("option").allInnerTexts();
    const others = options.filter((option) => option !== "Nadia el Amrani" && option !== "Petra de Vries").slice(1);
    await managers.selectOption({ label: others.at(script ? 0 : 1) });
    await page.locator("[name=plaats]").fill("spreekkamer 4");
    await page.locator("[name=per_dag]").fill("3");
    await page.getByRole("button", { name: "Voorstel maken" }).click();
    await page.getByRole("heading", { level: 1, name: "Voorstel voor een kwartaal" }).waitFor();
    await page.getByText(/Bewezen:|Hooguit/).first().waitFor();
    if (script) await inspect(page, "kwartaal-voorstel");

    // Somebody of the second week would rather come much later.
    const weeks = await page.locator("section[id^='week-']").evaluateAll((all) => all.map((week) => week.id.slice(5)));
    assert.ok(weeks.length >= 3, `${weeks.length} weeks`);
    const field = page.locator(`#week-${weeks[1]} .kb-week`).first();
    const label = await field.getAttribute("aria-label");
    const name = label.replace("Week voor ", "");
    await field.fill("99");
    await page.getByRole("button", { name: "Opnieuw verdelen" }).click();
    await page.getByText(`${name}: dit is geen week van dit kwartaal.`).first().waitFor();
    if (script) await inspect(page, "kwartaal-fout");
    await page.getByLabel(label, { exact: true }).fill(weeks.at(-1));
    await page.getByRole("button", { name: "Opnieuw verdelen" }).click();
    await page.locator(`#week-${weeks.at(-1)}`, { hasText: name }).getByText(/door u gekozen/).first().waitFor();

    const boxes = page.getByRole("checkbox");
    const all = await boxes.count();
    await page.getByRole("button", { name: "Gekozen gesprekken plannen" }).click();
    const title = page.getByRole("heading", { level: 1, name: /^\d+ gesprekken gepland/ });
    await title.waitFor();
    // Whoever cannot be planned after all is told with the reason; nobody gets lost.
    assert.equal(await page.locator("tbody tr").count(), all);
    assert.ok(Number.parseInt(await title.innerText(), 10) >= all - 3, await page.locator("main").innerText());
    await page.getByText("krijgt vanzelf een uitnodiging, vier weken voor het gesprek").waitFor();
    await page.locator("tbody").getByText(/Uitgenodigd/).first().waitFor();
    await page.locator("tbody tr", { hasText: name }).getByText("Gepland").waitFor();
    if (script) await inspect(page, "kwartaal-gepland");

    // What does not suit is taken back: nobody knows of it yet but who was just invited, and those letters were not printed.
    await page.getByRole("button", { name: "Planning terugdraaien" }).click();
    await page.getByText(/teruggedraaid/).first().waitFor();
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  });
}
