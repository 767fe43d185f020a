import { DataTable } from "@/app/_ui/data-table";
import { StateIcon } from "@/app/_ui/state-icon.client";
import { EVERYBODY, MAY, type Verb } from "@/lib/access/permissions";
import { ACTS, sayAct, type Act } from "@/lib/audit/acts";
import { TRAIL_KINDS } from "@/lib/audit/trail-kinds";
import { ROLE_LABELS, ROLES, type Role } from "@/lib/kernel/actor";
import { CORRECTION_REASONS } from "@/lib/study/correction-reasons";
import { HandbookCard } from "./handbook-card";

const mayDo = (role: Role, verb: Verb): boolean => (MAY[role] as readonly Verb[]).includes(verb);

/** Role by act. What has no mark is refused, by the application and again by the database. */
export function PermissionsChapter() {
  const verbs = [...new Set(ROLES.flatMap((role) => MAY[role] as readonly Verb[]))];
  const order = Object.keys(ACTS);
  const sorted = verbs.toSorted((one, other) => order.indexOf(one) - order.indexOf(other));
  return (
    <HandbookCard chapter="permissions" note="within one’s sites; what has no mark is refused">
      <DataTable caption="Permissions, role by act" columns={[{ key: "act", label: "May" }, ...ROLES.map((role) => ({ key: role, label: ROLE_LABELS[role] }))]} dense className="handbook-matrix">
        {sorted.map((verb) => (
          <tr key={verb}>
            <th scope="row">{sayAct(verb)}</th>
            {ROLES.map((role) => <td key={role}>{mayDo(role, verb) ? <StateIcon state="complete" label={`${ROLE_LABELS[role]} may`} small /> : <span className="unseen">no</span>}</td>)}
          </tr>
        ))}
      </DataTable>
      <p className="card-foot">Everybody who is signed in may: {EVERYBODY.map((verb) => sayAct(verb).toLowerCase()).join(", ")}. No role both enters and verifies; sponsor roles ask and never edit; the administrator sees no clinical data.</p>
    </HandbookCard>
  );
}

/** The acts under the names by which the trail stores them, and its kinds of events. */
export function TrailChapter() {
  const acts = (Object.entries(ACTS) as [string, Act][]).filter(([, { leavesTrail }]) => leavesTrail);
  return (
    <HandbookCard chapter="trail" note="who, role, when by the server’s clock, what field from what to what, why, under which act; append-only and chained">
      <DataTable caption="Acts of the trail" columns={[{ key: "act", label: "Act" }, { key: "stored", label: "As stored" }, { key: "means", label: "What it is" }]} dense>
        {acts.map(([name, { says, means }]) => <tr key={name}><th scope="row">{says}</th><td className="mono">{name}</td><td>{means}</td></tr>)}
      </DataTable>
      <section className="handbook-part">
        <h3>Why a stored value is replaced</h3>
        <p>{CORRECTION_REASONS.map(({ says }) => says).join(" · ")}; or words of one’s own. One reason for the whole save, or one for each value; the trail keeps each with its value. A first entry needs none.</p>
      </section>
      <section className="handbook-part">
        <h3>Kinds of events</h3>
        <DataTable caption="Kinds of events" columns={[{ key: "kind", label: "Kind" }, { key: "tables", label: "Tables" }]} dense>
          {Object.values(TRAIL_KINDS).map(({ says, tables }) => <tr key={says}><td>{says}</td><td className="mono">{tables.join(", ")}</td></tr>)}
        </DataTable>
        <p className="muted">“Thereby” marks what followed from an act and was nobody’s own deed: a derived result, a query of a check, a verification or signature that fell with its value.</p>
      </section>
    </HandbookCard>
  );
}
