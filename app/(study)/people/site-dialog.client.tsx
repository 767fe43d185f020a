"use client";

import { Checkbox, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { useAct } from "@/app/_ui/use-act.client";
import { ActDialog } from "@/app/_ui/act-dialog.client";
import { createSiteAction } from "./actions";

/** Adds a site. Its code begins every patient's number, its zone is the clock of everything recorded there. */
export function SiteDialog({ first }: { readonly first: boolean }) {
  const { send, fault, busy } = useAct();
  const [code, setCode] = useState("");
  const [name, setName] = useState("");
  const [timeZone, setTimeZone] = useState<string | null>(null);
  const [enrols, setEnrols] = useState(true);
  const reset = () => { setCode(""); setName(""); setTimeZone(null); setEnrols(true); };
  return (
    <ActDialog
      trigger="Add a site…" look={first ? "filled" : "default"} title="Add a site" button="Add the site" ready={/^\d{3}$/.test(code.trim()) && name.trim() !== "" && timeZone !== null} fault={fault} busy={busy}
      act={() => send(createSiteAction, "site", { code, name, timeZone: timeZone ?? "", enrols, reason: null })} reset={reset}
    >
      <TextInput label="Code" description="Three digits. Patients are numbered 104-001, 104-002 and so on; it cannot be changed." value={code} onChange={(event) => setCode(event.currentTarget.value)} maxLength={3} inputMode="numeric" required data-autofocus />
      <TextInput label="Name" value={name} onChange={(event) => setName(event.currentTarget.value)} maxLength={120} required />
      <Select label="Time zone" description="Times typed at the site are read in it." data={["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")]} value={timeZone} onChange={setTimeZone} searchable required nothingFoundMessage="No such zone" comboboxProps={{ withinPortal: true }} />
      <Checkbox label="May enrol from today" description="Under the version that is open. Otherwise set the day later, under Versions." checked={enrols} onChange={(event) => setEnrols(event.currentTarget.checked)} />
    </ActDialog>
  );
}
