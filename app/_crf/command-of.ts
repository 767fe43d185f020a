import type { Command } from "./keys";

/** What of a key event decides. */
export interface Press {
  readonly key: string;
  readonly code: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  /** AltGr, with which German and Polish hands type "@" and "ś". */
  readonly altGraph: boolean;
  /** On a Mac Option is Alt, and browsers report it as AltGr as well. */
  readonly mac: boolean;
  /** The key would write into a box. */
  readonly inText: boolean;
}

const LETTERS: Readonly<Record<string, Command>> = {
  s: "save", n: "next", p: "previous", q: "query", h: "history", i: "help", u: "unknownPart", m: "missing", w: "explain", v: "verify",
};

/** The letter on the key: what it writes, or, where Option turned it into another sign, where it lies. */
const letterOf = ({ key, code }: Press): string => (/^[a-z]$/i.test(key) ? key : /^Key[A-Z]$/.test(code) ? code.slice(3) : "").toLowerCase();

/** The command of a key, or null for a key that writes or that the browser answers. */
export function commandOf(press: Press): Command | null {
  const { key, code, altKey, ctrlKey, metaKey, shiftKey } = press;
  if (press.altGraph && !press.mac) return null;
  if (key === "F1") return altKey || ctrlKey || metaKey || shiftKey ? null : "keys";
  if (key === "Enter") return !shiftKey && Number(altKey) + Number(ctrlKey) + Number(metaKey) === 1 ? "saveAndNext" : null;
  if (ctrlKey || metaKey) return null;
  if (!altKey) return key === "?" && !press.inText ? "keys" : null;
  if (key === "?" || (code === "Slash" && shiftKey)) return "keys";
  return shiftKey ? null : LETTERS[letterOf(press)] ?? null;
}
