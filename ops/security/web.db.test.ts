import { randomUUID } from "node:crypto";
import net from "node:net";
import { encode } from "next-auth/jwt";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { actionId } from "@/ops/testing/raw-action";
import { cookieOf, openRunningStudy, type RunningStudy } from "@/ops/testing/running-study";

let study: RunningStudy;
let address: string;
beforeAll(async () => { study = await openRunningStudy(); address = study.first.address; });
afterAll(() => study.close());

/** Exactly these bytes over a connection of their own; resolves with everything that came back. */
function raw(text: string | readonly string[], { pauseMs = 0, patienceMs = 15_000 } = {}): Promise<string> {
  return new Promise((done) => {
    const socket = net.connect(Number(new URL(address).port), "localhost");
    let heard = "";
    const parts = [text].flat();
    const sendNext = () => { const part = parts.shift(); if (part !== undefined && !socket.destroyed) { socket.write(part); setTimeout(sendNext, pauseMs); } };
    socket.on("connect", sendNext).on("data", (chunk) => { heard += chunk.toString("latin1"); }).on("error", () => done(heard)).on("close", () => done(heard));
    setTimeout(() => socket.destroy(), patienceMs);
  });
}
const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1] ?? 0);
const ask = (line: string, headers: Readonly<Record<string, string>> = {}, body = "") =>
  raw(`${line} HTTP/1.1\r\n${Object.entries({ host: new URL(address).host, connection: "close", ...headers }).map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n${body}`);
const post = (path: string, headers: Readonly<Record<string, string>>, body: BodyInit = "x") => fetch(`${address}${path}`, { method: "POST", redirect: "manual", headers, body });

const EVERYWHERE = {
  "x-content-type-options": "nosniff", "referrer-policy": "same-origin", "cross-origin-opener-policy": "same-origin", "cross-origin-resource-policy": "same-origin",
  "permissions-policy": expect.stringContaining("camera=()") as unknown, "content-security-policy": expect.stringContaining("default-src 'none'") as unknown,
};

describe("headers", () => {
  test("every kind of answer carries them, and nothing but the build's own files may be kept [R71 R69 A33]", async () => {
    const token = study.tokens.statistician;
    const addresses = ["/", "/sign-in", "/patients", "/trail/trail.csv", "/protocol/crf.pdf", "/medications/search?typed=a", "/api/health", "/api/auth/session", "/api/auth/csrf", "/no-such-page", "/mark.svg", "/%zz", "/api/auth/signout", "/_next/static/no-such-file.js", "/_next/image?url=%2Fmark.svg&w=64&q=75", "/cuts/x/y"];
    for (const to of addresses) {
      for (const as of [token, null]) {
        const answer = await study.first.get(to, as);
        const headers = Object.fromEntries(answer.headers);
        expect(headers, to).toMatchObject({ ...EVERYWHERE, "cache-control": "no-store" });
        expect(headers["x-powered-by"] ?? headers["x-nextjs-cache"] ?? headers["server"], to).toBeUndefined();
        expect(headers["strict-transport-security"], "there is no HTTPS to insist on").toBeUndefined();
      }
    }
  });
  test("files of the build are kept for ever, under the same headers [R71]", async () => {
    const page = await (await study.first.get("/sign-in", null)).text();
    const file = /\/_next\/static\/[^"']+\.js/.exec(page)?.[0] ?? "";
    const answer = await study.first.get(file, null);
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({ ...EVERYWHERE, "cache-control": expect.stringContaining("immutable") as unknown });
  });
  test("a page's policy names every directive it opens, each nonce serves once, and every script carries it [R67]", async () => {
    const nonces = new Set<string>();
    for (const to of ["/sign-in", "/sign-in", "/no-such-page"]) {
      const answer = await study.first.get(to, null);
      const policy = answer.headers.get("content-security-policy") ?? "";
      const nonce = /'nonce-([^']{24})'/.exec(policy)?.[1] ?? "none";
      nonces.add(nonce);
      expect(policy.split("; ")).toEqual(expect.arrayContaining(["default-src 'none'", `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'`, "script-src-attr 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"]));
      expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|style-src(-elem)? [^;]*unsafe-inline|\*|https?:/);
      const page = await answer.text();
      expect((page.match(/<script/g) ?? []).length).toBeGreaterThan(3);
      for (const [tag] of page.matchAll(/<(?:script|style)\b[^>]*>/g)) expect(tag).toContain(`nonce="${nonce}"`);
    }
    expect(nonces.size).toBe(3);
  });
  test("a nonce, a policy or a hint to the framework that comes from outside is not believed [A04 R71]", async () => {
    const forged = { "x-nonce": "mine", "content-security-policy": "script-src 'nonce-mine'", "x-middleware-subrequest": "middleware:middleware", "x-forwarded-host": "elsewhere.example", "x-forwarded-proto": "https", "next-resume": "1", "x-matched-path": "/patients", "x-invoke-path": "/patients" };
    const answer = await study.first.get("/sign-in", null, forged);
    expect(await answer.text()).not.toContain("mine\"");
    expect(answer.headers.get("content-security-policy")).not.toContain("mine");
    expect((await study.first.get("/patients", null, forged)).headers.get("location")).toMatch(/^\/sign-in/);
  });
});

