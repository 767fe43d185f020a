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
import { withActor, type Errand } from "./transaction";
import { confine } from "./within";

export interface PageReading extends Pick<Errand, "keepsPlans" | "withinMs"> {
  /** In a transaction of its own, at the same time as what else this page reads; so is what takes longer than others (`withinMs`). */
  readonly apart?: boolean;
  /** Before what waits with it: the frame of a page is seen while the page is still being read. */
  readonly first?: boolean;
}

type Read<Value> = (tx: Tx, actor: Actor) => Promise<Value | null>;

/** Reads as whoever asks, confined to where they may do this; null where they may not at all. Done when COMMIT has answered. */
export async function readAs<Value>(verb: Verb, read: Read<Value>, how: Pick<Errand, "keepsPlans" | "withinMs"> = {}): Promise<Value | null> {
  return withActor(await sessionToken(), { name: verb, requestId: randomUUID(), ...how }, (tx, actor) => confined(tx, actor, verb, read));
}

/** The confinement is sent with the first of its statements: on one connection it is carried out before them, and where it fails they fail. */
async function confined<Value>(tx: Tx, actor: Actor, verb: Verb, read: Read<Value>): Promise<Value | null> {
  if (!can(actor, verb)) return null;
  const [, value] = await Promise.all([confine(tx, actor, verb), read(tx, actor)]);
  return value;
}

interface Wish { readonly how: PageReading; readonly grant: (tx: Tx, actor: Actor) => Promise<void>; readonly fail: (error: unknown) => void }

/** What waits while a transaction of the request that is being answered is open; null while none is. */
const openFor = cache((): { wishes: Wish[] | null } => ({ wishes: null }));

/**
 * The same for a page: what stands around it and what it shows are read one after the other in one transaction, which begins once and finds out once who asks.
 * It only reads, so nobody waits for its COMMIT.
 */
export function readTogether<Value>(verb: Verb, read: Read<Value>, how: PageReading = {}): Promise<Value | null> {
  const { apart, first, ...errand } = how;
  if (apart || errand.withinMs) return readAs(verb, read, errand);
  const open = openFor();
  return new Promise((done, fail) => {
    const wish: Wish = { how, fail, grant: async (tx, actor) => done(await confined(tx, actor, verb, read)) };
    if (open.wishes) open.wishes[first ? "unshift" : "push"](wish);
    else void serve(open, [wish]);
  });
}

async function serve(open: { wishes: Wish[] | null }, wishes: Wish[]): Promise<void> {
  open.wishes = wishes;
  let wish: Wish | undefined;
  while (open.wishes === wishes) {
    try {
      await withActor(await sessionToken(), { name: "page", requestId: randomUUID() }, async (tx, actor) => {
        for (wish ??= wishes.shift(); wish; wish = wishes.shift()) { // when all is done again because of a conflict, from the one that was at work
          keepPlans(wish.how.keepsPlans ?? false);
          await wish.grant(tx, actor);
        }
        if (open.wishes === wishes) open.wishes = null;
      });
    } catch (error) {
      const failed = wish ? [wish] : wishes.splice(0); // one that failed ends its transaction, and the others get another; nobody got in: nobody will
      wish = undefined;
      if (failed.length === 0) reportTrouble(error, refusalOf(error) ?? refuse("database_away"));
      for (const { fail } of failed) fail(error);
      if (wishes.length === 0 && open.wishes === wishes) open.wishes = null;
    }
  }
}
