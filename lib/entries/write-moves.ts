import "server-only";
import type { Tx } from "@/lib/server/db";
import type { EntryMove } from "@/lib/study/rehearse/move-entry";
import type { Progress } from "./entry";
import { withoutBlanks } from "./entry-store";

function progressAfter({ answers, open }: EntryMove): Progress {
  if (Object.keys(answers).length === 0) return "not_started";
  return open === 0 ? "complete" : "in_progress";
}

/**
 * Takes entries to another version of their form. The database lets verifications and signatures fall where a value leaves, and nowhere
 * else; it wants the reason of the act for that. A form marked as not done stays so.
 */
export async function writeMoves(tx: Tx, moves: readonly EntryMove[]): Promise<void> {
  for (const move of moves) {
    const changed = move.begun ? { answers: withoutBlanks(move.answers), progress: progressAfter(move) } : {};
    await tx.entry.update({ where: { id: move.entryId }, data: { formVersion: move.to, version: { increment: 1 }, ...changed }, select: { id: true } });
  }
}
