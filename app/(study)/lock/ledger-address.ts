import { z } from "zod";
import { BLOCKER_KINDS, OWNERS } from "@/lib/locks/blocker-words";

const blankIsAbsent = <Schema extends z.ZodType<string>>(schema: Schema) => z.union([z.literal("").transform(() => undefined), schema]).optional().catch(undefined);

/** What the address says: which scope, which blockers of it, and how they are grouped. Anything unreadable is left out; a patient of another site than the one chosen, too. */
export const LedgerAddress = z.object({
  site: blankIsAbsent(z.string().regex(/^\d{3}$/)),
  patient: blankIsAbsent(z.string().regex(/^\d{3}-\d{3,4}$/)),
  visit: blankIsAbsent(z.string().regex(/^[A-Za-z0-9_]{1,20}$/)),
  entry: blankIsAbsent(z.uuid()),
  owner: blankIsAbsent(z.enum(OWNERS)),
  kind: blankIsAbsent(z.enum(BLOCKER_KINDS)),
  rehearse: blankIsAbsent(z.literal("yes")),
  by: z.enum(["owner", "patient"]).catch("owner"),
}).transform(({ site, patient, ...rest }) => ({ ...rest, site, patient: site !== undefined && patient?.startsWith(site) === false ? undefined : patient }));
export type LedgerAddress = z.infer<typeof LedgerAddress>;

const query = (choice: Partial<LedgerAddress>): string =>
  new URLSearchParams(Object.entries(choice).flatMap(([key, value]) => (value && !(key === "by" && value === "owner") ? [[key, value]] : []))).toString();

/** This page for another choice. */
export function ledgerHref(choice: Partial<LedgerAddress>, at = "/lock"): string {
  const given = query(choice);
  return given === "" ? at : `${at}?${given}`;
}
