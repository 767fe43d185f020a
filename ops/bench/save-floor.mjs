// The floor of a save: what it wrote, read back from the trail, and written again by node-postgres into bare tables.
import { randomUUID } from "node:crypto";
import pg from "pg";
import { rate, timings } from "./figures.mjs";

const TABLES = { entry: "app", finding: "app", request: "app", event: "audit", payload: "audit", link: "audit", chain_head: "audit" };

/**
 * `requests`: one save of each client, as the model of what that client writes.
 * Returns ms of each transaction alone, transactions per second of all clients, and the rows and statements of one.
 */
export async function measureFloor(app, requests, { alone, clients, each }) {
  const admin = await app.admin();
  await makeBareTables(admin);
  const models = [];
  for (const request of requests) models.push(await modelOf(admin, request));
  const connections = await Promise.all(models.map(() => connect(app.adminUrl)));
  try {
    const writers = models.map((model, at) => writerOf(connections[at], model));
    for (let nth = 0; nth < 20; nth++) await writers[0]();
    const [model] = models;
    return {
      alone: await timings(alone, () => writers[0]()),
      rate: await rate(clients, each, (client) => writers[client]()),
      statements: 8 + (model.findings.length > 0 ? 1 : 0),
      rows: 1 + model.findings.length + 1 + 3 * model.events.length + 1,
    };
  } finally {
    await Promise.all(connections.map((client) => client.end()));
    await admin.query("DROP SCHEMA bench CASCADE");
  }
}

async function makeBareTables(admin) {
  const { rows: [{ fsync, commit }] } = await admin.query("SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit");
  if (fsync !== "on" || commit !== "on") throw new Error("The floor must be as durable as the application: fsync and synchronous_commit on.");
  await admin.query("DROP SCHEMA IF EXISTS bench CASCADE; CREATE SCHEMA bench");
  for (const [table, schema] of Object.entries(TABLES)) {
    await admin.query(`CREATE TABLE bench.${table} (LIKE ${schema}.${table} INCLUDING DEFAULTS INCLUDING INDEXES INCLUDING STORAGE)`);
    await admin.query(`INSERT INTO bench.${table} SELECT * FROM ${schema}.${table}`);
  }
}

/** Everything that one save wrote, as JSON of whole rows. */
async function modelOf(admin, requestId) {
  const all = async (sql) => (await admin.query(sql, [requestId])).rows.map(({ r }) => r);
  const events = await all("SELECT to_jsonb(e) AS r FROM audit.event e WHERE request_id = $1 ORDER BY id");
  const ofEvents = "JOIN audit.event e ON e.id = t.event_id WHERE e.request_id = $1 ORDER BY e.id";
  const changed = (table) => all(`SELECT to_jsonb(t) AS r FROM app.${table} t JOIN audit.event e ON e.row_id = t.id::text AND e.table_name = 'app.${table}' WHERE e.request_id = $1`);
  const [entry] = await changed("entry");
  return {
    events, entry, findings: await changed("finding"),
    payloads: await all(`SELECT to_jsonb(t) AS r FROM audit.payload t ${ofEvents}`), links: await all(`SELECT to_jsonb(t) AS r FROM audit.link t ${ofEvents}`),
    request: (await all("SELECT to_jsonb(t) AS r FROM app.request t WHERE id = $1"))[0],
  };
}

let lastEvent = 1_000_000_000; // beyond every number of the scratch trail
let lastLink = 1_000_000_000;

/** Writes the model's rows once per call, in one transaction, under numbers of their own. */
function writerOf(client, { entry, findings, request, events, payloads, links }) {
  const insert = (table, rows) => client.query(`INSERT INTO bench.${table} SELECT * FROM jsonb_populate_recordset(NULL::bench.${table}, $1)`, [JSON.stringify(rows)]);
  return async () => {
    const ids = events.map(() => ++lastEvent);
    await client.query("BEGIN");
    await insert("request", [{ ...request, id: randomUUID() }]);
    await client.query("UPDATE bench.entry SET answers = $2, progress = $3, version = version + 1, updated_at = clock_timestamp() WHERE id = $1", [entry.id, JSON.stringify(entry.answers), entry.progress]);
    if (findings.length > 0) {
      await client.query(`UPDATE bench.finding f SET value = d.value, trace = d.trace, inputs_hash = d.inputs_hash, rule_version = d.rule_version
        FROM jsonb_populate_recordset(NULL::bench.finding, $1) d WHERE f.id = d.id`, [JSON.stringify(findings)]);
    }
    await insert("event", events.map((event, at) => ({ ...event, id: ids[at] })));
    await insert("payload", payloads.map((payload, at) => ({ ...payload, event_id: ids[at] })));
    await insert("link", links.map((link, at) => ({ ...link, event_id: ids[at], seq: ++lastLink })));
    await client.query("UPDATE bench.chain_head SET last_seq = $2 WHERE chain_id = $1", [links[0].chain_id, lastLink]);
    await client.query("COMMIT");
  };
}

async function connect(url) {
  const client = new pg.Client(url);
  await client.connect();
  return client;
}
