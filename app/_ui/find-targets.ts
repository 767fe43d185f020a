import type { JumpTarget } from "./jump-target";

const SHOWN_MAX = 12;
/** Forms offered below a patient of whom nothing else was typed. */
const NEXT_MAX = 6;

export interface Typed {
  /** What names a patient: "19", "101019", "101-19"; "" where no digits came first. */
  readonly number: string;
  readonly words: readonly string[];
}

/** The first word of digits names the patient, with the site before it or not; everything else is words. "d28" is a word, and so is a second number. */
export function readTyped(typed: string): Typed {
  const parts = typed.toLowerCase().split(/[\s·,]+/).filter(Boolean);
  const at = parts.findIndex((part) => /^\d[\d-]*$/.test(part));
  if (at < 0) return { number: "", words: parts };
  const [first = "", second = ""] = [parts[at], parts[at + 1]];
  const isSite = /^\d{3}$/.test(first) && /^\d{1,3}$/.test(second);
  return { number: isSite ? `${first}-${second}` : first, words: parts.filter((_, index) => index !== at && !(isSite && index === at + 1)) };
}

/** How well a number fits what was typed: 0 as a whole, 1 as the number within its site, 2 as some of its digits; null not at all. */
function fit(label: string, number: string): 0 | 1 | 2 | null {
  const digits = number.replaceAll("-", "");
  const [site = "", own = ""] = label.split("-");
  const [typedSite, typedOwn] = number.includes("-") ? number.split("-") : [digits.slice(0, site.length), digits.slice(site.length)];
  if (typedOwn && site === typedSite && Number(own) === Number(typedOwn)) return 0;
  if (number.includes("-")) return label.startsWith(number) ? 2 : null;
  if (Number(own) === Number(digits)) return 1;
  return `${site}${own}`.includes(digits) ? 2 : null;
}

/** The patients that a number names, the best fits only: "19" leaves out 119 where somebody is 19. */
export function patientsNamed(patients: readonly JumpTarget[], number: string): readonly JumpTarget[] {
  const fits = patients.map((patient) => ({ patient, how: number === "" ? null : fit(patient.label, number) }));
  const best = [0, 1, 2].find((how) => fits.some((one) => one.how === how));
  return fits.filter(({ how }) => how !== null && how === best).map(({ patient }) => patient);
}

/** True when every word begins a word of the target, in its label or beside it. */
function holds({ label, detail = "", also = "" }: JumpTarget, words: readonly string[]): boolean {
  const within = `${label} ${detail} ${also}`.toLowerCase().split(/[\s·,]+/);
  return words.every((word) => within.some((one) => one.startsWith(word)));
}

const inLabel = ({ label }: JumpTarget, words: readonly string[]): number => Number(words.every((word) => label.toLowerCase().includes(word)));

/** Those that fit: what asks for something first, then those whose label says it, otherwise as they come. */
const fitting = (targets: readonly JumpTarget[], words: readonly string[]): readonly JumpTarget[] =>
  targets.filter((target) => holds(target, words)).toSorted((one, other) => inLabel(other, words) - inLabel(one, words) || Number(other.first ?? false) - Number(one.first ?? false));

export interface JumpGroup { readonly title: string; readonly targets: readonly JumpTarget[] }

export interface Findable {
  readonly pages: readonly JumpTarget[];
  readonly patients: readonly JumpTarget[];
  readonly actions: readonly JumpTarget[];
  /** Parts of the handbook and of Help, offered once words are typed. */
  readonly sections: readonly JumpTarget[];
  /** Numbers opened lately, the latest first. */
  readonly recent: readonly string[];
  /** Of the patients whose forms were fetched. */
  readonly forms: ReadonlyMap<string, readonly JumpTarget[]>;
}

/** The patient whose forms are looked through: named by a number, or opened last when words alone were typed. */
export function patientsToRead({ patients, recent, pages, actions }: Findable, typed: string): readonly string[] {
  const { number, words } = readTyped(typed);
  const named = patientsNamed(patients, number).map(({ label }) => label);
  if (number !== "") return named.length <= 3 ? named : words.length > 0 ? named.slice(0, 3) : [];
  const isElsewhere = words.length === 0 || fitting([...pages, ...actions], words).length > 0;
  return isElsewhere ? [] : patients.filter(({ label }) => label === recent[0]).map(({ label }) => label);
}

/** What was typed, as groups of places. Nothing typed: patients opened lately, then actions and pages. */
export function findTargets(known: Findable, typed: string): readonly JumpGroup[] {
  const { number, words } = readTyped(typed);
  const recent = known.recent.flatMap((label) => known.patients.filter((patient) => patient.label === label));
  const named = patientsNamed(known.patients, number);
  const ofPatients = patientsToRead(known, typed).map((label) => {
    const forms = known.forms.get(label) ?? [];
    return { title: `Patient ${label}`, targets: words.length > 0 ? fitting(forms, words) : forms.filter(({ first }) => first).slice(0, NEXT_MAX) };
  });
  const elsewhere = fitting([...known.actions, ...known.pages], number === "" ? words : [number, ...words]);
  const groups: readonly JumpGroup[] = number !== ""
    ? words.length > 0 ? [...ofPatients, { title: "Casebooks", targets: named }, { title: "Actions and pages", targets: elsewhere }]
      : [{ title: "Casebooks", targets: named }, ...ofPatients, { title: "Actions and pages", targets: elsewhere }]
    : words.length === 0 ? [{ title: "Opened lately", targets: recent }, { title: "Actions and pages", targets: elsewhere }]
      : [{ title: "Actions and pages", targets: elsewhere }, ...ofPatients, { title: "Casebooks", targets: fitting(known.patients, words) }, { title: "Handbook and help", targets: fitting(known.sections, words) }];
  return cut(groups);
}

/** As many as fit in the box, each once. */
function cut(groups: readonly JumpGroup[]): readonly JumpGroup[] {
  let room = SHOWN_MAX;
  return groups.map(({ title, targets }) => {
    const shown = targets.slice(0, Math.max(0, room));
    room -= shown.length;
    return { title, targets: shown };
  }).filter(({ targets }) => targets.length > 0);
}
