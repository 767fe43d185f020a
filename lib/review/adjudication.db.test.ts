import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestStudy, TEST_PASSWORD, type TestStudy } from "@/ops/testing/test-database";
import { said, sent, type Person } from "@/ops/testing/test-patient";

let study: TestStudy;
let acts: Awaited<ReturnType<typeof loadActs>>;
let patientId: string;
const visits: Record<string, string> = {};
const entries: Record<string, string> = {};

const loadActs = async () => ({
  ...(await import("@/lib/server/act")), ...(await import("@/lib/server/transaction")), ...(await import("@/lib/patients/create-patient")),
  ...(await import("@/lib/entries/save-answers")), ...(await import("@/lib/discrepancies/answer-discrepancy")), ...(await import("./adjudicate-response")), ...(await import("./read-awaiting-adjudication")),
});
const rowsOf = async <Row>(sql: string, ...given: unknown[]): Promise<Row[]> => (await study.admin.query(sql, given)).rows as Row[];
const finding = async (kind: string, subject: string) => (await rowsOf<{ value: string; inputs_hash: string; trace: { derived: string; awaiting: boolean; adjudication: object | null } }>("SELECT value, inputs_hash, trace FROM app.finding WHERE patient_id = $1 AND kind = $2 AND subject = $3", patientId, kind, subject))[0]!;
const awaiting = () => acts.withActor(study.tokens.monitor, { name: "test", requestId: randomUUID() }, (tx) => acts.readAwaitingAdjudication(tx, patientId));
/** What the database says holds the lock of the patient for want of a decision. */
const holding = () => rowsOf<{ owner: string; field: string; detail: string }>("SELECT owner, field, detail FROM ctx.lock_blockers($1) WHERE kind = 'adjudication_open'", patientId);
const queriesOf = (state: string) => rowsOf<{ id: string }>("SELECT id FROM app.discrepancy WHERE patient_id = $1 AND rule_id = 'RA01' AND state = $2", patientId, state);

const save = (form: string, changes: Record<string, { from: unknown; to: unknown }>) =>
  acts.perform(acts.saveAnswers, study.tokens.coordinator, sent({ entryId: entries[form]!, changes, explanations: [], reason: "As the report says" }));
async function adjudicate(verdict: "CR" | "NR", over: { who?: Person; visit?: string; hash?: string; password?: string } = {}) {
  const { who = "monitor", visit = "D28", password = TEST_PASSWORD } = over;
  const seenInputsHash = over.hash ?? (await finding("response", visit))?.inputs_hash ?? "";
  return said(await acts.perform(acts.adjudicateResponse, study.tokens[who], sent({ visitId: visits[visit]!, seenInputsHash, verdict, reason: "The count of the next day is 104", password })));
}

const count = (value: string) => ({ value, unit: "10^9/L" });
const FORMS: Readonly<Record<string, object>> = {
  marrow: { done: "Y", marrowDate: "2024-10-21", blastPct: "2", spicules: "Y", nucleatedCells: 300, auerRods: "N" },
  haematology: { sampleDate: "2024-10-21", anc: count("1.5"), platelets: count("100"), blastsPct: "0" },
  extramedullary: { examinedOn: "2024-10-21", disease: "N" },
  response_assessment: { assessedOn: "2024-10-22" },
};

beforeAll(async () => {
  study = await openTestStudy();
  acts = await loadActs();
  await acts.perform(acts.createPatient, study.tokens.coordinator, sent({ siteId: study.sites["101"] }));
  patientId = (await rowsOf<{ id: string }>("SELECT id FROM app.patient"))[0]!.id;
  await study.admin.query("BEGIN");
  await study.admin.query("SELECT set_config('app.session_token', 'token-coordinator', true), set_config('app.action', 'test.fill', true)");
  for (const code of ["D14", "D28"]) {
    visits[code] = randomUUID();
    await study.admin.query("INSERT INTO app.visit (id, site_id, patient_id, code) VALUES ($1, $2, $3, $4)", [visits[code], study.sites["101"], patientId, code]);
  }
  for (const [form, answers] of Object.entries(FORMS)) {
    entries[form] = randomUUID();
    await study.admin.query("INSERT INTO app.entry (id, site_id, patient_id, visit_id, form_id, form_version, answers, progress) VALUES ($1, $2, $3, $4, $5, 1, $6, 'in_progress')",
      [entries[form], study.sites["101"], patientId, visits["D28"], form, answers]);
  }
  await study.admin.query("COMMIT");
  await save("response_assessment", { comment: { from: null, to: "Seen in clinic" } });
});
afterAll(() => study.close());

