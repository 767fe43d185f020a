import type { Persona } from "./cast";

/** Every main page, with somebody whose day it belongs to. */
export const MAIN_PAGES = {
  cora: ["/", "/patients", "/patients/101-004", "/patients/101-011", "/patients/101-021", "/patients/101-001/logs/concomitant_medication", "/queries", "/account"],
  dana: ["/lock", "/lock?patient=101-004&rehearse=yes", "/cuts", "/efficacy", "/trail", "/safety", "/deviations", "/laboratory", "/redactions"],
  ines: ["/signatures", "/copies", "/patients/101-021"],
  mona: ["/exposure"],
  ada: ["/people", "/sessions", "/protocol", "/versions"],
  ingo: ["/people"],
} as const satisfies Readonly<Partial<Record<Persona, readonly string[]>>>;

/** Who is needed to see them all. */
export const READERS = Object.keys(MAIN_PAGES) as readonly (keyof typeof MAIN_PAGES)[];
