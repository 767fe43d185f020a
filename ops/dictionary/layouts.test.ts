import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { chooseLayout } from "@/ops/dictionary/choose-layout";
import { UnreadableDictionary } from "@/ops/dictionary/product";

// Every name below is invented; no list is copied.
const folder = mkdtempSync(path.join(tmpdir(), "dictionary-"));
afterAll(() => rmSync(folder, { recursive: true }));
let made = 0;

function release(files: Readonly<Record<string, string | Buffer>>): string {
  const place = path.join(folder, `release-${(made += 1)}`);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(place, name)), { recursive: true });
    writeFileSync(path.join(place, name), content);
  }
  return place;
}
async function productsOf(...places: string[]): Promise<readonly string[]> {
  const dictionary = await chooseLayout(places);
  const said = [];
  for await (const { name, ingredients } of dictionary.read()) said.push(`${name}: ${ingredients.join(" + ")}`);
  return [dictionary.source, ...said, ...dictionary.remarks()];
}

const NDC = "PRODUCTID\tPRODUCTNDC\tPROPRIETARYNAME\tPROPRIETARYNAMESUFFIX\tNONPROPRIETARYNAME\tSUBSTANCENAME\tACTIVE_NUMERATOR_STRENGTH\tACTIVE_INGRED_UNIT\r\n";
const ndc = (...cells: string[]) => `x\t0-0\t${cells.join("\t")}\r\n`;

describe("US FDA National Drug Code directory", () => {
  const text = NDC + ndc("Zolpemax", "PM", "Acetaminophen and Doxylamine", "ACETAMINOPHEN; DOXYLAMINE", "500; 25", "mg/1; mg/1") + ndc("Zolpesyrup", "", "Acetaminophen", "ACETAMINOPHEN", "160", "mg/5mL") + ndc('"Brixa, ""new"""', "", "", "IBUPROFEN", ".2", "g/1");
  const products = [
    "FDA NDC", "Zolpemax: ACETAMINOPHEN 500 mg + DOXYLAMINE 25 mg", "Zolpemax PM: ACETAMINOPHEN 500 mg + DOXYLAMINE 25 mg", "Acetaminophen and Doxylamine: ACETAMINOPHEN 500 mg + DOXYLAMINE 25 mg",
    "Zolpesyrup: ACETAMINOPHEN 160 mg/5mL", "Acetaminophen: ACETAMINOPHEN 160 mg/5mL", 'Brixa, "new": IBUPROFEN 0.2 g',
  ];
  test("names with their suffix, and one strength an ingredient", async () => expect(await productsOf(path.join(release({ "product.txt": text }), "product.txt"))).toEqual(products));
  test("found in its folder, under another name and with a byte order mark", async () => expect(await productsOf(release({ "ndc/our-products.txt": `\uFEFF${text}`, "ndc/package.txt": "PRODUCTID\tPACKAGE" }))).toEqual(products));
  test("written in Latin-1", async () => expect(await productsOf(release({ "product.txt": Buffer.from(NDC + ndc("Zolpé", "", "", "ACETAMINOPHEN", "", ""), "latin1") }))).toEqual(["FDA NDC", "Zolpé: ACETAMINOPHEN"]));
  test("without substances the generic name serves", async () => expect(await productsOf(release({ "product.txt": NDC + ndc("Zolpe", "", "codeine and acetaminophen", "", "", "") }))).toContain("Zolpe: codeine + acetaminophen"));
});

const quoted = (...cells: string[]) => `${cells.map((cell) => `"${cell}"`).join(",")}\n`;
const dpdDrug = (code: string, brand: string, descriptor = "", french = "") => quoted(code, "HUMAN", "Human", "02000000", brand, descriptor, "N", "1", "1", "01-JAN-2024", "1", "Humain", french, "");
const dpdIngredient = (code: string, name: string, strength: string, dosage = "", dosageUnit = "") => quoted(code, "1", name, "I", strength, "MG", "", dosage, "N", dosageUnit, "", "", "", "", "");

