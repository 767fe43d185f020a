"use client";

import { NativeSelect, Radio, Stack, Textarea } from "@mantine/core";
import { useEffect, useState } from "react";
import { useKeptReason } from "@/app/_crf/use-kept-reason";
import { readJson } from "@/app/_ui/read-json";
import { ActDialog } from "@/app/_ui/act-dialog.client";
import { Callout } from "@/app/_ui/callout";
import { DayInput } from "@/app/_ui/day-input.client";
import { useAct } from "@/app/_ui/use-act.client";
import type { ConsentPreview } from "@/lib/entries/read-consent-preview";
import { sayDate, type CalendarDate } from "@/lib/kernel/calendar-date";
import type { FormPolicy } from "@/lib/study/rehearse/move-entry";
import { reconsentPatientAction } from "./actions";
import { ConsentChanges } from "./consent-changes";

/** A version that the patient can consent to: activated at the site. */
export interface OfferedVersion {
  readonly version: string;
  readonly title: string;
  readonly activatedOn: CalendarDate;
}

interface Props {
  readonly patientId: string;
  readonly patientNumber: string;
  readonly offered: readonly OfferedVersion[];
  /** The calendar day at the site. */
  readonly today: CalendarDate;
}

/** Records that the patient consented to another version, after showing what changes by it. */
export function Reconsent({ patientId, patientNumber, offered, today }: Props) {
  const { send, fault, busy } = useAct();
  const [version, setVersion] = useState(offered[0]?.version ?? "");
  const [consentedOn, setConsentedOn] = useState("");
  const [forms, setForms] = useState<FormPolicy>("move");
  const { text, setText, reason, clear } = useKeptReason(`reconsent ${patientId}`, "Why another version");
  const reset = () => { setConsentedOn(""); setForms("move"); };
  const from = offered.find((each) => each.version === version)?.activatedOn;
  return (
    <ActDialog
      trigger="Another version…" label={`Another version of the protocol for ${patientNumber}`} look="subtle" small title={`${patientNumber} consents to another version`} button="Record the consent"
      ready={version !== "" && consentedOn !== "" && reason !== ""} fault={fault} busy={busy} act={() => send(reconsentPatientAction, "reconsent", { patientId, version, consentedOn, forms, reason })} reset={reset} done={clear}
    >
      <NativeSelect label="Version" value={version} onChange={(event) => setVersion(event.currentTarget.value)} data={offered.map((each) => ({ value: each.version, label: `${each.version}: ${each.title}` }))} />
      <DayInput label="Consented on" description={from && `This site works under it since ${sayDate(from)}.`} value={consentedOn} onDay={setConsentedOn} today={today} required autoFocus />
      <Changes key={`${version} ${consentedOn}`} patientNumber={patientNumber} version={version} consentedOn={consentedOn} forms={forms} onForms={setForms} />
      <Textarea label="Reason" description="Kept in the trail: the amendment, the document that was signed" value={text} onChange={(event) => setText(event.currentTarget.value)} maxLength={500} autosize minRows={2} required />
    </ActDialog>
  );
}

interface ChangesProps {
  readonly patientNumber: string;
  readonly version: string;
  readonly consentedOn: string;
  readonly forms: FormPolicy;
  readonly onForms: (forms: FormPolicy) => void;
}

/** What the server's rehearsal says, for the choice that stands. A course begun before the consent keeps its doses, so the day counts. */
function Changes({ patientNumber, version, consentedOn, forms, onForms }: ChangesProps) {
  const preview = usePreview(patientNumber, version, consentedOn);
  if (preview === "waiting") return <p className="dim" role="status">Rehearsing what changes…</p>;
  if (preview === "unreached") return <Callout tone="soft" live="status">What changes could not be shown. The consent can be recorded all the same.</Callout>;
  const mayChoose = preview.move.moves.some(({ begun }) => begun);
  return (
    <div className="stack" role="status">
      {mayChoose && (
        <Radio.Group label="Forms that are begun" value={forms} onChange={(value) => onForms(value as FormPolicy)}>
          <Stack gap="xs"><Radio value="move" label="Move to the new version: new questions are blank, the rest stays" /><Radio value="keep" label="Stay as they were filled; only new forms follow the new version" /></Stack>
        </Radio.Group>
      )}
      <div><b>What changes{consentedOn === "" ? ", if consented today" : ""}</b><ConsentChanges rehearsal={preview[forms]} /></div>
      <p className="dim">Everything entered, signed and verified stays as it is, except what is named above. The arm stays.</p>
    </div>
  );
}

function usePreview(patientNumber: string, version: string, consentedOn: string): ConsentPreview | "waiting" | "unreached" {
  const [preview, setPreview] = useState<ConsentPreview | "waiting" | "unreached">("waiting");
  useEffect(() => {
    const leaving = new AbortController();
    const asked = new URLSearchParams({ version, ...(consentedOn === "" ? {} : { on: consentedOn }) });
    void readJson<ConsentPreview>(`/patients/${encodeURIComponent(patientNumber)}/consent-preview?${asked}`, leaving.signal).then((found) => { if (!leaving.signal.aborted) setPreview(found ?? "unreached"); });
    return () => leaving.abort();
  }, [patientNumber, version, consentedOn]);
  return preview;
}