describe("a response that the criteria leave open", () => {
  test("is listed, and only a monitor of the site decides it, with the right password, on what was seen", async () => {
    expect(await awaiting()).toMatchObject([{ visit: "D28", derived: "NR", investigator: null, reasons: ["boundary_platelets"], fallen: false }]);
    expect(await holding()).toEqual([{ owner: "monitor", field: "D28", detail: "boundary_platelets" }]);
    expect(await adjudicate("CR", { who: "data_manager" })).toBe("not_permitted");
    expect(await adjudicate("CR", { who: "coordinator" })).toBe("not_permitted");
    expect(await adjudicate("CR", { who: "monitor_elsewhere" })).toBe("not_found");
    expect(await adjudicate("CR", { password: "another password" })).toBe("wrong_password");
    expect(await adjudicate("CR", { hash: "of something else" })).toBe("response_moved_on");
    expect(await adjudicate("CR", { visit: "D14", hash: "none" })).toBe("nothing_to_adjudicate");
    expect(await rowsOf("SELECT FROM app.adjudication")).toHaveLength(0);
  });

  test("is what was decided, in the response and the best response, with both values and the statement kept", async () => {
    expect(await adjudicate("CR")).toBe("done");
    expect(await finding("response", "D28")).toMatchObject({ value: "CR", trace: { derived: "NR", awaiting: false, adjudication: { verdict: "CR", byName: "Test monitor" } } });
    expect((await finding("best_response", "")).value).toBe("CR");
    expect([await awaiting(), await holding()]).toEqual([[], []]);
    expect(await rowsOf("SELECT statement FROM app.adjudication")).toMatchObject([{ statement: expect.stringContaining("decide its response") }]);
  });

  test("falls with its data, in whatever form they change, and stands again when they come back", async () => {
    await save("haematology", { platelets: { from: count("100"), to: count("98") } });
    expect((await finding("response", "D28")).value).toBe("CRp");
    await save("haematology", { platelets: { from: count("98"), to: { value: "100000", unit: "/uL" } } });
    expect((await finding("response", "D28")).value).toBe("CR");
    await save("extramedullary", { method: { from: null, to: "clinical" } });
    expect((await finding("response", "D28")).value).toBe("CR");
    await save("marrow", { blastPct: { from: "2", to: "3" } });
    expect(await finding("response", "D28")).toMatchObject({ value: "NR", trace: { awaiting: true } });
    expect(await awaiting()).toMatchObject([{ fallen: true }]);
    await save("marrow", { blastPct: { from: "3", to: "2" } });
    expect((await finding("response", "D28")).value).toBe("CR");
  });
});

describe("a disagreement", () => {
  test("is first asked about, decided only after the site's answer, and its query closes with the decision", async () => {
    await save("haematology", { platelets: { from: { value: "100000", unit: "/uL" }, to: count("98") } });
    await save("response_assessment", { investigatorResponse: { from: null, to: "CR" } });
    expect((await finding("agreement", "D28")).value).toBe("disagree");
    const [query] = await queriesOf("open");
    expect(query).toBeDefined();
    expect([await awaiting(), await holding()]).toEqual([[], []]);
    expect(await adjudicate("CR")).toBe("still_discussed");
    expect(said(await acts.perform(acts.answerDiscrepancy, study.tokens.coordinator, sent({ discrepancyId: query!.id, body: "Platelets were 140 the day before" })))).toBe("done");
    expect(await awaiting()).toMatchObject([{ reasons: ["disagreement"], discussed: true }]);
    expect(await holding()).toMatchObject([{ detail: "disagreement" }]);
    expect(await adjudicate("CR")).toBe("done");
    expect([(await finding("agreement", "D28")).value, (await queriesOf("closed")).length]).toEqual(["agree", 1]);
  });

  test("that the site corrects closes its query by itself", async () => {
    await save("response_assessment", { investigatorResponse: { from: "CR", to: "NR" } });
    expect(await queriesOf("open")).toHaveLength(1);
    await save("response_assessment", { investigatorResponse: { from: "NR", to: "CRp" } });
    expect([(await finding("agreement", "D28")).value, (await queriesOf("open")).length]).toEqual(["agree", 0]);
  });

  test("that was explained at entry is asked about again when the data show another response, and not when they only show it otherwise", async () => {
    const platelets = (from: string, to: string) => save("haematology", { platelets: { from: count(from), to: count(to) } });
    const explanations = [{ ruleId: "RA01", text: "The film shows blasts" }];
    await acts.perform(acts.saveAnswers, study.tokens.coordinator, sent({ entryId: entries["response_assessment"]!, changes: { investigatorResponse: { from: "CRp", to: "NR" } }, explanations, reason: "As the report says" }));
    expect([(await finding("agreement", "D28")).value, (await queriesOf("open")).length]).toEqual(["disagree", 0]);
    await platelets("98", "97");
    expect(await queriesOf("open")).toHaveLength(0);
    await platelets("97", "150");
    expect([(await finding("response", "D28")).value, (await queriesOf("open")).length]).toEqual(["CR", 1]);
    await platelets("150", "98");
    expect(await queriesOf("open")).toHaveLength(0);
  });
});