describe("a request that changes something", () => {
  const input = () => ({ requestId: randomUUID(), reason: null });
  const foreign: [string, Record<string, string>][] = [
    ["another site", { origin: "https://elsewhere.example" }], ["a sandboxed frame", { origin: "null" }], ["nowhere", { origin: "" }], ["the same host under another scheme", { origin: "https://localhost" }],
    ["a neighbouring port", { origin: "http://localhost:1" }], ["a host that is spelt like ours", { origin: "http://localhost.elsewhere.example" }],
    ["a foreign site through a forged host", { origin: "https://elsewhere.example", "x-forwarded-host": "elsewhere.example", host: "elsewhere.example" }],
  ];
  test.each(foreign)("from %s is refused: an act, signing in, signing out [A15 R68]", async (_, headers) => {
    const sent = { ...headers, cookie: await cookieOf(study.tokens.coordinator) };
    expect((await study.first.act("saveAnswersAction", input(), study.tokens.coordinator, headers)).status).toBe(403);
    for (const path of ["/api/auth/callback/credentials", "/api/auth/signout", "/api/auth/signin/credentials", "/api/auth/_log", "/patients", "/medications/search"]) expect((await post(path, sent)).status, path).toBe(403);
    expect((await study.first.get("/patients", study.tokens.coordinator)).status).toBe(200);
  });
  test("without any origin is refused, whatever its kind of text [A15 R68]", async () => {
    const cookie = await cookieOf(study.tokens.coordinator);
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
      expect((await post("/api/auth/signout", { cookie, "content-type": type })).status).toBe(403);
      expect((await post("/sign-in", { cookie, "content-type": type, "next-action": actionId("saveAnswersAction") }, "[]")).status).toBe(403);
    }
  });
  test("is never a GET: no link signs anybody out, and methods that nothing answers are refused [A15 R68]", async () => {
    expect((await study.first.get("/api/auth/signout", study.tokens.coordinator)).status).toBe(405);
    expect((await study.first.get("/api/auth/signout?callbackUrl=/", study.tokens.coordinator)).status).toBe(405);
    for (const method of ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]) expect(statusOf(await ask(`${method} /patients`)), method).toBe(405);
    expect((await study.first.get("/patients", study.tokens.coordinator)).status).toBe(200);
  });
  test("signing out from our own page empties what the browser keeps [R85]", async () => {
    const answer = await post("/api/auth/signout", { origin: address, "content-type": "application/x-www-form-urlencoded" }, "csrfToken=x&json=true");
    expect(answer.headers.get("clear-site-data")).toBe('"cache", "storage"');
  });
});

