import "server-only";
import type { Tx } from "./db";

/** What `work` writes has this reason in the trail; what is written after it has the act's own again, `otherwise`. */
export async function withReason<Value>(tx: Tx, { reason, otherwise }: { readonly reason: string | null; readonly otherwise: string | null }, work: () => Promise<Value>): Promise<Value> {
  if (reason === otherwise) return work();
  const say = (why: string | null) => tx.$executeRaw`SELECT set_config('app.reason', ${why ?? ""}, true)`;
  await say(reason);
  const value = await work();
  await say(otherwise);
  return value;
}
