import { Badge } from "@/app/_ui/badge";
import { DataTable } from "@/app/_ui/data-table";
import { ResponseBadge } from "@/app/_ui/response-badge";
import { outcomeParameterSources } from "@/lib/study/outcome/outcome-parameters";
import { populations } from "@/lib/study/outcome/populations";
import { stoppingSources } from "@/lib/study/outcome/stopping-rule";
import { treatmentOutcomes } from "@/lib/study/outcome/treatment-outcome";
import type { ResponseProfile } from "@/lib/study/patient-record";
import { adjudicationReasons } from "@/lib/study/response/adjudication";
import { decisionTable } from "@/lib/study/response/decision-tables";
import { responseFlags } from "@/lib/study/response/response-flags";
import { responseParameters, responseProfiles, type CountBound, type ProfileDefinition } from "@/lib/study/response/response-profiles";
import { HandbookCard } from "./handbook-card";

const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ",");
const sayBound = ({ relation, perMicrolitre }: CountBound): string => `${relation} ${grouped(perMicrolitre)} /µL`;
const yes = (asked: boolean): string => (asked ? "asked for" : "not asked for");

const PARAMETERS: Readonly<Record<keyof typeof responseParameters, (value: number) => string>> = {
  countsWithinDays: (days) => `Blood counts count within ${days} days of the marrow`,
  regenerationBelowPct: (percent) => `Regeneration may be suspected below ${percent} % marrow blasts`,
  repeatMarrowInDays: (days) => `A repeat marrow after at least ${days} days`,
  transfusionLookBackDays: (days) => `Transfusions are looked for ${days} days back`,
  nucleatedCellsAtLeast: (cells) => `An adequate marrow has at least ${cells} nucleated cells`,
  biopsyCellularityAtLeastPct: (percent) => `or a biopsy with at least ${percent} % cellularity`,
  plateletsSuspectBelow: (count) => `Platelets below ${grouped(count)} /µL put the unit in question`,
  neutrophilsSuspectBelow: (count) => `Neutrophils below ${count} /µL put the unit in question`,
};

/** The criteria of response side by side, and how each profile decides. */
export function ResponseChapter({ inForce }: { readonly inForce: ResponseProfile }) {
  const profiles = Object.values(responseProfiles);
  const criteria: readonly (readonly [string, (profile: ProfileDefinition) => string])[] = [
    ["Marrow blasts", ({ marrowBlastsBelowPct }) => `below ${marrowBlastsBelowPct} %`],
    ["Circulating blasts", () => "none"],
    ["Extramedullary disease", () => "none"],
    ["Neutrophils", ({ neutrophils }) => sayBound(neutrophils)],
    ["Platelets", ({ platelets }) => sayBound(platelets)],
    ["Only the platelets below the bound", ({ plateletsAloneLow }) => plateletsAloneLow],
    ["Adequate marrow sample", ({ marrowMustBeAdequate }) => yes(marrowMustBeAdequate)],
    ["No Auer rods", ({ auerRodsExcludeRemission }) => yes(auerRodsExcludeRemission)],
    ["Independence of red cells", ({ mustBeRedCellIndependent }) => yes(mustBeRedCellIndependent)],
  ];
  return (
    <HandbookCard chapter="response" note="derived from the record alone; a missing value is unknown and never fails a criterion">
      <DataTable caption="Criteria of response" columns={[{ key: "what", label: "Criterion of CR" }, ...profiles.map(({ id, title }) => ({ key: id, label: <>{title} {id === inForce && <Badge tone="ok">in force</Badge>}</> }))]}>
        {criteria.map(([what, say]) => <tr key={what}><th scope="row">{what}</th>{profiles.map((profile) => <td key={profile.id}>{say(profile)}</td>)}</tr>)}
        <tr><th scope="row">Source</th>{profiles.map(({ id, source }) => <td key={id} className="muted">{source}</td>)}</tr>
      </DataTable>
      {profiles.map((profile) => <DecisionTable key={profile.id} profile={profile} />)}
      <section className="handbook-part">
        <h3>Figures that no profile states</h3>
        <DataTable caption="Figures that no profile states" columns={[{ key: "says", label: "Figure" }, { key: "source", label: "Source" }]} dense>
          {(Object.keys(PARAMETERS) as (keyof typeof PARAMETERS)[]).map((name) => <tr key={name}><td>{PARAMETERS[name](responseParameters[name].value)}</td><td className="muted">{responseParameters[name].source}</td></tr>)}
        </DataTable>
      </section>
      <Adjudication />
      <section className="handbook-part">
        <h3>Outcome, populations and the stopping rule</h3>
        <p className="muted">Failures of treatment follow ELN 2010: {FAILURES.map((outcome) => treatmentOutcomes[outcome]).join(", ").toLowerCase()}. Days are a difference of dates without + 1; no result depends on the day on which it is read.</p>
        <DataTable caption="Choices about outcome that the trial's texts leave open" columns={[{ key: "says", label: "Choice" }, { key: "source", label: "Source" }]} dense>
          {[...Object.values(outcomeParameterSources), ...Object.values(stoppingSources)].map(({ says, source }) => <tr key={says}><td>{says}</td><td className="muted">{source}</td></tr>)}
        </DataTable>
        <DataTable caption="Analysis populations" columns={[{ key: "title", label: "Population" }, { key: "says", label: "Who is in it" }]} dense>
          {Object.values(populations).map(({ title, says }) => <tr key={title}><th scope="row">{title}</th><td>{says}</td></tr>)}
        </DataTable>
      </section>
    </HandbookCard>
  );
}

const FAILURES = ["resistant_disease", "no_remission", "death_in_aplasia", "death_indeterminate"] as const;

/** What the criteria do not settle, and who settles it. */
const Adjudication = () => (
  <section className="handbook-part">
    <h3>Adjudication</h3>
    <p>A monitor decides, with a reason and a password, where the criteria alone do not settle a response. The decision is bound to the data: it falls when they change and stands again when they come back. A disagreement is first asked about, and decided after the site has answered.</p>
    <ul>{Object.values(adjudicationReasons).map((reason) => <li key={reason}>{reason}</li>)}</ul>
  </section>
);

function DecisionTable({ profile }: { readonly profile: ProfileDefinition }) {
  return (
    <section className="handbook-part">
      <h3>Decisions under {profile.title}</h3>
      <p className="muted">Read from the top; the first row that holds decides.</p>
      <DataTable caption={`Decision table, ${profile.title}`} columns={[{ key: "n", label: "Row", numeric: true }, { key: "when", label: "When" }, { key: "then", label: "Then" }, { key: "noted", label: "Noted" }]} dense>
        {decisionTable(profile).map(({ says, status, flag }, index) => (
          <tr key={says}><td className="number dim">{index + 1}</td><td>{says}</td><td><ResponseBadge status={status} /></td><td className="muted">{flag && responseFlags[flag]}</td></tr>
        ))}
      </DataTable>
    </section>
  );
}
