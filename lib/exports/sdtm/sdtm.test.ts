import { describe, expect, test } from "vitest";
import { rowsOf, TREATED, type ExampleEntry } from "./example-cut";
import { piecesOf } from "./record/long-text";
import { reviewersGuide } from "./reviewers-guide";
import { STUDY } from "./example-cut";

const event = (answers: Readonly<Record<string, unknown>>): ExampleEntry => ({ form: "adverse_event", answers: { term: "Fever", outcome: "recovered", ...answers } });
const medication = (answers: Readonly<Record<string, unknown>>): ExampleEntry => ({ form: "concomitant_medication", answers: { medication: "aspirin", ...answers } });

describe("demographics", () => {
  test("USUBJID is study, site and patient; the references are the doses; the arm is drug and version", () => {
    expect(rowsOf("DM", TREATED)[0]).toMatchObject({ USUBJID: "CENERSEN-AML-101-001", SITEID: "101", RFSTDTC: "2024-09-11T09:00", RFENDTC: "2024-09-15T09:00", RFICDTC: "2024-09-01", ARMCD: "2007-B", ACTARMCD: "2007-B", ARMNRS: null, COUNTRY: "DEU", AGEU: "YEARS" });
    expect(rowsOf("DM", TREATED, { protocolVersion: "review" })[0]).toMatchObject({ ARMCD: "REVIEW-B" });
  });
  test.each([
    [{ status: "screening", arm: null }, TREATED.slice(0, 2), "NOT ASSIGNED"],
    [{ status: "screen_failed", arm: null }, TREATED.slice(0, 2), "SCREEN FAILURE"],
    [{}, TREATED.slice(0, 2), "ASSIGNED, NOT TREATED"],
    [{ arm: "A" }, [...TREATED, { form: "cytarabine_dose", visit: "C1", answers: { doseDate: "2024-09-12", doseMg: "180" } }], "UNPLANNED TREATMENT"],
  ])("says why an arm is empty: %o", (patient, entries, reason) => {
    expect(rowsOf("DM", entries, patient)[0]).toMatchObject({ ACTARMCD: null, ARMNRS: reason });
  });
});

describe("dates", () => {
  test.each([["2024", null, null], ["2024-08", null, null], ["2024-09", null, null], ["2024-12", null, "FOLLOW-UP"], ["2024-09-10", -1, "SCREENING"], ["2024-09-11", 1, "INDUCTION TREATMENT"]])(
    "%s is truncated and never imputed: study day %s, epoch %s", (startDate, day, epoch) => {
      const later: ExampleEntry = { form: "follow_up", visit: "FU3", answers: { contactDate: "2025-01-10", status: "alive" } };
      expect(rowsOf("CM", [...TREATED, later, medication({ startDate })])[0]).toMatchObject({ CMSTDTC: startDate, CMSTDY: day, EPOCH: epoch });
    });
  test("one that is unknown has a reason in the supplement", () => {
    expect(rowsOf("AE", [...TREATED, event({ startDate: { missing: "unknown" } })])[0]).toMatchObject({ AESTDTC: null });
    expect(rowsOf("SUPPAE", [...TREATED, event({ startDate: { missing: "unknown" } })])).toMatchObject([{ IDVAR: "AESEQ", IDVARVAL: "1", QNAM: "AESTDTCR", QVAL: "UNKNOWN" }]);
  });
});

