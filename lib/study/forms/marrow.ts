import { Decimal } from "decimal.js";
import { equals } from "@/lib/crf/condition";
import { choice } from "@/lib/crf/fields/choice";
import { date } from "@/lib/crf/fields/date";
import { integer } from "@/lib/crf/fields/integer";
import { defineForm, textIn, type CheckContext } from "@/lib/study/checks/check-context";
import { datesInOrder } from "@/lib/study/checks/dates-in-order";
import { whenKnown } from "@/lib/study/checks/truth";
import { insideVisitWindow } from "@/lib/study/checks/visit-window";
import { outcomeParameters } from "@/lib/study/outcome/outcome-parameters";
import { responseParameters, responseProfiles } from "@/lib/study/response/response-profiles";
import { percent, yesNo } from "@/lib/study/study-fields";

const { nucleatedCellsAtLeast, biopsyCellularityAtLeastPct } = responseParameters;
const { marrowBlastsBelowPct } = responseProfiles.SEED;
const section = { sample: "Sample", aspirate: "Aspirate", biopsy: "Biopsy" };
const EMPTY: readonly string[] = ["aplastic", "hypoplastic"];
const done = equals("done", "Y");
const value = (code: string) => `LB.LBORRES where LBTESTCD=${code} and LBSPEC=BONE MARROW`;

/** CR or CRp as the investigator assessed it at this visit; null for any other response, or none. */
function remissionAssessed(context: CheckContext): string | null {
  const response = textIn(context, "response_assessment", "investigatorResponse", context.visit);
  return response === "CR" || response === "CRp" ? response : null;
}

