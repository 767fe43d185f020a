import { useMemo, useState } from "react";
import type { PatientPlaces } from "@/lib/imports/read-places";
import { planImport, type ImportPlan, type Where } from "@/lib/study/laboratory/reports/plan-import";
import type { Report } from "@/lib/study/laboratory/reports/read-report";
import { NO_CHOICES, settleLine, type Choices } from "@/lib/study/laboratory/reports/settle-line";
import { signsOf } from "@/lib/study/laboratory/reports/signs-of";

export interface Board {
  readonly report: Report;
  readonly choices: Choices;
  readonly plan: ImportPlan;
  readonly choose: (part: Partial<Choices>) => void;
  readonly place: (sample: string, entryId: string) => void;
  readonly forget: () => void;
}

/** A report, what a person settled of it, and what would be stored: computed anew with every choice, stored nowhere. */
export function useBoard(report: Report, patients: readonly PatientPlaces[], of: Pick<Where, "patient" | "prefer">): Board {
  const [own, setOwn] = useState<Partial<Choices>>({});
  const [chosen, setChosen] = useState<Where["chosen"]>({});
  const choices = useMemo(() => { const signs = signsOf(report); return { ...NO_CHOICES, ...own, decimal: own.decimal ?? signs.decimal, order: own.order ?? signs.order, day: own.day ?? signs.day }; }, [report, own]);
  const plan = useMemo(() => {
    const where: Where = { ...of, places: patients.flatMap(({ places }) => places), patients: patients.map(({ number }) => number), chosen };
    return planImport(report.lines.map((line) => settleLine(line, choices)), where);
  }, [report, choices, patients, of, chosen]);
  return {
    report, choices, plan,
    choose: (part) => setOwn((before) => ({ ...before, ...part })),
    place: (sample, entryId) => setChosen((before) => ({ ...before, [sample]: entryId })),
    forget: () => { setOwn({}); setChosen({}); },
  };
}
