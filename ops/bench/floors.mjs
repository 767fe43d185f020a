// F1 to F4: the same work without us, on the same database and Node, measured beside what is held against it.
import { fork, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { freePort } from "../cluster.mjs";
import { insertForm } from "./floor-app/insert-form.js";
import { get } from "./visitor.mjs";

export const FLOORS = {
  F1: "F1: one transaction of bare node-postgres that inserts a form of 20 fields as jsonb and one audit row, synchronous commit on",
  F2: "F2: a page without content of the same Next version, drawn on the server, production build",
  F3: "F3: the same page with 50 rows from PostgreSQL",
  F4: "F4: a POST of the same Next version that runs F1",
  F5: "F5: COPY of the exported records TO STDOUT, received by bare node-postgres and thrown away",
};

/** A form of 20 fields as they are in this trial: counts with units, dates, choices, a remark. */
const ANSWERS = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`field${at + 1}`, [{ unit: "10^9/L", value: String(40 + at) }, `2005-03-${String(at + 1).padStart(2, "0")}`, "not_done", "Seen on the ward, no change since the last visit"][at % 4]]));

const TABLES = `DROP SCHEMA IF EXISTS floor CASCADE; CREATE SCHEMA floor;
  CREATE TABLE floor.form (id uuid PRIMARY KEY, answers jsonb NOT NULL, written_at timestamptz NOT NULL DEFAULT now());
  CREATE TABLE floor.audit (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, form_id uuid NOT NULL, who text NOT NULL, action text NOT NULL, changes jsonb NOT NULL, at timestamptz NOT NULL DEFAULT now());
  CREATE TABLE floor.row (id int PRIMARY KEY, site text NOT NULL, patient text NOT NULL, form text NOT NULL, state text NOT NULL, written_at timestamptz NOT NULL DEFAULT now());
  INSERT INTO floor.row SELECT n, (101 + n % 3)::text, (101 + n % 3) || '-' || n, 'haematology', 'complete' FROM generate_series(1, 1000) n; ANALYZE floor.row`;

/** Starts them. `stop()` takes them away again, tables and all. */
export async function startFloors(app) {
  buildFloorApp(app.root);
  await (await app.admin()).query(TABLES);
  const port = await freePort();
  const child = fork(fileURLToPath(new URL("serve-floor.mjs", import.meta.url)), { cwd: app.root, silent: true, env: { ...app.env, PORT: String(port), FLOOR_DATABASE_URL: app.adminUrl, NODE_ENV: "production" } });
  await new Promise((done, failed) => { child.once("message", done); child.once("exit", () => failed(new Error("The floors' own application did not start."))); });
  const client = new pg.Client(app.adminUrl);
  client.on("error", () => {}); // an interrupted run stops the database first
  await client.connect();
  const address = `http://localhost:${port}`;
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  return {
    F1: () => inTransaction(client),
    F2: () => get(`${address}/`, "", agent),
    F3: () => get(`${address}/rows`, "", agent),
    async F4() {
      const answer = await fetch(`${address}/save`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ answers: ANSWERS }) });
      if (!answer.ok) throw new Error(`The floor's save answered HTTP ${answer.status}.`);
      await answer.arrayBuffer();
    },
    async stop() {
      child.removeAllListeners("exit");
      child.kill("SIGKILL");
      await client.end().catch(() => {});
      await (await app.admin()).query("DROP SCHEMA floor CASCADE").catch(() => {}); // an interrupted run has no database any more
    },
  };
}

async function inTransaction(client) {
  await client.query("BEGIN");
  await insertForm(client, ANSWERS);
  await client.query("COMMIT");
}

/** Only when it, or Next, is another than last time. */
function buildFloorApp(root) {
  const folder = path.join(root, "ops/bench/floor-app");
  const files = readdirSync(folder, { recursive: true }).map(String).filter((name) => name.endsWith(".js") && !name.startsWith(".next")).sort();
  const hash = createHash("sha256").update(process.version).update(readFileSync(path.join(root, "node_modules/next/package.json")));
  for (const file of files) hash.update(readFileSync(path.join(folder, file)));
  const [stamp, now] = [path.join(folder, ".next/.fresh"), hash.digest("hex")];
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === now) return;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["node_modules/next/dist/bin/next", "build", "ops/bench/floor-app"], { cwd: root, encoding: "utf8", env: { ...process.env, NODE_ENV: "production" } });
  if (status !== 0) throw new Error(`The floors' own application could not be built.\n${stdout}${stderr}`);
  writeFileSync(stamp, now);
}
