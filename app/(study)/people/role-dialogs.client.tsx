"use client";

import { NativeSelect, Textarea } from "@mantine/core";
import { useState } from "react";
import { useAct } from "@/app/_ui/use-act.client";
import { ROLE_LABELS, ROLES, type Role } from "@/lib/kernel/actor";
import type { SiteView } from "@/lib/people/read-people";
import { ActDialog } from "@/app/_ui/act-dialog.client";
import { DayInput } from "@/app/_ui/day-input.client";
import { grantMembershipAction, recordTrainingAction, revokeMembershipAction } from "./actions";
import { ROLE_MEANS, SITE_ROLES } from "./role-words";

const EVERY_SITE = "all";
const TRAINING = { label: "Trained on", description: "The day of the training for this role. Left blank, the role is pending and opens nothing." } as const;

/** Gives a person a role at a site, or everywhere. */
export function GrantDialog({ accountId, fullName, sites }: { readonly accountId: string; readonly fullName: string; readonly sites: readonly SiteView[] }) {
  const { send, fault, busy } = useAct();
  const [role, setRole] = useState<Role>("coordinator");
  const [siteId, setSiteId] = useState("");
  const [trainedOn, setTrainedOn] = useState("");
  const [activeFrom, setActiveFrom] = useState("");
  const [activeTo, setActiveTo] = useState("");
  const atOneSite = SITE_ROLES.includes(role);
  const place = siteId === EVERY_SITE && atOneSite ? "" : siteId;
  const act = () => send(grantMembershipAction, "grant", { accountId, role, siteId: place === EVERY_SITE ? null : place, trainedOn: trainedOn || null, activeFrom: activeFrom || null, activeTo: activeTo || null, reason: null });
  const reset = () => { setRole("coordinator"); setSiteId(""); setTrainedOn(""); setActiveFrom(""); setActiveTo(""); };
  return (
    <ActDialog trigger="Give a role…" label={`Give a role to ${fullName}`} small title={`Give ${fullName} a role`} button="Give the role" ready={place !== ""} fault={fault} busy={busy} act={act} reset={reset}>
      <NativeSelect label="Role" description={ROLE_MEANS[role]} value={role} onChange={(event) => setRole(event.currentTarget.value as Role)} data={ROLES.map((value) => ({ value, label: ROLE_LABELS[value] }))} data-autofocus />
      <NativeSelect
        label="Where" value={place} onChange={(event) => setSiteId(event.currentTarget.value)} description={atOneSite && sites.length === 0 ? "There is no site yet. Add one first." : undefined}
        data={[{ value: "", label: "Choose", disabled: true }, ...(atOneSite ? [] : [{ value: EVERY_SITE, label: "All sites" }]), ...sites.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }))]}
      />
      <DayInput {...TRAINING} value={trainedOn} onDay={setTrainedOn} />
      <div className="people-dates">
        <DayInput label="First day" description="Blank: today." value={activeFrom} onDay={setActiveFrom} />
        <DayInput label="Last day" description="Blank: until it is taken away." value={activeTo} onDay={setActiveTo} />
      </div>
    </ActDialog>
  );
}

interface HeldRoleProps {
  readonly membershipId: string;
  /** "Monitor at site 101" */
  readonly says: string;
  readonly fullName: string;
}

/** Records the training that a pending role waits for. */
export function TrainingDialog({ membershipId, says, fullName }: HeldRoleProps) {
  const { send, fault, busy } = useAct();
  const [trainedOn, setTrainedOn] = useState("");
  return (
    <ActDialog
      trigger="Record training…" label={`Record training of ${fullName} as ${says}`} small title={`Training of ${fullName}`} button="Record" ready={trainedOn !== ""} fault={fault} busy={busy}
      act={() => send(recordTrainingAction, "train", { membershipId, trainedOn, reason: null })} reset={() => setTrainedOn("")}
    >
      <p>From then on the role counts: {says}.</p>
      <DayInput label={TRAINING.label} value={trainedOn} onDay={setTrainedOn} required autoFocus />
    </ActDialog>
  );
}

/** Takes a role away, with the reason. */
export function RevokeDialog({ membershipId, says, fullName }: HeldRoleProps) {
  const { send, fault, busy } = useAct();
  const [reason, setReason] = useState("");
  return (
    <ActDialog
      trigger="Take away…" label={`Take away from ${fullName}: ${says}`} look="subtle" small title={`${fullName}: ${says}`} button="Take the role away" ready={reason.trim() !== ""} fault={fault} busy={busy}
      act={() => send(revokeMembershipAction, "revoke", { membershipId, reason })} reset={() => setReason("")}
    >
      <p>It ends with the next thing this person does. What was done under it stays, with name and role.</p>
      <Textarea label="Reason" value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={500} autosize minRows={2} required data-autofocus />
    </ActDialog>
  );
}
