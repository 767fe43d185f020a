// A data cut: made, and written in every format, by a process of its own as npm run export does it.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { text } from "node:stream/consumers";
import pg from "pg";
import { FLOORS } from "./floors.mjs";
import { median, notMeasured, row, timed, timings } from "./figures.mjs";
import { watchMemory } from "./memory-figures.mjs";
import { copiedBytes } from "./study/copy-rows.mjs";
import { arrive } from "./visitor.mjs";

const OF = 300; // patients that the target of all formats at once speaks of
const GROWTH = 1.2; // times as long for a patient, when there are more of them
const SAMPLE = 100; // patients whose casebooks are laid out: their time is the same for each
const UNGROWING = "crf"; // depends on the release alone

/** `before`: what this returned for fewer patients. Returns `{ rows, patients, perPatient }`, the last in ms. */
export async function measureCut(app, before = null) {
  const admin = await app.admin();
  const { cutId, made } = await makeCut(app);
  const { rows: [{ patients, rows: records }] } = await admin.query("SELECT count(*) FILTER (WHERE kind = 'patient')::int AS patients, count(*) FILTER (WHERE kind <> 'file')::int AS rows FROM app.data_cut_record WHERE cut_id = $1", [cutId]);
  const written = await writeFormats(app, cutId);
  const floors = { whole: await copyRecords(app, cutId, patients), sample: await copyRecords(app, cutId, SAMPLE) };
  const csv = (await writeFormats(app, cutId, "csv")).formats.csv.ms;
  const perPatient = Object.entries(written.formats).reduce((sum, [id, { ms, patients: given }]) => sum + (id === UNGROWING ? 0 : ms / given), 0);
  const { together } = written;
  const sampled = patients > SAMPLE ? `, casebooks of ${SAMPLE} of them` : "";
  return {
    patients, perPatient, rows: [
      row({ name: `CSV of a cut of ${patients} patients (${records} records)`, value: csv, unit: "ms", floor: floors.whole, floorIs: FLOORS.F5, target: 6, of: "ratio" }),
      row({ name: `All formats and the archive of ${together.patients} patients at once, ${Math.round(together.bytes / 1e6)} MB`, value: together.ms / 1000, unit: "s", ...(together.patients === OF ? { target: 30 } : {}) }),
      row({ name: `All formats of ${patients} patients one after the other${sampled}, then of ${together.patients} at once: peak memory above idle, of the process that reads`, value: written.peakMB - written.idleMB, unit: "MB", target: 200 }),
      ...(before ? [row({ name: `All formats, the time for a patient, grown since ${before.patients} patients`, value: perPatient, unit: "ms", floor: before.perPatient, floorIs: "the same of the same run with fewer patients", target: GROWTH, of: "ratio" })] : []),
      row({ name: `Cut of ${patients} patients made`, value: made.ms / 1000, unit: "s" }),
      made.peakMB === null ? notMeasured(`Cut of ${patients} patients made: memory`, "only Linux tells it cheaply") : row({ name: `Cut of ${patients} patients made: peak memory of the web server above what it held before`, value: made.peakMB, unit: "MB" }),
      ...Object.entries(written.formats).map(([id, { ms, patients: given }]) => {
        const name = id === UNGROWING ? `${id}, which holds no patient` : given < patients ? `${id} of the first ${given} of ${patients} patients` : `${id} of ${patients} patients`;
        return row({ name, value: ms / 1000, unit: "s", ...(id === UNGROWING ? {} : { floor: (given < patients ? floors.sample : floors.whole) / 1000, floorIs: FLOORS.F5 }) });
      }),
    ],
  };
}

/** As a person does it, in the web server. */
async function makeCut(app) {
  const manager = await arrive(app.address, "dana");
  const held = watchMemory(app.pid);
  let cutId;
  const ms = await timed(async () => { ({ cutId } = await manager.act("makeCutAction", "/cuts", { requestId: randomUUID(), reason: null, name: `Measured ${randomUUID().slice(0, 8)}` })); });
  return { cutId, made: { ms, peakMB: held() } };
}

async function writeFormats(app, cutId, ...formats) {
  const child = spawn(process.execPath, ["--max-old-space-size=512", "ops/run.mjs", "ops/bench/time-exports.ts", cutId, String(SAMPLE), String(OF), ...formats], { cwd: app.root, stdio: ["ignore", "pipe", "inherit"], env: { ...app.env, DATABASE_ADMIN_URL: app.adminUrl } });
  return JSON.parse(await text(child.stdout));
}

/** The records of the first so many patients, and of the study as a whole. */
async function copyRecords(app, cutId, patients) {
  const client = new pg.Client(app.adminUrl);
  await client.connect();
  try {
    const of = `SELECT patient FROM app.data_cut_record WHERE cut_id = '${cutId}' AND kind = 'patient' ORDER BY seq LIMIT ${patients}`;
    return median(await timings(3, async () => {
      const bytes = await copiedBytes(client, `SELECT payload FROM app.data_cut_record WHERE cut_id = '${cutId}' AND kind <> 'file' AND (patient IS NULL OR patient IN (${of})) ORDER BY seq`);
      if (bytes === 0) throw new Error("The floor of the cut copied nothing.");
    }));
  } finally {
    await client.end();
  }
}
