// The exports that somebody asked for: looks whether one waits or was broken off, and lets ops/export-jobs.ts write it. Every instance may run it; the rows of app.export_work decide.
import { tethered } from "./prepare.mjs";
import { repeated } from "./repeated.mjs";

const PAUSE = 2_000; // milliseconds between two looks
const ROOM = "--max-old-space-size=512"; // MB: a tenth of it is needed; with gigabytes in reach Node would rather take them than tidy up

/**
 * Whether there is anything to write. One that gave no sign of life for half a minute was broken off.
 * @param {import("pg").Client} admin
 */
export async function exportsWait(admin) {
  const { rows: [{ waits }] } = await admin.query(
    "SELECT EXISTS (SELECT FROM app.export_work WHERE state = 'waiting' OR (state = 'running' AND beat_at < now() - interval '30 seconds')) AS waits");
  return waits;
}

export function keepExports({ open, adminUrl, settings, say }) {
  const write = () => new Promise((done, failed) => {
    const child = tethered([process.execPath, ROOM, "--conditions=react-server", "--import", "tsx", "ops/export-jobs.ts"], { stdio: ["pipe", "ignore", "pipe"], env: { ...settings, EXPORTS_DATABASE_URL: adminUrl } });
    let said = "";
    child.stderr.on("data", (chunk) => { said = (said + chunk).slice(-4_000); });
    child.on("close", (status) => {
      const last = said.trim().split("\n").at(-1);
      if (status !== 0) failed(new Error(last || `it ended with ${status}`));
      else { if (last) say(`An export failed: ${last}`); done(); }
    });
  });
  return repeated(open, "exports", PAUSE, async (client) => { if (await exportsWait(client)) await write(); }, (error) => say(`Exports were not written: ${error.message}`));
}
