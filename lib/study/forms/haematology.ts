import { Decimal } from "decimal.js";
import { date } from "@/lib/crf/fields/date";
import { quantity, type Quantity } from "@/lib/crf/fields/quantity";
import { sayDate } from "@/lib/kernel/calendar-date";
import { defineForm, textIn } from "@/lib/study/checks/check-context";
import { datesInOrder } from "@/lib/study/checks/dates-in-order";
import { plausibleUnit } from "@/lib/study/checks/plausible-unit";
import { whenKnown, withinDays } from "@/lib/study/checks/truth";
import { insideVisitWindow } from "@/lib/study/checks/visit-window";
import { perMicrolitre, sayCount } from "@/lib/study/response/blood-count";
import { responseParameters } from "@/lib/study/response/response-profiles";
import { bloodCount, percent } from "@/lib/study/study-fields";

/** An ANC may differ this much from white cells × (neutrophils + bands) before it is asked about: rounding of percentages in few cells. */
const ANC_TOLERANCE = { percent: 15, cells: 50 };

const { countsWithinDays } = responseParameters;
const section = { counts: "Blood counts", differential: "Differential" };
const value = (code: string) => `LB.LBORRES and LB.LBORRESU where LBTESTCD=${code}`;

const shown = (count: Quantity | null): string => {
  const cells = perMicrolitre(count);
  return cells === null ? "" : sayCount(cells);
};

/** White cells × (neutrophils + bands) / 100, per µL; null while one of the three is missing. */
function computedAnc(answers: { readonly wbc: Quantity | null; readonly neutrophilsPct: string | null; readonly bandsPct: string | null }): Decimal | null {
  const white = perMicrolitre(answers.wbc);
  if (white === null || answers.neutrophilsPct === null || answers.bandsPct === null) return null;
  return white.times(new Decimal(answers.neutrophilsPct).plus(answers.bandsPct)).div(100);
}

function agree(reported: Decimal, computed: Decimal): boolean {
  const difference = reported.minus(computed).abs();
  return difference.lte(ANC_TOLERANCE.cells) || difference.lte(computed.times(ANC_TOLERANCE.percent).div(100));
}

