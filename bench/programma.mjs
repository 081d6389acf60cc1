// The program that is measured: filling a database, serving it, and what that costs.

import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import { eenmaal, verzoek } from './http.mjs';

export const binary = path.resolve(process.env.BINARY ?? 'target/release/klantbeeld');

const kinderen = new Set();

/** Only what is measured may decide: no settings of whoever runs this. */
function env() {
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('KLANTBEELD_') && name !== 'RUST_LOG');
  return { ...Object.fromEntries(kept), RUST_LOG: 'warn' };
}

function start(args, invoer) {
  const child = spawn(binary, args, { env: env(), stdio: [invoer === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'] });
  child.stdin?.on('error', () => {}).end(invoer);
  kinderen.add(child);
  child.uit = '';
  child.fout = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (child.uit += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (child.fout = (child.fout + text).slice(-4000)));
  child.klaar = new Promise((resolve) => {
    child.once('error', () => resolve(-1));
    child.once('close', (code) => resolve(code ?? -1));
  });
  child.klaar.then(() => kinderen.delete(child));
  return child;
}

/** Stops whatever of ours still runs, by its id. */
export function stopAlles() {
  for (const child of kinderen) child.kill('SIGKILL');
}

/** MiB in memory now, and at most so far. */
function geheugen(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const mib = (name) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)[1]) / 1024;
  return { nu: mib('VmRSS'), piek: mib('VmHWM') };
}

/** Runs a command of the program; throws with its own words when it fails or takes longer than `ms`. */
export async function doe(args, ms, invoer) {
  const from = performance.now();
  const child = start(args, invoer);
  let piek = 0;
  const look = setInterval(() => {
    try {
      piek = geheugen(child.pid).piek;
    } catch {
      // It has just ended.
    }
  }, 250);
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill('SIGKILL');
  }, Math.max(ms, 1));
  const code = await child.klaar;
  clearTimeout(timer);
  clearInterval(look);
  if (late) throw new Error(`na ${Math.round(ms / 1000)} s afgebroken`);
  if (code !== 0) {
    const words = child.fout.trim() || child.uit.trim() || `afgesloten met ${code}`;
    throw new Error(words.split('\n').slice(-3).join(' '));
  }
  return { seconden: (performance.now() - from) / 1000, uit: child.uit, piek };
}

/** Serves a database, and measures from the start of the process to its first answer. */
export async function serveer(opties) {
  const from = performance.now();
  const child = start(['serve', '--adres', '127.0.0.1:0', ...opties]);
  const poort = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('de server zegt na 60 s nog niets')), 60_000);
    const look = () => {
      const found = /http:\/\/127\.0\.0\.1:(\d+)/.exec(child.uit);
      if (found) {
        clearTimeout(timer);
        child.stdout.off('data', look);
        resolve(Number(found[1]));
      }
    };
    child.stdout.on('data', look);
    child.klaar.then(() => reject(new Error(child.fout.trim() || 'de server stopte meteen')));
  });
  const answer = await eenmaal(poort, verzoek('/inloggen'));
  const startMs = performance.now() - from;
  if (answer.status !== 200) throw new Error(`/inloggen antwoordt met ${answer.status}`);
  return {
    poort,
    startMs,
    geheugen: () => geheugen(child.pid),
    /** Processor time so far, in milliseconds. */
    processor() {
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1].split(' ');
      return (Number(fields[11]) + Number(fields[12])) * 10;
    },
    /** The demo accounts the server names, with their password. */
    logins() {
      const wachtwoord = /met wachtwoord: (.*)/.exec(child.uit)?.[1].trim();
      const lines = child.uit.matchAll(/^ {2}(\S+) +(klantmanager|teamleider|beleidsadviseur|beheerder) /gm);
      const found = [...lines].map(([, naam, rol]) => ({ naam, rol, wachtwoord }));
      return Object.fromEntries(found.reverse().map((login) => [login.rol, login]));
    },
    async stop() {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await child.klaar;
      clearTimeout(timer);
    },
  };
}

/** Whether the program has a command. */
export function kent(opdracht) {
  try {
    return new RegExp(`^ +${opdracht}\\b`, 'm').test(execFileSync(binary, ['--help'], { env: env(), encoding: 'utf8' }));
  } catch {
    return false;
  }
}

/** Debian keeps the client in PATH or beside the server. */
function psql() {
  const versions = existsSync('/usr/lib/postgresql') ? readdirSync('/usr/lib/postgresql').sort().reverse() : [];
  const found = versions.map((version) => `/usr/lib/postgresql/${version}/bin/psql`).find(existsSync);
  return found ?? 'psql';
}

/** Where a database can be made: a new name each time. */
export function plek(soort, map, naam) {
  const sleutel = path.join(map, `${naam}.sleutel`);
  if (soort === 'sqlite') {
    const bestand = path.join(map, `${naam}.db`);
    return {
      opties: ['--database', `sqlite:${bestand}`, '--sleutelbestand', sleutel],
      omvang: () => statSync(bestand).size,
      weg: () => {},
    };
  }
  const server = process.env.KLANTBEELD_TEST_POSTGRES;
  const url = `${server.slice(0, server.lastIndexOf('/'))}/${naam}`;
  const sql = (text, where = server) =>
    execFileSync(psql(), ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-c', text, where], { encoding: 'utf8' });
  sql(`create database ${naam}`);
  return {
    opties: ['--database', url, '--sleutelbestand', sleutel],
    omvang: () => Number(sql(`select pg_database_size('${naam}')`)),
    weg: () => sql(`drop database if exists ${naam} with (force)`),
  };
}
