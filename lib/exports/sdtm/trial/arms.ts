import type { Arm, ProtocolVersionId } from "@/lib/study/patient-record";
import { protocolVersions } from "@/lib/study/versions/protocol-versions";

export interface PlannedArm {
  readonly code: string;
  readonly label: string;
  readonly elements: readonly PlannedElement[];
}

export interface PlannedElement {
  readonly code: string;
  readonly label: string;
  readonly epoch: string;
  readonly starts: string;
  readonly ends: string;
}

const VERSIONS: readonly ProtocolVersionId[] = ["2007", "review"];
const ARMS: readonly Arm[] = ["A", "B", "C"];

/** Superscripts and signs of the protocol in the letters that every transport file can hold. */
const plain = (text: string): string => text.replaceAll("²", "2");

/** "2007-A": arms of the two versions differ in drugs and days, so each is an arm of its own. */
export const armCodeOf = (version: ProtocolVersionId, arm: Arm): string => `${version.toUpperCase()}-${arm}`;

export function armLabelOf(version: ProtocolVersionId, arm: Arm): string {
  const { arms, cenersen } = protocolVersions[version];
  return `${arms[arm].label} (${version}): ${plain(arms[arm].treatment)}, cenersen over ${cenersen.hours / 24} days`;
}

export const SCREENING: PlannedElement = { code: "SCRN", label: "Screening", epoch: "SCREENING", starts: "Informed consent", ends: "First dose of cenersen" };
export const FOLLOW_UP: PlannedElement = {
  code: "FUP", label: "Follow-up", epoch: "FOLLOW-UP", starts: "Day after the window of the last assessment of response of the last course", ends: "Death, or 24 months after the first dose of cenersen",
};

/** The last day on which the response of a course is assessed by the plan; the epoch of treatment ends with it. */
export const lastDayOfCourse = (version: ProtocolVersionId): number => protocolVersions[version].visits.find(({ code }) => code === "D28")?.window?.to ?? 42;

/** "C1A2007": a course of one arm, "C2AREV" of the other version. */
export function courseElement(version: ProtocolVersionId, arm: Arm, course: 1 | 2): PlannedElement {
  const next = course === 1 ? "first dose of cenersen of course 2, " : "";
  return {
    code: `C${course}${arm}${version === "2007" ? "2007" : "REV"}`,
    label: `Course ${course}: ${plain(protocolVersions[version].arms[arm].treatment)} (${version})`,
    epoch: "INDUCTION TREATMENT",
    starts: `First dose of cenersen of course ${course}`,
    ends: `Day ${lastDayOfCourse(version)} of the course, ${next}or death, whichever comes first`,
  };
}

const elementsOf = (version: ProtocolVersionId, arm: Arm): readonly PlannedElement[] => [SCREENING, courseElement(version, arm, 1), courseElement(version, arm, 2), FOLLOW_UP];

export const PLANNED_ARMS: readonly PlannedArm[] = VERSIONS.flatMap((version) =>
  ARMS.map((arm) => ({ code: armCodeOf(version, arm), label: armLabelOf(version, arm), elements: elementsOf(version, arm) })));

/** Each element once, in the order of the arms. */
export const PLANNED_ELEMENTS: readonly PlannedElement[] = [
  SCREENING,
  ...PLANNED_ARMS.flatMap(({ elements }) => elements.slice(1, 3)),
  FOLLOW_UP,
];
