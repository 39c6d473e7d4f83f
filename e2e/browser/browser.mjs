// What the browser tests share: Debian's Chromium, pages of phone and desktop
// size, and what every page of ours must hold: no violation that axe-core finds,
// no request to a third party, no complaint in the console.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Where the program answers, and pages of two other origins: one that it allows
 * to embed the chat, one that it does not. Set by browser_test.go. */
export const at = {
  town: required("CITTACLICK_URL"),
  friend: required("FRIEND_URL"),
  stranger: required("STRANGER_URL"),
};

function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests with «go test ./e2e -run Browser»`);
  return value;
}

export const sizes = {
  smallest: { width: 320, height: 568 },
  phone: { width: 360, height: 740 },
  desktop: { width: 1280, height: 800 },
};

/** Starts the browser; close it in `after`. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync",
      // Chromium refuses its sandbox to root; anybody else has it.
      ...(process.getuid() === 0 ? ["--no-sandbox"] : []),
    ],
  });
}

/** A fresh visitor. What the page complains of and whom it asks is kept, and
 * told by `clean`. Options are Playwright's for a context. */
export async function visit(browser, options = {}) {
  const context = await browser.newContext({ locale: "it-IT", timezoneId: "Europe/Rome", viewport: sizes.desktop, ...options });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const complaints = [];
  const asked = new Set();
  page.on("console", (m) => m.type() === "error" && complaints.push(m.text()));
  page.on("pageerror", (e) => complaints.push(String(e)));
  page.on("request", (r) => /^https?:/.test(r.url()) && asked.add(new URL(r.url()).origin));
  return Object.assign(page, {
    /** Nothing complained, nobody else was asked. */
    clean(origins = [at.town]) {
      assert.deepEqual(complaints, [], "the console complains");
      assert.deepEqual([...asked].filter((o) => !origins.includes(o)), [], "a third party was asked");
    },
  });
}

/** Fails with every violation of WCAG 2.1 A and AA, and of axe's best practices,
 * that axe-core finds in the page as it stands, shadow trees included. */
export async function accessible(page) {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  }));
  const told = violations.map((v) => `${v.id}: ${v.help}\n    ${v.nodes.map((n) => n.target.flat().join(" ") + "  " + n.failureSummary).join("\n    ")}`);
  assert.deepEqual(told, [], `axe-core on ${page.url()}`);
}
