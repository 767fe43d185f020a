import { z } from "zod";

/** NUL, and half of a surrogate pair: PostgreSQL keeps neither. They come from pasting out of broken files, or from somebody who tries. */
const UNSTORABLE = /\u0000|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
const DEEPEST = 20;

/** Parses an act's input, after looking whether every text in it, names of fields included, is one that can be stored as it is. */
export function readInput<Input>(schema: z.ZodType<Input>, raw: unknown): z.ZodSafeParseResult<Input> {
  const path = unstorableAt(raw, []);
  if (path === null) return schema.safeParse(raw);
  return { success: false, error: new z.ZodError([{ code: "custom", path: [...path], message: "The text contains a character that cannot be stored. Type it again instead of pasting it.", input: undefined }]) as z.ZodError<Input> };
}

function unstorableAt(value: unknown, at: readonly string[]): readonly string[] | null {
  if (typeof value === "string") return UNSTORABLE.test(value) ? at : null;
  if (typeof value !== "object" || value === null) return null;
  if (at.length > DEEPEST) return at; // nothing of ours is nested so deep
  for (const [key, part] of Object.entries(value)) {
    const found = UNSTORABLE.test(key) ? at : unstorableAt(part, [...at, key]);
    if (found) return found;
  }
  return null;
}
