import "server-only";
import type { Tx } from "@/lib/server/db";

export interface Download {
  readonly cutId: string;
  /** Null: a file that the cut itself holds. */
  readonly format: string | null;
  readonly file: string;
  readonly sha256: string | null;
}

/** Puts on record, and so into the trail, who takes which file; in the transaction that lets them. */
export async function noteDownload(tx: Tx, { cutId, format, file, sha256 }: Download): Promise<void> {
  await tx.cutDownload.create({ data: { cutId, format, file, sha256 }, select: { id: true } });
}
