import { createHash } from "node:crypto";
import { Document, Font, Page, renderToBuffer, Text, View } from "@react-pdf/renderer";
import type { ReactNode } from "react";
import type { CasebookContent } from "@/lib/exports/casebooks/casebook-content";
import { TRAINING_SAYS } from "@/lib/kernel/training-words";
import { Bookmark } from "../../../protocol/crf.pdf/page-frame";
import { casebookLook as look } from "./casebook-look";
import { Annex, Findings, Queries, Signatures } from "./closing-pages";
import { mapTexts, printable } from "./printable";
import { VisitRecord } from "./record-pages";

const FAMILY = { fontFamily: "IBM Plex Sans", fontWeight: 400, fontStyle: "normal" } as const;

/** The hash of what is printed, over the content as JSON: it stands on every page, and in the manifest of a copy. */
export const hashOfContent = (content: CasebookContent): string => createHash("sha256").update(JSON.stringify(content)).digest("hex");

/** A casebook as PDF. Text stays text: nothing in it is fetched, opened or run. The same content gives the same bytes. */
export async function writeCasebook(content: CasebookContent): Promise<Buffer> {
  await Font.load(FAMILY);
  const font = Font.getFont(FAMILY)?.data as { readonly hasGlyphForCodePoint?: (code: number) => boolean } | undefined;
  const shown = mapTexts(content, (text) => printable(text, (code) => font?.hasGlyphForCodePoint?.(code) ?? code < 0x250));
  return renderToBuffer(<CasebookDocument content={shown} title={`${content.study.isTraining ? "TRAINING: " : ""}${content.study.shortTitle}: casebook ${content.patient.number}`} at={new Date(content.made.at)} sha256={hashOfContent(content)} />);
}

interface PrintProps { readonly content: CasebookContent; readonly sha256: string }

function CasebookDocument({ content, sha256, title, at }: PrintProps & { readonly title: string; readonly at: Date }) {
  const inFrame = (key: string, children: ReactNode) => <Framed key={key} content={content} sha256={sha256}>{children}</Framed>;
  return (
    <Document title={title} subject={`Content SHA-256 ${sha256}`} language="en-GB" creator="Cenersen eCRF" producer="Cenersen eCRF" creationDate={at} modificationDate={at} pageMode="useOutlines">
      {inFrame("front", <Front content={content} sha256={sha256} />)}
      {content.visits.map((visit) => inFrame(visit.code, <VisitRecord visit={visit} />))}
      {inFrame("findings", <Findings findings={content.findings} />)}
      {inFrame("queries", <Queries queries={content.queries} />)}
      {inFrame("signatures", <Signatures signatures={content.signatures} />)}
      {inFrame("annex", <Annex annex={content.annex} />)}
    </Document>
  );
}

/** Every page says whose it is, as of when, and of which content. */
function Framed({ content: { study, patient, made }, sha256, children }: PrintProps & { readonly children: ReactNode }) {
  return (
    <Page size="A4" style={look.page}>
      <View style={look.top} fixed>
        <View>
          {study.isTraining && <Text style={look.training}>{TRAINING_SAYS}</Text>}
          <Text style={look.strong}>Casebook of patient {patient.number}</Text>
          <Text style={look.quiet}>{study.shortTitle} · site {patient.site}{study.isDemonstration ? " · DEMONSTRATION, invented data" : ""}</Text>
          <Text style={look.quiet}>content sha256 {sha256}</Text>
        </View>
      </View>
      <View style={look.foot} fixed>
        <View style={look.footLine}>
          <Text>Patient {patient.number} · made {made.says} for {made.by}</Text>
          <Text render={({ pageNumber, totalPages }) => `Page ${pageNumber} of ${totalPages}`} />
        </View>
      </View>
      {children}
    </Page>
  );
}

function Front({ content: { study, patient, made, visits, signatures }, sha256 }: PrintProps) {
  const values = visits.flatMap(({ forms }) => forms).reduce((sum, { rows }) => sum + rows.filter(({ value }) => value !== "").length, 0);
  return (
    <>
      <Bookmark title="Casebook" under={null} at="front" />
      <Text style={look.title}>Casebook of patient {patient.number}</Text>
      <Text>{study.title}</Text>
      <Text style={look.quiet}>A copy of the electronic record as it stood at {made.says}, made for {made.by}.</Text>
      {[{ term: "Site", value: patient.site }, ...patient.facts, { term: "Recorded values", value: String(values) }, { term: "Signatures", value: String(signatures.length) }, { term: "Rules", value: study.rules }].map(({ term, value }) => (
        <View key={term} style={look.value}><Text style={look.label}>{term}</Text><Text style={look.answer}>{value === "" ? "–" : value}</Text></View>
      ))}
      <Text style={look.item}>Beside each value: whether it was changed since its first entry (the annex has the old values in sentences), who verified it against the source, its queries (Q), and the signatures (S) that stand on it. “–” is a blank.</Text>
      <Text style={look.item}>Content SHA-256: {sha256}</Text>
    </>
  );
}
