import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { create } from "xmlbuilder2";
import type { Form } from "@/lib/crf/define-form";
import { exportColumns } from "@/lib/crf/export-columns";
import { isMissingAnswer } from "@/lib/crf/missing";
import { unwritten } from "@/lib/kernel/unwritten";
import { formById } from "@/lib/study/study";
import { inventedPatient, inventedSource, sourceOf } from "@/ops/testing/invented-cut";
import { hasStandards, schemaErrors, standardFile } from "@/ops/testing/standards";
import type { CutPayload } from "../../cut-record";
import type { CutPatient, ExportFormat, ExportSource } from "../../export-format";
import { history13, snapshot13 } from "./odm-13-clinical";
import { history20, snapshot20 } from "./odm-20-clinical";
import { odm13, odm20 } from "./odm-formats";
import { emptyReport } from "./odm-report";

const PATIENCE = 120_000;

async function filesOf(format: ExportFormat, source: ExportSource): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for await (const { file, chunks } of format.write(source)) {
    let text = "";
    for await (const chunk of chunks) text += String(chunk);
    files.set(file, text);
  }
  return files;
}

// ---- reading back, with a parser that the writer does not know --------------------------------------------------------------------------------

interface Node { readonly nodeType: number; readonly nodeName: string; readonly textContent: string | null; readonly childNodes: Iterable<Node>; getAttribute(name: string): string | null }
const parsed = (xml: string): Node => create(xml).root().node as unknown as Node;
const children = (node: Node, name?: string): readonly Node[] => [...node.childNodes].filter((child) => child.nodeType === 1 && (name === undefined || child.nodeName === name));
const within = (node: Node, name: string): readonly Node[] => children(node).flatMap((child) => [...(child.nodeName === name ? [child] : []), ...within(child, name)]);
const text = (node: Node | undefined): string => unwritten(node?.textContent ?? "");
const attribute = (node: Node, name: string) => node.getAttribute(name) ?? "";

interface Read { readonly where: string; readonly item: string; readonly value: string; readonly unit: string; readonly missing: string; readonly kind: string; readonly audit: string }

const auditText = (node: Node | undefined): string => (node === undefined ? "" : JSON.stringify([attribute(children(node, "UserRef")[0]!, "UserOID"), text(children(node, "DateTimeStamp")[0]), text(children(node, "ReasonForChange")[0]), text(children(node, "SourceID")[0])]));
const missingOf = (annotation: Node | undefined): string => (annotation && within(annotation, "FlagType").some((type) => text(type) === "missing") ? text(within(annotation, "FlagValue")[0]) : "");

/** Every item of a file of either version: where, what, why not, by which act. */
function itemsIn(xml: string, isForm: (node: Node) => boolean): readonly Read[] {
  const clinical = parsed(xml);
  const byId = new Map([...within(clinical, "AuditRecord"), ...within(clinical, "Annotation")].filter((node) => attribute(node, "ID") !== "").map((node) => [attribute(node, "ID"), node]));
  return within(clinical, "StudyEventData").flatMap((event) => children(event).filter(isForm).flatMap((form) => {
    const where = [attribute(event, "StudyEventOID"), attribute(event, "StudyEventRepeatKey"), attribute(form, "FormOID") || attribute(form, "ItemGroupOID"), attribute(form, "FormRepeatKey") || attribute(form, "ItemGroupRepeatKey")].join(" ");
    return children(form, "ItemGroupData").flatMap((group) => children(group).filter(({ nodeName }) => nodeName.startsWith("ItemData")).map((item): Read => {
      const [beside] = children(item, "Annotation");
      return {
        where, item: attribute(item, "ItemOID").split(".").slice(3).join("."), value: item.nodeName === "ItemData" ? text(children(item, "Value")[0]) : text(item), unit: attribute(item, "MeasurementUnitOID").replace("MU.", ""),
        missing: missingOf(beside ?? byId.get(attribute(item, "AnnotationID"))), kind: attribute(item, "TransactionType"), audit: auditText(children(item, "AuditRecord")[0] ?? byId.get(attribute(item, "AuditRecordID"))),
      };
    }));
  }));
}
const items13 = (xml: string) => itemsIn(xml, ({ nodeName }) => nodeName === "FormData");
const items20 = (xml: string) => itemsIn(xml, ({ nodeName }) => nodeName === "ItemGroupData");

