import { Document, Font, Page, renderToBuffer, Text, View } from "@react-pdf/renderer";
import type { ReportTable, VisitReportContent } from "@/lib/copies/visit-report-content";
import { TRAINING_SAYS } from "@/lib/kernel/training-words";
import { reportLook as look } from "../../protocol/crf.pdf/report-look";
import { mapTexts, printable } from "../../patients/[number]/casebook.pdf/printable";

const FAMILY = { fontFamily: "IBM Plex Sans", fontWeight: 400, fontStyle: "normal" } as const;

/** A visit report as PDF. Text stays text: nothing in it is fetched, opened or run. */
export async function writeVisitReport(content: VisitReportContent): Promise<Buffer> {
  await Font.load(FAMILY);
  const font = Font.getFont(FAMILY)?.data as { readonly hasGlyphForCodePoint?: (code: number) => boolean } | undefined;
  const shown = mapTexts(content, (text) => printable(text, (code) => font?.hasGlyphForCodePoint?.(code) ?? code < 0x250));
  const at = new Date(content.made.at);
  const title = `${content.study.isTraining ? "TRAINING: " : ""}${content.study.shortTitle}: visit report ${content.number}, site ${content.site}`;
  return renderToBuffer(
    <Document title={title} language="en-GB" creator="Cenersen eCRF" producer="Cenersen eCRF" creationDate={at} modificationDate={at}>
      <Page size="A4" style={look.page}><Frame content={shown} /><Report content={shown} /></Page>
    </Document>,
  );
}

/** Every page says of which visit it is, and who filed it when. */
function Frame({ content: { study, site, number, made } }: { readonly content: VisitReportContent }) {
  return (
    <>
      <View style={look.top} fixed>
        <View>
          {study.isTraining && <Text style={look.training}>{TRAINING_SAYS}</Text>}
          <Text style={look.strong}>Visit report {number}, site {site}</Text>
          <Text style={look.quiet}>{study.shortTitle}{study.isDemonstration ? " · DEMONSTRATION, invented data" : ""}</Text>
        </View>
      </View>
      <View style={look.foot} fixed>
        <View style={look.footLine}><Text>Filed {made.says} by {made.by}</Text><Text render={({ pageNumber, totalPages }) => `Page ${pageNumber} of ${totalPages}`} /></View>
      </View>
    </>
  );
}

function Report({ content: { study, site, number, facts, tables, findings, statement, made } }: { readonly content: VisitReportContent }) {
  return (
    <>
      <Text style={look.title}>Visit report {number}</Text>
      <Text>{study.title}</Text>
      <Text style={look.strong}>Site {site}</Text>
      {facts.map(({ term, value }) => <View key={term} style={look.value}><Text style={look.label}>{term}</Text><Text style={{ width: "66%" }}>{value}</Text></View>)}
      <Text style={look.form}>Findings ({findings.length})</Text>
      {findings.length === 0 && <Text>Nothing was found that needs an action.</Text>}
      {findings.map(({ says, action }, at) => <View key={at} style={look.item}><Text><Text style={look.strong}>{at + 1}. </Text>{says}</Text>{action !== "" && <Text style={look.line}>To do: {action}</Text>}</View>)}
      {tables.map((table) => <Table key={table.title} table={table} />)}
      <View wrap={false}>
        <Text style={look.form}>Signature</Text>
        <Text style={look.item}>“{statement}”</Text>
        <Text style={look.strong}>{made.by}, monitor, signed electronically {made.says}</Text>
        <View style={{ flexDirection: "row", marginTop: 34 }}>
          {["Seen by the investigator: name", "Signature", "Date"].map((label) => <View key={label} style={{ width: "33%", paddingRight: 16 }}><Text style={{ borderTopWidth: 0.8, borderTopColor: "#16202a", paddingTop: 3, fontSize: 8 }}>{label}</Text></View>)}
        </View>
      </View>
    </>
  );
}

function Table({ table: { title, none, columns, rows, note } }: { readonly table: ReportTable }) {
  const line = (cells: readonly string[], key: string | number, style: object = {}) => (
    <View key={key} style={look.value} wrap={false}>{cells.map((cell, at) => <Text key={at} style={{ width: `${columns[at]?.[1] ?? 10}%`, paddingRight: 6, fontSize: 8, ...style }}>{cell}</Text>)}</View>
  );
  return (
    <View>
      <Text style={look.form} minPresenceAhead={40}>{title}</Text>
      {rows.length === 0 ? <Text style={look.quiet}>{none}</Text> : line(columns.map(([label]) => label), "head", { fontWeight: 600 })}
      {rows.map((row, at) => line(row, at))}
      {note !== null && <Text style={look.quiet}>{note}</Text>}
    </View>
  );
}
