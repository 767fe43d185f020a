import { answerDiscrepancy } from "@/lib/discrepancies/answer-discrepancy";
import { closeDiscrepancy } from "@/lib/discrepancies/close-discrepancy";
import { raiseDiscrepancy } from "@/lib/discrepancies/raise-discrepancy";
import { reopenDiscrepancy } from "@/lib/discrepancies/reopen-discrepancy";
import { doAs, type Desk } from "./enter-patient";
import { formOf, patientNumbered } from "./look-up";
import { AT_SITE, type Username } from "./people";

/** One query with the steps it has taken: asked, answered, closed, asked again. */
interface Thread {
  readonly number: string;
  readonly visit: string | null;
  readonly formId: string;
  readonly field: string;
  /** Asked by the data manager instead of the site's monitor. */
  readonly byDataManager?: boolean;
  readonly asks: string;
  readonly answer?: string;
  readonly closed?: string;
  readonly again?: string;
}

const THREADS: readonly Thread[] = [
  { number: "101-003", visit: "SCR", formId: "cardiac", field: "lvefPercent", asks: "The report in the file gives a range. Is this its lower end?" },
  { number: "101-006", visit: "D28", formId: "marrow", field: "blastPct", asks: "The pathology report was amended later. Which version was entered?", answer: "The amended report of the same week; a copy is in the file." },
  { number: "101-011", visit: "C1", formId: "cenersen_infusion", field: "stopAt", asks: "The pump log ends 20 minutes earlier. Please check.", answer: "The pump log is in summer time of another ward; our entry follows the chart.", closed: "Understood, chart seen." },
  { number: "101-012", visit: null, formId: "adverse_event", field: "serious", asks: "The discharge letter speaks of a longer stay. Was this event serious?", answer: "No, the stay was planned.", again: "Please add the planned date of discharge, then we can close this." },
  { number: "102-003", visit: "SCR", formId: "aml_history", field: "diagnosisDate", asks: "Is the day of diagnosis known by now?", answer: "Taken from the referring hospital's letter.", closed: "Thank you." },
  { number: "102-005", visit: "D14", formId: "haematology", field: "blastsPct", asks: "Manual or automated differential?", answer: "Manual, 100 cells." },
  { number: "102-010", visit: null, formId: "concomitant_medication", field: "indication", byDataManager: true, asks: "Prophylaxis or treatment? Please be specific." },
  { number: "102-011", visit: "C1", formId: "idarubicin_dose", field: "doseMg", asks: "Is the dose that of the label or of the pump?", closed: "Asked in error: the pharmacy record was already in the file." },
  { number: "103-004", visit: "D28", formId: "response_assessment", field: "investigatorResponse", asks: "The ANC is exactly 1,000 /µL, and the protocol asks for more than 1,000. On what does the CR rest?", answer: "On the rising count of the next days, which is not recorded here.", closed: "Noted; the derived response stands beside it.", again: "The sponsor's physician asks for the later count as an unscheduled visit." },
  { number: "103-006", visit: "FU3", formId: "follow_up", field: "contactDate", byDataManager: true, asks: "Was this a visit or a telephone call?", answer: "Telephone call with the patient.", closed: "Complete." },
  { number: "103-009", visit: "SCR", formId: "chemistry", field: "magnesium", asks: "The printed result in the file is from another day. Which one holds?" },
];

/** What coordinators answered to questions of the system. */
const SYSTEM_ANSWERS: readonly { readonly number: string; readonly ruleId: string; readonly answer: string }[] = [
  { number: "102-018", ruleId: "MH08", answer: "The laboratory calls the small clone not significant; we kept its word \"normal\"." },
  { number: "101-020", ruleId: "RA05", answer: "The patient came late from vacation; the date is right." },
];

export async function holdConversations(desk: Desk): Promise<void> {
  for (const thread of THREADS) await converse(desk, thread);
  for (const { number, ruleId, answer } of SYSTEM_ANSWERS) {
    const patient = await patientNumbered(desk, number);
    const { rows: [query] } = await desk.admin.query<{ id: string }>("SELECT id FROM app.discrepancy WHERE patient_id = $1 AND rule_id = $2 AND state = 'open'", [patient.id, ruleId]);
    if (!query) throw new Error(`${number} has no open query of ${ruleId}`);
    await doAs(desk, AT_SITE[patient.siteCode].coordinator, answerDiscrepancy, { discrepancyId: query.id, body: answer });
  }
}

async function converse(desk: Desk, { number, visit, formId, field, byDataManager, asks, answer, closed, again }: Thread): Promise<void> {
  const patient = await patientNumbered(desk, number);
  const { coordinator, monitor } = AT_SITE[patient.siteCode];
  const sponsor: Username = byDataManager ? "dana" : monitor;
  const { entryId } = await formOf(desk, patient, formId, visit);
  const { id: discrepancyId } = await doAs(desk, sponsor, raiseDiscrepancy, { entryId, field, question: asks });
  if (answer) await doAs(desk, coordinator, answerDiscrepancy, { discrepancyId, body: answer });
  if (closed) await doAs(desk, sponsor, closeDiscrepancy, { discrepancyId, note: closed });
  if (again) await doAs(desk, sponsor, reopenDiscrepancy, { discrepancyId, note: again });
}
