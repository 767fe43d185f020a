import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { canadaDpd } from "@/ops/dictionary/canada-dpd";
import { fdaNdc } from "@/ops/dictionary/fda-ndc";
import { ownList } from "@/ops/dictionary/own-list";
import { UnreadableDictionary, type Dictionary } from "@/ops/dictionary/product";
import { whodrugB3 } from "@/ops/dictionary/whodrug-b3";
import { whodrugC3 } from "@/ops/dictionary/whodrug-c3";

const LAYOUTS = [whodrugC3, whodrugB3, canadaDpd, fdaNdc, ownList] as const;
const DEEPEST = 3;

function filesUnder(place: string, depth = 0): string[] {
  if (!statSync(place).isDirectory()) return [place];
  return depth >= DEEPEST ? [] : readdirSync(place).toSorted().flatMap((name) => filesUnder(path.join(place, name), depth + 1));
}

/** The files named, all of a folder, and beside a single file of a release that has several its companions. */
function filesOf(places: readonly string[]): readonly string[] {
  const files = places.flatMap((place) => {
    try {
      return filesUnder(place);
    } catch {
      throw new UnreadableDictionary(`${place} cannot be read.`);
    }
  });
  const [only] = files;
  const hasCompanions = files.length === 1 && only !== undefined && /^(dd|mp|drug(_?\w{2})?|ingred(_?\w{2})?)\.(txt|csv)$/i.test(path.basename(only));
  return hasCompanions ? readdirSync(path.dirname(only)).map((name) => path.join(path.dirname(only), name)).filter((file) => statSync(file).isFile()) : files;
}

const isArchive = (file: string): boolean => /\.(zip|7z|gz|tar)$/i.test(file);

/** Which drug dictionary these files are. Refuses with a sentence that says what it would read. */
export async function chooseLayout(places: readonly string[]): Promise<Dictionary> {
  const files = filesOf(places);
  const archive = files.find(isArchive);
  if (files.length === 1 && archive !== undefined) throw new UnreadableDictionary(`${archive} is an archive. Unpack it and name the folder.`);
  for (const layout of LAYOUTS) {
    const dictionary = await layout(files);
    if (dictionary !== null) return dictionary;
  }
  throw new UnreadableDictionary(
    `${places.join(", ")} is in none of the layouts known here: FDA NDC (product.txt), Health Canada DPD (drug.txt and ingred.txt), WHODrug B3 (DD, ING, BNA) or C3 (MP, ING, SUN), or a table with the columns product_name and ingredients.`);
}
