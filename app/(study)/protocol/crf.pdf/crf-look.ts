import path from "node:path";
import { Font, StyleSheet } from "@react-pdf/renderer";
import type { Criticality } from "@/lib/crf/field";

const FONT = "IBM Plex Sans";
const fontFile = (name: string) => path.join(process.cwd(), "app/(study)/protocol/crf.pdf/fonts", `IBMPlexSans_${name}.ttf`);

// The fonts that every PDF reader brings have no "×10⁹/L" and no "≥"; this one (SIL Open Font License, beside it) is embedded as far as it is used.
Font.register({
  family: FONT,
  fonts: [
    { src: fontFile("400Regular"), fontWeight: 400 },
    { src: fontFile("400Regular_Italic"), fontWeight: 400, fontStyle: "italic" },
    { src: fontFile("600SemiBold"), fontWeight: 600 },
  ],
});
Font.registerHyphenationCallback((word) => [word]);

/** Annotated forms colour a form's first domain blue, the next yellow, green and orange (SDTM Metadata Submission Guidelines); further ones follow. */
const DOMAIN_TINTS = ["#bfe6ff", "#fff3a8", "#bff0bf", "#ffd3a8", "#e3d0ff", "#ffd0e4", "#d8d8d8"] as const;

export const tintOf = (domains: readonly string[], domain: string | undefined): string => DOMAIN_TINTS[Math.max(0, domains.indexOf(domain ?? "")) % DOMAIN_TINTS.length] ?? DOMAIN_TINTS[0];

export const MARKS: Readonly<Record<Criticality, { readonly letter: string; readonly says: string; readonly colour: string } | null>> = {
  primary_endpoint: { letter: "P", says: "decides the primary endpoint", colour: "#a3103a" },
  evaluability: { letter: "E", says: "decides whether the patient can be evaluated", colour: "#0b5a8a" },
  safety: { letter: "S", says: "concerns safety", colour: "#7a5200" },
  administrative: null,
};

const LINE = "#5b6570";
const QUIET = "#55606b";

export const look = StyleSheet.create({
  page: { fontFamily: FONT, fontSize: 9, lineHeight: 1.3, color: "#16202a", paddingTop: 78, paddingBottom: 52, paddingHorizontal: 40 },
  top: { position: "absolute", top: 24, left: 40, right: 40, height: 42, flexDirection: "row", justifyContent: "space-between", alignItems: "flex-end", borderBottomWidth: 1, borderBottomColor: "#16202a", paddingBottom: 6 },
  // Placed from the top: what hangs at the bottom of a page with a line height is not drawn by this version of the library.
  foot: { position: "absolute", top: 800, left: 40, right: 40, flexDirection: "row", justifyContent: "space-between", borderTopWidth: 0.5, borderTopColor: LINE, paddingTop: 4, fontSize: 7.5, color: QUIET },
  footPage: { width: 110, textAlign: "right" },
  strong: { fontWeight: 600 },
  quiet: { fontSize: 7.5, color: QUIET },
  condition: { fontSize: 7.5, fontStyle: "italic" },
  title: { fontSize: 16, fontWeight: 600, lineHeight: 1.2, marginBottom: 4 },
  chapter: { fontSize: 13, fontWeight: 600, marginBottom: 8 },
  section: { fontWeight: 600, backgroundColor: "#e8ecf0", paddingHorizontal: 6, paddingVertical: 3, marginTop: 10 },
  row: { flexDirection: "row", borderBottomWidth: 0.5, borderBottomColor: "#b6bec6", paddingVertical: 6, paddingHorizontal: 6 },
  asked: { width: "38%", paddingRight: 12 },
  answer: { width: "62%" },
  label: { flexDirection: "row", alignItems: "center" },
  mark: { width: 11, height: 11, borderRadius: 5.5, color: "#ffffff", fontSize: 7, fontWeight: 600, textAlign: "center", lineHeight: 1.5, marginRight: 4 },
  across: { flexDirection: "row", flexWrap: "wrap", alignItems: "flex-end" },
  option: { flexDirection: "row", alignItems: "center", marginRight: 14, marginBottom: 3 },
  third: { width: "33%" },
  tick: { width: 9, height: 9, borderWidth: 0.9, borderColor: LINE, marginRight: 4 },
  cell: { width: 15, height: 17, borderWidth: 0.7, borderColor: LINE },
  number: { width: 84, height: 17, borderWidth: 0.7, borderColor: LINE },
  line: { height: 16, borderBottomWidth: 0.7, borderBottomColor: LINE },
  group: { marginRight: 8 },
  caption: { fontSize: 6.5, color: QUIET, textAlign: "center" },
  unit: { marginLeft: 5, marginRight: 12, paddingBottom: 2 },
  missing: { flexDirection: "row", flexWrap: "wrap", alignItems: "center", marginTop: 4, fontSize: 7.5, color: QUIET },
  target: { alignSelf: "flex-start", borderWidth: 0.7, borderColor: "#1c4e80", color: "#0a2e52", fontSize: 7.5, paddingHorizontal: 4, paddingVertical: 1.5, marginTop: 4 },
  code: { marginLeft: 4, fontSize: 7, color: "#1c4e80" },
  signed: { flexDirection: "row", justifyContent: "space-between", marginTop: 24 },
  signature: { width: "47%", borderTopWidth: 0.7, borderTopColor: LINE, paddingTop: 2, fontSize: 7.5, color: QUIET },
  entry: { flexDirection: "row", justifyContent: "space-between", paddingVertical: 2.5, borderBottomWidth: 0.4, borderBottomColor: "#c9d0d6", color: "#16202a", textDecoration: "none" },
});
