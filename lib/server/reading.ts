import "server-only";
import { randomUUID } from "node:crypto";
import { cache } from "react";
import { can, type Verb } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import { refuse } from "@/lib/kernel/refusal";
import { refusalOf, reportTrouble } from "./database-fault";
import type { Tx } from "./db";
import { keepingPlans } from "./direct-line";
import { sessionToken } from "./session";
import { underName } from "./timing";
import { withActor, type Errand } from "./transaction";
import { confine, placesOf } from "./within";

export type Reading = Pick<Errand, "keepsPlans" | "withinMs">;

export interface PageReading extends Reading {
  /** In a transaction of its own, at the same time as what else this page reads; so is what takes longer than others (`withinMs`). */
  readonly apart?: boolean;
  /** Before what waits with it: the frame of a page is seen while the page is still being read. */
  readonly first?: boolean;
}

type Read<Value> = (tx: Tx, actor: Actor) => Promise<Value | null>;

/** Reads as whoever asks, confined to where they may do this; null where they may not at all. Done when COMMIT has answered. */
export async function readAs<Value>(verb: Verb, read: Read<Value>, how: Reading = {}, token = sessionToken): Promise<Value | null> {
  return withActor(await token(), { name: verb, requestId: randomUUID(), ...how }, (tx, actor) => confined(tx, actor, verb, read));
}

/** The confinement is sent with the first of its statements: on one connection it is carried out before them, and where it fails they fail. */
async function confined<Value>(tx: Tx, actor: Actor, verb: Verb, read: Read<Value>): Promise<Value | null> {
  if (!can(actor, verb)) return null;
  const [, value] = await Promise.all([confine(tx, actor, verb), read(tx, actor)]);
  return value;
}

interface Wish { readonly verb: Verb; readonly grant: (tx: Tx, actor: Actor) => Promise<void>; readonly fail: (error: unknown) => void }

/**
 * One reader for all that a page shows and what stands around it: read in one transaction, which begins once and finds out once who asks. What is confined to the
 * same places is read side by side, and nothing of it waits for the rest. Nothing is written, so nobody waits for its COMMIT.
 */
export function readingOf(token: () => Promise<string | null>) {
  let open: Wish[] | null = null; // what waits while a transaction is open
  return <Value>(verb: Verb, read: Read<Value>, { apart, first, ...errand }: PageReading = {}): Promise<Value | null> => {
    if (apart || errand.withinMs) return readAs(verb, read, errand, token);
    return new Promise((done, fail) => {
      const grant = async (tx: Tx, actor: Actor) => done(await underName(verb, () => keepingPlans(errand.keepsPlans ?? false, () => confined(tx, actor, verb, read))));
      if (open) { open[first ? "unshift" : "push"]({ verb, grant, fail }); return; }
      const wishes = [{ verb, grant, fail }];
      open = wishes;
      void serve(wishes, token, () => { if (open === wishes) open = null; });
    });
  };
}

/** The reader of the request that is being answered. */
export const requestReading = cache(() => readingOf(sessionToken));

/** `close`: none waits any more, and whoever comes now needs another transaction. */
async function serve(wishes: Wish[], token: () => Promise<string | null>, close: () => void): Promise<void> {
  let atWork: readonly Wish[] = [];
  do {
    try {
      await withActor(await token(), { name: "page", requestId: randomUUID() }, async (tx, actor) => {
        if (atWork.length === 0) atWork = takeAlike(wishes, actor); // when all is done again because of a conflict, those that were at work
        for (; atWork.length > 0; atWork = takeAlike(wishes, actor)) {
          const failures = await grantTogether(atWork, tx, actor);
          atWork = failures.map(({ wish }) => wish);
          if (failures[0]) throw failures[0].error;
        }
        close();
      });
    } catch (error) {
      const [failed, ...others] = atWork; // the first that failed ended the transaction, and the others get another; where nobody was let in, nobody will be
      const told = failed ? [failed] : wishes.splice(0);
      atWork = [];
      wishes.unshift(...others);
      if (told.length === 0) reportTrouble(error, refusalOf(error) ?? refuse("database_away"));
      for (const { fail } of told) fail(error);
    }
  } while (wishes.length > 0);
  close();
}

/** Takes out, of those that wait, the first and whatever is confined to the same places. */
function takeAlike(wishes: Wish[], actor: Actor): readonly Wish[] {
  const places = wishes[0] && placesOf(actor, wishes[0].verb);
  const alike = wishes.filter(({ verb }) => placesOf(actor, verb) === places);
  wishes.splice(0, wishes.length, ...wishes.filter((wish) => !alike.includes(wish)));
  return alike;
}

/** Those that failed, the first first: what fails after it mostly does so because of it. */
async function grantTogether(wishes: readonly Wish[], tx: Tx, actor: Actor): Promise<readonly { readonly wish: Wish; readonly error: unknown }[]> {
  const failures: { readonly wish: Wish; readonly error: unknown }[] = [];
  await Promise.all(wishes.map((wish) => wish.grant(tx, actor).catch((error: unknown) => { failures.push({ wish, error }); })));
  return failures;
}
