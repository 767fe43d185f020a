// Fills an empty study with the demonstration trial, through the same acts as a person's typing. Run by ops/first-study.mjs.
import pg from "pg";
import type { Arm, DiseaseStatus } from "@/lib/study/patient-record";
import { amend, stateRanges } from "./amendments";
import { readCohort } from "./cohort";
import { checkTotals } from "./check-totals";
import { closeCasebooks } from "./closing";
import { enrolmentOrder } from "./enrolment";
import { enterPatient } from "./enter-patient";
import { declareSignatures } from "./declare-signatures";
import { accountsTable, gatherPeople, sendHome } from "./people";
import { holdConversations } from "./query-threads";
import { beginScreenings } from "./still-in-screening";
import { severalAtATime, Turns } from "./turns";
import { decideExposures } from "./verdicts";

const AT_A_TIME = 5;

const admin = new pg.Client({ connectionString: process.env["DATABASE_ADMIN_URL"], application_name: "ecrf demonstration" });
await admin.connect();
const cohort = readCohort();
const order = enrolmentOrder(cohort, await readList());
const cast = await gatherPeople(admin);
const desk = { admin, cast };
await declareSignatures(cast);
const turns = { numbers: new Turns(), randomisations: new Turns() };
await stateRanges(desk);
let entered = 0;
await severalAtATime(order, AT_A_TIME, async (enrolment) => {
  await enterPatient(desk, enrolment, turns);
  tell(`Demonstration: ${++entered} of ${order.length} patients entered`);
});
tell("Demonstration: verdicts, queries, signatures and locks");
await beginScreenings(desk, new Date().toISOString().slice(0, 10));
await decideExposures(desk);
await amend(desk);
await holdConversations(desk);
await closeCasebooks(desk);
await checkTotals(admin);
await sendHome(admin, cast);
await admin.end();
if (process.stderr.isTTY) process.stderr.write("\n");
process.stdout.write(accountsTable(), () => process.exit(0));

/** One line that is written over again; in a log, where nothing can be written over, nothing. */
function tell(sentence: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${sentence.padEnd(70)}`);
}

/** What the concealed list will give, asked beforehand with the owner's rights, which no session has. */
async function readList(): Promise<(stratum: DiseaseStatus, position: number) => Arm> {
  const { rows } = await admin.query<{ stratum: DiseaseStatus; position: number; arm: Arm }>(
    `SELECT stratum, position, ctx.allocation(r.seed, stratum, position) AS arm
     FROM auth.randomisation_seed r, unnest(ARRAY['refractory', 'relapsed']) stratum, generate_series(1, $1) position`, [cohort.length]);
  const arms = new Map(rows.map(({ stratum, position, arm }) => [`${stratum} ${position}`, arm]));
  return (stratum, position) => {
    const arm = arms.get(`${stratum} ${position}`);
    if (!arm) throw new Error(`The list has no ${stratum} patient ${position}`);
    return arm;
  };
}
