import { describe, expect, test } from "vitest";
import type { Form } from "@/lib/crf/define-form";
import { formById } from "@/lib/study/study";
import { besideForm, mergeKept, putBack, rebase, respelled, sayRespelled, type KeptTyping } from "./typing-merge";
import { answersOf, typedAnswers, type TypedAnswers } from "./typed-answers";

const form = formById("haematology") as unknown as Form;
const context = { today: "2025-06-10" as const } as never;
const kept = (typed: TypedAnswers, from: Record<string, unknown> = {}): KeptTyping => ({ typed, from, labels: {} });
const platelets = (value: string) => ({ value, unit: "1e9/L" });
const unit = Object.keys((form.fields["platelets"] as unknown as { units: object }).units)[0]!;
const stored = (value: string) => ({ value, unit });
const typedPlatelets = (value: string) => ({ ...platelets(value), unit });

describe("kept typing, when the form is opened again", () => {
  test.each<[string, KeptTyping, Record<string, unknown>, { typed: string[]; disputed: string[]; leftOver: string[] }]>([
    ["goes back into its field", kept({ sampleDate: "2jun25" }), {}, { typed: ["sampleDate"], disputed: [], leftOver: [] }],
    ["is nothing any more where it was saved after all", kept({ sampleDate: "2jun25" }), { sampleDate: "2025-06-02" }, { typed: [], disputed: [], leftOver: [] }],
    ["asks where somebody else stored something else", kept({ platelets: typedPlatelets("41") }), { platelets: stored("14") }, { typed: ["platelets"], disputed: ["platelets"], leftOver: [] }],
    ["asks where somebody else cleared the field", kept({ platelets: typedPlatelets("41") }, { platelets: stored("14") }), {}, { typed: ["platelets"], disputed: ["platelets"], leftOver: [] }],
    ["asks where somebody else said why it is missing", kept({ platelets: typedPlatelets("41") }), { platelets: { missing: "not_done" } }, { typed: ["platelets"], disputed: ["platelets"], leftOver: [] }],
    ["does not ask about a correction of what was seen", kept({ platelets: typedPlatelets("41") }, { platelets: stored("14") }), { platelets: stored("14") }, { typed: ["platelets"], disputed: [], leftOver: [] }],
    ["stands beside a form that has the field no longer", kept({ gone: "12" }), {}, { typed: [], disputed: [], leftOver: ["gone: 12"] }],
    ["keeps what cannot be read as it was typed", kept({ sampleDate: "some day" }), {}, { typed: ["sampleDate"], disputed: [], leftOver: [] }],
  ])("%s", (_, typing, now, expected) => {
    const back = putBack(form, typing, now, true, context);
    expect({ typed: Object.keys(back.typed), disputed: Object.keys(back.disputed), leftOver: back.leftOver.map(({ field, typed }) => `${field}: ${typed}`) }).toEqual(expected);
  });

  test("of a form that takes no entries all of it stands beside, by the labels of the fields", () => {
    const back = putBack(form, kept({ platelets: typedPlatelets("41") }), {}, false, context);
    expect(back.typed).toEqual({});
    expect(back.leftOver).toEqual([{ field: "platelets", label: form.fields["platelets"]!.label, typed: "41 ×10⁹/L" }]);
    const words = { explanations: { HEM01: "Seen twice" }, replies: { q1: " " }, leftOver: [{ field: "gone", label: "Gone", typed: "12" }] };
    expect(besideForm(form, { ...kept({ sampleDate: "some day" }), ...words }, {}, context).map(({ label, typed }) => `${label}: ${typed}`)).toEqual(["Gone: 12", `${form.fields["sampleDate"]!.label}: some day`, "Explanation: Seen twice"]);
  });

  test("of two tabs other fields merge; of the same field the later goes back and the earlier stands beside", () => {
    const of = (typed: TypedAnswers) => ({ ...kept(typed), labels: { platelets: "Platelets" }, explanations: {}, leftOver: [] });
    const merged = mergeKept([of({ platelets: "41", wbc: "3.1" }), of({ platelets: "14" })]);
    expect(merged.typed).toEqual({ platelets: "14", wbc: "3.1" });
    expect(merged.leftOver).toEqual([{ field: "platelets", label: "Platelets", typed: "41" }]);
  });
});

describe("the stored answers move on under the typing", () => {
  const screenOf = (typed: TypedAnswers, seen: Record<string, unknown>) => ({ typed: { ...typedAnswers(form, seen), ...typed }, answers: answersOf(form, { ...typedAnswers(form, seen), ...typed }, context), seen });

  test("what no hand touched shows what is stored now, what was touched stays", () => {
    const moved = rebase(form, screenOf({ sampleDate: "2jun25" }, {}), { platelets: stored("41") }, (field) => field === "sampleDate");
    expect(moved.typed["sampleDate"]).toBe("2jun25");
    expect(moved.typed["platelets"]).toEqual(stored("41"));
    expect(moved.disputed).toEqual({});
  });

  test("the same field changed by both is disputed, with what is stored; the same value is no dispute", () => {
    const isTouched = (field: string) => field === "platelets";
    expect(rebase(form, screenOf({ platelets: typedPlatelets("14") }, {}), { platelets: stored("41") }, isTouched).disputed).toEqual({ platelets: stored("41") });
    expect(rebase(form, screenOf({ platelets: typedPlatelets("41") }, {}), { platelets: stored("41") }, isTouched).disputed).toEqual({});
  });
});

describe("a save says what is stored in another spelling", () => {
  test("a date and a number as stored; what is stored as typed is not mentioned", () => {
    const values = respelled(form, { sampleDate: "2jun25", platelets: typedPlatelets("41.0"), wbc: { value: "3.1", unit } }, ["sampleDate", "platelets", "wbc"], { sampleDate: "2025-06-02", platelets: stored("41"), wbc: stored("3.1") });
    expect(values.map(({ stored: said }) => said)).toEqual(["02-Jun-2025", expect.stringMatching(/^41 /)]);
  });

  test("at most three are named", () => {
    expect(sayRespelled([])).toBe("");
    expect(sayRespelled(["a", "b", "c", "d", "e"].map((label) => ({ label, stored: "1" })))).toBe(" · stored as a 1, b 1, c 1 and 2 more");
  });
});
