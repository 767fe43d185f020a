import "server-only";
import type { AsyncLocalStorage } from "node:async_hooks";

/** What the web server gathers for the answer that is being made; there only where it was asked to (`ops/timing.mjs`). */
interface Spent { readonly note: (name: string, ms: number) => void }
const KEY = Symbol.for("ecrf.timing");
const spans = globalThis as { readonly [KEY]?: AsyncLocalStorage<Spent> };

/** Does the work; where timings are asked for, its time goes under this name. */
export async function underName<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
  const spent = spans[KEY]?.getStore();
  if (!spent) return work();
  const began = performance.now();
  try {
    return await work();
  } finally {
    spent.note(name, performance.now() - began);
  }
}
