// What the web server writes about itself: one JSON object a line, of these fields and no other, so that no value, token or line break of somebody's gets in.
import { randomUUID } from "node:crypto";

const FIELDS = ["at", "level", "event", "reference", "told", "error", "code", "digest", "frames", "directive", "blocked"];

/** Writes one line to standard error. Unknown fields are dropped; text is cut and loses what could steer a terminal. */
export function log(event) {
  const line = Object.fromEntries(FIELDS.filter((field) => event[field] !== undefined).map((field) => [field, harmless(event[field])]));
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`);
}

const harmless = (value) => typeof value === "number" ? value : Array.isArray(value) ? value.map(harmless)
  : String(value).replace(/[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, " ").slice(0, 300);

/**
 * What is known of an error without what it was about: its kind, PostgreSQL's code, the digest shown to the person, and where it was thrown.
 * Never its message: a database's own says which value it would not take.
 */
export function describeError(error) {
  const known = error instanceof Error || (typeof error === "object" && error !== null) ? error : {};
  const code = known.meta?.driverAdapterError?.cause?.originalCode ?? known.cause?.originalCode ?? known.code;
  const frames = String(known.stack ?? "").split("\n").map((line) => /^\s+at (?:async )?(.+)/.exec(line)?.[1]).filter(Boolean).slice(0, 6)
    .map((frame) => frame.replace(/(?:file:\/\/)?\/[^\s()]*\/(?=\.next\/|node_modules\/|ops\/|lib\/)/, ""));
  return { error: known.name ?? typeof error, ...(code ? { code } : {}), ...(known.digest ? { digest: known.digest } : {}), frames };
}

/** From here on whatever is complained of to the console becomes such a line: of an object its known fields, of an error its kind, of a text that there was one. */
export function takeOverConsole() {
  const take = (level) => (...said) => {
    const fields = said.find((each) => typeof each === "object" && each !== null && !(each instanceof Error)) ?? {};
    const error = said.find((each) => each instanceof Error) ?? fields.error;
    log({ event: "console", ...fields, level, reference: fields.reference ?? randomUUID(), ...(error === undefined ? {} : describeError(error)) });
  };
  console.error = take("error");
  console.warn = take("warning");
  process.on("unhandledRejection", (error) => console.error(error)); // one request's mistake does not end the others'
}
