// What would change if patients consented to another version of the protocol: npm run rehearse -- VERSION [--from 2007] [--site 101] [--on 2026-12-01] [--forms keep] [--json]
// Reads one state of the live data and changes nothing. Exit 0, or 2 when it could not rehearse.
import path from "node:path";
import { parseArgs } from "node:util";
import type { Tx } from "@/lib/server/db";
import { isCalendarDate } from "@/lib/kernel/calendar-date";
import type { ProtocolVersionId } from "@/lib/study/patient-record";
import type { FormPolicy } from "@/lib/study/rehearse/move-entry";
import { sayRehearsal, stepsOf } from "@/lib/study/rehearse/say-rehearsal";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import { openDatabase } from "@/ops/database.mjs";
import { readSettings } from "@/ops/prepare.mjs";

const KNOWN = Object.keys(protocolVersions) as readonly ProtocolVersionId[];
const USAGE = `Name a version: npm run rehearse -- VERSION [--from VERSION] [--site CODE] [--on YYYY-MM-DD] [--forms keep|move] [--json]. Known versions: ${KNOWN.join(", ")}.`;
const OPTIONS = { from: { type: "string" }, site: { type: "string" }, on: { type: "string" }, forms: { type: "string", default: "move" }, json: { type: "boolean", default: false } } as const;
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
    const { readRehearsal, NoSuchSite } = await import("@/lib/entries/read-rehearsal");
    const { rehearsal, source: state } = await snapshotDb.$transaction(async (tx) => {
      await tx.$executeRaw`SET TRANSACTION READ ONLY`;
      return readRehearsal(tx as Tx, asked);
    }, { isolationLevel: "RepeatableRead", maxWait: 10_000, timeout: 600_000 }).catch((error: unknown) => {
      throw error instanceof NoSuchSite ? new CannotRehearse(`There is no site ${asked.site}. Known sites: ${error.known.join(", ") || "none"}.`) : error;
    });
    const source = `${placeOf(database, root)}, ${state}`;
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
