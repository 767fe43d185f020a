import { NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { sayDate } from "@/lib/kernel/calendar-date";
import { parseTypedDate } from "@/lib/kernel/partial-date";
import type { Board } from "./use-board";

const DECIMALS = [{ value: "", label: "Choose" }, { value: "point", label: "Point: 4.2 and 82,000" }, { value: "comma", label: "Comma: 4,2 and 82.000" }];
const ORDERS = [{ value: "", label: "Choose" }, { value: "day_first", label: "Day first: 31/12/2024" }, { value: "month_first", label: "Month first: 12/31/2024" }];

/** What holds for the whole report: how numbers and dates are written, and the day of the sample where no line says it. */
export function AskedBar({ board: { report, choices, plan, choose } }: { readonly board: Board }) {
  const asks = (code: string) => plan.lines.some(({ problem }) => problem?.code === code);
  const withoutDay = report.lines.some(({ day }) => day === "");
  const slashed = report.lines.some(({ day }) => /\d[/-]\d{1,2}[/-]\d/.test(day));
  return (
    <div className="import-asked" role="group" aria-label="How the report is read">
      <NativeSelect label="Numbers" data={DECIMALS} value={choices.decimal ?? ""} onChange={(event) => choose({ decimal: event.currentTarget.value === "" ? null : (event.currentTarget.value as "point" | "comma") })} error={asks("decimal_open") && "Say how the numbers are written"} />
      {slashed && <NativeSelect label="Dates" data={ORDERS} value={choices.order ?? ""} onChange={(event) => choose({ order: event.currentTarget.value === "" ? null : (event.currentTarget.value as "day_first" | "month_first") })} error={asks("day_open") && "Say what comes first"} />}
      {withoutDay && <SampleDay day={choices.day} missing={asks("day_missing")} onDay={(day) => choose({ day })} />}
    </div>
  );
}

function SampleDay({ day, missing, onDay }: { readonly day: string | null; readonly missing: boolean; readonly onDay: (day: string | null) => void }) {
  const [typed, setTyped] = useState(day === null ? "" : sayDate(day));
  return (
    <TextInput label="Date of the sample" description={day === null ? "for example 21.10.2024 or 21oct24" : `read as ${sayDate(day)}`} value={typed} maxLength={30} error={missing && "No line says it"}
      onChange={(event) => { setTyped(event.currentTarget.value); onDay(parseTypedDate(event.currentTarget.value)); }} />
  );
}
