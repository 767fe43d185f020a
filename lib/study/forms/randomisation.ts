import { choice } from "@/lib/crf/fields/choice";
import { date } from "@/lib/crf/fields/date";
import { text } from "@/lib/crf/fields/text";
import { time } from "@/lib/crf/fields/time";
import { defineForm } from "@/lib/study/checks/check-context";

const disposition = "where DSDECOD=RANDOMIZED";

/** What was drawn, as the act of randomisation wrote it down; the database holds it against the draw itself. */
export const randomisation = defineForm({
  id: "randomisation",
  title: "Randomisation",
  shortTitle: "Rand",
  version: 1,
  repeats: false,
  source: "system",
  fields: {
    randomisedOn: date({ label: "Randomised on", help: "Written by the system when the patient was randomised, as a day at the site.", criticality: "evaluability", required: true, sdtm: `DS.DSSTDTC ${disposition}` }),
    randomisedAt: time({ label: "At, by the site's clock", help: "Written by the system, in the time zone of the site.", criticality: "administrative", required: true, sdtm: `DS.DSSTDTC ${disposition}` }),
    stratum: choice({ label: "Stratum", help: "From the disease status at entry, as it stood at that moment.", options: { refractory: "Refractory", relapsed: "Relapsed" }, criticality: "evaluability", required: true, sdtm: "SUPPDM.QVAL where QNAM=STRATUM" }),
    arm: choice({ label: "Arm", help: "Drawn from the concealed list; groups 1 to 3 of the publication are arms A to C.", options: { A: "Arm A, group 1", B: "Arm B, group 2", C: "Arm C, group 3" }, criticality: "evaluability", required: true, sdtm: "DM.ARMCD" }),
    protocolVersion: text({ label: "Protocol version", help: "The version that the patient had consented to on that day.", criticality: "evaluability", required: true, sdtm: "SUPPDM.QVAL where QNAM=PROTVER" }),
    enteredAs: choice({
      label: "Entered as", help: "Waived: a criterion was not met, and the sponsor let it pass.", options: { eligible: "Eligible", waived: "Eligible by waiver" },
      criticality: "evaluability", required: true, sdtm: "SUPPDS.QVAL where QNAM=ELIGWAIV",
    }),
  },
  checks: [],
});
