/** How a patient who lives is censored for disease-free survival. */
export type DiseaseCensoring = "lastDiseaseAssessment" | "lastKnownAlive";

/** The day on which a failure of induction counts as an event of event-free survival. */
export type FailureDay = "randomisation" | "assessment";

/** Everything about outcome that the trial's texts leave open, each with where the choice comes from. A test tries the other choices. */
export interface OutcomeParameters {
  readonly diseaseCensoring: DiseaseCensoring;
  readonly failureEventOn: FailureDay;
  /** Remission duration ends at death without relapse as censored (true) or as an event. */
  readonly deathCensorsRemission: boolean;
  readonly newTherapyCensors: boolean;
  /** Days from day 1, as a difference of dates without + 1. */
  readonly earlyDeathDays: readonly [number, number, number];
  readonly earlyDeathFrom: "firstDose" | "randomisation";
  readonly persistentMarrowBlastsPct: number;
  /** A biopsy below this cellularity is called hypoplastic where the report does not say. */
  readonly hypoplasticBelowPct: number;
  /** Share of the planned cenersen that an evaluable patient received. */
  readonly cenersenSharePct: number;
  readonly waivedCriterionExcludes: boolean;
}

export const outcomeParameters: OutcomeParameters = {
  diseaseCensoring: "lastDiseaseAssessment",
  failureEventOn: "randomisation",
  deathCensorsRemission: true,
  newTherapyCensors: false,
  earlyDeathDays: [30, 60, 90],
  earlyDeathFrom: "firstDose",
  persistentMarrowBlastsPct: 5,
  hypoplasticBelowPct: 20,
  cenersenSharePct: 80,
  waivedCriterionExcludes: true,
};

/** What each parameter says and why it was chosen. */
export const outcomeParameterSources: Readonly<Record<keyof OutcomeParameters, { readonly says: string; readonly source: string }>> = {
  diseaseCensoring: { says: "Disease-free and event-free survival are censored at the last assessment of the disease", source: "ELN 2017, last examined; ELN 2022 says last known alive" },
  failureEventOn: { says: "A failure of induction is an event of event-free survival on the day of randomisation", source: "ELN 2022: failures are events on day 1 of randomisation" },
  deathCensorsRemission: { says: "The duration of remission is censored at a death without relapse", source: "IWG 2003, from memory" },
  newTherapyCensors: { says: "New anti-leukaemic therapy, a transplant included, does not end follow-up", source: "Assumption: the trial's texts are silent" },
  earlyDeathDays: { says: "Early deaths are counted at 30, 60 and 90 days", source: "Follow-on trial NCT00967512" },
  earlyDeathFrom: { says: "Their days are counted from the first day of cenersen, as a difference of dates", source: "Assumption: the trial's texts are silent" },
  persistentMarrowBlastsPct: { says: "After treatment, 5 % marrow blasts or more are persistent leukaemia", source: "ELN 2010: the bound of a remission" },
  hypoplasticBelowPct: { says: "A biopsy below 20 % cellularity is hypoplastic where the report does not say", source: "Assumption: ELN 2010 gives no figure" },
  cenersenSharePct: { says: "An evaluable patient received at least 80 % of the planned cenersen", source: "Assumption: the published analysis gives no figure" },
  waivedCriterionExcludes: { says: "A patient with a waived criterion is not evaluable per protocol", source: "Assumption: a waiver is a deviation from the protocol" },
};