describe("Health Canada Drug Product Database", () => {
  const files = { "drug.txt": dpdDrug("1", "ZOLPEMAX", "EXTRA STRENGTH", "ZOLPÉMAX") + dpdDrug("2", "ZOLPESYRUP") + dpdDrug("3", "NOTHING KNOWN"), "ingred.txt": dpdIngredient("1", "ACETAMINOPHEN", "500") + dpdIngredient("1", "CAFFEINE", "65", "1", "TAB") + dpdIngredient("2", "ACETAMINOPHEN", "160", "5", "ML") };
  const products = ["Health Canada DPD", "ZOLPEMAX: ACETAMINOPHEN 500 MG + CAFFEINE 65 MG", "ZOLPEMAX EXTRA STRENGTH: ACETAMINOPHEN 500 MG + CAFFEINE 65 MG", "ZOLPÉMAX: ACETAMINOPHEN 500 MG + CAFFEINE 65 MG", "ZOLPESYRUP: ACETAMINOPHEN 160 MG/5ML", "1 of its products have no line in ingred.txt and were left out"];
  test("by their folder", async () => expect(await productsOf(release(files))).toEqual(products));
  test("by one of the two files", async () => expect(await productsOf(path.join(release(files), "drug.txt"))).toEqual(products));
  test("by both files", async () => { const place = release(files); expect(await productsOf(path.join(place, "drug.txt"), path.join(place, "ingred.txt"))).toEqual(products); });
  test("with the inactive products beside them", async () => expect(await productsOf(release({ ...files, "drug_ia.txt": dpdDrug("9", "OLDMAX"), "ingred_ia.txt": dpdIngredient("9", "ACETAMINOPHEN", "325") }))).toContain("OLDMAX: ACETAMINOPHEN 325 MG"));
});

const ddLine = (record: string, salt: string, seq: string, called: string) => `${record}${salt}${seq}${"1N240001ABCDE011241".slice(0, 19)}${called}\n`;
const B3 = {
  "DD.txt": ddLine("900001", "01", "001", "CODEINE;PARACETAMOL") + ddLine("900001", "01", "002", "ZOLPECODE") + ddLine("900002", "01", "001", "IBUPROFEN") + ddLine("900002", "01", "002", "BRIXA"),
  "ING.txt": "90000101" + "0011" + "0000076573\n" + "90000101" + "0011" + "0000103902\n" + "90000201" + "0011" + "0015687271\n",
  "BNA.txt": `0000076573E${"CODEINE".padEnd(250)}24001\n0000103902E${"PARACETAMOL".padEnd(250)}24001\n0015687271E${"IBUPROFEN".padEnd(250)}24001\n`,
};
const B3_PRODUCTS = ["WHODrug", "CODEINE;PARACETAMOL: CODEINE + PARACETAMOL", "ZOLPECODE: CODEINE + PARACETAMOL", "IBUPROFEN: IBUPROFEN", "BRIXA: IBUPROFEN"];
const asCsv = (lines: readonly (readonly string[])[]) => lines.map((cells) => quoted(...cells)).join("");

describe("WHODrug, B3 format", () => {
  test("text of fixed width", async () => expect(await productsOf(release(B3))).toEqual(B3_PRODUCTS));
  test("with the shorter substance names of releases before 2022", async () => expect(await productsOf(release({ ...B3, "BNA.txt": B3["BNA.txt"].replace(/ {100,}/g, " ".repeat(38)) }))).toEqual(B3_PRODUCTS));
  test("as CSV", async () => {
    const row = (record: string, seq: string, called: string) => [record, "01", seq, "1", "N", "24", "001", "ABC", "01", "", "241", called];
    expect(await productsOf(release({
      "b3/DD.csv": asCsv([row("900001", "001", "CODEINE;PARACETAMOL"), row("900001", "002", "ZOLPECODE"), row("900002", "001", "IBUPROFEN"), row("900002", "002", "BRIXA")]),
      "b3/ING.csv": asCsv([["900001", "01", "001", "1", "0000076573"], ["900001", "01", "001", "1", "0000103902"], ["900002", "01", "001", "1", "0015687271"]]),
      "b3/BNA.csv": asCsv([["0000076573", "E", "CODEINE"], ["0000103902", "E", "PARACETAMOL"], ["0015687271", "E", "IBUPROFEN"]]),
    }))).toEqual(B3_PRODUCTS);
  });
  test("without ingredients that fit, by preferred names, and it says so", async () => expect(await productsOf(release({ "DD.txt": B3["DD.txt"], "ING.txt": "not a layout\n", "BNA.txt": "nor this\n" }))).toEqual([...B3_PRODUCTS, expect.stringContaining("preferred name")]));
  test("the release is named", async () => expect((await chooseLayout([release({ ...B3, "version.txt": "WHODRUG GLOBAL B3 Mar24\n" })])).version).toBe("WHODRUG GLOBAL B3 Mar24"));
});

