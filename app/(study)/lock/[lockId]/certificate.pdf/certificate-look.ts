import { StyleSheet } from "@react-pdf/renderer";
import { reportLook } from "../../../protocol/crf.pdf/report-look";

/** What a certificate has beyond a printed report: hashes, in columns of their own. */
export const certificateLook = {
  ...reportLook,
  ...StyleSheet.create({
    heading: { fontSize: 11, fontWeight: 600, marginTop: 14, marginBottom: 3, borderBottomWidth: 0.8, borderBottomColor: "#16202a", paddingBottom: 2 },
    stated: { backgroundColor: "#eef2f5", borderLeftWidth: 3, borderLeftColor: "#16202a", padding: 8, marginTop: 8 },
    statedWhat: { fontSize: 12, fontWeight: 600, lineHeight: 1.25 },
    term: { width: "30%", paddingRight: 8, color: "#3a454f" },
    said: { width: "70%" },
    file: { width: "30%", paddingRight: 6 },
    number: { width: "10%", paddingRight: 10, textAlign: "right" },
    hash: { width: "60%", fontSize: 7.5 },
    third: { width: "33%", paddingRight: 6 },
    signature: { marginTop: 5 },
  }),
};
