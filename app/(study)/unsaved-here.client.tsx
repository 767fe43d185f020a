"use client";

import { Button } from "@mantine/core";
import { useCallback, useEffect, useState } from "react";
import { deviceClock } from "@/app/_crf/device-clock";
import { readUnsaved, type UnsavedPlace } from "@/app/_crf/drafts/every-draft";
import { onDraftsChanged, removeDrafts } from "@/app/_crf/drafts/draft-store";
import { Card } from "@/app/_ui/card";
import { useMe } from "@/app/_ui/me.client";
import { StateIcon } from "@/app/_ui/state-icon.client";
import { LinkButton, TextLink } from "@/app/_ui/text-link";

type Unsaved = Awaited<ReturnType<typeof readUnsaved>>;
const NOTHING: Unsaved = { places: [], lost: [] };

/**
 * What this person typed on this device and did not save, each with a link to where it was typed. Takes no props: whose it is and
 * the key that opens it come from the layout. Draws nothing where nothing waits. Place it before the worklist.
 */
export function UnsavedHere() {
  const me = useMe();
  const [{ places, lost }, setUnsaved] = useState(NOTHING);
  const read = useCallback(async () => (me && isSecureContext ? readUnsaved(me).catch(() => NOTHING) : NOTHING), [me]); // a browser that keeps nothing has nothing to list
  useEffect(() => {
    let gone = false;
    const look = () => void read().then((found) => { if (!gone) setUnsaved(found); });
    look();
    const stop = onDraftsChanged(look);
    return () => { gone = true; stop(); };
  }, [read]);
  const discard = (ids: readonly string[]) => void removeDrafts(ids).then(read).then(setUnsaved);
  if (places.length + lost.length === 0) return null;
  return (
    <Card title="Typed here and not saved" note={places.length > 0 ? places.length : undefined}>
      {places.length > 0 && <ul className="worklist">{places.map((place) => <Place key={place.ids.join()} place={place} onDiscard={() => discard(place.ids)} />)}</ul>}
      {lost.length > 0 && (
        <div className="card-pad row">
          <span className="dim">{lost.length === 1 ? "Something" : `Something in ${lost.length} places`} was typed here in a session that has ended. It was not saved, and its key ended with the session: it can no longer be opened.</span>
          <Button size="compact-sm" variant="default" onClick={() => discard(lost)}>Understood</Button>
        </div>
      )}
    </Card>
  );
}

function Place({ place: { label, since, isOpen }, onDiscard }: { readonly place: UnsavedPlace; readonly onDiscard: () => void }) {
  const [sure, setSure] = useState(false);
  const name = [label.patient, label.title].filter(Boolean).join(", ");
  return (
    <li>
      <StateIcon state="in_progress" />
      <span className="worklist-patient">{label.patient !== null && <TextLink href={`/patients/${label.patient}`}>{label.patient}</TextLink>}</span>
      <span className="worklist-what"><TextLink href={label.href}>{label.title}</TextLink><small>{isOpen ? "open in another tab" : "kept on this device only, for as long as your session lives"}</small></span>
      <span className="worklist-when">since {deviceClock(since)}</span>
      <span className="row">
        <LinkButton href={label.href} small label={`Open ${name}`}>Open</LinkButton>
        {!isOpen && (sure
          ? <><Button size="xs" color="red" onClick={onDiscard} aria-label={`Discard what was typed in ${name}`}>Discard it</Button><Button size="xs" variant="default" onClick={() => setSure(false)}>Keep it</Button></>
          : <Button size="xs" variant="subtle" onClick={() => setSure(true)} aria-label={`Discard … ${name}`}>Discard …</Button>)}
      </span>
    </li>
  );
}
