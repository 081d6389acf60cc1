// A visitor: logs in, and knows addresses to ask for.

import { eenmaal, Verbinding, verzoek } from './http.mjs';

const NIEMAND = '00000000-0000-0000-0000-000000000000';
const MAANDEN = ['jan', 'feb', 'mrt', 'apr', 'mei', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dec'];

/** Chance that is the same every run. */
function dobbel(zaad) {
  let state = zaad >>> 0;
  return (most) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
}

const ontsnap = (text) =>
  text.replace(/&#(x?)([0-9a-f]+);/gi, (_, x, code) => String.fromCodePoint(Number.parseInt(code, x ? 16 : 10)))
    .replace(/&(amp|lt|gt|quot);/g, (_, name) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name]);

/** Logs in; gives how to ask pages as this visitor. */
export async function logIn(poort, { naam, rol, wachtwoord }) {
  const body = { gebruikersnaam: naam, wachtwoord, terug: '/' };
  const answer = await eenmaal(poort, verzoek('/inloggen', { body }));
  const cookie = /\r\nset-cookie: *([^;\r]+)/i.exec(answer.head)?.[1];
  if (!cookie) throw new Error(`inloggen als ${naam} lukt niet (${answer.status})`);
  const line = await Verbinding.open(poort);
  const html = async (pad, body) => {
    const answer = await line.vraag(verzoek(pad, { cookie, body }));
    if (answer.status !== 200) throw new Error(`${pad} antwoordt met ${answer.status}`);
    return answer.body().toString();
  };
  // Every page somebody may see has it: in the form to log out.
  const eigen = rol === 'beheerder' ? '/beheer' : '/projecten';
  const csrf = /name="csrf" value="([0-9a-f]+)"/.exec(await html(eigen))?.[1];
  const stuur = async (pad, body) => {
    const answer = await line.vraag(verzoek(pad, { cookie, body }));
    if (answer.status !== 303) throw new Error(`${pad} antwoordt met ${answer.status}`);
  };
  return {
    stuur,
    cookie,
    html,
    omvang: async (pad) => {
      const answer = await line.vraag(verzoek(pad, { cookie }));
      if (answer.status !== 200) throw new Error(`${pad} antwoordt met ${answer.status}`);
      return answer.body().length;
    },
    get: (pad, headers) => verzoek(pad, { cookie, headers }),
    zoek: (q) => verzoek('/zoeken', { cookie, body: { csrf, q }, headers: { 'X-Fragment': '1' } }),
    bsn: async (klant) => /kb-getal">(\d{9})</.exec(await html(`${klant}/bsn`, { csrf }))?.[1],
    sluit: () => line.sluit(),
  };
}

/** Clients from all over the list, by chance: address and name. */
export async function klanten(leider, hoeveel) {
  const roll = dobbel(392);
  const found = new Map();
  for (let attempt = 0; attempt < 4 * hoeveel && found.size < hoeveel; attempt += 1) {
    const page = await leider.html(`/caseload?klantmanager=alle&bestand=alle&na=${NIEMAND}~${letters(roll)}`);
    const rows = [...page.matchAll(/href="(\/klanten\/[0-9a-f-]{36})"[^>]*>([^<]+)</g)];
    if (rows.length === 0) continue;
    for (let i = 0; i < 5; i += 1) {
      const [, pad, naam] = rows[roll(rows.length)];
      found.set(pad, ontsnap(naam).trim());
    }
  }
  return [...found].slice(0, hoeveel);
}

const letters = (roll) => Array.from({ length: 3 }, () => String.fromCharCode(97 + roll(26))).join('');
const twee = (number) => String(number).padStart(2, '0');

/** Places far into a list. */
function diep(sorteer, waarde) {
  const roll = dobbel(7);
  const order = sorteer ? `&sorteer=${sorteer}` : '';
  const where = () => encodeURIComponent(`${NIEMAND}~${waarde(roll)}`);
  return Array.from({ length: 25 }, () => `/caseload?klantmanager=alle${order}&na=${where()}`);
}

/**
 * The pages whose time is measured: group, name and the requests to repeat. Every visitor of a large file asks the same
 * as one of a small file.
 */
export async function paginas(manager, leider) {
  const lijst = await leider.html('/caseload?klantmanager=alle');
  const keuzes = (naam) => {
    const select = new RegExp(`<select[^>]*name="${naam}"[\\s\\S]*?</select>`).exec(lijst)?.[0] ?? '';
    return [...select.matchAll(/<option value="([^"]+)"/g)].map(([, value]) => ontsnap(value));
  };
  const steekproef = await klanten(leider, 200);
  const all = (query) => `/caseload?klantmanager=alle&${query}`;
  const segment = keuzes('segment')[0];
  const wijk = keuzes('wijk')[1];
  const dag = (roll) => `20${twee(10 + roll(16))}-${twee(1 + roll(12))}-${twee(1 + roll(28))}`;

  const bsns = [];
  const geboren = [];
  for (const [pad] of steekproef.slice(0, 20)) {
    const bsn = await leider.bsn(pad);
    if (!bsn) continue;
    bsns.push(bsn);
    const line = await leider.html(pad);
    const found = /(\d{1,2}) (jan|feb|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec)\.? (19\d\d)/.exec(
      await leider.html(`${pad}/gegevens`) + line,
    );
    if (found) geboren.push(`${found[1]}-${MAANDEN.indexOf(found[2]) + 1}-${found[3]}`);
  }
  const namen = steekproef.map(([, naam]) => naam.split(' ')).filter((words) => words.length > 1);

  const lists = [
    ['eigen caseload', 'eigen', ['/caseload'], manager],
    ['alle klanten', 'op naam', [all('')]],
    ['alle klanten, diep in de lijst', 'naam', diep('', letters)],
    ['alle klanten, diep in de lijst', 'laatste gesprek', diep('laatste', dag)],
    ['alle klanten, diep in de lijst', 'ingang, aflopend', diep('-ingang', dag)],
    ['alle klanten, andere sortering', 'laatste gesprek', [all('sorteer=laatste')]],
    ['alle klanten, andere sortering', 'laatste gesprek, aflopend', [all('sorteer=-laatste')]],
    ['alle klanten, andere sortering', 'volgend gesprek', [all('sorteer=volgende')]],
    ['alle klanten, andere sortering', 'volgend gesprek, aflopend', [all('sorteer=-volgende')]],
    ['alle klanten, andere sortering', 'ingang', [all('sorteer=ingang')]],
    ['alle klanten, andere sortering', 'ingang, aflopend', [all('sorteer=-ingang')]],
    ['alle klanten, andere sortering', 'ontheffing', [all('sorteer=ontheffing')]],
    ['alle klanten, andere sortering', 'ontheffing, aflopend', [all('sorteer=-ontheffing')]],
    ['alle klanten, gefilterd', 'uit beeld', [all('contact=uit-beeld')]],
    ['alle klanten, gefilterd', 'gesprek gepland', [all('contact=gepland')]],
    ['alle klanten, gefilterd', 'gepland, nog niet uitgenodigd', [all('contact=niet-uitgenodigd')]],
    ['alle klanten, gefilterd', 'plan ontbreekt', [all('plan=ontbreekt')]],
    ['alle klanten, gefilterd', 'ontheffing loopt af', [all('ontheffing=loopt-af')]],
    ['alle klanten, gefilterd', 'beëindigd', [all('bestand=beeindigd')]],
    ['alle klanten, gefilterd', 'gehuwden', [all('leefvorm=gehuwden')]],
    ['alle klanten, gefilterd', 'segment', [all(`segment=${encodeURIComponent(segment)}`)]],
    ['alle klanten, gefilterd', 'niet ingedeeld', [all('segment=geen')]],
    ['alle klanten, gefilterd', 'wijk', [all(`wijk=${encodeURIComponent(wijk)}`)]],
    [
      'alle klanten, gefilterd',
      'wijk, uit beeld, op ingang',
      [all(`wijk=${encodeURIComponent(wijk)}&contact=uit-beeld&sorteer=ingang`)],
    ],
    ['contactnorm', 'vandaag', ['/vandaag'], manager],
    ['contactnorm', 'team', ['/team']],
    ['contactnorm', 'alle klanten, wie het langst wacht eerst', [all('sorteer=beurt')]],
    ['contactnorm', 'te laat', [all('beurt=te_laat')]],
    ['contactnorm', 'ernstig te laat, wie het langst wacht eerst', [all('beurt=ernstig_te_laat&sorteer=beurt')]],
    ['contactnorm', 'binnenkort, in een segment', [all(`beurt=binnenkort&segment=${encodeURIComponent(segment)}`)]],
    ['klantpagina', 'willekeurige klant', steekproef.map(([pad]) => pad)],
  ];
  const asked = lists.map(([groep, naam, paden, wie = leider]) => ({
    groep,
    naam,
    verzoeken: paden.map((pad) => wie.get(pad)),
  }));
  const searches = [
    ['achternaam', namen.map((words) => words.at(-1))],
    ['voor- en achternaam', namen.map((words) => `${words[0]} ${words.at(-1)}`)],
    ['eerste drie letters', namen.map((words) => words.at(-1).slice(0, 3))],
    ['BSN', bsns],
    ['geboortedatum', geboren],
  ];
  for (const [naam, teksten] of searches) {
    if (teksten.length > 0) asked.push({ groep: 'zoeken', naam, verzoeken: teksten.map((text) => leider.zoek(text)) });
  }
  return { paginas: asked, klant: steekproef.map(([pad]) => pad) };
}

/** Switches to another contact norm and waits until every client is worked out anew; gives the seconds that took. */
export async function nieuweNorm(beheerder, ms) {
  const begin = performance.now();
  const csrf = /name="csrf" value="([0-9a-f]+)"/.exec(await beheerder.html('/beheer/contactnormen'))?.[1];
  const [norm, ingang] = ['uren_8_4_8', '2027-01-01'];
  // Has read what it means for how many clients.
  await beheerder.stuur('/beheer/contactnormen', { csrf, norm, ingang, gezien: `${norm} ${ingang}` });
  while (performance.now() - begin < ms) {
    if (!(await beheerder.html('/beheer/contactnormen')).includes('<progress')) return (performance.now() - begin) / 1000;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error('de nieuwe norm was niet op tijd doorgerekend');
}

/** Compressed bytes of a page and, for a first visit, of everything it brings along. */
export async function gewicht(poort, pad, cookie) {
  const headers = { 'Accept-Encoding': 'gzip, deflate, br' };
  const plain = (await eenmaal(poort, verzoek(pad, { cookie }))).body().toString();
  const page = await eenmaal(poort, verzoek(pad, { cookie, headers }));
  const wanted = [...plain.matchAll(/(?:href|src)="(\/static\/[^"]+)"/g)].map(([, url]) => url);
  const done = new Map();
  while (wanted.length > 0) {
    const url = wanted.pop();
    if (done.has(url)) continue;
    const file = await eenmaal(poort, verzoek(url, { headers }));
    if (file.status !== 200) throw new Error(`${url} antwoordt met ${file.status}`);
    done.set(url, file.bytes);
    if (url.endsWith('.css')) {
      const css = (await eenmaal(poort, verzoek(url))).body().toString();
      for (const [, part] of css.matchAll(/url\(["']?([^"')]+)["']?\)/g)) {
        // A browser fetches the extended letters only for a page that has one of them.
        if (!part.startsWith('data:') && !/latin-ext/.test(part)) wanted.push(new URL(part, `http://x${url}`).pathname);
      }
    }
  }
  const sum = (only) => [...done].filter(([url]) => only(url)).reduce((total, [, bytes]) => total + bytes, 0);
  return { pagina: page.bytes, rest: sum(() => true), script: sum((url) => url.endsWith('.js')) };
}
