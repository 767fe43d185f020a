import { StyleSheet } from "@react-pdf/renderer";
import { look } from "../../../protocol/crf.pdf/crf-look";

const LINE = "#5b6570";
const QUIET = "#55606b";

/** What a casebook has beyond the printed form: answers, marks, an annex. Fonts and frame are those of the printed form. */
export const casebookLook = {
  ...look,
  ...StyleSheet.create({
    foot: { position: "absolute", top: 792, left: 40, right: 40, borderTopWidth: 0.5, borderTopColor: LINE, paddingTop: 4, fontSize: 6.8, color: QUIET },
    footLine: { flexDirection: "row", justifyContent: "space-between" },
    training: { fontSize: 9, fontWeight: 600, color: "#141403", backgroundColor: "#ffe100", padding: 2, marginBottom: 2 },
    form: { fontSize: 10.5, fontWeight: 600, marginTop: 12, borderBottomWidth: 0.8, borderBottomColor: "#16202a", paddingBottom: 2 },
    value: { flexDirection: "row", borderBottomWidth: 0.3, borderBottomColor: "#c9d0d6", paddingVertical: 2 },
    label: { width: "34%", paddingRight: 8, color: "#3a454f" },
    answer: { width: "36%", paddingRight: 8, fontWeight: 600 },
    marks: { width: "30%", fontSize: 7, color: QUIET },
    item: { marginTop: 7 },
    line: { fontSize: 8, marginLeft: 10, color: "#2b353f" },
    event: { flexDirection: "row", borderBottomWidth: 0.3, borderBottomColor: "#c9d0d6", paddingVertical: 2, fontSize: 8 },
    at: { width: "27%", paddingRight: 8, color: QUIET, fontSize: 7.5 },
    says: { width: "73%" },
    warning: { backgroundColor: "#fdeceb", color: "#8a1020", paddingHorizontal: 6, paddingVertical: 3, marginTop: 4 },
  }),
};
