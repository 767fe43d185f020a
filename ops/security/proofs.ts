import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { ATTEMPTS } from "./attempts";
import { REQUIREMENTS, type Requirement } from "./requirements";

export const ROWS: readonly Requirement[] = [...REQUIREMENTS, ...ATTEMPTS];

/** A test that says at the end of its title what it shows: "a forged token is nobody [R05 A07]". */
export interface Proof { readonly file: string; readonly title: string; readonly ids: readonly string[] }

const TAGGED = /(["'`])((?:(?!\1)[^\n])+?) \[((?:[RADF]\d\d[a-l]?)(?: [RADF]\d\d[a-l]?)*)\]\1/g;

/** Every tagged title of a test, a table of tests or a group of them, by file. `root`: the checkout. */
export function readProofs(root: string): readonly Proof[] {
  return ["lib", "app", "ops", "e2e", "prisma"].flatMap((folder) => testFiles(path.join(root, folder))).toSorted().flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(TAGGED)].map(([, , title = "", ids = ""]) => ({ file: path.relative(root, file), title, ids: ids.split(" ") })));
}

const testFiles = (folder: string): readonly string[] => readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.(test|spec)\.tsx?$/.test(name) && !name.includes("generated")).map((name) => path.join(folder, name));

/** What is wrong between the list and the tests, in sentences. */
export function contradictions(rows: readonly Requirement[], proofs: readonly Proof[]): readonly string[] {
  const known = new Set(rows.map(([id]) => id));
  const shown = new Set(proofs.flatMap(({ ids }) => ids));
  return [
    ...proofs.flatMap(({ file, title, ids }) => ids.filter((id) => !known.has(id)).map((id) => `${file}: "${title}" shows ${id}, which nobody asked for.`)),
    ...rows.filter(([id, standing]) => (standing === "test" || standing === "partly") && !shown.has(id)).map(([id]) => `${id} is said to be shown by tests, and none names it.`),
    ...rows.filter(([, standing, , note]) => (standing === "test") === (note !== undefined)).map(([id, standing]) => `${id} is "${standing}": everything but "test" says why, and "test" says nothing more.`),
  ];
}

const BEGINNING = "<!-- made by npm run security -->";
const END = "<!-- end of what npm run security made -->";

/** The page with its table renewed. */
export function withTable(page: string, rows: readonly Requirement[], proofs: readonly Proof[]): string {
  const [from, to] = [page.indexOf(BEGINNING), page.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`SECURITY.md has lost its marks: ${BEGINNING} … ${END}`);
  return `${page.slice(0, from + BEGINNING.length)}\n${table(rows, proofs)}\n${page.slice(to)}`;
}

function table(rows: readonly Requirement[], proofs: readonly Proof[]): string {
  const count = (wanted: string) => rows.filter(([, standing]) => standing === wanted).length;
  return [
    `${rows.length} rows: ${count("test")} shown by tests, ${count("partly")} in part, ${count("procedural")} procedural, ${count("not_here")} not applicable, ${count("open")} open.`,
    "", "| | | Shown by |", "|---|---|---|",
    ...rows.map(([id, standing, says, note]) => `| ${id} | ${says} | ${shownBy(id, standing, note, proofs)} |`),
  ].join("\n");
}

const WORDS = { test: "", partly: "In part; ", procedural: "Procedural: ", not_here: "Not applicable: ", open: "**Open**: " } as const;

function shownBy(id: string, standing: Requirement[1], note: string | undefined, proofs: readonly Proof[]): string {
  const files = proofs.filter(({ ids }) => ids.includes(id)).map(({ file }) => file);
  const counted = [...new Set(files)].map((file) => `\`${file}\`${files.filter((each) => each === file).length > 1 ? ` (${files.filter((each) => each === file).length})` : ""}`).join(", ");
  return `${WORDS[standing]}${note ?? ""}${note && counted ? ". Tests: " : ""}${counted}`;
}
