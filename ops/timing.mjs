// Where the time of an answer went, for whoever builds on this: SERVER_TIMING=on, and the browser's own tools show it beside each request.
// Never in a real trial: how long the database took may tell whether something is there.
import { AsyncLocalStorage } from "node:async_hooks";

/** What the built application, bundled apart, finds: `lib/server/timing.ts`. */
const KEY = Symbol.for("ecrf.timing");

/** Throws where timings would be told of a real trial. */
export const isTimed = ({ SERVER_TIMING: set = "off", TRIAL_KIND: kind = "real" }) => {
  if (!["on", "off", ""].includes(set)) throw new Error(`SERVER_TIMING is ${set}. It is on or off.`);
  if (set === "on" && kind === "real") throw new Error("SERVER_TIMING is on, and this is a real trial. Leave it off: how long the database takes may tell whether something is there.");
  return set === "on";
};

/** Answers by `answer`; the header says what had been spent, by name, when the answer began to leave. */
export function timed(response, answer) {
  const spans = globalThis[KEY] ??= new AsyncLocalStorage();
  const [began, spent] = [performance.now(), new Map()];
  const write = response.writeHead;
  response.writeHead = function (...given) {
    const parts = [...spent].map(([name, { ms, times }]) => `${name.replaceAll(/[^\w.-]/g, "_")};dur=${ms.toFixed(1)};desc="${times} ${times === 1 ? "time" : "times"}"`);
    response.setHeader("server-timing", [`total;dur=${(performance.now() - began).toFixed(1)}`, ...parts].join(", "));
    return write.apply(response, given);
  };
  const note = (name, ms) => {
    const { ms: before, times } = spent.get(name) ?? { ms: 0, times: 0 };
    spent.set(name, { ms: before + ms, times: times + 1 });
  };
  return spans.run({ note }, answer);
}
