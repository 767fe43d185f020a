import { Decimal } from "decimal.js";
import { equals } from "@/lib/crf/condition";
import { date } from "@/lib/crf/fields/date";
import { text } from "@/lib/crf/fields/text";
import { sayDate } from "@/lib/kernel/calendar-date";
import { defineForm, textIn, textsIn } from "@/lib/study/checks/check-context";
import { datesInOrder } from "@/lib/study/checks/dates-in-order";
import { notAfter, whenKnown } from "@/lib/study/checks/truth";
import { responseParameters, responseProfiles } from "@/lib/study/response/response-profiles";
import { FREE_TEXT, percent, yesNo, yesNoUnknown } from "@/lib/study/study-fields";

const { marrowBlastsBelowPct } = responseProfiles.SEED;
const { regenerationBelowPct, repeatMarrowInDays } = responseParameters;

export const relapse = defineForm({
  id: "relapse",
  title: "Relapse",
  shortTitle: "Rel",
  version: 1,
  repeats: false,
  fields: {
    relapseDate: date({ label: "Date of relapse", help: "The day of the sample or examination that first showed it, not of the report.", criticality: "primary_endpoint", required: true, sdtm: "DS.DSSTDTC where DSDECOD=DISEASE RELAPSE" }),
    inMarrow: yesNoUnknown({ label: "In the marrow", help: "Yes from 5 % blasts in the marrow after a remission; Not known when none was taken.", criticality: "primary_endpoint", required: true, sdtm: "FA.FAORRES where FATESTCD=RELMARR" }),
    marrowBlastPct: percent({ label: "Marrow blasts", help: "Of all nucleated cells, from the marrow report of this relapse.", criticality: "primary_endpoint", required: true, missing: ["unknown"], when: equals("inMarrow", "Y"), sdtm: "FA.FAORRES where FATESTCD=RELBLAST" }),
    inBlood: yesNoUnknown({ label: "Blasts in the blood", help: "Yes when blasts came back in the blood; from the differential.", criticality: "primary_endpoint", required: true, sdtm: "FA.FAORRES where FATESTCD=RELBLOOD" }),
    extramedullary: yesNoUnknown({ label: "Outside marrow and blood", help: "Extramedullary disease, new or come back.", criticality: "primary_endpoint", required: true, sdtm: "FA.FAORRES where FATESTCD=RELEMD" }),
    confirmed: yesNo({
      label: "Confirmed by a second sample", help: `Below ${regenerationBelowPct.value} % marrow blasts soon after treatment, the marrow is repeated after at least ${repeatMarrowInDays.value} days to tell relapse from regeneration.`,
      criticality: "evaluability", sdtm: "FA.FAORRES where FATESTCD=RELCONF",
    }),
    evidence: text({ label: "Evidence", unchecked: FREE_TEXT, help: "For example 12 % blasts in the marrow.", criticality: "primary_endpoint", required: true, missing: ["unknown"], sdtm: "DS.DSTERM where DSDECOD=DISEASE RELAPSE" }),
  },
  checks: [
    ...datesInOrder("relapse"),
    {
      id: "RE01",
      on: ["relapseDate"],
      says: "A relapse follows a CR or CRp",
      protocol: "Response criteria, relapse",
      holds: ({ relapseDate }, context) =>
        whenKnown([relapseDate], () => textsIn(context, "response_assessment", "investigatorResponse").some((response) => response === "CR" || response === "CRp")),
      asks: ({ relapseDate }) => `A relapse on ${sayDate(relapseDate ?? "")} is recorded, but no assessment is a CR or CRp. Enter the assessment, or remove the relapse.`,
    },
    {
      id: "RE02",
      on: ["relapseDate"],
      says: "A relapse is not after death",
      protocol: "Survival",
      holds: ({ relapseDate }, context) => notAfter(relapseDate, textIn(context, "death", "deathDate")),
      asks: ({ relapseDate }, context) => `The relapse of ${sayDate(relapseDate ?? "")} lies after the death on ${sayDate(textIn(context, "death", "deathDate") ?? "")}. Correct one of the dates.`,
    },
    {
      id: "RE03",
      on: ["inMarrow", "inBlood", "extramedullary"],
      says: "A relapse is shown somewhere: in the marrow, in the blood or elsewhere",
      protocol: "Response criteria, relapse",
      holds: ({ inMarrow, inBlood, extramedullary }) => whenKnown([inMarrow, inBlood, extramedullary], (...places) => places.includes("Y")),
      asks: () => "A relapse is recorded, but marrow, blood and every other place are No or Not known. Correct where it was found, or remove the relapse.",
    },
    {
      id: "RE04",
      on: ["marrowBlastPct"],
      says: `A relapse in the marrow has at least ${marrowBlastsBelowPct} % blasts`,
      protocol: "Response criteria, relapse",
      holds: ({ marrowBlastPct }) => whenKnown([marrowBlastPct], (blasts) => new Decimal(blasts).gte(marrowBlastsBelowPct)),
      asks: ({ marrowBlastPct }) => `The relapse in the marrow is recorded with ${marrowBlastPct} % blasts, and a relapse needs at least ${marrowBlastsBelowPct} %. Check the value against the report, or correct where the relapse was found.`,
    },
    {
      id: "RE05",
      on: ["marrowBlastPct", "confirmed"],
      says: `A relapse in the marrow alone with fewer than ${regenerationBelowPct.value} % blasts is confirmed by a second sample`,
      protocol: "Response criteria, relapse",
      holds: ({ marrowBlastPct, confirmed, inBlood, extramedullary }) =>
        inBlood === "Y" || extramedullary === "Y" ? "yes" : whenKnown([marrowBlastPct, confirmed], (blasts, repeated) => repeated === "Y" || new Decimal(blasts).gte(regenerationBelowPct.value)),
      asks: ({ marrowBlastPct }) => `The marrow shows ${marrowBlastPct} % blasts, nothing else shows the relapse, and no second sample confirms it. Enter the repeat as an unscheduled visit, or explain why this is no regeneration.`,
    },
  ],
});
