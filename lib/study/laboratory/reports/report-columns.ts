import { fieldsNamed } from "./report-fields";
import { isDayCell } from "./report-day";
import { readResult } from "./report-number";
import { looksLikeUnit, plainUnit } from "./unit-spelling";

/** What a column of a table holds. "result" is one analyte, named by its header; "dated" is one day, named by its header. */
export const COLUMN_ROLES = ["patient", "name", "value", "unit", "day", "time", "result", "dated", "range", "flag", "ignored"] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

export const COLUMN_WORDS: Readonly<Record<ColumnRole, string>> = {
  patient: "Patient number", name: "Analyte", value: "Value", unit: "Unit", day: "Date of sample", time: "Time", result: "Results of the analyte in the header", dated: "Results of the date in the header",
  range: "Reference range (not stored)", flag: "Flag (not stored)", ignored: "Not used",
};

const HEADERS: readonly (readonly [ColumnRole, RegExp])[] = [
  ["patient", /^(patient|pat|subject|subject id|patient id|patient number|patient no|patientennummer|pat nr|pat id|screening number|studiennummer|study id|usubjid|subjid|number)$/],
  ["name", /^(analyte?|analyt|parameter|test|test name|testname|untersuchung|analyse|messgrosse|component|investigation|name|assay|loinc|lab test|laborwert|bezeichnung|lbtest|lbtestcd|verfahren)$/],
  ["value", /^(value|result|results|wert|ergebnis|befund|messwert|resultat|actual|observation|numeric result|lborres|ergebniswert)$/],
  ["unit", /^(units?|einheit(en)?|dimension|uom|dim|lborresu|masseinheit)$/],
  ["range", /^(reference( range| interval| ranges)?|ref( range| interval| bereich)?|normal( range| values)?|norm(bereich|al)?|normwerte?|referenz(bereich|wert|werte|intervall)?|range|limits|lower|upper|lbornrlo|lbornrhi|untergrenze|obergrenze|low|high|lln|uln)$/],
  ["flag", /^(flags?|abnormal( flag)?|abn|bewertung|bew|hinweis|l h|h l|markierung|interpretation|status|patho(logisch)?|kennung|alert|kz)$/],
  ["time", /^(time|uhrzeit|zeit|collection time|abnahmezeit|sample time|entnahmezeit)$/],
  ["day", /^(date|datum|sample date|date of (blood )?sample|collected|collection date|collected on|date collected|abnahme(datum)?|entnahme(datum)?|probenahme|probendatum|specimen date|drawn|draw date|date time|datum zeit|abnahme datum|lbdtc|abnahmezeitpunkt|collection date time|sampled|sampled on)$/],
];

const plain = (cell: string) => cell.normalize("NFKD").replace(/\p{M}/gu, "").replace(/ß/g, "ss").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();

/** "WBC (10^9/L)", "Hb [g/dL]", "PLT, 10^9/L", "Thrombozyten /nl" → name and unit. */
export function parted(heading: string): { readonly name: string; readonly unit: string } {
  const ways = [/^(.*?)\s*\[(.+)\]$/, /^(.*?)\s*\((.+)\)$/, /^(.*?)\s*[,;]\s*(.+)$/, /^(.*\S)\s+(\S+)$/].map((way) => way.exec(heading.trim()));
  const way = ways.find((found) => found !== null && looksLikeUnit(found[2] ?? "") && fieldsNamed(found[1] ?? "").length > 0);
  return way ? { name: way[1]!, unit: way[2]! } : { name: heading, unit: "" };
}

/** The role that a header names; null for words that head nothing known. */
export function roleOfHeader(cell: string): ColumnRole | null {
  const word = plain(cell);
  return HEADERS.find(([, words]) => words.test(word))?.[0] ?? (isDayCell(cell) ? "dated" : fieldsNamed(parted(cell).name).length > 0 ? "result" : null);
}

/** The columns of a table that has a header; null for cells that head nothing. */
export function columnsOf(header: readonly string[]): readonly ColumnRole[] | null {
  const roles = header.map(roleOfHeader);
  const count = (...wanted: readonly ColumnRole[]) => roles.filter((role) => role !== null && wanted.includes(role)).length;
  const known = roles.map((role) => role ?? "ignored");
  if (count("value") === 1 && count("name") >= 1) return oneName(known.map((role) => (role === "result" || role === "dated" ? "ignored" : role)), header);
  if (header.some((cell, at) => roles[at] === null && readResult(cell, "point").kind === "number")) return null; // a row of results, and no header
  if (count("dated") >= 1 && count("dated") >= count("result")) {
    const named = roles.includes("name") ? known : known.map((role, at) => (at === 0 && role !== "dated" ? "name" : role));
    return named.includes("name") ? oneName(named.map((role) => (role === "result" ? "ignored" : role)), header) : null;
  }
  if (count("result") < 2 && (count("result") !== 1 || count("patient", "day") === 0)) return null;
  return known.includes("day") || (header[0] ?? "") !== "" ? known : known.map((role, at) => (at === 0 ? "day" : role));
}

/** A code beside a name, or a second name, stands for the same analyte: one column is enough. "Name" alone is more often the patient's. */
function oneName(roles: readonly ColumnRole[], header: readonly string[]): readonly ColumnRole[] {
  const named = roles.flatMap((role, at) => (role === "name" ? [at] : []));
  const kept = named.find((at) => plain(header[at] ?? "") !== "name") ?? named[0];
  return roles.map((role, at) => (role === "name" && at !== kept ? "ignored" : role));
}

/** A row below a header of analytes that holds their units. */
export const isUnitRow = (cells: readonly string[], roles: readonly ColumnRole[]): boolean => {
  const under = cells.filter((cell, at) => roles[at] === "result" && cell !== "");
  return under.length >= 2 && under.every((cell) => looksLikeUnit(cell) || plainUnit(cell) === "%");
};
