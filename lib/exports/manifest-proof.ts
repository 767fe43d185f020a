import "server-only";
import { createHash } from "node:crypto";
import { z } from "zod";
import type { Tx } from "@/lib/server/db";
import type { CutAnchor, CutManifest, CutSignatures, GivenSignature } from "./manifest";

/** Where each patient's chain of the trail stands, and how far of it the newest signed checkpoint reaches. */
export const readTrailHeads = (tx: Tx): Promise<Required<CutManifest["trail"][number]>[]> => tx.$queryRaw`
  SELECT p.number AS patient, h.last_seq::int AS events, encode(h.last_hash, 'hex') AS hash, coalesce(a.last_seq, 0)::int AS anchored
  FROM audit.heads() h JOIN app.patient p ON p.id = h.chain_id LEFT JOIN audit.anchored_heads() a ON a.chain_id = h.chain_id ORDER BY p.number COLLATE "C"`;

/** The newest signed line over the trail; null while there is none. */
export async function readAnchorLine(tx: Tx): Promise<string | null> {
  const [newest] = await tx.$queryRaw<{ line: string }[]>`SELECT line FROM audit.anchor ORDER BY seq DESC LIMIT 1`;
  return newest?.line ?? null;
}

const AnchorLine = z.object({ seq: z.int(), time: z.string().max(40), hash: z.string().max(64), events: z.int(), key: z.string().max(100) });

/** What the manifest says of the checkpoint: by which key, how far it reaches, and that what came after is under the heads alone. */
export function anchorOf(line: string | null, trail: readonly Required<CutManifest["trail"][number]>[]): CutAnchor | null {
  if (line === null) return null;
  const { seq, time, hash, events, key } = AnchorLine.parse(JSON.parse(line));
  const anchored = trail.reduce((sum, each) => sum + each.anchored, 0);
  const after = trail.reduce((sum, each) => sum + each.events, 0) - anchored;
  return {
    checkpoint: seq, time, hash, events, publicKey: key, publicKeySha256: createHash("sha256").update(Buffer.from(key, "base64")).digest("hex"), line, patientEvents: { anchored, after },
    says: after === 0 ? "It covers every event of every patient that is in this cut; the cut itself is covered by a later one."
      : `It covers ${anchored} events of the patients in this cut, up to the number that each line of "trail" gives as "anchored". The ${after} that came after it are covered by the heads in "trail" alone, until a later checkpoint, which also covers the cut itself.`,
  };
}

/** Every signature that the cut holds, in its order. */
export const readGiven = (tx: Tx, cutId: string): Promise<GivenSignature[]> => tx.$queryRaw`
  SELECT payload ->> 'patient' AS patient, payload ->> 'visit' AS visit, payload ->> 'form' AS form, (payload ->> 'row')::int AS row, payload ->> 'meaning' AS meaning, (payload ->> 'difference')::boolean AS difference,
    payload ->> 'by' AS by, payload ->> 'role' AS role, payload ->> 'at' AS "atUtc", payload ->> 'manifestSha256' AS "manifestSha256",
    (SELECT count(*)::int FROM jsonb_array_elements(payload -> 'covers') c, jsonb_object_keys(c -> 'fields')) AS values, jsonb_array_length(payload -> 'voided') AS fallen
  FROM app.data_cut_record WHERE cut_id = ${cutId}::uuid AND kind = 'signature' ORDER BY seq`;

/** The signatures with their counts. */
export function signaturesOf(given: readonly GivenSignature[]): CutSignatures {
  const meanings = [...new Set(given.map(({ meaning }) => meaning))].toSorted();
  return {
    byMeaning: Object.fromEntries(meanings.map((meaning) => [meaning, given.filter((each) => each.meaning === meaning).length])),
    standing: given.filter(({ values, fallen }) => fallen < values).length, withFallen: given.filter(({ fallen }) => fallen > 0).length, given,
  };
}