describe("WHODrug, C3 format", () => {
  const mp = (id: string, record: string, seq: string, called: string) => [id, `P${id}`, record, "01", seq, "0000000001", "0000000001", "N", called, "", "", "", "", "USA", "1", "1", "001", "USA", "124", "001", "20240101", "20240101"];
  const C3 = {
    MP: [mp("1", "900001", "001", "Codeine;Paracetamol"), mp("2", "900001", "002", "Zolpecode"), mp("3", "900002", "001", "Ibuprofen")],
    ING: [["1", "20240101", "71", "30", "", "1", "1"], ["2", "20240101", "72", "500", "", "1", "1"], ["3", "20240101", "71", "30", "", "1", "2"], ["4", "20240101", "72", "500", "", "1", "2"], ["5", "20240101", "73", "200", "", "1", "3"]],
    SUN: [["71", "0000076573", "E", "Codeine", "124", "001"], ["72", "0000103902", "E", "Paracetamol", "124", "001"], ["73", "0015687271", "E", "Ibuprofen", "124", "001"]],
  };
  const PRODUCTS = ["WHODrug", "Codeine;Paracetamol: Codeine + Paracetamol", "Zolpecode: Codeine + Paracetamol", "Ibuprofen: Ibuprofen"];
  const csv = Object.fromEntries(Object.entries(C3).map(([name, rows]) => [`${name}.csv`, asCsv(rows)]));
  const fixed = (rows: readonly (readonly string[])[], widths: readonly number[]) => rows.map((row) => `${widths.map((width, at) => (row[at] ?? "").padEnd(width)).join("")}\n`).join("");
  test("as CSV", async () => expect(await productsOf(release(csv))).toEqual(PRODUCTS));
  test("text of fixed width", async () => expect(await productsOf(release({ "MP.txt": fixed(C3.MP, [10, 22, 6, 2, 3, 10, 10, 1, 1500, 30]), "ING.txt": fixed(C3.ING, [10, 8, 10, 15, 15, 10, 10]), "SUN.txt": fixed(C3.SUN, [10, 10, 10, 250, 3, 10]) }))).toEqual(PRODUCTS));
  test("refused when its files are of different releases", async () => expect(productsOf(release({ ...csv, "SUN.csv": asCsv([["99", "0", "E", "Nothing", "124", "001"]]) }))).rejects.toThrow("do not fit together"));
  test("refused when MP has other columns", async () => expect(productsOf(release({ ...csv, "MP.csv": asCsv([["1", "900001", "01", "001", "Zolpecode"]]) }))).rejects.toThrow("not in the WHODrug C3 layout"));
});

test("a list of one's own needs two columns", async () => {
  expect(await productsOf(release({ "list.csv": "id;Product_Name;Ingredients\n1;Zolpemax;\n" }))).toEqual(["own list"]);
  expect(await productsOf(release({ "list.csv": 'product_name,ingredients\nZolpemax,"ACETAMINOPHEN; CAFFEINE"\nBrixa,IBUPROFEN\n' }))).toEqual(["own list", "Zolpemax: ACETAMINOPHEN + CAFFEINE", "Brixa: IBUPROFEN"]);
});

describe("what cannot be read is refused in one sentence", () => {
  test.each<[string, Readonly<Record<string, string>>, string]>([
    ["anything else", { "letter.txt": "Dear sponsor,\n" }, "none of the layouts"],
    ["an empty folder", { "sub/.keep": "" }, "none of the layouts"],
    ["an archive", { "drugs.zip": "PK" }, "Unpack it"],
    ["an FDA file without its substances", { "product.txt": "PRODUCTID\tPROPRIETARYNAME\n" }, "lacks a column"],
    ["drugs without ingredients", { "drug.txt": dpdDrug("1", "ZOLPEMAX") }, "both drug.txt and ingred.txt"],
    ["a drug file of another layout", { "drug.txt": "name,maker\nZolpe,X\n", "ingred.txt": dpdIngredient("1", "ACETAMINOPHEN", "1") }, "numeric drug code"],
    ["DD in another layout", { "DD.txt": "Zolpemax is a drug of a long line\n" }, "not in the WHODrug B3 layout"],
    ["MP alone", { "MP.csv": quoted("1") }, "needs MP, ING and SUN"],
  ])("%s", async (_, files, sentence) => {
    const read = productsOf(release(files));
    await expect(read).rejects.toThrow(UnreadableDictionary);
    await expect(read).rejects.toThrow(sentence);
  });
  test("a file that is not there", async () => expect(chooseLayout([path.join(folder, "none.txt")])).rejects.toThrow("cannot be read"));
});