// ---- what the records say, as the CSV files say it ---------------------------------------------------------------------------------------------

const formOf = ({ form, formVersion }: CutPayload) => formById(String(form), Number(formVersion)) as unknown as Form;
const placeOf = (entry: CutPayload): string => {
  const visit = entry["visit"] === null ? null : String(entry["visit"]);
  const event = visit === null ? "SE.LOG " : visit.startsWith("UNS") ? `SE.UNS ${visit.slice(3)}` : `SE.${visit} `;
  return `${event} F.${String(entry["form"])}.${String(entry["formVersion"])} ${formOf(entry).repeats ? String(entry["row"]) : ""}`;
};
/** Field by field: the cells of the CSV file, without the labels of codes, which ODM has in its code lists. */
function cellsOf(entry: CutPayload, answers: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const named = exportColumns(formOf(entry)).filter(({ header, field }) => header !== `${field}_label`).map(({ header, cell }) => [`${placeOf(entry)} ${header}`, cell(answers)] as const);
  return Object.fromEntries(named.filter(([, cell]) => cell !== ""));
}
/** The same from what was read. */
const cellsRead = (items: readonly Read[], unitsAreItems: boolean) => Object.fromEntries(items.filter(({ item, value }) => !item.endsWith("_levels") || value === "").flatMap(({ where, item, value, unit, missing }) => [
  ...(value === "" ? [] : [[`${where} ${item}`, value] as const]), ...(unit === "" || unitsAreItems ? [] : [[`${where} ${item}_unit`, unit] as const]), ...(missing === "" ? [] : [[`${where} ${item}_missing`, missing] as const]),
]));
const standing = (patient: CutPatient) => patient.of("entry").filter(({ removedAt }) => removedAt === null);
const withoutUndeclared = (patient: CutPatient, cells: Readonly<Record<string, string>>) => {
  const declared = new Set(patient.of("entry").flatMap((entry) => exportColumns(formOf(entry)).map(({ header }) => `${placeOf(entry)} ${header}`)));
  return Object.fromEntries(Object.entries(cells).filter(([name]) => declared.has(name)));
};
const auditOf = ({ by, at, reason, act, role }: CutPayload) => JSON.stringify([`U.${String(by)}`, `${String(at)}Z`, reason ?? "", `${String(act)} by ${String(role)}`]);

describe.each([
  { version: "1.3.2", snapshot: snapshot13, history: history13, items: items13, unitsAreItems: false },
  { version: "2.0", snapshot: snapshot20, history: history20, items: items20, unitsAreItems: true },
])("ODM $version read back", ({ snapshot, history, items, unitsAreItems }) => {
  test("has every value, unit and reason that stands, exactly, each with the act it stands by", () => {
    fc.assert(fc.property(inventedPatient("101-001"), (patient) => {
      const read = items(snapshot(patient, 1, emptyReport()).xml);
      const expected = Object.assign({}, ...standing(patient).map((entry) => cellsOf(entry, entry["answers"] as Readonly<Record<string, unknown>>))) as Readonly<Record<string, string>>;
      expect(withoutUndeclared(patient, cellsRead(read, unitsAreItems))).toEqual(expected);
      for (const { where, item, audit } of read) {
        const [last] = patient.of("change").filter((change) => change["of"] === "answer" && (item === change["field"] || item.startsWith(`${String(change["field"])}_`)) && patient.of("entry").some((entry) => placeOf(entry) === where && entry["row"] === change["row"] && entry["visit"] === change["visit"] && entry["form"] === change["form"])).slice(-1);
        expect([where, item, audit]).toEqual([where, item, auditOf(last!)]);
      }
    }), { numRuns: 12 });
  }, PATIENCE);

  test("has the whole history: replayed, it ends in the same values, removed rows too, and every act has its reason", () => {
    fc.assert(fc.property(inventedPatient("101-001"), (patient) => {
      const read = items(history(patient, 1, emptyReport()).xml);
      const last = new Map(read.map((item) => [`${item.where} ${item.item}`, item]));
      const expected = Object.assign({}, ...patient.of("entry").map((entry) => cellsOf(entry, entry["answers"] as Readonly<Record<string, unknown>>))) as Readonly<Record<string, string>>;
      expect(withoutUndeclared(patient, cellsRead([...last.values()].filter(({ kind }) => kind !== "Remove"), unitsAreItems))).toEqual(expected);
      expect(read.filter(({ item }) => patient.of("change").some(({ field }) => field === item)).map(({ audit }) => audit).toSorted()).toEqual(patient.of("change").filter(({ of }) => of === "answer").map(auditOf).toSorted());
    }), { numRuns: 12 });
  }, PATIENCE);

  test("says of a reason that it is one, and does not call it a value", () => {
    fc.assert(fc.property(inventedPatient("101-001"), (patient) => {
      const reasons = standing(patient).flatMap(({ answers }) => Object.values(answers as object).filter(isMissingAnswer)).length;
      expect(items(snapshot(patient, 1, emptyReport()).xml).filter(({ missing, value }) => missing !== "" && value === "")).toHaveLength(reasons);
    }), { numRuns: 8 });
  }, PATIENCE);
});

