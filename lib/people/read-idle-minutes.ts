import "server-only";
import type { Tx } from "@/lib/server/db";

/** After how many minutes without use a session of this study ends. */
export async function readIdleMinutes(tx: Tx): Promise<number> {
  const [study] = await tx.$queryRaw<{ minutes: number }[]>`SELECT idle_minutes AS minutes FROM app.study`;
  if (!study) throw new Error("app.study has no row");
  return study.minutes;
}
