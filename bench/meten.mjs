// Measures, and prints the table. A slow figure is no failure: it is printed, and so is what was missed.

import { closeSync, existsSync, fdatasyncSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { gewicht, klanten, logIn, nieuweNorm, paginas } from './bezoek.mjs';
import { meetBrieven } from './brieven.mjs';
import { belast, deel } from './http.mjs';
import { meetImport } from './import.mjs';
import { binary, doe, kent, plek, serveer, stopAlles } from './programma.mjs';
import { meetOptimaliseren, meetVooruitkijken } from './optimaliseren.mjs';
import { meetSimulatie } from './simuleren.mjs';
import { PEER, Tabel, getal } from './tabel.mjs';

const KLEIN = 4000;
const DEMO = 3300;
const GROOT = Number(process.env.KLANTEN ?? 400_000);
const MINUTEN = Number(process.env.MINUTEN ?? 30);
const VLUG = GROOT <= 50_000;
const DUUR = VLUG ? 3000 : 6000;
const PER_PAGINA = VLUG ? 400 : 1200;

const begin = performance.now();
const over = () => begin + MINUTEN * 60_000 - performance.now();
const zeg = (tekst) => process.stderr.write(`${((performance.now() - begin) / 1000).toFixed(0).padStart(5)} s  ${tekst}\n`);

if (!existsSync(binary)) {
  console.error('Er is geen programma om te meten. Bouw het eerst: make build');
  process.exit(2);
}

const map = mkdtempSync(path.join(os.tmpdir(), 'klantbeeld-bench.'));
const opruimen = () => {
  stopAlles();
  rmSync(map, { recursive: true, force: true });
};
process.on('exit', opruimen);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(143));

let databases = (process.env.DATABASES ?? 'sqlite postgres').split(/[ ,]+/).filter(Boolean);
const tabel = new Tabel();
if (databases.includes('postgres') && !process.env.KLANTBEELD_TEST_POSTGRES) {
  databases = databases.filter((soort) => soort !== 'postgres');
  tabel.opmerking('PostgreSQL is niet gemeten: KLANTBEELD_TEST_POSTGRES ontbreekt (bin/postgres-tijdelijk --duurzaam bench/run).');
}

const naam = (soort) => (soort === 'sqlite' ? 'SQLite' : 'PostgreSQL');
const aantal = (number) => number.toLocaleString('nl-NL');

/** How long this disk takes to keep what it was told: every page waits for that once. */
function schijf() {
  const file = path.join(map, 'schijf');
  const handle = openSync(file, 'w');
  const times = [];
  for (let i = 0; i < 100; i += 1) {
    const from = performance.now();
    writeSync(handle, Buffer.alloc(4096, i), 0, 4096, i * 4096);
    fdatasyncSync(handle);
    times.push(performance.now() - from);
  }
  closeSync(handle);
  rmSync(file);
  times.sort((a, b) => a - b);
  return times;
}

/** Idle and total time of the processors so far. */
function processortijd() {
  const fields = readFileSync('/proc/stat', 'utf8').split('\n')[0].split(/ +/).slice(1).map(Number);
  return { vrij: fields[3] + fields[4], alles: fields.reduce((sum, part) => sum + part, 0) };
}

/**
 * Waits until the machine has done nothing for three seconds: a program that starts counts the registration of the month before, once a
 * month, and what is measured is the hours after that.
 */
async function rust(ms) {
  const until = performance.now() + ms;
  while (performance.now() < until) {
    const before = processortijd();
    await new Promise((done) => setTimeout(done, 3000));
    const after = processortijd();
    if (after.vrij - before.vrij > 0.93 * (after.alles - before.alles)) return;
  }
  tabel.opmerking('De machine kwam niet tot rust voordat de bladzijden werden gemeten.');
}

let gevuld = 0;

