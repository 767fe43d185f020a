import { describe, expect, test } from "vitest";
import { readPdf } from "@/app/_print/pdf-text";
import type { PrintedField, PrintedForm } from "@/lib/crf/printed-form";
import { CRF_KINDS, type CrfKind } from "@/lib/exports/formats/crf-kinds";
import { printedCrf, type PrintedCrf } from "@/lib/study/printed-crf";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import { MARKS } from "./crf-look";
import { writeCrf } from "./write-crf";

const squeezed = (text: string) => text.replace(/\s+/g, "");
const crfs = Object.values(protocolVersions).map(printedCrf);
const both = crfs.flatMap((crf) => CRF_KINDS.map((kind) => ({ id: crf.version.id, crf, kind })));
const pdfs: ReadonlyMap<string, Buffer> = new Map(await Promise.all(both.map(async ({ id, crf, kind }) => [`${id} ${kind}`, await writeCrf(crf, kind, "1.0")] as const)));
const read = (id: string, kind: CrfKind) => readPdf(pdfs.get(`${id} ${kind}`) ?? Buffer.alloc(0));

/** Whatever a definition says that paper has room for. */
function wordsOf({ label, help, onlyWhen, missing, blanks, sdtm, accepts }: PrintedField, kind: CrfKind): readonly string[] {
  const options = [...missing, ...blanks.flatMap((blank) => (blank.kind === "options" ? blank.options : []))];
  const units = blanks.flatMap((blank) => ("unit" in blank && blank.unit !== null ? [blank.unit] : []));
  const captions = blanks.flatMap((blank) => (blank.kind === "boxes" ? blank.groups.map(({ caption }) => caption) : []));
  const onAnnotated = [sdtm, ...options.map(({ code }) => code), ...(blanks.every((blank) => blank.kind === "options") ? [] : [accepts])];
  return [label, help ?? "", onlyWhen ?? "", ...options.map((option) => option.label), ...units, ...captions, ...(kind === "annotated" ? onAnnotated : [])];
}
const fieldsOf = ({ sections }: PrintedForm) => sections.flatMap(({ fields }) => fields);

describe.each(both)("the $kind case report form of version $id", ({ id, crf, kind }) => {
  const { pages, outline, places } = read(id, kind);
  const sheets = new Map(crf.forms.map((form) => [form, pages.filter((page) => page.includes(`${form.id}, version ${form.version} · protocol version ${id}`))]));

  test("says on the pages of each form every word of its definition, and has a sign for each letter", () => {
    const lost = [...sheets].flatMap(([form, on]) => {
      const text = squeezed(on.join(""));
      return [form.title, ...form.sections.map(({ title }) => title), ...fieldsOf(form).flatMap((field) => wordsOf(field, kind))].filter((said) => !text.includes(squeezed(said))).map((said) => [form.id, said]);
    });
    expect(lost).toEqual([]);
    expect(pages.filter((page) => page.includes("\u0000"))).toEqual([]);
  });

  test("says on its first pages what it is of, every form and visit, and when annotated every domain", () => {
    const front = squeezed(pages.slice(0, (places.get(`form-${crf.forms[0]?.id ?? ""}`) ?? 1) - 1).join(""));
    const said = [
      crf.title, crf.version.title, crf.version.source, ...crf.arms.flatMap(({ label, treatment }) => [label, treatment]), ...crf.forms.flatMap((form) => [form.title, `${form.id}, version ${form.version}`]),
      ...crf.visits.flatMap(({ title, days, places: forms }) => [title, days, ...forms.map((place) => `${place.title} ${place.note}`)]),
      ...(kind === "annotated" ? [...crf.domains.map(({ code, name }) => `${code} ${name}`), ...Object.values(MARKS).map((mark) => mark?.says ?? "")] : []),
    ];
    expect(said.filter((each) => !front.includes(squeezed(each)))).toEqual([]);
  });

  test("counts its pages, begins each form on one of its own, and names it in the contents, in links and for define.xml", () => {
    pages.forEach((page, at) => { expect(page).toContain(`Page ${at + 1} of ${pages.length}\n`); });
    for (const [form, [first]] of sheets) {
      const begins = pages.indexOf(first ?? "") + 1;
      expect([form.id, places.get(`form-${form.id}`)]).toEqual([form.id, begins]);
      expect(pages[1], form.id).toContain(`${form.id}, version ${form.version}\n`);
    }
    expect(pages[1]?.split("\n").filter((line) => /^\d+$/.test(line)).map(Number)).toEqual(crf.forms.map((form) => places.get(`form-${form.id}`)));
  });

  test("leaves no heading without its first field, and no line to sign without the last", () => {
    for (const [form, on] of sheets) {
      const shows = (page: string | undefined, said: string | undefined) => squeezed(page ?? "").includes(squeezed(said ?? ""));
      for (const { title, fields } of form.sections) if (title !== form.title) expect([title, on.some((page) => page.split("\n").includes(title) && shows(page, fields[0]?.label))]).toEqual([title, true]);
      expect([form.id, shows(on.at(-1), fieldsOf(form).at(-1)?.label), shows(on.at(-1), "Investigator, date")]).toEqual([form.id, true, true]);
    }
  });

  test("has every form in its outline by itself and under each of its visits", () => {
    for (const form of crf.forms) {
      const visits = crf.visits.filter((visit) => visit.places.some(({ formId }) => formId === form.id));
      const same = crf.visits.filter(({ title }) => title === form.title);
      expect([form.id, outline.filter((title) => title === form.title).length]).toEqual([form.id, visits.length + 1 + same.length]);
    }
    expect(outline).toEqual(expect.arrayContaining(["Contents", "By visit", "By form", ...crf.visits.map(({ title }) => title)]));
  });

  test("has the same bytes each time", async () => {
    expect((await writeCrf(crf, kind, "1.0")).equals(pdfs.get(`${id} ${kind}`) ?? Buffer.alloc(0))).toBe(true);
  });
});

test("a blank form shows no target and no code", () => {
  const text = read("2007", "blank").pages.join("");
  expect([text.includes("Disease status at entry"), /[A-Z]{2}\.[A-Z]/.test(text), text.includes("minus5_7_complex")]).toEqual([true, false, false]);
});

test("a field with more options than a page holds goes on overleaf, to the last of them", async () => {
  const [crf] = crfs;
  const [form] = crf?.forms ?? [];
  const [field] = form ? fieldsOf(form) : [];
  if (!crf || !form || !field) throw new Error("There is no field to print.");
  const options = Array.from({ length: 90 }, (_, at) => ({ code: `C${at}`, label: `This is the long wording of option ${at} of many, too long for a third of the column` }));
  const long: PrintedCrf = { ...crf, forms: [{ ...form, sections: [{ title: "Choices", fields: [{ ...field, blanks: [{ kind: "options", options }] }] }] }] };
  const { pages } = readPdf(await writeCrf(long, "annotated", "1.0"));
  const told = pages.map(squeezed).flatMap((page) => page.match(/(?<=option)\d+(?=of)/g) ?? []);
  expect(told).toEqual(options.map((_, at) => String(at)));
});
