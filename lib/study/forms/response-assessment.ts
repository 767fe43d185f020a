import { Decimal } from "decimal.js";
import type { Truth } from "@/lib/crf/condition";
import { choice } from "@/lib/crf/fields/choice";
import { date } from "@/lib/crf/fields/date";
import { sayDate } from "@/lib/kernel/calendar-date";
import { defineForm, textIn, textsIn, type CheckContext } from "@/lib/study/checks/check-context";
import { notAfter, whenKnown } from "@/lib/study/checks/truth";
import { insideVisitWindow } from "@/lib/study/checks/visit-window";
import { assessedResponseOf, tracedCriteria, type AssessedResponse } from "@/lib/study/derive/assessed-responses";
import { firstCenersenDayOf } from "@/lib/study/derive/record-reading";
import type { RecordEntry } from "@/lib/study/patient-record";
import { recordWith } from "@/lib/study/record-with";
import { decidingCriterion, type Agreement } from "@/lib/study/response/adjudication";
import { responseParameters, responseProfiles } from "@/lib/study/response/response-profiles";
import { comment, yesNo } from "@/lib/study/study-fields";

const { regenerationBelowPct: blastsBelow } = responseParameters;
const { marrowBlastsBelowPct: blastsFrom } = responseProfiles.SEED;

const isRemission = (response: string | null): boolean => response === "CR" || response === "CRp";

const AGREES: Readonly<Record<Agreement, Truth>> = { agree: "yes", disagree: "no", waiting: "unknown" };

/** The response of this visit with what stands on the form now; undefined while nothing is recorded that one rests on. */
function responseWith(answers: RecordEntry["answers"], { record, visit }: CheckContext): AssessedResponse | undefined {
  if (visit === null) return undefined;
  const asked = { id: "", formId: "response_assessment", formVersion: 1, visit, rowNo: 1 };
  return assessedResponseOf(recordWith(record, asked, answers), visit);
}

/** Both responses and the criterion that parts them: what the site is asked to correct or to explain. */
function sayDisagreement(response: AssessedResponse | undefined): string {
  if (response === undefined) return "";
  const { at, results, profile, derived, investigator } = response;
  const own = results[profile];
  const deciding = decidingCriterion(tracedCriteria(own, at));
  const read = deciding === null ? "" : `${deciding.label}: ${deciding.value ?? "not known"}${deciding.on === null ? "" : ` on ${sayDate(deciding.on)}`}. `;
  return `The investigator's response is ${investigator}, the data of this visit show ${derived} (${own.because}). ${read}Correct the value or the response, or explain why it stands.`;
}

export const responseAssessment = defineForm({
  id: "response_assessment",
  title: "Response assessment",
  shortTitle: "Resp",
  version: 1,
  repeats: false,
  fields: {
    assessedOn: date({ label: "Date of assessment", help: "The day on which the investigator judged the response, when marrow and counts were known.", criticality: "primary_endpoint", required: true, sdtm: "RS.RSDTC where RSEVAL=INVESTIGATOR" }),
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
      says: "The investigator's response is the one that the data show by the study's criteria, or was adjudicated",
      protocol: "Response criteria",
      holds: (answers, context) => {
        const response = responseWith(answers, context);
        if (response === undefined || response.investigator === null) return "unknown";
        return response.adjudication !== null ? "yes" : AGREES[response.agreement];
      },
      asks: (answers, context) => sayDisagreement(responseWith(answers, context)),
      restsOn: (answers, context) => ({ derived: responseWith(answers, context)?.derived ?? null }),
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
    {
      id: "RA20",
      on: ["regenerationSuspected"],
      says: `Regeneration is suspected with ${blastsFrom} to below ${blastsBelow.value} % marrow blasts`,
      protocol: "Response criteria, marrow",
      holds: ({ regenerationSuspected }, context) =>
        whenKnown([regenerationSuspected, textIn(context, "marrow", "blastPct", context.visit)], (suspected, blasts) => suspected !== "Y" || (new Decimal(blasts).gte(blastsFrom) && new Decimal(blasts).lt(blastsBelow.value))),
      asks: (_answers, context) =>
        `Regenerating marrow is suspected, but the marrow of this visit shows ${textIn(context, "marrow", "blastPct", context.visit)} % blasts; the question arises from ${blastsFrom} to below ${blastsBelow.value} %. Correct one of them, or explain.`,
    },
    {
      id: "RA21",
      on: ["secondCourse"],
      says: "Where no second course is planned, none is recorded",
      protocol: "Dosing, courses",
      holds: ({ secondCourse }, context) =>
        whenKnown([secondCourse, firstCenersenDayOf(context.record, 2)], (planned) => planned === "Y" || textsIn(context, "response_assessment", "secondCourse").includes("Y")),
      asks: (_answers, context) =>
        `No second course is planned here or at another assessment, but cenersen of course 2 was started on ${sayDate(firstCenersenDayOf(context.record, 2) ?? "")}. Correct the answer at the assessment that led to it.`,
    },
    insideVisitWindow("RA05", "assessedOn", "The assessment"),
  ],
});
