import { describe, expect, test } from "vitest";
import { answerSchema } from "@/lib/crf/answer-schema";
import { completeness } from "@/lib/crf/completeness";
import { dataDictionary } from "@/lib/crf/data-dictionary";
import type { Form } from "@/lib/crf/define-form";
import { exampleEntry, exampleRecord } from "@/lib/study/example-record";
import { exampleForms, exampleVersion } from "@/lib/study/rehearse/example-version";
import { moveEntry, movesOf } from "@/lib/study/rehearse/move-entry";
import { formById } from "@/lib/study/study";

const vitals = (version: number) => {
  const form = formById("vital_signs", version, exampleForms);
  if (!form) throw new Error(`No version ${version}`);
  return form;
};
const [old, next] = [vitals(1), vitals(2)];
const whole = { measuredOn: "2024-09-05", weightKg: "70", heightCm: "170", zubrod: "1" };
const entry = (answers: Readonly<Record<string, unknown>>) => exampleEntry("vital_signs", "SCR", answers);
const move = (answers: Readonly<Record<string, unknown>>) => moveEntry(entry(answers), old, next);

describe("two versions of one form stand beside each other", () => {
  test("an entry is read, guarded and counted by its own", () => {
    expect([old.version, next.version, formById("vital_signs", undefined, exampleForms)?.version, formById("vital_signs", 3, exampleForms)]).toEqual([1, 2, 2, undefined]);
    const [one, two] = [old, next] as unknown as readonly [Form, Form];
    expect([answerSchema(one).safeParse({ ...whole, pulse: 80 }).success, answerSchema(two).safeParse({ ...whole, pulse: 80 }).success]).toEqual([true, false]);
    expect([completeness(one, whole).missing, completeness(two, whole).missing]).toEqual([[], ["saturation"]]);
  });
  test("the dictionary prints both", () => {
    const rows = dataDictionary([old, next] as unknown as readonly Form[]).filter(({ field }) => ["pulse", "saturation", "heightCm"].includes(field));
    expect(rows.map(({ version, field }) => [version, field])).toEqual([[1, "heightCm"], [1, "pulse"], [2, "heightCm"], [2, "saturation"]]);
  });
});

describe("an entry that moves to a newer version of its form", () => {
  test.each([
    ["keeps what the new version knows, and is asked what is new", whole, whole, [], ["Oxygen saturation"]],
    ["loses a value that has no field any more", { ...whole, pulse: 80 }, whole, [["pulse", "dropped"]], ["Oxygen saturation"]],
    ["loses an option that is gone, and is asked for another", { ...whole, zubrod: "4" }, { measuredOn: "2024-09-05", weightKg: "70", heightCm: "170" }, [["zubrod", "refused"]], ["Zubrod", "Oxygen saturation"]],
    ["loses a value outside the tighter bound", { ...whole, heightCm: "215" }, { measuredOn: "2024-09-05", weightKg: "70", zubrod: "1" }, [["heightCm", "refused"]], ["Height", "Oxygen saturation"]],
    ["keeps a value at the tighter bound", { ...whole, heightCm: "210" }, { ...whole, heightCm: "210" }, [], ["Oxygen saturation"]],
    ["keeps a reason for a missing value", { ...whole, heightCm: { missing: "not_done" } }, { ...whole, heightCm: { missing: "not_done" } }, [], ["Oxygen saturation"]],
    ["is not asked again what was open before", { weightKg: "70" }, { weightKg: "70" }, [], ["Oxygen saturation"]],
    ["counts a blank as nothing", { weightKg: "70", pulse: null }, { weightKg: "70" }, [], ["Oxygen saturation"]],
  ])("%s", (_, answers, after, lost, asked) => {
    const moved = move(answers);
    expect(moved.answers).toEqual(after);
    expect(moved.lost.map(({ field, why }) => [field, why])).toEqual(lost);
    expect([...moved.asked].toSorted()).toEqual([...asked].toSorted());
    expect(answerSchema(next as unknown as Form).safeParse(moved.answers).success).toBe(true);
  });
  test("says the lost value as it was shown, and why it is refused", () => {
    expect(move({ ...whole, heightCm: "215" }).lost).toMatchObject([{ label: "Height", value: "215 cm", says: expect.stringContaining("210") }]);
  });
});

describe("the forms of a patient that move", () => {
  const record = exampleRecord([entry(whole), exampleEntry("vital_signs", "C1", {}), exampleEntry("haematology", "SCR", { sampleDate: "2024-09-05" })]);
  test("are the begun and the empty ones by one policy, and the empty ones alone by the other; no others", () => {
    const ids = (policy: "keep" | "move") => movesOf(record, exampleVersion, policy, exampleForms).map(({ entryId, begun, asked }) => [entryId, begun, asked.length]);
    expect(ids("move")).toEqual([["vital_signs@SCR", true, 1], ["vital_signs@C1", false, 0]]);
    expect(ids("keep")).toEqual([["vital_signs@C1", false, 0]]);
  });
  test("are none when the version asks for the forms as they are", () => {
    expect(movesOf(record, { ...exampleVersion, forms: {} }, "move", exampleForms)).toEqual([]);
  });
  test("may go back to the earlier version, which again knows its own fields", () => {
    const newer = { ...entry({ ...whole, saturation: 97 }), formVersion: 2 };
    const [back] = movesOf(exampleRecord([newer]), { ...exampleVersion, forms: {} }, "move", exampleForms);
    expect([back?.from, back?.to, back?.answers, back?.lost.map(({ field }) => field)]).toEqual([2, 1, whole, ["saturation"]]);
  });
});