describe("exposure", () => {
  const paused: ExampleEntry = { form: "infusion_interruption", visit: "C1", answers: { stoppedAt: "2024-09-12T20:00", resumedAt: "2024-09-12T21:30", reason: "Line occluded" } };
  test("an infusion is cut at an interruption, which is a record that says why and has no dose", () => {
    expect(rowsOf("EC", [...TREATED, paused]).map(({ ECCAT, ECOCCUR, ECSTDTC, ECENDTC, ECDOSE, ECREASOC, ECLNKID }) => [ECCAT, ECOCCUR, ECSTDTC, ECENDTC, ECDOSE, ECREASOC, ECLNKID])).toEqual([
      ["INFUSION", "Y", "2024-09-11T09:00", "2024-09-12T20:00", 7, null, "X001"],
      ["INTERRUPTION", "N", "2024-09-12T20:00", "2024-09-12T21:30", null, "Line occluded", null],
      ["INFUSION", "Y", "2024-09-12T21:30", "2024-09-15T09:00", 7, null, "X002"],
    ]);
  });
  test("in units of the protocol: 7 mg/h in 70 kg are 2.4 mg/kg a day", () => {
    expect(rowsOf("EX", TREATED)).toMatchObject([{ EXTRT: "CENERSEN", EXDOSE: 2.4, EXDOSU: "mg/kg/day", EXLNKID: "X001", EXDOSFRQ: "CONTINUOUS" }]);
  });
  test("a dose of 0 is one that was due and not given: no dose, and nothing in EX", () => {
    const missed: ExampleEntry = { form: "idarubicin_dose", visit: "C1", answers: { doseDate: "2024-09-12", doseMg: "0", changeReason: "toxicity" } };
    expect(rowsOf("EC", [...TREATED, missed]).at(-1)).toMatchObject({ ECTRT: "IDARUBICIN", ECOCCUR: "N", ECREASOC: "TOXICITY", ECDOSE: null, ECDOSU: null });
    expect(rowsOf("EX", [...TREATED, missed]).map(({ EXTRT }) => EXTRT)).toEqual(["CENERSEN"]);
  });
  test("bags give lots to their intervals", () => {
    const bag = (row: number, hungAt: string, endedAt: string, lotNumber: string): ExampleEntry => ({ form: "infusion_bag", visit: "C1", row, answers: { hungAt, endedAt, lotNumber, amountMg: "336" } });
    const rows = rowsOf("EC", [...TREATED, bag(1, "2024-09-11T09:00", "2024-09-13T09:00", "L1"), bag(2, "2024-09-13T09:00", "2024-09-15T09:00", "L2")]);
    expect(rows.map(({ ECSTDTC, ECLOT }) => [ECSTDTC, ECLOT])).toEqual([["2024-09-11T09:00", "L1"], ["2024-09-13T09:00", "L2"]]);
  });
});

describe("laboratory", () => {
  const blood = (answers: Readonly<Record<string, unknown>>, sampleDate = "2024-09-05"): ExampleEntry => ({ form: "haematology", visit: "SCR", answers: { sampleDate, ...answers } });
  test.each([
    [{ platelets: { value: "82000", unit: "/uL" } }, { LBTESTCD: "PLAT", LBORRES: "82000", LBORRESU: "10^6/L", LBSTRESC: "82", LBSTRESN: 82, LBSTRESU: "10^9/L", LBSTNRLO: 140, LBNRIND: "LOW" }],
    [{ platelets: { value: "82", unit: "K/uL" } }, { LBORRESU: "10^9/L", LBSTRESC: "82", LBORNRLO: "140", LBORNRHI: "440", LBLOBXFL: "Y" }],
    [{ haemoglobin: { value: "9.1", unit: "g/dL" } }, { LBTESTCD: "HGB", LBORRES: "9.1", LBSTRESC: "91", LBSTRESU: "g/L", LBNRIND: null }],
    [{ wbc: { missing: "not_done" } }, { LBTESTCD: "WBC", LBSTAT: "NOT DONE", LBREASND: "NOT DONE", LBORRES: null, LBSTRESC: null, LBORRESU: null }],
  ])("of %o", (answers, row) => {
    expect(rowsOf("LB", [...TREATED, blood(answers)])).toMatchObject([row]);
  });
  test("the baseline is the last result on or before the first dose", () => {
    const rows = rowsOf("LB", [...TREATED, blood({ blastsPct: "10" }, "2024-09-05"), { ...blood({ blastsPct: "12" }, "2024-09-11"), visit: "C1" }, { ...blood({ blastsPct: "3" }, "2024-09-26"), visit: "D14" }]);
    expect(rows.map(({ LBORRES, LBLOBXFL }) => [LBORRES, LBLOBXFL])).toEqual([["10", null], ["12", "Y"], ["3", null]]);
  });
  test("a form that was called not done is one record with the reason; a removed one is none", () => {
    expect(rowsOf("LB", [...TREATED, { form: "chemistry", visit: "D14", notDoneReason: "Sample haemolysed" }])).toMatchObject([{ LBTESTCD: "LBALL", LBCAT: "CHEMISTRY", LBSTAT: "NOT DONE", LBREASND: "Sample haemolysed", EPOCH: "INDUCTION TREATMENT" }]);
    expect(rowsOf("LB", [...TREATED, { ...blood({ blastsPct: "1" }), removedAt: "2024-10-01T00:00:00" }])).toEqual([]);
  });
});

