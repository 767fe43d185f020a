"use client";
import { useState } from "react";
import { DataTable } from "@/app/_ui/data-table";
import { StateIcon } from "@/app/_ui/state-icon.client";
import { TextLink } from "@/app/_ui/text-link";
import { sayInstant } from "@/lib/kernel/instant";
import type { PatientToSign, Signable } from "@/lib/signatures/read-signables";
import { SignDialog } from "./sign-dialog.client";

const COLUMNS = [
  { key: "choose", label: "Choose", unseen: true }, { key: "patient", label: "Patient" }, { key: "what", label: "What" },
  { key: "unsigned", label: "Not signed", numeric: true }, { key: "since", label: "Last entered or changed" }, { key: "ready", label: "Ready" },
];

const toggled = (set: ReadonlySet<string>, key: string): ReadonlySet<string> => (set.has(key) ? new Set([...set].filter((each) => each !== key)) : new Set([...set, key]));

interface Line { readonly patient: PatientToSign; readonly of: Signable; readonly isVisit: boolean }

/** Ticks gather what one password signs; a patient's visits open under the casebook. */
export function SignList({ patients, most }: { readonly patients: readonly PatientToSign[]; readonly most: number }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [signed, setSigned] = useState(0);
  const ready = patients.filter(({ casebook }) => casebook.notYet.length === 0).slice(0, most);
  const standing = new Set(patients.flatMap(({ casebook, visits }) => [casebook, ...visits].map(({ key }) => key)));
  const keys = [...chosen].filter((key) => standing.has(key));
  const choose = (key: string) => setChosen((before) => toggled(before, key));
  const open = (patientId: string) => setOpened((before) => toggled(before, patientId));
  const lines = patients.flatMap((patient): readonly Line[] => [
    { patient, of: patient.casebook, isVisit: false }, ...(opened.has(patient.patientId) ? patient.visits.map((of) => ({ patient, of, isVisit: true })) : []),
  ]);
  const done = () => { setSigned(keys.length); setChosen(new Set()); };

  return (
    <>
      <div className="card-pad row sign-tools">
        <SignDialog of={keys} disabled={keys.length === 0 || keys.length > most} title={keys.length === 1 ? "Sign one record" : `Sign ${keys.length} records`} button={keys.length === 0 ? "Sign" : `Sign ${keys.length} chosen`} onSigned={done} />
        {ready.length > 0 && <button type="button" className="button" onClick={() => setChosen(new Set(ready.map(({ casebook }) => casebook.key)))}>Choose all that are ready ({ready.length})</button>}
        {keys.length > 0 && <button type="button" className="button" onClick={() => setChosen(new Set())}>Choose none</button>}
        {keys.length > most && <span className="tone-due">At most {most} at a time.</span>}
        <span role="status" className="dim">{signed > 0 && keys.length === 0 && `${signed} ${signed === 1 ? "record" : "records"} signed, each with a signature of its own.`}</span>
      </div>
      <DataTable caption="Waiting for a signature" columns={COLUMNS} className="table-stacked sign-list">
        {lines.map((line) => <SignRow key={line.of.key} line={line} isChosen={chosen.has(line.of.key)} choose={choose} isOpen={opened.has(line.patient.patientId)} open={open} />)}
      </DataTable>
    </>
  );
}

interface SignRowProps {
  readonly line: Line;
  readonly isChosen: boolean;
  readonly choose: (key: string) => void;
  readonly isOpen: boolean;
  readonly open: (patientId: string) => void;
}

function SignRow({ line: { patient, of, isVisit }, isChosen, choose, isOpen, open }: SignRowProps) {
  const { patientId, number, timeZone, visits } = patient;
  return (
    <tr className={isChosen ? "sign-row selected" : "sign-row"}>
      <td><input type="checkbox" checked={isChosen} aria-label={`Choose ${number}, ${of.what}`} onChange={() => choose(of.key)} /></td>
      <td className="sign-number">{isVisit ? null : <TextLink href={`/patients/${number}`}>{number}</TextLink>}</td>
      <td className={isVisit ? "sign-visit" : undefined}>
        {isVisit ? <TextLink href={`/patients/${number}`}>{of.what}</TextLink> : of.what}
        {!isVisit && visits.length > 0 && <> <button type="button" className="button button-small button-ghost" aria-expanded={isOpen} onClick={() => open(patientId)}>{isOpen ? "hide visits" : `${visits.length} ${visits.length === 1 ? "visit" : "visits"}`}</button></>}
      </td>
      <td className="number" data-label="Not signed">{of.unsigned}{of.fallen > 0 && <span className="tone-due"> ({of.fallen} changed)</span>}</td>
      <td className="dim" data-label="Last entered or changed">{of.at === null ? "" : sayInstant(of.at, timeZone)}</td>
      <td>{of.notYet.length === 0 ? <span className="row"><StateIcon state="complete" label="" />Ready</span> : <span className="dim">{of.notYet.join(", ")}</span>}</td>
    </tr>
  );
}
