import { Text, View } from "@react-pdf/renderer";
import type { PrintedRecord, PrintedVisitRecord } from "@/lib/exports/casebooks/casebook-content";
import { Bookmark } from "../../../protocol/crf.pdf/page-frame";
import { casebookLook as look } from "./casebook-look";

/** One visit: its forms one after the other, each value with its unit and what happened to it. */
export function VisitRecord({ visit: { code, title, notes, forms } }: { readonly visit: PrintedVisitRecord }) {
  return (
    <>
      <Bookmark title={title} under={null} at={`visit-${code}`} />
      <Text style={look.chapter}>{title}</Text>
      {notes.map((note) => <Text key={note}>{note}</Text>)}
      {forms.map((form) => <FormRecord key={form.id} form={form} under={`visit-${code}`} />)}
    </>
  );
}

function FormRecord({ form: { id, title, state, notes, rows }, under }: { readonly form: PrintedRecord; readonly under: string }) {
  const lines = rows.map(({ label, value, marks }, at) => (
    <View key={at} style={look.value}>
      <Text style={look.label}>{label}</Text>
      <Text style={look.answer}>{value === "" ? "–" : value}</Text>
      <Text style={look.marks}>{marks.join("; ")}</Text>
    </View>
  ));
  return (
    <View>
      <View wrap={false}>
        <Bookmark title={title} under={under} at={`form-${id}`} />
        <Text style={look.form}>{title}</Text>
        <Text style={look.quiet}>{state}</Text>
        {notes.map((note) => <Text key={note} style={look.condition}>{note}</Text>)}
      </View>
      {lines}
    </View>
  );
}
