import { StyleSheet } from "@react-pdf/renderer";
import { look } from "./crf-look";

const LINE = "#5b6570";
const QUIET = "#55606b";

/** What a printed report has beyond the printed form: answers and lines below a heading. Fonts and frame are those of the printed form. */
export const reportLook = {
  ...look,
  ...StyleSheet.create({
    foot: { position: "absolute", top: 792, left: 40, right: 40, borderTopWidth: 0.5, borderTopColor: LINE, paddingTop: 4, fontSize: 6.8, color: QUIET },
    footLine: { flexDirection: "row", justifyContent: "space-between" },
    training: { fontSize: 9, fontWeight: 600, color: "#141403", backgroundColor: "#ffe100", padding: 2, marginBottom: 2 },
    form: { fontSize: 10.5, fontWeight: 600, marginTop: 12, borderBottomWidth: 0.8, borderBottomColor: "#16202a", paddingBottom: 2 },
    value: { flexDirection: "row", borderBottomWidth: 0.3, borderBottomColor: "#c9d0d6", paddingVertical: 2 },
    label: { width: "34%", paddingRight: 8, color: "#3a454f" },
    item: { marginTop: 7 },
    line: { fontSize: 8, marginLeft: 10, color: "#2b353f" },
  }),
};
