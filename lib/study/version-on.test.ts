import { describe, expect, test } from "vitest";
import { exampleEntry, exampleRecord } from "@/lib/study/example-record";
import type { ConsentedVersion, PatientRecord } from "@/lib/study/patient-record";
import { firstVersionOf, versionOn } from "@/lib/study/version-on";

const infusion = (visit: string, startAt: string) => exampleEntry("cenersen_infusion", visit, { startAt });
const consent = (version: "2007" | "review", from: "2007" | "review", consentedOn: string): ConsentedVersion => ({ version, from, consentedOn, reason: "amendment", byName: "Test", at: `${consentedOn}T12:00:00Z` });
const record = (versions: readonly ConsentedVersion[], ...entries: PatientRecord["entries"]) => exampleRecord(entries, { versions, protocolVersion: versions.at(-1)?.version ?? "2007" });

describe("the version that a course is dosed by", () => {
  const toReview = consent("review", "2007", "2024-10-20");
  const course1 = infusion("C1", "2024-09-16T09:00");
  test.each([
    ["nobody consented again", record([], course1), 1, "2007"],
    ["a course before the consent", record([toReview], course1), 1, "2007"],
    ["a course that has not begun", record([toReview], course1), 2, "review"],
    ["a course that began after the consent", record([toReview], course1, infusion("C2", "2024-10-28T09:00")), 2, "review"],
    ["a course that began on the day of the consent", record([toReview], course1, infusion("C2", "2024-10-20T09:00")), 2, "review"],
    ["a course that began the day before", record([toReview], course1, infusion("C2", "2024-10-19T09:00")), 2, "2007"],
    ["consented again before anything was given", record([toReview]), 1, "review"],
    ["and back on the same day, because the first was a mistake", record([toReview, consent("2007", "review", "2024-10-20")], course1, infusion("C2", "2024-10-28T09:00")), 2, "2007"],
  ] as const)("%s", (_, patient, course, version) => {
    expect(versionOn(patient, course)).toBe(version);
  });
  test("the version of entry is remembered after every later consent", () => {
    expect(firstVersionOf(record([toReview, consent("2007", "review", "2024-11-01")]))).toBe("2007");
    expect(firstVersionOf(exampleRecord([], { protocolVersion: "review" }))).toBe("review");
  });
});
