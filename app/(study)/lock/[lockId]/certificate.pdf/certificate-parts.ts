import { TEXT, WIDTH } from "@/app/_print/look";
import { indented, linesOf, one, whole, type Block, type Part, type Text } from "@/app/_print/parts";
import { factRow, tableRow } from "@/app/_print/report-blocks";
import type { CertificateContent, CertificateFact } from "@/lib/copies/certificate-content";

const INDENT = 10;
const TERM = 0.3;
const STATED = { ground: "#eef2f5", bar: 3, inside: 8 } as const;

const fact = (term: string, value: string, style = TEXT.plain): Block => factRow(term, one(value, style), TERM);

/** Hashes have the widest column, and a line of their own. */
const hashed = (name: string, count: string, hash: string): Block =>
  tableRow([{ text: one(name, TEXT.plain), share: 0.3 }, { text: one(count, TEXT.plain), share: 0.1, atRight: true }, { text: one(hash, TEXT.quiet), share: 0.6 }]);

export const factsOf = (facts: readonly CertificateFact[]): readonly Block[] => facts.map(({ term, value }) => fact(term, value));

/** What this certificate is about, apart from all that follows. */
export function stated({ what, lock }: CertificateContent): Block {
  const texts: readonly Text[] = [
    one(`${what[0]?.toUpperCase() ?? ""}${what.slice(1)} was locked on ${lock.says}`, TEXT.stated), one(`by ${lock.by}`, TEXT.plain), one(`Reason: ${lock.reason}`, TEXT.plain), one(`lock ${lock.id}`, TEXT.quiet),
  ];
  const from = STATED.bar + STATED.inside;
  const lines = texts.flatMap((text) => linesOf(text, WIDTH - from - STATED.inside));
  const barred = lines.map((line, at) => besideBar(line, { from, above: at === 0 ? STATED.inside : 0, below: at === lines.length - 1 ? STATED.inside : 0 }));
  return { columns: [{ parts: barred, from }], before: 8, inside: STATED.inside, ground: STATED.ground };
}

const besideBar = ({ height, draw }: Part, { from, above, below }: { readonly from: number; readonly above: number; readonly below: number }): Part => ({
  height,
  draw: (pen, left, top) => {
    pen.fill(TEXT.plain.colour, { left: left - from, top: top - above, width: STATED.bar, height: above + height + below });
    draw(pen, left, top);
  },
});

/** Name, role, time and meaning of every signature on what is locked. */
export function signaturesOf({ signatures }: CertificateContent): readonly Block[] {
  if (signatures.length === 0) return [whole(one("None: there is no value that a signature could cover.", TEXT.plain))];
  return signatures.map(({ patient, meaning, by, at, statement, sealed, fallen }): Block => {
    const below = [one(`“${statement}”`, TEXT.line), ...(fallen === null ? [] : [one(fallen, TEXT.line)]), one(`sealed ${sealed}`, TEXT.lineQuiet)];
    const heading = linesOf([...one(`${patient} ${meaning}: ${by}`, TEXT.strong), ...one(`, ${at}`, TEXT.plain)], WIDTH);
    return { columns: [{ parts: [...heading, ...indented(below.flatMap((text) => linesOf(text, WIDTH - INDENT)), INDENT)], from: 0 }], before: 5 };
  });
}

/** The first cut that holds the lock: one hash over its records, one over its files, one for each file. */
export const dataOf = ({ cut, files }: CertificateContent): readonly Block[] => [
  whole(one(`Data cut “${cut.name}”, ${cut.says}: ${cut.isInterim ? "interim, other patients of the study were not locked yet" : "final, every patient of the study was locked"}. It holds the whole study; the hashes are over all of it.`, TEXT.plain)),
  fact("Content hash of the records", cut.contentHash), fact("Hash of the list of files", cut.filesSha256),
  ...files.map(({ file, rows, sha256 }) => hashed(file, rows, sha256)),
];

/** The signed checkpoint over lock and cut, and where each chain of the trail stands under it. */
export const trailOf = ({ anchor, heads }: CertificateContent): readonly Block[] => [
  whole(one(`Checkpoint ${anchor.checkpoint}, ${anchor.says}, is the first signed one over this lock and this cut.`, TEXT.plain)),
  ...[["Hash of the checkpoint", anchor.hash], ["Ed25519 key", anchor.key], ["Ed25519 signature", anchor.signature], ["The line as signed", anchor.line]].map(([term = "", value = ""]) => fact(term, value, TEXT.quiet)),
  whole(one("Heads of the chains: events, and the hash of the last.", TEXT.plain), { before: 7 }),
  ...heads.map(({ chain, events, hash }) => hashed(chain, events, hash)),
];

export function patientsOf({ patients }: CertificateContent): readonly Block[] {
  if (patients.length === 0) return [whole(one("None.", TEXT.plain))];
  return patients.map(({ number, version, status }) => tableRow([number, `protocol ${version}`, status].map((said) => ({ text: one(said, TEXT.plain), share: 1 / 3 }))));
}
