import { describe, expect, test } from "vitest";
import { assessResponse } from "@/lib/study/response/assess-response";
import { exampleAssessment, noMarrow } from "@/lib/study/response/example-assessment";
import type { ResponseInput, ResponseStatus } from "@/lib/study/response/response-input";

const perUl = (value: string) => ({ value, unit: "/uL" });
const counts = (anc: string, platelets: string) => exampleAssessment({ blood: { anc: perUl(anc), platelets: perUl(platelets) } });
const marrowBlasts = (blastPct: string, rest: Partial<ResponseInput> = {}) => exampleAssessment({ marrow: { blastPct }, ...rest });

type Row = readonly [says: string, input: ResponseInput, trial: ResponseStatus, iwg: ResponseStatus, eln: ResponseStatus];

const rows: readonly Row[] = [
  ["a textbook remission is CR everywhere", exampleAssessment(), "CR", "CR", "CR"],
  ["4.99 % blasts are below 5", marrowBlasts("4.99"), "CR", "CR", "CR"],
  ["5 % blasts are not below 5", marrowBlasts("5"), "NR", "PR", "PR"],
  ["0.5 % circulating blasts are blasts", exampleAssessment({ blood: { blastsPct: "0.5" } }), "NR", "NR", "NR"],
  ["extramedullary disease fails", exampleAssessment({ extramedullaryDisease: "Y" }), "NR", "NR", "NR"],
  ["1,001 neutrophils are above 1,000", counts("1001", "150000"), "CR", "CR", "CR"],
  ["1,000 neutrophils are at least 1,000 but not above", counts("1000", "150000"), "NR", "MLFS", "CR"],
  ["999 neutrophils fail", counts("999", "150000"), "NR", "CRi", "CRh"],
  ["499 neutrophils are too few for CRh", counts("499", "150000"), "NR", "CRi", "CRi"],
  ["100,001 platelets are CR", counts("1500", "100001"), "CR", "CR", "CR"],
  ["100,000 platelets are neither CR nor CRp", counts("1500", "100000"), "NR", "MLFS", "CR"],
  ["99,999 platelets are CRp", counts("1500", "99999"), "CRp", "CRp", "CRh"],
  ["49,999 platelets are too few for CRh", counts("1500", "49999"), "CRp", "CRp", "CRi"],
  ["0 platelets are known platelets", counts("1500", "0"), "CRp", "CRp", "CRi"],
  ["both counts at the CRh corner", counts("500", "50000"), "NR", "MLFS", "CRh"],
  ["both counts low", counts("300", "20000"), "NR", "MLFS", "MLFS"],
  ["no marrow", exampleAssessment({ marrow: noMarrow }), "NE", "NE", "NE"],
  ["no marrow, blasts in blood", exampleAssessment({ marrow: noMarrow, blood: { blastsPct: "3" } }), "NR", "NR", "NR"],
  ["no platelets", exampleAssessment({ blood: { platelets: null } }), "NE", "MLFS", "MLFS"],
  ["unknown unit is a missing count", exampleAssessment({ blood: { platelets: { value: "150", unit: "furlong" } } }), "NE", "MLFS", "MLFS"],
  ["counts 7 days away", exampleAssessment({ blood: { date: "2006-03-08" } }), "CR", "CR", "CR"],
  ["counts 8 days away", exampleAssessment({ blood: { date: "2006-03-09" } }), "NE", "NE", "NE"],
  ["counts of an unknown day", exampleAssessment({ blood: { date: null } }), "NE", "NE", "NE"],
  ["counts of an unknown day without a marrow result stand alone", exampleAssessment({ marrow: noMarrow, blood: { date: null, blastsPct: "3" } }), "NR", "NR", "NR"],
  ["a biopsy of 10 % makes up for a dry aspirate", exampleAssessment({ marrow: { spicules: "N", nucleatedCells: 20, biopsyCellularityPct: "10" } }), "CR", "CR", "CR"],
  ["a biopsy of 9 % does not", exampleAssessment({ marrow: { spicules: "N", biopsyCellularityPct: "9" } }), "CR", "NE", "NE"],
  ["200 cells are enough", exampleAssessment({ marrow: { nucleatedCells: 200 } }), "CR", "CR", "CR"],
  ["Auer rods with low counts", exampleAssessment({ marrow: { auerRods: "Y" }, blood: { platelets: perUl("20000") } }), "CRp", "NR", "CRi"],
  ["red cells transfused", exampleAssessment({ redCellsTransfused: "Y" }), "CR", "MLFS", "CR"],
  ["blasts halved to 25 %", marrowBlasts("25", { baselineMarrowBlastPct: "50" }), "NR", "PR", "PR"],
  ["25.1 % blasts are no partial response", marrowBlasts("25.1", { baselineMarrowBlastPct: "90" }), "NR", "NR", "NR"],
  ["partial response hangs on a missing count", exampleAssessment({ marrow: { blastPct: "10" }, blood: { anc: null } }), "NR", "NE", "NE"],
  ["relapse after CRp", marrowBlasts("5", { priorBest: "CRp" }), "REL", "REL", "REL"],
  ["lost counts alone are no relapse", exampleAssessment({ blood: { anc: perUl("400") }, priorBest: "CR" }), "NR", "CRi", "CRi"],
  ["19.9 % with suspected regeneration", marrowBlasts("19.9", { priorBest: "CR", regenerationSuspected: true }), "NE", "NE", "NE"],
  ["20 % is relapse, regeneration or not", marrowBlasts("20", { priorBest: "CR", regenerationSuspected: true }), "REL", "REL", "REL"],
  ["regeneration is no excuse before a remission", marrowBlasts("8", { regenerationSuspected: true }), "NR", "PR", "PR"],
];

