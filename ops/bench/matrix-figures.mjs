// The matrix with 500 patients: what is sent, how long it takes, and how it feels under a hand in a real browser.
import { chromium } from "@playwright/test";
import { existsSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { median, row } from "./figures.mjs";
import { loadStudy } from "./study/load-study.mjs";
import { arrive } from "./visitor.mjs";

const BROWSER = process.env.CHROMIUM ?? "/usr/bin/chromium";
const ROUNDS = 12;
const CROWD = 500;
const DEMONSTRATION = "the same page with the patients of the demonstration";
const BLINK = "100 ms, below which an answer feels immediate";
const FRAME = "50 ms, above which a browser calls a task long";

/** Last: it fills the database up, and what is measured afterwards would be of a larger study. */
export async function measureMatrix(app) {
  const [site, all] = await Promise.all([arrive(app.address, "cora"), arrive(app.address, "dana")]);
  const admin = await app.admin();
  const counted = async (where) => (await admin.query(`SELECT count(*)::int AS n FROM app.patient p JOIN app.site s ON s.id = p.site_id WHERE ${where}`)).rows[0].n;
  const small = { patients: await counted("s.code = '101'"), ...(await opened(site, "/patients")) };
  const whole = { patients: await counted("true"), ...(await opened(all, "/patients")) };
  await loadStudy(admin, CROWD);
  const crowd = { patients: CROWD, ...(await opened(all, "/patients")) };
  const jump = await opened(all, "/jump");
  return [
    ...[small, whole, crowd].flatMap(({ patients, ms, sent, html }) => [
      row({ name: `Matrix of ${patients}: last byte, p50`, value: ms, unit: "ms", floor: whole.ms, floorIs: DEMONSTRATION }),
      row({ name: `Matrix of ${patients}: sent, compressed`, value: sent, unit: "kB", floor: whole.sent, floorIs: DEMONSTRATION }),
      row({ name: `Matrix of ${patients}: sent, unpacked`, value: html, unit: "kB", floor: whole.html, floorIs: DEMONSTRATION }),
    ]),
    row({ name: `Jump box of ${CROWD}: sent when opened, compressed`, value: jump.sent, unit: "kB" }),
    ...(existsSync(BROWSER) ? rowsOfHand(await inBrowser(app.address)) : []),
  ];
}

/** Without a browser on the machine (CHROMIUM names one) these are left out. */
const rowsOfHand = (felt) => [
  row({ name: `Matrix of ${CROWD}: rows drawn`, value: felt.rows, unit: "rows", floor: CROWD, floorIs: "a table that draws all" }),
  row({ name: `Matrix of ${CROWD}: a filter, p50 of a key until it is shown`, value: felt.filter, unit: "ms", floor: 100, floorIs: BLINK }),
  row({ name: `Matrix of ${CROWD}: an order, p50 of a click until it is shown`, value: felt.sort, unit: "ms", floor: 100, floorIs: BLINK }),
  row({ name: `Matrix of ${CROWD}: longest task while scrolling from end to end`, value: felt.longest, unit: "ms", floor: 50, floorIs: FRAME }),
  row({ name: `Matrix of ${CROWD}: layout shift`, value: felt.shift, unit: "score" }),
];

async function opened(person, path) {
  const visits = [];
  for (let round = -3; round < ROUNDS; round++) { const visit = await person.get(path); if (round >= 0) visits.push(visit); }
  const { body, encoding } = visits[0];
  return { ms: median(visits.map(({ last }) => last)), sent: body.length / 1024, html: (encoding === "gzip" ? gunzipSync(body) : body).length / 1024 };
}

async function inBrowser(address) {
  const browser = await chromium.launch({ executablePath: BROWSER, args: ["--no-sandbox", "--disable-gpu"] });
  try {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    const { csrfToken } = await (await context.request.get(`${address}/api/auth/csrf`)).json();
    await context.request.post(`${address}/api/auth/callback/credentials`, { headers: { origin: address }, form: { username: "dana", password: "demonstration only", csrfToken, json: "true" } });
    const page = await context.newPage();
    await page.goto(`${address}/patients`);
    await page.waitForFunction(() => Object.keys(document.querySelector(".matrix") ?? {}).some((key) => key.startsWith("__react")));
    return await page.evaluate(feel);
  } finally {
    await browser.close();
  }
}

/** Runs in the page. From the event to the second frame after it: what was asked for stands on the screen by then. */
async function feel() {
  const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const middle = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
  const shifts = [];
  new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value))).observe({ type: "layout-shift", buffered: true });
  await new Promise((done) => setTimeout(done, 500));
  const shift = shifts.reduce((sum, value) => sum + value, 0); // of the page by itself: what hands move is meant
  const tasks = [];
  const rows = document.querySelectorAll(".matrix tbody tr:not(.matrix-gap)").length;
  const timed = async (run) => { const began = performance.now(); run(); await frame(); return performance.now() - began; };
  const input = document.querySelector("input[name=number]");
  const write = (text) => { Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(input, text); input.dispatchEvent(new Event("input", { bubbles: true })); };
  const filter = [];
  for (const text of ["1", "10", "101", "1015", "", "5", "50", ""]) filter.push(await timed(() => write(text)));
  const sort = [];
  for (const button of [...document.querySelectorAll(".matrix-sort")].slice(0, 5)) for (let time = 0; time < 3; time++) sort.push(await timed(() => button.click()));
  new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });
  const scrolled = document.querySelector(".matrix-frame");
  for (let top = 0; top < scrolled.scrollHeight; top += 140) { scrolled.scrollTop = top; await new Promise(requestAnimationFrame); }
  await new Promise((done) => setTimeout(done, 200));
  return { rows, filter: middle(filter), sort: middle(sort), longest: Math.max(0, ...tasks), shift };
}
