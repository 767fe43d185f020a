"use client";

import { Button } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { Modal } from "@/app/_ui/modal.client";
import { newId } from "@/app/_ui/new-id";
import { sendUntilKnown } from "@/app/_ui/send-until-known";
import { sayFault, UNREACHED } from "@/lib/kernel/action-result";
import type { Arm } from "@/lib/study/patient-record";
import { randomisePatientAction } from "./actions";

interface RandomiseProps {
  readonly patientId: string;
  readonly patientNumber: string;
  /** What each arm of the patient's protocol version is called and gives. */
  readonly arms: Readonly<Record<Arm, { readonly label: string; readonly treatment: string }>>;
  readonly disabled: boolean;
}

/** Asks once more, draws, and shows the arm at once. The request keeps its id, so that a broken connection never draws twice. */
export function Randomise({ patientId, patientNumber, arms, disabled }: RandomiseProps) {
  const router = useRouter();
  const requestId = useRef<string | null>(null);
  const [opened, setOpened] = useState(false);
  const [arm, setArm] = useState<Arm | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const draw = async () => {
    requestId.current ??= newId();
    setBusy(true);
    setFault(null);
    const request = { requestId: requestId.current, reason: null, patientId };
    const result = await sendUntilKnown(() => randomisePatientAction(request));
    setBusy(false);
    if (result === null) return setFault(UNREACHED);
    requestId.current = null;
    if (result.ok) setArm(result.value.arm); else setFault(sayFault(result.fault));
  };
  const close = () => {
    setOpened(false);
    setFault(null);
    if (arm !== null) router.refresh();
  };
  return (
    <>
      <button type="button" className="button button-primary" disabled={disabled} onClick={() => setOpened(true)}>Randomise…</button>
      <Modal opened={opened} onClose={close} title={arm === null ? `Randomise ${patientNumber}?` : `${patientNumber} is randomised`} closeButtonProps={{ "aria-label": "Close" }}>
        <div className="dialog-body stack" role="status">
          {arm === null
            ? <p>The next place of the patient’s stratum is drawn from the concealed list. This cannot be undone.</p>
            : <><p className="casebook-arm">{arms[arm].label}</p><p>{arms[arm].treatment}</p></>}
          {fault !== null && <p role="alert" className="tone-q">{fault}</p>}
        </div>
        <div className="dialog-foot">
          {arm === null
            ? <><Button loading={busy} onClick={() => void draw()} data-autofocus>Randomise</Button><Button variant="default" onClick={close}>Cancel</Button></>
            : <Button onClick={close} data-autofocus>Open the casebook</Button>}
        </div>
      </Modal>
    </>
  );
}
