import "server-only";
import { Decimal } from "decimal.js";
import { z } from "zod";
import { isCalendarDate } from "@/lib/kernel/calendar-date";
import { refuse } from "@/lib/kernel/refusal";
import { actInput, defineAct, type Deed } from "@/lib/server/act";
import type { Tx } from "@/lib/server/db";
import { analyte, ANALYTE_CODES, isAnalyte, type AnalyteCode } from "@/lib/study/laboratory/analytes";
import { sayUnit } from "@/lib/study/laboratory/convert-value";
import { isPlausible } from "@/lib/study/laboratory/plausible-value";
import { readRecords } from "./patient-store";
import { storeFindings } from "./store-findings";

const AGE = z.number().int().min(0, "An age is at least 0.").max(120, "An age is at most 120.").nullable();
const NUMBER = /^\d{1,9}(\.\d{1,6})?$/;
const BOUND = z.string().regex(NUMBER, "Type a number, with a point before its decimals.").nullable();

export const SetLabRange = actInput({
  siteId: z.uuid(),
  analyte: z.enum(ANALYTE_CODES as readonly [AnalyteCode, ...AnalyteCode[]]),
  sex: z.enum(["M", "F"]).nullable(),
  ageFrom: AGE, ageTo: AGE, lower: BOUND, upper: BOUND,
  unit: z.string().max(20),
  validFrom: z.string().refine(isCalendarDate, "Type the first day on which the range holds."),
}).check(({ value, issues }) => {
  const fault = faultOf(value);
  if (fault !== null) issues.push({ code: "custom", message: fault.message, path: [fault.field], input: value });
});
export type SetLabRange = z.infer<typeof SetLabRange>;

type Stated = Pick<SetLabRange, "analyte" | "ageFrom" | "ageTo" | "lower" | "upper" | "unit">;

/** What is wrong with the range as a whole, in a sentence. A bound far outside every ordinary value has the wrong unit. */
function faultOf({ analyte: code, ageFrom, ageTo, lower, upper, unit }: Stated): { readonly field: keyof Stated; readonly message: string } | null {
  if (!isAnalyte(code)) return null;
  if ([lower, upper].some((bound) => bound !== null && !NUMBER.test(bound))) return null; // said of the bound itself
  const { label, units } = analyte(code);
  if (!Object.hasOwn(units, unit)) return { field: "unit", message: `${label} is given in ${Object.keys(units).map(sayUnit).join(", ")}. Choose one of them.` };
  if (lower === null && upper === null) return { field: "lower", message: "Type the lower limit, the upper limit, or both." };
  if (lower !== null && upper !== null && new Decimal(lower).gte(upper)) return { field: "upper", message: `The upper limit ${upper} is not above the lower limit ${lower}. Correct one of them.` };
  if (ageFrom !== null && ageTo !== null && ageFrom > ageTo) return { field: "ageTo", message: `The ages run from ${ageFrom} to ${ageTo}. Correct one of them.` };
  const outside = [lower, upper].find((bound) => bound !== null && !isPlausible(code, { value: bound, unit }));
  return outside === undefined ? null : { field: "unit", message: `${label} of ${outside} ${sayUnit(unit)} is hardly possible. Correct the limit or its unit.` };
}

/**
 * States what is normal at a site from a day on, with the reason (the laboratory's notice, for example). Earlier statements stay; flags and
 * grades of the site's patients follow at once. A locked patient keeps the results of the lock.
 */
export const setLabRange = defineAct({ verb: "lab_range.set", input: SetLabRange, load: async (_tx, { siteId }) => ({ siteId }), run });

async function run({ tx }: Deed, { siteId }: { readonly siteId: string }, input: SetLabRange): Promise<{ readonly patients: number }> {
  if (!input.reason) throw refuse("reason_required", { fields: ["the reference range"] });
  const { analyte: code, sex, ageFrom, ageTo, lower, upper, unit, validFrom, reason } = input;
  await tx.labRange.create({ data: { siteId, analyte: code, sex, ageFrom, ageTo, lower, upper, unit, validFrom: new Date(validFrom), reason }, select: { id: true } });
  const records = await readRecords(tx, await unlockedPatients(tx, siteId));
  for (const record of records) await storeFindings(tx, siteId, record);
  return { patients: records.length };
}

async function unlockedPatients(tx: Tx, siteId: string): Promise<readonly string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM app.patient WHERE site_id = ${siteId}::uuid AND ctx.lock_over(site_id, id, NULL, NULL) IS DISTINCT FROM 'lock' ORDER BY number`;
  return rows.map(({ id }) => id);
}
