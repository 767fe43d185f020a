"use client";

import { Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { ActDialog } from "@/app/_ui/act-dialog.client";
import { useAct } from "@/app/_ui/use-act.client";
import { parseTypedDate } from "@/lib/kernel/partial-date";
import { analyte, type AnalyteCode } from "@/lib/study/laboratory/analytes";
import { sayUnit } from "@/lib/study/laboratory/convert-value";
import { setLabRangeAction } from "./actions";

const EMPTY = { sex: null as "M" | "F" | null, ageFrom: "", ageTo: "", lower: "", upper: "", validFrom: "", reason: "" };
const bound = (typed: string) => (typed.trim() === "" ? null : typed.trim().replace(",", "."));
const years = (typed: string) => (typed.trim() === "" ? null : Number(typed));

/** States a range of the site's laboratory: for one analyte, for whom, from which day, and where it was read. */
export function RangeDialog({ siteId, code }: { readonly siteId: string; readonly code: AnalyteCode }) {
  const { label, units } = analyte(code);
  const { send, fault, busy } = useAct();
  const [typed, setTyped] = useState(EMPTY);
  const [unit, setUnit] = useState(Object.keys(units)[0] ?? "");
  const change = (part: Partial<typeof EMPTY>) => setTyped((before) => ({ ...before, ...part }));
  const day = parseTypedDate(typed.validFrom);
  const text = (name: Exclude<keyof typeof EMPTY, "sex">, says: string, more: { readonly description?: string; readonly required?: boolean } = {}) => (
    <TextInput label={says} value={typed[name]} onChange={(event) => change({ [name]: event.currentTarget.value })} maxLength={name === "reason" ? 500 : 20} {...more} />
  );
  return (
    <ActDialog
      trigger="Set…" label={`Set… ${label}`} look="subtle" small title={`Reference range of ${label.toLowerCase()}`} button="State the range" busy={busy} fault={fault}
      ready={(typed.lower + typed.upper).trim() !== "" && day !== null && typed.reason.trim() !== ""} reset={() => setTyped(EMPTY)}
      act={() => send(setLabRangeAction, "range", {
        siteId, analyte: code, sex: typed.sex, ageFrom: years(typed.ageFrom), ageTo: years(typed.ageTo), lower: bound(typed.lower), upper: bound(typed.upper), unit, validFrom: day ?? "", reason: typed.reason,
      })}
    >
      <div className="row">{text("lower", "Lower limit")}{text("upper", "Upper limit")}
        <Select label="Unit" data={Object.keys(units).map((value) => ({ value, label: sayUnit(value) }))} value={unit} onChange={(chosen) => setUnit(chosen ?? unit)} allowDeselect={false} /></div>
      <div className="row">
        <Select label="For" data={[{ value: "M", label: "Men" }, { value: "F", label: "Women" }]} placeholder="Everybody" clearable value={typed.sex} onChange={(sex) => change({ sex: sex as "M" | "F" | null })} />
        {text("ageFrom", "From age")}{text("ageTo", "To age")}
      </div>
      {text("validFrom", "Valid from", { required: true, description: "Samples of this day and later are held against it. Flags and grades of the site's patients are derived again." })}
      {text("reason", "Where it was read", { required: true, description: "For example: notice of the laboratory, March 2026." })}
    </ActDialog>
  );
}
