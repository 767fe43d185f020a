import { MARK } from "../xml";

/** What an export counts while it writes, for the words that go with it. */
export interface OdmReport {
  patients: number;
  values: number;
  missing: number;
  /** Stored text that is no value of its field's kind: written as text, and said so. */
  others: number;
  changes: number;
  queries: number;
  signatures: number;
  removedRows: number;
  /** Characters that XML 1.0 has no place for. */
  replaced: number;
  /** Records of forms that this build does not have. */
  unknown: number;
}

export const emptyReport = (): OdmReport => ({ patients: 0, values: 0, missing: 0, others: 0, changes: 0, queries: 0, signatures: 0, removedRows: 0, replaced: 0, unknown: 0 });

/** Each U+FFFD of a file begins a character that could not be written as itself. */
export const countReplaced = (xml: string): number => xml.split(MARK).length - 1;

/** The words that go with the files: what they hold, what stands elsewhere, what had to be written otherwise. */
export function reportText(title: string, files: readonly string[], report: OdmReport): string {
  return [
    title, "",
    `${files[0] ?? ""}: what stands. Metadata of every protocol version, people and sites, and ${report.values} values of ${report.patients} patients; ${report.missing} reasons why a value is missing; ${report.queries} queries; ${report.signatures} signatures.`,
    `${files[1] ?? ""}: the history as transactions in the order of time for each patient, ${report.changes} values before they became what stands, with who, when, why and by which act. The metadata is that of the first file.`, "",
    `${report.removedRows} removed rows are no part of what stands; the history has them and their removal, with the reason.`,
    "Times of people's acts are UTC; dates and times of the record are of the site, as precise as they are known: nothing unknown is filled in.",
    "A redacted value is missing with the reason \"redacted\". Derived results, verifications, locks and reference ranges are in the CSV files of the cut.",
    `${report.others} stored texts are no value of their item's type and stand as text, with an annotation.`,
    `${report.replaced} characters that XML 1.0 cannot hold are written as U+FFFD, their UTF-16 code in hexadecimal and ";" (U+FFFD itself too), so that each can be put back.`,
    ...(report.unknown === 0 ? [] : [`${report.unknown} records are of form versions that this release does not have and are not in these files; the CSV files of the cut have them.`]), "",
  ].join("\n");
}
