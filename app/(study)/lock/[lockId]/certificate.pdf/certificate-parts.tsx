import { Text, View } from "@react-pdf/renderer";
import type { CertificateContent } from "@/lib/copies/certificate-content";
import { certificateLook as look } from "./certificate-look";

interface Part { readonly content: CertificateContent }

/** Name, role, time and meaning of every signature on what is locked. */
export function Signatures({ content: { signatures } }: Part) {
  return (
    <>
      <Text style={look.heading} minPresenceAhead={60}>Signatures</Text>
      {signatures.length === 0 && <Text>None: there is no value that a signature could cover.</Text>}
      {signatures.map(({ patient, meaning, by, at, statement, sealed, fallen }, index) => (
        <View key={index} style={look.signature} wrap={false}>
          <Text><Text style={look.strong}>{patient} {meaning}: {by}</Text>, {at}</Text>
          <Text style={look.line}>“{statement}”</Text>
          {fallen !== null && <Text style={look.line}>{fallen}</Text>}
          <Text style={[look.line, look.quiet]}>sealed {sealed}</Text>
        </View>
      ))}
    </>
  );
}

/** The first cut that holds the lock: one hash over its records, one over its files, one for each file. */
export function Data({ content: { cut, files } }: Part) {
  return (
    <>
      <Text style={look.heading} minPresenceAhead={80}>Data</Text>
      <Text>Data cut “{cut.name}”, {cut.says}: {cut.isInterim ? "interim, other patients of the study were not locked yet" : "final, every patient of the study was locked"}. It holds the whole study; the hashes are over all of it.</Text>
      <View style={look.value}><Text style={look.term}>Content hash of the records</Text><Text style={look.said}>{cut.contentHash}</Text></View>
      <View style={look.value}><Text style={look.term}>Hash of the list of files</Text><Text style={look.said}>{cut.filesSha256}</Text></View>
      {files.map(({ file, rows, sha256 }) => (
        <View key={file} style={look.value} wrap={false}><Text style={look.file}>{file}</Text><Text style={look.number}>{rows}</Text><Text style={look.hash}>{sha256}</Text></View>
      ))}
    </>
  );
}

/** The signed checkpoint over lock and cut, and where each chain of the trail stands under it. */
export function Anchored({ content: { anchor, heads } }: Part) {
  return (
    <>
      <Text style={look.heading} minPresenceAhead={80}>Trail</Text>
      <Text>Checkpoint {anchor.checkpoint}, {anchor.says}, is the first signed one over this lock and this cut.</Text>
      {[{ term: "Hash of the checkpoint", value: anchor.hash }, { term: "Ed25519 key", value: anchor.key }, { term: "Ed25519 signature", value: anchor.signature }, { term: "The line as signed", value: anchor.line }].map(({ term, value }) => (
        <View key={term} style={look.value} wrap={false}><Text style={look.term}>{term}</Text><Text style={[look.said, look.quiet]}>{value}</Text></View>
      ))}
      <Text style={look.item}>Heads of the chains: events, and the hash of the last.</Text>
      {heads.map(({ chain, events, hash }) => (
        <View key={chain} style={look.value} wrap={false}><Text style={look.file}>{chain}</Text><Text style={look.number}>{events}</Text><Text style={look.hash}>{hash}</Text></View>
      ))}
    </>
  );
}

export function Patients({ content: { patients } }: Part) {
  return (
    <>
      <Text style={look.heading} minPresenceAhead={60}>Patients</Text>
      {patients.length === 0 && <Text>None.</Text>}
      {patients.map(({ number, version, status }) => (
        <View key={number} style={look.value} wrap={false}><Text style={look.third}>{number}</Text><Text style={look.third}>protocol {version}</Text><Text style={look.third}>{status}</Text></View>
      ))}
    </>
  );
}
