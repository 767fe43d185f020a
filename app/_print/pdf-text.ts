import { inflateSync } from "node:zlib";

const OBJECT = /(\d+) 0 obj\n([\s\S]*?)\nendobj/g;
const STREAM = /stream\n([\s\S]*?)\nendstream/;

type Objects = ReadonlyMap<string, string>;

const reference = (body: string, key: string): string => new RegExp(`/${key} (\\d+) 0 R`).exec(body)?.[1] ?? "";

/** The content of a stream object, inflated. The bytes of the file are handled as Latin-1 text. */
function streamOf(objects: Objects, id: string): string {
  const bytes = STREAM.exec(objects.get(id) ?? "")?.[1] ?? "";
  return bytes === "" ? "" : inflateSync(Buffer.from(bytes, "latin1")).toString("latin1");
}

/** Glyph → character of an embedded font, from its own table. */
function lettersOf(objects: Objects, fontId: string): readonly string[] {
  const table = streamOf(objects, reference(objects.get(fontId) ?? "", "ToUnicode"));
  const hex = [...table.matchAll(/\[([^\]]*)\]/g)].flatMap(([, row = ""]) => row.match(/<[^>]*>/g) ?? []);
  return hex.map((code) => String.fromCodePoint(...(code.match(/[0-9a-f]{4}/g) ?? []).map((unit) => Number.parseInt(unit, 16))));
}

function fontsOf(objects: Objects): ReadonlyMap<string, readonly string[]> {
  const named = [...objects.values()].flatMap((body) => [.../\/Font <<\s*([\s\S]*?)>>/.exec(body)?.[1]?.matchAll(/\/(F\d+) (\d+) 0 R/g) ?? []]);
  return new Map(named.map(([, name = "", id = ""]) => [name, lettersOf(objects, id)]));
}

function textOn(content: string, fonts: ReadonlyMap<string, readonly string[]>): string {
  let letters: readonly string[] = [];
  let text = "";
  for (const [, font, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (font !== undefined) letters = fonts.get(font) ?? [];
    for (const glyph of (shown ?? "").replace(/>[^<]*</g, "").match(/[0-9a-f]{4}/g) ?? []) text += letters[Number.parseInt(glyph, 16)] ?? "\u0000";
    if (shown !== undefined) text += "\n";
  }
  return text;
}

export interface ReadPdf {
  /** The text of each page, a line for each run. A glyph that the font does not have reads as U+0000. */
  readonly pages: readonly string[];
  /** The titles of the outline. */
  readonly outline: readonly string[];
  /** Named places, by which links and other documents reach a page, with its number. */
  readonly places: ReadonlyMap<string, number>;
}

function placesOf(bodies: readonly string[]): ReadonlyMap<string, number> {
  const kids: readonly string[] = /\/Kids \[([^\]]*)\]/.exec(bodies.find((body) => body.includes("/Type /Pages")) ?? "")?.[1]?.match(/\d+(?= 0 R)/g) ?? [];
  const named = bodies.flatMap((body) => [.../\/Dests <<([\s\S]*?)>>/.exec(body)?.[1]?.matchAll(/\(([^()]*)\) \[(\d+) 0 R/g) ?? []]);
  return new Map(named.map(([, name = "", id = ""]) => [name, kids.indexOf(id) + 1]));
}

/** Reads what a PDF of this study says, as a reader would copy it. For tests. */
export function readPdf(file: Buffer): ReadPdf {
  const objects: Objects = new Map([...file.toString("latin1").matchAll(OBJECT)].map(([, id = "", body = ""]) => [id, body]));
  const fonts = fontsOf(objects);
  const bodies = [...objects.values()];
  const pages = bodies.filter((body) => /\/Type \/Page\n/.test(body)).map((body) => textOn(streamOf(objects, reference(body, "Contents")), fonts));
  const outline = bodies.filter((body) => /\/Title \(/.test(body) && /\/Dest /.test(body)).map((body) => /\/Title \((.*?)\)\n/.exec(body)?.[1] ?? "");
  return { pages, outline, places: placesOf(bodies) };
}
