import "server-only";
import { WHOLE_STUDY } from "@/lib/access/permissions";
import { formOf } from "@/lib/entries/judge";
import type { Tx } from "@/lib/server/db";
import { sayPlace } from "@/lib/signatures/say-place";
import { visitByCode } from "@/lib/study/visits";
import { WHOLE_CASEBOOK, type Within } from "./blockers-within";
import type { LockOver } from "./lock-store";

/** What the address asks for: a site's code, a patient's number, with it a visit's code, a form; or nothing for all that the person may see. */
export interface LedgerChoice {
  readonly site?: string | undefined;
  readonly patient?: string | undefined;
  readonly visit?: string | undefined;
  readonly entry?: string | undefined;
}

/** The scope of a ledger, found. */
export interface ChosenScope {
  readonly over: LockOver;
  /** "site 102", "102-005, Bone marrow · Day 28 to 42" */
  readonly says: string;
  readonly siteId: string | "all";
  readonly site: string | null;
  readonly patient: string | null;
  readonly within: Within;
  /** The record's own page; null for a site and the study. */
  readonly href: string | null;
}

interface Site { readonly id: string; readonly code: string }

/** Null when the choice does not exist or may not be seen. */
export async function chooseScope(tx: Tx, choice: LedgerChoice, sites: readonly Site[]): Promise<ChosenScope | null> {
  if (choice.entry !== undefined) return chooseEntry(tx, choice.entry, sites);
  if (choice.patient !== undefined) return choosePatient(tx, choice.patient, choice.visit, sites);
  if (choice.site !== undefined) {
    const found = sites.find(({ code }) => code === choice.site);
    return found ? { over: { scope: "site", siteId: found.id }, says: `site ${found.code}`, siteId: found.id, site: found.code, patient: null, within: WHOLE_CASEBOOK, href: null } : null;
  }
  return { over: { scope: "study" }, says: "study", siteId: WHOLE_STUDY.siteId, site: null, patient: null, within: WHOLE_CASEBOOK, href: null };
}

async function choosePatient(tx: Tx, number: string, visitCode: string | undefined, sites: readonly Site[]): Promise<ChosenScope | null> {
  const found = await tx.patient.findUnique({ where: { number }, select: { id: true, siteId: true } });
  const site = sites.find(({ id }) => id === found?.siteId)?.code;
  if (!found || site === undefined) return null;
  const whole = { siteId: found.siteId, site, patient: number, href: `/patients/${number}` };
  if (visitCode === undefined) return { ...whole, over: { scope: "patient", patientId: found.id }, says: `patient ${number}`, within: WHOLE_CASEBOOK };
  const visit = await tx.visit.findFirst({ where: { patientId: found.id, code: visitCode }, select: { id: true } });
  if (!visit) return null;
  return { ...whole, over: { scope: "visit", visitId: visit.id }, says: `${number}, ${visitByCode(visitCode)?.title ?? visitCode}`, within: { visitId: visit.id, entryId: null }, href: `${whole.href}#${visitCode}` };
}

async function chooseEntry(tx: Tx, id: string, sites: readonly Site[]): Promise<ChosenScope | null> {
  const found = await tx.entry.findUnique({ where: { id }, select: { siteId: true, formId: true, formVersion: true, rowNo: true, visit: { select: { code: true } }, patient: { select: { number: true } } } });
  const site = sites.find((one) => one.id === found?.siteId)?.code;
  if (!found || site === undefined) return null;
  return {
    over: { scope: "entry", entryId: id }, says: `${found.patient.number}, ${sayPlace(formOf(found), found.visit?.code ?? null, found.rowNo)}`, siteId: found.siteId, site, patient: found.patient.number,
    within: { visitId: null, entryId: id }, href: `/entries/${id}`,
  };
}
