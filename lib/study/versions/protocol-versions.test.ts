import { describe, expect, test } from "vitest";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";
import { formById } from "@/lib/study/study";
import { visitByCode } from "@/lib/study/visits";

/** As the database checks it (prisma/migrations, protocol_whole). */
const ID = /^[a-z0-9][a-z0-9.-]{0,19}$/;

describe.each(Object.entries(protocolVersions))("version %s", (key, version) => {
  test("is listed under its own id, which the database can hold", () => {
    expect([version.id, ID.test(version.id)]).toEqual([key, true]);
  });
  test("asks only for forms that this build has, in the version that it names", () => {
    const asked = [...Object.keys(version.forms), ...version.visits.flatMap(({ forms }) => forms.map(({ formId }) => formId))];
    expect(asked.filter((formId) => formById(formId, version.forms[formId] ?? 1) === undefined)).toEqual([]);
  });
  test("has every arm, under its own code", () => {
    expect(Object.entries(version.arms).map(([code, arm]) => [code, arm.code])).toEqual(["A", "B", "C"].map((code) => [code, code]));
  });
  test("names each of its visits once, and finds it by its code", () => {
    const codes = version.visits.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    for (const visit of version.visits) expect(visitByCode(visit.code, version.id)).toBe(visit);
  });
});
