import { DataTable } from "@/app/_ui/data-table";
import { LinkButton, TextLink } from "@/app/_ui/text-link";
import { checksOf } from "@/lib/crf/fired-checks";
import type { Form } from "@/lib/crf/define-form";
import { forms } from "@/lib/study/study";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import { HandbookCard } from "./handbook-card";

const COLUMNS = [
  { key: "form", label: "Form" }, { key: "version", label: "Version", numeric: true }, { key: "fields", label: "Fields", numeric: true }, { key: "expected", label: "Expected", numeric: true },
  { key: "endpoint", label: "Decide the endpoint", numeric: true }, { key: "checks", label: "Edit checks", numeric: true },
];

/** Every form in every version, with the way to its data dictionary. */
export function FormsChapter() {
  return (
    <HandbookCard chapter="forms" note="each with its data dictionary: fields, units, bounds, missing reasons, SDTM">
      <DataTable caption="Forms" columns={COLUMNS} dense>
        {forms.map((form) => {
          const fields = Object.values(form.fields);
          return (
            <tr key={`${form.id}.${form.version}`}>
              <td><TextLink href={`/protocol/forms/${form.id}?version=${form.version}`}>{form.title}</TextLink>{form.repeats && <span className="dim"> · a row each</span>}{form.source === "system" && <span className="dim"> · filled by the system</span>}</td>
              <td className="number">{form.version}</td><td className="number">{fields.length}</td><td className="number">{fields.filter(({ required }) => required).length}</td>
              <td className="number">{fields.filter(({ criticality }) => criticality === "primary_endpoint").length}</td><td className="number">{checksOf(form as unknown as Form).length}</td>
            </tr>
          );
        })}
      </DataTable>
      <OnPaper />
    </HandbookCard>
  );
}

/** The case report form of each version, to print: blank, and annotated with SDTM targets. */
function OnPaper() {
  return (
    <section className="handbook-part handbook-paper">
      <h3>On paper</h3>
      <p className="muted">One PDF each, with contents, bookmarks by visit and by form, and every form once. Annotated: where each value goes in the SDTM, the codes of options, and what hangs on a field.</p>
      <ul>
        {Object.values(protocolVersions).map(({ id, title }) => (
          <li key={id}>
            <span>{title}</span>
            <LinkButton href={`/protocol/crf.pdf?kind=blank&version=${id}`} label={`Blank CRF (PDF), ${title}`} download small>Blank CRF (PDF)</LinkButton>
            <LinkButton href={`/protocol/crf.pdf?kind=annotated&version=${id}`} label={`Annotated CRF (PDF), ${title}`} download small>Annotated CRF (PDF)</LinkButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
