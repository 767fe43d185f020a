import "server-only";
import { randomUUID } from "node:crypto";
import { cache } from "react";
import { can, type Verb } from "@/lib/access/permissions";
import type { Actor } from "@/lib/kernel/actor";
import { refuse } from "@/lib/kernel/refusal";
import { refusalOf, reportTrouble } from "./database-fault";
import type { Tx } from "./db";
import { keepPlans } from "./direct-line";
import { sessionToken } from "./session";
import { underName } from "./timing";
import { withActor, type Errand } from "./transaction";
import { confine } from "./within";

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

interface Wish { readonly isKept: boolean; readonly grant: (tx: Tx, actor: Actor) => Promise<void>; readonly fail: (error: unknown) => void }

/**
 * One reader for all that a page shows and what stands around it: read one after the other in one transaction, which begins once and finds out once who
 * asks. Nothing is written, so nobody waits for its COMMIT.
 */
export function readingOf(token: () => Promise<string | null>) {
  let open: Wish[] | null = null; // what waits while a transaction is open
  return <Value>(verb: Verb, read: Read<Value>, { apart, first, ...errand }: PageReading = {}): Promise<Value | null> => {
    if (apart || errand.withinMs) return readAs(verb, read, errand, token);
    return new Promise((done, fail) => {
      const wish: Wish = { isKept: errand.keepsPlans ?? false, fail, grant: async (tx, actor) => done(await underName(verb, () => confined(tx, actor, verb, read))) };
      if (open) { open[first ? "unshift" : "push"](wish); return; }
      const wishes = [wish];
      open = wishes;
      void serve(wishes, token, () => { if (open === wishes) open = null; });
    });
  };
}

/** The reader of the request that is being answered. */
export const requestReading = cache(() => readingOf(sessionToken));

/** `close`: none waits any more, and whoever comes now needs another transaction. */
async function serve(wishes: Wish[], token: () => Promise<string | null>, close: () => void): Promise<void> {
  let wish: Wish | undefined;
  do {
    try {
      await withActor(await token(), { name: "page", requestId: randomUUID() }, async (tx, actor) => {
        for (wish ??= wishes.shift(); wish; wish = wishes.shift()) { // when all is done again because of a conflict, from the one that was at work
          keepPlans(wish.isKept);
          await wish.grant(tx, actor);
        }
        close();
      });
    } catch (error) {
      const failed = wish ? [wish] : wishes.splice(0); // one that failed ends its transaction, and the others get another; where nobody was let in, nobody will be
      wish = undefined;
      if (failed.length === 0) reportTrouble(error, refusalOf(error) ?? refuse("database_away"));
      for (const { fail } of failed) fail(error);
    }
  } while (wishes.length > 0);
  close();
}
