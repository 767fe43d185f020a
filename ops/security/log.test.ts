import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { describeError, log, takeOverConsole } from "@/ops/security/log.mjs";

let written = "";
const [complain, warn] = [console.error, console.warn];
beforeEach(() => { written = ""; vi.spyOn(process.stderr, "write").mockImplementation((text) => { written += String(text); return true; }); });
afterEach(() => { vi.restoreAllMocks(); Object.assign(console, { error: complain, warn }); process.removeAllListeners("unhandledRejection"); });
const lines = () => written.trimEnd().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);

describe("the server's log", () => {
  test("holds named fields and drops all others [R74]", () => {
    log({ event: "act", reference: "1", password: "hunter2", answers: { weight: "70" }, token: "secret", message: "Key (name)=(Ann)" });
    expect(lines()).toEqual([{ at: expect.any(String) as string, event: "act", reference: "1" }]);
  });
  test("is one line an event, whatever a text holds: line breaks, escapes, turned direction [A36]", () => {
    log({ event: "one\r\n{\"event\":\"forged\"}\u001b[2Jtwo\u2028three\u202Efour\u0085", reference: "x".repeat(10_000) });
    expect(lines()).toHaveLength(1);
    expect(written.trimEnd()).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e]/);
    expect(String(lines()[0]?.["reference"])).toHaveLength(300);
  });
  test("names an error's kind, code and place, and never its message [R73 R74]", () => {
    const error = Object.assign(new TypeError("value too long: Ann Smith"), { meta: { driverAdapterError: { cause: { originalCode: "22001" } } } });
    log({ event: "act", ...describeError(error) });
    expect(written).not.toContain("Ann");
    expect(lines()[0]).toMatchObject({ error: "TypeError", code: "22001", frames: expect.arrayContaining([expect.stringContaining("log.test.ts")]) as unknown });
    for (const odd of [null, undefined, "text", 5, { code: "P1001" }]) expect(() => { log({ event: "act", ...describeError(odd) }); }).not.toThrow();
  });
  test("takes what libraries complain of: that they did, not what of [R74 A36]", () => {
    takeOverConsole();
    console.error("Invalid value Ann Smith for %s", "name");
    console.error("⨯", new RangeError("Ann Smith"));
    console.warn({ event: "act", reference: "7", error: new Error("Ann Smith"), name: "Ann Smith" });
    expect(written).not.toContain("Ann");
    expect(lines()).toMatchObject([{ event: "console", level: "error" }, { error: "RangeError", level: "error" }, { event: "act", reference: "7", level: "warning", error: "Error" }]);
  });
});