describe("the decision tables", () => {
  test.each(rows)("%s", (_says, input, trial, iwg, eln) => {
    expect([assessResponse(input, "SEED").status, assessResponse(input, "IWG2003").status, assessResponse(input, "ELN2022").status]).toEqual([trial, iwg, eln]);
  });
});

describe("what is reported beside the status", () => {
  test("platelets of exactly 100,000 fail both sides and ask for adjudication", () => {
    expect(assessResponse(counts("1500", "100000"), "SEED")).toMatchObject({ failed: ["PLT_GT_100K", "PLT_LT_100K"], flags: ["BOUNDARY_PLT_EQ_100000"] });
    expect(assessResponse(counts("1500", "100000"), "ELN2022")).toMatchObject({ failed: [], flags: [] });
  });

  test("only the platelets missing leaves CR or CRp open", () => {
    expect(assessResponse(exampleAssessment({ blood: { platelets: null } }), "SEED")).toMatchObject({ unknown: ["PLT_GT_100K"], flags: ["CR_OR_CRP_PENDING_PLT"] });
  });

  test("a failure names what is missing too", () => {
    const input = exampleAssessment({ marrow: noMarrow, blood: { blastsPct: "12" } });
    expect(assessResponse(input, "SEED")).toMatchObject({ failed: ["NO_PB_BLASTS"], unknown: ["MARROW_BLASTS_LT5"] });
  });

  test("each criterion says in words why it failed or what it waits for", () => {
    const { criteria } = assessResponse(exampleAssessment({ blood: { platelets: perUl("82000"), anc: null } }), "SEED");
    expect(criteria.find(({ id }) => id === "PLT_GT_100K")).toMatchObject({
      label: "Platelets above 100,000 /µL", state: "failed", value: "82,000 /µL", on: "2006-03-01", note: "82,000 /µL is not above 100,000 /µL",
    });
    expect(criteria.find(({ id }) => id === "ANC_GT_1000")).toMatchObject({ state: "unknown", value: null, note: "Neutrophils are not recorded, or in no unit that is known" });
  });

  test.each([
    ["platelets of 999 /µL", { platelets: perUl("999") }, ["UNIT_SUSPECT_PLT"]],
    ["platelets of 1,000 /µL", { platelets: perUl("1000") }, []],
    ["9.9 neutrophils", { anc: perUl("9.9") }, ["UNIT_SUSPECT_ANC"]],
    ["10 neutrophils", { anc: perUl("10") }, []],
  ])("a unit is doubted: %s", (_says, blood, flags) => {
    expect(assessResponse(exampleAssessment({ blood }), "SEED").flags).toEqual(flags);
  });
});

describe("neutrophils computed from the white cells", () => {
  const derived = (neutrophilsPct: string, bandsPct: string | null) =>
    assessResponse(exampleAssessment({ blood: { anc: null, wbc: { value: "2.4", unit: "10^9/L" }, neutrophilsPct, bandsPct } }), "SEED");

  test("are white cells × (neutrophils + bands)", () => {
    expect(derived("45", "5")).toMatchObject({ status: "CR", flags: ["ANC_DERIVED_FROM_WBC"] });
    expect(derived("30", "5")).toMatchObject({ status: "NR", failed: ["ANC_GT_1000"] });
  });

  test("pass without the bands when the neutrophils alone suffice, and never fail for want of them", () => {
    expect(derived("45", null).status).toBe("CR");
    expect(derived("30", null)).toMatchObject({ status: "NE", unknown: ["ANC_GT_1000"] });
  });

  test("yield to a reported count", () => {
    const input = exampleAssessment({ blood: { anc: perUl("900"), wbc: perUl("9000"), neutrophilsPct: "50", bandsPct: "0" } });
    expect(assessResponse(input, "SEED")).toMatchObject({ status: "NR", flags: [] });
  });
});