/** A new database with a town of this size; `undefined` when it could not be made in time. */
async function vul(soort, klanten, ms = over()) {
  // With KLANTEN=4000 the small and the large town are one size, and still two databases.
  gevuld += 1;
  const where = plek(soort, map, `bench_${klanten}_${gevuld}`);
  zeg(`${naam(soort)}: ${aantal(klanten)} klanten maken`);
  try {
    const done = await doe(['demo', '--klanten', String(klanten), '--vandaag', '2026-11-22', ...where.opties], ms);
    const totals = [...done.uit.matchAll(/: (\d+) klanten/g)].reduce((sum, [, count]) => sum + Number(count), 0);
    return { ...where, klanten, dossiers: totals, seconden: done.seconden };
  } catch (error) {
    where.weg();
    tabel.opmerking(`${naam(soort)}: ${aantal(klanten)} klanten maken lukte niet: ${error.message}`);
    return undefined;
  }
}

/** Answers that were not a page are no times of a page, but they are told. */
function metFouten(gemeten, wat) {
  for (const [status, aantal] of Object.entries(gemeten.fouten)) {
    tabel.opmerking(`${wat}: ${aantal} antwoorden met status ${status}; niet meegeteld.`);
  }
  return gemeten;
}

async function demo(soort) {
  const db = await vul(soort, DEMO);
  if (!db) return;
  const onder = `${aantal(DEMO)} klanten`;
  const starts = [];
  for (let i = 0; i < 5; i += 1) {
    const server = await serveer(db.opties);
    starts.push(server.startMs);
    await server.stop();
  }
  starts.sort((a, b) => a - b);
  const server = await serveer(db.opties);
  try {
    const { klantmanager, teamleider } = server.logins();
    const manager = await logIn(server.poort, klantmanager);
    const leider = await logIn(server.poort, teamleider);
    const eigen = manager.get('/caseload');
    const klein = manager.get('/caseload', { 'Accept-Encoding': 'gzip, deflate, br' });
    const alle = leider.get('/caseload?klantmanager=alle');
    const een = (await klanten(leider, 200)).map(([pad]) => leider.get(pad));
    const druk = { gelijktijdig: 16, ms: DUUR, vooraf: 200 };

    zeg(`${naam(soort)}: bladzijden per seconde`);
    const metProcessor = async (wat, requests, options) => {
      const before = server.processor();
      const gemeten = metFouten(await belast(server.poort, requests, options), `${naam(soort)}, ${wat}, 16 tegelijk`);
      // The pages before counting starts cost as much.
      return { ...gemeten, processor: (server.processor() - before) / (gemeten.tijden.length + (options.vooraf ?? 0)) };
    };
    const eigenDruk = await metProcessor('eigen caseload', [eigen], druk);
    const alleDruk = await metProcessor('alle klanten', [alle], druk);
    const gzip = await metProcessor('gecomprimeerd', [klein], druk);
    const klantDruk = await metProcessor('klantpagina', een, druk);
    const opties = { onder: `Bladzijden per seconde, ${onder}, 16 tegelijk` };
    const doel = { doel: 3000, minstens: true };
    tabel.zet(soort, 'caseload (50 rijen), eigen klanten', eigenDruk.perSeconde, { ...opties, ...doel });
    tabel.zet(soort, 'caseload (50 rijen), alle klanten', alleDruk.perSeconde, { ...opties, ...doel });
    tabel.zet(soort, 'caseload, eigen klanten, gecomprimeerd', gzip.perSeconde, opties);
    tabel.zet(soort, 'klantpagina', klantDruk.perSeconde, opties);
    tabel.zet(soort, 'processortijd van klantbeeld per caseload', eigenDruk.processor, { ...opties, eenheid: 'ms' });
    tabel.zet(soort, 'omvang van een caseload, ongecomprimeerd', eigenDruk.bytes / 1000, { ...opties, eenheid: 'kB' });
    const memory = server.geheugen();

    zeg(`${naam(soort)}: naast ${PEER.naam}`);
    const vier = { gelijktijdig: 4, ms: DUUR, vooraf: 50 };
    const lijst4 = metFouten(await belast(server.poort, [alle], vier), `${naam(soort)}, lijst`);
    const een4 = metFouten(await belast(server.poort, een, vier), `${naam(soort)}, één klant`);
    const naast = { onder: `Naast ${PEER.naam}: 4 tegelijk, ${onder}` };
    const lijst = `lijst (50 klanten; daar ${PEER.lijst.rijen} contacten)`;
    tabel.zet(soort, `${lijst}: per seconde`, lijst4.perSeconde, { ...naast, peer: PEER.lijst.perSeconde, groterIsBeter: true });
    tabel.zet(soort, 'lijst: p50', deel(lijst4.tijden, 0.5), { ...naast, eenheid: 'ms', peer: PEER.lijst.p50 });
    tabel.zet(soort, 'lijst: p99', deel(lijst4.tijden, 0.99), { ...naast, eenheid: 'ms', peer: PEER.lijst.p99 });
    tabel.zet(soort, 'één klant (daar één partij): per seconde', een4.perSeconde, { ...naast, peer: PEER.een.perSeconde, groterIsBeter: true });
    tabel.zet(soort, 'één klant: p50', deel(een4.tijden, 0.5), { ...naast, eenheid: 'ms', peer: PEER.een.p50 });
    tabel.zet(soort, 'één klant: p99', deel(een4.tijden, 0.99), { ...naast, eenheid: 'ms', peer: PEER.een.p99 });

    const omvang = { onder: 'Start, geheugen en omvang' };
    tabel.zet(soort, 'start tot eerste antwoord (mediaan van 5)', deel(starts, 0.5), { ...omvang, eenheid: 'ms', doel: 150 });
    tabel.zet(soort, 'geheugen na deze belasting', memory.nu, { ...omvang, eenheid: 'MiB', doel: 80, peer: PEER.geheugen * 1e6 / 2 ** 20 });
    tabel.zet(soort, 'geheugen, hoogste stand', memory.piek, { ...omvang, eenheid: 'MiB' });
    if (soort === databases[0]) await gewichten(soort, server.poort, manager, leider, omvang);
    zeg(`${naam(soort)}: brieven`);
    await meetBrieven({ soort, leider, server, tabel });
    tabel.zet(soort, `${aantal(DEMO)} klanten maken (${aantal(db.dossiers)} dossiers)`, db.seconden, { onder: 'Vullen', eenheid: 's' });
    manager.sluit();
    leider.sluit();
  } finally {
    await server.stop();
    db.weg();
  }
}

