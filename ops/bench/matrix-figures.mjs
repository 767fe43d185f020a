// The matrix of the whole study: what is sent, how long it takes, and how it feels under a hand in a real browser.
import { chromium } from "@playwright/test";
import { existsSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { notMeasured, row } from "./figures.mjs";
import { arrive } from "./visitor.mjs";

const BROWSER = process.env.CHROMIUM ?? "/usr/bin/chromium";
const BLINK = "100 ms, below which an answer feels immediate";
const FRAME = "50 ms, above which a browser calls a task long";

/** What is sent, beside the page of one site; and how it feels. */
export async function measureMatrix(app) {
  const [site, all] = await Promise.all([arrive(app.address, "cora"), arrive(app.address, "dana")]);
  const { rows: [{ patients }] } = await (await app.admin()).query("SELECT count(*)::int AS patients FROM app.patient");
  const small = await opened(site, "/patients");
  const whole = await opened(all, "/patients");
  const jump = await opened(all, "/jump");
  return [
    row({ name: `Matrix of ${patients}: sent, compressed`, value: whole.sent, unit: "kB", floor: small.sent, floorIs: "the same page of one site" }),
    row({ name: `Matrix of ${patients}: sent, unpacked`, value: whole.html, unit: "kB", floor: small.html, floorIs: "the same page of one site" }),
    row({ name: `Jump box of ${patients}: sent when opened, compressed`, value: jump.sent, unit: "kB" }),
    ...(existsSync(BROWSER) ? rowsOfHand(patients, await inBrowser(app.address)) : [notMeasured(`Matrix of ${patients} under a hand`, "there is no browser (CHROMIUM)")]),
  ];
}

const rowsOfHand = (patients, felt) => [
  row({ name: `Matrix of ${patients}: rows drawn`, value: felt.rows, unit: "rows", floor: patients, floorIs: "a table that draws all" }),
  row({ name: `Matrix of ${patients}: a filter, p50 of a key until it is shown`, value: felt.filter, unit: "ms", floor: 100, floorIs: BLINK }),
  row({ name: `Matrix of ${patients}: an order, p50 of a click until it is shown`, value: felt.sort, unit: "ms", floor: 100, floorIs: BLINK }),
  row({ name: `Matrix of ${patients}: longest task while scrolling from end to end`, value: felt.longest, unit: "ms", floor: 50, floorIs: FRAME }),
  row({ name: `Matrix of ${patients}: layout shift`, value: felt.shift, unit: "score" }),
];

async function opened(person, path) {
  const { body, encoding } = await person.get(path);
  return { sent: body.length / 1024, html: (encoding === "gzip" ? gunzipSync(body) : body).length / 1024 };
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
