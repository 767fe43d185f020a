import "server-only";
import { randomUUID } from "node:crypto";
import type { Verb } from "@/lib/access/permissions";
import { TEST_PASSWORD } from "@/ops/testing/test-database";
import type { World } from "./world";

/** A call that is carried out for whoever may make it: the matrix refuses it to everybody else, and to nobody for another reason. */
export interface ValidCall {
  readonly input: (world: World) => object;
  /** At the first site unless said: "all" is the study as a whole. */
  readonly at?: "all";
  /** What it takes to do it to this subject, where that is more than the verb of the act. */
  readonly needs?: Verb;
  /** Everybody may, to their own account: tried by a person made for it, who is told this. */
  readonly own?: string;
  /** What even the first person is told; nothing: "done". */
  readonly first?: string;
  /** What a second person is told who does the same after the first; nothing: it can be done again. */
  readonly again?: string;
}

const reason = "For tests";
const password = TEST_PASSWORD;

/** One line for each server action that asks who calls (`lib/access/entry-points.ts`). */
export const VALID_CALLS: Readonly<Record<string, ValidCall>> = {
  activateVersionAction: { input: ({ here }) => ({ siteId: here.ids.siteId, version: "review", activatedOn: "2024-01-01", reason }) },
  addRowAction: { input: ({ here }) => ({ entryId: randomUUID(), patientId: here.ids.patientId, visitId: null, formId: "concomitant_medication", answers: { medication: "Vitamin C" }, explanations: [] }) },
  addUnscheduledVisitAction: { input: ({ stage }) => ({ patientId: stage["treated"] }) },
  adjudicateResponseAction: { input: ({ stage }) => ({ visitId: stage["toAdjudicate"], seenInputsHash: stage["responseHash"], verdict: "CR", password, reason }), again: "nothing_to_adjudicate" },
  answerDiscrepancyAction: { input: ({ stage }) => ({ discrepancyId: stage["toAnswer"], body: "For tests" }), again: "query_moved_on" },
  assignDiscrepancyAction: { input: ({ here }) => ({ discrepancyId: here.ids.discrepancyId, accountId: null }) },
  askRedactionAction: { input: ({ stage }) => ({ eventId: stage["typed"], field: "answers.comment", what: "other", reason: "Copied from a letter" }), again: "redaction_asked" },
  attestAccessAction: { input: () => ({ seenHash: "0".repeat(64), remark: null, password }), at: "all", first: "access_moved_on" },
  delegateTasksAction: { input: ({ here, stage }) => ({ siteId: here.ids.siteId, accountId: stage["ofSite"], tasks: ["data"], startsOn: "2024-01-01", endsOn: null, password }) },
  changePasswordAction: { input: () => ({ password, newPassword: "a quite different sentence, 42" }), own: "done" },
  closeAccountAction: { input: ({ stage }) => ({ accountId: stage["open"], reason }), at: "all" },
  closeDiscrepancyAction: { input: ({ stage }) => ({ discrepancyId: stage["toClose"], note: "For tests" }), again: "query_moved_on" },
  confirmEligibilityAction: { input: ({ stage }) => ({ patientId: stage["toConfirm"], username: "investigator", password, seen: null }) },
  showFactorAction: { input: () => ({ code: "123456" }), own: "done" },
  confirmFactorAction: { input: () => ({ code: "123456" }), own: "factor_not_begun" },
  createPatientAction: { input: ({ here }) => ({ siteId: here.ids.siteId }) },
  createSiteAction: { input: () => ({ code: "109", name: "Newgate", timeZone: "UTC" }), at: "all" },
  fileVisitReportAction: { input: ({ here }) => ({ siteId: here.ids.siteId, kind: "remote", beganOn: "2024-01-01", endedOn: "2024-01-02", findings: [], password }) },
  decideExposureAction: { input: ({ stage }) => ({ decisions: [{ entryId: stage["tylenol"], seenInputsHash: stage["tylenolHash"], verdict: "not_an_inhibitor", why: reason }], password }) },
  decideRedactionAction: { input: ({ stage }) => ({ redactionId: stage["decided"], approve: true, password, reason }), first: "redaction_moved_on" },
  chooseDigestAction: { input: () => ({ digest: "weekly" }), own: "done" },
  declareSignatureAction: { input: () => ({ version: 1 }), own: "already_declared" },
  grantMembershipAction: { input: ({ stage, here }) => ({ accountId: stage["person"], role: "inspector", siteId: here.ids.siteId, trainedOn: "2024-01-01" }), at: "all" },
  setAddressAction: { input: ({ stage }) => ({ accountId: stage["open"], email: "somebody@site.example" }), at: "all", again: "nothing_to_change" },
  importFormsAction: {
    input: ({ stage }) => ({ name: "chemistry.csv", sha256: "2".repeat(64), lines: 2, why: null, leftOut: [], forms: [{ line: 2, entryId: stage["toImport"], add: null, cells: { ldh: "200", ldh_unit: "U/L" }, clears: [], from: { ldh: null } }] }),
    again: "import_adds_nothing",
  },
  importValuesAction: {
    input: ({ stage }) => ({
      kind: "file", name: "lab.csv", sha256: "1".repeat(64), lines: 1, why: null, decimal: null, leftOut: [],
      forms: [{ entryId: stage["toImport"], day: "2024-09-03", dayFrom: "2024-09-03", dayLine: 1, daySaid: "2024-09-03", values: [{ code: "ast", line: 1, named: "AST", said: "38", unit: "U/L", asUnit: null, atLimit: false, from: null }] }],
    }),
    again: "import_adds_nothing",
  },
  invitePersonAction: { input: () => ({ username: "newcomer", fullName: "New Comer" }), at: "all" },
  makeTokenAction: { input: () => ({ name: "For tests", scopes: ["odm"], days: 1, password }), at: "all" },
  makeCutAction: { input: () => ({ name: "For tests" }), at: "all" },
  makeExportAction: { input: ({ stage }) => ({ cutId: stage["unwritten"], format: "csv" }), at: "all" },
  markNotDoneAction: { input: ({ stage }) => ({ entryId: stage["notDoneEntry"], reason }) },
  markLineAction: { input: ({ here }) => ({ patientId: here.ids.patientId, list: "dose", subject: "none", seenHash: "0".repeat(64), reviewed: true }), first: "line_moved_on" },
  markVisitNotDoneAction: { input: ({ stage }) => ({ visitId: stage["toMiss"], reason }) },
  noteGuidanceAction: { input: () => ({ notice: "hint.save" }), own: "done" },
  openVersionAction: { input: () => ({ version: "review", reason }), at: "all" },
  placeLockAction: { input: ({ stage }) => ({ kind: "freeze", over: { scope: "entry", entryId: stage["toFreeze"] }, reason }), again: "already_locked" },
  proposeFactorAction: { input: () => ({ password }), own: "done" },
  raiseDiscrepancyAction: { input: ({ here }) => ({ entryId: here.ids.entryId, field: "diastolic", question: "For tests" }) },
  randomisePatientAction: { input: ({ stage }) => ({ patientId: stage["toRandomise"] }), again: "already_randomised" },
  reconsentPatientAction: { input: ({ here }) => ({ patientId: here.ids.patientId, version: "review", consentedOn: "2024-10-01", forms: "keep", reason }), again: "same_version" },
  recordTrainingAction: { input: ({ stage }) => ({ membershipId: stage["toTrain"], trainedOn: "2024-01-01" }), at: "all" },
  releaseLockAction: { input: ({ here }) => ({ lockId: here.ids.lockId, approvedBy: null, reason }), again: "lock_released" },
  removeRowAction: { input: ({ stage }) => ({ entryId: stage["toRemove"], reason }), again: "row_removed" },
  renewCodesAction: { input: () => ({ password }), own: "factor_not_begun" },
  renewLinkAction: { input: ({ stage }) => ({ accountId: stage["person"] }), at: "all" },
  reopenAccountAction: { input: ({ stage }) => ({ accountId: stage["closed"], reason }), at: "all" },
  reopenDiscrepancyAction: { input: ({ stage }) => ({ discrepancyId: stage["toReopen"], note: "For tests" }), again: "query_moved_on" },
  resetFactorAction: { input: ({ stage }) => ({ accountId: stage["open"], reason }), at: "all", first: "nothing_to_change" },
  resumeScreeningAction: { input: ({ stage }) => ({ patientId: stage["failed"], reason }), again: "not_screen_failed" },
  resetTrainingAction: { input: () => ({ why: reason }), at: "all", first: "not_training", again: "not_training" },
  revokeMembershipAction: { input: ({ stage }) => ({ membershipId: stage["toRevoke"], reason }), at: "all" },
  revokeOthersAction: { input: () => ({}), own: "done" },
  revokeTokenAction: { input: ({ here }) => ({ tokenId: here.ids.siteId, password }), own: "not_found" },
  revokeSessionAction: { input: ({ stage }) => ({ sessionId: stage["session"] }), at: "all", needs: "session.revoke_any" },
  saveAnswersAction: { input: ({ here }) => ({ entryId: here.ids.entryId, changes: { temperatureC: { from: null, to: "37.1" } }, explanations: [] }) },
  screenFailPatientAction: { input: ({ stage }) => ({ patientId: stage["toFail"], cause: "other", reason }), again: "not_in_screening" },
  setLabRangeAction: { input: ({ here }) => ({ siteId: here.ids.siteId, analyte: "platelets", sex: null, ageFrom: null, ageTo: null, lower: "150", upper: "400", unit: "10^9/L", validFrom: "2024-01-01", reason }) },
  signRecordsAction: { input: ({ stage }) => ({ records: [{ scope: { patientId: stage["toSign"], meaning: "entry", visitId: null, entryId: stage["signed"], difference: false }, seen: stage["seen"] }], username: "investigator", password }) },
  takeBackFormNotDoneAction: { input: ({ stage }) => ({ entryId: stage["missedForm"], reason }), again: "not_found" },
  takeBackNotDoneAction: { input: ({ stage }) => ({ visitId: stage["missed"], reason }), again: "not_found" },
  unlockAccountAction: { input: ({ stage }) => ({ accountId: stage["closed"], reason }), at: "all", first: "nothing_to_change" },
  verifyFieldsAction: { input: ({ here }) => ({ entryId: here.ids.entryId, seen: { pulse: 70 } }) },
  verifyFormsAction: { input: ({ here }) => ({ patientId: here.ids.patientId, forms: [{ entryId: here.ids.logEntryId, seenVersion: 1, fields: ["medication"] }] }) },
  verifyTrailAction: { input: () => ({}), at: "all" },
  withdrawVerificationsAction: { input: ({ stage }) => ({ act: stage["verified"] }), first: "undo_not_yours", again: "undo_not_yours" },
  waiveCriterionAction: { input: ({ stage }) => ({ patientId: stage["toWaive"], criterion: "LVEF", password, reason }), again: "already_waived" },
};
