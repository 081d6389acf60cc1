// The table: what was measured, beside its target and beside the published figures of a comparable register.

/** Django with PostgreSQL 15, measured by ourselves in November 2026 on 2 cores (wrk, 4 connections, 10,000 parties). */
export const PEER = {
  naam: 'Open Klant 2.18',
  lijst: { rijen: 25, perSeconde: 11.2, p50: 317, p99: 604 },
  een: { perSeconde: 76, p50: 49, p99: 275 },
  geheugen: 329,
};

const cijfer = (value, digits) =>
  value.toLocaleString('nl-NL', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** A number as a person reads it: three digits that mean something. */
export function getal(value) {
  if (value === undefined || Number.isNaN(value)) return '–';
  const size = Math.abs(value);
  return cijfer(value, size >= 100 ? 0 : size >= 10 ? 1 : 2);
}

/** Rows of the table and what was missed. */
export class Tabel {
  #rows = [];
  #gemist = [];
  #opmerkingen = [];

  /** A heading. */
  kop(tekst) {
    this.#rows.push({ kop: tekst });
  }

  /** The row with this name, made when it is not there. `doel` is at most, or with `minstens` at least. */
  rij(naam, { eenheid = '', doel, minstens = false, peer, groterIsBeter = minstens, onder } = {}) {
    const key = `${onder ?? ''}|${naam}`;
    let row = this.#rows.find((row) => row.key === key);
    if (!row) {
      row = { key, naam, eenheid, doel, minstens, peer, groterIsBeter, waarden: {} };
      const last = onder ? this.#rows.findLastIndex((row) => row.kop === onder || row.key?.startsWith(`${onder}|`)) : -1;
      if (onder && last < 0) {
        this.#rows.push({ kop: onder }, row);
      } else if (onder) {
        this.#rows.splice(last + 1, 0, row);
      } else {
        this.#rows.push(row);
      }
    }
    return row;
  }

  /** Puts a figure in the table. `soort` is sqlite or postgres; a text stands for a figure that could not be had. */
  zet(soort, naam, waarde, opties = {}) {
    const row = this.rij(naam, opties);
    row.waarden[soort] = waarde;
    if (typeof waarde !== 'number' || row.doel === undefined || Number.isNaN(waarde)) return;
    if (row.minstens ? waarde < row.doel : waarde > row.doel) {
      (row.mis ??= new Set()).add(soort);
      const times = row.minstens ? row.doel / waarde : waarde / row.doel;
      const where = opties.onder ? `${opties.onder}: ` : '';
      const what = `${getal(waarde)}${eenheidVan(row)} (doel ${doelVan(row)}, ${getal(times)} keer ernaast)`;
      this.#gemist.push(`${soort === 'sqlite' ? 'SQLite' : 'PostgreSQL'}, ${where}${naam}: ${what}${opties.erbij ?? ''}`);
    }
  }

  /** A remark below the table. */
  opmerking(tekst) {
    if (!this.#opmerkingen.includes(tekst)) this.#opmerkingen.push(tekst);
  }

  get gemist() {
    return this.#gemist;
  }

  toString() {
    const head = ['meting', 'doel', 'SQLite', 'PostgreSQL', PEER.naam, 'verhouding'];
    const lines = this.#rows.filter((row) => !row.kop || this.#used(row.kop)).map((row) => this.#line(row));
    const cells = lines.filter(Array.isArray);
    const width = head.map((text, i) => Math.max(text.length, ...cells.map((line) => line[i].length)));
    const put = (line) => line.map((text, i) => (i === 0 ? text.padEnd(width[i]) : text.padStart(width[i]))).join('  ');
    const rule = width.map((w) => '─'.repeat(w)).join('──');
    const body = lines.map((line) => (Array.isArray(line) ? put(line).trimEnd() : `\n${line}`));
    const gemist = this.#gemist.length === 0
      ? ['Alle doelen zijn gehaald.']
      : [`Gemist (${this.#gemist.length}):`, ...this.#gemist.map((text) => `  ✗ ${text}`)];
    const opmerkingen = this.#opmerkingen.map((text) => `  · ${text}`);
    return [put(head).trimEnd(), rule, ...body, rule, '', ...gemist, ...(opmerkingen.length ? ['', ...opmerkingen] : [])].join('\n');
  }

  #used(kop) {
    const at = this.#rows.findIndex((row) => row.kop === kop);
    return this.#rows[at + 1] && !this.#rows[at + 1].kop;
  }

  #line(row) {
    if (row.kop) return row.kop;
    const value = (soort) => {
      const waarde = row.waarden[soort];
      if (waarde === undefined) return '';
      if (typeof waarde === 'string') return waarde;
      return `${getal(waarde)}${row.mis?.has(soort) ? ' ✗' : row.doel === undefined ? '' : ' ✓'}`;
    };
    const peer = row.peer === undefined ? '' : getal(row.peer);
    const ratio = (soort) => {
      const waarde = row.waarden[soort];
      if (typeof waarde !== 'number') return undefined;
      return row.groterIsBeter ? waarde / row.peer : row.peer / waarde;
    };
    const ratios = ['sqlite', 'postgres'].map(ratio).filter((value) => value !== undefined);
    const times = row.peer === undefined || ratios.length === 0 ? '' : `${ratios.map(getal).join(' / ')} ×`;
    return [`  ${row.naam}${eenheidVan(row) ? `,${eenheidVan(row)}` : ''}`, doelVan(row), value('sqlite'), value('postgres'), peer, times];
  }

  toJSON() {
    return {
      rijen: this.#rows.filter((row) => !row.kop).map(({ key, naam, eenheid, doel, minstens, peer, waarden }) => ({
        onder: key.split('|')[0], naam, eenheid, doel, minstens, peer, waarden,
      })),
      gemist: this.#gemist,
      opmerkingen: this.#opmerkingen,
    };
  }
}

const eenheidVan = (row) => (row.eenheid ? ` ${row.eenheid}` : '');
const doelVan = (row) => (row.doel === undefined ? '' : `${row.minstens ? '≥' : '≤'} ${row.doel.toLocaleString('nl-NL')}`);
