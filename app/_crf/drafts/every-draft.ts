import type { Person } from "@/app/_ui/me.client";
import { stopKeeping, heldDrafts, opened, type DraftLabel } from "./draft-keeper";
import { draftsBefore, draftsOf, putDraft, removeDrafts } from "./draft-store";
import { boundTo } from "./draft-words";
import { keysOf, nameUnder, seal } from "./seal";

/** No session lives longer: whatever is older opens for nobody. */
const LONGEST_SESSION_MS = 12 * 60 * 60_000;

export interface UnsavedPlace {
  readonly ids: readonly string[];
  readonly label: DraftLabel;
  readonly since: number;
  /** A tab of this browser is open there now. */
  readonly isOpen: boolean;
}

/** Everything of this person that is typed and not saved on this device, newest first; `lost` counts what an earlier session sealed, whose key has ended with it. */
export async function readUnsaved(me: Person): Promise<{ readonly places: readonly UnsavedPlace[]; readonly lost: readonly string[] }> {
  await removeDrafts(await draftsBefore(Date.now() - LONGEST_SESSION_MS));
  const [{ id: keyId }, records, isHeld] = await Promise.all([keysOf(me.draftSecret), draftsOf(me.accountId), heldDrafts()]);
  const places = new Map<string, UnsavedPlace>();
  const lost: string[] = [];
  for (const record of records) {
    const content = await opened(record, me);
    if (!content) { if (record.keyId !== keyId && !isHeld(record.id)) lost.push(record.id); continue; }
    const before = places.get(record.place);
    places.set(record.place, { ids: [...(before?.ids ?? []), record.id], label: content.label, since: Math.min(before?.since ?? content.since, content.since), isOpen: (before?.isOpen ?? false) || isHeld(record.id) });
  }
  return { places: [...places.values()].toSorted((one, other) => other.since - one.since), lost };
}

/** The same person has a new session: everything is sealed under its key, and opens under the old one no longer. */
export async function sealAnew(before: Person, now: Person): Promise<void> {
  if (!isSecureContext) return;
  const keys = await keysOf(now.draftSecret);
  for (const record of await draftsOf(before.accountId).catch(() => [])) { // a browser that keeps nothing has nothing to seal anew
    const content = await opened<unknown>(record, before);
    if (!content) continue;
    const name = await nameUnder(keys, content.place);
    await putDraft({ ...record, keyId: keys.id, place: name, ...(await seal(keys, boundTo(record), JSON.stringify(content))) }, { lasting: true });
  }
}

/** On signing out nothing of this person stays on the device, and this page writes nothing any more. */
export async function forgetDrafts({ accountId }: Person): Promise<void> {
  stopKeeping();
  await removeDrafts((await draftsOf(accountId)).map(({ id }) => id));
}
