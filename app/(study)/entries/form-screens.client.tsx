"use client";

import dynamic from "next/dynamic";
import type { ComponentType, ReactNode } from "react";
import type { StudyForm } from "@/lib/study/checks/check-context";

interface Props {
  readonly formId: string;
  readonly formVersion: number;
  readonly children: (form: StudyForm) => ReactNode;
}

/** Hands over the definition of one form. Each is a file of its own to the browser, so a page loads the form that is open and no other. */
export function WithForm({ formId, formVersion, children }: Props) {
  const Screen = SCREENS[`${formId} ${formVersion}`];
  if (!Screen) throw new Error(`No form ${formId} version ${formVersion} in this study`);
  return <Screen>{children}</Screen>;
}

/** Fields and checks differ by form; here they are any. */
const of = (form: unknown) => {
  const Screen = ({ children }: Pick<Props, "children">) => children(form as StudyForm);
  return Screen;
};

/** By id and version. `form-screens.test.ts` holds it against the study. */
export const SCREENS: Readonly<Record<string, ComponentType<Pick<Props, "children">>>> = {
  "adverse_event 1": dynamic(() => import("@/lib/study/forms/adverse-event").then(({ adverseEvent }) => of(adverseEvent))),
  "aml_history 1": dynamic(() => import("@/lib/study/forms/aml-history").then(({ amlHistory }) => of(amlHistory))),
  "cardiac 1": dynamic(() => import("@/lib/study/forms/cardiac").then(({ cardiac }) => of(cardiac))),
  "cenersen_infusion 1": dynamic(() => import("@/lib/study/forms/cenersen-infusion").then(({ cenersenInfusion }) => of(cenersenInfusion))),
  "chemistry 1": dynamic(() => import("@/lib/study/forms/chemistry").then(({ chemistry }) => of(chemistry))),
  "concomitant_medication 1": dynamic(() => import("@/lib/study/forms/concomitant-medication").then(({ concomitantMedication }) => of(concomitantMedication))),
  "consent 1": dynamic(() => import("@/lib/study/forms/consent").then(({ consent }) => of(consent))),
  "cytarabine_dose 1": dynamic(() => import("@/lib/study/forms/cytarabine-dose").then(({ cytarabineDose }) => of(cytarabineDose))),
  "death 1": dynamic(() => import("@/lib/study/forms/death").then(({ death }) => of(death))),
  "demography 1": dynamic(() => import("@/lib/study/forms/demography").then(({ demography }) => of(demography))),
  "eligibility 1": dynamic(() => import("@/lib/study/forms/eligibility").then(({ eligibility }) => of(eligibility))),
  "end_of_treatment 1": dynamic(() => import("@/lib/study/forms/end-of-treatment").then(({ endOfTreatment }) => of(endOfTreatment))),
  "extramedullary 1": dynamic(() => import("@/lib/study/forms/extramedullary").then(({ extramedullary }) => of(extramedullary))),
  "follow_up 1": dynamic(() => import("@/lib/study/forms/follow-up").then(({ followUp }) => of(followUp))),
  "haematology 1": dynamic(() => import("@/lib/study/forms/haematology").then(({ haematology }) => of(haematology))),
  "idarubicin_dose 1": dynamic(() => import("@/lib/study/forms/idarubicin-dose").then(({ idarubicinDose }) => of(idarubicinDose))),
  "infusion_bag 1": dynamic(() => import("@/lib/study/forms/infusion-bag").then(({ infusionBag }) => of(infusionBag))),
  "infusion_interruption 1": dynamic(() => import("@/lib/study/forms/infusion-interruption").then(({ infusionInterruption }) => of(infusionInterruption))),
  "marrow 1": dynamic(() => import("@/lib/study/forms/marrow").then(({ marrow }) => of(marrow))),
  "new_therapy 1": dynamic(() => import("@/lib/study/forms/new-therapy").then(({ newTherapy }) => of(newTherapy))),
  "protocol_deviation 1": dynamic(() => import("@/lib/study/forms/protocol-deviation").then(({ protocolDeviation }) => of(protocolDeviation))),
  "randomisation 1": dynamic(() => import("@/lib/study/forms/randomisation").then(({ randomisation }) => of(randomisation))),
  "relapse 1": dynamic(() => import("@/lib/study/forms/relapse").then(({ relapse }) => of(relapse))),
  "response_assessment 1": dynamic(() => import("@/lib/study/forms/response-assessment").then(({ responseAssessment }) => of(responseAssessment))),
  "transfusion 1": dynamic(() => import("@/lib/study/forms/transfusion").then(({ transfusion }) => of(transfusion))),
  "vital_signs 1": dynamic(() => import("@/lib/study/forms/vital-signs").then(({ vitalSigns }) => of(vitalSigns))),
};
