// What would change if patients consented to another version of the protocol: npm run rehearse -- VERSION [--from 2007] [--site 101] [--on 2026-12-01] [--forms keep] [--json]
// Reads one state of the live data and changes nothing. Exit 0, or 2 when it could not rehearse.
import path from "node:path";
import { parseArgs } from "node:util";
import type { Tx } from "@/lib/server/db";
import { isCalendarDate, sayDate } from "@/lib/kernel/calendar-date";
import type { ProtocolVersionId } from "@/lib/study/patient-record";
import type { FormPolicy } from "@/lib/study/rehearse/move-entry";
import { addUp, type Rehearsal } from "@/lib/study/rehearse/rehearsal";
import { rehearsePatient, type PatientRehearsal } from "@/lib/study/rehearse/rehearse-patient";
import { sayRehearsal, stepsOf } from "@/lib/study/rehearse/say-rehearsal";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import { openDatabase } from "@/ops/database.mjs";
import { readSettings } from "@/ops/prepare.mjs";

const KNOWN = Object.keys(protocolVersions) as readonly ProtocolVersionId[];
const USAGE = `Name a version: npm run rehearse -- VERSION [--from VERSION] [--site CODE] [--on YYYY-MM-DD] [--forms keep|move] [--json]. Known versions: ${KNOWN.join(", ")}.`;
const OPTIONS = { from: { type: "string" }, site: { type: "string" }, on: { type: "string" }, forms: { type: "string", default: "move" }, json: { type: "boolean", default: false } } as const;
/** Patients read at once. */
const BATCH = 50;

class CannotRehearse extends Error {}

interface Asked {
  readonly version: ProtocolVersionId;
  readonly from: ProtocolVersionId | null;
  readonly site: string | null;
  readonly on: string | null;
  readonly forms: FormPolicy;
  readonly json: boolean;
}

function versionNamed(name: string): ProtocolVersionId {
  const found = KNOWN.find((id) => id === name);
  if (found === undefined) throw new CannotRehearse(`There is no protocol version "${name}". Known versions: ${KNOWN.join(", ")}.`);
  return found;
}

function readAsked(argv: readonly string[]): Asked {
  const { values, positionals } = parse(argv);
  const [version, ...more] = positionals;
  if (version === undefined || more.length > 0) throw new CannotRehearse(USAGE);
  const { from, site, on, forms, json } = values;
  if (on !== undefined && !isCalendarDate(on)) throw new CannotRehearse(`--on ${on} is no date. Write it as 2026-12-01.`);
  if (forms !== "keep" && forms !== "move") throw new CannotRehearse(`--forms is keep or move, not ${forms}.`);
  return { version: versionNamed(version), from: from === undefined ? null : versionNamed(from), site: site ?? null, on: on ?? null, forms, json };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new CannotRehearse(`${error instanceof Error ? error.message.split(". ")[0] : ""}. ${USAGE}`);
  }
}

interface Read { readonly rehearsal: Rehearsal; readonly source: string }

