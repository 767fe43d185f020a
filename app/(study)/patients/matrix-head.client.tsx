"use client";

import { memo, useMemo } from "react";
import { sayState, type State } from "@/app/_ui/state-drawings";
import { StateMark } from "@/app/_ui/state-icon.client";
import { siteOf, type Sheet } from "./sheet";
import { nextSort, type Fact, type SheetView } from "./sheet-view";

const FACTS: readonly { readonly fact: Fact; readonly title: string; readonly label: string }[] = [
  { fact: "number", title: "Patient", label: "patient number" }, { fact: "arm", title: "Arm", label: "arm" }, { fact: "disease", title: "Disease", label: "disease" },
  { fact: "day", title: "Day", label: "day on study" }, { fact: "best", title: "Best", label: "best response" }, { fact: "exposure", title: "Exp.", label: "exposure" },
];
export const FACT_COUNT = FACTS.length;

interface HeadProps {
  readonly sheet: Sheet;
  readonly view: SheetView;
  readonly onChange: (part: Partial<SheetView>) => void;
  readonly groupStarts: readonly boolean[];
  /** The button that is the grid's tab stop; null when the stop is in the body. */
  readonly stop: number | null;
}

const mark = (sort: string, by: string) => (sort === by ? "↑" : sort === `-${by}` ? "↓" : "");
const sorted = (sort: string, by: string) => (sort === by ? "ascending" : sort === `-${by}` ? "descending" : undefined);

/** Titles that sort, and under the facts what they are narrowed by. A visit's title opens both. */
export function MatrixHead({ sheet, view, onChange, groupStarts, stop }: HeadProps) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th scope="col" rowSpan={2} aria-colindex={1} className="matrix-patient">
          <span className="matrix-facts">
            {FACTS.map(({ fact, title, label }, index) => (
              <button key={fact} type="button" className="matrix-sort" data-place={`-1:${index}`} tabIndex={stop === index ? 0 : -1} onClick={() => onChange({ sort: nextSort(view.sort, fact) })}
                aria-label={`Sort by ${label}${sorted(view.sort, fact) ? `, now ${sorted(view.sort, fact)}` : ""}`}>{title}{mark(view.sort, fact)}</button>
            ))}
          </span>
        </th>
        {sheet.groups.map(({ title, span }, index) => <th key={title} scope="colgroup" colSpan={span} aria-colindex={2 + sheet.groups.slice(0, index).reduce((sum, group) => sum + group.span, 0)} className="group-start">{title}</th>)}
      </tr>
      <Titles columns={sheet.columns} sort={view.sort} at={view.at} groupStarts={groupStarts} stop={stop} />
      <tr aria-rowindex={3}>
        <th scope="col" aria-colindex={1} className="matrix-patient matrix-filters"><span className="unseen">Filters</span><Filters sheet={sheet} view={view} onChange={onChange} /></th>
      </tr>
    </thead>
  );
}

interface TitlesProps extends Pick<HeadProps, "groupStarts" | "stop"> { readonly columns: Sheet["columns"]; readonly sort: string; readonly at: string }

/** Apart from the filters, so that a letter there does not draw them. */
const Titles = memo(function Titles({ columns, sort, at: shownAt, groupStarts, stop }: TitlesProps) {
  const [at, state] = shownAt.split(":");
  return (
    <tr aria-rowindex={2}>
      {columns.map(({ code, title, fullTitle }, index) => (
        <th key={code} scope="col" rowSpan={2} aria-colindex={index + 2} aria-sort={sorted(sort, code)} className={groupStarts[index] ? "group-start" : undefined}>
          <button type="button" className="matrix-sort matrix-column" data-place={`-1:${index + FACT_COUNT}`} data-column={code} tabIndex={stop === index + FACT_COUNT ? 0 : -1} aria-haspopup="dialog"
            aria-label={`${fullTitle}: sort or filter${at === code && state ? `, shows ${stateWord(state).toLowerCase()}` : ""}`} title={fullTitle}>
            <span>{title}{mark(sort, code)}</span>{at === code && state && (state === "due" ? <span className="matrix-due-ring" /> : <StateMark state={state as State} />)}
          </button>
        </th>
      ))}
    </tr>
  );
});

export const stateWord = (state: string): string => (state === "due" ? "Due now" : sayState(state as State));

const shown = (values: readonly (string | null)[]): readonly string[] => [...new Set(values)].filter((value): value is string => value !== null && value !== "").toSorted();

/** One input under each fact; what nobody has is not offered. */
function Filters({ sheet: { rows }, view, onChange }: Pick<HeadProps, "sheet" | "view" | "onChange">) {
  const { sites, arms, diseases, best } = useMemo(() => ({ sites: shown(rows.map(siteOf)), arms: shown(rows.map(({ arm }) => arm)), diseases: shown(rows.map(({ disease }) => disease)), best: shown(rows.map(({ best }) => best)) }), [rows]);
  const select = (key: "site" | "arm" | "disease" | "best", label: string, values: readonly string[]) => (
    <select className="field-plain" aria-label={label} value={view[key]} onChange={(event) => onChange({ [key]: event.currentTarget.value })}>
      <option value="">all</option>{values.map((value) => <option key={value} value={value}>{value}</option>)}
    </select>
  );
  return (
    <form action="/patients" className="matrix-facts" role="search" aria-label="Filter the patients" onSubmit={(event) => event.preventDefault()}>
      <span className="matrix-number">
        {sites.length > 1 && select("site", "Site", sites)}
        <input className="field-plain" name="number" value={view.number} onChange={(event) => onChange({ number: event.currentTarget.value })} placeholder="No." aria-label="Patient number" maxLength={20} autoComplete="off" inputMode="numeric" />
      </span>
      {select("arm", "Arm", arms)}
      {select("disease", "Disease", diseases)}
      <span />
      {select("best", "Best response", best)}
      <select className="field-plain" aria-label="Exposure" value={view.exposure} onChange={(event) => onChange({ exposure: event.currentTarget.value as SheetView["exposure"] })}>
        <option value="">all</option><option value="exposed">exposed</option><option value="possible">possible</option><option value="none">none</option>
      </select>
    </form>
  );
}