async function gewichten(soort, poort, manager, leider, omvang) {
  tabel.zet(soort, 'programma', statSync(binary).size / 2 ** 20, { ...omvang, eenheid: 'MiB', doel: 70 });
  const first = await gewicht(poort, '/inloggen', '');
  const [klant] = (await klanten(leider, 1))[0];
  const later = [];
  for (const pad of ['/vandaag', '/caseload', klant, `${klant}/gegevens`, '/projecten']) {
    try {
      later.push([pad.replace(/[0-9a-f-]{36}/, '…'), await gewicht(poort, pad, (pad === '/projecten' ? leider : manager).cookie)]);
    } catch (error) {
      tabel.opmerking(`gewicht van ${pad}: ${error.message}`);
    }
  }
  later.sort((a, b) => b[1].pagina - a[1].pagina);
  const [pad, zwaarste] = later[0];
  tabel.zet(soort, 'eerste bezoek, alles bij elkaar', (first.pagina + first.rest) / 1000, { ...omvang, eenheid: 'kB', doel: 120 });
  tabel.zet(soort, `latere bladzijde, de zwaarste (${pad})`, zwaarste.pagina / 1000, { ...omvang, eenheid: 'kB', doel: 30 });
  tabel.zet(soort, 'script', Math.max(first.script, zwaarste.script) / 1000, { ...omvang, eenheid: 'kB', doel: 25 });
}

