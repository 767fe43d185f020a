import { Text, View } from "@react-pdf/renderer";
import type { PrintedCrf } from "@/lib/study/printed-crf";
import { BlankField } from "./blank-fields";
import { look } from "./crf-look";

/** What every page of one document knows. */
export interface CrfPrint {
  readonly crf: PrintedCrf;
  readonly annotated: boolean;
  readonly ruleVersion: string;
  /** Form id → the page it begins on, as the last layout had it; empty on the first. */
  readonly pageOf: Map<string, number>;
}

/**
 * An entry of the reader's outline at this place. `under` is another entry's `at`, printed before, or null for the outermost. The library
 * nests entries as their views are nested; naming the parent lets a form stand under each of its visits as well.
 */
export function Bookmark({ title, under, at }: { readonly title: string; readonly under: string | null; readonly at: string }) {
  const entry: object = { bookmark: { title, ref: at, parent: under, fit: true, expanded: false } };
  return <View {...entry} />;
}

export function Header({ print: { crf }, subject, withPatient = false }: { readonly print: CrfPrint; readonly subject: string; readonly withPatient?: boolean }) {
  return (
    <View style={look.top} fixed>
      <View>
        <Text style={look.strong}>{subject}</Text>
        <Text style={look.quiet}>{crf.shortTitle} · {crf.version.title}</Text>
      </View>
      {withPatient && (
        <View style={look.across}>
          <Text style={{ marginRight: 8, paddingBottom: 3 }}>Patient</Text>
          <BlankField blank={{ kind: "boxes", groups: [{ boxes: 3, caption: "" }], unit: null }} coded={false} />
          <BlankField blank={{ kind: "boxes", groups: [{ boxes: 3, caption: "" }], unit: null }} coded={false} />
        </View>
      )}
    </View>
  );
}

/** The page's number among all, and what it belongs to. `at` notes the page on which a form begins. */
export function Footer({ print: { crf, annotated, ruleVersion, pageOf }, subject, at = null }: { readonly print: CrfPrint; readonly subject: string; readonly at?: string | null }) {
  return (
    <View style={look.foot} fixed>
      <Text>{subject} · protocol version {crf.version.id} · rules {ruleVersion} · {annotated ? "annotated" : "blank"}</Text>
      <Text style={look.footPage} render={({ pageNumber, totalPages, subPageNumber }) => {
        if (at !== null && subPageNumber === 1) pageOf.set(at, pageNumber);
        return `Page ${pageNumber} of ${totalPages}`;
      }} />
    </View>
  );
}
