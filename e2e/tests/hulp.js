// What the stories share: finding a client, dates as a person picks them, and reading a letter back from its PDF.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";

import { BASE } from "./browser.js";

const AMSTERDAM = { timeZone: "Europe/Amsterdam" };

/** The date `days` from today as a date field takes it, in Dutch time. Days are counted, not hours: one has 23 of them and one 25. */
export function day(days) {
  return later(new Intl.DateTimeFormat("sv-SE", AMSTERDAM).format(new Date()), days);
}

/** `26 november 2026`, of a date as a date field has it. */
export function inWords(date) {
  return new Intl.DateTimeFormat("nl-NL", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(
    new Date(`${date}T12:00:00Z`),
  );
}

export async function find(page, name) {
  await page.locator(".kb-zoek__veld").fill(name);
  await page.locator(".kb-zoek__veld").press("Enter");
  await page.waitForURL(/klanten|zoeken/);
  if (page.url().endsWith("/zoeken")) await page.getByRole("link", { name }).first().click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
}

/** Sends a form, and once more when the page first asks whether it is meant so: a day off, a second conversation. */
export async function sendAnyway(page, button, done) {
  const good = page.getByText(done);
  const asks = page.locator(".utrecht-alert--warning", { hasText: "Verstuur nog een keer" });
  for (let times = 0; times < 3; times += 1) {
    await page.getByRole("button", { name: button, exact: true }).click();
    await good.or(asks).first().waitFor();
    if (await good.isVisible()) return;
  }
  assert.fail(`"${done}" never came`);
}

/** A choice in the menu of a client that opens on a click. */
export async function inMenu(page, name) {
  await page.getByText("Meer", { exact: true }).click();
  await page.getByRole("link", { name }).click();
}

/** Downloads the PDF behind a link and gives its text, spaces and line ends made one. */
export async function pdfText(page, link) {
  const href = await link.getAttribute("href");
  const answer = await page.context().request.get(new URL(href, page.url()).href);
  assert.equal(answer.status(), 200, href);
  assert.equal(answer.headers()["content-type"], "application/pdf");
  const text = execFileSync("pdftotext", ["-enc", "UTF-8", "-", "-"], { input: await answer.body() }).toString();
  const flat = text.replace(/\s+/g, " ");
  assert.doesNotMatch(flat, /\{\{|\}\}/, "no field is left open");
  return flat;
}

// On a par with a holiday by decree (Algemene termijnenwet 3, third paragraph).
const DECREED = ["2024-05-10", "2024-12-27", "2025-05-30", "2026-01-02", "2026-05-15", "2027-05-07", "2028-04-28", "2028-05-26"];

/** The days on which no term ends and nobody is received, of a year: Sundays apart (Algemene termijnenwet 3). */
function holidays(year) {
  const easter = easterSunday(year);
  const fromEaster = [-2, 1, 39, 50].map((days) => new Date(easter.getTime() + days * 86_400_000));
  const king = new Date(Date.UTC(year, 3, 27));
  if (king.getUTCDay() === 0) king.setUTCDate(26);
  const fixed = [new Date(Date.UTC(year, 0, 1)), king, new Date(Date.UTC(year, 4, 5))];
  return [...DECREED, ...[...fromEaster, ...fixed, new Date(Date.UTC(year, 11, 25)), new Date(Date.UTC(year, 11, 26))].map(iso)];
}

const iso = (date) => date.toISOString().slice(0, 10);

/** Gauss, as every almanac prints it. */
function easterSunday(year) {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const sum = h + l - 7 * m + 114;
  return new Date(Date.UTC(year, Math.floor(sum / 31) - 1, (sum % 31) + 1));
}

/** The date itself, or the first one after it that is no Saturday, Sunday or holiday. */
export function countingDay(date) {
  const at = new Date(`${date}T00:00:00Z`);
  while ([0, 6].includes(at.getUTCDay()) || holidays(at.getUTCFullYear()).includes(iso(at))) {
    at.setUTCDate(at.getUTCDate() + 1);
  }
  return iso(at);
}

/** `days` after a date. */
export function later(date, days) {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return iso(at);
}

/** Opens the conversation of a day in the timeline. */
export async function openConversation(page, text) {
  await page.locator(".kb-tijdlijn li", { hasText: text }).getByRole("link").first().click();
  await page.waitForURL(/\/gesprekken\//);
}

export const today = () => `${BASE}/vandaag`;
