import { cenersenInfusionCases } from "@/lib/study/forms/cenersen-infusion.cases";
import type { CheckCases } from "@/lib/study/forms/check-case";
import { cytarabineDoseCases } from "@/lib/study/forms/cytarabine-dose.cases";
import { idarubicinDoseCases } from "@/lib/study/forms/idarubicin-dose.cases";
import { infusionBagCases } from "@/lib/study/forms/infusion-bag.cases";
import { infusionInterruptionCases } from "@/lib/study/forms/infusion-interruption.cases";
import { vitalSignsCases } from "@/lib/study/forms/vital-signs.cases";

/** The cases of everything that is recorded on the day of a dose. */
export const dosingCases: readonly (readonly [string, string, CheckCases])[] = [
  ...vitalSignsCases, ...cenersenInfusionCases, ...infusionInterruptionCases, ...infusionBagCases, ...idarubicinDoseCases, ...cytarabineDoseCases,
];