/** The same pages of a small and a large file, in turns, so that whatever else the machine does hits both. */
async function klein_en_groot(soort, details) {
  const klein = await vul(soort, KLEIN);
  const groot = klein && (await vul(soort, GROOT, Math.min(over() * (soort === databases.at(-1) ? 0.85 : 0.45))));
  const vullen = { onder: 'Vullen' };
  if (groot) {
    tabel.zet(soort, `${aantal(GROOT)} klanten maken (${aantal(groot.dossiers)} dossiers)`, groot.seconden, { ...vullen, eenheid: 's' });
    tabel.zet(soort, `${aantal(GROOT)} klanten: dossiers per seconde`, groot.dossiers / groot.seconden, vullen);
    tabel.zet(soort, `${aantal(GROOT)} klanten: database`, groot.omvang() / 1e9, { ...vullen, eenheid: 'GB' });
  }
  const sizes = [klein, groot].filter(Boolean);
  const servers = [];
  try {
    for (const db of sizes) {
      const server = await serveer(db.opties);
      servers.push(server);
      const { klantmanager, teamleider } = server.logins();
      server.manager = await logIn(server.poort, klantmanager);
      server.leider = await logIn(server.poort, teamleider);
      server.vragen = (await paginas(server.manager, server.leider)).paginas;
    }
    if (servers.length === 0) return;
    zeg(`${naam(soort)}: wachten tot de ronde van de start is gedaan`);
    await rust(Math.min(240_000, over() / 4));
    zeg(`${naam(soort)}: ${servers[0].vragen.length} soorten bladzijden meten`);
    const groepen = new Map();
    for (const { groep, naam: welke } of servers[0].vragen) {
      if (over() < 20_000) {
        tabel.opmerking(`${naam(soort)}: de tijd was om vóór ${groep} (${welke}); MINUTEN geeft meer.`);
        break;
      }
      const pair = [];
      for (const [i, server] of servers.entries()) {
        const asked = server.vragen.find((vraag) => vraag.groep === groep && vraag.naam === welke);
        if (!asked) continue;
        const times = [];
        for (const opnieuw of [0, 1]) {
          const options = { gelijktijdig: 1, ms: PER_PAGINA / 2, meest: 1000, vooraf: opnieuw ? 5 : 30 };
          const gemeten = metFouten(await belast(server.poort, asked.verzoeken, options), `${naam(soort)}, ${groep}`);
          times.push(...gemeten.tijden);
        }
        times.sort((a, b) => a - b);
        pair[i] = times;
      }
      const group = groepen.get(groep) ?? { klein: [], groot: [], leden: [] };
      groepen.set(groep, group);
      group.klein.push(...(pair[0] ?? []));
      group.groot.push(...(pair[1] ?? []));
      const [a, b] = pair.map((times) => (times ? [deel(times, 0.5), deel(times, 0.99)] : undefined));
      group.leden.push({ welke, klein: a, groot: b, verhouding: a && b ? b[0] / a[0] : undefined });
      details.push({ soort, groep, welke, klein: a, groot: b });
    }
    for (const [groep, { klein: small, groot: large, leden }] of groepen) {
      small.sort((x, y) => x - y);
      large.sort((x, y) => x - y);
      const onder = `Duur van een bladzijde, één bezoeker tegelijk: ${groep}`;
      const doel = groep === 'zoeken' ? 50 : 20;
      const eenheid = 'ms';
      tabel.zet(soort, `${aantal(KLEIN)} klanten: p50`, deel(small, 0.5), { onder, eenheid });
      tabel.zet(soort, `${aantal(KLEIN)} klanten: p99`, deel(small, 0.99), { onder, eenheid });
      if (large.length === 0) continue;
      tabel.zet(soort, `${aantal(GROOT)} klanten: p50`, deel(large, 0.5), { onder, eenheid });
      const slow = leden.filter((lid) => lid.groot).sort((x, y) => y.groot[1] - x.groot[1])[0];
      const worst = leden.filter((lid) => lid.verhouding).sort((x, y) => y.verhouding - x.verhouding)[0];
      const who = (lid, text) => (leden.length > 1 ? `; ${text}: ${lid.welke}` : '');
      const perLid = `${aantal(GROOT)} klanten: p99${leden.length > 1 ? ' van de traagste' : ''}`;
      tabel.zet(soort, perLid, slow.groot[1], { onder, eenheid, doel, erbij: who(slow, 'de traagste') });
      if (worst) {
        const what = `${aantal(GROOT)} / ${aantal(KLEIN)}${leden.length > 1 ? ', de grootste' : ''} (p50)`;
        tabel.zet(soort, what, worst.verhouding, { onder, eenheid: '×', doel: 1.5, erbij: who(worst, 'het meest') });
      }
    }
    if (servers[1]) {
      zeg(`${naam(soort)}: een nieuwe contactnorm doorrekenen`);
      const beheerder = await logIn(servers[1].poort, servers[1].logins().beheerder);
      const duur = await nieuweNorm(beheerder, Math.max(30_000, over() / 2)).finally(() => beheerder.sluit());
      tabel.zet(soort, `nieuwe contactnorm doorrekenen, ${aantal(groot.dossiers)} klanten`, duur, { onder: 'Contactnorm', eenheid: 's', doel: 10 });
      const omvang = { onder: 'Start, geheugen en omvang' };
      tabel.zet(soort, `geheugen bij ${aantal(GROOT)} klanten`, servers[1].geheugen().nu, { ...omvang, eenheid: 'MiB' });
      const starts = [];
      for (let i = 0; i < 3; i += 1) {
        const again = await serveer(groot.opties);
        starts.push(again.startMs);
        await again.stop();
      }
      starts.sort((x, y) => x - y);
      tabel.zet(soort, `start bij ${aantal(GROOT)} klanten (mediaan van 3)`, starts[1], { ...omvang, eenheid: 'ms', doel: 150 });
    }
  } finally {
    for (const server of servers) {
      server.manager?.sluit();
      server.leider?.sluit();
      await server.stop();
    }
    for (const db of sizes) db.weg();
  }
}

