import { describe, expect, test } from "vitest";
import { sha256, sha256OfBytes } from "@/lib/kernel/sha256";
import { readTable } from "@/lib/study/laboratory/reports/read-report";
import { columnsOf } from "@/lib/study/laboratory/reports/report-columns";
import { planImport } from "@/lib/study/laboratory/reports/plan-import";
import { NO_CHOICES, settleLine } from "@/lib/study/laboratory/reports/settle-line";
import { errorRows } from "./error-rows";
import { decode, LIMITS, readFile, type FileTable } from "./read-file";

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const table = (text: string | Uint8Array): Exclude<FileTable, { refused: string }> => { const read = readFile(typeof text === "string" ? utf8(text) : text); if ("refused" in read) throw new Error(read.refused); return read; };
const refused = (bytes: Uint8Array) => { const read = readFile(bytes); return "refused" in read ? read.refused : null; };

describe("a file", () => {
  test("of UTF-8, with or without mark, of Windows-1252 and of UTF-16 is read in its own letters", () => {
    const text = "Name;Wert\nHämoglobin;4,2 µl\n";
    for (const bytes of [utf8(text), utf8(`\uFEFF${text}`), latin(text), Uint8Array.from([0xff, 0xfe, ...[...text].flatMap((letter) => [letter.charCodeAt(0) & 0xff, letter.charCodeAt(0) >> 8])])]) {
      expect(table(bytes).body[0]?.cells).toEqual(["Hämoglobin", "4,2 µl"]);
    }
    expect(decode(latin("µ"))).toBe("µ");
  });
  test.each([["commas", "a,b\n1,\"x, y\"\n"], ["semicolons", "a;b\n1;\"x, y\"\n"], ["tabs", "a\tb\n1\tx, y\n"], ["Excel's own word", "sep=;\na;b\n1;\"x, y\"\n"], ["Windows' line ends", "a,b\r\n1,\"x, y\"\r\n"]])("parted by %s", (_, text) => expect(table(text).body[0]?.cells).toEqual(["1", "x, y"]));
  test("keeps the number of each line, over empty lines, quoted line ends and Excel's own word", () => {
    expect(table("a,b\n\n1,2\n\n3,4\n").body.map(({ line }) => line)).toEqual([3, 5]);
    expect(table("sep=,\na,b\n1,2\n").body.map(({ line }) => line)).toEqual([3]);
  });
  test("that is too big, a workbook, no text, one column or empty is refused in words", () => {
    expect(refused(new Uint8Array(LIMITS.bytes + 1).fill(65))).toMatch(/at most 500 kB/);
    expect(refused(Uint8Array.from([0x50, 0x4b, 3, 4]))).toMatch(/Save it as CSV/);
    expect(refused(utf8("a\u0000b,c\n1,2\n"))).toMatch(/no text file/);
    expect(refused(utf8("a\n1\n"))).toMatch(/one column only/);
    expect(refused(utf8("a,b\n"))).toMatch(/no line below/);
    expect(refused(utf8(`a,b\n${"1,2\n".repeat(LIMITS.lines + 1)}`))).toMatch(/At most 5,000 lines/);
  });
  test("has the fingerprint of its bytes", () => expect(sha256OfBytes(utf8("abc"))).toBe(sha256("abc")));
});

describe("lines given back", () => {
  test("calculate nothing in a spreadsheet, say what is wrong, and are read again as they were [R70]", () => {
    const read = table("Patient,Test,Result,Unit,Date\n101-999,=1+1,-5,K/uL,2024-10-21\n101-999,WBC,\"4,2\",K/uL,2024-10-21\n");
    const roles = columnsOf(read.header.cells)!;
    const { lines } = planImport(readTable(read.header, read.body, roles).lines.map((line) => settleLine(line, NO_CHOICES)), { places: [], patients: [], patient: null, prefer: null, chosen: {} });
    const back = errorRows(read.header, read.body, lines);
    expect(back).toContain("101-999,'=1+1,'-5,K/uL,2024-10-21,2,'=1+1: 101-999 is no patient of your site.");
    expect(back.split("\r\n").flatMap((row) => row.split(",")).filter((cell) => /^"?[=+@-]/.test(cell))).toEqual([]);
    expect(table(back).body.map(({ cells }) => cells.slice(0, 5))).toEqual(read.body.map(({ cells }) => cells));
  });
});
