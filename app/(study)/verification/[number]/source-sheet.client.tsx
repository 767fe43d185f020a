"use client";
import { Button } from "@mantine/core";
import { Fragment, useState } from "react";
import { DataTable } from "@/app/_ui/data-table";
import { StateIcon } from "@/app/_ui/state-icon.client";
import { TextLink } from "@/app/_ui/text-link";
import type { SheetForm, SheetValue } from "@/lib/review/read-source-sheet";
import { CRITICALITY_WORDS } from "@/lib/study/verification-plan";
import { sayForms, sayValues, STANDING_WORDS } from "../verification-words";
import { VerifyDialog } from "./verify-dialog.client";

interface SheetProps {
  readonly patientId: string;
  readonly number: string;
  readonly forms: readonly SheetForm[];
  readonly mayVerify: boolean;
}

const keyOf = ({ entryId }: SheetForm, { field }: SheetValue): string => `${entryId} ${field}`;
const canChoose = ({ held }: SheetForm, { standing }: SheetValue): boolean => standing === "open" && held !== "lock";

/** Every value with a box: ticked as it is found in the source, form by form or all at once, and verified in one act. */
export function SourceSheetTable({ patientId, number, forms, mayVerify }: SheetProps) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState(false);
  const choosable = forms.flatMap((form) => form.values.filter((value) => canChoose(form, value)).map((value) => keyOf(form, value)));
  const chosen = forms.flatMap((form) => { const fields = form.values.filter((value) => canChoose(form, value) && ticked.has(keyOf(form, value))).map(({ field }) => field); return fields.length === 0 ? [] : [{ entryId: form.entryId, seenVersion: form.version, fields }]; });
  const count = chosen.reduce((sum, { fields }) => sum + fields.length, 0);
  const tick = (keys: readonly string[], on: boolean) => setTicked((before) => new Set(on ? [...before, ...keys] : [...before].filter((key) => !keys.includes(key))));
  const columns = [...(mayVerify ? [{ key: "tick", label: "Choose", unseen: true }] : []), { key: "label", label: "Field" }, { key: "value", label: "As entered" }, { key: "why", label: "What hangs on it" }, { key: "state", label: "Verification" }];
  return (
    <>
      <DataTable caption={`Values of ${number} beside the source`} columns={columns} className="source-sheet">
        {forms.map((form) => (
          <Fragment key={form.entryId}>
            <FormRow form={form} span={columns.length} mayVerify={mayVerify} ticked={ticked} onTick={tick} />
            {form.values.map((value) => <ValueRow key={value.field} form={form} value={value} mayVerify={mayVerify} ticked={ticked} onTick={tick} />)}
          </Fragment>
        ))}
      </DataTable>
      {mayVerify && choosable.length > 0 && (
        <div className="sheet-bar row" role="group" aria-label="Chosen values">
          <span aria-live="polite">{count === 0 ? `${sayValues(choosable.length)} to verify` : `${sayValues(count)} of ${sayForms(chosen.length)} chosen`}</span>
          <Button size="xs" variant="subtle" onClick={() => tick(choosable, count < choosable.length)}>{count < choosable.length ? `Choose all ${choosable.length}` : "Choose none"}</Button>
          <Button className="end" disabled={count === 0} onClick={() => setAsking(true)}>Verify {sayValues(count)}…</Button>
        </div>
      )}
      {asking && <VerifyDialog number={number} patientId={patientId} chosen={chosen} leftHere={leftOf(forms)} onClose={(sent) => { setAsking(false); if (sent) setTicked(new Set()); }} />}
    </>
  );
}

/** How many of the sheet wait for somebody to look at them by themselves. */
const leftOf = (forms: readonly SheetForm[]) => {
  const values = forms.flatMap((form) => form.values);
  return { asked: values.filter(({ standing }) => standing === "asked").length, changed: values.filter(({ standing }) => standing === "changed").length };
};

interface RowProps { readonly form: SheetForm; readonly mayVerify: boolean; readonly ticked: ReadonlySet<string>; readonly onTick: (keys: readonly string[], on: boolean) => void }

function FormRow({ form, span, mayVerify, ticked, onTick }: RowProps & { readonly span: number }) {
  const keys = form.values.filter((value) => canChoose(form, value)).map((value) => keyOf(form, value));
  const all = keys.length > 0 && keys.every((key) => ticked.has(key));
  const verified = form.values.filter(({ standing }) => standing === "verified").length;
  return (
    <tr className="group">
      {mayVerify && <td className="sheet-tick">{keys.length > 0 && <input type="checkbox" aria-label={`Choose all ${keys.length} of ${form.title}, ${form.visit}`} checked={all} onChange={() => onTick(keys, !all)} />}</td>}
      <th scope="colgroup" colSpan={mayVerify ? span - 1 : span}>
        <TextLink href={`/entries/${form.entryId}`}>{form.title}</TextLink>, {form.visit} <span className="dim">{verified}/{form.values.length}{form.held === "lock" && ", locked"}</span>
      </th>
    </tr>
  );
}

function ValueRow({ form, value, mayVerify, ticked, onTick }: RowProps & { readonly value: SheetValue }) {
  const key = keyOf(form, value);
  const { says, state } = STANDING_WORDS[value.standing];
  const place = value.standing === "changed" ? "/verification/changed?whose=all" : `/entries/${form.entryId}#${value.field}`;
  return (
    <tr className={ticked.has(key) ? "selected" : undefined}>
      {mayVerify && <td className="sheet-tick">{canChoose(form, value) && <input type="checkbox" aria-label={`Choose ${value.label}: ${value.value}`} checked={ticked.has(key)} onChange={() => onTick([key], !ticked.has(key))} />}</td>}
      <td className="sheet-label">{value.label}</td>
      <td className="sheet-value"><b>{value.value}</b></td>
      <td className="sheet-why">{CRITICALITY_WORDS[value.criticality]}{!value.planned && <small>beyond the plan</small>}</td>
      <td className="sheet-state"><StateIcon state={state} label="" /> {value.standing === "changed" || value.standing === "asked" ? <TextLink href={place} underlined>{says}</TextLink> : <span className={value.standing === "open" ? "dim" : undefined}>{says}{value.verifiedBy && ` by ${value.verifiedBy}`}</span>}</td>
    </tr>
  );
}