for (const kop of [`Bladzijden per seconde, ${aantal(DEMO)} klanten, 16 tegelijk`, `Naast ${PEER.naam}: 4 tegelijk, ${aantal(DEMO)} klanten`, 'Start, geheugen en omvang']) tabel.kop(kop);
for (const groep of ['eigen caseload', 'alle klanten', 'alle klanten, diep in de lijst', 'alle klanten, andere sortering', 'alle klanten, gefilterd', 'contactnorm', 'klantpagina', 'zoeken']) {
  tabel.kop(`Duur van een bladzijde, één bezoeker tegelijk: ${groep}`);
}
tabel.kop('Contactnorm');
tabel.kop('Brieven');
tabel.kop('Vullen');

const disk = schijf();
const details = [];
const stap = async (wat, doen) => {
  try {
    await doen();
  } catch (error) {
    tabel.opmerking(`${wat} is niet af: ${error.message}`);
  }
};
let simulatie = [];
await stap('Simulatie', async () => {
  simulatie = [...(await meetSimulatie({ over, zeg })), ...(await meetVooruitkijken({ over, zeg }))];
});
await stap('Verdelen en plannen', async () => {
  simulatie.push(...(await meetOptimaliseren({ map, over, zeg })));
});
for (const soort of databases) await stap(`${naam(soort)}, demonstratie`, () => demo(soort));
for (const soort of databases) await stap(`${naam(soort)}, import`, () => meetImport({ soort, map, rijen: GROOT, tabel, over, zeg, plek, doe, kent }));
for (const soort of databases) await stap(`${naam(soort)}, klein en groot`, () => klein_en_groot(soort, details));

const cores = os.cpus();
const kop = [
  `Klantbeeld gemeten op ${new Date().toISOString().slice(0, 10)}: ${cores.length} processorkernen, ${Math.round(os.totalmem() / 2 ** 30)} GiB, ` +
    `belasting vooraf en nu ${getal(os.loadavg()[2])} / ${getal(os.loadavg()[0])}`,
  `Schijf: 4 kB bewaren (fdatasync) p50 ${getal(deel(disk, 0.5))} ms, p99 ${getal(deel(disk, 0.99))} ms`,
  '',
].join('\n');
const traag = details.filter((row) => row.groot).sort((a, b) => b.groot[0] - a.groot[0]).slice(0, 10)
  .map((row) => `  ${naam(row.soort).padEnd(10)}  ${`${row.groep}: ${row.welke}`.padEnd(62)}  ${row.klein.map(getal).join(' / ').padStart(13)}  ${row.groot.map(getal).join(' / ').padStart(13)}`);
const staart = traag.length ? ['', `De traagste bladzijden (p50 / p99 in ms bij ${aantal(KLEIN)} en bij ${aantal(GROOT)} klanten):`, ...traag].join('\n') : '';
const tekst = `${kop}\n${tabel}\n${simulatie.join('\n')}\n${staart}`;
console.log(tekst);
mkdirSync('bench/out', { recursive: true });
writeFileSync('bench/out/meting.txt', `${tekst}\n`);
writeFileSync('bench/out/meting.json', `${JSON.stringify({ ...tabel.toJSON(), bladzijden: details }, null, 1)}\n`);
zeg('klaar; ook in bench/out/meting.txt en bench/out/meting.json');
