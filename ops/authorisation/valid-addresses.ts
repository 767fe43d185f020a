import "server-only";
import type { Verb } from "@/lib/access/permissions";
import { casebookScope, scopeKey } from "@/lib/signatures/scope";
import type { World } from "./world";

/** An address that exists. */
export interface ValidAddress {
  readonly of: (world: World) => string;
  /** It is about a record of the first site: whoever has no role there is told that it does not exist. */
  readonly record?: true;
  /** That it was read is written down: whoever may is asked for it only in the end. */
  readonly isRecorded?: true;
  /** A program asks for it, with an access token: whoever may not is nobody. */
  readonly byToken?: true;
  /** Who may not do this is sent on to a page of theirs. */
  readonly sendsOnWithout?: Verb;
}

/** One line for each page or route handler whose address holds something in brackets, or that asks for more than its address. */
export const VALID_ADDRESSES: Readonly<Record<string, ValidAddress>> = {
  "/": { of: () => "/", sendsOnWithout: "protocol.read" },
  "/api/v1/cuts": { of: () => "/api/v1/cuts", byToken: true },
  "/api/v1/cuts/[cut]": { of: ({ stage }) => `/api/v1/cuts/${stage["cut"]}`, byToken: true },
  "/api/v1/cuts/[cut]/files/[file]": { of: ({ stage }) => `/api/v1/cuts/${stage["cut"]}/files/concomitant_medication.csv`, byToken: true, isRecorded: true },
  "/api/v1/cuts/[cut]/formats/[format]/[...file]": { of: ({ stage }) => `/api/v1/cuts/${stage["cut"]}/formats/csv/patients.csv`, byToken: true, isRecorded: true },
  "/copies/[site]": { of: () => "/copies/101", record: true, isRecorded: true },
  "/copies/[site]/cuts/[cutId]": { of: ({ stage }) => `/copies/101/cuts/${stage["cut"]}`, record: true, isRecorded: true },
  "/cuts/programs/[script]": { of: () => "/cuts/programs/load-cut.R" },
  "/cuts/progress": { of: () => "/cuts/progress?request=00000000-0000-4000-8000-000000000000" },
  "/cuts/[cutId]/[file]": { of: ({ stage }) => `/cuts/${stage["cut"]}/concomitant_medication.csv`, isRecorded: true },
  "/cuts/[cutId]/formats/[format]/[...file]": { of: ({ stage }) => `/cuts/${stage["cut"]}/formats/csv/patients.csv`, isRecorded: true },
  "/entries/[entryId]/history": { of: ({ here }) => `/entries/${here.ids.entryId}/history?field=pulse`, record: true },
  "/entries/[entryId]": { of: ({ here }) => `/entries/${here.ids.entryId}`, record: true },
  "/imports/[importId]": { of: ({ stage }) => `/imports/${stage["imported"]}`, record: true },
  "/imports/forms/places": { of: ({ here }) => `/imports/forms/places?patients=${here.number}` },
  "/imports/progress": { of: () => "/imports/progress?request=00000000-0000-4000-8000-000000000000" },
  "/imports/places": { of: ({ here }) => `/imports/places?patients=${here.number}` },
  "/lock/[lockId]/certificate.pdf": { of: ({ stage }) => `/lock/${stage["locked"]}/certificate.pdf`, record: true },
  "/patients/[number]": { of: ({ here }) => `/patients/${here.number}`, record: true },
  "/patients/[number]/casebook.pdf": { of: ({ here }) => `/patients/${here.number}/casebook.pdf`, record: true },
  "/patients/[number]/consent-preview": { of: ({ here }) => `/patients/${here.number}/consent-preview?version=review&on=2024-10-01`, record: true },
  "/patients/[number]/logs/[formId]": { of: ({ here }) => `/patients/${here.number}/logs/concomitant_medication`, record: true },
  "/patients/[number]/new-questions": { of: ({ here }) => `/patients/${here.number}/new-questions`, record: true },
  "/patients/[number]/visits/[code]": { of: ({ here }) => `/patients/${here.number}/visits/SCR`, record: true },
  "/patients/sheet": { of: () => "/patients/sheet?after=999-999" },
  "/patients/[number]/paste": { of: ({ here }) => `/patients/${here.number}/paste`, record: true },
  "/protocol/crf.pdf": { of: () => "/protocol/crf.pdf?kind=blank&version=2007" },
  "/protocol/forms/[formId]": { of: () => "/protocol/forms/vital_signs" },
  "/queries/[discrepancyId]": { of: ({ here }) => `/queries/${here.ids.discrepancyId}`, record: true },
  "/people/[accountId]": { of: ({ stage }) => `/people/${stage["person"]}` },
  "/redactions/ask/[entryId]": { of: ({ here }) => `/redactions/ask/${here.ids.entryId}`, record: true },
  "/reports/[report]": { of: () => "/reports/flow" },
  "/reports/[report]/figure.svg": { of: () => "/reports/swimmer/figure.svg" },
  "/reports/[report]/table.csv": { of: () => "/reports/overall-survival/table.csv" },
  "/verification/[number]": { of: ({ here }) => `/verification/${here.number}`, record: true },
  "/verification/reports/[reportId]/report.pdf": { of: ({ stage }) => `/verification/reports/${stage["visitReport"]}/report.pdf`, record: true },
  "/versions/rehearsal/run": { of: () => "/versions/rehearsal/run?version=review" },
  "/signatures/review": { of: ({ here }) => `/signatures/review?of=${scopeKey(casebookScope(here.ids.patientId))}`, record: true },
};
