import { isDeepStrictEqual } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { printedCrf, type PrintedCrf } from "@/lib/study/printed-crf";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import { readPdf } from "./pdf-text";
import { writeCrf } from "./write-crf";

/** Laying out takes a second of the processor for some ten pages, and many times that on a busy machine. */
const PATIENCE = 600_000;
const squeezed = (text: string) => text.replace(/\s+/g, "");
const beginning = ({ forms, ...crf }: PrintedCrf, count: number): PrintedCrf => ({ ...crf, forms: forms.slice(0, count) });

describe("the annotated case report form of each protocol version", () => {
  const crfs = Object.values(protocolVersions).map(printedCrf);
  /** A form that an earlier version has in the same words is laid out there, once. */
  const own = crfs.map((crf, at) => ({ ...crf, forms: crf.forms.filter((form) => !crfs.slice(0, at).some(({ forms }) => forms.some((same) => isDeepStrictEqual(same, form)))) }));

  test.each(own)("$version.id: every form, field, condition, option, missing reason and target is on it", async (crf) => {
    const file = await writeCrf(crf, "annotated", "1.0");
    const { pages } = readPdf(file);
    expect(file.subarray(0, 5).toString()).toBe("%PDF-");
    expect(pages.length).toBeGreaterThanOrEqual(crf.forms.length);
    const text = squeezed(pages.join(""));
    const said = crf.forms.flatMap(({ title, sections }) => [title, ...sections.flatMap(({ fields }) => fields.flatMap((field) => [
      field.label, field.help ?? "", field.onlyWhen ?? "", field.sdtm, ...field.missing.map(({ label }) => label),
      ...field.blanks.flatMap((blank) => (blank.kind === "options" ? blank.options.flatMap(({ label, code }) => [label, code]) : [])),
    ]))]);
    expect([...new Set(said)].filter((each) => !text.includes(squeezed(each)))).toEqual([]);
    expect(pages.filter((page) => page.includes("\u0000"))).toEqual([]);
  }, PATIENCE);
});

describe("the file", () => {
  const crf = printedCrf(protocolVersions["2007"]);
  let short: Buffer;
  beforeAll(async () => {
    short = await writeCrf(beginning(crf, 4), "blank", "1.0");
  }, PATIENCE);

  test("a blank form shows no target and no code", () => {
    const text = readPdf(short).pages.join("");
    expect([text.includes("Disease status at entry"), /[A-Z]{2}\.[A-Z]/.test(text), text.includes("minus5_7_complex")]).toEqual([true, false, false]);
  });

  test("made twice, it has the same bytes", async () => {
    const [one, other] = [await writeCrf(beginning(crf, 1), "annotated", "1.0"), await writeCrf(beginning(crf, 1), "annotated", "1.0")];
    expect(one.equals(other)).toBe(true);
  }, PATIENCE);

  test("pages are counted, and the contents name the page on which a form begins", () => {
    const { pages } = readPdf(short);
    const history = pages.findIndex((page) => page.includes("Disease status at entry")) + 1;
    expect(pages[history - 1]).toContain(`Page ${history} of ${pages.length}`);
    expect(pages[1]).toMatch(new RegExp(`aml_history\\s*, version\\s*1\\s*${history}\\n`));
  });

  test("a form stands in the outline by itself and under each of its visits", () => {
    const { outline } = readPdf(short);
    const visits = crf.visits.filter(({ places }) => places.some(({ formId }) => formId === "vital_signs"));
    expect(outline.filter((title) => title === "Vital signs and body size").length).toBe(visits.length + 1);
    expect(outline).toEqual(expect.arrayContaining(["Contents", "By visit", "By form", "Screening"]));
  });
});
