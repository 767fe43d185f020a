import type { Actor, Role } from "@/lib/kernel/actor";

const READ_CLINICAL = ["patient.read", "entry.read", "discrepancy.read", "exposure.read", "trail.read", "efficacy.read", "protocol.read",
  "import.read", "safety.read", "deviation.read", "lab_range.read", "dictionary.search", "redaction.read", "delegation.read", "report.read"] as const;
const ENTER = ["patient.create", "patient.randomise", "patient.screen_fail", "patient.resume_screening", "entry.save", "entry.import", "entry.add", "entry.remove", "entry.mark_not_done", "visit.add", "visit.mark_not_done", "discrepancy.answer", "discrepancy.assign", "patient.reconsent"] as const;

/**
 * The whole authorisation policy, readable in one sitting. What is not listed is refused.
 * No role both enters and verifies; sponsor roles ask and never edit; the administrator sees no clinical data.
 */
export const MAY = {
  coordinator: [...READ_CLINICAL, ...ENTER, "redaction.ask", "lock.read", "copy.take"],
  investigator: [...READ_CLINICAL, ...ENTER, "redaction.ask", "redaction.decide", "eligibility.confirm", "casebook.sign", "delegation.sign", "lock.read", "copy.take"],
  monitor: [...READ_CLINICAL, "redaction.ask", "discrepancy.raise", "discrepancy.close", "discrepancy.reopen", "discrepancy.assign", "monitoring.read", "verification.read", "medical_review.read", "medical_review.mark", "entry.verify", "entry.unverify", "visit_report.file", "exposure.decide", "response.adjudicate", "lock.read"],
  data_manager: [...READ_CLINICAL, "redaction.ask", "redaction.decide", "discrepancy.raise", "discrepancy.close", "discrepancy.reopen", "discrepancy.assign", "monitoring.read", "verification.read", "medical_review.read", "lock.read", "lock.place", "lock.release", "cut.make", "cut.read", "cut.take", "token.make", "export.make", "eligibility.waive", "lab_range.set", "trail.verify"],
  statistician: ["cut.read", "cut.take", "token.make", "export.make", "efficacy.read", "report.read", "protocol.read"],
  administrator: ["person.invite", "person.set_address", "person.read", "access.review", "account.close", "account.reopen", "account.unlock", "factor.reset", "trail.read", "membership.grant", "membership.revoke", "session.revoke_any", "site.create", "version.open", "version.activate", "protocol.read", "training.reset"],
  inspector: [...READ_CLINICAL, "monitoring.read", "verification.read", "medical_review.read", "lock.read", "cut.read", "cut.take", "token.make", "person.read", "trail.verify"],
} as const satisfies Record<Role, readonly string[]>;

/** What everybody who is signed in may do: look after their own account and sessions. */
export const EVERYBODY = ["session.read", "session.revoke", "password.change", "factor.enrol", "factor.renew_codes", "signature.declare", "digest.choose", "guidance.note", "token.revoke"] as const;

export type Verb = (typeof MAY)[Role][number] | (typeof EVERYBODY)[number];

/** What concerns the study as a whole, whoever's site it is at: a role that holds at one site only does not reach it. */
export const STUDY_WIDE = ["cut.make", "cut.read", "cut.take", "token.make", "export.make", "person.invite", "person.set_address", "person.read", "access.review", "account.close", "account.reopen", "account.unlock", "factor.reset", "membership.grant", "membership.revoke",
  "session.revoke_any", "site.create", "trail.verify", "version.open", "training.reset"] as const satisfies readonly Verb[];

/** Where something lies. "all" is the study as a whole: a grant at one site does not reach it. */
export interface Scope {
  readonly siteId: string;
}

/** May this person ever (without scope), or may they here (with the loaded row's own site)? */
export function can(actor: Actor, verb: Verb, scope?: Scope): boolean {
  if ((EVERYBODY as readonly Verb[]).includes(verb)) return true;
  const where = (STUDY_WIDE as readonly Verb[]).includes(verb) ? WHOLE_STUDY : scope;
  return actor.grants.some(
    ({ role, siteId }) => (MAY[role] as readonly Verb[]).includes(verb) && (!where || siteId === "all" || siteId === where.siteId),
  );
}

/** The sites where this person may. What everybody may reaches as far as their roles do. */
export function sitesOf(actor: Actor, verb: Verb): readonly string[] | "all" {
  const sites = actor.grants.map(({ siteId }) => siteId);
  const reached = ["all", ...new Set(sites)].filter((siteId) => can(actor, verb, { siteId }) && sites.includes(siteId));
  return reached.includes("all") ? "all" : reached;
}

/** Acts on the study as a whole, such as a data cut, by a role that holds everywhere. */
export const WHOLE_STUDY: Scope = { siteId: "all" };
