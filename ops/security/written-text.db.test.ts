import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { newPatient, said, save, type TestPatient } from "@/ops/testing/test-patient";

let study: TestStudy;
let patient: TestPatient;
beforeAll(async () => { study = await openTestStudy(); patient = await newPatient(study); });
afterAll(() => study.close());

const form = () => patient.entries["aml_history"];
let last: unknown = null;
async function write(text: string) {
  const result = await save(study, form(), { karyotype: [last, text] }, { reason: "As typed" });
  if (result.ok) last = text;
  return result;
}
/** The bytes that stand in the database, and in its trail. */
async function stored(): Promise<readonly string[]> {
  const { rows } = await study.admin.query<{ hex: string }>(`SELECT encode(convert_to(answers ->> 'karyotype', 'UTF8'), 'hex') AS hex FROM app.entry WHERE id = $1`, [form()]);
  const { rows: trail } = await study.admin.query<{ values: string }>("SELECT to_jsonb(p)::text AS values FROM audit.event e JOIN audit.payload p ON p.event_id = e.id WHERE e.row_id = $1 ORDER BY e.id DESC LIMIT 1", [form()]);
  return [rows[0]?.hex ?? "", trail[0]?.values ?? ""];
}

const TEXTS: readonly [string, string][] = [
  ["blanks at both ends", "  46,XX  "], ["line ends of both kinds", "a\r\nb\nc\rd"], ["line and paragraph separators", "a\u2028b\u2029c"], ["a turned direction", "\u202Egnp.exe\u202C \u2067x\u2069"],
  ["joined signs", "👩🏽‍⚕️👨‍👩‍👧‍👦🏳️‍🌈"], ["the composed letter", "\u00E9"], ["the same letter in two parts", "e\u0301"], ["signs without width", "a\u200Bb\u200Dc\uFEFFd\u00AD"], ["one sign that is a sentence", "ﷺ".repeat(500)],
  ["quotes and backslashes", "'\"`\\ \\u0041 \\x41 ${x} %s $1"], ["what looks like JSON", "{\"a\":null}]"], ["what looks like nothing", "null"], ["what looks like an entity", "&lt;b&gt; &amp; &#x27;"], ["letters of many scripts", "Ω≈ç√ 白血病 لوكيميا ลูคีเมีย ꙮ 𝔘𝔫𝔦"],
  ["the last sign of all", "\u{10FFFF}\uFFFF\uFFFE"], ["all that control without NUL", Array.from({ length: 31 }, (_, index) => String.fromCharCode(index + 1)).join("")], ["the longest text", "é".repeat(500)],
];

describe("a text is stored as it was typed, byte for byte", () => {
  test.each(TEXTS)("%s [R53 A35]", async (_, text) => {
    expect(said(await write(text))).toBe("done");
    const [hex, trail] = await stored();
    expect(hex).toBe(Buffer.from(text, "utf8").toString("hex"));
    expect(JSON.stringify(JSON.parse(trail ?? ""))).toContain(JSON.stringify(text));
  });
});

describe("a text that cannot be stored is refused with a sentence, and the one before stays", () => {
  test.each([
    ["NUL", "a\u0000b", /cannot be stored/], ["half of a pair", "a\uD83D", /cannot be stored/], ["the other half", "\uDE00b", /cannot be stored/], ["a pair the wrong way round", "\uDE00\uD83D", /cannot be stored/],
    ["one sign too many", "é".repeat(501), /501 characters and 500 are accepted\. Shorten it; nothing is cut off/], ["ten thousand and one", "x".repeat(10_001), /10001 characters/], ["nothing but blanks", " \u00A0\t", /leave the field blank/],
  ])("%s [R53 A35 R48]", async (_, text, sentence) => {
    const before = await stored();
    const result = await write(text);
    expect(result).toMatchObject({ ok: false, fault: { kind: "invalid", issues: [{ message: expect.stringMatching(sentence) as unknown }] } });
    expect(await stored()).toEqual(before);
  });
  test.each([["a reason", { reason: "because\u0000" }], ["a reason of half a pair", { reason: "\uD800" }]])("%s [R53 A35]", async (_, more) => {
    const before = await stored();
    expect(await save(study, form(), { karyotype: [last, "other"] }, more)).toMatchObject({ ok: false, fault: { kind: "invalid", issues: [{ message: expect.stringContaining("cannot be stored") as unknown }] } });
    expect(await stored()).toEqual(before);
  });
  test("so is the name of a field, and what is nested without end [R53 A35 A29]", async () => {
    const deep = Array.from({ length: 5_000 }).reduce<unknown>((inner) => [inner], "x");
    expect(said(await save(study, form(), { "kary\u0000otype": [null, "x"] }))).toBe("invalid");
    expect(said(await save(study, form(), { karyotype: [last, deep] }))).toBe("invalid");
  });
});