describe("what cannot be read is refused with a sentence, not with an error", () => {
  const requests: [string, number, () => Promise<string>][] = [
    ["a malformed address", 400, () => ask("GET /%zz")], ["a cut-off escape", 400, () => ask("GET /patients/%E0%A4%A")], ["an escaped escape", 400, () => ask("GET /%252e%252e/etc/passwd")],
    ["an escaped separator", 400, () => ask("GET /..%2f..%2fetc/passwd")], ["a NUL", 400, () => ask("GET /patients/%00")], ["a backslash", 400, () => ask("GET /patients\\..\\x")], ["an overlong encoding", 400, () => ask("GET /%c0%ae%c0%ae/x")],
    ["two slashes at the beginning", 400, () => ask("GET //elsewhere.example/")], ["a malformed question", 400, () => ask("GET /patients?show=%zz")],
    ["an address of 5,000 characters", 414, () => ask(`GET /${"a".repeat(5_000)}`)], ["headers of 20,000 characters", 431, () => ask("GET /", { cookie: "a".repeat(20_000) })],
    ["what is no HTTP", 400, () => raw("\x16\x03\x01 hello\r\n\r\n")], ["two lengths", 400, () => raw("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\ncontent-length: 4\r\n\r\nabcd")],
    ["a length and chunks", 400, () => raw("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n")],
  ];
  test.each(requests)("%s [R72 A05 A13]", async (_, status, send) => expect(statusOf(await send())).toBe(status));
  test("a cookie that cannot be decoded is thrown away, and the others count [R72]", async () => {
    const answer = await study.first.get("/patients", null, { cookie: `broken=%E0%A4%A; ${await cookieOf(study.tokens.coordinator)}; other=%` });
    expect(answer.status).toBe(200);
    for (const cookie of ["next-auth.session-token=%zz", "next-auth.session-token=a.b.c", "next-auth.session-token=", "=", ";;;", "next-auth.csrf-token=%"]) expect((await study.first.get("/patients", null, { cookie })).status, cookie).toBe(307);
  });
  test("a cookie sealed with a key that tutorials print, or with none, is nobody's [A07 A08]", async () => {
    for (const secret of ["secret", "your-secret-key-here-change-in-production", "x".repeat(32), "of no use, only long enough to build", "for cookies of tests and nothing els"]) {
      const cookie = `next-auth.session-token=${await encode({ token: { sessionToken: study.tokens.coordinator }, secret })}`;
      expect((await study.first.get("/patients", null, { cookie })).status, secret).toBe(307);
    }
    const unsealed = [{ alg: "none", typ: "JWT" }, { sessionToken: study.tokens.coordinator }].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
    for (const token of [`${unsealed}.`, study.tokens.coordinator]) expect((await study.first.get("/patients", null, { cookie: `next-auth.session-token=${token}` })).status).toBe(307);
  });
  test("a token of one's own making in a header is not a session [A07]", async () => {
    const token = (await cookieOf(study.tokens.coordinator)).split("=")[1] ?? "";
    for (const authorization of [`Bearer ${token}`, "Bearer %zz", "Basic x"]) expect((await study.first.get("/patients", null, { authorization })).status).toBe(307);
  });
});

describe("size and time", () => {
  const own = () => ({ origin: address, "next-action": actionId("saveAnswersAction"), "content-type": "text/plain" });
  test("more than 1 MB is refused: by what it says it is, and by what it turns out to be [A29 R72]", async () => {
    expect((await post("/sign-in", own(), "x".repeat(2 ** 20 + 1)).catch(() => ({ status: 413 }))).status).toBe(413);
    const chunk = `10000\r\n${"x".repeat(65_536)}\r\n`;
    const chunked = `POST /sign-in HTTP/1.1\r\n${Object.entries({ host: new URL(address).host, ...own(), "transfer-encoding": "chunked" }).map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`;
    expect(statusOf(await raw([chunked, ...Array<string>(200).fill(chunk)]))).toBe(413);
    expect((await post("/sign-in", { ...own(), "content-encoding": "gzip" })).status).toBe(415);
    expect((await study.first.get("/api/health", null)).status).toBe(200);
  });
  test("a request that trickles in is ended, and others are answered meanwhile [A29 R72]", async () => {
    const began = Date.now();
    const slow = Array.from({ length: 20 }, async () => raw(["GET / HTTP/1.1\r\n", ...Array<string>(40).fill("a: b\r\n")], { pauseMs: 500, patienceMs: 20_000 }));
    expect((await study.first.get("/api/health", null)).status).toBe(200);
    for (const answer of await Promise.all(slow)) expect(statusOf(answer)).toBe(408);
    expect(Date.now() - began).toBeLessThan(16_000);
  });
  test("one address holds a hundred connections and no more [A29 R72]", async () => {
    const sockets = await Promise.all(Array.from({ length: 130 }, () => new Promise<net.Socket>((done) => {
      const socket = net.connect(Number(new URL(address).port), "localhost").on("error", () => {});
      setTimeout(() => done(socket), 500);
    })));
    expect(sockets.filter((socket) => !socket.destroyed && !socket.readableEnded).length).toBeLessThanOrEqual(100);
    sockets.forEach((socket) => socket.destroy());
  });
});

