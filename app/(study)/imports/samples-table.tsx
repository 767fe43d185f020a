import { NativeSelect } from "@mantine/core";
import { Card } from "@/app/_ui/card";
import { DataTable } from "@/app/_ui/data-table";
import { TextLink } from "@/app/_ui/text-link";
import { sayDate } from "@/lib/kernel/calendar-date";
import type { Place, Sample } from "@/lib/study/laboratory/reports/plan-import";
import { formById } from "@/lib/study/study";
import type { Board } from "./use-board";

const COLUMNS = [{ key: "patient", label: "Patient" }, { key: "form", label: "Form" }, { key: "day", label: "Sample of" }, { key: "place", label: "Goes to" }, { key: "why", label: "Why there" }];

const sayDays = ({ days }: Place) => (days === null ? "days not known" : days.from === days.to ? sayDate(days.from) : `${sayDate(days.from)} to ${sayDate(days.to)}`);

/** Why a sample goes where it goes, in a few words. */
function sayWhy({ place, fitting, day }: Sample): string {
  if (place === null) return fitting.length > 1 ? "several visits fit" : "no visit has this day among its days";
  if (place.held) return "frozen or locked: it takes nothing";
  const stored = place.answers["sampleDate"];
  if (stored === day) return "dated so already";
  if (typeof stored === "string") return `its sample is dated ${sayDate(stored)} so far`;
  return fitting.includes(place) && place.days ? `among its days, ${sayDays(place)}` : `chosen; ${sayDays(place)}`;
}

/** One line for each sample: the form and visit it goes to. Where several fit, or none, a person chooses. */
export function SamplesTable({ board: { plan, place } }: { readonly board: Board }) {
  if (plan.samples.length === 0) return null;
  return (
    <Card title="Where it goes" note={`${plan.samples.length} ${plan.samples.length === 1 ? "sample" : "samples"}, by patient, form and date`}>
      <DataTable caption="Samples and the forms they go to" columns={COLUMNS} dense>
        {plan.samples.map((sample) => (
          <tr key={sample.id} className={sample.place === null || sample.place.held ? "warned" : undefined}>
            <th scope="row"><TextLink href={`/patients/${sample.patient}`}>{sample.patient}</TextLink></th><td className="nowrap">{formById(sample.formId)?.title}</td><td className="nowrap"><b>{sayDate(sample.day)}</b></td>
            <td><PlaceChoice sample={sample} onChoose={(entryId) => place(sample.id, entryId)} /></td><td className="muted">{sayWhy(sample)}</td>
          </tr>
        ))}
      </DataTable>
    </Card>
  );
}

function PlaceChoice({ sample: { patient, day, formId, fitting, others, place }, onChoose }: { readonly sample: Sample; readonly onChoose: (entryId: string) => void }) {
  const option = (each: Place) => ({ value: each.entryId, label: `${each.title}${each.held ? " (frozen or locked)" : ""}`, disabled: each.held });
  const blank = place === null ? [{ value: "", label: "Choose the visit" }] : [];
  const data = [...blank, ...(fitting.length > 0 ? [{ group: "Has this day among its days", items: fitting.map(option) }] : []), ...(others.length > 0 ? [{ group: "Other visits", items: others.map(option) }] : [])];
  return <NativeSelect aria-label={`Visit for ${patient}, ${formById(formId)?.title}, ${sayDate(day)}`} data={data} value={place?.entryId ?? ""} onChange={(event) => onChoose(event.currentTarget.value)} error={place === null} />;
}
