import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { readJson } from "./read-json";

let server: Server | null = null;
afterEach(() => { server?.closeAllConnections(); server?.close(); });

/** The address of a server that answers so. */
async function answering(listener: RequestListener): Promise<string> {
  const made = createServer(listener);
  server = made;
  await new Promise<void>((done) => { made.listen(0, "127.0.0.1", done); });
  return `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
}

test("gives what the server says", async () => {
  const address = await answering((_, response) => response.end('{"forms":[1]}'));
  expect(await readJson(address, new AbortController().signal)).toEqual({ forms: [1] });
});

test.each([["a refusal", 403, '{"forms":[1]}'], ["what is no JSON", 200, "<html>"]])("gives null for %s", async (_, status, body) => {
  const address = await answering((__, response) => { response.writeHead(status); response.end(body); });
  expect(await readJson(address, new AbortController().signal)).toBeNull();
});

test("gives null, and no error that nobody catches, when it is given up while the answer arrives", async () => {
  const gone = new AbortController();
  const address = await answering((_, response) => { response.write('{"forms":'); setTimeout(() => gone.abort(), 50); });
  expect(await readJson(address, gone.signal)).toBeNull();
});

test("gives null where no server is", async () => {
  expect(await readJson("http://127.0.0.1:9", new AbortController().signal)).toBeNull();
});
