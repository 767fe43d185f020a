import "server-only";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { cookieOf } from "@/ops/testing/running-study";
import type { Caller } from "./callers";
import { addressOf, askingAddresses, inParallel, secretsFrom } from "./matrix";
import { rawGet } from "./raw-get";
import { VALID_ADDRESSES } from "./valid-addresses";
import type { World } from "./world";

const build = (): string => readFileSync(".next/BUILD_ID", "utf8").trim();

/** Headers by which frameworks and proxies were told to skip their checks. */
const HEADERS: readonly Readonly<Record<string, string>>[] = [
  ...["middleware", "proxy", "src/middleware", "src/proxy", "pages/_middleware"].map((name) => ({ "x-middleware-subrequest": Array.from({ length: 5 }, () => name).join(":") })),
  { "x-middleware-rewrite": "/patients" }, { "x-middleware-next": "1" }, { "x-middleware-invoke": "1" }, { "x-matched-path": "/patients" }, { "x-now-route-matches": "1=patients" },
  { "x-original-url": "/patients" }, { "x-rewrite-url": "/patients" }, { "x-forwarded-host": "elsewhere.example" }, { "x-forwarded-prefix": "/patients" }, { "x-forwarded-for": "127.0.0.1" },
  { "next-resume": "1" }, { "x-nextjs-data": "1" }, { "x-prerender-revalidate": "1" }, { "x-next-revalidated-tags": "x" }, { "x-invoke-path": "/patients" }, { "x-http-method-override": "GET" },
  { rsc: "1" }, { rsc: "1", "next-router-prefetch": "1" }, { rsc: "1", "next-router-prefetch": "1", "next-router-segment-prefetch": "/_tree" }, { rsc: "1", "next-router-state-tree": "%5B%22%22%5D" },
];

/** The same page by other spellings of its address. */
const spellings = (address: string): readonly string[] => [
  `${address}.rsc`, `${address}?_rsc=1`, `${address}.txt`, `${address}.json`, `/_next/data/${build()}${address}.json`, `${address}.segments/_tree.segment.rsc`, `/${address}`, `/.${address}`, `/%2e${address}`,
  `${address}/`, `${address}//`, address.replace("/", "/%2F"), address.replace("/", "\\"), address.toUpperCase(), `/en${address}`, `${address};x=1`, `${address}%00`, `${address}%20`, `${address}.`, `${address}?nxtPnumber=101-002`, `${address}/%2e`,
];

/** From a public address to one that asks: decoded twice, walked upwards, cut off, in signs longer than they need to be. */
const CONFUSED: readonly string[] = [
  "/sign-in/../patients", "/sign-in/%2e%2e/patients", "/sign-in/%252e%252e/patients", "/sign-in/..%2fpatients", "/sign-in/..%252fpatients", "/sign-in%2f..%2fpatients", "/sign-in/..;/patients", "/sign-in;/../patients", "/sign-in/.%2e/patients",
  "/sign-in/%c0%ae%c0%ae/patients", "/sign-in/..%c0%afpatients", "/sign-in/..\\patients", "/sign-in/..%5cpatients", "/welcome/..%2f..%2fpatients", "/welcome/%2e%2e%2fpatients", "/welcome/%252e%252e%252fpatients", "/welcome/x%2f..%2f..%2fpatients",
  "/welcome/%2569ndex", "/welcome/x%00/patients", "/api/health/../../patients", "/api/health/%2e%2e/%2e%2e/patients", "/api/health/..;/..;/patients", "/api/auth/..%2f..%2fpatients", "/api/auth/%252e%252e/%252e%252e/patients",
  "/api/auth/session/../../../patients", "/API/HEALTH/../../patients", "/_next/../patients", "/_next/static/../../patients", "/_next/static/%2e%2e/%2e%2e/patients", "/_next/static/..%2f..%2f..%2fpackage.json", "/_next/image?url=%2Fpatients&w=64&q=75", "/%70atients", "/p%61tients%2f", "/patients%2f101-002",
  "/_next/static/..%2f..%2f..%2f.env", "/.env", "/.data", "/package.json", "/.next/BUILD_ID", "/..%2f..%2fetc%2fpasswd", "http://elsewhere.example/patients",
];