describe("budgets", () => {
  const burst = async (count: number, ask: () => Promise<{ status: number }>) => (await Promise.all(Array.from({ length: count }, ask))).map(({ status }) => status);
  const served = (statuses: readonly number[]) => statuses.filter((status) => status !== 429).length;

  test("a session's reads and writes are counted apart, by the database: another instance knows, and so does one that was started again [A30 A31 R72]", async () => {
    const limits = { READS_PER_MINUTE: "6", WRITES_PER_MINUTE: "10" };
    const [one, other] = [await study.startInstance(limits), await study.startInstance(limits)];
    const read = (at: typeof one) => () => at.get("/api/auth/csrf", study.tokens.inspector);
    const halves = [...await burst(5, read(one)), ...await burst(15, read(other))];
    expect(served(halves)).toBeGreaterThanOrEqual(6);
    expect(served(halves)).toBeLessThan(9); // one or two flow back meanwhile
    const refused = await read(one)();
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await refused.text()).toMatch(/^Too many requests in a short time. Nothing was changed; wait \d+ s and try again.\n$/);
    await one.stop("kill");
    expect((await (await study.startInstance(limits)).get("/protocol", study.tokens.inspector)).status).toBe(429);
    expect((await other.act("saveAnswersAction", {}, study.tokens.inspector)).status, "a write of the same session").toBe(200);
    expect((await other.get("/protocol", study.tokens.monitor)).status, "somebody else").toBe(200);
    expect(served(await burst(30, () => other.act("saveAnswersAction", {}, study.tokens.monitor)))).toBeLessThan(14);
  });
  test("a session is counted in training too, whatever else the browser sends along [A30]", async () => {
    const counted = await study.startInstance({ READS_PER_MINUTE: "3" });
    const cookie = `next-auth.session-token=of-the-trial-beside; next-auth.session-token=%; training-${await cookieOf(study.tokens.statistician)}`;
    expect(served(await burst(12, () => counted.get("/api/auth/csrf", null, { cookie })))).toBeLessThan(6);
    expect((await counted.get("/sign-in", null)).status, "nobody, of the same network").toBe(200);
  });
  test("files are counted, and whoever is nobody is told so without being counted [A31 R72]", async () => {
    const counted = await study.startInstance({ DOWNLOADS_PER_MINUTE: "3" });
    const fetched: number[] = [];
    for (let each = 0; each < 6; each++) fetched.push((await counted.get("/deviations/deviations.csv", study.tokens.data_manager)).status);
    expect(fetched.slice(0, 3)).toEqual([200, 200, 200]);
    expect(fetched.at(-1)).toBe(429);
    expect(await (await counted.get("/deviations/deviations.csv", study.tokens.data_manager)).text()).toMatch(/^Too many files in a short time\. Wait \d+ s and try again\.\n$/);
    expect((await counted.get("/deviations/deviations.csv", null)).status).toBe(401);
    expect((await counted.get("/deviations/deviations.csv", study.tokens.monitor)).status, "somebody else").toBe(200);
  });
  test("programs of one network are counted before it is known whether their token is one: so many guesses, and no more [A30 A31 R72]", async () => {
    const counted = await study.startInstance({ PROGRAM_REQUESTS_PER_MINUTE_AND_NETWORK: "5" });
    let guess = 0;
    const guesses = await burst(20, () => counted.get("/api/v1/cuts", null, { authorization: `Bearer ecrf_${String(++guess).padStart(43, "0")}` }));
    expect(served(guesses)).toBeGreaterThanOrEqual(5);
    expect(served(guesses)).toBeLessThan(9);
    expect((await counted.get("/sign-in", null)).status, "a browser of the same network").toBe(200);
  });
  test("a network is counted whoever asks; forwarded addresses are believed from a trusted proxy alone, and a /64 is one [A30]", async () => {
    const limits = { REQUESTS_PER_MINUTE_AND_NETWORK: "12" };
    const forged = await study.startInstance(limits);
    const from = (at: typeof forged, address: () => string) => () => at.get("/sign-in", null, { "x-forwarded-for": address() });
    let count = 0;
    expect(served(await burst(40, from(forged, () => `203.0.113.${++count}`))), "without a proxy").toBeLessThan(18);
    const behind = await study.startInstance({ ...limits, TRUSTED_PROXIES: "1" });
    expect(served(await burst(40, from(behind, () => `198.51.100.${++count}, 192.0.2.7`))), "behind a proxy, only what the proxy appended").toBeLessThan(18);
    expect(served(await burst(40, from(behind, () => `2001:db8:1:2::${(++count).toString(16)}`))), "one /64").toBeLessThan(18);
    expect(served(await burst(8, from(behind, () => `2001:db8:${(++count).toString(16)}::1`))), "eight networks").toBe(8);
  });
});

