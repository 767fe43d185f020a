import { randomBytes } from "node:crypto";
import { createServer, request as ask, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { gunzipSync } from "node:zlib";
import { afterEach, expect, test } from "vitest";
import { press } from "./press.mjs";

let server: Server | undefined;
afterEach(() => new Promise((done) => { server?.close(done); server?.closeAllConnections(); }));

interface Answer { readonly status: number; readonly headers: IncomingMessage["headers"]; readonly body: Buffer; readonly pieces: readonly Buffer[] }

/** Answers one request by `work`, pressed; `read` is told each piece as it arrives. */
async function answered(work: (response: ServerResponse) => unknown, { headers = { "accept-encoding": "gzip, br" }, method = "GET", read = async () => {} }: { headers?: Record<string, string>; method?: string; read?: () => Promise<void> } = {}): Promise<Answer> {
  server = createServer((request, response) => { press(request, response); void work(response); });
  await new Promise<void>((done) => { server?.listen(0, "127.0.0.1", done); });
  return new Promise((done, failed) => {
    ask({ port: (server?.address() as AddressInfo).port, headers, method }, (response) => void (async () => {
      const pieces: Buffer[] = [];
      for await (const piece of response) { pieces.push(piece as Buffer); await read(); }
      done({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(pieces), pieces });
    })().catch(failed)).on("error", failed).end();
  });
}
const page = (response: ServerResponse) => response.setHeader("content-type", "text/html; charset=utf-8");
const PIECES = Array.from({ length: 300 }, (_, at) => `<p>line ${at} of a page, as drawn: 10⁹/L</p>`);

test("a page drawn in hundreds of pieces leaves as one, compressed, with its length, and is the page that was drawn", async () => {
  const answer = await answered((response) => { page(response); for (const piece of PIECES) { response.write(piece); (response as ServerResponse & { flush(): void }).flush(); } response.end("end"); });
  expect(answer.headers).toMatchObject({ "content-encoding": "gzip", vary: "Accept-Encoding", "content-length": String(answer.body.length) });
  expect(gunzipSync(answer.body).toString()).toBe(`${PIECES.join("")}end`);
});

test("a page that pauses shows its beginning meanwhile", async () => {
  let seen = 0;
  const answer = await answered(async (response) => {
    page(response);
    response.write(PIECES.join(""));
    for (let waited = 0; seen === 0 && waited < 500; waited++) await sleep(10);
    response.end(seen > 0 ? "seen" : "nobody saw it");
  }, { read: async () => { seen += 1; } });
  expect(gunzipSync(answer.body).toString()).toBe(`${PIECES.join("")}seen`);
});

test("a long file is held only as far as it is taken, and arrives whole", async () => {
  const part = randomBytes(60_000).toString("base64");
  let most = 0;
  const answer = await answered(async (response) => {
    response.setHeader("content-type", "text/csv");
    for (let nth = 0; nth < 60; nth++) {
      if (!response.write(part)) await new Promise((drained) => response.once("drain", drained));
      most = Math.max(most, response.writableLength);
    }
    response.end();
  }, { read: () => sleep(1) });
  expect(gunzipSync(answer.body).toString()).toBe(part.repeat(60));
  expect(most).toBeLessThan(2_000_000);
});

test("what is short, no text, compressed already, or for somebody who cannot read it, leaves as it is", async () => {
  const plain = async (work: (response: ServerResponse) => unknown, how = {}) => { const answer = await answered(work, how); await new Promise((done) => { server?.close(done); }); return [answer.headers["content-encoding"], answer.body.toString("latin1").length]; };
  const long = "x".repeat(5_000);
  expect(await plain((response) => { page(response); response.end("Not found\n"); })).toEqual([undefined, 10]);
  expect(await plain((response) => { response.setHeader("content-type", "application/pdf"); response.write(long); response.end(); })).toEqual([undefined, 5_000]);
  expect(await plain((response) => { page(response); response.setHeader("content-encoding", "br"); response.end(long); })).toEqual(["br", 5_000]);
  expect(await plain((response) => { page(response); response.end(long); }, { headers: {} })).toEqual([undefined, 5_000]);
  expect(await plain((response) => { response.writeHead(413, { "content-type": "text/plain" }); response.end(long); })).toEqual([undefined, 5_000]);
  expect(await plain((response) => { page(response); response.statusCode = 304; response.end(); })).toEqual([undefined, 0]);
  expect(await plain((response) => { page(response); response.end(); }, { method: "HEAD" })).toEqual([undefined, 0]);
});

test("an answer that fails after its beginning was gathered says so once, and nothing breaks", async () => {
  const answer = await answered((response) => { page(response); response.write(PIECES[0]); response.writeHead(500, { "content-type": "text/plain" }); response.end("This could not be answered.\n"); });
  expect(answer.status).toBe(500);
  expect(answer.body.toString()).toContain("This could not be answered.");
});
