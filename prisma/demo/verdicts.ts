import { decideExposure } from "@/lib/review/decide-exposure";
import type { ExposureVerdict } from "@/lib/study/patient-record";
import { doAs, type Desk } from "./enter-patient";
import type { SiteCode } from "./enrolment";
import { AT_SITE } from "./people";

/** Left for the person who tries the board: nobody has decided on these patients' medications. */
const LEFT_OPEN: readonly string[] = ["101-017", "103-008", "103-011"];

interface Flagged {
  readonly entryId: string;
  readonly number: string;
  readonly flag: string;
  readonly inputsHash: string;
  readonly medication: string;
  readonly acetaminophen: boolean;
}

/** Monitors decide on what the rules flagged inside the window. They agree with the rules wherever these are certain, so no count moves. */
export async function decideExposures(desk: Desk): Promise<void> {
  const { rows } = await desk.admin.query<Flagged>(
    `SELECT e.id AS "entryId", p.number, f.value AS flag, f.inputs_hash AS "inputsHash", e.answers ->> 'medication' AS medication, f.trace::text LIKE '%cetaminophen%' AS acetaminophen
     FROM app.finding f JOIN app.patient p ON p.id = f.patient_id JOIN app.entry e ON e.id::text = f.subject
     WHERE f.kind = 'exposure' AND f.value IN ('exposed', 'uncoded') ORDER BY p.number, e.row_no`);
  for (const flagged of rows.filter(({ number }) => !LEFT_OPEN.includes(number))) {
    const decision = decisionOn(flagged);
    if (!decision) continue;
    const { monitor } = AT_SITE[flagged.number.slice(0, 3) as SiteCode];
    await doAs(desk, monitor, decideExposure, { decisions: [{ entryId: flagged.entryId, seenInputsHash: flagged.inputsHash, ...decision }], password: desk.cast.password });
  }
}

function decisionOn({ flag, medication, acetaminophen }: Flagged): { readonly verdict: ExposureVerdict; readonly why: string } | null {
  if (flag === "exposed") {
    return { verdict: "inhibitor_exposure", why: acetaminophen ? "Acetaminophen on days of the infusion, confirmed in the medication chart." : "High dose of an antioxidant on days of the infusion, confirmed in the medication chart." };
  }
  if (medication === "Traumeel") return { verdict: "not_an_inhibitor", why: "Homoeopathic preparation; the package lists neither acetaminophen nor an antioxidant." };
  if (medication.includes("tonic")) return { verdict: "need_more_information", why: "Which ingredients does the herbal tonic have, and how much of it was taken on each day?" };
  return null;
}
