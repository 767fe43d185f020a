import { Link, Page, Text, View } from "@react-pdf/renderer";
import type { PrintedVisit } from "@/lib/study/printed-crf";
import { look, MARKS } from "./crf-look";
import { Bookmark, Footer, Header, type CrfPrint } from "./page-frame";

/** What this is: the trial, the protocol version, its treatments. */
export function Cover({ print }: { readonly print: CrfPrint }) {
  const { crf, annotated, ruleVersion } = print;
  return (
    <Page size="A4" style={[look.page, { paddingTop: 150 }]}>
      <Footer print={print} subject={crf.shortTitle} />
      <Text style={look.quiet}>{annotated ? "Case report form, annotated with SDTM targets" : "Case report form, blank"}</Text>
      <Text style={[look.title, { fontSize: 24, marginTop: 6 }]}>{crf.title}</Text>
      <View style={{ marginTop: 28 }}>
        <Text style={look.strong}>{crf.version.title} (version {crf.version.id})</Text>
        <Text style={look.quiet}>{crf.version.source}</Text>
        <Text style={{ marginTop: 6 }}>Rules version {ruleVersion} · {crf.forms.length} forms · {crf.visits.length} places in the schedule</Text>
      </View>
      <View style={{ marginTop: 20 }}>{crf.arms.map(({ code, label, treatment }) => <Text key={code}><Text style={look.strong}>{label}</Text> ({code}): {treatment}</Text>)}</View>
      <View style={{ marginTop: 28 }}>
        <Text>A star * marks what is expected for a complete form. Where a value cannot be had, tick why. Write dates as day, month in letters, year: 05-MAR-2024; put UN for a day or month that is not known, where the field allows it.</Text>
        {annotated && <Legend />}
      </View>
    </Page>
  );
}

function Legend() {
  return (
    <View style={{ marginTop: 10 }}>
      <Text>In blue frames stands where a value goes in the Study Data Tabulation Model, and beside each option the code that is stored. The frames of a form have a colour for each domain, named under the title of the form.</Text>
      <View style={{ marginTop: 8 }}>
        {Object.values(MARKS).map((mark) => mark && (
          <View key={mark.letter} style={[look.label, { marginBottom: 3 }]}><Text style={[look.mark, { backgroundColor: mark.colour }]}>{mark.letter}</Text><Text>{mark.says}</Text></View>
        ))}
      </View>
    </View>
  );
}

/** Every form with its page, and the domains of the tabulation. */
export function Contents({ print }: { readonly print: CrfPrint }) {
  const { crf, annotated, pageOf } = print;
  return (
    <Page size="A4" style={look.page}>
      <Header print={print} subject="Contents" />
      <Footer print={print} subject="Contents" />
      <Bookmark title="Contents" under={null} at="contents" />
      <Text style={look.chapter}>Forms</Text>
      {crf.forms.map(({ id, title, version, repeats, ofSystem }) => (
        <Link key={id} src={`#form-${id}`} style={look.entry}>
          <Text>{title}{repeats ? ", a row each" : ""}{ofSystem ? ", filled by the system" : ""} <Text style={look.quiet}>{id}, version {version}</Text></Text>
          <Text>{pageOf.get(id) ?? ""}</Text>
        </Link>
      ))}
      {annotated && (
        <View style={{ marginTop: 16 }}>
          <Text style={look.chapter} minPresenceAhead={60}>Domains</Text>
          {crf.domains.map(({ code, name }) => <Text key={code}><Text style={look.strong}>{code}</Text> {name}</Text>)}
        </View>
      )}
    </Page>
  );
}

/** Visit by visit, which forms are filled. */
export function Schedule({ print }: { readonly print: CrfPrint }) {
  return (
    <Page size="A4" style={look.page}>
      <Header print={print} subject="Schedule" />
      <Footer print={print} subject="Schedule" />
      <Bookmark title="By visit" under={null} at="visits" />
      <Text style={look.chapter}>Forms by visit</Text>
      <Text style={[look.quiet, { marginBottom: 6 }]}>D1 is the first day of cenersen of the course; there is no day 0. Each form is printed once; copy it for every visit at which it is filled.</Text>
      {print.crf.visits.map((visit) => <Visit key={visit.code} visit={visit} pageOf={print.pageOf} />)}
      <Bookmark title="By form" under={null} at="forms" />
    </Page>
  );
}

function Visit({ visit: { code, title, days, places }, pageOf }: { readonly visit: PrintedVisit; readonly pageOf: ReadonlyMap<string, number> }) {
  return (
    <View wrap={false} style={{ marginTop: 10 }}>
      <Bookmark title={title} under="visits" at={`visit-${code}`} />
      <View style={[look.section, { marginTop: 0, flexDirection: "row", justifyContent: "space-between" }]}><Text>{title}</Text><Text>{days}</Text></View>
      {places.map(({ formId, title: form, note }) => (
        <Link key={formId} src={`#form-${formId}`} style={[look.entry, { paddingHorizontal: 6 }]}>
          <Text>{form} <Text style={look.quiet}>{note}</Text></Text>
          <Text>{pageOf.get(formId) ?? ""}</Text>
        </Link>
      ))}
    </View>
  );
}
