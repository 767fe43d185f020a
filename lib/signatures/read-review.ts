import "server-only";
import { can } from "@/lib/access/permissions";
import { formOf } from "@/lib/entries/judge";
import type { Actor } from "@/lib/kernel/actor";
import type { Tx } from "@/lib/server/db";
import type { TracedEligibility } from "@/lib/study/derive/eligibility-finding";
import { visitByCode } from "@/lib/study/visits";
import { signingBegun } from "./assert-named";
import { READ_FOR_ELIGIBILITY } from "./confirm-eligibility";
import { readChangesSince, type ChangeSince } from "./read-changes-since";
import { readUnsigned, type UnsignedValue } from "./read-unsigned";
import { sayPlace } from "./say-place";
import { type SignScope, scopeKey } from "./scope";
import { eligibilityStatement, statementOf } from "./statements";
import { waivedIn } from "./waived-criteria";

/** One form as it would be signed: every value in it, as the database holds it. */
export interface ReviewedForm {
  readonly entryId: string;
  readonly where: string;
  readonly values: readonly { readonly field: string; readonly label: string; readonly shown: string }[];
}

/** What one signature would be given for, made by the server from one state of the database. */
export interface Review {
  readonly key: string;
  readonly scope: SignScope;
  readonly number: string;
  /** "Casebook", a visit or a form. */
  readonly what: string;
  readonly statement: string;
  /** Over the hash of every value; goes back with the signature. */
  readonly seen: string;
  readonly values: number;
  readonly forms: number;
  /** Of them, what no standing signature covers; a confirmation of eligibility always covers all anew. */
  readonly unsigned: readonly UnsignedValue[];
  /** Every value; empty where several records are signed together, whose pages show them. */
  readonly content: readonly ReviewedForm[];
  /** What was changed since an earlier review of the same, newest first. */
  readonly changedSince: readonly ChangeSince[];
  readonly locked: boolean;
}

export interface Reviews {
  /** The clock of the database, for the next review to count from. */
  readonly at: string;
  /** The name was given in this session; the password alone is enough. */
  readonly named: boolean;
  readonly reviews: readonly Review[];
}

interface Row {
  readonly number: string; readonly siteId: string; readonly visit: string | null; readonly seen: string; readonly locked: boolean;
  readonly content: readonly { readonly entryId: string; readonly formId: string; readonly formVersion: number; readonly visit: string | null; readonly rowNo: number; readonly answers: Readonly<Record<string, unknown>> }[];
}

/** Null when any of the scopes is not the reader's to sign. `since`: the `at` of the review that was refused. */
export async function readReviews(tx: Tx, actor: Actor, scopes: readonly SignScope[], since: string | null): Promise<Reviews | null> {
  const [clock] = await tx.$queryRaw<{ at: Date }[]>`SELECT statement_timestamp() AS at`;
  const reviews: Review[] = [];
  for (const scope of scopes) {
    const review = await readReview(tx, actor, scope, scopes.length === 1, since);
    if (review === null) return null;
    reviews.push(review);
  }
  return { at: clock?.at.toISOString() ?? "", named: await signingBegun(tx), reviews };
}

async function readReview(tx: Tx, actor: Actor, scope: SignScope, whole: boolean, since: string | null): Promise<Review | null> {
  const row = await readContent(tx, scope);
  if (!row || !can(actor, "casebook.sign", row)) return null;
  const forms = row.content.map(describeForm).toSorted((one, other) => (one.where < other.where ? -1 : 1));
  return {
    key: scopeKey(scope), scope, number: row.number, what: sayScope(scope, row), statement: await sayStatement(tx, scope), seen: row.seen,
    values: forms.reduce((sum, { values }) => sum + values.length, 0), forms: forms.length,
    unsigned: scope.meaning === "eligibility" ? [] : await readUnsigned(tx, scope), content: whole ? forms : [],
    changedSince: since === null ? [] : await readChangesSince(tx, scope, since), locked: row.locked,
  };
}

/** Values and their hash from one statement, so that they are of one moment. */
async function readContent(tx: Tx, { patientId, meaning, visitId, entryId, difference }: SignScope): Promise<Row | null> {
  const forms = meaning === "eligibility" ? [...READ_FOR_ELIGIBILITY] : null;
  const [row] = await tx.$queryRaw<Row[]>`
    SELECT p.number, p.site_id::text AS "siteId", v.code AS visit, r.seen,
      ctx.lock_over(p.site_id, p.id, coalesce(${visitId}::uuid, (SELECT e.visit_id FROM app.entry e WHERE e.id = ${entryId}::uuid)), ${entryId}::uuid) IS NOT DISTINCT FROM 'lock' AS locked,
      coalesce((SELECT jsonb_agg(jsonb_build_object('entryId', e.id, 'formId', e.form_id, 'formVersion', e.form_version, 'visit', w.code, 'rowNo', e.row_no, 'answers',
          (SELECT jsonb_object_agg(k, e.answers -> k) FROM jsonb_object_keys(r.manifest -> e.id::text) k)))
        FROM app.entry e LEFT JOIN app.visit w ON w.id = e.visit_id WHERE e.patient_id = p.id AND r.manifest ? e.id::text), '[]') AS content
    FROM app.patient p LEFT JOIN app.visit v ON v.id = ${visitId}::uuid AND v.patient_id = p.id
    CROSS JOIN LATERAL ctx.signable(p.id, ${meaning}, ${forms}::text[], ${visitId}::uuid, ${entryId}::uuid, ${difference}) r WHERE p.id = ${patientId}::uuid`;
  return row ?? null;
}

function describeForm({ entryId, visit, rowNo, answers, ...version }: Row["content"][number]): ReviewedForm {
  const form = formOf(version);
  const order = Object.keys(form.fields);
  const values = Object.entries(answers).toSorted(([one], [other]) => order.indexOf(one) - order.indexOf(other))
    .map(([field, value]) => ({ field, label: form.fields[field]?.label ?? field, shown: form.fields[field]?.show(value) ?? String(value) }));
  return { entryId, where: sayPlace(form, visit, rowNo), values };
}

function sayScope({ meaning, visitId, entryId }: SignScope, { visit, content: [first] }: Row): string {
  if (meaning === "eligibility") return "Eligibility";
  if (entryId !== null) return first ? sayPlace(formOf(first), first.visit, first.rowNo) : "Form";
  if (visitId !== null) return visit === null ? "Visit" : (visitByCode(visit)?.title ?? visit);
  return "Casebook";
}

async function sayStatement(tx: Tx, { patientId, meaning, difference }: SignScope): Promise<string> {
  if (meaning !== "eligibility") return statementOf(meaning, difference);
  const found = await tx.finding.findFirst({ where: { patientId, kind: "eligibility" }, select: { trace: true } });
  const { criteria = [] } = (found?.trace ?? {}) as { readonly criteria?: readonly TracedEligibility[] };
  return eligibilityStatement(waivedIn(criteria));
}