describe("response", () => {
  const assessed = (visit: string, assessedOn: string, investigatorResponse: string): ExampleEntry => ({ form: "response_assessment", visit, answers: { assessedOn, investigatorResponse } });
  test.each([["CR", "RELAPSED DISEASE FROM CR"], ["CRp", "RELAPSED DISEASE"]])("a relapse after %s is %s", (remission, term) => {
    const rows = rowsOf("RS", [...TREATED, assessed("D28", "2024-10-09", remission), assessed("UNS1", "2025-01-09", "REL")], {}, { visit: [{ visit: "D28" }, { visit: "UNS1", addedReason: "Blasts" }] });
    expect(rows.map(({ RSORRES, RSSTRESC, RSEVAL, RSLNKGRP }) => [RSORRES, RSSTRESC, RSEVAL, RSLNKGRP])).toEqual([[remission, remission, "INVESTIGATOR", "RESPONSE 5"], ["REL", term, "INVESTIGATOR", "RESPONSE 5.01"]]);
  });
  test("what it rests on is in its group", () => {
    const marrow: ExampleEntry = { form: "marrow", visit: "D28", answers: { done: "Y", marrowDate: "2024-10-08", blastPct: "2", spicules: "Y" } };
    expect(rowsOf("LB", [...TREATED, marrow, assessed("D28", "2024-10-09", "CR")]).map(({ LBTESTCD, LBSTRESC, LBLNKGRP }) => [LBTESTCD, LBSTRESC, LBLNKGRP])).toEqual([["BLASTNCE", "2", "RESPONSE 5"], ["SPICULE", "PRESENT", null]]);
    expect(rowsOf("PR", [...TREATED, marrow])).toMatchObject([{ PRTRT: "BONE MARROW SAMPLING", PROCCUR: "Y", PRSTDTC: "2024-10-08", PRSTDY: 28 }]);
    expect(rowsOf("PR", [...TREATED, { form: "marrow", visit: "D28", answers: { done: "N" } }])).toMatchObject([{ PROCCUR: "N", PRSTDTC: null }]);
  });
  test("disease outside the marrow is an indicator of TU", () => {
    expect(rowsOf("TU", [...TREATED, { form: "extramedullary", visit: "SCR", answers: { disease: "Y", examinedOn: "2024-09-03", method: "biopsy", site: "gums" } }])).toMatchObject([{ TUTESTCD: "TUEXMIND", TUSTRESC: "Y", TUMETHOD: "BIOPSY", TULOBXFL: "Y" }]);
  });
});