describe.each([
  { format: odm13, folder: "odm-1.3.2", schema: "ODM1-3-2.xsd", valid: "samples/odm13/odm-data-snapshot.xml", invalid: "samples/odm13/cdash-odm-test-invalid.xml" },
  { format: odm20, folder: "odm-2.0", schema: "ODM.xsd", valid: "samples/odm20/RepeatingIG-UC-D-Example.xml", invalid: "samples/odm20/Data_Retrieval-INVALID.xml" },
])("$format.id", ({ format, folder, schema, valid, invalid }) => {
  test("is valid by the standard's own schema, which tells the standard's valid and invalid samples apart", async () => {
    if (!hasStandards(`${format.id} against its schema`)) return;
    const files = await filesOf(format, inventedSource(4, 1));
    expect(await schemaErrors(standardFile(valid), folder, schema)).toEqual([]);
    expect(await schemaErrors(standardFile(invalid), folder, schema)).not.toEqual([]);
    for (const [file, xml] of files) if (file.endsWith(".xml")) expect([file, (await schemaErrors(xml, folder, schema)).slice(0, 3)]).toEqual([file, []]);
  }, PATIENCE);

  test("refers only to what it defines", async () => {
    const xml = (await filesOf(format, inventedSource(3, 20))).get("snapshot.xml") ?? "";
    const named = (pattern: RegExp) => new Set([...xml.matchAll(pattern)].map(([, oid]) => oid));
    const defined = named(/ OID="([^"]+)"/g);
    const referred = named(/ (?:StudyEventOID|FormOID|ItemGroupOID|ItemOID|CodeListOID|MeasurementUnitOID|UserOID|LocationOID|SignatureOID|CollectionExceptionConditionOID|MetaDataVersionOID|UnitsItemOID|StudyEventGroupOID)="([^"]+)"/g);
    expect([...referred].filter((oid) => !defined.has(oid))).toEqual([]);
    const ids = [...xml.matchAll(/ ID="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...named(/ (?:AuditRecordID|AnnotationID|SignatureID)="([^"]+)"/g)].filter((id) => !ids.includes(id))).toEqual([]);
  });

  test("says how many characters it could not write as themselves, and loses none", async () => {
    const [patient] = fc.sample(inventedPatient("101-001"), { seed: 5, numRuns: 1 });
    const entry = { site: "101", patient: "101-001", visit: null, form: "adverse_event", row: 1, formVersion: 1, removedAt: null, answers: { term: "a\u0000b\u001Fc\uFFFDd\uFFFFe\rf" } };
    const files = await filesOf(format, sourceOf([{ ...patient!, of: (kind) => (kind === "entry" ? [entry] : []) }]));
    expect(files.get("README.txt")).toContain("4 characters that XML 1.0 cannot hold");
    expect(unwritten(/a\uFFFD0;[^<]*/.exec(files.get("snapshot.xml") ?? "")?.[0].replace("&#13;", "\r") ?? "")).toBe(entry.answers.term);
  });
});
