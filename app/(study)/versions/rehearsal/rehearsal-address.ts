import { z } from "zod";
import { isCalendarDate } from "@/lib/kernel/calendar-date";
import type { ProtocolVersionId } from "@/lib/study/patient-record";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";

const VERSIONS = Object.keys(protocolVersions) as readonly ProtocolVersionId[];
const blankIsAbsent = <Schema extends z.ZodType<string>>(schema: Schema) => z.union([z.literal("").transform(() => null), schema]).nullable().catch(null).default(null);

/** What the address asks to rehearse: to which version, whose patients, on which day, and what becomes of begun forms. Anything unreadable is left out. */
export const RehearsalAddress = z.object({
  version: z.enum(VERSIONS as [ProtocolVersionId, ...ProtocolVersionId[]]).nullable().catch(null).default(null),
  site: blankIsAbsent(z.string().regex(/^\d{3}$/)),
  on: blankIsAbsent(z.string().max(10).refine(isCalendarDate)),
  forms: z.enum(["move", "keep"]).catch("move"),
});
export type RehearsalAddress = z.infer<typeof RehearsalAddress>;
