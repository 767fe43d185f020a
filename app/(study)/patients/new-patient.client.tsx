"use client";

import { Button, NativeSelect } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Modal } from "@/app/_ui/modal.client";
import { Callout } from "@/app/_ui/callout";
import { newId } from "@/app/_ui/new-id";
import { sendUntilKnown } from "@/app/_ui/send-until-known";
import { sayFault, UNREACHED } from "@/lib/kernel/action-result";
import { createPatientAction } from "./actions";

interface Props { readonly opened: boolean; readonly sites: readonly { readonly id: string; readonly code: string; readonly name: string }[] }

/** The next number of the site, in screening; the casebook opens. No name, initials or date of birth is ever asked for. */
export function NewPatient({ opened: atOnce, sites }: Props) {
  const router = useRouter();
  const [opened, setOpened] = useState(atOnce);
  const [siteId, setSiteId] = useState(sites[0]?.id ?? "");
  const [requestId, setRequestId] = useState(newId);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const open = () => { setFault(null); setOpened(true); };
  const create = async () => {
    setBusy(true);
    const made = await sendUntilKnown(() => createPatientAction({ requestId, reason: null, siteId }));
    setBusy(false);
    if (made !== null) setRequestId(newId()); // while it is open whether there is a new patient, the same request asks for it
    if (made?.ok) router.push(`/patients/${made.value.number}`);
    else setFault(made ? sayFault(made.fault) : UNREACHED);
  };
  return (
    <>
      {/* An address of its own: a click before the page's script has come still opens the dialog. */}
      <Button component="a" role="button" href="/patients?new=1" onClick={(event) => { event.preventDefault(); open(); }}>New patient</Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title="A new patient in screening?">
        <form onSubmit={(event) => { event.preventDefault(); void create(); }}>
          <div className="dialog-body stack">
            <p>The patient gets the next number of the site. Names, initials and dates of birth are never recorded here.</p>
            {sites.length > 1 && <NativeSelect label="Site" value={siteId} onChange={(event) => setSiteId(event.currentTarget.value)} data={sites.map(({ id, code, name }) => ({ value: id, label: `${code} ${name}` }))} />}
            {fault && <Callout tone="hard" live="alert">{fault}</Callout>}
          </div>
          <div className="dialog-foot"><Button type="submit" loading={busy} data-autofocus>Add to site {sites.find(({ id }) => id === siteId)?.code}</Button><Button variant="default" onClick={() => setOpened(false)}>Cancel</Button></div>
        </form>
      </Modal>
    </>
  );
}
