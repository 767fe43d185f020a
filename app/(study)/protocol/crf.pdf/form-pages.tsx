import { Page, Text, View } from "@react-pdf/renderer";
import { domainsIn, type PrintedField, type PrintedForm, type PrintedSection } from "@/lib/crf/printed-form";
import { AT_ANY_TIME, type PrintedVisit } from "@/lib/study/printed-crf";
import { sdtmDomainName } from "@/lib/study/sdtm-domains";
import { BlankField, Tick } from "./blank-fields";
import { look, MARKS, tintOf } from "./crf-look";
import { Bookmark, Footer, Header, type CrfPrint } from "./page-frame";

/** A form on paper, beginning on a page of its own: unique, with the visits at which it is filled to tick. */
export function FormPages({ form, print }: { readonly form: PrintedForm; readonly print: CrfPrint }) {
  const { crf, annotated } = print;
  const visits = crf.visits.filter(({ places }) => places.some(({ formId }) => formId === form.id));
  return (
    <Page size="A4" style={look.page} id={`form-${form.id}`}>
      <Header print={print} subject={form.title} withPatient />
      <Footer print={print} subject={`${form.id}, version ${form.version}`} at={form.id} />
      <Bookmark title={form.title} under="forms" at={form.id} />
      {visits.map(({ code }) => <Bookmark key={code} title={form.title} under={`visit-${code}`} at={`${code}-${form.id}`} />)}
      <Text style={look.title}>{form.title}</Text>
      {annotated && <Domains domains={form.domains} />}
      {form.ofSystem && <Text style={look.quiet}>This form is filled by the system and takes nothing by hand.</Text>}
      <Visits visits={visits} repeats={form.repeats} />
      {form.sections.map((section) => <Section key={section.title} section={section} form={form} annotated={annotated} />)}
      <View style={look.signed} wrap={false}>
        <Text style={look.signature}>{form.ofSystem ? "Checked by, date" : "Filled in by, date"}</Text>
        <Text style={look.signature}>Investigator, date</Text>
      </View>
    </Page>
  );
}

function Domains({ domains }: { readonly domains: readonly string[] }) {
  return (
    <View style={look.across}>
      {domains.map((domain) => <Text key={domain} style={[look.target, { backgroundColor: tintOf(domains, domain), marginRight: 6 }]}>{domain} = {sdtmDomainName(domain)}</Text>)}
    </View>
  );
}

function Visits({ visits, repeats }: { readonly visits: readonly PrintedVisit[]; readonly repeats: boolean }) {
  const planned = visits.filter(({ code }) => code !== AT_ANY_TIME);
  return (
    <View style={[look.across, { marginTop: 8 }]}>
      {planned.length > 0 && <Text style={[look.strong, { marginRight: 10, paddingBottom: 3 }]}>Visit</Text>}
      {planned.map(({ code, shortTitle }) => <Tick key={code} option={{ code, label: code === "UNS" ? "Unscheduled, no. ____" : shortTitle }} coded={false} />)}
      {repeats && <Text style={[look.strong, { marginRight: 8, paddingBottom: 3 }]}>Row</Text>}
      {repeats && <BlankField blank={{ kind: "boxes", groups: [{ boxes: 2, caption: "" }], unit: "a new sheet for each row" }} coded={false} />}
    </View>
  );
}

/** A heading never stands alone at the foot of a page: it stays with its first field. */
function Section({ section: { title, fields }, form, annotated }: { readonly section: PrintedSection; readonly form: PrintedForm; readonly annotated: boolean }) {
  const rows = fields.map((field) => <FieldRow key={field.name} field={field} domains={form.domains} annotated={annotated} />);
  return (
    <>
      <View wrap={false}>{title !== form.title && <Text style={look.section}>{title}</Text>}{rows[0]}</View>
      {rows.slice(1)}
    </>
  );
}

function FieldRow({ field, domains, annotated }: { readonly field: PrintedField; readonly domains: readonly string[]; readonly annotated: boolean }) {
  const mark = annotated ? MARKS[field.criticality] : null;
  return (
    <View style={look.row} wrap={false}>
      <View style={look.asked}>
        <View style={look.label}>
          {mark && <Text style={[look.mark, { backgroundColor: mark.colour }]}>{mark.letter}</Text>}
          <Text style={[look.strong, { flexShrink: 1 }]}>{field.label}{field.expected ? " *" : ""}</Text>
        </View>
        {field.help !== null && <Text style={look.quiet}>{field.help}</Text>}
        {field.onlyWhen !== null && <Text style={look.condition}>{`Only when ${field.onlyWhen}`}</Text>}
      </View>
      <View style={look.answer}>
        {field.blanks.map((blank) => <BlankField key={blank.kind} blank={blank} coded={annotated} />)}
        {field.missing.length > 0 && (
          <View style={look.missing}><Text style={{ marginRight: 8 }}>or</Text>{field.missing.map((option) => <Tick key={option.code} option={option} coded={annotated} />)}</View>
        )}
        {annotated && <Target field={field} domains={domains} />}
      </View>
    </View>
  );
}

/** Where the value goes, and what is accepted. Options stand beside their boxes already. */
function Target({ field: { sdtm, accepts, blanks }, domains }: { readonly field: PrintedField; readonly domains: readonly string[] }) {
  const isChoice = blanks.every(({ kind }) => kind === "options");
  return (
    <>
      <Text style={[look.target, { backgroundColor: tintOf(domains, domainsIn(sdtm)[0]) }]}>{sdtm}</Text>
      {!isChoice && <Text style={[look.quiet, { marginTop: 2 }]}>{accepts}</Text>}
    </>
  );
}
