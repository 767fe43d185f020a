import type { ImportValues } from "@/lib/imports/import-values";
import { groupBy } from "@/lib/kernel/group-by";
import type { ImportPlan, PlannedLine } from "@/lib/study/laboratory/reports/plan-import";
import type { Choices } from "@/lib/study/laboratory/reports/settle-line";

export interface Origin { readonly kind: "paste" | "file"; readonly name: string | null; readonly sha256: string; readonly lines: number }
type Request = Omit<ImportValues, "requestId">;

const WHY = { "left out by hand": "left out by hand", "no field of this study": "no field of this study", "no result": "no result" } as const;
const whyOf = ({ state, storesNothing }: PlannedLine): keyof typeof WHY | "twice" => (state === "twice" ? "twice" : (Object.keys(WHY) as (keyof typeof WHY)[]).find((why) => why === storesNothing) ?? "left out by hand");

/** What is sent: each value as the source says it, with what was seen where it goes. What it means is the server's to compute. */
export function toRequest({ lines }: ImportPlan, { decimal, units, limits }: Choices, origin: Origin, why: string | null): Request {
  const going = lines.filter(({ state, place }) => place !== null && (state === "new" || state === "correction" || state === "same"));
  const forms = [...groupBy(going, ({ place }) => place!.entryId)].map(([entryId, values]): Request["forms"][number] => {
    const first = values[0]!;
    return {
      entryId, day: first.day!, dayFrom: seen(first.place!.answers["sampleDate"]), dayLine: first.line.line, daySaid: (first.line.day || first.day!).slice(0, 120),
      values: values.map(({ code, line, before }) => ({ code: code!, line: line.line, named: line.name.slice(0, 120), said: line.text, unit: line.unit, asUnit: units[code!] ?? null, atLimit: limits.includes(line.id), from: seen(before) })),
    };
  });
  const leftOut = lines.filter(({ state }) => state === "nothing" || state === "twice").map((line) => ({ line: line.line.line, why: whyOf(line) }));
  return { ...origin, decimal, leftOut, forms, why, reason: null };
}

const seen = (answer: unknown) => (answer ?? null) as Request["forms"][number]["dayFrom"];
