// A data cut: made, and written in every format, by a process of its own as npm run export does it.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { text } from "node:stream/consumers";
import pg from "pg";
import { FLOORS } from "./floors.mjs";
import { median, row, timed, timings } from "./figures.mjs";
import { copyOut } from "./study/copy-rows.mjs";
import { arrive } from "./visitor.mjs";

const OF = 300; // patients that the target of a full cut speaks of
const GROWTH = 1.2; // times as long for a patient, when there are more of them

/** `before`: what this returned for fewer patients. Returns `{ rows, patients, perPatient }`, the last in ms. */
export async function measureCut(app, before = null) {
  const admin = await app.admin();
  const manager = await arrive(app.address, "dana");
  let cutId;
  const made = await timed(async () => { ({ cutId } = await manager.act("makeCutAction", "/cuts", { requestId: randomUUID(), reason: null, name: `Measured ${randomUUID().slice(0, 8)}` })); });
  const { rows: [{ patients, rows: records }] } = await admin.query("SELECT count(*) FILTER (WHERE kind = 'patient')::int AS patients, count(*) FILTER (WHERE kind <> 'file')::int AS rows FROM app.data_cut_record WHERE cut_id = $1", [cutId]);
  const written = await writeFormats(app, cutId);
  const csv = (await writeFormats(app, cutId, "csv")).ms;
  const copied = await copyRecords(app, cutId);
  const perPatient = written.ms / patients;
  return {
    patients, perPatient, rows: [
      row({ name: `CSV of a cut of ${patients} patients (${records} records)`, value: csv, unit: "ms", floor: copied, floorIs: FLOORS.F5, target: 6, of: "ratio" }),
      row({ name: `Full cut of ${patients} patients, ${Object.keys(written.formats).length} formats, ${Math.round(written.bytes / 2 ** 20)} MB: s for each ${OF} patients`, value: (perPatient * OF) / 1000, unit: "s", target: 30 }),
      row({ name: `Full cut of ${patients} patients: peak memory above idle`, value: written.peakMB - written.idleMB, unit: "MB", target: 200 }),
      ...(before ? [row({ name: `Full cut: time for a patient, grown since ${before.patients} patients`, value: perPatient, unit: "ms", floor: before.perPatient, floorIs: "the same of the same run with fewer patients", target: GROWTH, of: "ratio" })] : []),
      row({ name: `Cut of ${patients} patients made`, value: made / 1000, unit: "s" }),
      ...Object.entries(written.formats).map(([format, ms]) => row({ name: `Full cut of ${patients} patients: ${format}`, value: ms / 1000, unit: "s" })),
    ],
  };
}

async function writeFormats(app, cutId, ...formats) {
  const child = spawn(process.execPath, ["ops/run.mjs", "ops/bench/time-exports.ts", cutId, ...formats], { cwd: app.root, stdio: ["ignore", "pipe", "inherit"], env: { ...app.env, DATABASE_ADMIN_URL: app.adminUrl } });
  return JSON.parse(await text(child.stdout));
}

async function copyRecords(app, cutId) {
  const client = new pg.Client(app.adminUrl);
  await client.connect();
  try {
    return median(await timings(3, async () => {
      const lines = await copyOut(client, `SELECT payload FROM app.data_cut_record WHERE cut_id = '${cutId}' AND kind <> 'file' ORDER BY seq`);
      if (lines.length === 0) throw new Error("The floor of the cut copied nothing.");
    }));
  } finally {
    await client.end();
  }
}
