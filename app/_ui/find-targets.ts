export interface JumpTarget {
  /** What is typed for: "101-032", "Questions". */
  readonly label: string;
  readonly href: string;
  /** Quiet words at the end of the line: "Group 1 · CRp · D36". */
  readonly detail?: string;
}

const SHOWN_MAX = 12;

/** Targets whose label or detail holds every word that was typed; those whose label holds all of them come first. */
export function findTargets(targets: readonly JumpTarget[], typed: string): readonly JumpTarget[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const holds = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  const found = targets.filter(({ label, detail = "" }) => holds(`${label} ${detail}`));
  return [...found.filter(({ label }) => holds(label)), ...found.filter(({ label }) => !holds(label))].slice(0, SHOWN_MAX);
}
