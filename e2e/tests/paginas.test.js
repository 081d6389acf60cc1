// Every page at 1280 and 320 pixels: clean for axe, no sideways scrolling, one heading, a Dutch title. The pictures in
// screenshots/ are for the eye: axe passes pages nobody can read.
import { after, before, test } from "node:test";

import { BASE, NARROW, WIDE, inspect, launch, logIn, visit } from "./browser.js";
import { find } from "./hulp.js";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

async function client(page) {
  await page.goto(`${BASE}/zoeken`);
  await page.locator(".kb-zoek__veld").fill("104-2217");
  await page.locator(".kb-zoek__veld").press("Enter");
  await page.waitForURL(/klanten/);
  return new URL(page.url()).pathname;
}

/** What follows on an invitation, each shown by the client who is there for it: letters, cure periods, the bulk planning. */
async function pagesOfContact(page) {
  await find(page, "Rachida Bouazza");
  await page.getByRole("link", { name: /hersteltermijn/i }).first().click();
  await page.getByRole("heading", { name: "Hersteltermijn", exact: true }).waitFor();
  await inspect(page, "gesprek-hersteltermijn");
  await page.getByRole("link", { name: "Alsnog gekomen of goede reden" }).click();
  await inspect(page, "hersteltermijn-alsnog");
  await find(page, "Omar Shahin");
  await page.locator(".kb-tijdlijn li", { hasText: "Participatiegesprek" }).first().getByRole("link").first().click();
  await inspect(page, "gesprek-uitgenodigd");
  await page.getByRole("link", { name: "Uitnodiging (Arabisch)" }).click();
  await inspect(page, "brief-arabisch");
  await find(page, "Ingrid Postma");
  await page.locator(".kb-tijdlijn li", { hasText: "Participatiegesprek" }).first().getByRole("link").first().click();
  await page.getByRole("link", { name: "Verzetten" }).click();
  await inspect(page, "gesprek-verzetten");
  await page.goBack();
  await page.getByRole("link", { name: "Afzeggen" }).click();
  await inspect(page, "gesprek-afzeggen");
  for (const [name, path] of [
    ["brieven-af-te-drukken", "/brieven/af-te-drukken"],
    ["planning", "/planning"],
    ["planning-voorstel", "/planning/voorstel?soort=participatiegesprek&duur=60"],
  ]) {
    await page.goto(BASE + path);
    await inspect(page, name);
  }
  await page.goto(`${BASE}/vandaag`);
  await page.getByRole("link", { name: /^Inplannen/ }).first().click();
  await inspect(page, "gesprek-inplannen");
}

/** What was looked into and decided about somebody's right, each opened from its list, and the forms with their errors. */
async function pagesOfLaw(page) {
  for (const [name, list, link] of [
    ["onderzoek", "/onderzoeken", 'main a[href^="/onderzoeken/0"]'],
    ["opschorting", "/opschortingen", 'main a[href^="/opschortingen/0"]'],
    ["besluit", "/besluiten", 'main a[href^="/besluiten/0"]'],
  ]) {
    await page.goto(BASE + list);
    await page.locator(link).first().click();
    await page.waitForURL(/\/0/);
    await inspect(page, name);
  }
  await page.getByRole("link", { name: "Alles over het recht van deze klant" }).click();
  await inspect(page, "recht-van-een-klant");
  for (const kind of ["herziening", "intrekking", "terugvordering", "verlaging"]) {
    await page.goto(`${BASE}/besluiten/nieuw?soort=${kind}`);
    await inspect(page, `besluit-${kind}`);
  }
  await page.locator("main form button").first().click();
  await page.getByText("Er was een probleem").waitFor();
  await inspect(page, "besluit-fout");
}