test("without its database the server refuses, and says so: nothing is let through uncounted [F15 R73]", async () => {
  const alone = await study.startInstance({ AUTH_DATABASE_URL: "postgresql://nobody@localhost:1/none" });
  for (const to of ["/patients", "/sign-in", "/api/auth/csrf"]) {
    const answer = await alone.get(to, study.tokens.coordinator);
    expect([answer.status, await answer.text()]).toEqual([503, "The database cannot be reached just now, so nothing can be shown or saved. Nothing was changed; try again in a minute.\n"]);
  }
});

test.each([
  [{ NEXTAUTH_SECRET: "" }, /NEXTAUTH_SECRET is not set/], [{ NEXTAUTH_SECRET: "x".repeat(40) }, /repeats itself/], [{ NEXTAUTH_SECRET: "your-secret-key-here-change-in-production" }, /anybody would try/],
  [{ NEXTAUTH_URL: "ftp://localhost" }, /NEXTAUTH_URL is ftp/], [{ NEXTAUTH_URL: "https://ecrf.example.org/app" }, /nothing after it/], [{ TRUSTED_PROXIES: "all" }, /TRUSTED_PROXIES is all/], [{ READS_PER_MINUTE: "many" }, /READS_PER_MINUTE is many/],
])("the server does not start with %o, and says why [R75 A08]", async (settings, says) => {
  await expect(study.startInstance(settings)).rejects.toThrow(says);
});

describe("an error", () => {
  test("says a reference to the person and nothing of the database; the log has the same reference, no value, no token [R73 R74 A36]", async () => {
    const broken = await study.startInstance();
    const sentinel = "Sentinel Ann\r\n\u001b[31mSmith";
    const entry = (await study.admin.query<{ id: string }>("SELECT gen_random_uuid() AS id")).rows[0]?.id;
    await study.admin.query("ALTER FUNCTION ctx.current_actor() RENAME TO current_actor_away");
    const input = { requestId: randomUUID(), reason: sentinel, entryId: entry, changes: { pulse: { from: null, to: sentinel } }, explanations: [] };
    const [act, page, file] = [await broken.act("saveAnswersAction", input, study.tokens.coordinator), await broken.get("/patients?q=Sentinel%20Ann", study.tokens.coordinator), await broken.get("/trail/trail.csv", study.tokens.inspector)];
    await study.admin.query("ALTER FUNCTION ctx.current_actor_away() RENAME TO current_actor");
    expect(act.value).toMatchObject({ ok: false, fault: { kind: "unexpected", reference: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown } });
    expect(act.text + await page.text() + await file.text()).not.toMatch(/current_actor|SELECT|at .*\.js:\d+|42883|Prisma/);
    expect(file.status).toBe(500);
    const said = broken.said();
    expect(said).toContain(act.value.fault.reference);
    expect(said).toContain("42883");
    expect(said).not.toMatch(/Sentinel|Smith|token-|\u001b/);
    for (const line of said.split("\n").filter((each) => each !== "" && each !== "ready" && !each.startsWith("✓"))) expect(() => JSON.parse(line) as unknown, line).not.toThrow();
    expect((await broken.get("/patients", study.tokens.coordinator)).status, "and it goes on").toBe(200);
  });
});
