import { z } from "zod";
import type { JumpAnswer } from "@/app/_ui/jump-target";
import { can } from "@/lib/access/permissions";
import { readEntrySummaries } from "@/lib/entries/read-entry-summaries";
import type { Actor } from "@/lib/kernel/actor";
import { readPatientNames, type PatientName } from "@/lib/patients/read-patient-names";
import type { Tx } from "@/lib/server/db";
import { asAnswer } from "@/lib/server/page";
import { armLabel } from "@/lib/study/words";
import { jumpForms } from "./jump-forms";
import { jumpSections } from "./jump-sections";

const Asked = z.object({ patient: z.string().trim().max(20).nullable().catch(null) });

/** What the jump box finds: the patients that the reader may see, what can be begun, and what can be read up; with `patient`, the forms of that one. Asked for when the box is opened, so that no page carries it. */
export async function GET(request: Request): Promise<Response> {
  const { patient } = Asked.parse({ patient: new URL(request.url).searchParams.get("patient") });
  return asAnswer("session.read", async (tx, actor) => Response.json(await answerTo(tx, actor, patient), { headers: { "cache-control": "private, no-store" } }));
}

async function answerTo(tx: Tx, actor: Actor, number: string | null): Promise<JumpAnswer> {
  if (number === null) {
    const patients = can(actor, "patient.read") ? await readPatientNames(tx) : [];
    return { patients: patients.map((patient) => ({ label: patient.number, href: `/patients/${patient.number}`, detail: sayPatient(patient) })), actions: actionsOf(actor), sections: jumpSections(can(actor, "protocol.read")), forms: [] };
  }
  const patient = await tx.patient.findUnique({ where: { number }, select: { id: true, siteId: true } });
  if (!patient || !can(actor, "patient.read", patient)) return { patients: [], actions: [], sections: [], forms: [] };
  return { patients: [], actions: [], sections: [], forms: jumpForms(number, await readEntrySummaries(tx, [patient.id]), can(actor, "entry.add", patient)) };
}

const sayPatient = ({ status, protocolVersion, arm, best }: PatientName): string =>
  [status === "randomised" ? armLabel(protocolVersion, arm) : status === "screening" ? "in screening" : "screen failure", arm === null ? null : best].filter(Boolean).join(" · ");

const actionsOf = (actor: Actor): JumpAnswer["actions"] => [
  ...(can(actor, "patient.create") ? [{ label: "New patient", href: "/patients?new=1", detail: "action", also: "add enrol screening" }] : []),
  ...(can(actor, "entry.save") ? [{ label: "Missing or overdue", href: "/patients?show=overdue", detail: "patients", also: "late due" }] : []),
];