export const marrow = defineForm({
  id: "marrow",
  title: "Bone marrow",
  shortTitle: "Marr",
  version: 1,
  repeats: false,
  fields: {
    done: yesNo({ label: "Marrow examined", help: "Yes when an aspirate or a biopsy was taken at this visit. Without one there is no remission.", section: section.sample, unchecked: "A remission without a marrow is asked about at the investigator's response.", criticality: "primary_endpoint", required: true, sdtm: "PR.PROCCUR where PRTRT=BONE MARROW SAMPLING" }),
    marrowDate: date({ label: "Date of marrow", help: "The day the marrow was taken, not the day of the report. Blood counts are looked for around it.", section: section.sample, criticality: "primary_endpoint", required: true, when: done, sdtm: "LB.LBDTC where LBSPEC=BONE MARROW" }),
    blastPct: percent({
      label: "Marrow blasts", help: `Of all nucleated cells. A remission needs less than ${marrowBlastsBelowPct} %.`,
      section: section.aspirate, criticality: "primary_endpoint", required: true, missing: ["not_done", "unknown"], when: done, sdtm: value("BLASTNCE"),
    }),
    nucleatedCells: integer({
      label: "Nucleated cells counted", help: `At least ${nucleatedCellsAtLeast.value} for an adequate sample.`, section: section.aspirate, unit: "cells", possible: [0, 10000],
      criticality: "primary_endpoint", required: true, missing: ["not_done", "unknown"], when: done, sdtm: value("NUCLCELL"),
    }),
    spicules: choice({
      label: "Spicules", help: "As the report says of the aspirate; also called particles. Without them a biopsy decides whether it is adequate.", section: section.aspirate, options: { Y: "Present", N: "Absent", U: "Not stated" },
      criticality: "primary_endpoint", required: true, when: done, sdtm: value("SPICULE"),
    }),
    auerRods: choice({
      label: "Auer rods", help: "As the report says of the blasts. Seen, they are flagged beside the response.", section: section.aspirate, options: { N: "None seen", Y: "Seen", U: "Not stated" },
      criticality: "evaluability", required: true, when: done, sdtm: value("AUERRODS"),
    }),
    cellularity: choice({
      label: "Cellularity, in words", help: "As the report says. A death in an empty marrow is told from one of unknown cause by it.", section: section.biopsy,
      options: { aplastic: "Aplastic", hypoplastic: "Hypoplastic", normal: "Normal", hypercellular: "Hypercellular", U: "Not stated" },
      criticality: "evaluability", when: done, sdtm: value("CELLTXT"),
    }),
    biopsyCellularityPct: percent({
      label: "Biopsy cellularity", help: `Stands in for the aspirate from ${biopsyCellularityAtLeastPct.value} %.`,
      section: section.biopsy, criticality: "evaluability", missing: ["not_done", "unknown"], when: done, sdtm: value("CELLULAR"),
    }),
  },
  checks: [
    ...datesInOrder("marrow"),
    {
      id: "MA06",
      on: ["cellularity", "biopsyCellularityPct"],
      says: `A marrow called aplastic or hypoplastic has less than ${outcomeParameters.hypoplasticBelowPct} % cellularity in the biopsy`,
      protocol: "Response criteria, marrow",
      holds: ({ cellularity, biopsyCellularityPct }) =>
        whenKnown([cellularity, biopsyCellularityPct], (said, found) => !EMPTY.includes(said) || new Decimal(found).lt(outcomeParameters.hypoplasticBelowPct)),
      asks: ({ cellularity, biopsyCellularityPct }) => `The marrow is called ${cellularity}, but the biopsy shows ${biopsyCellularityPct} % cellularity. Check both against the report.`,
    },
    insideVisitWindow("MA01", "marrowDate", "The marrow"),
    {
      id: "MA02",
      on: ["auerRods", "blastPct"],
      says: `Auer rods are not seen in a marrow with less than ${marrowBlastsBelowPct} % blasts`,
      protocol: "Response criteria, Auer rods",
      holds: ({ auerRods, blastPct }) => whenKnown([auerRods, blastPct], (rods, blasts) => rods !== "Y" || new Decimal(blasts).gte(marrowBlastsBelowPct)),
      asks: ({ blastPct }) => `Auer rods were seen with only ${blastPct} % blasts. Check both against the report; Auer rods speak against a remission.`,
    },
    {
      id: "MA03",
      on: ["blastPct"],
      says: `Before treatment the marrow has at least ${marrowBlastsBelowPct} % blasts`,
      protocol: "Eligibility, disease",
      holds: ({ blastPct }, { visit }) => (visit === "SCR" ? whenKnown([blastPct], (blasts) => new Decimal(blasts).gte(marrowBlastsBelowPct)) : "yes"),
      asks: ({ blastPct }) => `The marrow before treatment shows ${blastPct} % blasts, which would be no active leukaemia. Check the value against the report.`,
    },
    {
      id: "MA05",
      on: ["nucleatedCells", "spicules", "biopsyCellularityPct"],
      says: `Where a remission is assessed, the marrow is adequate: spicules and ${nucleatedCellsAtLeast.value} cells, or a biopsy from ${biopsyCellularityAtLeastPct.value} % cellularity`,
      protocol: "Response criteria, marrow",
      holds: ({ nucleatedCells, spicules, biopsyCellularityPct }, context) =>
        whenKnown([nucleatedCells, spicules, remissionAssessed(context)], (cells, seen) =>
          (cells >= nucleatedCellsAtLeast.value && seen !== "N") || new Decimal(biopsyCellularityPct ?? 0).gte(biopsyCellularityAtLeastPct.value)),
      asks: ({ nucleatedCells, spicules, biopsyCellularityPct }, context) =>
        `The response of this visit is ${remissionAssessed(context)}, but the marrow has ${nucleatedCells} cells, spicules ${spicules === "Y" ? "present" : spicules === "N" ? "absent" : "not stated"}` +
        `${biopsyCellularityPct === null ? "" : ` and a biopsy cellularity of ${biopsyCellularityPct} %`}. Check the values against the report, or explain.`,
    },
  ],
});
