import { FIRM, INK, QUIET, style, TEXT, type Style } from "@/app/_print/look";
import type { Criticality } from "@/lib/crf/field";

/** Annotated forms colour a form's first domain blue, the next yellow, green and orange (SDTM Metadata Submission Guidelines); further ones follow. */
const DOMAIN_TINTS = ["#bfe6ff", "#fff3a8", "#bff0bf", "#ffd3a8", "#e3d0ff", "#ffd0e4", "#d8d8d8"] as const;

export const tintOf = (domains: readonly string[], domain: string | undefined): string => DOMAIN_TINTS[Math.max(0, domains.indexOf(domain ?? "")) % DOMAIN_TINTS.length] ?? DOMAIN_TINTS[0];

export const MARKS: Readonly<Record<Criticality, { readonly letter: string; readonly says: string; readonly colour: string } | null>> = {
  primary_endpoint: { letter: "P", says: "decides the primary endpoint", colour: "#a3103a" },
  evaluability: { letter: "E", says: "decides whether the patient can be evaluated", colour: "#0b5a8a" },
  safety: { letter: "S", says: "concerns safety", colour: "#7a5200" },
  administrative: null,
};

/** What a printed form has beyond the casebook. */
export const CRF_TEXT = {
  study: style(24, "strong", INK, 1.2), foot: TEXT.quiet, mark: style(7, "strong", "#ffffff", 1), caption: style(6.5, "regular", QUIET),
  code: style(7, "regular", "#1c4e80"), target: style(7.5, "regular", "#0a2e52"),
} as const satisfies Record<string, Style>;

export const CRF_RULES = {
  row: { thick: 0.5, colour: "#b6bec6" }, entry: { thick: 0.4, colour: "#c9d0d6" }, signature: { thick: 0.7, colour: FIRM },
  box: { thick: 0.7, colour: FIRM }, tick: { thick: 0.9, colour: FIRM }, target: { thick: 0.7, colour: "#1c4e80" },
} as const;

export const SECTION_GROUND = "#e8ecf0";
/** Text within a row, a section's heading or an entry stands so far from their edges. */
export const EDGE = 6;
