import { openDatabase } from "../ops/database.mjs";

type Administrator = NonNullable<Awaited<ReturnType<typeof openDatabase>>>["admin"];

/** Looks into the database past every wall, as its administrator: to see that nothing was written, and to end sessions as time would. */
export async function asAdministrator<Value>(work: (database: Administrator) => Promise<Value>): Promise<Value> {
  const database = await openDatabase({ root: process.cwd() });
  if (!database) throw new Error("There is no database in DATA_FOLDER; the application that is tested runs elsewhere.");
  try {
    return await work(database.admin);
  } finally {
    await database.close({ stop: false });
  }
}

/** How often an entry was written, first creation included. */
export const writesOf = (entryId: string): Promise<number> =>
  asAdministrator(async (database) => Number((await database.query("SELECT count(*) AS n FROM audit.event WHERE row_id = $1", [entryId])).rows[0].n));
