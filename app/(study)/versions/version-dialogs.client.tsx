"use client";

import { Textarea } from "@mantine/core";
import { useState } from "react";
import { ActDialog } from "@/app/_ui/act-dialog.client";
import { DayInput } from "@/app/_ui/day-input.client";
import { useAct } from "@/app/_ui/use-act.client";
import type { SiteOfVersion } from "@/lib/people/read-versions";
import { activateVersionAction, openVersionAction } from "./actions";

interface OpenProps {
  readonly version: string;
  readonly title: string;
  /** The version that is open now. */
  readonly instead: string;
  /** Sites that could not enrol under it today. */
  readonly waiting: readonly string[];
}

/** Opens a version for enrolment, in place of the one that is open. */
export function OpenDialog({ version, title, instead, waiting }: OpenProps) {
  const { send, fault, busy } = useAct();
  const [reason, setReason] = useState("");
  return (
    <ActDialog
      trigger="Open…" label={`Open version ${version}`} small title={`Open version ${version} for enrolment`} button="Open it" ready={reason.trim() !== ""} fault={fault} busy={busy}
      act={() => send(openVersionAction, "open", { version, reason: reason.trim() })} reset={() => setReason("")}
    >
      <p>From now on new patients enter under “{title}” instead of version {instead}. Nobody who is in the trial moves: a patient changes version by consenting again.</p>
      {waiting.length > 0 && <p>{waiting.length === 1 ? "Site" : "Sites"} <b>{waiting.join(", ")}</b> cannot enrol under it today, for it is not activated there. Set a day for them too.</p>}
      <Textarea label="Reason" description="Kept in the trail: the amendment and its approval" value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={500} autosize minRows={2} required data-autofocus />
    </ActDialog>
  );
}

/** Sets or corrects the day from which a site works under a version. */
export function ActivateDialog({ version, site }: { readonly version: string; readonly site: SiteOfVersion }) {
  const { send, fault, busy } = useAct();
  const [activatedOn, setActivatedOn] = useState(site.activatedOn ?? site.today);
  const [reason, setReason] = useState("");
  const reset = () => { setActivatedOn(site.activatedOn ?? site.today); setReason(""); };
  return (
    <ActDialog
      trigger={site.activatedOn === null ? "Activate…" : "Change…"} label={`${site.activatedOn === null ? "Activate" : "Change"} version ${version} at site ${site.code}`} look={site.activatedOn === null ? "default" : "subtle"} small
      title={`Version ${version} at site ${site.code}`} button="Set the day" ready={reason.trim() !== "" && activatedOn !== ""} fault={fault} busy={busy}
      act={() => send(activateVersionAction, "activate", { siteId: site.siteId, version, activatedOn, reason: reason.trim() })} reset={reset}
    >
      <p>From this day, at {site.name}, patients may consent to version {version}, and new patients may enter under it while it is open.</p>
      <DayInput label="From" value={activatedOn} onDay={setActivatedOn} today={site.today} required autoFocus />
      <Textarea label="Reason" description="Kept in the trail: approval by the ethics committee, initiation visit" value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={500} autosize minRows={2} required />
    </ActDialog>
  );
}
