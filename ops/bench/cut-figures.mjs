// A data cut: made, and fetched as one archive.
import { randomUUID } from "node:crypto";
import pg from "pg";
import { median, row, timings } from "./figures.mjs";
import { arrive } from "./visitor.mjs";

const RECORDED = ["study", "site", "patient", "visit", "entry", "finding", "explanation", "discrepancy", "discrepancy_message", "exposure_review", "verification", "signature", "signature_void", "lock"];

export async function measureCut(app) {
  const manager = await arrive(app.address, "dana");
  const cuts = [];
  const make = async (nth) => { cuts.push((await manager.act("makeCutAction", "/cuts", { requestId: randomUUID(), reason: null, name: `Measured ${nth}` })).cutId); };
  const made = median(await timings(3, make));
  let archive;
  const fetched = median(await timings(10, async () => { archive = await manager.get(`/cuts/${cuts[0]}/all-files.tar`); }));

  await app.admin();
  const client = new pg.Client(app.adminUrl);
  await client.connect();
  const copied = median(await timings(5, async () => { for (const table of RECORDED) await copyOut(client, `SELECT * FROM app.${table}`); }));
  const read = median(await timings(10, () => copyOut(client, `SELECT payload ->> 'text' FROM app.data_cut_record WHERE cut_id = '${cuts[0]}' AND kind = 'file' ORDER BY seq`)));
  await client.end();
  const { rows: [{ records }] } = await (await app.admin()).query("SELECT count(*)::int AS records FROM app.data_cut_record WHERE cut_id = $1", [cuts[0]]);
  return [
    row({ name: `Cut made (${records} records, every file rendered)`, value: made, unit: "ms", floor: copied, floorIs: "COPY (SELECT * FROM each of the same tables) TO STDOUT (FORMAT csv), received by bare node-postgres and thrown away" }),
    row({ name: `Cut fetched, all files (${(archive.body.length / 2 ** 20).toFixed(1)} MB as sent)`, value: fetched, unit: "ms", floor: read, floorIs: "COPY of the same stored text TO STDOUT, received by bare node-postgres and thrown away" }),
  ];
}

/** node-postgres drops the data of a COPY after its connection has announced them; there they are counted, so that an empty answer is noticed. */
async function copyOut(client, select) {
  let bytes = 0;
  const count = ({ chunk }) => { bytes += chunk.length; };
  client.connection.on("copyData", count);
  await client.query(`COPY (${select}) TO STDOUT (FORMAT csv, HEADER)`);
  client.connection.off("copyData", count);
  if (bytes === 0) throw new Error("The floor of the cut copied nothing.");
}