/** Reads and rehearses inside one read-only snapshot, so that no save of the meantime is half in it. */
async function rehearse(tx: Tx, { version, from, site, on, forms }: Asked, place: string): Promise<Read> {
  const { readRecords } = await import("@/lib/patients/patient-store");
  const { readStandingMarks } = await import("@/lib/entries/standing-marks");
  const { sha256 } = await import("@/lib/patients/store-findings");
  const [state] = await tx.$queryRaw<{ at: string; today: string; sites: string[] | null; patients: number }[]>`
    SELECT to_char(now() AT TIME ZONE 'UTC', 'HH24:MI') AS at, to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS today, (SELECT array_agg(code ORDER BY code) FROM app.site) AS sites, (SELECT count(*)::int FROM app.patient) AS patients`;
  const { at, today, sites, patients } = state ?? { at: "", today: "", sites: [], patients: 0 };
  if (site !== null && !sites?.includes(site)) throw new CannotRehearse(`There is no site ${site}. Known sites: ${sites?.join(", ") || "none"}.`);

  const found = await tx.$queryRaw<{ id: string }[]>`
    SELECT p.id FROM app.patient p JOIN app.site s ON s.id = p.site_id WHERE p.protocol_version <> ${version} AND (${from}::text IS NULL OR p.protocol_version = ${from}) AND (${site}::text IS NULL OR s.code = ${site}) ORDER BY p.number`;
  const consentedOn = on ?? today;
  const rehearsed: PatientRehearsal[] = [];
  for (let first = 0; first < found.length; first += BATCH) {
    const ids = found.slice(first, first + BATCH).map(({ id }) => id);
    const [records, marks] = [await readRecords(tx, ids), await readStandingMarks(tx, ids)];
    for (const record of records) {
      const standing = marks.filter(({ patientId }) => patientId === record.patientId);
      rehearsed.push(rehearsePatient(record, { to: protocolVersions[version], consentedOn, forms }, { today, hashOf: sha256, standing }));
    }
  }
  const chosen = [site === null ? null : `site ${site}`, from === null ? null : `under version ${from}`].filter((part) => part !== null).join(", ");
  return {
    rehearsal: addUp(rehearsed, { version, consentedOn, policy: forms }),
    source: `${place}, as it stood on ${sayDate(today)} at ${at} UTC: ${patients} ${patients === 1 ? "patient" : "patients"} at ${sites?.length ?? 0} ${sites?.length === 1 ? "site" : "sites"}${chosen === "" ? "" : `; looked at ${chosen}`}`,
  };
}

/** Never the whole address: it holds a password. */
function placeOf({ embedded, adminUrl }: { readonly embedded: boolean; readonly adminUrl: string }, root: string): string {
  const { host, pathname } = new URL(adminUrl);
  return embedded ? `the embedded database in ${path.resolve(root, process.env["DATA_FOLDER"] || ".data")}` : `the database ${pathname.slice(1)} at ${host}`;
}

async function main(argv: readonly string[]): Promise<void> {
  const asked = readAsked(argv);
  readSettings();
  const root = path.resolve(import.meta.dirname, "..");
  let wasRunning = false;
  const database = await openDatabase({ root, purpose: "rehearse", create: false, say: (text: string) => { wasRunning ||= text.startsWith("Found"); } });
  if (!database) throw new CannotRehearse("There are no data yet: the database has not been made. Run npm start first.");
  // Every site is read, so the server's own reading is given the owner's connection for once; the transaction below can only read.
  Object.assign(process.env, database.env, { APP_DATABASE_URL: database.adminUrl, NODE_ENV: "production", NEXTAUTH_URL: process.env["NEXTAUTH_URL"] ?? "http://localhost" });
  const { authDb, db, snapshotDb } = await import("@/lib/server/db");
  try {
    const { rows: [found] } = await database.admin.query<{ made: boolean }>("SELECT to_regclass('app.patient_version') IS NOT NULL AS made");
    if (!found?.made) throw new CannotRehearse("This database lacks the tables of this version. Run npm start first, which brings it up to date.");
    const { rehearsal, source } = await snapshotDb.$transaction(async (tx) => {
      await tx.$executeRaw`SET TRANSACTION READ ONLY`;
      return rehearse(tx as Tx, asked, placeOf(database, root));
    }, { isolationLevel: "RepeatableRead", maxWait: 10_000, timeout: 600_000 });
    console.log(asked.json ? JSON.stringify({ source, ...rehearsal, steps: stepsOf(rehearsal) }, null, 2) : sayRehearsal(rehearsal, source).join("\n"));
  } finally {
    await Promise.all([db.$disconnect(), snapshotDb.$disconnect(), authDb.$disconnect()]);
    const mayStop = !wasRunning && !(await database.isUsedByOthers().catch(() => true));
    await database.close({ stop: mayStop });
  }
}

main(process.argv.slice(2).filter((argument) => argument !== "--")).then(() => process.exit(0), (error: unknown) => {
  console.error(error instanceof CannotRehearse ? error.message : `Could not rehearse: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(2);
});