export const haematology = defineForm({
  id: "haematology",
  title: "Haematology",
  shortTitle: "Haem",
  version: 1,
  repeats: false,
  fields: {
    sampleDate: date({
      label: "Date of blood sample", help: `Counts are held against a marrow of at most ${countsWithinDays.value} days before or after.`,
      criticality: "primary_endpoint", required: true, missing: ["not_done"], sdtm: "LB.LBDTC",
    }),
    wbc: bloodCount({ label: "White cells", help: "All white cells, from the blood count; choose the unit that the report prints.", section: section.counts, highestPerMicrolitre: 1_000_000, criticality: "safety", required: true, missing: ["not_done"], sdtm: value("WBC") }),
    neutrophilsPct: percent({ label: "Neutrophils, segmented", help: "Segmented neutrophils in per cent of white cells, from the differential. Bands have a field of their own.", section: section.differential, criticality: "primary_endpoint", missing: ["not_done"], sdtm: value("NEUTSGLE") }),
    bandsPct: percent({ label: "Bands", help: "Band forms in per cent of white cells; 0 when the differential names none. They count as neutrophils.", section: section.differential, criticality: "primary_endpoint", missing: ["not_done"], sdtm: value("NEUTBLE") }),
    anc: bloodCount({
      label: "Neutrophils, absolute (ANC)", help: "When the report gives none, it is computed from the white cells and their percentages.",
      section: section.counts, highestPerMicrolitre: 500_000, criticality: "primary_endpoint", required: true, missing: ["not_done"], sdtm: value("NEUT"),
    }),
    platelets: bloodCount({ label: "Platelets", help: "From the blood count, in the unit that the report prints. Above 100,000 /µL is asked for CR; below it, CRp.", section: section.counts, highestPerMicrolitre: 5_000_000, criticality: "primary_endpoint", required: true, missing: ["not_done"], sdtm: value("PLAT") }),
    haemoglobin: quantity({
      label: "Haemoglobin", help: "From the blood count, in the unit of the report. It has no bearing on the response.",
      section: section.counts,
      units: { "g/dL": { says: "g/dL", possible: [1, 25] }, "g/L": { says: "g/L", possible: [10, 250] }, "mmol/L": { says: "mmol/L", possible: ["0.6", "15.5"] } },
      criticality: "safety",
      required: true,
      missing: ["not_done"],
      sdtm: value("HGB"),
    }),
    blastsPct: percent({
      label: "Circulating blasts", help: "0 when the smear shows none. Any amount rules out a remission.",
      section: section.differential, criticality: "primary_endpoint", required: true, missing: ["not_done"], sdtm: value("BLASTLE"),
    }),
  },
  checks: [
    ...datesInOrder("haematology"),
    plausibleUnit("HE01", "platelets"),
    plausibleUnit("HE02", "anc"),
    plausibleUnit("HE03", "wbc"),
    plausibleUnit("HE09", "haemoglobin"),
    {
      id: "HE04",
      on: ["anc", "wbc"],
      says: "ANC is not above the white cells",
      protocol: "Response criteria, ANC",
      holds: ({ anc, wbc }) => whenKnown([perMicrolitre(anc), perMicrolitre(wbc)], (neutrophils, white) => neutrophils.lte(white)),
      asks: ({ anc, wbc }) => `The ANC of ${shown(anc)} is above all white cells, ${shown(wbc)}. Check both values and their units.`,
    },
    {
      id: "HE05",
      on: ["neutrophilsPct", "bandsPct", "blastsPct"],
      says: "Neutrophils, bands and blasts together are at most 100 %",
      protocol: "Response criteria, ANC",
      holds: ({ neutrophilsPct, bandsPct, blastsPct }) => {
        const given = [neutrophilsPct, bandsPct, blastsPct].filter((part) => part !== null);
        return given.length < 2 ? "unknown" : given.reduce((sum, part) => sum.plus(part), new Decimal(0)).lte(100) ? "yes" : "no";
      },
      asks: ({ neutrophilsPct, bandsPct, blastsPct }) =>
        `Neutrophils ${neutrophilsPct ?? 0} %, bands ${bandsPct ?? 0} % and blasts ${blastsPct ?? 0} % add up to more than 100 %. Check the differential.`,
    },
    {
      id: "HE06",
      on: ["anc", "wbc", "neutrophilsPct", "bandsPct"],
      says: `ANC agrees with white cells × (neutrophils + bands) within ${ANC_TOLERANCE.percent} % or ${ANC_TOLERANCE.cells} /µL`,
      protocol: "Response criteria, ANC",
      holds: (answers) => whenKnown([perMicrolitre(answers.anc), computedAnc(answers)], agree),
      asks: (answers) =>
        `The ANC of ${shown(answers.anc)} does not follow from ${shown(answers.wbc)} white cells with ${answers.neutrophilsPct} % neutrophils and ${answers.bandsPct} % bands, which give ${sayCount(computedAnc(answers)?.toDecimalPlaces(0) ?? new Decimal(0))}. Check the four values.`,
    },
    {
      id: "HE07",
      on: ["sampleDate"],
      says: `The blood sample lies within ${countsWithinDays.value} days of the marrow of the visit`,
      protocol: "Response criteria, window of counts",
      holds: ({ sampleDate }, context) => withinDays(sampleDate, textIn(context, "marrow", "marrowDate", context.visit), countsWithinDays.value),
      asks: ({ sampleDate }, context) =>
        `The blood sample of ${sayDate(sampleDate ?? "")} lies more than ${countsWithinDays.value} days from the marrow of ${sayDate(textIn(context, "marrow", "marrowDate", context.visit) ?? "")}, so its counts do not count for the response. Correct a date, or enter counts nearer to the marrow.`,
    },
    insideVisitWindow("HE08", "sampleDate", "The blood sample"),
  ],
});
