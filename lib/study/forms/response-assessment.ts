import { Decimal } from "decimal.js";
import type { Truth } from "@/lib/crf/condition";
import { choice } from "@/lib/crf/fields/choice";
import { date } from "@/lib/crf/fields/date";
import { sayDate } from "@/lib/kernel/calendar-date";
import { defineForm, textIn, textsIn } from "@/lib/study/checks/check-context";
import { notAfter, whenKnown } from "@/lib/study/checks/truth";
import { insideVisitWindow } from "@/lib/study/checks/visit-window";
import { responseProfiles } from "@/lib/study/response/response-profiles";
import { comment, yesNo } from "@/lib/study/study-fields";

const { marrowBlastsBelowPct } = responseProfiles.SEED;
const isRemission = (response: string | null): boolean => response === "CR" || response === "CRp";

/** A rule that only a remission can break. */
const ifRemission = (response: string | null, holds: () => Truth): Truth => (response === null ? "unknown" : isRemission(response) ? holds() : "yes");

export const responseAssessment = defineForm({
  id: "response_assessment",
  title: "Response assessment",
  shortTitle: "Resp",
  version: 1,
  repeats: false,
  fields: {
    assessedOn: date({ label: "Date of assessment", criticality: "primary_endpoint", required: true, sdtm: "RS.RSDTC where RSEVAL=INVESTIGATOR" }),
    investigatorResponse: choice({
      label: "Response, investigator",
      help: "The investigator's own judgement. The response derived from the data stands beside it.",
      options: {
        CR: "CR, complete remission", CRp: "CRp, remission with low platelets", NR: "NR, no response", REL: "REL, relapse", NE: "NE, not evaluable",
      },
      criticality: "primary_endpoint",
      required: true,
      sdtm: "RS.RSORRES where RSTESTCD=OVRLRESP and RSEVAL=INVESTIGATOR",
    }),
    regenerationSuspected: yesNo({
      label: "Blasts are suspected to be regenerating marrow", help: "Then the marrow is repeated after at least 7 days before a relapse is concluded.",
      criticality: "primary_endpoint", sdtm: "RS.RSORRES where RSTESTCD=REGENSUS and RSEVAL=INVESTIGATOR",
    }),
    secondCourse: yesNo({
      label: "A second course of induction is planned", help: "Then the visits of course 2 appear in the casebook.",
      criticality: "evaluability", sdtm: "RS.RSORRES where RSTESTCD=COURSE2 and RSEVAL=INVESTIGATOR",
    }),
    comment: comment("Comment", "CO.COVAL where RDOMAIN=RS"),
  },
  checks: [
    {
      id: "RA01",
      on: ["investigatorResponse"],
      says: `CR and CRp are not assessed with ${marrowBlastsBelowPct} % marrow blasts or more`,
      protocol: "Response criteria, marrow",
      holds: ({ investigatorResponse }, context) =>
        ifRemission(investigatorResponse, () => whenKnown([textIn(context, "marrow", "blastPct", context.visit)], (blasts) => new Decimal(blasts).lt(marrowBlastsBelowPct))),
      asks: ({ investigatorResponse }, context) =>
        `The assessment is ${investigatorResponse}, but the marrow of this visit shows ${textIn(context, "marrow", "blastPct", context.visit)} % blasts. Correct one of them, or explain.`,
    },
    {
      id: "RA02",
      on: ["investigatorResponse"],
      says: "CR and CRp are not assessed with extramedullary disease",
      protocol: "Response criteria, extramedullary disease",
      holds: ({ investigatorResponse }, context) =>
        ifRemission(investigatorResponse, () => whenKnown([textIn(context, "extramedullary", "disease", context.visit)], (disease) => disease !== "Y")),
      asks: ({ investigatorResponse }) => `The assessment is ${investigatorResponse}, but extramedullary disease is present at this visit. Correct one of them, or explain.`,
    },
    {
      id: "RA03",
      on: ["investigatorResponse"],
      says: "A relapse is assessed only after a remission",
      protocol: "Response criteria, relapse",
      holds: ({ investigatorResponse }, context) =>
        whenKnown([investigatorResponse], (response) => response !== "REL" || textsIn(context, "response_assessment", "investigatorResponse").some(isRemission)),
      asks: () => "The assessment is a relapse, but no earlier assessment is a CR or CRp. Correct the assessment, or enter the earlier one.",
    },
    {
      id: "RA04",
      on: ["assessedOn"],
      says: "The assessment is not dated before the marrow it rests on",
      protocol: "Response criteria, marrow",
      holds: ({ assessedOn }, context) => notAfter(textIn(context, "marrow", "marrowDate", context.visit), assessedOn),
      asks: ({ assessedOn }, context) =>
        `The response is assessed on ${sayDate(assessedOn ?? "")}, before the marrow of ${sayDate(textIn(context, "marrow", "marrowDate", context.visit) ?? "")}. Correct one of the dates.`,
    },
    insideVisitWindow("RA05", "assessedOn", "The assessment"),
  ],
});
