// Reading a client file: a new one, and the same one again.

import { closeSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';

const KOPPEN =
  'klantnummer;bsn;voornamen;voorvoegsel;geslachtsnaam;geboortedatum;leefvorm;adres;postcode;woonplaats;wijk;telefoon;' +
  'regeling;uitkering_ingang;maandbedrag;uitkering_einde;reden_einde';
const ACHTERNAMEN = ['Meer', 'Amrani', 'Bakker', 'Özdemir', 'Visser', 'Jansen', 'Nguyen', 'Kowalski', 'Smit', 'Hassan'];
const UITGANGEN = ['', 'sen', 'stra', 'huis', 'man', 'ma', 'kamp', 'veld'];
const VOORNAMEN = ['Johan', 'Nadia', 'Yılmaz', 'Fatima', 'Renée', 'Mohamed', 'Anouk', 'Wei', 'Krzysztof', 'Samira'];
const LEEFVORMEN = ['alleenstaande', 'alleenstaande', 'alleenstaande ouder', 'gehuwden'];
const WIJKEN = ['Centrum', 'Noord', 'Oost', 'Schalkwijk', 'Zuidwest'];

/** The next number from here on that passes the elfproef. */
function bsn(from) {
  for (let number = from; ; number += 1) {
    const digits = [...String(number)].map(Number);
    const sum = digits.reduce((total, digit, i) => total + digit * (i === 8 ? -1 : 9 - i), 0);
    if (sum % 11 === 0) return number;
  }
}

/** A day, counted in days from a day. */
const dag = (from, days) => new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10);

/** One client a row; every fifth has an earlier benefit that ended. */
function schrijf(bestand, rijen) {
  const handle = openSync(bestand, 'w');
  let number = 900_000_000;
  let lines = [KOPPEN];
  for (let row = 0, klant = 0; row < rijen; klant += 1) {
    number = bsn(number + 1);
    const uit = (lijst, deler) => lijst[Math.floor(klant / deler) % lijst.length];
    const person = [
      `${100 + Math.floor(klant / 100_000)}-${String(klant % 100_000).padStart(5, '0')}`, number, uit(VOORNAMEN, 1),
      klant % 7 === 0 ? 'van der' : '', uit(ACHTERNAMEN, 3) + uit(UITGANGEN, 11), dag('1958-01-01', (klant * 7919) % 17_500),
      uit(LEEFVORMEN, 1), `Kruisweg ${1 + (klant % 300)}`, `20${10 + (klant % 30)} A${'BCDEFGH'[klant % 7]}`, 'Haarlem',
      uit(WIJKEN, 1), `06-${String((klant * 104_729) % 100_000_000).padStart(8, '0')}`,
    ].join(';');
    const start = dag('2016-01-01', (klant * 31) % 3_600);
    if (klant % 5 === 0 && row + 1 < rijen) {
      lines.push(`${person};PW;${dag(start, -900)};1.198,25;${dag(start, -200)};`);
      row += 1;
    }
    lines.push(`${person};PW;${start};1.419,46;;`);
    row += 1;
    if (lines.length > 10_000) {
      writeSync(handle, `${lines.join('\n')}\n`);
      lines = [];
    }
  }
  if (lines.length > 0) writeSync(handle, `${lines.join('\n')}\n`);
  closeSync(handle);
}

export async function meetImport({ soort, map, rijen, tabel, over, zeg, plek, doe, kent }) {
  const opties = { onder: 'Vullen', doel: 20_000, minstens: true };
  const nieuw = 'import, nieuw bestand: rijen per seconde';
  if (!kent('import')) {
    tabel.zet(soort, nieuw, 'n.v.t.', opties);
    tabel.opmerking('Import is niet gemeten: deze versie kent de opdracht klantbeeld import niet.');
    return;
  }
  const where = plek(soort, map, 'bench_import');
  try {
    const aantal = rijen.toLocaleString('nl-NL');
    zeg(`${soort === 'sqlite' ? 'SQLite' : 'PostgreSQL'}: ${aantal} rijen importeren`);
    const bestand = path.join(map, 'klanten.csv');
    schrijf(bestand, rijen);
    const most = () => Math.min(over() * 0.4, 10 * 60_000);
    await doe(['migrate', ...where.opties], most());
    const wie = ['bench', '--naam', 'Meting', '--rol', 'beheerder', '--gemeente', '0392', '--gemeente-naam', 'Haarlem'];
    await doe(['gebruiker', 'toevoegen', ...wie, ...where.opties], most(), 'een wachtwoord om te meten\n');
    const first = await doe(['import', bestand, ...where.opties], most());
    tabel.zet(soort, nieuw, rijen / first.seconden, opties);
    tabel.zet(soort, `import, geheugen bij ${aantal} rijen, hoogste stand`, first.piek, { onder: 'Vullen', eenheid: 'MiB' });
    const again = await doe(['import', bestand, ...where.opties], most());
    tabel.zet(soort, 'import, hetzelfde bestand nog eens: rijen per seconde', rijen / again.seconden, { onder: 'Vullen' });
  } catch (error) {
    tabel.zet(soort, nieuw, 'mislukt', opties);
    tabel.opmerking(`Import (${soort}): ${error.message}`);
  } finally {
    where.weg();
  }
}
