// Training beside the real trial: a deployment of its own, with settings, secrets, data and an address of its own.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import path from "node:path";
import { repeated } from "./repeated.mjs";

/** What training has nothing to do with: mails, single sign-on, the real one's log archive, secrets, anchors and pooler. */
const NOT_IN_TRAINING = ["POOLER_URL", "WAL_ARCHIVE", "SMTP_URL", "OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "ECRF_SECRET", "ECRF_ANCHOR_KEY", "ANCHOR_FOLDER", "BACKUP_PASSPHRASE", "TRAINING", "SECOND_FACTOR"];

/** Its own settings in place of the real one's, whatever .env says: a setting that both would share could lead one into the other. */
export function trainingSettings(env) {
  return {
    PORT: env.TRAINING_PORT || "3001", NEXTAUTH_URL: env.TRAINING_URL || "", DATABASE_URL: env.TRAINING_DATABASE_URL || "",
    DATA_FOLDER: env.TRAINING_FOLDER || path.join(env.DATA_FOLDER || ".data", "training"),
    ...Object.fromEntries(NOT_IN_TRAINING.map((name) => [name, ""])),
  };
}

/** Where people find the training that stands beside; undefined when there is none. */
export const addressBeside = (env) => (env.TRAINING_URL || (env.TRAINING === "on" ? `http://localhost:${env.TRAINING_PORT || 3001}` : undefined));

/** TRAINING=on: the training in a process of its own, which ends with this one: its input is a pipe that closes with us. */
export function startBeside({ root, say }) {
  const beside = spawn(process.execPath, ["ops/start.mjs", "--training"], { cwd: root, stdio: ["pipe", "pipe", "pipe"], env: { ...process.env, TRAINING_BESIDE: "1" } });
  for (const stream of [beside.stdout, beside.stderr]) createInterface({ input: stream }).on("line", (line) => line && console.log(`training | ${line}`));
  const gone = new Promise((done) => beside.once("exit", done));
  beside.once("exit", (status) => { if (status) say("The training beside has ended; the trial itself goes on."); });
  return { end: async () => { beside.stdin.destroy(); await gone; } };
}

const LOOK = 2_000; // ms

/** Sees when an administrator of the training asked for fresh practice data. */
export const keepPractice = ({ open, renew, say }) => repeated(open, "practice", LOOK, async (client) => {
  const { rows: [asked] } = await client.query("DELETE FROM auth.training_reset RETURNING asked_by AS by, reason");
  if (!asked) return;
  say(`Fresh practice data, asked for by ${asked.by}: ${asked.reason}`);
  await renew();
  say("The practice data are fresh");
}, (error) => say(`The practice data were not renewed: ${error.message}`));
