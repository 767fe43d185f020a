import { expect, test } from "vitest";
import { exampleStandard, filesOf, sourceOf } from "./example-standard";
import { datasetFormat } from "./write-datasets";

const format = datasetFormat(exampleStandard, "For tests.");
const rows = [
  { STUDYID: "CEN", USUBJID: "CEN-1", ZZSEQ: 1, ZZTESTCD: "SIZE", ZZORRES: "12.25", ZZSTRESN: 12.25, ZZDTC: "2026-11", ZZDT: 24_000 },
  { STUDYID: "CEN", USUBJID: "CEN-1", ZZSEQ: 10, ZZTESTCD: "ANSWER", ZZORRES: "CRp", ZZDTC: "2026-11-22" },
];
const define = async () => (await filesOf(format, sourceOf([rows]), "define")).get("define.xml")?.toString("utf8") ?? "";
const element = (xml: string, beginning: string, end: string) => xml.slice(xml.indexOf(beginning), xml.indexOf(end, xml.indexOf(beginning)) + end.length).replace(/\s+/g, " ");

test("a term that this study added is marked as such, with its definition; those of CDISC have their codes", async () => {
  const xml = await define();
  const list = element(xml, "<CodeList OID=\"CL.ANSWERS\"", "</CodeList>");
  expect(list).toContain("<EnumeratedItem CodedValue=\"CRp\" OrderNumber=\"2\" def:ExtendedValue=\"Yes\"/>");
  expect(list).toContain("<Alias Context=\"nci:ExtCodeID\" Name=\"C4870\"/>");
  expect(list).toContain("<Alias Context=\"nci:ExtCodeID\" Name=\"C96785\"/>");
  expect(element(xml, "<def:CommentDef OID=\"COM.CL.ANSWERS\"", "</def:CommentDef>")).toContain("CRp: CR without 100 000 platelets per microlitre.");
  expect(xml).not.toContain("CL.UNUSED");
});

test("lengths and types are those of the rows, also of a value level", async () => {
  const xml = await define();
  const item = (oid: string) => element(xml, `<ItemDef OID="${oid}"`, ">");
  expect(item("IT.ZZ.ZZSEQ")).toContain("DataType=\"integer\" Length=\"2\"");
  expect(item("IT.ZZ.ZZSTRESN")).toContain("DataType=\"float\" Length=\"5\" SignificantDigits=\"2\"");
  expect(item("IT.ZZ.ZZDTC")).toContain("DataType=\"partialDatetime\"");
  expect(item("IT.ZZ.ZZORRES")).toContain("DataType=\"text\" Length=\"5\"");
  expect(item("IT.ZZ.ZZORRES.1")).toContain("DataType=\"float\" Length=\"5\" SignificantDigits=\"2\"");
  expect(item("IT.ZZ.ZZORRES.2")).toContain("DataType=\"text\" Length=\"3\"");
  expect(item("IT.ZZ.ZZDT")).toContain("def:DisplayFormat=\"DATE9.\"");
});

test("every reference leads to something", async () => {
  const xml = await define();
  const defined = new Set([...xml.matchAll(/\s(?:OID|ID)="([^"]+)"/g)].map(([, oid]) => oid));
  const referred = [...xml.matchAll(/\s(?:ItemOID|def:ItemOID|MethodOID|CodeListOID|WhereClauseOID|ValueListOID|def:CommentOID|def:StandardOID|def:ArchiveLocationID|leafID)="([^"]+)"/g)].map(([, oid]) => oid);
  expect(referred.length).toBeGreaterThan(30);
  expect(referred.filter((oid) => !defined.has(oid))).toEqual([]);
});

test("what a person typed is text: signs of markup and what looks like an entity come out as they went in", async () => {
  expect(await define()).toContain("Cut &quot;Example &lt;1&gt; &amp;amp; &quot;more&quot;&quot;, interim".replaceAll("&quot;", "\""));
});

test("a dataset without rows is declared as such and has no file, or is left out where it asks for that", async () => {
  const group = element(await define(), "<ItemGroupDef OID=\"IG.SUPPZZ\"", "</ItemGroupDef>");
  expect(group).toContain("def:HasNoData=\"Yes\"");
  expect(group).not.toContain("def:leaf");
  expect((await filesOf(format, sourceOf([rows]))).has("suppzz.xpt")).toBe(false);
  expect(await define()).not.toContain("SUPPXX");
});
