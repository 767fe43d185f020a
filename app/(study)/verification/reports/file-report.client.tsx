"use client";
import { Button, NativeSelect, Textarea, TextInput } from "@mantine/core";
import { usePathname } from "next/navigation";
import { useMemo, useState } from "react";
import { useDraft } from "@/app/_crf/use-draft";
import { ActDialog } from "@/app/_ui/act-dialog.client";
import { OwnProof } from "@/app/_ui/own-proof.client";
import { useAct } from "@/app/_ui/use-act.client";
import type { VisitReports } from "@/lib/copies/read-visit-reports";
import type { VisitFinding } from "@/lib/copies/visit-report-content";
import { fileVisitReportAction } from "./actions";

interface DialogProps { readonly sites: VisitReports["sites"]; readonly statement: string }

const BLANK: VisitFinding = { says: "", action: "" };
const isBlank = ({ says, action }: VisitFinding): boolean => `${says}${action}`.trim() === "";

/** The findings as typed, kept on the device until they are filed. */
function useFindings() {
  const [findings, setFindings] = useState<readonly VisitFinding[]>([BLANK]);
  const unsaved = useMemo(() => (findings.every(isBlank) ? null : findings), [findings]);
  const place = { name: "visit report", label: { href: usePathname(), patient: null, title: "Findings of a visit" } };
  const draft = useDraft<readonly VisitFinding[]>(place, unsaved, (found) => setFindings((now) => (now.every(isBlank) ? found.at(-1) ?? now : now)));
  return { findings, setFindings, clear: () => { draft.forget(); setFindings([BLANK]); } };
}

/** Site, days and what was found; everything else of the report is counted from the records when it is signed. */
export function FileReportDialog({ sites, statement }: DialogProps) {
  const { send, fault, busy } = useAct();
  const [siteId, setSiteId] = useState(sites[0]?.id ?? "");
  const today = sites.find(({ id }) => id === siteId)?.today ?? "";
  const [kind, setKind] = useState<"on_site" | "remote">("on_site");
  const [beganOn, setBeganOn] = useState(today);
  const [endedOn, setEndedOn] = useState(today);
  const { findings, setFindings, clear } = useFindings();
  const [password, setPassword] = useState("");
  const change = (at: number, change: Partial<VisitFinding>) => setFindings((before) => before.map((finding, index) => (index === at ? { ...finding, ...change } : finding)));
  const file = async () => {
    const typed = findings.map(({ says, action }) => ({ says: says.trim(), action: action.trim() })).filter((finding) => !isBlank(finding));
    const done = await send(fileVisitReportAction, "file", { siteId, kind, beganOn, endedOn, findings: typed, password, reason: null });
    setPassword("");
    return done;
  };
  return (
    <ActDialog trigger="File a report…" look="filled" title="Report of a visit" button="Sign and file" ready={password !== "" && beganOn !== "" && endedOn !== ""} busy={busy} fault={fault} act={file} reset={() => setPassword("")} done={clear}>
      <NativeSelect label="Site" value={siteId} onChange={(event) => setSiteId(event.currentTarget.value)} data={sites.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }))} data-autofocus />
      <div className="visit-days">
        <NativeSelect label="Kind" value={kind} onChange={(event) => setKind(event.currentTarget.value as typeof kind)} data={[{ value: "on_site", label: "At the site" }, { value: "remote", label: "Remote" }]} />
        <TextInput type="date" label="First day" value={beganOn} onChange={(event) => setBeganOn(event.currentTarget.value)} />
        <TextInput type="date" label="Last day" value={endedOn} onChange={(event) => setEndedOn(event.currentTarget.value)} />
      </div>
      {findings.map(({ says, action }, at) => (
        <fieldset key={at} className="visit-finding">
          <legend>Finding {at + 1}</legend>
          <Textarea label="What was found" description={at === 0 ? "Name patients by their number only." : undefined} value={says} maxLength={1000} autosize minRows={2} onChange={(event) => change(at, { says: event.currentTarget.value })} />
          <TextInput label="To do, by whom and until when" value={action} maxLength={500} onChange={(event) => change(at, { action: event.currentTarget.value })} />
        </fieldset>
      ))}
      {findings.length < 30 && <div><Button size="xs" variant="default" onClick={() => setFindings((before) => [...before, BLANK])}>Another finding</Button></div>}
      <p className="muted">Patients, values, queries, verdicts and deviations are counted from the records as they are when you sign; yours of these days stand as looked at.</p>
      <p>{statement}</p>
      <OwnProof value={password} onChange={setPassword} takesFocus={false} />
    </ActDialog>
  );
}
