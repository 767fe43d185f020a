import { describe, expect, test } from "vitest";
import { keysOf, nameUnder, seal, unseal } from "./seal";

const secret = (letter: string) => Buffer.from(letter.repeat(32)).toString("base64");
const bound = "account record";

describe("what is typed is kept under the session's key", () => {
  test("opens under the key that sealed it, letter for letter", async () => {
    const keys = await keysOf(secret("a"));
    expect(await unseal(keys, bound, await seal(keys, bound, "41 ×10⁹/L, Wiedervorstellung übermorgen"))).toBe("41 ×10⁹/L, Wiedervorstellung übermorgen");
  });

  test("nothing of it can be read without the key", async () => {
    const { sealed } = await seal(await keysOf(secret("a")), bound, "platelets 41");
    expect(Buffer.from(sealed).toString("latin1")).not.toMatch(/platelets|41/);
  });

  test("another session's key does not open it", async () => {
    const kept = await seal(await keysOf(secret("a")), bound, "41");
    expect(await unseal(await keysOf(secret("b")), bound, kept)).toBeNull();
  });

  test("moved to another account or record, or altered, it does not open", async () => {
    const keys = await keysOf(secret("a"));
    const kept = await seal(keys, bound, "41");
    expect(await unseal(keys, "another record", kept)).toBeNull();
    const altered = new Uint8Array(kept.sealed.slice(0));
    altered[0] = altered[0]! ^ 1;
    expect(await unseal(keys, bound, { ...kept, sealed: altered.buffer })).toBeNull();
  });

  test("the same content is sealed differently each time", async () => {
    const keys = await keysOf(secret("a"));
    const [one, other] = [await seal(keys, bound, "41"), await seal(keys, bound, "41")];
    expect(Buffer.from(one.sealed)).not.toEqual(Buffer.from(other.sealed));
  });

  test("the name of a place says nothing, is the same in one session and another in the next", async () => {
    const [now, next] = [await keysOf(secret("a")), await keysOf(secret("b"))];
    const name = await nameUnder(now, "patient 101-002 haematology");
    expect(name).toMatch(/^[0-9a-f]{64}$/);
    expect(await nameUnder(now, "patient 101-002 haematology")).toBe(name);
    expect(await nameUnder(next, "patient 101-002 haematology")).not.toBe(name);
    expect(now.id).not.toBe(next.id);
  });
});
