import { describe, expect, test } from "vitest";
import { domainsIn } from "@/lib/crf/printed-form";
import { printedCrf } from "@/lib/study/printed-crf";
import { forms } from "@/lib/study/study";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";

describe.each(Object.values(protocolVersions))("the printed case report form of version $id", (version) => {
  const crf = printedCrf(version);

  test("holds every form once, and every place of the schedule points to one [R82]", () => {
    const ids = crf.forms.map(({ id }) => id);
    expect(ids.toSorted()).toEqual([...new Set(forms.map(({ id }) => id))].toSorted());
    expect(crf.visits.flatMap(({ places }) => places.map(({ formId }) => formId)).filter((formId) => !ids.includes(formId))).toEqual([]);
  });

  test("names every domain into which a value goes, and every field goes into one", () => {
    expect(crf.domains.filter(({ name }) => name === "")).toEqual([]);
    expect(crf.forms.flatMap(({ id, sections }) => sections.flatMap(({ fields }) => fields.filter(({ sdtm }) => domainsIn(sdtm).length === 0).map(({ name }) => `${id}.${name}`)))).toEqual([]);
  });

  test("leaves a blank to fill in, and options to tick, for every field", () => {
    for (const { sections } of crf.forms) for (const { fields } of sections) for (const { name, blanks } of fields) expect([name, blanks.length > 0]).toEqual([name, true]);
  });
});

test("a target names its domains, supplemental qualifiers among them", () => {
  expect(domainsIn("LB.LBORRES and LB.LBORRESU where LBTESTCD=PLAT")).toEqual(["LB"]);
  expect(domainsIn("SUPPDV.QVAL where QNAM=DVIMPORT")).toEqual(["SUPPDV"]);
});
