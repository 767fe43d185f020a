import type { StudyForm } from "@/lib/study/checks/check-context";
import { adverseEvent } from "@/lib/study/forms/adverse-event";
import { amlHistory } from "@/lib/study/forms/aml-history";
import { cardiac } from "@/lib/study/forms/cardiac";
import { cenersenInfusion } from "@/lib/study/forms/cenersen-infusion";
import { chemistry } from "@/lib/study/forms/chemistry";
import { concomitantMedication } from "@/lib/study/forms/concomitant-medication";
import { consent } from "@/lib/study/forms/consent";
import { cytarabineDose } from "@/lib/study/forms/cytarabine-dose";
import { death } from "@/lib/study/forms/death";
import { demography } from "@/lib/study/forms/demography";
import { eligibility } from "@/lib/study/forms/eligibility";
import { endOfTreatment } from "@/lib/study/forms/end-of-treatment";
import { extramedullary } from "@/lib/study/forms/extramedullary";
import { followUp } from "@/lib/study/forms/follow-up";
import { haematology } from "@/lib/study/forms/haematology";
import { idarubicinDose } from "@/lib/study/forms/idarubicin-dose";
import { infusionBag } from "@/lib/study/forms/infusion-bag";
import { infusionInterruption } from "@/lib/study/forms/infusion-interruption";
import { marrow } from "@/lib/study/forms/marrow";
import { newTherapy } from "@/lib/study/forms/new-therapy";
import { protocolDeviation } from "@/lib/study/forms/protocol-deviation";
import { randomisation } from "@/lib/study/forms/randomisation";
import { relapse } from "@/lib/study/forms/relapse";
import { responseAssessment } from "@/lib/study/forms/response-assessment";
import { transfusion } from "@/lib/study/forms/transfusion";
import { vitalSigns } from "@/lib/study/forms/vital-signs";

export const study = {
  title: "Cenersen + idarubicin ± cytarabine in relapsed or refractory AML",
  shortTitle: "Cenersen AML",
} as const;

/**
 * Every form in every version, in the order of the schedule. A changed form is added as a new version beside the old one,
 * which stays as it is: an entry keeps the version it was filled under.
 */
export const forms: readonly StudyForm[] = [
  consent, demography, amlHistory, vitalSigns, chemistry, cardiac, eligibility, haematology, marrow, extramedullary, responseAssessment,
  cenersenInfusion, infusionInterruption, infusionBag, idarubicinDose, cytarabineDose,
  concomitantMedication, transfusion, adverseEvent, relapse, newTherapy, death, endOfTreatment, followUp,
  randomisation, protocolDeviation,
];

/** The form in the version asked for, or in its newest; undefined when this build has none. `among` is for rehearsing with other forms than the study's. */
export function formById(id: string, version?: number, among: readonly StudyForm[] = forms): StudyForm | undefined {
  const versions = among.filter((form) => form.id === id);
  return version === undefined ? versions.toSorted((one, other) => other.version - one.version)[0] : versions.find((form) => form.version === version);
}
