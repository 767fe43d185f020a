// Fills an empty training with a few invented patients, through the same acts as a person's typing. Run by ops/first-study.mjs.
import pg from "pg";
import { raiseDiscrepancy } from "@/lib/discrepancies/raise-discrepancy";
import { noteGuidance } from "@/lib/people/note-guidance";
import { addDays, type CalendarDate } from "@/lib/kernel/calendar-date";
import type { Arm, DiseaseStatus } from "@/lib/study/patient-record";
import { readCohort, type CohortRow } from "./cohort";
import { declareSignatures } from "./declare-signatures";
import { doAs, enterPatient, type Desk } from "./enter-patient";
import type { Enrolment, SiteCode } from "./enrolment";
import { accountsTable, gatherPeople, PEOPLE, PRACTICE, sendHome, type Username } from "./people";
import { Turns } from "./turns";

/** One at each site. The exposed one is there for monitors to find. */
const PATIENTS: readonly { readonly siteCode: SiteCode; readonly stratum: DiseaseStatus; readonly exposed: boolean; readonly daysAgo: number }[] = [
  { siteCode: "101", stratum: "refractory", exposed: true, daysAgo: 420 },
  { siteCode: "102", stratum: "relapsed", exposed: false, daysAgo: 400 },
  { siteCode: "103", stratum: "relapsed", exposed: false, daysAgo: 380 },
];

const admin = new pg.Client({ connectionString: process.env["DATABASE_ADMIN_URL"], application_name: "ecrf practice" });
await admin.connect();
const cast = await gatherPeople(admin, PRACTICE);
const desk: Desk = { admin, cast };
await declareSignatures(cast);
const turns = { numbers: new Turns(), randomisations: new Turns() };
const enrolments = await practiceEnrolments(new Date().toISOString().slice(0, 10));
const [first] = await Promise.all(enrolments.map((enrolment) => enterPatient(desk, enrolment, turns)));
if (!first) throw new Error("There is no practice patient");
await askOneQuestion(desk, first.id);
for (const who of Object.keys(PEOPLE) as Username[]) await doAs(desk, who, noteGuidance, { notice: "guide.begin" }); // what was done in their names is nobody's practice
await sendHome(admin, cast);
await admin.end();
process.stdout.write(accountsTable("Training: invented patients at the practice sites 901 to 903; nothing counts.", PRACTICE), () => process.exit(0));

/** Rows of the invented cohort that fit the arms which the list of this seed gives. */
async function practiceEnrolments(today: CalendarDate): Promise<readonly Enrolment[]> {
  const waiting = [...readCohort()];
  const positions = { refractory: 0, relapsed: 0 };
  const enrolments: Enrolment[] = [];
  for (const [order, { siteCode, stratum, exposed, daysAgo }] of PATIENTS.entries()) {
    const arm = await allocation(stratum, ++positions[stratum]);
    const at = waiting.findIndex((row) => row.diseaseStatus === stratum && row.arm === arm && row.exposed === exposed && isPlain(row));
    const [row] = at < 0 ? [] : waiting.splice(at, 1);
    if (!row) throw new Error(`The cohort has no ${stratum} patient of arm ${arm} to practise with`);
    const consentOn = addDays(today, -daysAgo);
    enrolments.push({ order, row, siteCode, consentOn, randomisedOn: addDays(consentOn, 5), dayOne: addDays(consentOn, 6) });
  }
  return enrolments;
}

/** Ordinary patients: nobody on a limit, nobody in need of a waiver. */
function isPlain(row: CohortRow): boolean {
  return row.age < 60 && Number(row.zubrod) <= 2 && row.acetaminophen === row.exposed;
}

async function allocation(stratum: DiseaseStatus, position: number): Promise<Arm> {
  const { rows: [given] } = await admin.query<{ arm: Arm }>("SELECT ctx.allocation(r.seed, $1, $2) AS arm FROM auth.randomisation_seed r", [stratum, position]);
  if (!given) throw new Error("There is no list");
  return given.arm;
}

/** For the coordinator to answer, and for the monitor to close. */
async function askOneQuestion(asking: Desk, patientId: string): Promise<void> {
  const { rows: [entry] } = await admin.query<{ id: string }>("SELECT e.id FROM app.entry e JOIN app.visit v ON v.id = e.visit_id WHERE e.patient_id = $1 AND v.code = 'SCR' AND e.form_id = 'cardiac'", [patientId]);
  if (!entry) throw new Error("The practice patient has no cardiac form");
  await doAs(asking, "mona", raiseDiscrepancy, { entryId: entry.id, field: "lvefPercent", question: "The report in the file gives a range. Is this its lower end?" });
}
