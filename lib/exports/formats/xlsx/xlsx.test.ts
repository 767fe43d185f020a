import { unzipSync } from "fflate";
import { expect, test } from "vitest";
import { create } from "xmlbuilder2";
import { forms } from "@/lib/study/study";
import type { Form } from "@/lib/crf/define-form";
import { inventedSource } from "@/ops/testing/invented-cut";
import { csvFiles } from "../../csv-files";
import type { CutPayload } from "../../cut-record";
import type { ExportSource } from "../../export-format";
import { columnName, headerRow, rowOf } from "./xlsx-cells";
import { xlsx } from "./xlsx-format";
import { sheetsOf, sheetTitles } from "./xlsx-sheets";

const PATIENCE = 60_000;
const SOURCE = inventedSource(6, 40);

async function partsOf(source: ExportSource): Promise<Readonly<Record<string, string>>> {
  const chunks: Uint8Array[] = [];
  for await (const { chunks: parts } of xlsx.write(source)) for await (const part of parts) chunks.push(part as Uint8Array);
  return Object.fromEntries(Object.entries(unzipSync(Buffer.concat(chunks))).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]));
}

interface Node { readonly nodeName: string; readonly textContent: string | null; readonly childNodes: Iterable<Node>; getAttribute(name: string): string | null }
interface Cell { readonly text: string; readonly style: string; readonly isNumber: boolean }
const unescaped = (text: string) => text.replace(/_x([0-9A-F]{4})_/g, (_whole, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
/** Cells by where they stand. */
function cellsIn(xml: string): ReadonlyMap<string, Cell> {
  const named = (node: Node, name: string): readonly Node[] => [...node.childNodes].flatMap((child) => [...(child.nodeName === name ? [child] : []), ...named(child, name)]);
  return new Map(named(create(xml).root().node as unknown as Node, "c").map((cell) => [cell.getAttribute("r") ?? "", { text: unescaped(cell.textContent ?? ""), style: cell.getAttribute("s") ?? "", isNumber: cell.getAttribute("t") === null }]));
}
const DAY_0 = Date.UTC(1899, 11, 30);
/** The value that a cell shows, as the record has it. */
function valueOf(cell: Cell | undefined): string {
  if (!cell?.isNumber) return cell?.text ?? "";
  const at = new Date(Math.round((DAY_0 + Number(cell.text) * 86_400_000) / 60_000) * 60_000).toISOString();
  return ({ "3": at.slice(0, 10), "4": at.slice(0, 16), "5": at.slice(11, 16) } as Readonly<Record<string, string>>)[cell.style] ?? cell.text;
}

test("the workbook holds every value of every form exactly as the CSV files do, removed rows too", async () => {
  const parts = await partsOf(SOURCE);
  const entries: CutPayload[] = [];
  for await (const patient of SOURCE.patients()) entries.push(...patient.of("entry"));
  const ids = [...new Set(forms.map(({ id }) => id))];
  for (const [place, id] of ids.entries()) {
    const table = csvFiles(forms as unknown as readonly Form[]).find(({ file }) => file === `${id}.csv`);
    const expected = entries.filter(({ form }) => form === id).flatMap((entry) => (table?.rows(entry) ?? []).map((row) => row.slice(12)));
    const cells = cellsIn(parts[`xl/worksheets/sheet${place + 2}.xml`] ?? "");
    expect([id, expected.map((row, at) => row.map((_cell, column) => valueOf(cells.get(`${columnName(column + 9)}${at + 2}`))))]).toEqual([id, expected]);
  }
}, PATIENCE);

test("no cell is a formula, and text that looks like one is marked as text so that editing does not make it one", async () => {
  const parts = await partsOf(SOURCE);
  const sheets = Object.entries(parts).filter(([name]) => name.startsWith("xl/worksheets/"));
  expect(sheets.length).toBe(sheetsOf(SOURCE.study).length);
  for (const [name, xml] of sheets) expect([name, /<f[ >/]/.test(xml)]).toEqual([name, false]);
  expect(parts["xl/styles.xml"]?.match(/<xf [^>]*quotePrefix="1"[^>]*>/g)).toHaveLength(2);
  for (const text of ["=1+1", "+1", "-A1", "@SUM(A1)"]) expect(rowOf(2, [text], ["number"])).toBe(`<row r="2"><c r="A2" s="1" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c></row>\n`);
}, PATIENCE);

test("numbers, whole dates, times are typed; what a spreadsheet would change is text", () => {
  const cell = (text: string, kind: "number" | "date" | "dateTime" | "time") => /s="(\d)"( t="inlineStr")?><(?:v|is><t xml:space="preserve")>([^<]*)/.exec(rowOf(2, [text], [kind]))?.slice(1);
  expect(cell("98.5", "number")).toEqual(["2", undefined, "98.5"]);
  expect(cell("2024-02-29", "date")).toEqual(["3", undefined, "45351"]);
  expect(cell("2024-02-29T14:32", "dateTime")).toEqual(["4", undefined, "45351.6055555556"]);
  expect(cell("14:32", "time")).toEqual(["5", undefined, "0.6055555556"]);
  for (const [text, kind] of [["2024-02", "date"], ["2024", "date"], ["1900-02-28", "date"], ["[redacted]", "date"], ["123456789012.123456", "number"], ["1e5", "number"]] as const) expect([text, cell(text, kind)]).toEqual([text, ["1", " t=\"inlineStr\"", text]]);
});

test("a character that XML cannot hold, and text that looks like its escape, come back as they were", () => {
  const hostile = "\u0000\u001F_x0041_\r\uFFFE <&\"' 😀";
  expect([...cellsIn(`<sheet>${rowOf(3, ["a", hostile], ["text", "text"])}${headerRow([hostile])}</sheet>`)].map(([at, { text }]) => [at, text])).toEqual([["A3", "a"], ["B3", hostile], ["A1", hostile]]);
});

test("sheets have names that a spreadsheet accepts, none twice", () => {
  expect(sheetTitles(["Response/assessment: [x]", "a".repeat(40), "A".repeat(40)])).toEqual(["Response assessment   x", "a".repeat(31), `${"A".repeat(27)} (2)`]);
  expect([columnName(0), columnName(25), columnName(26), columnName(701), columnName(702)]).toEqual(["A", "Z", "AA", "ZZ", "AAA"]);
});