describe("events", () => {
  test("an event that lasts is ongoing at the last day on which the patient is known", () => {
    expect(rowsOf("AE", [...TREATED, event({ outcome: "not_recovered", startDate: "2024-09-12", relatedCytarabine: { missing: "not_applicable" }, actionCenersen: "withdrawn" })])[0]).toMatchObject({ AEENRTPT: "ONGOING", AEENTPT: "2024-09-15", AEOUT: "NOT RECOVERED/NOT RESOLVED", AEACN: "DRUG WITHDRAWN", AESTDY: 2 });
  });
  test("only criteria that were not met are in IE, with the reason of a waiver beside them", () => {
    const finding = [{ kind: "eligibility", trace: { criteria: [{ id: "LVEF", state: "failed", on: "2024-09-04", waiver: { reason: "Agreed" } }, { id: "NO_SEVERE_CONDITION", state: "failed", on: null, waiver: null }, { id: "AGE", state: "met", on: null }] } }];
    expect(rowsOf("IE", TREATED, {}, { finding }).map(({ IETESTCD, IECAT, IEORRES }) => [IETESTCD, IECAT, IEORRES])).toEqual([["LVEF", "INCLUSION", "N"], ["SEVERE", "EXCLUSION", "Y"]]);
    expect(rowsOf("SUPPIE", TREATED, {}, { finding })).toMatchObject([{ QNAM: "IEWAIVR", QVAL: "Agreed" }]);
  });
  test("death and a later consent are dispositions; a visit that was not done says why", () => {
    const dead: ExampleEntry = { form: "death", answers: { deathDate: "2024-11-02", cause: "other", causeText: "Sepsis" } };
    const again = [{ version: "review", from: "2007", consentedOn: "2024-10-20", reason: "" }];
    expect(rowsOf("DS", [...TREATED, dead], {}, { patient_version: again }).map(({ DSDECOD, DSSTDTC }) => [DSDECOD, DSSTDTC])).toEqual([["DEATH", "2024-11-02"], ["INFORMED CONSENT OBTAINED", "2024-09-01"], ["INFORMED CONSENT OBTAINED", "2024-10-20"]]);
    expect(rowsOf("DD", [...TREATED, dead])).toMatchObject([{ DDTESTCD: "PRCDTH", DDORRES: "Sepsis", DDSTRESC: "OTHER" }]);
    expect(rowsOf("SV", TREATED, {}, { visit: [{ visit: "FU3", notDoneReason: "Died before it." }, { visit: "FU6", notDoneReason: null }] })).toMatchObject([{ VISIT: "FOLLOW-UP, MONTH 3", SVOCCUR: "N", SVREASOC: "Died before it." }]);
  });
  test("a course of the other version is another element", () => {
    expect(rowsOf("SE", TREATED, { protocolVersion: "review" }).map(({ ETCD, EPOCH }) => [ETCD, EPOCH])).toEqual([["SCRN", "SCREENING"], ["C1BREV", "INDUCTION TREATMENT"]]);
  });
});

describe("long texts", () => {
  test.each([["plain", "word ".repeat(90).trim()], ["two bytes", "ü".repeat(301)], ["four bytes", "🙂".repeat(120)], ["accents apart", "e\u0301".repeat(150)], ["blanks only inside", `${"x".repeat(199)} ${"y".repeat(199)}`]])("%s goes on in the supplement, and joined is the text again", (_, term) => {
    const entries = [...TREATED, event({ term })];
    const pieces = [rowsOf("AE", entries)[0]?.["AETERM"], ...rowsOf("SUPPAE", entries).filter(({ QNAM }) => String(QNAM).startsWith("AETERM")).map(({ QVAL }) => QVAL)] as string[];
    expect(pieces.join("")).toBe(term);
    expect(pieces.every((piece) => new TextEncoder().encode(piece).length <= 200 && piece.trim() === piece && !/^\p{M}/u.test(piece))).toBe(true);
  });
  test("one that fits is one piece", () => expect(piecesOf("Fieber über 39 °C")).toEqual(["Fieber über 39 °C"]));
  test("a remark of any length is in comments", () => {
    const comment = "å".repeat(2000);
    const rows = rowsOf("CO", [...TREATED, { form: "follow_up", visit: "FU3", answers: { contactDate: "2024-12-10", comment } }]);
    expect(rows.flatMap((row) => ["COVAL", ...Array.from({ length: 9 }, (_, index) => `COVAL${index + 1}`)].map((name) => row[name] ?? "")).join("")).toBe(comment);
    expect(rows[0]).toMatchObject({ RDOMAIN: "SS", IDVAR: "VISITNUM", COREF: "SURVIVAL FOLLOW-UP" });
  });
});

test("the reviewer's guide says what CRp is and explains every finding", () => {
  const guide = reviewersGuide(STUDY);
  expect(guide).toContain("| Oncology Response Assessment Result (C96785) | CRp |");
  expect(guide).toContain("CORE-000659");
});
