import { createHash } from "node:crypto";
import { Document, Font, Page, renderToBuffer, Text, View } from "@react-pdf/renderer";
import type { CertificateContent, CertificateFact } from "@/lib/copies/certificate-content";
import { Bookmark } from "../../../protocol/crf.pdf/page-frame";
import { mapTexts, printable } from "../../../patients/[number]/casebook.pdf/printable";
import { certificateLook as look } from "./certificate-look";
import { Anchored, Data, Patients, Signatures } from "./certificate-parts";

const FAMILY = { fontFamily: "IBM Plex Sans", fontWeight: 400, fontStyle: "normal" } as const;

/** A hash, an id, or the name of a file: it fits its column as it is. */
const OURS = /^([0-9a-f]{64}|[a-z0-9_.-]{1,36})$/u;
/** Letters of a key or a signature on one line of theirs. */
const WIDE = 66;

/** Over the content as JSON: it stands on every page. */
const hashOf = (content: CertificateContent): string => createHash("sha256").update(JSON.stringify(content)).digest("hex");

/** The certificate of a lock as PDF. Its only clock is that of the lock: the same content gives the same bytes. */
export async function writeCertificate(content: CertificateContent): Promise<Buffer> {
  await Font.load(FAMILY);
  const font = Font.getFont(FAMILY)?.data as { readonly hasGlyphForCodePoint?: (code: number) => boolean } | undefined;
  const layOut = (longest?: number) => (text: string) => (OURS.test(text) ? text : printable(text, (code) => font?.hasGlyphForCodePoint?.(code) ?? code < 0x250, longest));
  const shown = { ...mapTexts(content, layOut()), anchor: mapTexts(content.anchor, layOut(WIDE)) };
  return renderToBuffer(<CertificateDocument content={shown} sha256={hashOf(content)} at={new Date(content.lock.at)} />);
}

function CertificateDocument({ content, sha256, at }: { readonly content: CertificateContent; readonly sha256: string; readonly at: Date }) {
  const { study, what, lock, freezes, counts, versions, checks } = content;
  const title = `${study.training === null ? "" : "TRAINING: "}Certificate of lock, ${what}`;
  return (
    <Document title={title} subject={`Content SHA-256 ${sha256}`} language="en-GB" creator="Cenersen eCRF" producer="Cenersen eCRF" creationDate={at} modificationDate={at} pageMode="useOutlines">
      <Page size="A4" style={look.page}>
        <Frame content={content} sha256={sha256} />
        <Bookmark title="Certificate" under={null} at="front" />
        <Text style={look.title}>Certificate of lock</Text>
        <Text>{study.title}</Text>
        <View style={look.stated}>
          <Text style={look.statedWhat}>{`${what[0]?.toUpperCase() ?? ""}${what.slice(1)} was locked on ${lock.says}`}</Text>
          <Text>by {lock.by}</Text>
          <Text>Reason: {lock.reason}</Text>
          <Text style={look.quiet}>lock {lock.id}</Text>
        </View>
        <Text style={look.item}>{content.closed}</Text>
        <Facts title="What it holds" facts={counts} />
        <Facts title="Versions" facts={versions} />
        <Facts title="Order of closing" facts={[...freezes.map((freeze) => ({ term: "Frozen", value: freeze })), { term: "Locked", value: `${what}: by ${lock.by}, ${lock.says}: ${lock.reason}` }]} />
        <Signatures content={content} />
        <Data content={content} />
        <Anchored content={content} />
        <Facts title="How to check this certificate" facts={checks} />
        <Patients content={content} />
      </Page>
    </Document>
  );
}

/** Every page says of what it is, and of which content. */
function Frame({ content: { study, what, lock }, sha256 }: { readonly content: CertificateContent; readonly sha256: string }) {
  return (
    <>
      <View style={look.top} fixed>
        <View>
          {study.training !== null && <Text style={look.training}>{study.training}</Text>}
          <Text style={look.strong}>Certificate of lock: {what}{study.isDemonstration ? " · DEMONSTRATION, invented data" : ""}</Text>
          <Text style={look.quiet}>content sha256 {sha256}</Text>
        </View>
      </View>
      <View style={look.foot} fixed>
        <View style={look.footLine}>
          <Text>Locked {lock.says} by {lock.by}</Text>
          <Text render={({ pageNumber, totalPages }) => `Page ${pageNumber} of ${totalPages}`} />
        </View>
      </View>
    </>
  );
}

function Facts({ title, facts }: { readonly title: string; readonly facts: readonly CertificateFact[] }) {
  return (
    <>
      <Text style={look.heading} minPresenceAhead={40}>{title}</Text>
      {facts.map(({ term, value }, at) => <View key={at} style={look.value} wrap={false}><Text style={look.term}>{term}</Text><Text style={look.said}>{value}</Text></View>)}
    </>
  );
}