/** What somebody is sent, as one text; what was wrong with it. */
async function wrongWith(world: World, caller: Caller, path: string, headers: Readonly<Record<string, string>>, secrets: readonly string[]): Promise<readonly string[]> {
  const ask = async () => rawGet(world.study.first.address, path, { cookie: caller.cookie ?? await cookieOf(caller.token), ...headers });
  let answer = await ask();
  for (let again = 0; answer.status === 429 && again < 100; again++) { await sleep(50); answer = await ask(); } // a session has one download at a time
  const { status, body, headers: sent } = answer;
  const all = `${JSON.stringify(sent)}${body}`;
  const shown = secrets.filter((secret) => all.includes(secret) && !path.includes(secret));
  const as = `${path} ${JSON.stringify(headers)} as ${caller.name}`;
  return [...(status >= 500 ? [`${as}: ${status}`] : []), ...(shown.length > 0 ? [`${as} shows ${shown[0]}`] : []), ...(caller.grants === null && status === 200 && body.includes("Sign out") ? [`${as}: a page of the study`] : [])];
}

/** A04: by no header and no spelling is anything said that the plain address would not say. */
export async function goRound(world: World, callers: readonly Caller[]): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const caller of callers) {
    const secrets = await secretsFrom(world, caller);
    const addresses = ["/patients", "/patients/[number]", "/entries/[entryId]", "/trail/trail.csv"].map((name) => addressOf(world, name));
    const asked = [...addresses.flatMap((address) => spellings(address).map((path) => ({ path, headers: {} }))), ...addresses.slice(0, 2).flatMap((path) => HEADERS.map((headers) => ({ path, headers })))];
    await inParallel(asked, async ({ path, headers }) => { wrong.push(...await wrongWith(world, caller, path, headers, secrets)); });
  }
  return wrong;
}

/** A05: no public address leads to another one. */
export async function confuse(world: World, caller: Caller): Promise<readonly string[]> {
  const [wrong, secrets]: [string[], readonly string[]] = [[], await secretsFrom(world, caller)];
  await inParallel(CONFUSED, async (path) => { wrong.push(...await wrongWith(world, caller, path, {}, [...secrets, "\"next-auth\"", "root:x:"])); });
  return wrong;
}

const INJECTIONS: readonly string[] = ["' OR 1=1--", "1;DROP TABLE app.patient", "1) UNION SELECT answers::text FROM app.entry--", "{\"not\":\"\"}", "%", "\\", "999999999999999999999", "__proto__"];
const PARAMETERS: readonly string[] = ["after", "age", "arm", "assigned", "before", "category", "check", "cursor", "date", "dir", "entry", "exposure", "field", "form", "format", "from", "group", "important", "kind", "number", "of", "on", "order", "origin", "page", "patient", "patients", "period", "person", "population", "profile", "q", "role", "scope", "sex", "sha256", "show", "signal", "since", "site", "sort", "state", "status", "to", "typed", "version", "view", "visit", "who"];

/** A12 and A32: whatever stands in a parameter, the answer is no error and never more than without it, and nothing of another site. */
export async function injectIntoFilters(world: World, caller: Caller): Promise<readonly string[]> {
  const [wrong, secrets]: [string[], readonly string[]] = [[], await secretsFrom(world, caller)];
  await inParallel(askingAddresses.filter(({ name }) => !name.endsWith(".pdf") && !VALID_ADDRESSES[name]?.isRecorded), async ({ name }) => {
    const address = addressOf(world, name);
    for (const turn of INJECTIONS.keys()) {
      const texts = PARAMETERS.map((parameter, n): [string, string] => [parameter, INJECTIONS[(n + turn) % INJECTIONS.length] ?? ""]);
      const asked = new URLSearchParams(turn % 3 === 0 ? texts.flatMap((pair) => [pair, pair]) : texts); // a parameter that comes twice is a list
      wrong.push(...await wrongWith(world, caller, `${address.split("?")[0]}?${asked}`, {}, secrets));
    }
    wrong.push(...await wrongWith(world, caller, `${address.split("?")[0]}?patient=%00&typed=%00`, {}, secrets)); // a zero sign is refused by itself, before anything else is read
  });
  return wrong;
}

/** A33: two people ask for the same addresses in turn, many at once; what each was sent that is the other's. */
export async function alternate(world: World, one: Caller, other: Caller, times: number): Promise<readonly string[]> {
  const wrong: string[] = [];
  const addresses = askingAddresses.map(({ name }) => name).filter((name) => !name.includes("[") && !name.endsWith(".pdf"));
  const secrets = new Map(await Promise.all([one, other].map(async (caller) => [caller, await secretsFrom(world, caller)] as const)));
  const turns = Array.from({ length: times }, (_, n) => ({ caller: n % 2 === 0 ? one : other, path: addresses[Math.floor(n / 2) % addresses.length] ?? "/" }));
  await inParallel(turns, async ({ caller, path }) => {
    wrong.push(...await wrongWith(world, caller, path, {}, secrets.get(caller) ?? []));
  });
  return wrong;
}
