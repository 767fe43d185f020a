import type { ReactNode } from "react";
import { SiteOptions } from "@/app/_ui/site-options.client";
import { queriesHref, type DiscrepancyFilters } from "@/lib/discrepancies/discrepancy-filters";
import type { Assignable } from "@/lib/discrepancies/read-assignable";
import { formById, forms } from "@/lib/study/study";

interface QueryFilterFormProps {
  readonly filters: DiscrepancyFilters;
  readonly siteCodes: readonly string[];
  readonly people: readonly Assignable[];
}

const FORMS = [...new Map(forms.map(({ id, title }) => [id, title])).entries()].toSorted(([, one], [, other]) => (one < other ? -1 : 1));

/** What to look for. A plain form of the address: it works before any script has loaded, and the address can be kept and sent. */
export function QueryFilterForm({ filters, siteCodes, people }: QueryFilterFormProps) {
  const { state, sort, site, patient, form, field, check, origin, assigned, age } = filters;
  const fields = form === undefined ? [] : Object.entries(formById(form)?.fields ?? {});
  return (
    <form className="query-filters" role="search" action="/queries" aria-label="Narrow the queries" key={queriesHref(filters)}>
      {state && <input type="hidden" name="state" value={state} />}
      {sort && <input type="hidden" name="sort" value={sort} />}
      {siteCodes.length > 1 && <Choice label="Site" name="site" value={site} all="All sites"><SiteOptions codes={siteCodes} /></Choice>}
      <label>Patient<input className="field-plain" name="patient" defaultValue={patient} placeholder="Patient number" maxLength={20} autoComplete="off" /></label>
      <Choice label="Form" name="form" value={form} all="All forms">{FORMS.map(([id, title]) => <option key={id} value={id}>{title}</option>)}</Choice>
      {fields.length > 0 && <Choice label="Field" name="field" value={field} all="All fields">{fields.map(([name, { label }]) => <option key={name} value={name}>{label}</option>)}</Choice>}
      <Choice label="Asked by" name="origin" value={origin} all="Anyone"><option value="system">A check</option><option value="manual">A person</option></Choice>
      <label>Check<input className="field-plain query-short" name="check" defaultValue={check} placeholder="VS01" maxLength={7} autoComplete="off" /></label>
      <Choice label="Assigned to" name="assigned" value={assigned} all="Anyone or nobody">
        <option value="me">Me</option><option value="none">Nobody</option>
        {people.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
      </Choice>
      <label>Age, days<input className="field-plain query-short" name="age" defaultValue={age} placeholder=">=14" title="<7, >=14, 3..10" maxLength={20} autoComplete="off" /></label>
      <button className="button" type="submit">Find</button>
    </form>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly name: string;
  readonly value: string | undefined;
  readonly all: string;
  readonly children: ReactNode;
}

const Choice = ({ label, name, value, all, children }: ChoiceProps) => (
  <label>{label}<select className="field-plain" name={name} defaultValue={value ?? ""}><option value="">{all}</option>{children}</select></label>
);
