// What is typed is not lost, and a list is found as it was left: a session that ends while somebody writes, the same report in two
// tabs, and the filters of the caseload.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { BASE, PASSWORD, launch, logIn, visit } from "./browser.js";
import { find } from "./hulp.js";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const TEXT = "Wil graag weer in de keuken werken.";

/** The page to record what happened at the counter, of a client. */
async function atTheCounter(page, name) {
  await find(page, name);
  await page.goto(`${BASE}${new URL(page.url()).pathname}/gesprekken/vastleggen?zonder-afspraak=true`);
}

test("wie is uitgelogd, verliest het verslag niet bij het vastleggen", async () => {
  const page = await visit(browser);
  await logIn(page, "n.elamrani");
  await atTheCounter(page, "Ingrid Postma");
  await page.locator("[name=tekst]").fill(TEXT);
  // The session ends at that moment; the first to notice is the button.
  await page.context().clearCookies();
  await page.getByRole("button", { name: "Vastleggen", exact: true }).click();
  await page.getByText("Niet bewaard: u bent uitgelogd.").waitFor();
  assert.equal(await page.locator("[name=tekst]").inputValue(), TEXT, "what was typed is still there");
  const other = await page.context().newPage();
  await other.goto(`${BASE}/inloggen`);
  await other.locator("[name=gebruikersnaam]").fill("n.elamrani");
  await other.locator("[name=wachtwoord]").fill(PASSWORD);
  await other.getByRole("button", { name: "Inloggen" }).click();
  await other.waitForURL(/vandaag/);
  // The same button now: the page takes the new session, and the report is recorded.
  await page.getByRole("button", { name: "Vastleggen", exact: true }).click();
  await page.waitForURL(/\/gesprekken\/0/);
  await page.getByText(TEXT).first().waitFor();
  await page.context().close();
});

test("hetzelfde verslag in twee tabbladen wordt niet stil overschreven", async () => {
  const page = await visit(browser);
  await logIn(page, "n.elamrani");
  await atTheCounter(page, "Omar Shahin");
  const second = await page.context().newPage();
  await second.goto(page.url());
  await page.locator("[name=tekst]").fill("Uit het eerste tabblad.");
  await page.getByText(/^Concept bewaard om/).waitFor();
  await second.getByText("ook in een ander tabblad open").waitFor();
  await second.locator("[name=tekst]").fill("Uit het tweede tabblad.");
  // Who leaves keeps at once what is typed, unless another tab has the draft.
  await second.goto(`${BASE}/vandaag`);
  await page.reload();
  assert.equal(await page.locator("[name=tekst]").inputValue(), "Uit het eerste tabblad.", "the second kept nothing");
  await page.context().close();
});

test("de caseload komt terug zoals zij was", async () => {
  const page = await visit(browser);
  await logIn(page, "n.elamrani");
  await page.goto(`${BASE}/caseload?sorteer=beurt&segment=direct_bemiddelbaar`);
  await page.locator("tbody tr a").first().click();
  await page.getByRole("link", { name: "Caseload", exact: true }).click();
  await page.waitForURL(/sorteer=beurt/);
  assert.match(page.url(), /segment=direct_bemiddelbaar/);
  await page.getByRole("link", { name: "Wissen" }).click();
  await page.locator("tbody tr a").first().click();
  await page.getByRole("link", { name: "Caseload", exact: true }).click();
  await page.waitForLoadState();
  assert.doesNotMatch(page.url(), /segment=/);
  await page.context().close();
});
