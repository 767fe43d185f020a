import { Badge } from "@/app/_ui/badge";
import { DataTable } from "@/app/_ui/data-table";
import { TextLink } from "@/app/_ui/text-link";
import type { ProtocolVersionId } from "@/lib/study/patient-record";
import type { DailyDose, ProtocolVersion } from "@/lib/study/versions/protocol-version";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import { HandbookCard } from "./handbook-card";

const COLUMNS = [{ key: "arm", label: "Arm" }, { key: "drug", label: "Drug" }, { key: "dose", label: "Dose" }, { key: "when", label: "Study days" }, { key: "source", label: "Source" }];

const AGE_WORDS = { over: "over", at_or_over: "or over" } as const;
const shortened = ({ shortened: rule }: DailyDose): string => {
  if (!rule) return "";
  return rule.reading === "over" ? `; ${rule.days} days when ${AGE_WORDS.over} ${rule.age}` : `; ${rule.days} days when ${rule.age} ${AGE_WORDS.at_or_over}`;
};

/** What each version gives to whom. */
export function VersionsChapter({ open }: { readonly open: ProtocolVersionId }) {
  return (
    <HandbookCard chapter="versions" note={<>a patient keeps the version of entry until another is consented to; from when each site works under one: <TextLink href="/versions" underlined>Versions</TextLink></>}>
      {Object.values(protocolVersions).map((version) => <Version key={version.id} version={version} isOpen={version.id === open} />)}
    </HandbookCard>
  );
}

function Version({ version: { id, title, source, cenersen, arms, forms }, isOpen }: { readonly version: ProtocolVersion; readonly isOpen: boolean }) {
  return (
    <section className="handbook-part">
      <h3>{title} <Badge outlined>version {id}</Badge> {isOpen && <Badge tone="ok">open for enrolment</Badge>}</h3>
      <p className="muted">{source}</p>
      <DataTable caption={title} columns={COLUMNS}>
        <tr><td>All</td><td>cenersen</td><td>{cenersen.mgPerKgPerHour} mg/kg/h, continuous infusion over {cenersen.hours} h</td><td>1 to {Math.ceil(cenersen.hours / 24)}</td><td className="muted">{cenersen.source}</td></tr>
        {Object.values(arms).flatMap(({ code, label, chemotherapy }) => chemotherapy.map((dose) => (
          <tr key={`${code}.${dose.drug}`}>
            <td className="nowrap">{label}</td><td>{dose.drug}</td><td>{dose.mgPerM2} mg/m² a day for {dose.days} days{shortened(dose)}</td>
            <td>{dose.fromDay} to {dose.fromDay + dose.days - 1}</td>
            <td className="muted">{dose.source}{dose.shortened && <small>{dose.shortened.source}. A patient of exactly {dose.shortened.age} raises a question.</small>}</td>
          </tr>
        )))}
      </DataTable>
      {Object.keys(forms).length > 0 && <p className="muted">Forms in another version than the first: {Object.entries(forms).map(([formId, version]) => <TextLink key={formId} href={`/protocol/forms/${formId}?version=${version}`}>{formId} version {version} </TextLink>)}</p>}
    </section>
  );
}
