import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compressedStatic, compressStatic } from "./static-files.mjs";

const SCRIPT = "export const answer = 42;\n".repeat(100);
const root = mkdtempSync(path.join(tmpdir(), "static-"));
let server: ReturnType<typeof createServer>;

beforeAll(async () => {
  mkdirSync(path.join(root, ".next/static/chunks"), { recursive: true });
  writeFileSync(path.join(root, ".next/static/chunks/a.js"), SCRIPT);
  writeFileSync(path.join(root, ".next/static/chunks/font.woff2"), "font");
  writeFileSync(path.join(root, "secret.js"), "secret");
  await compressStatic(root);
  const answer = compressedStatic(root);
  server = createServer((asked, response) => { if (!answer(asked, response)) response.writeHead(299).end(); });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
});
afterAll(() => { server.close(); rmSync(root, { recursive: true }); });

/** As sent: the address is not tidied on the way. */
const ask = (address: string, accepts: string) => new Promise<{ response: IncomingMessage; body: Buffer }>((done) => {
  request({ port: (server.address() as AddressInfo).port, path: address, headers: { "accept-encoding": accepts } }, (response) => {
    const parts: Buffer[] = [];
    response.on("data", (part: Buffer) => parts.push(part)).on("end", () => done({ response, body: Buffer.concat(parts) }));
  }).end();
});

test("a script is sent as small as it was made, for good", async () => {
  const { response, body } = await ask("/_next/static/chunks/a.js", "gzip, deflate, br, zstd");
  expect(response.headers).toMatchObject({ "content-encoding": "br", "content-type": "application/javascript; charset=UTF-8", "cache-control": "public, max-age=31536000, immutable", vary: "Accept-Encoding" });
  expect(body.length).toBeLessThan(200);
  expect(brotliDecompressSync(body).toString()).toBe(SCRIPT);
});

test.each([
  ["a browser that cannot read it", "/_next/static/chunks/a.js", "gzip"],
  ["a file that is small already", "/_next/static/chunks/font.woff2", "br"],
  ["a way out of the folder", "/_next/static/../../secret.js", "br"],
  ["the compressed file itself", "/_next/static/chunks/a.js.br", "br"],
])("%s is left to the application", async (_, address, accepts) => {
  expect((await ask(address, accepts)).response.statusCode).toBe(299);
});
