import type { Persona } from "./cast";

/** Every main page, with somebody whose day it belongs to. */
export const MAIN_PAGES: Readonly<Partial<Record<Persona, readonly string[]>>> = {
  cora: ["/", "/patients", "/patients/101-004", "/patients/101-011", "/patients/101-021", "/patients/101-001/logs/concomitant_medication", "/queries"],
  dana: ["/lock", "/cuts", "/efficacy", "/trail", "/safety", "/deviations", "/laboratory"],
  ines: ["/signatures", "/copies"],
  mona: ["/exposure"],
  ada: ["/people", "/sessions", "/protocol", "/versions"],
};
