// A real browser on a running Klantbeeld: logging in, and looking at a page as axe and a narrow screen do.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join } from "node:path";

import { chromium } from "playwright-core";

export const BASE = process.env.KLANTBEELD_URL ?? "http://127.0.0.1:8080";
export const PASSWORD = "samen voor elkaar";
export const WIDE = { width: 1280, height: 900 };
export const NARROW = { width: 320, height: 700 };

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "EN-301-549", "best-practice"];
const PICTURES = join(import.meta.dirname ?? ".", "..", "screenshots");

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A visitor with a window of its own. Errors in the console of a page are failures. */
export async function visit(browser, { viewport = WIDE, script = true } = {}) {
  // axe is put into the page by the test; the page's own policy would refuse it, as it should.
  const context = await browser.newContext({ viewport, javaScriptEnabled: script, bypassCSP: script, locale: "nl-NL" });
  const page = await context.newPage();
  // A page answers within a second; who waits longer waits for what will not come.
  page.setDefaultTimeout(10_000);
  page.complaints = [];
  page.on("pageerror", (error) => page.complaints.push(String(error)));
  page.on("console", (message) => {
    // A form that is refused answers 4xx; the browser reports that as an error of its own.
    if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) page.complaints.push(message.text());
  });
  return page;
}

export async function logIn(page, name, base = BASE) {
  await page.goto(`${base}/inloggen`);
  await page.getByLabel("Gebruikersnaam").fill(name);
  await page.getByLabel("Wachtwoord").fill(PASSWORD);
  await page.getByRole("button", { name: "Inloggen" }).click();
  await page.getByRole("button", { name: "Uitloggen" }).waitFor();
}

/** Looks at the page as it stands: reflow, title, language, and axe. Keeps a picture for the eye. */
export async function inspect(page, name) {
  const size = page.viewportSize().width;
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}-${size}.png`), fullPage: true });
  const facts = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    title: document.title,
    lang: document.documentElement.lang,
    headings: document.querySelectorAll("h1").length,
  }));
  assert.ok(facts.wide <= 0, `${name} at ${size}: the page scrolls sideways by ${facts.wide} px`);
  assert.match(facts.title, /.+ – Klantbeeld$/, `${name}: title`);
  assert.equal(facts.lang, "nl");
  assert.equal(facts.headings, 1, `${name}: one h1`);
  await page.evaluate(axeSource);
  const found = await page.evaluate((tags) => axe.run(document, { runOnly: tags }), TAGS);
  const told = found.violations.map((v) => `${v.id}: ${v.help}\n    ${v.nodes.map((n) => n.html).join("\n    ")}`);
  assert.deepEqual(told, [], `${name} at ${size}: axe`);
  assert.deepEqual(page.complaints, [], `${name} at ${size}: console`);
}
