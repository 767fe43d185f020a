import { describe, expect, test } from "vitest";
import { formsIn, readFormFile, type ChosenFile } from "./read-form-file";

const utf8 = (text: string) => new TextEncoder().encode(text);
const chosen = (bytes: Uint8Array, name = "vital_signs.csv"): ChosenFile => { const read = readFormFile(bytes, name); if ("refused" in read) throw new Error(read.refused); return read; };
const refused = (bytes: Uint8Array, name = "x.csv") => { const read = readFormFile(bytes, name); return "refused" in read ? read.refused : null; };
const ODM = '<ODM xmlns="http://www.cdisc.org/ns/odm/v1.3"><ClinicalData StudyOID="ST.CENERSEN-AML"><SubjectData SubjectKey="101-001"><StudyEventData StudyEventOID="SE.SCR"><FormData FormOID="F.vital_signs.1"/></StudyEventData></SubjectData></ClinicalData></ODM>';

describe("a file of forms", () => {
  test("keeps every cell as it stands: blanks, apostrophes, signs that a spreadsheet calculates, line ends in quotation marks", () => {
    const file = chosen(utf8("PATIENT,ROW,medication\n101-001,1,\" '=1+1 \"\n101-001,2,\"a\r\nb\"\n"), "concomitant_medication.csv");
    const read = formsIn(file, file.table?.formId ?? null);
    expect(read && "rows" in read && read.rows.map(({ cells }) => cells["medication"])).toEqual([" '=1+1 ", "a\r\nb"]);
  });
  test("is told from XML by what is in it, whatever it is called", () => {
    expect(chosen(utf8(`\uFEFF  ${ODM}`), "data.csv")).toMatchObject({ table: null, odm: { rows: [{ patient: "101-001", formId: "vital_signs" }] } });
    expect(chosen(utf8("PATIENT,pulse\n101-001,70\n"), "vital_signs.xml")).toMatchObject({ odm: null, table: { formId: "vital_signs" } });
  });
  test("whose form nothing says waits for a person", () => expect(formsIn(chosen(utf8("PATIENT,comment\n101-001,x\n"), "y.csv"), null)).toBe(null));
  test("that is too big, of other letters or no XML is refused in words", () => {
    expect(refused(new Uint8Array(4_000_001).fill(65))).toMatch(/at most 4000 kB/);
    expect(refused(Uint8Array.from([...utf8("<a>"), 0xe4, ...utf8("</a>")]))).toMatch(/Save it as UTF-8/);
    expect(refused(utf8("<a><b></a>"))).toMatch(/no XML that can be read. Line 1/);
  });
});
