// Who has which client, and a quarter of conversations, beside the solvers that were given the same problems: their best known value and
// how long it took, measured by ourselves in November 2026 on 2 cores (OR-tools for P1a, HiGHS for P1b and P2). The problems themselves are
// not ours to hand on: INSTANTIES says where they are.
//
//   INSTANTIES=/pad/naar/instances bench/run

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

import { doe, kent } from './programma.mjs';
import { getal } from './tabel.mjs';

const VRAGEN = [
  { wat: 'P1a wie bij wie', opdracht: ['verdeel', '--zonder-uren'], limiet: [10, 10, 10], peer: [[905, 0.002], [4470, 0.015], [39_925, 0.28]] },
  { wat: 'P1b met evenwicht', opdracht: ['verdeel'], limiet: [10, 10, 20], peer: [[1042, 0.09], [5679, 60], [51_194, 90]] },
  { wat: 'P2 een kwartaal', opdracht: ['plan'], limiet: [5, 5, 60], peer: [[309, 1.5], [3472, 14.3], [35_617, 204]] },
];
const MATEN = [['klein, 400 / 5', 'small'], ['middel, 4.000 / 45', 'medium'], ['groot, 40.000 / 450', 'large']];

/** The problem of a size as a file; unpacked into our own folder when it is packed. */
function opgave(waar, maat, map) {
  const gewoon = path.join(waar, `${maat}.json`);
  if (existsSync(gewoon)) return gewoon;
  const ingepakt = `${gewoon}.gz`;
  if (!existsSync(ingepakt)) return undefined;
  const uitgepakt = path.join(map, `${maat}.json`);
  writeFileSync(uitgepakt, gunzipSync(readFileSync(ingepakt)));
  return uitgepakt;
}

/** A line for each problem: ours, how far from the best at most, and the solver's. */
export async function meetOptimaliseren({ map, over, zeg }) {
  const waar = process.env.INSTANTIES;
  if (!kent('verdeel')) return [];
  if (!waar) return ['', 'Verdelen en plannen: niet gemeten; INSTANTIES=map met small.json, medium.json en large.json.gz.'];
  const lines = ['', 'Verdelen en plannen, naast OR-tools (P1a) en HiGHS (P1b en P2) op dezelfde opgaven (eerder gemeten):'];
  for (const { wat, opdracht, limiet, peer } of VRAGEN) {
    for (const [i, [naam, maat]] of MATEN.entries()) {
      const bestand = opgave(waar, maat, map);
      if (!bestand) {
        lines.push(`  ${wat}, ${naam}: ${maat}.json is er niet`);
        continue;
      }
      zeg(`${wat}, ${naam}`);
      const done = await doe([...opdracht, bestand, '--limiet', String(limiet[i]), '--json'], Math.min(over(), 4 * limiet[i] * 1000 + 30_000));
      const { doelwaarde, ondergrens, bewezen, seconden } = JSON.parse(done.uit);
      const [waarde, duur] = peer[i];
      const speling = bewezen ? 'bewezen' : `hooguit ${getal((100 * (doelwaarde - ondergrens)) / Math.max(ondergrens, 1))}% van de beste`;
      lines.push(
        `  ${`${wat}, ${naam}`.padEnd(42)}${getal(doelwaarde).padStart(7)} in ${getal(seconden).padStart(5)} s (${speling}); ` +
          `daar ${getal(waarde)} in ${getal(duur)} s`,
      );
    }
  }
  return lines;
}

/** A thousand times five years of 3,300 clients, on every core: how long, and how much memory beside playing it a hundred times. */
export async function meetVooruitkijken({ over, zeg }) {
  if (!kent('prognose')) return [];
  const speel = async (keer) => {
    zeg(`vooruitkijken, ${keer} keer`);
    return doe(['prognose', '--herhalingen', String(keer), '--json'], over());
  };
  const honderd = await speel(100);
  const duizend = await speel(1000);
  const ok = duizend.seconden <= 30 ? '✓' : '✗';
  return [
    '',
    `Vooruitkijken, 3.300 klanten en vijf jaar, 1.000 keer: ${getal(duizend.seconden)} s (doel ≤ 30) ${ok}; ` +
      `geheugen ${getal(duizend.piek)} MiB, bij 100 keer ${getal(honderd.piek)} MiB`,
  ];
}
