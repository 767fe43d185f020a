import { expect, test } from "vitest";
import { readPdf } from "@/app/_print/pdf-text";
import type { CasebookContent, PrintedRecord } from "@/lib/exports/casebooks/casebook-content";
import { writeCasebook } from "./write-casebook";

const squeezed = (text: string) => text.replace(/\s+/g, "");
const long = Array.from({ length: 3_000 }, (_, at) => `word${at}`).join(" ");
const form = (more: Partial<PrintedRecord>): PrintedRecord => ({ id: "form", title: "Blood count", state: "version 1, complete", notes: [], rows: [], ...more });
const bookOf = (forms: readonly PrintedRecord[], more: Partial<CasebookContent> = {}): CasebookContent => ({
  study: { title: "A study", shortTitle: "Study", isDemonstration: true, isTraining: false, rules: "1" },
  patient: { number: "101-001", site: "101 Houston", facts: [{ term: "Status", value: "" }] },
  made: { at: "2026-11-22T10:00:00.000Z", says: "22-Nov-2026 10:00 UTC", by: "Dana" },
  visits: [{ code: "SCR", title: "Screening", notes: [], forms }], findings: [], queries: [], signatures: [], annex: [], ...more,
});
const pagesOf = async (content: CasebookContent) => readPdf(await writeCasebook(content)).pages;

test("an answer longer than a page goes on over the next ones, to its last word and in its order", async () => {
  const pages = await pagesOf(bookOf([form({ rows: [{ label: "Comment", value: long, marks: ["verified"] }] })]));
  expect(pages.length).toBeGreaterThan(6);
  const told = pages.join("\n").match(/word\d+/g) ?? [];
  expect([...new Set(told)]).toEqual(long.split(" "));
});

test("a form that goes on overleaf says so at the top of each further page, and the next form does not", async () => {
  const rows = Array.from({ length: 90 }, (_, at) => ({ label: `Question ${at}`, value: "yes", marks: [] }));
  const pages = await pagesOf(bookOf([form({ rows }), form({ id: "next", title: "Marrow", rows: rows.slice(0, 1) })]));
  expect(pages.filter((page) => page.includes("Blood count, continued"))).toHaveLength(2);
  expect(pages.join("\n")).not.toContain("Marrow, continued");
});

test("a heading never stands alone at the end of a page: its first answer is on the same one", async () => {
  for (let lines = 30; lines < 48; lines++) {
    const rows = Array.from({ length: lines }, (_, at) => ({ label: `Question ${at}`, value: "yes", marks: [] }));
    const pages = await pagesOf(bookOf([form({ rows }), form({ id: "next", title: "Marrow", notes: ["Not done: no sample"], rows: [{ label: "Blasts", value: "5 %", marks: [] }] })]));
    const page = pages.findIndex((each) => each.includes("Marrow"));
    expect([lines, pages[page]?.includes("Not done: no sample"), pages[page]?.includes("Blasts")]).toEqual([lines, true, true]);
  }
});

test("every page says whose it is, of a training too, and its number among all", async () => {
  const content = bookOf([form({})], { study: { title: "A study", shortTitle: "Study", isDemonstration: false, isTraining: true, rules: "1" } });
  const pages = await pagesOf(content);
  pages.forEach((page, at) => { for (const said of ["TRAINING", "Casebook of patient 101-001", "22-Nov-2026 10:00 UTC for Dana", `Page ${at + 1} of ${pages.length}`]) expect(squeezed(page)).toContain(squeezed(said)); });
});

test("a sign that the font does not have is written by its number, and those that it has are kept", async () => {
  const text = (await pagesOf(bookOf([form({ rows: [{ label: "Comment", value: "血 é ≥ ×10⁹/L ﬁ µ", marks: [] }] })]))).join("\n");
  for (const said of ["[U+8840]", "≥", "×10⁹/L", "µ"]) expect(squeezed(text)).toContain(said);
});
