import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { underName } from "@/lib/server/timing";
import { isTimed, timed } from "./timing.mjs";

let server: Server | undefined;
afterEach(() => new Promise((done) => { server?.close(done); server?.closeAllConnections(); }));

async function headerOf(work: (response: ServerResponse) => Promise<void>, answer: (response: ServerResponse, work: () => Promise<void>) => Promise<void>): Promise<string | null> {
  server = createServer((_, response) => void answer(response, () => work(response)));
  await new Promise<void>((done) => { server?.listen(0, "127.0.0.1", done); });
  return (await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)).headers.get("server-timing");
}

const work = async (response: ServerResponse) => {
  await underName("entry.read", async () => { for (let at = 0; at < 3; at++) await underName("statements", () => sleep(5)); });
  response.end("there");
};

test("an answer says where its time went, each name with how often, and only what was spent for this answer", async () => {
  const header = (await headerOf(work, timed)) ?? "";
  const dur = (name: string) => Number(new RegExp(`(?:^|, )${name};dur=([\\d.]+)`).exec(header)?.[1]);
  expect(header).toMatch(/^total;dur=[\d.]+, statements;dur=[\d.]+;desc="3 times", entry\.read;dur=[\d.]+;desc="1 time"$/);
  expect(dur("statements")).toBeGreaterThan(10);
  expect(dur("entry.read")).toBeGreaterThanOrEqual(dur("statements") - 1);
  expect(dur("total")).toBeGreaterThanOrEqual(dur("entry.read") - 1);
});

test("nothing is said, and the work is done, where nobody asked for timings", async () => {
  expect(await headerOf(work, (_, answer) => answer())).toBe(null);
});

test("timings are off unless they are asked for, and refused for a real trial", () => {
  expect(isTimed({})).toBe(false);
  expect(isTimed({ SERVER_TIMING: "on", TRIAL_KIND: "demonstration" })).toBe(true);
  expect(isTimed({ SERVER_TIMING: "off", TRIAL_KIND: "real" })).toBe(false);
  expect(() => isTimed({ SERVER_TIMING: "on", TRIAL_KIND: "real" })).toThrow("Leave it off");
  expect(() => isTimed({ SERVER_TIMING: "on" })).toThrow("Leave it off");
  expect(() => isTimed({ SERVER_TIMING: "yes", TRIAL_KIND: "demonstration" })).toThrow("on or off");
});
