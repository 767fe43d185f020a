import { expect, describe, test } from "vitest";
import { forms } from "@/lib/study/study";
import type { AnyField } from "@/lib/crf/any-field";

const FIELDS = forms.flatMap((form) => Object.entries(form.fields as Readonly<Record<string, AnyField>>).map(([name, field]) => ({ at: `${form.id} v${form.version} ${name}`, field })));
const words = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

describe("the help of every field", () => {
  test("is there", () => {
    expect(FIELDS.length).toBeGreaterThan(140);
    expect(FIELDS.filter(({ field }) => !field.help).map(({ at }) => at)).toEqual([]);
  });

  test("says more than the label: at least four words that the label does not have", () => {
    const added = ({ field }: { field: AnyField }) => new Set(words(field.help ?? "").filter((word) => !words(field.label).includes(word))).size;
    expect(FIELDS.filter((one) => added(one) < 4).map(({ at }) => at)).toEqual([]);
  });

  test("is at most 300 characters of whole sentences, without order or haste", () => {
    expect(FIELDS.filter(({ field }) => (field.help ?? "").length > 300 || !/[.”]$/.test(field.help ?? "")).map(({ at }) => at)).toEqual([]);
    expect(FIELDS.filter(({ field }) => /please|!|simply|just /i.test(field.help ?? "")).map(({ at }) => at)).toEqual([]);
  });
});
