import { afterAll, beforeAll, expect, test } from "vitest";
import { integer } from "@/lib/crf/fields/integer";
import type { StudyForm } from "@/lib/study/checks/check-context";
import { formById, forms } from "@/lib/study/study";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import { openTestStudy, type TestStudy } from "@/ops/testing/test-database";
import { done, fill, newPatient, save, sent } from "@/ops/testing/test-patient";

const loadActs = async () => ({
  ...(await import("@/lib/server/act")), ...(await import("@/lib/people/activate-version")), ...(await import("@/lib/analysis/read-worklist")), ...(await import("./reconsent-patient")), ...(await import("./read-new-questions")),
});
let study: TestStudy;
let acts: Awaited<ReturnType<typeof loadActs>>;

/** An amendment that asks one question more of the vital signs, in the registries of this process alone. */
beforeAll(async () => {
  const one = formById("vital_signs", 1);
  if (!one) throw new Error("no vital signs");
  const saturation = integer({ label: "Oxygen saturation", help: "At rest.", possible: [50, 100], required: true, criticality: "safety", sdtm: "VS.VSORRES where VSTESTCD=OXYSAT" });
  (forms as StudyForm[]).push({ ...one, version: 2, fields: { ...one.fields, saturation } } as unknown as StudyForm);
  Object.assign(protocolVersions.review, { forms: { ...protocolVersions.review.forms, vital_signs: 2 } });
  study = await openTestStudy();
  acts = await loadActs();
  done(await acts.perform(acts.activateVersion, study.tokens.administrator, { ...sent({ siteId: study.sites["101"], version: "review", activatedOn: "2024-10-01" }), reason: "Amendment 2" }));
});
afterAll(() => study.close());

test("only what an amendment asks anew of entered forms is asked, until it is saved as any answer is", async () => {
  const patient = await newPatient(study);
  await fill(study, patient, "vital_signs", { weightKg: "70", heightCm: "170" });
  const actor = { id: "00000000-0000-4000-8000-000000000001", name: "", grants: [{ role: "coordinator", siteId: patient.siteId }] } as const;
  const asked = () => study.rolledBack(study.tokens.coordinator, (tx) => acts.readNewQuestions(tx, actor, patient.number));
  const day = () => study.rolledBack(study.tokens.coordinator, async (tx) => (await acts.readWorklist(tx, actor)).tasks.filter(({ kind }) => kind === "amended"));
  expect([(await asked())?.entries, await day()]).toEqual([[], []]);

  done(await acts.perform(acts.reconsentPatient, study.tokens.coordinator, { ...sent({ patientId: patient.id, version: "review", consentedOn: "2024-10-20", forms: "move" as const }), reason: "Amendment 2" }));
  expect((await asked())?.entries).toMatchObject([{ entryId: patient.entries["vital_signs"], formVersion: 2, expected: ["saturation"] }]);
  expect(await day()).toMatchObject([{ patient: patient.number, what: "New questions", detail: "1 question in 1 form that moved to a new version", href: `/patients/${patient.number}/new-questions` }]);
  expect(await study.rolledBack(study.tokens.monitor, (tx) => acts.readNewQuestions(tx, { id: "", name: "", grants: [{ role: "monitor", siteId: "all" }] }, patient.number))).toBeNull();

  done(await save(study, patient.entries["vital_signs"], { saturation: [null, 97] }));
  expect([(await asked())?.entries, await day()]).toEqual([[], []]);
  const { rows } = await study.admin.query("SELECT answers ->> 'saturation' AS saturation, answers ->> 'weightKg' AS weight FROM app.entry WHERE id = $1", [patient.entries["vital_signs"]]);
  expect(rows).toEqual([{ saturation: "97", weight: "70" }]);
});
