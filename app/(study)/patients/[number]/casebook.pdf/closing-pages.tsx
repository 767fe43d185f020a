import { Text, View } from "@react-pdf/renderer";
import type { CasebookContent, PrintedSignature } from "@/lib/exports/casebooks/casebook-content";
import { Bookmark } from "../../../protocol/crf.pdf/page-frame";
import { casebookLook as look } from "./casebook-look";

const NONE = "None.";

/** What was derived, with every criterion that was looked at. */
export function Findings({ findings }: Pick<CasebookContent, "findings">) {
  return (
    <>
      <Chapter title="Derived results" at="findings" />
      {findings.length === 0 && <Text>{NONE}</Text>}
      {findings.map(({ title, value, lines }, at) => (
        <View key={at} style={look.item}>
          <Text><Text style={look.strong}>{title}: </Text>{value}</Text>
          {lines.map((line, index) => <Text key={index} style={look.line}>{line}</Text>)}
        </View>
      ))}
    </>
  );
}

export function Queries({ queries }: Pick<CasebookContent, "queries">) {
  return (
    <>
      <Chapter title="Queries" at="queries" />
      {queries.length === 0 && <Text>{NONE}</Text>}
      {queries.map(({ ref, where, state, question, thread }) => (
        <View key={ref} style={look.item}>
          <Text><Text style={look.strong}>{ref} {where}</Text> ({state})</Text>
          <Text style={look.line}>{question}</Text>
          {thread.map((line, at) => <Text key={at} style={look.line}>{line}</Text>)}
        </View>
      ))}
    </>
  );
}

export function Signatures({ signatures }: Pick<CasebookContent, "signatures">) {
  return (
    <>
      <Chapter title="Signatures" at="signatures" />
      {signatures.length === 0 && <Text>This casebook is not signed.</Text>}
      {signatures.map((signature) => <Signature key={signature.ref} signature={signature} />)}
    </>
  );
}

/** Name, role, time and meaning beside the words that were signed (21 CFR 11.50), and what of it no longer stands. */
function Signature({ signature: { ref, meaning, statement, name, role, at, covers, fallen, problem, sha256 } }: { readonly signature: PrintedSignature }) {
  return (
    <View style={look.item}>
      <Text><Text style={look.strong}>{ref} {meaning}: {name}</Text>, {role}, {at}</Text>
      <Text style={look.line}>“{statement}”</Text>
      <Text style={look.line}>{covers}</Text>
      {fallen.map((line, index) => <Text key={index} style={look.line}>{line}</Text>)}
      <Text style={[look.line, look.quiet]}>sealed {sha256}</Text>
      {problem !== null && <Text style={look.warning}>This signature cannot be relied on ({problem}).</Text>}
    </View>
  );
}

export function Annex({ annex }: Pick<CasebookContent, "annex">) {
  return (
    <>
      <Chapter title="Annex: corrections, decisions and locks" at="annex" />
      {annex.length === 0 && <Text>Nothing was changed after its first entry.</Text>}
      {annex.map(({ at, says }, index) => <View key={index} style={look.event}><Text style={look.at}>{at}</Text><Text style={look.says}>{says}</Text></View>)}
    </>
  );
}

function Chapter({ title, at }: { readonly title: string; readonly at: string }) {
  return <View wrap={false}><Bookmark title={title} under={null} at={at} /><Text style={look.chapter}>{title}</Text></View>;
}