for (const viewport of [WIDE, NARROW]) {
  test(`pagina's voor iedereen, ${viewport.width} px`, async () => {
    const page = await visit(browser, { viewport });
    await page.goto(`${BASE}/inloggen`);
    await inspect(page, "inloggen");
    await page.getByRole("button", { name: "Inloggen" }).click();
    await page.getByText("Er was een probleem").waitFor();
    await inspect(page, "inloggen-fout");
    await logIn(page, "n.elamrani");
    await page.goto(`${BASE}/bestaat-niet`);
    await inspect(page, "niet-gevonden");
    await page.context().close();
  });

  test(`pagina's van een klantmanager, ${viewport.width} px`, async () => {
    const page = await visit(browser, { viewport });
    await logIn(page, "n.elamrani");
    await inspect(page, "vandaag");
    for (const [name, path] of [
      ["caseload", "/caseload"],
      ["caseload-iedereen", "/caseload?klantmanager=alle&sorteer=-laatste"],
      ["caseload-beurt", "/caseload?sorteer=beurt"],
      ["caseload-leeg", "/caseload?wijk=nergens"],
      ["caseload-waarneming", "/caseload?waarneming=alleen"],
      ["poort", "/poort"],
      ["poort-melding", "/poort/nieuw"],
      ["signalen", "/signalen"],
      ["zoeken", "/zoeken"],
      ["mijn-agenda", "/mijn-agenda"],
      ["werkdagen", "/rooster"],
      ["belasting-uitleg", "/belasting"],
      ["keuringen-lijst", "/keuringen"],
      ["keuringen-doorlooptijd", "/keuringen/doorlooptijd"],
    ]) {
      await page.goto(BASE + path);
      await inspect(page, name);
    }
    const johan = await client(page);
    for (const [name, path] of [
      ["klant", ""],
      ["klant-compact", "?compact=true&soort=gesprekken"],
      ["klantbeeld", "/klantbeeld"],
      ["klantbeeld-wijzigen", "/klantbeeld/wijzigen"],
      ["contact", "/contact"],
      ["contact-maatwerk", "/contact/maatwerk"],
      ["plan", "/plan"],
      ["plan-opstellen", "/plan/opstellen"],
      ["gegevens", "/gegevens"],
      ["gegevens-wijzigen", "/gegevens/wijzigen"],
      ["gesprek-plannen", "/gesprekken/plannen"],
      ["gesprek-vastleggen", "/gesprekken/vastleggen"],
      ["gesprek-op-de-lijst", "/gesprekken/op-de-lijst"],
      ["segment", "/segment"],
      ["doelgroepen", "/doelgroepen"],
      ["ontheffing", "/ontheffingen/verlenen"],
      ["keuringen", "/keuringen"],
      ["uitkeringen", "/uitkeringen"],
      ["beeindigen", "/uitkering/beeindigen"],
      ["signaal-toevoegen", "/signalen/toevoegen"],
      ["pauze", "/pauze"],
      ["inkomsten", "/inkomsten"],
      ["klant-signalen", "?soort=signalen"],
    ]) {
      await page.goto(BASE + johan + path);
      await inspect(page, name);
    }
    await page.goto(`${BASE}${johan}/gesprekken/plannen`);
    await page.getByRole("button", { name: "Gesprek plannen" }).click();
    await page.getByText("Er was een probleem").waitFor();
    await inspect(page, "gesprek-plannen-fout");
    await page.goto(BASE + johan);
    await page.locator(".kb-tijdlijn__wat a").first().click();
    await inspect(page, "gesprek");
    await page.getByRole("link", { name: "Deelnemer toevoegen" }).click();
    await inspect(page, "deelnemer-toevoegen");
    await page.getByRole("button", { name: "Deelnemer toevoegen" }).click();
    await page.getByText("Er was een probleem").waitFor();
    await inspect(page, "deelnemer-toevoegen-fout");
    await pagesOfContact(page);
    await page.goto(`${BASE}${johan}?soort=signalen`);
    await page.locator(".kb-tijdlijn__wat a").first().click();
    await inspect(page, "signaal");
    await page.getByRole("button", { name: "Afhandelen" }).click();
    await page.getByText("Er was een probleem").waitFor();
    await inspect(page, "signaal-fout");
    await page.context().close();
  });

  test(`pagina's van een teamleider, ${viewport.width} px`, async () => {
    const page = await visit(browser, { viewport });
    await logIn(page, "p.devries");
    await page.goto(`${BASE}/team`);
    await inspect(page, "team");
    await page.getByRole("link", { name: "Belasting over de tijd" }).click();
    await inspect(page, "team-belasting");
    await page.goto(`${BASE}/registratie`);
    await inspect(page, "registratie");
    for (const [name, path] of [
      ["verdelingen", "/verdelingen"],
      ["specialismen", "/verdelingen/specialismen"],
      ["kwartaal-vraag", "/planning/kwartaal"],
    ]) {
      await page.goto(BASE + path);
      await inspect(page, name);
    }
    await page.goto(`${BASE}/overnames`);
    await inspect(page, "overnames");
    await page.locator('a[href^="/overnames/nieuw"]').first().click();
    await inspect(page, "overname-nieuw");
    await page.getByRole("button", { name: "Controleren" }).first().click();
    await page.getByText("Er was een probleem").waitFor();
    await inspect(page, "overname-nieuw-fout");
    await page.locator("[name=aan]").selectOption({ index: 1 });
    await page.getByLabel("Voor goed", { exact: true }).check();
    await page.locator("[name=reden]").fill("andere wijk");
    await page.getByRole("button", { name: "Controleren" }).first().click();
    await page.getByRole("button", { name: "overdragen" }).waitFor();
    await inspect(page, "overname-controleren");
    await page.goto(`${BASE}/overnames`);
    await page.locator('a[href^="/overnames/0"]').first().click();
    await inspect(page, "overname");
    await page.context().close();
  });

  test(`pagina's van een deskundige, ${viewport.width} px`, async () => {
    const page = await visit(browser, { viewport });
    await logIn(page, "k.yildiz");
    await inspect(page, "mijn-gesprekken");
    await page.locator('a[href^="/deelnemers/"]').first().click();
    await inspect(page, "notitie");
    await page.locator("[name=conclusie]").fill("");
    await page.getByRole("button", { name: "Notitie bewaren" }).click();
    await page.getByText("Er was een probleem").waitFor();
    await inspect(page, "notitie-fout");
    await page.context().close();
  });

  test(`pagina's van rechtmatigheid, ${viewport.width} px`, async () => {
    const page = await visit(browser, { viewport });
    await logIn(page, "r.hendriks");
    await inspect(page, "rechtmatigheid");
    await page.locator('a[href^="/rechtmatigheid/"]').first().click();
    await inspect(page, "rechtmatigheid-verslag");
    for (const [name, path] of [
      ["opschortingen", "/opschortingen"],
      ["onderzoeken", "/onderzoeken"],
      ["onderzoek-beginnen", "/onderzoeken/nieuw"],
      ["steekproeven", "/steekproeven"],
      ["steekproef-nieuw", "/steekproeven/nieuw"],
      ["besluiten", "/besluiten"],
      ["besluit-kiezen", "/besluiten/nieuw"],
      ["opdrachten", "/opdrachten"],
    ]) {
      await page.goto(BASE + path);
      await inspect(page, name);
    }
    await pagesOfLaw(page);
    await page.context().close();
  });

  test(`pagina's van een beheerder, ${viewport.width} px`, async () => {
    const page = await visit(browser, { viewport });
    await logIn(page, "beheer");
    await inspect(page, "beheer");
    for (const [name, path] of [
      ["contactnormen", "/beheer/contactnormen"],
      ["beheer-belasting", "/beheer/belasting"],
      ["sluitingsdagen", "/beheer/sluitingsdagen"],
      ["sjablonen", "/beheer/brieven"],
      ["uitgaande-mail", "/beheer/uitgaande-email"],
      ["bewaren", "/bewaren"],
      ["verlagingstabel", "/beheer/verlagingstabel"],
      ["poortnorm", "/beheer/poortnorm"],
      ["codelijst", "/beheer/codelijsten/voorziening"],
      ["codelijst-toevoegen", "/beheer/codelijsten/voorziening/toevoegen"],
      ["codelijst-inlezen", "/beheer/codelijsten/voorziening/inlezen"],
    ]) {
      await page.goto(BASE + path);
      await inspect(page, name);
    }
    await page.goto(`${BASE}/beheer`);
    await page.getByRole("link", { name: "Karima Yıldız" }).click();
    await inspect(page, "gebruiker");
    await page.goto(`${BASE}/bewaren`);
    // The first visit draws the list up, the next finds it.
    const drawn = page.locator('main a[href^="/bewaren/lijsten/"]').first();
    if (await drawn.count()) await drawn.click();
    else await page.getByRole("button", { name: "Lijst opstellen" }).click();
    await page.waitForURL(/\/bewaren\/lijsten\//);
    await inspect(page, "vernietigingslijst");
    await page.goto(`${BASE}/bewaren`);
    await page.getByText("Bevestiging vastleggen").first().click();
    await page.getByRole("button", { name: "Bevestiging vastleggen" }).click();
    await page.getByText("Er was een probleem").waitFor();
    await inspect(page, "bewaren-fout");
    await page.context().close();
  });

  test(`pagina van een aanbieder, ${viewport.width} px`, async () => {
    const page = await visit(browser, { viewport });
    await logIn(page, "v.hulst");
    await inspect(page, "aanbieder");
    await page.context().close();
  });

  test(`pagina's van een beleidsadviseur, ${viewport.width} px`, async () => {
    const page = await visit(browser, { viewport });
    await logIn(page, "s.bakker");
    await inspect(page, "projecten");
    for (const code of ["ik-doe-mee", "pilot-300"]) {
      await page.goto(`${BASE}/projecten/${code}`);
      await inspect(page, `project-${code}`);
    }
    await page.goto(`${BASE}/registratie`);
    await inspect(page, "registratie-beleid");
    await page.goto(`${BASE}/statistiek`);
    await inspect(page, "statistiek");
    await page.goto(`${BASE}/capaciteit`);
    await inspect(page, "capaciteit");
    await page.goto(`${BASE}/capaciteit/scenarios/nieuw`);
    await inspect(page, "capaciteit-scenario");
    await page.goto(`${BASE}/prognoses`);
    await inspect(page, "vooruitkijken");
    await page.context().close();
  });
}
