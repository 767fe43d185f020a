import { randomUUID } from "node:crypto";
import pg from "pg";
import { openRunningStudy, type RunningStudy } from "@/ops/testing/running-study";
import { openOwnCluster, type OwnCluster } from "./own-cluster";
import { openWriter, type Writer } from "./writer";

/** Faults are played faster than people work, and through addresses of their own. */
const UNCOUNTED = { READS_PER_MINUTE: "1000000", WRITES_PER_MINUTE: "1000000", REQUESTS_PER_MINUTE_AND_NETWORK: "1000000", TRUSTED_PROXIES: "1" };

/** Where faults are played: a server that may be killed, a study on it, the built application, and the forms of some patients. */
export interface Stage {
  readonly cluster: OwnCluster;
  readonly study: RunningStudy;
  /** The administrator, on connections that are made anew after the server was killed. */
  readonly admin: pg.Pool;
  /** New patients of site 101, each with somebody who corrects its haematology. */
  readonly writers: (count: number) => Promise<Writer[]>;
  readonly close: () => Promise<void>;
}

export async function openStage(how: Parameters<typeof openOwnCluster>[0] = {}): Promise<Stage> {
  const cluster = await openOwnCluster(how);
  let study: RunningStudy;
  try {
    study = await openRunningStudy(UNCOUNTED);
  } catch (error) {
    await cluster.close();
    throw error;
  }
  const admin = new pg.Pool({ connectionString: Object.assign(new URL(process.env["TEST_ADMIN_URL"] ?? ""), { pathname: new URL(process.env["APP_DATABASE_URL"] ?? "").pathname }).href, max: 3 }).on("error", () => {});
  return {
    cluster, study, admin,
    writers: async (count) => {
      const writers: Writer[] = []; // one after the other: patients of a site get their numbers in turn
      while (writers.length < count) writers.push(openWriter({ entryId: await newForm({ study, admin }), token: study.tokens.coordinator }));
      return writers;
    },
    close: async () => {
      await admin.end();
      await study.close().catch(() => {}); // its server may be dead; the folder goes anyway
      await cluster.close();
    },
  };
}

async function newForm({ study, admin }: Pick<Stage, "study" | "admin">): Promise<string> {
  const request = { requestId: randomUUID(), reason: null, siteId: study.sites["101"] };
  const ask = async () => (await study.first.act("createPatientAction", request, study.tokens.coordinator)).value;
  let value = await ask();
  for (let tries = 5; !value?.ok && tries > 0; tries--) value = await ask(); // a machine that does much else
  if (!value?.ok) throw new Error(`No patient: ${JSON.stringify(value)}`);
  const { rows: [form] } = await admin.query<{ id: string }>("SELECT e.id FROM app.entry e JOIN app.patient p ON p.id = e.patient_id WHERE p.number = $1 AND e.form_id = 'haematology'", [value.value.number]);
  if (!form) throw new Error("A patient without a form to correct");
  return form.id;
}
