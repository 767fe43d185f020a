import { describe, expect, test } from "vitest";
import { planImport, type Place, type Where } from "./plan-import";
import { readReport } from "./read-report";
import { NO_CHOICES, settleLine } from "./settle-line";

const place = (visit: string, formId: string, more: Partial<Place> = {}): Place => ({ entryId: `${formId} ${visit}`, patient: "101-001", formId, formVersion: 1, visit, title: visit, days: null, held: false, answers: {}, ...more });
const days = (from: string, to: string) => ({ days: { from, to } });
const D14 = place("D14", "haematology", days("2024-10-01", "2024-10-05"));
const D28 = place("D28", "haematology", days("2024-10-14", "2024-10-28"));
const UNS = place("UNS1", "haematology");
const plan = (text: string, places: readonly Place[], more: Partial<Where> = {}) => planImport(readReport(text).lines.map((line) => settleLine(line, NO_CHOICES)), { places, patients: ["101-001"], patient: "101-001", prefer: null, chosen: {}, ...more });
const where = (...given: Parameters<typeof plan>) => plan(...given).lines.map(({ place: to, state }) => `${to?.visit ?? "?"} ${state}`);
const WBC = "WBC\t4.2\tG/L\t2024-10-21";

describe("a sample goes", () => {
  test("to the visit whose days hold it", () => expect(where(WBC, [D14, D28, UNS])).toEqual(["D28 new"]));
  test("to the form that is dated so already, whatever its days", () => expect(where(WBC, [D14, D28, { ...UNS, answers: { sampleDate: "2024-10-21" } }])).toEqual(["UNS1 new"]));
  test("nowhere by itself when two fit, or none: a person chooses, and is told", () => {
    const overlapping = place("D35", "haematology", days("2024-10-20", "2024-10-30"));
    expect(where(WBC, [D28, overlapping])).toEqual(["? problem"]);
    expect(plan(WBC, [D28, overlapping]).lines[0]?.says).toMatch(/Several visits fit/);
    expect(plan("WBC\t4.2\tG/L\t2024-12-24", [D14, D28]).lines[0]?.says).toMatch(/No visit has 24-Dec-2024/);
    expect(where(WBC, [D28, overlapping], { chosen: { "101-001 haematology 2024-10-21": overlapping.entryId } })).toEqual(["D35 new"]);
  });
  test("to the form somebody came from when the day fits or nothing else does, and not against another visit's days", () => {
    expect(where(WBC, [D28, UNS], { prefer: UNS.entryId })).toEqual(["D28 new"]);
    expect(where("WBC\t4.2\tG/L\t2024-12-24", [D28, UNS], { prefer: UNS.entryId })).toEqual(["UNS1 new"]);
  });
  test("with the chemistry of the same visit to the form beside", () => expect(where(`${WBC}\nALT\t45\tU/L\t2024-10-21`, [D28, place("D28", "chemistry", days("2024-10-14", "2024-10-28"))])).toEqual(["D28 new", "D28 new"]));
  test("in screening to the only form there is", () => expect(where(WBC, [place("SCR", "haematology")])).toEqual(["SCR new"]));
  test("not into a frozen or locked form", () => expect(plan(WBC, [{ ...D28, held: true }]).lines[0]).toMatchObject({ state: "problem", says: expect.stringContaining("frozen or locked") as string }));
  test("not with another day's sample into one form", () => {
    expect(where(`${WBC}\nPLT\t82\tG/L\t2024-10-22`, [D28])).toEqual(["D28 problem", "D28 problem"]);
  });
});

describe("a value", () => {
  const held = (answers: Place["answers"]) => [{ ...D28, answers: { sampleDate: "2024-10-21", ...answers } }];
  test("that stands there already, in whatever unit, stores nothing; another one is a correction", () => {
    expect(plan(WBC, held({ wbc: { value: "4200", unit: "/uL" } })).lines[0]).toMatchObject({ state: "same", says: "already there" });
    expect(plan(WBC, held({ wbc: { value: "4.3", unit: "G/L" } })).cells).toEqual([{ entryId: D28.entryId, field: "wbc", from: { value: "4.3", unit: "G/L" }, to: { value: "4.2", unit: "G/L" } }]);
    expect(plan(WBC, held({ wbc: { missing: "not_done" } })).lines[0]?.state).toBe("correction");
  });
  test("that comes twice alike is stored once; twice differently is a question", () => {
    expect(where(`${WBC}\n${WBC}`, [D28])).toEqual(["D28 new", "D28 twice"]);
    expect(where(`${WBC}\nWBC\t4.3\tG/L\t2024-10-21`, [D28])).toEqual(["D28 new", "D28 problem"]);
  });
  test("brings the date of its sample along, once, and corrects another one", () => {
    expect(plan(`${WBC}\nPLT\t82\tG/L\t2024-10-21`, [D28]).cells.map(({ field }) => field)).toEqual(["sampleDate", "wbc", "platelets"]);
    const redated = plan(WBC, [{ ...D28, answers: { sampleDate: "2024-10-20" } }], { chosen: { "101-001 haematology 2024-10-21": D28.entryId } });
    expect(redated.cells[0]).toEqual({ entryId: D28.entryId, field: "sampleDate", from: "2024-10-20", to: "2024-10-21" });
  });
  test("of an unknown patient and of one at another site reads the same", () => {
    const says = (number: string) => plan(`${number}\tWBC\t4.2\tG/L\t2024-10-21`, [D28], { patient: null }).lines[0]?.says?.replace(number, "X");
    expect(says("102-001")).toBe(says("101-999"));
    expect(plan("101-002\tWBC\t4.2\tG/L\t2024-10-21", [D28], { patients: ["101-001", "101-002"] }).lines[0]?.says).toMatch(/casebook of 101-001/);
  });
});
