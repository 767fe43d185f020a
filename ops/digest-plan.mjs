// The mail of My day: looks each minute whether somebody's is due, and lets ops/digest.ts write what is. Every instance may run it; the rows of auth.digest decide.
import { tethered } from "./prepare.mjs";
import { repeated } from "./repeated.mjs";

const PAUSE = 60_000; // milliseconds between two looks

/**
 * Plans what is due at `now`, else by the database's clock, and returns how many wait to be written.
 * @param {import("pg").Client} admin
 * @param {string | null} now
 */
export async function planDigests(admin, now = null) {
  const { rows: [{ waiting }] } = await admin.query("SELECT ctx.plan_digests(coalesce($1::timestamptz, now())) AS waiting", [now]);
  return waiting;
}

/** Null without a mail server: then nothing is planned either. */
export function keepDigests({ open, adminUrl, settings, say }) {
  if (!settings.SMTP_URL) return null;
  const write = () => new Promise((done, failed) => {
    const child = tethered([process.execPath, "--conditions=react-server", "--import", "tsx", "ops/digest.ts"], { stdio: ["pipe", "ignore", "pipe"], env: { ...settings, DIGEST_DATABASE_URL: adminUrl } });
    let said = "";
    child.stderr.on("data", (chunk) => { said += chunk; });
    child.on("close", (status) => (status === 0 ? done() : failed(new Error(said.trim().split("\n").at(-1) || `it ended with ${status}`))));
  });
  return repeated(open, "digest", PAUSE, async (client) => { if (await planDigests(client) > 0) await write(); }, (error) => say(`The mails of what waits were not written: ${error.message}`));
}
